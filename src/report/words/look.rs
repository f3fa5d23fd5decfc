//! The words of `meibo show`.

use super::Language;
use super::Language::{En, Ja};

/// Before where something is declared.
pub fn declared(language: Language) -> &'static str {
    language.pick("declared", "宣言")
}

/// Before what is live.
pub fn live(language: Language) -> &'static str {
    language.pick("live", "現状")
}

/// It is declared nowhere.
pub fn not_declared(language: Language) -> &'static str {
    language.pick("not declared", "宣言されていません")
}

/// The tenant does not hold it.
pub fn not_live(language: Language) -> &'static str {
    language.pick("not in the tenant", "テナントに存在しません")
}

/// Nobody looked.
pub fn not_read(language: Language) -> &'static str {
    language.pick(
        "not looked at: no tenant is given",
        "参照していません（テナントの指定がありません）",
    )
}

/// Heads the declared properties.
pub fn as_declared(language: Language) -> &'static str {
    language.pick("As declared", "宣言の内容")
}

/// Heads the live properties.
pub fn as_live(language: Language) -> &'static str {
    language.pick("As it is", "現状の内容")
}

/// Heads what a plan would do.
pub fn differs(language: Language) -> &'static str {
    language.pick("What a plan would change", "プランで変更される内容")
}

/// Nothing differs.
pub fn same(language: Language) -> &'static str {
    language.pick(
        "Nothing differs in what is declared.",
        "宣言されている内容に差異はありません。",
    )
}

/// Nobody declares it, and nothing is done to it.
pub fn left_alone(language: Language) -> &'static str {
    language.pick(
        "It is not declared and not owned: no plan touches it.",
        "宣言も所有（`policy.owns`）もされていないため、プランの対象になりません。",
    )
}

/// Nobody declares it, it is owned, and nothing is left to do.
pub fn goes(language: Language) -> &'static str {
    language.pick(
        "It is owned and not declared, and nothing is left to be done to it.",
        "所有（`policy.owns`）の対象で宣言されていませんが、行うべき処理は残っていません。",
    )
}

/// Its resource id.
pub fn id(id: &str, language: Language) -> String {
    match language {
        En => format!("id {id}"),
        Ja => format!("ID {id}"),
    }
}

/// Its external key.
pub fn key(key: &str, language: Language) -> String {
    match language {
        En => format!("external key {key}"),
        Ja => format!("外部キー {key}"),
    }
}

/// It has none.
pub fn no_key(language: Language) -> &'static str {
    language.pick("no external key", "外部キーなし")
}

/// A member's state, by its code; the code itself where there are no words for it.
pub fn state(code: &str, language: Language) -> &str {
    match code {
        "active" => language.pick("in use", "利用中"),
        "pending" => language.pick("has not joined yet", "登録待ち"),
        "suspended" => language.pick("suspended by an administrator", "一時停止（管理者）"),
        "suspendedByLogin" => {
            language.pick("suspended after failed logins", "一時停止（ログイン失敗）")
        }
        "deleted" => language.pick("in deletion", "削除中"),
        "onLeave" => language.pick("on leave", "休職中"),
        "administrator" => language.pick("administrator of the service", "管理者"),
        other => other,
    }
}
