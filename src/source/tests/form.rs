use super::{said, with_tenant};
use crate::source::{Problem, codes, load_str};

/// Sections that begin on line 2, and what is said of them.
fn check(sections: &str, problems: &[&str]) {
    let loaded = with_tenant(sections);
    assert_eq!(said(&loaded), problems, "{sections}");
    assert!(
        loaded.desired.is_some(),
        "the rest can still be checked: {sections}"
    );
}

fn member(properties: &str, problem: &str) {
    check(
        &format!("members:\n  - key: E1\n    {properties}\n"),
        &[problem],
    );
}

#[test]
fn unknown_properties_with_what_may_have_been_meant() {
    check(
        "members:\n  - key: E1\n    emial: a@t.example\n    name: {lastt: 森}\n    zzzzzz: 1\n",
        &[
            "M0130 5:12 [lastt] name=lastt nearest=last",
            "M0130 4:5 [emial] name=emial nearest=email",
            "M0130 6:5 [zzzzzz] name=zzzzzz",
        ],
    );
    // No mail is sent to groups, and none of them is suspended.
    check(
        "policy:\n  limits: {groups: {invite: {max: 1}}}\n",
        &["M0130 3:21 [invite] name=invite"],
    );
    let loaded = with_tenant("membres: []\n");
    assert_eq!(
        said(&loaded),
        ["M0130 2:1 [membres] name=membres nearest=members"]
    );
    let known = &loaded.problems[0].params["known"];
    assert!(known.starts_with("tenant, policy, levels"), "{known}");
    // The API's own names.
    for (section, api, yaml) in [
        ("orgs", "orgUnitName", "name"),
        ("orgs", "useMessage", "features"),
        ("orgs", "parentOrgUnitId", "parent"),
        ("groups", "administrators", "masters"),
        ("groups", "useMail", "features"),
        ("members", "userExternalKey", "key"),
        ("members", "i18nNames", "names"),
        ("members", "customProperties", "custom"),
        (
            "members",
            "posts: [{org: a, isManager: true}]\n    orgUnits",
            "posts",
        ),
    ] {
        let loaded = with_tenant(&format!("{section}:\n  - key: K\n    {api}: 1\n"));
        let nearest = loaded.problems.last().map(|p| p.params["nearest"].as_str());
        assert_eq!(nearest, Some(yaml), "{section}: {api}");
    }
    member(
        "posts: [{org: a, isManager: true}]",
        "M0130 4:22 [isManager] name=isManager nearest=leader",
    );
}

#[test]
fn reserved_sections() {
    for section in [
        "effective",
        "externalTalk",
        "contacts",
        "externalGroups",
        "profiles",
        "access",
    ] {
        let problem = format!("M0131 2:1 [{section}] name={section}");
        check(&format!("{section}: []\n"), &[&problem]);
    }
}

#[test]
fn numbers_where_text_is_wanted() {
    member("task: 007", "M0133 4:11 [007] text=007");
    member("task: 1e3", "M0133 4:11 [1e3] text=1e3");
    member("task: true", "M0133 4:11 [true] text=true");
    check(
        "members:\n  - key: 00042\n",
        &["M0133 3:10 [00042] text=00042"],
    );
    // What is personal does not come into a message.
    member("telephone: 0312345678", "M0133 4:16 [0312345678] text=…");
    check(
        "groups:\n  - {key: g, masters: [7, E1]}\n",
        &["M0133 3:24 [7] text=7"],
    );
}

#[test]
fn wrong_types() {
    member(
        "posts: sales",
        "M0147 4:12 [sales] form=[{org: sales}] found=text",
    );
    member(
        "posts: [sales]",
        "M0132 4:13 [sales] expected=mapping form={org: sales} found=text",
    );
    member(
        "aliasEmails: a@t.example",
        "M0147 4:18 [a@t.example] found=text",
    );
    member(
        "name: 森 花子",
        "M0132 4:11 [森 花子] expected=mapping form={last: 森, first: 花子} found=text",
    );
    member(
        "searchable: [true]",
        "M0132 4:5 [searchable] expected=true/false found=list",
    );
    member(
        "searchable: 1",
        "M0132 4:17 [1] expected=true/false found=number",
    );
    check(
        "members: {key: E1}\n",
        &[
            "M0147 2:1 [members] form=[{key: E00001, email: hanako.mori@acme.example, name: {last: 森, first: 花子}, posts: [{org: sales}]}] found=mapping",
        ],
    );
    check("members:\n", &["M0135 2:1 [members] expected=list"]);
    check(
        "members:\n  - E1\n",
        &[
            "M0132 3:5 [E1] expected=mapping form={key: E00001, email: hanako.mori@acme.example, name: {last: 森, first: 花子}, posts: [{org: sales}]} found=text",
        ],
    );
    check(
        "policy:\n  limits: {members: {remove: {max: 1.5}}}\n",
        &["M0132 3:36 [1.5] expected=whole number found=number"],
    );
}

#[test]
fn an_empty_entry_is_shown_by_its_dash() {
    check("members:\n  -\n", &["M0149 3:3 [-]"]);
    check("members:\n  - # wer?\n  - {key: E1}\n", &["M0149 3:3 [-]"]);
    check("members:\n  - ~\n", &["M0149 3:5 [~]"]);
    check(
        "orgs:\n  - key: a\n    orgs:\n      -\n",
        &["M0149 5:7 [-]"],
    );
    member("posts:\n      -", "M0149 5:7 [-]");
    member("aliasEmails: [null]", "M0149 4:19 [null]");
}

#[test]
fn what_belongs_into_a_property_beside() {
    member(
        "leader: true",
        "M0150 4:5 [leader] name=leader within=posts",
    );
    member("org: sales", "M0150 4:5 [org] name=org within=posts");
    member("last: 森", "M0150 4:5 [last] name=last within=name");
    // Nothing beside a post has one.
    member(
        "posts: [{org: a, leeder: true}]",
        "M0130 4:22 [leeder] name=leeder nearest=leader",
    );
}

#[test]
fn a_reason_that_is_none() {
    for (reason, at) in [
        ("", "M0151 2:18 [M0232]"),
        ("\"\"", "M0151 2:25 [\"\"]"),
        ("\" \"", "M0151 2:25 [\" \"]"),
    ] {
        let loaded = with_tenant(&format!("policy: {{allow: {{M0232: {reason}}}}}\n"));
        assert_eq!(said(&loaded), [at].map(str::to_owned), "{reason}");
    }
    let loaded = with_tenant("policy: {allow: {M0232: \"a\\tb\"}}\n");
    assert_eq!(loaded.problems[0].code, codes::FORM_ANY_NAME);
}

#[test]
fn null_only_where_it_clears() {
    member("email: null", "M0135 4:12 [null] expected=text");
    member("email:", "M0135 4:5 [email] expected=text");
    check(
        "members:\n  - {key: E1, level: null, telephone: ~, leave: null, custom: {a: null}}\n",
        &[],
    );
}

#[test]
fn lengths_are_counted_in_characters() {
    let longest = "森".repeat(80);
    check(
        &format!("members:\n  - {{key: E1, name: {{last: {longest}}}}}\n"),
        &[],
    );
    let loaded = with_tenant(&format!(
        "members:\n  - {{key: E1, name: {{last: {longest}森}}}}\n"
    ));
    assert_eq!(loaded.problems[0].code, codes::TOO_LONG);
    assert_eq!(loaded.problems[0].params["length"], "81");
    assert_eq!(loaded.problems[0].params["max"], "80");
    member("task: \"\"", "M0138 4:11 [\"\"]");
    member("email: a@b", "M0165 4:12 [a@b]");
}

#[test]
fn enumerations_with_what_may_have_been_meant() {
    member(
        "state: Suspended",
        "M0139 4:12 [Suspended] nearest=suspended",
    );
    let loaded = with_tenant("members:\n  - {key: E1, state: xxxxxxxxxxxx}\n");
    assert_eq!(
        loaded.problems[0].params["allowed"],
        "active, suspended, deleted"
    );
    assert!(!loaded.problems[0].params.contains_key("nearest"));
    member("messenger: {protocol: ICQ, id: a}", "M0139 4:27 [ICQ]");
}

#[test]
fn what_is_missing() {
    check(
        "orgs:\n  - name: 営業部\n",
        &["M0140 3:5 [name: 営業部] name=key"],
    );
    member(
        "leave: {from: 2026-12-01T00:00:00+09:00}",
        "M0140 4:5 [leave] name=to",
    );
    let loaded = load_str("a.yaml", "tenant: {key: t}\n");
    assert_eq!(said(&loaded), ["M0140 1:1 [tenant] name=domains"]);
    assert!(loaded.desired.is_none());
}

#[test]
fn ranges_and_sizes() {
    check(
        "policy:\n  limits: {members: {remove: {percent: 101}}}\n",
        &["M0142 3:40 [101] max=100"],
    );
    check(
        "policy:\n  limits: {members: {remove: {max: -1}}}\n",
        &["M0141 3:36 [-1] min=0"],
    );
    check(
        "groups:\n  - {key: g, masters: []}\n",
        &["M0144 3:14 [masters] min=1"],
    );
    let many: Vec<String> = (0..11).map(|n| format!("a{n}x@t.example")).collect();
    member(
        &format!("aliasEmails: [{}]", many.join(", ")),
        "M0143 4:5 [aliasEmails] max=10",
    );
    check(
        "orgs:\n  - {key: o, features: [message, message]}\n",
        &["M0145 3:14 [features] entry=message"],
    );
    let posts: Vec<String> = (0..31).map(|n| format!("{{org: o{n}}}")).collect();
    member(
        &format!("posts: [{}]", posts.join(", ")),
        "M0143 4:5 [posts] max=30",
    );
}

#[test]
fn references() {
    check(
        "groups:\n  - {key: g, members: [E1, {email: temp@t.example}, {id: abc-1}], orgs: [{id: x}]}\n",
        &[],
    );
    member("level: {}", "M0146 4:5 [level]");
    check(
        "groups:\n  - {key: g, masters: [{id: a, email: b@t.example}]}\n",
        &["M0146 3:25 [id: a]"],
    );
    // Only members have addresses.
    check(
        "groups:\n  - {key: g, orgs: [{email: a@t.example}]}\n",
        &["M0130 3:22 [email] name=email"],
    );
}

/// A value that breaks each rule of form, and one beside it that does not.
#[test]
fn rules_of_form() {
    for (section, property, bad, good, code) in [
        (
            "members",
            "previously",
            "a/b",
            "a b",
            codes::FORM_EXTERNAL_KEY,
        ),
        (
            "members",
            "previously",
            "\" a\"",
            "a:b",
            codes::FORM_EXTERNAL_KEY,
        ),
        (
            "members",
            "id",
            "a b",
            "5b0d4a3e-7f5c",
            codes::FORM_RESOURCE_ID,
        ),
        ("members", "domain", "_d", "d", codes::FORM_LOCAL_KEY),
        (
            "members",
            "email",
            "Hanako@t.example",
            "hanako@t.example",
            codes::FORM_LOGIN_EMAIL,
        ),
        (
            "members",
            "email",
            "h@t.example",
            "ha@t-example",
            codes::FORM_LOGIN_EMAIL,
        ),
        (
            "members",
            "email",
            "a..b@t.example",
            "a.b_-@t.example",
            codes::FORM_LOGIN_EMAIL,
        ),
        (
            "members",
            "email",
            "ab.@t.example",
            "0b@t.example",
            codes::FORM_LOGIN_EMAIL,
        ),
        (
            "members",
            "privateEmail",
            "a b@t.example",
            "A.B+c@t.example",
            codes::FORM_EMAIL,
        ),
        (
            "members",
            "nickName",
            "\"a:b\"",
            "\"a'b#`^~\"",
            codes::FORM_PERSON,
        ),
        (
            "members",
            "nickName",
            "\"　\"",
            "森　花子",
            codes::FORM_PERSON,
        ),
        (
            "members",
            "telephone",
            "\"電話\"",
            "\"+81-3(1234)5678\"",
            codes::FORM_PHONE,
        ),
        (
            "members",
            "telephone",
            "\"--\"",
            "\"110\"",
            codes::FORM_PHONE,
        ),
        (
            "members",
            "birthday",
            "1990-5-5",
            "1990-05-05",
            codes::FORM_DATE,
        ),
        (
            "members",
            "birthday",
            "1990-13-05",
            "1990-12-05",
            codes::FORM_DATE,
        ),
        (
            "members",
            "activationDate",
            "2026-04-01",
            "2026-04-01T09:00:00+09:00",
            codes::FORM_DATE_TIME,
        ),
        (
            "members",
            "activationDate",
            "2026-04-01T09:00:00Z",
            "2026-04-01T09:00:00-03:30",
            codes::FORM_DATE_TIME,
        ),
        // The calendar has no such day: said by decoding.
        (
            "members",
            "activationDate",
            "2026-02-30T09:00:00+09:00",
            "2028-02-29T09:00:00+09:00",
            codes::FORM_DATE_TIME,
        ),
        (
            "members",
            "timeZone",
            "\"+9\"",
            "Asia/Tokyo",
            codes::FORM_TIME_ZONE,
        ),
        (
            "members",
            "name",
            "{phoneticLast: もり}",
            "{phoneticLast: モリ・ー　ﾓﾘ}",
            codes::FORM_KATAKANA,
        ),
        (
            "members",
            "custom",
            "{9a: x}",
            "{a9: x}",
            codes::FORM_PROPERTY_NAME,
        ),
        (
            "members",
            "custom",
            "{a: {link: acme}}",
            "{a: {link: \"https://acme.example\"}}",
            codes::FORM_LINK,
        ),
        (
            "orgs",
            "name",
            "\"R*D\"",
            "\"R&D (東京)\"",
            codes::FORM_NAME,
        ),
        ("orgs", "name", "\" \"", "a", codes::FORM_NAME),
        (
            "orgs",
            "email",
            "-ab@t.example",
            "\"#ab!@t.example\"",
            codes::FORM_ORG_EMAIL,
        ),
        (
            "groups",
            "name",
            "\"a\\tb\"",
            "\"a*b;c?\"",
            codes::FORM_ANY_NAME,
        ),
        ("userTypes", "code", "1A", "A_1", codes::FORM_TYPE_CODE),
    ] {
        let loaded = |value: &str| {
            with_tenant(&format!(
                "{section}:\n  - key: K\n    {property}: {value}\n"
            ))
        };
        let found: Vec<_> = loaded(bad).problems.iter().map(|p| p.code).collect();
        assert_eq!(found, [code], "{property}: {bad}");
        assert_eq!(said(&loaded(good)), [""; 0], "{property}: {good}");
    }
    let loaded = with_tenant("policy: {owns: {members: [\"E*\", \"a/b\"]}}\n");
    assert_eq!(loaded.problems[0].code, codes::FORM_KEY_PATTERN);
    let loaded = load_str(
        "a.yaml",
        "tenant: {key: t, domains: [{key: d, id: 1, name: \"@t\"}]}\n",
    );
    assert_eq!(loaded.problems[0].code, codes::FORM_MAIL_DOMAIN);
}

#[test]
fn custom_values_of_every_kind() {
    check(
        "members:\n  - {key: E1, custom: {a: text, b: 7, c: 2026-04-01, d: {text: null, link: \"https://a.example\"}, e: [x, 1]}}\n",
        &[],
    );
    member("custom: {a: -1}", "M0141 4:17 [-1] min=0");
    member("custom: {a: 1.5}", "M0133 4:17 [1.5] text=…");
    member(
        "custom: {a: [[x]]}",
        "M0132 4:18 [[] expected=text, whole number or mapping found=list",
    );
    member("custom: {a: {text: x}}", "M0140 4:14 [a] name=link");
}

#[test]
fn a_problem_names_the_innermost_object_and_the_property_within() {
    let problem = |sections: &str| -> Problem { with_tenant(sections).problems.remove(0) };
    let found =
        problem("orgs:\n  - key: a\n    orgs:\n      - key: b\n        names: {en_US: 7}\n");
    assert_eq!(found.place.object.as_deref(), Some("org/b"));
    assert_eq!(found.place.property.as_deref(), Some("names.en_US"));
    assert_eq!(
        found.place.pointer.as_deref(),
        Some("/orgs/0/orgs/0/names/en_US")
    );
    let found = problem("members:\n  - key: E1\n    posts:\n      - {org: a}\n      - {org: 7}\n");
    assert_eq!(found.place.object.as_deref(), Some("member/E1"));
    assert_eq!(found.place.property.as_deref(), Some("posts.org"));
}

#[test]
fn all_problems_of_a_file_at_once() {
    let loaded = with_tenant(
        "orgs:\n  - {key: a, nmae: x}\n  - {key: b, visible: yes}\nmembers:\n  - {key: 1}\n  - {key: E2, email: X}\ngroups: 7\n",
    );
    let codes: Vec<String> = loaded.problems.iter().map(|p| p.code.to_string()).collect();
    assert_eq!(codes, ["M0130", "M0134", "M0133", "M0165", "M0147"]);
}
