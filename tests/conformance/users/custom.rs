//! `customFields` and `customProperties` as a member carries them.

use serde_json::{Value, json};

use super::probe::{
    defaults, gone, made, not_null, path, refuses, refuses_all, takes, takes_as, wide,
};
use crate::tenant::{HOME, Tenant};

#[test]
fn old_custom_fields_have_limits() {
    proves!["5.1.2-27"];
    let mut t = Tenant::acme();
    let fields = |count: usize, of_one: usize| -> Value {
        let field = |n: usize| json!({"customFieldId": format!("f{}", n / of_one), "value": "x"});
        (0..count).map(field).collect()
    };
    // The tenant defines none, so that none comes back.
    let none = json!([]);
    for taken in [none.clone(), fields(50, 1), fields(50, 10), fields(10, 10)] {
        takes_as(&mut t, "customFields", &taken, &none);
    }
    for many in [fields(51, 1), fields(51, 10), fields(11, 11)] {
        assert_eq!(refuses(&mut t, "customFields", many), "tooManyEntries");
    }
    not_null(&mut t, "customFields");
    refuses_all(
        &mut t,
        "customFields",
        &[json!({}), json!("x"), json!(["x"])],
        "wrongType",
    );
    let field = |more: Value| json!([crate::bodies::with(json!({"customFieldId": "f"}), more)]);
    takes_as(
        &mut t,
        "customFields",
        &field(json!({"value": wide(100)})),
        &none,
    );
    for long in [
        json!({"value": wide(101)}),
        json!({"link": "x".repeat(301)}),
    ] {
        assert_eq!(refuses(&mut t, "customFields", field(long)), "tooLong");
    }
    let nameless = json!([{"value": "x"}]);
    assert_eq!(refuses(&mut t, "customFields", nameless), "missingProperty");
}

#[test]
fn custom_properties_are_one_object() {
    proves!["5.1.2-28"];
    let mut t = Tenant::acme();
    for name in ["badge", "floor"] {
        let definition = json!({"domainId": HOME, "propertyName": name, "displayName": name,
            "propertyType": "STRING"});
        t.create("/directory/users/custom-properties", definition);
    }
    let both = json!({"badge": "A-1", "floor": "4"});
    takes(&mut t, "customProperties", both.clone());
    defaults(&mut t, "customProperties", both.clone(), json!({}));
    not_null(&mut t, "customProperties");
    refuses_all(
        &mut t,
        "customProperties",
        &[json!([]), json!("x"), json!(1)],
        "wrongType",
    );
    assert_eq!(
        refuses(&mut t, "customProperties", json!({"nothing": "x"})),
        "undefinedProperty"
    );
    // Replaced as one; a null inside is no value.
    let full = made(&mut t, json!({ "customProperties": both }));
    let one = t.patch(
        &path(&full),
        json!({"customProperties": {"floor": "5", "badge": null}}),
    );
    assert_eq!(one.is(200)["customProperties"], json!({"floor": "5"}));
    let other = t
        .patch(&path(&full), json!({"customProperties": {"badge": "B"}}))
        .is(200);
    assert_eq!(other["customProperties"], json!({"badge": "B"}));
    gone(&mut t, &full);
}
