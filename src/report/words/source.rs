//! The words of `src/source`: codes 100 to 199, in the order of their numbers.

use super::Words;
use crate::source::codes::*;

/// See the module.
pub const TABLE: &[Words] = &[
    Words::new(
        PATH_MISSING,
        "{path} does not exist",
        "Name the folder of the configuration, or one of its files.",
    )
    .ja(
        "{path} が存在しません",
        "設定フォルダまたはその中のファイルを指定してください。",
    ),
    Words::new(
        NO_FILES,
        "{path} holds no YAML file",
        "Name the folder that holds the configuration: files whose names end in `.yaml` or `.yml` and do not begin with a dot.",
    )
    .ja(
        "{path} に YAML ファイルがありません",
        "設定の入ったフォルダを指定してください。読み込むのは、名前が `.yaml` または `.yml` で終わり、ドットで始まらないファイルです。",
    ),
    Words::new(
        UNREADABLE,
        "this cannot be read: {reason}",
        "Let meibo read it, or take it out of the folder.",
    )
    .ja(
        "読み取れません：{reason}",
        "meibo が読み取れるようにするか、フォルダから取り除いてください。",
    ),
    Words::new(
        FILE_TOO_LARGE,
        "this file has {bytes} bytes; meibo reads {max}",
        "Split it: lists of the same section in several files are put together.",
    )
    .ja(
        "ファイルが {bytes} バイトあります。読み込めるのは {max} までです",
        "ファイルを分割してください。複数のファイルにある同じセクションのリストは連結されます。",
    ),
    Words::new(
        LINK_OUTSIDE,
        "this link leads out of the configuration folder, or nowhere",
        "Put the file itself into the folder, or begin the link's name with a dot.",
    )
    .ja(
        "このリンクは設定フォルダの外を指しているか、リンク先がありません",
        "ファイル自体をフォルダに置くか、リンクの名前をドットで始めてください。",
    ),
    Words::new(
        TOO_MANY_FILES,
        "the configuration has more files or deeper folders than meibo reads ({max})",
        "Name the folder that holds the configuration alone.",
    )
    .ja(
        "設定のファイル数またはフォルダの深さが、読み込める上限（{max}）を超えています",
        "設定だけが入ったフォルダを指定してください。",
    ),
    Words::new(
        CHANGES_WHILE_READ,
        "the file does not stand still long enough to be read",
        "Wait until whatever writes it is done, and run meibo again.",
    )
    .ja(
        "ファイルが変更され続けているため、読み込めません",
        "書き込みが終わるのを待ってから、もう一度実行してください。",
    ),
    Words::new(
        NOT_UTF8,
        "this file is not UTF-8 from byte {byte} on",
        "Save it as UTF-8 (an editor or Excel may have written Shift_JIS).",
    )
    .ja(
        "このファイルは {byte} バイト目以降が UTF-8 ではありません",
        "UTF-8 で保存してください（エディターや Excel が Shift_JIS で保存した可能性があります）。",
    ),
    Words::new(
        TAB,
        "a tab stands in the indentation, where YAML wants spaces",
        "Replace the tab by spaces.",
    )
    .ja(
        "インデントにタブがあります。YAML ではスペースを使います",
        "タブをスペースに置き換えてください。",
    ),
    Words::new(
        FILE_EMPTY,
        "this file holds no section",
        "Delete it, or write its sections; an empty list such as `members: []` says that there are none.",
    )
    .ja(
        "このファイルにはセクションがありません",
        "ファイルを削除するか、セクションを書いてください。空であることを示すには `members: []` のように空のリストを書きます。",
    ),
    Words::new(
        SYNTAX,
        "this is no YAML: {reason}",
        "Correct it; what stands after it in this file was not read.",
    )
    .ja(
        "YAML として読み取れません：{reason}",
        "修正してください。このファイルのこれ以降の内容は読み込まれていません。",
    ),
    Words::new(
        DUPLICATE_PROPERTY,
        "`{name}` stands twice in one mapping",
        "Take one of the two out.",
    )
    .ja(
        "`{name}` が同じマッピングに 2 回書かれています",
        "どちらか一方を取り除いてください。",
    ),
    Words::new(
        TOO_DEEP,
        "this is nested more than {max} deep",
        "Unfold it; orgs may also name their `parent`.",
    )
    .ja(
        "入れ子が {max} 段を超えています",
        "入れ子を浅くしてください。組織は `parent` で上位組織を指定することもできます。",
    ),
    Words::new(
        ALIAS_BOMB,
        "the aliases (`*name`) in this file stand for more than meibo reads, or for themselves",
        "Write out what they stand for; at most {max} values may come from aliases.",
    )
    .ja(
        "このファイルのエイリアス（`*name`）は、読み込める量を超えているか、自分自身を参照しています",
        "参照先の内容を直接書いてください。エイリアスから展開できる値は {max} 個までです。",
    ),
    Words::new(
        BUDGET,
        "this file holds more {what} than meibo reads: {max}",
        "Split it: lists of the same section in several files are put together.",
    )
    .ja(
        "このファイルの{what}が、読み込める上限 {max} を超えています",
        "ファイルを分割してください。複数のファイルにある同じセクションのリストは連結されます。",
    ),
    Words::new(
        MULTIPLE_DOCUMENTS,
        "a second YAML document begins here",
        "Put it into a file of its own, or take the `---` out.",
    )
    .ja(
        "ここから 2 つ目の YAML ドキュメントが始まっています",
        "別のファイルに分けるか、`---` を取り除いてください。",
    ),
    Words::new(
        CONFLICT_MARKER,
        "an unfinished merge left its marker here",
        "Finish the merge: keep one of the two versions, and take the markers out.",
    )
    .ja(
        "未解決のマージの印が残っています",
        "マージを完了してください。どちらかの内容を残し、印を取り除きます。",
    ),
    Words::new(
        UNKNOWN_ANCHOR,
        "this alias names no anchor that stands before it",
        "Write the value out, or quote the text if it begins with `*`.",
    )
    .ja(
        "このエイリアスに対応するアンカーが、これより前にありません",
        "値を直接書いてください。`*` で始まる文字列であれば引用符で囲んでください。",
    ),
    Words::new(
        NOT_FINITE,
        "{text} is no number that can be held",
        "Write a number, or quote it if it is text.",
    )
    .ja(
        "{text} は扱える数値ではありません",
        "数値を書いてください。文字列であれば引用符で囲んでください。",
    ),
    Words::new(
        UNKNOWN_TAG,
        "the tag {tag} means nothing here",
        "Take the tag out; secrets come from the environment, never from the configuration.",
    )
    .ja(
        "タグ {tag} はここでは使えません",
        "タグを取り除いてください。秘密の値は設定ではなく環境変数で渡します。",
    ),
    Words::new(
        NOT_SECTIONS,
        "a configuration file is a mapping of sections, and this is something else: {found}",
        "Begin with a section such as `members:`.",
    )
    .ja(
        "設定ファイルはセクションのマッピングである必要がありますが、別のものが書かれています：{found}",
        "`members:` などのセクションから書き始めてください。",
    ),
    Words::new(
        UTF_16,
        "this file is UTF-16, and meibo reads UTF-8",
        "Save it as UTF-8: Notepad calls UTF-16 \"Unicode\", and PowerShell's `>` writes it.",
    )
    .ja(
        "このファイルは UTF-16 です。meibo が読み込めるのは UTF-8 です",
        "UTF-8 で保存してください。メモ帳の「Unicode」は UTF-16 で、PowerShell の `>` も UTF-16 で書き込みます。",
    ),
    Words::new(
        MAPPING_FILE,
        "this is the mapping file of a list: it declares nothing, and is passed over",
        "Keep it outside of the configuration.",
    )
    .ja(
        "一覧の割り当てファイルです。何も宣言していないため、読み飛ばします",
        "設定のフォルダの外に置いてください。",
    ),
    Words::new(
        UNKNOWN_PROPERTY,
        "there is no property `{name}` here",
        "The properties here are {known}.",
    )
    .ja(
        "`{name}` という項目はここにはありません",
        "使用できる項目は {known} です。",
    ),
    Words::new(
        RESERVED_SECTION,
        "the section `{name}` is reserved for a later version of meibo",
        "Take it out: this version does not manage what it describes.",
    )
    .ja(
        "セクション `{name}` は将来のバージョンのために予約されています",
        "取り除いてください。このバージョンでは、その内容を管理できません。",
    ),
    Words::new(
        WRONG_TYPE,
        "wrong type; wanted here: {expected}; found: {found}",
        "docs/yaml.md shows the form of every property.",
    )
    .ja(
        "型が違います。必要なもの：{expected}、書かれているもの：{found}",
        "各項目の書き方は docs/yaml.md にあります。",
    ),
    Words::new(
        QUOTES_WANTED,
        "text is wanted here, and YAML reads this as a number or as true/false",
        "Put it in quotes: \"{text}\".",
    )
    .ja(
        "文字列が必要ですが、YAML では数値または true/false として読み取られます",
        "引用符で囲んでください：\"{text}\"",
    ),
    Words::new(
        BOOLEAN_WANTED,
        "`{text}` is read as text here",
        "Write true or false, without quotes.",
    )
    .ja(
        "`{text}` は、ここでは文字列として読み取られます",
        "引用符なしで true または false と書いてください。",
    ),
    Words::new(
        NULL_FORBIDDEN,
        "this property cannot be cleared",
        "Give it a value ({expected}), or take the property out to leave the live value alone.",
    )
    .ja(
        "この項目は空にできません",
        "値（{expected}）を指定するか、現在の値を維持する場合は項目を取り除いてください。",
    ),
    Words::new(
        TOO_LONG,
        "this has {length} characters; {max} are allowed",
        "Shorten it.",
    )
    .ja(
        "{length} 文字あります。{max} 文字以内で指定してください",
        "短くしてください。",
    ),
    Words::new(
        TOO_SHORT,
        "this has {length} characters; at least {min} are needed",
        "Lengthen it.",
    )
    .ja(
        "{length} 文字しかありません。{min} 文字以上必要です",
        "長くしてください。",
    ),
    Words::new(
        EMPTY_TEXT,
        "this text is empty",
        "Write `null` to clear the property where that is possible, or take it out to leave the live value alone.",
    )
    .ja(
        "空の文字列です",
        "空にできる項目であれば `null` と書き、現在の値を維持する場合は項目を取り除いてください。",
    ),
    Words::new(
        NOT_ALLOWED,
        "this value is not one of those allowed",
        "Allowed are {allowed}.",
    )
    .ja(
        "使用できない値です",
        "使用できる値は {allowed} です。",
    ),
    Words::new(
        MISSING_PROPERTY,
        "the property `{name}` is missing",
        "Add it.",
    )
    .ja(
        "項目 `{name}` がありません",
        "追加してください。",
    ),
    Words::new(
        TOO_SMALL,
        "this is below the least allowed, {min}",
        "Raise it.",
    )
    .ja(
        "最小値 {min} を下回っています",
        "値を大きくしてください。",
    ),
    Words::new(
        TOO_LARGE,
        "this is above the greatest allowed, {max}",
        "Lower it.",
    )
    .ja(
        "最大値 {max} を上回っています",
        "値を小さくしてください。",
    ),
    Words::new(
        TOO_MANY,
        "this has more entries than the {max} allowed",
        "Take some out.",
    )
    .ja(
        "要素の数が上限の {max} を超えています",
        "いくつか取り除いてください。",
    ),
    Words::new(
        TOO_FEW,
        "this has fewer entries than the {min} needed",
        "Add one, or take the property out to leave the live value alone.",
    )
    .ja(
        "要素の数が下限の {min} に足りません",
        "追加するか、現在の値を維持する場合は項目を取り除いてください。",
    ),
    Words::new(
        TWICE,
        "this list names {entry} twice",
        "Take one of the two out.",
    )
    .ja(
        "このリストに {entry} が 2 回書かれています",
        "どちらか一方を取り除いてください。",
    ),
    Words::new(
        REFERENCE_FORM,
        "a reference is a key, or one of `email` and `id`",
        "Keep the one that names the object; `email` is for members only.",
    )
    .ja(
        "参照はキー、または `email` と `id` のどちらか一方で指定します",
        "対象を特定できるものを 1 つだけ残してください。`email` はメンバーにのみ使えます。",
    ),
    Words::new(
        LIST_WANTED,
        "a list is wanted here; found: {found}",
        "A list has its entries in brackets, [a, b], or each on a line of its own after a dash.",
    )
    .ja(
        "リストが必要です。書かれているもの：{found}",
        "リストは [a, b] のように角括弧で囲むか、1 行に 1 つずつ「- 」を付けて書きます。",
    ),
    Words::new(
        OTHER_FORM,
        "the schema refuses this value ({reason})",
        "Compare it with docs/yaml.md.",
    )
    .ja(
        "この値はスキーマに合いません（{reason}）",
        "docs/yaml.md の書き方と見比べてください。",
    ),
    Words::new(
        EMPTY_ENTRY,
        "this entry is empty",
        "Delete the line, or write what is to stand there.",
    )
    .ja(
        "この要素は空です",
        "行を削除するか、内容を書いてください。",
    ),
    Words::new(
        PROPERTY_WITHIN,
        "`{name}` belongs into `{within}`, not here",
        "Move it into `{within}`. The properties here are {known}.",
    )
    .ja(
        "`{name}` はここではなく、`{within}` の中に書く項目です",
        "`{within}` の中に移してください。ここで使用できる項目は {known} です。",
    ),
    Words::new(
        REASON_MISSING,
        "nothing says why this warning is allowed",
        "Write the reason: whoever reviews the configuration reads it here.",
    )
    .ja(
        "この警告を許可する理由がありません",
        "理由を書いてください。設定を確認する人は、ここで理由を知ります。",
    ),
    Words::new(
        FORM_EXTERNAL_KEY,
        "this is no external key",
        "An external key has up to 100 characters, none of % \\ # / ? and no space at its ends.",
    )
    .ja(
        "外部キーとして正しくありません",
        "外部キーは 100 文字以内で、% \\ # / ? を含まず、前後に空白を置けません。",
    ),
    Words::new(
        FORM_RESOURCE_ID,
        "this is no resource id",
        "Copy the id as the service shows it, such as 5b0d4a3e-7f5c-4c0e-17a1-04f1c2b39d10.",
    )
    .ja(
        "リソース ID として正しくありません",
        "5b0d4a3e-7f5c-4c0e-17a1-04f1c2b39d10 のように、サービスが示す ID をそのまま書いてください。",
    ),
    Words::new(
        FORM_LOCAL_KEY,
        "this is no key of a tenant or domain",
        "Use letters, digits, dots, hyphens and underscores, with a letter or digit at both ends.",
    )
    .ja(
        "テナントまたはドメインのキーとして正しくありません",
        "英数字、ドット、ハイフン、アンダースコアを使い、先頭と末尾は英数字にしてください。",
    ),
    Words::new(
        FORM_KEY_PATTERN,
        "this is no pattern of keys",
        "Write a key in which `*` stands for any run of characters and `?` for one; it has none of % \\ # /",
    )
    .ja(
        "キーのパターンとして正しくありません",
        "`*`（任意の文字列）と `?`（任意の 1 文字）を使えるキーです。% \\ # / は使えません。",
    ),
    Words::new(
        FORM_MAIL_DOMAIN,
        "this is no mail domain",
        "Write the part of addresses after the @, in lower case, such as acme.example.",
    )
    .ja(
        "メールドメインとして正しくありません",
        "acme.example のように、アドレスの @ より後ろを小文字で書いてください。",
    ),
    Words::new(
        FORM_LOGIN_EMAIL,
        "this is no login id",
        "Before the @ stand 2 to 40 lower-case letters, digits, dots, hyphens or underscores: a letter or digit first, no dot at the end or doubled. After it stands a mail domain in lower case, such as acme.example.",
    )
    .ja(
        "ログイン ID として正しくありません",
        "@ の前は 2～40 文字の小文字の英数字・ドット・ハイフン・アンダースコアです。先頭は英数字にし、ドットを末尾に置いたり続けたりすることはできません。@ の後は acme.example のような小文字のメールドメインです。",
    ),
    Words::new(
        FORM_ORG_EMAIL,
        "this is no address of an org or group",
        "Before the @ stand 2 to 64 lower-case letters, digits or . - _ ! # with none of . - _ first, and no dot at the end or doubled. After it stands a mail domain in lower case, such as acme.example.",
    )
    .ja(
        "組織・グループのアドレスとして正しくありません",
        "@ の前は 2～64 文字の小文字の英数字と . - _ ! # です。先頭に . - _ は使えず、ドットを末尾に置いたり続けたりすることはできません。@ の後は acme.example のような小文字のメールドメインです。",
    ),
    Words::new(
        FORM_EMAIL,
        "this is no mail address",
        "Write it as hanako@private.example.",
    )
    .ja(
        "メールアドレスとして正しくありません",
        "hanako@private.example のように書いてください。",
    ),
    Words::new(
        FORM_NAME,
        "this name is blank or has a character that is not allowed",
        "Of the special characters only ! @ & ( ) - _ + [ ] , . / and braces may stand in it.",
    )
    .ja(
        "名前が空白か、使用できない文字を含んでいます",
        "記号は ! @ & ( ) - _ + [ ] , . / と中括弧のみ使用できます。",
    ),
    Words::new(
        FORM_ANY_NAME,
        "this name is blank or has a control character",
        "Write it on one line.",
    )
    .ja(
        "名前が空白か、制御文字を含んでいます",
        "1 行で書いてください。",
    ),
    Words::new(
        FORM_PERSON,
        "this name is blank or has a character that is not allowed",
        "Of the special characters only ! @ & ( ) - _ + [ ] , . / # ' ` ^ ~ and braces may stand in it.",
    )
    .ja(
        "名前が空白か、使用できない文字を含んでいます",
        "記号は ! @ & ( ) - _ + [ ] , . / # ' ` ^ ~ と中括弧のみ使用できます。",
    ),
    Words::new(
        FORM_KATAKANA,
        "a reading is written in katakana alone",
        "Write it as モリ.",
    )
    .ja(
        "フリガナはカタカナのみで書きます",
        "モリ のように書いてください。",
    ),
    Words::new(
        FORM_PHONE,
        "this is no telephone number",
        "Use digits and + - * # P T ( ) with at least one digit, such as 03-1234-5678.",
    )
    .ja(
        "電話番号として正しくありません",
        "03-1234-5678 のように、数字と + - * # P T ( ) を使い、数字を 1 文字以上含めてください。",
    ),
    Words::new(
        FORM_TYPE_CODE,
        "this is no code of a user type",
        "Use letters, digits and underscores, with a letter first.",
    )
    .ja(
        "利用権限タイプのコードとして正しくありません",
        "英数字とアンダースコアを使い、先頭は英字にしてください。",
    ),
    Words::new(
        FORM_PROPERTY_NAME,
        "this is no name of a custom property",
        "Use its propertyName: letters, digits and underscores, no digit first.",
    )
    .ja(
        "カスタム項目の名前として正しくありません",
        "propertyName を書いてください。英数字とアンダースコアを使い、先頭に数字は使えません。",
    ),
    Words::new(
        FORM_LINK,
        "this is no link",
        "Write it in full, such as https://acme.example/people.",
    )
    .ja(
        "リンクとして正しくありません",
        "https://acme.example/people のように完全な形で書いてください。",
    ),
    Words::new(FORM_DATE, "this is no date", "Write it as 2026-04-01.")
    .ja(
        "日付として正しくありません",
        "2026-04-01 のように書いてください。",
    ),
    Words::new(
        FORM_DATE_TIME,
        "this is no date and time with an offset",
        "Write it as 2026-04-01T09:00:00+09:00, with a date that the calendar has.",
    )
    .ja(
        "時差付きの日時として正しくありません",
        "2026-04-01T09:00:00+09:00 のように、実在する日付で書いてください。",
    ),
    Words::new(
        FORM_TIME_ZONE,
        "this is no time zone",
        "Use an IANA name such as Asia/Tokyo.",
    )
    .ja(
        "タイムゾーンとして正しくありません",
        "Asia/Tokyo のような IANA の名前を使ってください。",
    ),
    Words::new(
        NO_TENANT,
        "no file of the configuration has a `tenant` section",
        "Add one (`meibo init` writes one to fill in): it names the tenant and its domains, so that nothing is ever applied to another.",
    )
    .ja(
        "設定のどのファイルにも `tenant` セクションがありません",
        "追加してください（`meibo init` でひな形を作れます）。テナントとドメインを指定することで、別のテナントへの適用を防ぎます。",
    ),
    Words::new(
        TWO_TENANTS,
        "a second `tenant` section stands here",
        "A configuration is for one tenant: keep one of the two.",
    )
    .ja(
        "2 つ目の `tenant` セクションがあります",
        "1 つの設定は 1 つのテナント用です。どちらか一方を残してください。",
    ),
    Words::new(
        TWO_POLICIES,
        "a second `policy` section stands here",
        "Put both into one section.",
    )
    .ja(
        "2 つ目の `policy` セクションがあります",
        "1 つのセクションにまとめてください。",
    ),
    Words::new(
        UNKNOWN_DOMAIN,
        "no domain of the tenant has the key {domain}",
        "The domains are {known}.",
    )
    .ja(
        "キーが {domain} のドメインはテナントにありません",
        "使用できるドメインは {known} です。",
    ),
    Words::new(
        PARENT_CONFLICT,
        "this org names the parent {parent} and is nested in {nested}",
        "Take `parent` out, or move the org out of the other one's `orgs`.",
    )
    .ja(
        "この組織は `parent` に {parent} を指定していますが、{nested} の中に書かれています",
        "`parent` を取り除くか、その組織の `orgs` から外に移してください。",
    ),
];
