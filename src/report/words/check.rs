//! The words of `src/check`: codes 200 to 299, in the order of their numbers.

use super::Words;
use crate::check::codes::*;

/// See the module.
pub const TABLE: &[Words] = &[
    Words::new(
        UNKNOWN_REFERENCE,
        "no {kind} with the key {key} is declared",
        "Declare it, correct the key, or name an object without a key by its `id` (a member also by its `email`).",
    )
    .ja(
        "キーが {key} の{kind}は宣言されていません",
        "宣言するか、キーを修正してください。キーのない対象は `id`（メンバーは `email` も可）で指定できます。",
    ),
    Words::new(
        FORMER_KEY,
        "{key} is a former key: the {kind} is now {now}",
        "Write {now}.",
    )
    .ja(
        "{key} は以前のキーです。この{kind}の現在のキーは {now} です",
        "{now} と書いてください。",
    ),
    Words::new(
        REFERENCE_TO_DELETED,
        "{key} is declared `state: deleted`",
        "Take the reference out, or let the member stay.",
    )
    .ja(
        "{key} は `state: deleted` と宣言されています",
        "参照を取り除くか、メンバーを残してください。",
    ),
    Words::new(
        LISTED_TWICE,
        "`{list}` names {key} twice",
        "Take one of the two out.",
    )
    .ja(
        "`{list}` に {key} が 2 回書かれています",
        "どちらか一方を取り除いてください。",
    ),
    Words::new(
        DUPLICATE_KEY,
        "the {kind} key {key} is declared twice",
        "A key names one object: give one of the two another key, or merge them.",
    )
    .ja(
        "{kind}のキー {key} が 2 回宣言されています",
        "1 つのキーは 1 つの対象を表します。どちらかに別のキーを付けるか、1 つにまとめてください。",
    ),
    Words::new(
        PREVIOUSLY_ITSELF,
        "`previously` names the key {key} itself",
        "Name the key the object had before, or take `previously` out.",
    )
    .ja(
        "`previously` に現在のキー {key} 自身が指定されています",
        "以前のキーを指定するか、`previously` を取り除いてください。",
    ),
    Words::new(
        PREVIOUSLY_CYCLE,
        "`previously` leads in a circle: {chain}",
        "Two objects cannot take over each other's keys: give one of them a new key.",
    )
    .ja(
        "`previously` が循環しています：{chain}",
        "2 つの対象が互いのキーを引き継ぐことはできません。どちらかに新しいキーを付けてください。",
    ),
    Words::new(
        DUPLICATE_PREVIOUSLY,
        "two objects say that they were {previously} before",
        "Only one object can be the former {previously}: take `previously` out of the other.",
    )
    .ja(
        "以前のキーが {previously} であるとする対象が 2 つあります",
        "{previously} を引き継げる対象は 1 つだけです。もう一方の `previously` を取り除いてください。",
    ),
    Words::new(
        DUPLICATE_ID,
        "two objects claim the resource id {id}",
        "An id is one live object's: correct one of the two, or take it out.",
    )
    .ja(
        "2 つの対象が同じリソース ID {id} を指定しています",
        "ID は 1 つの対象のものです。どちらかを修正するか取り除いてください。",
    ),
    Words::new(
        PREVIOUSLY_DECLARED,
        "{key} takes over from {previously}, which is still declared",
        "Delete the declaration of {previously}, or take `previously` out of {key}.",
    )
    .ja(
        "{key} は {previously} を引き継ぎますが、{previously} もまだ宣言されています",
        "{previously} の宣言を削除するか、{key} の `previously` を取り除いてください。",
    ),
    Words::new(
        KEY_FULL_WIDTH,
        "`{property}` has full-width letters, digits or signs",
        "Write the plain ones.",
    )
    .ja(
        "`{property}` に全角の英数字または記号があります",
        "半角で書いてください。",
    ),
    Words::new(
        KEYS_LOOK_ALIKE,
        "the {kind} keys {key} and {other} differ in case, width, blanks or Unicode form alone",
        "If they are one object, keep one of the two; else give them keys that people can tell apart.",
    )
    .ja(
        "{kind}のキー {key} と {other} は、大文字・小文字、全角・半角、空白、文字の合成のしかただけが違います",
        "同じものなら片方を消してください。違うものなら、見分けられるキーにしてください。",
    ),
    Words::new(
        DUPLICATE_ADDRESS,
        "the address {address} is already that of {kind} {key}",
        "Members, orgs and groups share one mail namespace: give one of the two another address.",
    )
    .ja(
        "アドレス {address} は{kind} {key} がすでに使用しています",
        "メンバー・組織・グループのアドレスは重複できません。どちらかを別のアドレスにしてください。",
    ),
    Words::new(
        ADDRESS_TWICE,
        "the address {address} stands twice in one object",
        "Take one of the two out: an alias differs from the address itself.",
    )
    .ja(
        "1 つの対象の中でアドレス {address} が 2 回使われています",
        "どちらか一方を取り除いてください。サブメールアドレスは本来のアドレスと異なるものを指定します。",
    ),
    Words::new(
        ADDRESS_UPPER_CASE,
        "the address {address} has capital letters",
        "Write {lower}: the service keeps addresses in lower case.",
    )
    .ja(
        "アドレス {address} に大文字が含まれています",
        "{lower} と書いてください。サービスはアドレスを小文字で保持します。",
    ),
    Words::new(
        FOREIGN_MAIL_DOMAIN,
        "addresses in domain {domain} end in {part} ({count} in all, {address} first), not in {name}",
        "Correct the address, or `name` of the domain in `tenant.domains`; leave it when {part} is a mail domain of the tenant, too.",
    )
    .ja(
        "ドメイン {domain} のアドレスの末尾が {name} ではなく {part} です（全 {count} 件、最初は {address}）",
        "アドレス、または `tenant.domains` の該当ドメインの `name` を修正してください。{part} もテナントのメールドメインであれば、そのままで問題ありません。",
    ),
    Words::new(
        INVITATION_TO_ITSELF,
        "the `privateEmail` of {key} is the very mailbox that the invitation opens",
        "Give an address that the person can read today.",
    )
    .ja(
        "{key} の `privateEmail` は、招待によって使えるようになるメールアドレスそのものです",
        "本人が現在読めるアドレスを指定してください。",
    ),
    Words::new(
        DUPLICATE_RANK_NAME,
        "the {kind} name {name} stands twice in domain {domain}: it is that of {key}, too",
        "The service keeps these names unique in a domain: change one of the two.",
    )
    .ja(
        "{kind}の名前 {name} がドメイン {domain} で重複しています。{key} も同じ名前です",
        "この名前はドメイン内で一意です。どちらかを変更してください。",
    ),
    Words::new(
        DUPLICATE_GROUP_NAME,
        "the group name {name} stands twice in domain {domain}: it is that of {key}, too",
        "Group names are unique in a domain, and capital letters make no difference: change one of the two.",
    )
    .ja(
        "グループ名 {name} がドメイン {domain} で重複しています。{key} も同じ名前です",
        "グループ名はドメイン内で一意で、大文字と小文字は区別されません。どちらかを変更してください。",
    ),
    Words::new(
        SIBLING_ORGS_SHARE_NAME,
        "two orgs under one parent are named {name}, or read alike: the other is {key}",
        "The service takes it, people will mix them up: tell them apart by name.",
    )
    .ja(
        "同じ上位組織の下に {name} と同じ、または同じに見える名前の組織があります。もう一方は {key} です",
        "サービスには登録できますが、利用者が混同します。区別できる名前にしてください。",
    ),
    Words::new(
        MEMBER_WITHOUT_NAME,
        "the name of {key} has neither `last` nor `first`",
        "Give at least one of the two.",
    )
    .ja(
        "{key} の名前に `last` も `first` もありません",
        "少なくとも一方を指定してください。",
    ),
    Words::new(
        NAME_TOO_LONG,
        "last and first name have {length} characters together",
        "The service takes up to 80: shorten them.",
    )
    .ja(
        "姓と名を合わせて {length} 文字あります",
        "合計 80 文字まで登録できます。短くしてください。",
    ),
    Words::new(
        NOT_NFC,
        "`{property}` is not in Unicode's normal form: a character stands there as a letter and a separate mark",
        "Type it again, or let the editor convert the file to NFC: it looks the same and is found again.",
    )
    .ja(
        "`{property}` が Unicode の正規形（NFC）ではありません。文字と濁点などが別々に入っています",
        "入力し直すか、エディターで NFC に変換してください。見た目は同じで、検索できるようになります。",
    ),
    Words::new(
        UNSEEN_CHARACTER,
        "`{property}` has the character {character} at position {position}, which is invisible or looks like a space",
        "Delete it, or write a plain space: copying from a spreadsheet or a web page often brings one along.",
    )
    .ja(
        "`{property}` の {position} 文字目に、見えない、または空白に見える文字 {character} があります",
        "削除するか、半角の空白にしてください。表計算ソフトや Web ページからのコピーで入ることがあります。",
    ),
    Words::new(
        SAME_PERSON,
        "this member has the name and the `{by}` of {key}: it seems to be the same person",
        "Keep one of the two entries (`previously:` takes over the key of the other), or correct `{by}`.",
    )
    .ja(
        "このメンバーは、氏名と `{by}` が {key} と同じです。同一人物と思われます",
        "片方だけを残す（`previously:` で以前のキーを引き継げます）か、`{by}` を修正してください。",
    ),
    Words::new(
        SAME_NUMBER,
        "this member has the `employeeNumber` of {key}",
        "If they are one person, keep one of the two entries (`previously:` takes over the key of the other); else correct `employeeNumber`.",
    )
    .ja(
        "このメンバーの `employeeNumber` は {key} と同じです",
        "同一人物なら片方だけを残し（`previously:` で以前のキーを引き継げます）、別人なら `employeeNumber` を修正してください。",
    ),
    Words::new(
        BLANK_AT_END,
        "`{property}` begins or ends with a blank ({character} at position {position})",
        "Delete it: copying from a spreadsheet or a web page often brings one along.",
    )
    .ja(
        "`{property}` の先頭または末尾に空白があります（{position} 文字目の {character}）",
        "削除してください。表計算ソフトや Web ページからのコピーで入ることがあります。",
    ),
    Words::new(
        ORG_CYCLE,
        "the org {key} is below itself: {chain}",
        "Give one of these orgs another `parent`.",
    )
    .ja(
        "組織 {key} が自分自身の下位にあります：{chain}",
        "いずれかの組織の `parent` を変更してください。",
    ),
    Words::new(
        ORG_DEEP,
        "the org stands on level {depth}",
        "The service documents up to 15 levels, its older guides 9 or 10: an org chart this deep may be refused.",
    )
    .ja(
        "この組織は {depth} 階層目にあります",
        "サービスの文書では 15 階層まで、以前のガイドでは 9 または 10 階層までとされています。この深さの組織図は拒否されることがあります。",
    ),
    Words::new(
        ORG_TOO_DEEP,
        "the org stands on level {depth}",
        "The service takes up to 15 levels: move the org up.",
    )
    .ja(
        "この組織は {depth} 階層目にあります",
        "登録できるのは 15 階層までです。組織を上の階層に移してください。",
    ),
    Words::new(
        PARENT_IN_OTHER_DOMAIN,
        "the parent {parent} is in domain {theirs}, the org in {ours}",
        "Choose a parent of the same domain, or give the org `domain: {theirs}`.",
    )
    .ja(
        "上位組織 {parent} はドメイン {theirs} に、この組織は {ours} にあります",
        "同じドメインの上位組織を選ぶか、組織に `domain: {theirs}` を指定してください。",
    ),
    Words::new(
        TWO_LEADERS,
        "the org {org} has two leaders: {key} is the other",
        "An org has one leader, and setting one unseats the other: take `leader` out of one of the two posts.",
    )
    .ja(
        "組織 {org} に組織長が 2 人います。もう 1 人は {key} です",
        "組織長は 1 組織に 1 人で、設定すると前の組織長は外れます。どちらかの所属から `leader` を取り除いてください。",
    ),
    Words::new(
        VISIBLE_UNDER_PRIVATE,
        "the org {key} is `visible: true` below the private org {above}",
        "Everything below a private org is private: take `visible` out, or make {above} visible.",
    )
    .ja(
        "組織 {key} は `visible: true` ですが、非公開の組織 {above} の下位にあります",
        "非公開の組織の下位はすべて非公開です。`visible` を取り除くか、{above} を公開にしてください。",
    ),
    Words::new(
        TOO_MANY_ORGS,
        "domain {domain} has {count} orgs",
        "The service takes up to {max} in a domain on this plan: merge some.",
    )
    .ja(
        "ドメイン {domain} に組織が {count} 件あります",
        "このプランで登録できるのは 1 ドメインにつき {max} 件までです。いくつか統合してください。",
    ),
    Words::new(
        TOO_MANY_RANKS,
        "domain {domain} has {count} {section}",
        "The service takes up to {max} in a domain: merge some.",
    )
    .ja(
        "ドメイン {domain} の {section} が {count} 件あります",
        "登録できるのは 1 ドメインにつき {max} 件までです。いくつか統合してください。",
    ),
    Words::new(
        TWO_PRIMARY_POSTS,
        "two posts in domain {domain} are `primary: true`",
        "A member has one primary post in a domain: take `primary` out of the others.",
    )
    .ja(
        "ドメイン {domain} に `primary: true` の所属が 2 つあります",
        "主務は 1 ドメインに 1 つです。ほかの所属から `primary` を取り除いてください。",
    ),
    Words::new(
        POST_TWICE,
        "two posts are in the org {org}",
        "A member has one post in an org: merge the two.",
    )
    .ja(
        "組織 {org} への所属が 2 つあります",
        "所属は 1 組織に 1 つです。2 つを 1 つにまとめてください。",
    ),
    Words::new(
        TOO_MANY_POSTS,
        "the member has {count} posts in domain {domain}",
        "The service takes up to 30: leave some out.",
    )
    .ja(
        "ドメイン {domain} にこのメンバーの所属が {count} 件あります",
        "登録できるのは 30 件までです。いくつか取り除いてください。",
    ),
    Words::new(
        POST_IN_OTHER_DOMAIN,
        "the org {org} is in domain {theirs}, the post in {ours}",
        "Posts of another domain stand under `secondary` with `domain: {theirs}`.",
    )
    .ja(
        "組織 {org} はドメイン {theirs} に、この所属は {ours} にあります",
        "別のドメインの所属は `secondary` に `domain: {theirs}` を付けて書きます。",
    ),
    Words::new(
        RANK_OF_OTHER_DOMAIN,
        "the {kind} {key} is of domain {theirs}, not of {ours}",
        "Declare it in domain {ours}, too, or choose one of that domain.",
    )
    .ja(
        "{kind} {key} はドメイン {ours} ではなく {theirs} のものです",
        "ドメイン {ours} でも宣言するか、そのドメインのものを選んでください。",
    ),
    Words::new(
        SECONDARY_IS_PRIMARY,
        "`secondary` names the member's own domain {domain}",
        "Posts in the primary domain stand under `posts`; `secondary` is for other domains.",
    )
    .ja(
        "`secondary` にメンバー自身のドメイン {domain} が指定されています",
        "主ドメインの所属は `posts` に書きます。`secondary` は別のドメイン用です。",
    ),
    Words::new(
        SECONDARY_TWICE,
        "`secondary` names the domain {domain} twice",
        "Merge the two entries: their posts can stand in one list.",
    )
    .ja(
        "`secondary` にドメイン {domain} が 2 回指定されています",
        "2 つを 1 つにまとめてください。所属は 1 つのリストに並べて書けます。",
    ),
    Words::new(
        GROUP_CYCLE,
        "groups hold each other in a circle: {chain}",
        "Take one of these groups out of the other.",
    )
    .ja(
        "グループが互いに含み合って循環しています：{chain}",
        "いずれかのグループを外してください。",
    ),
    Words::new(
        GROUP_IN_ITSELF,
        "the group {key} holds itself",
        "Take it out of its own `groups`.",
    )
    .ja(
        "グループ {key} が自分自身を含んでいます",
        "自身の `groups` から取り除いてください。",
    ),
    Words::new(
        GROUP_WITHOUT_MASTER,
        "the group {key} has an empty list of masters",
        "Name at least one member under `masters`, or leave `masters` out to keep the present ones.",
    )
    .ja(
        "グループ {key} の `masters` が空です",
        "`masters` に 1 人以上のメンバーを指定するか、現在のマスターを維持する場合は `masters` を取り除いてください。",
    ),
    Words::new(
        MASTER_OF_OTHER_DOMAIN,
        "the master {master} is of domain {theirs}, the group of {ours}",
        "The service may refuse masters of another domain: choose a member of {ours}.",
    )
    .ja(
        "マスター {master} はドメイン {theirs} に、グループは {ours} に属しています",
        "別のドメインのマスターは拒否されることがあります。{ours} のメンバーを選んでください。",
    ),
    Words::new(
        MASTER_NO_MEMBER,
        "the master {master} is no member of the group",
        "A master manages the group, and uses its room, notes and folders only as a member: add {master} to `members`.",
    )
    .ja(
        "マスター {master} はこのグループのメンバーではありません",
        "マスターはグループを管理できますが、トークルーム・ノート・フォルダを使えるのはメンバーのみです。{master} を `members` に追加してください。",
    ),
    Words::new(
        FEATURES_WITHOUT_MESSAGE,
        "`features` has {features} without message",
        "These belong to the message room, and the service would switch them off: add `message`, or take them out.",
    )
    .ja(
        "`features` に message がなく、{features} が指定されています",
        "これらはトークルームの機能のため、サービスによってオフにされます。`message` を追加するか、取り除いてください。",
    ),
    Words::new(
        MAIL_AND_ADDRESS,
        "the group {key} has only one of the feature `mail` and an `email`",
        "The two go together: give both or neither.",
    )
    .ja(
        "グループ {key} には、機能 `mail` と `email` の一方しか指定されていません",
        "この 2 つは組で使います。両方を指定するか、両方を取り除いてください。",
    ),
    Words::new(
        TOO_MANY_GROUPS,
        "the member {key} is named by {count} groups",
        "The service takes up to {max} groups for a member: let groups hold the member's org, or merge some.",
    )
    .ja(
        "メンバー {key} が {count} 個のグループに入っています",
        "1 人が参加できるグループは {max} 個までです。組織をグループに入れるか、グループを統合してください。",
    ),
    Words::new(
        SWITCH_OFF,
        "{sections} of domain {domain} are declared while the sync switch `{switch}` is off",
        "People can edit them in the console, so expect drift. `meibo checklist` says how to turn it on.",
    )
    .ja(
        "ドメイン {domain} の {sections} が宣言されていますが、組織連携のスイッチ `{switch}` がオフです",
        "管理画面で編集できるため、差異が生じる可能性があります。オンにする方法は `meibo checklist` で確認できます。",
    ),
    Words::new(
        SWITCH_ON_UNDECLARED,
        "the sync switch `{switch}` of domain {domain} is on, and {sections} are not declared",
        "Nobody can edit them, neither in the console nor here: declare them, or turn the switch off.",
    )
    .ja(
        "ドメイン {domain} の組織連携のスイッチ `{switch}` はオンですが、{sections} が宣言されていません",
        "管理画面でも設定でも編集できない状態です。宣言するか、スイッチをオフにしてください。",
    ),
    Words::new(
        SYNC_OFF,
        "{sections} of domain {domain} are declared while Organization Sync is off",
        "People can edit them in the console, so expect drift. `meibo checklist` says how to turn it on.",
    )
    .ja(
        "ドメイン {domain} の {sections} が宣言されていますが、組織連携がオフです",
        "管理画面で編集できるため、差異が生じる可能性があります。オンにする方法は `meibo checklist` で確認できます。",
    ),
    Words::new(
        SECONDARY_SYNC_OFF,
        "members have posts in domain {domain}, whose Organization Sync is off while theirs is on: {count}",
        "Turn it on in domain {domain} as well: posts across domains want it on both sides.",
    )
    .ja(
        "{count} 人のメンバーがドメイン {domain} に所属していますが、本人のドメインの組織連携はオン、{domain} はオフです",
        "ドメイン {domain} の組織連携もオンにしてください。ドメインをまたぐ所属には両方で必要です。",
    ),
    Words::new(
        PROTECTS_NOTHING,
        "`policy.protect` names the {kind} {key}, which is not declared",
        "Correct the key, or take it out.",
    )
    .ja(
        "`policy.protect` に指定された{kind} {key} は宣言されていません",
        "キーを修正するか、取り除いてください。",
    ),
    Words::new(
        PROTECTED_DELETED,
        "the member {key} is protected and declared `state: deleted`",
        "Take the key out of `policy.protect` first, if the member is to go.",
    )
    .ja(
        "メンバー {key} は保護されていますが、`state: deleted` と宣言されています",
        "削除する場合は、先に `policy.protect` からキーを取り除いてください。",
    ),
    Words::new(
        PERCENT_OUT_OF_RANGE,
        "{percent} is no share in percent",
        "Give a number from 0 to 100.",
    )
    .ja(
        "{percent} は百分率として正しくありません",
        "0 から 100 までの数値を指定してください。",
    ),
    Words::new(
        OWNS_WITHOUT_SECTION,
        "`policy.owns` claims {section}, and the configuration has no section `{section}`",
        "Every live one of them would be removed. Restore the section, take the claim out, or write `{section}: []` when that is what you want.",
    )
    .ja(
        "`policy.owns` が {section} を管理対象としていますが、設定に `{section}` セクションがありません",
        "このままでは現在のものがすべて削除されます。セクションを元に戻すか、`policy.owns` から取り除いてください。本当にすべて削除する場合は `{section}: []` と書きます。",
    ),
    Words::new(
        ALLOWS_NOTHING,
        "`policy.allow` allows {code}, and there is no such warning",
        "Take it out: the next warning of that code would go unseen.",
    )
    .ja(
        "`policy.allow` が {code} を許可していますが、その警告はありません",
        "許可を削除してください。次に同じ警告が出ても気付けなくなります。",
    ),
    Words::new(
        DUPLICATE_DOMAIN,
        "two domains have the {what} {value}",
        "Give each domain its own.",
    )
    .ja(
        "2 つのドメインの {what} が同じ {value} です",
        "ドメインごとに異なる値を指定してください。",
    ),
    Words::new(
        NEEDS_ADVANCED,
        "`{property}` needs the Advanced plan, and this tenant is on {plan}",
        "Take it out, or correct `tenant.plan`.",
    )
    .ja(
        "`{property}` にはアドバンストプランが必要ですが、このテナントは {plan} です",
        "取り除くか、`tenant.plan` を修正してください。",
    ),
    Words::new(
        FREE_CANNOT_WRITE,
        "the Free plan cannot be written by API",
        "meibo can plan and report drift; applying needs a paid plan.",
    )
    .ja(
        "フリープランは API で変更できません",
        "プランの作成と差異の確認はできますが、適用には有料プランが必要です。",
    ),
    Words::new(
        ALLOWS_UNKNOWN,
        "`policy.allow` names {code}, and there is no such code",
        "`meibo explain` lists the codes.",
    )
    .ja(
        "`policy.allow` の {code} というコードはありません",
        "コードの一覧は `meibo explain` で確認できます。",
    ),
    Words::new(
        ALLOWS_ERROR,
        "`policy.allow` names {code}, which is no warning that can be allowed",
        "Only warnings of a configuration, of a plan and of reading the tenant can be allowed. Take it out, and solve the problem itself.",
    )
    .ja(
        "`policy.allow` の {code} は、許可できる警告ではありません",
        "許可できるのは、設定、プラン、テナントの読み取りに関する警告だけです。許可を削除し、問題そのものを解消してください。",
    ),
    Words::new(
        LEAVE_BACKWARDS,
        "the leave ends before it begins",
        "Exchange the two, or correct one.",
    )
    .ja(
        "休職の終了が開始より前です",
        "2 つを入れ替えるか、どちらかを修正してください。",
    ),
    Words::new(
        NO_SUCH_DATE,
        "`{property}` is a date that does not exist",
        "Write a day of the calendar as YYYY-MM-DD.",
    )
    .ja(
        "`{property}` は存在しない日付です",
        "実在する日付を YYYY-MM-DD の形式で書いてください。",
    ),
    Words::new(
        CUSTOM_PROTOCOL,
        "`customProtocol` stands beside `protocol: {protocol}`",
        "It comes with `protocol: CUSTOM` only: take it out, or change the protocol.",
    )
    .ja(
        "`customProtocol` が `protocol: {protocol}` とともに指定されています",
        "`protocol: CUSTOM` の場合のみ使えます。取り除くか、`protocol` を変更してください。",
    ),
    Words::new(
        RELATED_TO_ITSELF,
        "{key} is related to itself",
        "Name another member, or take the relation out.",
    )
    .ja(
        "{key} が自分自身との関係を持っています",
        "別のメンバーを指定するか、関係を取り除いてください。",
    ),
    Words::new(
        HIRED_LATE,
        "`hiredDate` is later than {latest}",
        "Check the year. Who joins that late can be added when the time comes.",
    )
    .ja(
        "`hiredDate` が {latest} より後です",
        "年を確認してください。かなり先の入社であれば、時期が来てから追加できます。",
    ),
    Words::new(
        BORN_LATE,
        "`birthday` is not in the past",
        "Check the year.",
    )
    .ja("`birthday` が過去の日付ではありません", "年を確認してください。"),
];
