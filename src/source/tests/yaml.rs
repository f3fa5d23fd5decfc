use super::{TENANT, said, with_tenant};
use crate::source::load_str;

/// Problems of reading: none of them leaves a desired state, since what the file declares
/// would be missing everywhere else.
fn unreadable(text: &str) -> Vec<String> {
    let loaded = load_str("meibo.yaml", text);
    assert!(loaded.desired.is_none(), "{text}");
    assert!(loaded.has_errors(), "{text}");
    said(&loaded)
}

#[test]
fn what_is_no_yaml_is_said_with_line_and_column() {
    let tenant = TENANT;
    for (sections, problem) in [
        ("orgs: [a\n", "M0113 2:7 [[] reason=unclosed bracket '['"),
        (
            "orgs:\n  - key: a: b\n",
            "M0113 3:11 [:] reason=mapping values are not allowed in this context",
        ),
        ("orgs:\n\t- key: a\n", "M0111 3:1 []"),
        ("orgs:\n  - key: a\n\t  name: b\n", "M0111 4:1 []"),
        ("orgs: *nothing\n", "M0120 2:7 [*nothing]"),
        ("orgs:\n  - key: !secret a\n", "M0122 3:18 [a] tag=!secret"),
        ("orgs:\n  - key: .inf\n", "M0121 3:10 [.inf] text=.inf"),
        ("---\norgs: []\n", "M0118 3:1 [orgs]"),
    ] {
        assert_eq!(
            unreadable(&format!("{tenant}{sections}")),
            [problem],
            "{sections}"
        );
    }
}

#[test]
fn bytes_that_are_no_text() {
    let mut loading = tempfile::NamedTempFile::with_suffix(".yaml").expect("a temporary file");
    let mut bytes = TENANT.as_bytes().to_vec();
    // 営業部 in Shift_JIS.
    bytes.extend(b"orgs:\n  - {key: a, name: \x89\x63\x8b\xc6\x95\x94}\n");
    std::io::Write::write_all(&mut loading, &bytes).expect("written");
    let loaded = crate::source::load(loading.path());
    let problem = &loaded.problems[0];
    assert_eq!(problem.code, crate::source::codes::NOT_UTF8);
    assert_eq!(problem.place.at, Some((3, 20)));
    assert!(loaded.desired.is_none());
}

#[test]
fn a_byte_order_mark_is_no_content() {
    let loaded = load_str(
        "meibo.yaml",
        &format!("\u{feff}{TENANT}orgs:\n  - {{kee: a}}\n"),
    );
    assert_eq!(said(&loaded)[0], "M0130 3:6 [kee] name=kee nearest=key");
}

#[test]
fn an_unfinished_merge_is_named_as_such() {
    let text = format!(
        "{TENANT}orgs:\n<<<<<<< HEAD\n  - {{key: a}}\n=======\n  - {{key: b}}\n>>>>>>> other\n"
    );
    assert_eq!(
        unreadable(&text),
        ["M0119 3:1 [<<<<<<<]", "M0119 7:1 [>>>>>>>]"]
    );
}

#[test]
fn nesting_has_an_end_in_both_styles() {
    let flow = format!("orgs: {}{}\n", "[".repeat(200), "]".repeat(200));
    let block: String = (0..200)
        .map(|depth| format!("{}orgs:\n", " ".repeat(depth)))
        .collect();
    let nested: String = (0..200)
        .map(|depth| {
            let indent = "  ".repeat(depth * 2);
            format!("{indent}orgs:\n{indent}  - key: k{depth}\n")
        })
        .collect();
    let orgs = nested.replace("  - key: k199\n", "  - {key: k199}\n");
    for text in [flow, block, orgs] {
        let problems = unreadable(&text);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].starts_with("M0115"), "{problems:?}");
    }
}

#[test]
fn aliases_do_not_multiply_without_end() {
    let mut bomb = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (from, to) in "abcdefgh".chars().zip("bcdefghi".chars()) {
        let list = format!("*{from},").repeat(9);
        bomb.push_str(&format!("{to}: &{to} [{list}]\n"));
    }
    let problems = unreadable(&bomb);
    assert!(problems[0].starts_with("M0116"), "{problems:?}");
    // An alias within what it stands for.
    let problems = unreadable("orgs: &a [*a]\n");
    assert!(problems[0].starts_with("M0116"), "{problems:?}");
}

#[test]
fn an_anchor_that_many_share_is_no_bomb() {
    let mut sections = String::from("orgs:\n  - {key: o0, features: &std [message, note]}\n");
    for number in 1..2000 {
        sections.push_str(&format!("  - {{key: o{number}, features: *std}}\n"));
    }
    let loaded = with_tenant(&sections);
    assert_eq!(said(&loaded), [""; 0]);
    assert_eq!(loaded.desired.expect("no problems").orgs.len(), 2000);
}

#[test]
fn every_property_that_stands_twice_is_named() {
    let loaded = with_tenant(
        "orgs:\n  - key: a\n    name: A\n    name: B\n    orgs:\n      - {key: b, key: c}\norgs: []\n",
    );
    assert_eq!(
        said(&loaded),
        [
            "M0114 5:5 [name] name=name",
            "M0114 7:18 [key] name=key",
            "M0114 8:1 [orgs] name=orgs",
        ]
    );
    let first = &loaded.problems[0].labels[0];
    assert_eq!(first.0, "firstDeclared");
    assert_eq!(first.1.at, Some((4, 5)));
}

#[test]
fn files_without_sections() {
    for text in ["", "# nothing yet\n", "---\n", "~\n", "{}\n"] {
        let problems = unreadable(text);
        assert!(problems[0].starts_with("M0112"), "{text:?}: {problems:?}");
    }
    for (text, found) in [("- a\n", "list"), ("text\n", "text"), ("7\n", "number")] {
        assert_eq!(
            unreadable(text)[0],
            format!("M0123 1:1 [] found={found}"),
            "{text:?}"
        );
    }
}

#[test]
fn yaml_1_2_booleans_alone() {
    // Norway, and a name that older YAML takes for true.
    let loaded = with_tenant("groups:\n  - {key: no, name: on, description: yes}\n");
    assert_eq!(said(&loaded), [""; 0]);
    let group = &loaded.desired.expect("no problems").groups[0];
    assert_eq!(group.declaration.key.as_str(), "no");
    assert_eq!(group.props.name.known().map(String::as_str), Some("on"));
    let loaded = with_tenant("groups:\n  - {key: a, visible: yes}\n");
    assert_eq!(said(&loaded), ["M0134 3:23 [yes] text=yes"]);
}

#[test]
fn what_stands_before_a_syntax_error_is_still_examined() {
    let loaded = load_str(
        "meibo.yaml",
        &format!("{TENANT}orgs:\n  - {{key: a, nmae: x}}\n  - {{key: b\n"),
    );
    let codes: Vec<String> = loaded.problems.iter().map(|p| p.code.to_string()).collect();
    assert_eq!(codes, ["M0130", "M0113"]);
    assert_eq!(loaded.problems[0].place.at, Some((3, 1)));
}
