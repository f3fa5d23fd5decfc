//! Lists in and out, as a person types it: CSV, Excel, mapping files.

use meibo::import::sheet::What;
use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::environment::Environment;

const TENANT: &str = "\
# The tenant of ACME.
tenant:
  key: acme
  plan: advanced
  sso: true
  domains:
    - {key: acme, id: 20000123, name: acme.example, enable: [levels, positions]}
levels:
  - {key: L1, name: 部長級}
orgs:
  - key: hq
    name: 本社   # the head office
    email: hq@acme.example
    orgs:
      - {key: sales, name: 営業部, email: sales@acme.example}
";
const MEMBERS: &str = "\
members:
  # Leads sales.
  - key: E1
    email: ichiro@acme.example
    name: {last: 髙橋, first: 一郎}
    telephone: 03-0000-0001
    posts: [{org: sales, leader: true}]
";
const LIST: &str = "社員番号,氏名,メール,所属,役職,職級,携帯電話\r\n\
    E1,髙橋 一郎,ichiro,本社/営業部,部長,部長級,090-0000-0001\r\n\
    E2,森 花子,hanako,本社/営業部/営業1課,課長,一般,\r\n";

fn company() -> Environment {
    let environment = Environment::new();
    environment.write("company/tenant.yaml", TENANT);
    environment.write("company/members.yaml", MEMBERS);
    environment.write("members.csv", LIST);
    environment
}

fn read(environment: &Environment, path: &str) -> String {
    std::fs::read_to_string(environment.folder().join(path)).expect("a text file")
}

const IMPORT: [&str; 5] = ["import", "--csv", "members.csv", "--out", "company"];

#[test]
fn a_dry_run_shows_what_would_change_and_writes_nothing() {
    let environment = company();
    for language in ["en", "ja"] {
        let args = [&IMPORT[..], &["--dry-run", "--lang", language]].concat();
        let ran = environment.meibo(&args).exits(0);
        insta::assert_snapshot!(format!("sheets_dry_run_{language}"), ran.stdout);
        assert!(!ran.stdout.contains("090-"), "personal data is masked");
    }
    assert_eq!(read(&environment, "company/members.yaml"), MEMBERS);
    assert_eq!(read(&environment, "company/tenant.yaml"), TENANT);
    let args = [
        &IMPORT[..],
        &["--dry-run", "--format", "json", "--show-sensitive"],
    ]
    .concat();
    let view: Value =
        serde_json::from_str(&environment.meibo(&args).exits(0).stdout).expect("JSON");
    assert_eq!(view["dryRun"], true);
    assert_eq!(view["first"][0]["value"]["cellPhone"], "090-0000-0001");
}

#[test]
fn a_list_changes_what_it_names_and_leaves_the_rest() {
    let environment = company();
    environment.meibo(&IMPORT).exits(0);
    insta::assert_snapshot!(
        "sheets_folder",
        format!(
            "{}---\n{}",
            read(&environment, "company/tenant.yaml"),
            read(&environment, "company/members.yaml")
        )
    );
    environment.meibo(&["validate", "company"]).exits(0);
    let before = read(&environment, "company/members.yaml");
    let again = environment.meibo(&IMPORT).exits(0);
    assert!(again.stdout.contains("Nothing changes"), "{}", again.stdout);
    assert_eq!(read(&environment, "company/members.yaml"), before);
}

#[test]
fn a_workbook_with_a_mapping_file_does_the_same() {
    let environment = company();
    environment.meibo(&IMPORT).exits(0);
    let by_csv = read(&environment, "company/members.yaml");
    let environment = company();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0_u32..).zip(LIST.lines()) {
        for (column, cell) in (0_u16..).zip(line.split(',')) {
            if !cell.is_empty() {
                sheet.write(row, column, cell).expect("written");
            }
        }
    }
    book.save(environment.folder().join("members.xlsx"))
        .expect("saved");
    let suggested = environment.meibo(&["import", "--csv", "members.csv", "--suggest-mapping"]);
    environment.write("mapping.yaml", &suggested.exits(0).stdout);
    let args = [
        "import",
        "--xlsx",
        "members.xlsx",
        "--mapping",
        "mapping.yaml",
        "--out",
        "company",
    ];
    environment.meibo(&args).exits(0);
    assert_eq!(read(&environment, "company/members.yaml"), by_csv);
}

#[test]
fn errors_are_told_all_at_once_and_write_nothing() {
    let environment = company();
    let list = format!("{LIST}E3,佐藤,saburo@,本社,,,abc\r\nE4,鈴木 四郎,hanako,本社,,,\r\n");
    environment.write("members.csv", &list);
    let ran = environment.meibo(&IMPORT).exits(1);
    for part in [
        "members.csv:4:3",
        "members.csv:4:7",
        "members.csv:5:3",
        "携帯電話 (G4)",
    ] {
        assert!(ran.stderr.contains(part), "{part}: {}", ran.stderr);
    }
    assert_eq!(read(&environment, "company/members.yaml"), MEMBERS);
    // What only the whole configuration shows is found before anything is written, too.
    environment.write(
        "members.csv",
        "key,email,posts[0].org\r\nE9,kuro@acme.example,nowhere\r\n",
    );
    let ran = environment.meibo(&IMPORT).exits(1);
    assert!(ran.stderr.contains("nowhere"), "{}", ran.stderr);
    // Where the list says it, and not in a file as it was never written.
    assert!(ran.stderr.contains("members.csv:2:3"), "{}", ran.stderr);
    let orgs =
        "組織コード,組織名,上位組織コード,features\r\n310,総務部,hq,\r\n311,採用課,310,note\r\n";
    environment.write("orgs.csv", orgs);
    let ran = environment.meibo(&["import", "--csv", "orgs.csv", "--out", "company"]);
    let told = ran.exits(1).stderr;
    assert!(told.contains("M0266 org/311"), "{told}");
    assert!(told.contains("orgs.csv:3:4"), "{told}");
    assert!(told.contains("features (D3)"), "{told}");
    // An org that the list names, with a character that no name may have.
    environment.write("members.csv", "社員番号,所属\r\nE1,本社\r\nE2,営業%部\r\n");
    let told = environment.meibo(&IMPORT).exits(1).stderr;
    assert!(told.contains("members.csv:3:2"), "{told}");
    assert_eq!(read(&environment, "company/members.yaml"), MEMBERS);
    // A file where a folder is wanted is told as one.
    let ran = environment.meibo(&["import", "--csv", "members.csv", "--out", "members.csv"]);
    let told = "members.csv cannot be written: not a directory";
    assert!(ran.exits(1).stderr.contains(told));
    for args in [
        &["import", "--csv", "missing.csv", "--out", "company"][..],
        &[
            "import",
            "--csv",
            "members.csv",
            "--out",
            "company/members.yaml",
        ],
        &["import", "--xlsx", "members.csv", "--out", "company"],
        &["import", "--csv", "members.csv", "--xlsx", "members.csv"],
        &["import", "--mapping", "members.csv"],
    ] {
        environment.meibo(args).exits(1);
    }
}

/// A row with fewer posts than are declared takes the others out, which a count of lines does
/// not show; one member and one line are said as one.
#[test]
fn posts_that_a_list_takes_out_are_told_in_words() {
    let environment = company();
    environment.write(
        "members.csv",
        "社員番号,氏名,メール,所属\r\nE1,髙橋 一郎,ichiro,本社\r\n",
    );
    let args = [&IMPORT[..], &["--dry-run"]].concat();
    let text = environment.meibo(&args).exits(0).stdout;
    for part in [
        "1 row, 1 member\n",
        "not in the list: 1 post.",
        "E1 (sales)",
        "1 file would change:",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let args = [&IMPORT[..], &["--dry-run", "--format", "json"]].concat();
    let view: Value =
        serde_json::from_str(&environment.meibo(&args).exits(0).stdout).expect("JSON");
    assert_eq!(view["postsGone"][0]["orgs"][0], "sales");
}

/// What a list loses by its own form, or a mapping by a typo, is told before anything is
/// written, in the language asked for.
#[test]
fn cells_that_would_be_lost_refuse_the_list() {
    let environment = company();
    let lines = "社員番号,氏名,メール,備考\r\nE1,髙橋 一郎,ichiro,\"閉じ忘れ\r\nE2,森 花子,hanako,\r\nE3,谷 一,hajime,\"引用\"\r\n";
    environment.write("members.csv", lines);
    let ran = environment.meibo(&IMPORT).exits(1);
    assert!(ran.stderr.contains("M0937"), "{}", ran.stderr);
    assert!(ran.stderr.contains("members.csv:2:4"), "{}", ran.stderr);
    environment.write(
        "members.csv",
        format!("{LIST}E4,谷 一,hajime,本社,,,,余分\r\n"),
    );
    let ran = environment.meibo(&IMPORT).exits(1);
    assert!(ran.stderr.contains("M0961"), "{}", ran.stderr);
    environment.write("members.csv", LIST);
    environment.write(
        "mapping.yaml",
        "columns:\n  氏名: {to: name, odrer: firstLast}\n",
    );
    let args = [&IMPORT[..], &["--mapping", "mapping.yaml", "--lang", "ja"]].concat();
    let ran = environment.meibo(&args).exits(1);
    assert!(
        ran.stderr
            .contains("`odrer` という項目はここにはありません")
            && ran.stderr.contains("mapping.yaml:2:18"),
        "{}",
        ran.stderr
    );
    assert_eq!(read(&environment, "company/members.yaml"), MEMBERS);
}

#[test]
fn a_folder_that_is_not_there_is_made() {
    let environment = company();
    environment.write(
        "members.csv",
        LIST.replace("ichiro", "ichiro@a.example")
            .replace("hanako", "hanako@a.example"),
    );
    environment
        .meibo(&["import", "--csv", "members.csv", "--out", "new/folder"])
        .exits(0);
    assert!(read(&environment, "new/folder/members.yaml").contains("森"));
    assert!(read(&environment, "new/folder/orgs.yaml").contains("営業1課"));
    // A new file holds what its owner alone reads; one that is there stays as open as it was.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = environment.folder().join("new/folder/members.yaml");
        let mode = || {
            let file = std::fs::metadata(&file).expect("a file");
            file.permissions().mode() & 0o777
        };
        assert_eq!(mode(), 0o600);
        let open = std::fs::Permissions::from_mode(0o640);
        std::fs::set_permissions(&file, open).expect("changed");
        environment.write("members.csv", "社員番号,内線\r\nE1,1234\r\n");
        environment
            .meibo(&["import", "--csv", "members.csv", "--out", "new/folder"])
            .exits(0);
        assert!(read(&environment, "new/folder/members.yaml").contains("1234"));
        assert_eq!(mode(), 0o640);
    }
}

/// Exporting the example and importing it again changes no byte of it.
#[test]
fn what_was_exported_comes_back_as_the_same() {
    let environment = Environment::new();
    environment.copy_example("acme");
    for what in [What::Members, What::Orgs, What::Groups] {
        let what = what.section();
        for encoding in ["utf-8-bom", "shift_jis"] {
            environment
                .meibo(&[
                    "export",
                    "acme",
                    "--csv",
                    "--what",
                    what,
                    "--encoding",
                    encoding,
                    "--out",
                    "list.csv",
                ])
                .exits(0);
            let ran =
                environment.meibo(&["import", "--csv", "list.csv", "--out", "acme", "--dry-run"]);
            let text = ran.exits(0).stdout;
            assert!(text.contains("Nothing changes"), "{what}: {text}");
        }
    }
    let shown = environment.meibo(&["export", "acme", "--csv"]).exits(0);
    assert!(
        !shown.stdout.contains("cellPhone"),
        "personal data stands in files alone"
    );
    let shown = environment
        .meibo(&["export", "acme", "--csv", "--show-sensitive"])
        .exits(0);
    assert!(shown.stdout.contains("cellPhone"));
}
