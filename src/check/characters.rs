use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::codes;
use super::index::Index;
use super::place::within;
use super::texts::{Nature, Text, each_text};
use crate::source::{Code, Problem};

/// Texts hold the characters they seem to hold: none that is not seen, none in two pieces
/// where one is meant, and in what machines compare no full-width look-alike (facts 4.2).
pub(super) fn characters_are_as_they_seem(index: &Index<'_>, problems: &mut Vec<Problem>) {
    each_text(index, &mut |text| {
        // Nearly every text of a machine is plain.
        if text.text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return;
        }
        if let Some((position, character)) = unseen(text.text) {
            problems.push(
                problem(codes::UNSEEN_CHARACTER, &text)
                    .with("character", format_args!("U+{:04X}", u32::from(character)))
                    .with("position", position),
            );
        }
        if let Some(normal) = composed(text.text) {
            let problem = problem(codes::NOT_NFC, &text);
            problems.push(with_nearest(problem, &text, normal));
        }
        if text.nature == Nature::Code
            && let Some(plain) = plain(text.text)
        {
            let problem = problem(codes::KEY_FULL_WIDTH, &text);
            problems.push(with_nearest(problem, &text, plain));
        }
    });
}

fn problem(code: Code, text: &Text<'_>) -> Problem {
    let place = within(text.kind, text.declaration, text.tail);
    let property = place.property.clone().unwrap_or_default();
    Problem::warning(code).with("property", property).at(place)
}

/// What was meant is said, unless it is personal.
fn with_nearest(problem: Problem, text: &Text<'_>, nearest: String) -> Problem {
    if text.personal {
        problem
    } else {
        problem.with("nearest", nearest)
    }
}

/// The first character that is not seen, and its position from 1. Line ends and tabs are
/// for the form of each text to refuse; variation selectors tell variants of a kanji apart
/// (辻󠄀), and joiners belong to emoji and to scripts that join.
fn unseen(text: &str) -> Option<(usize, char)> {
    let mut before = None;
    for (at, c) in text.chars().enumerate() {
        let hidden = match c {
            '\n' | '\r' | '\t' => false,
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => before.is_none(),
            '\u{200c}' | '\u{200d}' => !before.is_some_and(joins),
            '\u{e0020}'..='\u{e007f}' => !before
                .is_some_and(|c| c == '\u{1f3f4}' || ('\u{e0020}'..='\u{e007f}').contains(&c)),
            _ => is_hidden(c),
        };
        if hidden {
            return Some((at + 1, c));
        }
        before = Some(c);
    }
    None
}

/// Whether a joiner may follow: emoji, and the scripts from Arabic to Sinhala.
fn joins(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{dff}' | '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// Control characters, directions, and characters of no width.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e001f}')
}

/// The text in the normal form NFC, where it is not. Compatibility ideographs (神 and 神
/// as names are written) stay what they are: NFC would take a person's kanji away.
fn composed(text: &str) -> Option<String> {
    if is_nfc(text) {
        return None;
    }
    let mut normal = String::with_capacity(text.len());
    let mut rest = String::new();
    for c in text.chars() {
        if matches!(c, '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}') {
            normal.extend(rest.nfc());
            rest.clear();
            normal.push(c);
        } else {
            rest.push(c);
        }
    }
    normal.extend(rest.nfc());
    (normal != text).then_some(normal)
}

/// The text with plain characters, where it has full-width ones.
fn plain(text: &str) -> Option<String> {
    let is_wide = |c: char| matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{3000}');
    text.contains(is_wide).then(|| {
        let turn = |c: char| match c {
            '\u{3000}' => ' ',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        };
        text.chars().map(turn).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::{composed, plain, unseen};

    #[test]
    fn legitimate_names_are_left_alone() {
        for name in [
            "髙橋",
            "﨑山",
            "神\u{fa19}",
            "辻\u{e0100}",
            "邉",
            "𠮷野",
            "Ａ社",
            "ｱﾊﾟｰﾄ",
            "Müller",
            "O’Brien",
            "営業部\u{3000}第一課",
            "👩\u{200d}💻",
            "❤\u{fe0f}",
        ] {
            assert_eq!(unseen(name), None, "{name:?}");
            assert_eq!(composed(name), None, "{name:?}");
        }
    }

    #[test]
    fn what_is_not_seen_is_found() {
        for (text, found) in [
            ("森\u{200b}", (2, '\u{200b}')),
            ("\u{feff}E1", (1, '\u{feff}')),
            ("E1\u{202e}", (3, '\u{202e}')),
            ("a\u{85}b", (2, '\u{85}')),
            ("森\u{200d}花子", (2, '\u{200d}')),
            ("\u{fe0f}", (1, '\u{fe0f}')),
            ("a\u{e0041}", (2, '\u{e0041}')),
        ] {
            assert_eq!(unseen(text), Some(found), "{text:?}");
        }
    }

    #[test]
    fn pieces_are_put_together_and_kanji_kept() {
        assert_eq!(composed("か\u{3099}"), Some("が".to_owned()));
        assert_eq!(
            composed("\u{fa19}か\u{3099}"),
            Some("\u{fa19}が".to_owned())
        );
        assert_eq!(composed("e\u{301}"), Some("é".to_owned()));
        assert_eq!(composed("\u{fa19}"), None);
    }

    #[test]
    fn full_width_becomes_plain() {
        assert_eq!(plain("Ｅ００４＿－"), Some("E004_-".to_owned()));
        assert_eq!(plain("営業１課"), Some("営業1課".to_owned()));
        assert_eq!(plain("営業1課"), None);
    }
}
