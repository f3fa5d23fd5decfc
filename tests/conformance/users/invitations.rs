//! Mail to those who have yet to register.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::bodies::{member, with, without};
use crate::tenant::{AWAY, HOME, Tenant};

const ONE: &str = "/users/externalKey:E1/send-invitation-email";
const ALL: &str = "/users/send-invitation-email";

fn long(characters: usize) -> Value {
    let host = format!("{}example", "d.".repeat((characters - 70) / 2));
    let local = "l".repeat(characters - host.len() - 1);
    json!(format!("{local}@{host}"))
}

#[test]
fn one_pending_member_is_invited() {
    proves!["5.1.1-14"];
    let mut t = Tenant::acme();
    t.post(ONE, json!({"usePrivateEmail": true})).is_empty();
    // As often as one likes.
    t.post(ONE, json!({"usePrivateEmail": true})).is_empty();
    t.post(
        ONE,
        json!({"usePrivateEmail": false, "email": "else@private.example"}),
    )
    .is_empty();
    t.post(ONE, json!({"usePrivateEmail": false, "email": long(256)}))
        .is_empty();
    for (odd, reason) in [
        (json!({}), "missingProperty"),
        (json!({"email": "else@private.example"}), "missingProperty"),
        (json!({"usePrivateEmail": null}), "notNullable"),
        (json!({"usePrivateEmail": "true"}), "wrongType"),
        (json!({"usePrivateEmail": false}), "missingProperty"),
        (
            json!({"usePrivateEmail": false, "email": null}),
            "notNullable",
        ),
        (
            json!({"usePrivateEmail": false, "email": "nowhere"}),
            "badFormat",
        ),
        (
            json!({"usePrivateEmail": false, "email": long(257)}),
            "tooLong",
        ),
    ] {
        assert_eq!(t.post(ONE, odd.clone()).refused(400), reason, "{odd}");
    }
    t.act(ONE).refused(400);
    t.post(
        "/users/externalKey:NO/send-invitation-email",
        json!({"usePrivateEmail": true}),
    )
    .refused(404);
    // A private address must be stored to be used.
    let by_admin =
        json!({"passwordConfig": {"passwordCreationType": "ADMIN", "password": "Sesame#2027"}});
    t.create(
        "/users",
        with(without(member("N1"), "privateEmail"), by_admin),
    );
    let homeless = "/users/externalKey:N1/send-invitation-email";
    let said = t
        .post(homeless, json!({"usePrivateEmail": true}))
        .refused(400);
    assert_eq!(said, "noPrivateEmail");
    t.post(
        homeless,
        json!({"usePrivateEmail": false, "email": "else@private.example"}),
    )
    .is_empty();
}

#[test]
fn only_pending_members_are_invited() {
    proves!["5.1.1-14"];
    let mut t = Tenant::acme_with(|setup| setup.sso = true);
    let body = json!({"usePrivateEmail": true});
    assert_eq!(t.post(ONE, body.clone()).refused(400), "memberIsNotPending");
    t.act("/users/externalKey:E1/suspend").is_empty();
    t.post(ONE, body.clone()).refused(400);
    let mut t = Tenant::acme();
    t.delete("/users/externalKey:E2").is_success();
    t.post("/users/externalKey:E2/send-invitation-email", body)
        .refused(400);
}

#[test]
fn all_pending_members_are_invited_once_a_day() {
    proves!["5.1.1-15"];
    let mut t = Tenant::acme();
    let home = json!({ "domainId": HOME });
    for (odd, reason) in [
        (json!({"domainId": "x"}), "wrongType"),
        (json!({"resultEmailReceiver": "nowhere"}), "badFormat"),
        (json!({"resultEmailReceiver": long(257)}), "tooLong"),
        (json!({"resultEmailReceiver": 1}), "wrongType"),
    ] {
        assert_eq!(t.post(ALL, odd.clone()).refused(400), reason, "{odd}");
    }
    let first = t.post(
        ALL,
        with(home.clone(), json!({"resultEmailReceiver": long(256)})),
    );
    assert!(!first.has_body);
    first.is(202);
    let once = t.now();
    assert_eq!(t.post(ALL, home.clone()).refused(400), "invitedToday");
    // The authorised domain is meant where none is named; another has its own day.
    t.post(ALL, json!({})).refused(400);
    t.post(ALL, json!({ "domainId": AWAY })).is(202);
    // Each call takes a second: the next but one comes when the day is over.
    let passed = t.now().duration_since(once);
    t.at(SignedDuration::from_hours(24) - passed - SignedDuration::from_secs(2));
    t.post(ALL, home.clone()).refused(400);
    t.post(ALL, home).is(202);
    t.post(ALL, json!({})).refused(400);
}
