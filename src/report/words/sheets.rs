//! The fixed words of lists: what is read of one, what was written.

use std::fmt::Display;

use super::Language;
use super::Language::{En, Ja};

/// A list was written.
pub fn exported(rows: usize, section: &str, file: impl Display, language: Language) -> String {
    match language {
        En => format!("{rows} rows ({section}) are written to {file}, readable by you alone."),
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
    section: &str,
    language: Language,
) -> String {
    match language {
        En => format!("{file} ({how}): {rows} rows, {objects} {section}"),
        Ja => format!("{file}（{how}）：{rows} 行、{objects} 件（{section}）"),
    }
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
        (En, true) => format!("  {file}: new, {added} lines"),
        (En, false) => format!("  {file}: {added} lines added, {removed} taken out"),
        (Ja, true) => format!("  {file}：新規、{added} 行"),
        (Ja, false) => format!("  {file}：{added} 行追加、{removed} 行削除"),
    }
}

/// What an import changed, or would change.
pub fn changes(files: usize, dry_run: bool, language: Language) -> String {
    match (language, dry_run, files) {
        (En, _, 0) => "Nothing changes: the configuration says all of it already.".to_owned(),
        (Ja, _, 0) => "変更はありません。すべて宣言済みです。".to_owned(),
        (En, true, files) => format!("A dry run: nothing is written. {files} files would change:"),
        (En, false, files) => format!("{files} files are written:"),
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
