//! The words of `src/plan`: codes 300 to 399, in the order of their numbers.

use super::Words;
use crate::plan::codes::*;

/// See the module.
pub const TABLE: &[Words] = &[
    Words::new(
        ID_NOT_LIVE,
        "{object} is declared with `id: {id}`, which no live object has",
        "Correct the id, or take it out: meibo then matches by key, else by name or address.",
    )
    .ja(
        "{object} は `id: {id}` と宣言されていますが、その ID の対象は存在しません",
        "ID を修正するか取り除いてください。取り除くと、キー、次に名前またはアドレスで照合します。",
    ),
    Words::new(
        AMBIGUOUS_ADOPTION,
        "{object} could be any of several live objects without a key ({identity}): {candidates}",
        "Write the line of the one that is meant in the declaration of {object}, one of: {lines}.",
    )
    .ja(
        "{object} に該当しうる、キーのない対象が複数あります（{identity}）：{candidates}",
        "{object} の宣言に、該当するものの行を書いてください。次のいずれかです：{lines}。",
    ),
    Words::new(
        SAME_IDENTITY_OTHER_KEY,
        "{identity} of {object} is live under another key: {holder}",
        "If it is the same, write {lines} in the declaration of {object}; if not, give one of the two another name or address.",
    )
    .ja(
        "{object} の {identity} は、別のキーの対象がすでに使用しています：{holder}",
        "同じ対象であれば、{object} の宣言に {lines} と書いてください。別の対象であれば、どちらかの名前またはアドレスを変更してください。",
    ),
    Words::new(
        MATCHED_TWICE,
        "{object} and {other} are the same live object {id}",
        "Delete one of the two declarations, or correct its `id` or `previously`.",
    )
    .ja(
        "{object} と {other} は、どちらも同じ対象 {id} に該当します",
        "どちらかの宣言を削除するか、`id` または `previously` を修正してください。",
    ),
    Words::new(
        FEATURE_OFF,
        "`{feature}` are declared for domain {domain}, where the list is switched off",
        "Add `{feature}` to `enable` of the domain in `tenant.domains`, or take the declarations out.",
    )
    .ja(
        "ドメイン {domain} に `{feature}` が宣言されていますが、この項目は使用していません",
        "`tenant.domains` の該当ドメインの `enable` に `{feature}` を追加するか、宣言を取り除いてください。",
    ),
    Words::new(
        PENDING_CANNOT_BE_SUSPENDED,
        "{object} ({name}) has not joined yet, and the service cannot suspend a pending member",
        "Declare it with `state: deleted`, which deletes a pending member, or wait until the person has joined.",
    )
    .ja(
        "{object}（{name}）は登録待ちです。登録待ちのメンバーは一時停止できません",
        "`state: deleted` と宣言して削除するか、本人が登録するまでお待ちください。",
    ),
    Words::new(
        SUSPENDED_BY_LOGIN_FAILURES,
        "{object} ({name}) is suspended after failed logins, which meibo does not lift",
        "Lift it in the admin console once you know who it was. If it is to last, declare `state: suspended`.",
    )
    .ja(
        "{object}（{name}）はログイン失敗により一時停止中です。meibo はこの一時停止を解除しません",
        "誰によるものかを確認してから、管理画面で解除してください。一時停止のままにする場合は、`state: suspended` と宣言してください。",
    ),
    Words::new(
        PROTECTED,
        "{object} ({name}) would be removed, and `policy.protect` keeps it",
        "Declare it again, or take it out of `policy.protect`.",
    )
    .ja(
        "{object}（{name}）は削除の対象ですが、`policy.protect` で保護されています",
        "再度宣言するか、`policy.protect` から取り除いてください。",
    ),
    Words::new(
        ADMINISTRATOR,
        "{object} ({name}) is an administrator of the service and is not removed",
        "Declare it again, or take the administrator's role away in the admin console first, if the member is to go.",
    )
    .ja(
        "{object}（{name}）はサービスの管理者のため、削除しません",
        "再度宣言するか、削除する場合は、先に管理画面で管理者権限を外してください。",
    ),
    Words::new(
        SOMETHING_BELOW,
        "{object} ({name}) is to go, and below it stands {below}, which is not",
        "Declare {object} again, or move {below} elsewhere first, or let it go as well.",
    )
    .ja(
        "{object}（{name}）は削除の対象ですが、下位の {below} は対象ではありません",
        "{object} を再度宣言するか、先に {below} を別の場所へ移すか、合わせて削除してください。",
    ),
    Words::new(
        CIRCLE,
        "keys are exchanged in a circle: {keys}",
        "meibo never swaps keys: give one of these objects a new key, apply, and then the one it is to have.",
    )
    .ja(
        "キーが循環して入れ替わっています：{keys}",
        "meibo はキーの入れ替えを行いません。いずれかに新しいキーを付けて適用した後、本来のキーに変更してください。",
    ),
    Words::new(
        UNRESOLVED,
        "`{property}` of {object} names {reference}, which is neither declared nor live",
        "Declare it, or correct the reference.",
    )
    .ja(
        "{object} の `{property}` に指定された {reference} は、宣言にも現在のテナントにもありません",
        "宣言するか、参照を修正してください。",
    ),
    Words::new(
        TARGET_UNKNOWN,
        "`--target {target}` names nothing that is declared or live",
        "Correct the key: the one in the configuration, or the external key in the tenant (`member/E00042`, `org/sales-1`).",
    )
    .ja(
        "`--target {target}` に該当する対象は、宣言にも現在のテナントにもありません",
        "キーを修正してください。設定のキー、またはテナントの外部キーで指定します（`member/E00042`、`org/sales-1` など）。",
    ),
    Words::new(
        OTHER_DOMAIN,
        "{object} ({name}) is live in another domain, and its kind cannot be moved there",
        "Declare it in the domain where it is, or give it a new key to create it anew.",
    )
    .ja(
        "{object}（{name}）は別のドメインにあり、この種類はドメイン間で移動できません",
        "現在のドメインで宣言するか、新しいキーを付けて新規に作成してください。",
    ),
    Words::new(
        FEATURE_UNREAD,
        "`{feature}` are declared for domain {domain}, and the snapshot does not hold them",
        "Read the tenant again with `meibo pull`.",
    )
    .ja(
        "ドメイン {domain} に `{feature}` が宣言されていますが、スナップショットに含まれていません",
        "`meibo pull` でテナントを読み取り直してください。",
    ),
    Words::new(
        LAST_MASTER,
        "{object} ({name}) is the last master of the group {group} and is not removed",
        "Give the group another master first, in `masters` or in the admin console.",
    )
    .ja(
        "{object}（{name}）はグループ {group} の最後のマスターのため、削除しません",
        "先に `masters` または管理画面で、別のマスターをグループに設定してください。",
    ),
    Words::new(
        TWIN_STAYS,
        "{object} ({name}) would be created, and {candidate} ({candidateName}), which is not declared, is much like it (alike: {alike})",
        "If they are one, write `{line}` in the declaration of {object}: it is then changed in place and keeps its talk rooms, mail and files. If not, apply as it is.",
    )
    .ja(
        "このプランでは {object}（{name}）を新規に作成しますが、宣言されていない {candidate}（{candidateName}）とよく似ています（一致：{alike}）",
        "同じものなら、{object} の宣言に `{line}` と書いてください。作り直さずに変更するため、トークルーム・メール・ファイルが残ります。別のものなら、このまま適用してください。",
    ),
    Words::new(
        TWIN_GOES,
        "{object} ({name}) would be created and {candidate} ({candidateName}) removed (`{removal}`) by the same plan, and the two are much alike ({alike})",
        "If they are one, write `{line}` in the declaration of {object}: nothing is removed then, and its talk rooms, mail and files stay. If not, apply as it is.",
    )
    .ja(
        "同じプランで {object}（{name}）を作成し、{candidate}（{candidateName}）を削除対象（`{removal}`）としますが、両者はよく似ています（一致：{alike}）",
        "同じものなら、{object} の宣言に `{line}` と書いてください。何も削除されず、トークルーム・メール・ファイルが残ります。別のものなら、このまま適用してください。",
    ),
    Words::new(
        TWINS,
        "{object} ({name}) would be created, and several that are not declared are much like it: {candidates}",
        "If it is one of them, write its line in the declaration of {object}: {lines}. If it is none, apply as it is.",
    )
    .ja(
        "このプランでは {object}（{name}）を新規に作成しますが、宣言されていない複数のものとよく似ています：{candidates}",
        "そのいずれかと同じものなら、{object} の宣言に該当する行を書いてください：{lines}。どれでもなければ、このまま適用してください。",
    ),
    Words::new(
        TWIN_IN_DELETION,
        "{object} ({name}) would be created, and {candidate} ({candidateName}), which is in deletion, is much like it (alike: {alike})",
        "If they are one, write `{line}` in the declaration of {object}: the account is then brought back instead of a new one created, which can be done for seven days after it was deleted. It comes back without its posts, groups and messages; declared posts and groups are set again. If not, apply as it is.",
    )
    .ja(
        "このプランでは {object}（{name}）を新規に作成しますが、削除中の {candidate}（{candidateName}）とよく似ています（一致：{alike}）",
        "同じ人なら、{object} の宣言に `{line}` と書いてください。新規に作成せず、アカウントを復元します（復元できるのは削除後 7 日間です）。所属、グループ、トークは戻りません。宣言された所属とグループは再設定されます。別の人なら、このまま適用してください。",
    ),
];
