use super::super::{Known, What, by_mapping, codes, mapping, recognised, suggested};
use super::{mapped, plain, table, told};
use crate::source::Severity;

fn paths(text: &str) -> Vec<String> {
    let layout = recognised(&table(text), None).expect("known headers");
    let column =
        |column: &super::super::layout::Column| format!("{}={}", column.header, column.path);
    layout.columns.iter().map(column).collect()
}

#[test]
fn the_consoles_headers_are_known_in_both_languages() {
    assert_eq!(
        paths(
            "姓,名,姓 (フリガナ),名 (フリガナ),ID,External Key,個人メールアドレス,職級,組織,役職,利用権限タイプ\n"
        ),
        [
            "姓=name.last",
            "名=name.first",
            "姓 (フリガナ)=name.phoneticLast",
            "名 (フリガナ)=name.phoneticFirst",
            "ID=email",
            "External Key=key",
            "個人メールアドレス=privateEmail",
            "職級=level",
            "組織=posts[0].org",
            "役職=posts[0].position",
            "利用権限タイプ=userType",
        ]
    );
    assert_eq!(
        paths("Last Name,First Name,ID,Personal mail address,Level,Organization,Position\n"),
        [
            "Last Name=name.last",
            "First Name=name.first",
            "ID=email",
            "Personal mail address=privateEmail",
            "Level=level",
            "Organization=posts[0].org",
            "Position=posts[0].position",
        ]
    );
}

#[test]
fn further_posts_have_numbers_or_are_beside() {
    assert_eq!(
        paths("社員番号,所属1,役職1,所属2,役職２,兼務組織2\n"),
        [
            "社員番号=employeeNumber",
            "所属1=posts[0].org",
            "役職1=posts[0].position",
            "所属2=posts[1].org",
            "役職２=posts[1].position",
            "兼務組織2=posts[2].org",
        ]
    );
    assert_eq!(
        paths("部署,兼務先部署\n"),
        ["部署=posts[0].org", "兼務先部署=posts[1].org"]
    );
    let twice = recognised(&table("部署,所属\n"), None).expect_err("one property");
    assert_eq!(told(&twice), ["M0942 1:2 "]);
}

#[test]
fn the_row_of_the_headers_is_found_below_a_title() {
    let outcome = plain("2026年度 社員一覧\n\n作成: 人事部\n社員番号,氏名\n1,森 花子\n");
    assert_eq!(outcome.rows, 1);
    assert_eq!(outcome.objects[0].rows, [5]);
}

#[test]
fn orgs_and_groups_are_told_from_members() {
    for (text, what) in [
        ("組織コード,組織名,上位組織コード\n", What::Orgs),
        ("グループ名,グループマスター,メンバー\n", What::Groups),
        ("key,name,masters\n", What::Groups),
        ("key,name.last\n", What::Members),
    ] {
        let layout = recognised(&table(text), None).expect(text);
        assert_eq!(layout.what, what, "{text}");
    }
}

#[test]
fn a_list_without_known_headers_is_refused() {
    for text in ["", "a,b\n1,2\n"] {
        let problems = recognised(&table(text), None).expect_err("nothing known");
        assert_eq!(problems[0].code, codes::NO_HEADER);
    }
}

#[test]
fn what_is_wrong_with_a_mapping_is_told_where_it_stands() {
    let text = "氏名,氏名,メール,部署\n森,森,a,b\n";
    let mapping = "columns:\n  氏名: name\n  メ一ル: email\n  部署:\n    to: posts[0].orgg\n  メール: emial\nconstants:\n  stat: active\n";
    let problems = mapped(text, mapping, Known::default()).expect_err("wrong");
    assert_eq!(
        told(&problems),
        [
            "M0941 1:2 ",
            "M0940 3:8 ",
            "M0943 5:5 ",
            "M0943 6:8 ",
            "M0943 8:9 "
        ]
        .map(str::to_owned)
    );
    let nearest: Vec<_> = problems
        .iter()
        .map(|one| one.params.get("nearest"))
        .collect();
    assert_eq!(nearest[1].map(String::as_str), Some("メール"));
    assert_eq!(nearest[3].map(String::as_str), Some("email"));
    assert_eq!(nearest[4].map(String::as_str), Some("state"));
    for (text, at) in [
        ("columns: {a: {too: email}}", Some((1, 15))),
        ("columns: {a: [1]}", None),
        ("colums: {}", None),
        ("what: people", None),
        ("columns: {a: key, a: email}", None),
        ("columns: {a: {values: {x: 1}}}", None),
        ("&a [*a]", None),
        ("a: b: c", None),
    ] {
        let problem = mapping::read("mapping.yaml", text.as_bytes()).expect_err(text);
        assert_eq!(problem.severity, Severity::Error);
        assert_eq!(
            problem.place.file.as_deref(),
            Some("mapping.yaml"),
            "{text}"
        );
        assert!(problem.place.at.is_some(), "{text}: {problem:?}");
        if at.is_some() {
            assert!(problem.params["reason"].contains("too"), "{problem:?}");
        }
    }
}

#[test]
fn values_of_a_mapping_may_be_any_scalar() {
    let mapping = "{columns: {k: {to: key}, s: {to: searchable, values: {1: true, 2: no, 三: 0}}, x: null}, headerRow: 1}";
    let outcome = mapped("k,s,x\nA,1,\nB,2,\nC,三,\n", mapping, Known::default()).expect("it fits");
    let flags: Vec<_> = outcome
        .objects
        .iter()
        .map(|one| one.value["searchable"].clone())
        .collect();
    assert_eq!(flags, [true, false, false]);
    assert_eq!(
        told(&outcome.problems),
        [] as [&str; 0],
        "x is left out on purpose"
    );
}

#[test]
fn a_mapping_to_begin_with_fits_its_list() {
    let text = "社員番号,氏名,フリガナ,E-mail,部署,在籍区分,血液型,cellphon,氏名,\"a: \"\"b\"\" #\"\n1,森 花子,,,,,,,,\n";
    let suggested = suggested(&table(text)).expect("a mapping");
    insta::assert_snapshot!("suggested", suggested);
    let read = mapping::read("mapping.yaml", suggested.as_bytes()).expect("it is one");
    let problems = by_mapping(&table(text), &read, "mapping.yaml").expect_err("one header twice");
    assert_eq!(told(&problems), ["M0941 1:9 "]);
}

#[test]
fn the_schema_takes_what_the_reader_takes() {
    let schema = mapping::schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for (text, fits) in [
        (
            "{columns: {a: key, b: {to: email, missing: refuse, values: {x: 1}}, c: null}}",
            true,
        ),
        (
            "{what: orgs, headerRow: 3, offset: '+09:00', constants: {a: true}}",
            true,
        ),
        ("{columns: {a: {too: email}}}", false),
        ("{columns: {a: {values: {}}}}", false),
        ("{what: people}", false),
        ("{colums: {}}", false),
    ] {
        let value: serde_json::Value = serde_yaml::from_str(text).expect("YAML");
        assert_eq!(validator.is_valid(&value), fits, "{text}");
        assert_eq!(
            mapping::read("m.yaml", text.as_bytes()).is_ok(),
            fits,
            "{text}"
        );
    }
}

#[test]
fn hostile_headers_stay_text_in_a_suggested_mapping() {
    let long = "長".repeat(2_000);
    let text = format!(
        "社員番号,\u{80},a\u{2028}b,\"x: {{}} # \"\"\n\",\u{feff}\\,{long},- &a *b !c\n1\n"
    );
    let suggested = suggested(&table(&text)).expect("a mapping");
    let read = mapping::read("mapping.yaml", suggested.as_bytes()).expect("it is one");
    let headers: Vec<&String> = read.columns.0.keys().collect();
    assert_eq!(
        headers,
        [
            "社員番号",
            "\u{80}",
            "a\u{2028}b",
            "x: {} # \"",
            "\\",
            "- &a *b !c"
        ]
    );
}
