//! The first hour with meibo: a starter folder, one object looked at, the chart drawn.

use serde_json::Value;

use crate::environment::Environment;

/// An environment with the starter folder in it, in English.
fn started() -> Environment {
    let environment = Environment::new();
    environment.meibo(&["init", "co"]).exits(0);
    environment
}

fn edit(environment: &Environment, file: &str, from: &str, to: &str) {
    let path = environment.folder().join(file);
    let text = std::fs::read_to_string(&path).expect("a file of the starter folder");
    assert!(text.contains(from), "{text}");
    std::fs::write(&path, text.replacen(from, to, 1)).expect("written");
}

#[test]
fn the_starter_folder_is_valid_and_can_be_tried() {
    for lang in ["en", "ja"] {
        let environment = Environment::new();
        let said = environment.meibo(&["init", "co", "--lang", lang]).exits(0);
        for step in ["1. ", "2. ", "3. ", "meibo plan co --sandbox"] {
            assert!(said.stdout.contains(step), "{}", said.stdout);
        }
        let valid = environment.meibo(&["validate", "co"]).exits(0);
        // No problem, not even a warning.
        assert_eq!(valid.stderr, "", "{lang}");
        let plan = environment.meibo(&["plan", "co", "--sandbox", "--format", "json"]);
        let plan: Value = serde_json::from_str(&plan.exits(0).stdout).expect("JSON");
        assert_eq!(plan["problems"], Value::Array(Vec::new()), "{lang}");
        assert_eq!(plan["summary"]["create"], 13, "{lang}");
        environment
            .meibo(&["apply", "co", "--sandbox", "--yes"])
            .exits(0);
        let ignored = std::fs::read_to_string(environment.folder().join("co/.gitignore"));
        assert!(ignored.expect("a .gitignore").contains("\n.meibo/\n"));
        let schema = std::fs::read_to_string(environment.folder().join("co/meibo.schema.json"));
        let printed = environment.meibo(&["schema", "config"]).exits(0).stdout;
        assert_eq!(schema.expect("a schema"), printed);
    }
}

#[test]
fn nothing_is_overwritten() {
    let environment = started();
    edit(&environment, "co/orgs.yaml", "Sales Team 1", "Mine");
    let before = environment.files();
    let refused = environment.meibo(&["init", "co"]).exits(1);
    assert!(refused.stderr.contains("M0692"), "{}", refused.stderr);
    assert_eq!(environment.files(), before);

    // Somebody else's YAML would become part of the configuration.
    environment.write("other/company.yml", "tenant:\n");
    environment.meibo(&["init", "other"]).exits(1);
    environment.write("playbooks/ansible/site.yml", "hosts: all\n");
    let refused = environment.meibo(&["init", "playbooks"]).exits(1);
    assert!(
        refused.stderr.contains("ansible/site.yml"),
        "{}",
        refused.stderr
    );
    // A repository that is otherwise empty is no obstacle, and keeps its own .gitignore.
    environment.write("repository/.gitignore", "target/\n");
    environment.write("repository/README.md", "# us\n");
    let said = environment.meibo(&["init", "repository"]).exits(0);
    assert!(said.stdout.contains(".gitignore that is there is kept"));
    let ignored = std::fs::read_to_string(environment.folder().join("repository/.gitignore"));
    assert_eq!(ignored.expect("kept"), "target/\n");
    environment.meibo(&["validate", "repository"]).exits(0);
}

#[test]
fn an_object_is_found_by_whatever_it_is_called() {
    let environment = started();
    for what in [
        "E0001",
        "member/E0001",
        "Hanako.Mori@company.example",
        "Mori Hanako",
        "ＭＯＲＩ　Ｈａｎａｋｏ",
    ] {
        let shown = environment.meibo(&["show", what, "co"]).exits(0);
        let first = shown.stdout.lines().next().unwrap_or_default();
        assert_eq!(first, "member E0001  Mori Hanako", "{what}");
        assert!(shown.stdout.contains("members.yaml:7"), "{}", shown.stdout);
        assert!(shown.stdout.contains("no tenant is given"), "{what}");
    }
    for what in ["L1", "P-HEAD", "FT", "sales-1", "g-everyone"] {
        environment.meibo(&["show", what, "co"]).exits(0);
    }
    let slip = environment.meibo(&["show", "slaes-1", "co"]).exits(1);
    assert!(
        slip.stderr.contains("Did you mean sales-1?"),
        "{}",
        slip.stderr
    );
    let nothing = environment.meibo(&["show", "E9999999", "co"]).exits(1);
    assert!(nothing.stderr.contains("M0690"), "{}", nothing.stderr);

    edit(&environment, "co/groups.yaml", "g-everyone", "sales");
    let several = environment.meibo(&["show", "sales", "co"]).exits(1);
    for candidate in ["group/sales (Everyone)", "org/sales (Sales)"] {
        let one_line = several.stderr.replace("\n  │ ", " ");
        assert!(one_line.contains(candidate), "{}", several.stderr);
    }
    environment.meibo(&["show", "group/sales", "co"]).exits(0);
}

#[test]
fn an_object_is_shown_from_both_sides_with_what_differs() {
    let environment = started();
    let run = |args: &[&str]| environment.meibo(args).exits(0).stdout;
    run(&["apply", "co", "--sandbox", "--yes"]);
    let same = run(&["show", "E0003", "co", "--sandbox"]);
    assert!(same.contains("Nothing differs"), "{same}");
    assert!(same.contains("external key E0003"), "{same}");

    edit(&environment, "co/members.yaml", "level: L2", "level: L1");
    edit(
        &environment,
        "co/members.yaml",
        "mai@home.example",
        "mai.ono@home.example",
    );
    run(&["pull", "co", "--sandbox", "--out", "co.snapshot.json"]);
    for tenant in [&["--sandbox"][..], &["--live", "co.snapshot.json"]] {
        let show = |more: &[&str]| run(&[&["show", "E0003", "co"], tenant, more].concat());
        let shown = show(&[]);
        for part in [
            "As declared",
            "As it is",
            "What a plan would change",
            "level         L2 Staff -> L1 Manager",
            "privateEmail  •••• -> ••••",
            "has not joined yet",
        ] {
            assert!(shown.contains(part), "{part}\n{shown}");
        }
        assert!(!shown.contains("home.example"), "{shown}");
        assert!(!shown.contains("E0001"), "{shown}");
        let clear = show(&["--show-sensitive"]);
        assert!(
            clear.contains("mai@home.example -> mai.ono@home.example"),
            "{clear}"
        );
        let json: Value = serde_json::from_str(&show(&["--format", "json"])).expect("JSON");
        assert_eq!(json["declared"]["source"]["file"], "members.yaml");
        assert_eq!(json["live"]["properties"]["level"], "L2");
        assert_eq!(json["live"]["properties"]["privateEmail"], "••••");
        assert_eq!(json["steps"].as_array().map(Vec::len), Some(1));
        let group = run(&[&["show", "g-everyone", "co"], tenant].concat());
        assert!(group.contains("Nothing differs"), "{group}");
    }
    let japanese = run(&["show", "E0003", "co", "--sandbox", "--lang", "ja"]);
    assert!(japanese.contains("プランで変更される内容"), "{japanese}");

    // Undeclared: left alone, or to go.
    edit(
        &environment,
        "co/groups.yaml",
        "key: g-everyone",
        "key: g-new",
    );
    edit(
        &environment,
        "co/groups.yaml",
        "name: Everyone",
        "name: Entirely different",
    );
    let left = run(&["show", "group/g-everyone", "co", "--sandbox"]);
    assert!(left.contains("no plan touches it"), "{left}");
    edit(&environment, "co/policy.yaml", "# owns:", "owns:");
    let goes = run(&["show", "group/g-everyone", "co", "--sandbox"]);
    assert!(goes.contains("groups: 1 to delete"), "{goes}");
}

#[test]
fn the_chart_is_drawn_of_the_configuration_and_of_the_tenant() {
    let environment = started();
    let run = |args: &[&str]| environment.meibo(args).exits(0).stdout;
    let declared = run(&["chart", "co", "--members"]);
    assert!(declared.contains("└─ Sales Team 1 [sales-1]"), "{declared}");
    assert!(declared.contains("· Ono Mai (Chief)"), "{declared}");
    run(&["apply", "co", "--sandbox", "--yes"]);
    assert_eq!(run(&["chart", "co", "--members", "--sandbox"]), declared);

    let file = "chart.svg";
    assert_eq!(run(&["chart", "co", "--out", file]), "");
    let picture = std::fs::read_to_string(environment.folder().join(file)).expect("drawn");
    assert!(picture.starts_with("<svg "), "{picture}");
    assert_eq!(picture, run(&["chart", "co", "--svg"]));
    let json: Value =
        serde_json::from_str(&run(&["chart", "co", "--format", "json"])).expect("JSON");
    assert_eq!(json["units"][2]["name"], "Sales");
    assert_eq!(json["units"][2]["total"], 2);
    let part = run(&["chart", "co", "--org", "sales", "--depth", "1", "--ascii"]);
    assert!(
        part.contains("Sales [sales]") && part.contains("1 org below"),
        "{part}"
    );
    let unknown = environment
        .meibo(&["chart", "co", "--org", "slaes"])
        .exits(1);
    assert!(
        unknown.stderr.contains("Did you mean sales?"),
        "{}",
        unknown.stderr
    );
}

#[test]
fn a_key_changed_everywhere_is_told_with_its_line_and_the_line_to_write() {
    let environment = started();
    environment
        .meibo(&["apply", "co", "--sandbox", "--yes"])
        .exits(0);
    edit(
        &environment,
        "co/orgs.yaml",
        "key: sales-1",
        "key: sales-east",
    );
    for file in ["co/members.yaml", "co/groups.yaml"] {
        let path = environment.folder().join(file);
        let text = std::fs::read_to_string(&path).expect("a file of the starter folder");
        std::fs::write(&path, text.replace("sales-1", "sales-east")).expect("written");
    }
    let orgs = std::fs::read_to_string(environment.folder().join("co/orgs.yaml"));
    let orgs = orgs.expect("the orgs");
    let line = orgs.lines().position(|line| line.contains("sales-east"));
    let line = line.expect("the org stands there") + 1;

    for lang in ["en", "ja"] {
        let plan = environment.meibo(&["plan", "co", "--sandbox", "--lang", lang]);
        let told = plan.exits(1).stdout;
        let place = format!("M0303 org/sales-east (orgs.yaml:{line})");
        assert!(told.contains(&place), "{told}");
        assert!(told.contains("`previously: sales-1`"), "{told}");
        // Nothing that follows from it alone.
        assert_eq!(told.matches(" M0").count(), 1, "{told}");
        assert!(!told.contains("new:org"), "{told}");
    }
    let github = environment.meibo(&["plan", "co", "--sandbox", "--format", "github"]);
    let told = github.exits(1).stdout;
    assert!(
        told.contains(&format!("file=co/orgs.yaml,line={line},")),
        "{told}"
    );

    let to = "key: sales-east\n        previously: sales-1";
    edit(&environment, "co/orgs.yaml", "key: sales-east", to);
    let plan = environment.meibo(&["plan", "co", "--sandbox", "--format", "json"]);
    let plan: Value = serde_json::from_str(&plan.exits(0).stdout).expect("JSON");
    assert_eq!(plan["problems"], Value::Array(Vec::new()));
    assert_eq!(plan["summary"]["create"], 0);
    assert_eq!(plan["summary"]["delete"], 0);
    assert_eq!(plan["summary"]["calls"], 1);
}

#[test]
fn a_group_without_masters_is_told_of_in_the_words_of_the_configuration() {
    let environment = started();
    let path = environment.folder().join("co/groups.yaml");
    let text = std::fs::read_to_string(&path).expect("the groups");
    let text = format!("{}\n  - {{key: g-new, name: New}}\n", text.trim_end());
    std::fs::write(&path, text).expect("written");
    environment.meibo(&["validate", "co"]).exits(0);
    for lang in ["en", "ja"] {
        let plan = environment.meibo(&["plan", "co", "--sandbox", "--lang", lang]);
        let told = plan.exits(1).stdout;
        assert!(told.contains("M0401 group/g-new (groups.yaml:"), "{told}");
        assert!(
            told.contains("masters") && !told.contains("administrators"),
            "{told}"
        );
        assert!(told.contains("docs/conformance.md"), "{told}");
    }
}
