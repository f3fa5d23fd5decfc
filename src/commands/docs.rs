//! `meibo docs` (hidden): the generated pages of the documentation.

use crate::report::explain;
use crate::source::yaml_reference;

/// The text of `docs/yaml.md`.
pub fn yaml() -> String {
    yaml_reference()
}

/// The text of `docs/problems.md`.
pub fn problems() -> String {
    explain::page()
}
