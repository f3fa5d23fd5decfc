//! The layout of lists whose headers are known.

use std::collections::BTreeSet;

use super::fold;
use super::layout::{Column, Layout, Manner, best_row, no_header};
use super::mapping::{self, KeyFrom};
use super::path::Path;
use super::property::{Form, Property, What};
use super::table::Table;
use crate::source::Problem;

/// What stands between the names of a path of orgs, where nobody says.
pub(super) const SEPARATORS: [&str; 4] = ["＞", ">", "／", "/"];

/// Headers that another one may say better: 職位 beside 役職 is a grade.
const WEAK: [&str; 7] = [
    "職位",
    "職位名",
    "拠点",
    "拠点名",
    "TEL",
    "直通",
    "直通番号",
];

/// The layout of a list whose headers are known: of `meibo export`, of the admin console, of
/// HR systems.
///
/// # Errors
/// A sheet without such headers, or with two for one property.
pub fn recognised(table: &Table, what: Option<What>) -> Result<Layout, Vec<Problem>> {
    let Some((header, what)) = header_row(table, what) else {
        return Err(vec![no_header(table)]);
    };
    let row = &table.rows[header];
    let mut columns = Vec::new();
    for (index, cell) in row.cells.iter().enumerate() {
        let text = cell.text();
        if let Some((path, property, keys_only)) = by_header(&text, what) {
            let separators = match property.form == Form::Org && !keys_only {
                true => SEPARATORS.map(str::to_owned).to_vec(),
                false => Vec::new(),
            };
            columns.push(Column {
                index,
                header: text,
                path,
                property,
                manner: Manner {
                    separators,
                    keys_only,
                    ..Manner::default()
                },
            });
        }
    }
    let certain: BTreeSet<Path> = columns
        .iter()
        .filter(|column| !is_weak(&column.header))
        .map(|column| column.path.clone())
        .collect();
    columns.retain(|column| !is_weak(&column.header) || !certain.contains(&column.path));
    Layout {
        what,
        header,
        columns,
        levels: Vec::new(),
        constants: Vec::new(),
        key: KeyFrom::Auto,
        offset: mapping::Offset::default().0,
        unread: Vec::new(),
        left_out: BTreeSet::new(),
        width: 0,
    }
    .completed(table)
}

/// The row of headers that are known, and what they are of.
pub(super) fn header_row(table: &Table, what: Option<What>) -> Option<(usize, What)> {
    let kinds = match what {
        Some(what) => vec![what],
        None => vec![What::Members, What::Orgs, What::Groups],
    };
    let mut best: Option<(usize, usize, What)> = None;
    for what in kinds {
        let known = |text: &str| by_header(text, what).is_some();
        let Some(row) = best_row(table, known) else {
            continue;
        };
        let cells = &table.rows[row].cells;
        let count = cells.iter().filter(|cell| known(&cell.text())).count();
        if best.is_none_or(|(most, ..)| count > most) {
            best = Some((count, row, what));
        }
    }
    best.map(|(_, header, what)| (header, what))
}

/// Headers that are read only where no other column is the same property.
fn is_weak(header: &str) -> bool {
    let folded = fold::header(header);
    WEAK.iter().any(|weak| fold::header(weak) == folded)
}

/// The property a header stands for, and whether it is the property's own path. A number at
/// its end (`役職2`) or `兼務` before it tells which post.
pub fn by_header(text: &str, what: What) -> Option<(Path, &'static Property, bool)> {
    let text = fold::trimmed(text);
    if let Some((path, property)) = Path::known(text, what) {
        return Some((path, property, true));
    }
    let folded = fold::header(text);
    if folded.is_empty() {
        return None;
    }
    let plain = |folded: &str, post: usize| {
        let is_it = |property: &&Property| {
            property
                .headers
                .iter()
                .any(|header| fold::header(header) == folded)
                && (post == 0 || property.path.starts_with("posts[]"))
        };
        let property = what.properties().iter().find(is_it)?;
        let path = Path::parse(&property.path.replace("[]", &format!("[{post}]")))?;
        Some((path, property, false))
    };
    if let Some(found) = plain(&folded, 0) {
        return Some(found);
    }
    let of_post = |(_, property, _): &(Path, &Property, bool)| property.path.starts_with("posts[]");
    let primary = ["主務", "本務", "主"].iter();
    if let Some(found) = primary
        .filter_map(|word| folded.strip_prefix(word))
        .find_map(|rest| plain(rest, 0).filter(of_post))
    {
        return Some(found);
    }
    let beside = ["兼務先", "兼務", "兼任先", "兼任"].iter();
    let beside = beside.clone().find_map(|word| {
        let prefixed = folded.strip_prefix(word);
        prefixed.or_else(|| folded.strip_suffix(word))
    });
    let (rest, beside) = match beside {
        Some(rest) => (rest, 1),
        None => (folded.as_str(), 0),
    };
    let name = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = match &rest[name.len()..] {
        "" => 1,
        digits => digits.parse::<usize>().ok()?,
    };
    let post = number.checked_sub(1)? + beside;
    (post < 30).then(|| plain(name, post))?
}
