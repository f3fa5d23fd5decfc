//! What becomes of files, line by line, as `diff -u` shows it.

use similar::{ChangeTag, TextDiff};

use super::escape;
use super::problems::{is_personal, line_masked};
use crate::source::outline::{Holds, Part, outline};

/// A file that is written: what it says, and what it is to say.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its name within its folder.
    pub name: &'a str,
    /// Its text; `None` where there is no such file yet.
    pub before: Option<&'a str>,
    /// Its text to be.
    pub after: &'a str,
}

/// How many lines are shown around those that change.
const AROUND: usize = 3;

/// The lines of YAML files that go and come, safe to print; the values of personal data
/// are masked unless they are to be shown.
pub fn diff(files: &[File<'_>], colour: bool, show_sensitive: bool) -> String {
    let mut shown = String::new();
    for file in files {
        let before = file.before.unwrap_or_default();
        let (old, new) = match show_sensitive {
            true => (before.to_owned(), file.after.to_owned()),
            false => (masked(before), masked(file.after)),
        };
        let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
        let mut line = |sign: &str, text: &str| {
            let code = match sign {
                "+" => "\u{1b}[32m",
                "-" => "\u{1b}[31m",
                "@@" => "\u{1b}[36m",
                _ => "",
            };
            let text = escape::terminal(text);
            match colour && !code.is_empty() {
                true => shown.push_str(&format!("{code}{sign}{text}\u{1b}[0m\n")),
                false => shown.push_str(&format!("{sign}{text}\n")),
            }
        };
        let from = match file.before {
            Some(_) => format!(" a/{}", file.name),
            None => " /dev/null".to_owned(),
        };
        line("---", &from);
        line("+++", &format!(" b/{}", file.name));
        // Compared as they are: a masked value may have changed, too.
        let lines = TextDiff::from_lines(before, file.after);
        for hunk in lines.unified_diff().context_radius(AROUND).iter_hunks() {
            line("@@", hunk.header().to_string().trim_start_matches("@@"));
            for change in hunk.iter_changes() {
                let (sign, side, at) = match change.tag() {
                    ChangeTag::Delete => ("-", &old, change.old_index()),
                    ChangeTag::Insert => ("+", &new, change.new_index()),
                    ChangeTag::Equal => (" ", &new, change.new_index()),
                };
                line(sign, at.and_then(|at| side.get(at)).copied().unwrap_or(""));
                if change.missing_newline() {
                    line("\\", " No newline at end of file");
                }
            }
        }
    }
    shown
}

/// A text of as many lines in which a star stands for each character of personal data.
fn masked(text: &str) -> String {
    let mut bytes = vec![false; text.len()];
    match outline(text) {
        Some(root) => mark(&root, false, &mut bytes),
        // No YAML: what looks like it is masked.
        None => {
            let mut at = 0;
            for line in text.split_inclusive('\n') {
                for byte in line_masked(line.trim_end()) {
                    bytes[at + byte] = true;
                }
                at += line.len();
            }
        }
    }
    text.char_indices()
        .map(|(at, c)| match bytes[at] && !c.is_whitespace() {
            true => '*',
            false => c,
        })
        .collect()
}

/// Marks the scalars that are, or stand within, personal data.
fn mark(part: &Part, personal: bool, bytes: &mut [bool]) {
    match &part.holds {
        Holds::Map { properties, .. } => {
            for property in properties {
                let named = property.name.as_deref().is_some_and(is_personal);
                if personal {
                    mark(&property.key, true, bytes);
                }
                mark(&property.value, personal || named, bytes);
            }
        }
        Holds::List { entries, .. } => {
            for entry in entries {
                mark(entry, personal, bytes);
            }
        }
        Holds::Nothing | Holds::Alias => {}
        Holds::Scalar(_) => {
            if personal && let Some(bytes) = bytes.get_mut(part.start..part.end) {
                bytes.fill(true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "members:\n  # 内線\n  - key: E1\n    telephone: 03-1234-5678\n    name: {last: 森}\n    \
                       custom:\n      血液型: {text: A}\n    relations:\n      - {member: E2, name: 上司}\n";

    fn shown(before: Option<&str>, after: &str, show_sensitive: bool) -> String {
        let file = File {
            name: "members.yaml",
            before,
            after,
        };
        diff(&[file], false, show_sensitive)
    }

    #[test]
    fn lines_that_go_and_come() {
        let new = OLD.replace("last: 森", "last: 林").replace("5678", "9999");
        assert_eq!(
            shown(Some(OLD), &new, true),
            "--- a/members.yaml\n+++ b/members.yaml\n@@ -1,8 +1,8 @@\n members:\n   # 内線\n   - key: E1\n\
             -    telephone: 03-1234-5678\n-    name: {last: 森}\n\
             +    telephone: 03-1234-9999\n+    name: {last: 林}\n     custom:\n       血液型: {text: A}\n     relations:\n"
        );
    }

    #[test]
    fn personal_data_is_masked_over_lines() {
        let new = OLD.replace("last: 森", "last: 林").replace("5678", "9999");
        assert_eq!(
            shown(Some(OLD), &new, false),
            "--- a/members.yaml\n+++ b/members.yaml\n@@ -1,8 +1,8 @@\n members:\n   # 内線\n   - key: E1\n\
             -    telephone: ************\n-    name: {last: 森}\n\
             +    telephone: ************\n+    name: {last: 林}\n     custom:\n       ***: {****: *}\n     relations:\n"
        );
        assert_eq!(
            shown(
                None,
                "members:\r\n- leave: {\r\n    from: 2026}\r\n  key: E1",
                false
            ),
            "--- /dev/null\n+++ b/members.yaml\n@@ -0,0 +1,4 @@\n+members:\n+- leave: {\n+    ****: ****}\n+  key: E1\n\\ No newline at end of file\n"
        );
        // No YAML.
        assert_eq!(
            shown(Some("a: [\ntelephone: 03\n"), "", false),
            "--- a/members.yaml\n+++ b/members.yaml\n@@ -1,2 +0,0 @@\n-a: [\n-telephone: **\n"
        );
    }

    #[test]
    fn a_text_is_no_terminal_code() {
        let shown = shown(None, "# \u{1b}[31m\u{202e}\n", true);
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
    }
}
