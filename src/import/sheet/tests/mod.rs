mod anything;
mod identity;
mod layouts;
mod members;
mod round_trip;
mod xlsx;

use serde_json::Value;

use super::{Known, Outcome, Table, Wish, by_mapping, mapping, read, read_csv, recognised};
use crate::source::Problem;

const MAPPING: &[u8] = include_bytes!("../testdata/members.mapping.yaml");

fn table(text: &str) -> Table {
    read_csv("members.csv", text.as_bytes(), Wish::Auto).expect("a CSV file")
}

/// A list read by a mapping file.
fn mapped(text: &str, mapping: &str, known: Known) -> Result<Outcome, Vec<Problem>> {
    let table = table(text);
    let mapping = mapping::read("mapping.yaml", mapping.as_bytes()).map_err(|one| vec![one])?;
    let layout = by_mapping(&table, &mapping, "mapping.yaml")?;
    Ok(read(&table, &layout, known))
}

/// A list read by its headers.
fn plain(text: &str) -> Outcome {
    let table = table(text);
    let layout = recognised(&table, None).expect("known headers");
    read(&table, &layout, Known::default())
}

/// Codes, places and columns of problems.
fn told(problems: &[Problem]) -> Vec<String> {
    problems
        .iter()
        .map(|problem| {
            let (line, column) = problem.place.at.unwrap_or_default();
            let label = problem
                .labels
                .first()
                .map(|(_, place)| place.object.clone());
            let label = label.flatten().unwrap_or_default();
            format!("{} {line}:{column} {label}", problem.code)
        })
        .collect()
}

fn members(outcome: &Outcome) -> &Value {
    &outcome.sections["members"]
}
