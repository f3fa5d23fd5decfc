//! The examples stay what the README says of them.

use std::path::{Path, PathBuf};

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
