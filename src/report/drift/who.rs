use std::collections::BTreeMap;

use serde::Serialize;

use super::difference::{Difference, DriftKind};
use crate::check::{SwitchState, switch_states};
use crate::directory::{Desired, Domain, SyncAllow};

/// Who could have changed an area of a domain, by how the sync switches stand (facts 6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Who {
    /// Key of the domain.
    pub domain: String,
    /// What differs there: `members`, `members.state`, `members.locale`, `orgs`,
    /// `orgs.features`, ...
    pub area: String,
    /// Objects that differ there.
    pub objects: usize,
    /// The switch that decides, as in `tenant.domains[].sync`.
    pub switch: &'static str,
    /// Whether it is in effect; null where the configuration does not say how it stands.
    pub on: Option<bool>,
    /// Who, each by a code: `administrators` (in the console), `members` (in their own
    /// profile), `masters` (of the group), `otherApps` (by API).
    pub who: Vec<&'static str>,
}

/// Who could have changed what differs, one for each area of each domain.
pub fn who(desired: &Desired, differences: &[Difference]) -> Vec<Who> {
    let states = switch_states(desired);
    let mut areas: BTreeMap<(usize, String), Vec<&Difference>> = BTreeMap::new();
    for one in differences {
        // What is of no domain is of the tenant, whose first domain speaks for it.
        let at = states
            .iter()
            .position(|(domain, _)| domain.key == one.domain)
            .unwrap_or(0);
        for area in areas_of(one) {
            areas.entry((at, area)).or_default().push(one);
        }
    }
    areas
        .into_iter()
        .filter_map(|((at, area), of)| {
            let (domain, states) = states.get(at)?;
            Some(of_area(domain, states, area, of.len()))
        })
        .collect()
}

/// The areas a difference touches.
fn areas_of(one: &Difference) -> Vec<String> {
    let section = match one.kind.as_str() {
        // Its key is the name of the section that is off.
        "feature" => one.key.clone(),
        kind => format!("{kind}s"),
    };
    let of_field = |field: &String| match (section.as_str(), top(field)) {
        ("members", "locale") => "members.locale".to_owned(),
        ("orgs" | "groups", "features") => format!("{section}.features"),
        _ => section.clone(),
    };
    match one.drift {
        DriftKind::State => vec![format!("{section}.state")],
        DriftKind::Changed if !one.properties.is_empty() => {
            let mut areas: Vec<String> = one.properties.iter().map(of_field).collect();
            areas.sort();
            areas.dedup();
            areas
        }
        _ => vec![section],
    }
}

fn top(field: &str) -> &str {
    field.split('.').next().unwrap_or(field)
}

fn of_area(domain: &Domain, states: &[SwitchState], area: String, objects: usize) -> Who {
    let section = top(&area);
    let about = |name: &str| states.iter().find(|state| state.about.contains(&name));
    let state = about(&area).or_else(|| about(section));
    let sync = domain.sync.as_ref();
    let on = sync.and_then(|sync| Some(sync.enabled && state?.on == Some(true)));
    let allows = |what| sync.is_some_and(|sync| sync.allow.contains(&what));
    let in_effect = on == Some(true);
    let mut who = Vec::new();
    let console = !in_effect
        || match area.as_str() {
            // Suspending stays possible in the console whatever is synced.
            "members.state" => true,
            "orgs.features" => allows(SyncAllow::TeamFeatures),
            "groups.features" => allows(SyncAllow::GroupFeatures),
            _ => false,
        };
    if console && area != "members.locale" {
        who.push("administrators");
    }
    if !in_effect && matches!(area.as_str(), "members" | "members.locale") {
        who.push("members");
    }
    // What a group uses its masters may switch (facts 5.3.3); nothing else is documented.
    if area == "groups.features" && !in_effect {
        who.push("masters");
    }
    who.push("otherApps");
    Who {
        domain: domain.key.clone(),
        area,
        objects,
        switch: state.map_or("enabled", |state| state.name),
        on,
        who,
    }
}
