//! `meibo explain`: what is behind a problem code.

use crate::report::explain;
use crate::source::Problem;

use super::codes::NO_SUCH_CODE;
use super::{Exit, Failure, Format, Output};

/// Columns an explanation is wrapped at.
const COLUMNS: usize = 90;

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The code as it was typed; none for all.
    pub code: Option<String>,
}

/// Prints the explanation of a code, or the list of all.
///
/// # Errors
/// A code that there is not.
pub fn run(request: &Request, output: &Output) -> Result<Exit, Failure> {
    let language = output.language();
    let Some(typed) = &request.code else {
        match output.format() {
            Format::Text => output.data(&explain::list(language)),
            Format::Json => {
                let all: Vec<_> = explain::all()
                    .map(|entry| explain::explained(entry, language))
                    .collect();
                output.json(&all);
            }
        }
        return Ok(Exit::Done);
    };
    let Some(entry) = explain::code_of(typed).and_then(explain::explanation) else {
        let mut problem = Problem::error(NO_SUCH_CODE).with("code", typed);
        if let Some(near) = explain::near(typed) {
            problem = problem.with("nearest", near);
        }
        return Err(Failure::error(problem));
    };
    match output.format() {
        Format::Text => output.data(&explain::text(entry, language, COLUMNS)),
        Format::Json => output.json(&explain::explained(entry, language)),
    }
    Ok(Exit::Done)
}
