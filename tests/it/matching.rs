//! A list that is imported again and again: into a folder without a tenant, of members that
//! are declared under other keys, beside the folder's own files.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::environment::{Environment, Ran};

const TENANT: &str = "\
tenant:
  key: acme
  plan: standard
  domains:
    - {key: acme, id: 20000123, name: acme.example}
";
const LIST: &str = "社員番号,氏名,メール,所属\n\
    1,森 花子,aa@acme.example,営業部\n\
    2,森 太郎,bb@acme.example,本社/営業部\n\
    3,森 次郎,cc@acme.example,営業部\n";

fn import(environment: &Environment, list: &str, out: &str) -> Ran {
    environment.write("list.csv", list);
    environment.meibo(&["import", "--csv", "list.csv", "--out", out])
}

fn read(environment: &Environment, path: &str) -> String {
    std::fs::read_to_string(environment.folder().join(path)).expect("a text file")
}

/// The YAML files of a folder.
fn yaml(environment: &Environment, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = environment.folder().join(folder);
    let files = environment.files().into_iter();
    files
        .filter_map(|(path, bytes)| {
            let name = path.strip_prefix(&folder).ok()?.to_str()?.to_owned();
            name.ends_with(".yaml").then_some((name, bytes))
        })
        .collect()
}

#[test]
fn a_folder_without_a_tenant_is_known_as_well() {
    let environment = Environment::new();
    import(&environment, LIST, "co").exits(0);
    let before = yaml(&environment, "co");
    // The same people in another order.
    let mut lines: Vec<&str> = LIST.lines().collect();
    lines.swap(1, 2);
    let ran = import(&environment, &lines.join("\n"), "co").exits(0);
    assert!(ran.stdout.contains("Nothing changes"), "{}", ran.stdout);
    assert_eq!(yaml(&environment, "co"), before);

    environment.write(
        "p/orgs.yaml",
        "orgs:\n  - {key: sales, name: 営業部}\n  - {key: logi, domain: logi, name: 物流}\n",
    );
    import(&environment, &LIST.replace("本社/", ""), "p").exits(0);
    let orgs = read(&environment, "p/orgs.yaml");
    assert_eq!(orgs.matches("営業部").count(), 1, "{orgs}");
    assert!(read(&environment, "p/members.yaml").contains("org: sales"));

    // What only the whole configuration shows is found here, too.
    let before = yaml(&environment, "p");
    let keyed = "key,メール\n0003,bb@acme.example\n";
    let ran = import(&environment, keyed, "p").exits(1);
    assert!(ran.stderr.contains("M0973"), "{}", ran.stderr);
    let keyed = "key,posts[0].org\n0003,nowhere\n";
    let ran = import(&environment, keyed, "p").exits(1);
    assert!(ran.stderr.contains("M0200"), "{}", ran.stderr);
    assert_eq!(yaml(&environment, "p"), before);
}

/// Without a tenant nothing tells which domain is the first: that is no error yet.
#[test]
fn domains_that_nothing_declares_yet_are_taken_as_they_are() {
    let environment = Environment::new();
    environment.write(
        "co/all.yaml",
        "levels:\n  - {key: L1, domain: acme, name: 部長級}\norgs:\n  - {key: hq, domain: acme, name: 本社}\n  \
         - {key: sales, parent: hq, name: 営業部}\n\
         members:\n  - key: \"1\"\n    level: L1\n    email: aa@acme.example\n    posts: [{org: hq}]\n    \
         secondary:\n      - {domain: logi, email: aa@logi.example, posts: []}\n    aliasEmails: [a1@acme.example]\n",
    );
    import(&environment, LIST, "co").exits(0);
}

#[test]
fn a_member_is_known_by_the_employee_number() {
    let environment = Environment::new();
    let declared = "members:\n  - key: aoi\n    email: aoi@acme.example\n    \
                    name: {last: 林, first: 葵}\n    employeeNumber: \"0001\"\n";
    environment.write("co/meibo.yaml", format!("{TENANT}{declared}"));
    let married = "社員番号,氏名,メール\n0001,小川 葵,ogawa.aoi@acme.example\n";
    import(&environment, married, "co").exits(0);
    let now = read(&environment, "co/meibo.yaml");
    assert_eq!(now.matches("key: ").count(), 3, "one member: {now}");
    assert!(now.contains("小川") && now.contains("ogawa.aoi"), "{now}");

    let transfers = "社員番号,役職,所属\n0001,課長,営業部\n";
    import(&environment, transfers, "co").exits(0);
    let valid = environment.meibo(&["validate", "co"]).exits(0);
    assert!(valid.stdout.contains("1 member"), "{}", valid.stdout);

    // One of those that stand there twice is told by `validate`.
    environment.write(
        "co/more.yaml",
        "members:\n  - {key: \"0001\", email: xx@acme.example, employeeNumber: \"0001\"}\n",
    );
    let valid = environment.meibo(&["validate", "co"]).exits(0);
    assert!(valid.stderr.contains("M0238"), "{}", valid.stderr);
}

#[test]
fn an_address_that_was_handed_on_makes_nobody_another() {
    let environment = Environment::new();
    let declared = "members:\n  - key: \"0002\"\n    state: deleted\n    email: bb@acme.example\n    \
                    name: {last: 林, first: 葵}\n    employeeNumber: \"0002\"\n";
    environment.write("co/meibo.yaml", format!("{TENANT}{declared}"));
    let before = yaml(&environment, "co");
    let list = "社員番号,氏名,メール\n0003,別 人,bb@acme.example\n";
    let ran = import(&environment, list, "co").exits(1);
    assert!(ran.stderr.contains("M0970"), "{}", ran.stderr);
    assert!(ran.stderr.contains("list.csv:2:1"), "{}", ran.stderr);
    assert_eq!(yaml(&environment, "co"), before);
}

/// The commands that `docs/sheets.md` begins with, where the list lies.
#[test]
fn the_documented_commands_work_beside_the_list() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/sheets.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let (_, rest) = page.split_once("```console\n").expect("commands");
    let (commands, _) = rest.split_once("```").expect("their end");
    let environment = Environment::new();
    environment.write("members.csv", LIST);
    let mut ran = 0;
    for line in commands.lines() {
        let line = line.strip_prefix("$ meibo ").expect("a command");
        let line = line.split(" #").next().unwrap_or(line).trim();
        let (line, into) = match line.split_once(" > ") {
            Some((line, file)) => (line, Some(file)),
            None => (line, None),
        };
        if line.contains("--xlsx") {
            continue;
        }
        // As a shell does it.
        if let Some(file) = into {
            environment.write(file, "");
        }
        let args: Vec<&str> = line.split_whitespace().collect();
        let done = environment.meibo(&args).exits(0);
        if let Some(file) = into {
            environment.write(file, done.stdout);
        }
        ran += 1;
    }
    assert_eq!(ran, 5);
    environment.meibo(&["validate", "company"]).exits(0);
}

#[test]
fn lists_and_their_mappings_are_in_nobodys_way() {
    let environment = Environment::new();
    environment.write("list.csv", LIST);
    environment.write("photo.jpg", "");
    let args = ["import", "--csv", "list.csv"];
    environment
        .meibo(&[&args[..], &["--dry-run"]].concat())
        .exits(0);
    let ran = environment.meibo(&args).exits(1);
    assert!(ran.stderr.contains("photo.jpg"), "{}", ran.stderr);
    std::fs::remove_file(environment.folder().join("photo.jpg")).expect("removed");
    let suggested = environment.meibo(&[&args[..], &["--suggest-mapping"]].concat());
    environment.write("mapping.yaml", suggested.exits(0).stdout);
    environment
        .meibo(&[&args[..], &["--mapping", "mapping.yaml"]].concat())
        .exits(0);
    assert!(environment.folder().join("meibo.schema.json").exists());
    environment.meibo(&["init"]).exits(0);
    // The mapping declares nothing, which is said.
    let valid = environment.meibo(&["validate"]).exits(0);
    assert!(valid.stderr.contains("M0125"), "{}", valid.stderr);
    assert!(!valid.stderr.contains("M0130"), "{}", valid.stderr);
    let again = environment
        .meibo(&[&args[..], &["--mapping", "mapping.yaml"]].concat())
        .exits(0);
    assert!(again.stdout.contains("Nothing changes"), "{}", again.stdout);
    // Beside a section it is a mistake as ever.
    environment.write("mapping.yaml", "columns: {}\nmembers: []\n");
    let valid = environment.meibo(&["validate"]).exits(1);
    assert!(valid.stderr.contains("M0130"), "{}", valid.stderr);
}

#[test]
fn a_fresh_folder_is_completed_with_init() {
    let environment = Environment::new();
    let ran = import(&environment, LIST, "co").exits(0);
    assert!(ran.stdout.contains("meibo init co"), "{}", ran.stdout);
    let json = [
        "import", "--csv", "list.csv", "--out", "co", "--format", "json",
    ];
    let view = environment.meibo(&json).exits(0).stdout;
    let view: Value = serde_json::from_str(&view).expect("JSON");
    assert_eq!(view["hasTenant"], false);
    let before = environment.files();
    let said = environment.meibo(&["init", "co"]).exits(0);
    assert!(said.stdout.contains("tenant.yaml"), "{}", said.stdout);
    let after = environment.files();
    let new: Vec<_> = after
        .keys()
        .filter(|path| !before.contains_key(*path))
        .collect();
    assert_eq!(new, [&environment.folder().join("co/tenant.yaml")]);
    assert!(before.iter().all(|(path, bytes)| after[path] == *bytes));
    let tenant = read(&environment, "co/tenant.yaml");
    assert!(tenant.contains("name: acme.example # CHANGE"), "{tenant}");
    let valid = environment.meibo(&["validate", "co"]).exits(0);
    assert_eq!(valid.stderr, "");
    assert!(valid.stdout.contains("3 members"), "{}", valid.stdout);
    let again = import(&environment, LIST, "co").exits(0);
    assert!(!again.stdout.contains("meibo init"), "{}", again.stdout);
    // Once is enough; what is no configuration gets no tenant.
    environment.meibo(&["init", "co"]).exits(1);
    environment.write("other/compose.yaml", "services: {}\n");
    environment.meibo(&["init", "other"]).exits(1);
}

#[test]
fn a_list_without_rows_is_named_as_what_it_is() {
    let environment = Environment::new();
    let ran = import(&environment, "社員番号,氏名\n", "co").exits(1);
    assert!(ran.stderr.contains("M0975"), "{}", ran.stderr);
    assert!(!environment.folder().join("co").exists());
}

#[test]
fn what_the_rows_are_is_said_beside_a_mapping() {
    let environment = Environment::new();
    environment.write("orgs.csv", "コード,名前\nsales,営業部\n");
    environment.write("map.yaml", "columns: {コード: key, 名前: name}\n");
    let args = [
        "import",
        "--csv",
        "orgs.csv",
        "--mapping",
        "map.yaml",
        "--what",
        "orgs",
        "--out",
        "co",
    ];
    environment.meibo(&args).exits(0);
    assert!(read(&environment, "co/orgs.yaml").contains("営業部"));
    // The mapping file has the last word.
    environment.write(
        "map.yaml",
        "what: groups\ncolumns: {コード: key, 名前: name}\n",
    );
    environment.meibo(&args).exits(0);
    assert!(read(&environment, "co/groups.yaml").contains("sales"));
}
