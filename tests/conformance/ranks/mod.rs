//! Facts 5.4 to 5.6: levels, positions, user types.

mod calls;
mod features;
mod held;
mod properties;

use serde_json::{Value, json};

use crate::bodies::with;
use crate::property::{Kind, LEVEL, POSITION, USER_TYPE};
use crate::tenant::{AWAY, HOME, Tenant};

/// One of the three ranked lists.
#[derive(Clone, Copy)]
struct Ranks {
    kind: Kind,
    /// `level`: what its properties begin with.
    prefix: &'static str,
    /// The key of its list.
    list: &'static str,
    /// The key that [`Tenant::acme`] has one under in the first domain.
    held: &'static str,
}

const LEVELS: Ranks = Ranks {
    kind: LEVEL,
    prefix: "level",
    list: "levels",
    held: "L1",
};
const POSITIONS: Ranks = Ranks {
    kind: POSITION,
    prefix: "position",
    list: "positions",
    held: "P1",
};
const USER_TYPES: Ranks = Ranks {
    kind: USER_TYPE,
    prefix: "userType",
    list: "userTypes",
    held: "FT",
};

impl Ranks {
    fn property(self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    fn path(self, key: &str) -> String {
        format!("{}/externalKey:{key}", self.kind.list)
    }

    /// The least that create takes in a domain.
    fn body(self, domain: i32, key: &str) -> Value {
        with((self.kind.body)(key), json!({ "domainId": domain }))
    }

    /// The keys of a domain's list as it is ordered.
    fn keys(self, t: &mut Tenant, domain: i32) -> Vec<String> {
        let path = format!("{}?count=2&domainId={domain}", self.kind.list);
        let key = self.property("ExternalKey");
        let listed = t.list(&path, self.list);
        let key = |rank: &Value| rank[&key].as_str().unwrap_or("-").to_owned();
        listed.iter().map(key).collect()
    }

    fn action(self, action: &str, domain: i32) -> String {
        format!("{}/{action}?domainId={domain}", self.kind.list)
    }
}

/// Gives E1 a level, a position and a user type in the first domain.
fn decorate(t: &mut Tenant) {
    let post = json!({"orgUnitId": "externalKey:HQ", "primary": true,
        "positionId": "externalKey:P1"});
    let entry = json!({"domainId": HOME, "primary": true, "levelId": "externalKey:L1",
        "orgUnits": [post]});
    let body = json!({"userTypeId": "externalKey:FT", "organizations": [entry]});
    t.patch("/users/externalKey:E1", body).is(200);
}

/// What E1 holds of a list, in the first domain.
fn holds(t: &mut Tenant, ranks: Ranks) -> Value {
    let member = t.read("/users/externalKey:E1");
    let entry = &member["organizations"][0];
    match ranks.prefix {
        "level" => entry["levelExternalKey"].clone(),
        "position" => entry["orgUnits"][0]["positionExternalKey"].clone(),
        _ => member["userTypeExternalKey"].clone(),
    }
}

/// A body of the second domain besides.
fn away(ranks: Ranks, key: &str, more: Value) -> Value {
    with(ranks.body(AWAY, key), more)
}
