//! Facts 5.3.3: the mailing list of a group.

use meibo::directory::Plan;
use serde_json::{Value, json};

use super::path;
use crate::bodies::{group, with};
use crate::property::GROUP;
use crate::tenant::Tenant;

fn at(local: &str) -> String {
    format!("{local}@acme.example")
}

#[test]
fn group_mail_is_for_the_advanced_plan() {
    proves!["5.3.3-13"];
    let mut t = Tenant::acme();
    let made = t.create("/groups", group("B", "E1", &[]));
    assert_eq!(made["useMail"], false);
    GROUP.refuses_null(&mut t, "useMail");
    GROUP.refuses_all(&mut t, "useMail", &[json!("true"), json!(1)], "wrongType");
    let on = json!({"useMail": true, "groupEmail": at("bb")});
    let patched = t.patch(&path("B"), on.clone()).is(200);
    assert_eq!(
        (&patched["useMail"], &patched["groupEmail"]),
        (&json!(true), &json!(at("bb")))
    );
    let kept = t.patch(&path("B"), json!({})).is(200);
    assert_eq!(kept["useMail"], true);
    let put = t.put(&path("B"), group("B", "E1", &[])).is(200);
    assert_eq!(put["useMail"], false);
    t.turn_to(Plan::Standard);
    for body in [on.clone(), json!({"useMail": true})] {
        assert_eq!(t.patch(&path("B"), body.clone()).refused(403), "planLacks");
        let new = t.post("/groups", with(group("C", "E1", &[]), body));
        assert_eq!(new.refused(403), "planLacks");
    }
    let addresses = [
        ("groupEmail", json!(at("other"))),
        ("aliasEmails", json!([at("other")])),
    ];
    for (property, value) in addresses {
        assert_eq!(GROUP.refuses(&mut t, property, value, 403), "planLacks");
    }
    // What it has from before may be taken away.
    let off = json!({"useMail": false, "groupEmail": null, "aliasEmails": []});
    t.patch(&path("B"), off).is(200);
    t.create("/groups", group("C", "E1", &[]));
}

#[test]
fn a_group_has_an_address() {
    proves!["5.3.3-14"];
    let mut t = Tenant::acme();
    let long = at(&"a".repeat(64));
    for address in [at("ab"), at("!a.b-c_d#"), long] {
        GROUP.takes(&mut t, "groupEmail", json!(address));
    }
    GROUP.optional(&mut t, "groupEmail", json!(at("ab")), Value::Null);
    GROUP.erased_by_null(&mut t, "groupEmail", json!(at("ab")));
    let odd = [
        "a",
        ".ab",
        "-ab",
        "ab.",
        "a..b",
        "Ab",
        "a+b",
        &"a".repeat(65),
    ];
    let odd: Vec<Value> = odd.iter().map(|local| json!(at(local))).collect();
    GROUP.refuses_all(&mut t, "groupEmail", &odd, "badEmail");
    for taken in ["t-hq", "e1"] {
        let said = GROUP.refuses(&mut t, "groupEmail", json!(at(taken)), 409);
        assert_eq!(said, "duplicateEmail");
    }
    for (length, is_taken) in [(90, true), (91, false)] {
        let mut t = Tenant::acme();
        let domain = format!("{}.example", "d".repeat(length - 65 - 8));
        t.resaved(|state| state["rules"]["domains"][0]["name"] = json!(domain));
        let address = json!(format!("{}@{domain}", "a".repeat(64)));
        if is_taken {
            GROUP.takes(&mut t, "groupEmail", address);
        } else {
            GROUP.refuses(&mut t, "groupEmail", address, 400);
        }
    }
}

#[test]
fn a_group_has_aliases() {
    proves!["5.3.3-15"];
    let mut t = Tenant::acme();
    let two = json!([at("moon"), at("!mars")]);
    GROUP.takes(&mut t, "aliasEmails", two.clone());
    GROUP.takes(&mut t, "aliasEmails", json!([]));
    GROUP.optional(&mut t, "aliasEmails", two, json!([]));
    GROUP.refuses_null(&mut t, "aliasEmails");
    let odd = [json!(at("moon")), json!([7]), json!([null])];
    GROUP.refuses_all(&mut t, "aliasEmails", &odd, "wrongType");
    GROUP.refuses_all(&mut t, "aliasEmails", &[json!([at("Moon")])], "badEmail");
    let said = GROUP.refuses(&mut t, "aliasEmails", json!([at("e1")]), 409);
    assert_eq!(said, "duplicateEmail");
}

#[test]
fn mail_may_come_from_outside_and_go_there() {
    proves!["5.3.3-16", "5.3.3-17"];
    let mut t = Tenant::acme();
    GROUP.is_flag(&mut t, "canReceiveExternalMail", false);
    let list = "toExternalEmails";
    let outside = json!(["Partner+1@elsewhere.example", "p@a.example"]);
    GROUP.takes(&mut t, list, outside.clone());
    GROUP.takes(&mut t, list, json!([]));
    GROUP.optional(&mut t, list, outside, json!([]));
    GROUP.refuses_null(&mut t, list);
    GROUP.refuses_all(
        &mut t,
        list,
        &[json!("p@a.example"), json!([7])],
        "wrongType",
    );
    GROUP.refuses_all(&mut t, list, &[json!(["nobody"]), json!([""])], "badFormat");
}

#[test]
fn who_may_use_the_address() {
    proves!["5.3.3-18"];
    let mut t = Tenant::acme();
    let id = t.id("/users/externalKey:E3");
    for list in [
        "membersAllowedToUseGroupEmailAsRecipient",
        "membersAllowedToUseGroupEmailAsSender",
    ] {
        let shown = json!([{"userId": id, "userExternalKey": "E3"}]);
        for name in [id.as_str(), "externalKey:E3", "e3@acme.example"] {
            let sent = json!([{"userId": name, "userExternalKey": "E9"}]);
            GROUP.takes_as(&mut t, list, sent, &shown);
        }
        GROUP.takes(&mut t, list, json!([]));
        GROUP.optional(&mut t, list, shown, json!([]));
        GROUP.refuses_null(&mut t, list);
        GROUP.refuses_all(&mut t, list, &[json!([{}])], "missingProperty");
        GROUP.refuses_all(&mut t, list, &[json!([id]), json!(id)], "wrongType");
        let nobody = json!([{"userId": "nobody"}]);
        GROUP.refuses_all(&mut t, list, &[nobody], "noSuchReference");
    }
}
