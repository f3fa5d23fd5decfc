//! A mapping file to begin with.

use std::collections::{BTreeMap, BTreeSet};

use super::fold;
use super::headers::{self, SEPARATORS, by_header};
use super::path::{self, Path, Step};
use super::property::{Form, What};
use super::table::{Origin, Row, Table, column_name};

/// A mapping file to begin with: every column of a sheet, with the property its header stands
/// for, else the nearest one as a comment. A column whose header stands twice, or that has
/// none, goes by its letter.
pub fn suggested(table: &Table) -> Option<String> {
    let (header, what) = headers::header_row(table, None).unwrap_or((0, What::Members));
    let row = table.rows.get(header)?;
    let below = table.rows.get(header + 1..).unwrap_or_default();
    let mut text = format!(
        "# yaml-language-server: $schema=mapping.schema.json\n\
         # `meibo schema mapping > mapping.schema.json` writes the schema.\n\
         what: {}\n\
         headerRow: {}\n\
         columns:\n",
        what.section(),
        row.number
    );
    if let Origin::Xlsx { sheet, others } = &table.origin
        && !others.is_empty()
    {
        let others: Vec<String> = others.iter().map(|name| quoted(name)).collect();
        let sheets = format!(
            "# sheet: {}  # the workbook also has {}\nwhat:",
            quoted(sheet),
            others.join(", ")
        );
        text = text.replacen("what:", &sheets, 1);
    }
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for cell in row.cells.iter().filter(|cell| !cell.is_empty()) {
        *times.entry(fold::header(&cell.text())).or_default() += 1;
    }
    let width = below.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut taken = BTreeSet::new();
    let mut depth = 0;
    for index in 0..width.max(row.cells.len()) {
        let header = fold::trimmed(&row.cell(index).text()).to_owned();
        let letters = format!("\"${}\"", column_name(index));
        if header.is_empty() {
            if below.iter().any(|row| !row.cell(index).is_empty()) {
                text.push_str(&format!("  {letters}: null  # no header\n"));
            }
            continue;
        }
        if header.chars().count() > MAX_HEADER {
            text.push_str(&format!(
                "  {letters}: null  # a header too long to be named here\n"
            ));
            continue;
        }
        let is_alone = times.get(&fold::header(&header)) == Some(&1);
        let (name, mut remark) = match is_alone {
            true => (quoted(&header), String::new()),
            false => (letters, format!("  # {}", quoted(&header))),
        };
        let known = by_header(&header, what);
        let meant = match &known {
            Some((path, property, keys_only)) => {
                let filled = path::filled(path, property.form, false);
                let is_free = filled.iter().all(|path| !taken.contains(path));
                taken.extend(is_free.then_some(filled).into_iter().flatten());
                is_free.then(|| match property.form {
                    Form::Org if !keys_only => org(path, below, index),
                    Form::State => format!(
                        "{{to: {path}, values: {{在職: active, 休職: suspended, 退職: deleted}}}}"
                    ),
                    _ if path.0.iter().any(|step| matches!(step, Step::At(_))) => {
                        format!("\"{path}\"")
                    }
                    _ => path.to_string(),
                })
            }
            None => None,
        };
        if meant.is_none() {
            let near = match LEVELS.contains(&header.as_str()) && what == What::Members {
                true => {
                    depth += 1;
                    format!("{{to: \"posts[0].org\", depth: {depth}}}")
                }
                false => {
                    let again = known.map(|(path, ..)| path).filter(|_| !is_alone);
                    perhaps(again, &header, what)
                }
            };
            match remark.is_empty() {
                true => remark.push_str("  # "),
                false => remark.push_str(": "),
            }
            remark.push_str(&format!("not read; perhaps {near}"));
        }
        let meant = meant.unwrap_or_else(|| "null".to_owned());
        text.push_str(&format!("  {name}: {meant}{remark}\n"));
    }
    Some(text)
}

/// What a column that is not read may be: where its header stands twice, and is of a post, the
/// same of the next post.
fn perhaps(taken: Option<Path>, header: &str, what: What) -> String {
    let next = taken.and_then(|path| match path.0.as_slice() {
        [Step::Name(_), Step::At(_), ..] => Some(path.renumbered(|_, at| at + 1).to_string()),
        _ => None,
    });
    next.unwrap_or_else(|| {
        let near = path::nearest(header, what);
        near.unwrap_or("custom.NAME").to_owned()
    })
}

/// An org, with the separators that its cells hold.
fn org(path: &Path, rows: &[Row], index: usize) -> String {
    let mut held = BTreeSet::new();
    for row in rows {
        let text = row.cell(index).text();
        let separators = SEPARATORS.iter().enumerate();
        held.extend(
            separators
                .filter(|(_, one)| text.contains(*one))
                .map(|(at, _)| at)
                .next(),
        );
    }
    let held: Vec<String> = held
        .into_iter()
        .filter_map(|at| SEPARATORS.get(at))
        .map(|one| format!("\"{one}\""))
        .collect();
    match held.as_slice() {
        [] => format!("\"{path}\""),
        [one] => format!("{{to: \"{path}\", separator: {one}}}"),
        several => format!("{{to: \"{path}\", separator: [{}]}}", several.join(", ")),
    }
}

/// Headers of levels of orgs that stand in columns of their own. They are proposed, and never
/// taken for it unasked: nobody knows whether the org above the first of them is left out.
const LEVELS: [&str; 13] = [
    "会社",
    "事業本部",
    "事業部",
    "本部",
    "支社",
    "支店",
    "部",
    "室",
    "課",
    "係",
    "班",
    "チーム",
    "グループ",
];

/// Characters of a header that a mapping file can name: a key of YAML on one line has up to
/// 1024, escapes included.
const MAX_HEADER: usize = 100;

/// A header as a key of YAML: always quoted, so that nothing in it is more than text. What
/// cannot be seen, or may not stand in YAML, is escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if c.is_control()
                || matches!(c, '\u{2000}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}') =>
            {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
