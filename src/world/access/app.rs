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

#[cfg(test)]
mod tests {
    use super::App;

    #[test]
    fn an_app_is_shown_without_its_secret_and_its_tokens_live_a_day() {
        let app = serde_json::json!({"clientId": "id", "clientSecret": "hidden", "serviceAccount": "sa",
            "publicKey": "", "scopes": ["user"]});
        let app: App = serde_json::from_value(app).expect("an app");
        assert_eq!(
            (app.token_seconds, app.rotate_refresh_tokens),
            (86_400, false)
        );
        let shown = format!("{app:?}");
        assert!(
            shown.contains("\"id\"") && shown.contains("\"user\""),
            "{shown}"
        );
        assert!(!shown.contains("hidden"), "{shown}");
    }
}
