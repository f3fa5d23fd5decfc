//! Words that rooms give as parameters of their problems: kinds of objects, ops, types of
//! YAML. English ones stand in templates as they are; this says them in Japanese.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Language;
use super::Language::Ja;
use super::phrases;
use crate::directory::{Gated, Kind};
use crate::source::{self, Problem};

/// The parameters of a problem as they are said in a language. What the service says of a
/// property it says of the configuration's: people know it by that name.
pub fn params(problem: &Problem, language: Language) -> Cow<'_, BTreeMap<String, String>> {
    // In a refusal, and in what a run reads back.
    let of_service = problem.params.contains_key("rule") || problem.code.0 / 100 == 7;
    if language != Ja && !of_service {
        return Cow::Borrowed(&problem.params);
    }
    let mut params = problem.params.clone();
    if of_service {
        in_configuration(&mut params);
    }
    if language != Ja {
        return Cow::Owned(params);
    }
    // What a file may hold is counted in the rooms that read files.
    let of_files = matches!(problem.code.0 / 100, 1 | 9);
    for (name, value) in &mut params {
        if let Some(said) = japanese(name, value, of_files) {
            *value = said;
        }
    }
    Cow::Owned(params)
}

/// Names of the API's properties as the configuration calls them, in what the service says.
fn in_configuration(params: &mut BTreeMap<String, String>) {
    let object = params.get("object").and_then(|it| it.split_once('/'));
    let Some(kind) = object.and_then(|(kind, _)| Kind::from_name(kind)) else {
        return;
    };
    let named = params.get("kind").and_then(|kind| Kind::from_name(kind));
    for name in ["property", "other"] {
        let Some(value) = params.get_mut(name) else {
            continue;
        };
        // Of a group the API has one list, and the configuration one for each kind.
        let own = match (kind, named) {
            (Kind::Group, Some(named)) if value.starts_with("members[") => Some(named.section()),
            _ => source::in_configuration(kind.section(), value),
        };
        if let Some(own) = own {
            *value = own.to_owned();
        }
    }
}

/// What a value of a parameter is called; `None` where it is a value of the configuration
/// or of the service, or a word without Japanese. `of_files`: the problem is one of a file
/// that was read, whose `expected` and `found` are types.
fn japanese(name: &str, value: &str, of_files: bool) -> Option<String> {
    Some(match name {
        "kind" | "holderKind" => phrases::kind(value, Ja).to_owned(),
        "op" => phrases::op(value, Ja).to_owned(),
        "action" => gated(Gated::from_name(value)?).to_owned(),
        "expected" | "found" if of_files => {
            let value = value.replace(" or ", ", ");
            let types: Option<Vec<&str>> = value.split(", ").map(yaml_type).collect();
            one_of(&types?)
        }
        "lists" => lists(value),
        "cause" | "reason" => file(value)?,
        "holder" => match value {
            "another process" => "別のプロセス".to_owned(),
            "somebody who was faster" => "先に開始したプロセス".to_owned(),
            _ => {
                let (who, process) = value.rsplit_once(", process ")?;
                let (user, host) = who.rsplit_once(" on ")?;
                format!("{user}（{host}、プロセス {process}）")
            }
        },
        "found" => match value {
            "an elliptic-curve key" => "楕円曲線暗号の鍵".to_owned(),
            "an Ed25519 key" => "Ed25519 の鍵".to_owned(),
            _ => return None,
        },
        "what" if of_files => match value {
            "bytes" => "バイト数".to_owned(),
            "values" => "値の数".to_owned(),
            "rows" => "行数".to_owned(),
            "columns" => "列数".to_owned(),
            "cells" => "セル数".to_owned(),
            _ => return None,
        },
        "variables" if value.contains(" (or ") => {
            value.replace(" (or ", "（または ").replace(')', "）")
        }
        "tenant" => {
            let domain = value.strip_prefix("one without the domain ")?;
            format!("ドメイン {domain} のないテナント")
        }
        "why" if of_files => why(value)?,
        "why" => (why(value).or_else(|| file(value))).or_else(|| cause(value))?,
        "said" => cause(value)?,
        "needs" => match value.strip_prefix("step ") {
            Some(step) => format!("ステップ {step}"),
            None => {
                let (kind, key) = value.strip_prefix("the id of ")?.split_once(' ')?;
                format!("{} {key} の ID", phrases::kind(kind, Ja))
            }
        },
        "range" => match value.strip_prefix("from ") {
            Some(range) => {
                let (from, to) = range.split_once(" to ")?;
                match to.strip_suffix(" seconds") {
                    Some(to) => format!("{from}～{to} 秒"),
                    None => format!("{from}～{to}"),
                }
            }
            None => {
                let (over, most) = value
                    .strip_prefix("greater than ")?
                    .split_once(", at most ")?;
                format!("{over} より大きく {most} 以下")
            }
        },
        _ => return None,
    })
}

/// Why a file cannot be used, as far as meibo says it and not the system.
fn file(value: &str) -> Option<String> {
    let said = match value {
        "it is no regular file" => "通常のファイルではありません",
        "is a directory" => "フォルダです",
        "it has no sheet of cells" => "セルのあるシートがありません",
        "no usable RSA key" => "使用できる RSA 鍵がありません",
        _ => return None,
    };
    Some(said.to_owned())
}

/// Why a file is not what it should be, as far as meibo says it and not the system.
fn why(value: &str) -> Option<String> {
    if value == "no certificate in it" {
        return Some("証明書が含まれていません".to_owned());
    }
    if let Some(id) = value.strip_suffix(" stands under another id") {
        return Some(format!("{id} が別の ID の下にあります"));
    }
    let (what, place) = value.split_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    let what = match what {
        "it stops in the middle" => "途中で終わっています",
        "something unexpected" => "想定外の内容です",
        "no JSON" => "JSON ではありません",
        _ => return None,
    };
    Some(format!("{what}（{line} 行目 {column} 文字目）"))
}

/// Lists of the service: `the levels of main, the members of sub and 2 more`.
fn lists(value: &str) -> String {
    let (named, more) = match value.rsplit_once(" and ") {
        Some((named, more)) => (named, more.strip_suffix(" more")),
        None => (value, None),
    };
    let named: Vec<String> = named.split(", ").map(list).collect();
    let named = named.join("、");
    match more {
        Some(more) => format!("{named}、ほか {more} 件"),
        None => named,
    }
}

fn list(value: &str) -> String {
    let parts = value
        .strip_prefix("the ")
        .and_then(|it| it.split_once(" of "));
    let Some((list, domain)) = parts else {
        return value.to_owned();
    };
    let list = match list {
        "members" => "メンバー",
        "orgs" => "組織",
        "groups" => "グループ",
        "levels" => "職級",
        "positions" => "役職",
        "user types" => "利用権限タイプ",
        other => other,
    };
    format!("{domain} の{list}")
}

/// What went wrong with a call, where the service itself said nothing of it.
fn cause(value: &str) -> Option<String> {
    let number = |before: &str, after: &str| value.strip_prefix(before)?.strip_suffix(after);
    Some(match value {
        "nothing more" => "詳細なし".to_owned(),
        "a list without an end" => "一覧が終わりません".to_owned(),
        "no token in the token endpoint's answer" => {
            "トークン取得の応答にトークンがありません".to_owned()
        }
        "the answer is no object" => "応答がオブジェクトではありません".to_owned(),
        _ => {
            if let Some(seconds) = number("no answer within ", " s") {
                format!("{seconds} 秒以内に応答がありません")
            } else if let Some(times) = number("429, ", " times") {
                format!("429（{times} 回）")
            } else if let Some(status) = number("a redirect (", ")") {
                format!("リダイレクト（{status}）")
            } else {
                let status = number("an unreadable answer (", ")")?;
                format!("読み取れない応答（{status}）")
            }
        }
    })
}

/// What a limit is about.
pub fn gated(gated: Gated) -> &'static str {
    match gated {
        Gated::Remove => "削除・停止",
        Gated::Suspend => "一時停止",
        Gated::LoseMembers => "所属の解除",
        Gated::Move => "移動",
        Gated::Invite => "メールでの招待",
        Gated::Change => "変更",
        Gated::Shrink => "宣言の減少",
    }
}

/// A type, in YAML's words.
fn yaml_type(name: &str) -> Option<&'static str> {
    Some(match name {
        "text" => "文字列",
        "whole number" => "整数",
        "number" => "数値",
        "true/false" => "true/false",
        "list" => "リスト",
        "mapping" => "マッピング",
        "null" => "null",
        _ => return None,
    })
}

/// `文字列、数値または null`: with a blank beside what is no Japanese.
fn one_of(types: &[&str]) -> String {
    let Some((last, others)) = types.split_last() else {
        return String::new();
    };
    if others.is_empty() {
        return (*last).to_owned();
    }
    let blank = |beside: Option<char>| match beside.is_some_and(|c| c.is_ascii()) {
        true => " ",
        false => "",
    };
    let others = others.join("、");
    let before = blank(others.chars().next_back());
    let after = blank(last.chars().next());
    format!("{others}{before}または{after}{last}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::codes::WOULD_BE_REFUSED;
    use crate::report::words::{message, remedy};

    #[test]
    fn the_service_speaks_of_the_properties_of_the_configuration() {
        let refused = |object: &str, property: &str| {
            Problem::error(WOULD_BE_REFUSED)
                .with("rule", "tooFewEntries")
                .with("object", object)
                .with("property", property)
                .with("section", "5.3.3")
        };
        for (object, path, kind, said) in [
            ("group/g-all", "administrators", "", "masters"),
            ("group/g-all", "members[4].id", "org", "orgs"),
            ("group/g-all", "members[4].id", "member", "members"),
            ("group/g-all", "members", "group", "members"),
            (
                "member/E1",
                "organizations[0].orgUnits[0].isManager",
                "",
                "posts.leader",
            ),
            ("level/L1", "displayOrder", "", "displayOrder"),
            ("feature/levels", "administrators", "", "administrators"),
            ("", "administrators", "", "administrators"),
        ] {
            let mut problem = refused(object, path);
            if !kind.is_empty() {
                problem = problem.with("kind", kind);
            }
            for language in [Language::En, Ja] {
                let told = params(&problem, language);
                assert_eq!(told["property"], said, "{object} {path} {kind}");
            }
            // For programs it stays what the request calls it.
            assert_eq!(problem.params["property"], path);
        }
        let problem = refused("group/g-all", "administrators");
        for language in [Language::En, Ja] {
            let text = message(&problem, language);
            assert!(text.contains("masters") && !text.contains("administrators"));
            let text = remedy(&problem, language);
            assert!(text.contains("docs/conformance.md") && text.contains("5.3.3"));
            assert!(!text.contains("facts"), "{text}");
        }
    }

    #[test]
    fn words_of_meibo_are_said_in_japanese_and_values_stay_as_they_are() {
        for (name, value, of_files, said) in [
            ("kind", "userType", false, Some("利用権限タイプ")),
            ("kind", "ofLater", false, Some("ofLater")),
            ("op", "suspend", false, Some("一時停止")),
            ("action", "loseMembers", false, Some("所属の解除")),
            ("action", "ofLater", false, None),
            (
                "expected",
                "text, list or null",
                true,
                Some("文字列、リストまたは null"),
            ),
            (
                "expected",
                "true/false or null",
                true,
                Some("true/false または null"),
            ),
            ("expected", "text or of later", true, None),
            // What an object was to hold is a value, whatever it reads like.
            ("expected", "text", false, None),
            ("found", "list", false, None),
            ("needs", "step 12", false, Some("ステップ 12")),
            ("needs", "the id of org a b", false, Some("組織 a b の ID")),
            ("range", "from 0 to 60 seconds", false, Some("0～60 秒")),
            (
                "range",
                "greater than 0, at most 1000",
                false,
                Some("0 より大きく 1000 以下"),
            ),
            ("variables", "A, B (or C)", false, Some("A, B（または C）")),
            (
                "tenant",
                "one without the domain 7",
                false,
                Some("ドメイン 7 のないテナント"),
            ),
            ("tenant", "acme", false, None),
            (
                "why",
                "no answer within 60 s",
                false,
                Some("60 秒以内に応答がありません"),
            ),
            ("said", "nothing more", false, Some("詳細なし")),
            ("why", "429, 5 times", false, Some("429（5 回）")),
            (
                "why",
                "an unreadable answer (200)",
                false,
                Some("読み取れない応答（200）"),
            ),
            (
                "why",
                "a redirect (302)",
                false,
                Some("リダイレクト（302）"),
            ),
            ("why", "reset by peer", false, None),
            ("why", "nothing more", true, None),
            ("name", "member", false, None),
        ] {
            assert_eq!(
                japanese(name, value, of_files).as_deref(),
                said,
                "{name} {value}"
            );
        }
    }
}
