//! Cells that a spreadsheet program would take for a formula, and the mark that keeps them
//! text: an apostrophe before them, written by the export and undone by the import.

use super::fold;
use super::property::Form;

/// Stands in a cell for a property that is cleared: `null`, or an empty list. An empty cell
/// says nothing of its property.
pub const CLEARED: &str = "(clear)";

/// Begins the cell of a custom property that is no text.
pub const JSON: &str = "json:";

/// The mark.
const MARK: char = '\'';

/// Characters that begin a formula, in half or full width (Excel takes the latter for the
/// former in Japanese).
const ACTIVE: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Characters that stand between the entries of a list in one cell, besides line ends.
pub const BETWEEN: [char; 5] = [';', '；', ',', '、', '，'];

/// A cell for a text: guarded where a program would take it for a formula, and where reading
/// it back plainly would make another text of it.
pub fn guarded(form: Form, text: &str) -> String {
    match needs_guard(form, text) {
        true => format!("{MARK}{text}"),
        false => text.to_owned(),
    }
}

/// The text of a cell, and whether it stood there guarded: then it is meant as it stands.
pub fn unguarded(form: Form, text: &str) -> (&str, bool) {
    match text.strip_prefix(MARK) {
        Some(inner) if needs_guard(form, inner) => (inner, true),
        _ => (text, false),
    }
}

/// A text that begins with apostrophes is judged by what follows them: so a guarded text
/// needs a guard itself, and taking one mark away always undoes setting one.
fn needs_guard(form: Form, text: &str) -> bool {
    let inner = text.trim_start_matches(MARK);
    is_active(inner)
        || inner.trim() == CLEARED
        || inner.contains('\r')
        || inner != plain(form, inner)
}

/// Whether a program might take a text for more than text.
pub fn is_active(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(ACTIVE)
}

/// What reading an unguarded cell makes of a text, as far as it shows whether it is the same.
fn plain(form: Form, text: &str) -> String {
    match form {
        Form::Code => fold::half_width(text),
        Form::Email => fold::address(text),
        Form::OutsideEmail => fold::half_width(text),
        Form::Phone => fold::phone(text),
        Form::Reading => fold::reading(text),
        Form::Custom if text.starts_with(JSON) => String::new(),
        Form::Org | Form::Rank(_) | Form::Object | Form::Member => match is_spelled(text) {
            true => String::new(),
            false => fold::half_width(text),
        },
        list if list.is_list() && text.starts_with(JSON) => String::new(),
        list if list.is_list() => {
            let clean = |line: &str| {
                let line_form = match list {
                    Form::Emails => Form::Email,
                    Form::Members => Form::Member,
                    Form::Objects => Form::Object,
                    _ => Form::Text,
                };
                !line.is_empty() && !line.contains(BETWEEN) && plain(line_form, line) == line
            };
            match text.split('\n').all(clean) {
                true => text.to_owned(),
                false => String::new(),
            }
        }
        _ => fold::trimmed(text).to_owned(),
    }
}

/// Whether a text spells a reference otherwise than by key.
fn is_spelled(text: &str) -> bool {
    text.starts_with("id:") || text.starts_with("email:")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::property::What;
    use super::*;

    #[test]
    fn formulas_are_kept_text() {
        for text in [
            "=1+1",
            "+81-90-0000-0000",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "  =1",
            "＝1",
            "＠SUM",
            "'=1",
            "''=1",
            "(clear)",
            " 営業 ",
        ] {
            let cell = guarded(Form::Text, text);
            assert_eq!(cell, format!("'{text}"));
            assert_eq!(unguarded(Form::Text, &cell), (text, true));
        }
        for text in ["営業部", "'t Hooft", "O'Hara", "1-2", "a=b", "'", ""] {
            assert_eq!(guarded(Form::Text, text), text);
            assert_eq!(unguarded(Form::Text, text), (text, false));
        }
    }

    #[test]
    fn what_reading_would_change_is_kept() {
        for (form, text) in [
            (Form::Code, "Ｅ１"),
            (Form::Object, "id:5"),
            (Form::Custom, "json:5"),
            (Form::Members, "a;b\nc"),
            (Form::Reading, "ﾓﾘ"),
        ] {
            assert_eq!(guarded(form, text), format!("'{text}"), "{form:?}");
        }
    }

    proptest! {
        #[test]
        fn guarding_is_undone(text in "\\PC{0,3}['=+@ \t;a(clear)Ａ\r\n-]{0,8}") {
            for property in What::Members.properties().iter().chain(What::Groups.properties()) {
                let cell = guarded(property.form, &text);
                prop_assert!(!is_active(&cell), "{cell:?}");
                let (read, verbatim) = unguarded(property.form, &cell);
                prop_assert_eq!(read, text.as_str());
                prop_assert_eq!(verbatim, cell != text);
            }
        }
    }
}
