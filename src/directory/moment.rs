use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A date and time with an offset, `YYYY-MM-DDThh:mm:ss+09:00` (facts 1.3). Keeps the
/// spelling it came in; two that mean the same instant are equal.
#[derive(Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Moment {
    text: String,
    at: Timestamp,
}

impl Moment {
    /// Reads the documented form.
    ///
    /// # Errors
    /// Where the text is no date and time with an offset, or names a date that does not exist.
    pub fn parse(text: &str) -> Result<Moment, jiff::Error> {
        Ok(Moment {
            at: text.parse()?,
            text: text.to_owned(),
        })
    }

    /// The instant it means.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// The spelling it came in.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl TryFrom<String> for Moment {
    type Error = jiff::Error;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Moment::parse(&text)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> String {
        moment.text
    }
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl Eq for Moment {}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A leave of absence: both ends are given when it is set (facts 5.1.6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Leave {
    /// First moment of the leave.
    pub from: Moment,
    /// Last moment of the leave.
    pub to: Moment,
}
