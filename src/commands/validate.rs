use std::path::PathBuf;

use crate::report;

use super::{Exit, Failure, Format, Output, configuration, judgement};

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
    let configuration = judgement::unless_denied(configuration::load(&request.path)?, output)?;
    match output.format() {
        Format::Text => {
            output.findings(
                &configuration.warnings,
                configuration.allowed,
                &configuration.files,
            );
            output.data(&report::valid(&configuration.desired, output.language()));
        }
        Format::Json => output.json(&report::problems::ProblemsView {
            allowed: configuration.allowed,
            ..report::problems::view(
                &configuration.warnings,
                &|place| configuration.files.resolve(place),
                output.language(),
            )
        }),
    }
    Ok(Exit::Done)
}
