//! Facts 5.11: the domains of a tenant.

use serde_json::json;

use crate::bodies::{member, with};
use crate::tenant::{AWAY, HOME, Tenant};

#[test]
fn no_call_lists_the_domains_and_their_numbers_are_given() {
    proves!["5.11-01"];
    let mut t = Tenant::acme();
    for path in [
        "/domains",
        "/directory/domains",
        "/tenants",
        "/companies",
        "/users/domains",
    ] {
        t.get(path).refused(404);
    }
    for domain in [HOME, AWAY] {
        t.get(&format!("/users?domainId={domain}")).is(200);
    }
    // A number that is not known beforehand leads nowhere.
    t.get("/users?domainId=1").refused(403);
    let foreign = with(member("E9"), json!({"domainId": 1}));
    t.post("/users", foreign).refused(403);
}
