use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;

use super::codes;
use crate::source::Problem;

/// The variables of the environment. Holds secrets, so its `Debug` shows names alone.
#[derive(Clone, Default)]
pub struct Environment(BTreeMap<OsString, OsString>);

impl Environment {
    /// That of the process: the one place it is read.
    pub fn of_process() -> Environment {
        std::env::vars_os().collect()
    }

    /// The text of a variable; `None` where it is not set or empty.
    ///
    /// # Errors
    /// Where it is not UTF-8.
    pub(super) fn text(&self, name: &str) -> Result<Option<&str>, Problem> {
        match self.raw(name) {
            None => Ok(None),
            Some(value) => value
                .to_str()
                .map(Some)
                .ok_or_else(|| Problem::error(codes::VARIABLE_NOT_UTF8).with("variable", name)),
        }
    }

    /// A variable as it stands; `None` where it is not set or empty.
    pub(super) fn raw(&self, name: &str) -> Option<&OsString> {
        self.0
            .get(std::ffi::OsStr::new(name))
            .filter(|value| !value.is_empty())
    }

    /// Whether a variable is set to anything but a word for no.
    pub(super) fn says_yes(&self, name: &str) -> bool {
        self.raw(name)
            .is_some_and(|value| !["0", "false", "no", "off"].iter().any(|no| value == no))
    }
}

impl<N: Into<OsString>, V: Into<OsString>> FromIterator<(N, V)> for Environment {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        Environment(
            pairs
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
