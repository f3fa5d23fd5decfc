use serde_json::{Value, json};

use crate::world::testing::{HOME, call, refused, start, world};
use crate::world::{FileArrived, Method, World, reasons};
use Method::{Delete, Get, Post};

const PHOTO: &str = "/users/externalKey:E1/photo";

fn furnished() -> World {
    let mut world = world();
    let member = json!({"domainId": HOME, "userExternalKey": "E1", "email": "e1@acme.example",
        "userName": {"lastName": "森"}, "privateEmail": "p@private.example"});
    call(&mut world, Post, "/users", member);
    world
}

/// The ticket of a new upload.
fn told(world: &mut World, size: i64) -> String {
    let body = json!({"fileName": "a.jpg", "fileSize": size});
    let url = call(world, Post, PHOTO, body)["uploadUrl"].clone();
    let last = url.as_str().and_then(|url| url.rsplit('/').next());
    let last = last.expect("an address").replace("%2D", "-");
    assert!(!last.contains('%'), "{url}");
    last
}

fn file(ticket: &str, size: u64, digest: &str) -> FileArrived {
    FileArrived {
        ticket: ticket.to_owned(),
        size,
        digest: digest.to_owned(),
    }
}

fn shown(world: &mut World) -> Option<String> {
    let reply = world.perform(Get, PHOTO, None, start()).ok()?;
    assert_eq!((reply.status, reply.body), (302, None));
    reply.location
}

#[test]
fn a_photo_is_there_once_its_file_has_arrived() {
    let mut world = furnished();
    let none = refused(&mut world, Get, PHOTO, Value::Null);
    assert_eq!((none.status, none.reason), (404, reasons::NO_PHOTO));
    let ticket = told(&mut world, 3);
    assert_eq!(shown(&mut world), None);
    world
        .receive_file(&file(&ticket, 3, "aa"), start())
        .expect("awaited");
    let host = "https://apis-storage.worksmobile.com/upload";
    assert_eq!(shown(&mut world), Some(format!("{host}/aa")));
    // A second file takes its place when it arrives, and is taken once.
    let next = told(&mut world, 4);
    assert_eq!(shown(&mut world), Some(format!("{host}/aa")));
    world
        .receive_file(&file(&next, 4, "bb"), start())
        .expect("awaited");
    assert_eq!(shown(&mut world), Some(format!("{host}/bb")));
    for old in [ticket, next] {
        let late = world.receive_file(&file(&old, 4, "cc"), start());
        assert_eq!(late.expect_err("spent").reason, reasons::NO_UPLOAD);
    }
    call(&mut world, Delete, PHOTO, Value::Null);
    assert_eq!(shown(&mut world), None);
    refused(&mut world, Delete, PHOTO, Value::Null);
}

#[test]
fn a_file_must_be_as_long_as_was_told() {
    let mut world = furnished();
    let ticket = told(&mut world, 3);
    let asked = world.awaits_file(&file(&ticket, 4, "aa"));
    assert_eq!(
        asked.expect_err("too long").reason,
        reasons::OTHER_FILE_SIZE
    );
    world
        .awaits_file(&file(&ticket, 3, "aa"))
        .expect("awaited, and not taken in by asking");
    let wrong = world.receive_file(&file(&ticket, 4, "aa"), start());
    assert_eq!(
        wrong.expect_err("too long").reason,
        reasons::OTHER_FILE_SIZE
    );
    world
        .receive_file(&file(&ticket, 3, "aa"), start())
        .expect("still awaited");
}

#[test]
fn photos_go_with_their_member() {
    let mut world = furnished();
    let ticket = told(&mut world, 3);
    world
        .receive_file(&file(&ticket, 3, "aa"), start())
        .expect("awaited");
    let waiting = told(&mut world, 3);
    assert_eq!(world.files().collect::<Vec<_>>(), ["aa"]);
    call(
        &mut world,
        Delete,
        "/users/externalKey:E1/forcedelete",
        Value::Null,
    );
    assert_eq!(world.files().count(), 0);
    assert!(
        world
            .receive_file(&file(&waiting, 3, "aa"), start())
            .is_err()
    );
}

#[test]
fn the_photo_of_who_is_in_deletion_is_read_and_not_changed() {
    let mut world = furnished();
    let ticket = told(&mut world, 3);
    world
        .receive_file(&file(&ticket, 3, "aa"), start())
        .expect("awaited");
    call(&mut world, Delete, "/users/externalKey:E1", Value::Null);
    assert!(shown(&mut world).is_some());
    let body = json!({"fileName": "a.jpg", "fileSize": 3});
    for (method, body) in [(Post, body), (Delete, Value::Null)] {
        let refusal = refused(&mut world, method, PHOTO, body);
        assert_eq!(refusal.reason, reasons::MEMBER_IS_DELETED);
    }
}
