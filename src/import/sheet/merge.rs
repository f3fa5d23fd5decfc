//! Several rows for one object: a member with several posts.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::codes;
use super::layout::Layout;
use super::property::What;
use super::rows::{NO_COLUMN, at_cell};
use super::table::{Row, Table};
use crate::source::{Place, Problem};

/// Posts that rows may add up to: far more than the 30 the service allows, which is told of
/// each, and few enough to be looked through.
const MAX_POSTS: usize = 100;

/// An object, and where it comes from.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its key.
    pub key: String,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Its properties.
    pub object: Map<String, Value>,
    /// Row (an index into `rows`) and column of each value, by pointer.
    pub cells: HashMap<String, (usize, usize)>,
}

impl Entry {
    /// The object of one row.
    pub fn new(
        key: String,
        row: &Row,
        object: Map<String, Value>,
        cells: HashMap<String, usize>,
    ) -> Entry {
        let cells = cells.into_iter().map(|(at, column)| (at, (0, column)));
        Entry {
            key,
            rows: vec![Row {
                line: row.line,
                number: row.number,
                // What it says is in the object.
                cells: Vec::new(),
            }],
            object,
            cells: cells.collect(),
        }
    }
}

/// Objects by key, in the order of their first rows.
#[derive(Debug, Default)]
pub struct Merged {
    entries: Vec<Entry>,
    by_key: HashMap<String, usize>,
    /// The object that has an address first.
    by_email: HashMap<String, usize>,
}

impl Merged {
    /// Adds the object of a row. Of a member with a key that was there before, posts are
    /// added; whatever else differs is a problem, as is anything of another kind.
    pub fn add(
        &mut self,
        entry: Entry,
        table: &Table,
        layout: &Layout,
        problems: &mut Vec<Problem>,
    ) {
        let into = Into { table, layout };
        let Some(at) = self.by_key.get(&entry.key).copied() else {
            self.address(&entry, into, problems);
            self.by_key.insert(entry.key.clone(), self.entries.len());
            self.entries.push(entry);
            return;
        };
        let Some(base) = self.entries.get_mut(at) else {
            return;
        };
        if layout.what != What::Members {
            let problem = Problem::error(codes::KEY_TWICE).with("key", &entry.key);
            problems.push(into.both(problem, &entry, "/key", base, "/key"));
            return;
        }
        into.merge(base, entry, problems);
    }

    /// Two members with one address.
    fn address(&mut self, entry: &Entry, into: Into<'_>, problems: &mut Vec<Problem>) {
        let Some(Value::String(email)) = entry.object.get("email") else {
            return;
        };
        match self
            .by_email
            .get(email)
            .and_then(|at| self.entries.get(*at))
        {
            Some(first) => {
                let problem = Problem::error(codes::EMAIL_TWICE)
                    .with("first", &first.key)
                    .with("second", &entry.key);
                problems.push(into.both(problem, entry, "/email", first, "/email"));
            }
            None => {
                self.by_email.insert(email.clone(), self.entries.len());
            }
        }
    }

    /// All of them.
    pub fn into_entries(self) -> Vec<Entry> {
        self.entries
    }
}

/// What objects are merged by.
#[derive(Clone, Copy)]
struct Into<'a> {
    table: &'a Table,
    layout: &'a Layout,
}

impl Into<'_> {
    fn merge(self, base: &mut Entry, next: Entry, problems: &mut Vec<Problem>) {
        let row = base.rows.len();
        let Entry {
            key: _,
            rows,
            mut object,
            cells,
        } = next;
        let posts = match object.shift_remove("posts") {
            Some(Value::Array(posts)) => posts,
            _ => Vec::new(),
        };
        let next = Entry {
            key: base.key.clone(),
            rows,
            object,
            cells,
        };
        for (name, value) in &next.object {
            let pointer = format!("/{name}");
            self.property(base, &next, &pointer, value, row, problems);
        }
        for (at, post) in posts.iter().enumerate() {
            self.post(base, &next, at, post, row, problems);
        }
        base.rows.extend(next.rows);
    }

    /// A property of a later row: new, the same, or another.
    fn property(
        self,
        base: &mut Entry,
        next: &Entry,
        pointer: &str,
        value: &Value,
        row: usize,
        problems: &mut Vec<Problem>,
    ) {
        let held = locate(&mut base.object, pointer);
        match (held, value) {
            (None, _) => {}
            (Some(Value::Object(_)), Value::Object(parts)) => {
                for (name, part) in parts {
                    let pointer = format!("{pointer}/{}", escaped(name));
                    self.property(base, next, &pointer, part, row, problems);
                }
                return;
            }
            (Some(Value::Null), _) => {}
            (Some(held), value) if held == value => return,
            (Some(_), _) => {
                let problem = Problem::error(codes::ROWS_DIFFER).with("key", &base.key);
                problems.push(self.both(problem, next, pointer, base, pointer));
                return;
            }
        }
        put(&mut base.object, pointer, value.clone());
        for (at, (_, column)) in &next.cells {
            if at == pointer || at.starts_with(&format!("{pointer}/")) {
                base.cells.insert(at.clone(), (row, *column));
            }
        }
    }

    /// A post of a later row.
    fn post(
        self,
        base: &mut Entry,
        next: &Entry,
        at: usize,
        post: &Value,
        row: usize,
        problems: &mut Vec<Problem>,
    ) {
        let posts = base
            .object
            .entry("posts")
            .or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(held) = posts else { return };
        let same_org = |one: &Value| one.get("org").is_some() && one.get("org") == post.get("org");
        let from = format!("/posts/{at}");
        if let Some(found) = held.iter().position(same_org) {
            let Value::Object(parts) = post else { return };
            for (name, part) in parts {
                let (pointer, own) = (format!("/posts/{found}/{name}"), format!("{from}/{name}"));
                match locate(&mut base.object, &pointer) {
                    Some(held) if held == part => {}
                    Some(_) => {
                        let problem = Problem::error(codes::ROWS_DIFFER).with("key", &base.key);
                        problems.push(self.both(problem, next, &own, base, &pointer));
                    }
                    None => {
                        put(&mut base.object, &pointer, part.clone());
                        if let Some((_, column)) = next.cells.get(&own) {
                            base.cells.insert(pointer, (row, *column));
                        }
                    }
                }
            }
            return;
        }
        if held.len() >= MAX_POSTS {
            if held.len() == MAX_POSTS && base.rows.len() <= MAX_POSTS {
                let problem = Problem::error(codes::TOO_MANY_ROWS)
                    .with("key", &base.key)
                    .with("max", MAX_POSTS);
                problems.push(self.both(problem, next, &from, base, "/key"));
            }
            return;
        }
        let to = format!("/posts/{}", held.len());
        held.push(post.clone());
        for (own, (_, column)) in &next.cells {
            if let Some(rest) = own.strip_prefix(&from).filter(|rest| rest.starts_with('/')) {
                base.cells.insert(format!("{to}{rest}"), (row, *column));
            }
        }
    }

    /// A problem of a later row, with the place of the earlier one.
    fn both(
        self,
        problem: Problem,
        later: &Entry,
        at: &str,
        earlier: &Entry,
        before: &str,
    ) -> Problem {
        let (table, layout) = (self.table, self.layout);
        let kind = layout.what.kind();
        let problem = problem.at(Place {
            object: Some(format!("{kind}/{}", later.key)),
            ..Place::default()
        });
        let problem = match cell(later, at) {
            Some((row, column)) => at_cell(table, layout, problem, row, column),
            None => problem,
        };
        match cell(earlier, before) {
            Some((row, column)) => problem.label("firstDeclared", table.named_place(row, column)),
            None => problem,
        }
    }
}

/// The cell that a value comes from; the first of the row where it has none of its own.
fn cell<'a>(entry: &'a Entry, pointer: &str) -> Option<(&'a Row, usize)> {
    let under = format!("{pointer}/");
    let found = entry.cells.get(pointer).or_else(|| {
        // The first of them, whatever order they are held in.
        let below = entry.cells.iter().filter(|(at, _)| at.starts_with(&under));
        below.map(|(_, cell)| cell).min()
    });
    let (row, column) = found.copied().unwrap_or((0, 0));
    let column = if column == NO_COLUMN { 0 } else { column };
    Some((entry.rows.get(row)?, column))
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn locate<'a>(object: &'a mut Map<String, Value>, pointer: &str) -> Option<&'a mut Value> {
    let (first, rest) = pointer[1..].split_once('/').unwrap_or((&pointer[1..], ""));
    let value = object.get_mut(first)?;
    match rest.is_empty() {
        true => Some(value),
        false => value.pointer_mut(&pointer[1 + first.len()..]),
    }
}

/// Sets a property whose parent is there already.
fn put(object: &mut Map<String, Value>, pointer: &str, value: Value) {
    match pointer.rsplit_once('/') {
        Some(("", name)) => {
            object.insert(name.to_owned(), value);
        }
        Some((parent, name)) => {
            if let Some(Value::Object(parent)) = locate(object, parent) {
                let name = name.replace("~1", "/").replace("~0", "~");
                parent.insert(name, value);
            }
        }
        None => {}
    }
}
