use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::codes;
use super::index::Index;
use super::place::within;
use super::texts::{Nature, Text, each_text};
use crate::source::{Code, Problem};

/// Texts hold the characters they seem to hold: none that is not seen, no blank at an end,
/// none in two pieces where one is meant, and in what machines compare no full-width
/// look-alike and no blank but the plain one (facts 4.2).
pub(super) fn characters_are_as_they_seem(index: &Index<'_>, problems: &mut Vec<Problem>) {
    each_text(index, &mut |text| {
        let mut at = |code, (position, character): (usize, char)| {
            problems.push(
                problem(code, &text)
                    .with("character", format_args!("U+{:04X}", u32::from(character)))
                    .with("position", position),
            );
        };
        if let Some(found) = blank_at_end(text.text) {
            at(codes::BLANK_AT_END, found);
        }
        // Nearly every text of a machine is plain.
        if text.text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return;
        }
        if let Some(found) = unseen(text.text, text.nature) {
            at(codes::UNSEEN_CHARACTER, found);
        }
        if let Some(normal) = composed(text.text) {
            let problem = problem(codes::NOT_NFC, &text);
            problems.push(with_nearest(problem, &text, normal));
        }
        if text.nature == Nature::Code
            && let Some(plain) = plain(text.text.trim())
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

/// What a key may be that is made of a text which people read: what this module would warn
/// of is left out or written plainly.
pub fn key_of(text: &str) -> String {
    let mut before = None;
    let seen = text.chars().filter(|c| {
        let hidden = is_unseen(*c, before);
        if !hidden {
            before = Some(*c);
        }
        !hidden
    });
    let seen: String = seen
        .map(|c| if is_odd_blank(c) { ' ' } else { c })
        .collect();
    let composed = composed(&seen).unwrap_or(seen);
    let plain = plain(&composed).unwrap_or(composed);
    plain.trim().to_owned()
}

/// The blank that a text begins or ends with, and its position from 1. Line ends are none:
/// YAML adds one to a text of several lines. A text of blanks alone is for its form to refuse.
fn blank_at_end(text: &str) -> Option<(usize, char)> {
    if text.trim().is_empty() {
        return None;
    }
    let lines = |c: char| c == '\n' || c == '\r';
    let is_blank = |c: &char| c.is_whitespace() && !is_hidden(*c);
    if let Some(first) = text.chars().next().filter(is_blank) {
        return Some((1, first));
    }
    let text = text.trim_end_matches(lines);
    let last = text.chars().next_back().filter(is_blank)?;
    Some((text.chars().count(), last))
}

/// The first character that is not seen, and its position from 1; of a code also the first
/// within it that looks like a space and is none.
fn unseen(text: &str, nature: Nature) -> Option<(usize, char)> {
    // At an end any blank is one too many: that is told by itself.
    let within = match nature {
        Nature::Code => text.trim(),
        Nature::Prose => "",
    };
    let odd = within.contains(is_odd_blank);
    let start = text.len() - text.trim_start().len();
    let mut before = None;
    for (at, (byte, c)) in text.char_indices().enumerate() {
        let odd_blank = odd && is_odd_blank(c) && (start..start + within.len()).contains(&byte);
        if is_unseen(c, before) || odd_blank {
            return Some((at + 1, c));
        }
        before = Some(c);
    }
    None
}

/// Whether a character is not seen behind another. Line ends and tabs are for the form of
/// each text to refuse; variation selectors tell variants of a kanji apart (辻󠄀), and joiners
/// belong to emoji and to scripts that join.
fn is_unseen(c: char, before: Option<char>) -> bool {
    match c {
        '\n' | '\r' | '\t' => false,
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => before.is_none(),
        '\u{200c}' | '\u{200d}' => !before.is_some_and(joins),
        '\u{e0020}'..='\u{e007f}' => {
            !before.is_some_and(|c| c == '\u{1f3f4}' || ('\u{e0020}'..='\u{e007f}').contains(&c))
        }
        _ => is_hidden(c),
    }
}

/// Blanks of other widths than the plain one, which look like it. The full-width one is seen.
fn is_odd_blank(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}'
    )
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
    use super::{Nature, blank_at_end, composed, key_of, plain, unseen};

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
            "林\u{3000}葵",
            "M.\u{a0}Dupont",
            "一行目\n二行目\n",
            "👩\u{200d}💻",
            "❤\u{fe0f}",
        ] {
            assert_eq!(unseen(name, Nature::Prose), None, "{name:?}");
            assert_eq!(blank_at_end(name), None, "{name:?}");
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
            assert_eq!(unseen(text, Nature::Prose), Some(found), "{text:?}");
            assert_eq!(unseen(text, Nature::Code), Some(found), "{text:?}");
        }
        for (text, found) in [
            ("o\u{a0}1", (2, '\u{a0}')),
            ("o\u{2003}1", (2, '\u{2003}')),
            ("\u{a0}営業\u{202f}1", (4, '\u{202f}')),
        ] {
            assert_eq!(unseen(text, Nature::Code), Some(found), "{text:?}");
            assert_eq!(unseen(text, Nature::Prose), None, "{text:?}");
        }
    }

    #[test]
    fn blanks_at_an_end_are_found_and_told_once() {
        for (text, found) in [
            ("林\u{3000}", (2, '\u{3000}')),
            ("林\u{a0}", (2, '\u{a0}')),
            (" 葵", (1, ' ')),
            ("葵 ", (2, ' ')),
            ("一行目\n二行目 \n", (8, ' ')),
        ] {
            assert_eq!(blank_at_end(text), Some(found), "{text:?}");
            assert_eq!(unseen(text, Nature::Code), None, "{text:?}");
        }
        for text in ["", " ", "\n", "E1\u{200b}", "a\u{2028}"] {
            assert_eq!(blank_at_end(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_key_of_a_text_has_nothing_to_warn_of() {
        for (text, key) in [
            ("営業部（東京）", "営業部(東京)"),
            ("ＩＴ\u{3000}推進室\u{a0}", "IT 推進室"),
            ("第１課〜第３課", "第1課〜第3課"),
            ("業務改か\u{3099}かり", "業務改がかり"),
            ("神\u{fa19}社", "神\u{fa19}社"),
            ("\u{feff}本\u{202e}社\u{200b}", "本社"),
            ("o\u{2003}1", "o 1"),
            ("ﾀﾅｶﾞ（兼）", "ﾀﾅｶﾞ(兼)"),
            ("\u{200b}", ""),
        ] {
            let made = key_of(text);
            assert_eq!(made, key, "{text:?}");
            assert_eq!(unseen(&made, Nature::Code), None, "{text:?}");
            assert_eq!(blank_at_end(&made), None, "{text:?}");
            assert_eq!(composed(&made), None, "{text:?}");
            assert_eq!(plain(&made), None, "{text:?}");
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
