//! The documented facts, cut out of the reference that stands beside the project: every
//! table row, bullet and paragraph of sections 1 to 5, 7 and 9 that is marked as
//! documented, or stands unmarked in a documented part.

use sha2::{Digest, Sha256};

/// The sections that say what a client can meet.
const SECTIONS: [&str; 7] = ["1", "2", "3", "4", "5", "7", "9"];

/// One documented row, bullet or paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracted {
    /// The numbered section it stands in: `5.1.2`.
    pub section: String,
    /// Which of the section's documented ones it is, from 1.
    pub ordinal: usize,
    /// Eight digits of its text's hash: changes when the text does.
    pub fingerprint: String,
    /// Its marks in the order D, G, E, I; `D` where it has none of its own.
    pub marks: String,
    /// The text, on one line.
    pub text: String,
}

/// Where the walk stands.
struct Walk {
    section: Option<String>,
    /// What unmarked text of this part is taken for; `None` where the part says nothing.
    part: Option<bool>,
    ordinal: usize,
    header: bool,
    found: Vec<Extracted>,
}

/// Every documented fact, in order.
pub fn extract(reference: &str) -> Vec<Extracted> {
    let mut walk = Walk {
        section: None,
        part: None,
        ordinal: 0,
        header: false,
        found: Vec::new(),
    };
    let mut fenced = false;
    let mut paragraph = String::new();
    for line in reference.lines() {
        let text = line.trim();
        if text.starts_with("```") {
            walk.paragraph(&mut paragraph);
            fenced = !fenced;
        } else if fenced {
        } else if text.starts_with('#') {
            walk.paragraph(&mut paragraph);
            walk.heading(text);
        } else if text.starts_with('|') {
            walk.paragraph(&mut paragraph);
            walk.row(text);
        } else if is_item(text) {
            walk.paragraph(&mut paragraph);
            walk.header = false;
            paragraph.push_str(text);
        } else if text.is_empty() || text.chars().all(|c| c == '-') {
            walk.paragraph(&mut paragraph);
            walk.header = false;
        } else {
            walk.header = false;
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(text);
        }
    }
    walk.paragraph(&mut paragraph);
    walk.found
}

/// A bullet or a numbered item: what follows on the next lines belongs to it.
fn is_item(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.starts_with("- ") || (digits.len() < text.len() && digits.starts_with(". "))
}

impl Walk {
    fn heading(&mut self, text: &str) {
        let title = text.trim_start_matches('#').trim();
        let number = title.split([' ', '\t']).next().unwrap_or_default();
        let number = number.trim_end_matches('.');
        let numbered = number.starts_with(|c: char| c.is_ascii_digit())
            && number.chars().all(|c| c.is_ascii_digit() || c == '.');
        if numbered {
            let kept = number
                .split('.')
                .next()
                .is_some_and(|n| SECTIONS.contains(&n));
            self.section = kept.then(|| number.to_owned());
            self.ordinal = 0;
        } else if text.starts_with("# ") {
            self.section = None;
        }
        self.part = documented(title);
        self.header = false;
    }

    fn row(&mut self, text: &str) {
        let ruler = text.chars().all(|c| matches!(c, '|' | '-' | ' ' | ':'));
        if ruler {
            // The row above it was the header.
            self.header = true;
            if let Some(last) = self.found.last()
                && Some(&last.section) == self.section.as_ref()
                && last.ordinal == self.ordinal
            {
                self.found.pop();
                self.ordinal -= 1;
            }
            return;
        }
        // Before the ruler it may be a header: taken, and given back at the ruler.
        let taken = if self.header {
            documented(text).map_or(self.part != Some(false), |row| {
                row || self.part == Some(true)
            })
        } else {
            true
        };
        if taken {
            self.take(text);
        }
    }

    fn paragraph(&mut self, text: &mut String) {
        let text = std::mem::take(text);
        if text.is_empty() {
            return;
        }
        let own = documented(&text);
        // "Source [D]: ..." and "all [D] from ..." speak for what follows.
        if text.contains("Source [D]") || text.contains("all [D]") {
            self.part = Some(true);
        }
        let taken = match (own, self.part) {
            (Some(own), part) => own || part == Some(true),
            (None, part) => part != Some(false),
        };
        if taken {
            self.take(&text);
        }
    }

    fn take(&mut self, text: &str) {
        let Some(section) = &self.section else {
            return;
        };
        self.ordinal += 1;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let digest = Sha256::digest(format!("{section} {text}"));
        let fingerprint = digest
            .iter()
            .take(4)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        self.found.push(Extracted {
            section: section.clone(),
            ordinal: self.ordinal,
            fingerprint,
            marks: marks(&text),
            text,
        });
    }
}

/// Whether the marks of a text say "documented"; `None` where it has no mark.
fn documented(text: &str) -> Option<bool> {
    let marks = in_brackets(text);
    (!marks.is_empty()).then(|| marks.contains(&'D'))
}

fn in_brackets(text: &str) -> Vec<char> {
    text.match_indices('[')
        .filter_map(|(at, _)| {
            let rest = &text[at + 1..];
            let mark = rest.chars().next().filter(|c| "DGEI".contains(*c))?;
            let next = rest.chars().nth(1)?;
            (next == ']' || next == ' ' || next == ',').then_some(mark)
        })
        .collect()
}

/// The marks of a text, in brackets or bare in the last cell of its row: `D E`. Without
/// any it stands where everything is documented.
fn marks(text: &str) -> String {
    let mut found = in_brackets(text);
    if text.starts_with('|')
        && let Some(cell) = text.trim_end_matches('|').rsplit('|').next()
        && cell.trim().starts_with(['D', 'G', 'E', 'I'])
    {
        let words = cell.split([' ', '/']).filter(|word| word.len() == 1);
        found.extend(words.flat_map(str::chars));
    }
    let marks: Vec<String> = "DGEI"
        .chars()
        .filter(|mark| found.contains(mark))
        .map(String::from)
        .collect();
    if marks.is_empty() {
        "D".to_owned()
    } else {
        marks.join(" ")
    }
}
