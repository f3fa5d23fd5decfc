//! Why the rules of orgs, posts, groups, sync, policy and dates exist: codes 240 to 299.

use super::entry::{Explanation, told, yaml};
use crate::check::codes::*;

/// See the module.
pub(super) const TABLE: &[Explanation] = &[
    yaml(
        ORG_CYCLE,
        "5.2.4, orgunit-move",
        "An org below itself has no place in the chart; the service refuses the move.",
        "自分自身の下にある組織は、組織図に置けません。サービスは移動を拒否します。",
        "orgs:
  - {key: sales, name: 営業部, parent: sales-1}
  - {key: sales-1, name: 営業1課, parent: sales}",
        "orgs:
  - {key: sales, name: 営業部}
  - {key: sales-1, name: 営業1課, parent: sales}",
    ),
    yaml(
        ORG_DEEP,
        "11 #23",
        "Older material of the service stops at 9 or 10 levels, the current guide at 15: a chart between the two may be refused.",
        "サービスの以前の資料では 9 または 10 階層、現在のガイドでは 15 階層までです。その間の階層は拒否されるおそれがあります。",
        "orgs: [{key: o1, name: 本社, orgs: [{key: o2, name: 本部, orgs: [{key: o3, name: 部, orgs: [{key: o4, name: 室, orgs: [{key: o5, name: 課, orgs: [{key: o6, name: 係, orgs: [{key: o7, name: 班, orgs: [{key: o8, name: 組, orgs: [{key: o9, name: 第9層, orgs: [{key: o10, name: 第10層, orgs: [{key: o11, name: 第11層}]}]}]}]}]}]}]}]}]}]}]",
        "orgs: [{key: o1, name: 本社, orgs: [{key: o2, name: 本部, orgs: [{key: o3, name: 部, orgs: [{key: o4, name: 室, orgs: [{key: o5, name: 課, orgs: [{key: o6, name: 係, orgs: [{key: o7, name: 班, orgs: [{key: o8, name: 組, orgs: [{key: o9, name: 第9層, orgs: [{key: o10, name: 第10層}]}]}]}]}]}]}]}]}]}]",
    ),
    told(
        ORG_TOO_DEEP,
        "5.2.3, bulk-add-org-sample-file-guide",
        (
            "The service takes 15 levels of orgs.",
            "組織は 15 階層までです。",
        ),
        (
            "an org on level 16, nested or by its `parent`",
            "入れ子または `parent` によって 16 階層目になる組織",
        ),
        (
            "the same org one level further up",
            "1 つ上の階層に置いた同じ組織",
        ),
    ),
    yaml(
        PARENT_IN_OTHER_DOMAIN,
        "11 #30",
        "Nothing documents an org below one of another domain: it is refused here before the service does something unforeseen.",
        "別ドメインの組織を上位組織にできるという記述はありません。予期しない結果を避けるため、ここで止めます。",
        "orgs:
  - {key: hq, name: 本社}
  - {key: sub-sales, domain: sub, name: 営業部, parent: hq}",
        "orgs:
  - {key: hq, name: 本社}
  - {key: sub-hq, domain: sub, name: 本社}
  - {key: sub-sales, domain: sub, name: 営業部, parent: sub-hq}",
    ),
    yaml(
        TWO_LEADERS,
        "5.1.9, 5.1.2",
        "An org has one leader: setting the second silently unseats the first.",
        "組織長は 1 人です。2 人目を設定すると、1 人目は自動的に外れます。",
        "orgs: [{key: sales, name: 営業部}]
members:
  - {key: E1, posts: [{org: sales, leader: true}]}
  - {key: E2, posts: [{org: sales, leader: true}]}",
        "orgs: [{key: sales, name: 営業部}]
members:
  - {key: E1, posts: [{org: sales, leader: true}]}
  - {key: E2, posts: [{org: sales}]}",
    ),
    yaml(
        VISIBLE_UNDER_PRIVATE,
        "5.2.2, 11 #21",
        "Below a private org the service refuses visible ones, or makes them private whatever is sent.",
        "非公開の組織の下では、公開の指定は拒否されるか、非公開に変えられます。",
        "orgs:
  - key: audit
    name: 監査室
    visible: false
    orgs:
      - {key: audit-1, name: 監査1課, visible: true}",
        "orgs:
  - key: audit
    name: 監査室
    visible: false
    orgs:
      - {key: audit-1, name: 監査1課, visible: false}",
    ),
    told(
        TOO_MANY_ORGS,
        "5.2.3, add-organizations",
        (
            "The service holds 10,000 orgs on a paid plan, 100 on the Free plan.",
            "組織は、有料プランで 10,000 個、フリープランで 100 個までです。",
        ),
        (
            "10,001 orgs in one domain",
            "1 つのドメインに 10,001 個の組織",
        ),
        (
            "10,000 orgs in one domain",
            "1 つのドメインに 10,000 個の組織",
        ),
    ),
    told(
        TOO_MANY_RANKS,
        "5.5, 11 #65",
        (
            "The service holds 200 positions; for levels and user types nothing is documented, and the same is assumed (a warning).",
            "役職は 200 個までです。職級と利用権限タイプの上限は公開されておらず、同じとみなして警告します。",
        ),
        (
            "201 positions in one domain",
            "1 つのドメインに 201 個の役職",
        ),
        (
            "200 positions in one domain",
            "1 つのドメインに 200 個の役職",
        ),
    ),
    yaml(
        TWO_PRIMARY_POSTS,
        "5.1.2, user-create",
        "Exactly one post of a member is primary in each domain.",
        "主務は、ドメインごとに 1 つだけです。",
        "members:
  - {key: E1, posts: [{org: sales, primary: true}, {org: plan, primary: true}]}",
        "members:
  - {key: E1, posts: [{org: sales, primary: true}, {org: plan}]}",
    ),
    yaml(
        POST_TWICE,
        "5.1.2",
        "A member is in an org once, with one position.",
        "メンバーが 1 つの組織に持てる所属は 1 つ、役職も 1 つです。",
        "members:
  - {key: E1, posts: [{org: sales, position: P1}, {org: sales, position: P2}]}",
        "members:
  - {key: E1, posts: [{org: sales, position: P1}]}",
    ),
    told(
        TOO_MANY_POSTS,
        "5.1.9, user-create",
        (
            "The service takes 30 orgs of a member in each domain. In YAML the length of the list (M0143) says so first.",
            "所属できる組織は、ドメインごとに 30 個までです。YAML では、先にリストの長さの検査（M0143）で見つかります。",
        ),
        (
            "a member with 31 posts in one domain",
            "1 つのドメインで 31 個の所属を持つメンバー",
        ),
        (
            "a member with 30 posts in one domain",
            "1 つのドメインで 30 個の所属を持つメンバー",
        ),
    ),
    yaml(
        POST_IN_OTHER_DOMAIN,
        "5.1.2",
        "Posts are sent domain by domain: an org of another domain is refused in this one's list.",
        "所属はドメインごとに送ります。別ドメインの組織は、このリストでは拒否されます。",
        "orgs:
  - {key: sub-hq, domain: sub, name: 本社}
members:
  - {key: E1, posts: [{org: sub-hq}]}",
        "orgs:
  - {key: sub-hq, domain: sub, name: 本社}
members:
  - {key: E1, secondary: [{domain: sub, posts: [{org: sub-hq}]}]}",
    ),
    yaml(
        RANK_OF_OTHER_DOMAIN,
        "5.4, 5.5",
        "Levels and positions belong to a domain, and members of it have them alone.",
        "職級と役職はドメインに属し、そのドメインのメンバーだけに設定できます。",
        "levels:
  - {key: SL, domain: sub, name: 役員}
members:
  - {key: E1, level: SL}",
        "levels:
  - {key: SL, domain: sub, name: 役員}
members:
  - {key: E1, domain: sub, level: SL}",
    ),
    yaml(
        SECONDARY_IS_PRIMARY,
        "5.1.2",
        "The service takes one entry for each domain, and the primary domain has its own already.",
        "サービスが受け付けるのはドメインごとに 1 件です。主ドメインの分はすでにあります。",
        "members:
  - {key: E1, secondary: [{domain: acme, posts: [{org: plan}]}]}",
        "members:
  - {key: E1, secondary: [{domain: sub, posts: [{org: plan}]}]}",
    ),
    yaml(
        SECONDARY_TWICE,
        "5.1.2",
        "The service takes one entry for each domain.",
        "サービスが受け付けるのはドメインごとに 1 件です。",
        "members:
  - key: E1
    secondary:
      - {domain: sub, posts: [{org: sub-hq}]}
      - {domain: sub, posts: [{org: sub-plan}]}",
        "members:
  - key: E1
    secondary:
      - {domain: sub, posts: [{org: sub-hq}, {org: sub-plan}]}",
    ),
    yaml(
        GROUP_CYCLE,
        "11 #53",
        "Groups that hold each other have no end; other vendors refuse them, and the service does not say.",
        "互いに含み合うグループには終わりがありません。サービスの記述はありませんが、ここで止めます。",
        "groups:
  - {key: g-1, name: 企画, groups: [g-2]}
  - {key: g-2, name: 営業, groups: [g-1]}",
        "groups:
  - {key: g-1, name: 企画, groups: [g-2]}
  - {key: g-2, name: 営業}",
    ),
    yaml(
        GROUP_IN_ITSELF,
        "11 #53",
        "A group that holds itself has no end.",
        "自分自身を含むグループには終わりがありません。",
        "groups:
  - {key: g-1, name: 企画, groups: [g-1]}",
        "groups:
  - {key: g-1, name: 企画, groups: []}",
    ),
    told(
        GROUP_WITHOUT_MASTER,
        "5.3.4, group-create",
        (
            "A group has a master at all times: the last one cannot be taken away. In YAML the length of the list (M0144) says so first; a new group that names no masters at all is refused when it is planned.",
            "グループには常にマスターが必要で、最後の 1 人は外せません。YAML では、先にリストの長さの検査（M0144）で見つかります。",
        ),
        ("a group with `masters: []`", "`masters: []` のグループ"),
        (
            "a group with one member under `masters`",
            "`masters` にメンバーが 1 人いるグループ",
        ),
    ),
    yaml(
        MASTER_OF_OTHER_DOMAIN,
        "11 #60",
        "Whether a master of another domain is taken is not documented.",
        "別ドメインのメンバーをマスターにできるかどうかは、公開されていません。",
        "members:
  - {key: S1, domain: sub}
groups:
  - {key: g-1, name: 企画, masters: [S1], members: [S1]}",
        "members:
  - {key: S1, domain: sub}
groups:
  - {key: g-1, domain: sub, name: 企画, masters: [S1], members: [S1]}",
    ),
    yaml(
        MASTER_NO_MEMBER,
        "5.3.4",
        "A master manages the group, and sees its talk room, notes and folder only as a member of it.",
        "マスターはグループを管理できますが、トークルーム、ノート、フォルダを使うにはメンバーである必要があります。",
        "members: [{key: E1}, {key: E2}]
groups:
  - {key: g-1, name: 企画, masters: [E1], members: [E2]}",
        "members: [{key: E1}, {key: E2}]
groups:
  - {key: g-1, name: 企画, masters: [E1], members: [E1, E2]}",
    ),
    yaml(
        FEATURES_WITHOUT_MESSAGE,
        "5.2.2, 5.3.3",
        "Note, calendar, task and folder belong to the message room: without it the service switches them off, and their data is lost in time.",
        "ノート、予定、タスク、フォルダはトークルームの機能です。トークルームがないとサービスがこれらをオフにし、データもいずれ失われます。",
        "orgs:
  - {key: sales, name: 営業部, features: [note]}",
        "orgs:
  - {key: sales, name: 営業部, features: [message, note]}",
    ),
    yaml(
        MAIL_AND_ADDRESS,
        "11 #57",
        "Whether the service makes up an address for a mailing list without one is not documented.",
        "アドレスのないメーリングリストにアドレスが自動で付くかどうかは、公開されていません。",
        "groups:
  - {key: g-1, name: 企画, masters: [{id: u1}], features: [mail], email: null}",
        "groups:
  - {key: g-1, name: 企画, masters: [{id: u1}], features: [mail], email: plan@acme.example}",
    ),
    told(
        TOO_MANY_GROUPS,
        "5.1.9, cannot-create-group",
        (
            "A member can be in 2,000 groups; the service refuses to create a further one with this member in it.",
            "1 人のメンバーが参加できるグループは 2,000 個までです。それを超えるグループは作成できません。",
        ),
        (
            "2,001 groups that name one member",
            "同じメンバーを含む 2,001 個のグループ",
        ),
        (
            "groups that hold the member's org instead",
            "メンバーの代わりに組織を含むグループ",
        ),
    ),
    yaml(
        SWITCH_OFF,
        "6",
        "While the switch is off people can edit the same things in the console, and the next plan takes their edits back.",
        "スイッチがオフの間は、管理画面でも同じ内容を編集でき、次のプランでその編集が元に戻されます。",
        "tenant:
  key: acme
  domains:
    - {key: acme, id: 1, name: acme.example, sync: {enabled: true, group: false}}
groups:
  - {key: g-1, name: 企画}",
        "tenant:
  key: acme
  domains:
    - {key: acme, id: 1, name: acme.example, sync: {enabled: true, group: true}}
groups:
  - {key: g-1, name: 企画}",
    ),
    yaml(
        SWITCH_ON_UNDECLARED,
        "6",
        "The switch takes editing in the console away, and nothing here declares it: nobody can change it at all.",
        "スイッチがオンだと管理画面で編集できません。ここにも宣言がなければ、誰も変更できません。",
        "tenant:
  key: acme
  domains:
    - {key: acme, id: 1, name: acme.example, sync: {enabled: true, group: true}}",
        "tenant:
  key: acme
  domains:
    - {key: acme, id: 1, name: acme.example, sync: {enabled: true, group: true}}
groups:
  - {key: g-1, name: 企画}",
    ),
    yaml(
        SYNC_OFF,
        "6",
        "While Organization Sync is off, people can edit everything in the console, and the next plan takes their edits back.",
        "組織連携がオフの間は、管理画面ですべて編集でき、次のプランでその編集が元に戻されます。",
        "tenant:
  key: acme
  domains:
    - {key: acme, id: 1, name: acme.example, sync: {enabled: false}}
groups:
  - {key: g-1, name: 企画}",
        "tenant:
  key: acme
  domains:
    - {key: acme, id: 1, name: acme.example, sync: {enabled: true, group: true}}
groups:
  - {key: g-1, name: 企画}",
    ),
    yaml(
        SECONDARY_SYNC_OFF,
        "6",
        "Posts across domains want Organization Sync on both sides.",
        "ドメインをまたぐ所属には、両方のドメインで組織連携をオンにする必要があります。",
        "tenant:
  key: acme
  domains:
    - {key: acme, id: 1, name: acme.example, sync: {enabled: true, organizationMember: true}}
    - {key: sub, id: 2, name: sub.example, sync: {enabled: false}}
orgs: [{key: hq, name: 本社}]
members:
  - {key: E1, posts: [{org: hq}], secondary: [{domain: sub}]}",
        "tenant:
  key: acme
  domains:
    - {key: acme, id: 1, name: acme.example, sync: {enabled: true, organizationMember: true}}
    - {key: sub, id: 2, name: sub.example}
orgs: [{key: hq, name: 本社}]
members:
  - {key: E1, posts: [{org: hq}], secondary: [{domain: sub}]}",
    ),
    yaml(
        PROTECTS_NOTHING,
        "docs/planning.md",
        "A slip in the key leaves the object unprotected.",
        "キーを書き間違えると、保護したい対象が保護されません。",
        "policy:
  protect: {members: [E0001]}
members:
  - {key: E00001}",
        "policy:
  protect: {members: [E00001]}
members:
  - {key: E00001}",
    ),
    yaml(
        PROTECTED_DELETED,
        "docs/planning.md",
        "The policy says never, the declaration says now: one of the two is a mistake.",
        "`policy` は「削除しない」、宣言は「削除する」と言っています。どちらかが誤りです。",
        "policy:
  protect: {members: [E1]}
members:
  - {key: E1, state: deleted}",
        "policy:
  protect: {members: [E1]}
members:
  - {key: E1, state: suspended}",
    ),
    told(
        PERCENT_OUT_OF_RANGE,
        "docs/planning.md",
        (
            "A share is between nothing and all. In YAML the schema (M0141, M0142) says so first.",
            "割合は 0 から 100 までです。YAML では、先にスキーマの検査（M0141、M0142）で見つかります。",
        ),
        (
            "a limit of 100.5 percent, or of no number at all",
            "100.5 %、または数値でない制限",
        ),
        ("a limit of 2.5 percent", "2.5 % の制限"),
    ),
    yaml(
        OWNS_WITHOUT_SECTION,
        "docs/planning.md",
        "What is owned and not declared is removed: a section that got lost would remove all of them.",
        "管理対象で宣言のないものは削除されます。セクションが抜け落ちると、すべて削除されてしまいます。",
        "policy:
  owns: {groups: \"g-*\"}
orgs: []",
        "policy:
  owns: {groups: \"g-*\"}
groups: []",
    ),
    yaml(
        ALLOWS_NOTHING,
        "docs/yaml.md",
        "An allowance that nothing needs any more hides the next warning of that code.",
        "不要になった許可を残すと、次に同じ警告が出ても気付けません。",
        "policy:
  allow: {M0232: 二つの総務部は経緯があるため}
orgs:
  - {key: ga-1, name: 総務部}",
        "policy:
  allow: {M0232: 二つの総務部は経緯があるため}
orgs:
  - {key: ga-1, name: 総務部}
  - {key: ga-2, name: 総務部}",
    ),
    yaml(
        DUPLICATE_DOMAIN,
        "5.11",
        "A key or number that names two domains names neither.",
        "2 つのドメインを指すキーや番号では、どちらのことか分かりません。",
        "tenant:
  key: acme
  domains:
    - {key: acme, id: 1, name: acme.example}
    - {key: sub, id: 1, name: sub.example}",
        "tenant:
  key: acme
  domains:
    - {key: acme, id: 1, name: acme.example}
    - {key: sub, id: 2, name: sub.example}",
    ),
    yaml(
        NEEDS_ADVANCED,
        "5.1.2, 5.2.2, 5.3.3",
        "Alias addresses and group mail come with the Advanced plan; the service refuses them on others.",
        "サブメールアドレスとグループのメーリングリストは、アドバンストプランの機能です。",
        "tenant:
  key: acme
  plan: standard
  domains: [{key: acme, id: 1, name: acme.example}]
members:
  - {key: E1, aliasEmails: [hanako.mori@acme.example]}",
        "tenant:
  key: acme
  plan: advanced
  domains: [{key: acme, id: 1, name: acme.example}]
members:
  - {key: E1, aliasEmails: [hanako.mori@acme.example]}",
    ),
    yaml(
        FREE_CANNOT_WRITE,
        "2.5",
        "The service refuses every write of a tenant on the Free plan.",
        "フリープランのテナントには、API で書き込めません。",
        "tenant:
  key: acme
  plan: free
  domains: [{key: acme, id: 1, name: acme.example}]",
        "tenant:
  key: acme
  plan: standard
  domains: [{key: acme, id: 1, name: acme.example}]",
    ),
    yaml(
        ALLOWS_UNKNOWN,
        "docs/yaml.md",
        "A slip in the code would allow nothing, and nobody would notice.",
        "コードを書き間違えると、何も許可されないことに気付けません。",
        "policy:
  allow: {M0299: 経緯があるため}",
        "orgs:
  - {key: ga-1, name: 総務部}
  - {key: ga-2, name: 総務部}
policy:
  allow: {M0232: 経緯があるため}",
    ),
    yaml(
        ALLOWS_ERROR,
        "docs/yaml.md",
        "An error stands for what the service refuses or what would do harm, and other warnings tell what a run did or found of its own: no reason changes either.",
        "エラーは、サービスが拒否するか害になる内容です。そのほかの警告は、実行中に起きたことを伝えるものです。どちらも、理由があっても許可できません。",
        "policy:
  allow: {M0210: 二重の登録を承知のうえ}",
        "orgs:
  - {key: ga-1, name: 総務部}
  - {key: ga-2, name: 総務部}
policy:
  allow: {M0232: 経緯があるため}",
    ),
    yaml(
        LEAVE_BACKWARDS,
        "5.1.6, user-set-leave-of-absence",
        "The service refuses a leave that ends before it begins.",
        "開始より前に終わる休職は、サービスに拒否されます。",
        "members:
  - {key: E1, leave: {from: 2026-12-01T00:00:00+09:00, to: 2026-11-01T00:00:00+09:00}}",
        "members:
  - {key: E1, leave: {from: 2026-11-01T00:00:00+09:00, to: 2026-12-01T00:00:00+09:00}}",
    ),
    yaml(
        NO_SUCH_DATE,
        "5.1.2",
        "The date has the right form and is not in the calendar.",
        "書式は正しいのですが、暦にない日付です。",
        "members:
  - {key: E1, hiredDate: 2025-02-29}",
        "members:
  - {key: E1, hiredDate: 2024-02-29}",
    ),
    yaml(
        CUSTOM_PROTOCOL,
        "5.1.2",
        "A name of one's own for the messenger comes with `CUSTOM` alone; the service refuses it beside another.",
        "`customProtocol` は `CUSTOM` のときだけ使えます。ほかの種類と一緒だと拒否されます。",
        "members:
  - {key: E1, messenger: {protocol: LINE, customProtocol: Signal, id: hanako}}",
        "members:
  - {key: E1, messenger: {protocol: CUSTOM, customProtocol: Signal, id: hanako}}",
    ),
    yaml(
        RELATED_TO_ITSELF,
        "5.1.2",
        "A relation is with another member.",
        "関係は、ほかのメンバーとのものです。",
        "members:
  - {key: E1, relations: [{member: E1, name: 上司}]}
  - {key: E2}",
        "members:
  - {key: E1, relations: [{member: E2, name: 上司}]}
  - {key: E2}",
    ),
    yaml(
        HIRED_LATE,
        "5.1.2",
        "A date of joining more than a year ahead is a slip in the year far more often than a plan. Dates are compared with today.",
        "1 年以上先の入社日は、たいてい年の書き間違いです。今日の日付と比べます。",
        "members:
  - {key: E1, hiredDate: 2206-04-01}",
        "members:
  - {key: E1, hiredDate: 2026-04-01}",
    ),
    yaml(
        BORN_LATE,
        "5.1.2",
        "Nobody who is employed was born today or later.",
        "在籍する人の誕生日が今日以降になることはありません。",
        "members:
  - {key: E1, birthday: 2190-05-05}",
        "members:
  - {key: E1, birthday: 1990-05-05}",
    ),
];
