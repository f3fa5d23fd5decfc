use serde::Serialize;

use super::account::{Standing, by, time};
use crate::report::escape;
use crate::report::problems;
use crate::report::width::{pad, width};
use crate::report::words::{Language, history as phrases};
use crate::source::Problem;
use crate::store::journal::{By, Record};

/// A run in the list, or why one cannot be told of.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Entry {
    /// A run.
    Run(Box<Run>),
    /// A journal that cannot be read.
    Damaged {
        /// Why.
        damaged: Box<problems::ProblemsView>,
    },
}

/// A run in the list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    run: String,
    tenant: String,
    started_at: String,
    by: By,
    done: usize,
    steps: usize,
    ended: Standing,
    #[serde(skip_serializing_if = "Option::is_none")]
    undoes: Option<String>,
}

/// What the list says of a journal.
pub fn entry(read: Result<Record, Box<Problem>>, language: Language) -> Entry {
    let record = match read {
        Ok(record) => record,
        Err(problem) => {
            return Entry::Damaged {
                damaged: Box::new(problems::view(&[*problem], &|_| None, language)),
            };
        }
    };
    let done = record.past().done.len();
    let ended = Standing::of(&record);
    let head = record.head;
    Entry::Run(Box::new(Run {
        run: head.run,
        tenant: head.tenant,
        started_at: head.started_at.to_string(),
        by: head.by,
        done,
        steps: head.plan.steps.len(),
        ended,
        undoes: head.undoes,
    }))
}

/// The list as text, a line a run.
pub fn list(entries: &[Entry], language: Language) -> String {
    if entries.is_empty() {
        return format!("{}\n", phrases::no_runs(language));
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    for entry in entries {
        match entry {
            Entry::Run(run) => rows.push(columns(run, language)),
            Entry::Damaged { damaged } => {
                let said = damaged.problems.iter().map(|it| it.message.as_str());
                let said: Vec<&str> = said.collect();
                rows.push(vec![escape::terminal(&said.join("; ")).into_owned()]);
            }
        }
    }
    let widest = |column: usize| {
        let cells = rows.iter().filter(|row| row.len() > 1);
        let widths = cells.filter_map(|row| row.get(column).map(|cell| width(cell)));
        widths.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..6).map(widest).collect();
    let mut text = String::new();
    for row in &rows {
        let cells: Vec<String> = if row.len() == 1 {
            row.clone()
        } else {
            (row.iter().zip(&widths))
                .map(|(cell, columns)| pad(cell, *columns))
                .collect()
        };
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

fn columns(run: &Run, language: Language) -> Vec<String> {
    let started = run.started_at.parse().map_or_else(|_| String::new(), time);
    let undoes =
        (run.undoes.as_deref()).map_or_else(String::new, |run| phrases::takes_back(run, language));
    let safe = |text: &str| escape::terminal(text).into_owned();
    vec![
        safe(&run.run),
        safe(&run.tenant),
        started,
        format!("{}/{}", run.done, run.steps),
        phrases::standing(run.ended, language).to_owned(),
        format!("{}{}", safe(&by(&run.by, language)), safe(&undoes)),
    ]
}
