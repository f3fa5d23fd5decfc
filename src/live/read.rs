use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use indexmap::IndexMap;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::beside::{Work, side_by_side};
use super::convert::{self, Membership};
use super::groups::Managed;
use super::hidden::Returned;
use super::lookup::{Lookup, lookups};
use super::needs::Needs;
use super::progress::{Event, Progress, What};
use super::walk::{Found, Listed, Walk, shape};
use super::{codes, convert::membership};
use crate::api::{ApiError, Client, ErrorKind, List, Pages, Said, encode, wire};
use crate::directory::{
    Desired, Directory, Domain, DomainId, FeatureState, Field, Id, LiveGroup, LiveMember, LiveOrg,
    LiveRank, Ref, SNAPSHOT_FORMAT, Snapshot,
};
use crate::source::{Place, Problem};

/// Reads of a domain that are kept going at once; the rate rules allow no more.
const BESIDE: usize = 2;

/// A tenant that was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What was read.
    pub snapshot: Snapshot,
    /// Warnings: properties that could not be read.
    pub problems: Vec<Problem>,
}

/// Why a tenant could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// At least one.
    pub problems: Vec<Problem>,
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Failure {
            problems: vec![error.problem()],
        }
    }
}

/// Reads what a configuration needs to know of the tenant. One page of every domain comes
/// first and proves that it may be read at all.
///
/// # Errors
/// Any read that is refused, fails, cannot be understood or does not end.
pub async fn read(
    client: &Client,
    desired: &Desired,
    progress: &dyn Progress,
) -> Result<Reading, Failure> {
    let read_at = client.clock().now();
    let needs = Needs::of(desired);
    let first = prove(client, desired, &needs, progress).await?;
    let listed = list(client, desired, &needs, first, progress).await?;
    let mut lists = Lists::take(listed);
    let problems = desired
        .tenant
        .domains
        .iter()
        .filter_map(|domain| lists.returned.get(&domain.id)?.warning(domain, desired))
        .collect();

    let asked = if needs.members {
        lookups(desired, &lists.members)
    } else {
        Vec::new()
    };
    let managed = Managed::new(desired);
    let groups: Vec<(Id, DomainId)> = lists
        .groups
        .values()
        .filter(|group| managed.has(group))
        .map(|group| (group.id.clone(), group.domain))
        .collect();
    let (found, memberships) = details(client, &asked, &groups, progress).await?;
    for member in found {
        lists.members.entry(member.id.clone()).or_insert(member);
    }
    for ((id, _), membership) in groups.iter().zip(memberships) {
        if let Some(group) = lists.groups.get_mut(id) {
            let Membership {
                masters,
                members,
                orgs,
                groups,
            } = membership;
            group.props.masters = Field::Known(masters);
            group.props.members = Field::Known(members);
            group.props.orgs = Field::Known(orgs);
            group.props.groups = Field::Known(groups);
        }
    }
    Ok(Reading {
        snapshot: Snapshot {
            format_version: SNAPSHOT_FORMAT,
            tenant: desired.tenant.key.clone(),
            read_at,
            directory: lists.directory(),
        },
        problems,
    })
}

/// The walk over the list of a domain, and how its first page went.
type Proof<'a> = (Walk<'a>, Result<(), ApiError>);

/// Reads the first page of every domain.
async fn prove<'a>(
    client: &'a Client,
    desired: &Desired,
    needs: &Needs,
    progress: &'a dyn Progress,
) -> Result<Vec<Walk<'a>>, Failure> {
    let what = if needs.members {
        What::Members
    } else {
        What::Orgs
    };
    let work: Vec<Work<'_, Proof<'a>, Failure>> = desired
        .tenant
        .domains
        .iter()
        .map(|domain| -> Work<'_, _, _> {
            let mut walk = Walk::new(client, progress, what, domain.id);
            Box::pin(async move {
                let stepped = walk.step().await;
                Ok((walk, stepped))
            })
        })
        .collect();
    let mut walks = Vec::new();
    let mut problems: Vec<Problem> = Vec::new();
    let results = side_by_side(work).await?;
    for ((walk, stepped), domain) in results.into_iter().zip(&desired.tenant.domains) {
        match stepped {
            Ok(()) => walks.push(walk),
            Err(error) => {
                let problem = refused(&error, domain).unwrap_or_else(|| error.problem());
                // No network is one problem, however many domains there are.
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
        }
    }
    if problems.is_empty() {
        Ok(walks)
    } else {
        Err(Failure { problems })
    }
}

/// The problem of a domain that the service does not let us read (facts 11 #79).
fn refused(error: &ApiError, domain: &Domain) -> Option<Problem> {
    let ErrorKind::Status(status @ (400 | 403 | 404), said) = &error.kind else {
        return None;
    };
    let problem = |said: &Said| {
        Problem::error(codes::DOMAIN_REFUSED)
            .with("domain", &domain.key)
            .with("id", domain.id)
            .with("status", status)
            .with("said", said)
            .at(Place {
                object: Some(format!("domain/{}", domain.key)),
                ..Place::default()
            })
    };
    Some(problem(said))
}

/// Reads all lists to their ends, side by side.
async fn list<'a>(
    client: &'a Client,
    desired: &Desired,
    needs: &Needs,
    first: Vec<Walk<'a>>,
    progress: &'a dyn Progress,
) -> Result<Vec<Listed>, Failure> {
    let mut work: Vec<Work<'_, Listed, Failure>> = Vec::new();
    for walk in first {
        work.push(Box::pin(async move { Ok(walk.finish().await?) }));
    }
    for domain in desired.tenant.domains.iter().map(|domain| domain.id) {
        // The list of orgs is needed whatever is declared; it proved the access where the
        // members are not.
        if needs.members {
            let orgs = Walk::new(client, progress, What::Orgs, domain);
            work.push(Box::pin(async move { Ok(orgs.finish().await?) }));
        }
        if needs.groups {
            let groups = Walk::new(client, progress, What::Groups, domain);
            work.push(Box::pin(async move { Ok(groups.finish().await?) }));
        }
    }
    for (domain, kind) in &needs.ranks {
        let what = What::Ranks(*kind);
        let ranks = Walk::new(client, progress, what, *domain);
        work.push(Box::pin(async move {
            match ranks.finish().await {
                // Other reads of the domain succeeded, so it is not the permission that
                // is missing: the feature is off (facts 11 #69).
                Err(error) if error.is_forbidden() => Ok(Listed {
                    what,
                    domain: *domain,
                    found: None,
                }),
                other => Ok(other?),
            }
        }));
    }
    side_by_side(work).await
}

/// The lists, converted and merged over the domains.
#[derive(Default)]
struct Lists {
    directory: Directory,
    orgs: IndexMap<Id, LiveOrg>,
    members: IndexMap<Id, LiveMember>,
    groups: IndexMap<Id, LiveGroup>,
    ranks: IndexMap<Id, LiveRank>,
    returned: BTreeMap<DomainId, Returned>,
}

impl Lists {
    fn take(listed: Vec<Listed>) -> Lists {
        let mut lists = Lists::default();
        for Listed {
            what,
            domain,
            found,
        } in listed
        {
            let state = lists.directory.domains.entry(domain).or_default();
            if let What::Ranks(kind) = what {
                *state.feature_mut(kind) = match found {
                    Some(_) => FeatureState::On,
                    None => FeatureState::Off,
                };
            }
            let Found {
                members,
                returned,
                orgs,
                groups,
                ranks,
            } = found.unwrap_or_default();
            if what == What::Members {
                lists.returned.insert(domain, returned);
            }
            for member in members {
                // A member of several domains stands in the list of each; that of the
                // primary domain decides, since each domain hides what it likes.
                if member.domain == domain || !lists.members.contains_key(&member.id) {
                    lists.members.insert(member.id.clone(), member);
                }
            }
            lists
                .orgs
                .extend(orgs.into_iter().map(|o| (o.id.clone(), o)));
            lists
                .groups
                .extend(groups.into_iter().map(|g| (g.id.clone(), g)));
            lists
                .ranks
                .extend(ranks.into_iter().map(|r| (r.id.clone(), r)));
        }
        lists
    }

    /// Sorted by id, so that the order of the lists leaves no trace.
    fn directory(mut self) -> Directory {
        let known: HashSet<Id> = self.orgs.keys().cloned().collect();
        for org in self.orgs.values_mut() {
            // A parent that no list shows is the company itself: the root (facts 11 #29).
            if let Field::Known(Some(Ref::Id(parent))) = &org.props.parent
                && !known.contains(parent)
            {
                org.props.parent = Field::Known(None);
            }
        }
        Directory {
            domains: self.directory.domains,
            ranks: shared(self.ranks),
            orgs: shared(self.orgs),
            members: shared(self.members),
            groups: shared(self.groups),
        }
    }
}

fn shared<T>(mut objects: IndexMap<Id, T>) -> IndexMap<Id, Arc<T>> {
    objects.sort_unstable_keys();
    objects
        .into_iter()
        .map(|(id, object)| (id, Arc::new(object)))
        .collect()
}

/// One answer to read after the lists.
#[derive(Clone, Copy)]
enum Detail<'a> {
    Lookup(&'a Lookup),
    Group(usize, &'a Id, DomainId),
}

/// What it told.
enum Told {
    Nobody,
    Member(Box<LiveMember>),
    Group(usize, Membership),
}

/// Looks members up, and reads who is in the groups: two reads at once for each domain.
async fn details(
    client: &Client,
    asked: &[Lookup],
    groups: &[(Id, DomainId)],
    progress: &dyn Progress,
) -> Result<(Vec<LiveMember>, Vec<Membership>), Failure> {
    let mut by_domain: BTreeMap<DomainId, Vec<Detail<'_>>> = BTreeMap::new();
    for lookup in asked {
        let details = by_domain.entry(lookup.domain).or_default();
        details.push(Detail::Lookup(lookup));
    }
    for (at, (id, domain)) in groups.iter().enumerate() {
        let details = by_domain.entry(*domain).or_default();
        details.push(Detail::Group(at, id, *domain));
    }
    let looked_up = AtomicUsize::new(0);
    let read = AtomicUsize::new(0);
    let next: Vec<AtomicUsize> = by_domain.iter().map(|_| AtomicUsize::new(0)).collect();
    let mut work: Vec<Work<'_, Vec<Told>, Failure>> = Vec::new();
    for (details, next) in by_domain.values().zip(&next) {
        for _ in 0..BESIDE {
            let (looked_up, read) = (&looked_up, &read);
            work.push(Box::pin(async move {
                let mut told = Vec::new();
                while let Some(detail) = details.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (event, answer) = match detail {
                        Detail::Lookup(lookup) => {
                            let answer = look_up(client, lookup).await?;
                            let done = looked_up.fetch_add(1, Ordering::Relaxed) + 1;
                            let of = asked.len();
                            (Event::LookedUp { done, of }, answer)
                        }
                        Detail::Group(at, id, domain) => {
                            let answer = read_group(client, id, *domain).await?;
                            let done = read.fetch_add(1, Ordering::Relaxed) + 1;
                            let of = groups.len();
                            (Event::Group { done, of }, Told::Group(*at, answer))
                        }
                    };
                    progress.on(event);
                    told.push(answer);
                }
                Ok(told)
            }));
        }
    }
    let mut members = Vec::new();
    let mut memberships: Vec<Membership> = groups.iter().map(|_| Membership::default()).collect();
    for told in side_by_side(work).await?.into_iter().flatten() {
        match told {
            Told::Nobody => {}
            Told::Member(member) => members.push(*member),
            Told::Group(at, membership) => {
                if let Some(slot) = memberships.get_mut(at) {
                    *slot = membership;
                }
            }
        }
    }
    Ok((members, memberships))
}

async fn look_up(client: &Client, lookup: &Lookup) -> Result<Told, Failure> {
    let answer = match client.get(&lookup.target, &[lookup.domain]).await {
        Err(error) if error.is_not_found() => return Ok(Told::Nobody),
        other => other?,
    };
    let body = answer.body.unwrap_or(Value::Null);
    let member = wire::read(body)
        .and_then(|user| convert::member(user, lookup.domain))
        .map_err(|unreadable| shape(client, &lookup.target, unreadable))?;
    Ok(Told::Member(Box::new(member)))
}

async fn read_group(client: &Client, id: &Id, domain: DomainId) -> Result<Membership, Failure> {
    let path = format!("/groups/{}", encode(id.as_str()));
    let members = List {
        path: format!("{path}/members"),
        items: "members",
        id: "id",
        domain,
    };
    let administrators = List {
        path: format!("{path}/administrators"),
        items: "administrators",
        id: "userId",
        domain,
    };
    let members = whole(client, members).await?;
    let administrators = whole(client, administrators).await?;
    membership(members, administrators)
        .map_err(|unreadable| shape(client, &format!("{path}/members"), unreadable).into())
}

async fn whole<T: DeserializeOwned>(client: &Client, list: List) -> Result<Vec<T>, ApiError> {
    let path = list.path.clone();
    let mut pages = Pages::new(client, list);
    let mut items = Vec::new();
    while let Some(page) = pages.next().await? {
        for item in page {
            items.push(wire::read(item).map_err(|wrong| shape(client, &path, wrong))?);
        }
    }
    Ok(items)
}
