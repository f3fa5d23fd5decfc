//! What the benchmarks that report share: processes measured, verdicts, the README's tables.

mod process;
mod readme;

pub use process::{Measured, median};
pub use readme::bless;

/// Prints a line of the findings.
#[expect(clippy::disallowed_macros, reason = "a benchmark prints its findings")]
pub fn report(line: &str) {
    println!("{line}");
}

/// Whether this is `cargo test --benches`, to which building it is the test.
pub fn is_test() -> bool {
    std::env::args().any(|arg| arg == "--test")
}
