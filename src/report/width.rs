//! Alignment by display width: East Asian wide characters take two columns, combining
//! ones none. Texts are escaped first (see [`super::escape`]).

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns a text takes on a terminal.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text, filled up with spaces on the right to so many columns; longer ones stay as they are.
pub fn pad(text: &str, columns: usize) -> String {
    let mut padded = String::with_capacity(text.len() + columns);
    padded.push_str(text);
    padded.extend(std::iter::repeat_n(
        ' ',
        columns.saturating_sub(width(text)),
    ));
    padded
}

/// The text, filled up with spaces on the left to so many columns; longer ones stay as they are.
pub fn pad_left(text: &str, columns: usize) -> String {
    let mut padded = " ".repeat(columns.saturating_sub(width(text)));
    padded.push_str(text);
    padded
}

/// The text cut to at most so many columns, with `…` in place of what was cut.
pub fn truncate(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let Some(room) = columns.checked_sub(1) else {
        return String::new();
    };
    let mut cut = String::new();
    let mut used = 0;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide > room {
            break;
        }
        used += wide;
        cut.push(c);
    }
    cut.push('…');
    cut
}

/// Cut or filled up to exactly so many columns.
pub fn fit(text: &str, columns: usize) -> String {
    pad(&truncate(text, columns), columns)
}

#[cfg(test)]
mod tests {
    use super::{fit, pad, pad_left, truncate, width};

    #[test]
    fn wide_characters_take_two_columns() {
        for (text, columns) in [("", 0), ("abc", 3), ("営業部", 6), ("ｱｲｳ", 3), ("が", 2)]
        {
            assert_eq!(width(text), columns, "{text}");
        }
        assert_eq!(pad("営業", 6), "営業  ");
        assert_eq!(pad("営業部", 4), "営業部");
        assert_eq!(pad_left("7", 3), "  7");
    }

    #[test]
    fn cutting_keeps_within_the_columns() {
        for (text, columns, cut) in [
            ("abc", 3, "abc"),
            ("abcd", 3, "ab…"),
            ("営業部", 5, "営業…"),
            ("営業部", 4, "営…"),
            ("営業部", 1, "…"),
            ("営業部", 0, ""),
        ] {
            assert_eq!(truncate(text, columns), cut);
            assert_eq!(width(&fit(text, columns)), columns);
        }
    }
}
