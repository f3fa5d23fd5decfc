//! `/sandbox/acts`: what no call of the API does is done here.

use axum::http::Method;
use serde_json::{Value, json};

use crate::sandbox::answer::{json_answer, no_content, not_allowed};
use crate::sandbox::incoming::Incoming;
use crate::sandbox::service::Service;
use crate::world::{Act, Response};

use super::body;

/// Answers a request to `/sandbox/acts`.
pub(super) fn answer(service: &Service, incoming: &Incoming) -> Response {
    match incoming.method {
        Method::GET => json_answer(200, json!({ "acts": kinds() })),
        Method::POST => {
            let act: Act = match body::read(incoming) {
                Ok(act) => act,
                Err(refused) => return refused,
            };
            match service.act(&act) {
                Ok(()) => no_content(),
                Err(undone) => body::undone(undone),
            }
        }
        _ => not_allowed("GET, POST", "acts are listed and done"),
    }
}

/// An example of every kind, in the order of [`Act::KINDS`].
fn kinds() -> Vec<Value> {
    vec![
        json!({"act": "setSync", "domain": 1, "switches": {"enabled": true, "organizationMember": true,
            "levelPosition": false, "group": false, "employmentType": false, "usedLanguage": false,
            "absence": false, "allow": ["teamFeatures", "groupFeatures", "profileImage"]}}),
        json!({"act": "firstLogin", "member": "externalKey:E001"}),
        json!({"act": "failedLogins", "member": "externalKey:E001"}),
        json!({"act": "makeSuperAdmin", "member": "externalKey:E001"}),
        json!({"act": "makeAdministrator", "member": "externalKey:E001"}),
        json!({"act": "revokeAdministrator", "member": "externalKey:E001"}),
        json!({"act": "makeDynamic", "group": "externalKey:G001"}),
        json!({"act": "addExternalGroup", "domain": 1, "name": "Partners", "key": "G002"}),
        json!({"act": "grantExternal", "domain": 1, "outside": "works", "to": "perMember"}),
        json!({"act": "addExternalContact", "domain": 1, "outside": "line", "id": "u-7f3",
            "name": "Hanako", "buddies": ["externalKey:E001"]}),
        json!({"act": "setCompanyTags", "domain": 1, "on": false}),
        json!({"act": "setGrantDelay", "domain": 1, "seconds": 60}),
        json!({"act": "nameCompany", "domain": 1, "name": "Acme"}),
        json!({"act": "hideProperties", "domain": 1, "properties": ["hiredDate"]}),
        json!({"act": "setConsistency", "listLagSeconds": 5, "membershipLagSeconds": 60}),
        json!({"act": "setAssumptions", "switches": {"listShowsDeleted": false}}),
        json!({"act": "moveClock", "to": "2026-04-01T00:00:00Z"}),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_an_example_that_is_read() {
        let read: Vec<&str> = (kinds().into_iter())
            .map(|example| serde_json::from_value::<Act>(example).expect("an act"))
            .map(|act| act.kind())
            .collect();
        assert_eq!(read, Act::KINDS);
    }
}
