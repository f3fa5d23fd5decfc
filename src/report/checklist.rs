//! `meibo checklist`: what a person must set in the Developer Console, since no API does
//! (design section 2, facts 6).

use serde::Serialize;

use super::words::Language;
use super::words::checklist::{self as words, SwitchWords};
use super::{escape, width};
use crate::check::{SwitchState, switch_states};
use crate::directory::{Desired, Domain, DomainId, Sync, SyncAllow};

/// A member who was invited and has not joined: turning sync on would delete the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pending {
    /// The primary domain.
    pub domain: DomainId,
    /// External key, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Name for people.
    pub name: String,
}

/// The checklist of a tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checklist {
    /// `tenant.key`
    pub tenant: String,
    /// One for each domain, in their order.
    pub domains: Vec<DomainList>,
}

/// What to set in one domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DomainList {
    /// Its key in the configuration.
    pub domain: String,
    /// Its number in the Developer Console.
    pub id: DomainId,
    /// Where the switches are.
    pub r#where: &'static str,
    /// Whether the configuration says how they stand.
    pub declared: bool,
    /// The switches.
    pub switches: Vec<Item>,
    /// What people may still edit.
    pub allowed: Vec<Item>,
    /// Whether turning sync on, which is still to be done, deletes pending members.
    pub deletes_pending: bool,
    /// Their names; null where the live tenant was not read.
    pub pending: Option<Vec<Pending>>,
}

/// One switch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// As in `tenant.domains[].sync`.
    pub switch: &'static str,
    /// Its name in the console.
    pub console: &'static str,
    /// How it stands by the configuration; null where that says nothing.
    pub stands: Option<bool>,
    /// How it should stand for what is declared; null where meibo has no say.
    pub advised: Option<bool>,
    /// What to do, in words.
    pub todo: String,
    /// What it does while it is on, in words.
    pub effect: &'static str,
}

impl Item {
    /// Whether somebody has to do something.
    pub fn is_open(&self) -> bool {
        self.advised.is_some() && self.stands != self.advised
    }
}

/// The checklist for a configuration; `pending` as read from the live tenant, where it was.
pub fn checklist(desired: &Desired, pending: Option<&[Pending]>, language: Language) -> Checklist {
    let domains = switch_states(desired)
        .into_iter()
        .map(|(domain, states)| of_domain(domain, &states, pending, language))
        .collect();
    Checklist {
        tenant: desired.tenant.key.clone(),
        domains,
    }
}

fn of_domain(
    domain: &Domain,
    states: &[SwitchState],
    pending: Option<&[Pending]>,
    language: Language,
) -> DomainList {
    let sync = domain.sync.as_ref();
    let anything = states.iter().any(|state| !state.declared.is_empty());
    let switches: Vec<Item> = words::SWITCHES
        .iter()
        .map(|words| {
            let state = states.iter().find(|state| state.name == words.name);
            match (words.name, state) {
                ("enabled", _) => item(
                    words,
                    sync.map(|sync| sync.enabled),
                    Some(anything),
                    &all(states, |state| &state.declared),
                    &all(states, |state| &state.about),
                    language,
                ),
                (_, Some(state)) => item(
                    words,
                    state.on,
                    Some(!state.declared.is_empty()),
                    &state.declared.join(", "),
                    &state.about.join(", "),
                    language,
                ),
                // The status of people out of the office is no property of the directory.
                (_, None) => item(words, sync.map(|sync| sync.absence), None, "", "", language),
            }
        })
        .collect();
    let on = |name: &str| {
        switches
            .iter()
            .any(|item| item.switch == name && item.stands == Some(true))
    };
    let deletes_pending = !(on("enabled") && on("organizationMember"));
    DomainList {
        domain: domain.key.clone(),
        id: domain.id,
        r#where: words::place(language),
        declared: sync.is_some(),
        allowed: words::ALLOWED
            .iter()
            .map(|words| item(words, allowed(sync, words.name), None, "", "", language))
            .collect(),
        switches,
        deletes_pending,
        pending: pending.map(|all| {
            all.iter()
                .filter(|member| member.domain == domain.id)
                .cloned()
                .collect()
        }),
    }
}

fn item(
    words: &SwitchWords,
    stands: Option<bool>,
    advised: Option<bool>,
    declared: &str,
    about: &str,
    language: Language,
) -> Item {
    Item {
        switch: words.name,
        console: words.console(language),
        stands,
        advised,
        todo: words::todo(stands, advised, declared, about, language),
        effect: words.effect(language),
    }
}

fn all(states: &[SwitchState], of: impl Fn(&SwitchState) -> &Vec<&'static str>) -> String {
    let names: Vec<&str> = states.iter().flat_map(|state| of(state).clone()).collect();
    names.join(", ")
}

fn allowed(sync: Option<&Sync>, name: &str) -> Option<bool> {
    let option = match name {
        "teamFeatures" => SyncAllow::TeamFeatures,
        "groupFeatures" => SyncAllow::GroupFeatures,
        _ => SyncAllow::ProfileImage,
    };
    sync.map(|sync| sync.allow.contains(&option))
}

/// Columns that exceptions stand to the right of their switch.
const INDENT: usize = 2;

/// The checklist as text.
pub fn text(checklist: &Checklist, language: Language) -> String {
    let mut text = format!("{}\n", words::introduction(language));
    for list in &checklist.domains {
        let id = list.id;
        text.push_str(&format!("\n{} ({id})\n", escape::terminal(&list.domain)));
        text.push_str(&format!("  {}\n", list.r#where));
        if !list.declared {
            text.push_str(&format!("  {}\n", words::not_declared(language)));
        }
        text.push('\n');
        let columns = list
            .switches
            .iter()
            .map(|item| width::width(item.console))
            .chain(
                list.allowed
                    .iter()
                    .map(|item| width::width(item.console) + INDENT),
            )
            .max()
            .unwrap_or_default();
        for item in &list.switches {
            line(&mut text, item, columns, 0, language);
            // What may still be edited belongs to the switches it makes exceptions from.
            let exceptions: &[&str] = match item.switch {
                "organizationMember" => &["teamFeatures", "profileImage"],
                "group" => &["groupFeatures"],
                _ => &[],
            };
            for name in exceptions {
                for item in list.allowed.iter().filter(|item| item.switch == *name) {
                    line(&mut text, item, columns, INDENT, language);
                }
            }
        }
        if list.deletes_pending {
            danger(&mut text, list, language);
        }
    }
    text.push_str(&format!("\n{}\n", words::declare_it(language)));
    text
}

fn line(text: &mut String, item: &Item, columns: usize, indent: usize, language: Language) {
    let mark = if item.is_open() { "[ ]" } else { "[x]" };
    let mark = if item.advised.is_none() { " - " } else { mark };
    text.push_str(&format!(
        "  {}{mark} {} {}  {}\n",
        " ".repeat(indent),
        width::pad(item.console, columns.saturating_sub(indent)),
        width::pad(words::stands(item.stands, language), language.pick(3, 4)),
        item.todo,
    ));
    text.push_str(&format!(
        "  {}      {}{}\n",
        " ".repeat(indent),
        words::while_on(language),
        item.effect
    ));
}

fn danger(text: &mut String, list: &DomainList, language: Language) {
    let said = match &list.pending {
        None => words::pending_unknown(language),
        Some(members) if members.is_empty() => words::pending_none(language),
        Some(_) => "",
    };
    text.push_str(&format!("\n  ! {}", words::pending(language)));
    text.push_str(said);
    text.push('\n');
    for member in list.pending.iter().flatten() {
        text.push_str(&format!("      {}", escape::terminal(&member.name)));
        if let Some(key) = &member.key {
            text.push_str(&format!(" ({})", escape::terminal(key)));
        }
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{En, Ja};
    use super::{Pending, checklist, text};
    use crate::check::tests::sample;
    use crate::directory::{Desired, DomainId, Kind, Sync};

    /// The first domain declares everything but user types, and its switches; the second
    /// says nothing about its switches.
    fn desired() -> Desired {
        let mut desired = sample();
        desired
            .ranks
            .retain(|rank| Kind::from(rank.kind) != Kind::UserType);
        desired.sections.remove(&Kind::UserType);
        desired.tenant.domains[0].sync = Some(Sync {
            enabled: true,
            level_position: true,
            employment_type: true,
            ..Sync::default()
        });
        desired
    }

    fn pending() -> [Pending; 2] {
        [
            Pending {
                domain: DomainId(1),
                key: Some("E7".into()),
                name: "森 花子\u{1b}[2J".into(),
            },
            Pending {
                domain: DomainId(2),
                key: None,
                name: "林 太郎".into(),
            },
        ]
    }

    #[test]
    fn what_to_do_follows_from_what_is_declared() {
        let list = checklist(&desired(), None, En);
        let todo: Vec<(&str, Option<bool>, bool)> = list.domains[0]
            .switches
            .iter()
            .map(|item| (item.switch, item.advised, item.is_open()))
            .collect();
        assert_eq!(
            todo,
            [
                ("enabled", Some(true), false),
                ("organizationMember", Some(true), true),
                ("levelPosition", Some(true), false),
                ("group", Some(true), true),
                ("employmentType", Some(false), true),
                ("usedLanguage", Some(false), false),
                ("absence", None, false),
            ]
        );
        assert!(
            list.domains[1]
                .switches
                .iter()
                .all(|item| item.stands.is_none())
        );
    }

    #[test]
    fn pending_members_are_named_where_turning_it_on_would_delete_them() {
        let mut desired = desired();
        let members = pending();
        let list = checklist(&desired, Some(&members), En);
        assert!(list.domains.iter().all(|domain| domain.deletes_pending));
        let said = text(&list, En);
        assert!(said.contains("      森 花子\\u{1b}[2J (E7)\n"), "{said}");
        assert!(said.contains("      林 太郎\n"), "{said}");
        assert!(text(&checklist(&desired, Some(&[]), En), En).contains("none at present"));
        assert!(
            text(&checklist(&desired, None, En), En).contains("need a look at the live tenant")
        );

        for domain in &mut desired.tenant.domains {
            domain.sync = Some(Sync {
                enabled: true,
                organization_member: true,
                ..Sync::default()
            });
        }
        let list = checklist(&desired, Some(&members), En);
        assert!(list.domains.iter().all(|domain| !domain.deletes_pending));
        assert!(!text(&list, En).contains("DELETES"));
    }

    #[test]
    fn as_text() {
        let mut desired = desired();
        desired.tenant.domains.truncate(1);
        let shown = |language| {
            let list = checklist(&desired, Some(&pending()), language);
            text(&list, language)
        };
        insta::assert_snapshot!(shown(En));
        insta::assert_snapshot!("as_text_in_japanese", shown(Ja));
    }

    #[test]
    fn as_values() {
        let value = serde_json::to_value(checklist(&desired(), Some(&pending()), En))
            .expect("plain values");
        let domain = &value["domains"][0];
        assert_eq!(domain["pending"][0]["key"], "E7");
        assert_eq!(domain["pending"].as_array().map(Vec::len), Some(1));
        assert_eq!(domain["switches"][1]["switch"], "organizationMember");
        assert_eq!(domain["switches"][1]["stands"], false);
        assert_eq!(domain["deletesPending"], true);
        assert_eq!(
            value["domains"][1]["switches"][0]["stands"],
            serde_json::Value::Null
        );
    }
}
