//! Flags and files of the verbs.

use super::case::{case, hold};
use crate::environment::Environment;

/// A tenant with one org.
const SMALL: &str = "\
tenant:
  key: small
  plan: standard
  domains: [{key: main, id: 1, name: small.example}]
orgs:
  - {key: hq, name: 本社, email: hq@small.example}
";

fn small(it: &mut Environment) -> &mut Environment {
    it.write("small/tenant.yaml", SMALL);
    it
}

#[test]
fn flags() {
    hold(
        "flags",
        &[case(
            655,
            "a target without its kind",
            |it| small(it).meibo(&["plan", "small", "--sandbox", "--target", "hq"]),
            |it| small(it).meibo(&["plan", "small", "--sandbox", "--target", "org/hq"]),
        )],
    );
}
