//! The JWT by which a service account asks for a token (facts 2.2).

use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Map, Value};

use super::App;
use super::grant::TokenFailure;

/// Longest life of the JWT, in seconds.
const LONGEST: i64 = 3_600;
/// Clock skew that is forgiven, in seconds (facts 11 #9).
const SKEW: i64 = 60;

/// Holds a JWT against an app's key and account. It lives an hour at most, or `exactly`
/// (facts 11 #9).
///
/// # Errors
/// `invalid_grant` with what is wrong.
pub fn verify(
    app: &App,
    assertion: &str,
    (earliest, latest): (Timestamp, Timestamp),
    exactly: bool,
) -> Result<(), TokenFailure> {
    let refuse = |why: String| TokenFailure::new("invalid_grant", why);
    let key = DecodingKey::from_rsa_pem(app.public_key.as_bytes()).map_err(|error| {
        TokenFailure::new("server_error", format!("the app's public key: {error}"))
    })?;
    let mut rules = Validation::new(Algorithm::RS256);
    // Times are held against the caller's below: the library would ask the clock.
    rules.validate_exp = false;
    rules.validate_nbf = false;
    rules.validate_aud = false;
    rules.required_spec_claims.clear();
    let claims = jsonwebtoken::decode::<Map<String, Value>>(assertion, &key, &rules)
        .map_err(|error| refuse(format!("the assertion: {error}")))?
        .claims;

    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    // With a fraction as well: many clients send their clock as it is.
    let number = |name: &str| {
        claims
            .get(name)
            .and_then(|value| {
                let whole = |seconds: f64| seconds.floor() as i64;
                value.as_i64().or_else(|| value.as_f64().map(whole))
            })
            .ok_or_else(|| refuse(format!("{name} is no number of seconds")))
    };
    if text("iss") != Some(app.client_id.as_str()) {
        return Err(refuse("iss is not the client_id".to_owned()));
    }
    if text("sub") != Some(app.service_account.as_str()) {
        return Err(refuse("sub is not the service account".to_owned()));
    }
    let (iat, exp) = (number("iat")?, number("exp")?);
    if iat > latest.as_second().saturating_add(SKEW) {
        return Err(refuse("iat lies in the future".to_owned()));
    }
    if exp.saturating_add(SKEW) <= earliest.as_second() {
        return Err(refuse("the assertion has expired".to_owned()));
    }
    if exactly && exp != iat.saturating_add(LONGEST) {
        return Err(refuse(format!("exp is not {LONGEST} s after iat")));
    }
    if exp > iat.saturating_add(LONGEST) {
        return Err(refuse(format!("exp is more than {LONGEST} s after iat")));
    }
    Ok(())
}
