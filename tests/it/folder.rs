//! The model's YAML through the real reader: the configuration that a scenario is about is
//! what a person would have written.

use meibo::directory::{Declaration, Desired};
use meibo::source::{Severity, load};

use crate::model::Company;

/// Writes a company as a folder of one file, reads it and requires the model's own view.
pub fn decodes(company: &Company) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = company.yaml();
    std::fs::write(folder.path().join("company.yaml"), &text).expect("a file in it");
    let loaded = load(folder.path());
    let errors: Vec<_> = (loaded.problems.iter())
        .filter(|problem| problem.severity == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    let mut read = loaded.desired.expect("no error, so a configuration");
    let mut model = company.desired();
    for desired in [&mut read, &mut model] {
        forget_origins(desired);
        // Which list comes first says nothing.
        desired.sibling_lists.sort_by_key(|list| list.orgs.clone());
    }
    similar_asserts(&model, &read, &text);
}

fn forget_origins(desired: &mut Desired) {
    let ranks = desired.ranks.iter_mut().map(|it| &mut it.declaration);
    let orgs = desired.orgs.iter_mut().map(|it| &mut it.declaration);
    let members = desired.members.iter_mut().map(|it| &mut it.declaration);
    let groups = desired.groups.iter_mut().map(|it| &mut it.declaration);
    let nowhere = meibo::directory::Origin {
        file: "".into(),
        line: 0,
        pointer: "".into(),
    };
    for declaration in ranks.chain(orgs).chain(members).chain(groups) {
        let Declaration {
            key: _,
            previously: _,
            id: _,
            domain: _,
            origin,
        } = declaration;
        *origin = nowhere.clone();
    }
}

/// Fails with the lines that differ.
fn similar_asserts(model: &Desired, read: &Desired, text: &str) {
    if model != read {
        let (model, read) = (format!("{model:#?}"), format!("{read:#?}"));
        let diff = similar::TextDiff::from_lines(&model, &read);
        panic!("{}\n{text}", diff.unified_diff().context_radius(8));
    }
}
