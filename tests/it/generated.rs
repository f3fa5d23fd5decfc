//! Committed files that are generated must be what the code of today generates.

use std::path::Path;

use meibo::commands::docs;
use meibo::commands::schema::{self, Request};

fn committed(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    std::fs::read_to_string(path).unwrap_or_default()
}

#[test]
fn schemas_are_not_stale() {
    for (request, name, file) in [
        (Request::Config, "config", "schemas/meibo.schema.json"),
        (Request::Plan, "plan", "schemas/plan.schema.json"),
        (
            Request::Snapshot,
            "snapshot",
            "schemas/snapshot.schema.json",
        ),
    ] {
        assert!(
            committed(file) == schema::text(request),
            "{file} is stale; renew it: cargo run -- schema {name} > {file}"
        );
    }
}

#[test]
fn the_yaml_reference_is_not_stale() {
    assert!(
        committed("docs/yaml.md") == docs::yaml(),
        "docs/yaml.md is stale; renew it: cargo run -- docs yaml > docs/yaml.md"
    );
}
