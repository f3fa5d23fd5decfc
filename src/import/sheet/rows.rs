//! The rows of a sheet to the objects they declare.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use super::known::Known;
use super::layout::{Column, Layout, Manner};
use super::merge::{Entry, Merged};
use super::path::{self, Path, Step};
use super::property::{Form, What};
use super::proposed::{self, Created, Names};
use super::table::{Cell, Row, Table, cell_name, column_name};
use super::value::{Read, Reader};
use super::{codes, fold, identity, origins};
use crate::directory::Kind;
use crate::source::{self, Place, Problem, Severity};

/// What a sheet comes to.
#[derive(Debug)]
pub struct Outcome {
    /// What it declares, in the configuration's own words: orgs and ranks that it names and
    /// nothing declares yet included.
    pub sections: Map<String, Value>,
    /// Everything wrong with it, and worth knowing.
    pub problems: Vec<Problem>,
    /// Its objects one by one, as they would be declared, for showing.
    pub objects: Vec<Object>,
    /// How many rows were read.
    pub rows: usize,
    /// The cells that its objects come from.
    pub(super) origins: Vec<Entry>,
    /// The cells that orgs and ranks come from that a list names and nothing declares, by kind
    /// and key.
    pub(super) named: HashMap<(Kind, String), (Row, usize)>,
}

impl Outcome {
    /// Whether an error stands among the problems.
    pub fn has_errors(&self) -> bool {
        let mut problems = self.problems.iter();
        problems.any(|problem| problem.severity == Severity::Error)
    }
}

/// An object of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// The numbers of its rows, as a spreadsheet shows them.
    pub rows: Vec<u32>,
    /// It as it would be declared.
    pub value: Map<String, Value>,
}

/// Reads the rows below the header. `known`: what the configuration declares already.
pub fn read(table: &Table, layout: &Layout, known: Known) -> Outcome {
    let rows = table.rows.get(layout.header + 1..).unwrap_or_default();
    let mut sheet = Sheet {
        table,
        layout,
        names: Names::new(known),
        failed: HashSet::new(),
        named: HashMap::new(),
        problems: Vec::new(),
    };
    if rows.is_empty()
        && let Some(header) = table.rows.get(layout.header)
    {
        let problem = Problem::error(codes::NO_ROWS);
        sheet.problems.push(problem.at(table.place(header, 0)));
    }
    sheet.unread();
    sheet.leading_zeros();
    let mut merged = Merged::default();
    for row in rows {
        if let Some(entry) = sheet.entry(row) {
            merged.add(entry, table, layout, &mut sheet.problems);
        }
    }
    sheet.outcome(merged.into_entries(), rows.len())
}

/// A place of a cell with its column as a label.
pub(super) fn at_cell(
    table: &Table,
    layout: &Layout,
    problem: Problem,
    row: &Row,
    column: usize,
) -> Problem {
    let header = table.rows.get(layout.header);
    let header = header.map_or_else(String::new, |row| row.cell(column).text());
    let header = fold::trimmed(&header);
    let place = Place {
        object: problem.place.object.clone(),
        ..table.place(row, column)
    };
    problem.at(place).label(
        "column",
        Place {
            object: Some(
                format!("{header} ({})", cell_name(row.number, column))
                    .trim()
                    .to_owned(),
            ),
            ..Place::default()
        },
    )
}

struct Sheet<'a> {
    table: &'a Table,
    layout: &'a Layout,
    names: Names,
    /// The constants that were told to be wrong.
    failed: HashSet<usize>,
    /// The cells that what is going to be declared besides comes from.
    named: HashMap<(Kind, String), (Row, usize)>,
    problems: Vec<Problem>,
}

impl Sheet<'_> {
    /// Columns that nothing is read of.
    fn unread(&mut self) {
        let Some((first, _)) = self.layout.unread.first() else {
            return;
        };
        let names: Vec<String> = self
            .layout
            .unread
            .iter()
            .take(50)
            .map(|(index, header)| {
                let name = format!("{} ({})", fold::trimmed(header), column_name(*index));
                name.trim_start().to_owned()
            })
            .collect();
        if let Some(row) = self.table.rows.get(self.layout.header) {
            let problem = Problem::warning(codes::UNREAD_COLUMNS).with("columns", names.join(", "));
            self.problems
                .push(problem.at(self.table.place(row, *first)));
        }
    }

    /// Keys and numbers of digits alone, of different lengths: a spreadsheet program may have
    /// taken zeros away from the front of some.
    fn leading_zeros(&mut self) {
        let rows = self
            .table
            .rows
            .get(self.layout.header + 1..)
            .unwrap_or_default();
        for column in &self.layout.columns {
            if column.property.form != Form::Code {
                continue;
            }
            let mut lengths: BTreeMap<usize, &Row> = BTreeMap::new();
            let mut digits = true;
            for row in rows {
                let cell = row.cell(column.index);
                if cell.is_empty() {
                    continue;
                }
                let text = fold::half_width(&cell.text());
                digits &= text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
                lengths.entry(text.len()).or_insert(row);
            }
            if digits
                && let (Some((short, row)), Some((long, _))) =
                    (lengths.first_key_value(), lengths.last_key_value())
                && short < long
            {
                let problem = Problem::warning(codes::LEADING_ZEROS)
                    .with("short", short)
                    .with("long", long);
                let problem = at_cell(self.table, self.layout, problem, row, column.index);
                self.problems.push(problem);
            }
        }
    }

    /// The object of a row; `None` where something is wrong with it, which is told.
    fn entry(&mut self, row: &Row) -> Option<Entry> {
        let mut values: Vec<(Path, Value, usize)> = Vec::new();
        let mut is_sound = !self.beyond(row);
        for column in &self.layout.columns {
            let before = self.names.created();
            let read = self.cell(row.cell(column.index), column.property.form, &column.manner);
            let (read, notes) = match read {
                Ok(read) => read,
                Err(problem) => {
                    is_sound = false;
                    let problem = at_cell(self.table, self.layout, problem, row, column.index);
                    self.problems.push(problem);
                    continue;
                }
            };
            self.names_since(before, row, column.index);
            for note in notes {
                let note = at_cell(self.table, self.layout, note, row, column.index);
                self.problems.push(note);
            }
            fill(column, read, &mut values);
        }
        for levels in &self.layout.levels {
            let cells: Vec<(&Cell, &Manner)> = levels
                .columns()
                .map(|column| (row.cell(column.index), &column.manner))
                .collect();
            // Of several cells, the lowest that says something.
            let filled = cells.iter().rposition(|(cell, _)| !cell.is_empty());
            let last = levels.columns().nth(filled.unwrap_or(0));
            let last = last.unwrap_or(&levels.top);
            let before = self.names.created();
            match self.reader().levels(&cells) {
                Ok(read) => {
                    self.names_since(before, row, last.index);
                    fill(last, read, &mut values);
                }
                Err(problem) => {
                    is_sound = false;
                    let problem = at_cell(self.table, self.layout, problem, row, last.index);
                    self.problems.push(problem);
                }
            }
        }
        self.constants(&mut values);
        let (object, cells) = set(values);
        let key = match self.key(&object) {
            Ok(key) => key,
            Err(mut problem) => {
                // Of a row of which a cell is wrong it cannot be told who it is.
                if is_sound {
                    let pointer = problem.place.pointer.take().unwrap_or_default();
                    let column = cells.get(&pointer).copied();
                    let column = column.filter(|column| *column != NO_COLUMN).unwrap_or(0);
                    let problem = at_cell(self.table, self.layout, problem, row, column);
                    self.problems.push(problem);
                }
                return None;
            }
        };
        let Some(key) = key else {
            // A row of which a cell is wrong may have lost its key by that.
            if is_sound {
                let problem =
                    Problem::error(codes::NO_KEY).with("section", self.layout.what.section());
                let column = origins::key_column(self.layout);
                let problem = at_cell(self.table, self.layout, problem, row, column);
                self.problems.push(problem);
            }
            return None;
        };
        Some(Entry::new(key, row, object, cells))
    }

    /// Remembers the cell that names what was not declared before.
    fn names_since(&mut self, before: Created, row: &Row, column: usize) {
        for (kind, key) in self.names.created_since(before) {
            // What its cells say is told already.
            let row = Row {
                cells: Vec::new(),
                ..*row
            };
            self.named.insert((kind, key.to_owned()), (row, column));
        }
    }

    /// Cells right of the last header, in a column that nothing names: told, as a separator too
    /// many has moved what stands before them. Whether there are any.
    fn beyond(&mut self, row: &Row) -> bool {
        let (layout, cells) = (self.layout, row.cells.iter().enumerate());
        let mut beyond = cells.skip(layout.width);
        let found = beyond.find(|(index, cell)| !cell.is_empty() && !layout.names(*index));
        if let Some((index, _)) = found {
            let problem = Problem::error(codes::BEYOND_HEADERS)
                .with("cell", cell_name(row.number, index))
                .with("letters", format!("${}", column_name(index)));
            let problem = at_cell(self.table, layout, problem, row, index);
            self.problems.push(problem);
        }
        found.is_some()
    }

    fn reader(&mut self) -> Reader<'_> {
        Reader {
            names: &mut self.names,
            is_1904: self.table.is_1904,
            offset: &self.layout.offset,
        }
    }

    fn cell(
        &mut self,
        cell: &Cell,
        form: Form,
        manner: &Manner,
    ) -> Result<(Read, Vec<Problem>), Problem> {
        let mut notes = Vec::new();
        let read = self.reader().read(cell, form, manner, &mut notes)?;
        Ok((read, notes))
    }

    /// What every row has, where no cell says something else. Of a list (a post) only where
    /// a cell of the row fills something of the same entry.
    fn constants(&mut self, values: &mut Vec<(Path, Value, usize)>) {
        for (at, constant) in self.layout.constants.iter().enumerate() {
            let in_use = constant.path.lists().all(|(list, at)| {
                let mut filled = values.iter();
                filled.any(|(path, ..)| path.lists().any(|found| found == (list.clone(), at)))
            });
            if !in_use || values.iter().any(|(path, ..)| *path == constant.path) {
                continue;
            }
            let cell = Cell::Text(constant.text.clone());
            match self.cell(&cell, constant.property.form, &Manner::default()) {
                Ok((Read::One(value), _)) => {
                    values.push((constant.path.clone(), value, NO_COLUMN));
                }
                Ok((Read::Two(first, rest), _)) => {
                    let paths = path::filled(&constant.path, constant.property.form, false);
                    let parts = [Some(first), rest];
                    for (path, part) in paths.into_iter().zip(parts) {
                        values.extend(part.map(|part| (path, part.into(), NO_COLUMN)));
                    }
                }
                Ok((Read::Nothing, _)) => {}
                // Once is enough, at whichever row that uses it.
                Err(problem) => {
                    if self.failed.insert(at) {
                        self.problems.push(problem.at(constant.place.clone()));
                    }
                }
            }
        }
    }

    /// The key of an object; `None` where it has none, and nothing to make one of.
    fn key(&self, object: &Map<String, Value>) -> Result<Option<String>, Problem> {
        if self.layout.what == What::Members {
            return identity::key(object, self.layout.key, &self.names.known().members);
        }
        let key = object.get("key").and_then(Value::as_str);
        Ok(key.filter(|key| !key.is_empty()).map(str::to_owned))
    }

    fn outcome(mut self, entries: Vec<Entry>, rows: usize) -> Outcome {
        let kind = self.layout.what.kind();
        if self.layout.what == What::Members {
            for (at, problem) in identity::of_others(&entries, &self.names.known().members) {
                if let Some(entry) = entries.get(at) {
                    let problem = self.placed(problem, entry);
                    self.problems.push(problem);
                }
            }
        }
        let mut objects = Vec::with_capacity(entries.len());
        let mut origins = Vec::with_capacity(entries.len());
        for mut entry in entries {
            let object = ordered(&entry, self.layout.what);
            let value = Value::Object(object);
            for problem in source::entry_problems(kind, &value) {
                let problem = self.placed(problem, &entry);
                self.problems.push(problem);
            }
            let Value::Object(object) = value else {
                continue;
            };
            objects.push(Object {
                rows: entry.rows.iter().map(|row| row.number).collect(),
                value: object,
            });
            // What it says is in the object.
            entry.object = Map::new();
            origins.push(entry);
        }
        let mut sections = self.names.sections();
        let own: Vec<Map<String, Value>> = objects.iter().map(|one| one.value.clone()).collect();
        let own = match self.layout.what {
            What::Orgs => proposed::nested(own),
            What::Members | What::Groups => own.into_iter().map(Value::Object).collect(),
        };
        sections.insert(self.layout.what.section().to_owned(), own.into());
        Outcome {
            sections,
            problems: self.problems,
            objects,
            rows,
            origins,
            named: self.named,
        }
    }

    /// A problem of an object, at the cell that the value comes from.
    fn placed(&self, mut problem: Problem, entry: &Entry) -> Problem {
        let pointer = problem.place.pointer.take().unwrap_or_default();
        origins::placed(self.table, self.layout, problem, entry, &pointer)
    }
}

/// Stands for the column of a value that no cell gave.
pub(super) const NO_COLUMN: usize = usize::MAX;

/// Puts what a cell says where it belongs.
fn fill(column: &Column, read: Read, values: &mut Vec<(Path, Value, usize)>) {
    let paths = path::filled(&column.path, column.property.form, column.manner.reversed);
    match read {
        Read::Nothing => {}
        Read::One(value) => {
            for path in paths {
                values.push((path, value.clone(), column.index));
            }
        }
        Read::Two(first, rest) => {
            for (path, part) in paths.into_iter().zip([Some(first), rest]) {
                values.extend(part.map(|part| (path, part.into(), column.index)));
            }
        }
    }
}

/// The object of a row, and the column of each of its values by pointer. Lists have no gaps:
/// where the first post of a row is empty, its second is the first.
fn set(values: Vec<(Path, Value, usize)>) -> (Map<String, Value>, HashMap<String, usize>) {
    let mut used: BTreeMap<Path, BTreeSet<usize>> = BTreeMap::new();
    for (path, ..) in &values {
        for (list, at) in path.lists() {
            used.entry(list).or_default().insert(at);
        }
    }
    let mut object = Map::new();
    let mut cells = HashMap::new();
    for (path, value, column) in values {
        let path = path.renumbered(|list, at| {
            used.get(list)
                .map_or(at, |numbers| numbers.range(..at).count())
        });
        cells.insert(path.pointer(), column);
        path.set(&mut object, value);
    }
    (object, cells)
}

/// An object with its properties in the order they are documented in, its key first.
fn ordered(entry: &Entry, what: What) -> Map<String, Value> {
    let mut ordered = Map::new();
    ordered.insert("key".to_owned(), entry.key.clone().into());
    for property in what.properties() {
        let Some(Path(steps)) = Path::parse(&property.path.replace("[]", "")) else {
            continue;
        };
        if let Some(Step::Name(name)) = steps.into_iter().next()
            && !ordered.contains_key(&name)
            && let Some(value) = entry.object.get(&name)
        {
            ordered.insert(name, value.clone());
        }
    }
    ordered
}
