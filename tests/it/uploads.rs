//! The upload host over real HTTP, and what is attached to objects across a kill.

use std::path::Path;

use meibo::directory::{DomainId, Plan};
use meibo::sandbox::{Options, Running, Seed, start};
use meibo::world::{DomainRules, Rules, World};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::http::{Answer, send};

const PHOTO: &str = "/users/externalKey:E1/photo";

fn options(state: Option<&Path>) -> Options {
    let rules = Rules {
        plan: Plan::Advanced,
        sso: false,
        domains: vec![DomainRules {
            id: DomainId(1),
            name: "acme.example".to_owned(),
            member_limit: None,
        }],
    };
    Options {
        state: state.map(Path::to_owned),
        keep_key: true,
        ..Options::of(Seed::Empty(rules))
    }
}

/// Calls the API as the bearer of the dev token.
struct Caller {
    api: String,
    token: String,
}

impl Caller {
    fn of(running: &Running) -> Caller {
        let token = running.credentials.dev_token.expose_secret();
        Caller {
            api: running.api_url.clone(),
            token: format!("Bearer {token}"),
        }
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Answer {
        let sent = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let headers = [
            ("Authorization", self.token.as_str()),
            ("Content-Type", "application/json"),
        ];
        send(
            method,
            &format!("{}{path}", self.api),
            &headers,
            sent.as_bytes(),
        )
    }

    #[track_caller]
    fn ok(&self, method: &str, path: &str, body: Value) -> Value {
        let answer = self.call(method, path, &body);
        assert!(
            (200..300).contains(&answer.status),
            "{method} {path} {answer:?}"
        );
        if answer.body.is_empty() {
            Value::Null
        } else {
            answer.json()
        }
    }

    fn furnish(&self) {
        let member = json!({"domainId": 1, "userExternalKey": "E1", "email": "e1@acme.example",
            "userName": {"lastName": "森"}, "privateEmail": "p@private.example"});
        self.ok("POST", "/users", member);
        let org = json!({"domainId": 1, "orgUnitExternalKey": "A", "orgUnitName": "A",
            "displayOrder": 1});
        self.ok("POST", "/orgunits", org);
    }

    /// Where a file of a size is to be sent.
    fn told(&self, size: usize) -> String {
        let body = json!({"fileName": "a.jpg", "fileSize": size});
        let answer = self.ok("POST", PHOTO, body);
        answer["uploadUrl"].as_str().expect("an address").to_owned()
    }

    /// Where the photo lies.
    fn place(&self) -> Option<String> {
        let answer = self.call("GET", PHOTO, &Value::Null);
        assert!(answer.status == 404 || answer.status == 302, "{answer:?}");
        assert_eq!(
            answer.header("ratelimit-limit").is_none(),
            answer.status == 302
        );
        answer.header("location").map(str::to_owned)
    }
}

/// Runs what blocks on a thread of its own.
async fn blocking<T: Send + 'static>(f: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(f).await.expect("no panic")
}

/// All that a world holds but tokens, rate windows and its clock.
fn held(world: &World) -> Value {
    let mut state = serde_json::to_value(world).expect("a world is JSON");
    state["access"] = Value::Null;
    state["clock"] = Value::Null;
    state
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_is_sent_fetched_and_deleted() {
    proves!["1.1-05", "5.1.1-16", "5.1.1-17"];
    let running = start(options(None)).await.expect("started");
    let host = running.api_url.replace("/v1.0", "/upload/");
    blocking(move || {
        let caller = Caller::of(&running);
        caller.furnish();
        let url = caller.told(5);
        assert!(url.starts_with(&host), "{url}");
        assert_eq!(caller.place(), None);
        // The bytes themselves, however they are called.
        let wrong = send("POST", &url, &[], b"four");
        assert_eq!(wrong.status, 400, "{wrong:?}");
        assert_eq!(caller.place(), None);
        let sent = send("PUT", &url, &[("Content-Type", "image/jpeg")], b"hello");
        assert_eq!((sent.status, sent.body.as_str()), (200, ""));
        let first = caller.place().expect("an address");
        assert!(first.starts_with(&host), "{first}");
        let got = send("GET", &first, &[], b"");
        assert_eq!((got.status, got.body.as_str()), (200, "hello"));
        assert_eq!(got.header("content-type"), Some("application/octet-stream"));
        assert_eq!(got.header("x-content-type-options"), Some("nosniff"));
        // An address is good for one file.
        assert_eq!(send("POST", &url, &[], b"hello").status, 404);
        // A form, and a page that pretends to be a picture.
        let page = "<script>1</script>";
        let form = format!(
            "--b\r\nContent-Disposition: form-data; name=\"FileData\"; filename=\"a.html\"\r\n\
             Content-Type: text/html\r\n\r\n{page}\r\n--b--\r\n"
        );
        let kind = ("Content-Type", "multipart/form-data; boundary=b");
        let url = caller.told(page.len());
        assert_eq!(send("POST", &url, &[kind], form.as_bytes()).status, 200);
        let second = caller.place().expect("an address");
        assert_ne!(first, second);
        let got = send("GET", &second, &[], b"");
        assert_eq!(got.body, page);
        assert_eq!(got.header("content-type"), Some("application/octet-stream"));
        assert!(
            got.header("content-security-policy")
                .is_some_and(|p| p.contains("sandbox"))
        );
        caller.ok("DELETE", PHOTO, Value::Null);
        assert_eq!(caller.place(), None);
        let all = running.arrivals();
        let mut uploads = all
            .iter()
            .filter(|arrival| arrival.operation.contains("/upload/"));
        assert!(
            uploads
                .clone()
                .any(|arrival| arrival.operation == "PUT /upload/{}")
        );
        // Whoever knows an address may use it: none stands in the log.
        assert!(uploads.all(|arrival| arrival.target == "/upload"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_guesses_an_upload() {
    let running = start(options(None)).await.expect("started");
    let root = running.api_url.replace("/v1.0", "");
    blocking(move || {
        let caller = Caller::of(&running);
        caller.furnish();
        let url = caller.told(5);
        let last = url.rsplit('/').next().expect("a segment");
        for path in [
            "/upload/".to_owned(),
            format!("/upload/{last}"),
            format!("/upload/{}/{last}", "0".repeat(64)),
            format!("/upload//{last}"),
        ] {
            let answer = send("POST", &format!("{root}{path}"), &[], b"hello");
            assert_eq!(answer.status, 404, "{path} {answer:?}");
        }
        let base = url.trim_end_matches(last);
        for name in ["", "..", "..%2Fstate.json", "%ff", last] {
            let answer = send("GET", &format!("{base}{name}"), &[], b"");
            assert_eq!(answer.status, 404, "{name} {answer:?}");
        }
        assert_eq!(send("DELETE", &url, &[], b"").status, 405);
        let form = ("Content-Type", "multipart/form-data; boundary=b");
        assert_eq!(send("POST", &url, &[form], b"--b--").status, 400);
        let long = vec![b'a'; (11 << 20) + 1];
        assert_eq!(send("POST", &url, &[], &long).status, 413);
        // And it is still awaited.
        assert_eq!(send("POST", &url, &[], b"hello").status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_attached_survives_a_kill() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let [state, copy] = ["state.json", "copy.json"].map(|name| folder.path().join(name));
    let running = start(options(Some(&state))).await.expect("started");
    let running = blocking(move || {
        let caller = Caller::of(&running);
        caller.furnish();
        let listed = json!({"accessRestrictType": "ONLY_MY_AND_SPECIFIED_ORGUNIT",
            "specifiedOrgUnits": [{"orgUnitId": "externalKey:A"}]});
        let me = json!({"accessRestrictType": "ONLY_ME"});
        let name = json!({"domainId": 1, "displayOrder": 1, "employmentTypeName": "契約",
            "employmentTypeExternalKey": "PT"});
        let status = json!({"domainId": 1, "profileStatusId": "CUSTOM02", "iconType": "BUSY",
            "profileStatusName": "会議", "displayOrder": 1});
        let types = "/directory/employment-types";
        let defined = "/directory/profile-statuses";
        let set = "/users/externalKey:E1/user-profile-statuses";
        for (method, path, body) in [
            (
                "POST",
                "/users/externalKey:E1/orgunit-access-restrict",
                listed.clone(),
            ),
            (
                "POST",
                "/orgunits/externalKey:A/orgunit-access-restrict",
                me.clone(),
            ),
            (
                "PUT",
                "/orgunits/externalKey:A/orgunit-access-restrict",
                listed,
            ),
            ("POST", "/directory/employment-types/enable", Value::Null),
            ("POST", types, name),
            (
                "POST",
                "/directory/employment-types/externalKey:PT/orgunit-access-restrict",
                me,
            ),
            ("POST", defined, status),
            (
                "PATCH",
                "/directory/profile-statuses/BUSY",
                json!({"displayOrder": 7}),
            ),
            ("POST", set, json!({"profileStatusId": "CUSTOM02"})),
            (
                "POST",
                set,
                json!({"profileStatusId": "AWAY", "startTime": "2099-01-01T09:00:00+09:00",
                    "endTime": "2099-01-02T09:00:00+09:00"}),
            ),
            ("POST", "/security/external-browser/enable", Value::Null),
            ("POST", "/users/externalKey:E1/force-logout", Value::Null),
        ] {
            caller.ok(method, path, body);
        }
        assert_eq!(send("POST", &caller.told(5), &[], b"hello").status, 200);
        caller.told(7);
        running
    })
    .await;
    // What a kill leaves behind.
    for end in ["", ".log", ".key.pem"] {
        let from = format!("{}{end}", state.display());
        std::fs::copy(from, format!("{}{end}", copy.display())).expect("copied");
    }
    let files = |state: &Path| format!("{}.files", state.display());
    std::fs::create_dir(files(&copy)).expect("a folder");
    for entry in std::fs::read_dir(files(&state)).expect("files") {
        let entry = entry.expect("a file");
        let to = Path::new(&files(&copy)).join(entry.file_name());
        std::fs::copy(entry.path(), to).expect("copied");
    }
    let stale = Path::new(&files(&copy)).join("0".repeat(64));
    std::fs::write(&stale, "nobody's").expect("written");
    let again = start(options(Some(&copy))).await.expect("no damage");
    let worlds = [&running, &again].map(|running| held(&running.world().expect("a world")));
    assert_eq!(worlds[0], worlds[1]);
    for part in ["restrictions", "statuses", "photos", "externalBrowser"] {
        assert!(!worlds[1][part].is_null(), "{part} {}", worlds[1]);
    }
    assert!(
        !worlds[1].to_string().contains("hello"),
        "no bytes in the state"
    );
    assert!(!stale.exists(), "what no photo refers to is removed");
    blocking(move || {
        let place = Caller::of(&again).place().expect("an address");
        assert_eq!(send("GET", &place, &[], b"").body, "hello");
    })
    .await;
}
