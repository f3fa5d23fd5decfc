//! A file's bytes to text, and what can be said about the text before it is read as YAML.

use super::{Place, Problem, codes};

/// The text of a file.
///
/// # Errors
/// Where it is not UTF-8, at the line of the first byte that is not.
pub fn decode(bytes: Vec<u8>) -> Result<String, Problem> {
    if is_utf16(&bytes) {
        return Err(Problem::error(codes::UTF_16).at(spot(1, 1)));
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            // A carriage return alone ends a line, too (old Macs).
            if text.contains('\r') && !text.contains('\n') {
                text = text.replace('\r', "\n");
            }
            // The byte order mark that some editors write is no content.
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..good).unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let last_line = before
                .rsplit(|byte| *byte == b'\n')
                .next()
                .unwrap_or_default();
            let column = String::from_utf8_lossy(last_line).chars().count() + 1;
            Err(Problem::error(codes::NOT_UTF8)
                .with("byte", good)
                .at(spot(line, column)))
        }
    }
}

/// Whether bytes are UTF-16: by its mark, or by its look (no YAML begins with a NUL).
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 1..=0x7f, ..] | [1..=0x7f, 0, ..]
    )
}

/// The conflict markers an unfinished merge left, at their lines.
pub fn conflict_markers(text: &str) -> Vec<Problem> {
    // Hardly any file has one, and looking at every line takes longer than finding that out.
    if !text.contains("<<<<<<< ") && !text.contains(">>>>>>> ") {
        return Vec::new();
    }
    text.lines()
        .enumerate()
        .filter(|(_, line)| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> "))
        .map(|(index, _)| Problem::error(codes::CONFLICT_MARKER).at(spot(index + 1, 1)))
        .collect()
}

/// A syntax error in, right before or right after a line that is indented with a tab is that
/// tab's.
pub fn blame_tab(text: &str, problem: Problem) -> Problem {
    if problem.code != codes::SYNTAX {
        return problem;
    }
    let Some((at, _)) = problem.place.at else {
        return problem;
    };
    let at = usize::try_from(at).unwrap_or(usize::MAX);
    let first = at.saturating_sub(2);
    for (index, line) in text.lines().enumerate().skip(first).take(3) {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line.get(..indentation).and_then(|spaces| spaces.find('\t')) {
            return Problem::error(codes::TAB).at(spot(index + 1, tab + 1));
        }
    }
    problem
}

fn spot(line: usize, column: usize) -> Place {
    Place {
        at: Some((
            u32::try_from(line).unwrap_or(u32::MAX),
            u32::try_from(column).unwrap_or(u32::MAX),
        )),
        ..Place::default()
    }
}
