use std::collections::{HashMap, HashSet};

use super::index::{Index, Votes};
use super::likeness::{Likeness, Overlap, Pair, entries};
use super::pick::pick;
use super::scene::{Scene, all_posts};
use super::spelling::{Relation, folded, local_part, relation, shortened};
use crate::directory::{DomainId, Id, Kind, Language, LiveOrg, Org};
use crate::plan::build::live_parent;
use crate::plan::objects::parents_first;

/// From so many points on two are taken for one org: a similar name under the same parent,
/// or most of the same people.
pub const ENOUGH: i32 = 35;

/// What orgs are recognised by: their name, and under one parent what it may have been
/// shortened or lengthened from; their address.
#[derive(PartialEq, Eq, Hash)]
enum Feature {
    Name(DomainId, String),
    Whole(DomainId, Option<Id>, String),
    Shortened(DomainId, Option<Id>, String),
    LocalPart(String),
}

/// Who and what declared orgs hold, as live objects.
struct Held {
    /// Live members by the declared org they should have posts in.
    members: HashMap<usize, Vec<Id>>,
    /// Live orgs by the declared org they should stand in.
    children: HashMap<usize, Vec<Id>>,
}

/// The orgs that are to be created, each with the live ones that are like it. A new org
/// that is clearly one of them stands for it when those below it are looked at.
pub fn pairs(scene: &mut Scene<'_, '_>) -> Vec<Pair<Id>> {
    let context = scene.context;
    let creates: HashSet<usize> = scene.creates(Kind::Org).iter().copied().collect();
    let live: Vec<&LiveOrg> = (context.live.orgs.values())
        .filter(|org| scene.is_free(&org.id))
        .map(AsRef::as_ref)
        .collect();
    if live.is_empty() || creates.is_empty() {
        return Vec::new();
    }
    let index = index(scene, &live, &creates);
    let held = held(scene, &creates);
    let numbers: HashMap<&Id, usize> = live.iter().enumerate().map(|(n, o)| (&o.id, n)).collect();
    let mut pairs = Vec::new();
    for at in parents_first(context.desired) {
        if !creates.contains(&at) {
            continue;
        }
        let found = of_one(scene, at, (&live, &numbers), &index, &held);
        if let [(_, told)] = pick(found.clone(), ENOUGH).as_slice()
            && let [only] = told.as_slice()
        {
            scene.taken_for.insert(at, only.live.clone());
        }
        pairs.extend(found);
    }
    pairs
}

fn of_one(
    scene: &Scene<'_, '_>,
    at: usize,
    (live, numbers): (&[&LiveOrg], &HashMap<&Id, usize>),
    index: &Index<Feature>,
    held: &Held,
) -> Vec<Pair<Id>> {
    let context = scene.context;
    let org = &context.desired.orgs[at];
    let domain = org.declaration.domain;
    let parent = parent(scene, at);
    let name = name(&org.props);
    let (mut people, mut below) = (Votes::new(), Votes::new());
    let members = held.members.get(&at).map_or(&[][..], Vec::as_slice);
    for member in members {
        let posts = context.live.members.get(member);
        let posts = posts
            .into_iter()
            .flat_map(|m| crate::plan::build::post_orgs(&m.props));
        posts
            .filter_map(|org| numbers.get(org))
            .for_each(|n| people.add(n));
    }
    let children = held.children.get(&at).map_or(&[][..], Vec::as_slice);
    for child in children {
        let above = context.live.orgs.get(child);
        let above = above.and_then(|child| numbers.get(live_parent(child)?));
        above.into_iter().for_each(|n| below.add(n));
    }
    let mut candidates = people.most();
    candidates.extend(below.most());
    let features = wanted(domain, parent.as_ref(), &name, &org.props);
    candidates.extend(index.candidates(&features));
    candidates.sort_unstable();
    candidates.dedup();
    let mut pairs = Vec::new();
    for n in candidates {
        let other = live[n];
        if other.domain != domain {
            continue;
        }
        let mut likeness = Likeness::default();
        let posted = context.posted.get(&other.id).map_or(0, Vec::len);
        let overlap = |shared: u32, one: usize, other: usize| Overlap {
            shared,
            one: entries(one),
            other: entries(other),
        };
        likeness.lists(
            "members",
            overlap(people.of(&n), members.len(), posted),
            50,
            20,
        );
        let family = context.children.get(&(domain, Some(other.id.clone())));
        let family = family.map_or(0, Vec::len);
        likeness.lists(
            "orgs",
            overlap(below.of(&n), children.len(), family),
            40,
            20,
        );
        by_properties(&mut likeness, (&org.props, &name), &other.props);
        if Some(live_parent(other)) == parent.as_ref().map(Option::as_ref) {
            likeness.by("parent", 10);
        }
        if likeness.points >= ENOUGH {
            pairs.push(Pair {
                at,
                live: other.id.clone(),
                likeness,
            });
        }
    }
    pairs
}

fn by_properties(likeness: &mut Likeness, (org, folded_name): (&Org, &str), other: &Org) {
    match relation(folded_name, &name(other)) {
        Relation::Same => likeness.by("name", 30),
        Relation::Within => likeness.by("name", 25),
        Relation::OtherNumber => likeness.against(20),
        Relation::Other => {}
    }
    let english = |org: &Org| {
        let names = org.names.known()?;
        Some(folded(names.get(&Language::en_US)?.as_ref()?))
    };
    if let (Some(one), Some(two)) = (english(org), english(other))
        && !one.is_empty()
        && one == two
    {
        likeness.by("names", 15);
    }
    if let (Some(one), Some(two)) = (org.email.known(), other.email.known())
        && local_part(one.as_str()) == local_part(two.as_str())
    {
        likeness.by("email", 30);
    }
    if let (Some(one), Some(two)) = (org.description.value(), other.description.value())
        && !one.is_empty()
        && one == two
    {
        likeness.by("description", 5);
    }
}

fn name(org: &Org) -> String {
    org.name
        .known()
        .map(|name| folded(name))
        .unwrap_or_default()
}

/// The live parent that a declared org should have: `Some(None)` is the top level, `None`
/// one that is not live.
fn parent(scene: &Scene<'_, '_>, at: usize) -> Option<Option<Id>> {
    let org = &scene.context.desired.orgs[at];
    match org.props.parent.value() {
        None => Some(None),
        Some(parent) => scene
            .live(Kind::Org, org.declaration.domain, parent)
            .map(Some),
    }
}

/// What a declared org under a live parent is looked for by: a live one of its name, one
/// that it is a shorter form of, one that is a shorter form of it.
fn wanted(domain: DomainId, parent: Option<&Option<Id>>, name: &str, props: &Org) -> Vec<Feature> {
    let mut all = plain(domain, name, props);
    if let Some(parent) = parent
        && !name.is_empty()
    {
        let parent = || parent.clone();
        all.push(Feature::Whole(domain, parent(), name.to_owned()));
        all.push(Feature::Shortened(domain, parent(), name.to_owned()));
        let shorter = shortened(name).into_iter();
        all.extend(shorter.map(|short| Feature::Whole(domain, parent(), short)));
    }
    all
}

/// What a live org is found by.
fn features(org: &LiveOrg) -> Vec<Feature> {
    let (domain, name) = (org.domain, name(&org.props));
    let parent = || live_parent(org).cloned();
    let mut all = plain(domain, &name, &org.props);
    let shorter = shortened(&name).into_iter();
    all.extend(shorter.map(|short| Feature::Shortened(domain, parent(), short)));
    all.push(Feature::Whole(domain, parent(), name));
    all
}

fn plain(domain: DomainId, name: &str, props: &Org) -> Vec<Feature> {
    let mut all = Vec::new();
    if !name.is_empty() {
        all.push(Feature::Name(domain, name.to_owned()));
    }
    if let Some(email) = props.email.known() {
        all.push(Feature::LocalPart(local_part(email.as_str())));
    }
    all
}

/// The features of the live orgs that may be looked for: under which parent is known only
/// once those above are taken for live ones, so that is left open.
fn index(scene: &Scene<'_, '_>, live: &[&LiveOrg], creates: &HashSet<usize>) -> Index<Feature> {
    let names = creates
        .iter()
        .map(|at| name(&scene.context.desired.orgs[*at].props));
    let mut texts: HashSet<String> = HashSet::new();
    for name in names {
        texts.extend(shortened(&name));
        texts.insert(name);
    }
    let each = |org: &LiveOrg| {
        let mut all = features(org);
        all.retain(|feature| match feature {
            Feature::Whole(_, _, text) | Feature::Shortened(_, _, text) => texts.contains(text),
            Feature::Name(..) | Feature::LocalPart(_) => true,
        });
        all
    };
    let mut index = Index::of(live.iter().flat_map(|org| each(org)));
    for (n, org) in live.iter().enumerate() {
        for feature in each(org) {
            index.insert(&feature, n);
        }
    }
    index
}

fn held(scene: &Scene<'_, '_>, creates: &HashSet<usize>) -> Held {
    let context = scene.context;
    let created = |domain: DomainId, reference: &crate::directory::Ref| {
        let id = context.resolver.resolve(Kind::Org, domain, reference)?;
        let (_, at) = crate::plan::resolver::stood_in(&id)?;
        creates.contains(&at).then_some(at)
    };
    let mut members: HashMap<usize, Vec<Id>> = HashMap::new();
    for (at, member) in context.desired.members.iter().enumerate() {
        let posts = all_posts(member.declaration.domain, &member.props);
        let orgs: HashSet<usize> = posts
            .filter_map(|(domain, post)| created(domain, &post.org))
            .collect();
        if orgs.is_empty() {
            continue;
        }
        // One that is new itself is in no live org, and counts against it all the same.
        let found = context.matches.of(Kind::Member, at);
        let id = found.map_or_else(
            || crate::plan::resolver::stand_in(Kind::Member, at),
            |found| found.id.clone(),
        );
        for org in orgs {
            members.entry(org).or_default().push(id.clone());
        }
    }
    let mut children: HashMap<usize, Vec<Id>> = HashMap::new();
    for (at, org) in context.desired.orgs.iter().enumerate() {
        let parent = org.props.parent.value();
        let Some(above) = parent.and_then(|parent| created(org.declaration.domain, parent)) else {
            continue;
        };
        let found = context.matches.of(Kind::Org, at);
        let id = found.map_or_else(
            || crate::plan::resolver::stand_in(Kind::Org, at),
            |found| found.id.clone(),
        );
        children.entry(above).or_default().push(id);
    }
    Held { members, children }
}
