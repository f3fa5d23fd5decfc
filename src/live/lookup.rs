use std::collections::{BTreeSet, HashSet};

use indexmap::IndexMap;

use crate::api::{by_key, encode};
use crate::directory::{Desired, DomainId, Id, Key, LiveMember, WantedState};

/// A member to ask for by name, because no list showed it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lookup {
    /// `/users/externalKey:E1`
    pub(super) target: String,
    pub(super) domain: DomainId,
}

/// Declared members that the lists did not show and that a plan would otherwise create:
/// a list may leave members in deletion out (facts 11 #38). Where a domain's list showed
/// one in deletion, it does not leave them out, and nothing of that domain is asked for.
pub(super) fn lookups(desired: &Desired, live: &IndexMap<Id, LiveMember>) -> Vec<Lookup> {
    let keys: HashSet<&Key> = live.values().filter_map(|m| m.key.as_ref()).collect();
    let keyless: HashSet<String> = live
        .values()
        .filter(|member| member.key.is_none())
        .filter_map(|member| Some(member.props.email.known()?.as_str().to_lowercase()))
        .collect();
    let complete: HashSet<DomainId> = live
        .values()
        .filter(|member| member.flags.deleted)
        .map(|member| member.domain)
        .collect();
    // Whoever holds one of these now may be another declared member, so that it says nothing
    // of the one who has it from now on.
    let passed_on: HashSet<&Key> = (desired.members.iter())
        .filter_map(|member| member.declaration.previously.as_ref())
        .collect();
    let mut found = BTreeSet::new();
    for member in &desired.members {
        let declaration = &member.declaration;
        let domain = declaration.domain;
        let by_id = declaration.id.as_ref();
        let missing_id = by_id.filter(|id| !live.contains_key(*id));
        let matched = by_id.is_some_and(|id| live.contains_key(id))
            || match &declaration.previously {
                Some(old) => {
                    keys.contains(old)
                        || keys.contains(&declaration.key) && !passed_on.contains(&declaration.key)
                }
                None => keys.contains(&declaration.key),
            };
        // A live member without a key and with the same address is adopted.
        let adopted = member
            .props
            .email
            .known()
            .is_some_and(|email| keyless.contains(&email.as_str().to_lowercase()));
        if matched || adopted || complete.contains(&domain) || member.state == WantedState::Deleted
        {
            continue;
        }
        let mut ask = |name: String| {
            found.insert(Lookup {
                target: format!("/users/{name}"),
                domain,
            });
        };
        if let Some(key) = declaration.key.real() {
            ask(by_key(key.as_str()));
        }
        if let Some(previously) = &declaration.previously {
            ask(by_key(previously.as_str()));
        }
        if let Some(id) = missing_id {
            ask(encode(id.as_str()));
        }
    }
    found.into_iter().collect()
}
