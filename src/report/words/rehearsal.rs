//! The words of the rehearsal: codes 400 to 499, in the order of their numbers. `{why}` is
//! what the refusal's rule says, from [`super::refusals`].

use super::Words;
use crate::plan::codes::*;

/// See the module.
pub const TABLE: &[Words] = &[
    Words::new(
        WOULD_BE_REFUSED,
        "the service would refuse {call} for {object} ({name}): {why}",
        "The rule is in section {section} of docs/conformance.md.",
    )
    .ja(
        "{object}（{name}）への {call} はサービスに拒否されます：{why}",
        "この規則は docs/conformance.md の {section} にあります。",
    ),
    Words::new(
        MIGHT_BE_REFUSED,
        "the service might refuse {call} for {object} ({name}): {why}",
        "The rule is an assumption (section {section} of docs/conformance.md): the plan can be applied, and the step may be refused.",
    )
    .ja(
        "{object}（{name}）への {call} はサービスに拒否される可能性があります：{why}",
        "この規則は推定です（docs/conformance.md の {section}）。プランは適用できますが、このステップは拒否される可能性があります。",
    ),
    Words::new(
        NOT_REACHED,
        "the plan would not bring {object} to what is declared: {fields}",
        "This is an error of meibo, and the plan is not offered. Please report it with the output of `meibo plan --format json`.",
    )
    .ja(
        "このプランでは {object} が宣言どおりになりません：{fields}",
        "meibo の不具合のため、プランは提示しません。`meibo plan --format json` の出力を添えて報告してください。",
    ),
];
