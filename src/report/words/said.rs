//! What the reasons and consequences of plan steps say, by code, in alphabetical order.

use super::SaidWords;

/// See the module.
pub const TABLE: &[SaidWords] = &[
    SaidWords::new(
        "adopted",
        "it was live without a key and is the same by its name or address",
        "キーのない状態で存在しており、名前またはアドレスが一致するため同一とみなします",
    ),
    SaidWords::new(
        "adoptsKey",
        "takes the external key {key}",
        "外部キー {key} が設定されます",
    ),
    SaidWords::new(
        "declaredNotLive",
        "it is declared and does not exist yet",
        "宣言されていますが、まだ存在しません",
    ),
    SaidWords::new(
        "enablesFeature",
        "switches on {feature} for the whole domain",
        "ドメイン全体で {feature} の使用を開始します",
    ),
    SaidWords::new(
        "fasterAtUsualLatency",
        "where a call is answered in {usual} s instead of {now} s",
        "1 回の応答が {now} 秒ではなく {usual} 秒であれば",
    ),
    SaidWords::new(
        "fasterOnAPaidPlan",
        "on a product plan with {calls} calls of a kind a minute instead of {now}",
        "同種の呼び出しが 1 分あたり {now} 回ではなく {calls} 回まで可能なプランであれば",
    ),
    SaidWords::new(
        "fasterOverDomains",
        "if its org writes were spread evenly over the {domains} domains, each of which takes one a second",
        "組織の変更が {domains} 個のドメインに均等に分かれていれば（1 ドメインにつき 1 秒に 1 回）",
    ),
    SaidWords::new(
        "featureOff",
        "the list is switched off in this domain and the configuration declares entries of it",
        "このドメインでは使用していない項目ですが、設定で宣言されています",
    ),
    SaidWords::new(
        "groupDeletedData",
        "its messages, notes, events and files are deleted with it and cannot be restored",
        "グループのトーク、ノート、予定、ファイルも削除され、復元できません",
    ),
    SaidWords::new(
        "invitationMail",
        "sends an invitation mail to {to}",
        "{to} に招待メールが送信されます",
    ),
    SaidWords::new(
        "leaderUnseated",
        "{who} is no longer leader of {org}: an org has one leader",
        "{who} は {org} の組織長ではなくなります（組織長は 1 組織に 1 人です）",
    ),
    SaidWords::new(
        "leavesGroups",
        "leaves every group it is in; groups do not take it back by themselves",
        "参加中のすべてのグループから外れ、自動では元に戻りません",
    ),
    SaidWords::new(
        "madeByTheRun",
        "the run that is taken back made it",
        "取り消す実行によって作成されたものです",
    ),
    SaidWords::new(
        "maybeOff",
        "an empty list of positions does not tell whether they are switched on",
        "役職の一覧が空のため、使用中かどうかを判別できません",
    ),
    SaidWords::new(
        "memberDeleted",
        "leaves all orgs, groups and message rooms at once; the account can be brought back until {until}, its messages, posts and groups cannot",
        "すべての組織・グループ・トークルームから直ちに外れます。アカウントは {until} まで元に戻せますが、トーク、投稿、グループは元に戻せません",
    ),
    SaidWords::new(
        "memberForceDeleted",
        "everything of this account is erased at once and cannot be undone",
        "このアカウントのデータはすべて直ちに消去され、元に戻せません",
    ),
    SaidWords::new(
        "memberMovesDomain",
        "custom properties of the old domain are erased; rooms with outside people survive only where both domains allow them",
        "元のドメインのカスタム項目は消去されます。社外の相手とのトークルームは、両方のドメインで許可されている場合のみ残ります",
    ),
    SaidWords::new(
        "memberSuspendedLosesNothing",
        "cannot log in any more; nothing is lost, and the suspension can be lifted at any time",
        "ログインできなくなりますが、データは失われません。一時停止はいつでも解除できます",
    ),
    SaidWords::new(
        "orderOfSiblings",
        "its place among its siblings differs",
        "同じ階層での並び順が異なります",
    ),
    SaidWords::new(
        "orgDeletedAlong",
        "these empty orgs below it are deleted along: {keys}",
        "下位にある次の空の組織も削除されます：{keys}",
    ),
    SaidWords::new(
        "orgDeletedData",
        "its message room, notes, events and files are deleted; an administrator can restore the data for {restorableDays} days in the console, into another org or a new group only",
        "組織のトークルーム、ノート、予定、ファイルが削除されます。データは {restorableDays} 日以内であれば管理者が管理画面から復元できますが、復元先は別の組織または新しいグループに限られます",
    ),
    SaidWords::new(
        "ownedNotDeclared",
        "policy.owns covers its key and the configuration no longer declares it",
        "キーが `policy.owns` の対象ですが、設定で宣言されなくなりました",
    ),
    SaidWords::new(
        "parentDiffers",
        "it is declared below another org",
        "別の組織の下位に宣言されています",
    ),
    SaidWords::new(
        "passwordByAdmin",
        "gets the first password from MEIBO_NEW_MEMBER_PASSWORD; no mail is sent",
        "初期パスワードは MEIBO_NEW_MEMBER_PASSWORD の値です。メールは送信されません",
    ),
    SaidWords::new(
        "propertiesDiffer",
        "declared properties differ from the live ones",
        "宣言された項目が現在の内容と異なります",
    ),
    SaidWords::new(
        "rekeyed",
        "it had another external key before",
        "以前は別の外部キーでした",
    ),
    SaidWords::new(
        "roomFeatureLost",
        "switching off {feature} hides its data, which is deleted after {days} days",
        "{feature} をオフにするとデータが非表示になり、{days} 日後に削除されます",
    ),
    SaidWords::new(
        "roomFeatureLostAtOnce",
        "switching off {feature} deletes its data for good",
        "{feature} をオフにすると、データは完全に削除されます",
    ),
    SaidWords::new(
        "stateDiffers",
        "its declared state differs from the live one",
        "宣言された状態が現在の状態と異なります",
    ),
    SaidWords::new(
        "syncIsSetInTheConsole",
        "The Organization Sync switches of {domains} are set by a person in the Developer Console, never by this plan: `meibo checklist` says which.",
        "{domains} の組織連携のスイッチは、このプランでは変更されません。Developer Console で管理者が設定します。必要な設定は `meibo checklist` で確認できます。",
    ),
    SaidWords::new(
        "takesBackRun",
        "This takes back what the run {run} did.",
        "実行 {run} の内容を取り消します。",
    ),
    SaidWords::new(
        "temporaryName",
        "takes a temporary value first, because what it is to have is still held by another object",
        "設定したい値を別の対象がまだ使用しているため、先に一時的な値を設定します",
    ),
    SaidWords::new(
        "tombstone",
        "the configuration declares it deleted",
        "削除済みとして宣言されています",
    ),
    SaidWords::new(
        "undeleteRestoresNothing",
        "the account comes back without its posts, groups and messages; declared posts and groups are set again by this plan",
        "アカウントは復元されますが、所属、グループ、トークは戻りません。宣言された所属とグループは、このプランで再設定されます",
    ),
];
