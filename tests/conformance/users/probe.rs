//! What tests ask of one property of a member, on create, PUT and PATCH alike.

use serde_json::{Value, json};

use crate::bodies::{member, with, without};
use crate::tenant::Tenant;

/// The external key of the member that is probed.
pub const KEY: &str = "PROBED";

/// The path of the member that an answer is about, by its id.
#[track_caller]
pub fn path(member: &Value) -> String {
    format!("/users/{}", member["userId"].as_str().expect("an id"))
}

/// The member that is probed, with these properties.
#[track_caller]
pub fn made(t: &mut Tenant, more: Value) -> Value {
    t.create("/users", with(member(KEY), more))
}

/// Takes the member that is probed away, so that its names are free.
#[track_caller]
pub fn gone(t: &mut Tenant, member: &Value) {
    t.delete(&format!("{}/forcedelete", path(member)))
        .is_empty();
}

/// Create, PUT and PATCH take a value, and answer and read back `shown`.
#[track_caller]
pub fn takes_as(t: &mut Tenant, property: &str, value: &Value, shown: &Value) {
    let body = with(member(KEY), json!({ property: value }));
    let created = t.create("/users", body.clone());
    shows(t, &created, property, shown);
    gone(t, &created);
    let plain = made(t, json!({}));
    let put = t.put(&path(&plain), body).is(200);
    shows(t, &put, property, shown);
    t.put(&path(&plain), member(KEY)).is(200);
    let patched = t.patch(&path(&plain), json!({ property: value })).is(200);
    shows(t, &patched, property, shown);
    gone(t, &plain);
}

/// The same where what is sent is what is shown.
#[track_caller]
pub fn takes(t: &mut Tenant, property: &str, value: Value) {
    takes_as(t, property, &value, &value);
}

#[track_caller]
fn shows(t: &mut Tenant, answer: &Value, property: &str, shown: &Value) {
    let read = t.read(&path(answer));
    assert_eq!(answer[property], *shown, "{property} of {answer}");
    assert_eq!(read[property], *shown, "{property} of {read}");
}

/// Create, PUT and PATCH refuse a value with one status and for one reason.
#[track_caller]
pub fn refuses_with(t: &mut Tenant, property: &str, value: &Value, status: u16) -> &'static str {
    let body = with(member(KEY), json!({ property: value }));
    let on_create = t.post("/users", body.clone()).refused(status);
    let plain = made(t, json!({}));
    let on_put = t.put(&path(&plain), body).refused(status);
    let on_patch = t
        .patch(&path(&plain), json!({ property: value }))
        .refused(status);
    gone(t, &plain);
    assert_eq!([on_create, on_put], [on_patch; 2], "{property}: {value}");
    on_patch
}

/// The same with 400.
#[track_caller]
pub fn refuses(t: &mut Tenant, property: &str, value: Value) -> &'static str {
    refuses_with(t, property, &value, 400)
}

/// None of these is taken, and each for the same reason.
#[track_caller]
pub fn refuses_all(t: &mut Tenant, property: &str, values: &[Value], reason: &str) {
    for value in values {
        let said = refuses(t, property, value.clone());
        assert_eq!(said, reason, "{property}: {value}");
    }
}

/// May be left out: create and PUT make it the default, PATCH keeps what is stored.
#[track_caller]
pub fn defaults(t: &mut Tenant, property: &str, other: Value, default: Value) {
    assert_ne!(other, default);
    let base = without(member(KEY), property);
    let created = t.create("/users", base.clone());
    shows(t, &created, property, &default);
    let at = path(&created);
    t.patch(&at, json!({ property: other })).is(200);
    let kept = t.patch(&at, json!({})).is(200);
    shows(t, &kept, property, &other);
    let reset = t.put(&at, base).is(200);
    shows(t, &reset, property, &default);
    gone(t, &created);
}

/// Null is taken and erases: on create, PUT and PATCH.
#[track_caller]
pub fn nullable(t: &mut Tenant, property: &str, other: Value) {
    takes(t, property, Value::Null);
    let full = made(t, json!({ property: other }));
    shows(t, &full, property, &other);
    let erased = t.patch(&path(&full), json!({ property: null })).is(200);
    shows(t, &erased, property, &Value::Null);
    gone(t, &full);
}

/// Nullable, null by default, and cleared by a PUT without it.
#[track_caller]
pub fn optional(t: &mut Tenant, property: &str, other: Value) {
    nullable(t, property, other.clone());
    defaults(t, property, other, Value::Null);
}

/// Null is refused.
#[track_caller]
pub fn not_null(t: &mut Tenant, property: &str) {
    let said = refuses(t, property, Value::Null);
    assert_eq!(said, "notNullable", "{property}");
}

/// Create and PUT refuse to go without; PATCH needs nothing.
#[track_caller]
pub fn required(t: &mut Tenant, property: &str) {
    let bare = without(member(KEY), property);
    let on_create = t.post("/users", bare.clone()).refused(400);
    let plain = made(t, json!({}));
    let on_put = t.put(&path(&plain), bare).refused(400);
    assert_eq!([on_create, on_put], ["missingProperty"; 2], "{property}");
    let kept = t.patch(&path(&plain), json!({})).is(200);
    assert_eq!(kept[property], plain[property], "{property}");
    gone(t, &plain);
}

/// Said in a body, it means nothing: every write is taken and shows what it would have
/// shown without.
#[track_caller]
pub fn ignored(t: &mut Tenant, property: &str, value: Value) {
    let plain = made(t, json!({}));
    let held = plain[property].clone();
    assert_ne!(held, value, "{property}");
    gone(t, &plain);
    let same = |answer: &Value| {
        // A resource id is another one for every member.
        property == "userId" && answer[property] != value || answer[property] == held
    };
    let said = made(t, json!({ property: value }));
    assert!(same(&said), "{property} of {said}");
    let at = path(&said);
    let body = with(member(KEY), json!({ property: value }));
    for answer in [t.put(&at, body), t.patch(&at, json!({ property: value }))] {
        let answer = answer.is(200);
        assert!(same(&answer), "{property} of {answer}");
    }
    let read = t.read(&at);
    assert!(same(&read), "{property} of {read}");
    gone(t, &said);
}

/// A text of this many code points outside the basic plane: two UTF-16 units and four
/// bytes each.
pub fn wide(count: usize) -> Value {
    Value::String("𠮷".repeat(count))
}

/// Takes a text up to a length, in code points, and one more is refused.
#[track_caller]
pub fn up_to(t: &mut Tenant, property: &str, max: usize) {
    takes(t, property, wide(max));
    assert_eq!(refuses(t, property, wide(max + 1)), "tooLong", "{property}");
}
