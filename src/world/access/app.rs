use std::fmt;

use serde::{Deserialize, Serialize};

/// An app with its service account, as the Developer Console issues it (facts 2.1).
/// The sandbox makes its own: nothing here opens a real tenant.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct App {
    /// Client ID
    pub client_id: String,
    /// Client Secret
    pub client_secret: String,
    /// Service Account
    pub service_account: String,
    /// The public half of its private key, PEM.
    pub public_key: String,
    /// Scopes ticked in the console.
    pub scopes: Vec<String>,
    /// Life of its access tokens: 3600 or 86400 seconds (facts 2.3).
    #[serde(default = "one_day")]
    pub token_seconds: i64,
    /// "Refresh Token Rotation"
    #[serde(default)]
    pub rotate_refresh_tokens: bool,
}

fn one_day() -> i64 {
    86_400
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App")
            .field("client_id", &self.client_id)
            .field("service_account", &self.service_account)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}
