//! What a sandbox is started with.

use super::case::{case, hold};
use super::small::{SMALL, applied, connected, serve, small};
use crate::environment::{Environment, Ran, SandboxProcess};

const SERVE: [&str; 1] = ["small"];
const STATE: &str = "small/.meibo/sandbox.json";

/// A sandbox of the smallest tenant, whose key need not be made.
fn ready(it: &mut Environment) -> &mut Environment {
    let key = include_str!("../../../src/api/testdata/pkcs8.pem");
    it.write("small/.meibo/sandbox.json.key.pem", key);
    small(it)
}

fn right(it: &mut Environment) -> Ran {
    serve(ready(it), &SERVE)
}

/// Begins with more flags.
fn with(it: &mut Environment, more: &[&str]) -> Ran {
    serve(ready(it), &[&SERVE, more].concat())
}

/// A state with something in it, changed by hand.
fn with_state(it: &mut Environment, edit: impl Fn(&str) -> String) -> Ran {
    let text = std::fs::read_to_string(applied(it).folder().join(STATE)).expect("a state");
    it.write(STATE, edit(&text));
    it.meibo(&["plan", "small", "--sandbox"])
}

/// A sandbox that was killed with a write in its log.
fn logged(it: &mut Environment) {
    applied(it);
    let running = connected(it);
    it.write("small/tenant.yaml", SMALL.replace("本社", "本店"));
    it.meibo(&["apply", "small", "--yes", "--time-scale", "20"])
        .exits(0);
    running.kill();
}

fn with_seed(it: &mut Environment, seed: &str) -> Ran {
    it.write("seed.json", seed);
    with(it, &["--seed", "seed.json"])
}

fn with_faults(it: &mut Environment, faults: &str) -> Ran {
    it.write("faults.yaml", faults);
    with(it, &["--faults", "faults.yaml"])
}

#[test]
fn states() {
    hold(
        "states",
        &[
            case(
                802,
                "a state cut off",
                |it| with_state(it, |text| text[..40].to_owned()),
                |it| with_state(it, str::to_owned),
            ),
            case(
                803,
                "a state of a later version",
                |it| {
                    with_state(it, |text| {
                        text.replace("\"formatVersion\":2", "\"formatVersion\":99")
                    })
                },
                |it| with_state(it, str::to_owned),
            ),
            case(
                804,
                "a folder where the state should be",
                |it| small(it).meibo(&["plan", "small", "--sandbox=small"]),
                |it| small(it).meibo(&["plan", "small", "--sandbox=small.json"]),
            ),
            case(
                805,
                "a state that another sandbox has open",
                |it| {
                    let _running = SandboxProcess::start(ready(it), &SERVE);
                    it.meibo(&["plan", "small", "--sandbox"])
                },
                |it| ready(it).meibo(&["plan", "small", "--sandbox"]),
            ),
            case(
                806,
                "a state that was put back while its log stayed",
                |it| {
                    logged(it);
                    let path = it.folder().join(STATE);
                    let text = std::fs::read_to_string(path).expect("a state");
                    it.write(STATE, text.replace("本社", "本館"));
                    it.meibo(&["plan", "small", "--sandbox"])
                },
                |it| {
                    logged(it);
                    it.meibo(&["plan", "small", "--sandbox"])
                },
            ),
            case(
                808,
                "a key file without a key",
                |it| {
                    it.write(&format!("{STATE}.key.pem"), "key\n");
                    serve(small(it), &SERVE)
                },
                right,
            ),
        ],
    );
}

#[test]
fn beginnings() {
    hold(
        "sandbox",
        &[
            case(
                658,
                "a machine that lets nobody open a file more",
                |it| {
                    let mut command = std::process::Command::new("/bin/sh");
                    let plain = small(it).command(&["plan", "small", "--sandbox"]);
                    command
                        .args(["-c", "ulimit -n 5; exec \"$0\" \"$@\""])
                        .arg(plain.get_program())
                        .args(plain.get_args())
                        .current_dir(it.folder())
                        .env_clear();
                    for (name, value) in plain.get_envs() {
                        command.env(name, value.unwrap_or_default());
                    }
                    it.ran(command.output().expect("a shell"))
                },
                |it| small(it).meibo(&["plan", "small", "--sandbox"]),
            ),
            case(
                660,
                "a folder without a tenant",
                |it| {
                    it.write("small/orgs.yaml", "orgs: []\n");
                    it.write("small/notes.txt", SMALL);
                    serve(it, &SERVE)
                },
                right,
            )
            .beside(&[180]),
            case(
                801,
                "a port that somebody has",
                |it| {
                    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
                    let port = taken.local_addr().expect("its address").port().to_string();
                    with(it, &["--port", &port])
                },
                |it| with(it, &["--port", "0"]),
            ),
            case(
                807,
                "a seed of something else",
                |it| with_seed(it, "orgs: []\n"),
                |it| {
                    let state = std::fs::read(applied(it).folder().join(STATE)).expect("a state");
                    it.write("seed.json", state);
                    std::fs::remove_file(it.folder().join(STATE)).expect("removed");
                    std::fs::remove_file(it.folder().join(format!("{STATE}.log")))
                        .expect("removed");
                    with(it, &["--seed", "seed.json"])
                },
            ),
            case(
                809,
                "a folder where the log of calls should be",
                |it| with(it, &["--log", "small"]),
                |it| with(it, &["--log", "calls.jsonl"]),
            ),
            case(
                815,
                "a fault that there is not",
                |it| with_faults(it, "faults:\n  - what: explode\n"),
                |it| with_faults(it, "faults:\n  - what: drop\n"),
            ),
            case(
                815,
                "a status that is no fault",
                |it| with_faults(it, "faults:\n  - {what: status, status: 200}\n"),
                |it| with_faults(it, "faults:\n  - {what: status, status: 503}\n"),
            ),
        ],
    );
}
