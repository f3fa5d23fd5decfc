//! The app that the sandbox knows: one client, one service account, one key.

use std::fs;
use std::io;
use std::path::Path;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

use crate::source::write_private_file;
use crate::world::access::App;

use super::Failure;
use super::codes::KEY_UNUSABLE;

/// One and the same in every run, so that each run's app takes the place of the last one.
const CLIENT_ID: &str = "meibo-sandbox";
/// The service account's id.
const SERVICE_ACCOUNT: &str = "sandbox.serviceaccount@meibo";
/// Everything that is ticked in its console.
const SCOPES: [&str; 14] = [
    "directory",
    "directory.read",
    "user",
    "user.read",
    "user.email.read",
    "user.profile.read",
    "orgunit",
    "orgunit.read",
    "group",
    "group.read",
    "security.external-browser",
    "security.external-browser.read",
    "contact",
    "contact.read",
];

/// What a client needs to get a token from the sandbox.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Client ID.
    pub client_id: String,
    /// Client Secret.
    pub client_secret: SecretString,
    /// Service Account.
    pub service_account: String,
    /// RSA private key, PKCS#8 PEM.
    pub private_key: SecretString,
    /// Bearer of this may call everything of the API, and everything under `/sandbox/`.
    pub dev_token: SecretString,
}

/// A key that could not be made or read; says nothing about its content.
#[derive(Debug, thiserror::Error)]
#[error("no usable RSA key")]
struct NoKey;

/// Makes a new app with a fresh key.
///
/// # Errors
/// Where the system gives no randomness.
pub(super) fn generate() -> Result<(Credentials, App), Failure> {
    KeyPair::generate(KeySize::Rsa2048)
        .map_err(|_| NoKey)
        .and_then(|pair| app(&pair))
        .map_err(|error| Failure::of_file(KEY_UNUSABLE, Path::new("-"), error))
}

/// The app whose key lies in a file, which is written where it does not exist, so that
/// what was exported into a shell still holds after a restart.
///
/// # Errors
/// Where the file cannot be read or written, or holds no RSA key.
pub(super) fn from_file(path: &Path) -> Result<(Credentials, App), Failure> {
    let unusable = |error: &dyn std::fmt::Display| Failure::of_file(KEY_UNUSABLE, path, error);
    match fs::read_to_string(path) {
        Ok(pem) => der_of(&pem)
            .and_then(|der| KeyPair::from_pkcs8(&der).map_err(|_| NoKey))
            .and_then(|pair| app(&pair))
            .map_err(|error| unusable(&error)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let made = generate()?;
            write_private_file(path, |out| {
                out.write_all(made.0.private_key.expose_secret().as_bytes())
            })
            .map_err(|error| unusable(&error))?;
            Ok(made)
        }
        Err(error) => Err(unusable(&error)),
    }
}

/// Everything else follows from the key, so that the key file is all there is to keep.
fn app(pair: &KeyPair) -> Result<(Credentials, App), NoKey> {
    let der = AsDer::<Pkcs8V1Der<'_>>::as_der(pair).map_err(|_| NoKey)?;
    let public = AsDer::<PublicKeyX509Der<'_>>::as_der(pair.public_key()).map_err(|_| NoKey)?;
    let client_secret = derived("client secret", der.as_ref());
    let app = App {
        client_id: CLIENT_ID.to_owned(),
        client_secret: client_secret.clone(),
        service_account: SERVICE_ACCOUNT.to_owned(),
        public_key: pem_of("PUBLIC", public.as_ref()),
        scopes: SCOPES.map(str::to_owned).to_vec(),
        token_seconds: 86_400,
        rotate_refresh_tokens: false,
    };
    let credentials = Credentials {
        client_id: CLIENT_ID.to_owned(),
        client_secret: SecretString::from(client_secret),
        service_account: SERVICE_ACCOUNT.to_owned(),
        private_key: SecretString::from(pem_of("PRIVATE", der.as_ref())),
        dev_token: SecretString::from(format!("meibo-dev-{}", derived("dev token", der.as_ref()))),
    };
    Ok((credentials, app))
}

/// 160 bits that nobody can tell who does not have the key.
fn derived(what: &str, der: &[u8]) -> String {
    let digest = Sha256::new()
        .chain_update(what.as_bytes())
        .chain_update(der)
        .finalize();
    digest
        .iter()
        .take(20)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn pem_of(which: &str, der: &[u8]) -> String {
    let text = BASE64.encode(der);
    let mut pem = format!("-----BEGIN {which} KEY-----\n");
    let mut rest = text.as_str();
    while !rest.is_empty() {
        // Base64 is ASCII, so every index is a boundary.
        let (line, tail) = rest.split_at(rest.len().min(64));
        pem.push_str(line);
        pem.push('\n');
        rest = tail;
    }
    pem.push_str(&format!("-----END {which} KEY-----\n"));
    pem
}

fn der_of(pem: &str) -> Result<Vec<u8>, NoKey> {
    let text: String = pem
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("-----"))
        .collect();
    BASE64.decode(text).map_err(|_| NoKey)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_key_gives_the_same_app_again() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("key.pem");
        let (made, app) = from_file(&path).expect("made");
        let (again, same) = from_file(&path).expect("read back");
        assert_eq!(app, same);
        assert_eq!(
            made.client_secret.expose_secret(),
            again.client_secret.expose_secret()
        );
        let (_, other) = generate().expect("made");
        assert_ne!(app.public_key, other.public_key);
    }

    #[test]
    fn a_file_that_is_no_key_is_refused_and_kept() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("key.pem");
        fs::write(&path, "not a key").expect("written");
        let failure = from_file(&path).expect_err("refused");
        assert_eq!(failure.0.code, KEY_UNUSABLE);
        assert_eq!(fs::read_to_string(&path).expect("kept"), "not a key");
    }

    #[test]
    fn both_halves_are_pem_that_signs_and_verifies() {
        use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
        let (credentials, app) = generate().expect("made");
        let key = EncodingKey::from_rsa_pem(credentials.private_key.expose_secret().as_bytes())
            .expect("private key");
        let claims = serde_json::json!({"exp": 4_000_000_000_u64});
        let token = jsonwebtoken::encode(&Header::new(Algorithm::RS256), &claims, &key);
        let public = DecodingKey::from_rsa_pem(app.public_key.as_bytes()).expect("public key");
        jsonwebtoken::decode::<serde_json::Value>(
            &token.expect("signed"),
            &public,
            &Validation::new(Algorithm::RS256),
        )
        .expect("verified");
    }
}
