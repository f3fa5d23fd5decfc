//! What the rules of the service say when they refuse, by the reason in
//! [`crate::world`]'s refusals.

mod groups;
mod members;
mod objects;

use super::{Language, Text};

/// A rule and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefusalWords {
    /// The reason, in camelCase.
    pub reason: &'static str,
    /// English; the refusal's parameters stand in it as `{name}` (its `name` as `{value}`).
    pub en: Text,
    /// Japanese, with the same parameters.
    pub ja: Text,
}

impl RefusalWords {
    /// What it says in a language.
    pub fn text(&self, language: Language) -> Text {
        language.pick(self.en, self.ja)
    }
}

const fn refusal(
    reason: &'static str,
    message: &'static str,
    remedy: &'static str,
    ja: &'static str,
    ja_remedy: &'static str,
) -> RefusalWords {
    RefusalWords {
        reason,
        en: Text { message, remedy },
        ja: Text {
            message: ja,
            remedy: ja_remedy,
        },
    }
}

/// What no configuration can bring about.
const INTERNAL: &str = "This is an error of meibo: please report it.";
/// The same in Japanese.
const INTERNAL_JA: &str = "meibo の不具合です。報告してください。";
/// Something that changes outside the configuration.
const AGAIN: &str = "The tenant has changed, or meibo has misread it: plan again.";
/// The same in Japanese.
const AGAIN_JA: &str =
    "テナントが変更されたか、meibo が読み違えています。プランを作り直してください。";

/// The tables, each in the order of `world/reasons.rs`.
const TABLES: [&[RefusalWords]; 3] = [objects::TABLE, members::TABLE, groups::TABLE];

/// Every rule there are words for.
pub fn all() -> impl Iterator<Item = &'static RefusalWords> {
    TABLES.into_iter().flatten()
}
