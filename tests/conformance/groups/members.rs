//! Facts 5.3.2, 5.3.3 and 5.3.5: members of a group, as a list and one by one.

use serde_json::{Value, json};

use super::{entry, members, path};
use crate::bodies::{group, member, with};
use crate::property::GROUP;
use crate::tenant::{HOME, Tenant};

fn ids(t: &mut Tenant) -> [String; 3] {
    [
        "/users/externalKey:E3",
        "/orgunits/externalKey:SALES",
        "/groups/externalKey:INNER",
    ]
    .map(|path| t.id(path))
}

/// The tenant with a further group, `INNER`.
fn acme() -> Tenant {
    let mut t = Tenant::acme();
    t.create("/groups", group("INNER", "E1", &["E1"]));
    t
}

#[test]
fn members_are_listed() {
    proves!["5.3.2-06"];
    let mut t = acme();
    let mixed = [
        entry("USER", "E3"),
        entry("ORGUNIT", "SALES"),
        entry("GROUP", "INNER"),
    ];
    t.patch(&path("ALL"), json!({ "members": mixed })).is(200);
    let [user, org, inner] = ids(&mut t);
    let expected = vec![
        json!({"id": user, "type": "USER", "externalKey": "E3"}),
        json!({"id": org, "type": "ORGUNIT", "externalKey": "SALES"}),
        json!({"id": inner, "type": "GROUP", "externalKey": "INNER"}),
    ];
    for query in ["", "?count=1", &format!("?domainId={HOME}")] {
        let listed = t.list(&format!("{}/members{query}", path("ALL")), "members");
        assert_eq!(listed, expected, "{query}");
    }
    t.get("/groups/nobody/members").refused(404);
    t.get(&format!("{}/members?domainId=999", path("ALL")))
        .refused(403);
    t.get(&format!("{}/members?count=0", path("ALL")))
        .refused(400);
}

#[test]
fn one_is_put_in_by_a_call() {
    proves!["5.3.2-07"];
    let mut t = acme();
    let call = format!("{}/members", path("ALL"));
    let [user, org, inner] = ids(&mut t);
    for (kind, id) in [("USER", &user), ("ORGUNIT", &org), ("GROUP", &inner)] {
        let body = json!({"id": id, "type": kind});
        let answer = t.post(&call, body.clone());
        assert!(!answer.has_body);
        answer.is(201);
        assert_eq!(t.post(&call, body).refused(409), "alreadyInGroup");
    }
    assert_eq!(members(&mut t, "ALL"), ["E2", "E3", "SALES", "INNER"]);
    for named in ["externalKey:E4", "e1@acme.example"] {
        t.post(&call, json!({"id": named, "type": "USER"})).is(201);
    }
    // Both are required, and one at a time.
    for (body, reason) in [
        (json!({"id": "externalKey:E1"}), "missingProperty"),
        (json!({"type": "USER"}), "missingProperty"),
        (json!({}), "missingProperty"),
        (json!({"id": 7, "type": "USER"}), "wrongType"),
        (json!({"id": null, "type": "USER"}), "notNullable"),
        (
            json!({"id": "externalKey:E1", "type": "user"}),
            "unknownValue",
        ),
        (
            json!({"id": "externalKey:E1", "type": "DOMAIN"}),
            "unknownValue",
        ),
        (json!({"id": org, "type": "USER"}), "noSuchReference"),
        (json!({"id": user, "type": "ORGUNIT"}), "noSuchReference"),
        (
            json!({"members": [{"id": "externalKey:E1", "type": "USER"}]}),
            "missingProperty",
        ),
    ] {
        assert_eq!(t.post(&call, body.clone()).refused(400), reason, "{body}");
    }
    t.act(&call).refused(400);
    t.post("/groups/nobody/members", entry("USER", "E1"))
        .refused(404);
    let read_only = t.bearer("group.read");
    let body = entry("USER", "X1").to_string();
    t.send(
        meibo::world::Method::Post,
        &call,
        Some(&read_only),
        body.as_bytes(),
    )
    .refused(403);
}

#[test]
fn one_is_taken_out_by_a_call() {
    proves!["5.3.2-08"];
    let mut t = acme();
    let [user, org, inner] = ids(&mut t);
    let mixed = json!([
        {"id": user, "type": "USER"}, {"id": "externalKey:E1", "type": "USER"},
        {"id": "e4@acme.example", "type": "USER"},
        {"id": org, "type": "ORGUNIT"}, {"id": inner, "type": "GROUP"},
    ]);
    t.patch(&path("ALL"), json!({ "members": mixed })).is(200);
    let call = |id: &str, query: &str| format!("{}/members/{id}{query}", path("ALL"));
    assert_eq!(t.delete(&call(&user, "")).refused(400), "missingProperty");
    for odd in ["?type=", "?type=user", "?type=DOMAIN"] {
        t.delete(&call(&user, odd)).refused(400);
    }
    // The type has to be the right one.
    assert_eq!(
        t.delete(&call(&user, "?type=ORGUNIT")).refused(404),
        "notInGroup"
    );
    t.delete(&call(&user, "?type=USER&domainId=x")).refused(400);
    t.delete(&call(&user, &format!("?type=USER&domainId={HOME}")))
        .is_empty();
    t.delete(&call(&user, "?type=USER")).refused(404);
    t.delete(&call(&org, "?type=ORGUNIT")).is_empty();
    t.delete(&call(&inner, "?type=GROUP")).is_empty();
    t.delete(&call("externalKey:E1", "?type=USER")).is_empty();
    t.delete(&call("e4@acme.example", "?type=USER")).is_empty();
    assert_eq!(members(&mut t, "ALL"), Vec::<String>::new());
    t.delete(&call("nobody", "?type=USER")).refused(404);
    t.delete(&format!("/groups/nobody/members/{user}?type=USER"))
        .refused(404);
    // Nobody else is touched.
    t.get(&format!("/users/{user}")).is(200);
    t.get(&format!("/orgunits/{org}")).is(200);
    t.get(&format!("/groups/{inner}")).is(200);
}

#[test]
fn create_and_put_need_the_members() {
    proves!["5.3.3-10"];
    let mut t = acme();
    let list = "members";
    GROUP.needs(&mut t, list, true);
    GROUP.refuses_null(&mut t, list);
    let [user, org, inner] = ids(&mut t);
    let shown = json!([
        {"id": user, "type": "USER", "externalKey": "E3"},
        {"id": org, "type": "ORGUNIT", "externalKey": "SALES"},
        {"id": inner, "type": "GROUP", "externalKey": "INNER"},
    ]);
    GROUP.takes(&mut t, list, shown.clone());
    for name in ["externalKey:E3", "e3@acme.example"] {
        let sent = json!([{"id": name, "type": "USER", "externalKey": "E9"},
            {"id": org, "type": "ORGUNIT"}, {"id": inner, "type": "GROUP"}]);
        GROUP.takes_as(&mut t, list, sent, &shown);
    }
    GROUP.takes(&mut t, list, json!([]));
    let odd = [
        json!("E3"),
        json!([user]),
        json!({"id": user, "type": "USER"}),
    ];
    GROUP.refuses_all(&mut t, list, &odd, "wrongType");
    let lacking = [json!([{"id": user}]), json!([{"type": "USER"}])];
    GROUP.refuses_all(&mut t, list, &lacking, "missingProperty");
    for kind in ["user", "TEAM", "", "DYNAMIC", "LEVEL"] {
        let unknown = json!([{"id": user, "type": kind}]);
        GROUP.refuses_all(&mut t, list, &[unknown], "unknownValue");
    }
    let nobody = json!([{"id": "nobody", "type": "USER"}]);
    let wrong = json!([{"id": user, "type": "GROUP"}]);
    GROUP.refuses_all(&mut t, list, &[nobody, wrong], "noSuchReference");
    let twice = json!([{"id": user, "type": "USER"}, {"id": "externalKey:E3", "type": "USER"}]);
    GROUP.refuses_all(&mut t, list, &[twice], "duplicateEntry");
}

#[test]
fn members_are_replaced_as_a_whole_or_changed_one_by_one() {
    proves!["5.3.5-01"];
    let mut t = acme();
    for n in 0..120 {
        t.create("/users", member(&format!("M{n}")));
    }
    let many: Vec<Value> = (0..120).map(|n| entry("USER", &format!("M{n}"))).collect();
    let patched = t.patch(&path("ALL"), json!({ "members": many })).is(200);
    let expected: Vec<String> = (0..120).map(|n| format!("M{n}")).collect();
    assert_eq!(members(&mut t, "ALL"), expected);
    // The whole list stands in the answer too.
    let inline = t.list(&format!("{}/members", path("ALL")), "members");
    assert_eq!(patched["members"], json!(inline));
    assert_eq!(t.read(&path("ALL"))["members"], json!(inline));
    let first = t.read(&format!("{}/members", path("ALL")));
    assert_eq!(first["members"].as_array().map(Vec::len), Some(100));
    // Who is not named any more is out.
    let two = json!([entry("USER", "M7"), entry("USER", "E1")]);
    t.patch(&path("ALL"), json!({ "members": two })).is(200);
    assert_eq!(members(&mut t, "ALL"), ["M7", "E1"]);
    let call = format!("{}/members", path("ALL"));
    t.post(&call, entry("USER", "M8")).is(201);
    t.delete(&format!("{call}/externalKey:M7?type=USER"))
        .is_empty();
    assert_eq!(members(&mut t, "ALL"), ["E1", "M8"]);
    // PATCH without the list, or with nothing in it, keeps the rest.
    let kept = t.patch(&path("ALL"), json!({"description": "x"})).is(200);
    assert_eq!(kept["members"].as_array().map(Vec::len), Some(2));
    let put = with(
        group("ALL", "E1", &[]),
        json!({"members": [entry("USER", "M9")]}),
    );
    t.put(&path("ALL"), put).is(200);
    assert_eq!(members(&mut t, "ALL"), ["M9"]);
}

#[test]
fn a_group_may_show_less_than_its_lists() {
    let mut t = Tenant::acme_with(|setup| setup.assumptions.inline_group_lists_are_whole = false);
    for n in 0..120 {
        t.create("/users", member(&format!("M{n}")));
    }
    let many: Vec<Value> = (0..120).map(|n| entry("USER", &format!("M{n}"))).collect();
    let masters: Vec<Value> = (0..120)
        .map(|n| json!({"userId": format!("externalKey:M{n}")}))
        .collect();
    let all = json!({ "members": many, "administrators": masters });
    let patched = t.patch(&path("ALL"), all).is(200);
    for (list, whole) in [
        ("members", members(&mut t, "ALL").len()),
        ("administrators", super::masters(&mut t, "ALL").len()),
    ] {
        let one = t.read(&path("ALL"));
        let listed = t.list("/groups", "groups");
        let shown = [&patched, &one, &listed[0]];
        let shown = shown.map(|group| group[list].as_array().map(Vec::len));
        assert_eq!(shown, [Some(100); 3], "{list}");
        assert_eq!(whole, 120, "{list}");
    }
}
