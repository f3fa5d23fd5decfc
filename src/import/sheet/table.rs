//! A sheet as it was read: a header and rows of cells, each with its place.

use jiff::civil::DateTime;

use super::encoding::Taken;
use crate::source::{Place, Problem};

/// Bytes of a CSV file that are read.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// Rows that are read.
pub const MAX_ROWS: usize = 200_000;
/// Columns that are read.
pub const MAX_COLUMNS: usize = 1_000;
/// Cells that are read.
pub const MAX_CELLS: usize = 10_000_000;
/// Characters of a cell: what Excel holds.
pub const MAX_CELL: usize = 32_767;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, as it stands.
    Text(String),
    /// A number of an Excel sheet.
    Number(f64),
    /// A date of an Excel sheet.
    Date(DateTime),
    /// A truth value of an Excel sheet.
    Flag(bool),
    /// An error of an Excel sheet, such as `#REF!`.
    Error(String),
}

impl Cell {
    /// Whether nothing is in it, or nothing but spaces.
    pub fn is_empty(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            Cell::Number(_) | Cell::Date(_) | Cell::Flag(_) | Cell::Error(_) => false,
        }
    }

    /// It as text: whole numbers without `.0`, dates as ISO 8601.
    pub fn text(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Error(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Date(moment) if moment.time() == jiff::civil::Time::midnight() => {
                moment.date().to_string()
            }
            Cell::Date(moment) => moment.to_string(),
            Cell::Flag(flag) => flag.to_string(),
        }
    }
}

/// A row that is not empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The line of the file it begins on, from 1; in an Excel file its number.
    pub line: u32,
    /// Its number as a spreadsheet shows it, from 1: cells over several lines count once.
    pub number: u32,
    /// Its cells; empty ones at its end may be missing.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A cell, from 0.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// How a sheet was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A CSV file.
    Csv {
        /// Its encoding.
        encoding: Taken,
        /// What separates its cells.
        delimiter: char,
    },
    /// A sheet of an Excel file.
    Xlsx {
        /// Its name.
        sheet: String,
        /// The names of the other visible sheets.
        others: Vec<String>,
    },
}

/// A sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The name of its file, as problems show it.
    pub file: String,
    /// How it was read.
    pub origin: Origin,
    /// Its rows that are not empty; which of them is the header, a layout says.
    pub rows: Vec<Row>,
    /// Whether numbers of days count from 1904.
    pub is_1904: bool,
}

impl Table {
    /// The place of a cell, column from 0.
    pub fn place(&self, row: &Row, column: usize) -> Place {
        Place {
            file: Some(self.file.clone()),
            at: Some((row.line, u32::try_from(column + 1).unwrap_or(u32::MAX))),
            ..Place::default()
        }
    }

    /// The place of a cell that is named beside another one: with its name (`C12`), as line
    /// and column of the file are not always those that a spreadsheet shows.
    pub fn named_place(&self, row: &Row, column: usize) -> Place {
        Place {
            object: Some(cell_name(row.number, column)),
            ..self.place(row, column)
        }
    }

    /// A problem of a cell: at its place, with its name (`C12`) as a parameter.
    pub fn about(&self, problem: Problem, row: &Row, column: usize) -> Problem {
        problem
            .with("cell", cell_name(row.number, column))
            .at(self.place(row, column))
    }
}

/// The name of a cell as a spreadsheet shows it: row from 1, column from 0: `C12`.
pub fn cell_name(row: u32, column: usize) -> String {
    format!("{}{row}", column_name(column))
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The column that a mapping file means by its letters: `$D`, from 0. `None` for any other
/// text, a header that begins so included (`$USD` is beyond the columns that are read).
pub fn column_by_letters(text: &str) -> Option<usize> {
    let letters = text.strip_prefix('$')?;
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let number = letters
        .bytes()
        .fold(0, |number, b| number * 26 + usize::from(b - b'A') + 1);
    (number <= MAX_COLUMNS).then(|| number - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        for (column, letters) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (701, "ZZ"),
            (702, "AAA"),
        ] {
            assert_eq!(column_name(column), letters);
            assert_eq!(column_by_letters(&format!("${letters}")), Some(column));
        }
    }

    #[test]
    fn what_is_no_column_is_a_header() {
        for text in ["D", "$", "$d", "$D1", "$USD", "$ALM", "$ABCD", "部", "$部"] {
            assert_eq!(column_by_letters(text), None, "{text}");
        }
        assert_eq!(column_by_letters("$ALL"), Some(MAX_COLUMNS - 1));
    }

    #[test]
    fn numbers_have_no_point_zero() {
        assert_eq!(Cell::Number(1001.0).text(), "1001");
        assert_eq!(Cell::Number(0.5).text(), "0.5");
    }
}
