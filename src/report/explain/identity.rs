//! Why the rules of references, keys, addresses and names exist: codes 200 to 239.

use super::entry::{Explanation, told, yaml};
use crate::check::codes::*;

/// See the module.
pub(super) const TABLE: &[Explanation] = &[
    yaml(
        UNKNOWN_REFERENCE,
        "4.1, 4.2",
        "A key that is declared nowhere would be sent to the service and refused there, half-way through a run.",
        "どこにも宣言のないキーは、適用の途中でサービスに拒否されます。",
        "orgs:
  - {key: sales, name: 営業部}
members:
  - {key: E1, posts: [{org: slaes}]}",
        "orgs:
  - {key: sales, name: 営業部}
members:
  - {key: E1, posts: [{org: sales}]}",
    ),
    yaml(
        FORMER_KEY,
        "4.2",
        "Once the object has its new key, the former one leads nowhere, or to another object.",
        "新しいキーに変わった後は、以前のキーは何も指さないか、別の対象を指します。",
        "orgs:
  - {key: sales, previously: eigyo, name: 営業部}
members:
  - {key: E1, posts: [{org: eigyo}]}",
        "orgs:
  - {key: sales, previously: eigyo, name: 営業部}
members:
  - {key: E1, posts: [{org: sales}]}",
    ),
    yaml(
        REFERENCE_TO_DELETED,
        "5.1.6, user-delete",
        "A member in deletion leaves groups and teams at once, and cannot be put into any.",
        "削除中のメンバーは、組織やグループからすぐに外れ、追加もできません。",
        "members:
  - {key: E1}
  - {key: E2, state: deleted}
groups:
  - {key: g-1, name: 企画, masters: [E1], members: [E1, E2]}",
        "members:
  - {key: E1}
  - {key: E2, state: deleted}
groups:
  - {key: g-1, name: 企画, masters: [E1], members: [E1]}",
    ),
    yaml(
        LISTED_TWICE,
        "docs/yaml.md",
        "Often the second entry was to be another one.",
        "たいてい、2 つ目は別の人を書くつもりだったものです。",
        "members: [{key: E1}, {key: E2}]
groups:
  - {key: g-1, name: 企画, masters: [E1], members: [E1, E2, E2]}",
        "members: [{key: E1}, {key: E2}]
groups:
  - {key: g-1, name: 企画, masters: [E1], members: [E1, E2]}",
    ),
    yaml(
        DUPLICATE_KEY,
        "4.2, directory",
        "An external key is unique in the tenant (of a level or position: in its domain). With two, one would overwrite the other.",
        "外部キーはテナント内（職級と役職はドメイン内）で一意です。重複すると、片方がもう片方を上書きします。",
        "orgs:
  - {key: sales, name: 営業部}
  - {key: sales, name: 営業企画部}",
        "orgs:
  - {key: sales, name: 営業部}
  - {key: sales-plan, name: 営業企画部}",
    ),
    yaml(
        PREVIOUSLY_ITSELF,
        "docs/yaml.md",
        "Nothing is renamed by it: the key it had before is missing.",
        "これでは何も改名されません。以前のキーが書かれていません。",
        "orgs:
  - {key: sales, previously: sales, name: 営業部}",
        "orgs:
  - {key: sales, previously: eigyo, name: 営業部}",
    ),
    yaml(
        PREVIOUSLY_CYCLE,
        "docs/planning.md",
        "Keys are never swapped: between the two calls one object would have the key of the other, and a run that stops there would leave them mixed up.",
        "キーの交換は行いません。途中で止まると、2 つの対象が入れ替わったまま残るおそれがあるためです。",
        "orgs:
  - {key: sales, previously: plan, name: 営業部}
  - {key: plan, previously: sales, name: 企画部}",
        "orgs:
  - {key: sales, previously: eigyo, name: 営業部}
  - {key: plan, previously: kikaku, name: 企画部}",
    ),
    yaml(
        DUPLICATE_PREVIOUSLY,
        "docs/yaml.md",
        "One live object cannot become two.",
        "1 つの対象が 2 つになることはありません。",
        "orgs:
  - {key: sales-east, previously: sales, name: 東日本営業部}
  - {key: sales-west, previously: sales, name: 西日本営業部}",
        "orgs:
  - {key: sales-east, previously: sales, name: 東日本営業部}
  - {key: sales-west, name: 西日本営業部}",
    ),
    yaml(
        DUPLICATE_ID,
        "4.1, directory",
        "A resource id is one object's for good.",
        "リソース ID は 1 つの対象に固有で、変わりません。",
        "orgs:
  - {key: sales, name: 営業部, id: 5b0d4a3e}
  - {key: plan, name: 企画部, id: 5b0d4a3e}",
        "orgs:
  - {key: sales, name: 営業部, id: 5b0d4a3e}
  - {key: plan, name: 企画部, id: 7f5c4c0e}",
    ),
    yaml(
        PREVIOUSLY_DECLARED,
        "docs/yaml.md",
        "The former object would be taken over and kept at the same time.",
        "以前の対象を引き継ぎながら残すことになり、矛盾します。",
        "orgs:
  - {key: sales, previously: eigyo, name: 営業部}
  - {key: eigyo, name: 旧営業部}",
        "orgs:
  - {key: sales, previously: eigyo, name: 営業部}",
    ),
    yaml(
        KEY_FULL_WIDTH,
        "4.2",
        "Full-width letters and digits look like the plain ones and are others: the next list from the HR system will not match.",
        "全角の英数字は半角と見た目が似ていますが、別の文字です。人事システムの一覧と照合できなくなります。",
        "members:
  - {key: Ｅ０００４２}",
        "members:
  - {key: E00042}",
    ),
    yaml(
        KEYS_LOOK_ALIKE,
        "4.2",
        "Two keys that differ in case, width, blanks or Unicode form alone are mixed up sooner or later, and may be one person twice.",
        "大文字・小文字、全角・半角、空白、文字の合成のしかただけが違うキーは、いずれ取り違えます。同一人物の二重登録かもしれません。",
        "members:
  - {key: E00042}
  - {key: e00042}",
        "members:
  - {key: E00042}
  - {key: E00043}",
    ),
    yaml(
        DUPLICATE_ADDRESS,
        "4.2, add-organizations",
        "Members, orgs and groups share one mail namespace: the service refuses an address that anybody has, be it as an alias.",
        "メンバー、組織、グループのアドレスは共通の名前空間にあります。サブメールアドレスを含め、使用中のアドレスは拒否されます。",
        "orgs:
  - {key: sales, name: 営業部, email: sales@acme.example}
groups:
  - {key: g-1, name: 営業, masters: [{id: u1}], email: sales@acme.example}",
        "orgs:
  - {key: sales, name: 営業部, email: sales@acme.example}
groups:
  - {key: g-1, name: 営業, masters: [{id: u1}], email: sales-all@acme.example}",
    ),
    yaml(
        ADDRESS_TWICE,
        "5.1.2",
        "An alias is a further address: the main one again is refused.",
        "サブメールアドレスは追加のアドレスです。本来のアドレスと同じものは拒否されます。",
        "members:
  - {key: E1, email: hanako@acme.example, aliasEmails: [hanako@acme.example]}",
        "members:
  - {key: E1, email: hanako@acme.example, aliasEmails: [hanako.mori@acme.example]}",
    ),
    told(
        ADDRESS_UPPER_CASE,
        "5.1.3",
        (
            "The service keeps addresses in lower case: written otherwise, every plan would find a difference. In YAML the form of addresses (M0165, M0166) says so first.",
            "サービスはアドレスを小文字で保持します。YAML では、先に書式の検査（M0165、M0166）で見つかります。",
        ),
        (
            "the address Hanako@acme.example in a configuration that was not read from YAML",
            "YAML 以外から作った設定にある Hanako@acme.example",
        ),
        ("hanako@acme.example", "hanako@acme.example"),
    ),
    yaml(
        FOREIGN_MAIL_DOMAIN,
        "11 #36",
        "A slip in the mail domain would be refused, or give the person an address that nobody writes to.",
        "メールドメインの書き間違いは、拒否されるか、誰も使わないアドレスになります。",
        "members:
  - {key: E1, email: hanako@acme.exmaple}",
        "members:
  - {key: E1, email: hanako@acme.example}",
    ),
    yaml(
        INVITATION_TO_ITSELF,
        "5.1.4, user-create",
        "The invitation goes to `privateEmail`: nobody can read it in a mailbox that opens with the password it asks for.",
        "招待メールは `privateEmail` に届きます。これから開設するメールボックスでは、招待を読めません。",
        "members:
  - {key: E1, email: hanako@acme.example, privateEmail: hanako@acme.example}",
        "members:
  - {key: E1, email: hanako@acme.example, privateEmail: hanako@private.example}",
    ),
    yaml(
        DUPLICATE_RANK_NAME,
        "4.2, directory-level-create",
        "Names of levels, positions and user types are unique in their domain.",
        "職級・役職・利用権限タイプの名前は、ドメイン内で一意です。",
        "positions:
  - {key: P1, name: 課長}
  - {key: P2, name: 課長}",
        "positions:
  - {key: P1, name: 課長}
  - {key: P2, name: 課長代理}",
    ),
    yaml(
        DUPLICATE_GROUP_NAME,
        "4.2, group-create",
        "Names of groups are unique in their domain, in whatever case of letters.",
        "グループ名はドメイン内で一意です。大文字と小文字は区別されません。",
        "groups:
  - {key: g-1, name: PJ Apollo}
  - {key: g-2, name: PJ APOLLO}",
        "groups:
  - {key: g-1, name: PJ Apollo}
  - {key: g-2, name: PJ Apollo 2}",
    ),
    yaml(
        SIBLING_ORGS_SHARE_NAME,
        "11 #28",
        "The service takes two orgs of one name under one parent, its own upload screen does not, and people mix them up.",
        "API では同名の組織を作れますが、一括登録画面では拒否されます。利用者も取り違えます。",
        "orgs:
  - {key: ga-1, name: 総務部}
  - {key: ga-2, name: 総務部}",
        "orgs:
  - {key: ga-1, name: 総務部}
  - {key: ga-2, name: 総務部(大阪)}",
    ),
    yaml(
        MEMBER_WITHOUT_NAME,
        "5.1.2, user-create",
        "The service wants a last or a first name.",
        "サービスは、姓か名のどちらかを必須とします。",
        "members:
  - {key: E1, name: {last: null, first: null}}",
        "members:
  - {key: E1, name: {last: 森, first: null}}",
    ),
    yaml(
        NAME_TOO_LONG,
        "5.1.2, user-create",
        "The service counts the two together, up to 80 characters.",
        "サービスは姓と名を合わせて 80 文字までとします。",
        "members:
  - key: E1
    name:
      last: Wolfeschlegelsteinhausenbergerdorff
      first: Adolph Blaine Charles David Earl Frederick Gerald Hubert",
        "members:
  - key: E1
    name:
      last: Wolfeschlegelsteinhausenbergerdorff
      first: Adolph Blaine Charles David",
    ),
    yaml(
        NOT_NFC,
        "11 #45",
        "が as one character and as か with a mark look the same and are not: search does not find it, and every plan sees a change. File names of macOS are a usual source.",
        "「が」1 文字と「か」＋濁点は見た目が同じでも別の文字列です。検索できず、毎回差異になります。macOS のファイル名からのコピーでよく起きます。",
        "orgs:
  - {key: ga, name: 業務改\u{304b}\u{3099}かり}",
        "orgs:
  - {key: ga, name: 業務改がかり}",
    ),
    yaml(
        UNSEEN_CHARACTER,
        "11 #45",
        "What nobody sees nobody corrects: a zero-width space or a no-break space from a spreadsheet makes another key, a direction mark reverses a name on the screen.",
        "見えない文字は誰も直せません。ゼロ幅スペースやノーブレークスペースは別のキーになり、方向制御文字は名前の表示を逆にします。",
        "members:
  - {key: E1, name: {last: \"森\u{200b}\", first: 花子}}",
        "members:
  - {key: E1, name: {last: 森, first: 花子}}",
    ),
    yaml(
        SAME_PERSON,
        "4.2",
        "Two entries with one name and one private address (or mobile number, employee number, birthday) are one person in nearly all cases: two licences, and mail to the wrong account. People who only share a name are no problem.",
        "同じ氏名で、個人メール、携帯番号、社員番号、誕生日のいずれかも同じなら、ほぼ同一人物です。ライセンスが二重になり、宛先を誤ります。同姓同名だけでは警告しません。",
        "members:
  - {key: E1, name: {last: 森, first: 花子}, privateEmail: hanako@private.example}
  - {key: P-77, name: {last: 森, first: 花子}, privateEmail: Hanako@private.example}",
        "members:
  - {key: E1, name: {last: 森, first: 花子}, privateEmail: hanako@private.example}
  - {key: P-77, name: {last: 森, first: 花子}, privateEmail: h.mori@home.example}",
    ),
    yaml(
        SAME_NUMBER,
        "4.2",
        "An employee number is one person's. Where two members have it, a list or another system that goes by it changes the wrong one. Members that are deleted do not count, nor does another domain: companies of a group may count each for itself.",
        "社員番号は 1 人のものです。2 人にあると、社員番号で照合する一覧やほかのシステムが別の人を変更してしまいます。`state: deleted` のメンバーと、別のドメイン（グループ会社ごとに採番する場合があります）は対象外です。",
        "members:
  - {key: aoi, name: {last: 林, first: 葵}, employeeNumber: \"0001\"}
  - {key: \"0001\", name: {last: 小川, first: 葵}, employeeNumber: \"0001\"}",
        "members:
  - {key: aoi, name: {last: 小川, first: 葵}, employeeNumber: \"0001\"}",
    ),
    yaml(
        BLANK_AT_END,
        "11 #45",
        "A blank at an end is not seen: a key with one is another key, and a name with one is not found by its search.",
        "先頭や末尾の空白は目に見えません。キーなら別のキーになり、名前なら検索で見つからなくなります。",
        "members:
  - {key: E1, name: {last: \"林\u{3000}\", first: 葵}}",
        "members:
  - {key: E1, name: {last: 林, first: 葵}}",
    ),
];
