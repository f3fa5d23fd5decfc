//! Text of others (live names, file contents) made harmless and visible before it is printed.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character acts on a terminal or on the reader instead of being seen:
/// control characters, bidirectional controls, zero-width and other invisible ones.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}'                  // soft hyphen
            | '\u{034F}'                // combining grapheme joiner
            | '\u{061C}'                // Arabic letter mark
            | '\u{115F}' | '\u{1160}'   // Hangul fillers
            | '\u{17B4}' | '\u{17B5}'   // Khmer inherent vowels
            | '\u{180B}'..='\u{180F}'   // Mongolian selectors and separator
            | '\u{200B}'..='\u{200F}'   // zero width space, joiners, marks
            | '\u{2028}'..='\u{202E}'   // line and paragraph separator, embeddings, overrides
            | '\u{2060}'..='\u{206F}'   // word joiner, invisible operators, isolates
            | '\u{3164}'                // Hangul filler
            | '\u{FE00}'..='\u{FE0F}'   // variation selectors
            | '\u{FEFF}'                // byte order mark
            | '\u{FFA0}'                // half-width Hangul filler
            | '\u{FFF9}'..='\u{FFFB}'   // interlinear annotation
            | '\u{E0000}'..='\u{E0FFF}' // tags, variation selectors supplement
        )
}

/// Safe for a terminal and for a log: everything that acts instead of being seen stands
/// as `\u{..}`, line ends and tabs included.
pub fn terminal(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_unseen(c) {
            // Writing to a String cannot fail.
            let _ = write!(safe, "\\u{{{:x}}}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// Safe inside a paragraph, list item or table cell of Markdown as GitHub renders it: as
/// [`terminal`], and no character starts a link, a mention, HTML, emphasis or a new cell.
pub fn markdown(text: &str) -> Cow<'_, str> {
    const ACTIVE: &str = "\\`*_{}[]<>()#+-.!|~&@:";
    let safe = terminal(text);
    if !safe.contains(|c| ACTIVE.contains(c)) {
        return safe;
    }
    let mut marked = String::with_capacity(safe.len() + 16);
    for c in safe.chars() {
        match c {
            '<' => marked.push_str("&lt;"),
            '>' => marked.push_str("&gt;"),
            '&' => marked.push_str("&amp;"),
            // A backslash does not stop a mention or a bare link; a character reference does.
            '@' => marked.push_str("&#64;"),
            ':' => marked.push_str("&#58;"),
            c if ACTIVE.contains(c) => {
                marked.push('\\');
                marked.push(c);
            }
            c => marked.push(c),
        }
    }
    Cow::Owned(marked)
}

#[cfg(test)]
mod tests {
    use super::{markdown, terminal};

    #[test]
    fn what_acts_becomes_visible() {
        for (text, safe) in [
            ("営業部 (東京) é", "営業部 (東京) é"),
            ("\u{1b}[31mred", "\\u{1b}[31mred"),
            ("a\nb\tc\r", "a\\u{a}b\\u{9}c\\u{d}"),
            ("\u{202e}gnp.exe", "\\u{202e}gnp.exe"),
            (
                "a\u{200b}b\u{2066}c\u{feff}",
                "a\\u{200b}b\\u{2066}c\\u{feff}",
            ),
            ("\u{9b}31m", "\\u{9b}31m"),
            ("\u{e0041}", "\\u{e0041}"),
        ] {
            assert_eq!(terminal(text), safe);
        }
    }

    #[test]
    fn markdown_stays_text() {
        for (text, safe) in [
            ("営業部", "営業部"),
            ("a|b", "a\\|b"),
            ("<img src=x>", "&lt;img src=x&gt;"),
            ("[x](http://y)", "\\[x\\]\\(http&#58;//y\\)"),
            ("@everyone", "&#64;everyone"),
            ("**b** `c`", "\\*\\*b\\*\\* \\`c\\`"),
            ("a\u{202e}\n", "a\\\\u\\{202e\\}\\\\u\\{a\\}"),
        ] {
            assert_eq!(markdown(text), safe);
        }
    }
}
