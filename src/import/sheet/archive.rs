//! Looks at an Excel file before it is read: it is a ZIP archive, and a small one can hold
//! a very large one.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::codes;
use super::csv::too_much;
use crate::source::Problem;

/// Bytes of an Excel file that are read.
pub const MAX_PACKED: usize = 32 * 1024 * 1024;
/// Bytes that are read of what it holds.
pub const MAX_UNPACKED: usize = 256 * 1024 * 1024;
/// Files in it.
const MAX_FILES: usize = 10_000;
/// Texts that its table of texts may announce.
const MAX_TEXTS: u64 = 5_000_000;

/// What of an Excel file its reader does not tell.
#[derive(Debug, Default)]
pub struct Looked {
    /// Hidden rows of each sheet that has any: the name of its file in the archive, and
    /// the first of them, from 1.
    pub hidden: Vec<(String, u32)>,
    /// The sheets as the workbook lists them: name of the relation.
    relations: Vec<String>,
    /// What relations lead to.
    targets: Vec<(String, String)>,
}

impl Looked {
    /// The first hidden row of a sheet, by its position in the workbook.
    pub fn hidden_row(&self, sheet: usize) -> Option<u32> {
        let relation = self.relations.get(sheet)?;
        let (_, target) = self.targets.iter().find(|(id, _)| id == relation)?;
        let target = target.rsplit('/').next()?;
        let file = |name: &str| name.rsplit('/').next() == Some(target);
        self.hidden
            .iter()
            .find(|(name, _)| file(name))
            .map(|(_, row)| *row)
    }
}

/// Unpacks every file of the archive once, and keeps none: what it really holds is counted,
/// whatever it says of itself.
///
/// # Errors
/// No Excel file, one with a password, a damaged one, or one that holds too much.
pub fn look(bytes: &[u8]) -> Result<Looked, Problem> {
    look_within(bytes, MAX_UNPACKED)
}

fn look_within(bytes: &[u8], most: usize) -> Result<Looked, Problem> {
    if bytes.len() > MAX_PACKED {
        return Err(too_much("bytes", MAX_PACKED));
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Problem::error(codes::OLD_EXCEL));
    }
    let damaged = |cause: &str| Problem::error(codes::XLSX_DAMAGED).with("cause", cause);
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_| Problem::error(codes::NOT_XLSX))?;
    if archive.len() > MAX_FILES {
        return Err(too_much("files", MAX_FILES));
    }
    let mut left = most;
    let mut looked = Looked::default();
    let mut is_workbook = false;
    for at in 0..archive.len() {
        let file = archive
            .by_index(at)
            .map_err(|error| damaged(&error.to_string()))?;
        let name = file.name().map_err(|error| damaged(&error.to_string()))?;
        let name = name.into_owned();
        // Of a picture only the size matters.
        let wanted = name.ends_with(".xml") || name.ends_with(".rels");
        let text = unpack(file, &mut left, most, wanted)?.map_err(|cause| damaged(&cause))?;
        if name.ends_with("sharedStrings.xml") && announced(&text) > MAX_TEXTS {
            return Err(too_much(
                "texts",
                usize::try_from(MAX_TEXTS).unwrap_or(usize::MAX),
            ));
        }
        if name.ends_with("workbook.xml") {
            is_workbook = true;
            looked.relations = tags(&text, "sheet")
                .filter_map(|tag| attribute(tag, "id").map(str::to_owned))
                .collect();
        } else if name.ends_with("workbook.xml.rels") {
            looked.targets = tags(&text, "Relationship")
                .filter_map(|tag| {
                    let target = attribute(tag, "Target")?.to_owned();
                    Some((attribute(tag, "Id")?.to_owned(), target))
                })
                .collect();
        } else if name.contains("worksheets/") && wanted {
            let hidden = tags(&text, "row").find_map(|tag| {
                matches!(attribute(tag, "hidden"), Some("1" | "true"))
                    .then(|| attribute(tag, "r").and_then(|row| row.parse().ok()))
                    .flatten()
            });
            looked.hidden.extend(hidden.map(|row| (name, row)));
        }
    }
    match is_workbook {
        true => Ok(looked),
        false => Err(Problem::error(codes::NOT_XLSX)),
    }
}

/// The text of a file in the archive; empty where it is not wanted. The outer error is a
/// file that holds too much, the inner one a damaged one.
fn unpack(
    file: ZipFile<'_, impl Read>,
    left: &mut usize,
    most: usize,
    wanted: bool,
) -> Result<Result<String, String>, Problem> {
    let limit = u64::try_from(*left).unwrap_or(u64::MAX);
    let mut file = file.take(limit.saturating_add(1));
    let mut bytes = Vec::new();
    let read = match wanted {
        true => file.read_to_end(&mut bytes),
        false => std::io::copy(&mut file, &mut std::io::sink())
            .map(|read| usize::try_from(read).unwrap_or(usize::MAX)),
    };
    let read = match read {
        Ok(read) => read,
        Err(error) => return Ok(Err(error.to_string())),
    };
    *left = left
        .checked_sub(read)
        .ok_or_else(|| too_much("unpackedBytes", most))?;
    Ok(String::from_utf8(bytes).map_err(|_| "a part that is not UTF-8".to_owned()))
}

/// How many texts a table of texts says it has: the reader makes room for them at once.
fn announced(text: &str) -> u64 {
    let count = |rest: &str| {
        let rest = rest
            .trim_start_matches(|c: char| c == '=' || c == '"' || c == '\'' || c.is_whitespace());
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        // More digits than a number holds are more than enough.
        rest[..digits].parse().unwrap_or(match digits {
            0 => 0,
            _ => u64::MAX,
        })
    };
    let found = text.match_indices("uniqueCount");
    found
        .map(|(at, name)| count(&text[at + name.len()..]))
        .max()
        .unwrap_or(0)
}

/// Every tag of a name, with whatever prefix, without its brackets.
fn tags<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    text.split('<').skip(1).filter_map(move |rest| {
        let tag = &rest[..rest.find('>')?];
        let end = tag
            .find(|c: char| c.is_whitespace() || c == '/')
            .unwrap_or(tag.len());
        let local = tag[..end].rsplit(':').next()?;
        (local == name).then_some(&tag[end..])
    })
}

/// An attribute of a tag, with whatever prefix.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let equals = rest.find('=')?;
        let found = rest[..equals].trim().rsplit([':', ' ', '\n', '\t']).next();
        let value = rest[equals + 1..].trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = value[1..].split_once(quote)?;
        if found == Some(name) {
            return Some(value);
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_attributes_are_found_in_any_spelling() {
        let text = "<x:row r='3' hidden=\"1\"/><rows r=\"4\"/><row\n r = \"5\"><row/>";
        let found: Vec<_> = tags(text, "row").map(|tag| attribute(tag, "r")).collect();
        assert_eq!(found, [Some("3"), Some("5"), None]);
        assert_eq!(attribute(" r:id=\"rId1\" name='a=b'", "id"), Some("rId1"));
        assert_eq!(attribute(" r:id=\"rId1\" name='a=b'", "name"), Some("a=b"));
        assert_eq!(attribute(" name=", "name"), None);
    }

    #[test]
    fn a_bomb_is_counted_as_it_goes_off() {
        use std::io::Write;
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [("xl/workbook.xml", "<workbook/>"), ("xl/media/a.png", "")] {
            let options = zip::write::SimpleFileOptions::default();
            writer.start_file(name, options).expect("a file");
            writer.write_all(text.as_bytes()).expect("written");
        }
        writer.write_all(&vec![0; 1_000_000]).expect("written");
        let bomb = writer.finish().expect("an archive").into_inner();
        assert!(bomb.len() < 10_000, "{}", bomb.len());
        assert!(look_within(&bomb, 1_000_011).is_ok());
        let problem = look_within(&bomb, 1_000_010).expect_err("too much");
        assert_eq!(problem.code, codes::TOO_MUCH);
    }

    #[test]
    fn a_table_that_announces_too_much_is_seen() {
        assert_eq!(announced("<sst count=\"3\" uniqueCount=\"2\">"), 2);
        assert_eq!(
            announced("<sst uniqueCount = '99999999999999999999999'>"),
            u64::MAX
        );
        assert_eq!(announced("<sst>"), 0);
    }
}
