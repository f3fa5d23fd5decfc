use std::path::PathBuf;

use clap::Args;

use crate::settings::Flags;

/// Where the tenant is. The secrets (client secret, private key, access token) are taken
/// from the environment alone.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Where the tenant is")]
pub(super) struct TenantFlags {
    /// Use the embedded sandbox, its state kept in STATE.json (default: `.meibo/sandbox.json` beside the configuration): no account needed
    #[arg(
        long,
        value_name = "STATE.json",
        num_args = 0..=1,
        require_equals = true,
        conflicts_with_all = ["api_url", "auth_url", "client_id", "service_account", "private_key_file"],
    )]
    sandbox: Option<Option<PathBuf>>,

    /// Base URL of the API [environment: LINEWORKS_API_URL]
    #[arg(long, value_name = "URL")]
    api_url: Option<String>,

    /// Base URL of the token endpoint [environment: LINEWORKS_AUTH_URL]
    #[arg(long, value_name = "URL")]
    auth_url: Option<String>,

    /// Client ID of the app [environment: LINEWORKS_CLIENT_ID; its secret: LINEWORKS_CLIENT_SECRET]
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,

    /// Service account of the app [environment: LINEWORKS_SERVICE_ACCOUNT]
    #[arg(long, value_name = "ID")]
    service_account: Option<String>,

    /// PEM file with the app's private key [environment: LINEWORKS_PRIVATE_KEY_FILE, or the key itself in LINEWORKS_PRIVATE_KEY]
    #[arg(long, value_name = "FILE")]
    private_key_file: Option<PathBuf>,
}

impl TenantFlags {
    pub(super) fn flags(self) -> Flags {
        let TenantFlags {
            sandbox,
            api_url,
            auth_url,
            client_id,
            service_account,
            private_key_file,
        } = self;
        Flags {
            sandbox,
            api_url,
            auth_url,
            client_id,
            service_account,
            private_key_file,
            ..Flags::default()
        }
    }
}
