use std::path::Path;

use crate::source::{Problem, read_regular_file};

use super::super::Store;
use super::super::codes::{JOURNAL_AMBIGUOUS, JOURNAL_UNKNOWN, STORE_UNUSABLE};
use super::Record;
use super::read::{parse, read_at, run_of};

/// The journal that somebody names: a run of any tenant in the store, the beginning of its
/// name where no other begins so, or else the path of a file.
///
/// # Errors
/// [`JOURNAL_UNKNOWN`], [`JOURNAL_AMBIGUOUS`], and where it cannot be read.
pub fn find(store: &dyn Store, asked: &str) -> Result<Record, Box<Problem>> {
    let names = store.list("journals")?;
    let run = |name: &str| run_of(name).strip_suffix(".jsonl").map(str::to_owned);
    let exact = |name: &&String| run(name).as_deref() == Some(asked);
    let begins = |name: &&String| run(name).is_some_and(|run| run.starts_with(asked));
    let mut found: Vec<&String> = names.iter().filter(exact).collect();
    if found.is_empty() && !asked.is_empty() {
        found = names.iter().filter(begins).collect();
    }
    let record = match found.as_slice() {
        [name] => read_at(store, name)?,
        [] if Path::new(asked).is_file() => {
            let bytes = read_regular_file(Path::new(asked)).map_err(|error| {
                Box::new(
                    Problem::error(STORE_UNUSABLE)
                        .with("path", asked)
                        .with("cause", error),
                )
            })?;
            parse(&bytes, asked)?
        }
        [] => None,
        several => {
            let several: Vec<String> = several.iter().filter_map(|name| run(name)).collect();
            return Err(Box::new(
                Problem::error(JOURNAL_AMBIGUOUS)
                    .with("journal", asked)
                    .with("runs", several.join(", ")),
            ));
        }
    };
    record.ok_or_else(|| {
        Box::new(
            Problem::error(JOURNAL_UNKNOWN)
                .with("journal", asked)
                .with("known", store.place("journals")),
        )
    })
}
