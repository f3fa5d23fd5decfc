use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use serde_json::Value;

use super::agenda::{Agenda, Line, Next, Started, Ticket};
use super::book::{Ask, Book};
use super::codes;
use super::convert;
use super::extent::GroupMembers;
use super::groups::Managed;
use super::lists::Lists;
use super::lookup::{Lookup, lookups};
use super::needs::Needs;
use super::progress::{Event, Progress, What};
use super::read::Failure;
use super::rolls::{Roll, pages};
use super::sample;
use super::walk::{Listed, Walk, shape};
use crate::api::{ApiError, Reads, wire};
use crate::directory::{Desired, DomainId, Id, LiveMember};
use crate::source::Problem;

/// A reading that takes longer is told of before it is waited for.
const LONG: Duration = Duration::from_secs(75);

/// Before looking again whether calls of others that share the gate are over.
const GLANCE: Duration = Duration::from_millis(100);

/// A chain of calls.
enum Job<'a, R> {
    List(Walk<'a, R>),
    Roll(Roll<'a, R>),
    Lookup(Lookup),
}

/// A job after one more call.
enum Ended<'a, R> {
    List(Walk<'a, R>, Result<(), ApiError>),
    Roll(Roll<'a, R>, Result<(), ApiError>),
    Lookup(Result<Option<Box<LiveMember>>, ApiError>),
}

/// A call in flight.
struct Flight<'a, R> {
    ticket: Ticket,
    call: Pin<Box<dyn Future<Output = Ended<'a, R>> + Send + 'a>>,
}

/// A reading under way: what is read so far, and what is still to be read.
pub(super) struct Course<'a, R> {
    service: &'a R,
    desired: &'a Desired,
    how: GroupMembers,
    lookups: bool,
    progress: &'a dyn Progress,
    agenda: Agenda<Job<'a, R>>,
    managed: Managed<'a>,
    /// Finished lists that are not taken into `lists` yet.
    listed: Vec<Listed>,
    lists: Lists,
    book: Book,
    /// Groups that the list of a domain should still show.
    awaited: BTreeMap<DomainId, u64>,
    /// Lists of members and of groups that are not read to their ends.
    open: BTreeMap<What, usize>,
    /// Look-ups done, and those asked for.
    looked_up: (usize, usize),
    /// Members that only a look-up showed.
    found: Vec<LiveMember>,
    /// Groups looked at again although they were shown, of all that were.
    sampled: Option<(usize, usize)>,
    fell_back: bool,
    told: bool,
}

/// What a reading found.
pub(super) struct Found {
    pub(super) lists: Lists,
    pub(super) found: Vec<LiveMember>,
    pub(super) book: Book,
}

impl<'a, R: Reads> Course<'a, R> {
    /// Plans to read what is needed. `first` are lists that were begun, each with whether it
    /// was refused because its feature is off.
    pub(super) fn new(
        service: &'a R,
        desired: &'a Desired,
        needs: &Needs,
        how: GroupMembers,
        first: Vec<(Walk<'a, R>, bool)>,
        progress: &'a dyn Progress,
    ) -> Course<'a, R> {
        let lanes = service.pacer().limits().reads_per_domain;
        let mut course = Course {
            service,
            desired,
            how,
            lookups: needs.lookups,
            progress,
            agenda: Agenda::new(lanes),
            managed: Managed::new(desired, needs.all_groups),
            listed: Vec::new(),
            lists: Lists::default(),
            book: Book::default(),
            awaited: BTreeMap::new(),
            open: BTreeMap::new(),
            looked_up: (0, 0),
            found: Vec::new(),
            sampled: None,
            fell_back: false,
            told: false,
        };
        let mut whats = Vec::new();
        for domain in desired.tenant.domains.iter().map(|domain| domain.id) {
            for (what, needed) in [
                (What::Groups, needs.groups),
                (What::Members, needs.members),
                (What::Orgs, needs.orgs),
            ] {
                if needed {
                    whats.push((what, domain));
                    *course.open.entry(what).or_default() += 1;
                }
            }
        }
        for (domain, kind) in &needs.ranks {
            whats.push((What::Ranks(*kind), *domain));
        }
        for group in desired.groups.iter().filter(|_| needs.groups) {
            let domain = group.declaration.domain;
            *course.awaited.entry(domain).or_default() += 1;
        }
        for domain in desired.tenant.domains.iter().map(|domain| domain.id) {
            course.expect(domain);
        }
        let begun: Vec<(What, DomainId)> = first
            .iter()
            .map(|(walk, _)| (walk.what(), walk.domain()))
            .collect();
        for (what, domain) in whats {
            if !begun.contains(&(what, domain)) {
                course.add_list(Walk::new(service, what, domain));
            }
        }
        for (walk, off) in first {
            match off {
                true => course.finished(walk.listed(true)),
                false => course.listed(walk),
            }
        }
        course
    }

    /// Reads everything, two calls of a domain in flight wherever the rate rules let them.
    pub(super) async fn run(mut self) -> Result<Found, Failure> {
        let (pacer, clock) = (self.service.pacer(), self.service.clock());
        let mut flights: Vec<Flight<'a, R>> = Vec::new();
        loop {
            let wake = loop {
                let now = clock.elapsed();
                // The gate looks at the clock for itself: what may go by then may go now.
                let earliest = |operation: &_| {
                    let at = pacer.earliest(operation)?;
                    Some(if at <= clock.elapsed() { now } else { at })
                };
                match self.agenda.next(now, pacer.per_minute(), earliest) {
                    Next::Wait(wake) => break wake,
                    Next::Start(started) => {
                        let mut flight = fly(started, self.service);
                        // At once, so that the rate rules know of it before the next.
                        match poll_fn(|context| Poll::Ready(flight.call.as_mut().poll(context)))
                            .await
                        {
                            Poll::Pending => flights.push(flight),
                            Poll::Ready(ended) => self.take(flight.ticket, ended)?,
                        }
                    }
                }
            };
            if flights.is_empty() && self.agenda.is_empty() {
                break;
            }
            let wake = match wake {
                None if flights.is_empty() => Some(clock.elapsed() + GLANCE),
                wake => wake,
            };
            let ended = tokio::select! {
                ended = first(&mut flights) => Some(ended),
                () = until(self.service, wake) => None,
            };
            if let Some((ticket, ended)) = ended {
                self.take(ticket, ended)?;
            }
        }
        let mut lists = self.lists;
        lists.take(self.listed);
        Ok(Found {
            lists,
            found: self.found,
            book: self.book,
        })
    }

    /// A call was answered.
    fn take(&mut self, ticket: Ticket, ended: Ended<'a, R>) -> Result<(), Failure> {
        let clock = self.service.clock();
        self.agenda.answered(ticket, clock.elapsed());
        match ended {
            Ended::List(walk, stepped) => match stepped {
                Ok(()) => self.listed(walk),
                // Other reads of the domain succeeded, so it is not the permission that is
                // missing: the feature is off (facts 11 #69).
                Err(error) if matches!(walk.what(), What::Ranks(_)) && error.is_forbidden() => {
                    self.finished(walk.listed(true));
                }
                Err(error) => return Err(error.into()),
            },
            Ended::Roll(roll, stepped) => {
                stepped?;
                self.rolled(ticket.domain, roll)?;
            }
            Ended::Lookup(answer) => {
                self.found.extend(answer?.map(|member| *member));
                let (done, of) = &mut self.looked_up;
                *done += 1;
                let (done, of) = (*done, *of);
                self.progress.on(Event::LookedUp { done, of });
            }
        }
        self.look_ahead();
        Ok(())
    }

    /// Tells how far it is and what is left; halves the rate where it lasts long.
    fn look_ahead(&mut self) {
        let (pacer, now) = (self.service.pacer(), self.service.clock().elapsed());
        let mut rate = pacer.per_minute();
        let mut time = self.agenda.time_left(now, rate);
        // While lists of groups are open, what is left is a guess.
        let known = self.open.get(&What::Groups).is_none_or(|open| *open == 0);
        let limits = pacer.limits();
        if known && !limits.long_run && now + time > limits.long_after {
            pacer.slow_down();
            rate = pacer.per_minute();
            time = self.agenda.time_left(now, rate);
        }
        let (made, left) = (self.agenda.made(), self.agenda.left());
        self.progress.on(Event::Call { made, left, time });
        if known && !self.told && time > LONG {
            self.told = true;
            self.progress.tell(&self.long(left, time, rate));
        }
    }

    /// Says what takes long.
    fn long(&self, left: u64, time: Duration, rate: u32) -> Problem {
        let minutes = time.as_secs().div_ceil(60);
        let lists = [Line::GroupMembers, Line::GroupMasters].map(|line| self.agenda.left_of(line));
        let of_groups: u64 = lists.into_iter().sum();
        let (_, groups) = self.book.count();
        let problem = if of_groups * 2 < left {
            Problem::warning(codes::LONG_READING)
        } else {
            Problem::warning(codes::LONG_GROUPS).with("groups", groups)
        };
        problem
            .with("calls", left)
            .with("minutes", minutes)
            .with("rate", rate)
    }

    /// A list has a page more.
    fn listed(&mut self, mut walk: Walk<'a, R>) {
        let (what, domain) = (walk.what(), walk.domain());
        self.progress.on(Event::Listed {
            what,
            domain,
            items: walk.items(),
            done: walk.is_over(),
        });
        for (group, shown) in walk.fresh_groups() {
            if !self.managed.needs(&group).is_empty() {
                let awaited = self.awaited.entry(domain).or_default();
                *awaited = awaited.saturating_sub(1);
            }
            let asks = self.book.open(&self.managed, &group, shown, self.how);
            self.ask(asks);
        }
        if what == What::Groups {
            if walk.is_over() {
                self.awaited.remove(&domain);
            }
            self.expect(domain);
        }
        if walk.is_over() {
            self.finished(walk.listed(false));
        } else {
            self.add_list(walk);
        }
    }

    /// Counts with the lists of groups that are yet to be shown, so that they are begun in
    /// time.
    fn expect(&mut self, domain: DomainId) {
        let calls = match self.how {
            GroupMembers::Paged => self.awaited.get(&domain).copied().unwrap_or(0),
            GroupMembers::Inline => 0,
        };
        for line in [Line::GroupMembers, Line::GroupMasters] {
            self.agenda.expect(domain, line, calls);
        }
    }

    fn add_list(&mut self, walk: Walk<'a, R>) {
        let (what, domain) = (walk.what(), walk.domain());
        let declared = |of: &mut dyn Iterator<Item = DomainId>| of.filter(|d| *d == domain).count();
        let desired = self.desired;
        let items = match what {
            What::Members => declared(&mut desired.members.iter().map(|m| m.declaration.domain)),
            What::Orgs => declared(&mut desired.orgs.iter().map(|o| o.declaration.domain)),
            What::Groups => declared(&mut desired.groups.iter().map(|g| g.declaration.domain)),
            What::Ranks(_) => 0,
        };
        let calls = pages(items).saturating_sub(u64::from(walk.read()));
        self.agenda.add(domain, walk.line(), calls, Job::List(walk));
    }

    /// A list is read to its end, or off.
    fn finished(&mut self, listed: Listed) {
        let what = listed.what;
        self.listed.push(listed);
        let Some(open) = self.open.get_mut(&what) else {
            return;
        };
        *open = open.saturating_sub(1);
        if *open > 0 {
            return;
        }
        match what {
            What::Members if self.lookups => self.look_up(),
            What::Groups if self.how == GroupMembers::Inline => self.look_again(),
            _ => {}
        }
    }

    /// All members that the lists show are known: asks for those they do not show.
    fn look_up(&mut self) {
        let (members, others) = std::mem::take(&mut self.listed)
            .into_iter()
            .partition(|listed| listed.what == What::Members);
        self.listed = others;
        self.lists.take(members);
        for lookup in lookups(self.desired, &self.lists.members) {
            let (_, of) = &mut self.looked_up;
            *of += 1;
            self.agenda
                .add(lookup.domain, Line::Lookups, 1, Job::Lookup(lookup));
        }
    }

    /// All groups are known with who they show to be in them: reads some of them again.
    fn look_again(&mut self) {
        let candidates = self.book.candidates();
        let of = candidates.len();
        let sample = sample::choose(candidates);
        self.sampled = Some((sample.len(), of));
        let asks = self.book.ask_all(&sample);
        self.ask(asks);
    }

    fn ask(&mut self, asks: Vec<Ask>) {
        for ask in asks {
            let Ask {
                domain,
                group,
                side,
                likely,
            } = ask;
            let roll = Roll::new(self.service, domain, &group, side, likely);
            self.agenda
                .add(domain, side.line(), roll.calls(), Job::Roll(roll));
        }
    }

    /// A list of a group has a page more.
    fn rolled(&mut self, domain: DomainId, roll: Roll<'a, R>) -> Result<(), Failure> {
        let (group, side) = (roll.group.clone(), roll.side);
        if !roll.is_over() {
            self.agenda
                .add(domain, side.line(), roll.calls(), Job::Roll(roll));
            return Ok(());
        }
        let same = self.book.read(&group, side, roll.held()?);
        let (done, of) = self.book.count();
        self.progress.on(Event::Group { done, of });
        if !same && !self.fell_back {
            self.fall_back(&group);
        }
        Ok(())
    }

    /// What the list of groups shows is not whole: nothing of it is believed, and every list
    /// is read by itself. Slower, and as good as if it had been asked for.
    fn fall_back(&mut self, group: &Id) {
        self.fell_back = true;
        let (sampled, of) = self.sampled.unwrap_or_default();
        self.progress.tell(
            &Problem::warning(codes::INLINE_NOT_WHOLE)
                .with("group", group)
                .with("sampled", sampled)
                .with("of", of),
        );
        let all = self.book.groups();
        let asks = self.book.ask_all(&all);
        self.ask(asks);
    }
}

/// Begins the next call of a job.
fn fly<'a, R: Reads>(started: Started<Job<'a, R>>, service: &'a R) -> Flight<'a, R> {
    let ticket = started.ticket();
    let call: Pin<Box<dyn Future<Output = Ended<'a, R>> + Send + 'a>> = match started.job {
        Job::List(mut walk) => Box::pin(async move {
            let stepped = walk.step().await;
            Ended::List(walk, stepped)
        }),
        Job::Roll(mut roll) => Box::pin(async move {
            let stepped = roll.step().await;
            Ended::Roll(roll, stepped)
        }),
        Job::Lookup(lookup) => {
            Box::pin(async move { Ended::Lookup(look_up(service, &lookup).await) })
        }
    };
    Flight { ticket, call }
}

/// The first call that is answered, taken out of those in flight; never where there are
/// none.
async fn first<'a, R>(flights: &mut Vec<Flight<'a, R>>) -> (Ticket, Ended<'a, R>) {
    poll_fn(|context| {
        for at in 0..flights.len() {
            let Some(flight) = flights.get_mut(at) else {
                continue;
            };
            if let Poll::Ready(ended) = flight.call.as_mut().poll(context) {
                let flight = flights.remove(at);
                return Poll::Ready((flight.ticket, ended));
            }
        }
        Poll::Pending
    })
    .await
}

/// Waits for a moment; for ever where there is none.
async fn until<R: Reads>(service: &R, at: Option<Duration>) {
    match at {
        Some(at) => service.clock().sleep_until(at).await,
        None => std::future::pending().await,
    }
}

async fn look_up<R: Reads>(
    service: &R,
    lookup: &Lookup,
) -> Result<Option<Box<LiveMember>>, ApiError> {
    let answer = match service.get(&lookup.target, &[lookup.domain]).await {
        Err(error) if error.is_not_found() => return Ok(None),
        other => other?,
    };
    let body = answer.body.unwrap_or(Value::Null);
    let member = wire::read(body)
        .and_then(|user| convert::member(user, lookup.domain))
        .map_err(|unreadable| shape(service, &lookup.target, unreadable))?;
    Ok(Some(Box::new(member)))
}
