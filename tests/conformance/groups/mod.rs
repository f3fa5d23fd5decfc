//! Facts 5.3: groups.

mod calls;
mod kinds;
mod mail;
mod masters;
mod members;
mod nesting;
mod properties;

use serde_json::{Value, json};

/// An entry of `members`: `entry("USER", "E1")`.
fn entry(kind: &str, key: &str) -> Value {
    json!({"id": format!("externalKey:{key}"), "type": kind})
}

/// An entry of `administrators`.
fn user(key: &str) -> Value {
    json!({"userId": format!("externalKey:{key}")})
}

/// The path of a group.
fn path(key: &str) -> String {
    format!("/groups/externalKey:{key}")
}

/// The external keys of a group's members, as the paginated list tells them.
fn members(t: &mut crate::tenant::Tenant, key: &str) -> Vec<String> {
    let listed = t.list(&format!("{}/members?count=2", path(key)), "members");
    let key = |member: &Value| member["externalKey"].as_str().unwrap_or("-").to_owned();
    listed.iter().map(key).collect()
}

/// The external keys of a group's masters.
fn masters(t: &mut crate::tenant::Tenant, key: &str) -> Vec<String> {
    let listed = t.list(
        &format!("{}/administrators?count=2", path(key)),
        "administrators",
    );
    let key = |master: &Value| master["userExternalKey"].as_str().unwrap_or("-").to_owned();
    listed.iter().map(key).collect()
}
