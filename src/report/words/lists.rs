//! The words of `src/import/sheet`: codes 930 to 989, in the order of their numbers.

use super::Words;
use crate::import::sheet::codes as sheet;

/// See the module.
pub const TABLE: &[Words] = &[
    Words::new(
        sheet::IS_XLSX,
        "this is an Excel file",
        "Read it with `--xlsx`, or save it as CSV first.",
    )
    .ja(
        "Excel ファイルです",
        "`--xlsx` で読み込むか、先に CSV として保存してください。",
    ),
    Words::new(
        sheet::OLD_EXCEL,
        "this is a file of an old Excel (.xls), or one with a password",
        "Open it in Excel and save it as an Excel workbook (.xlsx) without a password.",
    )
    .ja(
        "古い形式の Excel ファイル（.xls）か、パスワード付きのファイルです",
        "Excel で開き、パスワードなしの Excel ブック（.xlsx）として保存してください。",
    ),
    Words::new(
        sheet::NOT_TEXT,
        "this is no text file: it holds NUL bytes",
        "Save the list as CSV (UTF-8), or read an Excel file with `--xlsx`. UTF-16 is read where it begins with a byte order mark.",
    )
    .ja(
        "テキストファイルではありません（NUL バイトが含まれています）",
        "CSV（UTF-8）として保存するか、Excel ファイルは `--xlsx` で読み込んでください。UTF-16 は BOM 付きの場合に読み込めます。",
    ),
    Words::new(
        sheet::NOT_XLSX,
        "this is no Excel workbook (.xlsx)",
        "Save it from Excel as an Excel workbook (.xlsx), or read a text file with `--csv`.",
    )
    .ja(
        "Excel ブック（.xlsx）ではありません",
        "Excel で Excel ブック（.xlsx）として保存するか、テキストファイルは `--csv` で読み込んでください。",
    ),
    Words::new(
        sheet::XLSX_DAMAGED,
        "the Excel file cannot be read: {cause}",
        "Open it in Excel and save it again, or save the sheet as CSV (UTF-8).",
    )
    .ja(
        "Excel ファイルを読み込めません：{cause}",
        "Excel で開いて保存し直すか、シートを CSV（UTF-8）として保存してください。",
    ),
    Words::new(
        sheet::TOO_MUCH,
        "the list holds more than is read: at most {max} ({what})",
        "Split it into several files; take empty formatted rows and columns away.",
    )
    .ja(
        "一覧が大きすぎます。読み込める上限は {max} です（{what}）",
        "複数のファイルに分け、書式だけの空の行や列を削除してください。",
    ),
    Words::new(
        sheet::CELL_TOO_LONG,
        "a cell holds more than {max} characters",
        "Shorten it. If it holds many rows, a quote before it is not closed.",
    )
    .ja(
        "セルの文字数が {max} 文字を超えています",
        "短くしてください。複数の行が入っている場合は、その前の引用符が閉じられていません。",
    ),
    Words::new(
        sheet::OPEN_QUOTE,
        "the cell {cell} begins with a quote that is not closed where the cell ends",
        "Close it. A quote that belongs to the text is written twice, in a cell that has one at both ends.",
    )
    .ja(
        "セル {cell} は引用符で始まりますが、セルの終わりで閉じられていません",
        "引用符を閉じてください。文字としての引用符は、両端を引用符で囲んだセルの中に 2 つ続けて書きます。",
    ),
    Words::new(
        sheet::NO_SHEET,
        "the Excel file has no sheet {sheet}; it has: {sheets}",
        "Name one of them with `--sheet`.",
    )
    .ja(
        "Excel ファイルにシート {sheet} がありません。あるシート：{sheets}",
        "`--sheet` でいずれかを指定してください。",
    ),
    Words::new(
        sheet::NO_HEADER,
        "no row has headers that are known; the first row holds: {found}",
        "Say with `--mapping FILE` which column is which property; `--suggest-mapping` writes one to begin with.",
    )
    .ja(
        "認識できる見出しの行がありません。最初の行：{found}",
        "`--mapping FILE` で列と項目の対応を指定してください。`--suggest-mapping` でひな形を作成できます。",
    ),
    Words::new(
        sheet::COLUMN_MISSING,
        "the list has no column {column}",
        "Write the header as it stands in the list, or take the line away.",
    )
    .ja(
        "一覧に列 {column} がありません",
        "一覧の見出しのとおりに書くか、この行を削除してください。",
    ),
    Words::new(
        sheet::COLUMN_TWICE,
        "the header {column} stands over several columns: {letters}",
        "Name each of them by its letter in the mapping file: `$D: email`, `$F: null`.",
    )
    .ja(
        "見出し {column} の列が複数あります：{letters}",
        "対応表では、見出しの代わりに列の文字で指定してください（`$D: email`、`$F: null` など）。",
    ),
    Words::new(
        sheet::PROPERTY_TWICE,
        "the columns {first} and {column} both fill `{property}`",
        "Leave one of them out: in a mapping file, `null` does so; where both have the same header, by their letters (`$F: null`). A column of a further post is known by its header: 所属2, 兼務所属. Levels of an org in columns of their own each say their `depth` there. `--suggest-mapping` writes a file to begin with.",
    )
    .ja(
        "列 {first} と列 {column} がどちらも `{property}` に対応しています",
        "どちらかを外してください。対応表では `null` と書きます。見出しが同じ場合は列の文字で指定します（`$F: null`）。兼務の列は、見出しを 所属2、兼務所属 などにします。組織の階層が列に分かれている場合は、各列に `depth` を指定します。`--suggest-mapping` でひな形を作成できます。",
    ),
    Words::new(
        sheet::NO_PROPERTY,
        "`{section}` have no property `{name}` that a column can fill",
        "`docs/sheets.md` lists them; a custom property is `custom.NAME`.",
    )
    .ja(
        "`{section}` には列で指定できる項目 `{name}` がありません",
        "`docs/sheets.md` に一覧があります。カスタム項目は `custom.NAME` です。",
    ),
    Words::new(
        sheet::UNREAD_COLUMNS,
        "columns that are not read: {columns}",
        "Say in a mapping file which property each is, or `null` for those to leave out. A column without a header goes by its letter there: `$D`.",
    )
    .ja(
        "読み込まれない列があります：{columns}",
        "対応表で項目を指定するか、不要な列には `null` を指定してください。見出しのない列は、列の文字（`$D`）で指定します。",
    ),
    Words::new(
        sheet::MERGED,
        "merged cells: {count}, the first at {cell}; their value counts for the first cell alone",
        "Unmerge them and fill in the value in every row.",
    )
    .ja(
        "結合されたセルが {count} か所あります（最初は {cell}）。値は先頭のセルだけのものとして読み込みます",
        "結合を解除し、各行に値を入力してください。",
    ),
    Words::new(
        sheet::HIDDEN_ROWS,
        "the sheet has hidden rows, the first is {row}: they are read like all others",
        "Delete them if they are not meant, or show them to see what is read.",
    )
    .ja(
        "非表示の行があります（最初は {row} 行目）。ほかの行と同じように読み込みます",
        "不要な場合は削除し、必要な場合は表示して内容を確認してください。",
    ),
    Words::new(
        sheet::NO_FIRST_POST,
        "the column {column} fills `{property}`, and no column fills `posts[0].org`",
        "A further post alone would become the primary one. Say in a mapping file which column is `posts[0].org`, or leave this one out with `null`.",
    )
    .ja(
        "列 {column} は `{property}` に対応していますが、`posts[0].org` に対応する列がありません",
        "このままでは兼務先が主務になります。対応表で `posts[0].org` の列を指定するか、この列に `null` を指定してください。",
    ),
    Words::new(
        sheet::CELL_ERROR,
        "the cell holds the error {error}",
        "Repair the formula, or replace it by its value.",
    )
    .ja(
        "セルがエラー {error} になっています",
        "数式を修正するか、値に置き換えてください。",
    ),
    Words::new(
        sheet::UNDECODABLE,
        "the cell holds a character that cannot be decoded",
        "Save the list again as CSV (UTF-8), or say how it is encoded with `--encoding`; where the list itself has lost the character, type it again.",
    )
    .ja(
        "セルに読み取れない文字があります",
        "CSV（UTF-8）で保存し直すか、`--encoding` で文字コードを指定してください。一覧の側で文字が失われている場合は、入力し直してください。",
    ),
    Words::new(
        sheet::NO_DATE,
        "this is no date that exists",
        "Write 2026-04-01, 2026/4/1 or 令和8年4月1日; where the year comes last, say `dates` in the mapping file.",
    )
    .ja(
        "存在する日付ではありません",
        "2026-04-01、2026/4/1、令和8年4月1日 のように入力してください。年が最後の場合は対応表の `dates` を指定します。",
    ),
    Words::new(
        sheet::NO_FLAG,
        "{text} is neither yes nor no",
        "Write true or false, 有 or 無, 1 or 0; or say with `values` in the mapping file what it means.",
    )
    .ja(
        "{text} は「はい・いいえ」として読み取れません",
        "true / false、有 / 無、1 / 0 を入力するか、対応表の `values` で意味を指定してください。",
    ),
    Words::new(
        sheet::NO_STATE,
        "{text} is no state of a member",
        "Write active (在職), suspended (休職) or deleted (退職); or say with `values` in the mapping file what it means.",
    )
    .ja(
        "{text} はメンバーの状態として読み取れません",
        "在職、休職、退職（active、suspended、deleted）を入力するか、対応表の `values` で意味を指定してください。",
    ),
    Words::new(
        sheet::NO_JSON,
        "the cell begins with `json:`, and what follows is no JSON, or no list where one is wanted",
        "Write the value behind `json:` as JSON, or put an apostrophe before it if it is text.",
    )
    .ja(
        "`json:` の後が JSON ではないか、リストが必要な列でリストになっていません",
        "`json:` の後に JSON を書くか、文字列の場合は先頭にアポストロフィ（'）を付けてください。",
    ),
    Words::new(
        sheet::NO_MAIL_DOMAIN,
        "the cell holds only the part of the address before the @, and no mail domain is known",
        "Say `mailDomain` in the mapping file, or import into a folder whose tenant has a domain.",
    )
    .ja(
        "メールアドレスの @ より前だけがあり、メールドメインが分かりません",
        "対応表の `mailDomain` を指定するか、テナントのドメインがあるフォルダに取り込んでください。",
    ),
    Words::new(
        sheet::NAME_NOT_SPLIT,
        "the name is not two words: it is split at its first space, or taken as one part",
        "Check the member, or give last and first name columns of their own.",
    )
    .ja(
        "氏名が 2 語ではないため、最初の空白で分けるか、全体を 1 つの部分として読み込みます",
        "メンバーを確認するか、姓と名を別々の列にしてください。",
    ),
    Words::new(
        sheet::ORG_AMBIGUOUS,
        "several orgs are called {name}: {keys}",
        "Write the key, or the path of names from the top down, such as 本社/営業部; with a mapping file, say its `separator` there.",
    )
    .ja(
        "{name} という組織が複数あります：{keys}",
        "`key` か、最上位からの組織名のパス（本社/営業部 など）を入力してください。対応表を使う場合は、パスの区切り文字を `separator` で指定します。",
    ),
    Words::new(
        sheet::ORG_TOO_DEEP,
        "the path names more than {max} levels of orgs",
        "The service allows {max}. If the separator is another, say so in the mapping file.",
    )
    .ja(
        "組織の階層が {max} を超えています",
        "サービスの上限は {max} 階層です。区切り文字が違う場合は対応表の `separator` を指定してください。",
    ),
    Words::new(
        sheet::NOT_DECLARED,
        "no {kind} {name} is declared",
        "Declare it, or let it be declared: `missing: create` in the mapping file.",
    )
    .ja(
        "{kind} {name} は宣言されていません",
        "宣言するか、対応表で `missing: create` を指定してください。",
    ),
    Words::new(
        sheet::LEADING_ZEROS,
        "numbers of {short} to {long} digits: a spreadsheet program may have taken zeros away from their front",
        "Compare with the source. In Excel, format the column as text before numbers are filled in.",
    )
    .ja(
        "{short} 桁から {long} 桁の番号が混ざっています。表計算ソフトが先頭の 0 を消した可能性があります",
        "元のデータと比べてください。Excel では、入力する前に列の表示形式を文字列にします。",
    ),
    Words::new(
        sheet::ONLY_CLEARED,
        "a cell of this column holds `(clear)` or nothing",
        "Fill in the columns of its parts, such as `messenger.id` or `posts[0].org`.",
    )
    .ja(
        "この列は、`(clear)` を入力するか、空のままにする列です",
        "`messenger.id` や `posts[0].org` のような、各部分の列に入力してください。",
    ),
    Words::new(
        sheet::BEYOND_HEADERS,
        "{cell} stands right of the last header",
        "A separator that is not quoted moves the cells after it: put quotes around its cell. If the column is meant, give it a header, or name it by its letter in a mapping file (`{letters}`; `null` leaves it out).",
    )
    .ja(
        "{cell} は最後の見出しより右にあります",
        "引用符のない区切り文字があると、以降のセルがずれます。そのセルを引用符で囲んでください。必要な列であれば見出しを付けるか、対応表で列の文字（`{letters}`）を指定してください。`null` で読み込みから外せます。",
    ),
    Words::new(
        sheet::NO_KEY,
        "the row has nothing to make a key of ({section})",
        "Fill in its key; a member may have an employee number or an address instead.",
    )
    .ja(
        "行に `key` となる値がありません（{section}）",
        "`key` を入力してください。メンバーは社員番号かメールアドレスでも構いません。",
    ),
    Words::new(
        sheet::KEY_TWICE,
        "the key {key} stands in two rows",
        "Give each its own key, or delete one row.",
    )
    .ja(
        "キー {key} が 2 つの行にあります",
        "別々のキーにするか、どちらかの行を削除してください。",
    ),
    Words::new(
        sheet::EMAIL_TWICE,
        "the members {first} and {second} have the same address",
        "Correct one address; if they are one person, give both rows the same key.",
    )
    .ja(
        "メンバー {first} と {second} のメールアドレスが同じです",
        "どちらかを修正してください。同じ人の場合は、両方の行のキーを同じにします。",
    ),
    Words::new(
        sheet::ROWS_DIFFER,
        "two rows of {key} differ here",
        "Rows of one member may differ in their posts alone: make the two cells alike. If they are two people, give each a key of its own.",
    )
    .ja(
        "{key} の 2 つの行で値が異なります",
        "同じメンバーの行は所属だけが異なることができます。両方のセルを同じ値にしてください。別の人の場合は、それぞれ別のキーにしてください。",
    ),
    Words::new(
        sheet::TOO_MANY_ROWS,
        "{key} has more than {max} posts in this list",
        "A member has up to 30 posts: check the key column.",
    )
    .ja(
        "{key} の所属がこの一覧で {max} 件を超えています",
        "メンバーの所属は 30 件までです。キーの列を確認してください。",
    ),
    Words::new(
        sheet::NOT_IN_ENCODING,
        "{cell} (column {column}) holds {character}, which {encoding} lacks",
        "Export as UTF-8 (`--encoding utf-8-bom`), which Excel reads too, or change the character.",
    )
    .ja(
        "{cell}（列 {column}）の文字 {character} は {encoding} で表せません",
        "UTF-8（`--encoding utf-8-bom`）で書き出すか（Excel で開けます）、文字を変えてください。",
    ),
    Words::new(
        sheet::NOT_THE_SAME,
        "by its `{by}` this row is the declared member {key}, who has another `{other}`",
        "The same person: correct `{other}` in the list or in the configuration. Somebody else: give the row a key of its own in a column `key`, and an address that is nobody else's.",
    )
    .ja(
        "この行は `{by}` では宣言済みのメンバー {key} に当たりますが、`{other}` が異なります",
        "同じ人の場合は、一覧か設定の `{other}` を修正してください。別の人の場合は、`key` の列に別のキーを書き、ほかの人と重ならないメールアドレスにしてください。",
    ),
    Words::new(
        sheet::SEVERAL_MEMBERS,
        "this row could be any of several declared members: {keys}",
        "Name the one that is meant in a column `key`, or make one declaration of them.",
    )
    .ja(
        "この行に当たる宣言済みのメンバーが複数います：{keys}",
        "どのメンバーかを `key` の列で指定するか、宣言を 1 つにまとめてください。",
    ),
    Words::new(
        sheet::DECLARED_DELETED,
        "the address is that of {key}, who is declared `state: deleted`",
        "If it is {key} who comes back, say so with {key} in a column `key`. If somebody else has the address now, take the declaration of {key} out, or give it another address.",
    )
    .ja(
        "このメールアドレスは、`state: deleted` と宣言されている {key} のものです",
        "{key} 本人が戻る場合は、`key` の列に {key} と書いてください。別の人が使う場合は、{key} の宣言を取り除くか、そのメールアドレスを変えてください。",
    ),
    Words::new(
        sheet::ADDRESS_OF_OTHER,
        "the address is that of the declared member {key}",
        "One person: give the row that key. Two people: give {key} another address, in this list or in the configuration.",
    )
    .ja(
        "このメールアドレスは宣言済みのメンバー {key} のものです",
        "同じ人の場合は、行のキーを {key} にしてください。別の人の場合は、{key} のメールアドレスを一覧か設定で変えてください。",
    ),
    Words::new(
        sheet::NUMBER_OF_OTHER,
        "the employee number is that of the declared member {key}, too",
        "If they are one person, give the row the key {key}; else correct one of the numbers.",
    )
    .ja(
        "この社員番号は宣言済みのメンバー {key} のものでもあります",
        "同じ人の場合は行のキーを {key} にし、別の人の場合はどちらかの番号を修正してください。",
    ),
    Words::new(
        sheet::NO_ROWS,
        "no row stands below the headers: there is nothing to import",
        "Check that the export holds what it should; of a workbook, name the right sheet with `--sheet`.",
    )
    .ja(
        "見出しの下に行がないため、取り込むものがありません",
        "書き出した一覧の内容を確認してください。Excel ブックの場合は `--sheet` で正しいシートを指定します。",
    ),
    Words::new(
        sheet::WRONG_DEPTH,
        "the `depth` of this column of `{property}` stands twice, or the property is no org of a post",
        "Give each column of one org another `depth`, from 1 at the top; take it away from all other columns.",
    )
    .ja(
        "`{property}` の列の `depth` が重複しているか、所属の組織ではない項目に指定されています",
        "1 つの組織の各列に、最上位を 1 として異なる `depth` を指定してください。ほかの列には指定できません。",
    ),
    Words::new(
        sheet::NO_HEADER_ROW,
        "the list has no row {row} with anything in it, which `headerRow` says holds the headers",
        "Write the number of the row as a spreadsheet shows it, or take `headerRow` away: the row is then looked for.",
    )
    .ja(
        "`headerRow` で指定された {row} 行目に見出しがありません",
        "表計算ソフトで表示される行番号を書くか、`headerRow` を削除してください。削除すると、見出しの行を探します。",
    ),
    Words::new(
        sheet::NO_COLUMNS,
        "the mapping file names no columns",
        "Say under `columns` which header is which property; `--suggest-mapping` writes a file to begin with.",
    )
    .ja(
        "対応表に列の指定がありません",
        "`columns` に見出しと項目の対応を書いてください。`--suggest-mapping` でひな形を作成できます。",
    ),
    Words::new(
        sheet::NO_HEADER_IN_SHEET,
        "no row of the sheet {sheet} has headers that are known; its first row holds: {found}",
        "If the list is in another sheet, name it with `--sheet`: {sheets}. Otherwise say with `--mapping FILE` which column is which property.",
    )
    .ja(
        "シート {sheet} に認識できる見出しの行がありません。最初の行：{found}",
        "一覧が別のシートにある場合は、`--sheet` で指定してください（{sheets}）。そうでなければ、`--mapping FILE` で列と項目の対応を指定してください。",
    ),
    Words::new(
        sheet::MAPPING_FORM,
        "a mapping file wants a value of another form here",
        "`docs/sheets.md` shows the form of a mapping file; `meibo schema mapping` writes its schema, which editors check it by.",
    )
    .ja(
        "対応表のこの値は、書き方が違います",
        "対応表の書き方は `docs/sheets.md` にあります。`meibo schema mapping` でエディター用のスキーマを出力できます。",
    ),
];
