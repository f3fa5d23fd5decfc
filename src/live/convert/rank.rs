use super::value::{domain, key, names, text, there};
use crate::api::wire;
use crate::directory::{DomainId, Field, LiveRank, Rank, RankKind};

/// A level, position or user type of the list of a domain. `position` stands in for an
/// order that is missing.
pub(in crate::live) fn rank(
    kind: RankKind,
    rank: wire::Rank,
    listed: DomainId,
    position: i64,
) -> LiveRank {
    // Exhaustive, so that no property of the answer is forgotten.
    let wire::Rank {
        id,
        domain_id,
        external_key,
        name,
        display_order,
        i18n_names,
        executive,
        code,
    } = rank;
    LiveRank {
        kind,
        id: id.into(),
        key: key(external_key),
        domain: domain(domain_id, listed),
        display_order: display_order.value().copied().unwrap_or(position),
        props: Rank {
            name: there(name),
            names: names(i18n_names),
            executive: match kind {
                RankKind::Level => there(executive),
                RankKind::Position | RankKind::UserType => Field::Absent,
            },
            code: match kind {
                RankKind::UserType => text(code),
                RankKind::Level | RankKind::Position => Field::Absent,
            },
        },
    }
}
