//! Why the rules of reading files and of the schema exist: codes 100 to 159.

use super::entry::{Explanation, told, yaml};
use crate::source::codes::*;

/// See the module.
pub(super) const TABLE: &[Explanation] = &[
    told(
        PATH_MISSING,
        "docs/yaml.md",
        (
            "A configuration that is not there must never be taken for an empty one: everything owned would be removed.",
            "存在しない設定を空の設定とみなすと、管理対象がすべて削除されてしまうため、エラーにします。",
        ),
        (
            "`meibo validate diretcory` where the folder is called directory",
            "フォルダ名が directory なのに `meibo validate diretcory` と打った場合",
        ),
        ("`meibo validate directory`", "`meibo validate directory`"),
    ),
    told(
        NO_FILES,
        "docs/yaml.md",
        (
            "An empty folder is a wrong path or a failed checkout far more often than a wish for an empty tenant.",
            "空のフォルダは、空のテナントを望んでいるのではなく、パスの誤りやチェックアウトの失敗であることがほとんどです。",
        ),
        (
            "a folder that holds README.md and .hidden.yaml alone",
            "README.md と .hidden.yaml だけのフォルダ",
        ),
        (
            "a folder that holds meibo.yaml",
            "meibo.yaml のあるフォルダ",
        ),
    ),
    told(
        UNREADABLE,
        "docs/yaml.md",
        (
            "What one file declares is missing everywhere else while it cannot be read, so nothing is planned without it. A pipe or a socket is not waited for.",
            "1 つのファイルが読めないと、その宣言が全体から欠けます。そのためプランは作りません。パイプやソケットを待つこともありません。",
        ),
        (
            "members.yaml with the permissions 000, or a FIFO called members.yaml",
            "権限が 000 の members.yaml、または members.yaml という名前の FIFO",
        ),
        (
            "a regular file that whoever runs meibo may read",
            "meibo を実行する人が読める通常のファイル",
        ),
    ),
    told(
        FILE_TOO_LARGE,
        "docs/yaml.md",
        (
            "Memory and time stay bounded whatever is put into the folder.",
            "フォルダに何が置かれても、メモリと時間を一定の範囲に収めるためです。",
        ),
        (
            "a database dump of 1 GB saved as dump.yaml",
            "1 GB のデータベースのダンプを dump.yaml として置いた場合",
        ),
        (
            "members split over members/a.yaml, members/b.yaml, ...",
            "members/a.yaml、members/b.yaml … のように分けたメンバー",
        ),
    ),
    told(
        LINK_OUTSIDE,
        "docs/yaml.md",
        (
            "What is reviewed in the repository must be what is applied: a link to elsewhere can change without a review.",
            "レビューした内容と適用する内容を一致させるためです。フォルダの外は、レビューなしに変わることがあります。",
        ),
        (
            "members.yaml as a symbolic link to /srv/hr/members.yaml",
            "/srv/hr/members.yaml へのシンボリックリンクである members.yaml",
        ),
        (
            "members.yaml as a file, or as a link to another file of the folder",
            "通常のファイル、またはフォルダ内の別ファイルへのリンクである members.yaml",
        ),
    ),
    told(
        TOO_MANY_FILES,
        "docs/yaml.md",
        (
            "A whole disk or a checkout with its dependencies named by mistake must not be walked to its end.",
            "誤ってディスク全体などを指定したときに、最後まで走査しないためです。",
        ),
        ("`meibo validate /`", "`meibo validate /`"),
        ("`meibo validate directory`", "`meibo validate directory`"),
    ),
    told(
        CHANGES_WHILE_READ,
        "docs/yaml.md",
        (
            "Half of the old text and half of the new one is a configuration that nobody wrote: a file that was just changed is read once it has stood still for a tenth of a second.",
            "古い内容と新しい内容が混ざると、誰も書いていない設定になってしまいます。変更された直後のファイルは、0.1 秒間変更がないことを確かめてから読み込みます。",
        ),
        (
            "a sync program writes members.yaml while meibo reads it",
            "meibo が読み取っている間に、同期ソフトが members.yaml を書き換えた場合",
        ),
        (
            "a run after the file is written, or in a checkout of its own",
            "書き込みが終わった後、または専用のチェックアウトでの実行",
        ),
    ),
    told(
        NOT_UTF8,
        "YAML 1.2, chapter 5.2",
        (
            "Names would be read as other names: in Shift_JIS most Japanese bytes are valid as something else.",
            "別の文字として読まれ、名前が変わってしまうためです。Shift_JIS の日本語は、別の文字にも読めてしまいます。",
        ),
        (
            "members.yaml saved as Shift_JIS (CP932)",
            "Shift_JIS（CP932）で保存した members.yaml",
        ),
        (
            "members.yaml saved as UTF-8, with or without a byte order mark",
            "UTF-8 で保存した members.yaml（BOM の有無は問いません）",
        ),
    ),
    yaml(
        TAB,
        "YAML 1.2, chapter 6.1",
        "YAML forbids tabs in indentation: editors show them in different widths, and the structure would depend on it.",
        "YAML はインデントのタブを認めません。幅がエディターごとに違い、構造が見た目と変わるためです。",
        "orgs:
\t- {key: hq, name: 本社}",
        "orgs:
  - {key: hq, name: 本社}",
    ),
    yaml(
        FILE_EMPTY,
        "docs/yaml.md",
        "A file that was emptied by accident looks the same as one that declares nothing: what it held would be removed.",
        "誤って空になったファイルは、何も宣言しないファイルと区別できません。以前の内容が削除対象になってしまいます。",
        "# orgs.yaml
# orgs:
#   - {key: hq, name: 本社}
# groups.yaml
groups: []",
        "# orgs.yaml
orgs:
  - {key: hq, name: 本社}
# groups.yaml
groups: []",
    ),
    yaml(
        SYNTAX,
        "YAML 1.2",
        "What follows a syntax error cannot be told for sure, so nothing of the file is used.",
        "構文エラーより後ろの意味は確定できないため、そのファイルの内容は使いません。",
        "orgs:
  - {key: hq, name: \"本社}",
        "orgs:
  - {key: hq, name: \"本社\"}",
    ),
    yaml(
        DUPLICATE_PROPERTY,
        "YAML 1.2, chapter 3.2.1.3",
        "Readers of YAML silently keep one of the two, and not all of them the same one.",
        "多くの YAML 処理系は片方を黙って捨てます。どちらが残るかも処理系によって違います。",
        "orgs:
  - key: hq
    name: 本社
    name: 本部",
        "orgs:
  - key: hq
    name: 本社",
    ),
    told(
        TOO_DEEP,
        "docs/yaml.md",
        (
            "Nesting without a bound is how a small file exhausts the memory of its reader; the service itself stops at 15 levels of orgs.",
            "際限のない入れ子は、小さなファイルで読み手のメモリを使い切る手口です。サービス側の組織は 15 階層までです。",
        ),
        (
            "200 orgs, each nested in the one before",
            "200 個の組織を 1 つずつ入れ子にした場合",
        ),
        (
            "orgs up to 10 levels deep, or orgs that name their `parent`",
            "10 階層までの組織、または `parent` で上位組織を示す組織",
        ),
    ),
    told(
        ALIAS_BOMB,
        "YAML 1.2, chapter 7.1",
        (
            "Aliases of lists of aliases stand for billions of values in a few lines (\"billion laughs\").",
            "エイリアスのリストを重ねると、数行で数十億個の値になります（billion laughs 攻撃）。",
        ),
        (
            "x1: &x1 [a, a, a], x2: &x2 [*x1, *x1, *x1], and ten more such lines",
            "x1: &x1 [a, a, a]、x2: &x2 [*x1, *x1, *x1] … を 10 行以上重ねた場合",
        ),
        (
            "an anchor for a list that several groups share",
            "複数のグループで共有するリストへのアンカー",
        ),
    ),
    told(
        BUDGET,
        "docs/yaml.md",
        (
            "Memory and time stay bounded whatever is put into the folder.",
            "フォルダに何が置かれても、メモリと時間を一定の範囲に収めるためです。",
        ),
        (
            "a generated file with tens of millions of values",
            "数千万個の値を持つ、自動生成されたファイル",
        ),
        (
            "the same members split over several files",
            "同じメンバーを複数のファイルに分けた場合",
        ),
    ),
    yaml(
        MULTIPLE_DOCUMENTS,
        "YAML 1.2, chapter 9.1",
        "Some readers take the first document of a file, some the last, some all: nothing should depend on that.",
        "最初の文書だけを読む処理系も、最後だけを読む処理系もあります。結果がそれに左右されてはなりません。",
        "orgs: []
---
groups: []",
        "orgs: []
groups: []",
    ),
    yaml(
        CONFLICT_MARKER,
        "docs/yaml.md",
        "A half-merged file holds two versions of the truth; neither is the one that was meant.",
        "マージ途中のファイルには 2 つの版が混ざっていて、どちらも意図した内容ではありません。",
        "orgs:\n<<<<<<< HEAD\n  - {key: hq, name: 本社}\n=======\n  - {key: hq, name: 本部}\n>>>>>>> april",
        "orgs:
  - {key: hq, name: 本部}",
    ),
    yaml(
        UNKNOWN_ANCHOR,
        "YAML 1.2, chapter 7.1",
        "An alias stands for a value with that anchor earlier in the same file; anchors do not reach over files.",
        "エイリアスは、同じファイルの前方にあるアンカーを指します。アンカーはファイルをまたぎません。",
        "groups:
  - {key: g-1, name: 企画, masters: *leaders, members: [E1]}",
        "groups:
  - {key: g-1, name: 企画, masters: &leaders [E1], members: *leaders}",
    ),
    yaml(
        NOT_FINITE,
        "YAML 1.2, chapter 10.2",
        "No property takes infinity or \"not a number\", and neither survives on its way to the service as JSON.",
        "無限大や非数を取る項目はなく、サービスに送る JSON でも表せません。",
        "orgs:
  - {key: hq, name: .inf}",
        "orgs:
  - {key: hq, name: \".inf\"}",
    ),
    yaml(
        UNKNOWN_TAG,
        "docs/yaml.md",
        "Tags ask a reader to run or fetch something. meibo does neither, and a secret does not belong into a configuration.",
        "タグは、読み手に何かの実行や取得を求めるものです。meibo は行いません。秘密情報は設定に書かないでください。",
        "members:
  - {key: E1, task: !env TASK}",
        "members:
  - {key: E1, task: 経理}",
    ),
    yaml(
        NOT_SECTIONS,
        "docs/yaml.md",
        "Without the name of a section nobody can tell members from groups.",
        "セクション名がないと、メンバーなのかグループなのか判断できません。",
        "# orgs.yaml
- {key: hq, name: 本社}",
        "# orgs.yaml
orgs:
  - {key: hq, name: 本社}",
    ),
    told(
        UTF_16,
        "YAML 1.2, chapter 5.2",
        (
            "meibo reads one encoding, the one that git shows and compares line by line.",
            "meibo が読む文字コードは、git が行単位で差分を表示できる UTF-8 だけです。",
        ),
        (
            "a file that Notepad saved as \"Unicode\"",
            "メモ帳で「Unicode」を選んで保存したファイル",
        ),
        (
            "the same file saved as UTF-8",
            "UTF-8 で保存した同じファイル",
        ),
    ),
    yaml(
        MAPPING_FILE,
        "docs/sheets.md",
        "Every YAML file of the folder is read. One that says how a list is read declares nothing, and must not look as if it did.",
        "フォルダの YAML ファイルはすべて読み込まれます。一覧の読み方を書いたファイルは何も宣言しないため、設定と紛れないようにします。",
        "# members.yaml
members:
  - {key: E1, name: {last: 森, first: 花子}}
# mapping.yaml
columns: {社員番号: key, 氏名: name}",
        "# members.yaml
members:
  - {key: E1, name: {last: 森, first: 花子}}",
    ),
    yaml(
        UNKNOWN_PROPERTY,
        "docs/yaml.md",
        "A misspelt property would silently not be managed at all.",
        "綴りを誤った項目は、気付かないまま管理されなくなってしまいます。",
        "members:
  - {key: E1, emial: hanako@acme.example}",
        "members:
  - {key: E1, email: hanako@acme.example}",
    ),
    yaml(
        RESERVED_SECTION,
        "docs/yaml.md",
        "The name is kept free, so that what is written today does not change its meaning with an update.",
        "将来のバージョンで意味が変わらないように、このセクション名を予約しています。",
        "externalGroups: []
orgs: []",
        "orgs: []",
    ),
    yaml(
        WRONG_TYPE,
        "docs/yaml.md",
        "The service refuses a value of another type, or worse, takes it for something else.",
        "型の違う値は、サービスが拒否するか、別の意味に解釈します。",
        "members:
  - {key: E1, name: 森 花子}",
        "members:
  - {key: E1, name: {last: 森, first: 花子}}",
    ),
    yaml(
        QUOTES_WANTED,
        "4.2",
        "YAML reads 007 as the number 7 and 1e3 as 1000: the key would no longer be the one that was written.",
        "YAML は 007 を数値 7、1e3 を 1000 と読みます。書いたとおりのキーではなくなります。",
        "members:
  - {key: 00042}",
        "members:
  - {key: \"00042\"}",
    ),
    yaml(
        BOOLEAN_WANTED,
        "YAML 1.2, chapter 10.2",
        "Older readers take yes, no, on and off for true and false, YAML 1.2 does not. What stands in quotes is text for all of them.",
        "yes、no、on、off は、古い処理系では真偽値ですが、YAML 1.2 では文字列です。引用符で囲んだものは、どの処理系でも文字列です。",
        "orgs:
  - {key: hq, name: 本社, visible: yes}",
        "orgs:
  - {key: hq, name: 本社, visible: true}",
    ),
    yaml(
        NULL_FORBIDDEN,
        "5.1.2, user-update-patch",
        "`null` clears a property, and the service cannot be without this one.",
        "`null` は項目を空にする指定ですが、この項目はサービス上、空にできません。",
        "members:
  - {key: E1, email: null}",
        "members:
  - {key: E1, telephone: null}",
    ),
    yaml(
        TOO_LONG,
        "5.1.2, 5.2.2, 5.3.3",
        "The service refuses longer texts. Lengths are counted in characters, as a person counts them.",
        "サービスは、これより長い文字列を拒否します。長さは文字数で数えます。",
        "members:
  - {key: E1, employeeNumber: E-2026-0401-000000042}",
        "members:
  - {key: E1, employeeNumber: E-2026-0401-0042}",
    ),
    told(
        TOO_SHORT,
        "5.1.3",
        (
            "The service refuses shorter texts. In YAML the form of addresses and dates (M0165 to M0177) says so first.",
            "サービスは、これより短い文字列を拒否します。YAML では、先に書式の検査（M0165〜M0177）で見つかります。",
        ),
        (
            "a login id of one character before the @",
            "@ の前が 1 文字のログイン ID",
        ),
        ("hanako@acme.example", "hanako@acme.example"),
    ),
    yaml(
        EMPTY_TEXT,
        "5.1.2",
        "An empty text means \"not set\" to some calls and is refused by others; `null` always clears.",
        "空文字列は、呼び出しによって未設定とみなされたり拒否されたりします。空にするときは必ず `null` を使います。",
        "members:
  - {key: E1, task: \"\"}",
        "members:
  - {key: E1, task: null}",
    ),
    yaml(
        NOT_ALLOWED,
        "5.1.2",
        "The service knows these values alone.",
        "サービスが受け付ける値は、ここに挙げたものだけです。",
        "members:
  - {key: E1, locale: ja}",
        "members:
  - {key: E1, locale: ja_JP}",
    ),
    yaml(
        MISSING_PROPERTY,
        "4.1, 4.2",
        "Without it meibo cannot tell the object, or the service refuses it.",
        "この項目がないと、対象を特定できないか、サービスに拒否されます。",
        "orgs:
  - {name: 営業部}",
        "orgs:
  - {key: sales, name: 営業部}",
    ),
    yaml(
        TOO_SMALL,
        "5.7",
        "The number would be refused, or mean nothing.",
        "この値は拒否されるか、意味を持ちません。",
        "policy:
  limits: {members: {remove: {max: -1}}}",
        "policy:
  limits: {members: {remove: {max: 0}}}",
    ),
    yaml(
        TOO_LARGE,
        "docs/planning.md",
        "The number would be refused, or mean nothing: a share above 100 percent limits nothing.",
        "この値は拒否されるか、意味を持ちません。100 % を超える割合は、何も制限しません。",
        "policy:
  limits: {members: {remove: {percent: 101}}}",
        "policy:
  limits: {members: {remove: {percent: 100}}}",
    ),
    yaml(
        TOO_MANY,
        "5.1.2",
        "The service takes no more entries: 10 alias addresses of a member, 20 of an org, 30 posts.",
        "サービスの上限を超えています。サブメールアドレスはメンバーに 10 個、組織に 20 個、所属は 30 個までです。",
        "members:
  - key: E1
    aliasEmails: [a01@acme.example, a02@acme.example, a03@acme.example, a04@acme.example,
      a05@acme.example, a06@acme.example, a07@acme.example, a08@acme.example,
      a09@acme.example, a10@acme.example, a11@acme.example]",
        "members:
  - key: E1
    aliasEmails: [a01@acme.example, a02@acme.example]",
    ),
    yaml(
        TOO_FEW,
        "5.3.4, group-create",
        "The service refuses the empty list: a group, for one, has a master at all times.",
        "サービスは空のリストを拒否します。たとえばグループには、常にマスターが 1 人以上必要です。",
        "groups:
  - {key: g-1, name: 企画, masters: []}",
        "groups:
  - {key: g-1, name: 企画, masters: [E1], members: [E1]}",
    ),
    yaml(
        TWICE,
        "docs/yaml.md",
        "An entry that stands twice is a slip: often the second was to be another one.",
        "同じ値が 2 回あるのは、たいてい片方の書き間違いです。",
        "orgs:
  - {key: sales, name: 営業部, features: [message, note, note]}",
        "orgs:
  - {key: sales, name: 営業部, features: [message, note, task]}",
    ),
    yaml(
        REFERENCE_FORM,
        "4.1",
        "Two ways to name an object can contradict each other, and none names nothing.",
        "2 通りの指定は矛盾することがあり、指定がなければ何も指せません。",
        "members:
  - {key: E1, level: {}}",
        "members:
  - {key: E1, level: {id: 5b0d4a3e-7f5c}}",
    ),
    yaml(
        LIST_WANTED,
        "docs/yaml.md",
        "One value where several may stand would have to be guessed at.",
        "複数書ける項目に値が 1 つだけあると、意図を推測することになるためです。",
        "groups:
  - {key: g-1, name: 企画, masters: E1, members: [E1]}",
        "groups:
  - {key: g-1, name: 企画, masters: [E1], members: [E1]}",
    ),
    told(
        OTHER_FORM,
        "schemas/meibo.schema.json",
        (
            "A last resort: a keyword of the schema that has no words of its own. No rule of today's schema ends here.",
            "個別の文言を持たないスキーマの規則に対する予備のコードです。現在のスキーマでは発生しません。",
        ),
        (
            "a value that a rule of a later schema refuses",
            "将来のスキーマの規則に反する値",
        ),
        (
            "a value of the form that docs/yaml.md shows",
            "docs/yaml.md に示す形の値",
        ),
    ),
    yaml(
        EMPTY_ENTRY,
        "docs/yaml.md",
        "A dash alone may be a line that was forgotten: meibo does not guess what was to stand there.",
        "「-」だけの行は書き忘れかもしれません。meibo は内容を推測しません。",
        "orgs:
  - {key: hq, name: 本社}
  -",
        "orgs:
  - {key: hq, name: 本社}",
    ),
    yaml(
        PROPERTY_WITHIN,
        "5.1.2",
        "A member leads an org, and has a position in one, by a post there: what is said of a post stands in it.",
        "組織長や役職は、組織での所属ごとに決まります。所属についての項目は、その所属の中に書きます。",
        "orgs: [{key: sales, name: 営業部}]
members:
  - {key: E1, leader: true, posts: [{org: sales}]}",
        "orgs: [{key: sales, name: 営業部}]
members:
  - {key: E1, posts: [{org: sales, leader: true}]}",
    ),
    yaml(
        REASON_MISSING,
        "docs/yaml.md",
        "An allowed warning is not shown any more: the reason is what reviewers have instead of it.",
        "許可した警告は表示されなくなります。代わりに理由を残すことで、後から確認できます。",
        "policy: {allow: {M0232: \"\"}}",
        "policy: {allow: {M0232: 経緯}}
orgs: [{key: a, name: 総務}, {key: b, name: 総務}]",
    ),
];
