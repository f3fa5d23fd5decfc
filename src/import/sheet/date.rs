//! Dates as people and Excel write them.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, date};

/// What a date begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The year: one with the year at its end is refused.
    #[default]
    Year,
    /// `4/1/2026` is the first of April.
    Month,
    /// `1/4/2026` is the first of April.
    Day,
}

/// Eras: name, letter, the year before its first, first and last day.
const ERAS: [(&str, char, i16, Date, Date); 5] = [
    ("令和", 'R', 2018, date(2019, 5, 1), Date::MAX),
    ("平成", 'H', 1988, date(1989, 1, 8), date(2019, 4, 30)),
    ("昭和", 'S', 1925, date(1926, 12, 25), date(1989, 1, 7)),
    ("大正", 'T', 1911, date(1912, 7, 30), date(1926, 12, 25)),
    ("明治", 'M', 1867, date(1868, 1, 25), date(1912, 7, 30)),
];

/// A date as it is written: `2026-04-01`, `2026/4/1`, `2026年4月1日`, `20260401`,
/// `令和8年4月1日`, `R8.4.1`, an Excel day number (`46113`), each with or without `0:00`.
/// The text is expected in half width. `None` where it is none of those, or names a day that
/// does not exist (also not in its era).
pub fn day(text: &str, order: Order) -> Option<Date> {
    let moment = moment(text, order)?;
    (moment.time() == Time::midnight()).then(|| moment.date())
}

/// A date with a time, as [`day`] reads it; midnight where it has none.
pub fn moment(text: &str, order: Order) -> Option<DateTime> {
    let text = text.trim();
    let split = text
        .find(['T', ' ', '\u{3000}'])
        .filter(|at| text[*at + 1..].contains(':'));
    let (day, time) = match split {
        Some(at) => (
            &text[..at],
            clock(text[at..].trim_start_matches(['T', ' ', '\u{3000}']))?,
        ),
        None => (text, Time::midnight()),
    };
    Some(plain_day(day.trim(), order)?.to_datetime(time))
}

fn plain_day(text: &str, order: Order) -> Option<Date> {
    for (name, letter, before, first, last) in ERAS {
        let rest = text
            .strip_prefix(name)
            .or_else(|| text.strip_prefix(letter))
            .or_else(|| text.strip_prefix(letter.to_ascii_lowercase()));
        let Some(rest) = rest else { continue };
        let rest = rest.trim_start_matches(['.', ' ']);
        let rest = match rest.strip_prefix('元') {
            Some(rest) => format!("1{rest}"),
            None => rest.to_owned(),
        };
        let [year, month, day] = parts(&rest)?;
        let day = ymd(i64::from(before) + year, month, day)?;
        return (first <= day && day <= last).then_some(day);
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return match text.len() {
            8 => ymd(
                text[..4].parse().ok()?,
                text[4..6].parse().ok()?,
                text[6..].parse().ok()?,
            ),
            // From 1927 to 2173.
            5 => serial(text.parse().ok()?, false).map(DateTime::date),
            _ => None,
        };
    }
    let [a, b, c] = parts(text)?;
    let year_first = text.bytes().take_while(u8::is_ascii_digit).count() == 4;
    match order {
        _ if year_first => ymd(a, b, c),
        Order::Month if c >= 1000 => ymd(c, a, b),
        Order::Day if c >= 1000 => ymd(c, b, a),
        // A year of two digits could be any.
        _ => None,
    }
}

/// Three numbers with something between them.
fn parts(text: &str) -> Option<[i64; 3]> {
    let text = text.strip_suffix('日').unwrap_or(text);
    let mut parts = text.split(['-', '/', '.', '年', '月']);
    let mut next = || {
        let part = parts.next()?.trim();
        let plain = !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse().ok()).flatten()
    };
    let found = [next()?, next()?, next()?];
    parts.next().is_none().then_some(found)
}

fn ymd(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| *year >= 1000)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn clock(text: &str) -> Option<Time> {
    let mut parts = text.split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() {
        return None;
    }
    Time::new(hour, minute, second, 0).ok()
}

/// The moment of an Excel day number, to the second. In the system of 1900 day 60 is the
/// 29th of February 1900, which never was: `None`, as for what lies outside.
pub fn serial(number: f64, is_1904: bool) -> Option<DateTime> {
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    let seconds = ((number - number.floor()) * 86_400.0).round();
    // Both are within range: checked above.
    #[expect(clippy::cast_possible_truncation, reason = "below three million")]
    let (days, seconds) = (number.floor() as i64, seconds as i64);
    let (base, days) = match (is_1904, days) {
        (true, days) => (date(1904, 1, 1), days),
        (false, 0 | 60) => return None,
        (false, days @ ..60) => (date(1899, 12, 31), days),
        (false, days) => (date(1899, 12, 30), days),
    };
    base.checked_add(days.days())
        .ok()?
        .to_datetime(Time::midnight())
        .checked_add(seconds.seconds())
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_however_it_is_written() {
        for text in [
            "2026-04-01",
            "2026/4/1",
            "2026.4.1",
            "2026年4月1日",
            "2026年04月01日",
            "20260401",
            "令和8年4月1日",
            "R8.4.1",
            "r08/04/01",
            "R.8.4.1",
            "46113",
            "2026/4/1 0:00",
            "2026-04-01T00:00:00",
            " 2026/04/01 00:00:00 ",
        ] {
            assert_eq!(day(text, Order::Year), Some(date(2026, 4, 1)), "{text}");
        }
        assert_eq!(day("4/1/2026", Order::Month), Some(date(2026, 4, 1)));
        assert_eq!(day("1.4.2026", Order::Day), Some(date(2026, 4, 1)));
    }

    #[test]
    fn eras_begin_and_end_on_their_days() {
        for (text, read) in [
            ("令和元年5月1日", Some(date(2019, 5, 1))),
            ("R1.4.30", None),
            ("平成31年4月30日", Some(date(2019, 4, 30))),
            ("H31.5.1", None),
            ("昭和64年1月7日", Some(date(1989, 1, 7))),
            ("S64.1.8", None),
            ("T15.12.25", Some(date(1926, 12, 25))),
            ("M45.7.30", Some(date(1912, 7, 30))),
        ] {
            assert_eq!(day(text, Order::Year), read, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "2026-02-30",
            "2026/13/1",
            "26/4/1",
            "4/1/2026",
            "2026-4",
            "2026-4-1-1",
            "あ",
            "令和",
            "R8.4",
            "2026/4/1 9:30",
            "2026/4/1 25:00",
            "1",
            "99999999",
            "2026--1",
            "+2026/4/1",
            "-1/4/1",
            "999999999999/1/1",
        ] {
            assert_eq!(day(text, Order::Year), None, "{text}");
        }
    }

    #[test]
    fn a_time_is_kept_where_one_is_wanted() {
        let read = moment("2026/4/1 9:30", Order::Year).expect("a moment");
        assert_eq!(read.to_string(), "2026-04-01T09:30:00");
    }

    #[test]
    fn day_numbers_of_both_systems() {
        let text = |number, is_1904| serial(number, is_1904).map(|moment| moment.to_string());
        for (number, is_1904, read) in [
            (46_113.0, false, Some("2026-04-01T00:00:00")),
            (44_651.0, true, Some("2026-04-01T00:00:00")),
            (1.0, false, Some("1900-01-01T00:00:00")),
            (59.0, false, Some("1900-02-28T00:00:00")),
            (60.0, false, None),
            (61.0, false, Some("1900-03-01T00:00:00")),
            (46_113.395_833_333_33, false, Some("2026-04-01T09:30:00")),
            (-1.0, false, None),
            (f64::NAN, false, None),
            (f64::INFINITY, true, None),
            (3e9, false, None),
        ] {
            assert_eq!(text(number, is_1904).as_deref(), read, "{number}");
        }
    }
}
