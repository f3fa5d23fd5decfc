use std::collections::{HashMap, HashSet};

use super::index::{Index, Votes};
use super::likeness::{Likeness, Overlap, Pair, entries};
use super::scene::Scene;
use super::spelling::{Relation, folded, local_part, relation, shortened};
use crate::directory::{DomainId, Field, Group, Id, Kind, LiveGroup, Ref};

/// From so many points on two are taken for one group: a similar name and the same masters,
/// or most of the same people.
pub const ENOUGH: i32 = 40;

/// Whoever is in more groups than this that nothing matches tells none of them apart: no
/// group is found by him.
const JOINED: usize = 32;

/// What groups are recognised by.
#[derive(PartialEq, Eq, Hash)]
enum Feature {
    Name(DomainId, String),
    Shortened(DomainId, String),
    LocalPart(String),
}

/// The groups that are to be created, each with the live ones that are like it.
pub fn pairs(scene: &Scene<'_, '_>) -> Vec<Pair<Id>> {
    let context = scene.context;
    let creates = scene.creates(Kind::Group);
    let live: Vec<&LiveGroup> = (context.live.groups.values())
        .filter(|group| scene.is_free(&group.id))
        .map(AsRef::as_ref)
        .collect();
    if creates.is_empty() || live.is_empty() {
        return Vec::new();
    }
    let declared = |at: usize| &context.desired.groups[at];
    let looked_for = creates.iter().flat_map(|at| {
        let group = declared(*at);
        wanted(group.declaration.domain, &group.props)
    });
    let mut index = Index::of(looked_for);
    // Groups by those who are in them.
    let mut of_member: HashMap<&Id, Vec<usize>> = HashMap::new();
    for (n, group) in live.iter().enumerate() {
        for feature in features(group.domain, &group.props) {
            index.insert(&feature, n);
        }
        for id in ids(&group.props.members) {
            of_member.entry(id).or_default().push(n);
        }
    }
    let mut pairs = Vec::new();
    for at in creates {
        let group = declared(*at);
        let domain = group.declaration.domain;
        let resolved = |kind: Kind, list: &Field<Vec<Ref>>| -> HashSet<Id> {
            let list = list.known().into_iter().flatten();
            list.filter_map(|entry| scene.live(kind, domain, entry))
                .collect()
        };
        let members = resolved(Kind::Member, &group.props.members);
        let mut people = Votes::new();
        for member in &members {
            let joined = of_member.get(member).map_or(&[][..], Vec::as_slice);
            if joined.len() <= JOINED {
                joined.iter().for_each(|n| people.add(n));
            }
        }
        let mut candidates = people.most();
        candidates.extend(index.candidates(&wanted(domain, &group.props)));
        candidates.sort_unstable();
        candidates.dedup();
        for n in candidates {
            let other = live[n];
            if other.domain != domain {
                continue;
            }
            let mut likeness = Likeness::default();
            by_name(&mut likeness, &group.props, &other.props);
            let shared = ids(&other.props.members).filter(|id| members.contains(*id));
            let overlap = Overlap {
                shared: entries(shared.count()),
                one: entries(group.props.members.known().map_or(0, Vec::len)),
                other: entries(other.props.members.known().map_or(0, Vec::len)),
            };
            // A pair of people runs more than one group together.
            let full = if overlap.shared > 2 { 40 } else { 25 };
            likeness.lists("members", overlap, full, 15);
            for (property, kind, mine, theirs) in [
                (
                    "masters",
                    Kind::Member,
                    &group.props.masters,
                    &other.props.masters,
                ),
                ("orgs", Kind::Org, &group.props.orgs, &other.props.orgs),
            ] {
                let theirs: HashSet<Id> = ids(theirs).cloned().collect();
                if !theirs.is_empty() && resolved(kind, mine) == theirs {
                    likeness.by(property, 15);
                }
            }
            if likeness.points >= ENOUGH {
                pairs.push(Pair {
                    at: *at,
                    live: other.id.clone(),
                    likeness,
                });
            }
        }
    }
    pairs
}

fn by_name(likeness: &mut Likeness, group: &Group, other: &Group) {
    match relation(&name(group), &name(other)) {
        Relation::Same => likeness.by("name", 40),
        Relation::Within => likeness.by("name", 25),
        Relation::OtherNumber => likeness.against(20),
        Relation::Other => likeness.against(15),
    }
    let local = |group: &Group| group.email.value().map(|email| local_part(email.as_str()));
    if let (Some(one), Some(two)) = (local(group), local(other))
        && one == two
    {
        likeness.by("email", 40);
    }
}

fn ids(list: &Field<Vec<Ref>>) -> impl Iterator<Item = &Id> {
    list.known().into_iter().flatten().filter_map(Ref::id)
}

/// What a declared group is looked for by: a live one of its name, one that it is a shorter
/// form of, one that is a shorter form of it.
fn wanted(domain: DomainId, group: &Group) -> Vec<Feature> {
    let name = name(group);
    let shorter = shortened(&name).into_iter();
    let mut all: Vec<Feature> = shorter.map(|short| Feature::Name(domain, short)).collect();
    all.extend(plain(domain, group, name.clone()));
    if !name.is_empty() {
        all.push(Feature::Shortened(domain, name));
    }
    all
}

/// What a live group is found by.
fn features(domain: DomainId, group: &Group) -> Vec<Feature> {
    let name = name(group);
    let shorter = shortened(&name).into_iter();
    let mut all: Vec<Feature> = shorter
        .map(|short| Feature::Shortened(domain, short))
        .collect();
    all.extend(plain(domain, group, name));
    all
}

fn plain(domain: DomainId, group: &Group, name: String) -> Vec<Feature> {
    let mut all = Vec::new();
    if let Some(email) = group.email.value() {
        all.push(Feature::LocalPart(local_part(email.as_str())));
    }
    if !name.is_empty() {
        all.push(Feature::Name(domain, name));
    }
    all
}

fn name(group: &Group) -> String {
    let name = group.name.known();
    name.map(|name| folded(name)).unwrap_or_default()
}
