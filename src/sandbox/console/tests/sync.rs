//! The switches: what they make read-only here, and whom turning them on deletes.

use serde_json::{Value, json};

use crate::directory::DomainId;
use crate::sandbox::console::edits::{Deed, edit_of, switches};
use crate::sandbox::console::language::Tongue;
use crate::sandbox::console::query::Query;
use crate::sandbox::console::sync::doomed;
use crate::world::{Act, Method, World};

use super::company::{company, drawn, id_of, keyed, now};

const HOME: DomainId = DomainId(20000123);

fn set(world: &mut World, form: &str) {
    let act = Act::SetSync {
        domain: HOME,
        switches: switches(&Query::of(form)),
    };
    world.act(&act, now()).expect("set");
}

#[test]
fn what_is_synchronised_has_no_forms() {
    let mut org = String::new();
    let mut world = company(|state| org = id_of(state, "orgs", "sales"));
    let id = world
        .directory()
        .members
        .keys()
        .next()
        .expect("a member")
        .clone();
    let forms = |world: &World, address: &str| {
        let page = drawn(world, address, Tongue::En).expect("a page");
        (
            page.matches("action=\"/console/orgs/").count()
                + page.matches("action=\"/console/members/").count()
                + page.matches("action=\"/console/domains/").count(),
            page.contains("class=\"notice locked\""),
        )
    };
    let addresses = [
        "/".to_owned(),
        format!("/?org={org}"),
        format!("/orgs/{org}/move"),
        format!("/members/{id}"),
    ];
    for address in &addresses {
        let (count, locked) = forms(&world, address);
        assert!(count > 0 && !locked, "{address}: {count}");
    }
    // Without the master switch the others have no effect.
    set(&mut world, "organizationMember=1");
    assert!(!forms(&world, "/").1);
    set(&mut world, "enabled=1&organizationMember=1");
    for address in &addresses {
        let (count, locked) = forms(&world, address);
        // Suspending stays possible (facts 6).
        let left = usize::from(address.starts_with("/members"));
        assert!(count == left && locked, "{address}: {count}");
    }
}

#[test]
fn those_who_would_be_deleted_are_named() {
    let world = company(|state| {
        keyed(state, "members", "E00088")["flags"]["pending"] = json!(true);
    });
    let named = |form: &str| -> Vec<String> {
        let doomed = doomed(&world, HOME, &switches(&Query::of(form)));
        doomed
            .iter()
            .filter_map(|member| Some(member.key.as_ref()?.to_string()))
            .collect()
    };
    assert_eq!(named("enabled=1&organizationMember=1"), ["E00088"]);
    for harmless in ["enabled=1", "organizationMember=1", "enabled=1&group=1", ""] {
        assert!(named(harmless).is_empty(), "{harmless}");
    }
}

#[test]
fn a_form_becomes_the_call_that_does_the_same() {
    let mut ids = (String::new(), String::new());
    let world = company(|state| {
        ids = (
            id_of(state, "orgs", "sales"),
            id_of(state, "members", "E00088"),
        )
    });
    let (org, member) = (ids.0.as_str(), ids.1.as_str());
    let understood = |path: &[&str], form: &str| {
        edit_of(&world, now(), path, &Query::of(form)).map(|edit| edit.deed)
    };
    let call = |method, target: String, body: Option<Value>| {
        Some(Deed::Call {
            method,
            target,
            body,
        })
    };
    let encoded = |id: &str| id.replace('-', "%2D");
    let at = |id: &str, more: &str| format!("/orgunits/{}{more}", encoded(id));
    assert_eq!(
        understood(&["orgs", org, "rename"], "name=+A%3Cb%3E+"),
        call(
            Method::Patch,
            at(org, ""),
            Some(json!({"orgUnitName": " A<b> "}))
        )
    );
    assert_eq!(
        understood(&["orgs", org, "move"], "to=other&place=3"),
        call(
            Method::Post,
            at(org, "/move"),
            Some(json!({"displayOrder": 3, "parentOrgUnitId": "other"}))
        )
    );
    assert_eq!(
        understood(&["orgs", org, "move"], "place=1"),
        call(
            Method::Post,
            at(org, "/move"),
            Some(json!({"displayOrder": 1}))
        )
    );
    assert_eq!(
        understood(&["orgs", org, "delete"], ""),
        call(Method::Delete, at(org, ""), None)
    );
    let below = world.children(HOME, Some(&org.into())).len();
    assert_eq!(
        understood(&["orgs", org, "add"], "name=New"),
        call(
            Method::Post,
            "/orgunits".to_owned(),
            Some(json!({
                "domainId": HOME, "orgUnitName": "New", "displayOrder": below + 1, "parentOrgUnitId": org
            }))
        )
    );
    assert_eq!(
        understood(&["members", member, "suspend"], ""),
        call(
            Method::Post,
            format!("/users/{}/suspend", encoded(member)),
            None
        )
    );
    assert_eq!(
        understood(&["members", member, "first-login"], ""),
        Some(Deed::Act(Act::FirstLogin {
            member: member.to_owned()
        }))
    );
    assert_eq!(
        understood(&["conditions", "clock"], "hours=24"),
        Some(Deed::Act(Act::MoveClock {
            to: "2026-11-23T00:00:00Z".parse().expect("a moment")
        }))
    );
    for (path, form) in [
        (&["orgs", "nobody", "rename"][..], "name=x"),
        (&["orgs", org, "rename"], ""),
        (&["orgs", org, "move"], "place=0"),
        (&["orgs", org, "explode"], ""),
        (&["members", member, "promote"], ""),
        (&["conditions", "clock"], "hours=soon"),
        (&["sync"], "domain=first"),
        (&[], ""),
    ] {
        assert_eq!(understood(path, form), None, "{path:?} {form}");
    }
}
