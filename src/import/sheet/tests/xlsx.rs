use std::io::Write;

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::SimpleFileOptions;

use super::super::table::Cell;
use super::super::{Origin, codes, mapping, read_xlsx, recognised, suggested};

fn book(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().expect("a workbook")
}

/// A workbook of these parts, whatever stands in them.
fn parts(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a file");
        writer.write_all(text.as_bytes()).expect("written");
    }
    writer.finish().expect("an archive").into_inner()
}

const RELS: (&str, &str) = (
    "_rels/.rels",
    r#"<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
);
const BOOK: (&str, &str) = (
    "xl/workbook.xml",
    r#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#,
);
const BOOK_RELS: (&str, &str) = (
    "xl/_rels/workbook.xml.rels",
    r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
);

fn sheet_of(xml: &str) -> Vec<u8> {
    parts(&[RELS, BOOK, BOOK_RELS, ("xl/worksheets/sheet1.xml", xml)])
}

#[test]
fn cells_of_every_kind() {
    let bytes = book(|book| {
        let hidden = book.add_worksheet();
        hidden
            .set_hidden(true)
            .write(0, 0, "not this")
            .expect("written");
        let sheet = book.add_worksheet();
        sheet.set_name("一覧").expect("a name").set_active(true);
        let date = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
        let day = ExcelDateTime::from_ymd(2026, 4, 1).expect("a day");
        sheet.write(0, 0, "文字").expect("written");
        sheet.write(1, 0, 1001.0).expect("written");
        sheet.write(1, 1, true).expect("written");
        sheet.write_with_format(1, 2, &day, &date).expect("written");
        sheet
            .write_formula(1, 3, Formula::new("=A2&\"x\"").set_result("1001x"))
            .expect("written");
        sheet
            .write_formula(1, 4, Formula::new("=1/0").set_result("#DIV/0!"))
            .expect("written");
        sheet.write(1, 5, "複数\n行").expect("written");
        sheet.write(1_000_000, 0, "遠い").expect("written");
    });
    let (table, notes) = read_xlsx("m.xlsx", &bytes, None).expect("a workbook");
    assert_eq!(notes, []);
    assert_eq!(
        table.origin,
        Origin::Xlsx {
            sheet: "一覧".to_owned(),
            others: Vec::new(),
        }
    );
    let text = |text: &str| Cell::Text(text.to_owned());
    assert_eq!(
        table.rows[1].cells,
        [
            Cell::Number(1001.0),
            Cell::Flag(true),
            Cell::Date("2026-04-01T00:00:00".parse().expect("a moment")),
            text("1001x"),
            Cell::Error("#DIV/0!".to_owned()),
            text("複数\n行"),
        ]
    );
    assert_eq!(table.rows.len(), 3, "one far cell makes one row");
    assert_eq!(table.rows[2].number, 1_000_001);
    let problem = read_xlsx("m.xlsx", &bytes, Some("無い")).expect_err("no such sheet");
    assert_eq!(problem.code, codes::NO_SHEET);
    assert!(problem.params["sheets"].contains("一覧"));
    assert!(read_xlsx("m.xlsx", &bytes, Some("Sheet1")).is_ok());
}

#[test]
fn merged_cells_and_hidden_rows_are_noted() {
    let bytes = book(|book| {
        let sheet = book.add_worksheet();
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 3, "題", &plain).expect("merged");
        sheet.write(1, 0, "社員番号").expect("written");
        sheet.merge_range(2, 0, 3, 0, "E1", &plain).expect("merged");
        sheet.write(4, 0, "E2").expect("written");
        sheet.set_row_hidden(4).expect("hidden");
    });
    let (_, notes) = read_xlsx("m.xlsx", &bytes, None).expect("a workbook");
    let told: Vec<_> = notes
        .iter()
        .map(|note| (note.code, note.place.at))
        .collect();
    assert_eq!(
        told,
        [
            (codes::MERGED, Some((3, 1))),
            (codes::HIDDEN_ROWS, Some((5, 1)))
        ]
    );
}

#[test]
fn days_count_from_1904_where_the_workbook_says_so() {
    let book_1904 = (
        BOOK.0,
        r#"<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#,
    );
    let styles = (
        "xl/styles.xml",
        r#"<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#,
    );
    let sheet = (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>44651</v></c></row></sheetData></worksheet>"#,
    );
    let bytes = parts(&[RELS, book_1904, BOOK_RELS, styles, sheet]);
    let (table, _) = read_xlsx("m.xlsx", &bytes, None).expect("a workbook");
    assert!(table.is_1904);
    assert_eq!(table.rows[0].cells[0].text(), "2026-04-01");
}

#[test]
fn wrecks_are_refused() {
    let announces = parts(&[
        RELS,
        BOOK,
        BOOK_RELS,
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData/></worksheet>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst uniqueCount=\"99999999999999999\"/>",
        ),
    ]);
    let wide = sheet_of(
        r#"<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>"#,
    );
    let backwards = sheet_of(
        r#"<worksheet><dimension ref="Z9:A1"/><sheetData><row r="1"><c r="ZZZZZZZZ99999999999"><v>1</v></c></row></sheetData></worksheet>"#,
    );
    for (bytes, code) in [
        (announces, codes::TOO_MUCH),
        (wide, codes::TOO_MUCH),
        (backwards, codes::XLSX_DAMAGED),
        (sheet_of("<worksheet><sheetData><row"), codes::XLSX_DAMAGED),
        (parts(&[("a.txt", "no workbook")]), codes::NOT_XLSX),
        (b"PK\x03\x04".to_vec(), codes::NOT_XLSX),
        ("氏名,メール\n".as_bytes().to_vec(), codes::NOT_XLSX),
        (vec![0xD0, 0xCF, 0x11, 0xE0], codes::OLD_EXCEL),
        (Vec::new(), codes::NOT_XLSX),
    ] {
        let problem = read_xlsx("m.xlsx", &bytes, None).expect_err("refused");
        assert_eq!(problem.code, code, "{problem:?}");
        assert_eq!(problem.place.file.as_deref(), Some("m.xlsx"));
    }
}

fn small_book() -> Vec<u8> {
    book(|book| {
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "社員番号").expect("written");
        sheet.write(1, 0, 1.5).expect("written");
        sheet.write(1, 1, "森").expect("written");
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever a sheet says, it is read or refused.
    #[test]
    fn any_sheet_is_read_or_refused(xml in "(<c r=\"[A-Z]{0,9}[0-9:]{0,9}\"( t=\"(s|b|e|str|d|n|x)\")?( s=\"[0-9]{1,3}\")?>(<v>.{0,6}</v>|<is><t>.{0,6}</t></is>|<f>.{0,3}</f>)</c>|<row r=\"[0-9]{0,9}\">|</row>|<mergeCell ref=\"[A-Z0-9:]{0,9}\"/>){0,9}") {
        let xml = format!("<worksheet><sheetData>{xml}</sheetData><mergeCells/></worksheet>");
        let _ = read_xlsx("m.xlsx", &sheet_of(&xml), None);
    }

    /// Any bytes changed.
    #[test]
    fn any_damage_is_read_or_refused(at in 0_usize..8_000, with in any::<u8>(), cut in 0_usize..8_000) {
        let mut bytes = small_book();
        let len = bytes.len();
        if let Some(byte) = bytes.get_mut(at % len) {
            *byte = with;
        }
        bytes.truncate(len - cut % 50);
        let _ = read_xlsx("m.xlsx", &bytes, None);
    }
}

/// One whose sheets are charts, as far as its reader sees.
#[test]
fn a_workbook_without_cells_is_told() {
    let none = ("xl/workbook.xml", "<workbook><sheets/></workbook>");
    let bytes = parts(&[RELS, none, BOOK_RELS]);
    for sheet in [None, Some("社員一覧")] {
        let problem = read_xlsx("m.xlsx", &bytes, sheet).expect_err("no sheet");
        assert_eq!(problem.code, codes::XLSX_DAMAGED);
        assert_eq!(problem.params["cause"], "it has no sheet of cells");
    }
}

#[test]
fn a_cover_sheet_is_told_with_the_other_sheets() {
    let bytes = book(|book| {
        let cover = book.add_worksheet();
        cover.set_name("説明").expect("a name");
        cover.write(0, 0, "このシートは説明です").expect("written");
        let hidden = book.add_worksheet();
        hidden.set_name("集計").expect("a name").set_hidden(true);
        let list = book.add_worksheet();
        list.set_name("2026年度").expect("a name");
        list.write(0, 0, "社員番号").expect("written");
    });
    let (table, _) = read_xlsx("m.xlsx", &bytes, None).expect("a workbook");
    let problems = recognised(&table, None).expect_err("no list");
    assert_eq!(problems[0].code, codes::NO_HEADER_IN_SHEET);
    assert_eq!(problems[0].params["sheets"], "2026年度");
    assert_eq!(problems[0].params["sheet"], "説明");
    let suggested = suggested(&table).expect("a mapping");
    assert!(suggested.contains("# sheet: \"説明\"  # the workbook also has \"2026年度\"\n"));
    assert!(mapping::read("m.yaml", suggested.as_bytes()).is_ok());
}
