use std::collections::{HashMap, HashSet};

use super::codes;
use super::index::{Again, Index, rank_scope};
use super::place::within;
use crate::directory::{Declaration, DomainId, Id, Key, Kind, RankKind};
use crate::source::Problem;

/// Where a key of this kind must be unique: in a domain for levels and positions, else in
/// the tenant (facts 4.2).
fn scope(kind: Kind, domain: DomainId) -> Option<DomainId> {
    match kind {
        Kind::Level => rank_scope(RankKind::Level, domain),
        Kind::Position => rank_scope(RankKind::Position, domain),
        Kind::UserType | Kind::Org | Kind::Member | Kind::Group => None,
    }
}

/// A key names one object of its kind and scope.
pub(super) fn keys_differ(index: &Index<'_>, problems: &mut Vec<Problem>) {
    for again in index.again() {
        let Again {
            kind,
            declaration,
            first,
        } = *again;
        problems.push(
            Problem::error(codes::DUPLICATE_KEY)
                .with("kind", kind)
                .with("key", &declaration.key)
                .at(within(kind, declaration, format_args!("/key")))
                .label("firstDeclared", within(kind, first, format_args!("/key"))),
        );
    }
}

/// An `id` names one object.
pub(super) fn ids_differ(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let mut first: HashMap<(Kind, &Id), &Declaration> = HashMap::new();
    for (kind, declaration) in index.declarations() {
        let Some(id) = &declaration.id else { continue };
        if let Some(other) = first.get(&(kind, id)) {
            problems.push(
                Problem::error(codes::DUPLICATE_ID)
                    .with("id", id)
                    .at(within(kind, declaration, format_args!("/id")))
                    .label("firstDeclared", within(kind, other, format_args!("/id"))),
            );
        } else {
            first.insert((kind, id), declaration);
        }
    }
}

/// `previously` leads from one object to at most one other, never in a circle, and never
/// takes over from an object that stays as it is.
pub(super) fn previously_is_a_chain(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let mut declarations = index.declarations();
    if declarations.all(|(_, declaration)| declaration.previously.is_none()) {
        return;
    }
    let mut declared: HashMap<(Kind, Option<DomainId>, &Key), &Declaration> = HashMap::new();
    for (kind, declaration) in index.declarations() {
        declared
            .entry((kind, scope(kind, declaration.domain), &declaration.key))
            .or_insert(declaration);
    }
    let mut first: HashMap<(Kind, Option<DomainId>, &Key), &Declaration> = HashMap::new();
    let mut walked: HashSet<(Kind, Option<DomainId>, &Key)> = HashSet::new();
    for (kind, declaration) in index.declarations() {
        let Some(previously) = &declaration.previously else {
            continue;
        };
        let scope = scope(kind, declaration.domain);
        let here = within(kind, declaration, format_args!("/previously"));
        if *previously == declaration.key {
            problems.push(
                Problem::error(codes::PREVIOUSLY_ITSELF)
                    .with("key", previously)
                    .at(here),
            );
            continue;
        }
        if let Some(other) = first.get(&(kind, scope, previously)) {
            problems.push(
                Problem::error(codes::DUPLICATE_PREVIOUSLY)
                    .with("previously", previously)
                    .at(here)
                    .label(
                        "firstDeclared",
                        within(kind, other, format_args!("/previously")),
                    ),
            );
            continue;
        }
        first.insert((kind, scope, previously), declaration);
        if let Some(other) = declared.get(&(kind, scope, previously))
            && other.previously.is_none()
        {
            problems.push(
                Problem::error(codes::PREVIOUSLY_DECLARED)
                    .with("key", &declaration.key)
                    .with("previously", previously)
                    .at(here)
                    .label("declared", within(kind, other, format_args!("/key"))),
            );
            continue;
        }
        if let Some(chain) = circle(&declared, &mut walked, kind, scope, declaration) {
            problems.push(
                Problem::error(codes::PREVIOUSLY_CYCLE)
                    .with("key", &declaration.key)
                    .with("chain", chain)
                    .at(within(kind, declaration, format_args!("/previously"))),
            );
        }
    }
}

/// Follows `previously` from an object that was not walked over yet; the circle it ends
/// in, if it ends in one.
fn circle<'a>(
    declared: &HashMap<(Kind, Option<DomainId>, &'a Key), &'a Declaration>,
    walked: &mut HashSet<(Kind, Option<DomainId>, &'a Key)>,
    kind: Kind,
    scope: Option<DomainId>,
    start: &'a Declaration,
) -> Option<String> {
    let mut path: Vec<&Key> = Vec::new();
    let mut at = Some(start);
    while let Some(declaration) = at {
        if !walked.insert((kind, scope, &declaration.key)) {
            let from = path.iter().position(|key| **key == declaration.key)?;
            return Some(chain(&path[from..], &declaration.key));
        }
        path.push(&declaration.key);
        at = declaration
            .previously
            .as_ref()
            .and_then(|key| declared.get(&(kind, scope, key)).copied());
    }
    None
}

/// `a -> b -> a`
pub(super) fn chain(keys: &[&Key], back: &Key) -> String {
    // Long circles are cut: the first few say where to look.
    const SHOWN: usize = 8;
    let mut text = String::new();
    for key in keys.iter().take(SHOWN) {
        text.push_str(&format!("{key} -> "));
    }
    if keys.len() > SHOWN {
        text.push_str("... -> ");
    }
    text.push_str(back.as_str());
    text
}
