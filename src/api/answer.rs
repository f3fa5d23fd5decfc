use std::time::Duration;

use reqwest::header::HeaderMap;
use serde_json::Value;

/// What the rate headers of an answer said (facts 3.1); all of them are optional.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// `rateLimit-remaining`: calls left in the window.
    pub remaining: Option<u32>,
    /// `rateLimit-reset`: until the window resets.
    pub reset: Option<Duration>,
    /// `Retry-After`, which the service does not document.
    pub retry_after: Option<Duration>,
}

impl Rate {
    /// Reads the headers; what cannot be read is left out.
    pub(super) fn of(headers: &HeaderMap) -> Rate {
        let number = |name: &str| -> Option<f64> {
            let text = headers.get(name)?.to_str().ok()?;
            let number: f64 = text.trim().parse().ok()?;
            (number.is_finite() && (0.0..=1e6).contains(&number)).then_some(number)
        };
        Rate {
            // Bounded above, so it fits; a fraction of a call is none.
            remaining: number("ratelimit-remaining").map(|n| n as u32),
            reset: number("ratelimit-reset").map(Duration::from_secs_f64),
            retry_after: number("retry-after")
                .map(Duration::from_secs_f64)
                .or_else(|| until(headers)),
        }
    }

    /// How long to wait after a 429, where the answer says so (facts 11 #5): as long as
    /// both headers ask for.
    pub fn wait(&self) -> Option<Duration> {
        self.reset.max(self.retry_after)
    }
}

/// A `Retry-After` that names a moment, as HTTP allows too: from the moment the answer
/// says it was given, so that nobody's clock matters.
fn until(headers: &HeaderMap) -> Option<Duration> {
    let moment = |name: &str| {
        let text = headers.get(name)?.to_str().ok()?;
        jiff::fmt::rfc2822::parse(text.trim()).ok()
    };
    let second = |name: &str| Some(moment(name)?.timestamp().as_second());
    let wait = second("retry-after")? - second("date")?;
    // A moment that has passed asks for no wait.
    Some(Duration::from_secs(u64::try_from(wait).unwrap_or(0)))
}

/// What the service answered to a call it accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// HTTP status: 200 to 299.
    pub status: u16,
    /// The JSON body, where there was one.
    pub body: Option<Value>,
    /// What the rate headers said.
    pub rate: Rate,
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

    use super::Rate;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::try_from(*name).expect("a header name"),
                    HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    #[test]
    fn rate_headers_are_optional_and_tolerant() {
        let read = |pairs: &[(&'static str, &'static str)]| Rate::of(&headers(pairs));
        assert_eq!(read(&[]), Rate::default());
        let rate = read(&[("RateLimit-Remaining", "0"), ("rateLimit-reset", " 12 ")]);
        assert_eq!(rate.remaining, Some(0));
        assert_eq!(rate.wait(), Some(Duration::from_secs(12)));
        let rate = read(&[("Retry-After", "3"), ("rateLimit-reset", "12")]);
        assert_eq!(rate.wait(), Some(Duration::from_secs(12)));
        assert_eq!(
            read(&[("Retry-After", "3")]).wait(),
            Some(Duration::from_secs(3))
        );
        let dated = |until| {
            read(&[
                ("Date", "Wed, 01 Apr 2026 09:00:00 GMT"),
                ("Retry-After", until),
            ])
        };
        assert_eq!(
            dated("Wed, 01 Apr 2026 09:00:42 GMT").wait(),
            Some(Duration::from_secs(42))
        );
        assert_eq!(
            dated("Wed, 01 Apr 2026 08:00:00 GMT").wait(),
            Some(Duration::ZERO)
        );
        assert_eq!(
            read(&[("Retry-After", "Wed, 01 Apr 2026 09:00:42 GMT")]).wait(),
            None
        );
        for odd in ["", "soon", "-1", "NaN", "1e300"] {
            assert_eq!(read(&[("rateLimit-reset", odd)]).wait(), None, "{odd}");
        }
    }
}
