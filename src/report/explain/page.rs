use super::text::{explained, remedy, rule};
use super::{Example, FRAME, all};
use crate::report::escape;
use crate::report::words::Language;
use crate::source::Code;

/// The heading of a hundred, and of a room within it.
fn room(code: Code) -> &'static str {
    match code.0 / 100 {
        1 => "Files, YAML and schema",
        2 => "What a configuration means",
        3 => "Planning",
        4 => "Rehearsal",
        5 => "Reading the tenant",
        6 => "Settings and verbs",
        7 => "Applying, journals, undo",
        8 => "The sandbox",
        _ => "Importing and formatting",
    }
}

/// A sentence of our own table, as Markdown: code words in backticks stay what they are, and
/// outside them no character starts HTML, emphasis or a link.
fn prose(text: &str) -> String {
    let mut marked = String::with_capacity(text.len() + 8);
    for (i, part) in text.split('`').enumerate() {
        if i > 0 {
            marked.push('`');
        }
        let code = i % 2 == 1;
        for c in part.chars() {
            if !code && "<>*_[]\\".contains(c) {
                marked.push('\\');
            }
            marked.push(c);
        }
    }
    marked
}

/// `docs/problems.md`: every code, in English.
pub fn page() -> String {
    let mut page = String::from(
        "# Problems\n\n\
         <!-- Generated from src/report/explain: MEIBO_BLESS=1 cargo test --test it problems_page -->\n\n\
         Everything meibo finds has a code that stays what it is. `meibo explain M0200` prints an entry of\n\
         this page (`--format json` for programs, `--lang ja` in Japanese), `meibo explain` the list. The rules of\n\
         the service have the numbers of [conformance.md](conformance.md); a name behind the number is the\n\
         page of the service's own documentation.\n\n\
         Words in capital letters stand for what the message names. Examples without a `tenant` section are\n\
         completed by\n\n```yaml\n",
    );
    page.push_str(FRAME);
    page.push_str("```\n\nand a test proves that each wrong one has that problem alone, each right one none.\n");
    let mut last = "";
    for explanation in all() {
        let here = room(explanation.code);
        if here != last {
            page.push_str(&format!("\n## {here}\n"));
            last = here;
        }
        let code = explanation.code;
        let explained = explained(explanation, Language::En);
        page.push_str(&format!(
            "\n### {code}\n\n**{}.** {}\n\nStands on: {}\n",
            prose(&rule(code, Language::En)),
            explained.why,
            explained.section
        ));
        match explanation.example {
            Example::Yaml { wrong, right } => {
                for (name, yaml) in [("Wrong", wrong), ("Right", right)] {
                    page.push_str(&format!("\n{name}:\n\n```yaml\n"));
                    for line in yaml.trim_end().lines() {
                        page.push_str(&escape::terminal(&line.replace('\t', "→")));
                        page.push('\n');
                    }
                    page.push_str("```\n");
                }
            }
            Example::Told { wrong, right } => {
                page.push_str(&format!("\nWrong: {}\n\nRight: {}\n", wrong.en, right.en));
            }
            Example::Met(when) => page.push_str(&format!("\nMet when: {}\n", when.en)),
        }
        page.push_str(&format!(
            "\nWhat to do: {}\n",
            prose(&remedy(code, Language::En))
        ));
    }
    page
}
