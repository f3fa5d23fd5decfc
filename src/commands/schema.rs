use crate::import::sheet::mapping;
use crate::{directory, plan, source};

use super::{Exit, Failure, Output};

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// Of the YAML files.
    Config,
    /// Of saved plans.
    Plan,
    /// Of saved snapshots.
    Snapshot,
    /// Of mapping files of lists.
    Mapping,
}

/// Prints a JSON Schema.
///
/// # Errors
/// None.
pub fn run(request: Request, output: &Output) -> Result<Exit, Failure> {
    output.data(&text(request));
    Ok(Exit::Done)
}

/// The schema as it is printed and committed.
pub fn text(request: Request) -> String {
    let schema = match request {
        Request::Config => source::config_schema(),
        Request::Plan => of::<plan::Plan>("A plan that `meibo plan --out` saved"),
        Request::Mapping => mapping::schema(),
        Request::Snapshot => of::<directory::Snapshot>("A snapshot that `meibo pull` saved"),
    };
    let mut text = format!("{schema:#}");
    text.push('\n');
    text
}

fn of<T: schemars::JsonSchema>(title: &str) -> serde_json::Value {
    let mut schema = source::schema_of::<T>();
    schema["title"] = title.into();
    schema
}
