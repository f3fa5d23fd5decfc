use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::world::state::State;
use crate::world::{Mark, Refusal, reasons};

use super::{App, Windows};

/// Apps, the tokens they were given, and the rate windows.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Access {
    /// Registered apps.
    pub apps: Vec<App>,
    /// Access tokens by their text.
    pub tokens: BTreeMap<String, Token>,
    /// Refresh tokens by their text.
    pub refresh_tokens: BTreeMap<String, Token>,
    /// Calls of the last minute.
    pub windows: Windows,
}

/// What a token stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Token {
    /// Whose it is.
    pub client_id: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// Until when.
    pub expires: Timestamp,
}

impl std::fmt::Debug for Access {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The texts of tokens are secrets.
        f.debug_struct("Access")
            .field("apps", &self.apps)
            .field("tokens", &self.tokens.len())
            .field("refresh_tokens", &self.refresh_tokens.len())
            .finish_non_exhaustive()
    }
}

/// The token of an `Authorization` header: `Bearer`, exactly one space, the token.
///
/// # Errors
/// 401 where it is missing, malformed, unknown or expired.
pub fn authorise<'a>(
    state: &'a State,
    authorization: Option<&str>,
    now: Timestamp,
) -> Result<&'a Token, Refusal> {
    let token = authorization
        .and_then(|header| header.strip_prefix("Bearer "))
        .and_then(|text| state.access.tokens.get(text))
        .ok_or_else(|| Refusal::new(401, reasons::NO_TOKEN, "1.5", Mark::E))?;
    if token.expires <= now {
        return Err(Refusal::new(401, reasons::TOKEN_EXPIRED, "2.3", Mark::D));
    }
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::{Access, Timestamp, Token};

    #[test]
    fn tokens_are_counted_and_not_shown() {
        let token = Token {
            client_id: "c".to_owned(),
            scopes: Vec::new(),
            expires: Timestamp::MAX,
        };
        let mut access = Access::default();
        access.tokens.insert("hidden".to_owned(), token);
        let shown = format!("{access:?}");
        assert!(shown.contains("tokens: 1"), "{shown}");
        assert!(!shown.contains("hidden"), "{shown}");
    }
}
