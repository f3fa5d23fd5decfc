//! What a name that the outside sees may not hold (facts 9.2).

/// The one prohibited word that is known.
const WORD: &str = "line";

/// Whether a name holds a prohibited word or an emoji.
pub(super) fn prohibited(name: &str) -> bool {
    has_word(name) || name.chars().any(is_emoji)
}

/// Whether a text holds a prohibited word, whatever the case.
pub(super) fn has_word(text: &str) -> bool {
    text.to_lowercase().contains(WORD)
}

/// Pictographs that are shown as such by default, and what makes one of another sign;
/// no letter, digit or plain mark such as `★`.
fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{1F000}'..='\u{1FAFF}' | '\u{FE0F}' | '\u{20E3}' | '\u{E0020}'..='\u{E007F}')
        || "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
            .contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_pictures() {
        for (name, held) in [
            ("森", false),
            ("Li ne", false),
            ("O'Brien ★", false),
            ("Caroline", true),
            ("ONLINE株式会社", true),
            ("森🌲", true),
            ("☎️", true),
            ("❤️", true),
        ] {
            assert_eq!(prohibited(name), held, "{name}");
        }
    }
}
