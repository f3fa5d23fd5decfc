//! How wide text is in a picture, without a font at hand: from above, so that what is
//! reckoned to fit does fit.

use unicode_width::UnicodeWidthChar as _;

/// Thousandths of the font size that a character takes at most in the fonts named in
/// `svg`: full-width ones take one em, the widest Latin letters nearly as much.
fn advance(c: char) -> u32 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 420,
        ' ' | 'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' | '/' => 480,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1000,
        'A'..='Z' | '&' | '+' | '=' | '<' | '>' | '~' | '#' => 800,
        ' '..='~' => 660,
        _ if c.width() == Some(0) => 0,
        // Half-width katakana are half an em wide.
        '\u{FF61}'..='\u{FF9F}' => 600,
        _ => 1000,
    }
}

/// Pixels that a text of a font size takes at most.
pub fn width(text: &str, size: u32) -> u32 {
    let thousandths: u64 = text.chars().map(|c| u64::from(advance(c))).sum();
    let pixels = (thousandths * u64::from(size)).div_ceil(1000);
    u32::try_from(pixels).unwrap_or(u32::MAX)
}

/// The text, cut to so many pixels with `…` in place of what was cut.
pub fn fit(text: &str, size: u32, room: u32) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let room = u64::from(room) * 1000 / u64::from(size.max(1));
    let room = room.saturating_sub(u64::from(advance('…')));
    let mut used = 0;
    let mut cut: String = text
        .chars()
        .take_while(|c| {
            used += u64::from(advance(*c));
            used <= room
        })
        .collect();
    cut.push('…');
    cut
}
