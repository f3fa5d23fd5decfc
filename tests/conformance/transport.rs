//! Facts 1: how requests, answers, pages and refusals look.

use serde_json::json;

use crate::bodies::{member, with};
use crate::tenant::Tenant;

#[test]
fn a_patch_keeps_what_it_leaves_out_and_null_erases() {
    proves!["1.2-04"];
    let mut t = Tenant::acme();
    let more = json!({"nickName": "ゆき", "telephone": "03-0000-0000"});
    t.create("/users", with(member("E7"), more));
    let path = "/users/externalKey:E7";
    t.patch(path, json!({"nickName": null})).is(200);
    let read = t.read(path);
    assert_eq!(read["nickName"], json!(null));
    assert_eq!(read["telephone"], "03-0000-0000");
}
