use std::path::{Path, PathBuf};

use crate::api::{
    Client, Credentials, Network, READ_SCOPES, ServiceAccount, SigningKey, WRITE_SCOPES,
};
use crate::directory::Tenant;
use crate::sandbox::{self, Options, Running, Seed};
use crate::settings::{Service, Settings, Where};
use crate::source::{Problem, parent};
use crate::store;
use crate::world::{DomainRules, Rules};

use super::Failure;
use super::codes::{SANDBOX_WITHOUT_STATE, SYSTEM};

/// A way to the tenant, and the sandbox behind it, where it is one.
pub(super) struct Connection {
    /// Sends the calls.
    pub client: Client,
    sandbox: Option<Running>,
}

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To look.
    Read,
    /// To look, for a plan that is applied later: a sandbox must be the same then.
    Keep,
    /// To write.
    Write,
    /// To write a plan that was made earlier: a sandbox must exist.
    WriteSaved,
}

/// Finds the tenant and makes a client for it; starts the embedded sandbox where that is
/// asked for. `path` is the configuration.
///
/// # Errors
/// Credentials that are missing or malformed; a sandbox that does not start.
pub(super) async fn open(
    settings: &Settings,
    path: &Path,
    tenant: &Tenant,
    purpose: Purpose,
) -> Result<Connection, Failure> {
    let scopes = match purpose {
        Purpose::Read | Purpose::Keep => READ_SCOPES,
        Purpose::Write | Purpose::WriteSaved => WRITE_SCOPES,
    };
    let keep_seed = purpose == Purpose::Keep;
    let (service, sandbox) = match settings.tenant().map_err(Failure::all)? {
        Where::Service(service) => (*service, None),
        Where::Sandbox { state } => {
            let state = state.unwrap_or_else(|| default_state(path));
            if purpose == Purpose::WriteSaved && !state.exists() {
                return Err(Failure::error(
                    Problem::error(SANDBOX_WITHOUT_STATE).with("path", state.display()),
                ));
            }
            let running = sandbox::start(Options {
                port: 0,
                network: None,
                state: Some(state),
                seed: match seed_beside(path) {
                    Some(file) => Seed::File {
                        path: file,
                        rules: Some(rules_of(tenant)),
                    },
                    None => Seed::Empty(rules_of(tenant)),
                },
                keep_seed,
                keep_key: false,
                log: None,
                faults: None,
                write_guard: false,
                time_scale: settings.time_scale,
                list_lag: None,
                membership_lag: None,
            })
            .await?;
            (service_of(&running)?, Some(running))
        }
    };
    let client = Client::new(settings.config(service, tenant, scopes)).map_err(Failure::all)?;
    Ok(Connection { client, sandbox })
}

impl Connection {
    /// Ends the sandbox, where there is one. One that is dropped instead loses nothing
    /// either.
    ///
    /// # Errors
    /// Where its state cannot be written.
    pub(super) async fn close(self) -> Result<(), Failure> {
        drop(self.client);
        if let Some(running) = self.sandbox {
            running.shutdown().await?;
        }
        Ok(())
    }
}

/// How to reach a sandbox in this process.
fn service_of(running: &Running) -> Result<Service, Failure> {
    let app = &running.credentials;
    Ok(Service {
        api_url: running.api_url.clone(),
        auth_url: running.auth_url.clone(),
        credentials: Credentials::ServiceAccount(Box::new(ServiceAccount {
            client_id: app.client_id.clone(),
            client_secret: app.client_secret.clone(),
            account: app.service_account.clone(),
            key: SigningKey::read(&app.private_key).map_err(Failure::error)?,
        })),
        network: Network::default(),
    })
}

/// `.meibo/sandbox.json` beside a configuration.
pub(super) fn default_state(path: &Path) -> PathBuf {
    store::folder_of(path).join("sandbox.json")
}

/// `sandbox.json` in a configuration's folder, where it exists.
pub(super) fn seed_beside(path: &Path) -> Option<PathBuf> {
    let folder = if path.is_dir() { path } else { parent(path) };
    let file = folder.join("sandbox.json");
    file.is_file().then_some(file)
}

/// What is fixed about the tenant a configuration describes.
pub(super) fn rules_of(tenant: &Tenant) -> Rules {
    Rules {
        plan: tenant.plan,
        sso: tenant.sso,
        domains: tenant
            .domains
            .iter()
            .map(|domain| DomainRules {
                id: domain.id,
                name: domain.name.clone(),
                member_limit: None,
            })
            .collect(),
    }
}

/// What runs everything that waits.
///
/// # Errors
/// Where the system gives no threads.
pub(super) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::error(Problem::error(SYSTEM).with("cause", error)))
}
