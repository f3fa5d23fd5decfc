//! Facts 5.1: photos of members, and the upload host (facts 1.1).

use meibo::world::{FileArrived, reasons};
use serde_json::{Value, json};

use crate::bodies::{with, without};
use crate::tenant::Tenant;

const PHOTO: &str = "/users/externalKey:E1/photo";
/// The largest file, bytes.
const MOST: i64 = 10_485_760;

fn told() -> Value {
    json!({"fileName": "花子.jpg", "fileSize": 3})
}

/// What a client does with an upload URL: the file of three bytes goes there.
fn upload(t: &mut Tenant, url: &Value, digest: &str) {
    let last = url.as_str().and_then(|url| url.rsplit('/').next());
    let last = last.expect("an address").as_bytes();
    let ticket = percent_encoding::percent_decode(last).decode_utf8_lossy();
    let file = FileArrived {
        ticket: ticket.into_owned(),
        size: 3,
        digest: digest.to_owned(),
    };
    let now = t.now();
    t.world.receive_file(&file, now).expect("awaited");
}

#[test]
fn an_upload_is_told_of_with_name_and_size() {
    proves!["5.1.1-16"];
    let mut t = Tenant::acme();
    let answer = t.post(PHOTO, told()).is(200);
    assert!(answer["uploadUrl"].is_string(), "{answer}");
    assert_eq!(answer.as_object().map(serde_json::Map::len), Some(1));
    for size in [1, MOST] {
        t.post(PHOTO, with(told(), json!({"fileSize": size})))
            .is(200);
    }
    for (change, reason) in [
        (json!({"fileSize": MOST + 1}), reasons::OUT_OF_RANGE),
        (json!({"fileSize": 0}), reasons::OUT_OF_RANGE),
        (json!({"fileSize": "3"}), reasons::WRONG_TYPE),
        (json!({"fileName": null}), reasons::NOT_NULLABLE),
    ] {
        assert_eq!(t.post(PHOTO, with(told(), change)).refused(400), reason);
    }
    for name in ["fileName", "fileSize"] {
        let lacking = t.post(PHOTO, without(told(), name));
        assert_eq!(lacking.refused(400), reasons::MISSING_PROPERTY);
    }
    let nobody = t.post("/users/externalKey:E99/photo", told());
    assert_eq!(nobody.refused(404), reasons::NOT_FOUND);
}

#[test]
fn a_photo_is_a_redirect_without_rate_headers() {
    proves!["5.1.1-17", "1.2-01", "3.1-14"];
    let mut t = Tenant::acme();
    assert_eq!(t.get(PHOTO).refused(404), reasons::NO_PHOTO);
    let offered = t.post(PHOTO, told());
    assert!(offered.header("rateLimit-remaining").is_some());
    let url = offered.is(200)["uploadUrl"].clone();
    upload(&mut t, &url, "abc");
    let found = t.get(PHOTO);
    assert_eq!((found.status, found.has_body), (302, false));
    let location = found.header("Location").expect("an address");
    assert!(location.ends_with("/abc"), "{location}");
    for name in ["limit", "remaining", "reset", "ssed"] {
        assert_eq!(found.header(&format!("rateLimit-{name}")), None);
    }
    t.delete(PHOTO).is_empty();
    assert_eq!(t.get(PHOTO).refused(404), reasons::NO_PHOTO);
}

#[test]
fn files_go_to_the_upload_host() {
    proves!["1.1-05"];
    let mut t = Tenant::acme();
    let host = "https://apis-storage.worksmobile.com/";
    let url = t.post(PHOTO, told()).is(200)["uploadUrl"].clone();
    assert!(
        url.as_str().is_some_and(|url| url.starts_with(host)),
        "{url}"
    );
    upload(&mut t, &url, "abc");
    let found = t.get(PHOTO);
    assert!(
        found
            .header("Location")
            .is_some_and(|at| at.starts_with(host))
    );
}
