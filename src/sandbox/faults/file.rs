use std::path::Path;

use serde::Deserialize;

use crate::sandbox::Failure;
use crate::sandbox::codes::FAULTS_UNUSABLE;
use crate::source::read_regular_file;

use super::Rule;

/// A file of rules.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct File {
    faults: Vec<Rule>,
}

/// Reads a file of rules, JSON or YAML: an object with the list `faults`.
///
/// # Errors
/// Where it cannot be read, is no such file (with line and column), or a rule makes no
/// sense (with its place in the list).
pub(in crate::sandbox) fn read(path: &Path) -> Result<Vec<Rule>, Failure> {
    let unusable = |cause: &dyn std::fmt::Display| Failure::of_file(FAULTS_UNUSABLE, path, cause);
    let bytes = read_regular_file(path).map_err(|error| unusable(&error))?;
    let text = std::str::from_utf8(&bytes).map_err(|error| unusable(&error))?;
    rules(text).map_err(|cause| unusable(&cause))
}

/// The rules of a text; else why it has none, with the place.
pub(super) fn rules(text: &str) -> Result<Vec<Rule>, String> {
    let File { faults } = serde_yaml::from_str(text).map_err(|error| one_line(&error))?;
    for (index, rule) in faults.iter().enumerate() {
        rule.check()
            .map_err(|wrong| format!("faults[{index}].{wrong}"))?;
        let same = faults[..index]
            .iter()
            .any(|other| other.id.is_some() && other.id == rule.id);
        if same {
            return Err(format!("faults[{index}].id: is the name of another rule"));
        }
    }
    Ok(faults)
}

/// The reader's own words, without the lines of the file that it draws.
fn one_line(error: &serde_yaml::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default().trim();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}
