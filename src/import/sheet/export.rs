//! A configuration to a CSV file that `meibo import --csv` reads back as the same.

use std::collections::{BTreeMap, BTreeSet};

use csv::{QuoteStyle, Terminator, WriterBuilder};
use serde_json::{Map, Value};

use super::codes;
use super::encoding;
use super::guard::{CLEARED, JSON, guarded};
use super::path::{Path, Step};
use super::property::{Form, Property, What};
use super::table::cell_name;
use crate::source::Problem;

/// How a CSV file is encoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 with a byte order mark: what Excel takes for UTF-8.
    #[default]
    Utf8Bom,
    /// UTF-8 without one.
    Utf8,
    /// Shift_JIS in the variant of Windows, CP932.
    ShiftJis,
}

/// A list that is ready to be written: a header and rows of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The paths of the properties.
    pub header: Vec<String>,
    /// The cells, as many in each row.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// Whether a column holds personal data.
    pub fn is_personal(&self, column: usize, what: What) -> bool {
        let path = self.header.get(column);
        path.and_then(|path| known(path, what))
            .is_some_and(|property| property.sensitive)
    }

    /// Takes the columns of personal data away; their headers.
    pub fn take_personal(&mut self, what: What) -> Vec<String> {
        let columns = 0..self.header.len();
        let personal: Vec<bool> = columns.map(|at| self.is_personal(at, what)).collect();
        let keep = |cells: &mut Vec<String>| {
            let mut at = personal.iter();
            let (gone, kept) = std::mem::take(cells)
                .into_iter()
                .partition(|_| *at.next().unwrap_or(&false));
            *cells = kept;
            gone
        };
        for row in &mut self.rows {
            let _: Vec<String> = keep(row);
        }
        keep(&mut self.header)
    }
}

/// The rows of objects as they stand in a section of a configuration; orgs nested in one
/// another each get a row, with their `parent`.
pub fn sheet(what: What, objects: &[Value]) -> Sheet {
    laid_out(what, objects, cell)
}

/// The same for people to look at: texts as they are.
pub fn shown(what: What, objects: &[Value]) -> Sheet {
    laid_out(what, objects, |form, value| match value {
        Value::String(text) => text.clone(),
        other => cell(form, other),
    })
}

fn laid_out(what: What, objects: &[Value], cell: impl Fn(Form, &Value) -> String) -> Sheet {
    let mut columns: BTreeMap<Order, Path> = BTreeMap::new();
    let mut cells: Vec<BTreeMap<Path, String>> = Vec::new();
    for object in flat(what, objects) {
        let mut row = BTreeMap::new();
        for (name, value) in &object {
            let start = &mut vec![Step::Name(name.clone())];
            walk(what, start, value, &mut row, &cell);
        }
        cells.push(row);
    }
    let key = Path(vec![Step::Name("key".to_owned())]);
    let paths: BTreeSet<&Path> = cells
        .iter()
        .flat_map(BTreeMap::keys)
        .chain([&key])
        .collect();
    for path in paths {
        columns.insert(Order::of(path, what), path.clone());
    }
    Sheet {
        header: columns.values().map(Path::to_string).collect(),
        rows: cells
            .iter()
            .map(|row| {
                let cell = |path| row.get(path).cloned().unwrap_or_default();
                columns.values().map(cell).collect()
            })
            .collect(),
    }
}

/// The bytes of the file: CRLF, quotes where they are needed.
///
/// # Errors
/// Every cell with a character that the encoding lacks, up to a hundred.
pub fn bytes(sheet: &Sheet, encoding: Encoding) -> Result<Vec<u8>, Vec<Problem>> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Vec::new());
    let rows = std::iter::once(&sheet.header).chain(&sheet.rows);
    // Writing into memory does not fail, and all rows are as long as the header.
    let written = rows.clone().try_for_each(|row| writer.write_record(row));
    let bytes = written
        .ok()
        .and_then(|()| writer.into_inner().ok())
        .unwrap_or_default();
    match encoding {
        Encoding::Utf8 => Ok(bytes),
        Encoding::Utf8Bom => Ok([&[0xEF, 0xBB, 0xBF], bytes.as_slice()].concat()),
        Encoding::ShiftJis => {
            let text = String::from_utf8_lossy(&bytes);
            encoding::to_shift_jis(&text).map_err(|_| lacking(sheet))
        }
    }
}

/// The cells that CP932 lacks a character of.
fn lacking(sheet: &Sheet) -> Vec<Problem> {
    let rows = std::iter::once(&sheet.header).chain(&sheet.rows);
    let mut problems = Vec::new();
    for (number, row) in (1_u32..).zip(rows) {
        for (column, cell) in row.iter().enumerate() {
            let Err(character) = encoding::to_shift_jis(cell) else {
                continue;
            };
            let header = sheet.header.get(column).map_or("", String::as_str);
            problems.push(
                Problem::error(codes::NOT_IN_ENCODING)
                    .with("cell", cell_name(number, column))
                    .with("column", header)
                    .with(
                        "character",
                        format!("{character} (U+{:04X})", u32::from(character)),
                    )
                    .with("encoding", "Shift_JIS (CP932)"),
            );
            if problems.len() >= 100 {
                return problems;
            }
        }
    }
    problems
}

/// Where a column stands: by the order of properties, those of one post side by side.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    /// The place of the first property with the same beginning.
    top: usize,
    /// The numbers in brackets.
    numbers: Vec<usize>,
    /// The place of the property.
    own: usize,
    /// Names that stand for `*`.
    name: String,
}

impl Order {
    fn of(path: &Path, what: What) -> Order {
        let text = path.to_string();
        let own = known(&text, what);
        let beginning = |path: &str| path.split(['.', '[']).next().unwrap_or_default().to_owned();
        let place = |is_it: &dyn Fn(&Property) -> bool| {
            let mut properties = what.properties().iter();
            properties.position(is_it).unwrap_or(usize::MAX)
        };
        Order {
            top: place(&|one| beginning(one.path) == beginning(&text)),
            numbers: path.lists().map(|(_, at)| at).collect(),
            own: place(&|one| own.is_some_and(|own| own.path == one.path)),
            name: text,
        }
    }
}

/// The property of a path, where a column of its own holds it.
fn known(path: &str, what: What) -> Option<&'static Property> {
    let (found, property) = Path::known(path, what)?;
    let is_own = !matches!(property.form, Form::FullName | Form::FullReading);
    (is_own && found.to_string() == path).then_some(property)
}

/// Every object by itself.
fn flat(what: What, objects: &[Value]) -> Vec<Map<String, Value>> {
    let mut all = Vec::new();
    let mut open: Vec<(&Value, Option<&Value>)> =
        objects.iter().rev().map(|object| (object, None)).collect();
    while let Some((object, parent)) = open.pop() {
        let Value::Object(object) = object else {
            continue;
        };
        let mut own = object.clone();
        if what == What::Orgs {
            own.shift_remove("orgs");
            if let Some(parent) = parent {
                own.insert("parent".to_owned(), parent.clone());
            }
            if let Some(Value::Array(below)) = object.get("orgs") {
                let key = object.get("key");
                open.extend(below.iter().rev().map(|child| (child, key)));
            }
        }
        all.push(own);
    }
    all
}

/// The cells of a value and what is below it.
fn walk(
    what: What,
    steps: &mut Vec<Step>,
    value: &Value,
    row: &mut BTreeMap<Path, String>,
    cell: &impl Fn(Form, &Value) -> String,
) {
    let path = Path(steps.clone());
    let property = known(&path.to_string(), what);
    let is_cleared = match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        _ => false,
    };
    if let Some(property) = property
        && (!property.form.is_whole() || is_cleared)
    {
        row.insert(path, cell(property.form, value));
        return;
    }
    match value {
        Value::Object(parts) => {
            for (name, part) in parts {
                steps.push(Step::Name(name.clone()));
                walk(what, steps, part, row, cell);
                steps.pop();
            }
        }
        Value::Array(entries) => {
            for (at, entry) in entries.iter().enumerate() {
                steps.push(Step::At(at));
                walk(what, steps, entry, row, cell);
                steps.pop();
            }
        }
        // Nothing that a configuration without problems holds.
        _ => {}
    }
}

/// The cell for a value.
fn cell(form: Form, value: &Value) -> String {
    match value {
        Value::Null => CLEARED.to_owned(),
        Value::Array(list) if list.is_empty() && form != Form::Custom => CLEARED.to_owned(),
        Value::String(text) if !form.is_list() => guarded(form, text),
        Value::Bool(flag) if form == Form::Flag => flag.to_string(),
        Value::Object(_) if form != Form::Custom => match reference(value) {
            Some(text) => text,
            None => format!("{JSON}{value}"),
        },
        Value::Array(list) if form.is_list() => self::list(form, list, value),
        other => format!("{JSON}{other}"),
    }
}

/// An entry a line; as JSON where a line would not be read back as its entry.
fn list(form: Form, list: &[Value], value: &Value) -> String {
    let mut lines = Vec::with_capacity(list.len());
    let mut has_references = false;
    for entry in list {
        match entry {
            Value::String(text) if !text.contains(['\n', '\r']) && !text.is_empty() => {
                lines.push(text.clone());
            }
            entry => match reference(entry) {
                Some(text) => {
                    has_references = true;
                    lines.push(text);
                }
                None => return format!("{JSON}{value}"),
            },
        }
    }
    let text = lines.join("\n");
    // A guarded list holds keys and nothing else.
    let plain_form = |line: &String| guarded(line_form(form), line) == *line;
    let is_plain = list.iter().zip(&lines).all(|(entry, line)| match entry {
        Value::String(_) => plain_form(line),
        _ => !line.contains(super::guard::BETWEEN),
    });
    if !has_references {
        return guarded(form, &text);
    }
    let stays = !super::guard::is_active(&text) && !super::guard::unguarded(form, &text).1;
    match is_plain && stays && !text.contains(super::guard::BETWEEN) {
        true => text,
        false => format!("{JSON}{value}"),
    }
}

fn line_form(form: Form) -> Form {
    match form {
        Form::Emails => Form::Email,
        Form::Members => Form::Member,
        Form::Objects => Form::Object,
        _ => Form::Text,
    }
}

/// `id:…` or `email:…`.
fn reference(value: &Value) -> Option<String> {
    let Value::Object(map) = value else {
        return None;
    };
    let (name, Value::String(text)) = map.iter().next()? else {
        return None;
    };
    let plain = matches!(name.as_str(), "id" | "email") && map.len() == 1;
    // It is trimmed when it is read.
    (plain && super::fold::half_width(text) == *text).then(|| format!("{name}:{text}"))
}
