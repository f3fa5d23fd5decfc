use serde_json::{Value, json};

use super::bench::{Bench, at, org, reopen};
use crate::sandbox::journal::{FileEntry, Kept};
use crate::sandbox::state::StateFile;
use crate::world::{FileArrived, Method, World};

fn saved(world: &World) -> Value {
    serde_json::to_value(world).expect("string keys only")
}

fn call(bench: &mut Bench, second: i64, target: &str, body: Value) -> Value {
    bench.perform(second, Method::Post, target, &body)
}

fn member(key: &str) -> Value {
    json!({"domainId": 1, "userExternalKey": key, "userName": {"lastName": "森"},
        "email": format!("{key}@acme.example"), "privateEmail": "p@private.example"})
}

#[test]
fn every_kind_of_act_is_there_after_a_kill() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    for key in ["e1", "e2", "e3", "e4"] {
        call(&mut bench, 1, "/users", member(key));
    }
    for key in ["e1", "e2", "e3"] {
        bench.act(
            2,
            &json!({"act": "firstLogin", "member": format!("externalKey:{key}")}),
        );
    }
    let group = json!({"domainId": 1, "groupName": "x", "groupExternalKey": "g1",
        "members": [{"id": "externalKey:e1", "type": "USER"}],
        "administrators": [{"userId": "externalKey:e1"}]});
    call(&mut bench, 3, "/groups", group);
    for act in [
        json!({"act": "failedLogins", "member": "externalKey:e2"}),
        json!({"act": "makeSuperAdmin", "member": "externalKey:e1"}),
        json!({"act": "makeAdministrator", "member": "externalKey:e3"}),
        json!({"act": "revokeAdministrator", "member": "externalKey:e3"}),
        json!({"act": "makeDynamic", "group": "externalKey:g1"}),
        json!({"act": "addExternalGroup", "domain": 1, "name": "Partners"}),
        json!({"act": "grantExternal", "domain": 1, "outside": "line", "to": "everyone"}),
        json!({"act": "addExternalContact", "domain": 1, "outside": "works", "id": "w1",
            "name": "林", "buddies": ["externalKey:e1"]}),
        json!({"act": "setCompanyTags", "domain": 1, "on": false}),
        json!({"act": "setGrantDelay", "domain": 1, "seconds": 5}),
        json!({"act": "nameCompany", "domain": 1, "name": "Acme"}),
        json!({"act": "hideProperties", "domain": 1, "properties": ["task"]}),
        json!({"act": "setConsistency", "listLagSeconds": 5}),
        json!({"act": "setAssumptions", "switches": {"deletedHoldNames": false}}),
        json!({"act": "moveClock", "to": at(3600)}),
        json!({"act": "setSync", "domain": 1, "switches": {"enabled": true, "organizationMember": true}}),
    ] {
        bench.act(4, &act);
    }
    let (_folder, path, world) = bench.killed();
    let (read, _state) = reopen(&path);
    assert_eq!(saved(&read), saved(&world));
    // The pending one went with the switch, as it did before the kill.
    assert_eq!(read.directory().members.len(), 3);
}

#[test]
fn what_time_brought_about_does_not_unhappen() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    call(&mut bench, 1, "/users", member("e1"));
    bench.create(2, "audit");
    let delete = crate::sandbox::journal::Entry::new(
        at(3),
        bench.world.counter(),
        Method::Delete,
        "/users/externalKey:e1",
        b"",
        204,
    );
    (bench.world)
        .perform(Method::Delete, "/users/externalKey:e1", None, at(3))
        .expect("accepted");
    bench.state.record(delete, &bench.world).expect("kept");
    let week = at(3 + 7 * 24 * 3600);
    bench.world.settle(week);
    bench.world.see(week);
    bench
        .state
        .record(Kept::Passed(week), &bench.world)
        .expect("kept");
    let (_folder, path, world) = bench.killed();
    let (mut read, _state) = reopen(&path);
    assert!(read.directory().members.is_empty());
    assert_eq!(saved(&read), saved(&world));
    assert_eq!(read.wake(at(100)), week, "time goes on where it was");
}

#[test]
fn a_file_that_came_is_there_after_a_kill() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    call(&mut bench, 1, "/users", member("e1"));
    let photo = json!({"fileName": "e1.jpg", "fileSize": 3});
    let offer = call(&mut bench, 2, "/users/externalKey:e1/photo", photo);
    let url = offer["uploadUrl"].as_str().expect("an address");
    let ticket = url.rsplit('/').next().expect("a segment");
    let ticket = percent_encoding::percent_decode_str(ticket)
        .decode_utf8()
        .expect("UTF-8")
        .into_owned();
    let file = FileArrived {
        ticket,
        size: 3,
        digest: "ab".repeat(32),
    };
    bench.world.receive_file(&file, at(3)).expect("awaited");
    bench.world.see(at(3));
    let entry = FileEntry { at: at(3), file };
    bench.state.record(entry, &bench.world).expect("kept");
    let (_folder, path, world) = bench.killed();
    let (read, _state) = reopen(&path);
    assert_eq!(read.files().count(), 1);
    assert_eq!(saved(&read), saved(&world));
}

#[test]
fn a_log_of_the_first_form_is_read_and_carried_on_in_the_new_one() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    bench.create(1, "audit");
    let (_folder, path, world) = bench.killed();
    let log = crate::sandbox::journal::Journal::path(&path);
    // As the first form was: no sums.
    let text = std::fs::read_to_string(&log).expect("log");
    let old: String = (text.lines())
        .map(|line| {
            let mut value: Value = serde_json::from_str(line).expect("JSON");
            let map = value.as_object_mut().expect("an object");
            map.shift_remove("sum");
            if map.contains_key("formatVersion") {
                map.insert("formatVersion".to_owned(), json!(1));
            }
            format!("{value}\n")
        })
        .collect();
    assert_ne!(old, text);
    std::fs::write(&log, old).expect("written");
    let (read, mut state) = reopen(&path);
    assert_eq!(saved(&read), saved(&world));

    let mut world = read;
    let act = serde_json::from_value(json!({"act": "nameCompany", "domain": 1, "name": "Acme"}))
        .expect("an act");
    let counter = world.counter();
    world.act(&act, at(5)).expect("done");
    world.see(at(5));
    let entry = crate::sandbox::journal::ActEntry {
        at: at(5),
        counter,
        act,
    };
    state.record(entry, &world).expect("kept");
    drop(state);
    assert_eq!(saved(&reopen(&path).0), saved(&world));
    let first = std::fs::read_to_string(&log).expect("log");
    assert!(first.starts_with("{\"formatVersion\":2,"), "{first}");
}

#[test]
fn a_refused_call_of_external_keys_is_kept_with_what_it_did() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    let id = bench.world.directory().orgs.keys().next().cloned();
    let id = id.expect("one").to_string();
    bench.create(1, "audit");
    let batch =
        json!({"orgUnits": [{"id": id, "externalKey": "S"}, {"id": "nobody", "externalKey": "N"}]});
    let counter = bench.world.counter();
    let refusal = (bench.world)
        .perform(Method::Post, "/orgunits/external-keys", Some(&batch), at(2))
        .expect_err("refused");
    bench.world.see(at(2));
    let bytes = batch.to_string();
    let entry = crate::sandbox::journal::Entry::new(
        at(2),
        counter,
        Method::Post,
        "/orgunits/external-keys",
        bytes.as_bytes(),
        refusal.status,
    );
    bench.state.record(entry, &bench.world).expect("kept");
    let (_folder, path, world) = bench.killed();
    let (read, _state) = reopen(&path);
    assert_eq!(saved(&read), saved(&world));
    let held = read.directory().orgs.get(id.as_str()).expect("there");
    assert_eq!(held.key.as_ref().map(|key| key.as_str()), Some("S"));
}

#[test]
fn ids_follow_on_whatever_was_not_kept() {
    let mut bench = Bench::new();
    bench.create(0, "sales");
    bench.act(
        1,
        &json!({"act": "nameCompany", "domain": 1, "name": "Acme"}),
    );
    bench.world.count_from(bench.world.counter() + 7);
    bench.act(
        2,
        &json!({"act": "nameCompany", "domain": 1, "name": "Bcme"}),
    );
    let (_folder, path, mut world) = bench.killed();
    let mut read = reopen(&path).0;
    let make = |world: &mut World| {
        world
            .perform(Method::Post, "/orgunits", Some(&org("hq")), at(9))
            .expect("accepted")
            .body
    };
    assert_eq!(make(&mut read), make(&mut world));
    assert!(StateFile::open(&path).is_ok());
}
