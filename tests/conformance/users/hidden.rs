//! "Manage items": what a domain switches off.

use meibo::directory::DomainId;
use serde_json::{Value, json};

use super::probe::{KEY, made, path};
use crate::bodies::{member, with};
use crate::tenant::{AWAY, HOME, Tenant};

fn hide(t: &mut Tenant, domain: i32, properties: &[&str]) {
    let settings = t.world.settings_mut(DomainId(domain));
    settings.hidden_properties = properties.iter().map(|name| (*name).to_owned()).collect();
}

#[test]
fn what_is_switched_off_is_neither_returned_nor_set() {
    proves!["5.1.8-01"];
    let mut t = Tenant::acme();
    let held = [
        ("hiredDate", json!("2021-04-01"), json!("2022-04-01")),
        ("nickName", json!("はな"), json!("なは")),
        ("telephone", json!("03-0000-0000"), json!("06-0000-0000")),
        ("employeeNumber", json!("7"), json!("8")),
        (
            "i18nNames",
            json!([{"language": "en_US", "firstName": "A", "lastName": "B"}]),
            json!([]),
        ),
    ];
    for (property, value, other) in held {
        let full = made(&mut t, json!({ property: value }));
        let at = path(&full);
        hide(&mut t, HOME, &[property]);
        let body = with(member(KEY), json!({ property: other, "task": "x" }));
        let bare = with(member(KEY), json!({"task": "y"}));
        for answer in [
            t.get(&at),
            t.patch(&at, json!({ property: other, "task": "z" })),
            t.put(&at, body),
            t.put(&at, bare),
            // It is not even looked at.
            t.patch(&at, json!({ property: {"no": "sense"} })),
        ] {
            let answer = answer.is(200);
            assert_eq!(answer.get(property), None, "{property}");
        }
        let list = t.list("/users", "users");
        assert!(
            list.iter().all(|user| user.get(property).is_none()),
            "{property}"
        );
        let created = t.create("/users", with(member("N1"), json!({ property: other })));
        hide(&mut t, HOME, &[]);
        assert_eq!(t.read(&at)[property], value, "{property} is kept");
        let created = t.read(&path(&created));
        let empty = created[property].is_null() || created[property] == json!([]);
        assert!(empty, "{property} of {created}");
        for user in [&full, &created] {
            t.delete(&format!("{}/forcedelete", path(user))).is_empty();
        }
    }
}

#[test]
fn a_user_type_goes_with_all_its_names() {
    proves!["5.1.8-01"];
    let mut t = Tenant::acme();
    let full = made(&mut t, json!({"userTypeId": "externalKey:FT"}));
    hide(&mut t, HOME, &["userTypeId"]);
    let seen = t
        .patch(&path(&full), json!({"employmentTypeId": null}))
        .is(200);
    for prefix in ["userType", "employmentType"] {
        for name in ["Id", "Name", "ExternalKey", "Code"] {
            assert_eq!(seen.get(format!("{prefix}{name}")), None, "{prefix}{name}");
        }
    }
    hide(&mut t, HOME, &[]);
    assert_eq!(t.read(&path(&full))["userTypeExternalKey"], "FT");
}

#[test]
fn parts_of_nested_values_are_switched_off_too() {
    proves!["5.1.8-01"];
    let mut t = Tenant::acme();
    let ranked = |domain: i32, primary: bool, org: &str| {
        json!({"domainId": domain, "primary": primary,
        "levelId": "externalKey:L1",
        "orgUnits": [{"orgUnitId": format!("externalKey:{org}"), "positionId": "externalKey:P1"}]})
    };
    let plain = |domain: i32, primary: bool, org: &str| {
        json!({"domainId": domain, "primary": primary,
        "levelId": null, "orgUnits": [{"orgUnitId": format!("externalKey:{org}"), "positionId": null}]})
    };
    let full = made(
        &mut t,
        json!({
            "userName": {"lastName": "森", "phoneticLastName": "モリ", "phoneticFirstName": "ハナ"},
            "organizations": [ranked(HOME, true, "HQ"), ranked(AWAY, false, "SUB")],
        }),
    );
    let at = path(&full);
    hide(
        &mut t,
        HOME,
        &[
            "userName.phoneticLastName",
            "organizations[].levelId",
            "organizations[].orgUnits[].positionId",
        ],
    );
    let written = json!({
        "userName": {"lastName": "林", "phoneticLastName": "ハヤシ"},
        "organizations": [plain(HOME, true, "HQ"), plain(AWAY, false, "SUB")],
    });
    let seen = t.patch(&at, written).is(200);
    assert_eq!(
        seen["userName"],
        json!({"lastName": "林", "firstName": null, "phoneticFirstName": null})
    );
    let home = &seen["organizations"][0];
    for gone in ["levelId", "levelExternalKey", "levelName", "executive"] {
        assert_eq!(home.get(gone), None, "{gone}");
    }
    for gone in ["positionId", "positionExternalKey", "positionName"] {
        assert_eq!(home["orgUnits"][0].get(gone), None, "{gone}");
    }
    // The other domain has not switched them off.
    let away = &seen["organizations"][1];
    assert_eq!(away.get("levelId"), Some(&Value::Null));
    assert_eq!(away["orgUnits"][0].get("positionId"), Some(&Value::Null));
    hide(&mut t, HOME, &[]);
    let kept = t.read(&at);
    assert_eq!(kept["userName"]["phoneticLastName"], "モリ");
    assert_eq!(kept["userName"]["phoneticFirstName"], Value::Null);
    assert_eq!(kept["organizations"][0]["levelExternalKey"], "L1");
    assert_eq!(
        kept["organizations"][0]["orgUnits"][0]["positionExternalKey"],
        "P1"
    );
}

#[test]
fn what_a_member_is_known_by_is_never_switched_off() {
    proves!["5.1.8-01"];
    let mut t = Tenant::acme();
    let always = [
        "domainId",
        "userId",
        "userExternalKey",
        "email",
        "userName",
        "organizations",
        "isPending",
    ];
    hide(&mut t, HOME, &always);
    let seen = t.read("/users/externalKey:E1");
    for name in always {
        assert!(seen.get(name).is_some(), "{name}");
    }
    let renamed = t
        .patch(
            "/users/externalKey:E1",
            json!({"userName": {"lastName": "林"}}),
        )
        .is(200);
    assert_eq!(renamed["userName"]["lastName"], "林");
}
