//! Flags and environment to settings: the only reader of the environment. Secrets come
//! from the environment alone, never from a flag, where others could see them.

pub mod codes;
mod environment;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};

use crate::api::{Config, Credentials, Network, ServiceAccount, SigningKey};
use crate::directory::Tenant;
use crate::plan::pace::Limits;
use crate::report::words::Language;
use crate::source::{Code, Place, Problem};

pub use environment::Environment;

/// Base of the API (facts 1.1).
pub const DEFAULT_API_URL: &str = "https://www.worksapis.com/v1.0";

/// Base of the OAuth endpoints (facts 1.1).
pub const DEFAULT_AUTH_URL: &str = "https://auth.worksmobile.com/oauth2/v2.0";

/// Larger files are no keys and no lists of authorities.
const LARGEST_FILE: u64 = 4 * 1024 * 1024;

/// When output is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set or the terminal is dumb.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The language people are spoken to in: the flag's, else that of the locale
/// (`LC_ALL`, `LC_MESSAGES`, `LANG`; the first that is set decides).
pub fn language(flag: Option<Language>, environment: &Environment) -> Language {
    flag.unwrap_or_else(|| {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| environment.raw(name))
            .map_or(Language::En, |locale| {
                Language::of_locale(&locale.to_string_lossy())
            })
    })
}

/// The flags that say where the tenant is and how to talk to it; what is not given comes
/// from the environment.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// `--sandbox[=STATE]`: the embedded sandbox, with its state in this file or the
    /// default one.
    pub sandbox: Option<Option<PathBuf>>,
    /// `--api-url`, else `LINEWORKS_API_URL`.
    pub api_url: Option<String>,
    /// `--auth-url`, else `LINEWORKS_AUTH_URL`.
    pub auth_url: Option<String>,
    /// `--client-id`, else `LINEWORKS_CLIENT_ID`.
    pub client_id: Option<String>,
    /// `--service-account`, else `LINEWORKS_SERVICE_ACCOUNT`.
    pub service_account: Option<String>,
    /// `--private-key-file`, else `LINEWORKS_PRIVATE_KEY_FILE`.
    pub private_key_file: Option<PathBuf>,
    /// `--time-scale`: divides every wait, for loopback only.
    pub time_scale: Option<f64>,
    /// `--color`.
    pub color: Option<Color>,
}

/// Where the tenant is.
#[derive(Clone, Debug)]
pub enum Where {
    /// The embedded sandbox.
    Sandbox {
        /// `--sandbox=STATE`
        state: Option<PathBuf>,
    },
    /// The service, or a server that speaks like it.
    Service(Box<Service>),
}

/// How to reach the service.
#[derive(Clone, Debug)]
pub struct Service {
    /// Base of the API.
    pub api_url: String,
    /// Base of the OAuth endpoints.
    pub auth_url: String,
    /// How to log in.
    pub credentials: Credentials,
    /// Proxy, authorities, timeouts.
    pub network: Network,
}

/// What flags and environment say. Made without touching a file or the network, so that
/// commands that need no tenant need no credentials.
#[derive(Clone, Debug)]
pub struct Settings {
    /// When output is coloured: `NO_COLOR` and a dumb terminal are taken in.
    pub color: Color,
    /// Whether this runs in CI (`CI`): plain lines instead of a moving bar.
    pub ci: bool,
    /// `MEIBO_LOG`: what is logged, in the form of tracing's `EnvFilter`.
    pub log: Option<String>,
    /// `MEIBO_NEW_MEMBER_PASSWORD`: the first password of new members where the
    /// administrator sets it.
    pub new_member_password: Option<SecretString>,
    /// Who runs meibo, by the name the system gives (`USER`, `LOGNAME`, `USERNAME`), for
    /// journals and leases.
    pub user: String,
    /// Where meibo may keep what concerns this machine (`XDG_STATE_HOME`, else
    /// `HOME/.local/state`, `LOCALAPPDATA`).
    pub state_folder: Option<PathBuf>,
    /// `--time-scale`, else 1.
    pub time_scale: f64,
    flags: Flags,
    environment: Environment,
}

impl Settings {
    /// Whether the tenant is the embedded sandbox (`--sandbox`).
    pub fn is_sandbox(&self) -> bool {
        self.flags.sandbox.is_some()
    }

    /// Whether flags or environment name a tenant at all, completely or not.
    pub fn names_a_tenant(&self) -> bool {
        const NAMES: [&str; 5] = [
            "LINEWORKS_ACCESS_TOKEN",
            "LINEWORKS_CLIENT_ID",
            "LINEWORKS_SERVICE_ACCOUNT",
            "LINEWORKS_PRIVATE_KEY",
            "LINEWORKS_PRIVATE_KEY_FILE",
        ];
        let is_set = |name: &&str| {
            let value = self.environment.raw(name);
            value.is_some_and(|value| !value.is_empty())
        };
        self.is_sandbox()
            || self.flags.client_id.is_some()
            || self.flags.service_account.is_some()
            || self.flags.private_key_file.is_some()
            || NAMES.iter().any(is_set)
    }

    /// Takes flags and environment together.
    ///
    /// # Errors
    /// Variables that are not UTF-8.
    pub fn read(flags: Flags, environment: Environment) -> Result<Settings, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut text = |name: &str| match environment.text(name) {
            Ok(value) => value.map(str::to_owned),
            Err(problem) => {
                problems.push(problem);
                None
            }
        };
        let log = text("MEIBO_LOG");
        let new_member_password = text("MEIBO_NEW_MEMBER_PASSWORD").map(SecretString::from);
        if !problems.is_empty() {
            return Err(problems);
        }
        let dumb = environment.raw("TERM").is_some_and(|term| term == "dumb");
        let color = match flags.color.unwrap_or_default() {
            Color::Auto if dumb || environment.raw("NO_COLOR").is_some() => Color::Never,
            asked => asked,
        };
        Ok(Settings {
            color,
            ci: environment.says_yes("CI"),
            log,
            new_member_password,
            user: ["USER", "LOGNAME", "USERNAME"]
                .into_iter()
                .find_map(|name| environment.raw(name))
                .map_or_else(
                    || "?".to_owned(),
                    |name| name.to_string_lossy().into_owned(),
                ),
            state_folder: {
                let folder = |name| environment.raw(name).map(PathBuf::from);
                let at_home = || folder("HOME").map(|home| home.join(".local/state"));
                let found = folder("XDG_STATE_HOME").or_else(at_home);
                let found = found.or_else(|| folder("LOCALAPPDATA"));
                found.map(|found| found.join("meibo"))
            },
            time_scale: flags.time_scale.unwrap_or(1.0),
            flags,
            environment,
        })
    }

    /// Where the tenant is; reads the files that credentials and authorities stand in.
    ///
    /// # Errors
    /// Credentials that are missing or malformed, files that cannot be read.
    pub fn tenant(&self) -> Result<Where, Vec<Problem>> {
        if let Some(state) = &self.flags.sandbox {
            return Ok(Where::Sandbox {
                state: state.clone(),
            });
        }
        let mut problems = Vec::new();
        let api_url = keep(&mut problems, self.address("api")).unwrap_or_default();
        let auth_url = keep(&mut problems, self.address("auth")).unwrap_or_default();
        let network = keep(&mut problems, self.network());
        let credentials = match self.credentials() {
            Ok(credentials) => Some(credentials),
            Err(more) => {
                problems.extend(more);
                None
            }
        };
        match (credentials, network) {
            (Some(credentials), Some(network)) if problems.is_empty() => {
                Ok(Where::Service(Box::new(Service {
                    api_url,
                    auth_url,
                    credentials,
                    network,
                })))
            }
            _ => Err(problems),
        }
    }

    fn address(&self, which: &str) -> Result<String, Problem> {
        let (flag, variable, default) = match which {
            "api" => (&self.flags.api_url, "LINEWORKS_API_URL", DEFAULT_API_URL),
            _ => (&self.flags.auth_url, "LINEWORKS_AUTH_URL", DEFAULT_AUTH_URL),
        };
        Ok(match flag {
            Some(url) => url.clone(),
            None => self
                .environment
                .text(variable)?
                .unwrap_or(default)
                .to_owned(),
        })
    }

    fn network(&self) -> Result<Network, Problem> {
        // The lower-case names are the older convention and win where both are set.
        let first = |names: &[&str]| -> Result<Option<&str>, Problem> {
            for name in names {
                if let Some(value) = self.environment.text(name)? {
                    return Ok(Some(value));
                }
            }
            Ok(None)
        };
        let proxy = first(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])?;
        let no_proxy = first(&["no_proxy", "NO_PROXY"])?;
        let ca = match self.environment.raw("SSL_CERT_FILE") {
            None => None,
            Some(path) => Some(read_file(Path::new(path), codes::CA_FILE_UNREADABLE)?),
        };
        Ok(Network {
            proxy: proxy.map(SecretString::from),
            no_proxy: no_proxy.unwrap_or_default().to_owned(),
            ca,
            ..Network::default()
        })
    }

    fn credentials(&self) -> Result<Credentials, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut text = |name: &str| {
            keep(&mut problems, self.environment.text(name))
                .flatten()
                .map(|value| value.trim().to_owned())
                .filter(|value| !value.is_empty())
        };
        if let Some(token) = text("LINEWORKS_ACCESS_TOKEN") {
            return Ok(Credentials::AccessToken(token.into()));
        }
        let client_id = self
            .flags
            .client_id
            .clone()
            .or_else(|| text("LINEWORKS_CLIENT_ID"));
        let client_secret = text("LINEWORKS_CLIENT_SECRET").map(SecretString::from);
        let account = self
            .flags
            .service_account
            .clone()
            .or_else(|| text("LINEWORKS_SERVICE_ACCOUNT"));
        let key_text = text("LINEWORKS_PRIVATE_KEY").map(SecretString::from);
        let key_file = self.environment.raw("LINEWORKS_PRIVATE_KEY_FILE");
        let key = match (&self.flags.private_key_file, key_text, key_file) {
            (Some(path), _, _) => key_of_file(path).map(Some),
            (None, Some(text), _) => SigningKey::read(&unescaped(&text)).map(Some),
            (None, None, Some(path)) => key_of_file(Path::new(path)).map(Some),
            (None, None, None) => Ok(None),
        };
        let missing: Vec<&str> = [
            ("LINEWORKS_CLIENT_ID", client_id.is_none()),
            ("LINEWORKS_CLIENT_SECRET", client_secret.is_none()),
            ("LINEWORKS_SERVICE_ACCOUNT", account.is_none()),
            (
                "LINEWORKS_PRIVATE_KEY (or LINEWORKS_PRIVATE_KEY_FILE)",
                matches!(key, Ok(None)),
            ),
        ]
        .into_iter()
        // What is there in another encoding is told as such.
        .filter(|(name, missing)| {
            let variable = name.split(' ').next().unwrap_or_default();
            *missing && self.environment.text(variable).is_ok()
        })
        .map(|(name, _)| name)
        .collect();
        if !missing.is_empty() {
            problems.push(
                Problem::error(codes::CREDENTIALS_MISSING).with("variables", missing.join(", ")),
            );
        }
        let key = keep(&mut problems, key).flatten();
        match (client_id, client_secret, account, key) {
            (Some(client_id), Some(client_secret), Some(account), Some(key))
                if problems.is_empty() =>
            {
                Ok(Credentials::ServiceAccount(Box::new(ServiceAccount {
                    client_id,
                    client_secret,
                    account,
                    key,
                })))
            }
            _ => Err(problems),
        }
    }

    /// What a client of a tenant is made of, wherever the tenant is.
    pub fn config(
        &self,
        service: Service,
        tenant: &Tenant,
        scopes: &'static [&'static str],
    ) -> Config {
        let Service {
            api_url,
            auth_url,
            credentials,
            network,
        } = service;
        Config {
            api_url,
            auth_url,
            credentials,
            scopes,
            limits: Limits::of(tenant.plan),
            domains: tenant.domains.iter().map(|domain| domain.id).collect(),
            network,
            time_scale: self.time_scale,
            secrets: self.new_member_password.iter().cloned().collect(),
        }
    }
}

/// The value, or the problem kept for later.
fn keep<T>(problems: &mut Vec<Problem>, result: Result<T, Problem>) -> Option<T> {
    result.map_err(|problem| problems.push(problem)).ok()
}

/// A file with a key or with certificates.
fn read_file(path: &Path, code: Code) -> Result<Vec<u8>, Problem> {
    let problem = |why: String| {
        Problem::error(code)
            .with("path", path.display())
            .with("why", why)
    };
    let mut content = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut content))
        .map_err(|error| problem(error.to_string()))?;
    if content.len() as u64 > LARGEST_FILE {
        return Err(problem(format!("it is larger than {LARGEST_FILE} bytes")));
    }
    Ok(content)
}

fn key_of_file(path: &Path) -> Result<SigningKey, Problem> {
    let content = read_file(path, codes::KEY_FILE_UNREADABLE)?;
    // What is not UTF-8 is no PEM text, and is refused as such.
    let text = SecretString::from(String::from_utf8(content).unwrap_or_default());
    SigningKey::read(&text).map_err(|problem| {
        problem.with("path", path.display()).at(Place {
            file: Some(path.display().to_string()),
            ..Place::default()
        })
    })
}

/// PEM text whose line ends were written as `\n` to fit into one line.
fn unescaped(pem: &SecretString) -> SecretString {
    let text = pem.expose_secret();
    if text.contains("\\n") {
        text.replace("\\r", "").replace("\\n", "\n").into()
    } else {
        pem.clone()
    }
}
