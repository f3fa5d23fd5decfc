//! Lists that lag (facts 7): what is listed is read from a copy of the tenant that learns
//! of everything late, by performing it again. Reads by id are immediate.
//!
//! A copy shares its objects with the tenant but not its index, so each lag that is set
//! costs about as much memory as the index, and every write once more its time; nothing
//! is kept and nothing costs while no lag is set. A copy never goes back: it begins as
//! the tenant is when the lag is set, and stands still until that is as long ago.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use crate::directory::Id;

use super::acts::Act;
use super::call::{Call, Method, Reply};
use super::photos::{self, FileArrived};
use super::state::State;
use super::{Refusal, acts, groups, route, users};

/// Something that changed the tenant, fit to be done again.
#[derive(Clone, Debug)]
pub(super) struct Done {
    at: Timestamp,
    /// How far the tenant had counted before it.
    counter: u64,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Call {
        method: Method,
        target: String,
        body: Option<Map<String, Value>>,
    },
    Act(Act),
    File(FileArrived),
}

impl Done {
    /// A call that writes.
    pub(super) fn call(
        at: Timestamp,
        counter: u64,
        method: Method,
        target: &str,
        body: Option<&Map<String, Value>>,
    ) -> Done {
        let what = What::Call {
            method,
            target: target.to_owned(),
            body: body.cloned(),
        };
        Done { at, counter, what }
    }

    /// An act.
    pub(super) fn act(at: Timestamp, counter: u64, act: &Act) -> Done {
        let what = What::Act(act.clone());
        Done { at, counter, what }
    }

    /// A file that came.
    pub(super) fn file(at: Timestamp, counter: u64, file: &FileArrived) -> Done {
        let what = What::File(file.clone());
        Done { at, counter, what }
    }

    /// Does it again, on a state that has seen everything before it. What was refused the
    /// first time is refused again.
    fn again(&self, state: &mut State) {
        state.counter = state.counter.max(self.counter);
        users::settle(state, self.at);
        match &self.what {
            What::Call {
                method,
                target,
                body,
            } => {
                if let Ok(call) = route::parse(*method, target, body.as_ref()) {
                    let _ = route::dispatch(state, &call, self.at);
                }
            }
            What::Act(act) => {
                let _ = acts::apply(state, act, self.at);
            }
            What::File(file) => {
                let _ = photos::receive(state, file);
            }
        }
    }
}

/// A copy of the tenant that learns of everything late.
#[derive(Clone, Debug)]
struct Follower {
    state: State,
    /// What it has not learnt of yet, oldest first.
    ahead: VecDeque<Done>,
}

impl Follower {
    fn of(state: &State) -> Follower {
        Follower {
            state: state.clone(),
            ahead: VecDeque::new(),
        }
    }

    /// Learns of everything up to a moment.
    fn advance(&mut self, until: Timestamp) {
        while let Some(done) = self.ahead.pop_front_if(|done| done.at <= until) {
            done.again(&mut self.state);
        }
        users::settle(&mut self.state, until);
    }
}

/// The copies, where a lag is set.
#[derive(Clone, Debug, Default)]
pub(super) struct Lag {
    lists: Option<Follower>,
    memberships: Option<Follower>,
}

/// What a read looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sight {
    /// The tenant itself.
    Immediate,
    /// A list of objects.
    List,
    /// Who is in a group or an org unit.
    Membership,
}

impl Sight {
    fn of(template: &str) -> Sight {
        match template {
            "/groups/{}/members" | "/groups/{}/administrators" | "/orgunits/{}/members" => {
                Sight::Membership
            }
            "/security/external-browser" => Sight::Immediate,
            other if other.contains("{}") => Sight::Immediate,
            _ => Sight::List,
        }
    }
}

impl Lag {
    /// Makes and drops copies as the settings of the tenant ask for.
    pub(super) fn adjust(&mut self, state: &State) {
        let set = |follower: &mut Option<Follower>, seconds: u32| {
            if seconds == 0 {
                *follower = None;
            } else if follower.is_none() {
                *follower = Some(Follower::of(state));
            }
        };
        set(&mut self.lists, state.consistency.list_lag_seconds);
        set(
            &mut self.memberships,
            state.consistency.membership_lag_seconds,
        );
    }

    /// Whether anything lags.
    pub(super) fn is_set(&self) -> bool {
        self.lists.is_some() || self.memberships.is_some()
    }

    /// Lets the copies learn of something later.
    pub(super) fn note(&mut self, done: impl Fn() -> Done) {
        for follower in [&mut self.lists, &mut self.memberships]
            .into_iter()
            .flatten()
        {
            follower.ahead.push_back(done());
        }
    }

    /// Answers a read from where it looks.
    ///
    /// # Errors
    /// What the service refuses.
    pub(super) fn read(
        &mut self,
        state: &mut State,
        call: &Call<'_>,
        now: Timestamp,
    ) -> Result<Reply, Refusal> {
        let template = route::operation(call)?.template;
        let ago = |seconds: u32| {
            now.saturating_sub(SignedDuration::from_secs(i64::from(seconds)))
                .unwrap_or(Timestamp::MIN)
        };
        let lists = ago(state.consistency.list_lag_seconds);
        let memberships = ago(state.consistency.membership_lag_seconds);
        match (Sight::of(template), &mut self.memberships) {
            (Sight::List, members) => {
                let mut reply = match &mut self.lists {
                    Some(follower) => {
                        follower.advance(lists);
                        route::dispatch(&mut follower.state, call, now)?
                    }
                    None => route::dispatch(state, call, now)?,
                };
                if let (Some(follower), "/groups") = (members, template) {
                    follower.advance(memberships);
                    show_members(&follower.state, &mut reply);
                }
                Ok(reply)
            }
            (Sight::Membership, Some(follower)) => {
                let reply = route::dispatch(state, call, now)?;
                follower.advance(memberships);
                // The copy may know the object by no key yet, or another one by this key.
                let call = by_id(state, call);
                Ok(route::dispatch(&mut follower.state, &call, now)
                    .unwrap_or_else(|_| emptied(reply)))
            }
            (Sight::Membership, None) | (Sight::Immediate, _) => route::dispatch(state, call, now),
        }
    }
}

/// The call with its object named by id.
fn by_id<'a>(state: &State, call: &Call<'a>) -> Call<'a> {
    let mut call = call.clone();
    if let [kind, object, ..] = call.segments.as_mut_slice() {
        let id: Option<&Id> = match kind.as_str() {
            "groups" => state.find_group(object).map(|group| &group.id),
            _ => state.find_org(object).map(|org| &org.id),
        };
        if let Some(id) = id {
            *object = id.to_string();
        }
    }
    call
}

/// The same page without anybody on it.
fn emptied(mut reply: Reply) -> Reply {
    for value in (reply.body.as_mut().and_then(Value::as_object_mut))
        .into_iter()
        .flat_map(|body| body.values_mut())
    {
        if value.is_array() {
            *value = json!([]);
        } else {
            *value = json!({ "nextCursor": null });
        }
    }
    reply
}

/// Lists groups with the members and masters that a copy knows of.
fn show_members(state: &State, reply: &mut Reply) {
    let listed = (reply.body.as_mut()).and_then(|body| body.get_mut("groups")?.as_array_mut());
    for group in listed.into_iter().flatten() {
        let id = (group.get("groupId").and_then(Value::as_str)).unwrap_or_default();
        let known = groups::listed_in(state, id);
        for (name, held) in group.as_object_mut().into_iter().flatten() {
            match name.as_str() {
                "members" => *held = known.0.clone(),
                "administrators" => *held = known.1.clone(),
                _ => {}
            }
        }
    }
}
