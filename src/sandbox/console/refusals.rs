//! Why the service would not do what a person asked for, in words.

use crate::world::Refusal;

use super::language::Tongue;

/// Reason, English, Japanese. The refusal's parts stand in `{braces}`.
const TABLE: &[(&str, &str, &str)] = &[
    (
        "notFound",
        "It is not there any more.",
        "対象がすでに存在しません。",
    ),
    (
        "noSuchReference",
        "What it refers to is not there any more.",
        "参照先がすでに存在しません。",
    ),
    (
        "tooShort",
        "The text is shorter than {min} characters.",
        "{min} 文字以上で入力してください。",
    ),
    (
        "tooLong",
        "The text has {length} characters; at most {max} are allowed.",
        "{length} 文字あります。{max} 文字以内で入力してください。",
    ),
    (
        "badCharacters",
        "The name holds a character that is not allowed: {character}",
        "使用できない文字が含まれています：{character}",
    ),
    (
        "missingProperty",
        "Something is missing: {property}",
        "必要な項目がありません：{property}",
    ),
    (
        "outOfRange",
        "{value} is not between {min} and {max}.",
        "{value} は {min}～{max} の範囲にありません。",
    ),
    (
        "domainChange",
        "It cannot change its domain this way.",
        "この方法ではドメインを変更できません。",
    ),
    (
        "duplicateEmail",
        "Something else of the domain has the address {email} already.",
        "アドレス {email} はすでに使われています。",
    ),
    (
        "parentInOtherDomain",
        "The new parent is in another domain.",
        "移動先が別のドメインにあります。",
    ),
    (
        "orgCycle",
        "An org cannot stand below itself.",
        "自身の下位には移動できません。",
    ),
    (
        "orgTooDeep",
        "That would be {depth} levels deep; at most {max} are allowed.",
        "階層が {depth} になります。上限は {max} 階層です。",
    ),
    (
        "tooManyOrgs",
        "The domain has {max} orgs already, which is the most.",
        "組織数が上限（{max}）に達しています。",
    ),
    (
        "displayOrderTooLarge",
        "The place {value} is beyond the last one, {max}.",
        "表示順 {value} は最後（{max}）を超えています。",
    ),
    (
        "visibleUnderPrivate",
        "Below a private org, every org is private.",
        "非公開組織の下位には公開組織を置けません。",
    ),
    (
        "duplicateSiblingName",
        "An org of the name {name} stands there already.",
        "同じ名前の組織 {name} がすでにあります。",
    ),
    (
        "orgHasMembers",
        "It, or an org below it, has members ({count}). Move them first.",
        "所属メンバーがいます（{count} 人）。先に異動させてください。",
    ),
    (
        "orgHasChildren",
        "It has orgs below it. Delete those first.",
        "下位組織があります。先に削除してください。",
    ),
    (
        "memberLimit",
        "The domain has no seat left (limit: {max}).",
        "メンバー数が上限（{max}）に達しています。",
    ),
    (
        "memberIsDeleted",
        "The member is being deleted.",
        "メンバーは削除中です。",
    ),
    (
        "memberIsNotDeleted",
        "The member is not being deleted.",
        "メンバーは削除中ではありません。",
    ),
    (
        "memberIsPending",
        "The member has never logged in yet.",
        "メンバーはまだ登録を完了していません。",
    ),
    (
        "memberIsNotPending",
        "The member has logged in already.",
        "メンバーはすでに登録を完了しています。",
    ),
    (
        "memberIsSuspended",
        "The member is suspended already.",
        "メンバーはすでに一時停止中です。",
    ),
    (
        "memberIsNotSuspended",
        "The member is not suspended.",
        "メンバーは一時停止中ではありません。",
    ),
    (
        "memberIsOnLeave",
        "The member is on leave.",
        "メンバーは休職中です。",
    ),
    (
        "memberIsAdministrator",
        "This cannot be done to an administrator.",
        "管理者に対しては実行できません。",
    ),
    (
        "onlyMaster",
        "The member is the only master of a group. Name another master first.",
        "このメンバーはグループの唯一のマスターです。先に別のマスターを指定してください。",
    ),
    (
        "lastMaster",
        "A group keeps at least one master.",
        "グループには 1 人以上のマスターが必要です。",
    ),
    (
        "invitationExpired",
        "The invitation has run out. Invite the member again.",
        "招待の有効期限が切れています。再度招待してください。",
    ),
    (
        "syncReadOnly",
        "Organization Sync has made this read-only.",
        "組織連携がオンのため編集できません。",
    ),
    (
        "clockGoesBack",
        "The clock only goes forward.",
        "時計は進めることしかできません。",
    ),
    (
        "planCannotWrite",
        "The Free plan cannot change the directory by API.",
        "フリープランでは変更できません。",
    ),
    (
        "noSuchDomain",
        "The tenant has no such domain.",
        "そのドメインはありません。",
    ),
];

/// A refusal in words; never more than its reason and parts.
pub fn words(refusal: &Refusal, tongue: Tongue) -> String {
    let found = TABLE.iter().find(|(reason, ..)| *reason == refusal.reason);
    match (found, tongue) {
        (Some((_, words, _)), Tongue::En) | (Some((_, _, words)), Tongue::Ja) => {
            filled(words, refusal)
        }
        (None, Tongue::En) => format!("The service refuses it ({}).", in_short(refusal)),
        (None, Tongue::Ja) => format!("サービスに拒否されました（{}）。", in_short(refusal)),
    }
}

fn filled(words: &str, refusal: &Refusal) -> String {
    let mut filled = words.to_owned();
    // One pass over the places of the words: what stands in a part is no place.
    let mut at = 0;
    while let Some(start) = filled[at..].find('{').map(|found| at + found) {
        let Some(end) = filled[start..].find('}').map(|found| start + found) else {
            break;
        };
        let part = (refusal.params.iter()).find(|(name, _)| *name == &filled[start + 1..end]);
        let text = part.map_or("?", |(_, value)| value.as_str()).to_owned();
        filled.replace_range(start..=end, &text);
        at = start + text.len();
    }
    filled
}

fn in_short(refusal: &Refusal) -> String {
    let parts = refusal
        .params
        .iter()
        .map(|(name, value)| format!("{name}: {value}"));
    std::iter::once(refusal.reason.to_owned())
        .chain(parts)
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Mark;

    #[test]
    fn a_refusal_is_said_with_its_parts() {
        let refusal = Refusal::new(400, "tooLong", "5.2.2", Mark::D)
            .with("property", "orgUnitName")
            .with("max", 100)
            .with("length", 101);
        assert_eq!(
            words(&refusal, Tongue::En),
            "The text has 101 characters; at most 100 are allowed."
        );
        assert_eq!(
            words(&refusal, Tongue::Ja),
            "101 文字あります。100 文字以内で入力してください。"
        );
        let other = Refusal::new(400, "someNewRule", "5", Mark::I).with("value", "{max}");
        assert_eq!(
            words(&other, Tongue::En),
            "The service refuses it (someNewRule, value: {max})."
        );
        let braces =
            Refusal::new(400, "badCharacters", "5", Mark::I).with("character", "{character}");
        assert!(words(&braces, Tongue::En).ends_with("allowed: {character}"));
    }

    #[test]
    fn every_reason_is_one_of_the_world_and_said_in_both_languages() {
        let reasons = include_str!("../../world/reasons.rs");
        for (reason, en, ja) in TABLE {
            assert!(
                reasons.contains(&format!("\"{reason}\"")),
                "{reason} is no reason of the world"
            );
            assert!(en.is_ascii() && !en.is_empty(), "{reason}: {en}");
            assert!(ja.chars().any(|c| c > '\u{3000}'), "{reason}: {ja}");
        }
    }
}
