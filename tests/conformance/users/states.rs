//! The states of a member and what leads from one to another.

use jiff::SignedDuration;
use meibo::world::Act;
use serde_json::{Value, json};

use crate::bodies::member;
use crate::tenant::{ACCOUNT, Tenant};

/// The member the tests are about. E1 is the only master of a group; E4 is in none.
const E4: &str = "/users/externalKey:E4";
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Pending,
    InUse,
    Suspended,
    OnLeave,
    Deleted,
    SuperAdmin,
    Administrator,
    Gone,
}

use State::{Administrator, Deleted, Gone, InUse, OnLeave, Pending, SuperAdmin, Suspended};

fn happens(t: &mut Tenant, act: Act) {
    let now = t.now();
    t.world.act(&act, now).expect("it can happen");
}

fn named(key: &str) -> String {
    format!("externalKey:{key}")
}

fn leave(t: &Tenant) -> Value {
    json!({"startTime": t.now().to_string(),
        "endTime": (t.now() + SignedDuration::from_hours(1000)).to_string()})
}

/// A tenant where E4 is in this state.
fn tenant(state: State) -> Tenant {
    let mut t = Tenant::acme();
    if state == Pending {
        return t;
    }
    for key in ["E3", "E4"] {
        happens(&mut t, Act::FirstLogin { member: named(key) });
    }
    match state {
        Suspended => t.act(&format!("{E4}/suspend")).is_empty(),
        OnLeave => {
            let leave = leave(&t);
            t.post(&format!("{E4}/set-leave-of-absence"), leave)
                .is_empty();
        }
        Deleted => t.delete(E4).is_empty(),
        SuperAdmin => happens(
            &mut t,
            Act::MakeSuperAdmin {
                member: named("E4"),
            },
        ),
        Administrator => {
            happens(
                &mut t,
                Act::MakeSuperAdmin {
                    member: named("E3"),
                },
            );
            happens(
                &mut t,
                Act::MakeAdministrator {
                    member: named("E4"),
                },
            );
        }
        Pending | InUse | Gone => {}
    }
    t
}

/// What a client sees of it; an administrator is in use, or whatever else the flags say.
fn seen(t: &mut Tenant) -> State {
    let answer = t.get(E4);
    if answer.status == 404 {
        return Gone;
    }
    let member = answer.is(200);
    let on_leave = &member["leaveOfAbsence"]["isLeaveOfAbsence"];
    let flags = [
        &member["isDeleted"],
        &member["isPending"],
        &member["isSuspended"],
        on_leave,
    ];
    match flags.map(|flag| flag.as_bool().expect("a flag")) {
        [true, ..] => Deleted,
        [_, true, ..] => Pending,
        [_, _, true, _] => Suspended,
        [.., true] => OnLeave,
        _ => InUse,
    }
}

/// Every call from every state: the status, and the state afterwards where it is accepted.
type Row = (State, [Option<State>; 9]);
const CALLS: [&str; 9] = [
    "suspend",
    "unsuspend",
    "set-leave-of-absence",
    "clear-leave-of-absence",
    "force-logout",
    "send-invitation-email",
    "DELETE",
    "undelete",
    "forcedelete",
];
const TABLE: [Row; 7] = [
    // suspend, unsuspend, leave, no leave, logout, invite, delete, undelete, force
    (
        Pending,
        [
            None,
            None,
            None,
            Some(Pending),
            Some(Pending),
            Some(Pending),
            Some(Deleted),
            None,
            Some(Gone),
        ],
    ),
    (
        InUse,
        [
            Some(Suspended),
            None,
            Some(OnLeave),
            Some(InUse),
            Some(InUse),
            None,
            Some(Deleted),
            None,
            Some(Gone),
        ],
    ),
    (
        Suspended,
        [
            None,
            Some(InUse),
            None,
            Some(Suspended),
            Some(Suspended),
            None,
            Some(Deleted),
            None,
            Some(Gone),
        ],
    ),
    (
        OnLeave,
        [
            None,
            None,
            Some(OnLeave),
            Some(InUse),
            Some(OnLeave),
            None,
            Some(Deleted),
            None,
            Some(Gone),
        ],
    ),
    (
        Deleted,
        [
            None,
            None,
            None,
            None,
            None,
            None,
            None,
            Some(InUse),
            Some(Gone),
        ],
    ),
    (
        SuperAdmin,
        [
            None,
            None,
            Some(OnLeave),
            Some(InUse),
            Some(InUse),
            None,
            None,
            None,
            None,
        ],
    ),
    (
        Administrator,
        [
            Some(Suspended),
            None,
            Some(OnLeave),
            Some(InUse),
            Some(InUse),
            None,
            None,
            None,
            Some(Gone),
        ],
    ),
];

#[test]
fn every_call_from_every_state() {
    proves!["5.1.6-04", "5.1.6-05", "5.1.6-06", "5.1.6-07", "5.1.6-09"];
    for (from, row) in TABLE {
        for (call, to) in CALLS.into_iter().zip(row) {
            let mut t = tenant(from);
            let before = seen(&mut t);
            let path = format!("{E4}/{call}");
            let answer = match call {
                "DELETE" => t.delete(E4),
                "forcedelete" => t.delete(&path),
                "set-leave-of-absence" => {
                    let leave = leave(&t);
                    t.post(&path, leave)
                }
                "send-invitation-email" => t.post(&path, json!({"usePrivateEmail": true})),
                _ => t.act(&path),
            };
            let status = match (to, call) {
                (None, _) => 400,
                (Some(_), "force-logout") => 202,
                (Some(_), "undelete") => 200,
                (Some(_), _) => 204,
            };
            assert_eq!(answer.status, status, "{from:?} {call}: {answer:?}");
            assert_eq!(seen(&mut t), to.unwrap_or(before), "{from:?} {call}");
        }
    }
}

#[test]
fn the_first_login_is_no_call() {
    proves!["5.1.6-01", "5.1.6-03", "5.1.4-02"];
    let mut t = tenant(Pending);
    assert_eq!(seen(&mut t), Pending);
    for body in [
        json!({"isPending": false}),
        json!({"isPending": false, "isSuspended": false}),
    ] {
        t.patch(E4, body).is(200);
        assert_eq!(seen(&mut t), Pending);
    }
    for call in ["activate", "first-login", "login", "unpend"] {
        t.act(&format!("{E4}/{call}")).refused(404);
    }
    happens(
        &mut t,
        Act::FirstLogin {
            member: named("E4"),
        },
    );
    assert_eq!(seen(&mut t), InUse);
    assert_eq!(t.read(E4)["isPending"], false);
    // A password that an administrator gave makes nobody active either.
    let config = json!({"passwordCreationType": "ADMIN", "password": "Sesame#2027"});
    let body = crate::bodies::with(member("N1"), json!({ "passwordConfig": config }));
    assert_eq!(t.create("/users", body)["isPending"], true);
    happens(
        &mut t,
        Act::FirstLogin {
            member: named("N1"),
        },
    );
    assert_eq!(t.read("/users/externalKey:N1")["isPending"], false);
}

#[test]
fn no_call_makes_or_unmakes_an_administrator() {
    proves!["5.1.4-03"];
    let mut t = tenant(SuperAdmin);
    t.patch(E4, json!({"isAdministrator": false})).is(200);
    assert_eq!(t.read(E4)["isAdministrator"], true);
    let mut body = member("N1");
    body["isAdministrator"] = json!(true);
    assert_eq!(t.create("/users", body.clone())["isAdministrator"], false);
    let put = t.put("/users/externalKey:N1", body).is(200);
    assert_eq!(put["isAdministrator"], false);
}

#[test]
fn why_a_member_is_suspended_and_how_that_ends() {
    proves!["5.1.6-04", "5.1.6-05", "5.1.2-38"];
    let mut t = tenant(Suspended);
    assert_eq!(t.read(E4)["suspendedReason"], "MASTER");
    t.act(&format!("{E4}/unsuspend")).is_empty();
    assert_eq!(t.read(E4)["suspendedReason"], Value::Null);
    happens(
        &mut t,
        Act::FailedLogins {
            member: named("E4"),
        },
    );
    assert_eq!(seen(&mut t), Suspended);
    assert_eq!(t.read(E4)["suspendedReason"], "LOGIN_FAIL");
    t.act(&format!("{E4}/unsuspend")).is_empty();
    assert_eq!(seen(&mut t), InUse);
    assert_eq!(t.read(E4)["suspendedReason"], Value::Null);
}

#[test]
fn a_leave_lasts_from_its_start_to_its_end() {
    proves!["5.1.6-06", "5.1.6-07"];
    let mut t = tenant(InUse);
    let path = format!("{E4}/set-leave-of-absence");
    let at = |t: &Tenant, hours: i64| (t.now() + SignedDuration::from_hours(hours)).to_string();
    for (odd, reason) in [
        (json!({"startTime": at(&t, 1)}), "missingProperty"),
        (json!({"endTime": at(&t, 1)}), "missingProperty"),
        (
            json!({"startTime": at(&t, 1), "endTime": null}),
            "notNullable",
        ),
        (
            json!({"startTime": null, "endTime": at(&t, 1)}),
            "notNullable",
        ),
        (
            json!({"startTime": "2026-04-01", "endTime": at(&t, 1)}),
            "badFormat",
        ),
        (json!({"startTime": at(&t, 1), "endTime": 5}), "wrongType"),
        (
            json!({"startTime": at(&t, 2), "endTime": at(&t, 1)}),
            "leaveEndsFirst",
        ),
    ] {
        assert_eq!(t.post(&path, odd.clone()).refused(400), reason, "{odd}");
    }
    let first = json!({"startTime": at(&t, 10), "endTime": at(&t, 20)});
    t.post(&path, first).is_empty();
    assert_eq!(seen(&mut t), InUse, "it has not begun");
    // Set again, the earlier one is forgotten.
    let second = json!({"startTime": at(&t, 2), "endTime": at(&t, 4)});
    t.post(&path, second.clone()).is_empty();
    let held = t.read(E4)["leaveOfAbsence"].clone();
    assert_eq!(
        [&held["startTime"], &held["endTime"]],
        [&second["startTime"], &second["endTime"]]
    );
    let hours = |t: &mut Tenant, hours: i64| {
        t.at(SignedDuration::from_hours(hours));
        seen(t)
    };
    assert_eq!(hours(&mut t, 1), InUse);
    assert_eq!(hours(&mut t, 1), OnLeave);
    assert_eq!(hours(&mut t, 2), InUse, "it is over");
    assert_eq!(hours(&mut t, 8), InUse, "the first one would run now");
    let running = leave(&t);
    t.post(&path, running).is_empty();
    assert_eq!(seen(&mut t), OnLeave);
    t.act(&format!("{E4}/clear-leave-of-absence")).is_empty();
    assert_eq!(seen(&mut t), InUse);
    let none = json!({"startTime": null, "endTime": null, "isLeaveOfAbsence": false});
    assert_eq!(t.read(E4)["leaveOfAbsence"], none);
}

#[test]
fn seven_days_of_deletion() {
    proves!["5.1.6-08", "5.1.2-36"];
    for deleted_from in [Pending, InUse, Suspended, OnLeave] {
        let [mut t, mut undone] = [0, 1].map(|_| {
            let mut t = tenant(deleted_from);
            t.delete(E4).is_empty();
            t
        });
        // The last second of the seven days, of which a call takes one.
        t.at(WEEK - SignedDuration::from_secs(2));
        assert_eq!(seen(&mut t), Deleted);
        assert_eq!(seen(&mut t), Gone, "{deleted_from:?}");
        t.act(&format!("{E4}/undelete")).refused(404);
        t.create("/users", member("E4"));
        undone.at(WEEK - SignedDuration::from_secs(2));
        undone.act(&format!("{E4}/undelete")).is(200);
        assert_eq!(seen(&mut undone), deleted_from, "the state before");
        undone.at(WEEK);
        assert_eq!(
            seen(&mut undone),
            deleted_from,
            "and nothing is left of the deletion"
        );
    }
}

#[test]
fn names_are_free_when_the_member_is_gone() {
    proves!["5.1.6-08", "5.1.1-06"];
    let mut t = tenant(InUse);
    t.delete(E4).is_empty();
    t.post("/users", member("E4")).refused(400);
    t.delete(&format!("{E4}/forcedelete")).is_empty();
    let again = t.create("/users", member("E4"));
    assert_eq!(again["isPending"], true);
}

#[test]
fn a_service_account_is_nobody() {
    proves!["5.1.6-10"];
    let mut t = Tenant::acme();
    let users = t.list("/users", "users");
    let keys: Vec<&Value> = users.iter().map(|user| &user["userExternalKey"]).collect();
    assert_eq!(keys, ["E1", "E2", "E3", "E4"]);
    assert!(users.iter().all(|user| user["email"] != ACCOUNT));
    t.get(&format!("/users/{ACCOUNT}")).refused(404);
}
