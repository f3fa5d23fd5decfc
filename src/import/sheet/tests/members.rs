use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};

use super::super::people::Person;
use super::super::{Known, Table, Wish, by_mapping, codes, mapping, read, read_csv, read_xlsx};
use super::{MAPPING, mapped, members, plain, told};
use crate::report::problems::{TextOptions, render};

const UTF8: &[u8] = include_bytes!("../testdata/members-utf8-bom.csv");
const CP932: &[u8] = include_bytes!("../testdata/members-cp932.csv");

/// The same list as Excel holds it: dates are dates, the rest text.
fn excel() -> Vec<u8> {
    let csv = read_csv("members.csv", UTF8, Wish::Auto).expect("the fixture");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("社員一覧").expect("a name");
    let date = Format::new().set_num_format("yyyy/m/d");
    for row in &csv.rows {
        for (column, cell) in row.cells.iter().enumerate() {
            let (at, column) = (row.number - 1, u16::try_from(column).expect("few columns"));
            let text = cell.text();
            match text.as_str() {
                "" => {}
                "2015/4/1" => {
                    let day = ExcelDateTime::from_ymd(2015, 4, 1).expect("a day");
                    sheet
                        .write_with_format(at, column, &day, &date)
                        .expect("written");
                }
                // A number of eight digits is no day number.
                "20200401" => {
                    sheet.write(at, column, 20_200_401.0).expect("written");
                }
                text => {
                    sheet.write(at, column, text).expect("written");
                }
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn sections(table: &Table) -> (Value, Vec<String>) {
    let mapping = mapping::read("mapping.yaml", MAPPING).expect("a mapping");
    let layout = by_mapping(table, &mapping, "mapping.yaml").expect("it fits");
    let outcome = read(table, &layout, Known::default());
    let told = told(&outcome.problems);
    (Value::Object(outcome.sections), told)
}

#[test]
fn one_list_in_three_encodings_is_one_configuration() {
    let csv = |bytes| read_csv("members.csv", bytes, Wish::Auto).expect("a CSV file");
    let (utf8, cp932) = (sections(&csv(UTF8)), sections(&csv(CP932)));
    let (xlsx, notes) = read_xlsx("members.xlsx", &excel(), None).expect("a workbook");
    assert_eq!(notes, []);
    insta::assert_json_snapshot!("members", utf8.0);
    assert_eq!(cp932, utf8);
    // Lines within a cell are no rows of Excel's: only the lines of places differ.
    let (xlsx, told) = sections(&xlsx);
    assert_eq!(xlsx, utf8.0);
    assert_eq!(told.len(), utf8.1.len());
    assert_eq!(utf8.1, ["M0955 8:2 氏名 (B6)", "M0955 8:3 フリガナ (C6)",]);
}

#[test]
fn what_is_wrong_is_told_with_row_and_column_all_at_once() {
    let text = "社員番号,氏名,メール,所属,入社日,組織長,役職\n\
                E1,森 花子,hanako mori@acme.example,営業部,2026-02-30,有,課長\n\
                E1,森 花子,hanakomori@acme.example,営業部,2026-02-28,無,課長\n\
                ,,,営業部,,,\n\
                E3,山田 太郎,hanakomori@acme.example,営業部,,多分,\n\
                E4,\"a:b c\",ÄÖ@acme.example,営業部,R9.9.99,,\n";
    let outcome = plain(text);
    let shown = render(&outcome.problems, &|_| None, &TextOptions::default());
    insta::assert_snapshot!("wrong_rows", shown);
}

#[test]
fn rows_of_one_member_are_its_posts() {
    let mapping = "columns: {コード: key, 氏名: name, 部署: 'posts[0].org', 役職: 'posts[0].position', \
                   兼務: 'posts[1].org'}";
    let text = "コード,氏名,部署,役職,兼務\n\
                1,森 花子,営業部,課長,\n\
                2,山田 太郎,,,開発部\n\
                1,,開発部,,総務部\n\
                1,森 花子,営業部,課長,\n\
                1,森 華子,営業部,部長,\n";
    let outcome = mapped(text, mapping, Known::default()).expect("it fits");
    assert_eq!(
        members(&outcome),
        &json!([
            {"key": "1", "name": {"last": "森", "first": "花子"}, "posts": [
                {"org": "営業部", "position": "課長"}, {"org": "開発部"}, {"org": "総務部"}]},
            {"key": "2", "name": {"last": "山田", "first": "太郎"}, "posts": [{"org": "開発部"}]},
        ])
    );
    assert_eq!(
        told(&outcome.problems),
        ["M0965 6:2 氏名 (B6)", "M0965 6:4 役職 (D6)"]
    );
    let differs = &outcome.problems[0];
    assert_eq!(differs.code, codes::ROWS_DIFFER);
    assert_eq!(differs.labels[1].1.at, Some((2, 2)), "the earlier row");
    assert_eq!(differs.labels[1].1.object.as_deref(), Some("B2"));
}

#[test]
fn a_member_that_is_declared_keeps_its_key() {
    let mut known = Known::default();
    known.members.add(Person {
        key: "E00042".to_owned(),
        email: Some("hanako@acme.example".to_owned()),
        ..Person::default()
    });
    let text = "メール,姓,名\nHANAKO@acme.example,森,花子\nnew@acme.example,新,人\n";
    let outcome = mapped(
        text,
        "{key: localPart, columns: {メール: email, 姓: name.last, 名: name.first}}",
        known,
    )
    .expect("it fits");
    let keys: Vec<&Value> = members(&outcome)
        .as_array()
        .into_iter()
        .flatten()
        .map(|member| &member["key"])
        .collect();
    assert_eq!(keys, ["E00042", "new"]);
}

#[test]
fn lost_zeros_are_suspected() {
    let outcome = plain("社員番号,姓\n101,森\n99,山田\n1002,佐藤\n");
    assert_eq!(told(&outcome.problems), ["M0959 3:1 社員番号 (A3)"]);
    for text in [
        "社員番号,姓\n0101,森\n99,山田\n",
        "社員番号,姓\n101,森\nE9,山田\n",
    ] {
        assert_eq!(told(&plain(text).problems), [] as [&str; 0]);
    }
}

#[test]
fn a_constant_of_a_post_makes_no_post() {
    let mapping = "{columns: {k: key, o: 'posts[0].org'}, constants: {'posts[0].visible': false, searchable: 1, name.last: 森}}";
    let outcome = mapped("k,o\n1,営業部\n2,\n", mapping, Known::default()).expect("it fits");
    assert_eq!(
        members(&outcome),
        &json!([
            {"key": "1", "name": {"last": "森"}, "searchable": true,
             "posts": [{"org": "営業部", "visible": false}]},
            {"key": "2", "name": {"last": "森"}, "searchable": true},
        ])
    );
    let wrong = "{columns: {k: key}, constants: {searchable: 多分}}";
    let outcome = mapped("k\n1\n2\n", wrong, Known::default()).expect("it fits");
    assert_eq!(told(&outcome.problems), ["M0951 1:45 "]);
    // Only the second row has the post, and the third has it again.
    let wrong = "{columns: {k: key, o: 'posts[0].org'}, constants: {'posts[0].visible': maybe}}";
    let list = "k,o\n1,\n2,営業部\n3,営業部\n";
    let outcome = mapped(list, wrong, Known::default()).expect("it fits");
    assert_eq!(told(&outcome.problems), ["M0951 1:72 "]);
}

#[test]
fn thousands_of_rows_of_one_member_come_to_an_end() {
    let mut text = "社員番号,姓,組織\n".to_owned();
    for number in 0..5_000 {
        text.push_str(&format!("1,森,課{number}\n"));
    }
    let outcome = plain(&text);
    let too_many = outcome
        .problems
        .iter()
        .filter(|one| one.code == codes::TOO_MANY_ROWS);
    assert_eq!(too_many.count(), 1);
}

/// After a line break within a cell the line of the file is no row of a spreadsheet.
#[test]
fn cells_are_named_as_a_spreadsheet_shows_them() {
    let text = "備考,社員番号,氏名,メール\n\"x\ny\nz\",1,森 花子,aa@acme.example\n,,林 葵,\n\
                ,2,谷 一,bb@acme.example\n,3,谷 二,bb@acme.example\n";
    let outcome = plain(text);
    assert_eq!(
        told(&outcome.problems)[1..],
        ["M0962 5:2 社員番号 (B3)", "M0964 7:4 メール (D5)"]
    );
    let first = &outcome.problems[2].labels[1];
    assert_eq!(first.0, "firstDeclared");
    assert_eq!(first.1.object.as_deref(), Some("D4"));
    assert_eq!(first.1.at, Some((6, 4)));
}
