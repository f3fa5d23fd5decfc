//! One text as a YAML scalar: plain where every reader takes it for the same text, in
//! double quotes elsewhere.

use std::fmt::Write;

/// Words that YAML 1.1 or 1.2 takes for something else than a text, in lower case.
const WORDS: [&str; 13] = [
    "y",
    "n",
    "yes",
    "no",
    "on",
    "off",
    "true",
    "false",
    "null",
    "nan",
    "inf",
    "none",
    "undefined",
];

/// Where a scalar stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// On a line of its own, behind `name: ` or `- `.
    Block,
    /// Within `[...]` or `{...}`.
    Flow,
}

/// A text as a scalar that reads as this text under YAML 1.1 and 1.2.
pub fn text(text: &str, around: Around) -> String {
    if is_plain(text, around) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Whether a text can stand without quotes and be read as itself by every reader.
pub fn is_plain(text: &str, around: Around) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    if text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
        return false;
    }
    if text.chars().any(is_hidden) || text.contains(": ") || text.contains(" #") {
        return false;
    }
    if text.ends_with(':') || around == Around::Flow && text.contains(is_flow_indicator) {
        return false;
    }
    if WORDS.contains(&text.to_ascii_lowercase().as_str()) {
        return false;
    }
    match first {
        '0'..='9' => !may_be_number(text),
        first if first.is_ascii() => first.is_ascii_alphabetic() || first == '_' || first == '/',
        _ => true,
    }
}

/// What ends or parts a scalar within brackets; a colon is left out of them to be safe.
fn is_flow_indicator(c: char) -> bool {
    matches!(c, ',' | '[' | ']' | '{' | '}' | ':' | '#' | '"')
}

/// Whether a text that begins with a digit may be a number, a date, a moment or a number to
/// the base of sixty to some reader. A telephone number such as 03-1234-5678 is none.
fn may_be_number(text: &str) -> bool {
    let of_numbers = |c: char| {
        c.is_ascii_hexdigit()
            || matches!(c, '+' | '-' | '.' | '_' | ':' | ',' | ' ')
            || matches!(c, 'x' | 'X' | 'o' | 'O' | 'T' | 't' | 'Z' | 'z')
    };
    if !text.chars().all(of_numbers) {
        return false;
    }
    let mut parts = text.split('-');
    let year = parts.next().map_or(0, str::len);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let phone = year != 4 && text.contains('-') && text.split('-').all(digits);
    !phone
}

/// What is not seen, or not seen where it is: shown as an escape.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}'
            | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3164}'
            | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}'
            | '\u{e0000}'..='\u{10ffff}')
        // Not a character in any version of Unicode.
        || u32::from(c) & 0xfffe == 0xfffe
}

/// A text in double quotes.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0' => out.push_str("\\0"),
            c if is_hidden(c) => {
                let code = u32::from(c);
                let written = match code {
                    0..=0xff => write!(out, "\\x{code:02X}"),
                    0x100..=0xffff => write!(out, "\\u{code:04X}"),
                    _ => write!(out, "\\U{code:08X}"),
                };
                written.expect("a String takes whatever is written to it");
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_some_reader_takes_for_something_else_is_quoted() {
        for text in [
            "",
            " ",
            "~",
            "no",
            "No",
            "NO",
            "y",
            "on",
            "Off",
            "true",
            "null",
            "007",
            "7",
            "-7",
            "+1",
            "1e3",
            "1_000",
            "0x1",
            "0o7",
            "0b1",
            "1.5",
            ".5",
            ".inf",
            ".NaN",
            "12:30",
            "1:02:03",
            "2026-04-01",
            "2026-4-1",
            "2026-04-01T09:00:00+09:00",
            "2026-04-01 09:00:00",
            "- a",
            "-",
            "--- a",
            "...",
            "? a",
            "a: b",
            "a:",
            "a #b",
            "#a",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "'a'",
            "\"a\"",
            "%a",
            "@a",
            "`a",
            "[a]",
            "{a}",
            ", a",
            " a",
            "a ",
            "\u{3000}a",
            "a\u{3000}",
            "a\nb",
            "a\tb",
            "a\u{a0}b",
            "a\u{2028}b",
            "a\u{85}b",
            "\u{feff}a",
            "a\u{202e}b",
            "a\0b",
            "<<",
            "=",
            "a\u{200b}b",
            "1,000",
            "$5",
            "\\a",
            ";a",
        ] {
            assert!(!is_plain(text, Around::Block), "{text:?}");
        }
    }

    #[test]
    fn what_everybody_reads_alike_is_plain() {
        for text in [
            "森",
            "営業1課",
            "E00042",
            "L1",
            "P-MGR",
            "hanako.mori@acme.example",
            "モリ",
            "3階",
            "03-0000-1007",
            "090-0000-4110",
            "A-132",
            "PJ Apollo",
            "Executive Office",
            "1課",
            "PJアポロ / Project Apollo",
            "Asia/Tokyo",
            "森\u{3000}花子",
            "a:b",
            "𠮷野家",
            "novel",
        ] {
            assert!(is_plain(text, Around::Block), "{text:?}");
        }
    }

    #[test]
    fn within_brackets_more_is_quoted() {
        for text in [
            "Sales, East Japan",
            "a:b",
            "a]b",
            "{a",
            "a}b",
            "a[b",
            "a#b",
            "https://a",
        ] {
            assert!(!is_plain(text, Around::Flow), "{text:?}");
        }
        assert!(is_plain("営業1課", Around::Flow));
    }

    #[test]
    fn escapes_name_what_is_not_seen() {
        assert_eq!(
            quoted("a\"\\\n\u{1}\u{202e}\u{e0001}森"),
            "\"a\\\"\\\\\\n\\x01\\u202E\\U000E0001森\""
        );
    }
}
