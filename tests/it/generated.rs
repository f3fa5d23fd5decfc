//! Committed files that are generated must be what the code of today generates.

use std::path::Path;

use meibo::apply::retry_table;
use meibo::commands::docs;
use meibo::commands::schema::{self, Request};

fn committed(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    std::fs::read_to_string(path).unwrap_or_default()
}

/// Holds a committed file against what is generated; with MEIBO_BLESS it is renewed instead.
#[expect(
    clippy::disallowed_methods,
    reason = "whether a test renews its page is nothing that meibo is set by"
)]
fn is_fresh(file: &str, text: &str, hint: &str) {
    if std::env::var_os("MEIBO_BLESS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        std::fs::write(path, text).expect("the file can be written");
        return;
    }
    assert!(
        committed(file) == text,
        "{file} is stale; renew it: {hint}, or MEIBO_BLESS=1 cargo test --test it generated"
    );
}

#[test]
fn schemas_are_not_stale() {
    for (request, name, file) in [
        (Request::Config, "config", "schemas/meibo.schema.json"),
        (Request::Plan, "plan", "schemas/plan.schema.json"),
        (Request::Mapping, "mapping", "schemas/mapping.schema.json"),
        (
            Request::Snapshot,
            "snapshot",
            "schemas/snapshot.schema.json",
        ),
    ] {
        let hint = format!("cargo run -- schema {name} > {file}");
        is_fresh(file, &schema::text(request), &hint);
    }
}

#[test]
fn the_yaml_reference_is_not_stale() {
    let hint = "cargo run -- docs yaml > docs/yaml.md";
    is_fresh("docs/yaml.md", &docs::yaml(), hint);
}

#[test]
fn the_problems_page_is_not_stale() {
    let hint = "cargo run -- docs problems > docs/problems.md";
    is_fresh("docs/problems.md", &docs::problems(), hint);
}

/// The table of what is done after a failed call is the code's own.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "whether a test renews its page is nothing that meibo is set by"
)]
fn the_retries_in_the_reliability_page_are_not_stale() {
    const FILE: &str = "docs/reliability.md";
    let (begin, end) = ("<!-- retries -->\n", "<!-- /retries -->");
    let page = committed(FILE);
    let parts = page
        .split_once(begin)
        .and_then(|(before, rest)| Some((before, rest.split_once(end)?)));
    let Some((before, (table, after))) = parts else {
        panic!("{FILE} has no place for the table of retries");
    };
    if std::env::var_os("MEIBO_BLESS").is_some() {
        let text = format!("{before}{begin}{}{end}{after}", retry_table());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
        std::fs::write(path, text).expect("the page can be written");
        return;
    }
    assert!(
        table == retry_table(),
        "{FILE} is stale; renew it: MEIBO_BLESS=1 cargo test --test it retries_in_the_reliability_page"
    );
}
