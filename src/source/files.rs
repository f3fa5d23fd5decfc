use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::tree::{self, Node, Span};
use super::{Place, Spot};

/// The texts of a configuration, and where things stand in them.
#[derive(Debug, Default)]
pub struct Files {
    files: BTreeMap<Arc<str>, File>,
    folder: String,
}

/// One text, and where things stand in it.
#[derive(Debug)]
pub struct File {
    text: Arc<str>,
    /// Built when the first place is asked for.
    tree: OnceLock<Option<Node>>,
    /// Where each line begins, in bytes; built along with the tree. Thousands of problems
    /// in one file do not count its lines each.
    lines: OnceLock<Vec<usize>>,
}

impl Files {
    /// Keeps a text under a name.
    pub(super) fn add(&mut self, name: Arc<str>, file: File) {
        self.files.insert(name, file);
    }

    /// The folder the names are relative to, as it was given; empty for the present one.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// Says which folder the names are relative to.
    pub(super) fn set_folder(&mut self, folder: &Path) {
        let folder = folder.to_string_lossy().replace('\\', "/");
        let folder = folder.strip_prefix("./").unwrap_or(&folder);
        self.folder = match folder.trim_end_matches('/') {
            "." => String::new(),
            "" => folder.to_owned(),
            folder => folder.to_owned(),
        };
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
    /// has it, goes before the pointer. A pointer without a file (into `tenant` or `policy`,
    /// which stand once) is looked for in all of them. `None` where the place names no file
    /// that was read.
    pub fn resolve(&self, place: &Place) -> Option<Spot> {
        let (name, file) = match &place.file {
            Some(name) => self.files.get_key_value(name.as_str())?,
            None => self.holding(place.pointer.as_deref()?)?,
        };
        let span = match (place.at, &place.pointer) {
            (Some((line, column)), pointer) => {
                let offset = file.offset(line, column);
                let begins = u32::try_from(offset).ok()?;
                // Where the pointer leads to the same spot, it also knows where that ends.
                let tree = pointer.as_ref().and_then(|_| file.tree());
                let led = tree.zip(pointer.as_ref());
                let led = led.map(|(tree, pointer)| tree.find(pointer).shown());
                led.filter(|span| span.offset == begins).unwrap_or(Span {
                    offset: begins,
                    len: word_at(&file.text, offset),
                })
            }
            (None, Some(pointer)) => match file.tree() {
                Some(tree) => tree.find(pointer).shown(),
                None => Span { offset: 0, len: 0 },
            },
            (None, None) => Span { offset: 0, len: 0 },
        };
        Some(spot(name, file, span))
    }

    /// The file with the section that a pointer leads into.
    fn holding(&self, pointer: &str) -> Option<(&Arc<str>, &File)> {
        let section = pointer.split('/').nth(1)?;
        self.files.iter().find(|(_, file)| {
            // Most files need no look at their tree.
            file.text.contains(section)
                && file
                    .tree()
                    .is_some_and(|tree| tree.find(&format!("/{section}")).complete)
        })
    }
}

impl File {
    /// A text, nothing of it looked at yet.
    pub fn new(text: Arc<str>) -> File {
        File {
            text,
            tree: OnceLock::new(),
            lines: OnceLock::new(),
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where every value stands; `None` where the text is no YAML.
    pub fn tree(&self) -> Option<&Node> {
        self.tree.get_or_init(|| tree::build(&self.text)).as_ref()
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let ends = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect()
        })
    }

    /// The byte a line and column, both from 1, stand for; clipped to the text.
    fn offset(&self, line: u32, column: u32) -> usize {
        let index = |number: u32| usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
        let Some(start) = self.lines().get(index(line)).copied() else {
            return self.text.len();
        };
        let rest = self.text.get(start..).unwrap_or_default();
        let this_line = rest.split('\n').next().unwrap_or_default();
        let within = this_line
            .char_indices()
            .nth(index(column))
            .map_or(this_line.len(), |(at, _)| at);
        start + within
    }

    /// Line and column, both from 1, of the beginning of a stretch.
    pub fn at(&self, span: Span) -> Option<(u32, u32)> {
        Some(self.position(usize::try_from(span.offset).ok()?))
    }

    /// Line and column, both from 1, of a byte; clipped to the text.
    fn position(&self, offset: usize) -> (u32, u32) {
        let lines = self.lines();
        let line = lines.partition_point(|start| *start <= offset);
        let start = lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = self
            .text
            .get(start..offset)
            .or_else(|| self.text.get(start..))
            .unwrap_or_default();
        (
            u32::try_from(line).unwrap_or(u32::MAX),
            u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX),
        )
    }
}

fn spot(name: &Arc<str>, file: &File, span: Span) -> Spot {
    let text = &file.text;
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
    let (line, column) = file.position(offset);
    Spot {
        file: Arc::clone(name),
        source: Arc::clone(text),
        offset,
        len: shown.len(),
        line,
        column,
    }
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
