//! Forms that texts of members must have beyond length and characters (facts 5.1.2):
//! predicates only.

/// Whether a phonetic name is katakana: full or half width, with marks and spaces.
pub(super) fn is_katakana(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c,
            '\u{30A0}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF65}'..='\u{FF9F}'
            | '\u{3099}'..='\u{309C}' | ' ' | '\u{3000}')
    })
}

/// Whether a phone number fits the documented pattern
/// `^(?=.*[0-9])[0-9+\-*#PTpt()\u3000]{0,100}`. An ordinary space does not.
pub(super) fn is_phone(text: &str) -> bool {
    text.chars().count() <= 100
        && text.chars().any(|c| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "+-*#PTpt()\u{3000}".contains(c))
}

/// Whether this is an address of the outside world: local part up to 64, domain up to
/// 253, 256 in all (facts 5.1.2, `privateEmail`).
pub(in crate::world) fn is_outside_address(address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else {
        return false;
    };
    let plain = |part: &str| {
        !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && !part.contains("..")
    };
    address.chars().count() <= 256
        && local.chars().count() <= 64
        && domain.chars().count() <= 253
        && plain(local)
        && plain(domain)
        && local
            .chars()
            .all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
        && domain.split('.').all(|label| {
            !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
}

/// Whether a user's time zone may be an IANA name: of a known area, or one of the names
/// without one. `Asia/Tokyo`, `UTC`, `America/Argentina/Buenos_Aires`, `Etc/GMT+9`. Which
/// places an area has is not looked up: they change.
pub(super) fn is_time_zone(text: &str) -> bool {
    const AREAS: &[&str] = &[
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Brazil",
        "Canada",
        "Chile",
        "Etc",
        "Europe",
        "Indian",
        "Mexico",
        "Pacific",
        "US",
    ];
    const ALONE: &[&str] = &[
        "CET",
        "CST6CDT",
        "Cuba",
        "EET",
        "EST",
        "EST5EDT",
        "Egypt",
        "Eire",
        "GB",
        "GB-Eire",
        "GMT",
        "GMT+0",
        "GMT-0",
        "GMT0",
        "Greenwich",
        "HST",
        "Hongkong",
        "Iceland",
        "Iran",
        "Israel",
        "Jamaica",
        "Japan",
        "Kwajalein",
        "Libya",
        "MET",
        "MST",
        "MST7MDT",
        "NZ",
        "NZ-CHAT",
        "Navajo",
        "PRC",
        "PST8PDT",
        "Poland",
        "Portugal",
        "ROC",
        "ROK",
        "Singapore",
        "Turkey",
        "UCT",
        "UTC",
        "Universal",
        "W-SU",
        "WET",
        "Zulu",
    ];
    let Some((area, place)) = text.split_once('/') else {
        return ALONE.contains(&text);
    };
    AREAS.contains(&area)
        && place.split('/').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+'))
        })
}

/// Whether a text has the form `YYYY-MM-DDThh:mm:ssTZD` (facts 1.3), whole seconds and an
/// offset in numbers or `Z`.
pub(super) fn is_moment(text: &str) -> bool {
    let fits = |form: &str| {
        text.len() == form.len()
            && text.bytes().zip(form.bytes()).all(|(b, form)| match form {
                b'0' => b.is_ascii_digit(),
                b'+' => matches!(b, b'+' | b'-'),
                form => b == form,
            })
    };
    fits("0000-00-00T00:00:00+00:00") || fits("0000-00-00T00:00:00Z")
}

/// Whether a text may be a date of the lunar calendar, `YYYY-MM-DD`: any month of it has
/// up to 30 days.
pub(super) fn is_lunar_date(text: &str) -> bool {
    let part = |range: std::ops::Range<usize>, most: u8| {
        let part = text.get(range).and_then(|part| part.parse::<u8>().ok());
        part.is_some_and(|n| (1..=most).contains(&n))
    };
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    shaped && part(5..7, 12) && part(8..10, 30)
}

/// Whether a text is a date of the calendar, `YYYY-MM-DD` (facts 1.3).
pub(in crate::world) fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

/// Whether a first password meets the rule shown where no stricter policy is set
/// (facts 5.1.4): 8 characters, letters and digits, no run of 3 identical or sequential.
pub(super) fn is_strong(password: &str) -> bool {
    let chars: Vec<char> = password.chars().collect();
    chars.len() >= 8
        && chars.iter().any(|c| c.is_ascii_alphabetic())
        && chars.iter().any(char::is_ascii_digit)
        && !chars.windows(3).any(|run| match run {
            [a, b, c] => {
                let (a, b, c) = (*a as i64, *b as i64, *c as i64);
                let alike = |x: i64| u8::try_from(x).is_ok_and(|byte| byte.is_ascii_alphanumeric());
                (a == b && b == c)
                    || (alike(a) && alike(b) && alike(c) && b - a == c - b && (b - a).abs() == 1)
            }
            _ => false,
        })
}

/// Whether a text is an absolute web address, for links among custom properties.
pub(in crate::world) fn is_link(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| url.has_host())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings() {
        for (reading, fits) in [
            ("モリ", true),
            ("ヴァン ダー", true),
            ("ﾓﾘ", true),
            ("もり", false),
            ("mori", false),
        ] {
            assert_eq!(is_katakana(reading), fits, "{reading}");
        }
    }

    #[test]
    fn phones() {
        for (phone, fits) in [
            ("03-0000-0000", true),
            ("+81(3)0000P1", true),
            ("03 0000 0000", false),
            ("ext", false),
            ("---", false),
        ] {
            assert_eq!(is_phone(phone), fits, "{phone}");
        }
    }

    #[test]
    fn outside_addresses_dates_zones_and_passwords() {
        for (address, fits) in [
            ("hanako@private.example", true),
            ("a@b@c", false),
            ("hanako", false),
            ("@x", false),
            ("a b@c.example", false),
            ("a,b@c.example", false),
            ("<a>@c.example", false),
            ("a@-c.example", false),
            ("a@c-.example", false),
            ("o'neil+x@c.example", true),
            ("a@my-host.example", true),
            ("a@my_host.example", false),
        ] {
            assert_eq!(is_outside_address(address), fits, "{address}");
        }
        for (date, fits) in [
            ("2021-04-01", true),
            ("2021-02-29", false),
            ("2021-4-1", false),
            ("20210401", false),
        ] {
            assert_eq!(is_date(date), fits, "{date}");
        }
        for (zone, fits) in [
            ("Asia/Tokyo", true),
            ("UTC", true),
            ("Etc/GMT+9", true),
            ("Japan", true),
            ("+09:00", false),
            ("Asia/", false),
            ("Mars/Olympus", false),
            ("Tokyo", false),
        ] {
            assert_eq!(is_time_zone(zone), fits, "{zone}");
        }
        for (password, fits) in [
            ("Example#2026", true),
            ("Exampl1", false),
            ("Example#", false),
            ("Exaaample1", false),
            ("Example123", false),
            ("Example321", false),
            ("Passwor0", true),
            ("Wxmple#ace10", true),
            // No run begins or ends outside letters and digits.
            ("Exmpl/01x", true),
            ("Exmple89:", true),
            ("Exmpl1?@A", true),
            ("Exmple1$%&", true),
        ] {
            assert_eq!(is_strong(password), fits, "{password}");
        }
    }

    #[test]
    fn moments_and_lunar_dates() {
        for (moment, fits) in [
            ("2030-11-12T09:30:00+09:00", true),
            ("2030-11-12T00:30:00Z", true),
            ("2030-11-12T09:30:00-03:30", true),
            ("2030-11-12T09:30:00", false),
            ("2030-11-12 09:30:00+09:00", false),
            ("2030-11-12T09:30:00.5Z", false),
            ("2030-11-12T09:30:00+0900", false),
            ("20301112T093000+0900", false),
        ] {
            assert_eq!(is_moment(moment), fits, "{moment}");
        }
        for (date, fits) in [
            ("1990-02-30", true),
            ("1990-04-31", false),
            ("1990-13-01", false),
            ("1990-00-01", false),
            ("1990-2-301", false),
            ("1990-02-301", false),
            ("199x-02-30", false),
            ("1990/02/30", false),
        ] {
            assert_eq!(is_lunar_date(date), fits, "{date}");
        }
    }

    #[test]
    fn links() {
        assert!(is_link("https://example.test/a"));
        assert!(!is_link("example"));
        assert!(!is_link("mailto:a@b"));
    }
}
