//! Loading, problem by problem.

mod anything;
mod decoded;
mod folder;
mod form;
mod happy;
mod readers;
mod yaml;

use crate::source::{Loaded, load_str};

/// A tenant on one line: what a test says begins on line 2.
const TENANT: &str = "tenant: {key: t, domains: [{key: d, id: 1, name: t.example}, {key: e, id: 2, name: e.example}]}\n";

/// A configuration of the tenant above and the sections given.
fn with_tenant(sections: &str) -> Loaded {
    load_str("meibo.yaml", &format!("{TENANT}{sections}"))
}

/// Every problem as `M0130 3:5 [emial] name=emial nearest=email`: code, where it is, what is
/// underlined, and the parameters (all but long lists).
fn said(loaded: &Loaded) -> Vec<String> {
    loaded
        .problems
        .iter()
        .map(|problem| {
            let mut text = problem.code.to_string();
            if let Some(spot) = loaded.files.resolve(&problem.place) {
                let shown = &spot.source[spot.offset..spot.offset + spot.len];
                text.push_str(&format!(" {}:{} [{shown}]", spot.line, spot.column));
            }
            for (name, value) in &problem.params {
                if name != "known" && name != "allowed" {
                    text.push_str(&format!(" {name}={value}"));
                }
            }
            text
        })
        .collect()
}
