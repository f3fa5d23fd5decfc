use super::Context;
use super::context::post_orgs;
use super::effects::{Effects, leads};
use super::ranks::held_ranks;
use crate::directory::{
    DeclaredMember, Id, Kind, LiveMember, Member, Ref, SuspendedReason, WantedState,
};
use crate::plan::action::{Act, Action, Graph};
use crate::plan::codes;
use crate::plan::difference::{leave_differs, member_differences, member_goal, member_stands};
use crate::plan::matching::How;
use crate::plan::objects::{member_name, object_name, place};
use crate::plan::resolver::stood_in;
use crate::source::Problem;

/// Adds creations, changes and changes of state of declared members.
pub fn add(
    context: &Context<'_>,
    effects: &Effects,
    graph: &mut Graph,
    problems: &mut Vec<Problem>,
) {
    for (at, member) in context.desired.members.iter().enumerate() {
        match context.matched(Kind::Member, at) {
            None => {
                if context.is_new(Kind::Member, at) && member.state != WantedState::Deleted {
                    create(context, graph, at, member, problems);
                }
            }
            Some(found) => {
                // Tombstones are the removals' business.
                if member.state == WantedState::Deleted {
                    continue;
                }
                if let Some(live) = context.live.members.get(&found.id) {
                    change(
                        context,
                        effects,
                        graph,
                        (at, member),
                        live,
                        found.how,
                        problems,
                    );
                }
            }
        }
    }
}

fn create(
    context: &Context<'_>,
    graph: &mut Graph,
    at: usize,
    member: &DeclaredMember,
    problems: &mut Vec<Problem>,
) {
    let node = graph.add(Action::new(Act::CreateMember(at), "declaredNotLive"));
    graph.create.insert((Kind::Member, at), node);
    if member
        .props
        .leave
        .value()
        .is_some_and(|leave| leave.to.at() >= context.as_of)
    {
        let leave = graph.add(Action::new(Act::Leave(at), "propertiesDiffer"));
        graph.need(leave, node);
    }
    if member.state == WantedState::Suspended {
        if context.desired.tenant.sso {
            let suspend = graph.add(Action::new(Act::Suspend(at), "stateDiffers"));
            graph.need(suspend, node);
        } else {
            problems.push(pending(member));
        }
    }
}

fn change(
    context: &Context<'_>,
    effects: &Effects,
    graph: &mut Graph,
    (at, member): (usize, &DeclaredMember),
    live: &LiveMember,
    how: How,
    problems: &mut Vec<Problem>,
) {
    let mut before: Vec<usize> = Vec::new();
    if live.flags.deleted {
        before.push(graph.add(Action::new(Act::Undelete(at), "stateDiffers")));
    }
    if live.domain != member.declaration.domain {
        let node = graph.add(Action::new(Act::Transfer(at), "propertiesDiffer"));
        for on in before.drain(..) {
            graph.need(node, on);
        }
        graph.create.insert((Kind::Member, at), node);
        before.push(node);
    }
    let scope = context.scope(member.declaration.domain);
    let closely = || {
        let goal = member_goal(&live.props, &member.props, &scope);
        !member_differences(&live.props, &goal, &scope, false).is_empty()
    };
    let stands = member_stands(&live.props, &member.props, &scope);
    debug_assert!(!stands || !closely(), "{:?}", member.declaration);
    let differs = !stands && closely();
    // What undelete and a move bring back is not known before: always looked at again.
    if differs || !before.is_empty() {
        let reason = if how == How::Adopted {
            "adopted"
        } else {
            "propertiesDiffer"
        };
        let node = graph.add(Action::new(Act::PatchMember(at), reason));
        graph.patch.insert((Kind::Member, at), node);
        let moves = live.domain != member.declaration.domain;
        let vanishes = !moves && {
            let goal = member_goal(&live.props, &member.props, &scope);
            (effects.on_member(live, &goal)).is_some_and(|then| {
                let goal = member_goal(&then, &member.props, &scope);
                member_differences(&then, &goal, &scope, false).is_empty()
            })
        };
        if vanishes {
            graph.vanishing.insert(node);
        }
        for on in &before {
            graph.need(node, *on);
        }
    }
    let leave = leave_differs(&live.props.leave, &member.props.leave, context.as_of).then(|| {
        let node = graph.add(Action::new(Act::Leave(at), "propertiesDiffer"));
        for on in &before {
            graph.need(node, *on);
        }
        node
    });
    match member.state {
        WantedState::Active if live.flags.suspended => match live.flags.suspended_reason {
            Some(SuspendedReason::LoginFail) => problems.push(
                Problem::warning(codes::SUSPENDED_BY_LOGIN_FAILURES)
                    .with("object", object_name(Kind::Member, &member.declaration.key))
                    .with("name", member_name(&live.props))
                    .at(place(Kind::Member, &member.declaration, "")),
            ),
            Some(SuspendedReason::Master) | None => {
                let node = graph.add(Action::new(Act::Unsuspend(at), "stateDiffers"));
                for on in &before {
                    graph.need(node, *on);
                }
                // Who is suspended cannot go on leave (facts 5.1.6).
                if let Some(leave) = leave {
                    graph.need(leave, node);
                }
            }
        },
        WantedState::Suspended if !live.flags.suspended => {
            if live.flags.pending {
                problems.push(pending(member));
            } else {
                let node = graph.add(Action::new(Act::Suspend(at), "stateDiffers"));
                if let Some(patch) = graph.patch.get(&(Kind::Member, at)).copied() {
                    graph.follow(node, patch);
                }
                // Who is on leave cannot be suspended, nor the other way round.
                for on in before.iter().chain(&leave) {
                    graph.need(node, *on);
                }
            }
        }
        WantedState::Active | WantedState::Suspended | WantedState::Deleted => {}
    }
}

fn pending(member: &DeclaredMember) -> Problem {
    Problem::error(codes::PENDING_CANNOT_BE_SUSPENDED)
        .with("object", object_name(Kind::Member, &member.declaration.key))
        .with("name", member_name(&member.props))
        .at(place(Kind::Member, &member.declaration, "/state"))
}

/// Connects members with what they refer to, and leaders with those they unseat.
pub fn connect(context: &Context<'_>, graph: &mut Graph) {
    let mut unseating: Vec<(usize, Id, Id)> = Vec::new();
    for (at, member) in context.desired.members.iter().enumerate() {
        let create = graph.create.get(&(Kind::Member, at)).copied();
        let patch = graph.patch.get(&(Kind::Member, at)).copied();
        let Some(first) = create.or(patch) else {
            continue;
        };
        let scope = context.scope(member.declaration.domain);
        let empty = Member::default();
        let live = context
            .matched(Kind::Member, at)
            .and_then(|found| context.live.members.get(&found.id));
        let now = live.map_or(&empty, |live| &live.props);
        let goal = member_goal(now, &member.props, &scope);
        // Orgs and ranks that the plan makes. One that is created may get its posts later.
        let made = |id: &Id| stood_in(id).and_then(|(kind, at)| graph.creation(kind, at));
        let posts: Vec<usize> = post_orgs(&goal).filter_map(made).collect();
        let ranks: Vec<usize> = held_ranks(&goal).into_iter().filter_map(made).collect();
        // Members that relations name.
        let mates: Vec<usize> = related(&goal).filter_map(made).collect();
        for on in ranks.iter().chain(&posts).copied() {
            graph.need(first, on);
            if let Some(patch) = patch.filter(|patch| *patch != first) {
                graph.need(patch, on);
            }
        }
        if live.is_none() {
            let posts = posts.iter().filter(|on| !ranks.contains(on));
            graph.soft.extend(posts.map(|on| (first, *on)));
        }
        let last = patch.unwrap_or(first);
        for on in mates.into_iter().filter(|on| *on != last) {
            graph.need(last, on);
            graph.soft.insert((last, on));
        }
        for id in new_seats(now, &goal) {
            unseating.push((
                first,
                id.clone(),
                live.map_or_else(|| Id::from(""), |l| l.id.clone()),
            ));
        }
    }
    // The old leader is changed after the new one is seated, which may save his change.
    for (node, org, own) in unseating {
        for other in context
            .posted
            .get(&org)
            .into_iter()
            .flatten()
            .filter(|id| **id != own)
        {
            let leads = context
                .live
                .members
                .get(other)
                .is_some_and(|m| leads(&m.props, &org));
            let Some((kind, at)) = context.declared(other).filter(|_| leads) else {
                continue;
            };
            if let Some(patch) = graph.patch.get(&(kind, at)).copied() {
                graph.follow(patch, node);
            }
        }
    }
}

fn related(member: &Member) -> impl Iterator<Item = &Id> {
    member
        .relations
        .known()
        .into_iter()
        .flatten()
        .filter_map(|r| Ref::id(&r.member))
}

/// Orgs that a member comes to lead.
fn new_seats<'m>(now: &'m Member, goal: &'m Member) -> impl Iterator<Item = &'m Id> {
    post_orgs(goal).filter(move |org| leads(goal, org) && !leads(now, org))
}
