//! Random changes of what is declared: each leaves a configuration that is valid and that
//! the service can hold. Keys are handles until the last step of a case gives some objects
//! other keys.

mod groups;
mod members;
mod orgs;
mod ranks;

use std::collections::BTreeSet;

use meibo::directory::{DomainId, Field, Kind, Member, Org, Post, RankKind, Ref};

use super::tenant::Shape;
use crate::dice::Dice;
use crate::model::{Company, Thing, key};

/// The org, the member of each domain that are never taken away.
pub const ANCHORS: [&str; 4] = ["o0", "o7", "E0", "E15"];

/// One random change; it may find nothing to do.
pub fn change(
    company: &mut Company,
    before: &Company,
    dice: &mut Dice,
    shape: Shape,
    count: usize,
) {
    match dice.roll(20) {
        0..=6 => orgs::change(company, before, dice, shape, count),
        7..=13 => members::change(company, dice, shape, count),
        14..=17 => groups::change(company, dice, shape, count),
        _ => ranks::change(company, dice, count),
    }
}

/// The orgs of a domain.
pub fn orgs_of(company: &Company, domain: DomainId) -> Vec<String> {
    handles(&company.orgs, domain)
}

/// The members whose primary domain it is, as long as they are to be there.
pub fn members_of(company: &Company, domain: DomainId) -> Vec<String> {
    let there = |it: &&Thing<Member>| {
        it.domain == domain && it.state != meibo::directory::WantedState::Deleted
    };
    let found = company.members.iter().filter(there);
    found.map(|it| it.handle.clone()).collect()
}

/// The groups.
pub fn groups_of(company: &Company) -> Vec<String> {
    company.groups.iter().map(|it| it.handle.clone()).collect()
}

/// The ranks of a kind in a domain.
pub fn ranks_of(company: &Company, kind: RankKind, domain: DomainId) -> Vec<String> {
    let found = company.ranks.iter();
    found
        .filter(|(of, it)| *of == kind && it.domain == domain)
        .map(|(_, it)| it.handle.clone())
        .collect()
}

fn handles<P>(things: &[Thing<P>], domain: DomainId) -> Vec<String> {
    let found = things.iter().filter(|it| it.domain == domain);
    found.map(|it| it.handle.clone()).collect()
}

/// An org and everything below it.
pub fn below(company: &Company, top: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::from([top.to_owned()]);
    let mut open = vec![top.to_owned()];
    while let Some(above) = open.pop() {
        for org in children(company, Some(&above)) {
            if found.insert(org.clone()) {
                open.push(org);
            }
        }
    }
    found
}

/// The orgs directly below another, in their order.
pub fn children(company: &Company, above: Option<&str>) -> Vec<String> {
    let above = above.map(key);
    let below = |it: &&Thing<Org>| it.props.parent.value() == above.as_ref();
    let found = company.orgs.iter().filter(below);
    found.map(|it| it.handle.clone()).collect()
}

/// What an org stands below.
pub fn parent_of(company: &Company, org: &str) -> Option<String> {
    let org = company.orgs.iter().find(|it| it.handle == org)?;
    match org.props.parent.value()? {
        Ref::Key(key) => Some(key.to_string()),
        Ref::Id(_) | Ref::Email(_) => None,
    }
}

/// How deep an org stands: 1 at the top.
pub fn depth(company: &Company, org: &str) -> usize {
    let mut depth = 1;
    let mut at = org.to_owned();
    while let Some(above) = parent_of(company, &at) {
        at = above;
        depth += 1;
    }
    depth
}

/// How many levels there are from an org downwards.
fn height(company: &Company, org: &str) -> usize {
    let below = children(company, Some(org));
    let heights = below.iter().map(|org| height(company, org));
    1 + heights.max().unwrap_or(0)
}

/// Every post of a member, in every domain.
pub fn posts_mut(member: &mut Member) -> impl Iterator<Item = &mut Vec<Post>> {
    let away = member.secondary.known_mut().into_iter().flatten();
    let away = away.filter_map(|entry| entry.posts.known_mut());
    member.posts.known_mut().into_iter().chain(away)
}

/// Takes an org out of every list that names it; members keep their other posts.
fn forget_org(company: &mut Company, org: &str) {
    let gone = key(org);
    for member in &mut company.members {
        for posts in posts_mut(&mut member.props) {
            posts.retain(|post| post.org != gone);
        }
        if let Field::Known(entries) = &mut member.props.secondary {
            entries.retain(|entry| entry.posts.known().is_none_or(|posts| !posts.is_empty()));
        }
    }
    for group in &mut company.groups {
        if let Field::Known(list) = &mut group.props.orgs {
            list.retain(|it| *it != gone);
        }
    }
}

/// Takes a member out of every list that names it; a group it led alone gets the anchor.
fn forget_member(company: &mut Company, member: &str) {
    let gone = key(member);
    for group in &mut company.groups {
        let props = &mut group.props;
        let lists = [
            &mut props.masters,
            &mut props.members,
            &mut props.allowed_recipients,
            &mut props.allowed_senders,
        ];
        for list in lists.into_iter().filter_map(Field::known_mut) {
            list.retain(|it| *it != gone);
        }
        if props.masters.known().is_some_and(Vec::is_empty) {
            props.masters = Field::Known(vec![key(ANCHORS[2])]);
        }
    }
    for org in &mut company.orgs {
        let lists = [
            &mut org.props.allowed_recipients,
            &mut org.props.allowed_senders,
        ];
        for list in lists.into_iter().filter_map(Field::known_mut) {
            list.retain(|it| *it != gone);
        }
    }
    for other in &mut company.members {
        if let Field::Known(list) = &mut other.props.relations {
            list.retain(|it| it.member != gone);
        }
    }
}

/// Takes the lead of an org from whoever has it; the configuration says so or says nothing.
fn unseat(company: &mut Company, dice: &mut Dice, org: &str) {
    let org = key(org);
    for member in &mut company.members {
        for post in posts_mut(&mut member.props).flatten() {
            if post.org == org && post.leader == Field::Known(true) {
                post.leader = match dice.one_in(2) {
                    true => Field::Absent,
                    false => Field::Known(false),
                };
            }
        }
    }
}

/// Gives an object another key, in whatever names it; its handle and what is live stay.
pub fn rename(company: &mut Company, kind: Kind, from: &str, to: &str) {
    let swap = |it: &mut Ref| {
        if *it == key(from) {
            *it = key(to);
        }
    };
    match kind {
        Kind::Org => {
            company.org(from).key = Some(to.to_owned());
            for org in &mut company.orgs {
                if let Field::Known(Some(parent)) = &mut org.props.parent {
                    swap(parent);
                }
            }
            for member in &mut company.members {
                let posts = posts_mut(&mut member.props).flatten();
                posts.for_each(|post| swap(&mut post.org));
            }
            for group in &mut company.groups {
                (group.props.orgs.known_mut().into_iter().flatten()).for_each(swap);
            }
        }
        Kind::Member => {
            company.member(from).key = Some(to.to_owned());
            for group in &mut company.groups {
                let props = &mut group.props;
                let lists = [
                    &mut props.masters,
                    &mut props.members,
                    &mut props.allowed_recipients,
                    &mut props.allowed_senders,
                ];
                lists
                    .into_iter()
                    .filter_map(Field::known_mut)
                    .flatten()
                    .for_each(swap);
            }
            for org in &mut company.orgs {
                let props = &mut org.props;
                let lists = [&mut props.allowed_recipients, &mut props.allowed_senders];
                lists
                    .into_iter()
                    .filter_map(Field::known_mut)
                    .flatten()
                    .for_each(swap);
            }
            for member in &mut company.members {
                let relations = member.props.relations.known_mut().into_iter().flatten();
                relations.for_each(|it| swap(&mut it.member));
            }
        }
        Kind::Group => {
            company.group(from).key = Some(to.to_owned());
            for group in &mut company.groups {
                (group.props.groups.known_mut().into_iter().flatten()).for_each(swap);
            }
        }
        Kind::Level | Kind::Position | Kind::UserType => {
            company.rank(from).key = Some(to.to_owned());
            for member in &mut company.members {
                let props = &mut member.props;
                let own = [&mut props.level, &mut props.user_type];
                own.into_iter()
                    .filter_map(Field::known_mut)
                    .flatten()
                    .for_each(swap);
                for entry in props.secondary.known_mut().into_iter().flatten() {
                    entry.level.known_mut().into_iter().flatten().for_each(swap);
                }
                for post in posts_mut(props).flatten() {
                    post.position
                        .known_mut()
                        .into_iter()
                        .flatten()
                        .for_each(swap);
                }
            }
        }
    }
}
