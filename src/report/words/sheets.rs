//! The fixed words of lists: what is read of one, what was written.

use std::fmt::Display;

use super::Language::{En, Ja};
use super::{Language, phrases};

/// A list was written.
pub fn exported(rows: usize, section: &str, file: impl Display, language: Language) -> String {
    match language {
        En => format!(
            "{} ({section}) {} written to {file}, readable by you alone.",
            many(rows, "row", "rows"),
            if rows == 1 { "is" } else { "are" }
        ),
        Ja => format!(
            "{rows} 行（{section}）を {file} に書き出しました（読み取れるのは本人のみです）。"
        ),
    }
}

/// Columns of personal data were not written.
pub fn personal_left_out(columns: &str, language: Language) -> String {
    match language {
        En => format!(
            "Personal data is left out: {columns}. `--out FILE` writes it to a file, `--show-sensitive` here."
        ),
        Ja => format!(
            "個人情報の列を省きました：{columns}。`--out FILE` でファイルに、`--show-sensitive` で標準出力に書き出します。"
        ),
    }
}

/// How a list was read: its file, its encoding or sheet.
pub fn read_as(
    file: &str,
    how: &str,
    rows: usize,
    objects: usize,
    kind: &str,
    language: Language,
) -> String {
    let objects = phrases::count_kind(objects, kind, language);
    match language {
        En => format!("{file} ({how}): {}, {objects}", many(rows, "row", "rows")),
        Ja => format!("{file}（{how}）：{} 行、{objects}", phrases::number(rows)),
    }
}

fn many(count: usize, one: &str, several: &str) -> String {
    let word = if count == 1 { one } else { several };
    format!("{} {word}", phrases::number(count))
}

/// A sheet of an Excel file.
pub fn sheet(name: &str, language: Language) -> String {
    match language {
        En => format!("Excel, sheet {name}"),
        Ja => format!("Excel、シート {name}"),
    }
}

/// Above the first column of a preview: the rows of the list.
pub fn row(language: Language) -> &'static str {
    language.pick("row", "行")
}

/// Rows that a preview does not show.
pub fn more_rows(number: usize, language: Language) -> String {
    match language {
        En => format!("… and {number} more (`--rows N` shows more)"),
        Ja => format!("… ほか {number} 件（`--rows N` で表示件数を変えられます）"),
    }
}

/// Columns that a preview has no room for.
pub fn more_columns(names: &str, language: Language) -> String {
    match language {
        En => format!("Not shown for want of room: {names}"),
        Ja => format!("表示しきれない列：{names}"),
    }
}

/// Properties that a preview leaves out, as they say the same as the key.
pub fn same_as_key(names: &str, language: Language) -> String {
    match language {
        En => format!("The same as the key, and not shown: {names}"),
        Ja => format!("key と同じため省いた列：{names}"),
    }
}

/// Posts that are declared and that a list lacks, and of whom.
pub fn posts_gone(posts: usize, members: &str, language: Language) -> String {
    match language {
        En => format!(
            "Declared, and not in the list: {}. A list is all posts of its members, so {} taken out: {members}",
            many(posts, "post", "posts"),
            if posts == 1 { "it is" } else { "they are" },
        ),
        Ja => format!(
            "宣言にあり一覧にない所属が {} 件あります。一覧はメンバーの所属のすべてを表すため、削除の対象です：{members}",
            phrases::number(posts)
        ),
    }
}

/// The order of new levels and positions is that of the list.
pub fn order_of_ranks(language: Language) -> &'static str {
    language.pick(
        "New levels and positions stand in the order in which the list names them first; it is their order in LINE WORKS, highest first. Put them in order before the first apply.",
        "新しい職級・役職は、一覧に現れた順に並びます。この順序が LINE WORKS での表示順（上位から）になります。最初の apply の前に並べ替えてください。",
    )
}

/// Personal data is masked in a preview.
pub fn masked(language: Language) -> &'static str {
    language.pick(
        "Personal data is masked; `--show-sensitive` shows it.",
        "個人情報は伏せています。`--show-sensitive` で表示します。",
    )
}

/// Objects that a list names and nothing declares yet.
pub fn created(kind: &str, names: &str, language: Language) -> String {
    match language {
        En => format!("To be declared as well ({kind}): {names}"),
        Ja => format!("あわせて宣言するもの（{kind}）：{names}"),
    }
}

/// What a file of the configuration would become, or became.
pub fn file_changes(
    file: &str,
    added: usize,
    removed: usize,
    is_new: bool,
    language: Language,
) -> String {
    match (language, is_new) {
        (En, true) => format!("  {file}: new, {}", many(added, "line", "lines")),
        (En, false) => format!(
            "  {file}: {} added, {removed} taken out",
            many(added, "line", "lines")
        ),
        (Ja, true) => format!("  {file}：新規、{added} 行"),
        (Ja, false) => format!("  {file}：{added} 行追加、{removed} 行削除"),
    }
}

/// What an import changed, or would change.
pub fn changes(files: usize, dry_run: bool, language: Language) -> String {
    match (language, dry_run, files) {
        (En, _, 0) => "Nothing changes: the configuration says all of it already.".to_owned(),
        (Ja, _, 0) => "変更はありません。すべて宣言済みです。".to_owned(),
        (En, true, files) => format!(
            "A dry run: nothing is written. {} would change:",
            many(files, "file", "files")
        ),
        (En, false, 1) => "1 file is written:".to_owned(),
        (En, false, files) => format!("{} are written:", many(files, "file", "files")),
        (Ja, true, files) => format!("ドライランのため書き込みません。変更されるファイル：{files}"),
        (Ja, false, files) => format!("書き込んだファイル：{files}"),
    }
}

/// The folder has no `tenant` section yet. It is quoted as a shell takes it.
pub fn no_tenant(folder: &str, language: Language) -> String {
    match language {
        En => format!(
            "No file has a `tenant` section yet, which `validate`, `plan` and `apply` need: `meibo init {folder}` adds one to fill in."
        ),
        Ja => format!(
            "`validate`、`plan`、`apply` に必要な `tenant` セクションがまだありません。`meibo init {folder}` で追加し、値を書き換えてください。"
        ),
    }
}
