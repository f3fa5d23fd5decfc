//! What is typed: flags and what they name.

use super::case::{case, hold};
use super::small::{SMALL, and, applied, small};
use crate::environment::{Environment, Ran};

fn at_a_terminal(it: &Environment, answer: &str) -> Ran {
    let typed = format!(
        "stty cols 100; exec '{}' apply small --sandbox --color never",
        env!("CARGO_BIN_EXE_meibo")
    );
    let mut command = std::process::Command::new("script");
    command.args(["-qec", &typed, "/dev/null"]);
    let plain = it.command(&[]);
    command.current_dir(it.folder()).env_clear();
    for (name, value) in plain.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command.env("PATH", "/usr/bin:/bin").env("TERM", "dumb");
    let mut ran = it.ran(crate::environment::with_input(command, answer));
    // The terminal shows both streams as one; what was drawn over is of no account.
    let shown = ran.stdout.replace("\r\n", "\n");
    let at = shown.find("error M").or_else(|| shown.find("エラー M"));
    ran.stderr = at.map_or_else(String::new, |at| shown[at..].to_owned());
    ran.stdout = shown[..at.unwrap_or(shown.len())].to_owned();
    ran
}

const PLAN: [&str; 3] = ["plan", "small", "--sandbox"];

fn plan(it: &mut Environment, more: &[&str]) -> Ran {
    small(it).meibo(&[&PLAN, more].concat())
}

#[test]
fn flags() {
    hold(
        "flags",
        &[
            case(
                655,
                "a target without its kind",
                |it| plan(it, &["--target", "hq"]),
                |it| plan(it, &["--target", "org/hq"]),
            ),
            case(
                656,
                "nobody at the terminal",
                |it| small(it).meibo(&["apply", "small", "--sandbox"]),
                |it| small(it).meibo(&["apply", "small", "--sandbox", "--yes"]),
            ),
            case(
                657,
                "another answer than yes",
                |it| at_a_terminal(small(it), "y\n"),
                |it| at_a_terminal(small(it), "yes\n"),
            ),
            case(
                661,
                "a latency below nothing",
                |it| plan(it, &["--latency=-1"]),
                |it| plan(it, &["--latency=1"]),
            ),
            case(
                661,
                "a clock that stands still",
                |it| small(it).meibo(&["sandbox", "small", "--time-scale", "0"]),
                |it| super::small::serve(small(it), &["small", "--time-scale", "2"]),
            ),
            case(
                680,
                "an allowance of a single object",
                |it| plan(it, &["--allow", "org.remove=1"]),
                |it| plan(it, &["--allow", "orgs.remove=1"]),
            ),
            case(
                681,
                "two allowances of the same",
                |it| {
                    plan(
                        it,
                        &["--allow", "orgs.remove=1", "--allow", "orgs.remove=2"],
                    )
                },
                |it| plan(it, &["--allow", "orgs.remove=1", "--allow", "orgs.move=2"]),
            ),
            case(
                682,
                "an allowance beside a saved plan",
                |it| {
                    plan(it, &["--out", "small/p.json"]).exits(0);
                    let apply = ["apply", "small/p.json", "--sandbox", "--yes"];
                    it.meibo(&[&apply[..], &["--allow", "orgs.remove=1"]].concat())
                },
                |it| {
                    plan(it, &["--allow", "orgs.remove=1", "--out", "small/p.json"]).exits(0);
                    it.meibo(&["apply", "small/p.json", "--sandbox", "--yes"])
                },
            ),
            case(
                689,
                "a chart of an org that there is not",
                |it| small(it).meibo(&["chart", "small", "--org", "hp"]),
                |it| small(it).meibo(&["chart", "small", "--org", "hq"]),
            ),
            case(
                690,
                "something to show that there is not",
                |it| small(it).meibo(&["show", "hp", "small", "--offline"]),
                |it| small(it).meibo(&["show", "hq", "small", "--offline"]),
            ),
            case(
                691,
                "something to show that is two things",
                |it| {
                    and(
                        it,
                        "groups:\n  - {key: hq, name: 全社, masters: [E1], members: [E1]}\nmembers:\n  - {key: E1, email: e1@small.example, privateEmail: e1@home.example, name: {last: 森, first: 花子}, posts: [{org: hq}]}\n",
                    );
                    it.meibo(&["show", "hq", "small", "--offline"])
                },
                |it| {
                    and(
                        it,
                        "groups:\n  - {key: all, name: 全社, masters: [E1], members: [E1]}\nmembers:\n  - {key: E1, email: e1@small.example, privateEmail: e1@home.example, name: {last: 森, first: 花子}, posts: [{org: hq}]}\n",
                    );
                    it.meibo(&["show", "hq", "small", "--offline"])
                },
            ),
            case(
                694,
                "a format of problems for more than problems",
                |it| applied(it).meibo(&["show", "hq", "small", "--sandbox", "--format", "sarif"]),
                |it| applied(it).meibo(&["show", "hq", "small", "--sandbox", "--format", "json"]),
            ),
            case(
                695,
                "a code that there is not",
                |it| it.meibo(&["explain", "M0299"]),
                |it| it.meibo(&["explain", "M0200"]),
            ),
            case(
                696,
                "a warning where none may be",
                |it| {
                    it.write(
                        "small/tenant.yaml",
                        format!("{SMALL}  - {{key: h2, name: 本社, email: h2@small.example}}\n"),
                    );
                    it.meibo(&["validate", "small", "--deny", "warnings"])
                },
                |it| small(it).meibo(&["validate", "small", "--deny", "warnings"]),
            )
            .beside(&[232]),
        ],
    );
}
