//! What only the live side can tell of the configuration: whether everything it names is
//! there, and in the domain where it is declared.

use std::collections::HashSet;

use super::Context;
use crate::check::{Reference, each_reference};
use crate::directory::{Declaration, DomainId, FeatureState, Key, Kind, RankKind};
use crate::plan::codes;
use crate::plan::objects::{object_name, place};
use crate::source::Problem;

/// Says what cannot be resolved: left out of a list in silence it would be taken for
/// something nobody wants there.
pub fn check(context: &Context<'_>, problems: &mut Vec<Problem>) {
    each_reference(context.desired, &mut |reference, below| {
        let Reference {
            kind,
            domain,
            to,
            lively,
            from: (from, declaration),
        } = reference;
        if !lively || context.resolver.resolve(kind, domain, to).is_some() {
            return;
        }
        // Something is wrong with the match of what is named, and that has been said.
        if context.is_unsettled(kind, domain, to) {
            return;
        }
        let below = below.to_string();
        problems.push(
            Problem::error(codes::UNRESOLVED)
                .with("object", object_name(from, &declaration.key))
                .with("property", property(&below))
                .with("reference", to)
                .at(place(from, declaration, &below)),
        );
    });
    domains(context, problems);
}

/// Declared objects that refer to some of which it is not known what is live: what the
/// service would say of them says nothing about the configuration.
pub fn leaning<'a>(context: &Context<'a>) -> HashSet<(Kind, DomainId, &'a Key)> {
    let mut leaning = switched_off(context);
    if context.matches.unsettled.is_empty() {
        return leaning;
    }
    each_reference(context.desired, &mut |reference, _| {
        let Reference {
            kind, domain, to, ..
        } = reference;
        if context.is_unsettled(kind, domain, to) {
            let (from, declaration) = reference.from;
            leaning.insert((from, declaration.domain, &declaration.key));
        }
    });
    leaning
}

/// Declared ranks of lists that are off, or were not read: that was said of the list.
fn switched_off<'a>(context: &Context<'a>) -> HashSet<(Kind, DomainId, &'a Key)> {
    let desired = context.desired;
    let mut off: HashSet<(RankKind, DomainId)> = HashSet::new();
    for domain in &desired.tenant.domains {
        let state = context.live.domains.get(&domain.id).cloned();
        let state = state.unwrap_or_default();
        off.extend(RankKind::ALL.into_iter().filter_map(|kind| {
            let unusable = match state.feature(kind) {
                FeatureState::On => false,
                FeatureState::Off => !domain.enable.contains(&kind),
                FeatureState::Unread => true,
            };
            unusable.then_some((kind, domain.id))
        }));
    }
    let ranks = desired.ranks.iter();
    ranks
        .map(|rank| (rank.kind, &rank.declaration))
        .filter(|(kind, declaration)| off.contains(&(*kind, declaration.domain)))
        .map(|(kind, declaration)| (kind.into(), declaration.domain, &declaration.key))
        .collect()
}

/// A property as messages call it: `/posts/0/org` is `posts[0].org`.
fn property(pointer: &str) -> String {
    let mut text = String::new();
    for part in pointer.split('/').filter(|part| !part.is_empty()) {
        if part.bytes().all(|byte| byte.is_ascii_digit()) {
            text.push_str(&format!("[{part}]"));
        } else {
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(part);
        }
    }
    text
}

/// Only members move from one domain to another (facts 5.1.7).
fn domains(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let mut judge = |kind: Kind, at: usize, declaration: &Declaration| {
        let Some(found) = context.matched(kind, at) else {
            return;
        };
        let live: Option<(DomainId, Option<&String>)> = match kind {
            Kind::Member => None,
            Kind::Org => {
                (context.live.orgs.get(&found.id)).map(|org| (org.domain, org.props.name.known()))
            }
            Kind::Group => (context.live.groups.get(&found.id))
                .map(|group| (group.domain, group.props.name.known())),
            Kind::Level | Kind::Position | Kind::UserType => (context.live.ranks.get(&found.id))
                .map(|rank| (rank.domain, rank.props.name.known())),
        };
        if let Some((domain, name)) = live
            && domain != declaration.domain
        {
            problems.push(
                Problem::error(codes::OTHER_DOMAIN)
                    .with("object", object_name(kind, &declaration.key))
                    .with("name", name.map_or("", String::as_str))
                    .at(place(kind, declaration, "")),
            );
        }
    };
    let desired = context.desired;
    for (at, rank) in desired.ranks.iter().enumerate() {
        judge(rank.kind.into(), at, &rank.declaration);
    }
    for (at, org) in desired.orgs.iter().enumerate() {
        judge(Kind::Org, at, &org.declaration);
    }
    for (at, group) in desired.groups.iter().enumerate() {
        judge(Kind::Group, at, &group.declaration);
    }
}
