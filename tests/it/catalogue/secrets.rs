//! How to log in, and the way to the service.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use super::case::{Case, case, hold};
use super::small::{SMALL, connected, small};
use crate::environment::{Environment, Ran};

const KEYS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/api/testdata/");

fn key(name: &str) -> String {
    std::fs::read_to_string(format!("{KEYS}{name}")).expect("a key of the tests")
}

fn plan(it: &Environment) -> Ran {
    it.meibo(&["plan", "small"])
}

/// A plan of a tenant that can be reached.
fn right(it: &mut Environment) -> Ran {
    let _running = connected(it);
    plan(it)
}

/// The same with one variable as it should not be.
fn with(it: &mut Environment, name: &str, value: &str) -> Ran {
    let _running = connected(it);
    it.set(name, value);
    plan(it)
}

/// With another private key in place of the right one.
fn with_key(it: &mut Environment, value: &str) -> Ran {
    let _running = connected(it);
    it.set("LINEWORKS_PRIVATE_KEY_FILE", "");
    it.set("LINEWORKS_PRIVATE_KEY", value);
    plan(it)
}

fn keys() -> Vec<Case> {
    vec![
        case(
            522,
            "the name of a key and not the key",
            |it| with_key(it, "private_20261122.key"),
            right,
        ),
        case(
            523,
            "a key under a passphrase",
            |it| with_key(it, &key("encrypted.pem")),
            right,
        ),
        case(
            524,
            "the public key",
            |it| with_key(it, &key("public.pem")),
            right,
        ),
        case(
            525,
            "a key of another kind",
            |it| with_key(it, &key("ec.pem")),
            right,
        ),
        case(
            526,
            "a key with letters lost",
            |it| with_key(it, &key("pkcs8.pem").replace("MII", "MI")),
            right,
        ),
        case(
            602,
            "a key file that is not there",
            |it| with(it, "LINEWORKS_PRIVATE_KEY_FILE", "nowhere.key"),
            right,
        ),
    ]
}

fn addresses() -> Vec<Case> {
    vec![
        case(
            530,
            "an address without its scheme",
            |it| with(it, "LINEWORKS_API_URL", "www.worksapis.com/v1.0"),
            right,
        ),
        case(
            531,
            "an address that is not encrypted",
            |it| with(it, "LINEWORKS_API_URL", "http://www.worksapis.com/v1.0"),
            right,
        ),
        case(
            532,
            "hurry with a service that is not here",
            |it| {
                let _running = connected(it);
                it.set("LINEWORKS_API_URL", "https://www.worksapis.com/v1.0");
                it.meibo(&["apply", "small", "--yes", "--time-scale", "20"])
            },
            |it| {
                let _running = connected(it);
                it.meibo(&["apply", "small", "--yes", "--time-scale", "20"])
            },
        ),
        case(
            533,
            "time that does not pass",
            |it| {
                let _running = connected(it);
                it.meibo(&["apply", "small", "--yes", "--time-scale", "0"])
            },
            |it| {
                let _running = connected(it);
                it.meibo(&["apply", "small", "--yes", "--time-scale", "0.5"])
            },
        ),
        case(
            534,
            "a CA file without a certificate",
            |it| {
                it.write("ca.pem", key("public.pem"));
                with(it, "SSL_CERT_FILE", "ca.pem")
            },
            right,
        ),
        case(
            535,
            "a proxy that is no address",
            |it| {
                let _running = connected(it);
                it.set("LINEWORKS_API_URL", "https://www.worksapis.com/v1.0");
                it.set("HTTPS_PROXY", "http://[proxy");
                plan(it)
            },
            right,
        ),
        case(
            603,
            "a CA file that is not there",
            |it| with(it, "SSL_CERT_FILE", "nowhere.pem"),
            right,
        ),
    ]
}

fn variables() -> Vec<Case> {
    vec![
        case(
            537,
            "an access token with a line end in it",
            |it| with(it, "LINEWORKS_ACCESS_TOKEN", "kr1234\nabcd"),
            |it| {
                let running = connected(it);
                let token = running.variables["MEIBO_SANDBOX_DEV_TOKEN"].clone();
                it.set("LINEWORKS_ACCESS_TOKEN", &token);
                plan(it)
            },
        ),
        case(600, "no credentials at all", |it| plan(small(it)), right),
        case(
            600,
            "credentials without the service account",
            |it| with(it, "LINEWORKS_SERVICE_ACCOUNT", " "),
            right,
        ),
        case(
            601,
            "a variable in another encoding",
            |it| {
                let _running = connected(it);
                let mut command = it.command(&["plan", "small"]);
                // 会社 in Shift_JIS.
                let value = OsStr::from_bytes(b"\x89\xef\x8e\xd0");
                command.env("LINEWORKS_CLIENT_ID", value);
                it.ran(command.output().expect("the binary runs"))
            },
            right,
        ),
        case(
            662,
            "a new member without a first password",
            |it| by_password(it, ""),
            |it| by_password(it, "Hajimete-2026"),
        ),
    ]
}

/// Applies a member that begins with a password of the administrator's.
fn by_password(it: &mut Environment, password: &str) -> Ran {
    it.write(
        "small/tenant.yaml",
        format!(
            "{SMALL}policy: {{newMembers: {{passwordBy: admin}}}}\nmembers:\n  - {{key: E1, email: e1@small.example, name: {{last: 森, first: 花子}}, posts: [{{org: hq}}]}}\n"
        ),
    );
    it.set("MEIBO_NEW_MEMBER_PASSWORD", password);
    it.meibo(&["apply", "small", "--sandbox", "--yes"])
}

#[test]
fn private_keys() {
    hold("keys", &keys());
}

#[test]
fn the_way_to_the_service() {
    hold("addresses", &addresses());
}

#[test]
fn variables_of_the_environment() {
    hold("variables", &variables());
}
