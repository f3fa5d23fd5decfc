use std::collections::{BTreeMap, HashMap, HashSet};

use super::Context;
use super::context::{live_parent, post_orgs};
use super::ranks::held_ranks;
use crate::directory::{
    Desired, Directory, DomainId, Field, Id, Key, Kind, LiveMember, Ref, Removal, WantedState,
};
use crate::plan::action::{Act, Action, Graph};
use crate::plan::codes;
use crate::plan::matching::Matches;
use crate::plan::objects::{live_place, member_label, member_name};
use crate::plan::resolver::Resolver;
use crate::source::Problem;

/// What goes.
#[derive(Clone, Debug, Default)]
pub struct Removals {
    /// Ranks.
    pub ranks: Vec<Id>,
    /// Org units, tops first; each top is one delete.
    pub orgs: Vec<Id>,
    /// All org units that go, those below a top included.
    pub all_orgs: HashSet<Id>,
    /// Members, and whether a tombstone asks for it.
    pub members: Vec<(Id, bool)>,
    /// Groups.
    pub groups: Vec<Id>,
}

impl Removals {
    /// Every object that goes.
    pub fn all(&self) -> impl Iterator<Item = Id> + '_ {
        let Removals {
            ranks,
            orgs: _,
            all_orgs,
            members,
            groups,
        } = self;
        ranks
            .iter()
            .chain(all_orgs)
            .chain(members.iter().map(|(id, _)| id))
            .chain(groups)
            .cloned()
    }
}

/// Decides what goes: owned, live and undeclared, or declared with `state: deleted`.
/// Counts what is matched by nothing and stays.
pub fn decide(
    desired: &Desired,
    live: &Directory,
    matches: &Matches,
    resolver: &Resolver<'_>,
    children: &HashMap<(DomainId, Option<Id>), Vec<Id>>,
    problems: &mut Vec<Problem>,
) -> (Removals, BTreeMap<Kind, u32>) {
    let policy = &desired.policy;
    let mut removals = Removals::default();
    let mut unmanaged: BTreeMap<Kind, u32> = BTreeMap::new();
    let plain = |name: &Field<String>| name.known().cloned().unwrap_or_default();
    let mut goes = |(kind, id): (Kind, &Id),
                    key: Option<&Key>,
                    name: &dyn Fn() -> String,
                    problems: &mut Vec<Problem>| {
        if matches.declared.contains_key(id) || matches.claimed.contains(id) {
            return false;
        }
        let owned = key.is_some_and(|key| policy.owns(kind, key)) || policy.removes.contains(id);
        let protected = key.is_some_and(|key| policy.protects(kind, key));
        if owned && protected {
            let label = key.map(ToString::to_string).unwrap_or_default();
            problems.push(
                Problem::warning(codes::PROTECTED)
                    .with("object", format!("{kind}/{label}"))
                    .with("name", name())
                    .at(live_place(kind, &label)),
            );
        }
        if !owned || protected {
            *unmanaged.entry(kind).or_default() += 1;
            return false;
        }
        true
    };
    for rank in live.ranks.values() {
        let (of, name) = ((rank.kind.into(), &rank.id), || plain(&rank.props.name));
        if goes(of, rank.key.as_ref(), &name, problems) {
            removals.ranks.push(rank.id.clone());
        }
    }
    for org in live.orgs.values() {
        let (of, name) = ((Kind::Org, &org.id), || plain(&org.props.name));
        if goes(of, org.key.as_ref(), &name, problems) {
            removals.all_orgs.insert(org.id.clone());
        }
    }
    for group in live.groups.values() {
        let (of, name) = ((Kind::Group, &group.id), || plain(&group.props.name));
        if goes(of, group.key.as_ref(), &name, problems) {
            removals.groups.push(group.id.clone());
        }
    }
    for member in live.members.values() {
        let tombstone = match matches.declared.get(&member.id) {
            Some((_, at)) => {
                if desired.members[*at].state != WantedState::Deleted {
                    continue;
                }
                true
            }
            None if member.flags.deleted => continue,
            None => {
                let (of, name) = ((Kind::Member, &member.id), || member_name(&member.props));
                if !goes(of, member.key.as_ref(), &name, problems) {
                    continue;
                }
                false
            }
        };
        if member.flags.deleted && policy.removal != Removal::ForceDelete {
            continue;
        }
        if tombstone && protected_tombstone(desired, matches, member, problems) {
            continue;
        }
        if removable(member, policy.removal, tombstone, problems) {
            removals.members.push((member.id.clone(), tombstone));
        }
    }
    super::masters::keep_last(desired, live, matches, resolver, &mut removals, problems);
    block_orgs(desired, live, matches, resolver, &mut removals, problems);
    removals.orgs = tops(live, &removals.all_orgs, children);
    (removals, unmanaged)
}

/// Whether a member that a tombstone asks to go is protected, by the key it is declared
/// under or the one it has.
fn protected_tombstone(
    desired: &Desired,
    matches: &Matches,
    member: &LiveMember,
    problems: &mut Vec<Problem>,
) -> bool {
    let declared = matches.declared.get(&member.id);
    let declared = declared.map(|(_, at)| &desired.members[*at].declaration.key);
    let mut keys = declared.into_iter().chain(&member.key);
    let protected = keys.any(|key| desired.policy.protects(Kind::Member, key));
    if protected {
        let label = member_label(member);
        problems.push(
            Problem::warning(codes::PROTECTED)
                .with("object", format!("{}/{label}", Kind::Member))
                .with("name", member_name(&member.props))
                .at(live_place(Kind::Member, &label)),
        );
    }
    protected
}

fn removable(
    member: &LiveMember,
    removal: Removal,
    tombstone: bool,
    problems: &mut Vec<Problem>,
) -> bool {
    let label = member_label(member);
    let problem = |code| {
        Problem::warning(code)
            .with("object", format!("member/{label}"))
            .with("name", member_name(&member.props))
            .at(live_place(Kind::Member, &label))
    };
    if member.flags.administrator {
        problems.push(problem(codes::ADMINISTRATOR));
        return false;
    }
    // A tombstone of a pending member means delete: that is what the problem offers.
    if member.flags.pending && removal == Removal::Suspend && !tombstone {
        problems.push(problem(codes::PENDING_CANNOT_BE_SUSPENDED));
        return false;
    }
    true
}

/// How a member goes: what the policy says; a pending member cannot be suspended, so a
/// tombstone deletes it.
pub fn how(member: &LiveMember, removal: Removal) -> Removal {
    match removal {
        Removal::Suspend if member.flags.pending => Removal::Delete,
        other => other,
    }
}

/// An org with something below it that stays and is not carried out cannot go.
fn block_orgs(
    desired: &Desired,
    live: &Directory,
    matches: &Matches,
    resolver: &Resolver<'_>,
    removals: &mut Removals,
    problems: &mut Vec<Problem>,
) {
    if removals.all_orgs.is_empty() {
        return;
    }
    let mut blocked: HashSet<Id> = HashSet::new();
    for org in live.orgs.values() {
        if removals.all_orgs.contains(&org.id) {
            continue;
        }
        let mut at = org;
        let mut steps = 0;
        loop {
            if carried_out(desired, matches, resolver, at) || matches.claimed.contains(&at.id) {
                break;
            }
            let Some(parent) = live_parent(at).and_then(|id| live.orgs.get(id)) else {
                break;
            };
            if removals.all_orgs.contains(&parent.id) && blocked.insert(parent.id.clone()) {
                problems.push(
                    Problem::error(codes::SOMETHING_BELOW)
                        .with("object", format!("org/{}", resolver.label(&parent.id)))
                        .with(
                            "name",
                            parent.props.name.known().cloned().unwrap_or_default(),
                        )
                        .with("below", resolver.label(&org.id))
                        .at(live_place(Kind::Org, &resolver.label(&parent.id))),
                );
            }
            // A loaded directory may hold what the write rules would refuse, even a cycle.
            steps += 1;
            if steps > 64 {
                break;
            }
            at = parent;
        }
    }
    removals.all_orgs.retain(|id| !blocked.contains(id));
}

/// Whether a declared org leaves its live parent.
fn carried_out(
    desired: &Desired,
    matches: &Matches,
    resolver: &Resolver<'_>,
    org: &crate::directory::LiveOrg,
) -> bool {
    let Some((_, at)) = matches.declared.get(&org.id) else {
        return false;
    };
    let declared = &desired.orgs[*at];
    let goal = declared
        .props
        .parent
        .value()
        .and_then(|parent| resolver.resolve(Kind::Org, declared.declaration.domain, parent));
    live_parent(org) != goal.as_ref()
}

/// Of the orgs that go, those whose parent stays; in the order of the chart.
fn tops(
    live: &Directory,
    all: &HashSet<Id>,
    children: &HashMap<(DomainId, Option<Id>), Vec<Id>>,
) -> Vec<Id> {
    let mut tops: Vec<(DomainId, Option<&Id>, usize, &Id)> = Vec::new();
    let mut above: HashSet<(DomainId, Option<&Id>)> = HashSet::new();
    for id in all {
        let Some(org) = live.orgs.get(id) else {
            continue;
        };
        let parent = live_parent(org);
        if !parent.is_some_and(|parent| all.contains(parent)) {
            above.insert((org.domain, parent));
        }
    }
    for (domain, parent) in above {
        let siblings = children.get(&(domain, parent.cloned()));
        for (place, id) in siblings.into_iter().flatten().enumerate() {
            if all.contains(id) {
                tops.push((domain, parent, place, id));
            }
        }
    }
    tops.sort_unstable();
    tops.into_iter().map(|(_, _, _, id)| id.clone()).collect()
}

/// Adds the removals to the graph.
pub fn add(context: &Context<'_>, graph: &mut Graph) {
    let policy = &context.desired.policy;
    let removal = policy.removal;
    let reason = |id: &Id| {
        if policy.removes.contains(id) {
            "madeByTheRun"
        } else {
            "ownedNotDeclared"
        }
    };
    for id in &context.removals.groups {
        graph.add(Action::new(Act::DeleteGroup(id.clone()), reason(id)));
    }
    for (id, tombstone) in &context.removals.members {
        let Some(live) = context.live.members.get(id) else {
            continue;
        };
        let how = how(live, removal);
        let strip = (how != Removal::ForceDelete && must_strip(context, live))
            .then(|| graph.add(Action::new(Act::Strip(id.clone()), reason(id))));
        // Suspended already: at rest.
        if how == Removal::Suspend && live.flags.suspended {
            continue;
        }
        let why = if *tombstone { "tombstone" } else { reason(id) };
        let node = graph.add(Action::new(Act::RemoveMember(id.clone(), how), why));
        if let Some(strip) = strip {
            graph.need(node, strip);
        }
    }
    for id in &context.removals.orgs {
        graph.add(Action::new(Act::DeleteOrg(id.clone()), reason(id)));
    }
    for id in &context.removals.ranks {
        graph.add(Action::new(Act::DeleteRank(id.clone()), reason(id)));
    }
}

/// Whether a member that goes stands in the way of an org or a rank that goes.
fn must_strip(context: &Context<'_>, member: &LiveMember) -> bool {
    if member.flags.deleted {
        return false;
    }
    post_orgs(&member.props).any(|id| context.removals.all_orgs.contains(id))
        || held_ranks(&member.props)
            .into_iter()
            .any(|id| context.removals.ranks.contains(id))
}

/// Connects removals with everything that has to be out of the way first.
pub fn connect(context: &Context<'_>, graph: &mut Graph) {
    let by_member = member_nodes(graph);
    let leaving = moves_by_parent(context, graph);
    let naming = changes_by_named(context, graph);
    let mut holders: HashMap<&Id, Vec<&Id>> = HashMap::new();
    if !context.removals.ranks.is_empty() {
        for member in context.live.members.values() {
            for rank in held_ranks(&member.props) {
                holders.entry(rank).or_default().push(&member.id);
            }
        }
    }
    let gone = deleted(graph);
    let mut last: HashMap<Id, Vec<usize>> = HashMap::new();
    for (node, action) in graph.actions.iter().enumerate() {
        if let Act::DeleteGroup(group) = &action.act {
            for master in masters_go(context, &gone, group) {
                last.entry(master).or_default().push(node);
            }
        }
    }
    for node in 0..graph.actions.len() {
        let mut needs: Vec<usize> = Vec::new();
        let mut named: Vec<usize> = Vec::new();
        match &graph.actions[node].act {
            Act::DeleteOrg(top) => {
                for id in below(context, top) {
                    for member in context.posted.get(&id).into_iter().flatten() {
                        needs.extend(changes_of(context, graph, &by_member, member));
                    }
                    needs.extend(leaving.get(&id).into_iter().flatten());
                    named.extend(naming.get(&id).into_iter().flatten());
                }
            }
            Act::DeleteRank(id) => {
                for member in holders.get(id).into_iter().flatten() {
                    needs.extend(changes_of(context, graph, &by_member, member));
                }
            }
            Act::DeleteGroup(id) => named.extend(naming.get(id).into_iter().flatten()),
            Act::RemoveMember(id, Removal::Delete | Removal::ForceDelete) => {
                named.extend(naming.get(id).into_iter().flatten());
                needs.extend(last.get(id).into_iter().flatten());
            }
            _ => {}
        }
        for on in needs {
            graph.need(node, on);
        }
        // The service takes what goes out of every list: a change that does no more comes
        // to nothing afterwards, and single removals become fewer. Any other comes first,
        // since it may put another master in the place of one that goes.
        for change in named {
            let single = matches!(graph.actions[change].act, Act::Members(_));
            if single || graph.vanishing.contains(&change) {
                graph.follow(change, node);
                graph.saving.insert((change, node));
            } else if hands_over(context, graph, &gone, change, node) {
                graph.need(node, change);
            } else {
                graph.follow(node, change);
            }
        }
    }
}

/// Members that are deleted: the last master of a group cannot go before another is put in
/// his place, or the group is gone (facts 11 #42).
fn deleted(graph: &Graph) -> HashSet<Id> {
    let deleted = graph.actions.iter().filter_map(|action| match &action.act {
        Act::RemoveMember(id, Removal::Delete | Removal::ForceDelete) => Some(id.clone()),
        _ => None,
    });
    deleted.collect()
}

/// Whether a change of a group puts others in the place of its masters, who all go.
fn hands_over(
    context: &Context<'_>,
    graph: &Graph,
    gone: &HashSet<Id>,
    change: usize,
    removal: usize,
) -> bool {
    let (Act::PatchGroup(at), Act::RemoveMember(id, _)) =
        (&graph.actions[change].act, &graph.actions[removal].act)
    else {
        return false;
    };
    let found = context.matched(Kind::Group, *at);
    found.is_some_and(|found| masters_go(context, gone, &found.id).contains(id))
}

/// The masters of a live group where all of them go.
fn masters_go(context: &Context<'_>, gone: &HashSet<Id>, group: &Id) -> Vec<Id> {
    let live = context.live.groups.get(group);
    let masters = live.and_then(|live| live.props.masters.known());
    let masters: Vec<Id> = (masters.into_iter().flatten())
        .filter_map(|master| master.id().cloned())
        .collect();
    if masters.iter().all(|id| gone.contains(id)) {
        masters
    } else {
        Vec::new()
    }
}

/// Nodes of undeclared members that go: the strip, or the erasing itself.
fn member_nodes(graph: &Graph) -> HashMap<Id, usize> {
    let mut nodes = HashMap::new();
    for (node, action) in graph.actions.iter().enumerate() {
        match &action.act {
            Act::Strip(id) | Act::RemoveMember(id, Removal::ForceDelete) => {
                nodes.insert(id.clone(), node);
            }
            _ => {}
        }
    }
    nodes
}

/// The change after which a live member is out of the way.
fn changes_of(
    context: &Context<'_>,
    graph: &Graph,
    by_member: &HashMap<Id, usize>,
    member: &Id,
) -> Option<usize> {
    if let Some(node) = by_member.get(member) {
        return Some(*node);
    }
    let declared = context.declared(member)?;
    graph
        .create
        .get(&declared)
        .or_else(|| graph.patch.get(&declared))
        .copied()
}

/// An org and everything that goes with it.
pub fn below(context: &Context<'_>, top: &Id) -> Vec<Id> {
    let mut all = vec![top.clone()];
    let mut seen: HashSet<Id> = all.iter().cloned().collect();
    let mut next = 0;
    while let Some(id) = all.get(next).cloned() {
        next += 1;
        let Some(org) = context.live.orgs.get(&id) else {
            continue;
        };
        let below = context.children.get(&(org.domain, Some(id)));
        for child in below.into_iter().flatten() {
            if context.removals.all_orgs.contains(child) && seen.insert(child.clone()) {
                all.push(child.clone());
            }
        }
    }
    all
}

/// Moves of declared orgs, by the live parent they leave.
fn moves_by_parent(context: &Context<'_>, graph: &Graph) -> HashMap<Id, Vec<usize>> {
    let mut moves: HashMap<Id, Vec<usize>> = HashMap::new();
    for (node, action) in graph.actions.iter().enumerate() {
        let Act::MoveOrg(at) = action.act else {
            continue;
        };
        let found = context.matched(Kind::Org, at);
        let org = found.and_then(|found| context.live.orgs.get(&found.id));
        if let Some(parent) = org.and_then(|org| live_parent(org)) {
            moves.entry(parent.clone()).or_default().push(node);
        }
    }
    moves
}

/// Changes by what the live objects name: of groups, and those of orgs and members that
/// come to nothing once a member is erased.
fn changes_by_named(context: &Context<'_>, graph: &Graph) -> HashMap<Id, Vec<usize>> {
    let mut changes: HashMap<Id, Vec<usize>> = HashMap::new();
    for (node, action) in graph.actions.iter().enumerate() {
        let mut note = |id: &Id| changes.entry(id.clone()).or_default().push(node);
        let mut lists: Vec<&Field<Vec<Ref>>> = Vec::new();
        match action.act {
            Act::PatchGroup(at) | Act::Members(at) => {
                let found = context.matched(Kind::Group, at);
                if let Some(live) = found.and_then(|found| context.live.groups.get(&found.id)) {
                    let props = &live.props;
                    lists.extend([&props.masters, &props.members, &props.orgs, &props.groups]);
                    lists.extend([&props.allowed_recipients, &props.allowed_senders]);
                }
            }
            Act::PatchOrg(at) if graph.vanishing.contains(&node) => {
                let found = context.matched(Kind::Org, at);
                if let Some(live) = found.and_then(|found| context.live.orgs.get(&found.id)) {
                    lists.extend([&live.props.allowed_recipients, &live.props.allowed_senders]);
                }
            }
            Act::PatchMember(at) if graph.vanishing.contains(&node) => {
                let found = context.matched(Kind::Member, at);
                let live = found.and_then(|found| context.live.members.get(&found.id));
                let related = live.and_then(|live| live.props.relations.known());
                let related = related.into_iter().flatten();
                related.filter_map(|it| it.member.id()).for_each(&mut note);
            }
            _ => {}
        }
        let named = lists.into_iter().flat_map(Field::known).flatten();
        named.filter_map(Ref::id).for_each(note);
    }
    changes
}
