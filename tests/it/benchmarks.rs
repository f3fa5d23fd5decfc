//! The README's tables of figures are those the benchmarks write: markers, rows, form. A dash
//! is a figure that was not measured yet.

use std::fs;
use std::path::Path;

/// The rows of a table, cell by cell, less its head.
fn table(name: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(path).expect("the README");
    let (begin, end) = (
        format!("<!-- bench {name} -->\n"),
        format!("<!-- end {name} -->"),
    );
    let (_, rest) = readme
        .split_once(&begin)
        .expect("the marker before the table");
    let (table, _) = rest.split_once(&end).expect("the marker after the table");
    let rows = table.lines().map(|line| {
        let inner = line
            .strip_prefix("| ")
            .and_then(|line| line.strip_suffix(" |"));
        let inner = inner.unwrap_or_else(|| panic!("{line:?} is a row"));
        inner
            .split(" | ")
            .map(|cell| cell.trim().to_owned())
            .collect()
    });
    rows.skip(2).collect()
}

/// Whether a cell is a dash or a number with its unit, and what else is told beside it.
fn is_figure(cell: &str, units: &[&str]) -> bool {
    let number = cell.split(' ').next().unwrap_or_default();
    let unit = cell.split(' ').nth(1).unwrap_or_default();
    cell == "–" || (number.parse::<f64>().is_ok() && units.contains(&unit))
}

#[test]
fn every_size_has_every_kind_of_work() {
    let rows = table("whole_process");
    let works = [
        "`validate`",
        "`plan --live`, 2% changed",
        "the YAML into untyped values",
    ];
    let expected: Vec<(&str, &str)> = (["1,000", "10,000", "100,000"].into_iter())
        .flat_map(|members| works.map(|work| (work, members)))
        .collect();
    let found: Vec<(&str, &str)> = rows.iter().map(|row| (&*row[0], &*row[1])).collect();
    assert_eq!(found, expected);
    for row in &rows {
        assert_eq!(row.len(), 5, "{row:?}");
        assert!(is_figure(&row[2], &["s"]), "{row:?}");
        assert!(is_figure(&row[3], &["MB"]), "{row:?}");
    }
}

#[test]
fn both_ratios_stand_beside_their_limits() {
    let rows = table("ratios");
    let limits: Vec<&str> = rows.iter().map(|row| &*row[2]).collect();
    assert_eq!(limits, ["12", "2.5"]);
    assert!(rows.iter().all(|row| is_figure(&row[1], &[""])), "{rows:?}");
}

#[test]
fn every_change_is_timed_at_every_latency() {
    let rows = table("simulated_apply");
    let changes = [
        "April personnel change",
        "merger of two divisions",
        "new company",
    ];
    let expected: Vec<String> = (["1,000", "10,000"].into_iter())
        .flat_map(|members| changes.map(|change| format!("{change}, {members} members")))
        .collect();
    let found: Vec<&str> = rows.iter().map(|row| &*row[0]).collect();
    assert_eq!(found, expected);
    for row in &rows {
        assert_eq!(row.len(), 6, "{row:?}");
        for cell in &row[2..] {
            assert!(is_figure(cell, &["s", "min"]), "{row:?}");
        }
    }
}
