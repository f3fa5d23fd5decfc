//! `userName`, `i18nNames` and `nickName`.

use serde_json::{Value, json};

use super::probe::{
    defaults, gone, made, not_null, optional, path, refuses, refuses_all, required, takes,
    takes_as, up_to, wide,
};
use crate::tenant::Tenant;

const TAKEN: &str = "!@&()-_+[]{},./#'`^~";
const REFUSED: &str = "\"$%*:;<=>?\\|\n\t\u{7f}";

/// A name as it is shown: what is left out is null.
fn name(last: Value, first: Value) -> Value {
    json!({"lastName": last, "firstName": first, "phoneticLastName": null,
        "phoneticFirstName": null})
}

#[test]
fn the_name_is_required_and_no_null() {
    proves!["5.1.2-06"];
    let mut t = Tenant::acme();
    required(&mut t, "userName");
    not_null(&mut t, "userName");
    refuses_all(
        &mut t,
        "userName",
        &[json!("森"), json!(["森"]), json!(1)],
        "wrongType",
    );
}

#[test]
fn last_and_first_name_share_eighty_characters_and_one_is_there() {
    proves!["5.1.2-39"];
    let mut t = Tenant::acme();
    for (last, first) in [
        (wide(79), wide(1)),
        (wide(80), Value::Null),
        (Value::Null, wide(80)),
    ] {
        takes(&mut t, "userName", name(last, first));
    }
    takes_as(
        &mut t,
        "userName",
        &json!({"firstName": "花"}),
        &name(Value::Null, json!("花")),
    );
    for (last, first) in [
        (wide(79), wide(2)),
        (wide(81), Value::Null),
        (Value::Null, wide(81)),
    ] {
        assert_eq!(refuses(&mut t, "userName", name(last, first)), "tooLong");
    }
    for empty in [
        json!({}),
        name(Value::Null, json!("")),
        name(json!(""), Value::Null),
    ] {
        assert_eq!(refuses(&mut t, "userName", empty), "nameEmpty");
    }
    for part in ["lastName", "firstName"] {
        for special in TAKEN.chars() {
            let shown = match part {
                "lastName" => name(json!(format!("a{special}")), Value::Null),
                _ => name(Value::Null, json!(format!("a{special}"))),
            };
            takes(&mut t, "userName", shown);
        }
        for special in REFUSED.chars() {
            let said = refuses(&mut t, "userName", json!({ part: format!("a{special}") }));
            assert_eq!(said, "badCharacters", "{special:?}");
        }
        assert_eq!(refuses(&mut t, "userName", json!({ part: 5 })), "wrongType");
    }
}

#[test]
fn readings_are_katakana() {
    proves!["5.1.2-39"];
    let mut t = Tenant::acme();
    for part in ["phoneticLastName", "phoneticFirstName"] {
        let with_reading = |reading: Value| {
            let mut name = name(json!("森"), Value::Null);
            name[part] = reading;
            name
        };
        takes(&mut t, "userName", with_reading(json!("ヴァンダー")));
        takes(&mut t, "userName", with_reading(json!("モ".repeat(100))));
        let long = with_reading(json!("モ".repeat(101)));
        assert_eq!(refuses(&mut t, "userName", long), "tooLong");
        for other in ["もり", "mori", "森", "12", "モリ!", "모리"] {
            let said = refuses(&mut t, "userName", with_reading(json!(other)));
            assert_eq!(said, "badFormat", "{other}");
        }
    }
}

#[test]
fn the_name_is_replaced_as_one() {
    proves!["5.1.2-39"];
    let mut t = Tenant::acme();
    let full = json!({"lastName": "森", "firstName": "花子", "phoneticLastName": "モリ",
        "phoneticFirstName": "ハナコ"});
    let before = made(&mut t, json!({ "userName": full }));
    let after = t
        .patch(&path(&before), json!({"userName": {"lastName": "林"}}))
        .is(200);
    assert_eq!(after["userName"], name(json!("林"), Value::Null));
    gone(&mut t, &before);
}

#[test]
fn names_in_other_languages() {
    proves!["5.1.2-07", "5.1.2-40"];
    let mut t = Tenant::acme();
    let entry = |language: &str, first: Value, last: Value| json!([{"language": language, "firstName": first, "lastName": last}]);
    for language in ["ja_JP", "ko_KR", "en_US", "zh_CN", "zh_TW"] {
        takes(
            &mut t,
            "i18nNames",
            entry(language, json!("Hanako"), json!("Mori")),
        );
    }
    for language in [json!("fr_FR"), json!("ja-JP"), json!("JA_JP"), json!("")] {
        let odd = json!([{"language": language, "firstName": "x"}]);
        assert_eq!(refuses(&mut t, "i18nNames", odd), "unknownValue");
    }
    let nameless = json!([{"firstName": "x"}]);
    assert_eq!(refuses(&mut t, "i18nNames", nameless), "missingProperty");
    takes(&mut t, "i18nNames", entry("en_US", wide(100), Value::Null));
    takes(&mut t, "i18nNames", entry("en_US", Value::Null, wide(100)));
    for long in [
        entry("en_US", wide(101), Value::Null),
        entry("en_US", Value::Null, wide(101)),
    ] {
        assert_eq!(refuses(&mut t, "i18nNames", long), "tooLong");
    }
    takes(
        &mut t,
        "i18nNames",
        entry("en_US", json!(TAKEN), json!(TAKEN)),
    );
    for special in REFUSED.chars() {
        let odd = json!(format!("a{special}"));
        for odd in [
            entry("en_US", odd.clone(), Value::Null),
            entry("en_US", Value::Null, odd),
        ] {
            assert_eq!(
                refuses(&mut t, "i18nNames", odd),
                "badCharacters",
                "{special:?}"
            );
        }
    }
    not_null(&mut t, "i18nNames");
    defaults(
        &mut t,
        "i18nNames",
        entry("zh_TW", json!("花子"), Value::Null),
        json!([]),
    );
    let full = made(
        &mut t,
        json!({"i18nNames": entry("ko_KR", json!("하나"), Value::Null)}),
    );
    let emptied = t.patch(&path(&full), json!({"i18nNames": []})).is(200);
    assert_eq!(emptied["i18nNames"], json!([]));
    gone(&mut t, &full);
    refuses_all(
        &mut t,
        "i18nNames",
        &[json!({}), json!("x"), json!(["en_US"])],
        "wrongType",
    );
}

#[test]
fn the_nickname() {
    proves!["5.1.2-08"];
    let mut t = Tenant::acme();
    optional(&mut t, "nickName", json!("はな"));
    up_to(&mut t, "nickName", 100);
    for special in TAKEN.chars() {
        takes(&mut t, "nickName", json!(format!("は{special}")));
    }
    for special in REFUSED.chars() {
        let said = refuses(&mut t, "nickName", json!(format!("は{special}")));
        assert_eq!(said, "badCharacters", "{special:?}");
    }
    assert_eq!(refuses(&mut t, "nickName", json!(7)), "wrongType");
}
