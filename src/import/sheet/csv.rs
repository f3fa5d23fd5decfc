//! A CSV file to a table.

use csv::{ReaderBuilder, StringRecord};

use super::codes;
use super::encoding::{self, Wish};
use super::table::{
    Cell, MAX_BYTES, MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Origin, Row, Table, cell_name,
};
use crate::source::{Place, Problem};

/// Reads a CSV file, called `file` in problems.
///
/// # Errors
/// A file that is no CSV file, or beyond what is read. Cells with damaged characters are a
/// problem of whoever reads them.
pub fn read(file: &str, bytes: &[u8], wish: Wish) -> Result<Table, Problem> {
    let whole = |problem: Problem| {
        problem.at(Place {
            file: Some(file.to_owned()),
            ..Place::default()
        })
    };
    if bytes.len() > MAX_BYTES {
        return Err(whole(too_much("bytes", MAX_BYTES)));
    }
    let (text, taken) = encoding::decode(bytes, wish).map_err(whole)?;
    let delimiter = delimiter(&text);
    if let Some(problem) = open_quote(file, &text, delimiter) {
        return Err(problem);
    }
    let mut table = Table {
        file: file.to_owned(),
        origin: Origin::Csv {
            encoding: taken,
            delimiter: char::from(delimiter),
        },
        rows: Vec::new(),
        is_1904: false,
    };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let (mut seen, mut line, mut inner_lines, mut cells) = (0_usize, 1_usize, 0_usize, 0_usize);
    while reader
        .read_record(&mut record)
        .map_err(|_| whole(Problem::error(codes::NOT_TEXT)))?
    {
        // The reader says where it looked on, which is before the line ends that it skips.
        let from = record.position().map_or(0, csv::Position::byte);
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let rest = text.get(from..).unwrap_or_default();
        let start = from
            + rest
                .bytes()
                .take_while(|b| matches!(b, b'\r' | b'\n'))
                .count();
        line += breaks(text.get(seen..start).unwrap_or_default());
        seen = start;
        let row = Row {
            line: clip(line),
            number: clip(line.saturating_sub(inner_lines).max(1)),
            cells: record.iter().map(cell).collect(),
        };
        inner_lines += record.iter().map(breaks).sum::<usize>();
        cells += row.cells.len();
        bounded(&table, &row, cells)?;
        if !row.cells.iter().all(Cell::is_empty) {
            table.rows.push(row);
        }
    }
    Ok(table)
}

fn clip(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The first cell that begins with a quote and has none where it ends. A quote that is not
/// closed ends at the next one, rows later: what stands between would be lost without a word.
/// So a closing quote must be followed by the end of the cell. Quotes of a cell that does not
/// begin with one are ordinary text.
fn open_quote(file: &str, text: &str, delimiter: u8) -> Option<Problem> {
    enum At {
        Start,
        Plain,
        Quoted,
        Closed,
    }
    let (mut at, mut line, mut number, mut column) = (At::Start, 1_usize, 1_usize, 0_usize);
    // Where the quoted cell began: its line, its row as a spreadsheet counts, its column.
    let mut began = (1, 1, 0);
    let mut before = 0_u8;
    for byte in text.bytes() {
        // A CR and LF together are one end.
        let ends = byte == b'\r' || (byte == b'\n' && before != b'\r');
        let is_break = matches!(byte, b'\r' | b'\n');
        before = byte;
        line += usize::from(ends);
        at = match at {
            At::Quoted if byte == b'"' => At::Closed,
            At::Quoted => At::Quoted,
            At::Closed if byte == b'"' => At::Quoted,
            At::Start if byte == b'"' => {
                began = (line, number, column);
                At::Quoted
            }
            _ if byte == delimiter => {
                column += 1;
                At::Start
            }
            _ if is_break => {
                number += usize::from(ends);
                column = 0;
                At::Start
            }
            At::Closed => {
                at = At::Quoted;
                break;
            }
            At::Start | At::Plain => At::Plain,
        };
    }
    let (line, number, column) = began;
    let problem = Problem::error(codes::OPEN_QUOTE).with("cell", cell_name(clip(number), column));
    matches!(at, At::Quoted).then(|| {
        problem.at(Place {
            file: Some(file.to_owned()),
            at: Some((clip(line), clip(column + 1))),
            ..Place::default()
        })
    })
}

/// Ends of lines in a text: LF, CR or both together.
fn breaks(text: &str) -> usize {
    let lone = text.matches('\r').count() - text.matches("\r\n").count();
    text.matches('\n').count() + lone
}

fn cell(text: &str) -> Cell {
    match text.is_empty() {
        true => Cell::Empty,
        false => Cell::Text(text.to_owned()),
    }
}

/// Refuses a row beyond what is read.
pub(super) fn bounded(table: &Table, row: &Row, cells: usize) -> Result<(), Problem> {
    let at = |problem: Problem, column| Err(table.about(problem, row, column));
    if table.rows.len() >= MAX_ROWS {
        return at(too_much("rows", MAX_ROWS), 0);
    }
    if row.cells.len() > MAX_COLUMNS {
        return at(too_much("columns", MAX_COLUMNS), MAX_COLUMNS);
    }
    if cells > MAX_CELLS {
        return at(too_much("cells", MAX_CELLS), 0);
    }
    let long = |cell: &Cell| match cell {
        // Bytes are cheap to count, and never fewer than the characters.
        Cell::Text(text) => text.len() > MAX_CELL && text.chars().count() > MAX_CELL,
        _ => false,
    };
    match row.cells.iter().position(long) {
        Some(column) => at(
            Problem::error(codes::CELL_TOO_LONG).with("max", MAX_CELL),
            column,
        ),
        None => Ok(()),
    }
}

/// More than is read of a file.
pub(super) fn too_much(what: &str, max: usize) -> Problem {
    Problem::error(codes::TOO_MUCH)
        .with("what", what)
        .with("max", max)
}

/// What separates cells: of comma, semicolon and tab the one that stands most often in the
/// first line that has any, outside of quotes.
fn delimiter(text: &str) -> u8 {
    for line in text.lines().take(20) {
        let mut counts = [(b',', 0_usize), (b'\t', 0), (b';', 0)];
        let mut quoted = false;
        for byte in line.bytes().take(MAX_CELL) {
            if byte == b'"' {
                quoted = !quoted;
            }
            if let Some(found) = counts.iter_mut().find(|(one, _)| !quoted && *one == byte) {
                found.1 += 1;
            }
        }
        // The first of equals.
        let best = counts.iter().rev().max_by_key(|(_, count)| *count);
        if let Some((byte, count)) = best
            && *count > 0
        {
            return *byte;
        }
    }
    b','
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(table: &Table) -> Vec<Vec<String>> {
        let row = |row: &Row| row.cells.iter().map(Cell::text).collect();
        table.rows.iter().map(row).collect()
    }

    fn read_ok(text: &str) -> Table {
        read("members.csv", text.as_bytes(), Wish::Auto).expect("a CSV file")
    }

    #[test]
    fn any_line_end_and_separator() {
        for text in [
            "氏名,メール\r\n森,a@b\r\n",
            "氏名,メール\n森,a@b",
            "氏名,メール\r森,a@b\r",
            "氏名\tメール\n森\ta@b\n",
            "氏名;メール\n森;a@b\n",
            "\"氏名\",\"メール\"\n\"森\",\"a@b\"\n",
        ] {
            let table = read_ok(text);
            assert_eq!(
                texts(&table),
                [["氏名", "メール"], ["森", "a@b"]],
                "{text:?}"
            );
            assert_eq!(table.rows[1].line, 2);
        }
    }

    #[test]
    fn lines_and_rows_are_told_apart() {
        let lf = "a,b\n\"x\ny\",1\n\n,\n2,\"say \"\"hi\"\"\"\nshort\nl,o,n,g\n";
        for text in [lf.replace('\n', "\r\n"), lf.replace('\n', "\r")] {
            let other: Vec<_> = read_ok(&text)
                .rows
                .iter()
                .map(|r| (r.line, r.number))
                .collect();
            assert_eq!(other, [(1, 1), (2, 2), (6, 5), (7, 6), (8, 7)], "{text:?}");
        }
        let table = read_ok(lf);
        let places: Vec<(u32, u32)> = table.rows.iter().map(|r| (r.line, r.number)).collect();
        // The second record takes lines 2 and 3; 4 and 5 are empty.
        assert_eq!(places, [(1, 1), (2, 2), (6, 5), (7, 6), (8, 7)]);
        assert_eq!(texts(&table)[2], ["2", "say \"hi\""]);
        assert_eq!(table.rows[3].cell(1), &Cell::Empty);
        assert_eq!(table.rows[4].cells.len(), 4);
    }

    #[test]
    fn what_is_too_much_is_refused_where_it_stands() {
        let long = format!("a,b\nx,{}\n", "森".repeat(MAX_CELL + 1));
        let wide = format!("{}\n", ",".repeat(MAX_COLUMNS));
        let open = "a,b\n1,2\n3,\"4\n5,6\n";
        for (text, code, at) in [
            (long.as_str(), codes::CELL_TOO_LONG, (2, 2)),
            (wide.as_str(), codes::TOO_MUCH, (1, 1001)),
            (open, codes::OPEN_QUOTE, (3, 2)),
        ] {
            let problem = read("m.csv", text.as_bytes(), Wish::Auto).expect_err("too much");
            assert_eq!((problem.code, problem.place.at), (code, Some(at)));
        }
        let rows = "a\n".repeat(MAX_ROWS + 1);
        let problem = read("m.csv", rows.as_bytes(), Wish::Auto).expect_err("too many");
        assert_eq!(problem.code, codes::TOO_MUCH);
    }

    /// A quote that is not closed ends at the next one: the rows between are no longer rows.
    #[test]
    fn a_quote_that_swallows_rows_is_told_where_its_cell_begins() {
        for (text, cell, at) in [
            (
                "社員番号,備考\n1,ok\n2,\"閉じ忘れ\n3,\n4,\"引用\"\n5,\n",
                "B3",
                (3, 2),
            ),
            ("a,b\n1,\"x\r\ny\"\r\n2,\"z\" \r\n", "B3", (4, 2)),
            ("a,b\n1,\"x\ny\"\n\n2,\"z\n3,w\n", "B4", (5, 2)),
            ("a,b\n\"x\"y,1\n", "A2", (2, 1)),
            ("\"", "A1", (1, 1)),
        ] {
            let problem = read("m.csv", text.as_bytes(), Wish::Auto).expect_err(text);
            assert_eq!(problem.code, codes::OPEN_QUOTE, "{text:?}");
            assert_eq!(
                (problem.params["cell"].as_str(), problem.place.at),
                (cell, Some(at)),
                "{text:?}"
            );
        }
        // Quotes within a cell that begins with none are text, in any number.
        for text in [
            "a,b\n5\" pipe,1\n",
            "a,b\n x \"y\" ,1\n",
            "a,b\n\"say \"\"hi\"\"\",\"\"\n",
            "a,b\n5\" pipe,\"x\ny\"\n",
        ] {
            assert_eq!(read_ok(text).rows.len(), 2, "{text:?}");
        }
    }

    #[test]
    fn an_empty_file_has_no_rows() {
        for text in ["", "\n\n", ",,\n", "\u{feff}"] {
            assert_eq!(read_ok(text).rows, []);
        }
    }
}
