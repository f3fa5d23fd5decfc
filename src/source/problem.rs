use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stable code, printed as `M0123`. Hundreds by room: 1 source, 2 check, 3 plan,
/// 4 rehearsal, 5 live and api, 6 settings, 7 apply and store, 8 sandbox, 9 import.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Code(pub u16);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "M{:04}", self.0)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> String {
        code.to_string()
    }
}

impl TryFrom<String> for Code {
    type Error = String;

    fn try_from(text: String) -> Result<Code, String> {
        text.strip_prefix('M')
            .and_then(|digits| digits.parse().ok())
            .map(Code)
            .ok_or_else(|| format!("{text:?} is not a problem code such as M0123"))
    }
}

/// How bad a problem is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// Nothing is done while it stands.
    Error,
    /// Worth knowing.
    Warning,
}

/// A symbolic location: becomes file, line and column only when it is rendered.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "camelCase", default)]
pub struct Place {
    /// The file, relative to the configuration folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// JSON pointer of the value within the file: `/members/3/name/last`. Resolved to a
    /// line and column on rendering.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Line and column from 1, where they are already known (syntax errors, plans).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<(u32, u32)>,
    /// The object spoken of: kind and key, `member/E00042`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// The property spoken of, in the configuration's vocabulary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property: Option<String>,
}

/// Something wrong or worth knowing: a code, where, and named parts of the message.
/// The words and the remedy are the report's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Which problem.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// Where.
    #[serde(default)]
    pub place: Place,
    /// Named parts of the message.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
    /// Other places that matter, each with what it is: `firstDeclared`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<(String, Place)>,
}

impl Problem {
    /// An error without a place yet.
    pub fn error(code: Code) -> Problem {
        Problem {
            code,
            severity: Severity::Error,
            place: Place::default(),
            params: BTreeMap::new(),
            labels: Vec::new(),
        }
    }

    /// A warning without a place yet.
    pub fn warning(code: Code) -> Problem {
        Problem {
            severity: Severity::Warning,
            ..Problem::error(code)
        }
    }

    /// The same with a named part of its message.
    pub fn with(mut self, name: &str, value: impl ToString) -> Problem {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// The same at a place.
    pub fn at(mut self, place: Place) -> Problem {
        self.place = place;
        self
    }

    /// The same with another place that matters.
    pub fn label(mut self, what: &str, place: Place) -> Problem {
        self.labels.push((what.to_owned(), place));
        self
    }
}
