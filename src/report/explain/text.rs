use serde::Serialize;

use super::{Example, Explanation, FRAME, all};
use crate::report::escape;
use crate::report::width::width;
use crate::report::words::{self, Language, explain as fixed};
use crate::source::Code;

/// An explanation as values for `--format json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explained {
    /// `M0210`
    pub code: Code,
    /// The rule, with its parameters in capital letters.
    pub rule: String,
    /// What to do, likewise.
    pub remedy: String,
    /// Why the rule exists.
    pub why: &'static str,
    /// What it stands on.
    pub section: String,
    /// What completes the examples; absent where they are whole, or no YAML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame: Option<&'static str>,
    /// What has the problem, or when it is met.
    pub wrong: &'static str,
    /// What has it not; absent for what happens to a run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<&'static str>,
}

/// The rule of a code in general words: its message, the parameters as placeholders in
/// capital letters. Empty for a code without words.
pub fn rule(code: Code, language: Language) -> String {
    words::words(code).map_or_else(String::new, |words| {
        placeholders(words.text(language).message)
    })
}

/// What to do about a code, in the same way.
pub(super) fn remedy(code: Code, language: Language) -> String {
    words::words(code).map_or_else(String::new, |words| {
        placeholders(words.text(language).remedy)
    })
}

/// `{holderKind}` as `HOLDER-KIND`.
fn placeholders(template: &str) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, from)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, after)) = from.split_once('}') else {
            text.push('{');
            rest = from;
            continue;
        };
        for c in name.chars() {
            if c.is_ascii_uppercase() {
                text.push('-');
            }
            text.push(c.to_ascii_uppercase());
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// What an explanation stands on, with `facts` before the number of a section.
pub(super) fn section(explanation: &Explanation, language: Language) -> String {
    if explanation
        .section
        .starts_with(|c: char| c.is_ascii_digit())
    {
        fixed::facts(explanation.section, language)
    } else {
        explanation.section.to_owned()
    }
}

/// Whether an example is completed by [`FRAME`].
pub(super) fn is_framed(example: &str) -> bool {
    !example.starts_with("# the whole configuration") && !example.contains("tenant:\n")
}

/// An explanation as values.
pub fn explained(explanation: &Explanation, language: Language) -> Explained {
    let (frame, wrong, right) = match &explanation.example {
        Example::Yaml { wrong, right } => (
            (is_framed(wrong) || is_framed(right)).then_some(FRAME),
            *wrong,
            Some(*right),
        ),
        Example::Told { wrong, right } => (None, wrong.of(language), Some(right.of(language))),
        Example::Met(when) => (None, when.of(language), None),
    };
    Explained {
        code: explanation.code,
        rule: rule(explanation.code, language),
        remedy: remedy(explanation.code, language),
        why: explanation.why.of(language),
        section: section(explanation, language),
        frame,
        wrong,
        right,
    }
}

/// An explanation for a terminal of so many columns.
pub fn text(explanation: &Explanation, language: Language, columns: usize) -> String {
    let explained = explained(explanation, language);
    let is_yaml = matches!(explanation.example, Example::Yaml { .. });
    let mut text = String::new();
    let title = format!("{}: {}", explained.code, explained.rule);
    for line in wrapped(&title, columns.max(40)) {
        text.push_str(&line);
        text.push('\n');
    }
    text.push('\n');
    let mut part = |heading: &str, body: &str, verbatim: bool| {
        text.push_str(heading);
        text.push('\n');
        if verbatim {
            for line in body.trim_end().lines() {
                // What acts on a terminal would not be seen as an example.
                text.push_str("  ");
                text.push_str(&escape::terminal(&line.replace('\t', "→")));
                text.push('\n');
            }
        } else {
            for line in wrapped(body, columns.max(40) - 2) {
                text.push_str("  ");
                text.push_str(&line);
                text.push('\n');
            }
        }
        text.push('\n');
    };
    part(fixed::WHY.text(language), explained.why, false);
    part(fixed::SECTION.text(language), &explained.section, false);
    match explained.right {
        Some(right) => {
            part(fixed::WRONG.text(language), explained.wrong, is_yaml);
            part(fixed::RIGHT.text(language), right, is_yaml);
        }
        None => part(fixed::WHEN.text(language), explained.wrong, false),
    }
    part(fixed::REMEDY.text(language), &explained.remedy, false);
    if explained.frame.is_some() {
        part(fixed::FRAME.text(language), FRAME, true);
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// Every code with its rule, one a line.
pub fn list(language: Language) -> String {
    let mut text = String::new();
    for explanation in all() {
        let code = explanation.code;
        text.push_str(&format!("{code}  {}\n", rule(code, language)));
    }
    text
}

/// Lines of at most so many columns: broken at blanks, and between the wide characters of
/// Japanese, which stand without any.
fn wrapped(body: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in pieces(body) {
        let wide = width(word.trim_end());
        if used > 0 && used + wide > columns {
            lines.push(line.trim_end().to_owned());
            line.clear();
            used = 0;
        }
        line.push_str(word);
        used += width(word);
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What may not be broken: words with the blank after them, and single wide characters with
/// the punctuation after them.
fn pieces(body: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let Some((_, next)) = chars.peek() else { break };
        let is_wide = |c: char| u32::from(c) >= 0x2e80;
        let closes = matches!(
            *next,
            '。' | '、' | '」' | '』' | ')' | '）' | ' ' | '・' | 'ー' | 'っ' | 'ゃ' | 'ゅ' | 'ょ'
        );
        let opens = matches!(c, '「' | '『' | '（');
        if c == ' ' || (is_wide(c) && !opens && !closes) {
            pieces.push(&body[start..end]);
            start = end;
        }
    }
    pieces.push(&body[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::{placeholders, wrapped};

    #[test]
    fn parameters_become_placeholders() {
        assert_eq!(
            placeholders("no {kind} with {holderKind}"),
            "no KIND with HOLDER-KIND"
        );
        assert_eq!(placeholders("plain {open"), "plain {open");
    }

    #[test]
    fn lines_are_broken_at_blanks_and_between_wide_characters() {
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("一二三四五。", 8), ["一二三四", "五。"]);
        assert_eq!(wrapped("一二三（四五）六", 8), ["一二三", "（四五）", "六"]);
        assert_eq!(wrapped("一二三『四』五", 8), ["一二三", "『四』五"]);
        assert_eq!(wrapped("", 8), Vec::<String>::new());
    }
}
