use std::path::{Path, PathBuf};

use crate::report;
use crate::source::Problem;
use crate::store::{self, Files, journal};

use super::{Exit, Failure, Format, Output};

/// What was asked for.
#[derive(Clone, Debug)]
pub enum Request {
    /// The list of runs.
    All {
        /// The configuration they are kept beside.
        path: PathBuf,
        /// Where they are kept, in place of the folder beside it.
        store: Option<PathBuf>,
        /// How many are listed.
        limit: usize,
    },
    /// One of them.
    One {
        /// The configuration it is kept beside.
        path: PathBuf,
        /// Where they are kept, in place of the folder beside it.
        store: Option<PathBuf>,
        /// Its name, the beginning of it, or the path of its journal.
        run: String,
        /// Whether personal data is shown.
        show_sensitive: bool,
    },
}

/// Tells what was applied: by whom, when, and what became of it. Reads the journals alone.
///
/// # Errors
/// Where the store fails; of one run, where its journal cannot be read. In the list, that
/// is a line of its own.
pub fn run(request: &Request, output: &Output) -> Result<Exit, Failure> {
    let failed = |problem: Box<Problem>| Failure::error(*problem);
    let language = output.language();
    match request {
        Request::All { path, store, limit } => {
            let store = kept(path, store.as_deref());
            let mut runs = journal::all(&store).map_err(failed)?;
            let entries: Vec<report::history::Entry> = (runs.by_ref())
                .take(*limit)
                .map(|read| report::history::entry(read, language))
                .collect();
            match output.format() {
                Format::Text => {
                    output.data(&report::history::list(&entries, language));
                    if runs.next().is_some() {
                        output.note(&report::words::history::older(*limit, language));
                    }
                }
                Format::Json => output.json(&entries),
            }
        }
        Request::One {
            path,
            store,
            run,
            show_sensitive,
        } => {
            let store = kept(path, store.as_deref());
            let record = journal::find(&store, run).map_err(failed)?;
            match output.format() {
                Format::Text => {
                    output.data(&report::history::text(&record, *show_sensitive, language))
                }
                Format::Json => output.json(&report::history::json(&record, *show_sensitive)),
            }
        }
    }
    Ok(Exit::Done)
}

fn kept(path: &Path, store: Option<&Path>) -> Files {
    Files::new(store.map_or_else(|| store::folder_of(path), Path::to_owned))
}
