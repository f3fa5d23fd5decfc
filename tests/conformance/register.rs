//! The numbered list of the documented facts, in our own words: `facts/*.yaml`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

/// A fact's number: `5.1.2-07` is the seventh documented one of section 5.1.2.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FactId {
    section: Vec<u32>,
    ordinal: u32,
}

/// One fact as it stands in the register.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its number.
    pub fact: String,
    /// Fingerprint of the row it stands for.
    pub of: String,
    /// The marks its row bears: documented, and perhaps others.
    #[serde(default = "documented")]
    pub marks: String,
    /// What it says, in our own words.
    pub says: String,
    /// Why no client can see it; `None` where tests show it.
    #[serde(default)]
    pub unobservable: Option<String>,
}

fn documented() -> String {
    "D".to_owned()
}

/// Every fact by its number.
pub type Register = BTreeMap<FactId, Entry>;

impl FactId {
    /// Reads `5.1.2-07`.
    pub fn read(text: &str) -> Option<FactId> {
        let (section, ordinal) = text.split_once('-')?;
        let id = FactId {
            section: section
                .split('.')
                .map(|part| part.parse().ok())
                .collect::<Option<_>>()?,
            ordinal: ordinal.parse().ok()?,
        };
        (id.to_string() == text).then_some(id)
    }

    /// The section it stands in: `5.1.2`.
    pub fn section(&self) -> String {
        let parts: Vec<String> = self.section.iter().map(u32::to_string).collect();
        parts.join(".")
    }
}

impl std::fmt::Display for FactId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{:02}", self.section(), self.ordinal)
    }
}

/// Reads the register of the repository; what is wrong with it beside what could be read.
pub fn read() -> (Register, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/facts");
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the folder of the facts")
        .map(|entry| {
            let path = entry.expect("an entry of the folder").path();
            let text = std::fs::read_to_string(&path).expect("a file of facts");
            let name = path.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), text)
        })
        .collect();
    files.sort();
    read_files(&files)
}

/// Reads files of facts, given as name and text.
fn read_files(files: &[(String, String)]) -> (Register, Vec<String>) {
    let mut register = Register::new();
    let mut wrong = Vec::new();
    for (name, text) in files {
        let Some(section) = name.strip_suffix(".yaml") else {
            wrong.push(format!("{name} is no file of facts"));
            continue;
        };
        let entries: Vec<Entry> = match serde_yaml::from_str(text) {
            Ok(entries) => entries,
            Err(error) => {
                wrong.push(format!("{name}: {error}"));
                continue;
            }
        };
        for entry in entries {
            let Some(id) = FactId::read(&entry.fact) else {
                wrong.push(format!("{name}: {:?} is no number of a fact", entry.fact));
                continue;
            };
            if file_of(&id) != section {
                wrong.push(format!(
                    "{id} belongs into {}.yaml, not {name}",
                    file_of(&id)
                ));
            }
            if entry
                .unobservable
                .as_deref()
                .is_some_and(|why| why.trim().is_empty())
            {
                wrong.push(format!("{id}: `unobservable` does not say why"));
            }
            if register.insert(id.clone(), entry).is_some() {
                wrong.push(format!("{id} is listed twice"));
            }
        }
    }
    (register, wrong)
}

/// The file that holds a fact: one a section, one a subsection in section 5.
fn file_of(id: &FactId) -> String {
    let parts = if id.section.first() == Some(&5) { 2 } else { 1 };
    let parts: Vec<String> = id.section.iter().take(parts).map(u32::to_string).collect();
    parts.join(".")
}

#[test]
fn the_register_is_in_order() {
    let (register, wrong) = read();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(!register.is_empty());
}

#[test]
fn a_register_that_is_not_in_order_is_refused() {
    let judged = |text: &str| read_files(&[("5.1.yaml".to_owned(), text.to_owned())]).1;
    let fine = "- {fact: 5.1.2-07, of: aabbccdd, says: 'Sentence.'}\n";
    assert_eq!(judged(fine), Vec::<String>::new());
    for (text, says) in [
        (format!("{fine}{fine}"), "listed twice"),
        (fine.replace("5.1.2", "5.2.2"), "belongs into 5.2.yaml"),
        (fine.replace("-07", "-7"), "no number of a fact"),
        (fine.replace("says", "said"), "said"),
        (fine.replace("of: aabbccdd, ", ""), "of"),
        (
            fine.replace('}', ", unobservable: ' '}"),
            "does not say why",
        ),
    ] {
        let wrong = judged(&text);
        assert!(
            wrong.iter().any(|wrong| wrong.contains(says)),
            "{text}: {wrong:?}"
        );
    }
}
