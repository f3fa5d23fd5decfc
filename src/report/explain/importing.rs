//! Why importing refuses: codes 900 to 999.

use super::entry::{Explanation, met};
use crate::source::Code;

/// See the module. Two rooms of import have codes of one name each, so they are named by number.
pub(super) const TABLE: &[Explanation] = &[
    met(
        // STUCK
        Code(900),
        "docs/yaml.md",
        "A file is changed in place so that comments and order stay; where one value stands for several, changing it would change the others.",
        "コメントと順序を残すため、ファイルはその場で書き換えます。1 つの値が複数の箇所で使われていると、ほかの箇所まで変わってしまいます。",
        "Two members share their posts by an anchor, and one of them moved.",
        "2 人のメンバーがアンカーで所属を共有していて、片方が異動した場合です。",
    ),
    met(
        // DOMAIN_MALFORMED
        Code(901),
        "docs/import.md",
        "The mail domain of a domain is read off the addresses of its members and orgs; where there are none, nothing tells it.",
        "ドメインのメールドメインは、メンバーと組織のアドレスから読み取ります。アドレスがなければ分かりません。",
        "`meibo import --domain acme.example`, where the number of the domain is wanted.",
        "ドメインの番号の代わりに `meibo import --domain acme.example` と指定した場合です。",
    ),
    met(
        // DOMAIN_UNKNOWN
        Code(902),
        "docs/import.md",
        "No call of the service lists the domains of a tenant.",
        "テナントのドメインを一覧する API はありません。",
        "`meibo import --out company` from a live tenant, where no configuration is there yet.",
        "設定がまだない状態で、テナントから `meibo import --out company` を実行した場合です。",
    ),
    met(
        // UNTIDY
        Code(903),
        "docs/import.md",
        "A file is written in another style only where it then says the same, read again; the first line that would change is named.",
        "書式を整えた内容を読み直し、意味が同じ場合だけファイルを書き換えます。変わるはずだった最初の行を示します。",
        "`meibo fmt` meets a way of writing YAML that it does not know.",
        "`meibo fmt` が知らない YAML の書き方に出会った場合です。",
    ),
    met(
        // IS_XLSX
        Code(930),
        "docs/yaml.md",
        "An Excel file is no text, whatever its name says.",
        "Excel ファイルは、名前が何であれテキストではありません。",
        "`--csv members.csv` where the file was renamed from members.xlsx.",
        "members.xlsx の名前を members.csv に変えて `--csv` に指定した場合です。",
    ),
    met(
        // OLD_EXCEL
        Code(931),
        "docs/yaml.md",
        "The old binary format and encrypted files are not read: what is inside cannot be reviewed.",
        "旧形式や暗号化されたファイルは読み取りません。",
        "A workbook saved as .xls, or with a password.",
        "ブックを .xls で、またはパスワード付きで保存した場合です。",
    ),
    met(
        // NOT_TEXT
        Code(932),
        "docs/yaml.md",
        "Binary data read as text would give wrong names.",
        "バイナリデータを文字として読むと、誤った名前になってしまいます。",
        "A picture or an archive named members.csv.",
        "画像や書庫ファイルの名前が members.csv の場合です。",
    ),
    met(
        // NOT_XLSX
        Code(933),
        "docs/yaml.md",
        "Only the .xlsx form is read as a workbook.",
        "ブックとして読み取れるのは .xlsx 形式だけです。",
        "`--xlsx members.csv`",
        "`--xlsx members.csv` と指定した場合です。",
    ),
    met(
        // XLSX_DAMAGED
        Code(934),
        "docs/yaml.md",
        "Half a list would read as half a company.",
        "途中までの一覧は、会社の半分に見えてしまいます。",
        "The download of the workbook was cut off.",
        "ブックのダウンロードが途中で切れた場合です。",
    ),
    met(
        // TOO_MUCH
        Code(935),
        "docs/yaml.md",
        "Memory and time stay bounded whatever the file is.",
        "どのようなファイルでも、メモリと時間を一定の範囲に収めるためです。",
        "A workbook of which a million rows are formatted.",
        "100 万行に書式が設定されたブックの場合です。",
    ),
    met(
        // CELL_TOO_LONG
        Code(936),
        "docs/yaml.md",
        "No property takes so long a text: a quote that is not closed swallows the rows after it.",
        "これほど長い文字列を取る項目はありません。閉じていない引用符が、後ろの行を取り込むこともあります。",
        "A quote that opens in row 2 and closes in row 3,000.",
        "2 行目の引用符が 3,000 行目で閉じている場合です。",
    ),
    met(
        // OPEN_QUOTE
        Code(937),
        "docs/yaml.md",
        "A quote that is not closed swallows the rows after it, up to the next quote or the end of the file.",
        "閉じていない引用符は、次の引用符かファイルの終わりまで、後ろの行を取り込みます。",
        "A remark that begins with a quote and has none at its end.",
        "備考が引用符で始まり、終わりに引用符がない場合です。",
    ),
    met(
        // NO_SHEET
        Code(938),
        "docs/yaml.md",
        "The wrong sheet would give the wrong people.",
        "別のシートを読むと、別の人の一覧になってしまいます。",
        "`--sheet 社員` where the sheet is named 社員一覧.",
        "シート名が「社員一覧」なのに `--sheet 社員` とした場合です。",
    ),
    met(
        // NO_HEADER
        Code(939),
        "docs/yaml.md",
        "Without headers nobody can tell a first name from a last name.",
        "見出しがないと、姓と名の区別もできません。",
        "A list that begins with its first person.",
        "見出しがなく、1 行目から人の行が始まる一覧の場合です。",
    ),
    met(
        // COLUMN_MISSING
        Code(940),
        "docs/yaml.md",
        "A column that is missing would leave its property unmanaged, unnoticed.",
        "列が欠けると、その項目は気付かないまま管理されなくなります。",
        "The HR system renamed 社員番号 to 従業員番号.",
        "人事システムで「社員番号」が「従業員番号」に変わった場合です。",
    ),
    met(
        // COLUMN_TWICE
        Code(941),
        "docs/yaml.md",
        "Which of the two columns is meant cannot be known.",
        "どちらの列か判断できません。",
        "Two columns named 電話番号.",
        "「電話番号」という列が 2 つある場合です。",
    ),
    met(
        // PROPERTY_TWICE
        Code(942),
        "docs/yaml.md",
        "Which of the two columns is meant cannot be known.",
        "どちらの列か判断できません。",
        "携帯電話 and 携帯番号 both fill `cellPhone`.",
        "「携帯電話」と「携帯番号」の両方を `cellPhone` に対応させた場合です。",
    ),
    met(
        // NO_PROPERTY
        Code(943),
        "docs/yaml.md",
        "A misspelt property would silently not be filled.",
        "綴りを誤った項目には、気付かないまま値が入りません。",
        "The mapping names `cellphone`.",
        "対応表に `cellphone` と書いた場合です。",
    ),
    met(
        // UNREAD_COLUMNS
        Code(944),
        "docs/yaml.md",
        "What is not read is said, so that nothing is missed.",
        "読み取らない列を知らせ、見落としを防ぎます。",
        "A column 備考.",
        "「備考」という列がある場合です。",
    ),
    met(
        // MERGED
        Code(945),
        "docs/yaml.md",
        "Only the first of merged cells has the value; the others are empty.",
        "結合したセルは、先頭のセルだけに値があります。",
        "A department merged over the rows of its people.",
        "部署名のセルを、所属する人の行にわたって結合した場合です。",
    ),
    met(
        // HIDDEN_ROWS
        Code(946),
        "docs/yaml.md",
        "Hidden rows are read like all others: who was filtered out is in the list still.",
        "非表示の行も読み取ります。フィルターで隠した人も一覧に含まれます。",
        "A filter hides those who left.",
        "フィルターで退職者を隠している場合です。",
    ),
    met(
        // NO_FIRST_POST
        Code(947),
        "5.1.9",
        "The posts of a row are all posts of the member, the first of them the primary one: a column of further posts alone would make a 兼務 the only post there is.",
        "行の所属は、メンバーの所属のすべてで、先頭が主務になります。兼務の列だけを読み込むと、兼務先だけが残ります。",
        "兼務所属 is known, and the header of the primary org is not.",
        "「兼務所属」は認識でき、主務の見出しは認識できない場合です。",
    ),
    met(
        // CELL_ERROR
        Code(948),
        "docs/yaml.md",
        "An error of the spreadsheet is no value.",
        "表計算ソフトのエラーは、値ではありません。",
        "A formula that shows #N/A.",
        "数式が #N/A になっている場合です。",
    ),
    met(
        // UNDECODABLE
        Code(949),
        "docs/yaml.md",
        "A character that was lost cannot be guessed: names would change.",
        "失われた文字は推測できません。名前が変わってしまいます。",
        "A file in Shift_JIS was opened and saved as another encoding.",
        "Shift_JIS のファイルを、別の文字コードで開いて保存した場合です。",
    ),
    met(
        // NO_DATE
        Code(950),
        "5.1.2",
        "The service takes dates of the calendar alone.",
        "サービスが受け付けるのは、暦にある日付だけです。",
        "入社日 holds 未定.",
        "「入社日」が「未定」の場合です。",
    ),
    met(
        // NO_FLAG
        Code(951),
        "docs/yaml.md",
        "Anything but yes and no would have to be guessed at.",
        "はい・いいえ以外は、推測することになります。",
        "組織長 holds 兼任.",
        "「組織長」が「兼任」の場合です。",
    ),
    met(
        // NO_STATE
        Code(952),
        "5.1.6",
        "Who is suspended or deleted must not be guessed at.",
        "一時停止や削除は、推測で決められません。",
        "状態 holds 出向.",
        "「状態」が「出向」の場合です。",
    ),
    met(
        // NO_JSON
        Code(953),
        "docs/yaml.md",
        "Half of a value in JSON is no value.",
        "不完全な JSON は値になりません。",
        "`json:[1,` in a cell.",
        "セルに `json:[1,` とある場合です。",
    ),
    met(
        // NO_MAIL_DOMAIN
        Code(954),
        "5.1.3",
        "A login id has the part after the @, too.",
        "ログイン ID には @ より後ろも必要です。",
        "hanako.mori, and nothing says the mail domain.",
        "hanako.mori とだけあり、メールドメインの指定がない場合です。",
    ),
    met(
        // NAME_NOT_SPLIT
        Code(955),
        "5.1.2",
        "Last and first name are two properties; where a name is not two words, only a person can split it.",
        "姓と名は別の項目です。2 語でない氏名は、人でなければ分けられません。",
        "森花子 without a space.",
        "空白なしで「森花子」とある場合です。",
    ),
    met(
        // ORG_AMBIGUOUS
        Code(956),
        "11 #28",
        "Orgs of one name are allowed: the name alone does not tell which is meant.",
        "同名の組織は許されています。名前だけでは、どれか分かりません。",
        "総務部 exists at two branches.",
        "「総務部」が 2 つの支社にある場合です。",
    ),
    met(
        // ORG_TOO_DEEP
        Code(957),
        "5.2.3",
        "The service takes 15 levels of orgs.",
        "組織は 15 階層までです。",
        "A path of 16 names.",
        "16 個の名前からなるパスの場合です。",
    ),
    met(
        // NOT_DECLARED
        Code(958),
        "4.1",
        "What is named must be declared, where the mapping wants it so.",
        "対応表で求めている場合、名前の対象は宣言されている必要があります。",
        "役職 holds 課長代理, which no position is named.",
        "「役職」が「課長代理」で、その名前の役職がない場合です。",
    ),
    met(
        // LEADING_ZEROS
        Code(959),
        "4.2",
        "A spreadsheet takes leading zeros away: 0042 and 42 would be two keys.",
        "表計算ソフトは先頭の 0 を消します。0042 と 42 は別のキーになります。",
        "社員番号 holds 42 and 00043.",
        "「社員番号」に 42 と 00043 が混ざっている場合です。",
    ),
    met(
        // ONLY_CLEARED
        Code(960),
        "docs/yaml.md",
        "A whole mapping or list does not fit into a cell; such a column can only clear it.",
        "マッピングやリスト全体は 1 つのセルに入りません。この列でできるのは、空にすることだけです。",
        "A text in a column for `leave`.",
        "`leave` の列に文字列がある場合です。",
    ),
    met(
        // BEYOND_HEADERS
        Code(961),
        "docs/sheets.md",
        "A row with more cells than headers has moved: its cells would be read as other properties.",
        "見出しより多くのセルがある行はずれています。別の項目の値として読み込まれてしまいます。",
        "東京,大阪支社 stands without quotes in a CSV file.",
        "CSV で「東京,大阪支社」が引用符で囲まれていない場合です。",
    ),
    met(
        // NO_KEY
        Code(962),
        "4.2",
        "Without a key the object cannot be told from others the next time.",
        "キーがないと、次回に同じ対象と判断できません。",
        "A row without 社員番号 and without an address.",
        "「社員番号」もアドレスもない行の場合です。",
    ),
    met(
        // KEY_TWICE
        Code(963),
        "4.2",
        "A key names one object.",
        "キーは 1 つの対象を指します。",
        "Two rows of groups with one code.",
        "同じコードのグループが 2 行ある場合です。",
    ),
    met(
        // EMAIL_TWICE
        Code(964),
        "4.2",
        "An address is one member's.",
        "アドレスは 1 人のメンバーのものです。",
        "Two people with one shared address.",
        "2 人が共有のアドレスを使っている場合です。",
    ),
    met(
        // ROWS_DIFFER
        Code(965),
        "docs/yaml.md",
        "Several rows of one member are several posts of one person: all else must be the same.",
        "同じメンバーの複数行は、複数の所属を表します。ほかの項目は一致していなければなりません。",
        "Two rows of E00042 with two birthdays.",
        "E00042 の 2 行で、誕生日が違う場合です。",
    ),
    met(
        // TOO_MANY_ROWS
        Code(966),
        "5.1.9",
        "A member has at most 30 posts in a domain.",
        "所属できる組織は、ドメインごとに 30 個までです。",
        "31 rows of one member.",
        "同じメンバーの行が 31 行ある場合です。",
    ),
    met(
        // NOT_IN_ENCODING
        Code(967),
        "docs/yaml.md",
        "A character that the encoding lacks would become another one.",
        "その文字コードにない文字は、別の文字に変わってしまいます。",
        "𠮷 in a list in Shift_JIS.",
        "Shift_JIS の一覧に「𠮷」を書き出す場合です。",
    ),
    met(
        // NOT_THE_SAME
        Code(970),
        "4.2",
        "Addresses are handed on. A row must not turn a declared member into another person.",
        "メールアドレスは別の人に引き継がれることがあります。行の内容で、宣言済みのメンバーが別人に変わってはいけません。",
        "A row has the address of E00042, who has left, and the employee number of a new colleague.",
        "行のメールアドレスは退職した E00042 のもので、社員番号は新しい社員のものの場合です。",
    ),
    met(
        // SEVERAL_MEMBERS
        Code(971),
        "4.2",
        "A guess would change the wrong member.",
        "推測すると、別のメンバーを変更してしまいます。",
        "Two declared members have the employee number of the row, and its address is new.",
        "行の社員番号を持つメンバーが 2 人宣言されていて、メールアドレスがどちらとも違う場合です。",
    ),
    met(
        // DECLARED_DELETED
        Code(972),
        "4.2",
        "Whether the member comes back, or somebody else has the address now, the row does not tell.",
        "本人が戻ったのか、別の人がそのメールアドレスを使うのか、行からは分かりません。",
        "A list without employee numbers has the address of a member declared `state: deleted`.",
        "社員番号のない一覧に、`state: deleted` と宣言されたメンバーのメールアドレスがある場合です。",
    ),
    met(
        // ADDRESS_OF_OTHER
        Code(973),
        "4.2",
        "An address is one member's.",
        "メールアドレスは 1 人のメンバーのものです。",
        "The row of E00050 has the address of E00042.",
        "E00050 の行のメールアドレスが E00042 のものの場合です。",
    ),
    met(
        // NUMBER_OF_OTHER
        Code(974),
        "4.2",
        "One person under two keys is two licences.",
        "同じ人を 2 つのキーで宣言すると、ライセンスが二重になります。",
        "A column of keys has 0001 where the declared member with that employee number has the key aoi.",
        "キーの列に 0001 とあり、その社員番号を持つ宣言済みのメンバーのキーが aoi の場合です。",
    ),
    met(
        // NO_ROWS
        Code(975),
        "docs/yaml.md",
        "An export that failed must not look like an import that went well.",
        "書き出しの失敗が、取り込みの成功に見えてはいけません。",
        "A CSV file with a row of headers alone.",
        "ヘッダー行だけの CSV ファイルの場合です。",
    ),
    met(
        // WRONG_DEPTH
        Code(980),
        "docs/sheets.md",
        "The levels of an org are joined in the order of their `depth`: two of one number have no order.",
        "組織の階層は `depth` の順につなぎます。同じ番号では順序が決まりません。",
        "本部 and 部 both say `depth: 1`.",
        "「本部」と「部」の両方に `depth: 1` を指定した場合です。",
    ),
    met(
        // NO_HEADER_ROW
        Code(981),
        "docs/sheets.md",
        "Another row than the one named would give other columns.",
        "指定と違う行を見出しにすると、別の列を読むことになります。",
        "`headerRow: 7` for a list of five rows.",
        "5 行の一覧に `headerRow: 7` を指定した場合です。",
    ),
    met(
        // NO_COLUMNS
        Code(982),
        "docs/sheets.md",
        "With a mapping file nothing is guessed: what it does not name is not read.",
        "対応表があるときは推測しません。指定のない列は読み込みません。",
        "A mapping file without `columns`.",
        "対応表に `columns` がない場合です。",
    ),
    met(
        // NO_HEADER_IN_SHEET
        Code(983),
        "docs/sheets.md",
        "The first visible sheet is read where none is named, and it may only explain the others.",
        "シートの指定がなければ、最初に表示されているシートを読みます。それが説明だけのシートのこともあります。",
        "A workbook that begins with a cover.",
        "ブックの最初のシートが表紙の場合です。",
    ),
    met(
        // MAPPING_FORM
        Code(984),
        "docs/sheets.md",
        "What a mapping file means must be certain, as it decides what is read as what.",
        "対応表は、どの列を何として読むかを決めます。曖昧な書き方は受け付けません。",
        "A list where `to` wants a property.",
        "`to` に項目名ではなくリストを書いた場合です。",
    ),
];
