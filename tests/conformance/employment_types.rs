//! Facts 5.6: employment types, which are user types under the names they had before.

use meibo::world::reasons;
use serde_json::{Value, json};

use crate::tenant::{AWAY, HOME, Tenant};

const OLD: &str = "/directory/employment-types";
const NEW: &str = "/directory/user-types";

fn body(key: &str) -> Value {
    json!({"domainId": HOME, "displayOrder": 2, "employmentTypeName": format!("契約 {key}"),
        "employmentTypeExternalKey": key, "userTypeCode": "C1"})
}

/// The same with the names of user types.
fn renamed(mut old: Value) -> Value {
    for name in ["Id", "Name", "ExternalKey"] {
        let map = old.as_object_mut().expect("an object");
        if let Some(value) = map.shift_remove(&format!("employmentType{name}")) {
            map.insert(format!("userType{name}"), value);
        }
    }
    old
}

#[test]
fn one_resource_under_two_names() {
    proves!["5.6-10"];
    let mut t = Tenant::acme();
    let made = t.create(OLD, body("PT"));
    let id = made["employmentTypeId"].as_str().expect("an id").to_owned();
    let mut expected = body("PT");
    expected["employmentTypeId"] = json!(id);
    expected["i18nNames"] = json!([]);
    assert_eq!(made, expected);
    let (old, new) = (format!("{OLD}/{id}"), format!("{NEW}/{id}"));
    assert_eq!(t.read(&old), made);
    assert_eq!(t.read(&new), renamed(made.clone()));
    assert_eq!(t.read(&format!("{OLD}/externalKey:PT")), made);
    // Written by either name, read by both.
    let patch = json!({"employmentTypeName": "嘱託", "userTypeName": "means nothing here"});
    let patched = t.patch(&old, patch).is(200);
    assert_eq!(patched["employmentTypeName"], "嘱託");
    assert_eq!(t.read(&new), renamed(patched));
    t.patch(&new, json!({"userTypeName": "派遣"})).is(200);
    assert_eq!(t.read(&old)["employmentTypeName"], "派遣");
    let put = json!({"displayOrder": 5, "employmentTypeName": "再雇用"});
    let put = t.put(&old, put).is(200);
    assert_eq!(put["employmentTypeExternalKey"], Value::Null);
    assert_eq!(put["userTypeCode"], Value::Null);
    assert_eq!(t.read(&new), renamed(put));
    // The same rules, refused in the old names' calls.
    let lacking = json!({"domainId": HOME, "displayOrder": 1, "userTypeName": "x"});
    let lacking = t.post(OLD, lacking).refused(400);
    assert_eq!(lacking, reasons::MISSING_PROPERTY);
    let taken = json!({"employmentTypeExternalKey": "FT"});
    assert_eq!(t.patch(&old, taken).refused(409), reasons::DUPLICATE_KEY);
    // Lists and keys.
    let listed = t.list(&format!("{OLD}?count=1"), "employmentTypes");
    let same: Vec<Value> = t.list(NEW, "userTypes");
    assert_eq!(listed.into_iter().map(renamed).collect::<Vec<_>>(), same);
    assert_eq!(same.len(), 2);
    let keys = json!({"employmentTypes": [{"id": id, "externalKey": "RE"}]});
    t.post(&format!("{OLD}/external-keys"), keys).is_empty();
    let held = t.list(&format!("{OLD}/external-keys"), "employmentTypes");
    let same = t.list(&format!("{NEW}/external-keys"), "userTypes");
    assert_eq!(held, same);
    assert!(held.iter().any(|entry| entry["externalKey"] == "RE"));
    t.delete(&old).is_empty();
    assert_eq!(t.get(&new).refused(404), reasons::NOT_FOUND);
    // Switched on and off as one.
    t.act(&format!("{OLD}/disable?domainId={AWAY}")).is_empty();
    let off = t.get(&format!("{NEW}?domainId={AWAY}")).refused(403);
    assert_eq!(off, reasons::FEATURE_DISABLED);
    t.act(&format!("{OLD}/enable?domainId={AWAY}")).is_empty();
    t.read(&format!("{NEW}?domainId={AWAY}"));
}
