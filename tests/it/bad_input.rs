//! Wrong input of every kind gives a clear error that names the place and what to do:
//! exit 1, nothing written, no panic.

use crate::environment::{Environment, Ran};
use crate::fake::{Fake, Reply};

const TENANT: &str = "\
tenant:
  key: small
  plan: standard
  domains: [{key: main, id: 1, name: small.example}]
";

/// One wrong configuration: what it is called, its file, what the message must name.
struct Wrong {
    name: &'static str,
    content: Vec<u8>,
    names: &'static [&'static str],
}

fn wrong(name: &'static str, content: impl Into<Vec<u8>>, names: &'static [&'static str]) -> Wrong {
    Wrong {
        name,
        content: content.into(),
        names,
    }
}

fn all() -> Vec<Wrong> {
    let with = |rest: &str| format!("{TENANT}{rest}");
    let nested = {
        let mut text = with("orgs:\n");
        for depth in 0..200 {
            let indent = "  ".repeat(2 * depth + 1);
            text.push_str(&format!(
                "{indent}- key: o{depth}\n{indent}  name: Org {depth}\n{indent}  orgs:\n"
            ));
        }
        text.push_str(&format!("{}[]\n", "  ".repeat(402)));
        text
    };
    let bomb = {
        let mut text = with("x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
        for level in 1..12 {
            let last = level - 1;
            let list = vec![format!("*x{last}"); 10].join(", ");
            text.push_str(&format!("x{level}: &x{level} [{list}]\n"));
        }
        text
    };
    let latin = {
        let mut bytes = with("orgs:\n  - {key: hq, name: ").into_bytes();
        bytes.extend([0x89, 0xc4, 0xff]);
        bytes.extend(b"}\n");
        bytes
    };
    let utf_16: Vec<u8> = with("orgs: []\n")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    vec![
        wrong("empty_file", "", &["meibo.yaml"]),
        wrong("no_tenant", "orgs: []\n", &["tenant"]),
        wrong("not_utf8", latin, &["meibo.yaml", "UTF-8"]),
        wrong(
            "tabs",
            with("orgs:\n\t- {key: hq, name: HQ}\n"),
            &["meibo.yaml:6", "tab"],
        ),
        wrong(
            "duplicate_property",
            with("orgs:\n  - key: hq\n    name: HQ\n    name: Head Office\n"),
            &["meibo.yaml:8", "name"],
        ),
        wrong("nesting", nested, &["meibo.yaml"]),
        wrong("alias_bomb", bomb, &["meibo.yaml"]),
        wrong(
            "forbidden_character",
            with("orgs:\n  - {key: \"h/q\", name: HQ}\n"),
            &["meibo.yaml:6", "h/q"],
        ),
        wrong(
            "unknown_property",
            with("orgs:\n  - {key: hq, nmae: HQ}\n"),
            &["meibo.yaml:6", "nmae", "name"],
        ),
        wrong(
            "wrong_type",
            with("orgs:\n  - {key: hq, name: HQ, visible: often}\n"),
            &["meibo.yaml:6", "visible"],
        ),
        wrong(
            "unquoted_number",
            with("orgs:\n  - {key: 007, name: HQ}\n"),
            &["meibo.yaml:6", "007"],
        ),
        wrong(
            "reference_to_nothing",
            with("orgs:\n  - {key: hq, name: HQ, parent: hqq}\n"),
            &["meibo.yaml:6", "hqq"],
        ),
        wrong(
            "duplicate_key",
            with("orgs:\n  - {key: hq, name: HQ}\n  - {key: hq, name: Other}\n"),
            &["meibo.yaml:7", "hq"],
        ),
        wrong("not_yaml", "tenant: [\n", &["meibo.yaml"]),
        wrong("utf_16", utf_16, &["meibo.yaml:1:1", "UTF-16", "UTF-8"]),
        wrong(
            "carriage_returns",
            with("orgs:\n  - {key: hq, nmae: HQ}\n").replace('\n', "\r"),
            &["meibo.yaml:6", "nmae"],
        ),
        wrong(
            "unquoted_before_an_end",
            with("orgs:\n  - {key: 007, name: HQ}\n  - {key: a, name: .inf}\n"),
            &["meibo.yaml:6", "meibo.yaml:7", ".inf"],
        ),
        wrong("a_list", "- 1\n- 2\n", &["meibo.yaml:1"]),
        wrong(
            "not_yet",
            with("effective: 2027-04-01\n"),
            &["meibo.yaml:5", "effective"],
        ),
    ]
}

/// What every refusal has.
fn is_clear(ran: &Ran, names: &[&str]) {
    assert!(ran.stderr.contains("error M0"), "no code: {ran}");
    assert!(ran.stderr.contains("help:"), "nothing to do: {ran}");
    for name in names {
        assert!(ran.stderr.contains(name), "{name} is not named: {ran}");
    }
}

#[test]
fn a_wrong_configuration_names_place_and_remedy() {
    for Wrong {
        name,
        content,
        names,
    } in all()
    {
        let environment = Environment::new();
        environment.write("wrong/meibo.yaml", content);
        let before = environment.files();
        let ran = environment.meibo(&["validate", "wrong"]).exits(1);
        is_clear(&ran, names);
        assert_eq!(ran.stdout, "", "{name}");
        insta::assert_snapshot!(format!("bad_input_{name}"), ran.stderr);
        // What cannot be read cannot be planned or applied either.
        for verb in [
            &["plan", "wrong", "--sandbox"][..],
            &["apply", "wrong", "--sandbox", "--yes"],
        ] {
            environment.meibo(verb).exits(1);
        }
        assert_eq!(environment.files(), before, "{name}: something was written");
    }
}

#[test]
fn every_problem_of_all_files_at_once() {
    let environment = Environment::new();
    environment.write("wrong/a.yaml", TENANT);
    environment.write(
        "wrong/b.yaml",
        "orgs:\n  - {key: hq, name: HQ, parent: nowhere}\n",
    );
    environment.write("wrong/c.yaml", "members:\n  - {key: E1, eamil: x}\n");
    environment.write(
        "wrong/d.yaml",
        "groups:\n  - {key: g, name: G, visible: often}\n",
    );
    let ran = environment.meibo(&["validate", "wrong"]).exits(1);
    is_clear(
        &ran,
        &[
            "b.yaml:2", "nowhere", "c.yaml:2", "eamil", "d.yaml:2", "visible",
        ],
    );
}

#[test]
fn a_place_that_is_no_configuration() {
    let environment = Environment::new();
    std::fs::create_dir(environment.folder().join("empty")).expect("a folder");
    environment.write("text/notes.txt", "nothing");
    environment.write("half/orgs.yaml", "orgs: []\n");
    for path in ["nowhere", "empty", "text", "half", "text/notes.txt"] {
        let ran = environment.meibo(&["validate", path]).exits(1);
        is_clear(&ran, &[]);
    }
}

#[test]
fn credentials_that_are_missing_or_malformed() {
    let mut environment = Environment::new();
    environment.write("small/meibo.yaml", TENANT);
    let before = environment.files();
    let ran = environment.meibo(&["plan", "small"]).exits(1);
    is_clear(
        &ran,
        &[
            "LINEWORKS_CLIENT_ID",
            "LINEWORKS_CLIENT_SECRET",
            "LINEWORKS_SERVICE_ACCOUNT",
            "LINEWORKS_PRIVATE_KEY",
            "--sandbox",
        ],
    );
    environment.set("LINEWORKS_CLIENT_ID", "id");
    environment.set("LINEWORKS_CLIENT_SECRET", "s3cret-of-the-app");
    environment.set("LINEWORKS_SERVICE_ACCOUNT", "x.serviceaccount@small");
    let key_file = environment.write("key-of-test.pem", "this is no key s3cret-text");
    environment.set("LINEWORKS_PRIVATE_KEY_FILE", "key-of-test.pem");
    let ran = environment.meibo(&["plan", "small"]).exits(1);
    std::fs::remove_file(&key_file).expect("removed");
    is_clear(&ran, &["key-of-test.pem"]);
    assert!(!ran.stderr.contains("s3cret"), "{ran}");
    let ran = environment.meibo(&["plan", "small"]).exits(1);
    is_clear(&ran, &["key-of-test.pem"]);
    environment.set("LINEWORKS_ACCESS_TOKEN", "t0ken\nwith a line end");
    is_clear(&environment.meibo(&["plan", "small"]).exits(1), &[]);
    environment.set("LINEWORKS_ACCESS_TOKEN", "t0ken-of-the-test");
    environment.set("LINEWORKS_API_URL", "http://example.com/v1.0");
    let ran = environment.meibo(&["plan", "small"]).exits(1);
    is_clear(&ran, &["http://example.com"]);
    assert!(!ran.stderr.contains("t0ken"), "{ran}");
    assert_eq!(environment.files(), before);
}

#[test]
fn a_server_that_answers_nonsense() {
    let html = || {
        Reply::Text(
            200,
            vec![("Content-Type", "text/html".to_owned())],
            "<html>proxy</html>".to_owned(),
        )
    };
    type Answer = Box<dyn Fn() -> Reply + Send + Sync>;
    let answers: [(&str, Answer); 5] = [
        ("html", Box::new(html)),
        (
            "half",
            Box::new(|| Reply::Half(200, "{\"orgUnits\": [".to_owned())),
        ),
        ("nothing", Box::new(|| Reply::Nothing)),
        (
            "empty",
            Box::new(|| Reply::Text(200, Vec::new(), String::new())),
        ),
        (
            "other",
            Box::new(|| Reply::Json(200, serde_json::json!([1, 2, 3]))),
        ),
    ];
    for (name, answer) in answers {
        let mut environment = Environment::new();
        environment.write("small/meibo.yaml", format!("{TENANT}orgs: []\n"));
        let server = Fake::start(move |_| Some(answer()));
        environment.set("LINEWORKS_ACCESS_TOKEN", "t0ken-of-the-test");
        environment.set("LINEWORKS_API_URL", &server.url);
        environment.set("LINEWORKS_AUTH_URL", &server.url);
        let before = environment.files();
        // Reads are repeated after pauses, so one verb stands for all that read.
        let verb = match name {
            "html" => &["pull", "small", "--out", "snapshot.json"][..],
            "empty" => &["drift", "small"],
            _ => &["plan", "small", "--out", "plan.json"],
        };
        let ran = environment.meibo(verb).exits(1);
        is_clear(&ran, &[]);
        assert!(!ran.stderr.contains("t0ken"), "{name}: {ran}");
        assert_eq!(environment.files(), before, "{name}");
    }
}

#[test]
fn files_that_are_none_of_ours() {
    let environment = Environment::new();
    environment.write("small/meibo.yaml", TENANT);
    for (name, content) in [
        ("nonsense", "nonsense"),
        ("half", "{\"formatVersion\": 1, \"tenant\":"),
        ("later", "{\"formatVersion\": 99, \"tenant\": \"small\"}"),
        (
            "other",
            "{\"formatVersion\": 1, \"tenant\": \"other\", \"readAt\": \"2027-04-01T00:00:00Z\", \"directory\": {}}",
        ),
    ] {
        let file = format!("{name}.json");
        environment.write(&file, content);
        let files = || {
            let mut files = environment.files();
            files.retain(|path, _| path.extension().is_none_or(|extension| extension != "lock"));
            files
        };
        let before = files();
        let ran = environment
            .meibo(&["plan", "small", "--live", &file])
            .exits(1);
        is_clear(&ran, &[&file]);
        let ran = environment.meibo(&["apply", &file, "--sandbox", "--yes"]);
        assert!(matches!(ran.code, Some(1 | 3)), "{ran}");
        is_clear(&ran, &[]);
        let state = format!("--sandbox={file}");
        let ran = environment.meibo(&["plan", "small", &state]).exits(1);
        is_clear(&ran, &[&file]);
        assert_eq!(files(), before, "{name}");
    }
    let missing = environment
        .meibo(&["plan", "small", "--live", "no.json"])
        .exits(1);
    is_clear(&missing, &["no.json"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_neither_waited_for_nor_replaced() {
    let environment = Environment::new();
    environment.write("small/meibo.yaml", TENANT);
    let socket = environment.folder().join("socket");
    let _held = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
    for args in [
        &["plan", "small", "--live", "socket"][..],
        &["plan", "small", "--live", "/dev/zero"],
        &["plan", "small", "--sandbox=socket"],
        &["plan", "small", "--sandbox", "--out", "socket"],
        &["pull", "small", "--sandbox", "--out", "socket"],
        &["apply", "socket", "--sandbox", "--yes"],
    ] {
        let ran = environment.meibo(args).exits(1);
        is_clear(&ran, &["no regular file"]);
    }
    assert!(!socket.is_file(), "replaced");
}

#[test]
fn a_repeated_read_is_told_in_words() {
    let mut environment = Environment::new();
    environment.write("small/meibo.yaml", format!("{TENANT}orgs: []\n"));
    let server = Fake::start(|_| {
        let said = "down\u{1b}[31m t0ken-of-the-test";
        Some(Reply::Json(
            503,
            serde_json::json!({"code": "DOWN", "description": said}),
        ))
    });
    environment.set("LINEWORKS_ACCESS_TOKEN", "t0ken-of-the-test");
    environment.set("LINEWORKS_API_URL", &server.url);
    environment.set("RUST_BACKTRACE", "1");
    let ran = environment.meibo(&["plan", "small", "-v"]).exits(1);
    is_clear(&ran, &["503: DOWN: down"]);
    for never in ["t0ken", "\u{1b}", "Some(", "Said"] {
        assert!(!ran.stderr.contains(never), "{never:?}: {ran}");
    }
}
