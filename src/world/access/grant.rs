//! The token endpoint and the revoke endpoint (facts 2.2, 2.3).

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::directory::Plan;
use crate::world::state::State;

use super::assertion;
use super::{App, Token};

const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// A refresh token lives 90 days (facts 2.3).
const REFRESH_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);
/// All there is on the Free plan (facts 2.5).
const FREE_SCOPES: [&str; 5] = [
    "user.read",
    "group.read",
    "orgunit.read",
    "user.email.read",
    "user.profile.read",
];

/// Why the token endpoint says no: the OAuth form (facts 1.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenFailure {
    /// 400, or 401 where the client is unknown.
    pub status: u16,
    /// The OAuth code: `invalid_grant`, ...
    pub error: &'static str,
    /// For people.
    pub description: String,
}

impl TokenFailure {
    pub(super) fn new(error: &'static str, description: impl Into<String>) -> TokenFailure {
        TokenFailure {
            status: if error == "invalid_client" { 401 } else { 400 },
            error,
            description: description.into(),
        }
    }
}

/// Answers the token endpoint. `outside` is the time around the tenant, where its own
/// runs faster.
///
/// # Errors
/// The OAuth refusals.
pub fn issue(
    state: &mut State,
    form: &[(String, String)],
    now: Timestamp,
    outside: Option<Timestamp>,
) -> Result<Value, TokenFailure> {
    let field = |name| field(form, name);
    let grant = field("grant_type")?;
    let app = client(state, form)?;
    prune(state, now);
    match grant {
        JWT_BEARER => {
            let exactly = state.assumptions.jwt_life_is_one_hour;
            // Whoever signs it has a clock that nobody moved.
            let around = now
                .saturating_sub(state.clock.ahead)
                .unwrap_or(Timestamp::MIN);
            // Nor does it run faster, unless the client's does, too: both will do.
            let outside = outside.unwrap_or(around);
            let times = (around.min(outside), around.max(outside));
            assertion::verify(&app, field("assertion")?, times, exactly)?;
            let scopes = scopes(state, &app, field("scope")?)?;
            let refresh = mint(state, &app);
            keep_refresh(state, &refresh, &app, &scopes, now);
            Ok(answer(state, &app, scopes, Some(refresh), now))
        }
        "refresh_token" => refresh(state, &app, field("refresh_token")?, now),
        other => Err(TokenFailure::new(
            "unsupported_grant_type",
            format!("grant_type {other} is not supported"),
        )),
    }
}

/// Answers the revoke endpoint (facts 2.3): an access or refresh token is worth nothing
/// afterwards. One that the app does not have is none to revoke, and no error (RFC 7009).
///
/// # Errors
/// The OAuth refusals.
pub fn revoke(state: &mut State, form: &[(String, String)]) -> Result<(), TokenFailure> {
    let app = client(state, form)?;
    let text = field(form, "token")?;
    let access = &mut state.access;
    for tokens in [&mut access.tokens, &mut access.refresh_tokens] {
        tokens.retain(|held, token| held != text || token.client_id != app.client_id);
    }
    Ok(())
}

fn field<'a>(form: &'a [(String, String)], name: &'static str) -> Result<&'a str, TokenFailure> {
    form.iter()
        .find(|(n, _)| n == name)
        .map(|(_, value)| value.as_str())
        .filter(|value| !value.is_empty())
        .ok_or_else(|| TokenFailure::new("invalid_request", format!("{name} is missing")))
}

fn client(state: &State, form: &[(String, String)]) -> Result<App, TokenFailure> {
    let client = (field(form, "client_id")?, field(form, "client_secret")?);
    (state.access.apps.iter())
        .find(|app| (app.client_id.as_str(), app.client_secret.as_str()) == client)
        .cloned()
        .ok_or_else(|| {
            TokenFailure::new(
                "invalid_client",
                "no app of this client_id and client_secret",
            )
        })
}

fn refresh(
    state: &mut State,
    app: &App,
    text: &str,
    now: Timestamp,
) -> Result<Value, TokenFailure> {
    let held = (state.access.refresh_tokens.get(text))
        .filter(|token| token.client_id == app.client_id)
        .cloned()
        .ok_or_else(|| TokenFailure::new("invalid_grant", "unknown or expired refresh_token"))?;
    // A new one only where the app rotates them; the old one is spent then.
    let next = app.rotate_refresh_tokens.then(|| mint(state, app));
    if let Some(next) = &next {
        state.access.refresh_tokens.remove(text);
        keep_refresh(state, next, app, &held.scopes, now);
    }
    Ok(answer(state, app, held.scopes, next, now))
}

/// The scopes asked for, separated by commas or spaces (facts 11 #10): each must be ticked
/// for the app.
fn scopes(state: &State, app: &App, text: &str) -> Result<Vec<String>, TokenFailure> {
    let spaced = state.assumptions.scopes_may_be_spaced;
    let asked: Vec<String> = text
        .split(|c| c == ',' || (spaced && c == ' '))
        .filter(|scope| !scope.is_empty())
        .map(str::to_owned)
        .collect();
    if asked.is_empty() {
        return Err(TokenFailure::new("invalid_scope", "no scope"));
    }
    let free = state.rules.plan == Plan::Free;
    for scope in &asked {
        if !app.scopes.contains(scope) || (free && !FREE_SCOPES.contains(&scope.as_str())) {
            return Err(TokenFailure::new(
                "invalid_scope",
                format!("the app is not granted {scope}"),
            ));
        }
    }
    Ok(asked)
}

fn answer(
    state: &mut State,
    app: &App,
    scopes: Vec<String>,
    refresh: Option<String>,
    now: Timestamp,
) -> Value {
    if state.assumptions.new_token_ends_old {
        let tokens = &mut state.access.tokens;
        tokens.retain(|_, token| token.client_id != app.client_id);
    }
    let access = mint(state, app);
    let scope = scopes.join(",");
    state.access.tokens.insert(
        access.clone(),
        Token {
            client_id: app.client_id.clone(),
            scopes,
            expires: after(now, SignedDuration::from_secs(app.token_seconds)),
        },
    );
    let mut body = json!({ "access_token": access });
    if let Some(refresh) = refresh {
        body["refresh_token"] = json!(refresh);
    }
    body["token_type"] = json!("Bearer");
    // A string, not a number (facts 2.2).
    body["expires_in"] = json!(app.token_seconds.to_string());
    body["scope"] = json!(scope);
    body
}

fn keep_refresh(state: &mut State, text: &str, app: &App, scopes: &[String], now: Timestamp) {
    state.access.refresh_tokens.insert(
        text.to_owned(),
        Token {
            client_id: app.client_id.clone(),
            scopes: scopes.to_vec(),
            expires: after(now, REFRESH_LIFE),
        },
    );
}

/// A token's text: the same for the same history, not to be guessed without the secret.
fn mint(state: &mut State, app: &App) -> String {
    let mut hasher = Sha256::new();
    hasher.update(&app.client_secret);
    hasher.update(state.count_up().to_be_bytes());
    let digest = hasher.finalize();
    let mut text = String::from("kr1AAA");
    for byte in digest {
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

fn after(now: Timestamp, life: SignedDuration) -> Timestamp {
    now.saturating_add(life).unwrap_or(Timestamp::MAX)
}

fn prune(state: &mut State, now: Timestamp) {
    let access = &mut state.access;
    access.tokens.retain(|_, token| token.expires > now);
    access.refresh_tokens.retain(|_, token| token.expires > now);
}
