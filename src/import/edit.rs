//! A text changed where its values change, and nowhere else: comments, order, blank lines
//! and quotes of what stays are kept. Whatever comes out is read again and must say what was
//! meant; else there is no text but the line where it failed.

mod orgs;
mod pairs;

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::emit::{self, Form, STEP};
use super::lines::{self, indented};
use super::scalar::{self, Around};
use super::write;
use crate::source::outline::{Holds, Named, Part, Quotes, outline};
use crate::source::values;
use orgs::{Standing, orgs_below};
use pairs::Pairs;

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
        orgs_below(properties, old, &mut moved);
    }
    let mut editor = Editor {
        text,
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
    text: &'a str,
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
            if !self.text.is_empty() && !self.text.ends_with('\n') {
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
                    false => self.block_map(part, properties, old, map),
                };
                if !done {
                    self.replace(part, new, at, form);
                }
            }
            (Holds::List { flow, entries }, Value::Array(old), Value::Array(list))
                if !list.is_empty() && entries.len() == old.len() =>
            {
                let done = match flow {
                    true => self.flow_list(part, entries, old, list),
                    false => self.block_list(part, entries, old, list, form),
                };
                if !done {
                    self.replace(part, new, at, form);
                }
            }
            _ => self.replace(part, new, at, form),
        }
    }

    fn block_map(
        &mut self,
        part: &Part,
        properties: &[Named],
        old: &Map<String, Value>,
        new: &Map<String, Value>,
    ) -> bool {
        let column = properties
            .first()
            .map_or(part.column, |first| first.key.column);
        let standing: HashMap<&str, &Named> = properties
            .iter()
            .filter_map(|property| Some((property.name.as_deref()?, property)))
            .collect();
        if !standing.keys().any(|name| new.contains_key(*name)) {
            return false;
        }
        let mut first_kept = None;
        for (number, property) in properties.iter().enumerate() {
            let Some(name) = property.name.as_deref() else {
                continue;
            };
            let Some(before) = old.get(name) else {
                continue;
            };
            match new.get(name) {
                Some(after) => {
                    first_kept.get_or_insert(number);
                    self.value(
                        &property.value,
                        before,
                        after,
                        At::Property(property),
                        Form::Short,
                    );
                }
                None => match (first_kept, properties.get(number + 1)) {
                    // The dash of an entry stands before its first property.
                    (None, Some(next)) if !self.begins_line(property.key.start) => {
                        self.edit(property.key.start, next.key.start, String::new());
                    }
                    _ => self.remove_lines(property.key.start, property.value.end),
                },
            }
        }
        let mut behind: Option<&Named> = None;
        for (name, value) in new {
            if let Some(property) = standing.get(name.as_str()) {
                behind = Some(property);
                continue;
            }
            if old.get(name) == Some(value) {
                // It comes from a merge, and stays as it is.
                continue;
            }
            let mut lines = String::new();
            match behind {
                Some(before) => {
                    emit::property(name, value, column, Form::Short, &mut lines);
                    self.insert_line(before.value.end.max(before.colon), lines);
                }
                None => {
                    let Some(first) = properties.first() else {
                        return false;
                    };
                    emit::property(name, value, column, Form::Short, &mut lines);
                    let text = lines.get(column..).unwrap_or_default();
                    let text = format!("{text}{}", " ".repeat(column));
                    self.edit(first.key.start, first.key.start, text);
                }
            }
        }
        true
    }

    fn flow_map(
        &mut self,
        part: &Part,
        properties: &[Named],
        old: &Map<String, Value>,
        new: &Map<String, Value>,
    ) -> bool {
        let stays = |property: &Named| {
            let name = property.name.as_deref();
            name.is_none_or(|name| new.contains_key(name))
        };
        let kept: Vec<&Named> = properties.iter().filter(|one| stays(one)).collect();
        let standing: HashSet<&str> = names(properties).collect();
        let added =
            |name: &str, value: &Value| !standing.contains(name) && old.get(name) != Some(value);
        // What needs lines of its own does not go into brackets.
        let long = new
            .iter()
            .any(|(name, value)| added(name, value) && !emit::is_short(name, value));
        if kept.is_empty() || long {
            return false;
        }
        for property in &kept {
            let Some(name) = property.name.as_deref() else {
                continue;
            };
            if let (Some(before), Some(after)) = (old.get(name), new.get(name)) {
                self.value(&property.value, before, after, At::Flow, Form::Short);
            }
        }
        let places: Vec<(usize, usize, bool)> = properties
            .iter()
            .map(|one| (one.key.start, one.value.end.max(one.colon), stays(one)))
            .collect();
        self.remove_items(&places);
        let mut behind: Option<usize> = None;
        let ends: HashMap<&str, usize> = kept
            .iter()
            .filter_map(|one| Some((one.name.as_deref()?, one.value.end.max(one.colon))))
            .collect();
        for (name, value) in new {
            if let Some(end) = ends.get(name.as_str()) {
                behind = Some(*end);
            } else if added(name, value) {
                let item = format!(
                    "{}: {}",
                    scalar::text(name, Around::Flow),
                    emit::flow(value)
                );
                self.insert_item(part, behind, item);
            }
        }
        true
    }

    fn flow_list(&mut self, part: &Part, entries: &[Part], old: &[Value], new: &[Value]) -> bool {
        let Some(pairs) = Pairs::new(old, new) else {
            return false;
        };
        if pairs.is_reordered() || pairs.kept.is_empty() || !new.iter().all(emit::is_item) {
            return false;
        }
        for (before, after) in &pairs.kept {
            self.value(
                &entries[*before],
                &old[*before],
                &new[*after],
                At::Flow,
                Form::Short,
            );
        }
        let kept: HashMap<usize, usize> = pairs.kept.iter().map(|(b, a)| (*a, *b)).collect();
        let stay: HashSet<usize> = pairs.kept.iter().map(|(before, _)| *before).collect();
        let places: Vec<(usize, usize, bool)> = entries
            .iter()
            .enumerate()
            .map(|(number, entry)| (entry.start, entry.end, stay.contains(&number)))
            .collect();
        self.remove_items(&places);
        let mut behind = None;
        for (number, value) in new.iter().enumerate() {
            match kept.get(&number) {
                Some(before) => behind = Some(entries[*before].end),
                None => self.insert_item(part, behind, emit::flow(value)),
            }
        }
        true
    }

    fn block_list(
        &mut self,
        part: &Part,
        entries: &[Part],
        old: &[Value],
        new: &[Value],
        form: Form,
    ) -> bool {
        let Some(pairs) = Pairs::new(old, new) else {
            return false;
        };
        if pairs.kept.is_empty() {
            return false;
        }
        let column = part.column;
        let dashes: Option<Vec<usize>> = entries
            .iter()
            .map(|entry| self.dash(entry.start, column))
            .collect();
        let Some(dashes) = dashes else { return false };
        if pairs.is_reordered() {
            return self.reordered(entries, &dashes, old, new, &pairs, column, form);
        }
        for (before, after) in &pairs.kept {
            self.value(
                &entries[*before],
                &old[*before],
                &new[*after],
                At::Entry,
                form,
            );
        }
        // Entries that stand apart go on doing so.
        let spaced = matches!((entries.first(), dashes.get(1)), (Some(first), Some(next))
            if self.is_blank_below(first.end) && *next > first.end);
        let gap = if spaced { "\n" } else { "" };
        let stay: HashSet<usize> = pairs.kept.iter().map(|(before, _)| *before).collect();
        for (number, entry) in entries.iter().enumerate() {
            if !stay.contains(&number) {
                self.remove_entry(dashes[number], entry.end, spaced);
            }
        }
        let kept: HashMap<usize, usize> = pairs.kept.iter().map(|(b, a)| (*a, *b)).collect();
        let mut behind: Option<usize> = None;
        for (number, value) in new.iter().enumerate() {
            match (kept.get(&number), behind) {
                (Some(before), _) => behind = Some(entries[*before].end),
                (None, Some(end)) => {
                    let fresh = self.fresh(value, column, form);
                    self.insert_line(end, format!("{gap}{fresh}"));
                }
                (None, None) => {
                    let at = self.line_start(dashes[0]);
                    let fresh = self.fresh(value, column, form);
                    self.edit(at, at, format!("{fresh}{gap}"));
                }
            }
        }
        true
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

    /// The lines of an entry of a list whose dashes stand in a column.
    fn fresh(&self, value: &Value, column: usize, form: Form) -> String {
        if let Some(lines) = self.taken_along(value, column) {
            return lines;
        }
        let mut lines = String::new();
        emit::entry(value, column, form, &mut lines);
        lines
    }

    /// The lines of an org that stands elsewhere, changed and indented for a list whose
    /// dashes stand in a column.
    fn taken_along(&self, value: &Value, column: usize) -> Option<String> {
        let (part, old) = self.orgs.get(value.get("key")?.as_str()?)?;
        if old.get("name") != value.get("name") {
            // Something else of the same key.
            return None;
        }
        let dash = self.text.get(..part.start)?.rfind('-')?;
        let start = self.line_start(dash);
        let from = dash - start;
        if !self.begins_line(dash) || !self.text.get(dash + 1..part.start)?.trim().is_empty() {
            return None;
        }
        let mut inner = self.inner();
        inner.value(part, old, value, At::Entry, Form::Short);
        let lines = inner.applied_between(start, self.line_end(part.end))?;
        let lines = lines.replace("\r\n", "\n");
        let pad = " ".repeat(column);
        let lines = indented(lines.trim_end_matches('\n'), from, column);
        Some(format!("{pad}{lines}\n"))
    }

    /// The list in its new order: every entry goes with the comment lines above it.
    #[expect(
        clippy::too_many_arguments,
        reason = "the parts of one list, taken apart once"
    )]
    fn reordered(
        &mut self,
        entries: &[Part],
        dashes: &[usize],
        old: &[Value],
        new: &[Value],
        pairs: &Pairs,
        column: usize,
        form: Form,
    ) -> bool {
        // Comment lines right above the first entry are its own.
        let mut begins = self.line_start(dashes[0]);
        while let Some(above) = begins.checked_sub(1).map(|end| self.line_start(end))
            && self
                .text
                .get(above..begins)
                .is_some_and(|line| line.trim_start().starts_with('#'))
        {
            begins = above;
        }
        let first = begins;
        let mut blocks: Vec<(usize, usize)> = Vec::with_capacity(entries.len());
        for entry in entries {
            let end = self.line_end(entry.end);
            blocks.push((begins, end));
            begins = end;
        }
        let kept: HashMap<usize, usize> = pairs.kept.iter().map(|(b, a)| (*a, *b)).collect();
        let mut text = String::new();
        for (number, value) in new.iter().enumerate() {
            let Some(before) = kept.get(&number) else {
                let fresh = self.fresh(value, column, form);
                text.push_str(&fresh.replace('\n', self.newline));
                continue;
            };
            let mut inner = self.inner();
            inner.value(&entries[*before], &old[*before], value, At::Entry, form);
            let (start, end) = blocks[*before];
            let Some(block) = inner.applied_between(start, end) else {
                return false;
            };
            text.push_str(&block);
            if !block.ends_with('\n') {
                text.push_str(self.newline);
            }
        }
        self.edits.push(Edit {
            start: first,
            end: begins,
            text,
        });
        true
    }

    /// A value in the place of another.
    fn replace(&mut self, part: &Part, new: &Value, at: At<'_>, form: Form) {
        match at {
            At::Flow => {
                let text = match new {
                    Value::String(text) => self.like(part, text, Around::Flow),
                    other => emit::flow(other),
                };
                let text = match part.holds {
                    Holds::Nothing => format!(" {text}"),
                    _ => text,
                };
                self.edit(part.start, part.end, text);
            }
            At::Property(property) => self.replace_property(part, property, new, form),
            At::Entry => {
                let indent = part.column.saturating_sub(STEP);
                let mut lines = String::new();
                emit::entry(new, indent, form, &mut lines);
                let lines = lines.trim_end_matches('\n');
                let text = lines.get(indent + STEP..).unwrap_or_default();
                self.edit(part.start, part.end, text.to_owned());
            }
        }
    }

    fn replace_property(&mut self, part: &Part, property: &Named, new: &Value, form: Form) {
        let name = property.name.as_deref().unwrap_or_default();
        let column = property.key.column;
        if let Value::String(text) = new {
            let text = self.like(part, text, Around::Block);
            return self.put_behind_colon(part, property, format!(" {text}"));
        }
        let mut lines = String::new();
        match new {
            Value::Array(list) if !list.is_empty() && form == Form::Block => {
                lines.push_str(&format!("{}{name}:\n", " ".repeat(column)));
                for one in list {
                    emit::entry(one, column + STEP, form, &mut lines);
                }
            }
            other => emit::property(name, other, column, Form::Short, &mut lines),
        }
        let lines = lines.trim_end_matches('\n');
        let written = scalar::text(name, Around::Block).len();
        let text = lines.get(column + written + 1..).unwrap_or_default();
        self.put_behind_colon(part, property, text.to_owned());
    }

    /// Puts a value behind a name: in the place of the one that stands there, comments between
    /// the two kept.
    fn put_behind_colon(&mut self, part: &Part, property: &Named, text: String) {
        let between = self
            .text
            .get(property.colon..part.start)
            .unwrap_or_default();
        if between.trim().is_empty() {
            self.edit(property.colon, part.end, text);
        } else if let Some(lines) = text.strip_prefix('\n') {
            let column = part.start - self.line_start(part.start);
            let from = lines.len() - lines.trim_start_matches(' ').len();
            self.edit(part.start, part.end, indented(lines, from, column));
        } else {
            self.edit(part.start, part.end, text.trim_start().to_owned());
        }
    }

    /// A text in the quotes of the one it takes the place of, where that can be.
    fn like(&self, part: &Part, text: &str, around: Around) -> String {
        let before = self.text.get(part.start..part.end).unwrap_or_default();
        match part.holds {
            Holds::Scalar(Quotes::Single | Quotes::Double) => scalar::quoted(text),
            // A date without quotes is one of a person who writes dates so.
            Holds::Scalar(Quotes::None) if is_date(before) && is_date(text) => text.to_owned(),
            _ => scalar::text(text, around),
        }
    }

    fn remove_items(&mut self, places: &[(usize, usize, bool)]) {
        let mut kept = false;
        let mut open: Option<usize> = None;
        let mut end_before = 0;
        for (start, end, stays) in places {
            if *stays {
                // What went stood before everything that stays.
                if let (Some(from), false) = (open.take(), kept) {
                    self.edit(from, *start, String::new());
                }
                kept = true;
            } else if kept {
                self.edit(end_before, *end, String::new());
            } else {
                open.get_or_insert(*start);
            }
            end_before = *end;
        }
    }

    fn insert_item(&mut self, part: &Part, behind: Option<usize>, item: String) {
        match behind {
            Some(end) => self.edit(end, end, format!(", {item}")),
            None => {
                // Behind the bracket, which an anchor or a tag may stand before.
                let written = self.text.get(part.start..part.end).unwrap_or_default();
                let bracket = written
                    .find(['{', '['])
                    .map_or(part.start, |at| part.start + at + 1);
                self.edit(bracket, bracket, format!("{item}, "));
            }
        }
    }

    fn insert_line(&mut self, behind: usize, lines: String) {
        let at = self.line_end(behind);
        let open = at > 0
            && !self
                .text
                .get(..at)
                .is_some_and(|before| before.ends_with('\n'));
        match open {
            true => self.edit(at, at, format!("\n{}", lines.trim_end_matches('\n'))),
            false => self.edit(at, at, lines),
        }
    }

    /// Takes whole lines out; of a line that holds something else before, what is behind it.
    fn remove_lines(&mut self, start: usize, end: usize) {
        let stop = self.line_end(end);
        if self.begins_line(start) {
            self.edit(self.line_start(start), stop, String::new());
        } else {
            self.edit(start, end, String::new());
        }
    }

    /// Takes an entry out, and one of the blank lines around it.
    fn remove_entry(&mut self, dash: usize, end: usize, spaced: bool) {
        let start = self.line_start(dash);
        let above = start.checked_sub(1).map(|end| self.line_start(end));
        let is_blank = |line: Option<&str>| line.is_some_and(|line| line.trim().is_empty());
        match above {
            Some(above) if spaced && is_blank(self.text.get(above..start)) => {
                self.edit(above, self.line_end(end), String::new());
            }
            _ => self.remove_lines(dash, end),
        }
    }

    /// Whether the line below that of a byte is blank.
    fn is_blank_below(&self, at: usize) -> bool {
        let below = self.line_end(at);
        let line = self.text.get(below..self.line_end(below));
        line.is_some_and(|line| line.trim().is_empty()) && below < self.text.len()
    }

    /// Where the dash of a block list's entry stands, which begins at `start`.
    fn dash(&self, start: usize, column: usize) -> Option<usize> {
        let mut line = self.line_start(start);
        loop {
            let head = self.text.get(line..line + column + 1)?;
            let (spaces, dash) = head.split_at(column);
            if dash == "-" && spaces.bytes().all(|byte| byte == b' ') {
                return Some(line + column);
            }
            line = self.line_start(line.checked_sub(1)?);
        }
    }

    fn begins_line(&self, at: usize) -> bool {
        let before = self.text.get(self.line_start(at)..at).unwrap_or_default();
        before.bytes().all(|byte| byte == b' ')
    }

    fn line_start(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        before.rfind('\n').map_or(0, |line| line + 1)
    }

    /// Behind the line end of the line that a byte stands in.
    fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        rest.find('\n')
            .map_or(self.text.len(), |line| at + line + 1)
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

/// `2026-04-01`, alone or with a time.
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 10
        && bytes
            .iter()
            .take(10)
            .enumerate()
            .all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            })
        && bytes
            .iter()
            .skip(10)
            .all(|b| b.is_ascii_digit() || b"T:+-Z".contains(b))
}
