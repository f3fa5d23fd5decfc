//! One word for one thing: the Japanese of all reports keeps to the terms of the admin console
//! and to one spelling.

use std::path::{Path, PathBuf};

/// What is not written, and what is written for it.
const NOT_WRITTEN: &[(&str, &str)] = &[
    ("フォルダー", "フォルダ"),
    ("組織同期", "組織連携"),
    ("雛形", "ひな形"),
    ("ひな型", "ひな形"),
    ("初回パスワード", "初期パスワード"),
    ("削除待ち", "削除中"),
    ("削除手続き", "削除中"),
    ("有償", "有料"),
    ("主な所属", "主務"),
    ("主なドメイン", "主ドメイン"),
    ("主となる", "主ドメイン"),
    ("別名", "サブメールアドレス"),
    ("プロパティ", "項目"),
    ("実環境", "テナント"),
    ("スコープ", "scope"),
    ("予行し", "予行演習し"),
    ("かまいません", "構いません"),
    ("計画", "プラン"),
    ("ind} の", "{kind}の"),
];

/// Words that are right with something before or behind them only.
const WRITTEN_WITH: &[(&str, &[&str])] = &[
    ("エディタ", &["エディター"]),
    ("他の", &["その他の"]),
    // The sandbox has a console of its own.
    ("コンソール", &["コンソールはこのマシン"]),
    ("}件", &[]),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry of it").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && name != "tests" {
            files(&path, found);
        } else if name.ends_with(".rs") && name != "tests.rs" {
            found.push(path);
        }
    }
}

/// The texts between quotation marks of a source, up to its tests.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'/') => while chars.next().is_some_and(|c| c != '\n') {},
            '\'' if chars.peek() == Some(&'"') => {
                chars.next();
            }
            '"' => {
                let mut text = String::new();
                loop {
                    match chars.next() {
                        None | Some('"') => break,
                        Some('\\') => text.extend(chars.next().map(|c| match c {
                            'n' => '\n',
                            other => other,
                        })),
                        Some(c) => text.push(c),
                    }
                }
                found.push(text);
            }
            _ => {}
        }
    }
    found
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

/// What is wrong with a Japanese text.
fn faults(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (not, instead) in NOT_WRITTEN {
        if text.contains(not) {
            faults.push(format!("{not} is {instead}"));
        }
    }
    for (word, with) in WRITTEN_WITH {
        let right: usize = with.iter().map(|one| text.matches(one).count()).sum();
        if text.matches(word).count() > right {
            faults.push(format!("{word} alone"));
        }
    }
    // Code stands between backticks, and as one whole example.
    if ["- {", "key: ", "policy:"]
        .iter()
        .any(|yaml| text.contains(yaml))
    {
        return faults;
    }
    // English may name people in Japanese.
    if !super::english_left(text).is_empty() {
        return faults;
    }
    let prose: String = text.split('`').step_by(2).collect::<Vec<_>>().join("`");
    let prose = prose.replace("( )", "");
    // The program's name as it is usual, and a heading of a fixed width.
    let prose = prose.replace("meibo: ", "").replace("対処: ", "");
    let all: Vec<char> = prose.chars().collect();
    let near = |at: Option<usize>| at.and_then(|at| all.get(at)).copied();
    for (at, c) in all.iter().enumerate() {
        // The next character on a side, over one blank.
        let before = match near(at.checked_sub(1)) {
            Some(' ') => near(at.checked_sub(2)),
            other => other,
        };
        let after = match near(at.checked_add(1)) {
            Some(' ') => near(at.checked_add(2)),
            other => other,
        };
        let beside = before.is_some_and(is_japanese) || after.is_some_and(is_japanese);
        if beside && matches!(c, '(' | ')' | ':') {
            faults.push(format!("half-width {c} beside Japanese"));
        }
    }
    faults
}

#[test]
fn faults_are_found() {
    for (text, wrong) in [
        ("このフォルダーです", 1),
        ("フォルダです（`a: あ (b) い`）", 0),
        ("上限です ({max})", 1),
        ("値 (clear) だけ", 2),
        ("ファイル: {files}", 1),
        ("ファイル：{files}", 0),
        ("  {file}: 新規", 1),
        ("エディタとエディター", 1),
        ("その他の項目", 0),
        ("{kind} のキー", 1),
        ("meibo: 書き込めません", 0),
        ("  - {key: ga-2, name: 総務部(大阪)}", 0),
        ("a (b): c", 0),
        ("小野 蓮 (key B) was deleted", 0),
    ] {
        assert_eq!(faults(text).len(), wrong, "{text}: {:?}", faults(text));
    }
    let source = "f('\"', \"a\\n\"); // \"b\"\nconst C: &str = \"c\\\"d\";\n#[cfg(test)] \"e\"";
    assert_eq!(literals(source), ["a\n", "c\"d"]);
}

#[test]
fn the_japanese_of_all_reports_is_spelt_in_one_way() {
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report");
    let mut sources = Vec::new();
    files(&report, &mut sources);
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in sources {
        let text = std::fs::read_to_string(&path).expect("a source is text");
        for literal in literals(&text) {
            if literal.contains(is_japanese) {
                count += 1;
                for fault in faults(&literal) {
                    wrong.push(format!("{}: {fault}: {literal}", path.display()));
                }
            }
        }
    }
    assert!(count > 1000, "{count} texts");
    for (path, _, japanese) in crate::report::words::starter::FILES {
        // Names and comments: colons and brackets are YAML's.
        for (not, _) in NOT_WRITTEN {
            if japanese.contains(not) {
                wrong.push(format!("{path}: {not}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
