//! Ten thousand malformed requests over real HTTP: most of them valid but for one
//! mutation, the rest garbage. None is left without an answer, none fails the sandbox,
//! and none that is refused changes anything.

mod corpus;
mod mutate;

use std::collections::BTreeSet;
use std::io::Write;
use std::time::{Duration, Instant};

use meibo::sandbox::{Arrival, ArrivalKind, Options, Running, Seed, start};
use meibo::world::World;
use secrecy::ExposeSecret;

use corpus::{Furnished, Valid, furnished};
use mutate::{Dice, Sent, mutated};

use crate::raw::{Raw, host, request};

/// Valid but for one mutation.
const MUTATED: usize = 7_500;
/// Anything at all.
const GARBAGE: usize = 2_500;
/// Sandboxes that share them.
const ROUNDS: usize = 10;
/// There is no custom field to read (facts 11 #73), so none is accepted.
const NEVER: &str = "GET /directory/custom-fields/{}";
/// The same requests in every run.
const SEED: u64 = 0x6d65_6962_6f00_0007;

/// Every operation of the API has a request that the furnished tenant accepts.
#[test]
fn the_corpus_covers_every_operation_and_is_valid() {
    let Furnished { world, now, valid } = furnished();
    let mut wrong = Vec::new();
    let mut covered = BTreeSet::new();
    for Valid {
        method,
        target,
        body,
    } in &valid
    {
        let operation = World::operation(*method, target);
        match world.clone().perform(*method, target, body.as_ref(), now) {
            Ok(_) => covered.extend(operation),
            Err(_) if operation.as_deref() == Some(NEVER) => covered.extend(operation),
            Err(refusal) => wrong.push(format!("{} {target}: {refusal:?}", method.name())),
        }
    }
    let all: BTreeSet<String> = World::operations().into_iter().collect();
    let missing: Vec<_> = all.difference(&covered).collect();
    assert!(
        wrong.is_empty() && missing.is_empty(),
        "{wrong:#?} {missing:#?}"
    );
}

/// What was counted.
#[derive(Debug, Default)]
struct Count {
    sent: usize,
    /// Valid but for one mutation, and looked at by the handler of an operation.
    handled: usize,
    accepted: usize,
    refused: usize,
    /// Refused, and shown to have changed nothing.
    unchanged: usize,
    /// Keys in bulk, which are not atomic (facts 11 #12).
    bulk: usize,
    /// Time alone did something meanwhile.
    settled: usize,
    garbage: usize,
    /// Garbage that was answered; the rest was no request to the end.
    garbage_answered: usize,
    /// Some of the rest.
    unanswered: Vec<String>,
}

/// The requests go through one connection, as long as it lives.
struct Wire<'a> {
    running: &'a Running,
    dev: String,
    raw: Raw,
}

impl Wire<'_> {
    fn open(running: &Running) -> Wire<'_> {
        Wire {
            dev: format!("Bearer {}", running.credentials.dev_token.expose_secret()),
            raw: Wire::connect(running),
            running,
        }
    }

    /// Whoever is not answered soon is not answered: nothing here is slow.
    fn connect(running: &Running) -> Raw {
        let raw = Raw::to(&running.api_url);
        raw.waits(Duration::from_secs(3));
        raw
    }

    /// The status, and whether the connection may be used again.
    fn send(&mut self, bytes: &[u8]) -> Option<u16> {
        self.raw.send(bytes);
        let answer = self.raw.answer();
        let lives = answer
            .as_ref()
            .is_some_and(|answer| answer.whole && answer.header("connection") != Some("close"));
        if !lives {
            self.raw = Wire::connect(self.running);
        }
        answer.map(|answer| answer.status)
    }

    fn bytes(&self, sent: &Sent) -> Vec<u8> {
        let mut headers = vec![
            ("Host", host(&self.running.api_url)),
            ("Authorization", self.dev.as_str()),
        ];
        if !sent.body.is_empty() {
            headers.push(("Content-Type", sent.media));
        }
        let target = format!("/v1.0{}", sent.target);
        request(&sent.method, &target, &headers, &sent.body)
    }
}

#[tokio::test(flavor = "multi_thread")]
#[expect(
    clippy::disallowed_methods,
    reason = "how long a test takes is no matter of the program's clock"
)]
async fn ten_thousand_malformed_requests() {
    let Furnished { world, valid, .. } = furnished();
    let folder = tempfile::tempdir().expect("a folder");
    let seed = folder.path().join("seed.json");
    std::fs::write(&seed, serde_json::to_vec(&world).expect("plain data")).expect("written");
    let began = Instant::now();
    let mut count = Count::default();
    let mut dice = Dice::new(SEED);
    for _ in 0..ROUNDS {
        // What is accepted all the same wears the tenant out: it is furnished anew.
        let running = start(Options {
            // No rate window fills: a minute passes in 60 ms.
            time_scale: 1000.0,
            ..Options::of(Seed::File {
                path: seed.clone(),
                rules: None,
            })
        })
        .await
        .expect("started");
        let valid = valid.clone();
        (count, dice) = tokio::task::spawn_blocking(move || {
            drive(&running, &valid, &mut count, &mut dice);
            (count, dice)
        })
        .await
        .expect("no panic");
    }
    let took = began.elapsed();
    say(&count, took);
    assert!(count.unanswered.len() < 20, "{:#?}", count.unanswered);
    assert_eq!(count.sent, MUTATED + GARBAGE);
    assert!(
        2 * count.handled >= count.sent,
        "half of them reach a handler: {count:?}"
    );
    assert!(count.unchanged >= 3_000, "{count:?}");
    assert!(10 * count.settled < count.refused, "{count:?}");
    assert!(count.garbage_answered >= 2_000, "{count:?}");
}

/// Says the numbers straight to the terminal: what the test runner takes in it shows of
/// failures alone.
fn say(count: &Count, took: Duration) {
    let line = format!(
        "malformed requests: {} in {:.1} s; {} ({:.0} %) one mutation away from valid and seen by a \
         handler; {} accepted all the same; {} refused, of which {} shown to change nothing, {} keys in \
         bulk, {} while time did something; {} of {} pieces of garbage answered\n",
        count.sent,
        took.as_secs_f64(),
        count.handled,
        100.0 * count.handled as f64 / count.sent as f64,
        count.accepted,
        count.refused,
        count.unchanged,
        count.bulk,
        count.settled,
        count.garbage_answered,
        count.garbage,
    );
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// One round of them.
fn drive(running: &Running, valid: &[Valid], count: &mut Count, dice: &mut Dice) {
    let mut wire = Wire::open(running);
    let mut before = running.world().expect("a world");
    let mut seen = 0;
    for n in 0..(MUTATED + GARBAGE) / ROUNDS {
        count.sent += 1;
        // Three mutations, then a piece of garbage.
        let (status, what) = if n % 4 == 3 {
            count.garbage += 1;
            let bytes = garbage(&wire, valid, dice);
            let status = wire.send(&bytes);
            count.garbage_answered += usize::from(status.is_some());
            let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(400)]).into_owned();
            if status.is_none() {
                count.unanswered.push(shown.clone());
            }
            (status, shown)
        } else {
            // In turn, so that every operation is tried alike.
            let sent = mutated(&valid[count.sent % valid.len()], dice);
            let bytes = wire.bytes(&sent);
            let status = wire.send(&bytes);
            assert!(status.is_some(), "no answer to {sent:?}");
            (status, format!("{sent:?}"))
        };
        let what: String = what.chars().take(2_000).collect();
        let status = status.unwrap_or(0);
        assert!(status < 500, "{status} to {what}");
        assert_ne!(status, 429, "the clock runs too slowly for {what}");
        let arrived = running.arrivals_since(seen);
        seen = arrived.last().map_or(seen, |last| last.n);
        let call = arrived.iter().find(|call| call.kind == ArrivalKind::Call);
        if n % 4 != 3 && call.is_some_and(handled) {
            count.handled += 1;
        }
        let after = running.world().expect("no panic");
        if (200..400).contains(&status) {
            count.accepted += 1;
            before = after;
            continue;
        }
        count.refused += 1;
        let bulk = call.is_some_and(|call| {
            call.operation.starts_with("POST ") && call.operation.ends_with("/external-keys")
        });
        if after.settled() != before.settled() {
            count.settled += 1;
        } else if bulk && matches!(status, 404 | 409) {
            count.bulk += 1;
        } else {
            assert!(
                after.is_unchanged_since(&before),
                "{status} changed something: {what}"
            );
            count.unchanged += 1;
        }
        before = after;
    }
}

/// Whether the handler of an operation looked at a call: path, token, method, rate, media
/// type and JSON were in order.
fn handled(call: &Arrival) -> bool {
    let early = [
        "bodyMalformed",
        "badEncoding",
        "unknownPath",
        "methodNotAllowed",
    ];
    call.operation.contains(' ')
        && !matches!(call.status, 401 | 405 | 413 | 415 | 429 | 431)
        && !call
            .refusal
            .as_deref()
            .is_some_and(|reason| early.contains(&reason))
}

/// Something that is hardly a request: whole to its end, so that it can be answered.
fn garbage(wire: &Wire<'_>, valid: &[Valid], dice: &mut Dice) -> Vec<u8> {
    let own = host(&wire.running.api_url);
    let dev = &wire.dev;
    let noise = |dice: &mut Dice, most: usize| -> Vec<u8> {
        let length = 1 + dice.below(most);
        (0..length).map(|_| dice.byte()).collect()
    };
    let target = dice.pick(valid).target.clone();
    let head = format!("Host: {own}\r\nAuthorization: {dev}\r\n");
    match dice.below(12) {
        0 => [noise(dice, 200), b"\r\n\r\n".to_vec()].concat(),
        1 => {
            let methods = [
                "", "get", "G\u{e9}T", "TRACE", "CONNECT", "PROPFIND", "GET GET", "OPTIONS",
            ];
            let method = dice.pick(&methods);
            format!("{method} /v1.0{target} HTTP/1.1\r\n{head}\r\n").into_bytes()
        }
        2 => {
            let versions = [
                "",
                "HTTP/9.9",
                "HTTP/0.9",
                "HTTP/1.1 x",
                "http/1.1",
                "HTTP/2",
            ];
            let version = dice.pick(&versions);
            format!("GET /v1.0{target} {version}\r\n{head}\r\n").into_bytes()
        }
        3 => {
            let line = [
                b"GET /v1.0/users/".to_vec(),
                noise(dice, 40),
                b" HTTP/1.1\r\n".to_vec(),
            ]
            .concat();
            [line, head.into_bytes(), b"\r\n".to_vec()].concat()
        }
        4 => {
            let paths = [
                "//",
                "/v1.0",
                "/v1.0//users",
                "/v1.0/../etc/passwd",
                "/v1.0/users/%2e%2e/x",
                "/v2.0/users",
                "/v1.0/users/",
                "/%76%31.0/users",
                "*",
                "users",
                "http://",
                "/v1.0/users#x",
                "/v1.0/users?%",
                "/?",
            ];
            format!("GET {} HTTP/1.1\r\n{head}\r\n", dice.pick(&paths)).into_bytes()
        }
        5 => {
            let name = noise(dice, 20);
            let value = noise(dice, 60);
            let line = format!("GET /v1.0{target} HTTP/1.1\r\n{head}").into_bytes();
            [line, name, b": ".to_vec(), value, b"\r\n\r\n".to_vec()].concat()
        }
        6 => {
            let tokens = [
                "Bearer",
                "Bearer  x",
                "bearer x",
                "Basic eA==",
                "Bearer \u{e9}",
                "",
                "x",
                "Bearer \"",
                "Bearer x y",
            ];
            let token = dice.pick(&tokens);
            format!("GET /v1.0{target} HTTP/1.1\r\nHost: {own}\r\nAuthorization: {token}\r\n\r\n")
                .into_bytes()
        }
        7 => {
            let medias = [
                "text/plain",
                "application/x-www-form-urlencoded",
                "",
                "application/jsonx",
                "application",
                "multipart/form-data; boundary=x",
                "application/json; charset=shift_jis",
            ];
            let media = dice.pick(&medias);
            format!(
                "POST /v1.0/users HTTP/1.1\r\n{head}Content-Type: {media}\r\nContent-Length: 2\r\n\r\n{{}}"
            )
            .into_bytes()
        }
        8 => {
            // JSON that is none.
            let pieces = [
                "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "1e", "{\"a\":", "\u{0}", "/*",
                "tru",
            ];
            let mut body = String::new();
            for _ in 0..=dice.below(12) {
                body.push_str(dice.pick::<&str>(&pieces));
            }
            let length = body.len();
            format!(
                "POST /v1.0{target} HTTP/1.1\r\n{head}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
            )
            .into_bytes()
        }
        9 => {
            let deep = 1 + dice.below(20_000);
            let open = *dice.pick(&["[", "{\"a\":"]);
            let body = open.repeat(deep);
            let length = body.len();
            format!(
                "POST /v1.0/users HTTP/1.1\r\n{head}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
            )
            .into_bytes()
        }
        10 => {
            // Chunks that are none.
            let chunks = [
                "zz\r\n",
                "0\r\n\r\n",
                "fffffffffffffffff\r\n",
                "-1\r\n",
                "2;x=y\r\n{}\r\n0\r\n\r\n",
                "1\r\nxx\r\n",
            ];
            format!(
                "POST /v1.0/users HTTP/1.1\r\n{head}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{}\r\n\r\n",
                dice.pick(&chunks)
            )
            .into_bytes()
        }
        _ => {
            // Tokens that are asked for in an odd way.
            let forms = [
                "",
                "grant_type",
                "grant_type=x",
                "grant_type=%ff&client_id=%00",
                "a=b&a=c",
                "&&&=",
                "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=a.b.c&client_id=meibo-sandbox",
            ];
            let form = dice.pick(&forms);
            format!(
                "POST /oauth2/v2.0/{} HTTP/1.1\r\n{head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
                dice.pick(&["token", "revoke"]),
                form.len()
            )
            .into_bytes()
        }
    }
}
