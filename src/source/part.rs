//! What a reader of YAML hands on, section by section: a list of a hundred thousand members
//! one member at a time, so that no tree of the whole file is ever held.

use serde_json::Value;

/// A piece of a file, in the order of the file.
#[derive(Debug)]
pub enum Part {
    /// A section whose value is no list.
    Value {
        /// Its name.
        section: String,
        /// Its value.
        value: Value,
    },
    /// A section whose value is a list begins.
    List {
        /// Its name.
        section: String,
    },
    /// An entry of the list that began last.
    Item {
        /// Its number, from 0.
        index: usize,
        /// The entry.
        value: Value,
        /// The line it begins on.
        line: u32,
        /// The lines that the entries of its lists called `orgs` begin on, by pointer below it.
        lines: Vec<(String, u32)>,
    },
    /// The file is no mapping at all.
    Other {
        /// What it is instead.
        value: Value,
    },
}

/// What a whole file came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Whether a property stands twice in one mapping somewhere.
    pub repeated: bool,
}

/// What is found out about an entry besides its value.
#[derive(Debug, Default)]
pub struct Found {
    /// Whether a property stands twice in one of its mappings (the last counts; the loader
    /// reports it).
    pub repeated: bool,
    /// See [`Part::Item`].
    pub lines: Vec<(String, u32)>,
}

impl Found {
    /// Takes in what was found in an entry of a list called `orgs`: its number, what it is,
    /// the line it begins on.
    pub fn org(&mut self, index: usize, value: &Value, line: u32, below: Found) {
        self.repeated |= below.repeated;
        if value.is_object() {
            let pointer = format!("/orgs/{index}");
            let lines = below.lines.into_iter();
            let lines = lines.map(|(below, line)| (format!("{pointer}{below}"), line));
            self.lines.extend(lines);
            self.lines.push((pointer, line));
        }
    }

    /// A list that is not of orgs ended, before which there were so many lines: those of orgs
    /// somewhere below it lead nowhere.
    pub fn no_orgs_since(&mut self, known: usize) {
        self.lines.truncate(known);
    }
}
