//! Every problem a configuration can have, as it is printed: what a reviewer reads. The
//! wrong examples of the table, and those that only a program can write down.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use super::examples::{Found, checked, read};
use crate::check::codes as check;
use crate::report::explain::{Example, FRAME, all};
use crate::report::problems::{TextOptions, render, view};
use crate::report::words::Language;
use crate::source::{Code, Place, codes as source, load};

/// A wrong configuration and a valid neighbour, each as the files of a folder.
struct Case {
    name: &'static str,
    code: Code,
    wrong: Folder,
    right: Folder,
}

/// Files by name.
type Folder = Vec<(&'static str, Vec<u8>)>;

fn one(rest: &str) -> Folder {
    vec![("meibo.yaml", format!("{FRAME}{rest}").into_bytes())]
}

fn list(section: &str, count: usize, entry: impl Fn(usize) -> String) -> Folder {
    let mut text = format!("{section}:\n");
    for n in 0..count {
        let _ = writeln!(text, "  - {}", entry(n));
    }
    one(&text)
}

fn case(name: &'static str, code: Code, wrong: Folder, right: Folder) -> Case {
    Case {
        name,
        code,
        wrong,
        right,
    }
}

/// What no table of texts can hold: bytes, sizes, links.
fn cases() -> Vec<Case> {
    let valid = || one("orgs: []\n");
    let mut shift_jis = one("orgs:\n  - {key: hq, name: ");
    shift_jis[0].1.extend([0x96, 0x7b, 0x8e, 0xd0]);
    shift_jis[0].1.extend(b"}\n");
    let utf_16: Vec<u8> = format!("{FRAME}orgs: []\n")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut bom = one("orgs: []\n");
    bom[0].1.splice(0..0, "\u{feff}".bytes());
    let nested = |depth: usize| {
        let mut text = "orgs: ".to_owned();
        for n in 0..depth {
            let _ = write!(text, "[{{key: o{n}, name: 組織{n}, orgs: ");
        }
        text.push_str("[]");
        text.push_str(&"}]".repeat(depth));
        text.push('\n');
        one(&text)
    };
    let chain = |depth: usize| {
        list("orgs", depth, |n| match n {
            0 => "{key: o0, name: 本社}".to_owned(),
            _ => format!("{{key: o{n}, name: 組織{n}, parent: o{}}}", n - 1),
        })
    };
    let bomb = |levels: usize| {
        let mut text = "x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n".to_owned();
        for level in 1..levels {
            let names = vec![format!("*x{}", level - 1); 10].join(", ");
            let _ = writeln!(text, "x{level}: &x{level} [{names}]");
        }
        one(&text)
    };
    let crowded = |groups: usize| {
        let mut text = "members: [{key: E1}]\ngroups:\n".to_owned();
        for n in 0..groups {
            let _ = writeln!(text, "  - {{key: g-{n}, name: PJ{n}, members: [E1]}}");
        }
        one(&text)
    };
    vec![
        case(
            "a folder without YAML",
            source::NO_FILES,
            vec![("notes.txt", b"nothing".to_vec())],
            valid(),
        ),
        case("Shift_JIS", source::NOT_UTF8, shift_jis, bom),
        case(
            "UTF-16",
            source::UTF_16,
            vec![("meibo.yaml", utf_16)],
            valid(),
        ),
        case(
            "40 levels in one another",
            source::TOO_DEEP,
            nested(40),
            nested(5),
        ),
        case(
            "aliases of aliases",
            source::ALIAS_BOMB,
            bomb(9),
            one("groups:\n  - {key: g-1, name: 企画, masters: &m [E1], members: *m}\n"),
        ),
        case(
            "16 levels of parents",
            check::ORG_TOO_DEEP,
            chain(16),
            chain(10),
        ),
        case(
            "10,001 orgs",
            check::TOO_MANY_ORGS,
            list("orgs", 10_001, |n| format!("{{key: o{n}, name: 組織{n}}}")),
            list("orgs", 10_000, |n| format!("{{key: o{n}, name: 組織{n}}}")),
        ),
        case(
            "201 positions",
            check::TOO_MANY_RANKS,
            list("positions", 201, |n| {
                format!("{{key: P{n}, name: 役職{n}}}")
            }),
            list("positions", 200, |n| {
                format!("{{key: P{n}, name: 役職{n}}}")
            }),
        ),
        case(
            "201 levels: a warning",
            check::TOO_MANY_RANKS,
            list("levels", 201, |n| format!("{{key: L{n}, name: 職級{n}}}")),
            list("levels", 200, |n| format!("{{key: L{n}, name: 職級{n}}}")),
        ),
        case(
            "a member of 2,001 groups",
            check::TOO_MANY_GROUPS,
            crowded(2_001),
            crowded(2_000),
        ),
        case(
            "31 posts",
            source::TOO_MANY,
            one(&posts(31)),
            one(&posts(30)),
        ),
        case(
            "a full-width employee number, which is not shown",
            check::KEY_FULL_WIDTH,
            one("members: [{key: E1, employeeNumber: ００４２}]\n"),
            one("members: [{key: E1, employeeNumber: \"0042\"}]\n"),
        ),
        case(
            "homonyms with one birthday",
            check::SAME_PERSON,
            one(
                "members:\n  - {key: E1, name: {last: 佐藤, first: 誠}, birthday: 1980-01-01}\n  - {key: E2, name: {last: 佐藤, first: 誠}, birthday: 1980-01-01}\n",
            ),
            one(
                "members:\n  - {key: E1, name: {last: 佐藤, first: 誠}, birthday: 1980-01-01}\n  - {key: E2, name: {last: 佐藤, first: 誠}, birthday: 1981-01-01}\n",
            ),
        ),
        case(
            "one mobile number in two spellings",
            check::SAME_PERSON,
            one(
                "members:\n  - {key: E1, name: {last: 佐藤, first: 誠}, cellPhone: 090-1234-5678}\n  - {key: E2, name: {last: 佐藤, first: 誠}, cellPhone: \"09012345678\"}\n",
            ),
            one(
                "members:\n  - {key: E1, name: {last: 佐藤, first: 誠}, telephone: 03-1234-5678}\n  - {key: E2, name: {last: 佐藤, first: 誠}, telephone: 03-1234-5678}\n",
            ),
        ),
        case(
            "a name that is read backwards",
            check::UNSEEN_CHARACTER,
            one("orgs: [{key: hq, name: \"本\\u202e社\"}]\n"),
            one("orgs: [{key: hq, name: 本社}]\n"),
        ),
        case(
            "an invisible space in a key",
            check::UNSEEN_CHARACTER,
            one("orgs: [{key: \"hq\\u200b\", name: 本社}]\n"),
            one("orgs: [{key: hq, name: 本社}]\n"),
        ),
        case(
            "a tag of the byte order in a custom property, which is not shown",
            check::UNSEEN_CHARACTER,
            one("members: [{key: E1, custom: {team: \"\\ufeffA\"}}]\n"),
            one("members: [{key: E1, custom: {team: A}}]\n"),
        ),
        case(
            "a no-break space in a key",
            check::UNSEEN_CHARACTER,
            one("orgs: [{key: \"o\\u00a01\", name: 本社}]\n"),
            one("orgs: [{key: \"o 1\", name: \"本\\u00a0社\"}]\n"),
        ),
        case(
            "a key with a no-break space behind it",
            check::BLANK_AT_END,
            one("members: [{key: \"E1\\u00a0\"}]\n"),
            one("members: [{key: E1}]\n"),
        ),
        case(
            "a name with a blank before it",
            check::BLANK_AT_END,
            one("members: [{key: E1, name: {last: 林, first: \" 葵\"}}]\n"),
            one("members: [{key: E1, name: {last: 林\u{3000}田, first: 葵}}]\n"),
        ),
        case(
            "NFD in a key",
            check::NOT_NFC,
            one("orgs: [{key: か\u{3099}, name: 本社}]\n"),
            one("orgs: [{key: が, name: 本社}]\n"),
        ),
        case(
            "a reading in hiragana",
            source::FORM_KATAKANA,
            one("members: [{key: E1, name: {last: 林, first: 葵, phoneticFirst: あおい}}]\n"),
            one("members: [{key: E1, name: {last: 林, first: 葵, phoneticFirst: アオイ}}]\n"),
        ),
        case(
            "an address in full-width letters",
            source::FORM_ORG_EMAIL,
            one("orgs: [{key: hq, name: 本社, email: ｈｑ@acme.example}]\n"),
            one("orgs: [{key: hq, name: 本社, email: hq@acme.example}]\n"),
        ),
        case(
            "posts by the names of their orgs",
            source::WRONG_TYPE,
            one("orgs: [{key: sales, name: 営業部}]\nmembers: [{key: E1, posts: [sales]}]\n"),
            one(
                "orgs: [{key: sales, name: 営業部}]\nmembers: [{key: E1, posts: [{org: sales}]}]\n",
            ),
        ),
        case(
            "one of several types",
            source::WRONG_TYPE,
            one("members: [{key: E1, task: [経理]}]\n"),
            one("members: [{key: E1, task: 経理}]\n"),
        ),
        case(
            "true in quotes",
            source::BOOLEAN_WANTED,
            one("members: [{key: E1, searchable: \"true\"}]\n"),
            one("members: [{key: E1, searchable: true}]\n"),
        ),
        case(
            "capital letters after the @",
            source::FORM_LOGIN_EMAIL,
            one("members: [{key: E1, email: ab@ACME.example}]\n"),
            one("members: [{key: E1, email: ab@acme.example}]\n"),
        ),
        case(
            "the kanji of people's names",
            check::UNSEEN_CHARACTER,
            one("members: [{key: E1, name: {last: \"髙橋\\u00ad\", first: 花子}}]\n"),
            one(
                "members: [{key: E1, name: {last: 髙橋, first: 﨑}}, {key: E2, name: {last: 辻\u{e0100}, first: 𠮷}}]\n",
            ),
        ),
        case(
            "NUL in a text",
            source::FORM_NAME,
            one("orgs: [{key: hq, name: \"本\\0社\"}]\n"),
            one("orgs: [{key: hq, name: 本社}]\n"),
        ),
        case(
            "a merge key that brings a name along",
            check::SIBLING_ORGS_SHARE_NAME,
            one("orgs:\n  - &o {key: hq, name: 本社}\n  - {<<: *o, key: hq-2}\n"),
            one("orgs:\n  - {key: hq, name: 本社}\n  - {key: hq-2, name: 本社2}\n"),
        ),
        case(
            "an allowance without a reason",
            source::REASON_MISSING,
            one("policy: {allow: {M0232: }}\n"),
            one(
                "policy: {allow: {M0232: 経緯}}\norgs: [{key: a, name: 総務}, {key: b, name: 総務}]\n",
            ),
        ),
        case(
            "an allowance with a blank reason",
            source::REASON_MISSING,
            one("policy: {allow: {M0232: \" \"}}\n"),
            valid(),
        ),
        case(
            "an allowance of no code",
            check::ALLOWS_UNKNOWN,
            one("policy: {allow: {m0232: 経緯}}\n"),
            valid(),
        ),
        case(
            "an allowance of a plan's error",
            check::ALLOWS_ERROR,
            one("policy: {allow: {M0302: 経緯}}\n"),
            one("policy: {allow: {M0317: 経緯}}\n"),
        ),
    ]
}

fn posts(count: usize) -> String {
    let posts: Vec<String> = (0..count).map(|n| format!("{{org: o{n}}}")).collect();
    format!("members: [{{key: E1, posts: [{}]}}]\n", posts.join(", "))
}

fn of_folder(folder: &Folder) -> Found {
    let place = tempfile::tempdir().expect("a folder");
    for (name, bytes) in folder {
        std::fs::write(place.path().join(name), bytes).expect("written");
    }
    let mut found = checked(load(place.path()));
    // The one place of this machine in a message.
    for problem in &mut found.problems {
        if let Some(path) = problem.params.get_mut("path") {
            *path = path.replace(&place.path().display().to_string(), "directory");
        }
    }
    found
}

/// Codes that stand behind another one where YAML is read; the tests of their rooms meet
/// them, or say why nobody does.
const BEHIND_ANOTHER: [Code; 7] = [
    source::TOO_SHORT,
    source::OTHER_FORM,
    check::ADDRESS_UPPER_CASE,
    check::TOO_MANY_POSTS,
    check::GROUP_WITHOUT_MASTER,
    check::PERCENT_OUT_OF_RANGE,
    source::BUDGET,
];

/// Codes about the folder rather than what stands in it: `files_and_folders` meets them; a
/// file that changes meanwhile is met where bad input is tested.
const OF_FOLDERS: [Code; 6] = [
    source::CHANGES_WHILE_READ,
    source::PATH_MISSING,
    source::UNREADABLE,
    source::FILE_TOO_LARGE,
    source::LINK_OUTSIDE,
    source::TOO_MANY_FILES,
];

#[test]
fn the_catalogue_of_wrong_inputs() {
    let mut groups: BTreeMap<(u16, &str), String> = BTreeMap::new();
    let mut covered = BTreeSet::new();
    let mut count = 0;
    let mut failed = Vec::new();
    let mut add = |code: Code, name: &str, found: &Found| {
        count += 1;
        covered.insert(code);
        for (language, suffix) in [(Language::En, ""), (Language::Ja, "_ja")] {
            let options = TextOptions {
                language,
                ..TextOptions::default()
            };
            let resolve = |place: &Place| found.files.resolve(place);
            let text = render(&found.problems, &resolve, &options);
            let group = groups.entry((code.0 / 10, suffix)).or_default();
            let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
            let _ = writeln!(group, "=== {code} {name}\n{}\n", lines.join("\n"));
        }
    };
    for entry in all().filter(|entry| entry.code.0 < 300) {
        if let Example::Yaml { wrong, right: _ } = entry.example {
            add(entry.code, "as explained", &read(wrong));
        }
    }
    for case in cases() {
        let found = of_folder(&case.wrong);
        let codes: Vec<Code> = found.codes().into_keys().collect();
        if codes != [case.code] {
            failed.push(format!(
                "{}: {codes:?} {:?}",
                case.name,
                found.problems.first()
            ));
        }
        add(case.code, case.name, &found);
        let found = of_folder(&case.right);
        if !found.problems.is_empty() {
            failed.push(format!(
                "the neighbour of {}: {:?}",
                case.name, found.problems
            ));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    for ((group, suffix), text) in &groups {
        insta::assert_snapshot!(format!("M{group:03}x{suffix}"), text);
    }
    assert!(count >= 80, "{count} wrong inputs");
    let uncovered: Vec<Code> = all()
        .map(|entry| entry.code)
        .filter(|code| code.0 < 300 && !covered.contains(code))
        .filter(|code| !BEHIND_ANOTHER.contains(code) && !OF_FOLDERS.contains(code))
        .collect();
    assert!(uncovered.is_empty(), "no wrong input: {uncovered:?}");
}

/// What is about the folder, in files and folders of its own.
#[cfg(unix)]
#[test]
fn files_and_folders() {
    let place = tempfile::tempdir().expect("a folder");
    let outside = tempfile::tempdir().expect("a folder");
    let met = |path: &Path| -> Vec<Code> { checked(load(path)).codes().into_keys().collect() };
    let folder = |name: &str| {
        let path = place.path().join(name);
        std::fs::create_dir_all(&path).expect("a folder");
        std::fs::write(path.join("tenant.yaml"), FRAME).expect("written");
        path
    };
    assert_eq!(met(&place.path().join("nowhere")), [source::PATH_MISSING]);
    let valid = folder("valid");
    assert_eq!(met(&valid), []);

    let link = folder("link");
    std::fs::write(outside.path().join("orgs.yaml"), "orgs: []\n").expect("written");
    std::os::unix::fs::symlink(outside.path().join("orgs.yaml"), link.join("orgs.yaml"))
        .expect("linked");
    assert_eq!(met(&link), [source::LINK_OUTSIDE]);

    let socket = folder("socket");
    let _held = std::os::unix::net::UnixListener::bind(socket.join("orgs.yaml")).expect("bound");
    assert_eq!(met(&socket), [source::UNREADABLE]);

    let large = folder("large");
    let file = std::fs::File::create(large.join("dump.yaml")).expect("created");
    // A hole: it takes no room.
    file.set_len(1 << 30).expect("lengthened");
    assert_eq!(met(&large), [source::FILE_TOO_LARGE]);

    let deep = folder("deep");
    let mut below = deep.clone();
    for _ in 0..40 {
        below.push("d");
    }
    std::fs::create_dir_all(&below).expect("folders");
    std::fs::write(below.join("orgs.yaml"), "orgs: []\n").expect("written");
    assert_eq!(met(&deep), [source::TOO_MANY_FILES]);
}

#[test]
fn one_run_shows_schema_references_and_meaning_in_the_order_of_the_files() {
    let folder: Folder = vec![
        ("tenant.yaml", FRAME.as_bytes().to_vec()),
        (
            "a.yaml",
            "members:\n  - {key: E1, posts: [{org: slaes}]}\n  - {key: E2, emial: x}\n".into(),
        ),
        (
            "b.yaml",
            "orgs:\n  - {key: sales, name: 営業部}\n  - {key: plan, name: 営業部}\n  - {key: a/b, name: 企画部}\n".into(),
        ),
    ];
    let found = of_folder(&folder);
    let view = view(
        &found.problems,
        &|place| found.files.resolve(place),
        Language::En,
    );
    let seen: Vec<(String, Option<&str>, Option<u32>)> = view
        .problems
        .iter()
        .map(|p| (p.code.to_string(), p.place.file.as_deref(), p.place.line))
        .collect();
    assert_eq!(
        seen,
        [
            ("M0200".to_owned(), Some("a.yaml"), Some(2)),
            ("M0130".to_owned(), Some("a.yaml"), Some(3)),
            ("M0232".to_owned(), Some("b.yaml"), Some(3)),
            ("M0160".to_owned(), Some("b.yaml"), Some(4)),
        ]
    );
}
