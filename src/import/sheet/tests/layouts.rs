use super::super::{Known, What, by_mapping, codes, mapping, recognised, suggested};
use super::{mapped, plain, table, told};
use crate::source::{Severity, codes as source};

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
    assert_eq!(told(&twice), ["M0942 1:2 A1"]);
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
            "M0941 1:2 A1",
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
    // A file that is YAML and no mapping file is not told to be no YAML.
    for (text, code, name) in [
        (
            "columns: {a: {too: email}}",
            source::UNKNOWN_PROPERTY,
            "too",
        ),
        (
            "columns: {a: {to: name, odrer: firstLast}}",
            source::UNKNOWN_PROPERTY,
            "odrer",
        ),
        ("columns: {a: [1]}", codes::MAPPING_FORM, ""),
        ("columns: [a]", codes::MAPPING_FORM, ""),
        ("columns: {a: {to: [x]}}", codes::MAPPING_FORM, ""),
        ("colums: {}", source::UNKNOWN_PROPERTY, "colums"),
        ("what: people", source::NOT_ALLOWED, ""),
        (
            "columns: {a: key, a: email}",
            source::DUPLICATE_PROPERTY,
            "a",
        ),
        (
            "columns: {a: {values: {x: 1}}}",
            source::MISSING_PROPERTY,
            "to",
        ),
        ("columns: {a: key", source::SYNTAX, ""),
    ] {
        let problem = mapping::read("mapping.yaml", text.as_bytes()).expect_err(text);
        assert_eq!(problem.severity, Severity::Error);
        assert_eq!(
            problem.place.file.as_deref(),
            Some("mapping.yaml"),
            "{text}"
        );
        assert!(problem.place.at.is_some(), "{text}");
        let told = problem.params.get("name").map_or("", String::as_str);
        assert_eq!((problem.code, told), (code, name), "{text}: {problem:?}");
    }
    let problem = mapping::read("m.yaml", b"columns: {a: {to: name, odrer: firstLast}}");
    assert_eq!(problem.expect_err("a typo").params["nearest"], "order");
    assert!(mapping::read("mapping.yaml", b"&a [*a]").is_err());
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
    let layout = by_mapping(&table(text), &read, "mapping.yaml").expect("it fits");
    assert_eq!(
        layout.unread,
        [],
        "what is left out is left out by letter, too"
    );
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
            "$F",
            "- &a *b !c"
        ]
    );
}

fn mapping_of(text: &str) -> mapping::Mapping {
    mapping::read("mapping.yaml", text.as_bytes()).expect("a mapping")
}

/// Two pairs of one header each: by letter, or with one of them left out.
#[test]
fn columns_of_one_header_go_by_their_letters() {
    let text = "社員番号,所属,役職,所属,役職,,備考\n1,営業部,課長,総務部,主任,x,y\n";
    let both = recognised(&table(text), None).expect_err("which is which");
    assert_eq!(told(&both), ["M0942 1:4 B1", "M0942 1:5 C1"]);
    assert_eq!(both[0].params["column"], "所属 (D)");
    assert_eq!(both[0].labels[0].1.object.as_deref(), Some("B1"));
    let members = |mapping: &str| {
        mapped(text, mapping, Known::default()).map(|outcome| super::members(&outcome).clone())
    };
    let first = serde_json::json!([{"key": "1", "posts": [{"org": "営業部", "position": "課長"}]}]);
    let two = serde_json::json!([{"key": "1", "posts": [
        {"org": "営業部", "position": "課長"}, {"org": "総務部", "position": "主任"}]}]);
    for (mapping, wanted) in [
        (
            "columns: {社員番号: key, $B: 'posts[0].org', $C: 'posts[0].position', 所属: null, 役職: null}",
            &first,
        ),
        (
            "columns: {社員番号: key, 所属: 'posts[0].org', $D: null, 役職: 'posts[0].position', $E: null}",
            &first,
        ),
        (
            "{headerRow: 1, columns: {$A: key, $B: 'posts[0].org', $C: 'posts[0].position', \
             $D: 'posts[1].org', $E: 'posts[1].position'}}",
            &two,
        ),
        (
            "columns: {$A: key, $B: 'posts[0].org', $C: 'posts[0].position', \
             $D: 'posts[1].org', $E: 'posts[1].position'}",
            &two,
        ),
    ] {
        assert_eq!(members(mapping).as_ref().ok(), Some(wanted), "{mapping}");
    }
    let layout = by_mapping(
        &table(text),
        &mapping_of("columns: {社員番号: key, 所属: null}"),
        "m",
    );
    let unread = layout.expect("all of them are left out").unread;
    let unread: Vec<usize> = unread.into_iter().map(|(index, _)| index).collect();
    assert_eq!(
        unread,
        [2, 4, 5, 6],
        "one without a header that has cells, too"
    );
    for (mapping, wanted) in [
        (
            "columns: {社員番号: key, 所属: 'posts[0].org'}",
            "M0941 1:4 B1",
        ),
        ("columns: {社員番号: key, $H: email}", "M0940 1:26 "),
        ("columns: {社員番号: key, $USD: email}", "M0940 1:28 "),
    ] {
        let problems = members(mapping).expect_err(mapping);
        assert_eq!(told(&problems), [wanted], "{mapping}");
    }
    let problems = members("columns: {社員番号: key, 所属: 'posts[0].org'}").expect_err("twice");
    assert_eq!(problems[0].params["letters"], "$B, $D");
}

#[test]
fn levels_of_an_org_in_columns_of_their_own_are_one_path() {
    let text =
        "社員番号,課,部,本部\n1,営業1課,営業部,営業本部\n2,,総務部,\n3,,,\n4,監査室,,営業本部\n";
    let mapping = "columns:\n  社員番号: key\n  本部: {to: 'posts[0].org', depth: 1}\n  部: {to: 'posts[0].org', depth: 2}\n  課: {to: 'posts[0].org', depth: 3}\n";
    let outcome = mapped(text, mapping, Known::default()).expect("it fits");
    assert_eq!(told(&outcome.problems), [] as [&str; 0]);
    assert_eq!(
        serde_json::Value::Object(outcome.sections),
        serde_json::json!({
            "orgs": [
                {"key": "営業本部", "name": "営業本部", "orgs": [
                    {"key": "営業部", "name": "営業部", "orgs": [{"key": "営業1課", "name": "営業1課"}]},
                    {"key": "監査室", "name": "監査室"},
                ]},
                {"key": "総務部", "name": "総務部"},
            ],
            "members": [
                {"key": "1", "posts": [{"org": "営業1課"}]},
                {"key": "2", "posts": [{"org": "総務部"}]},
                {"key": "3"},
                {"key": "4", "posts": [{"org": "監査室"}]},
            ],
        })
    );
    let refused = mapping.replace("depth: 3}", "depth: 3, missing: refuse}");
    let outcome = mapped(text, &refused, Known::default()).expect("it fits");
    assert_eq!(told(&outcome.problems)[0], "M0958 2:2 課 (B2)");
    for (wrong, wanted) in [
        (mapping.replace("depth: 2", "depth: 1"), "M0980 4:6 "),
        (mapping.replace(", depth: 3", ""), "M0942 1:4 B1"),
        (
            mapping.replace("key\n", "{to: key, depth: 1}\n"),
            "M0980 2:9 ",
        ),
    ] {
        let problems = mapped(text, &wrong, Known::default()).expect_err(&wrong);
        assert_eq!(told(&problems), [wanted], "{wrong}");
    }
    // Nobody says that they are levels: not read, and told.
    assert_eq!(told(&plain(text).problems), ["M0944 1:2 "]);
    let suggested = suggested(&table(text)).expect("a mapping");
    assert!(
        suggested.contains("\"部\": null  # not read; perhaps {to: \"posts[0].org\", depth: 2}")
    );
}

/// A row that an unquoted comma has moved, and cells that no header stands over.
#[test]
fn no_cell_is_dropped_without_a_word() {
    let text = "社員番号,氏名,メール,,所属\n1,森 花子,aa@acme.example,大事な値,営業部,余分な値\n2,林 葵,bb@acme.example,,東京,大阪支社,課長\n3,谷 一,cc@acme.example,,総務部,, \n";
    let outcome = plain(text);
    assert_eq!(
        told(&outcome.problems),
        ["M0944 1:4 ", "M0961 2:6 (F2)", "M0961 3:6 (F3)"]
    );
    assert_eq!(outcome.problems[0].params["columns"], "(D)");
    assert!(outcome.has_errors());
    // Both headers over one name in two columns.
    let two_lines = plain("社員番号,氏名,,メール\n,姓,名,\n1,森,花子,aa@acme.example\n");
    assert_eq!(told(&two_lines.problems)[0], "M0944 1:3 ");
    assert!(two_lines.has_errors());
    // A column beside the table that is left out by its letter.
    let mapping = "columns: {社員番号: key, 氏名: name, メール: email, 所属: 'posts[0].org', $D: null, $F: null, $G: null}";
    let outcome = mapped(text, mapping, Known::default()).expect("it fits");
    assert_eq!(told(&outcome.problems), [] as [&str; 0]);
}

#[test]
fn a_further_post_alone_is_refused() {
    let text = "メール,兼務所属\nmai@acme.example,事務局\n";
    let problems = recognised(&table(text), None).expect_err("the primary post would go");
    assert_eq!(told(&problems), ["M0947 1:2 "]);
    let mapping = "columns: {メール: email, 兼務所属: 'posts[1].org'}";
    let problems = mapped(text, mapping, Known::default()).expect_err("the same");
    assert_eq!(told(&problems), ["M0947 1:2 "]);
    let mapping = "columns: {メール: email, 兼務所属: 'posts[0].org'}";
    assert!(mapped(text, mapping, Known::default()).is_ok());
    assert_eq!(
        paths("メール,所属部署名,兼務所属,役職名称(兼務),主務役職\n"),
        [
            "メール=email",
            "所属部署名=posts[0].org",
            "兼務所属=posts[1].org",
            "役職名称(兼務)=posts[1].position",
            "主務役職=posts[0].position",
        ]
    );
}

#[test]
fn what_may_mean_something_else_gives_way() {
    assert_eq!(
        paths("社員氏名,会社用メールアドレス,職位\n"),
        [
            "社員氏名=name",
            "会社用メールアドレス=email",
            "職位=posts[0].position"
        ]
    );
    let layout = recognised(&table("役職名称,職位\n"), None).expect("known headers");
    assert_eq!(layout.columns.len(), 1);
    assert_eq!(layout.unread, [(1, "職位".to_owned())]);
}

/// What is suggested reads as much as what is recognised without it.
#[test]
fn a_suggested_separator_is_the_one_of_the_cells() {
    for (cells, wanted) in [
        (
            "本社＞営業部\n本社 > 総務部",
            "{to: \"posts[0].org\", separator: [\"＞\", \">\"]}",
        ),
        (
            "本社/営業部\n総務部",
            "{to: \"posts[0].org\", separator: \"/\"}",
        ),
        ("営業部\n総務部", "\"posts[0].org\""),
    ] {
        let text = format!("所属\n{cells}\n").replace('\n', ",\n");
        let text = text.replacen("所属,", "所属,社員番号", 1);
        let suggested = suggested(&table(&text)).expect("a mapping");
        assert!(
            suggested.contains(&format!("\"所属\": {wanted}\n")),
            "{suggested}"
        );
        let mapped = mapped(&text, &suggested, Known::default()).expect("it fits");
        assert_eq!(
            mapped.sections.get("orgs"),
            plain(&text).sections.get("orgs")
        );
    }
}

#[test]
fn what_a_mapping_lacks_is_told_as_that() {
    let text = "コード,氏名\n1,森 花子\n";
    for (mapping, wanted) in [
        ("what: members", "M0982 0:0 "),
        ("{headerRow: 7, columns: {コード: key}}", "M0981 0:0 "),
        ("columns: {番号: key}", "M0939 1:1 "),
        (
            "columns: {コード: key, 氏名: {to: state, values: {在職: active, 休職: suspnded}}}",
            "M0952 1:62 ",
        ),
    ] {
        let problems = mapped(text, mapping, Known::default()).expect_err(mapping);
        assert_eq!(told(&problems), [wanted], "{mapping}");
    }
}
