//! Which row holds the headers, and which column is which property: by a mapping file (by
//! headers that are known: `headers`).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_yaml::Location;

use super::date::Order;
use super::headers::by_header;
use super::mapping::{self, DateOrder, Entry, KeyFrom, Mapping, Missing, NameOrder, WhenEmpty};
use super::path::{self, Path, Step};
use super::property::{Form, Property, What};
use super::table::{Origin, Row, Table, column_by_letters, column_name};
use super::{codes, fold, value};
use crate::source::{Place, Problem};

/// Rows that are looked at for the headers.
const HEADER_WITHIN: usize = 20;

/// How the cells of a column are read.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// What a cell says, and what is meant.
    pub values: HashMap<String, String>,
    /// Whether the first name comes first.
    pub reversed: bool,
    /// What stands between the names of a path of orgs; empty: the cell is a key or a name.
    pub separators: Vec<String>,
    /// The order of dates whose year comes last.
    pub dates: Order,
    /// What follows the `@` where the cell holds only what is before it.
    pub mail_domain: Option<String>,
    /// Whether what is not declared is a problem.
    pub refuse_missing: bool,
    /// Whether an empty cell clears the property.
    pub clears: bool,
    /// Whether references are keys and nothing else: the header is the property's own path,
    /// as `meibo export` writes it.
    pub keys_only: bool,
}

/// A column that is read.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its position, from 0.
    pub index: usize,
    /// Its header as it stands.
    pub header: String,
    /// What it fills.
    pub path: Path,
    /// What that is.
    pub property: &'static Property,
    /// How.
    pub manner: Manner,
}

/// An org whose levels stand in columns of their own.
#[derive(Clone, Debug)]
pub struct Levels {
    /// The column of the topmost level; what it fills, all of them fill together.
    pub top: Column,
    /// The columns of the levels below, from the top down.
    pub below: Vec<Column>,
}

impl Levels {
    /// All columns, from the top down.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        std::iter::once(&self.top).chain(&self.below)
    }
}

/// A value for every row.
#[derive(Clone, Debug)]
pub struct Constant {
    /// What it fills.
    pub path: Path,
    /// What that is.
    pub property: &'static Property,
    /// As a cell would hold it.
    pub text: String,
    /// Where the mapping file says so.
    pub place: Place,
}

/// How a sheet is laid out.
#[derive(Clone, Debug)]
pub struct Layout {
    /// What its rows are.
    pub what: What,
    /// The row of the headers, as an index into the rows of the table.
    pub header: usize,
    /// The columns that are read, each for itself.
    pub columns: Vec<Column>,
    /// Those that are read together.
    pub levels: Vec<Levels>,
    /// What every row has besides.
    pub constants: Vec<Constant>,
    /// What becomes the key where no column is it.
    pub key: KeyFrom,
    /// The offset of moments without one.
    pub offset: String,
    /// The headers that are not read, with their positions; an empty one where cells stand
    /// below no header.
    pub unread: Vec<(usize, String)>,
    /// The columns that are left out on purpose.
    pub left_out: BTreeSet<usize>,
    /// How many columns there are up to the last header.
    pub width: usize,
}

impl Layout {
    /// What the rows are.
    pub fn what(&self) -> What {
        self.what
    }

    /// Whether a column is read, or left out on purpose.
    pub fn names(&self, index: usize) -> bool {
        let levels = self.levels.iter().flat_map(Levels::columns);
        let mut read = self.columns.iter().chain(levels);
        self.left_out.contains(&index) || read.any(|column| column.index == index)
    }

    /// The same layout, with what its other parts and the sheet tell: its width, and the
    /// columns that are not read.
    ///
    /// # Errors
    /// Two columns for one property; a further post where no column fills the first.
    pub(super) fn completed(mut self, table: &Table) -> Result<Layout, Vec<Problem>> {
        let Some(row) = table.rows.get(self.header) else {
            return Err(vec![no_header(table)]);
        };
        let mut problems = same_property(table, row, &self);
        problems.extend(no_first_post(table, row, &self));
        if !problems.is_empty() {
            return Err(problems);
        }
        self.width = (row.cells.iter())
            .rposition(|cell| !cell.is_empty())
            .map_or(0, |last| last + 1);
        let below = table.rows.get(self.header + 1..).unwrap_or_default();
        let unread = (0..self.width).filter(|index| {
            let is_headed = !row.cell(*index).is_empty();
            !self.names(*index)
                && (is_headed || below.iter().any(|row| !row.cell(*index).is_empty()))
        });
        self.unread = unread
            .map(|index| (index, row.cell(index).text()))
            .collect();
        Ok(self)
    }
}

/// The layout that a mapping file (called `file` in problems) gives a sheet.
///
/// # Errors
/// Everything wrong with it: properties that do not exist, columns that are missing or stand
/// twice, two columns for one property, words that mean nothing there.
pub fn by_mapping(table: &Table, mapping: &Mapping, file: &str) -> Result<Layout, Vec<Problem>> {
    let Mapping {
        what,
        sheet: _,
        header_row,
        key,
        mail_domain,
        offset,
        columns,
        constants,
    } = mapping;
    let what = match what.unwrap_or_default() {
        mapping::ListOf::Members => What::Members,
        mapping::ListOf::Orgs => What::Orgs,
        mapping::ListOf::Groups => What::Groups,
    };
    if columns.0.is_empty() {
        return Err(vec![Problem::error(codes::NO_COLUMNS).at(Place {
            file: Some(file.to_owned()),
            ..Place::default()
        })]);
    }
    let header = header_row_of(table, *header_row, columns, what)?;
    let row = &table.rows[header];
    let in_mapping = |location: Location| place_in(file, location);
    let mut problems = Vec::new();
    let mut read = Vec::new();
    let mut leveled: BTreeMap<Path, BTreeMap<u32, Column>> = BTreeMap::new();
    let mut left_out = BTreeSet::new();
    let found = Found::new(table, header, columns);
    for (name, entry) in &columns.0 {
        let place = in_mapping(entry.referenced);
        let at = found.columns(name);
        let Entry::Fills(column) = &entry.value else {
            // Every column of the name.
            match at {
                [] if !found.is_header(name) => problems.push(found.missing(name).at(place)),
                at => left_out.extend(at),
            }
            continue;
        };
        let index = match at {
            [] => {
                problems.push(found.missing(name).at(place));
                continue;
            }
            [one] => *one,
            several => {
                problems.push(twice(table, row, name, several));
                continue;
            }
        };
        let Some((path, property)) = Path::known(&column.to, what) else {
            problems.push(unknown_property(&column.to, what).at(place));
            continue;
        };
        let manner = manner(column, mail_domain.as_deref());
        for means in column.values.values() {
            // What it means is known here already; where a cell says it, it would be told there.
            if let Err(problem) = value::means(&means.value.0, property.form, &manner) {
                problems.push(problem.at(in_mapping(means.referenced)));
            }
        }
        let one = Column {
            index,
            header: row.cell(index).text(),
            path,
            property,
            manner,
        };
        match column.depth {
            None => read.push(one),
            Some(depth) => {
                let levels = leveled.entry(one.path.clone()).or_default();
                if property.form != Form::Org || levels.contains_key(&depth) {
                    let problem = Problem::error(codes::WRONG_DEPTH).with("property", &one.path);
                    problems.push(problem.at(place));
                }
                levels.insert(depth, one);
            }
        }
    }
    let mut fixed = Vec::new();
    for (to, text) in constants {
        let place = in_mapping(text.referenced);
        match Path::known(to, what) {
            Some((path, property)) => fixed.push(Constant {
                path,
                property,
                text: text.value.0.clone(),
                place,
            }),
            None => problems.push(unknown_property(to, what).at(place)),
        }
    }
    let levels = leveled.into_values().filter_map(|levels| {
        let mut levels = levels.into_values();
        let top = levels.next()?;
        Some(Levels {
            top,
            below: levels.collect(),
        })
    });
    let layout = Layout {
        what,
        header,
        columns: read,
        levels: levels.collect(),
        constants: fixed,
        key: *key,
        offset: offset.0.clone(),
        unread: Vec::new(),
        left_out,
        width: 0,
    };
    match (layout.completed(table), problems.is_empty()) {
        (layout, true) => layout,
        (Ok(_), false) => Err(problems),
        (Err(more), false) => {
            problems.extend(more);
            Err(problems)
        }
    }
}

/// The row of the headers: the one that the mapping says; else the one with most of the
/// headers it names; where it names letters alone, with most that are known.
fn header_row_of(
    table: &Table,
    header_row: Option<u32>,
    columns: &mapping::Columns,
    what: What,
) -> Result<usize, Vec<Problem>> {
    if let Some(number) = header_row {
        let found = table.rows.iter().position(|row| row.number == number);
        return found.ok_or_else(|| {
            let problem = Problem::error(codes::NO_HEADER_ROW).with("row", number);
            vec![problem.at(Place {
                file: Some(table.file.clone()),
                ..Place::default()
            })]
        });
    }
    let names = columns.0.keys();
    let wanted: BTreeSet<String> = names
        .filter(|name| column_by_letters(name).is_none())
        .map(|name| fold::header(name))
        .collect();
    let found = match wanted.is_empty() {
        true => best_row(table, |text| by_header(text, what).is_some()),
        false => best_row(table, |text| wanted.contains(&fold::header(text))),
    };
    found.ok_or_else(|| vec![no_header(table)])
}

/// The columns of a sheet by what a mapping calls them.
struct Found<'a> {
    row: &'a Row,
    /// By header, those that the mapping names by letter left out.
    by_header: HashMap<String, Vec<usize>>,
    /// By letter: all columns with a cell.
    by_letter: Vec<usize>,
}

impl<'a> Found<'a> {
    fn new(table: &'a Table, header: usize, columns: &mapping::Columns) -> Found<'a> {
        let row = &table.rows[header];
        let named: BTreeSet<usize> = columns
            .0
            .keys()
            .filter_map(|name| column_by_letters(name))
            .collect();
        let mut by_header: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, cell) in row.cells.iter().enumerate() {
            if !cell.is_empty() {
                let of = by_header.entry(fold::header(&cell.text())).or_default();
                of.extend((!named.contains(&index)).then_some(index));
            }
        }
        let rows = table.rows.get(header..).unwrap_or_default();
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        Found {
            row,
            by_header,
            by_letter: (0..width).collect(),
        }
    }

    /// The columns that go by a name of the mapping.
    fn columns(&self, name: &str) -> &[usize] {
        match column_by_letters(name) {
            Some(index) => self.by_letter.get(index..=index),
            None => self.by_header.get(&fold::header(name)).map(Vec::as_slice),
        }
        .unwrap_or_default()
    }

    fn is_header(&self, name: &str) -> bool {
        self.by_header.contains_key(&fold::header(name))
    }

    fn missing(&self, name: &str) -> Problem {
        let problem = Problem::error(codes::COLUMN_MISSING).with("column", name);
        match nearest_header(name, self.row).filter(|_| column_by_letters(name).is_none()) {
            Some(near) => problem.with("nearest", near),
            None => problem,
        }
    }
}

fn manner(column: &mapping::Column, mail_domain: Option<&str>) -> Manner {
    let mapping::Column {
        to: _,
        values,
        order,
        separator,
        depth: _,
        dates,
        mail_domain: own_domain,
        missing,
        empty,
    } = column;
    let values = values
        .iter()
        .map(|(says, means)| (fold::trimmed(says).to_owned(), means.value.0.clone()))
        .collect();
    let separators = separator.0.iter().filter(|one| !one.is_empty());
    Manner {
        values,
        reversed: *order == NameOrder::FirstLast,
        separators: separators.cloned().collect(),
        dates: match dates {
            DateOrder::YearFirst => Order::Year,
            DateOrder::MonthFirst => Order::Month,
            DateOrder::DayFirst => Order::Day,
        },
        mail_domain: own_domain
            .clone()
            .or_else(|| mail_domain.map(str::to_owned)),
        refuse_missing: *missing == Missing::Refuse,
        clears: *empty == WhenEmpty::Clear,
        keys_only: false,
    }
}

/// The row, of the first few, with most cells that are headers; `None` where none has any.
pub(super) fn best_row(table: &Table, is_header: impl Fn(&str) -> bool) -> Option<usize> {
    let count = |row: &Row| {
        let cells = row.cells.iter().filter(|cell| !cell.is_empty());
        cells.filter(|cell| is_header(&cell.text())).count()
    };
    let rows = table.rows.iter().take(HEADER_WITHIN).map(count).enumerate();
    // The first of equals.
    rows.rev()
        .max_by_key(|(_, count)| *count)
        .filter(|(_, count)| *count > 0)
        .map(|(at, _)| at)
}

pub(super) fn no_header(table: &Table) -> Problem {
    let first = table.rows.first().map(|row| {
        let texts = row.cells.iter().filter(|cell| !cell.is_empty());
        texts
            .map(|cell| cell.text())
            .take(8)
            .collect::<Vec<_>>()
            .join(", ")
    });
    let problem = match &table.origin {
        // A workbook may begin with a sheet that explains the others.
        Origin::Xlsx { sheet, others } if !others.is_empty() => {
            Problem::error(codes::NO_HEADER_IN_SHEET)
                .with("sheet", sheet)
                .with("sheets", others.join(", "))
        }
        Origin::Xlsx { .. } | Origin::Csv { .. } => Problem::error(codes::NO_HEADER),
    };
    let problem = problem.with("found", first.unwrap_or_default());
    problem.at(Place {
        file: Some(table.file.clone()),
        at: table.rows.first().map(|row| (row.line, 1)),
        ..Place::default()
    })
}

/// A header that stands over several columns, where one is wanted.
fn twice(table: &Table, row: &Row, name: &str, columns: &[usize]) -> Problem {
    let letters: Vec<String> = columns
        .iter()
        .map(|index| format!("${}", column_name(*index)))
        .collect();
    let first = columns.first().copied().unwrap_or(0);
    let second = columns.get(1).copied().unwrap_or(first);
    let problem = Problem::error(codes::COLUMN_TWICE)
        .with("column", name)
        .with("letters", letters.join(", "));
    table
        .about(problem, row, second)
        .label("firstDeclared", table.named_place(row, first))
}

/// Two columns that fill the same property, those that fill it together counted as one.
fn same_property(table: &Table, row: &Row, layout: &Layout) -> Vec<Problem> {
    let mut seen: BTreeMap<Path, &Column> = BTreeMap::new();
    let mut problems = Vec::new();
    let named = |column: &Column| {
        let header = fold::trimmed(&column.header).to_owned();
        match column_name(column.index) {
            letters if header.is_empty() => letters,
            letters => format!("{header} ({letters})"),
        }
    };
    let levels = layout.levels.iter().map(|levels| &levels.top);
    for column in layout.columns.iter().chain(levels) {
        for filled in path::filled(&column.path, column.property.form, false) {
            if let Some(first) = seen.get(&filled) {
                let problem = Problem::error(codes::PROPERTY_TWICE)
                    .with("property", &filled)
                    .with("first", named(first))
                    .with("column", named(column));
                problems.push(
                    table
                        .about(problem, row, column.index)
                        .label("firstDeclared", table.named_place(row, first.index)),
                );
                break;
            }
            seen.insert(filled, column);
        }
    }
    problems
}

/// A column of a further post, where none fills the org of the first: the list of posts would
/// be the further ones alone, and the first of them the primary one.
fn no_first_post(table: &Table, row: &Row, layout: &Layout) -> Option<Problem> {
    let post = |column: &Column| match column.path.0.as_slice() {
        [Step::Name(list), Step::At(number), ..] if list == "posts" => Some(*number),
        _ => None,
    };
    let levels = layout.levels.iter().map(|levels| &levels.top);
    let columns = layout.columns.iter().chain(levels);
    let first = columns
        .clone()
        .any(|column| column.property.form == Form::Org && post(column) == Some(0));
    let mut columns = columns.filter(|column| post(column).is_some_and(|number| number > 0));
    let further = columns.next().filter(|_| !first)?;
    let problem = Problem::error(codes::NO_FIRST_POST)
        .with("column", fold::trimmed(&further.header))
        .with("property", &further.path);
    Some(table.about(problem, row, further.index))
}

fn unknown_property(name: &str, what: What) -> Problem {
    let problem = Problem::error(codes::NO_PROPERTY)
        .with("name", name)
        .with("section", what.section());
    match path::nearest(name, what) {
        Some(near) => problem.with("nearest", near),
        None => problem,
    }
}

fn nearest_header(name: &str, row: &Row) -> Option<String> {
    let wanted = fold::header(name);
    let near = |text: &String| strsim::normalized_damerau_levenshtein(&wanted, &fold::header(text));
    row.cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .map(super::table::Cell::text)
        .map(|text| (near(&text), text))
        .filter(|(near, _)| *near >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, text)| text)
}

/// A place in a mapping file.
fn place_in(file: &str, location: Location) -> Place {
    let at = match (
        u32::try_from(location.line()),
        u32::try_from(location.column()),
    ) {
        (Ok(line), Ok(column)) if line > 0 => Some((line, column.max(1))),
        _ => None,
    };
    Place {
        file: Some(file.to_owned()),
        at,
        ..Place::default()
    }
}
