use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::tree::{self, Node, Span};
use super::{Place, Spot};

/// The texts of a configuration, and where things stand in them.
#[derive(Debug, Default)]
pub struct Files {
    files: BTreeMap<Arc<str>, File>,
}

#[derive(Debug)]
struct File {
    text: Arc<str>,
    /// Built when the first place is asked for.
    tree: OnceLock<Option<Node>>,
}

impl Files {
    /// Keeps a text under a name.
    pub fn add(&mut self, name: Arc<str>, text: Arc<str>) {
        let file = File {
            text,
            tree: OnceLock::new(),
        };
        self.files.insert(name, file);
    }

    /// The names of the files that were read, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(|name| &**name)
    }

    /// The text of a file.
    pub fn text(&self, name: &str) -> Option<&Arc<str>> {
        self.files.get(name).map(|file| &file.text)
    }

    /// Where a place is. A pointer leads to its value (for a mapping or list to its name);
    /// one that leads nowhere to the nearest that there is above it. `at`, where a place
    /// has it, goes before the pointer. `None` where the place names no file that was read.
    pub fn resolve(&self, place: &Place) -> Option<Spot> {
        let (name, file) = self.files.get_key_value(place.file.as_deref()?)?;
        let span = match (place.at, &place.pointer) {
            (Some((line, column)), _) => {
                let offset = offset_of(&file.text, line, column);
                Span {
                    offset: u32::try_from(offset).ok()?,
                    len: word_at(&file.text, offset),
                }
            }
            (None, Some(pointer)) => match file.tree() {
                Some(tree) => tree.find(pointer).shown(),
                None => Span { offset: 0, len: 0 },
            },
            (None, None) => Span { offset: 0, len: 0 },
        };
        Some(spot(name, &file.text, span))
    }

    /// Where every value of a file stands; `None` where it is no YAML.
    pub fn tree(&self, name: &str) -> Option<&Node> {
        self.files.get(name)?.tree()
    }

    /// Line and column of a byte.
    pub fn position(&self, name: &str, offset: u32) -> Option<(u32, u32)> {
        let text = &self.files.get(name)?.text;
        Some(position(text, usize::try_from(offset).ok()?))
    }
}

impl File {
    fn tree(&self) -> Option<&Node> {
        self.tree.get_or_init(|| tree::build(&self.text)).as_ref()
    }
}

fn spot(name: &Arc<str>, text: &Arc<str>, span: Span) -> Spot {
    let size = text.len();
    let mut offset = usize::try_from(span.offset).map_or(size, |offset| offset.min(size));
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let mut end =
        usize::try_from(span.len).map_or(size, |len| offset.saturating_add(len).min(size));
    while !text.is_char_boundary(end) {
        end += 1;
    }
    // Of a text over several lines the first is underlined.
    let shown = text.get(offset..end).unwrap_or_default();
    let shown = shown.split('\n').next().unwrap_or_default().trim_end();
    let (line, column) = position(text, offset);
    Spot {
        file: Arc::clone(name),
        source: Arc::clone(text),
        offset,
        len: shown.len(),
        line,
        column,
    }
}

fn position(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let last_line = before.rsplit('\n').next().unwrap_or_default();
    let column = last_line.chars().count() + 1;
    (
        u32::try_from(line).unwrap_or(u32::MAX),
        u32::try_from(column).unwrap_or(u32::MAX),
    )
}

/// The byte a line and column, both from 1, stand for; clipped to the text.
fn offset_of(text: &str, line: u32, column: u32) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text.get(start..).and_then(|rest| rest.find('\n')) {
            Some(end) => start += end + 1,
            None => return text.len(),
        }
    }
    let rest = text.get(start..).unwrap_or_default();
    let this_line = rest.split('\n').next().unwrap_or_default();
    let skip = usize::try_from(column.saturating_sub(1)).unwrap_or(usize::MAX);
    let within = this_line
        .char_indices()
        .nth(skip)
        .map_or(this_line.len(), |(at, _)| at);
    start + within
}

/// How many bytes to underline from a byte on: the word there, at least one character.
fn word_at(text: &str, offset: usize) -> u32 {
    let rest = text.get(offset..).unwrap_or_default();
    let word = rest
        .find(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '[' | ']' | '{' | '}'))
        .unwrap_or(rest.len());
    let first = rest.chars().next().filter(|c| !c.is_whitespace());
    let least = first.map_or(0, char::len_utf8);
    u32::try_from(word.max(least)).unwrap_or(u32::MAX)
}
