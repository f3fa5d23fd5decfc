use std::path::Path;

use super::codes;
use super::extent::Extent;
use super::groups::Managed;
use super::needs::Needs;
use super::progress::What;
use super::rolls::Side;
use crate::directory::{
    Desired, Directory, DomainId, DomainList, FeatureState, LiveGroup, RankKind, Snapshot,
};
use crate::source::Problem;

/// Lists that are named; the rest is counted.
const NAMED: usize = 5;

/// What a configuration needs and a snapshot, read for another, does not hold: what was not
/// read must not be taken for empty. `None` where nothing is lacking.
pub fn lacking(
    path: &Path,
    snapshot: &Snapshot,
    desired: &Desired,
    extent: Extent,
) -> Option<Problem> {
    let directory = &snapshot.directory;
    let needs = Needs::of(desired, extent);
    let mut lists: Vec<String> = Vec::new();
    for domain in &desired.tenant.domains {
        let ranks = RankKind::ALL.map(What::Ranks);
        for what in [What::Members, What::Orgs, What::Groups]
            .into_iter()
            .chain(ranks)
        {
            if needs.has(what, domain.id) && !was_read(directory, what, domain.id) {
                lists.push(format!("the {} of {}", name(what), domain.key));
            }
        }
    }
    let managed = Managed::new(desired, needs.all_groups);
    // Who is in the groups is of use where the groups are.
    for group in directory.groups.values().filter(|_| needs.groups) {
        for side in managed.needs(group) {
            if !has(group, side) {
                let label = group.key.as_ref().map_or(group.id.as_str(), |k| k.as_str());
                let of = match side {
                    Side::Members => "members",
                    Side::Masters => "masters",
                };
                lists.push(format!("the {of} of group {label}"));
            }
        }
    }
    if lists.is_empty() {
        return None;
    }
    let more = lists.len().saturating_sub(NAMED);
    lists.truncate(NAMED);
    let mut text = lists.join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    Some(
        Problem::error(codes::SNAPSHOT_LACKS)
            .with("path", path.display())
            .with("lists", text),
    )
}

/// Whether a list of a domain was read; a domain the snapshot does not know was not.
fn was_read(directory: &Directory, what: What, domain: DomainId) -> bool {
    let Some(state) = directory.domains.get(&domain) else {
        return false;
    };
    let unread = |list| state.unread.contains(&list);
    match what {
        What::Members => !unread(DomainList::Members),
        What::Orgs => !unread(DomainList::Orgs),
        What::Groups => !unread(DomainList::Groups),
        What::Ranks(kind) => state.feature(kind) != FeatureState::Unread,
    }
}

fn name(what: What) -> &'static str {
    match what {
        What::Members => "members",
        What::Orgs => "orgs",
        What::Groups => "groups",
        What::Ranks(RankKind::Level) => "levels",
        What::Ranks(RankKind::Position) => "positions",
        What::Ranks(RankKind::UserType) => "user types",
    }
}

fn has(group: &LiveGroup, side: Side) -> bool {
    let props = &group.props;
    match side {
        Side::Members => [&props.members, &props.orgs, &props.groups]
            .into_iter()
            .all(|list| list.known().is_some()),
        Side::Masters => props.masters.known().is_some(),
    }
}
