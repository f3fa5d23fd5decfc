//! The words of the org chart.

use super::Language;
use super::Language::{En, Ja};
use crate::report::chart::{Chart, Person, Unit};
use crate::report::words::phrases::number;

/// What the chart is of.
pub fn heading(chart: &Chart, language: Language) -> String {
    let (tenant, orgs) = (&chart.tenant, number(chart.orgs()));
    let members = number(chart.members);
    match language {
        En => {
            let orgs = many(chart.orgs(), &orgs, "org", "orgs");
            let members = many(chart.members, &members, "member", "members");
            format!("Org chart of {tenant}: {orgs}, {members}")
        }
        Ja => format!("{tenant} の組織図：組織 {orgs} 件、メンバー {members} 人"),
    }
}

/// How many people a unit has, itself and with those below; orgs that are not shown.
pub fn counts(unit: &Unit, language: Language) -> String {
    let (own, all) = (number(unit.members), number(unit.total));
    let mut text = match (unit.is_domain, unit.members == unit.total, language) {
        (true, _, En) => many(unit.total, &all, "member", "members"),
        (true, _, Ja) | (false, true, Ja) => format!("{all} 人"),
        (false, true, En) => many(unit.members, &own, "member", "members"),
        (false, false, En) => {
            let own = many(unit.members, &own, "member", "members");
            format!("{own} ({all} with those below)")
        }
        (false, false, Ja) => format!("{own} 人（配下を含め {all} 人）"),
    };
    if unit.cut > 0 {
        let cut = number(unit.cut);
        text.push_str(&match language {
            En => format!(", {} below", many(unit.cut, &cut, "org", "orgs")),
            Ja => format!("、下位組織 {cut} 件"),
        });
    }
    text
}

/// Somebody with a post: `森 花子 (課長)`.
pub fn person(person: &Person, language: Language) -> String {
    let mut notes: Vec<&str> = Vec::new();
    if person.leader {
        notes.push(language.pick("leader", "組織長"));
    }
    notes.extend(person.position.as_deref());
    if person.concurrent {
        notes.push(language.pick("concurrent", "兼務"));
    }
    if notes.is_empty() {
        return person.name.clone();
    }
    let name = &person.name;
    match language {
        En => format!("{name} ({})", notes.join(", ")),
        Ja => format!("{name}（{}）", notes.join("・")),
    }
}

/// Between people on one line.
pub fn between(language: Language) -> &'static str {
    language.pick(", ", "、")
}

/// What is said of a unit that is pointed at.
pub fn tip(unit: &Unit, language: Language) -> String {
    let Unit { name, key, .. } = unit;
    let hidden = if unit.hidden {
        language.pick(" (hidden in the org chart)", "（組織図で非公開）")
    } else {
        ""
    };
    format!("{name} [{key}]{hidden}")
}

fn many(count: usize, number: &str, one: &str, several: &str) -> String {
    format!("{number} {}", if count == 1 { one } else { several })
}
