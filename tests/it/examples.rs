//! The examples stay what the README says of them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use meibo::check::check;
use meibo::directory::{Desired, SNAPSHOT_FORMAT, Snapshot};
use meibo::plan::{Options, Verdict, plan};
use meibo::source::{Loaded, Problem, load};
use meibo::world::World;

/// A folder of `examples/`.
pub fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(name)
}

#[test]
fn acme_before_the_first_of_april_is_a_state_of_the_sandbox() {
    let text = std::fs::read_to_string(example("acme/sandbox.json")).expect("the seed");
    let world: World = serde_json::from_str(&text).expect("a state of the world");
    let directory = world.directory();
    let counts = (
        directory.orgs.len(),
        directory.members.len(),
        directory.groups.len(),
    );
    assert_eq!(counts, (45, 161, 18));
    // Every property is there: one that is missing would read as hidden from the app.
    for member in directory.members.values() {
        let value = serde_json::to_value(&member.props).expect("plain data");
        assert_eq!(
            value.as_object().map(|map| map.len()),
            Some(26),
            "{}",
            member.id
        );
    }
}

#[test]
fn every_file_of_an_example_names_the_schema_at_its_own_depth() {
    for (folder, up) in [
        ("minimal", "../../"),
        ("acme", "../../"),
        ("acme/orgs", "../../../"),
        ("acme/members", "../../../"),
    ] {
        for entry in std::fs::read_dir(example(folder)).expect("the folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|it| it == "yaml") {
                let text = std::fs::read_to_string(&path).expect("a file");
                let line = format!("# yaml-language-server: $schema={up}schemas/meibo.schema.json");
                assert_eq!(
                    text.lines().next(),
                    Some(line.as_str()),
                    "{}",
                    path.display()
                );
            }
        }
    }
}

/// A folder of `examples/` as the commands read it.
fn loaded(name: &str) -> (Desired, Vec<Problem>) {
    let Loaded {
        desired,
        mut problems,
        ..
    } = load(&example(name));
    let desired = desired.unwrap_or_else(|| panic!("{problems:#?}"));
    problems.extend(check(&desired));
    (desired, problems)
}

fn acme_before() -> World {
    let text = std::fs::read_to_string(example("acme/sandbox.json")).expect("the seed");
    serde_json::from_str(&text).expect("a state of the world")
}

#[test]
fn examples_have_no_problem_at_all() {
    for name in ["minimal", "acme"] {
        let (_, problems) = loaded(name);
        assert!(problems.is_empty(), "{name}: {problems:#?}");
    }
}

#[test]
fn the_first_of_april_at_acme() {
    let (desired, _) = loaded("acme");
    let world = acme_before();
    let live = Snapshot {
        format_version: SNAPSHOT_FORMAT,
        tenant: desired.tenant.key.clone(),
        read_at: crate::run::now(),
        directory: world.directory().clone(),
    };
    let mut options = Options::at(crate::run::now());
    options.latency = Duration::from_millis(5);
    let plan = plan(&desired, &live, &options);
    let lines = plan.steps.iter().map(|step| {
        let (op, kind, key, name) = (&step.op, &step.kind, &step.key, &step.name);
        let fields: Vec<&str> = step.changes.iter().map(|it| it.field.as_str()).collect();
        format!("{op} {kind} {key} ({name}): {}\n", fields.join(", "))
    });
    let summary = serde_json::to_string(&plan.summary).expect("counts");
    insta::assert_snapshot!(lines.chain([summary]).collect::<String>());
    let gates = plan.gates.iter().map(|gate| gate.verdict);
    assert!(
        gates.into_iter().all(|verdict| verdict == Verdict::Ok),
        "{:?}",
        plan.gates
    );
    assert!(plan.problems.is_empty(), "{:#?}", plan.problems);
    let eta = plan.schedule.eta_seconds;
    assert!(
        (14.0..=20.0).contains(&eta),
        "the README says about 20 s, not {eta}"
    );
    let after = crate::run::perform_on(world, &plan);
    let left = crate::compare::differences(&desired, &after);
    assert!(left.is_empty(), "{left:#?}");
}
