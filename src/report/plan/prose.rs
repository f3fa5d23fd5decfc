use similar::{ChangeTag, TextDiff};

use super::ink::{Ink, Sign};
use crate::report::escape;
use crate::report::width;

/// Texts wider than this are shown as what changed within them.
const LONG: usize = 40;

/// Below this share of common text a word by word view is harder to read than both texts.
const ALIKE: f32 = 0.4;

/// Whether two texts are better shown by what changed within them than side by side.
pub(super) fn is_long(from: &str, to: &str) -> bool {
    [from, to]
        .iter()
        .any(|text| text.contains('\n') || width::width(text) > LONG)
}

/// The lines of a long text's change: of several lines those that differ, of a single one
/// its words with `[-old-]` and `{+new+}`.
pub(super) fn lines(from: &str, to: &str, ink: Ink) -> Vec<(Sign, String)> {
    if from.contains('\n') || to.contains('\n') {
        return by_line(from, to);
    }
    let (old, new) = (tokens(from), tokens(to));
    let diff = TextDiff::from_slices(&old, &new);
    if diff.ratio() < ALIKE {
        return vec![
            (Sign::Remove, escape::terminal(from).into_owned()),
            (Sign::Add, escape::terminal(to).into_owned()),
        ];
    }
    let mut line = String::new();
    let mut run = (ChangeTag::Equal, String::new());
    let flush = |line: &mut String, (tag, text): &(ChangeTag, String)| {
        let text = escape::terminal(text);
        match tag {
            ChangeTag::Equal => line.push_str(&text),
            ChangeTag::Delete => line.push_str(&ink.gone(&format!("[-{text}-]"))),
            ChangeTag::Insert => line.push_str(&ink.come(&format!("{{+{text}+}}"))),
        }
    };
    for change in diff.iter_all_changes() {
        if change.tag() != run.0 {
            if !run.1.is_empty() {
                flush(&mut line, &run);
            }
            run = (change.tag(), String::new());
        }
        run.1.push_str(change.value());
    }
    if !run.1.is_empty() {
        flush(&mut line, &run);
    }
    vec![(Sign::Change, line)]
}

fn by_line(from: &str, to: &str) -> Vec<(Sign, String)> {
    let diff = TextDiff::from_lines(from, to);
    let mut lines = Vec::new();
    for group in diff.grouped_ops(1) {
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Equal => Sign::Plain,
                ChangeTag::Delete => Sign::Remove,
                ChangeTag::Insert => Sign::Add,
            };
            let text = change.value().trim_end_matches(['\n', '\r']);
            lines.push((sign, escape::terminal(text).into_owned()));
        }
    }
    lines
}

/// Words of Latin script as a whole, everything else by the character: Japanese has no
/// blanks to cut at.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut word = false;
    for (i, c) in text.char_indices() {
        let inside = c.is_ascii_alphanumeric();
        if i > start && !(word && inside) {
            tokens.push(&text[start..i]);
            start = i;
        }
        word = inside;
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_and_english_are_cut_where_they_read() {
        assert_eq!(
            tokens("営業2課 sales team"),
            ["営", "業", "2", "課", " ", "sales", " ", "team"]
        );
        assert!(tokens("").is_empty());
    }

    #[test]
    fn one_changed_word_stands_out() {
        let ink = Ink { on: false };
        let lines = lines(
            "東日本の法人営業を担当する部署です。連絡は内線101まで。",
            "東日本の法人営業を担当する部署です。連絡は内線202まで。",
            ink,
        );
        assert_eq!(
            lines,
            [(
                Sign::Change,
                "東日本の法人営業を担当する部署です。連絡は内線[-101-]{+202+}まで。".to_owned()
            )]
        );
    }

    #[test]
    fn of_several_lines_those_that_differ() {
        let shown = lines("a\nb\nc\nd\n", "a\nb\nX\nd\n", Ink { on: false });
        assert_eq!(
            shown,
            [
                (Sign::Plain, "b".to_owned()),
                (Sign::Remove, "c".to_owned()),
                (Sign::Add, "X".to_owned()),
                (Sign::Plain, "d".to_owned()),
            ]
        );
    }
}
