//! Files, sheets and headers of lists, and the mapping files that say what they are.

use rust_xlsxwriter::{Format, Workbook};

use super::case::{case, hold};
use super::lists::{COMPANY, csv, filled, mapped, xlsx};
use crate::environment::{Environment, Ran};

/// A dry run of a file into the company, as what it is said to be.
fn file(it: &mut Environment, flag: &str, name: &str, bytes: &[u8]) -> Ran {
    it.write("company/tenant.yaml", COMPANY);
    it.write(name, bytes);
    it.meibo(&["import", flag, name, "--out", "company", "--dry-run"])
}

/// A workbook with one member.
fn book() -> Vec<u8> {
    let mut book = Workbook::new();
    filled(&mut book, &[&["社員番号", "氏名"], &["E011", "谷 一"]]);
    book.save_to_buffer().expect("a workbook")
}

/// A workbook that lost some bytes on its way, where its cells stand.
fn damaged() -> Vec<u8> {
    let mut bytes = book();
    let name = b"xl/worksheets/sheet1.xml";
    let found = bytes.windows(name.len()).position(|part| part == name);
    let data = found.expect("a sheet") + name.len();
    bytes[data + 20..data + 60].fill(0);
    bytes
}

/// What begins a file of Excel 97 to 2003.
const OLD: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

const LIST: &str = "社員番号,氏名\nE011,谷 一\n";

/// A text as another program saves it.
fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A list with so many columns, most of them empty.
fn wide(columns: usize) -> String {
    let more = ",".repeat(columns - 2);
    format!("社員番号,氏名{more}\nE011,谷 一{more}\n")
}

/// A workbook with a cover before the list; a dry run of the sheet that is named.
fn covered(it: &mut Environment, sheet: &[&str]) -> Ran {
    let mut book = Workbook::new();
    let cover = book.add_worksheet();
    cover.set_name("はじめに").expect("a name");
    let text = "黄色の欄を入力してください";
    cover.write(0, 0, text).expect("written");
    filled(&mut book, &[&["社員番号", "氏名"], &["E011", "谷 一"]]);
    it.write("company/tenant.yaml", COMPANY);
    let path = it.folder().join("社員一覧.xlsx");
    book.save(path).expect("saved");
    let args = ["import", "--xlsx", "社員一覧.xlsx", "--out", "company"];
    it.meibo(&[&args, sheet, &["--dry-run"]].concat())
}

#[test]
fn files() {
    hold(
        "list_files",
        &[
            case(
                930,
                "a workbook as a CSV file",
                |it| file(it, "--csv", "社員一覧.xlsx", &book()),
                |it| file(it, "--xlsx", "社員一覧.xlsx", &book()),
            ),
            case(
                931,
                "a workbook of an old Excel",
                |it| file(it, "--xlsx", "社員一覧.xls", &OLD),
                |it| file(it, "--xlsx", "社員一覧.xlsx", &book()),
            ),
            case(
                932,
                "UTF-16 that nothing marks as such",
                |it| file(it, "--csv", "社員一覧.csv", &utf_16(LIST)),
                |it| {
                    file(
                        it,
                        "--csv",
                        "社員一覧.csv",
                        &utf_16(&format!("\u{feff}{LIST}")),
                    )
                },
            ),
            case(
                933,
                "a CSV file as a workbook",
                |it| file(it, "--xlsx", "社員一覧.csv", LIST.as_bytes()),
                |it| file(it, "--csv", "社員一覧.csv", LIST.as_bytes()),
            ),
            case(
                934,
                "a workbook that lost some bytes",
                |it| file(it, "--xlsx", "社員一覧.xlsx", &damaged()),
                |it| file(it, "--xlsx", "社員一覧.xlsx", &book()),
            ),
            case(
                935,
                "more columns than are read",
                |it| csv(it, wide(1_001)),
                |it| csv(it, wide(1_000)),
            ),
            case(
                936,
                "a cell longer than any of Excel",
                |it| {
                    csv(
                        it,
                        format!("社員番号,担当業務\nE011,{}\n", "経理".repeat(16_384)),
                    )
                },
                |it| csv(it, "社員番号,担当業務\nE011,経理\n"),
            ),
            case(
                937,
                "a quote that nothing closes",
                |it| {
                    csv(
                        it,
                        "社員番号,氏名,担当業務\nE011,谷 一,\"経理\nE012,林 葵,\n",
                    )
                },
                |it| {
                    csv(
                        it,
                        "社員番号,氏名,担当業務\nE011,谷 一,\"経理\"\nE012,林 葵,\n",
                    )
                },
            ),
            case(
                938,
                "a sheet of another name",
                |it| covered(it, &["--sheet", "社員リスト"]),
                |it| covered(it, &["--sheet", "社員一覧"]),
            ),
            case(
                939,
                "headers that nobody knows",
                |it| csv(it, "コード,人名,勤務形態\nE011,谷 一,常勤\n"),
                |it| csv(it, LIST),
            ),
            case(
                983,
                "the list in the second sheet",
                |it| covered(it, &[]),
                |it| covered(it, &["--sheet", "社員一覧"]),
            ),
        ],
    );
}

/// A dry run of a workbook of three rows, changed before.
fn changed(it: &mut Environment, change: fn(&mut rust_xlsxwriter::Worksheet)) -> Ran {
    let mut book = Workbook::new();
    filled(
        &mut book,
        &[
            &["社員番号", "氏名", "所属"],
            &["E011", "谷 一", "東京支店"],
            &["E012", "林 葵", "東京支店"],
        ],
    );
    change(book.worksheet_from_index(0).expect("a sheet"));
    xlsx(it, &mut book)
}

#[test]
fn headers() {
    hold(
        "list_headers",
        &[
            case(
                942,
                "two headers for the org",
                |it| csv(it, "社員番号,部署,所属\nE011,東京支店,大阪支店\n"),
                |it| csv(it, "社員番号,部署,兼務部署\nE011,東京支店,大阪支店\n"),
            ),
            case(
                942,
                "one header over two columns",
                |it| csv(it, "社員番号,所属,所属\nE011,東京支店,大阪支店\n"),
                |it| csv(it, "社員番号,所属1,所属2\nE011,東京支店,大阪支店\n"),
            ),
            case(
                944,
                "a column that is no property",
                |it| csv(it, "社員番号,氏名,血液型\nE011,谷 一,A\n"),
                |it| csv(it, LIST),
            ),
            case(
                945,
                "an org over two rows",
                |it| {
                    changed(it, |sheet| {
                        let plain = Format::new();
                        let merged = sheet.merge_range(1, 2, 2, 2, "東京支店", &plain);
                        merged.expect("merged");
                    })
                },
                |it| changed(it, |_| {}),
            ),
            case(
                946,
                "a row that is hidden",
                |it| {
                    changed(it, |sheet| {
                        sheet.set_row_hidden(2).expect("hidden");
                    })
                },
                |it| changed(it, |_| {}),
            ),
            case(
                947,
                "a second post without a first",
                |it| csv(it, "社員番号,兼務部署\nE011,大阪支店\n"),
                |it| csv(it, "社員番号,部署,兼務部署\nE011,東京支店,大阪支店\n"),
            ),
        ],
    );
}

/// A list of another system.
const OTHER: &str = "コード,氏名,部,課,部\nE011,谷 一,東京支店,営業1課,大阪支店\n";

#[test]
fn mappings() {
    hold(
        "mappings",
        &[
            case(
                940,
                "a header that the list lacks",
                |it| {
                    mapped(
                        it,
                        LIST,
                        "columns: {社員番号: key, 社員氏名: name, 氏名: null}\n",
                    )
                },
                |it| mapped(it, LIST, "columns: {社員番号: key, 氏名: name}\n"),
            ),
            case(
                941,
                "a header over two columns",
                |it| {
                    mapped(
                        it,
                        OTHER,
                        "columns: {コード: key, 氏名: name, 部: \"posts[0].org\", 課: null}\n",
                    )
                },
                |it| {
                    mapped(
                        it,
                        OTHER,
                        "columns: {コード: key, 氏名: name, $C: \"posts[0].org\", 課: null, $E: null}\n",
                    )
                },
            ),
            case(
                943,
                "a property with a letter too many",
                |it| mapped(it, LIST, "columns:\n  社員番号: key\n  氏名: names\n"),
                |it| mapped(it, LIST, "columns:\n  社員番号: key\n  氏名: name\n"),
            ),
            case(
                980,
                "one level twice",
                |it| mapped(it, OTHER, &levels(1)),
                |it| mapped(it, OTHER, &levels(2)),
            ),
            case(
                980,
                "a level of what has none",
                |it| {
                    mapped(
                        it,
                        LIST,
                        "columns: {社員番号: key, 氏名: {to: name, depth: 1}}\n",
                    )
                },
                |it| mapped(it, LIST, "columns: {社員番号: key, 氏名: {to: name}}\n"),
            ),
            case(
                981,
                "headers below the end of the list",
                |it| {
                    mapped(
                        it,
                        LIST,
                        "headerRow: 4\ncolumns: {社員番号: key, 氏名: name}\n",
                    )
                },
                |it| {
                    mapped(
                        it,
                        LIST,
                        "headerRow: 1\ncolumns: {社員番号: key, 氏名: name}\n",
                    )
                },
            ),
            case(
                982,
                "a mapping file without columns",
                |it| mapped(it, LIST, "what: members\n"),
                |it| {
                    mapped(
                        it,
                        LIST,
                        "what: members\ncolumns: {社員番号: key, 氏名: name}\n",
                    )
                },
            ),
            case(
                984,
                "columns as a list",
                |it| mapped(it, LIST, "columns:\n  - 社員番号: key\n  - 氏名: name\n"),
                |it| mapped(it, LIST, "columns:\n  社員番号: key\n  氏名: name\n"),
            ),
        ],
    );
}

/// Levels of an org in columns of their own, the second of which is said to be this one.
fn levels(second: u32) -> String {
    format!(
        "columns:\n  コード: key\n  氏名: name\n  $C: {{to: \"posts[0].org\", depth: 1}}\n  課: {{to: \"posts[0].org\", depth: {second}}}\n  $E: null\n"
    )
}
