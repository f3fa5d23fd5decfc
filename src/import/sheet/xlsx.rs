//! A sheet of an Excel file to a table.

use std::cell::Cell as Flag;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::table::{Cell, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Origin, Row, Table};
use super::{archive, codes, csv, date};
use crate::source::{Place, Problem};

thread_local! {
    /// Whether this thread reads an Excel file just now.
    static READING: Flag<bool> = const { Flag::new(false) };
}

/// Whether this thread reads an Excel file just now: a panic of the reader then is a
/// damaged file, which is told as one, and no fault of meibo.
pub fn is_reading() -> bool {
    READING.get()
}

/// Reads a sheet of an Excel file: the one that is named, else the first visible one.
/// Beside it what is worth knowing of it (merged and hidden cells).
///
/// # Errors
/// No Excel file, a damaged one, one beyond what is read, or one without that sheet.
pub fn read(
    file: &str,
    bytes: &[u8],
    sheet: Option<&str>,
) -> Result<(Table, Vec<Problem>), Problem> {
    let whole = |problem: Problem| match problem.place.file {
        Some(_) => problem,
        None => problem.at(Place {
            file: Some(file.to_owned()),
            ..Place::default()
        }),
    };
    let looked = archive::look(bytes).map_err(whole)?;
    READING.set(true);
    let read = catch_unwind(AssertUnwindSafe(|| unguarded(file, bytes, sheet, &looked)));
    READING.set(false);
    read.unwrap_or_else(|_| {
        Err(Problem::error(codes::XLSX_DAMAGED).with("cause", "a part that makes no sense"))
    })
    .map_err(whole)
}

fn damaged(error: XlsxError) -> Problem {
    match error {
        XlsxError::Password => Problem::error(codes::OLD_EXCEL),
        error => Problem::error(codes::XLSX_DAMAGED).with("cause", error),
    }
}

fn unguarded(
    file: &str,
    bytes: &[u8],
    wanted: Option<&str>,
    looked: &archive::Looked,
) -> Result<(Table, Vec<Problem>), Problem> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets: Vec<(usize, String, bool)> = book
        .sheets_metadata()
        .iter()
        .enumerate()
        .filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet)
        .map(|(at, sheet)| {
            (
                at,
                sheet.name.clone(),
                sheet.visible == SheetVisible::Visible,
            )
        })
        .collect();
    let found = match wanted {
        Some(name) => sheets.iter().find(|(_, sheet, _)| sheet == name),
        None => sheets
            .iter()
            .find(|(_, _, visible)| *visible)
            .or(sheets.first()),
    };
    if sheets.is_empty() {
        let problem = Problem::error(codes::XLSX_DAMAGED);
        return Err(problem.with("cause", "it has no sheet of cells"));
    }
    let Some((at, name, _)) = found else {
        let names: Vec<&str> = sheets.iter().map(|(_, name, _)| name.as_str()).collect();
        return Err(Problem::error(codes::NO_SHEET)
            .with("sheet", wanted.unwrap_or_default())
            .with("sheets", names.join(", ")));
    };
    let mut table = Table {
        file: file.to_owned(),
        origin: Origin::Xlsx {
            sheet: name.clone(),
            others: sheets
                .iter()
                .filter(|(_, other, visible)| *visible && other != name)
                .map(|(_, other, _)| other.clone())
                .collect(),
        },
        rows: Vec::new(),
        is_1904: book.has_1904_epoch(),
    };
    let merged = book.merge_cells_by_sheet_name(name).map_err(damaged)?;
    rows(&mut book, name, &mut table)?;
    let mut notes = Vec::new();
    let place = |row: u32, column: u32| Place {
        file: Some(file.to_owned()),
        at: Some((row, column)),
        ..Place::default()
    };
    // A merged title above the header is usual and harmless.
    let filled = table
        .rows
        .iter()
        .map(|row| row.line)
        .nth(1)
        .unwrap_or(u32::MAX);
    let (first, count) = merged
        .iter()
        .filter(|area| area.end.0 + 1 >= filled)
        .fold((None, 0_usize), |(first, count), area| {
            (first.or(Some(area.start)), count + 1)
        });
    if let Some((row, column)) = first {
        let problem = Problem::warning(codes::MERGED).with("count", count).with(
            "cell",
            super::table::cell_name(row + 1, usize::try_from(column).unwrap_or(0)),
        );
        notes.push(problem.at(place(row + 1, column + 1)));
    }
    if let Some(row) = looked.hidden_row(*at) {
        let problem = Problem::warning(codes::HIDDEN_ROWS).with("row", row);
        notes.push(problem.at(place(row, 1)));
    }
    Ok((table, notes))
}

/// Cell by cell: a sheet with one cell in its last row holds one row, not a million.
fn rows(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, table: &mut Table) -> Result<(), Problem> {
    let is_1904 = table.is_1904;
    let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    let mut cells = 0_usize;
    let mut reader = book.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(cell) = reader.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let value = value(cell.get_value(), is_1904);
        if value == Cell::Empty {
            continue;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MAX_COLUMNS {
            return Err(csv::too_much("columns", MAX_COLUMNS));
        }
        let held = rows.entry(row).or_default();
        if held.len() <= column {
            cells += column + 1 - held.len();
            held.resize(column + 1, Cell::Empty);
        }
        if cells > MAX_CELLS {
            return Err(csv::too_much("cells", MAX_CELLS));
        }
        if let Some(place) = held.get_mut(column) {
            *place = value;
        }
        if rows.len() > MAX_ROWS {
            return Err(csv::too_much("rows", MAX_ROWS));
        }
    }
    for (row, cells) in rows {
        let row = Row {
            line: row.saturating_add(1),
            number: row.saturating_add(1),
            cells,
        };
        csv::bounded(table, &row, 0)?;
        if !row.cells.iter().all(Cell::is_empty) {
            table.rows.push(row);
        }
    }
    Ok(())
}

fn value(value: &DataRef<'_>, is_1904: bool) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) if text.is_empty() => Cell::Empty,
        DataRef::SharedString("") => Cell::Empty,
        // Excel ends lines in a cell with LF; what its files escape is a CR.
        DataRef::String(text) => Cell::Text(text.clone()),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        #[expect(
            clippy::cast_precision_loss,
            reason = "an Excel number is a double anyway"
        )]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            match date::serial(moment.as_f64(), is_1904) {
                Some(moment) => Cell::Date(moment),
                None => Cell::Number(moment.as_f64()),
            }
        }
        DataRef::DateTime(moment) => Cell::Number(moment.as_f64()),
        DataRef::DateTimeIso(text) => match text.parse() {
            Ok(moment) => Cell::Date(moment),
            Err(_) => Cell::Text(text.clone()),
        },
        DataRef::DurationIso(text) => Cell::Text(text.clone()),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}
