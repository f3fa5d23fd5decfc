//! Facts 5.2.5: deleting org units.

use meibo::world::Assumptions;
use serde_json::json;

use crate::bodies::{org, org_of, posts, with};
use crate::tenant::{AWAY, HOME, Tenant};

/// `TOP` > `MID` > `LOW`, and `E1` posted in one of them.
fn staffed(key: &str, change: impl FnOnce(&mut Assumptions)) -> Tenant {
    let mut t = Tenant::acme_with(|setup| change(&mut setup.assumptions));
    staff(&mut t, key);
    t
}

fn staff(t: &mut Tenant, key: &str) {
    for (key, parent) in [("TOP", None), ("MID", Some("TOP")), ("LOW", Some("MID"))] {
        let parent = parent.map(|parent| format!("externalKey:{parent}"));
        t.create(
            "/orgunits",
            with(org(key), json!({"parentOrgUnitId": parent})),
        );
    }
    t.patch(
        "/users/externalKey:E3",
        json!({"organizations": posts(&[key])}),
    )
    .is(200);
}

#[test]
fn members_anywhere_below_keep_an_org() {
    proves!["5.2.5-01"];
    for (key, kept, gone) in [
        ("TOP", vec!["TOP"], vec!["LOW", "MID"]),
        ("MID", vec!["TOP", "MID"], vec!["LOW"]),
        ("LOW", vec!["TOP", "MID", "LOW"], vec![]),
    ] {
        let mut t = staffed(key, |_| {});
        for org in kept {
            let said = t.delete(&format!("/orgunits/externalKey:{org}"));
            assert_eq!(
                said.refused(400),
                "orgHasMembers",
                "{org} while one is in {key}"
            );
            t.get(&format!("/orgunits/externalKey:{org}")).is(200);
        }
        for org in gone {
            t.delete(&format!("/orgunits/externalKey:{org}")).is_empty();
        }
        // Once nobody is left it goes.
        t.patch(
            "/users/externalKey:E3",
            json!({"organizations": posts(&["HQ"])}),
        )
        .is(200);
        t.delete("/orgunits/externalKey:TOP").is_empty();
    }
}

#[test]
fn a_post_beside_the_primary_one_counts_too() {
    proves!["5.2.5-01"];
    let mut t = staffed("HQ", |_| {});
    t.patch(
        "/users/externalKey:E3",
        json!({"organizations": posts(&["HQ", "LOW"])}),
    )
    .is(200);
    t.delete("/orgunits/externalKey:TOP").refused(400);
    // So does one in a domain that is not the member's own.
    t.create("/orgunits", org_of(AWAY, "FAR"));
    let far = json!([{"domainId": HOME, "primary": true, "orgUnits": []},
        {"domainId": AWAY, "orgUnits": [{"orgUnitId": "externalKey:FAR", "primary": true}]}]);
    t.patch("/users/externalKey:E3", json!({"organizations": far}))
        .is(200);
    t.delete("/orgunits/externalKey:FAR").refused(400);
    t.delete("/orgunits/externalKey:TOP").is_empty();
}

#[test]
fn empty_orgs_below_go_along() {
    proves!["5.2.5-02"];
    let mut t = staffed("HQ", |_| {});
    let ids = ["TOP", "MID", "LOW"].map(|key| t.id(&format!("/orgunits/externalKey:{key}")));
    let low = json!({"id": ids[2], "type": "ORGUNIT"});
    t.post("/groups/externalKey:ALL/members", low.clone())
        .is(201);
    t.delete("/orgunits/externalKey:TOP").is_empty();
    for id in &ids {
        t.get(&format!("/orgunits/{id}")).refused(404);
    }
    // Keys and addresses are free again, and no group holds what is gone.
    t.create("/orgunits", org("LOW"));
    let members = t.list("/groups/externalKey:ALL/members", "members");
    assert!(
        members.iter().all(|member| member["type"] == "USER"),
        "{members:?}"
    );
    // By the other reading the lower ones have to go first.
    let mut t = staffed("HQ", |assumptions| assumptions.org_delete_cascades = false);
    t.delete("/orgunits/externalKey:TOP").refused(400);
    for key in ["LOW", "MID", "TOP"] {
        t.delete(&format!("/orgunits/externalKey:{key}")).is_empty();
    }
}

/// A tenant whose E1, posted in `LOW`, is in the state that is named.
fn idle(state: &str, change: impl FnOnce(&mut Assumptions)) -> Tenant {
    let mut t = Tenant::acme_with(|setup| {
        // Under single sign-on a new member is in use at once, so can be suspended.
        setup.sso = state == "isSuspended";
        change(&mut setup.assumptions);
    });
    staff(&mut t, "LOW");
    let path = "/users/externalKey:E3";
    match state {
        "isSuspended" => {
            t.act(&format!("{path}/suspend")).is_success();
        }
        "isDeleted" => t.delete(path).is_empty(),
        _ => {}
    }
    assert_eq!(t.read(path)[state], true);
    t
}

#[test]
fn members_who_wait_rest_or_go_count_too() {
    proves!["5.2.5-04"];
    for state in ["isPending", "isSuspended", "isDeleted"] {
        let mut t = idle(state, |_| {});
        let said = t.delete("/orgunits/externalKey:TOP").refused(400);
        assert_eq!(said, "orgHasMembers", "{state}");
        // By the other reading they do not.
        let mut t = idle(state, |a| a.idle_members_block_org_delete = false);
        t.delete("/orgunits/externalKey:TOP").is_empty();
    }
}
