//! What stands on a member itself, beside its names, addresses and posts.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::probe::{
    KEY, defaults, gone, ignored, made, not_null, nullable, optional, path, refuses, refuses_all,
    refuses_with, required, takes, takes_as, up_to, wide,
};
use crate::bodies::{member, member_of, user_type, with, without};
use crate::tenant::{AWAY, HOME, Tenant};

#[test]
fn create_and_put_need_what_patch_does_not() {
    proves!["5.1.2-01"];
    let mut t = Tenant::acme();
    let least = json!({"domainId": HOME, "email": "least@acme.example",
        "userName": {"lastName": "森"}, "privateEmail": "least@private.example"});
    let made = t.create("/users", least.clone());
    t.put(&path(&made), without(least, "privateEmail")).is(200);
    for property in ["domainId", "email", "userName"] {
        required(&mut t, property);
    }
    let before = t.read(&path(&made));
    assert_eq!(t.patch(&path(&made), json!({})).is(200), before);
}

#[test]
fn the_domain_is_required_and_a_number() {
    proves!["5.1.2-02"];
    let mut t = Tenant::acme();
    required(&mut t, "domainId");
    not_null(&mut t, "domainId");
    let odd = [
        json!("20000123"),
        json!(20000123.5),
        json!(3_000_000_000_u64),
        json!([HOME]),
    ];
    refuses_all(&mut t, "domainId", &odd, "wrongType");
    takes(&mut t, "domainId", json!(HOME));
    let away = t.create("/users", member_of(AWAY, "X2"));
    assert_eq!(away["domainId"], AWAY);
    let there = t.list(&format!("/users?domainId={AWAY}"), "users");
    assert!(there.iter().any(|user| user["userId"] == away["userId"]));
    t.post("/users", member_of(20000999, "X3")).refused(403);
    // It is the primary domain, which neither PUT nor PATCH changes.
    let moved = t.put(
        &path(&away),
        with(member_of(AWAY, "X2"), json!({"domainId": HOME})),
    );
    assert_eq!(moved.refused(400), "domainChange");
    let moved = t.patch(&path(&away), json!({"domainId": HOME}));
    assert_eq!(moved.refused(400), "domainChange");
}

#[test]
fn the_resource_id_is_given() {
    proves!["5.1.2-03"];
    let mut t = Tenant::acme();
    ignored(
        &mut t,
        "userId",
        json!("00000000-0000-4000-8000-000000000000"),
    );
    let [one, other] = ["A1", "A2"].map(|key| t.create("/users", member(key)));
    assert!(one["userId"].is_string());
    assert_ne!(one["userId"], other["userId"]);
}

#[test]
fn the_external_key() {
    proves!["5.1.2-04"];
    let mut t = Tenant::acme();
    optional(&mut t, "userExternalKey", json!("K-1"));
    up_to(&mut t, "userExternalKey", 100);
    for odd in ["%", "\\", "#", "/", "?"] {
        let said = refuses(&mut t, "userExternalKey", json!(format!("a{odd}b")));
        assert_eq!(said, "badCharacters", "{odd}");
    }
    takes(
        &mut t,
        "userExternalKey",
        json!("a b!@&():;'\"*+,.<>=_-[]^`{|}~$"),
    );
    assert_eq!(refuses(&mut t, "userExternalKey", json!(42)), "wrongType");
    // E1 is of this domain, X1 of the other: the key is one in the tenant.
    for taken in ["E1", "X1"] {
        assert_eq!(
            refuses(&mut t, "userExternalKey", json!(taken)),
            "duplicateKey"
        );
    }
    takes(&mut t, "userExternalKey", json!("e1"));
}

#[test]
fn the_external_key_is_required_under_single_sign_on() {
    proves!["5.1.2-04", "5.1.4-01"];
    let mut t = Tenant::acme_with(|setup| setup.sso = true);
    required(&mut t, "userExternalKey");
    let body = with(member(KEY), json!({"userExternalKey": null}));
    assert_eq!(t.post("/users", body).refused(400), "missingProperty");
}

#[test]
fn the_user_type() {
    proves!["5.1.2-11"];
    let mut t = Tenant::acme();
    let id = json!(t.id("/directory/user-types/externalKey:FT"));
    optional(&mut t, "userTypeId", id.clone());
    takes_as(&mut t, "userTypeId", &json!("externalKey:FT"), &id);
    for unknown in [
        json!("externalKey:NO"),
        json!("00000000-0000-4000-8000-000000000000"),
    ] {
        assert_eq!(refuses(&mut t, "userTypeId", unknown), "noSuchReference");
    }
    assert_eq!(refuses(&mut t, "userTypeId", json!(1)), "wrongType");
    t.act(&format!("/directory/user-types/disable?domainId={HOME}"))
        .is_success();
    assert_eq!(
        refuses_with(&mut t, "userTypeId", &id, 403),
        "featureDisabled"
    );
    takes(&mut t, "userTypeId", Value::Null);
}

#[test]
fn what_comes_back_with_the_user_type() {
    proves!["5.1.2-12", "5.1.2-13", "5.1.2-14"];
    let mut t = Tenant::acme();
    let more = json!({"userTypeCode": "PART_1", "userTypeName": "契約社員"});
    let part = t.create("/directory/user-types", with(user_type("PT"), more));
    let keyless = without(user_type("NONE"), "userTypeExternalKey");
    let keyless = t.create(
        "/directory/user-types",
        with(keyless, json!({"userTypeName": "嘱託"})),
    );
    let e1 = "/users/externalKey:E1";
    let none = t.read(e1);
    let all = ["Id", "ExternalKey", "Name"];
    for name in all {
        for prefix in ["userType", "employmentType"] {
            assert_eq!(
                none.get(format!("{prefix}{name}")),
                Some(&Value::Null),
                "{name}"
            );
        }
    }
    assert_eq!(none.get("userTypeCode"), Some(&Value::Null));
    // The old name is taken as the new one, and both come back.
    for (property, kind) in [("userTypeId", &keyless), ("employmentTypeId", &part)] {
        let set = t.patch(e1, json!({ property: kind["userTypeId"] })).is(200);
        for prefix in ["userType", "employmentType"] {
            for name in all {
                let shown = &set[format!("{prefix}{name}")];
                assert_eq!(*shown, kind[format!("userType{name}")], "{prefix}{name}");
            }
        }
        assert_eq!(set["userTypeCode"], kind["userTypeCode"]);
    }
    takes_as(
        &mut t,
        "employmentTypeId",
        &json!("externalKey:PT"),
        &part["userTypeId"],
    );
    nullable(&mut t, "employmentTypeId", part["userTypeId"].clone());
    for property in [
        "userTypeExternalKey",
        "userTypeName",
        "userTypeCode",
        "employmentTypeExternalKey",
        "employmentTypeName",
    ] {
        ignored(&mut t, property, json!("FT"));
    }
}

#[test]
fn the_code_of_a_user_type() {
    proves!["5.1.2-12"];
    let mut t = Tenant::acme();
    let coded = |code: String| with(user_type("C"), json!({"userTypeCode": code}));
    for code in ["A", "a_1", &format!("A{}", "9".repeat(49))] {
        let made = t.create("/directory/user-types", coded(code.to_owned()));
        let id = made["userTypeId"].as_str().expect("an id").to_owned();
        let set = t
            .patch("/users/externalKey:E1", json!({"userTypeId": id}))
            .is(200);
        assert_eq!(set["userTypeCode"], code);
        t.patch("/users/externalKey:E1", json!({"userTypeId": null}))
            .is(200);
        t.delete(&format!("/directory/user-types/{id}")).is_empty();
    }
    for code in [
        "1A",
        "_A",
        "A-1",
        "A B",
        "あ",
        &format!("A{}", "9".repeat(50)),
    ] {
        t.post("/directory/user-types", coded(code.to_owned()))
            .refused(400);
    }
}

#[test]
fn whether_a_member_is_found() {
    proves!["5.1.2-15"];
    let mut t = Tenant::acme();
    defaults(&mut t, "searchable", json!(false), json!(true));
    takes(&mut t, "searchable", json!(true));
    refuses_all(
        &mut t,
        "searchable",
        &[json!("true"), json!(1), json!([])],
        "wrongType",
    );
}

#[test]
fn phone_numbers() {
    proves!["5.1.2-18"];
    let mut t = Tenant::acme();
    for property in ["telephone", "cellPhone"] {
        optional(&mut t, property, json!("03-0000-0000"));
        for taken in [
            "0",
            "+81(3)0000*1#2",
            "03T0000P1",
            "03t0000p1",
            "03\u{3000}0000",
        ] {
            takes(&mut t, property, json!(taken));
        }
        takes(&mut t, property, json!("\u{3000}".repeat(99) + "1"));
        takes(&mut t, property, json!("1".repeat(100)));
        let long = refuses(&mut t, property, json!("1".repeat(101)));
        assert_eq!(long, "tooLong");
        for odd in [
            "-", "+P#", "\u{3000}", "03 0000", "03.0000", "03/0000", "x1", "１", "1,2", "",
        ] {
            assert_eq!(refuses(&mut t, property, json!(odd)), "badFormat", "{odd}");
        }
        assert_eq!(refuses(&mut t, property, json!(3)), "wrongType");
    }
}

#[test]
fn place_and_job() {
    proves!["5.1.2-19", "5.1.2-20"];
    let mut t = Tenant::acme();
    for property in ["location", "task"] {
        optional(&mut t, property, json!("東京 <7F>"));
        up_to(&mut t, property, 100);
        assert_eq!(refuses(&mut t, property, json!({})), "wrongType");
    }
}

#[test]
fn the_birthday_and_its_calendar() {
    proves!["5.1.2-22", "5.1.2-23"];
    let mut t = Tenant::acme();
    optional(&mut t, "birthdayCalendarType", json!("SOLAR"));
    takes(&mut t, "birthdayCalendarType", json!("LUNAR"));
    let odd = [json!("GREGORIAN"), json!("solar"), json!("")];
    refuses_all(&mut t, "birthdayCalendarType", &odd, "unknownValue");
    optional(&mut t, "birthday", json!("1988-02-29"));
    for odd in [
        "1989-02-29",
        "1989-13-01",
        "1989-1-1",
        "19890101",
        "1989/01/01",
        "01-01-1989",
        "",
    ] {
        assert_eq!(
            refuses(&mut t, "birthday", json!(odd)),
            "badFormat",
            "{odd}"
        );
    }
    assert_eq!(
        refuses(&mut t, "birthday", json!("1988-02-29T00:00")),
        "tooLong"
    );
    assert_eq!(refuses(&mut t, "birthday", json!(19880229)), "wrongType");
}

#[test]
fn the_day_of_hiring() {
    proves!["5.1.2-25"];
    let mut t = Tenant::acme();
    optional(&mut t, "hiredDate", json!("2021-04-01"));
    for odd in ["2021-02-29", "2021-4-1", "20210401", "2021/04/01", "soon"] {
        assert_eq!(
            refuses(&mut t, "hiredDate", json!(odd)),
            "badFormat",
            "{odd}"
        );
    }
}

#[test]
fn language_and_time_zone() {
    proves!["5.1.2-24", "5.1.2-26"];
    let mut t = Tenant::acme();
    defaults(&mut t, "locale", json!("en_US"), json!("ja_JP"));
    for locale in ["ja_JP", "ko_KR", "zh_CN", "zh_TW"] {
        takes(&mut t, "locale", json!(locale));
    }
    for odd in ["ja-JP", "ja", "fr_FR", "EN_US", ""] {
        assert_eq!(
            refuses(&mut t, "locale", json!(odd)),
            "unknownValue",
            "{odd}"
        );
    }
    defaults(&mut t, "timeZone", json!("Asia/Seoul"), json!("Asia/Tokyo"));
    for zone in [
        "UTC",
        "America/Argentina/Buenos_Aires",
        "Etc/GMT+9",
        "Japan",
    ] {
        takes(&mut t, "timeZone", json!(zone));
    }
    for odd in [
        "+09:00",
        "JST",
        "Tokyo",
        "Mars/Olympus",
        "Asia/",
        "Asia/To kyo",
        "",
    ] {
        assert_eq!(
            refuses(&mut t, "timeZone", json!(odd)),
            "badFormat",
            "{odd}"
        );
    }
}

#[test]
fn relations() {
    proves!["5.1.2-29"];
    let mut t = Tenant::acme();
    let [e1, e2] = ["E1", "E2"].map(|key| t.id(&format!("/users/externalKey:{key}")));
    let shown = |id: &str, key: Value| json!({"relationUserId": id, "relationName": "上司", "externalKey": key});
    let sent =
        |id: &str| json!({"relationUserId": id, "relationName": "上司", "externalKey": "NO"});
    defaults(
        &mut t,
        "relations",
        json!([shown(&e1, json!("E1"))]),
        json!([]),
    );
    takes_as(
        &mut t,
        "relations",
        &json!([sent(&e1), sent(&e2)]),
        &json!([shown(&e1, json!("E1")), shown(&e2, json!("E2"))]),
    );
    let many = |count: usize| Value::Array(vec![sent(&e1); count]);
    let ten = vec![shown(&e1, json!("E1")); 10];
    takes_as(&mut t, "relations", &many(10), &json!(ten));
    assert_eq!(refuses(&mut t, "relations", many(11)), "tooManyEntries");
    let named = |name: Value| json!([{"relationUserId": e1, "relationName": name}]);
    takes_as(
        &mut t,
        "relations",
        &named(wide(50)),
        &json!([{"relationUserId": e1, "relationName": wide(50), "externalKey": "E1"}]),
    );
    assert_eq!(refuses(&mut t, "relations", named(wide(51))), "tooLong");
    assert_eq!(refuses(&mut t, "relations", named(json!(1))), "wrongType");
    let nobody = json!([{"relationUserId": "nobody", "relationName": "x"}]);
    assert_eq!(refuses(&mut t, "relations", nobody), "noSuchReference");
    // The key that comes back is the one the other has now.
    let held = made(&mut t, json!({"relations": [sent(&e2)]}));
    t.patch("/users/externalKey:E2", json!({"userExternalKey": null}))
        .is(200);
    assert_eq!(
        t.read(&path(&held))["relations"],
        json!([shown(&e2, Value::Null)])
    );
    gone(&mut t, &held);
}

#[test]
fn a_moment_of_activation_lies_in_the_future() {
    proves!["5.1.2-30", "5.1.2-37"];
    let mut t = Tenant::acme_with(|setup| setup.sso = true);
    optional(&mut t, "activationDate", json!("2030-11-12T09:30:00+09:00"));
    takes(&mut t, "activationDate", json!("2030-11-12T00:30:00Z"));
    for odd in [
        "2030-11-12",
        "2030-11-12T09:30:00",
        "2030-11-12 09:30:00+09:00",
        "soon",
    ] {
        assert_eq!(
            refuses(&mut t, "activationDate", json!(odd)),
            "badFormat",
            "{odd}"
        );
    }
    let long = refuses(
        &mut t,
        "activationDate",
        json!("2030-11-12T09:30:00.00+09:00"),
    );
    assert_eq!(long, "tooLong");
    assert_eq!(
        refuses(&mut t, "activationDate", json!("2020-01-01T00:00:00Z")),
        "notInFuture"
    );
    // Ten seconds on, of which each call takes one.
    let soon = t.now() + SignedDuration::from_secs(10);
    let waiting = made(&mut t, json!({"activationDate": soon.to_string()}));
    assert_eq!(waiting["isAwaiting"], true);
    let mut seen = Vec::new();
    while t.now() < soon {
        seen.push(t.read(&path(&waiting))["isAwaiting"].clone());
    }
    assert_eq!(seen.pop(), Some(json!(false)), "at the moment itself");
    assert!(seen.iter().all(|flag| *flag == json!(true)), "{seen:?}");
    let at_once = t.create("/users", member("A1"));
    assert_eq!(at_once["activationDate"], Value::Null);
    assert_eq!(at_once["isAwaiting"], false);
}

#[test]
fn the_employee_number() {
    proves!["5.1.2-31"];
    let mut t = Tenant::acme();
    optional(&mut t, "employeeNumber", json!("00042"));
    takes(&mut t, "employeeNumber", json!("7"));
    up_to(&mut t, "employeeNumber", 20);
    assert_eq!(refuses(&mut t, "employeeNumber", json!("")), "tooShort");
    assert_eq!(refuses(&mut t, "employeeNumber", json!(42)), "wrongType");
}
