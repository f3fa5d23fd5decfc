use std::path::PathBuf;

use crate::report;

use super::{Exit, Failure, Format, Output, configuration};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The configuration.
    pub path: PathBuf,
}

/// Checks a configuration offline.
///
/// # Errors
/// Every problem at once.
pub fn run(request: &Request, output: &Output) -> Result<Exit, Failure> {
    let configuration = configuration::load(&request.path)?;
    match output.format() {
        Format::Text => {
            output.problems(&configuration.warnings, &configuration.files);
            output.data(&report::valid(&configuration.desired, output.language()));
        }
        Format::Json => output.json(&report::problems::view(
            &configuration.warnings,
            &|place| configuration.files.resolve(place),
            output.language(),
        )),
    }
    Ok(Exit::Done)
}
