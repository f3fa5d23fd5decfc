//! Which row holds the headers, and which column is which property: by a mapping file, or
//! by the headers of lists that are known.

use std::collections::{BTreeMap, HashMap};

use serde_yaml::Location;

use super::date::Order;
use super::mapping::{self, DateOrder, Entry, KeyFrom, Mapping, Missing, NameOrder, WhenEmpty};
use super::path::{self, Path, Step};
use super::property::{Form, Property, What};
use super::table::{Row, Table, cell_name};
use super::{codes, fold};
use crate::source::{Place, Problem};

/// Rows that are looked at for the headers.
const HEADER_WITHIN: usize = 20;

/// What stands between the names of a path of orgs, where nobody says.
const SEPARATORS: [&str; 4] = ["＞", ">", "／", "/"];

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
    /// The columns that are read.
    pub columns: Vec<Column>,
    /// What every row has besides.
    pub constants: Vec<Constant>,
    /// What becomes the key where no column is it.
    pub key: KeyFrom,
    /// The offset of moments without one.
    pub offset: String,
    /// The headers that are not read, with their positions.
    pub unread: Vec<(usize, String)>,
}

impl Layout {
    /// What the rows are.
    pub fn what(&self) -> What {
        self.what
    }
}

/// The layout that a mapping file (called `file` in problems) gives a sheet.
///
/// # Errors
/// Everything wrong with it: properties that do not exist, columns that are missing or stand
/// twice, two columns for one property.
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
    let wanted: HashMap<String, &String> = columns
        .0
        .keys()
        .map(|header| (fold::header(header), header))
        .collect();
    let header = match header_row {
        Some(number) => table.rows.iter().position(|row| row.number == *number),
        None => best_row(table, |text| wanted.contains_key(&fold::header(text))),
    };
    let Some(header) = header else {
        return Err(vec![no_header(table)]);
    };
    let row = &table.rows[header];
    let mut problems = Vec::new();
    let mut found: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, cell) in row
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty())
    {
        found
            .entry(fold::header(&cell.text()))
            .or_default()
            .push(index);
    }
    let in_mapping = |location: Location| place_in(file, location);
    let mut read = Vec::new();
    let mut left_out = Vec::new();
    for (name, entry) in &columns.0 {
        let place = in_mapping(entry.referenced);
        let at = found
            .get(&fold::header(name))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let index = match at {
            [] => {
                let mut problem = Problem::error(codes::COLUMN_MISSING).with("column", name);
                if let Some(near) = nearest_header(name, row) {
                    problem = problem.with("nearest", near);
                }
                problems.push(problem.at(place));
                continue;
            }
            [one] => *one,
            [first, second, ..] => {
                problems.push(twice(table, row, name, *first, *second));
                continue;
            }
        };
        let Entry::Fills(column) = &entry.value else {
            left_out.push(index);
            continue;
        };
        match Path::known(&column.to, what) {
            Some((path, property)) => read.push(Column {
                index,
                header: row.cell(index).text(),
                path,
                property,
                manner: manner(column, property, mail_domain.as_deref()),
            }),
            None => problems.push(unknown_property(&column.to, what).at(place)),
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
    problems.extend(same_property(table, row, &read));
    if !problems.is_empty() {
        return Err(problems);
    }
    let unread = unread(row, |index| {
        left_out.contains(&index) || read.iter().any(|column| column.index == index)
    });
    Ok(Layout {
        what,
        header,
        columns: read,
        constants: fixed,
        key: *key,
        offset: offset.0.clone(),
        unread,
    })
}

/// The layout of a list whose headers are known: of `meibo export`, of the admin console, of
/// HR systems.
///
/// # Errors
/// A sheet without such headers, or with two for one property.
pub fn recognised(table: &Table, what: Option<What>) -> Result<Layout, Vec<Problem>> {
    let kinds = match what {
        Some(what) => vec![what],
        None => vec![What::Members, What::Orgs, What::Groups],
    };
    let mut best: Option<(usize, usize, What)> = None;
    for what in kinds {
        let known = |text: &str| by_header(text, what).is_some();
        let Some(row) = best_row(table, known) else {
            continue;
        };
        let cells = &table.rows[row].cells;
        let count = cells.iter().filter(|cell| known(&cell.text())).count();
        if best.is_none_or(|(most, ..)| count > most) {
            best = Some((count, row, what));
        }
    }
    let Some((_, header, what)) = best else {
        return Err(vec![no_header(table)]);
    };
    let row = &table.rows[header];
    let mut columns = Vec::new();
    for (index, cell) in row.cells.iter().enumerate() {
        let text = cell.text();
        if let Some((path, property, keys_only)) = by_header(&text, what) {
            let separators = match property.form == Form::Org && !keys_only {
                true => SEPARATORS.map(str::to_owned).to_vec(),
                false => Vec::new(),
            };
            columns.push(Column {
                index,
                header: text,
                path,
                property,
                manner: Manner {
                    separators,
                    keys_only,
                    ..Manner::default()
                },
            });
        }
    }
    let problems = same_property(table, row, &columns);
    if !problems.is_empty() {
        return Err(problems);
    }
    let unread = unread(row, |index| {
        columns.iter().any(|column| column.index == index)
    });
    Ok(Layout {
        what,
        header,
        columns,
        constants: Vec::new(),
        key: KeyFrom::Auto,
        offset: mapping::Offset::default().0,
        unread,
    })
}

/// The property a header stands for, and whether it is the property's own path. A number at
/// its end (`役職2`) or `兼務` before it tells which post.
pub fn by_header(text: &str, what: What) -> Option<(Path, &'static Property, bool)> {
    let text = fold::trimmed(text);
    if let Some((path, property)) = Path::known(text, what) {
        return Some((path, property, true));
    }
    let folded = fold::header(text);
    if folded.is_empty() {
        return None;
    }
    let plain = |folded: &str, post: usize| {
        let is_it = |property: &&Property| {
            property
                .headers
                .iter()
                .any(|header| fold::header(header) == folded)
                && (post == 0 || property.path.starts_with("posts[]"))
        };
        let property = what.properties().iter().find(is_it)?;
        let path = Path::parse(&property.path.replace("[]", &format!("[{post}]")))?;
        Some((path, property, false))
    };
    if let Some(found) = plain(&folded, 0) {
        return Some(found);
    }
    let (rest, beside) = match folded.strip_prefix("兼務") {
        Some(rest) => (rest.strip_prefix('先').unwrap_or(rest), 1),
        None => (folded.as_str(), 0),
    };
    let name = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = match &rest[name.len()..] {
        "" => 1,
        digits => digits.parse::<usize>().ok()?,
    };
    let post = number.checked_sub(1)? + beside;
    (post < 30).then(|| plain(name, post))?
}

fn manner(column: &mapping::Column, property: &Property, mail_domain: Option<&str>) -> Manner {
    let mapping::Column {
        to: _,
        values,
        order,
        separator,
        dates,
        mail_domain: own_domain,
        missing,
        empty,
    } = column;
    let values = values
        .iter()
        .map(|(says, means)| (fold::trimmed(says).to_owned(), means.0.clone()))
        .collect();
    let separators = match (separator, property.form) {
        (Some(separator), _) if !separator.is_empty() => vec![separator.clone()],
        _ => Vec::new(),
    };
    Manner {
        values,
        reversed: *order == NameOrder::FirstLast,
        separators,
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
fn best_row(table: &Table, is_header: impl Fn(&str) -> bool) -> Option<usize> {
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

fn unread(row: &Row, is_read: impl Fn(usize) -> bool) -> Vec<(usize, String)> {
    let cells = row.cells.iter().enumerate();
    cells
        .filter(|(index, cell)| !cell.is_empty() && !is_read(*index))
        .map(|(index, cell)| (index, cell.text()))
        .collect()
}

fn no_header(table: &Table) -> Problem {
    let problem = Problem::error(codes::NO_HEADER).at(Place {
        file: Some(table.file.clone()),
        at: table.rows.first().map(|row| (row.line, 1)),
        ..Place::default()
    });
    let first = table.rows.first().map(|row| {
        let texts = row.cells.iter().filter(|cell| !cell.is_empty());
        texts
            .map(|cell| cell.text())
            .take(8)
            .collect::<Vec<_>>()
            .join(", ")
    });
    problem.with("found", first.unwrap_or_default())
}

fn twice(table: &Table, row: &Row, name: &str, first: usize, second: usize) -> Problem {
    let problem = Problem::error(codes::COLUMN_TWICE)
        .with("column", name)
        .with("first", cell_name(row.number, first));
    table
        .about(problem, row, second)
        .label("firstDeclared", table.place(row, first))
}

/// Two columns that fill the same property.
fn same_property(table: &Table, row: &Row, columns: &[Column]) -> Vec<Problem> {
    let mut seen: BTreeMap<Path, &Column> = BTreeMap::new();
    let mut problems = Vec::new();
    for column in columns {
        for filled in path::filled(&column.path, column.property.form, false) {
            if let Some(first) = seen.get(&filled) {
                let problem = Problem::error(codes::PROPERTY_TWICE)
                    .with("property", &filled)
                    .with("first", &first.header)
                    .with("column", &column.header);
                problems.push(
                    table
                        .about(problem, row, column.index)
                        .label("firstDeclared", table.place(row, first.index)),
                );
                break;
            }
            seen.insert(filled, column);
        }
    }
    problems
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

/// A mapping file to begin with: every header of a sheet, with the property it stands for,
/// else the nearest one as a comment.
pub fn suggested(table: &Table) -> Option<String> {
    let (header, what) = match recognised(table, None) {
        Ok(layout) => (layout.header, layout.what),
        Err(_) => (0, What::Members),
    };
    let row = table.rows.get(header)?;
    let mut text = format!(
        "# yaml-language-server: $schema=mapping.schema.json\n\
         # `meibo schema mapping > mapping.schema.json` writes the schema.\n\
         what: {}\n\
         headerRow: {}\n\
         columns:\n",
        what.section(),
        row.number
    );
    let mut taken = std::collections::BTreeSet::new();
    let mut seen = std::collections::BTreeSet::new();
    for (index, cell) in row
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty())
    {
        let header = fold::trimmed(&cell.text()).to_owned();
        if header.chars().count() > MAX_HEADER {
            let column = super::table::column_name(index);
            text.push_str(&format!(
                "  # column {column}: a header too long to be named here\n"
            ));
            continue;
        }
        if !seen.insert(fold::header(&header)) {
            text.push_str(&format!(
                "  # column {}: a header that stands twice\n",
                super::table::column_name(index)
            ));
            continue;
        }
        let name = quoted(&header);
        let known = by_header(&header, what);
        let filled = known
            .as_ref()
            .map(|(path, property, _)| path::filled(path, property.form, false));
        match (&known, filled) {
            (Some((path, property, keys_only)), Some(filled))
                if filled.iter().all(|path| !taken.contains(path)) =>
            {
                taken.extend(filled);
                match property.form {
                    Form::Org if !keys_only => text.push_str(&format!(
                        "  {name}: {{to: \"{path}\", separator: /}}\n"
                    )),
                    Form::State => text.push_str(&format!(
                        "  {name}: {{to: {path}, values: {{在職: active, 休職: suspended, 退職: deleted}}}}\n"
                    )),
                    _ if path.0.iter().any(|step| matches!(step, Step::At(_))) => {
                        text.push_str(&format!("  {name}: \"{path}\"\n"));
                    }
                    _ => text.push_str(&format!("  {name}: {path}\n")),
                }
            }
            _ => {
                let near = path::nearest(&header, what).unwrap_or("custom.NAME");
                text.push_str(&format!("  {name}: null  # not read; perhaps {near}\n"));
            }
        }
    }
    Some(text)
}

/// Characters of a header that a mapping file can name: a key of YAML on one line has up to
/// 1024, escapes included.
const MAX_HEADER: usize = 100;

/// A header as a key of YAML: always quoted, so that nothing in it is more than text. What
/// cannot be seen, or may not stand in YAML, is escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if c.is_control()
                || matches!(c, '\u{2000}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}') =>
            {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
