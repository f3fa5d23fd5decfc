use crate::directory::{Desired, Kind, RankKind};

use super::escape;
use super::words::phrases::count_kind;
use super::words::{Language, run};

/// What a valid configuration declares, in one line.
pub fn valid(desired: &Desired, language: Language) -> String {
    let ranks = |wanted: RankKind| desired.ranks.iter().filter(|r| r.kind == wanted).count();
    let counts = [
        (Kind::Org, desired.orgs.len()),
        (Kind::Member, desired.members.len()),
        (Kind::Group, desired.groups.len()),
        (Kind::Level, ranks(RankKind::Level)),
        (Kind::Position, ranks(RankKind::Position)),
        (Kind::UserType, ranks(RankKind::UserType)),
    ]
    .into_iter()
    .filter(|(_, number)| *number > 0)
    .map(|(of, number)| count_kind(number, of.name(), language))
    .collect::<Vec<_>>();
    let tenant = escape::terminal(&desired.tenant.key);
    format!("{}\n", run::valid(&tenant, &counts, language))
}
