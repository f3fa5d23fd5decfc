use jsonwebtoken::{Algorithm, EncodingKey, Header};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

use super::codes;
use crate::source::Problem;

/// The service account's private key, ready to sign with. Its `Debug` shows nothing of it.
#[derive(Clone, Debug)]
pub struct SigningKey(EncodingKey);

impl SigningKey {
    /// Reads an RSA private key from PEM text, PKCS#1 or PKCS#8 (facts 2.1).
    ///
    /// # Errors
    /// What it is instead, never quoting it.
    pub fn read(pem: &SecretString) -> Result<SigningKey, Problem> {
        let text = pem.expose_secret().trim_start_matches('\u{feff}').trim();
        let Some(label) = label(text) else {
            return Err(Problem::error(codes::KEY_NOT_PEM));
        };
        if label == "ENCRYPTED PRIVATE KEY" || text.contains("Proc-Type: 4,ENCRYPTED") {
            return Err(Problem::error(codes::KEY_ENCRYPTED));
        }
        match label {
            "RSA PRIVATE KEY" | "PRIVATE KEY" => {}
            other if other.ends_with("PRIVATE KEY") => {
                return Err(Problem::error(codes::KEY_NOT_RSA).with("found", other));
            }
            other => return Err(Problem::error(codes::KEY_NOT_PRIVATE).with("found", other)),
        }
        let Ok(key) = EncodingKey::from_rsa_pem(text.as_bytes()) else {
            return Err(if EncodingKey::from_ec_pem(text.as_bytes()).is_ok() {
                Problem::error(codes::KEY_NOT_RSA).with("found", "an elliptic-curve key")
            } else if EncodingKey::from_ed_pem(text.as_bytes()).is_ok() {
                Problem::error(codes::KEY_NOT_RSA).with("found", "an Ed25519 key")
            } else {
                Problem::error(codes::KEY_DAMAGED)
            });
        };
        let key = SigningKey(key);
        // Only signing tells whether the numbers inside are a key.
        key.sign(&serde_json::json!({}))
            .ok_or_else(|| Problem::error(codes::KEY_DAMAGED))?;
        Ok(key)
    }

    /// A signed JWT (RS256) of the claims; `None` where the key cannot sign.
    pub(super) fn sign(&self, claims: &impl Serialize) -> Option<String> {
        jsonwebtoken::encode(&Header::new(Algorithm::RS256), claims, &self.0).ok()
    }
}

/// The label of the first PEM block, where the text is one.
fn label(text: &str) -> Option<&str> {
    let begin = text.find("-----BEGIN ")?;
    let after = &text[begin + "-----BEGIN ".len()..];
    let label = &after[..after.find("-----")?];
    // A label is one line of a few capital words.
    (label.len() <= 64 && !label.contains(['\n', '\r']))
        .then_some(label)
        .filter(|label| text.contains(&format!("-----END {label}-----")))
}

#[cfg(test)]
pub(super) mod tests {
    use secrecy::SecretString;

    use super::SigningKey;
    use crate::api::codes;

    /// Made for these tests: `openssl genrsa -traditional 2048`.
    pub(in crate::api) const PKCS1: &str = include_str!("testdata/pkcs1.pem");
    const PKCS8: &str = include_str!("testdata/pkcs8.pem");
    const EC: &str = include_str!("testdata/ec.pem");
    const PUBLIC: &str = include_str!("testdata/public.pem");
    const ENCRYPTED: &str = include_str!("testdata/encrypted.pem");

    fn read(text: impl Into<String>) -> Result<SigningKey, crate::source::Code> {
        SigningKey::read(&SecretString::from(text.into())).map_err(|problem| problem.code)
    }

    #[test]
    fn both_forms_sign_alike() {
        let claims = serde_json::json!({"iss": "a"});
        let one = read(PKCS1).expect("PKCS#1").sign(&claims);
        let eight = read(PKCS8).expect("PKCS#8").sign(&claims);
        assert!(one.is_some());
        // RS256 is deterministic and both files hold the same key.
        assert_eq!(one, eight);
        let crlf = format!("\u{feff}{}\n", PKCS1.replace('\n', "\r\n"));
        assert_eq!(read(crlf).expect("CRLF and BOM").sign(&claims), one);
    }

    #[test]
    fn what_is_no_key_is_named() {
        let damaged = PKCS1.replace("MII", "MIJ");
        let cut = PKCS1.lines().take(5).collect::<Vec<_>>().join("\n");
        for (text, code) in [
            ("", codes::KEY_NOT_PEM),
            ("not a key", codes::KEY_NOT_PEM),
            (cut.as_str(), codes::KEY_NOT_PEM),
            (
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                codes::KEY_DAMAGED,
            ),
            (damaged.as_str(), codes::KEY_DAMAGED),
            (EC, codes::KEY_NOT_RSA),
            (
                "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----",
                codes::KEY_NOT_RSA,
            ),
            (PUBLIC, codes::KEY_NOT_PRIVATE),
            (ENCRYPTED, codes::KEY_ENCRYPTED),
        ] {
            assert_eq!(read(text).map(|_| ()), Err(code), "{text}");
        }
    }

    #[test]
    fn a_problem_never_quotes_the_key() {
        let secret = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
        for label in ["PRIVATE KEY", "RSA PRIVATE KEY", "PUBLIC KEY", "FOO"] {
            let pem = SecretString::from(format!(
                "-----BEGIN {label}-----\n{secret}\n-----END {label}-----"
            ));
            let problem = SigningKey::read(&pem).expect_err("no key");
            assert!(!format!("{problem:?}").contains("c2Vj"));
        }
        let key = read(PKCS1).expect("a key");
        assert!(!format!("{key:?}").contains("MII"));
    }
}
