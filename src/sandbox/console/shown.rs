//! Text of others made harmless to the eye: what acts instead of being seen stands as a
//! little box with its number, and no direction runs out of its own name. (Markup is no
//! danger: every text is escaped where it is written.)

use maud::{Markup, html};

/// Whether a character acts on the reader instead of being seen. The joiners that emoji
/// and several scripts need are let through.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{115F}' | '\u{1160}'
            | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180E}'
            | '\u{200B}'
            | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// A text of others, in a direction of its own.
pub fn shown(text: &str) -> Markup {
    html! {
        bdi {
            @for piece in pieces(text) {
                @match piece {
                    Piece::Plain(text) => (text),
                    Piece::Unseen(c) => span .unseen { (spelt(c)) },
                }
            }
        }
    }
}

/// The same where no element can stand: titles.
pub fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Plain(text) => safe.push_str(text),
            Piece::Unseen(c) => safe.push_str(&spelt(c)),
        }
    }
    safe
}

fn spelt(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

enum Piece<'a> {
    Plain(&'a str),
    Unseen(char),
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_unseen(*c)) {
        let (before, from) = rest.split_at(at);
        if !before.is_empty() {
            found.push(Piece::Plain(before));
        }
        found.push(Piece::Unseen(c));
        rest = from.strip_prefix(c).unwrap_or_default();
    }
    if !rest.is_empty() {
        found.push(Piece::Plain(rest));
    }
    found
}

/// A number as people read it: 10,000.
pub fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How a search compares: without case, width or kana kind.
pub fn folded(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{3041}'..='\u{3096}' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            _ => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts_and_nothing_is_lost() {
        for (text, expected) in [
            ("営業部 👩‍💻", "<bdi>営業部 👩‍💻</bdi>"),
            ("<b>&\"", "<bdi>&lt;b&gt;&amp;&quot;</bdi>"),
            (
                "\u{202e}gnp\u{0}",
                "<bdi><span class=\"unseen\">U+202E</span>gnp<span class=\"unseen\">U+0000</span></bdi>",
            ),
        ] {
            assert_eq!(shown(text).into_string(), expected);
        }
        assert_eq!(plain("a\u{2066}b\n"), "aU+2066bU+000A");
    }

    #[test]
    fn numbers_are_grouped() {
        for (count, text) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1234567, "1,234,567"),
        ] {
            assert_eq!(number(count), text);
        }
    }

    #[test]
    fn kana_case_and_width_do_not_count() {
        assert_eq!(folded("もりＡ　x"), folded("モリa X"));
    }
}
