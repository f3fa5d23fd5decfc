//! Cells and rows of lists: what a person types, and what a spreadsheet program makes of it.

use meibo::import::sheet::What;
use rust_xlsxwriter::{Formula, Workbook};

use super::case::{case, hold};
use crate::environment::{Environment, Ran};

/// A company with two sections of one name.
pub const COMPANY: &str = "\
tenant:
  key: acme
  plan: standard
  domains: [{key: acme, id: 20000123, name: acme.example}]
orgs:
  - key: tokyo
    name: 東京支店
    orgs: [{key: tokyo-1, name: 営業1課}]
  - key: osaka
    name: 大阪支店
    orgs: [{key: osaka-1, name: 営業1課}, {key: osaka-2, name: 営業2課}]
";

/// A dry run of a list into the company.
pub fn csv(it: &mut Environment, list: impl AsRef<[u8]>) -> Ran {
    it.write("company/tenant.yaml", COMPANY);
    fresh(it, list)
}

/// The same into whatever stands in the folder.
pub fn fresh(it: &mut Environment, list: impl AsRef<[u8]>) -> Ran {
    it.write("社員一覧.csv", list);
    it.meibo(&[
        "import",
        "--csv",
        "社員一覧.csv",
        "--out",
        "company",
        "--dry-run",
    ])
}

/// The same with a mapping file.
pub fn mapped(it: &mut Environment, list: &str, mapping: &str) -> Ran {
    it.write("company/tenant.yaml", COMPANY);
    it.write("社員一覧.csv", list);
    it.write("対応表.yaml", mapping);
    it.meibo(&[
        "import",
        "--csv",
        "社員一覧.csv",
        "--mapping",
        "対応表.yaml",
        "--out",
        "company",
        "--dry-run",
    ])
}

/// The same of a list of orgs or groups.
fn of(it: &mut Environment, what: What, list: &str) -> Ran {
    it.write("company/tenant.yaml", COMPANY);
    it.write("一覧.csv", list);
    it.meibo(&[
        "import",
        "--csv",
        "一覧.csv",
        "--what",
        what.section(),
        "--out",
        "company",
        "--dry-run",
    ])
}

/// The same of a workbook.
pub fn xlsx(it: &mut Environment, book: &mut Workbook) -> Ran {
    it.write("company/tenant.yaml", COMPANY);
    let path = it.folder().join("社員一覧.xlsx");
    book.save(path).expect("saved");
    it.meibo(&[
        "import",
        "--xlsx",
        "社員一覧.xlsx",
        "--out",
        "company",
        "--dry-run",
    ])
}

/// Texts of a sheet, row by row.
pub fn filled(book: &mut Workbook, rows: &[&[&str]]) {
    let sheet = book.add_worksheet();
    sheet.set_name("社員一覧").expect("a name");
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(*cells) {
            sheet.write(row, column, *text).expect("written");
        }
    }
}

/// An org that a formula looks up, and what came of it.
fn looked_up(it: &mut Environment, result: &str) -> Ran {
    let mut book = Workbook::new();
    filled(
        &mut book,
        &[&["社員番号", "氏名", "所属"], &["E011", "谷 一"]],
    );
    let formula = Formula::new("=VLOOKUP(A2,部署!A:B,2,FALSE)").set_result(result);
    let sheet = book.worksheet_from_index(0).expect("a sheet");
    sheet.write(1, 2, formula).expect("written");
    xlsx(it, &mut book)
}

#[test]
fn cells() {
    hold(
        "cells",
        &[
            case(
                948,
                "a formula that found nothing",
                |it| looked_up(it, "#N/A"),
                |it| looked_up(it, "東京支店"),
            ),
            case(
                949,
                "a character that another program lost",
                |it| csv(it, "社員番号,氏名\nE011,\u{fffd}橋 一郎\n"),
                |it| csv(it, "社員番号,氏名\nE011,髙橋 一郎\n"),
            ),
            case(
                950,
                "the thirtieth of February",
                |it| csv(it, "社員番号,氏名,入社日\nE011,谷 一,2026/2/30\n"),
                |it| csv(it, "社員番号,氏名,入社日\nE011,谷 一,2026/2/28\n"),
            ),
            case(
                951,
                "a title where yes or no is asked",
                |it| {
                    csv(
                        it,
                        "社員番号,氏名,所属,組織長\nE011,谷 一,東京支店,支店長\n",
                    )
                },
                |it| csv(it, "社員番号,氏名,所属,組織長\nE011,谷 一,東京支店,有\n"),
            ),
            case(
                952,
                "a state of the HR system",
                |it| csv(it, "社員番号,氏名,在籍区分\nE011,谷 一,出向中\n"),
                |it| csv(it, "社員番号,氏名,在籍区分\nE011,谷 一,在職\n"),
            ),
            case(
                953,
                "an exported cell that was cut short",
                |it| {
                    csv(
                        it,
                        "社員番号,custom.badge\nE011,\"json:{\"\"link\"\": \"\"https://a.example\"\"\"\n",
                    )
                },
                |it| {
                    csv(
                        it,
                        "社員番号,custom.badge\nE011,\"json:{\"\"link\"\": \"\"https://a.example\"\"}\"\n",
                    )
                },
            ),
            case(
                953,
                "one word where a list of them is wanted",
                |it| {
                    of(
                        it,
                        What::Orgs,
                        "組織コード,組織名,features\n310,総務部,\"json:\"\"message\"\"\"\n",
                    )
                },
                |it| {
                    of(
                        it,
                        What::Orgs,
                        "組織コード,組織名,features\n310,総務部,\"json:[\"\"message\"\"]\"\n",
                    )
                },
            ),
            case(
                954,
                "a login id without a mail domain",
                |it| fresh(it, "氏名,メール\n谷 一,hajime\n"),
                |it| fresh(it, "氏名,メール\n谷 一,hajime@acme.example\n"),
            ),
            case(
                955,
                "a name without a space",
                |it| csv(it, "社員番号,氏名\nE011,谷一\n"),
                |it| csv(it, "社員番号,氏名\nE011,谷 一\n"),
            ),
            case(
                956,
                "the name of two orgs",
                |it| csv(it, "社員番号,氏名,所属\nE011,谷 一,営業1課\n"),
                |it| csv(it, "社員番号,氏名,所属\nE011,谷 一,大阪支店/営業1課\n"),
            ),
            case(
                957,
                "sixteen levels of orgs",
                |it| {
                    csv(
                        it,
                        "社員番号,所属\nE011,1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16\n",
                    )
                },
                |it| {
                    csv(
                        it,
                        "社員番号,所属\nE011,1/2/3/4/5/6/7/8/9/10/11/12/13/14/15\n",
                    )
                },
            ),
            case(
                958,
                "an org that is not declared",
                |it| mapped(it, "社員番号,部署\nE011,営業3課\n", REFUSING),
                |it| mapped(it, "社員番号,部署\nE011,営業2課\n", REFUSING),
            ),
            case(
                958,
                "a position that is not declared",
                |it| mapped(it, "社員番号,部署,役\nE011,営業2課,係長\n", REFUSING_TITLES),
                |it| mapped(it, "社員番号,部署,役\nE011,営業2課,\n", REFUSING_TITLES),
            ),
            case(
                959,
                "numbers without their zeros",
                |it| csv(it, "社員番号,氏名\n99,谷 一\n101,林 葵\n"),
                |it| csv(it, "社員番号,氏名\n0099,谷 一\n0101,林 葵\n"),
            ),
            case(
                960,
                "an org in the column of all posts",
                |it| csv(it, "key,posts\nE011,東京支店\n"),
                |it| csv(it, "key,posts\nE011,(clear)\n"),
            ),
            case(
                961,
                "a comma that no quotes surround",
                |it| csv(it, "社員番号,氏名,担当業務\nE011,谷 一,採用,研修\n"),
                |it| csv(it, "社員番号,氏名,担当業務\nE011,谷 一,\"採用,研修\"\n"),
            ),
        ],
    );
}

/// Refuses orgs that nobody declared.
const REFUSING: &str = "\
columns:
  社員番号: key
  部署: {to: \"posts[0].org\", missing: refuse}
";

/// Refuses positions that nobody declared.
const REFUSING_TITLES: &str = "\
columns:
  社員番号: key
  部署: \"posts[0].org\"
  役: {to: \"posts[0].position\", missing: refuse}
";

/// As many posts as a list has rows, of one person or of as many.
fn posts(it: &mut Environment, rows: usize, key: fn(usize) -> usize) -> Ran {
    let mut list = "社員番号,氏名,所属\n".to_owned();
    for row in 1..=rows {
        list.push_str(&format!("{:04},谷 一,店舗{row}\n", key(row)));
    }
    csv(it, list)
}

#[test]
fn rows() {
    hold(
        "rows",
        &[
            case(
                962,
                "neither a number nor an address",
                |it| csv(it, "社員番号,氏名,メール\n,谷 一,\n"),
                |it| csv(it, "社員番号,氏名,メール\n,谷 一,hajime@acme.example\n"),
            ),
            case(
                963,
                "one code for two orgs",
                |it| {
                    of(
                        it,
                        What::Orgs,
                        "組織コード,組織名\n310,総務部\n310,人事部\n",
                    )
                },
                |it| {
                    of(
                        it,
                        What::Orgs,
                        "組織コード,組織名\n310,総務部\n320,人事部\n",
                    )
                },
            ),
            case(
                964,
                "one address for two members",
                |it| {
                    csv(
                        it,
                        "社員番号,氏名,メール\nE011,谷 一,tani@acme.example\nE012,谷 葵,tani@acme.example\n",
                    )
                },
                |it| {
                    csv(
                        it,
                        "社員番号,氏名,メール\nE011,谷 一,tani@acme.example\nE012,谷 葵,aoi@acme.example\n",
                    )
                },
            ),
            case(
                965,
                "two spellings of one name",
                |it| {
                    csv(
                        it,
                        "社員番号,氏名,所属\nE011,渡辺 一,東京支店\nE011,渡邊 一,大阪支店\n",
                    )
                },
                |it| {
                    csv(
                        it,
                        "社員番号,氏名,所属\nE011,渡邊 一,東京支店\nE011,渡邊 一,大阪支店\n",
                    )
                },
            ),
            case(
                966,
                "one number in every row",
                |it| posts(it, 101, |_| 1),
                |it| posts(it, 101, |row| row),
            )
            // A member may have 30 posts: also told, as of a list that is imported whole.
            .beside(&[143]),
            case(
                967,
                "a character that Shift_JIS lacks",
                |it| export(it, "鷗外"),
                |it| export(it, "鴎外"),
            ),
        ],
    );
}

/// A list of the members in Shift_JIS.
fn export(it: &mut Environment, first: &str) -> Ran {
    it.write("company/tenant.yaml", COMPANY);
    it.write(
        "company/members.yaml",
        format!(
            "members:\n  - key: E001\n    email: mori@acme.example\n    name: {{last: 森, first: {first}}}\n"
        ),
    );
    it.meibo(&[
        "export",
        "company",
        "--csv",
        "--encoding",
        "shift_jis",
        "--out",
        "社員一覧.csv",
    ])
}
