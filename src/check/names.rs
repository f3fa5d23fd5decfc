use std::borrow::Cow;
use std::collections::HashMap;

use super::alike::folded;
use super::codes;
use super::index::Index;
use super::place::within;
use crate::directory::{Declaration, DomainId, Field, Kind, RankKind, Ref};
use crate::source::Problem;

/// Levels, positions and user types of a domain have different names (facts 4.2).
pub(super) fn rank_names_differ(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let mut first: HashMap<(RankKind, DomainId, &str), &Declaration> = HashMap::new();
    for rank in &index.desired.ranks {
        let declaration = &rank.declaration;
        let Some(name) = rank.props.name.known() else {
            continue;
        };
        let kind = Kind::from(rank.kind);
        let slot = (rank.kind, declaration.domain, name.as_str());
        if let Some(other) = first.get(&slot) {
            problems.push(
                Problem::error(codes::DUPLICATE_RANK_NAME)
                    .with("kind", kind)
                    .with("name", name)
                    .with("domain", index.domain(declaration.domain))
                    .with("key", &other.key)
                    .at(within(kind, declaration, format_args!("/name")))
                    .label("firstDeclared", within(kind, other, format_args!("/name"))),
            );
        } else {
            first.insert(slot, declaration);
        }
    }
}

/// Groups of a domain have different names, in any case of letters (facts 4.2).
pub(super) fn group_names_differ(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let mut first: HashMap<(DomainId, String), &Declaration> = HashMap::new();
    for group in &index.desired.groups {
        let declaration = &group.declaration;
        let Some(name) = group.props.name.known() else {
            continue;
        };
        let slot = (declaration.domain, name.to_lowercase());
        if let Some(other) = first.get(&slot) {
            problems.push(
                Problem::error(codes::DUPLICATE_GROUP_NAME)
                    .with("name", name)
                    .with("domain", index.domain(declaration.domain))
                    .with("key", &other.key)
                    .at(within(Kind::Group, declaration, format_args!("/name")))
                    .label(
                        "firstDeclared",
                        within(Kind::Group, other, format_args!("/name")),
                    ),
            );
        } else {
            first.insert(slot, declaration);
        }
    }
}

/// Orgs under one parent have different names, as people read them: the service does not
/// ask for it, its own bulk screen does (facts 11 #28).
pub(super) fn sibling_names_differ(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let mut first: HashMap<(DomainId, Option<&Ref>, Cow<'_, str>), &Declaration> = HashMap::new();
    for org in &index.desired.orgs {
        let declaration = &org.declaration;
        let (Some(name), Some(parent)) = (org.props.name.known(), org.props.parent.known()) else {
            continue;
        };
        let seen = folded(name.as_str().trim());
        let slot = (declaration.domain, parent.as_ref(), seen);
        if let Some(other) = first.get(&slot) {
            problems.push(
                Problem::warning(codes::SIBLING_ORGS_SHARE_NAME)
                    .with("name", name)
                    .with("key", &other.key)
                    .at(within(Kind::Org, declaration, format_args!("/name")))
                    .label(
                        "firstDeclared",
                        within(Kind::Org, other, format_args!("/name")),
                    ),
            );
        } else {
            first.insert(slot, declaration);
        }
    }
}

/// A part of a name: `None` where the live one stays.
fn part(field: &Field<Option<String>>) -> Option<&str> {
    field
        .known()
        .map(|value| value.as_deref().unwrap_or_default())
}

/// A member's name has a last or a first part, and the two together at most 80
/// characters, counted as code points (facts 5.1.2, 11 #45).
pub(super) fn members_have_names(index: &Index<'_>, problems: &mut Vec<Problem>) {
    const MOST: usize = 80;
    for member in &index.desired.members {
        let declaration = &member.declaration;
        let Some(name) = member.props.name.known() else {
            continue;
        };
        let (last, first) = (part(&name.last), part(&name.first));
        let length =
            last.unwrap_or_default().chars().count() + first.unwrap_or_default().chars().count();
        let problem = if last.is_some_and(blank) && first.is_some_and(blank) {
            Problem::error(codes::MEMBER_WITHOUT_NAME).with("key", &declaration.key)
        } else if length > MOST {
            Problem::error(codes::NAME_TOO_LONG).with("length", length)
        } else {
            continue;
        };
        problems.push(problem.at(within(Kind::Member, declaration, format_args!("/name"))));
    }
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}
