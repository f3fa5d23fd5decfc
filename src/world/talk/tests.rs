use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::directory::{DomainId, Id};
use crate::world::state::MemberExtra;
use crate::world::testing::{AWAY, HOME, call, start, world};
use crate::world::{Connection, Method, Outside, Reach, Refusal, World};

use super::permission::{Grant, GrantChange, MemberTalk};
use Method::{Delete, Get, Patch, Post};

/// A tenant with one member, `E1`.
fn tenant() -> World {
    let mut world = world();
    add(&mut world, "E1", "森");
    world
}

fn add(world: &mut World, key: &str, name: &str) {
    let body = json!({"domainId": HOME, "userExternalKey": key,
        "email": format!("{}x@acme.example", key.to_lowercase()),
        "userName": {"lastName": name}, "privateEmail": "p@private.example"});
    call(world, Method::Post, "/users", body);
}

fn at(seconds: i64) -> Timestamp {
    start() + SignedDuration::from_secs(seconds)
}

/// The status of a call, whether it was refused or not; refusals with their reason.
fn post(world: &mut World, tail: &str, seconds: i64) -> String {
    let answer = world.perform(Post, &format!("/users/{tail}"), None, at(seconds));
    said(answer.map(|reply| reply.status))
}

fn said(answer: Result<u16, Refusal>) -> String {
    match answer {
        Ok(status) => status.to_string(),
        Err(refusal) => format!("{} {}", refusal.status, refusal.reason),
    }
}

fn connection(world: &World, seconds: i64) -> Connection {
    let id = world.directory().members.keys().next().expect("a member");
    let id: Id = id.clone();
    world
        .connection(&id, Outside::Line, at(seconds))
        .expect("a member")
}

#[test]
fn a_grant_is_accepted_first_and_done_later() {
    let mut w = tenant();
    assert_eq!(post(&mut w, "externalKey:E1/unlink-to-line", 0), "204");
    assert_eq!(post(&mut w, "externalKey:E1/link-to-line", 0), "202");
    assert_eq!(connection(&w, 9), Connection::Granting(at(10)));
    for tail in ["link-to-line", "unlink-to-line"] {
        let tail = format!("externalKey:E1/{tail}");
        assert_eq!(post(&mut w, &tail, 9), "403 talkInProcess");
    }
    assert_eq!(connection(&w, 10), Connection::Granted);
    assert_eq!(post(&mut w, "externalKey:E1/link-to-line", 10), "204");
    assert_eq!(post(&mut w, "externalKey:E1/unlink-to-line", 10), "202");
    assert_eq!(connection(&w, 10), Connection::Removing(at(20)));
    assert_eq!(connection(&w, 20), Connection::No);
    // The other kind of outside people was never spoken of.
    assert_eq!(post(&mut w, "externalKey:E1/unlink-to-works", 20), "204");
    assert_eq!(post(&mut w, "nobody/link-to-works", 20), "404 notFound");
}

#[test]
fn a_domain_says_how_long_it_takes() {
    let mut w = tenant();
    w.settings_mut(DomainId(HOME)).talk.delay_seconds = 0;
    assert_eq!(post(&mut w, "externalKey:E1/link-to-line", 0), "202");
    assert_eq!(connection(&w, 0), Connection::Granted);
}

#[test]
fn a_grant_to_all_members_makes_single_ones_impossible() {
    let mut w = tenant();
    assert_eq!(post(&mut w, "link-to-line", 0), "202");
    assert_eq!(connection(&w, 9), Connection::No);
    assert_eq!(connection(&w, 10), Connection::Everyone);
    assert_eq!(post(&mut w, "link-to-line", 10), "202");
    for tail in ["link-to-line", "unlink-to-line"] {
        let tail = format!("externalKey:E1/{tail}");
        assert_eq!(post(&mut w, &tail, 10), "403 talkForEveryone");
    }
    assert_eq!(post(&mut w, "externalKey:E1/link-to-works", 10), "202");
    assert_eq!(
        post(&mut w, "link-to-works?domainId=1", 10),
        "403 noSuchDomain"
    );
}

#[test]
fn the_first_single_grant_switches_it_on_for_the_domain() {
    let mut w = tenant();
    let reach = |w: &World| w.state().reach(DomainId(HOME), Outside::Works, start());
    assert_eq!(reach(&w), Reach::Off);
    assert_eq!(post(&mut w, "externalKey:E1/link-to-works", 0), "202");
    assert_eq!(reach(&w), Reach::PerMember);
}

#[test]
fn prohibited_names_are_told_as_absent() {
    let mut w = tenant();
    add(&mut w, "E2", "Caroline");
    add(&mut w, "E3", "森🌲");
    add(&mut w, "Eline", "森");
    for key in ["E2", "E3", "Eline"] {
        for kind in ["line", "works"] {
            let tail = format!("externalKey:{key}/link-to-{kind}");
            assert_eq!(post(&mut w, &tail, 0), "404 prohibitedName", "{tail}");
        }
    }
    w.settings_mut(DomainId(HOME)).company_name = Some("Skyline".to_owned());
    let tail = "externalKey:E1/link-to-line";
    assert_eq!(post(&mut w, tail, 0), "404 prohibitedName");
    assert_eq!(post(&mut w, "link-to-line", 0), "404 prohibitedName");
}

#[test]
fn members_in_deletion_are_granted_nothing() {
    let mut w = tenant();
    call(&mut w, Delete, "/users/externalKey:E1", Value::Null);
    let tail = "externalKey:E1/link-to-line";
    assert_eq!(post(&mut w, tail, 0), "400 memberIsDeleted");
    let tail = "externalKey:E1/unlink-to-line";
    assert_eq!(post(&mut w, tail, 0), "403 memberIsDeleted");
}

#[test]
fn a_link_address_is_given_and_reset() {
    let mut w = tenant();
    let path = "/users/externalKey:E1/link-url";
    let first = call(&mut w, Get, path, Value::Null);
    assert_eq!(first, call(&mut w, Get, path, Value::Null));
    call(&mut w, Post, &format!("{path}/reset"), Value::Null);
    assert_ne!(first, call(&mut w, Get, path, Value::Null));
    add(&mut w, "E2", "林");
    let other = call(&mut w, Get, "/users/externalKey:E2/link-url", Value::Null);
    assert_ne!(first["linkUrl"], other["linkUrl"]);
}

#[test]
fn who_talks_moves_only_where_that_is_allowed() {
    let mut w = tenant();
    let to = json!({"organizations": [{"domainId": AWAY, "primary": true,
        "email": "e1x@acme-sub.example", "orgUnits": []}]});
    let go = |w: &mut World, seconds| {
        let answer = w.perform(Post, "/users/externalKey:E1/move", Some(&to), at(seconds));
        said(answer.map(|reply| reply.status))
    };
    assert_eq!(post(&mut w, "externalKey:E1/link-to-line", 0), "202");
    assert_eq!(go(&mut w, 10), "403 talkNotAllowedThere");
    let away = w.settings_mut(DomainId(AWAY));
    away.talk.line.set(Reach::PerMember);
    assert_eq!(go(&mut w, 10), "200");
    assert_eq!(connection(&w, 10), Connection::Granted);
}

#[test]
fn a_prohibited_login_id_needs_the_old_one_as_an_alias() {
    let mut w = tenant();
    let change = |w: &mut World, aliases: &[&str]| {
        let body = json!({"email": "eline@acme.example", "aliasEmails": aliases});
        let answer = w.perform(Patch, "/users/externalKey:E1", Some(&body), at(10));
        said(answer.map(|reply| reply.status))
    };
    assert_eq!(change(&mut w.clone(), &[]), "200");
    assert_eq!(post(&mut w, "externalKey:E1/link-to-line", 0), "202");
    assert_eq!(change(&mut w, &[]), "400 oldAddressNotKept");
    assert_eq!(change(&mut w, &["e1x@acme.example"]), "200");
}

#[test]
fn what_was_never_granted_is_not_kept() {
    let extra = serde_json::to_value(MemberExtra::default()).expect("an object");
    assert_eq!(extra.get("talk"), None);
    let talk = serde_json::to_value(MemberTalk::default()).expect("an object");
    assert_eq!(talk, json!({"resets": 0}));
}

#[test]
fn a_change_is_none_until_it_is_done() {
    for to in [true, false] {
        let change = GrantChange { to, at: at(10) };
        let grant = Grant {
            granted: !to,
            change: Some(change),
        };
        assert_eq!([grant.at(at(9)), grant.at(at(10))], [!to, to]);
        assert_eq!(
            [grant.pending(at(9)), grant.pending(at(10))],
            [Some(change), None]
        );
    }
}
