//! Files handed over: plans, snapshots, what was reported, and where results go.

use serde_json::{Value, json};

use super::case::{Case, case, hold};
use super::small::{SMALL, and, applied, small};
use crate::environment::{Environment, Ran};

const APPLY: [&str; 4] = ["apply", "small/p.json", "--sandbox", "--yes"];
const OWNS: &str = "policy: {owns: {orgs: \"*\"}}\n";
const OLD: &str = "  - {key: old, name: 旧館, email: old@small.example}\n";

/// A saved plan that gives the org another name.
fn planned(it: &mut Environment) -> &mut Environment {
    applied(it).write("small/tenant.yaml", SMALL.replace("本社", "本店"));
    it.meibo(&["plan", "small", "--sandbox", "--out", "small/p.json"])
        .exits(0);
    it
}

/// The same, changed by hand afterwards.
fn edited(it: &mut Environment, edit: impl Fn(&str) -> String) -> Ran {
    let path = planned(it).folder().join("small/p.json");
    let text = std::fs::read_to_string(&path).expect("a plan");
    it.write("small/p.json", edit(&text));
    it.meibo(&APPLY)
}

fn as_planned(it: &mut Environment) -> Ran {
    edited(it, str::to_owned)
}

/// A saved plan, and what somebody else brought about before it is applied.
fn overtaken(it: &mut Environment, meanwhile: &str) -> Ran {
    let plan = std::fs::read(planned(it).folder().join("small/p.json")).expect("a plan");
    it.write("small/tenant.yaml", meanwhile);
    it.meibo(&["apply", "small", "--sandbox", "--yes"]).exits(0);
    it.write("small/p.json", plan);
    it.meibo(&APPLY)
}

/// A plan of an org that goes, under a policy.
fn removing(it: &mut Environment, policy: &str) -> Ran {
    and(it, OLD);
    it.meibo(&["apply", "small", "--sandbox", "--yes"]).exits(0);
    and(it, policy);
    it.meibo(&["plan", "small", "--sandbox", "--out", "small/p.json"]);
    it.meibo(&APPLY)
}

fn plans() -> Vec<Case> {
    vec![
        case(
            650,
            "a folder where the file of what was reported should be",
            |it| applied(it).meibo(&["drift", "small", "--sandbox", "--since", "small"]),
            |it| applied(it).meibo(&["drift", "small", "--sandbox", "--since", "since.json"]),
        ),
        case(
            663,
            "a plan for a sandbox that nobody began",
            |it| {
                planned(it);
                it.meibo(&["apply", "small/p.json", "--sandbox=new.json", "--yes"])
            },
            |it| {
                planned(it);
                let state = "--sandbox=small/.meibo/sandbox.json";
                it.meibo(&["apply", "small/p.json", state, "--yes"])
            },
        ),
        case(
            720,
            "a plan of a later version",
            |it| {
                edited(it, |text| {
                    text.replace("\"formatVersion\": 1", "\"formatVersion\": 99")
                })
            },
            as_planned,
        ),
        case(
            721,
            "a plan cut off",
            |it| edited(it, |text| text[..40].to_owned()),
            as_planned,
        ),
        case(
            722,
            "a plan improved by hand",
            |it| edited(it, |text| text.replace("本店", "本店ビル")),
            as_planned,
        ),
        case(
            723,
            "a plan in another tenant's folder",
            |it| {
                planned(it);
                it.write(
                    "other/tenant.yaml",
                    SMALL.replace("key: small", "key: other"),
                );
                let plan = std::fs::read(it.folder().join("small/p.json")).expect("a plan");
                it.write("other/p.json", plan);
                let state = "--sandbox=small/.meibo/sandbox.json";
                it.meibo(&["apply", "other/p.json", state, "--yes"])
            },
            as_planned,
        ),
        case(
            725,
            "a plan beyond a limit",
            |it| {
                removing(
                    it,
                    "policy: {owns: {orgs: \"*\"}, limits: {orgs: {remove: {max: 0}}}}\n",
                )
            },
            |it| removing(it, OWNS),
        ),
    ]
}

fn overtaken_plans() -> Vec<Case> {
    vec![
        case(
            726,
            "a name that somebody else changed",
            |it| overtaken(it, &SMALL.replace("本社", "本館")),
            |it| overtaken(it, SMALL),
        ),
        case(
            727,
            "an org that somebody else removed",
            |it| {
                let none = format!(
                    "{}{OWNS}orgs: []\n",
                    SMALL.split("orgs:").next().unwrap_or("")
                );
                let plan = std::fs::read(planned(it).folder().join("small/p.json"));
                it.write("small/tenant.yaml", none);
                let allow = ["--allow", "orgs.shrink=1"];
                it.meibo(&[&["apply", "small", "--sandbox", "--yes"][..], &allow].concat())
                    .exits(0);
                it.write("small/p.json", plan.expect("a plan"));
                it.meibo(&APPLY)
            },
            as_planned,
        ),
    ]
}

/// A snapshot of the tenant, changed by hand, planned against.
fn against(it: &mut Environment, edit: impl Fn(&mut Value)) -> Ran {
    applied(it)
        .meibo(&["pull", "small", "--sandbox", "--out", "s.json"])
        .exits(0);
    let text = std::fs::read_to_string(it.folder().join("s.json")).expect("a snapshot");
    let mut snapshot = serde_json::from_str(&text).expect("JSON");
    edit(&mut snapshot);
    it.write("s.json", snapshot.to_string());
    it.meibo(&["plan", "small", "--live", "s.json"])
}

fn as_pulled(it: &mut Environment) -> Ran {
    against(it, |_| {})
}

fn snapshots() -> Vec<Case> {
    vec![
        case(
            560,
            "a snapshot that is not there",
            |it| small(it).meibo(&["plan", "small", "--live", "s.json"]),
            as_pulled,
        ),
        case(
            561,
            "no snapshot",
            |it| {
                it.write("s.json", "{\"members\": [");
                small(it).meibo(&["plan", "small", "--live", "s.json"])
            },
            as_pulled,
        ),
        case(
            562,
            "a snapshot of a later format",
            |it| against(it, |it| it["formatVersion"] = json!(99)),
            as_pulled,
        ),
        case(
            563,
            "a snapshot of another tenant",
            |it| against(it, |it| it["tenant"] = json!("other")),
            as_pulled,
        ),
        case(
            564,
            "a snapshot to be written over a folder",
            |it| applied(it).meibo(&["pull", "small", "--sandbox", "--out", "small"]),
            |it| applied(it).meibo(&["pull", "small", "--sandbox", "--out", "s.json"]),
        ),
        case(
            565,
            "a snapshot from before there were groups in the configuration",
            |it| {
                applied(it)
                    .meibo(&["pull", "small", "--sandbox", "--out", "s.json"])
                    .exits(0);
                and(it, "levels: [{key: L1, name: 部長級}]\n");
                it.meibo(&["plan", "small", "--live", "s.json"])
            },
            as_pulled,
        ),
        case(
            651,
            "a plan to be written over a folder",
            |it| small(it).meibo(&["plan", "small", "--sandbox", "--out", "small"]),
            |it| small(it).meibo(&["plan", "small", "--sandbox", "--out", "p.json"]),
        ),
        case(
            671,
            "a file of what was reported that is something else",
            |it| {
                it.write("since.json", "- old\n");
                applied(it).meibo(&["drift", "small", "--sandbox", "--since", "since.json"])
            },
            |it| applied(it).meibo(&["drift", "small", "--sandbox", "--since", "since.json"]),
        ),
    ]
}

#[test]
fn saved_plans() {
    hold("plans", &plans());
}

#[test]
fn saved_plans_that_no_longer_hold() {
    hold("overtaken", &overtaken_plans());
}

#[test]
fn snapshots_and_results() {
    hold("snapshots", &snapshots());
}
