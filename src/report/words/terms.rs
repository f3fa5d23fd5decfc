//! Words that rooms give as parameters of their problems: kinds of objects, ops, types of
//! YAML. English ones stand in templates as they are; this says them in Japanese.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Language;
use super::Language::Ja;
use super::phrases;
use crate::directory::Gated;
use crate::source::Problem;

/// The parameters of a problem as they are said in a language.
pub fn params(problem: &Problem, language: Language) -> Cow<'_, BTreeMap<String, String>> {
    if language != Ja {
        return Cow::Borrowed(&problem.params);
    }
    let mut params = problem.params.clone();
    // What a file may hold is counted in the rooms that read files.
    let of_files = matches!(problem.code.0 / 100, 1 | 9);
    for (name, value) in &mut params {
        if let Some(said) = japanese(name, value, of_files) {
            *value = said;
        }
    }
    Cow::Owned(params)
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
            let types: Option<Vec<&str>> = value.split(", ").map(yaml_type).collect();
            types?.join("、")
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_meibo_are_said_in_japanese_and_values_stay_as_they_are() {
        for (name, value, of_files, said) in [
            ("kind", "userType", false, Some("利用権限タイプ")),
            ("kind", "ofLater", false, Some("ofLater")),
            ("op", "suspend", false, Some("一時停止")),
            ("action", "loseMembers", false, Some("所属の解除")),
            ("action", "ofLater", false, None),
            ("expected", "text, list", true, Some("文字列、リスト")),
            ("expected", "text, of later", true, None),
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
