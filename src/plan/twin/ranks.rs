use std::collections::{HashMap, HashSet};

use super::index::{Index, Votes};
use super::likeness::{Likeness, Overlap, Pair, entries};
use super::scene::{Scene, all_posts};
use super::spelling::{Relation, folded, relation};
use crate::directory::{DomainId, Field, Id, Kind, Language, LiveRank, Rank, RankKind, Ref};
use crate::plan::build::held_ranks;
use crate::plan::resolver::stood_in;

/// From so many points on two are taken for one level, position or user type: the same name
/// but for its spelling, or the same holders.
pub const ENOUGH: i32 = 40;

/// The ranks that are to be created, each with the live ones that are like it.
pub fn pairs(scene: &Scene<'_, '_>) -> Vec<Pair<Id>> {
    let context = scene.context;
    let creates: HashSet<usize> = [Kind::Level, Kind::Position, Kind::UserType]
        .into_iter()
        .flat_map(|kind| scene.creates(kind))
        .copied()
        .collect();
    let live: Vec<&LiveRank> = (context.live.ranks.values())
        .filter(|rank| scene.is_free(&rank.id))
        .map(AsRef::as_ref)
        .collect();
    if creates.is_empty() || live.is_empty() {
        return Vec::new();
    }
    let declared = |at: usize| &context.desired.ranks[at];
    let feature = |kind: RankKind, domain: DomainId, rank: &Rank| (kind, domain, name(rank));
    let mut index = Index::of(creates.iter().map(|at| {
        let rank = declared(*at);
        feature(rank.kind, rank.declaration.domain, &rank.props)
    }));
    for (n, rank) in live.iter().enumerate() {
        index.insert(&feature(rank.kind, rank.domain, &rank.props), n);
    }
    let numbers: HashMap<&Id, usize> = live.iter().enumerate().map(|(n, r)| (&r.id, n)).collect();
    let (holders, held) = holders(scene, &creates, &numbers);
    let mut ordered: Vec<usize> = creates.iter().copied().collect();
    ordered.sort_unstable();
    let mut pairs = Vec::new();
    for at in ordered {
        let rank = declared(at);
        let domain = rank.declaration.domain;
        let mut people = Votes::new();
        let mine = holders.get(&at).map_or(&[][..], Vec::as_slice);
        for member in mine {
            let member = context.live.members.get(member);
            let theirs: HashSet<&usize> = member
                .into_iter()
                .flat_map(|member| held_ranks(&member.props))
                .filter_map(|id| numbers.get(id))
                .collect();
            theirs.into_iter().for_each(|n| people.add(n));
        }
        let mut candidates = people.most();
        candidates.extend(index.candidates(&[feature(rank.kind, domain, &rank.props)]));
        candidates.sort_unstable();
        candidates.dedup();
        for n in candidates {
            let other = live[n];
            if (other.kind, other.domain) != (rank.kind, domain) {
                continue;
            }
            let mut likeness = Likeness::default();
            match relation(&name(&rank.props), &name(&other.props)) {
                Relation::Same => likeness.by("name", 40),
                Relation::Within => likeness.by("name", 10),
                Relation::OtherNumber => likeness.against(30),
                Relation::Other => {}
            }
            let overlap = Overlap {
                shared: people.of(&n),
                one: entries(mine.len()),
                other: held.get(&n).copied().unwrap_or_default(),
            };
            likeness.lists("members", overlap, 40, 15);
            if let (Some(one), Some(two)) = (english(&rank.props), english(&other.props))
                && one == two
            {
                likeness.by("names", 20);
            }
            if let (Some(one), Some(two)) = (rank.props.code.value(), other.props.code.value())
                && one == two
            {
                likeness.by("code", 10);
            }
            if likeness.points >= ENOUGH {
                pairs.push(Pair {
                    at,
                    live: other.id.clone(),
                    likeness,
                });
            }
        }
    }
    pairs
}

fn name(rank: &Rank) -> String {
    rank.name
        .known()
        .map(|name| folded(name))
        .unwrap_or_default()
}

fn english(rank: &Rank) -> Option<String> {
    let names = rank.names.known()?;
    let name = folded(names.get(&Language::en_US)?.as_ref()?);
    (!name.is_empty()).then_some(name)
}

/// Live members who are to hold each new rank, and how many hold each live one.
fn holders(
    scene: &Scene<'_, '_>,
    creates: &HashSet<usize>,
    numbers: &HashMap<&Id, usize>,
) -> (HashMap<usize, Vec<Id>>, HashMap<usize, u32>) {
    let context = scene.context;
    let mut holders: HashMap<usize, Vec<Id>> = HashMap::new();
    for (at, member) in context.desired.members.iter().enumerate() {
        let Some(found) = context.matches.of(Kind::Member, at) else {
            continue;
        };
        let domain = member.declaration.domain;
        let props = &member.props;
        let mut new: HashSet<usize> = HashSet::new();
        let mut note = |kind: RankKind, domain: DomainId, rank: &Field<Option<Ref>>| {
            let id = rank.value();
            let id = id.and_then(|rank| context.resolver.resolve(kind.into(), domain, rank));
            let made = id.and_then(|id| stood_in(&id)).map(|(_, at)| at);
            new.extend(made.filter(|at| creates.contains(at)));
        };
        note(RankKind::Level, domain, &props.level);
        note(RankKind::UserType, domain, &props.user_type);
        for secondary in props.secondary.known().into_iter().flatten() {
            note(RankKind::Level, secondary.domain, &secondary.level);
        }
        for (domain, post) in all_posts(domain, props) {
            note(RankKind::Position, domain, &post.position);
        }
        for rank in new {
            holders.entry(rank).or_default().push(found.id.clone());
        }
    }
    let mut held: HashMap<usize, u32> = HashMap::new();
    for member in context.live.members.values() {
        let ranks: HashSet<&usize> = held_ranks(&member.props)
            .into_iter()
            .filter_map(|id| numbers.get(id))
            .collect();
        for n in ranks {
            *held.entry(*n).or_default() += 1;
        }
    }
    (holders, held)
}
