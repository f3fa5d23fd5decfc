//! The fixed sentences around a plan: its verdict, its headings, and what stands below it.

use super::Language;
use super::Language::{En, Ja};
use super::phrases::{Noun, comma, counted, duration};

/// Heads what must be read first.
pub fn risks(language: Language) -> &'static str {
    language.pick("Risks", "リスク")
}

/// Heads the problems.
pub fn problems(language: Language) -> &'static str {
    language.pick("Problems", "問題")
}

/// Heads the list of calls with their times.
pub fn calls(language: Language) -> &'static str {
    language.pick("Calls, and when they start", "API 呼び出しと開始時刻")
}

/// Limits are exceeded, and there is nothing to do besides.
pub fn no_plan_over_limits(tenant: &str, limits: usize, language: Language) -> String {
    let limits = counted(limits, Noun::Limit, language);
    match language {
        En => format!("No plan for {tenant}: {limits} exceeded."),
        Ja => format!("{tenant} のプランはありません：{limits}を超えています。"),
    }
}

/// Errors keep a plan from being made.
pub fn no_plan(tenant: &str, errors: usize, language: Language) -> String {
    let errors = counted(errors, Noun::Error, language);
    match language {
        En => format!("No plan for {tenant}: {errors}."),
        Ja => format!("{tenant} のプランは作成できません：{errors}。"),
    }
}

/// Nothing is to be done.
pub fn no_changes(tenant: &str, language: Language) -> String {
    match language {
        En => format!("No changes. {tenant} is as the configuration says."),
        Ja => format!("変更はありません。{tenant} は設定のとおりです。"),
    }
}

/// Nothing drifted.
pub fn no_drift(tenant: &str, language: Language) -> String {
    match language {
        En => format!("No drift. {tenant} is as the configuration says."),
        Ja => format!("差異はありません。{tenant} は設定のとおりです。"),
    }
}

/// Behind a plan with errors; begins with what parts it from the sentence before.
pub fn not_to_be_applied(errors: usize, language: Language) -> String {
    let errors = counted(errors, Noun::Error, language);
    match language {
        En => format!(" Not to be applied: {errors}."),
        Ja => format!("{errors}のため適用できません。"),
    }
}

/// Behind a plan beyond its limits; begins with what parts it from the sentence before.
pub fn refused(limits: usize, language: Language) -> String {
    let limits = counted(limits, Noun::Limit, language);
    match language {
        En => format!(" Refused: {limits} exceeded."),
        Ja => format!("{limits}を超えているため拒否しました。"),
    }
}

/// What a plan comes to: changes by what is done, the time in seconds, calls.
pub fn changes(
    tenant: &str,
    changes: usize,
    parts: &[String],
    (seconds, calls): (f64, usize),
    language: Language,
) -> String {
    let calls = counted(calls, Noun::Call, language);
    let time = duration(seconds, language);
    let number = super::phrases::number(changes);
    let list = parts.join(comma(language));
    match (language, parts.is_empty()) {
        (En, true) => format!("{calls} to {tenant}; about {time}."),
        (En, false) => {
            let word = if changes == 1 { "change" } else { "changes" };
            format!("{number} {word} to {tenant}: {list}; about {time}, {calls}.")
        }
        (Ja, true) => format!("{tenant} への {calls}（約 {time}）。"),
        (Ja, false) => format!("{tenant} への変更 {number} 件：{list}（約 {time}、{calls}）。"),
    }
}

/// How many objects drifted, by what would be done.
pub fn drifted(tenant: &str, objects: usize, parts: &[String], language: Language) -> String {
    let list = parts.join(comma(language));
    match language {
        En => {
            let objects = counted(objects, Noun::Object, language);
            let what = if list.is_empty() {
                list
            } else {
                format!(": {list}")
            };
            format!("{objects} drifted in {tenant}{what}.")
        }
        Ja => {
            let number = super::phrases::number(objects);
            let what = if list.is_empty() {
                list
            } else {
                format!("：{list}")
            };
            format!("{tenant} に設定との差異が {number} 件あります{what}。")
        }
    }
}

/// So many are to be treated so: `3 to remove`.
pub fn part(count: usize, verb: Verb, language: Language) -> String {
    let count = super::phrases::number(count);
    let (en, ja) = match verb {
        Verb::Create => ("create", "作成"),
        Verb::Change => ("change", "変更"),
        Verb::Move => ("move", "移動"),
        Verb::Remove => ("remove", "削除・停止"),
    };
    match language {
        En => format!("{count} to {en}"),
        Ja => format!("{ja} {count} 件"),
    }
}

/// What a plan sums up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Comes into being.
    Create,
    /// Is changed.
    Change,
    /// Is moved.
    Move,
    /// Goes.
    Remove,
}

/// What is live and not in the configuration.
pub fn left_alone(counts: &[String], language: Language) -> String {
    let list = counts.join(comma(language));
    match language {
        En => format!("Left alone, not in the configuration: {list}."),
        Ja => format!("設定にないため変更しないもの：{list}。"),
    }
}

/// How long the calls take, and what keeps them from taking less; both in seconds.
pub fn takes(eta: f64, calls: usize, at_least: f64, binding: &str, language: Language) -> String {
    let (eta, at_least) = (duration(eta, language), duration(at_least, language));
    let calls = counted(calls, Noun::Call, language);
    match language {
        En => format!(
            "Takes about {eta} ({calls}); no order of these calls takes less than {at_least}: {binding}."
        ),
        Ja => format!(
            "所要時間は約 {eta}です（{calls}）。どの順序で実行しても {at_least}未満にはなりません（{binding}）。"
        ),
    }
}
