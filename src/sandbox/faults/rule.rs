//! One rule: which calls, and what becomes of them. Pure.

use serde::{Deserialize, Serialize};

use crate::world::{Method, World};

/// Waits are no longer than an hour.
const MAX_SECONDS: f64 = 3600.0;

/// One rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// What it is called; a number of its own where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Which calls.
    #[serde(rename = "match", default)]
    pub matching: Match,
    /// Before the call is performed, or after.
    #[serde(default)]
    pub when: When,
    /// What happens.
    #[serde(rename = "what")]
    pub fault: Fault,
    /// The status of the answer, for `status` and `html`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Seconds for a `Retry-After` header, for `status`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// Seconds for a `rateLimit-reset` header, for `status`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_limit_reset: Option<u32>,
    /// For `slow`: how long; for `drip`: how long between two bytes. By the sandbox's
    /// clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
}

/// Which calls a rule is for: those that fit everything given, counted from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Match {
    /// The method: `POST`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The path as it is sent, without its query; `{}` stands for one segment, `*` for
    /// anything: `/v1.0/users/{}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The operation as the log names it: `PATCH /users/{}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// Only this one of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nth: Option<u64>,
    /// Every so many of them: 3 is the third, the sixth, ...
    #[serde(skip_serializing_if = "Option::is_none")]
    pub every: Option<u64>,
    /// From this one of them on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<u64>,
    /// Up to this one of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<u64>,
    /// No more often than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
}

/// On which side of the effect the fault strikes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum When {
    /// The call is not performed.
    #[default]
    Before,
    /// The call is performed and kept; its answer is lost.
    After,
}

/// What happens to a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Fault {
    /// It is answered with a status of 400 to 599.
    #[default]
    Status,
    /// The connection ends without an answer.
    Drop,
    /// No answer comes, and the connection stays open.
    Silence,
    /// The answer begins and never ends: a byte now and then.
    Drip,
    /// The answer breaks off in its middle, short of its `Content-Length`.
    Truncate,
    /// A proxy's page in HTML, with status 502 where none is given.
    Html,
    /// 200 with a body that is neither JSON nor text.
    Garbage,
    /// It is answered as ever, late: `before` waits before it is performed.
    Slow,
    /// It is performed twice, as by a proxy that repeats it; the second answer is given.
    Twice,
}

/// What is wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {why}")]
pub struct Wrong {
    /// The property: `match.nth`.
    pub field: &'static str,
    /// Why it cannot be.
    pub why: String,
}

impl Rule {
    /// Whether the rule makes sense.
    ///
    /// # Errors
    /// The first property that does not.
    pub fn check(&self) -> Result<(), Wrong> {
        let wrong = |field, why: &str| {
            Err(Wrong {
                field,
                why: why.to_owned(),
            })
        };
        let Rule {
            id,
            matching,
            when: _,
            fault,
            status,
            retry_after,
            rate_limit_reset,
            seconds,
        } = self;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if let Some(id) = id
            && !((1..=64).contains(&id.len()) && id.bytes().all(plain))
        {
            return wrong("id", "is 1 to 64 letters, digits, `-`, `_` and `.`");
        }
        matching.check()?;
        match (fault, status) {
            (Fault::Status, None) => return wrong("status", "is missing"),
            (Fault::Status, Some(status)) if !(400..600).contains(status) => {
                return wrong("status", "is 400 to 599");
            }
            // 204 and 304 cannot carry a page.
            (Fault::Html, Some(status)) if !matches!(status, 200..=203 | 400..=599) => {
                return wrong("status", "is 200 to 203 or 400 to 599");
            }
            (Fault::Status | Fault::Html, _) | (_, None) => {}
            (_, Some(_)) => return wrong("status", "is for `status` and `html` alone"),
        }
        if *fault != Fault::Status && retry_after.is_some() {
            return wrong("retryAfter", "is for `status` alone");
        }
        if *fault != Fault::Status && rate_limit_reset.is_some() {
            return wrong("rateLimitReset", "is for `status` alone");
        }
        match (fault, seconds) {
            (Fault::Slow, None) => wrong("seconds", "is missing"),
            (Fault::Slow | Fault::Drip, Some(seconds))
                if !(*seconds > 0.0 && *seconds <= MAX_SECONDS) =>
            {
                wrong("seconds", "is greater than 0 and at most 3600")
            }
            (Fault::Slow | Fault::Drip, _) | (_, None) => Ok(()),
            (_, Some(_)) => wrong("seconds", "is for `slow` and `drip` alone"),
        }
    }
}

impl Match {
    fn check(&self) -> Result<(), Wrong> {
        let wrong = |field, why: &str| {
            Err(Wrong {
                field,
                why: why.to_owned(),
            })
        };
        let Match {
            method,
            path,
            operation,
            nth,
            every,
            from,
            to,
            times,
        } = self;
        let known = [
            Method::Get,
            Method::Post,
            Method::Put,
            Method::Patch,
            Method::Delete,
        ]
        .map(Method::name);
        if let Some(method) = method
            && !known.contains(&method.as_str())
        {
            return wrong("match.method", "is GET, POST, PUT, PATCH or DELETE");
        }
        if let Some(path) = path
            && !path.starts_with(['/', '*'])
        {
            return wrong("match.path", "begins with `/` or `*`");
        }
        if let Some(operation) = operation
            && !World::operations().contains(operation)
            && !TOKEN_OPERATIONS.contains(&operation.as_str())
        {
            return wrong(
                "match.operation",
                "is no operation; one is `PATCH /users/{}`, as the log of calls names it",
            );
        }
        for (field, number) in [
            ("match.nth", nth),
            ("match.every", every),
            ("match.from", from),
            ("match.to", to),
            ("match.times", times),
        ] {
            if *number == Some(0) {
                return wrong(field, "is 1 or more");
            }
        }
        let ways = [
            nth.is_some(),
            every.is_some(),
            from.is_some() || to.is_some(),
        ];
        if ways.into_iter().filter(|way| *way).count() > 1 {
            return wrong("match", "has one of `nth`, `every`, and `from` with `to`");
        }
        match (from, to) {
            (Some(from), Some(to)) if from > to => wrong("match.to", "is not below `from`"),
            _ => Ok(()),
        }
    }
}

/// The operations of the token endpoint, as the log names them.
const TOKEN_OPERATIONS: [&str; 2] = ["POST /oauth2/v2.0/token", "POST /oauth2/v2.0/revoke"];
