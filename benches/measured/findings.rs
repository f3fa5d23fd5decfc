//! How benchmarks tell what they found: lines, and the README's tables.

use std::fs;
use std::path::Path;

/// With `MEIBO_BLESS=1`, puts a table into the README between the markers of its name:
/// `<!-- bench NAME -->` and `<!-- end NAME -->`.
#[expect(
    clippy::disallowed_methods,
    reason = "a benchmark is told so by its environment"
)]
pub fn bless(name: &str, head: &[&str], rows: &[Vec<String>]) {
    if std::env::var_os("MEIBO_BLESS").is_none() {
        return;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("the README");
    let (begin, end) = (
        format!("<!-- bench {name} -->\n"),
        format!("<!-- end {name} -->"),
    );
    let from = readme.find(&begin).expect("the marker before the table") + begin.len();
    let to = from
        + readme[from..]
            .find(&end)
            .expect("the marker after the table");
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut table = line(
        &head
            .iter()
            .map(|cell| (*cell).to_owned())
            .collect::<Vec<_>>(),
    );
    table += &line(&vec!["---".to_owned(); head.len()]);
    table.extend(rows.iter().map(|row| line(row)));
    fs::write(
        &path,
        format!("{}{table}{}", &readme[..from], &readme[to..]),
    )
    .expect("written");
}

/// Prints a line of the findings.
#[expect(clippy::disallowed_macros, reason = "a benchmark prints its findings")]
pub fn report(line: &str) {
    println!("{line}");
}

/// Whether this is `cargo test --benches`, to which building it is the test.
pub fn is_test() -> bool {
    std::env::args().any(|arg| arg == "--test")
}
