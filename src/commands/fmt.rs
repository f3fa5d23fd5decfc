use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::json;

use crate::import::tidy;
use crate::report;
use crate::report::words::imported as words;
use crate::source::{Problem, read_regular_file, rewrite_file};

use super::codes::{FILE_UNREADABLE, FILE_UNWRITABLE};
use super::configuration;
use super::import::{Change, path_of, texts};
use super::{Exit, Failure, Format, Output};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The configuration.
    pub path: PathBuf,
    /// Whether files are named only, and exit code 2 tells that there are some.
    pub check: bool,
    /// Whether it is only shown what would be changed.
    pub diff: bool,
    /// Whether personal data is shown in it.
    pub show_sensitive: bool,
}

/// Brings files into the usual style.
///
/// # Errors
/// Files that cannot be read as YAML, or would say something else: they stay as they are,
/// and the others are done.
pub fn run(request: &Request, output: &Output) -> Result<Exit, Failure> {
    // Whether it is a valid configuration is another question.
    let loaded = configuration::read(&request.path);
    let existing = texts(&loaded.files);
    if existing.is_empty() {
        return Err(Failure {
            files: loaded.files,
            ..Failure::all(loaded.problems)
        });
    }
    let mut problems = Vec::new();
    let mut stuck = 0;
    let mut before: BTreeMap<String, String> = BTreeMap::new();
    let mut after: BTreeMap<String, String> = BTreeMap::new();
    for (name, text) in &existing {
        let path = match request.path.is_dir() {
            true => path_of(&request.path, name),
            false => request.path.clone(),
        };
        match tidy::tidy(name, text) {
            Ok(tidy) => {
                // As it stands on the disk, with its mark and its line ends.
                let bytes = read_regular_file(&path).map_err(|error| {
                    let problem = Problem::error(FILE_UNREADABLE).with("path", path.display());
                    Failure::error(problem.with("cause", error))
                })?;
                if bytes != tidy.as_bytes() {
                    before.insert(name.clone(), String::from_utf8_lossy(&bytes).into_owned());
                    after.insert(name.clone(), tidy);
                }
            }
            Err(found) => {
                stuck += 1;
                problems.extend(found);
            }
        }
    }
    let change = Change {
        existing: &before,
        after: &after,
    };
    if !request.check && !request.diff {
        for (name, text) in &after {
            let path = match request.path.is_dir() {
                true => path_of(&request.path, name),
                false => request.path.clone(),
            };
            rewrite_file(&path, |out| out.write_all(text.as_bytes())).map_err(|error| {
                let problem = Problem::error(FILE_UNWRITABLE).with("path", path.display());
                Failure::error(problem.with("cause", error))
            })?;
        }
    }
    match output.format() {
        Format::Json => output
            .json(&json!({"changed": change.names(), "written": !request.check && !request.diff})),
        Format::Text => {
            if request.diff {
                output.data(&change.shown(output.color(), request.show_sensitive));
            } else {
                for name in change.names() {
                    output.data(&format!("{}\n", report::escape::terminal(name)));
                }
            }
            let dry = request.check || request.diff;
            output.note(&words::tidied(
                after.len(),
                existing.len(),
                stuck,
                dry,
                output.language(),
            ));
        }
    }
    if !problems.is_empty() {
        return Err(Failure {
            files: loaded.files,
            ..Failure::all(problems)
        });
    }
    Ok(match request.check && !after.is_empty() {
        true => Exit::Changes,
        false => Exit::Done,
    })
}
