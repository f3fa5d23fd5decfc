//! Every page: in both languages, with nothing of others that acts, within bounds.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::directory::{
    Directory, DomainId, Field, Id, LiveMember, LiveOrg, Member, MemberFlags, Org, PersonName,
    Plan, Post, Ref,
};
use crate::sandbox::console::language::Tongue;
use crate::world::{Assumptions, DomainRules, Rules, World};

use super::company::{HOSTILE, company, drawn, with_hostile_names};

/// The address of every page there is, for the first objects of each kind.
fn addresses(world: &World) -> Vec<String> {
    let directory = world.directory();
    let mut all: Vec<String> = [
        "/",
        "/?domain=20000456",
        "/search",
        "/search?q=a&state=inUse&page=2",
        "/groups",
        "/levels",
        "/positions",
        "/user-types",
        "/sync",
        "/sync?domain=20000456",
        "/calls",
        "/conditions",
        "/live",
        "/live/log",
        "/branch?domain=20000123",
    ]
    .map(str::to_owned)
    .to_vec();
    for org in directory.orgs.keys().take(4) {
        all.push(format!("/?org={org}"));
        all.push(format!("/orgs/{org}/move"));
        all.push(format!("/orgs/{org}/move?to={org}"));
        all.push(format!("/branch?org={org}"));
    }
    all.extend(
        directory
            .members
            .keys()
            .take(4)
            .map(|id| format!("/members/{id}")),
    );
    all.extend(
        directory
            .groups
            .keys()
            .take(3)
            .map(|id| format!("/groups/{id}")),
    );
    all
}

fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let opens = format!(" {name}=\"");
    (page.split(&opens).skip(1))
        .map(|rest| rest.split('"').next().unwrap_or_default())
        .collect()
}

#[test]
fn every_page_stands_in_both_languages() {
    let world = company(|_| {});
    for address in addresses(&world) {
        let [en, ja] = [Tongue::En, Tongue::Ja].map(|tongue| {
            drawn(&world, &address, tongue).unwrap_or_else(|| panic!("no page at {address}"))
        });
        if en.starts_with("<!DOCTYPE") {
            assert_ne!(en, ja, "{address}");
            assert!(en.contains("<html lang=\"en\">"), "{address}");
            assert!(ja.contains("<html lang=\"ja\">"), "{address}");
            for page in [en, ja] {
                assert_eq!(page.matches("<h1").count(), 1, "{address}");
                assert_eq!(page.matches("<main ").count(), 1, "{address}");
                assert!(!page.contains("<title> "), "{address} has no title");
            }
        }
    }
}

#[test]
fn hostile_names_are_text_on_every_page() {
    let world = company(with_hostile_names);
    let mut seen = BTreeSet::new();
    for address in addresses(&world) {
        for tongue in Tongue::ALL {
            let page = drawn(&world, &address, tongue).expect("a page");
            assert!(!page.contains("<img"), "{address}");
            // A form gives a name back to be edited as it is; everywhere else it is made harmless.
            let mut rest = page.clone();
            for value in attributes(&page, "value") {
                rest = rest.replace(value, "");
            }
            for acting in ['\u{202e}', '\u{7}', '\u{1b}', '\u{200b}'] {
                assert!(!rest.contains(acting), "{address}: {:?}", acting);
            }
            if page.contains("onerror") {
                assert!(page.contains("U+202E"), "{address}");
                seen.insert(
                    address
                        .split(['?', '/'])
                        .nth(1)
                        .unwrap_or_default()
                        .to_owned(),
                );
            }
        }
    }
    for room in [
        "",
        "members",
        "groups",
        "levels",
        "calls",
        "conditions",
        "search",
    ] {
        assert!(
            seen.contains(room),
            "no hostile name was drawn in {room:?}: {seen:?}"
        );
    }
    assert!(HOSTILE.contains("onerror"));
}

#[test]
fn nothing_inline_and_nothing_from_elsewhere() {
    let world = company(with_hostile_names);
    for address in addresses(&world) {
        let page = drawn(&world, &address, Tongue::Ja).expect("a page");
        let scripts = page.matches("<script").count();
        let ours = page
            .matches("<script src=\"/console/assets/console.js\" defer></script>")
            .count();
        assert_eq!(scripts, ours, "{address}");
        assert!(!page.contains("<style"), "{address}");
        for name in ["style", "onclick", "onload", "onerror", "onsubmit"] {
            assert!(attributes(&page, name).is_empty(), "{address} has {name}=");
        }
        for name in ["href", "src", "action", "data-live", "data-branch"] {
            for target in attributes(&page, name) {
                assert!(
                    target.starts_with("/console/") || target.starts_with('#'),
                    "{address} leads to {target}"
                );
            }
        }
        // Whatever changes something carries the token.
        let posts = page.matches("<form method=\"post\"").count();
        assert_eq!(
            posts,
            page.matches("name=\"token\" value=\"0123abcd\"").count(),
            "{address}"
        );
    }
}

fn org(number: usize, parent: Option<&str>) -> LiveOrg {
    LiveOrg {
        id: Id::from(format!("org-{number:05}")),
        key: None,
        domain: DomainId(1),
        display_order: i64::try_from(number).expect("small"),
        props: Org {
            parent: Field::Known(parent.map(|id| Ref::Id(Id::from(id)))),
            name: Field::Known(format!("Branch office {number}")),
            ..Org::default()
        },
    }
}

fn member(number: usize) -> LiveMember {
    LiveMember {
        id: Id::from(format!("member-{number:06}")),
        key: None,
        domain: DomainId(1),
        flags: MemberFlags::default(),
        props: Member {
            name: Field::Known(PersonName {
                last: Field::Known(Some(format!("Name {number}"))),
                ..PersonName::default()
            }),
            posts: Field::Known(vec![Post {
                org: Ref::Id(Id::from("org-00000")),
                primary: Field::Known(true),
                position: Field::Known(None),
                leader: Field::Known(false),
                visible: Field::Known(true),
                team_feature: Field::Known(true),
            }]),
            ..Member::default()
        },
    }
}

/// Ten thousand orgs side by side, ten thousand members in the first of them.
fn wide() -> World {
    let mut directory = Directory::default();
    for number in 0..10_000 {
        let org = org(number, None);
        directory.orgs.insert(org.id.clone(), Arc::new(org));
        let member = member(number);
        directory
            .members
            .insert(member.id.clone(), Arc::new(member));
    }
    let rules = Rules {
        plan: Plan::Advanced,
        sso: false,
        domains: vec![DomainRules {
            id: DomainId(1),
            name: "wide.example".to_owned(),
            member_limit: None,
        }],
    };
    World::load(&directory, rules, Assumptions::default())
}

#[test]
fn a_very_wide_tenant_is_drawn_a_piece_at_a_time() {
    let world = wide();
    for (address, expected, bound) in [
        ("/", "9,900 more below", 60_000),
        ("/?org=org-00000", "10,000 members", 90_000),
        ("/?org=org-00000&page=200", "9,951–10,000 of 10,000", 90_000),
        (
            "/?org=org-05042",
            "aria-current=\"page\"><bdi>Branch office 5042<",
            70_000,
        ),
        ("/?domain=1&from=9901", "9,900 more above", 60_000),
        ("/branch?domain=1&from=101", "Branch office 100<", 40_000),
        ("/search", "10,000 members found", 90_000),
        ("/orgs/org-00003/move", "Place (1 to 10,000)", 90_000),
    ] {
        let page = drawn(&world, address, Tongue::En).expect("a page");
        assert!(page.contains(expected), "{address} lacks {expected}");
        assert!(page.len() < bound, "{address} has {} bytes", page.len());
    }
}

#[test]
fn what_is_not_there_is_no_page() {
    let world = company(|_| {});
    for address in [
        "/nowhere",
        "/members/x",
        "/groups/x",
        "/?org=x",
        "/orgs/x/move",
        "/branch?org=x",
        "/members",
    ] {
        assert!(drawn(&world, address, Tongue::En).is_none(), "{address}");
    }
}
