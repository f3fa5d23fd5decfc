//! What other rooms ask of this one besides whole configurations: whether an object fits the
//! schema, and a small YAML file of their own.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_yaml::options::DuplicateKeyPolicy;

use super::files::File;
use super::issues::{self, Subject};
use super::{Code, Place, Problem, text, yaml};
use crate::directory::Kind;

/// What the schema says against an object that stands in no file yet; places are pointers
/// into it.
pub fn entry_problems(kind: Kind, object: &Value) -> Vec<Problem> {
    if super::validate::errors(Some(kind), object).is_empty() {
        return Vec::new();
    }
    let nowhere = File::new("".into());
    let subject = Subject {
        file: &nowhere,
        name: "",
        pointer: "",
        kind: Some(kind),
    };
    issues::examine(object.clone(), &subject).1
}

/// Reads a YAML file that is no configuration, called `name` in problems, under the same
/// bounds. `form`: the code of a value that has not the form the file wants.
///
/// # Errors
/// Why it cannot be read, at its line and column.
pub fn read_yaml<T: DeserializeOwned>(name: &str, bytes: &[u8], form: Code) -> Result<T, Problem> {
    let here = |mut problem: Problem| {
        problem.place = Place {
            file: Some(name.to_owned()),
            ..problem.place
        };
        problem
    };
    let text = text::decode(bytes.to_vec()).map_err(here)?;
    let mut options = yaml::options(&text);
    options.duplicate_keys = DuplicateKeyPolicy::Error;
    serde_yaml::from_str_with_options(&text, options).map_err(|error| {
        let problem = yaml::misformed(&error, form);
        here(problem.unwrap_or_else(|| text::blame_tab(&text, yaml::problem(&error))))
    })
}
