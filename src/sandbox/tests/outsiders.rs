use serde_json::{Value, json};

use super::bench::{Bench, reopen};
use crate::world::Method::{Delete, Patch, Post};
use crate::world::World;

#[test]
fn custom_properties_contacts_and_grants_play_again_as_they_were() {
    let mut bench = Bench::new();
    let none = Value::Null;
    let property = |name: &str| json!({"domainId": 1, "propertyName": name, "displayName": name, "propertyType": "STRING"});
    let custom = "/directory/users/custom-properties";
    bench.perform(0, Post, custom, &property("badge"));
    bench.perform(0, Post, custom, &property("floor"));
    let user = json!({"domainId": 1, "userExternalKey": "E1", "email": "e1@acme.example",
        "userName": {"lastName": "森"}, "privateEmail": "p@private.example",
        "customProperties": {"badge": "A-1", "floor": "4"}});
    bench.perform(1, Post, "/users", &user);
    bench.perform(1, Delete, &format!("{custom}/floor"), &none);
    bench.perform(2, Post, "/users/externalKey:E1/link-to-line", &none);
    bench.perform(20, Post, "/users/externalKey:E1/unlink-to-line", &none);
    bench.perform(20, Post, "/users/link-to-works", &none);
    bench.perform(21, Post, "/users/externalKey:E1/link-url/reset", &none);
    let name = json!({"contactTagName": "顧客"});
    let tag = bench.perform(22, Post, "/contact-tags", &name);
    let contact = json!({"permission": {"accessibleRange": "MEMBER", "masterUserId": "externalKey:E1"},
        "contactName": {"lastName": "林"}, "telephones": [{"telephone": "03"}],
        "contactTagIds": [tag["contactTagId"]]});
    let made = bench.perform(23, Post, "/contacts", &contact);
    let path = format!("/contacts/{}", made["contactId"].as_str().expect("an id"));
    bench.perform(24, Patch, &path, &json!({"memo": "展示会"}));
    bench.perform(25, Post, "/contacts", &contact);
    bench.perform(26, Delete, &path, &none);
    let (_folder, path, world) = bench.killed();
    let (read, _state) = reopen(&path);
    let saved = |world: &World| serde_json::to_value(world).expect("string keys only");
    assert_eq!(saved(&read), saved(&world));
}
