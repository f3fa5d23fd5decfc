//! Which calls an action will make, as far as can be told before its requests are made.

use std::collections::{HashMap, HashSet};

use crate::directory::{DomainId, Group, Id, Kind, RankKind, Removal};
use crate::plan::action::{Act, Holder};
use crate::plan::build::{Context, Effects, WHOLE_LIST};
use crate::plan::difference::{group_goal, membership};
use crate::plan::pace::{Class, Operation};
use crate::world::Method;

/// Operations by what is called, each made once.
#[derive(Debug, Default)]
pub struct Operations(HashMap<(Method, &'static str, DomainId), Operation>);

impl Operations {
    /// The operation of a call. `path` is any path of its template.
    fn of(&mut self, method: Method, path: &'static str, domain: DomainId) -> Operation {
        let of = |domain| Operation::of(method, path, &[domain]);
        let known = self.0.entry((method, path, domain));
        let operation = known.or_insert_with(|| match of(domain).class() {
            // No rule tells these apart by their domain.
            Class::Other => of(DomainId(0)),
            Class::OrgWrite | Class::MemberAdd => of(domain),
        });
        operation.clone()
    }
}

/// The calls of an action: operations and how many of each, in the order they are made.
/// `effects` are those of the plan's other calls.
pub fn calls(
    context: &Context<'_>,
    effects: Option<&Effects>,
    operations: &mut Operations,
    act: &Act,
) -> Vec<(Operation, usize)> {
    if let Act::Members(at) = act {
        return members(context, effects, operations, *at);
    }
    let (method, path) = request(context, act);
    vec![(operations.of(method, path, domain(context, act)), 1)]
}

/// Method and a path of the template of the only call of an action.
fn request(context: &Context<'_>, act: &Act) -> (Method, &'static str) {
    let rank = |at: &usize| context.desired.ranks[*at].kind;
    match act {
        Act::Enable(_, kind) => (Method::Post, rank_path(*kind, "enable")),
        Act::Keys(kind, _) => (Method::Post, keys_path(*kind)),
        Act::CreateRank(at) => (Method::Post, rank_path(rank(at), "")),
        Act::PatchRank(at) => (Method::Patch, rank_path(rank(at), "id")),
        Act::DeleteRank(id) => {
            let kind = context.live.ranks.get(id).map(|rank| rank.kind);
            let path = rank_path(kind.unwrap_or(RankKind::Level), "id");
            (Method::Delete, path)
        }
        Act::CreateOrg(_) => (Method::Post, "/orgunits"),
        Act::MoveOrg(_) => (Method::Post, "/orgunits/id/move"),
        Act::PatchOrg(_) => (Method::Patch, "/orgunits/id"),
        Act::DeleteOrg(_) => (Method::Delete, "/orgunits/id"),
        Act::Undelete(_) => (Method::Post, "/users/id/undelete"),
        Act::Transfer(_) => (Method::Post, "/users/id/move"),
        Act::CreateMember(_) => (Method::Post, "/users"),
        Act::PatchMember(_) | Act::Strip(_) => (Method::Patch, "/users/id"),
        Act::Leave(at) => match context.desired.members[*at].props.leave.value() {
            Some(_) => (Method::Post, "/users/id/set-leave-of-absence"),
            None => (Method::Post, "/users/id/clear-leave-of-absence"),
        },
        Act::Unsuspend(_) => (Method::Post, "/users/id/unsuspend"),
        Act::Suspend(_) | Act::RemoveMember(_, Removal::Suspend) => {
            (Method::Post, "/users/id/suspend")
        }
        Act::RemoveMember(_, Removal::Delete) => (Method::Delete, "/users/id"),
        Act::RemoveMember(_, Removal::ForceDelete) => (Method::Delete, "/users/id/forcedelete"),
        Act::CreateGroup(_) => (Method::Post, "/groups"),
        Act::PatchGroup(_) => (Method::Patch, "/groups/id"),
        Act::Members(_) => (Method::Post, "/groups/id/members"),
        Act::DeleteGroup(_) => (Method::Delete, "/groups/id"),
        Act::Temporary(_, Holder::Declared(kind, _) | Holder::Going(kind, _)) => {
            (Method::Patch, one_path(*kind))
        }
    }
}

/// The domain whose rules a call falls under, where that matters: org units and new members.
fn domain(context: &Context<'_>, act: &Act) -> DomainId {
    let desired = context.desired;
    let org = |id: &Id| context.live.orgs.get(id).map(|org| org.domain);
    let found = match act {
        Act::CreateOrg(at)
        | Act::MoveOrg(at)
        | Act::PatchOrg(at)
        | Act::Temporary(_, Holder::Declared(Kind::Org, at)) => {
            Some(desired.orgs[*at].declaration.domain)
        }
        Act::DeleteOrg(id) | Act::Temporary(_, Holder::Going(Kind::Org, id)) => org(id),
        Act::CreateMember(at) => Some(desired.members[*at].declaration.domain),
        _ => None,
    };
    found.unwrap_or(DomainId(0))
}

/// Single additions, then removals, of a list that is too long to send: none of what leaves
/// it by itself before.
fn members(
    context: &Context<'_>,
    effects: Option<&Effects>,
    operations: &mut Operations,
    at: usize,
) -> Vec<(Operation, usize)> {
    let group = &context.desired.groups[at];
    let scope = context.scope(group.declaration.domain);
    let live = context
        .matched(Kind::Group, at)
        .and_then(|found| context.live.groups.get(&found.id));
    let empty = Group::default();
    let now = live.map_or(&empty, |live| &live.props);
    let goal = group_goal(now, &group.props, &scope);
    let then = effects.and_then(|effects| effects.on_group(context, now));
    let present = membership(then.as_ref().unwrap_or(now));
    let wanted = membership(&goal);
    let held: HashSet<&(&str, Id)> = present.iter().collect();
    let kept: HashSet<&(&str, Id)> = wanted.iter().collect();
    let adds = match live {
        Some(_) => kept.difference(&held).count(),
        // The first are sent with the group.
        None => wanted.len().saturating_sub(WHOLE_LIST),
    };
    let removals = held.difference(&kept).count();
    let group = DomainId(0);
    let add = operations.of(Method::Post, "/groups/id/members", group);
    let removal = operations.of(Method::Delete, "/groups/id/members/id", group);
    match (adds, removals) {
        (0, 0) if then.is_some() => Vec::new(),
        (_, 0) => vec![(add, adds.max(1))],
        (0, _) => vec![(removal, removals)],
        _ => vec![(add, adds), (removal, removals)],
    }
}

fn keys_path(kind: Kind) -> &'static str {
    match kind {
        Kind::Level => "/directory/levels/external-keys",
        Kind::Position => "/directory/positions/external-keys",
        Kind::UserType => "/directory/user-types/external-keys",
        Kind::Org => "/orgunits/external-keys",
        Kind::Member => "/users/external-keys",
        Kind::Group => "/groups/external-keys",
    }
}

fn one_path(kind: Kind) -> &'static str {
    match kind {
        Kind::Level => "/directory/levels/id",
        Kind::Position => "/directory/positions/id",
        Kind::UserType => "/directory/user-types/id",
        Kind::Org => "/orgunits/id",
        Kind::Member => "/users/id",
        Kind::Group => "/groups/id",
    }
}

fn rank_path(kind: RankKind, below: &str) -> &'static str {
    match (kind, below) {
        (RankKind::Level, "") => "/directory/levels",
        (RankKind::Position, "") => "/directory/positions",
        (RankKind::UserType, "") => "/directory/user-types",
        (RankKind::Level, "enable") => "/directory/levels/enable",
        (RankKind::Position, "enable") => "/directory/positions/enable",
        (RankKind::UserType, "enable") => "/directory/user-types/enable",
        (kind, _) => one_path(kind.into()),
    }
}
