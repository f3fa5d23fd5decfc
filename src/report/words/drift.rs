//! The words of drift: its kinds, who could have changed what (facts 6), and what is
//! settling (facts 7).

use jiff::Timestamp;

use super::Language;
use super::Language::{En, Ja};
use super::phrases::{Noun, counted, number};
use crate::report::drift::{DriftKind, Who};

/// Above what an apply wrote and the service does not show yet.
pub fn settling(language: Language) -> &'static str {
    language.pick(
        "Settling: an apply wrote this in the last minutes, and the service may still show what was before. No drift yet.",
        "反映待ち：数分以内に適用した変更です。サービスには変更前の内容がまだ表示されることがあります。差異とはみなしません。",
    )
}

/// Above the areas.
pub fn who_could(language: Language) -> &'static str {
    language.pick(
        "Who could have changed it, by the sync switches as declared",
        "変更できた可能性のある人（宣言された組織連携の設定に基づく）",
    )
}

/// A kind of drift; in English as `--fail-on` has it.
pub fn kind(kind: DriftKind, language: Language) -> &'static str {
    match kind {
        DriftKind::Removed => language.pick("removed", "消失"),
        DriftKind::Added => language.pick("added", "宣言なし"),
        DriftKind::Changed => language.pick("changed", "内容の相違"),
        DriftKind::Moved => language.pick("moved", "位置の相違"),
        DriftKind::State => language.pick("state", "状態の相違"),
        DriftKind::Unkeyed => language.pick("unkeyed", "外部キーの相違"),
    }
}

/// So many drifted in one way: `2 changed`.
pub fn many(count: usize, kind: DriftKind, language: Language) -> String {
    let (count, kind) = (number(count), self::kind(kind, language));
    match language {
        En => format!("{count} {kind}"),
        Ja => format!("{kind} {count} 件"),
    }
}

/// How a switch stands, and who can change what it is about.
pub fn who(who: &Who, language: Language) -> String {
    let switch = super::checklist::SWITCHES
        .iter()
        .find(|words| words.name == who.switch)
        .map_or(who.switch, |words| words.console(language));
    let stands = match (who.on, language) {
        (Some(true), En) => format!("{switch} is on"),
        (Some(true), Ja) => format!("「{switch}」はオン"),
        (Some(false), En) => format!("{switch} is off"),
        (Some(false), Ja) => format!("「{switch}」はオフ"),
        (None, En) => format!("how {switch} stands is not declared"),
        (None, Ja) => format!("「{switch}」の状態は宣言されていません"),
    };
    let people: Vec<&str> = who
        .who
        .iter()
        .map(|code| match *code {
            "administrators" => {
                language.pick("administrators in the console", "管理者（管理画面）")
            }
            "members" => language.pick("members in their own profile", "本人（プロフィール）"),
            "masters" => language.pick("masters of the group", "グループのマスター"),
            "otherApps" => language.pick("other apps by API", "ほかのアプリ（API）"),
            other => other,
        })
        .collect();
    match language {
        En => {
            let only = if people.len() == 1 { " only" } else { "" };
            format!("{stands}: {}{only}", people.join(", "))
        }
        Ja => {
            let only = if people.len() == 1 { "のみ" } else { "" };
            format!("{stands}：{}{only}", people.join("、"))
        }
    }
}

/// How much drifted in which way.
pub fn counts(counts: &str, language: Language) -> String {
    match language {
        En => format!("By kind: {counts}."),
        Ja => format!("種類別：{counts}。"),
    }
}

/// What drifted and was not asked to fail on.
pub fn not_failing(counts: &str, language: Language) -> String {
    match language {
        En => format!("Not asked to fail on: {counts}."),
        Ja => format!("`--fail-on` の対象外：{counts}。"),
    }
}

/// The fingerprint.
pub fn fingerprint(fingerprint: &str, language: Language) -> String {
    match language {
        En => format!("Fingerprint {fingerprint}"),
        Ja => format!("フィンガープリント {fingerprint}"),
    }
}

/// The drift that was reported before.
pub fn same(counts: &str, at: Timestamp, fingerprint: &str, language: Language) -> String {
    match language {
        En => format!("The same drift as reported at {at}: {counts} ({fingerprint})."),
        Ja => format!("{at} に報告済みの差異と同じです：{counts}（{fingerprint}）。"),
    }
}

/// Properties beyond those that were named.
pub fn and_others(fields: usize, language: Language) -> String {
    match language {
        En => format!(" and {}", counted(fields, Noun::Other, En)),
        Ja => format!(" {}", counted(fields, Noun::Other, Ja)),
    }
}
