//! Limits, patterns and characters of every property.

use serde_json::{Value, json};

use crate::world::testing::{HOME, call};
use crate::world::{Method, World};

use super::{accepts, create, get, path, world};
use Method::Patch;

fn judge(world: &World, property: &str, value: Value) -> Result<(), String> {
    accepts(world, Patch, &path("E1"), json!({ property: value }))
}

fn member() -> World {
    let mut w = world();
    create(&mut w, "E1");
    create(&mut w, "E2");
    w
}

#[test]
fn every_property_is_taken_returned_and_erased() {
    let mut w = member();
    for (property, value) in [
        ("nickName", json!("はな~")),
        ("privateEmail", json!("h@p.example")),
        ("telephone", json!("03-0000-0000")),
        ("cellPhone", json!("+81(90)0000P1")),
        ("location", json!("東京")),
        ("task", json!("営業")),
        (
            "messenger",
            json!({"protocol": "LINE", "customProtocol": null, "messengerId": "h"}),
        ),
        ("birthdayCalendarType", json!("LUNAR")),
        ("birthday", json!("1990-02-28")),
        ("hiredDate", json!("2021-04-01")),
        ("activationDate", json!("2030-04-01T09:00:00+09:00")),
        ("employeeNumber", json!("00042")),
        ("userExternalKey", json!("E1")),
    ] {
        let id = get(&mut w, "E1")["userId"].clone();
        let target = format!("/users/{}", id.as_str().expect("an id"));
        let answer = call(&mut w, Patch, &target, json!({ property: value }));
        assert_eq!(answer[property], value, "{property}");
        let answer = call(&mut w, Patch, &target, json!({ property: null }));
        assert_eq!(answer[property], Value::Null, "{property}");
        call(&mut w, Patch, &target, json!({"userExternalKey": "E1"}));
    }
    for (property, value, empty) in [
        ("searchable", json!(false), Value::Null),
        ("locale", json!("en_US"), Value::Null),
        ("timeZone", json!("Asia/Seoul"), Value::Null),
        (
            "i18nNames",
            json!([{"language": "ko_KR", "firstName": null, "lastName": "모리"}]),
            json!([]),
        ),
        ("aliasEmails", json!(["h.mori@acme.example"]), json!([])),
        ("customProperties", json!({"badge": 7}), json!({})),
    ] {
        let answer = call(&mut w, Patch, &path("E1"), json!({ property: value }));
        assert_eq!(answer[property], value, "{property}");
        assert_eq!(
            judge(&w, property, Value::Null),
            Err("400 notNullable D".to_owned()),
            "{property}"
        );
        if !empty.is_null() {
            let answer = call(&mut w, Patch, &path("E1"), json!({ property: empty }));
            assert_eq!(answer[property], empty, "{property}");
        }
    }
}

#[test]
fn what_properties_refuse() {
    let w = member();
    let long = |n: usize| Value::String("あ".repeat(n));
    for (property, value, said) in [
        ("nickName", long(101), "400 tooLong D"),
        ("nickName", json!("a;b"), "400 badCharacters D"),
        ("userName", json!({}), "400 nameEmpty D"),
        (
            "userName",
            json!({"lastName": "", "firstName": null}),
            "400 nameEmpty D",
        ),
        (
            "userName",
            json!({"lastName": "a\"b"}),
            "400 badCharacters D",
        ),
        (
            "userName",
            json!({"lastName": "x", "phoneticLastName": "もり"}),
            "400 badFormat D",
        ),
        ("userName", json!("森"), "400 wrongType D"),
        ("userName", Value::Null, "400 notNullable D"),
        (
            "i18nNames",
            json!([{"language": "fr_FR", "lastName": "x"}]),
            "400 unknownValue D",
        ),
        (
            "i18nNames",
            json!([{"lastName": "x"}]),
            "400 missingProperty D",
        ),
        (
            "i18nNames",
            json!([{"language": "en_US", "lastName": "x"}, {"language": "en_US"}]),
            "400 duplicateEntry I",
        ),
        ("privateEmail", json!("nobody"), "400 badFormat D"),
        ("email", Value::Null, "400 notNullable D"),
        ("email", json!("A.B@acme.example"), "400 badEmail D"),
        ("email", json!("ab@elsewhere.example"), "400 foreignEmail I"),
        ("telephone", json!("ext"), "400 badFormat D"),
        ("telephone", json!("03 0000"), "400 badFormat D"),
        ("telephone", json!(3), "400 wrongType D"),
        ("location", long(101), "400 tooLong D"),
        ("task", long(101), "400 tooLong D"),
        (
            "birthdayCalendarType",
            json!("GREGORIAN"),
            "400 unknownValue D",
        ),
        ("birthday", json!("1990-02-30"), "400 badFormat D"),
        ("hiredDate", json!("2021/04/01"), "400 badFormat D"),
        ("locale", json!("ja-JP"), "400 unknownValue D"),
        ("timeZone", json!("+09:00"), "400 badFormat D"),
        ("activationDate", json!("2026-04-01"), "400 badFormat D"),
        ("employeeNumber", json!(""), "400 tooShort D"),
        ("employeeNumber", long(21), "400 tooLong D"),
        ("userExternalKey", json!("a/b"), "400 badCharacters D"),
        ("userExternalKey", long(101), "400 tooLong D"),
        ("searchable", json!("yes"), "400 wrongType D"),
        ("customFields", json!({}), "400 wrongType D"),
        (
            "messenger",
            json!({"messengerId": "x"}),
            "400 missingProperty D",
        ),
        (
            "messenger",
            json!({"protocol": "LINE"}),
            "400 missingProperty D",
        ),
        (
            "messenger",
            json!({"protocol": "ICQ", "messengerId": "x"}),
            "400 unknownValue D",
        ),
        (
            "messenger",
            json!({"protocol": "LINE", "customProtocol": "y", "messengerId": "x"}),
            "400 contradiction D",
        ),
        (
            "relations",
            json!([{"relationUserId": "x", "relationName": "y"}]),
            "400 noSuchReference D",
        ),
        (
            "relations",
            json!([{"relationUserId": "e2@acme.example"}]),
            "400 missingProperty D",
        ),
        (
            "aliasEmails",
            json!(["x1@acme.example", "x1@acme.example"]),
            "400 duplicateEntry I",
        ),
        (
            "aliasEmails",
            json!(["e1@acme.example"]),
            "400 duplicateEntry I",
        ),
    ] {
        assert_eq!(
            judge(&w, property, value.clone()),
            Err(said.to_owned()),
            "{property}: {value}"
        );
    }
}

#[test]
fn last_and_first_name_share_eighty_characters() {
    let w = member();
    let name =
        |last, first| json!({"lastName": "森".repeat(last), "firstName": "花".repeat(first)});
    assert_eq!(judge(&w, "userName", name(79, 1)), Ok(()));
    assert_eq!(
        judge(&w, "userName", name(79, 2)),
        Err("400 tooLong D".to_owned())
    );
    assert_eq!(judge(&w, "userName", name(0, 1)), Ok(()));
}

#[test]
fn custom_properties_have_four_shapes_alone_or_in_lists() {
    let w = member();
    let link = json!({"text": null, "link": "https://example.test/x"});
    for (value, said) in [
        (json!("x"), ""),
        (json!("2026-04-01"), ""),
        (json!(0), ""),
        (link.clone(), ""),
        (json!([1, 2]), ""),
        (json!([link]), ""),
        (Value::Null, ""),
        (json!("x".repeat(101)), "400 tooLong D"),
        (json!(-1), "400 outOfRange D"),
        (json!(1.5), "400 outOfRange D"),
        (json!(true), "400 wrongType D"),
        (json!({"text": "x"}), "400 wrongType D"),
        (json!({"link": "nowhere"}), "400 badFormat D"),
        (json!([[1]]), "400 wrongType D"),
        (
            json!([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
            "400 tooManyEntries D",
        ),
    ] {
        let judged = judge(&w, "customProperties", json!({"prop_1": value}));
        assert_eq!(judged.err().unwrap_or_default(), said, "{value}");
    }
    assert_eq!(
        judge(&w, "customProperties", json!({"no name": 1})),
        Err("400 badFormat I".to_owned())
    );
}

#[test]
fn x_is_the_name_of_twitter() {
    let mut w = member();
    let body = json!({"messenger": {"protocol": "TWITTER", "messengerId": "h"}});
    let answer = call(&mut w, Patch, &path("E1"), body);
    assert_eq!(answer["messenger"]["protocol"], "X");
}

#[test]
fn relations_name_members_in_any_form() {
    let mut w = member();
    let entry = |who: &str| json!({"relationUserId": who, "relationName": "上司"});
    let body = json!({"relations": [entry("e2@acme.example"), entry("externalKey:E2")]});
    let answer = call(&mut w, Patch, &path("E1"), body);
    let id = get(&mut w, "E2")["userId"].clone();
    for n in 0..2 {
        assert_eq!(answer["relations"][n]["relationUserId"], id);
        assert_eq!(answer["relations"][n]["externalKey"], "E2");
    }
    let many: Vec<Value> = (0..11).map(|_| entry("externalKey:E2")).collect();
    assert_eq!(
        judge(&w, "relations", json!(many)),
        Err("400 tooManyEntries D".to_owned())
    );
}

#[test]
fn user_types_go_by_id_key_or_their_old_name() {
    let mut w = member();
    let set = json!({"userTypeId": "externalKey:FT"});
    let answer = call(&mut w, Patch, &path("E1"), set);
    assert_eq!(answer["userTypeName"], "正社員");
    assert_eq!(answer["employmentTypeId"], answer["userTypeId"]);
    let answer = call(
        &mut w,
        Patch,
        &path("E1"),
        json!({"employmentTypeId": null}),
    );
    assert_eq!(answer["userTypeId"], Value::Null);
    assert_eq!(
        judge(&w, "userTypeId", json!("externalKey:FT-away")),
        Err("400 noSuchReference D".to_owned()),
        "a type of another domain"
    );
    let off = format!("/directory/user-types/disable?domainId={HOME}");
    call(&mut w, Method::Post, &off, Value::Null);
    assert_eq!(
        judge(&w, "userTypeId", json!("externalKey:FT")),
        Err("403 featureDisabled D".to_owned())
    );
}

#[test]
fn aliases_need_the_advanced_plan() {
    let mut rules = crate::world::testing::rules();
    rules.plan = crate::directory::Plan::Standard;
    let mut w = super::tenant(World::new(rules, Default::default()));
    create(&mut w, "E1");
    assert_eq!(judge(&w, "aliasEmails", json!([])), Ok(()));
    assert_eq!(
        judge(&w, "aliasEmails", json!(["x1@acme.example"])),
        Err("403 planLacks D".to_owned())
    );
}
