//! Facts 5.7: custom properties of users.

use meibo::directory::DomainId;
use meibo::world::reasons;
use serde_json::{Value, json};

use crate::bodies::{member, with, without};
use crate::tenant::{AWAY, HOME, Tenant};

const PATH: &str = "/directory/users/custom-properties";

/// The least that a definition needs.
fn property(name: &str) -> Value {
    json!({"domainId": HOME, "propertyName": name, "displayName": name, "propertyType": "STRING"})
}

fn typed(name: &str, word: &str) -> Value {
    with(property(name), json!({"propertyType": word}))
}

/// A tenant that defines `badge`.
fn tenant() -> Tenant {
    let mut t = Tenant::acme();
    t.create(PATH, property("badge"));
    t
}

fn options(count: usize) -> Value {
    let option = |n| json!({"optionName": format!("o{n}"), "displayName": format!("選択{n}")});
    Value::Array((1..=count).map(option).collect())
}

/// Writes one value of E1.
fn write(t: &mut Tenant, name: &str, value: Value) -> crate::answer::Answer {
    let body = json!({"customProperties": {name: value}});
    t.patch("/users/externalKey:E1", body)
}

#[test]
fn definitions_are_made_listed_read_changed_and_removed() {
    proves!["5.7-01", "4.1-09"];
    let mut t = Tenant::acme();
    let made = t.create(PATH, property("badge"));
    let id = made["customPropertyId"].as_str().expect("an id").to_owned();
    for at in [&id, "badge"] {
        let path = format!("{PATH}/{at}");
        assert_eq!(t.read(&path), made);
        let changed = t.patch(&path, json!({"displayName": "社員証"})).is(200);
        assert_eq!(changed["displayName"], "社員証");
        assert_eq!(t.read(&path), changed);
        t.patch(&path, json!({"displayName": "badge"})).is(200);
        t.put(&path, property("badge")).refused(405);
    }
    // Neither the other form of an external key nor an address leads there.
    t.get(&format!("{PATH}/externalKey:badge")).refused(404);
    t.get(&format!("{PATH}/e1@acme.example")).refused(404);
    t.get(&format!("{PATH}/nothing")).refused(404);
    t.delete(&format!("{PATH}/badge")).is_empty();
    t.get(&format!("{PATH}/{id}")).refused(404);
    t.delete(&format!("{PATH}/{id}")).refused(404);
    t.create(PATH, property("badge"));
    let again = t.read(&format!("{PATH}/badge"))["customPropertyId"].clone();
    t.delete(&format!("{PATH}/{}", again.as_str().expect("an id")))
        .is_empty();
}

#[test]
fn the_list_comes_at_once_under_either_name() {
    proves!["1.4-22", "5.7-01"];
    for (key, other, switch) in [
        ("customProperties", "customAttributes", true),
        ("customAttributes", "customProperties", false),
    ] {
        let mut t =
            Tenant::acme_with(|s| s.assumptions.custom_properties_are_listed_as_such = switch);
        for n in 0..50 {
            t.create(PATH, property(&format!("p{n}")));
        }
        t.create(PATH, with(property("there"), json!({"domainId": AWAY})));
        let all = t.read(&format!("{PATH}?count=10"));
        assert_eq!(all[key].as_array().expect("a list").len(), 50);
        assert!(all.get(other).is_none() && all.get("responseMetaData").is_none());
        let away = t.read(&format!("{PATH}?domainId={AWAY}"));
        assert_eq!(away[key][0]["propertyName"], "there");
    }
}

#[test]
fn a_domain_has_at_most_fifty() {
    proves!["5.7-14"];
    let mut t = Tenant::acme();
    for n in 1..=50 {
        t.create(PATH, property(&format!("p{n}")));
    }
    let more = t.post(PATH, property("p51"));
    assert_eq!(more.refused(403), reasons::TOO_MANY_PROPERTIES);
    t.create(PATH, with(property("p51"), json!({"domainId": AWAY})));
    t.delete(&format!("{PATH}/p1")).is_empty();
    t.create(PATH, property("p51"));
}

#[test]
fn the_domain_is_named_and_the_id_is_given() {
    proves!["5.7-02", "5.7-03"];
    let mut t = Tenant::acme();
    t.post(PATH, without(property("a"), "domainId"))
        .refused(400);
    t.post(PATH, with(property("a"), json!({"domainId": null})))
        .refused(400);
    let body = with(property("a"), json!({"customPropertyId": "mine"}));
    let made = t.create(PATH, body);
    assert_eq!(made["domainId"], HOME);
    let id = made["customPropertyId"].as_str().expect("an id").to_owned();
    assert_ne!(id, "mine");
    let path = format!("{PATH}/{id}");
    let same = json!({"domainId": HOME, "customPropertyId": "mine"});
    assert_eq!(t.patch(&path, same).is(200), made);
    assert_eq!(t.patch(&path, json!({})).is(200), made);
    t.patch(&path, json!({"domainId": AWAY})).refused(400);
}

#[test]
fn property_names_are_ascii_names_that_never_change() {
    proves!["5.7-04", "4.2-11"];
    let mut t = tenant();
    t.post(PATH, without(property("a"), "propertyName"))
        .refused(400);
    for (name, fits) in [
        ("_", true),
        ("a1_B", true),
        ("Z9", true),
        ("9a", false),
        ("a-b", false),
        ("a b", false),
        ("社員証", false),
        ("", false),
    ] {
        let body = with(property(name), json!({"displayName": format!("d{name}")}));
        let answer = t.post(PATH, body);
        assert_eq!(answer.status, if fits { 201 } else { 400 }, "{name}");
    }
    let long = with(property(&"n".repeat(120)), json!({"displayName": "long"}));
    t.create(PATH, long);
    let longer = with(property(&"n".repeat(121)), json!({"displayName": "longer"}));
    t.post(PATH, longer).refused(400);
    let twice = with(property("badge"), json!({"displayName": "other"}));
    let answer = t.post(PATH, twice.clone());
    assert_eq!(answer.refused(409), reasons::DUPLICATE_NAME);
    t.create(PATH, with(twice, json!({"domainId": AWAY})));
    let path = format!("{PATH}/badge");
    let renamed = t.patch(&path, json!({"propertyName": "other"}));
    assert_eq!(renamed.refused(400), reasons::IMMUTABLE);
    t.patch(&path, json!({"propertyName": "badge"})).is(200);
}

#[test]
fn display_names_are_short_and_one_in_the_domain() {
    proves!["5.7-05", "5.7-06", "4.2-11"];
    let mut t = tenant();
    t.post(PATH, without(property("a"), "displayName"))
        .refused(400);
    let shown = |name: &str, text: &str| with(property(name), json!({"displayName": text}));
    t.create(PATH, shown("a", &"森".repeat(20)));
    t.post(PATH, shown("b", &"森".repeat(21))).refused(400);
    t.post(PATH, shown("b", "")).refused(400);
    let options = |name: &str, shown: &str| {
        let other = json!({"optionName": "o2", "displayName": "二"});
        let first = json!({"optionName": name, "displayName": shown});
        with(property("b"), json!({"options": [first, other]}))
    };
    t.post(PATH, options("", "一")).refused(400);
    t.post(PATH, options("o1", "")).refused(400);
    let answer = t.post(PATH, shown("b", "badge"));
    assert_eq!(answer.refused(409), reasons::DUPLICATE_NAME);
    let away = with(shown("b", "badge"), json!({"domainId": AWAY}));
    t.create(PATH, away);
    let path = format!("{PATH}/a");
    t.patch(&path, json!({"displayName": "badge"})).refused(409);
    t.patch(&path, json!({"displayName": "社員証"})).is(200);
    let names = |text: &str| json!({"i18nDisplayNames": [{"language": "en_US", "name": text}]});
    let made = t.patch(&path, names(&"n".repeat(20))).is(200);
    assert_eq!(
        made["i18nDisplayNames"],
        names(&"n".repeat(20))["i18nDisplayNames"]
    );
    t.patch(&path, names(&"n".repeat(21))).refused(400);
    for odd in [
        json!([{"language": "fr_FR", "name": "x"}]),
        json!([{"language": "en_US"}]),
        json!([{"name": "x"}]),
    ] {
        t.patch(&path, json!({"i18nDisplayNames": odd}))
            .refused(400);
        let body = with(shown("c", "c"), json!({"i18nDisplayNames": odd}));
        t.post(PATH, body).refused(400);
    }
    let made = t.create(PATH, with(shown("c", "c"), names("Badge")));
    assert_eq!(made["i18nDisplayNames"][0]["name"], "Badge");
}

#[test]
fn there_are_four_types_and_they_never_change() {
    proves!["5.7-07"];
    let mut t = Tenant::acme();
    t.post(PATH, without(property("a"), "propertyType"))
        .refused(400);
    for word in ["string", "NUMBER", ""] {
        t.post(PATH, typed("a", word)).refused(400);
    }
    for word in ["STRING", "LINK", "INTEGER", "DATE"] {
        let made = t.create(PATH, typed(word, word));
        assert_eq!(made["propertyType"], word);
    }
    let path = format!("{PATH}/DATE");
    let changed = t.patch(&path, json!({"propertyType": "STRING"}));
    assert_eq!(changed.refused(400), reasons::IMMUTABLE);
    t.patch(&path, json!({"propertyType": "DATE"})).is(200);
}

#[test]
fn display_orders_sort_the_list_with_those_without_last() {
    proves!["5.7-08"];
    let mut t = Tenant::acme();
    for (name, order) in [
        ("none", json!(null)),
        ("second", json!(2)),
        ("also", json!(2)),
        ("first", json!(1)),
    ] {
        t.create(PATH, with(property(name), json!({"displayOrder": order})));
    }
    let bare = t.create(PATH, property("bare"));
    assert_eq!(bare["displayOrder"], json!(null));
    let order = |t: &mut Tenant| -> Vec<String> {
        let list = t.read(PATH)["customProperties"].clone();
        let list = list.as_array().expect("a list").iter();
        list.map(|p| p["propertyName"].as_str().expect("a name").to_owned())
            .collect()
    };
    assert_eq!(order(&mut t), ["first", "second", "also", "none", "bare"]);
    let path = format!("{PATH}/first");
    t.patch(&path, json!({"displayOrder": 3})).is(200);
    assert_eq!(order(&mut t), ["second", "also", "first", "none", "bare"]);
    t.patch(&path, json!({"displayOrder": null})).is(200);
    assert_eq!(order(&mut t), ["second", "also", "none", "first", "bare"]);
    for odd in [json!(0), json!(-1), json!("1"), json!(1.5)] {
        t.patch(&path, json!({"displayOrder": odd})).refused(400);
        let body = with(property("x"), json!({"displayOrder": odd}));
        t.post(PATH, body).refused(400);
    }
}

#[test]
fn whether_there_are_several_values_never_changes() {
    proves!["5.7-09"];
    let mut t = tenant();
    let path = format!("{PATH}/badge");
    assert_eq!(t.read(&path)["multiValued"], false);
    let changed = t.patch(&path, json!({"multiValued": true}));
    assert_eq!(changed.refused(400), reasons::IMMUTABLE);
    let many = with(property("many"), json!({"multiValued": true}));
    assert_eq!(t.create(PATH, many)["multiValued"], true);
    let path = format!("{PATH}/many");
    let changed = t.patch(&path, json!({"multiValued": false}));
    assert_eq!(changed.refused(400), reasons::IMMUTABLE);
}

#[test]
fn options_are_two_or_more_texts_of_a_string() {
    proves!["5.7-10"];
    let mut t = Tenant::acme();
    let optional =
        |name: &str, word: &str, list: Value| with(typed(name, word), json!({"options": list}));
    for word in ["LINK", "INTEGER", "DATE"] {
        t.post(PATH, optional("a", word, options(2))).refused(400);
    }
    t.post(PATH, optional("a", "STRING", options(1)))
        .refused(400);
    let made = t.create(PATH, optional("a", "STRING", options(2)));
    assert_eq!(made["options"][1]["optionName"], "o2");
    assert_eq!(made["options"][1]["displayName"], "選択2");
    assert_eq!(made["options"][1]["i18nDisplayNames"], json!([]));
    let path = format!("{PATH}/a");
    let mut change = |first: Value| {
        let other = json!({"optionName": "z", "displayName": "z"});
        t.patch(&path, json!({"options": [first, other]})).status
    };
    let names = |text: String| json!([{"language": "en_US", "name": text}]);
    for (option, status) in [
        (
            json!({"optionName": "n".repeat(100), "displayName": "d"}),
            200,
        ),
        (
            json!({"optionName": "n".repeat(101), "displayName": "d"}),
            400,
        ),
        (
            json!({"optionName": "n", "displayName": "d".repeat(20)}),
            200,
        ),
        (
            json!({"optionName": "n", "displayName": "d".repeat(21)}),
            400,
        ),
        (json!({"displayName": "d"}), 400),
        (json!({"optionName": "n"}), 400),
        (
            json!({"optionName": "n", "displayName": "d", "i18nDisplayNames": names("n".repeat(20))}),
            200,
        ),
        (
            json!({"optionName": "n", "displayName": "d", "i18nDisplayNames": names("n".repeat(21))}),
            400,
        ),
    ] {
        assert_eq!(change(option.clone()), status, "{option}");
    }
    // Left out on create, there are none; PATCH may take them away.
    assert_eq!(t.create(PATH, property("bare"))["options"], json!([]));
    let none = t.patch(&path, json!({"options": null})).is(200);
    assert_eq!(none["options"], json!([]));
}

#[test]
fn a_mandatory_property_must_have_a_value() {
    proves!["5.7-11"];
    let mut t = tenant();
    let path = format!("{PATH}/badge");
    assert_eq!(t.read(&path)["mandatory"], false);
    t.create("/users", member("F1"));
    let must = t.patch(&path, json!({"mandatory": true})).is(200);
    assert_eq!(must["mandatory"], true);
    let refused = t.post("/users", member("F2"));
    assert_eq!(refused.refused(400), reasons::MISSING_PROPERTY);
    let given = json!({"customProperties": {"badge": "A-1"}});
    t.create("/users", with(member("F2"), given.clone()));
    t.put("/users/externalKey:F2", member("F2")).refused(400);
    t.put("/users/externalKey:F2", with(member("F2"), given))
        .is(200);
    for gone in [json!({}), json!({"badge": null})] {
        t.patch("/users/externalKey:F2", json!({"customProperties": gone}))
            .refused(400);
    }
    // What does not speak of them is not refused for them.
    t.patch("/users/externalKey:F1", json!({"location": "東京"}))
        .is(200);
    t.create("/users", crate::bodies::member_of(AWAY, "X9"));
    t.patch(&path, json!({"mandatory": false})).is(200);
    t.create("/users", member("F3"));
}

#[test]
fn who_reads_and_writes_is_one_of_two_words_each() {
    proves!["5.7-12", "5.7-13"];
    let mut t = tenant();
    let path = format!("{PATH}/badge");
    for (name, default, other) in [
        ("readAccessType", "ALL", "ADMIN_AND_SELF"),
        ("writeAccessType", "ADMIN", "ADMIN_AND_SELF"),
    ] {
        assert_eq!(t.read(&path)[name], default);
        for word in [other, default] {
            assert_eq!(t.patch(&path, json!({name: word})).is(200)[name], word);
            let made = t.create(PATH, with(property(word), json!({name: word})));
            assert_eq!(made[name], word);
            t.delete(&format!("{PATH}/{word}")).is_empty();
        }
        let foreign = if default == "ALL" { "ADMIN" } else { "ALL" };
        for odd in [json!(foreign), json!("SELF"), json!(null), json!(1)] {
            t.patch(&path, json!({name: odd})).refused(400);
            t.post(PATH, with(property("x"), json!({name: odd})))
                .refused(400);
        }
    }
}

#[test]
fn values_are_of_the_type_of_their_property() {
    proves!["5.7-14"];
    let mut t = Tenant::acme();
    for word in ["STRING", "LINK", "INTEGER", "DATE"] {
        t.create(PATH, typed(&word.to_lowercase(), word));
    }
    let choice = with(property("choice"), json!({"options": options(2)}));
    t.create(PATH, choice);
    let link = |text: Value, link: String| json!({"text": text, "link": link});
    let url = |length: usize| format!("https://a.example/{}", "x".repeat(length - 18));
    for (name, value, fits) in [
        ("string", json!("x".repeat(100)), true),
        ("string", json!("x".repeat(101)), false),
        ("string", json!(1), false),
        ("choice", json!("o2"), true),
        ("choice", json!("選択2"), false),
        ("date", json!("2026-02-28"), true),
        ("date", json!("2026-02-29"), false),
        ("date", json!("2026/02/28"), false),
        ("date", json!(20260228), false),
        ("integer", json!(0), true),
        ("integer", json!(-1), false),
        ("integer", json!(1.5), false),
        ("integer", json!("1"), false),
        ("link", link(json!("x".repeat(100)), url(300)), true),
        ("link", link(json!("x".repeat(101)), url(300)), false),
        ("link", link(json!(null), url(301)), false),
        ("link", link(json!(null), url(30)), true),
        ("link", link(json!(null), "example".to_owned()), false),
        ("link", json!({"link": url(30)}), true),
        ("link", json!({"text": "x"}), false),
        ("link", json!("https://a.example"), false),
        ("string", json!(["x"]), false),
        ("nothing", json!("x"), false),
    ] {
        let answer = write(&mut t, name, value.clone());
        assert_eq!(
            answer.status,
            if fits { 200 } else { 400 },
            "{name} {value}"
        );
        if fits {
            let read = t.read("/users/externalKey:E1");
            let mut shown = value.clone();
            if name == "link" {
                shown["text"] = value["text"].clone();
            }
            assert_eq!(read["customProperties"], json!({name: shown}));
            let made = with(member("V1"), json!({"customProperties": {name: value}}));
            t.create("/users", made);
            t.delete("/users/externalKey:V1/forcedelete").is_empty();
        } else {
            let body = json!({"customProperties": {name: value}});
            t.post("/users", with(member("V1"), body.clone()))
                .refused(400);
            t.put("/users/externalKey:E2", with(member("E2"), body))
                .refused(400);
        }
    }
}

#[test]
fn several_values_are_a_list_of_up_to_ten() {
    proves!["5.7-14", "5.7-09"];
    let mut t = Tenant::acme();
    let many = |word: &str| with(typed(word, word), json!({"multiValued": true}));
    for word in ["STRING", "INTEGER"] {
        t.create(PATH, many(word));
    }
    for (name, value, fits) in [
        ("STRING", json!(vec!["x"; 10]), true),
        ("STRING", json!(vec!["x"; 11]), false),
        ("STRING", json!("x"), false),
        ("STRING", json!(["x", 1]), false),
        ("STRING", json!(["x".repeat(101)]), false),
        ("INTEGER", json!([0, 7]), true),
        ("INTEGER", json!([0, -7]), false),
    ] {
        let answer = write(&mut t, name, value.clone());
        assert_eq!(
            answer.status,
            if fits { 200 } else { 400 },
            "{name} {value}"
        );
    }
}

#[test]
fn values_are_those_of_the_members_domain() {
    let mut t = tenant();
    t.create(PATH, with(property("floor"), json!({"domainId": AWAY})));
    write(&mut t, "badge", json!("A-1")).is(200);
    write(&mut t, "floor", json!("4")).refused(400);
    let body = json!({"customProperties": {"badge": "A-1"}});
    let answer = t.patch("/users/externalKey:X1", body);
    assert_eq!(answer.refused(400), reasons::UNDEFINED_PROPERTY);
}

#[test]
fn a_removed_definition_takes_its_values_along() {
    let mut t = tenant();
    t.create(PATH, property("floor"));
    let both = json!({"customProperties": {"badge": "A-1", "floor": "4"}});
    t.patch("/users/externalKey:E1", both).is(200);
    t.delete(&format!("{PATH}/badge")).is_empty();
    let left = t.read("/users/externalKey:E1")["customProperties"].clone();
    assert_eq!(left, json!({"floor": "4"}));
    write(&mut t, "badge", json!("A-1")).refused(400);
}

#[test]
fn a_domain_that_defines_nothing_yet_takes_any_name() {
    let mut t = Tenant::acme();
    write(&mut t, "badge", json!("A-1")).is(200);
    t.create(PATH, property("floor"));
    // What stands already is not judged again.
    let both = json!({"customProperties": {"badge": "A-1", "floor": "4"}});
    t.patch("/users/externalKey:E1", both).is(200);
    write(&mut t, "badge", json!("A-2")).refused(400);
}

#[test]
fn a_name_means_that_of_the_domain_asked_for() {
    let mut t = tenant();
    let there = with(
        property("badge"),
        json!({"domainId": AWAY, "displayName": "他"}),
    );
    let there = t.create(PATH, there);
    let path = format!("{PATH}/badge?domainId={AWAY}");
    assert_eq!(t.read(&path), there);
    let named = json!({"domainId": AWAY, "displayName": "別"});
    let changed = t.patch(&format!("{PATH}/badge"), named).is(200);
    assert_eq!(changed["customPropertyId"], there["customPropertyId"]);
    assert_eq!(t.read(&format!("{PATH}/badge"))["displayName"], "badge");
    t.delete(&path).is_empty();
    t.get(&path).refused(404);
    t.read(&format!("{PATH}/badge"));
    // Values of the first domain are not those of the second.
    write(&mut t, "badge", json!("A-1")).is(200);
}

#[test]
fn a_domain_that_hides_custom_properties_asks_for_none() {
    let mut t = tenant();
    t.patch(&format!("{PATH}/badge"), json!({"mandatory": true}))
        .is(200);
    t.post("/users", member("H1")).refused(400);
    let hidden = &mut t.world.settings_mut(DomainId(HOME)).hidden_properties;
    hidden.insert("customProperties".to_owned());
    t.create("/users", member("H1"));
}

#[test]
fn a_list_with_an_empty_value_or_null_is_judged_as_such() {
    let mut t = tenant();
    write(&mut t, "badge", json!("")).is(200);
    write(&mut t, "badge", json!(null)).is(200);
    assert_eq!(
        t.read("/users/externalKey:E1")["customProperties"],
        json!({})
    );
    write(&mut t, "badge", json!(true)).refused(400);
    write(&mut t, "badge", json!({})).refused(400);
}

#[test]
fn old_custom_fields_can_only_be_read_and_there_are_none() {
    let mut t = Tenant::acme();
    let list = t.read("/directory/custom-fields");
    assert_eq!(list["customFields"], json!([]));
    let one = t.get("/directory/custom-fields/x");
    assert_eq!(one.refused(404), reasons::NOT_FOUND);
    t.post("/directory/custom-fields", json!({})).refused(405);
    assert_eq!(t.read("/users/externalKey:E1")["customFields"], json!([]));
}

#[test]
fn custom_properties_need_the_scope_directory() {
    proves!["2.5-09"];
    let mut t = tenant();
    use meibo::world::Method::{Get, Post};
    let path = format!("{PATH}/badge");
    for path in [PATH, &path, "/directory/custom-fields"] {
        for (scope, fits) in [
            ("directory", true),
            ("directory.read", true),
            ("user", false),
            ("user.read", false),
            ("contact", false),
        ] {
            let header = t.bearer(scope);
            let answer = t.send(Get, path, Some(&header), b"");
            assert_eq!(
                answer.status,
                if fits { 200 } else { 403 },
                "{scope} {path}"
            );
        }
    }
    let body = property("other").to_string();
    for (scope, status) in [("directory.read", 403), ("user", 403), ("directory", 201)] {
        let header = t.bearer(scope);
        let answer = t.send(Post, PATH, Some(&header), body.as_bytes());
        assert_eq!(answer.status, status, "{scope}");
    }
}
