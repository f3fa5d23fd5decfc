//! A text changed where its values change, and nowhere else: comments, order, blank lines
//! and quotes of what stays are kept. Whatever comes out is read again and must say what was
//! meant; else there is no text but the line where it failed.

mod entries;
mod items;
mod orgs;
mod pairs;
mod place;
mod properties;
mod replace;

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::emit::{self, Form};
use super::lines;
use super::write;
use crate::source::outline::{Holds, Named, Part, outline};
use crate::source::values;
use entries::List;
use orgs::{Standing, orgs_below};
use place::Text;

/// A text cannot be changed in place so that it says what is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// The line, from 1, of the first change that was tried.
    pub line: usize,
}

/// The text of a file that says `new` where it said `old` (what `source::values` read of
/// it). A section that is no longer there goes, one that is new comes at the end.
///
/// # Errors
/// Where the text has what cannot be changed in place: an anchor that others refer to, a
/// merge key, a style this does not know.
pub fn text(
    text: &str,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
) -> Result<String, Stuck> {
    if old == new {
        return Ok(text.to_owned());
    }
    let root = outline(text);
    let mut moved = HashMap::new();
    if let Some(Holds::Map { properties, .. }) = root.as_ref().map(|root| &root.holds) {
        orgs_below(Text(text), properties, old, &mut moved);
    }
    let mut editor = Editor {
        text: Text(text),
        newline: if text.contains("\r\n") { "\r\n" } else { "\n" },
        edits: Vec::new(),
        orgs: &moved,
    };
    let changed = match &root {
        Some(root) => {
            editor.root(root, old, new);
            editor.applied()
        }
        // Comments alone.
        None if old.is_empty() => {
            let mut changed = text.to_owned();
            for (name, value) in new {
                append_section(&mut changed, name, value, editor.newline);
            }
            Some(changed)
        }
        None => None,
    };
    let stuck = Stuck {
        line: lines::number(
            text,
            editor.edits.iter().map(|e| e.start).min().unwrap_or(0),
        ),
    };
    let changed = changed.ok_or(stuck)?;
    match values("", &changed) {
        Ok(read) if read == *new => Ok(changed),
        _ => Err(stuck),
    }
}

/// A section behind everything else.
fn append_section(text: &mut String, name: &str, value: &Value, newline: &str) {
    if !text.is_empty() {
        if !text.ends_with('\n') {
            text.push_str(newline);
        }
        text.push_str(newline);
    }
    let mut section = String::new();
    write::section(name, value, &mut section);
    text.push_str(&section.replace('\n', newline));
}

/// Bytes of the text that give way to others.
#[derive(Clone, Debug)]
struct Edit {
    start: usize,
    end: usize,
    text: String,
}

struct Editor<'a> {
    text: Text<'a>,
    newline: &'static str,
    edits: Vec<Edit>,
    /// Orgs of the tree as they stand: one that is put below another parent takes its lines
    /// along.
    orgs: &'a HashMap<String, Standing<'a>>,
}

/// Where a value stands.
#[derive(Clone, Copy)]
enum At<'a> {
    /// Behind the name of a property, whose column is given.
    Property(&'a Named),
    /// Behind the dash of a list in block style.
    Entry,
    /// In brackets.
    Flow,
}

impl<'a> Editor<'a> {
    fn root(&mut self, root: &Part, old: &Map<String, Value>, new: &Map<String, Value>) {
        let Holds::Map { flow, properties } = &root.holds else {
            // `{}` or nothing at all: the end takes what comes.
            return self.append(new.iter());
        };
        if *flow {
            let all = Value::Object(new.clone());
            return self.edit(root.start, root.end, emit::flow(&all));
        }
        for property in properties {
            let Some(name) = &property.name else { continue };
            let Some(before) = old.get(name) else {
                continue;
            };
            match new.get(name) {
                Some(after) if after == before => {}
                Some(after) => self.section(name, property, before, after),
                None => self.remove_lines(property.key.start, property.value.end),
            }
        }
        let standing: HashSet<&str> = names(properties).collect();
        let added = new
            .iter()
            .filter(|(name, _)| !standing.contains(name.as_str()));
        self.append(added);
    }

    fn append<'v>(&mut self, sections: impl Iterator<Item = (&'v String, &'v Value)>) {
        for (name, value) in sections {
            let mut text = String::from("\n");
            write::section(name, value, &mut text);
            if !self.text.0.is_empty() && !self.text.0.ends_with('\n') {
                text.insert(0, '\n');
            }
            self.edit(self.text.len(), self.text.len(), text);
        }
    }

    /// A section whose value changes: its entries are written as a fresh folder has them.
    fn section(&mut self, name: &str, property: &Named, before: &Value, after: &Value) {
        self.value(
            &property.value,
            before,
            after,
            At::Property(property),
            write::form_of(name),
        );
    }

    /// Changes one value. `form` is that of the entries of a list.
    fn value(&mut self, part: &Part, old: &Value, new: &Value, at: At<'_>, form: Form) {
        if old == new {
            return;
        }
        match (&part.holds, old, new) {
            (Holds::Map { flow, properties }, Value::Object(old), Value::Object(map))
                if !map.is_empty() =>
            {
                let done = match flow {
                    true => self.flow_map(part, properties, old, map),
                    false => self.block_map(properties, old, map),
                };
                if !done {
                    self.replace(part, new, at, form);
                }
            }
            (Holds::List { flow, entries }, Value::Array(old), Value::Array(list))
                if !list.is_empty() && entries.len() == old.len() =>
            {
                let blocks = match flow {
                    true => None,
                    false => self.text.entries(part, entries),
                };
                let done = match (flow, blocks) {
                    (true, _) => self.flow_list(part, entries, old, list),
                    (false, None) => false,
                    (false, Some(blocks)) => {
                        let standing = List {
                            entries,
                            blocks,
                            column: part.column,
                            form,
                            orgs: matches!(at, At::Property(it) if it.name.as_deref() == Some("orgs")),
                        };
                        self.block_list(&standing, old, list)
                    }
                };
                if !done {
                    self.replace(part, new, at, form);
                }
            }
            _ => self.replace(part, new, at, form),
        }
    }

    /// An editor of a stretch of the same text.
    fn inner(&self) -> Editor<'a> {
        Editor {
            text: self.text,
            newline: self.newline,
            edits: Vec::new(),
            orgs: self.orgs,
        }
    }

    fn edit(&mut self, start: usize, end: usize, text: String) {
        let text = match self.newline {
            "\n" => text,
            other => text.replace('\n', other),
        };
        self.edits.push(Edit { start, end, text });
    }

    fn applied(&mut self) -> Option<String> {
        self.applied_between(0, self.text.len())
    }

    /// A stretch of the text with the edits within it done; `None` where they overlap.
    fn applied_between(&mut self, start: usize, end: usize) -> Option<String> {
        // Stable: what is inserted in one place stays in its order.
        self.edits.sort_by_key(|edit| (edit.start, edit.end));
        let mut out = String::with_capacity(end - start);
        let mut at = start;
        for edit in &self.edits {
            out.push_str(self.text.get(at..edit.start)?);
            out.push_str(&edit.text);
            at = edit.end;
        }
        out.push_str(self.text.get(at..end)?);
        Some(out)
    }
}

fn names(properties: &[Named]) -> impl Iterator<Item = &str> {
    properties
        .iter()
        .filter_map(|property| property.name.as_deref())
}
