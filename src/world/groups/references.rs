//! Who may be put into a group, and who may be its master (facts 5.3.4).

use std::collections::BTreeSet;

use crate::directory::{DomainId, Id, Kind, LiveGroup, LiveMember, Ref};
use crate::world::resolve::KEY_PREFIX;
use crate::world::state::State;
use crate::world::{Mark, Refusal, reasons};

const SECTION: &str = "5.3.4";
/// Groups of one member.
const GROUPS: usize = 2_000;

/// The kind a `type` stands for.
pub(super) fn kind_of(word: &str, property: &str) -> Result<Kind, Refusal> {
    match word {
        "USER" => Ok(Kind::Member),
        "ORGUNIT" => Ok(Kind::Org),
        "GROUP" => Ok(Kind::Group),
        _ => Err(Refusal::new(400, reasons::UNKNOWN_VALUE, "5.3.3", Mark::D)
            .with("property", property)
            .with("value", word)),
    }
}

/// The id of a member of a group that a body names. External keys of orgs and groups
/// are taken by assumption (facts 11 #55).
pub(super) fn named(state: &State, kind: Kind, property: &str, text: &str) -> Result<Id, Refusal> {
    key_allowed(state, kind, property, text)?;
    match kind {
        Kind::Org => state.named_org(property, text),
        Kind::Group => state.named_group(property, text),
        Kind::Member | Kind::Level | Kind::Position | Kind::UserType => {
            state.named_member(property, text)
        }
    }
}

/// Refuses an external key where it is not taken.
pub(super) fn key_allowed(
    state: &State,
    kind: Kind,
    property: &str,
    text: &str,
) -> Result<(), Refusal> {
    let key = text.starts_with(KEY_PREFIX) && kind != Kind::Member;
    if key && !state.assumptions.member_keys_for_all_types {
        return Err(
            Refusal::new(400, reasons::NO_SUCH_REFERENCE, "11 #55", Mark::I)
                .with("kind", kind)
                .with("property", property)
                .with("value", text),
        );
    }
    Ok(())
}

/// Whether this may be put into a group that it is not in yet.
pub(super) fn may_join(
    state: &State,
    group: Option<&LiveGroup>,
    kind: Kind,
    id: &Id,
    property: &str,
) -> Result<(), Refusal> {
    match kind {
        Kind::Group => acyclic(state, group, id),
        Kind::Member => match state.directory.members.get(id) {
            Some(member) => {
                present(state, member, property)?;
                below_limit(state, member)
            }
            None => Ok(()),
        },
        Kind::Org | Kind::Level | Kind::Position | Kind::UserType => Ok(()),
    }
}

/// Whether a member may become master of a group of this domain.
pub(super) fn may_lead(
    state: &State,
    domain: DomainId,
    id: &Id,
    property: &str,
) -> Result<(), Refusal> {
    let Some(member) = state.directory.members.get(id) else {
        return Ok(());
    };
    present(state, member, property)?;
    let belongs = member.domain == domain
        || match member.props.secondary.known() {
            // What was not read is no reason to refuse.
            None => true,
            Some(entries) => entries.iter().any(|entry| entry.domain == domain),
        };
    if state.assumptions.masters_in_domain && !belongs {
        return Err(
            Refusal::new(400, reasons::MASTER_IN_OTHER_DOMAIN, "11 #60", Mark::I)
                .with("property", property)
                .with("member", id)
                .with("domain", domain),
        );
    }
    Ok(())
}

fn present(state: &State, member: &LiveMember, property: &str) -> Result<(), Refusal> {
    if member.flags.deleted {
        return Err(
            Refusal::new(400, reasons::MEMBER_IS_DELETED, SECTION, Mark::I)
                .with("property", property)
                .with("member", &member.id),
        );
    }
    if member.flags.pending && !state.assumptions.pending_may_join_groups {
        return Err(
            Refusal::new(400, reasons::PENDING_IN_GROUP, "11 #43", Mark::I)
                .with("property", property)
                .with("member", &member.id),
        );
    }
    Ok(())
}

fn below_limit(state: &State, member: &LiveMember) -> Result<(), Refusal> {
    // Masters and those allowed by mail mention a member too: look closer near the limit.
    let mentions = state.index.mentioned_by(&member.id, Kind::Group);
    if mentions.take(GROUPS).count() < GROUPS {
        return Ok(());
    }
    let joined = state
        .index
        .mentioned_by(&member.id, Kind::Group)
        .filter_map(|id| state.directory.groups.get(id))
        .filter(|group| has(group.props.members.known(), &member.id))
        .count();
    if joined < GROUPS {
        return Ok(());
    }
    Err(
        Refusal::new(400, reasons::TOO_MANY_GROUPS, SECTION, Mark::G)
            .with("member", &member.id)
            .with("max", GROUPS),
    )
}

/// Whether a list is known to name an object.
pub(super) fn has(list: Option<&Vec<Ref>>, id: &Id) -> bool {
    list.is_some_and(|list| list.iter().any(|entry| entry.id() == Some(id)))
}

/// Refuses a group that holds, at any depth, the group it is to be put into.
fn acyclic(state: &State, group: Option<&LiveGroup>, inner: &Id) -> Result<(), Refusal> {
    let Some(outer) = group.filter(|_| state.assumptions.group_cycles_are_refused) else {
        return Ok(());
    };
    let mut seen: BTreeSet<&Id> = BTreeSet::new();
    let mut open = vec![inner];
    while let Some(id) = open.pop() {
        if *id == outer.id {
            return Err(Refusal::new(400, reasons::GROUP_CYCLE, "11 #53", Mark::I)
                .with("group", &outer.id)
                .with("member", inner));
        }
        if seen.insert(id) {
            let below = state.directory.groups.get(id);
            let below = below.and_then(|group| group.props.groups.known());
            open.extend(below.into_iter().flatten().filter_map(Ref::id));
        }
    }
    Ok(())
}
