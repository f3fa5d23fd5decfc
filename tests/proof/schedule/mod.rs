//! The schedule: that no order is shorter than the bound says, how far the order found is
//! from the best, and that its times keep every rate rule. The rules are written here anew.

mod brute;
mod cases;
mod large;
mod rules;

use std::io::Write as _;

use meibo::directory::DomainId;
use meibo::plan::pace::Operation;
use meibo::world::Method;

/// A call of a kind, in a domain.
fn operation(method: Method, path: &str, domain: i32) -> Operation {
    Operation::of(method, path, &[DomainId(domain)])
}

/// Shows a figure past the test runner.
fn report(line: &str) {
    let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
}
