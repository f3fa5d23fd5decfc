//! `messenger`.

use serde_json::{Value, json};

use super::probe::{optional, refuses, refuses_all, takes, takes_as, wide};
use crate::tenant::Tenant;

fn by(protocol: &str, custom: Value, id: Value) -> Value {
    json!({"protocol": protocol, "customProtocol": custom, "messengerId": id})
}

#[test]
fn a_messenger_may_be_null() {
    proves!["5.1.2-21"];
    let mut t = Tenant::acme();
    optional(
        &mut t,
        "messenger",
        by("LINE", Value::Null, json!("hanako")),
    );
    refuses_all(
        &mut t,
        "messenger",
        &[json!("LINE"), json!([]), json!(1)],
        "wrongType",
    );
}

#[test]
fn five_protocols_and_their_parts() {
    proves!["5.1.2-42"];
    let mut t = Tenant::acme();
    for protocol in ["LINE", "FACEBOOK", "X", "CUSTOM"] {
        takes(&mut t, "messenger", by(protocol, Value::Null, json!("h")));
    }
    for protocol in ["ICQ", "line", "", "SKYPE", "Twitter"] {
        let said = refuses(&mut t, "messenger", by(protocol, Value::Null, json!("h")));
        assert_eq!(said, "unknownValue", "{protocol}");
    }
    takes(&mut t, "messenger", by("LINE", Value::Null, wide(100)));
    assert_eq!(
        refuses(&mut t, "messenger", by("LINE", Value::Null, wide(101))),
        "tooLong"
    );
    assert_eq!(
        refuses(&mut t, "messenger", by("LINE", Value::Null, json!(""))),
        "tooShort"
    );
    for lacking in [json!({"protocol": "LINE"}), json!({"messengerId": "h"})] {
        assert_eq!(refuses(&mut t, "messenger", lacking), "missingProperty");
    }
    takes(&mut t, "messenger", by("CUSTOM", wide(100), json!("h")));
    assert_eq!(
        refuses(&mut t, "messenger", by("CUSTOM", wide(101), json!("h"))),
        "tooLong"
    );
    for protocol in ["LINE", "FACEBOOK", "X", "TWITTER"] {
        let said = refuses(&mut t, "messenger", by(protocol, json!("Chat"), json!("h")));
        assert_eq!(said, "contradiction", "{protocol}");
    }
}

#[test]
fn twitter_is_x() {
    proves!["5.1.2-42"];
    let [twitter, x] = ["TWITTER", "X"].map(|name| by(name, Value::Null, json!("h")));
    let mut now = Tenant::acme();
    takes_as(&mut now, "messenger", &twitter, &x);
    let mut before = Tenant::acme_with(|setup| setup.assumptions.answers_say_x = false);
    takes_as(&mut before, "messenger", &twitter, &twitter);
    takes_as(&mut before, "messenger", &x, &twitter);
    let mut after = Tenant::acme_with(|setup| setup.assumptions.twitter_is_taken = false);
    assert_eq!(refuses(&mut after, "messenger", twitter), "unknownValue");
    takes(&mut after, "messenger", x);
}
