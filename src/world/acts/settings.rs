//! What is set in the console or about the sandbox itself.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::directory::{DomainId, Key, Kind};
use crate::world::state::State;
use crate::world::users::HIDEABLE;
use crate::world::{Assumptions, ExternalGroup, Mark, Outside, Reach, Refusal, reasons};

use super::Consistency;

/// A day: longer lags show nothing that a shorter one does not.
const LONGEST_LAG_SECONDS: u32 = 86_400;

/// The clock cannot be moved beyond: far enough for every rule, near enough for every
/// calendar.
const LATEST_SECOND: i64 = 7_258_118_400; // 2200-01-01T00:00:00Z

pub(super) fn make_dynamic(state: &mut State, group: &str) -> Result<(), Refusal> {
    let id = state.group(group)?.id.clone();
    state.dynamic_groups.insert(id);
    Ok(())
}

/// Its name and key are taken from then on (facts 11 #61).
pub(super) fn add_external_group(
    state: &mut State,
    domain: DomainId,
    name: &str,
    key: Option<&Key>,
) -> Result<(), Refusal> {
    let domain = state.known_domain("domain", domain)?;
    if name.trim().is_empty() {
        return Err(
            Refusal::new(400, reasons::MISSING_PROPERTY, "9.3", Mark::G).with("property", "name")
        );
    }
    if let Some(holder) = state.index.name_holder(Kind::Group, domain, name, None) {
        return Err(
            Refusal::new(409, reasons::DUPLICATE_NAME, "11 #61", Mark::I)
                .with("kind", Kind::Group)
                .with("name", name)
                .with("holder", holder),
        );
    }
    if let Some(key) = key {
        state.external_groups.key_free(key)?;
        state.key_free(409, Kind::Group, domain, key, None)?;
    }
    state.external_groups.name_free(domain, name)?;
    state.external_groups.add(ExternalGroup {
        domain,
        name: name.to_owned(),
        key: key.cloned(),
    });
    Ok(())
}

pub(super) fn grant_external(
    state: &mut State,
    domain: DomainId,
    outside: Outside,
    to: Reach,
) -> Result<(), Refusal> {
    let domain = state.known_domain("domain", domain)?;
    state.settings_of(domain).talk.of_mut(outside).set(to);
    Ok(())
}

pub(super) fn name_company(
    state: &mut State,
    domain: DomainId,
    name: Option<&str>,
) -> Result<(), Refusal> {
    let domain = state.known_domain("domain", domain)?;
    state.settings_of(domain).company_name = name.map(str::to_owned);
    Ok(())
}

pub(super) fn hide_properties(
    state: &mut State,
    domain: DomainId,
    properties: &BTreeSet<String>,
) -> Result<(), Refusal> {
    let domain = state.known_domain("domain", domain)?;
    for property in properties {
        if !HIDEABLE.contains(&property.as_str()) {
            return Err(Refusal::new(400, reasons::UNKNOWN_VALUE, "5.1.8", Mark::D)
                .with("property", "properties")
                .with("value", property));
        }
    }
    state.settings_of(domain).hidden_properties = properties.clone();
    Ok(())
}

pub(super) fn set_consistency(state: &mut State, set: Consistency) -> Result<(), Refusal> {
    let Consistency {
        list_lag_seconds,
        membership_lag_seconds,
    } = set;
    for (property, seconds) in [
        ("listLagSeconds", list_lag_seconds),
        ("membershipLagSeconds", membership_lag_seconds),
    ] {
        if seconds > LONGEST_LAG_SECONDS {
            return Err(Refusal::new(400, reasons::OUT_OF_RANGE, "7", Mark::I)
                .with("property", property)
                .with("value", seconds)
                .with("min", 0)
                .with("max", LONGEST_LAG_SECONDS));
        }
    }
    state.consistency = set;
    Ok(())
}

/// Switches that are not named stay as they are.
pub(super) fn set_assumptions(
    state: &mut State,
    switches: &Map<String, Value>,
) -> Result<(), Refusal> {
    let refuse = |name: &str| {
        Refusal::new(400, reasons::UNKNOWN_VALUE, "11", Mark::I)
            .with("property", "switches")
            .with("value", name)
    };
    let Ok(Value::Object(mut all)) = serde_json::to_value(&state.assumptions) else {
        return Err(refuse("assumptions"));
    };
    for (name, value) in switches {
        match all.get_mut(name) {
            Some(held) => *held = value.clone(),
            None => return Err(refuse(name)),
        }
    }
    let next: Assumptions = serde_json::from_value(Value::Object(all)).map_err(|error| {
        // The names are known, so it is a value that is of another type.
        Refusal::new(400, reasons::WRONG_TYPE, "11", Mark::I)
            .with("property", "switches")
            .with("expected", error)
    })?;
    state.assumptions = next;
    // Who holds which name depends on them.
    state.reindex();
    Ok(())
}

/// Forward alone: what has happened stays happened.
pub(super) fn move_clock(state: &mut State, to: Timestamp, now: Timestamp) -> Result<(), Refusal> {
    if to < now {
        return Err(
            Refusal::new(400, reasons::CLOCK_GOES_BACK, "5.1.6", Mark::I)
                .with("from", now)
                .with("to", to),
        );
    }
    if to.as_second() > LATEST_SECOND {
        return Err(Refusal::new(400, reasons::OUT_OF_RANGE, "1.3", Mark::I)
            .with("property", "to")
            .with("value", to)
            .with("min", now)
            .with(
                "max",
                Timestamp::from_second(LATEST_SECOND).unwrap_or(Timestamp::MAX),
            ));
    }
    state.clock.advance(now, to);
    Ok(())
}
