//! Facts 5.3.1 and 5.3.2: dynamic groups, whose members are computed, and external ones,
//! which no call sees.

use meibo::directory::{DomainId, Key};
use meibo::world::Act;
use serde_json::json;

use super::{entry, masters, members, path, user};
use crate::bodies::{group, with};
use crate::tenant::{HOME, Tenant};

/// What no call does.
fn happens(t: &mut Tenant, act: &Act) {
    let now = t.now();
    t.world.act(act, now).expect("it happens");
}

#[test]
fn members_of_a_dynamic_group_are_computed() {
    proves!["5.3.2-07"];
    let mut t = Tenant::acme();
    let before = t.read(&path("ALL"));
    happens(
        &mut t,
        &Act::MakeDynamic {
            group: "externalKey:ALL".to_owned(),
        },
    );
    // Nothing in the answer says so.
    assert_eq!(t.read(&path("ALL")), before);
    let call = format!("{}/members", path("ALL"));
    assert_eq!(
        t.post(&call, entry("USER", "E3")).refused(403),
        "groupIsDynamic"
    );
    let removed = t.delete(&format!("{call}/externalKey:E2?type=USER"));
    assert_eq!(removed.refused(403), "groupIsDynamic");
    // PUT takes everything but the members; so does PATCH.
    let put = with(
        group("ALL", "E1", &["E3", "E4"]),
        json!({"description": "自動"}),
    );
    let put = t.put(&path("ALL"), put).is(200);
    assert_eq!(put, with(before, json!({"description": "自動"})));
    t.patch(&path("ALL"), json!({"members": [entry("USER", "E4")]}))
        .is(200);
    assert_eq!(members(&mut t, "ALL"), ["E2"]);
    // Its masters are as those of any group.
    t.post(&format!("{}/administrators", path("ALL")), user("E3"))
        .is(201);
    assert_eq!(masters(&mut t, "ALL"), ["E1", "E3"]);
    t.delete(&path("ALL")).is_empty();
}

#[test]
fn external_groups_are_out_of_sight() {
    proves!["5.3.1-02", "5.3.2-02", "5.3.2-07"];
    let mut t = Tenant::acme();
    let lists = ["/groups", "/groups/external-keys"];
    let before = lists.map(|list| t.list(list, "groups"));
    happens(
        &mut t,
        &Act::AddExternalGroup {
            domain: DomainId(HOME),
            name: "取引先".to_owned(),
            key: Some(Key::from("OUT")),
        },
    );
    assert_eq!(lists.map(|list| t.list(list, "groups")), before);
    let one = path("OUT");
    t.get(&one).refused(404);
    t.put(&one, group("OUT", "E1", &[])).refused(404);
    t.patch(&one, json!({"description": "x"})).refused(404);
    t.delete(&one).refused(404);
    for list in ["members", "administrators"] {
        let call = format!("{one}/{list}");
        t.get(&call).refused(404);
        t.post(&call, with(entry("USER", "E3"), user("E3")))
            .refused(404);
        t.delete(&format!("{call}/externalKey:E2?type=USER"))
            .refused(404);
    }
    let bulk = json!({"groups": [{"id": "externalKey:OUT", "externalKey": null}]});
    t.post("/groups/external-keys", bulk).refused(404);
    let inner = t.post(&format!("{}/members", path("ALL")), entry("GROUP", "OUT"));
    assert_eq!(inner.refused(400), "noSuchReference");
    // All there is to notice: its name and its key are taken.
    let name = json!({"groupName": "取引先"});
    t.post("/groups", with(group("B", "E1", &[]), name))
        .refused(409);
    t.post("/groups", group("OUT", "E1", &[])).refused(409);
}
