//! Which of the two languages a page speaks.

use super::query::Query;

/// The cookie that keeps a choice.
pub(super) const COOKIE: &str = "meibo-console-language";

/// A language of the console.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

impl Tongue {
    /// Both.
    pub const ALL: [Tongue; 2] = [Tongue::En, Tongue::Ja];

    /// As it stands in `lang` attributes, in the query and in the cookie.
    pub fn code(self) -> &'static str {
        match self {
            Tongue::En => "en",
            Tongue::Ja => "ja",
        }
    }

    /// Its own name for itself.
    pub fn name(self) -> &'static str {
        match self {
            Tongue::En => "English",
            Tongue::Ja => "日本語",
        }
    }

    fn from_code(code: &str) -> Option<Tongue> {
        Tongue::ALL.into_iter().find(|tongue| tongue.code() == code)
    }

    /// What was asked for: `?lang=`, else the cookie, else `Accept-Language`, else English.
    pub fn chosen(query: &Query, cookies: Option<&str>, accepted: Option<&str>) -> Tongue {
        query
            .get("lang")
            .and_then(Tongue::from_code)
            .or_else(|| cookies.and_then(of_cookies))
            .or_else(|| accepted.and_then(preferred))
            .unwrap_or_default()
    }
}

fn of_cookies(cookies: &str) -> Option<Tongue> {
    cookies.split(';').find_map(|cookie| {
        let (name, value) = cookie.trim().split_once('=')?;
        (name == COOKIE).then(|| Tongue::from_code(value.trim()))?
    })
}

/// The known language of the greatest weight; of equal ones the first.
fn preferred(accepted: &str) -> Option<Tongue> {
    let mut best: Option<(f32, Tongue)> = None;
    for part in accepted.split(',') {
        let mut pieces = part.split(';');
        let tag = pieces.next().unwrap_or_default().trim();
        let primary = tag.split('-').next().unwrap_or_default();
        let Some(tongue) = Tongue::from_code(&primary.to_ascii_lowercase()) else {
            continue;
        };
        let weight = pieces
            .find_map(|piece| piece.trim().strip_prefix("q="))
            .map_or(1.0, |weight| weight.parse::<f32>().unwrap_or(0.0));
        if weight > 0.0 && best.is_none_or(|(held, _)| weight > held) {
            best = Some((weight, tongue));
        }
    }
    best.map(|(_, tongue)| tongue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_goes_before_the_cookie_and_the_browser() {
        for (query, cookie, accepted, expected) in [
            (
                "lang=ja",
                Some("meibo-console-language=en"),
                Some("en"),
                Tongue::Ja,
            ),
            (
                "lang=xx",
                Some("a=b; meibo-console-language=ja"),
                Some("en"),
                Tongue::Ja,
            ),
            ("", None, Some("de, ja;q=0.5, en;q=0.4"), Tongue::Ja),
            ("", None, Some("ja;q=0.2,en-GB"), Tongue::En),
            ("", None, Some("ja-JP"), Tongue::Ja),
            ("", None, Some("ja;q=0, fr"), Tongue::En),
            ("", Some("meibo-console-language=<b>"), None, Tongue::En),
        ] {
            let query = Query::of(query);
            assert_eq!(
                Tongue::chosen(&query, cookie, accepted),
                expected,
                "{query:?}"
            );
        }
    }
}
