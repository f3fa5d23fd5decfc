use std::collections::{HashMap, HashSet, VecDeque};

use super::codes;
use super::index::Index;
use super::keys::chain;
use super::place::within;
use super::posts::each_post;
use crate::directory::{
    Declaration, DeclaredGroup, DeclaredMember, Field, Group, GroupFeatures, Key, Kind, Ref,
    RoomFeatures,
};
use crate::source::Problem;

/// No group holds itself, directly or through others (facts 11 #53). Each circle is said
/// once, at the entry that closes it.
pub(super) fn groups_hold_no_cycle(index: &Index<'_>, problems: &mut Vec<Problem>) {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        Open,
        Done,
    }
    let groups = &index.desired.groups;
    let mut seen = vec![Seen::No; groups.len()];
    for start in 0..groups.len() {
        if seen[start] != Seen::No {
            continue;
        }
        seen[start] = Seen::Open;
        // Walked with a stack of its own: nesting may be as deep as there are groups.
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((at, next)) = path.last_mut() {
            let (at, i) = (*at, *next);
            *next += 1;
            let declaration = &groups[at].declaration;
            let Some(to) = groups[at].props.groups.known().and_then(|list| list.get(i)) else {
                seen[at] = Seen::Done;
                path.pop();
                continue;
            };
            let Some((inner, _)) = index.group(to) else {
                continue;
            };
            if inner == at {
                problems.push(
                    Problem::error(codes::GROUP_IN_ITSELF)
                        .with("key", &declaration.key)
                        .at(within(
                            Kind::Group,
                            declaration,
                            format_args!("/groups/{i}"),
                        )),
                );
            } else if seen[inner] == Seen::No {
                seen[inner] = Seen::Open;
                path.push((inner, 0));
            } else if seen[inner] == Seen::Open {
                let keys: Vec<&Key> = path
                    .iter()
                    .map(|(on, _)| *on)
                    .skip_while(|on| *on != inner)
                    .map(|on| &groups[on].declaration.key)
                    .collect();
                problems.push(
                    Problem::error(codes::GROUP_CYCLE)
                        .with("key", &declaration.key)
                        .with("chain", chain(&keys, &groups[inner].declaration.key))
                        .at(within(
                            Kind::Group,
                            declaration,
                            format_args!("/groups/{i}"),
                        )),
                );
            }
        }
    }
}

/// A group has a master (facts 5.3.4), who has a place in the group's domain (facts 11
/// #60). Masters that are left out are not managed: only a new group then lacks them,
/// which the plan says.
pub(super) fn groups_have_masters(index: &Index<'_>, problems: &mut Vec<Problem>) {
    for group in &index.desired.groups {
        let declaration = &group.declaration;
        let Some(masters) = group.props.masters.known() else {
            continue;
        };
        if masters.is_empty() {
            problems.push(
                Problem::error(codes::GROUP_WITHOUT_MASTER)
                    .with("key", &declaration.key)
                    .at(within(Kind::Group, declaration, format_args!("/masters"))),
            );
        }
        for (i, to) in masters.iter().enumerate() {
            let Some((_, master)) = index.member(to) else {
                continue;
            };
            let (ours, theirs) = (declaration.domain, master.declaration.domain);
            let also_there = master
                .props
                .secondary
                .known()
                .is_some_and(|entries| entries.iter().any(|entry| entry.domain == ours));
            if ours != theirs && !also_there {
                problems.push(
                    Problem::warning(codes::MASTER_OF_OTHER_DOMAIN)
                        .with("master", to)
                        .with("theirs", index.domain(theirs))
                        .with("ours", index.domain(ours))
                        .at(within(
                            Kind::Group,
                            declaration,
                            format_args!("/masters/{i}"),
                        )),
                );
            }
        }
    }
}

/// A master can use the group only as a member of it (facts 5.3.4): by name, through an
/// org, or through a group in the group. Where the members are not managed nothing is known.
pub(super) fn masters_are_members(index: &Index<'_>, problems: &mut Vec<Problem>) {
    for group in &index.desired.groups {
        let declaration = &group.declaration;
        let (Some(masters), true) = (
            group.props.masters.known(),
            group.props.members.known().is_some(),
        ) else {
            continue;
        };
        let mut missing: Vec<(usize, &Ref)> = Vec::new();
        let direct = Direct::of(index, &group.props);
        for (i, to) in masters.iter().enumerate() {
            // A key that names nobody is refused by `referencesExist`.
            let unknown = to.key().is_some() && index.member(to).is_none();
            if !unknown && !direct.holds(index, to) {
                missing.push((i, to));
            }
        }
        if missing.is_empty() {
            continue;
        }
        let Some(inner) = groups_within(index, group) else {
            continue;
        };
        let inner: Vec<Direct<'_>> = inner
            .into_iter()
            .map(|group| Direct::of(index, &group.props))
            .collect();
        for (i, to) in missing {
            if !inner.iter().any(|group| group.holds(index, to)) {
                problems.push(
                    Problem::warning(codes::MASTER_NO_MEMBER)
                        .with("master", to)
                        .at(within(
                            Kind::Group,
                            declaration,
                            format_args!("/masters/{i}"),
                        )),
                );
            }
        }
    }
}

/// A member is in at most so many groups (facts 5.1.9): those that name it. Said once a
/// member, at the first group too many.
pub(super) fn members_are_in_few_groups(index: &Index<'_>, problems: &mut Vec<Problem>) {
    const MOST: usize = 2_000;
    let groups = &index.desired.groups;
    if groups.len() <= MOST {
        return;
    }
    // By member: in how many groups, and the entry of the first group too many.
    type Counted<'a> = (usize, Option<(&'a Declaration, usize)>);
    let mut counts: HashMap<usize, Counted<'_>> = HashMap::new();
    for group in groups {
        let mut seen: HashSet<usize> = HashSet::new();
        for (i, to) in group
            .props
            .members
            .known()
            .into_iter()
            .flatten()
            .enumerate()
        {
            if let Some((at, _)) = index.member(to)
                && seen.insert(at)
            {
                let (count, over) = counts.entry(at).or_default();
                *count += 1;
                if *count == MOST + 1 {
                    *over = Some((&group.declaration, i));
                }
            }
        }
    }
    let mut over: Vec<_> = counts
        .into_iter()
        .filter_map(|(at, (count, over))| Some((at, count, over?)))
        .collect();
    over.sort_unstable_by_key(|(at, _, _)| *at);
    for (at, count, (declaration, i)) in over {
        let Some(member) = index.desired.members.get(at) else {
            continue;
        };
        problems.push(
            Problem::error(codes::TOO_MANY_GROUPS)
                .with("key", &member.declaration.key)
                .with("count", count)
                .with("max", MOST)
                .at(within(
                    Kind::Group,
                    declaration,
                    format_args!("/members/{i}"),
                ))
                .label(
                    "declared",
                    within(Kind::Member, &member.declaration, format_args!("")),
                ),
        );
    }
}

/// Who is in a group without looking into the groups in it.
struct Direct<'a> {
    refs: HashSet<&'a Ref>,
    members: HashSet<usize>,
    orgs: HashSet<&'a Ref>,
}

impl<'a> Direct<'a> {
    fn of(index: &Index<'a>, group: &'a Group) -> Direct<'a> {
        let refs: HashSet<&Ref> = group.members.known().into_iter().flatten().collect();
        Direct {
            members: refs
                .iter()
                .filter_map(|to| index.member(to).map(|(at, _)| at))
                .collect(),
            refs,
            orgs: group.orgs.known().into_iter().flatten().collect(),
        }
    }

    fn holds(&self, index: &Index<'_>, to: &Ref) -> bool {
        if self.refs.contains(to) {
            return true;
        }
        index
            .member(to)
            .is_some_and(|(at, member)| self.members.contains(&at) || self.holds_an_org_of(member))
    }

    fn holds_an_org_of(&self, member: &DeclaredMember) -> bool {
        // Posts that are not managed may be anywhere.
        (member.props.posts.is_absent() && !self.orgs.is_empty())
            || each_post(&member.props).any(|(post, _)| {
                self.orgs.contains(&post.org) && post.team_feature != Field::Known(false)
            })
    }
}

/// The declared groups inside a group, at any depth; `None` where one of them is not
/// declared, leaves its members unmanaged, or there are so many that a look is not worth it.
fn groups_within<'a>(
    index: &Index<'a>,
    group: &'a DeclaredGroup,
) -> Option<Vec<&'a DeclaredGroup>> {
    const MOST: usize = 50;
    let mut found: Vec<&DeclaredGroup> = Vec::new();
    let mut seen: HashSet<usize> = HashSet::new();
    let mut open: VecDeque<&DeclaredGroup> = VecDeque::from([group]);
    while let Some(group) = open.pop_front() {
        for to in group.props.groups.known().into_iter().flatten() {
            let (at, inner) = index.group(to)?;
            if inner.props.members.is_absent() || found.len() == MOST {
                return None;
            }
            if seen.insert(at) {
                found.push(inner);
                open.push_back(inner);
            }
        }
    }
    Some(found)
}

/// Note, calendar, task and folder are features of the message room: without `message`
/// the service switches them off (facts 5.2.2, 5.3.3).
pub(super) fn features_need_message(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let mut of = |kind: Kind, declaration: &Declaration, features: &RoomFeatures| {
        let RoomFeatures {
            message,
            note,
            calendar,
            task,
            folder,
        } = features;
        let alone: Vec<&str> = [
            ("note", note),
            ("calendar", calendar),
            ("task", task),
            ("folder", folder),
        ]
        .into_iter()
        .filter(|(_, on)| **on == Field::Known(true))
        .map(|(name, _)| name)
        .collect();
        if *message != Field::Known(true) && !alone.is_empty() {
            problems.push(
                Problem::error(codes::FEATURES_WITHOUT_MESSAGE)
                    .with("features", alone.join(", "))
                    .at(within(kind, declaration, format_args!("/features"))),
            );
        }
    };
    for org in &index.desired.orgs {
        of(Kind::Org, &org.declaration, &org.props.features);
    }
    for group in &index.desired.groups {
        let GroupFeatures { room, mail: _ } = &group.props.features;
        of(Kind::Group, &group.declaration, room);
    }
}

/// The mailing list and its address go together (facts 11 #57).
pub(super) fn mail_needs_an_address(index: &Index<'_>, problems: &mut Vec<Problem>) {
    for group in &index.desired.groups {
        let (mail, email) = (&group.props.features.mail, &group.props.email);
        let (Some(mail), Some(email)) = (mail.known(), email.known()) else {
            continue;
        };
        if *mail != email.is_some() {
            problems.push(
                Problem::warning(codes::MAIL_AND_ADDRESS)
                    .with("key", &group.declaration.key)
                    .at(within(
                        Kind::Group,
                        &group.declaration,
                        format_args!("/email"),
                    )),
            );
        }
    }
}
