use std::collections::HashSet;

use super::likeness::Pair;
use super::pick::pick;
use super::scene::Scene;
use super::{groups, members, orgs, ranks};
use crate::directory::{Field, Id, Key, Kind, Removal};
use crate::plan::action::Graph;
use crate::plan::build::Context;
use crate::plan::codes;
use crate::plan::matching::{id_line, previously_line};
use crate::plan::objects::{member_name, object_name, place};
use crate::source::Problem;

/// A warning for every object that the plan creates although a live one that nothing
/// matches is much like it.
pub fn hints(context: &Context<'_>, graph: &Graph, problems: &mut Vec<Problem>) {
    let mut scene = Scene::new(context, graph);
    let of_orgs = orgs::pairs(&mut scene);
    let found = [
        (None, ranks::pairs(&scene), ranks::ENOUGH),
        (Some(Kind::Org), of_orgs, orgs::ENOUGH),
        (Some(Kind::Member), members::pairs(&scene), members::ENOUGH),
        (Some(Kind::Group), groups::pairs(&scene), groups::ENOUGH),
    ];
    let mut going: Option<HashSet<Id>> = None;
    for (kind, pairs, enough) in found {
        for (at, candidates) in pick(pairs, enough) {
            let kind = kind.unwrap_or_else(|| context.desired.ranks[at].kind.into());
            let going = going.get_or_insert_with(|| context.removals.all().collect());
            problems.extend(hint(context, (kind, at), &candidates, going));
        }
    }
}

/// A live object as a hint names it.
struct Named {
    /// `org/T-SALES`, `org/id:…`
    object: String,
    name: String,
    /// `previously: T-SALES`, `id: …`
    line: String,
}

fn hint(
    context: &Context<'_>,
    (kind, at): (Kind, usize),
    candidates: &[Pair<Id>],
    going: &HashSet<Id>,
) -> Option<Problem> {
    let declaration = context.desired.declaration(kind, at)?;
    let about = |code| {
        Problem::warning(code)
            .with("object", object_name(kind, &declaration.key))
            .with("name", declared_name(context, kind, at))
            .at(place(kind, declaration, "/key"))
    };
    let [only] = candidates else {
        let all: Vec<Named> = candidates
            .iter()
            .map(|pair| named(context, kind, &pair.live))
            .collect();
        let objects = all
            .iter()
            .map(|named| format!("{} ({})", named.object, named.name));
        let lines = all.iter().map(|named| format!("`{}`", named.line));
        return Some(
            about(codes::TWINS)
                .with("candidates", objects.collect::<Vec<_>>().join(", "))
                .with("lines", lines.collect::<Vec<_>>().join(", ")),
        );
    };
    let Named { object, name, line } = named(context, kind, &only.live);
    let goes = going.contains(&only.live);
    let problem = about(if goes {
        codes::TWIN_GOES
    } else if is_in_deletion(context, kind, &only.live) {
        codes::TWIN_IN_DELETION
    } else {
        codes::TWIN_STAYS
    })
    .with("candidate", object)
    .with("candidateName", name)
    .with("line", line)
    .with("alike", only.likeness.by.join(", "));
    Some(if goes {
        problem.with("removal", removal(context, kind))
    } else {
        problem
    })
}

/// Whether it can be brought back only, which keeps less than a change in place (facts 5.1.6).
fn is_in_deletion(context: &Context<'_>, kind: Kind, id: &Id) -> bool {
    kind == Kind::Member && (context.live.members.get(id)).is_some_and(|it| it.flags.deleted)
}

/// What becomes of what goes, as `policy.removal` calls it.
fn removal(context: &Context<'_>, kind: Kind) -> &'static str {
    match (kind, context.desired.policy.removal) {
        (Kind::Member, Removal::Suspend) => "suspend",
        (Kind::Member, Removal::ForceDelete) => "forceDelete",
        _ => "delete",
    }
}

fn named(context: &Context<'_>, kind: Kind, id: &Id) -> Named {
    let live = context.live;
    let plain = |name: &Field<String>| name.known().cloned().unwrap_or_default();
    let (key, name): (Option<&Key>, String) = match kind {
        Kind::Level | Kind::Position | Kind::UserType => live.ranks.get(id).map_or_else(
            || (None, String::new()),
            |rank| (rank.key.as_ref(), plain(&rank.props.name)),
        ),
        Kind::Org => live.orgs.get(id).map_or_else(
            || (None, String::new()),
            |org| (org.key.as_ref(), plain(&org.props.name)),
        ),
        Kind::Member => live.members.get(id).map_or_else(
            || (None, String::new()),
            |member| (member.key.as_ref(), member_name(&member.props)),
        ),
        Kind::Group => live.groups.get(id).map_or_else(
            || (None, String::new()),
            |group| (group.key.as_ref(), plain(&group.props.name)),
        ),
    };
    match key {
        Some(key) => Named {
            object: object_name(kind, key),
            name,
            line: previously_line(key.as_str()),
        },
        None => Named {
            object: format!("{kind}/id:{id}"),
            name,
            line: id_line(id),
        },
    }
}

fn declared_name(context: &Context<'_>, kind: Kind, at: usize) -> String {
    let desired = context.desired;
    let plain = |name: &Field<String>| name.known().cloned().unwrap_or_default();
    match kind {
        Kind::Level | Kind::Position | Kind::UserType => plain(&desired.ranks[at].props.name),
        Kind::Org => plain(&desired.orgs[at].props.name),
        Kind::Member => member_name(&desired.members[at].props),
        Kind::Group => plain(&desired.groups[at].props.name),
    }
}
