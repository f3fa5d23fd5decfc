//! The words of gates: what a limit is about, that it is exceeded, and what lets it pass.

use super::Language;
use super::Language::{En, Ja};
use super::phrases::{Noun, count_kind, counted, kinds, number};
use crate::directory::{Gated, Kind};
use crate::plan::{Gate, Verdict};

/// A limit that is exceeded: refused, or allowed by name and number.
pub fn exceeded(gate: &Gate, language: Language) -> String {
    let (what, rule) = (what(gate, language), rule(gate, language));
    match (gate.verdict, gate.allowed, language) {
        (Verdict::Ok, Some(allowed), En) => {
            format!("limit exceeded and allowed: {what}; {rule}, --allow says {allowed}")
        }
        (Verdict::Ok, Some(allowed), Ja) => {
            format!(
                "上限を超えていますが許可されています：{what}（{rule}、`--allow` の指定は {allowed}）"
            )
        }
        (Verdict::Ok, None, En) => format!("limit: {what}; {rule}"),
        (Verdict::Ok, None, Ja) => format!("上限：{what}（{rule}）"),
        (Verdict::Refused, Some(allowed), En) => {
            format!("limit exceeded: {what}; {rule}, --allow says {allowed}")
        }
        (Verdict::Refused, Some(allowed), Ja) => {
            format!("上限を超えています：{what}（{rule}、`--allow` の指定は {allowed}）")
        }
        (Verdict::Refused, None, _) => {
            // What this version does not know it cannot be told to allow.
            let known = Kind::from_name(&gate.kind).zip(Gated::from_name(&gate.action));
            let flag = known.map(|(kind, gated)| {
                let (section, action, number) = (kind.section(), gated.name(), gate.count);
                match language {
                    En => format!("; if that is meant: --allow {section}.{action}={number}"),
                    Ja => format!("。意図したものであれば `--allow {section}.{action}={number}` を付けてください"),
                }
            });
            let flag = flag.unwrap_or_default();
            match language {
                En => format!("limit exceeded: {what}; {rule}{flag}"),
                Ja => format!("上限を超えています：{what}（{rule}）{flag}"),
            }
        }
    }
}

/// What is to happen to how many of how many.
fn what(gate: &Gate, language: Language) -> String {
    let of = number(gate.of as usize);
    let many = gate.count as usize;
    let objects = count_kind(many, &gate.kind, language);
    match (Gated::from_name(&gate.action), language) {
        (Some(Gated::Remove), En) => format!("{objects} to remove of {of}"),
        (Some(Gated::Remove), Ja) => format!("{of} 件のうち{objects}を削除・停止"),
        (Some(Gated::Suspend), En) => format!("{objects} to suspend of {of}"),
        (Some(Gated::Suspend), Ja) => format!("{of} 件のうち{objects}を一時停止"),
        (Some(Gated::LoseMembers), En) => {
            let lost = counted(many, Noun::Membership, En);
            format!("{lost} of {} to take away of {of}", kinds(&gate.kind, En))
        }
        (Some(Gated::LoseMembers), Ja) => {
            let lost = number(many);
            format!(
                "{}への所属 延べ {of} 件のうち {lost} 件を解除",
                kinds(&gate.kind, Ja)
            )
        }
        (Some(Gated::Move), En) => format!("{objects} to move of {of}"),
        (Some(Gated::Move), Ja) => format!("{of} 件のうち{objects}を移動"),
        (Some(Gated::Invite), En) => format!("{objects} to invite by mail beside {of}"),
        (Some(Gated::Invite), Ja) => format!("既存の {of} 件に対し、{objects}をメールで招待"),
        (Some(Gated::Change), En) => format!("{objects} to change of {of}"),
        (Some(Gated::Change), Ja) => format!("{of} 件のうち{objects}を変更"),
        (Some(Gated::Shrink), En) => format!("{objects} of {of} not declared any more"),
        (Some(Gated::Shrink), Ja) => format!("{of} 件のうち{objects}が宣言から外れています"),
        (None, En) => format!("{objects} {} of {of}", gate.action),
        (None, Ja) => format!("{of} 件のうち{objects}（{}）", gate.action),
    }
}

/// What the configuration or meibo itself allows.
fn rule(gate: &Gate, language: Language) -> String {
    if Gated::from_name(&gate.action) == Some(Gated::Shrink) {
        return language
            .pick(
                "a configuration declares at least half of what is live",
                "設定には現在の対象の半分以上が宣言されている必要があります",
            )
            .to_owned();
    }
    let ceilings = [
        gate.max.map(|max| match language {
            En => format!("{max} at most"),
            Ja => format!("{max} 件まで"),
        }),
        gate.percent.map(|percent| match language {
            En => format!("{percent}% at most"),
            Ja => format!("{percent}% まで"),
        }),
    ];
    let ceilings: Vec<String> = ceilings.into_iter().flatten().collect();
    match language {
        En => format!("policy.limits says {}", ceilings.join(" and ")),
        Ja => format!("`policy.limits` は {}", ceilings.join("、")),
    }
}
