use serde_json::Value;

use super::field::{Differences, merge_names, names_body, names_yaml, text};
use crate::directory::{Field, Rank, RankKind};

/// What a rank should become.
pub fn rank_goal(now: &Rank, declared: &Rank) -> Rank {
    let Rank {
        name,
        names,
        executive,
        code,
    } = declared;
    Rank {
        name: over(&now.name, name),
        names: merge_names(&now.names, names, |_, name| name.clone()),
        executive: over(&now.executive, executive),
        code: over(&now.code, code),
    }
}

/// What of a rank differs from its goal; `displayOrder` is compared elsewhere.
pub fn rank_differences(kind: RankKind, now: &Rank, goal: &Rank, creating: bool) -> Differences {
    compared(Differences::new(creating), kind, now, goal)
}

/// Every property of a rank that was read but `displayOrder`, as the API shows it.
pub fn rank_as_read(kind: RankKind, now: &Rank) -> Differences {
    compared(Differences::reading(), kind, now, now)
}

fn compared(mut found: Differences, kind: RankKind, now: &Rank, goal: &Rank) -> Differences {
    let Rank {
        name,
        names,
        executive,
        code,
    } = goal;
    let name_api = match kind {
        RankKind::Level => "levelName",
        RankKind::Position => "positionName",
        RankKind::UserType => "userTypeName",
    };
    found.plain(("name", name_api, false), &now.name, name, |n| {
        Value::String(n.clone())
    });
    found.mapped(
        ("names", "i18nNames", false),
        &now.names,
        names,
        names_yaml,
        names_body,
    );
    if kind == RankKind::Level {
        found.plain(
            ("executive", "executive", false),
            &now.executive,
            executive,
            |e| Value::Bool(*e),
        );
    }
    if kind == RankKind::UserType {
        found.plain(("code", "userTypeCode", false), &now.code, code, text);
    }
    found
}

/// The declared value where there is one, else the live one.
pub(super) fn over<T: Clone>(now: &Field<T>, declared: &Field<T>) -> Field<T> {
    match declared {
        Field::Absent => now.clone(),
        Field::Known(value) => Field::Known(value.clone()),
    }
}
