//! A text in the usual style: two columns a step, quotes where they are needed, a blank line
//! between sections. Comments, the order of everything, brackets and line breaks stay; what
//! it says stays, or nothing is changed.

use serde_json::{Map, Value};

use super::codes;
use super::emit::STEP;
use super::lines;
use super::scalar::{self, Around};
use crate::source::outline::{Holds, Named, Part, Quotes, outline};
use crate::source::{Place, Problem, values};

/// A file's text in the usual style. The same text once more comes out as it is.
///
/// # Errors
/// Where it cannot be read; where it would say something else in the usual style (M0903).
pub fn tidy(name: &str, text: &str) -> Result<String, Vec<Problem>> {
    let says = values(name, text)?;
    let unix = text.replace("\r\n", "\n");
    let unquoted = quotes(&unix, &says);
    let tidy = outline(&unquoted).map_or_else(
        || Lines::new(&unquoted).joined(),
        |root| {
            let mut lines = Lines::new(&unquoted);
            lines.walk(&root, 0);
            lines.sections(&root);
            lines.joined()
        },
    );
    match values(name, &tidy) {
        Ok(read) if read == says => Ok(tidy),
        _ => {
            let at = text
                .bytes()
                .zip(tidy.bytes())
                .position(|(a, b)| a != b)
                // All of the shorter one is in the longer: they part behind its last character.
                .unwrap_or(text.len().min(tidy.len()).saturating_sub(1));
            Err(vec![Problem::error(codes::UNTIDY).at(Place {
                file: Some(name.to_owned()),
                at: Some(lines::beginning(text, lines::number(text, at))),
                ..Place::default()
            })])
        }
    }
}

/// A line without the blanks at its end. A full-width space there is part of a value.
fn without_end(line: &str) -> &str {
    line.trim_end_matches([' ', '\t', '\r', '\n'])
}

fn is_blank(line: &str) -> bool {
    without_end(line).is_empty()
}

/// The text with quotes only where some reader needs them, and those double.
fn quotes(text: &str, says: &Map<String, Value>) -> String {
    let Some(root) = outline(text) else {
        return text.to_owned();
    };
    let mut edits = Vec::new();
    let says = Value::Object(says.clone());
    requote(&root, &says, Around::Block, text, &mut edits);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (start, end, written) in edits {
        out.push_str(text.get(at..start).unwrap_or_default());
        out.push_str(&written);
        at = end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

fn requote(
    part: &Part,
    says: &Value,
    around: Around,
    text: &str,
    edits: &mut Vec<(usize, usize, String)>,
) {
    match (&part.holds, says) {
        (Holds::Scalar(quotes @ (Quotes::Single | Quotes::Double)), Value::String(said)) => {
            let written = text.get(part.start..part.end).unwrap_or_default();
            // An anchor or a tag stands before the quotes.
            if written.contains('\n') || !written.starts_with(['"', '\'']) {
                return;
            }
            let usual = scalar::text(said, around);
            if *quotes == Quotes::Single || !usual.starts_with('"') {
                edits.push((part.start, part.end, usual));
            }
        }
        (Holds::Map { flow, properties }, Value::Object(map)) => {
            let around = if *flow { Around::Flow } else { around };
            for property in properties {
                let said = property.name.as_ref().and_then(|name| map.get(name));
                if let Some(said) = said {
                    requote(&property.value, said, around, text, edits);
                }
            }
        }
        (Holds::List { flow, entries }, Value::Array(list)) if entries.len() == list.len() => {
            let around = if *flow { Around::Flow } else { around };
            for (entry, said) in entries.iter().zip(list) {
                requote(entry, said, around, text, edits);
            }
        }
        _ => {}
    }
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Indent {
    /// A comment or nothing: goes with the lines around it.
    Loose,
    /// Something begins here: it stands at this column.
    At(usize),
    /// Goes on with what began above: as many columns to the right as that, or to the left.
    Along(isize),
    /// A line of a text of several lines: the same, and it keeps its end.
    Within(isize),
}

/// A text line by line.
struct Lines<'a> {
    text: &'a str,
    /// Where each line begins.
    starts: Vec<usize>,
    indents: Vec<Indent>,
    /// Spaces behind a dash that are too many: line, from, to.
    gaps: Vec<(usize, usize, usize)>,
    /// Lines before which there is a blank one.
    apart: Vec<bool>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Lines<'a> {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        let count = starts.len();
        Lines {
            text,
            starts,
            indents: vec![Indent::Loose; count],
            gaps: Vec::new(),
            apart: vec![false; count],
        }
    }

    fn line_of(&self, at: usize) -> usize {
        self.starts
            .partition_point(|start| *start <= at)
            .saturating_sub(1)
    }

    fn line(&self, number: usize) -> &'a str {
        let start = self.starts.get(number).copied().unwrap_or(self.text.len());
        let end = self
            .starts
            .get(number + 1)
            .map_or(self.text.len(), |next| next - 1);
        self.text.get(start..end).unwrap_or_default()
    }

    fn indent(&self, number: usize) -> usize {
        let line = self.line(number);
        line.len() - line.trim_start_matches(' ').len()
    }

    /// Whether nothing but spaces stands before a byte on its line.
    fn begins(&self, at: usize) -> bool {
        let line = self.line_of(at);
        at - self.starts[line] == self.indent(line)
    }

    fn walk(&mut self, part: &Part, column: usize) {
        match &part.holds {
            Holds::Map {
                flow: false,
                properties,
            } => {
                for property in properties {
                    self.property(property, column);
                }
            }
            Holds::List {
                flow: false,
                entries,
            } => {
                for entry in entries {
                    self.entry(entry, part.column, column);
                }
            }
            _ => {}
        }
    }

    fn property(&mut self, property: &Named, column: usize) {
        let key = &property.key;
        let line = self.line_of(key.start);
        if self.begins(key.start) {
            self.indents[line] = Indent::At(column);
        }
        let along = signed(column) - signed(key.column);
        self.value(&property.value, line, along, column + STEP);
    }

    fn entry(&mut self, entry: &Part, dashes: usize, column: usize) {
        // The dash stands on the entry's line, or above it.
        let mut line = self.line_of(entry.start);
        while line > 0 && !self.is_dash(line, dashes) {
            line -= 1;
        }
        if !self.is_dash(line, dashes) {
            return;
        }
        self.indents[line] = Indent::At(column);
        let dash = self.starts[line] + dashes;
        let same_line = self.line_of(entry.start) == line;
        if same_line && entry.start > dash + STEP {
            self.gaps.push((line, dash + 1, entry.start));
        }
        let along = signed(column + STEP) - signed(dashes + (entry.start - dash).min(64));
        let along = if same_line {
            along
        } else {
            signed(column) - signed(dashes)
        };
        self.value(entry, line, along, column + STEP);
    }

    fn is_dash(&self, line: usize, column: usize) -> bool {
        self.indent(line) == column
            && self
                .line(line)
                .get(column..)
                .is_some_and(|rest| rest.starts_with('-'))
    }

    /// A value that follows what stands on a line.
    fn value(&mut self, value: &Part, line: usize, along: isize, column: usize) {
        match &value.holds {
            Holds::Map { flow: false, .. } | Holds::List { flow: false, .. } => {
                self.walk(value, column);
            }
            holds => {
                let within = matches!(holds, Holds::Scalar(_));
                let lines = matches!(holds, Holds::Scalar(Quotes::Lines));
                let mut along = along;
                let first = self.line_of(value.start);
                if first > line && self.begins(value.start) {
                    self.indents[first] = Indent::At(column);
                    along = signed(column) - signed(self.indent(first));
                }
                let last = self.line_of(value.end);
                for number in first + 1..=last {
                    self.indents[number] = match within {
                        true => Indent::Within(along),
                        false => Indent::Along(along),
                    };
                }
                // Blank lines behind a text of lines may be its own.
                let mut number = last + 1;
                while lines && number < self.starts.len() && is_blank(self.line(number)) {
                    self.indents[number] = Indent::Within(along);
                    number += 1;
                }
            }
        }
    }

    /// A blank line before every section but the first, above the comment lines that stand
    /// right before it.
    fn sections(&mut self, root: &Part) {
        let Holds::Map {
            flow: false,
            properties,
        } = &root.holds
        else {
            return;
        };
        for property in properties.iter().skip(1) {
            let mut line = self.line_of(property.key.start);
            while line > 0 && self.is_comment(line - 1) {
                line -= 1;
            }
            self.apart[line] = line > 0;
        }
    }

    fn is_comment(&self, line: usize) -> bool {
        self.indents[line] == Indent::Loose && self.line(line).starts_with('#')
    }

    /// The column of a loose line: that of the line below that it is as far in as, else that
    /// of the one above, else as far as the one below goes.
    fn loose(&self, number: usize) -> usize {
        let column = self.indent(number);
        let found = |line: usize| match self.indents[line] {
            Indent::At(to) => Some((self.indent(line), to)),
            _ => None,
        };
        let below = (number + 1..self.starts.len().min(number + 200)).find_map(found);
        let above = (number.saturating_sub(200)..number).rev().find_map(found);
        let moved = |(from, to): (usize, usize)| {
            usize::try_from(signed(column) + signed(to) - signed(from)).unwrap_or(0)
        };
        match (below, above) {
            (Some((from, to)), _) if from == column => to,
            (_, Some((from, to))) if from == column => to,
            (Some(below), _) => moved(below),
            (None, Some(above)) => moved(above),
            (None, None) => column,
        }
    }

    fn joined(&self) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut blank = true;
        let mut gaps = self.gaps.iter().peekable();
        for number in 0..self.starts.len() {
            let line = self.line(number);
            let indent = self.indents[number];
            if let Indent::Within(along) = indent {
                let column = usize::try_from(signed(self.indent(number)) + along).unwrap_or(0);
                let rest = line.trim_start_matches(' ');
                if !rest.is_empty() {
                    out.extend(std::iter::repeat_n(' ', column));
                    out.push_str(rest);
                }
                out.push('\n');
                blank = rest.is_empty();
                continue;
            }
            let mut rest = without_end(line.trim_start_matches(' ')).to_owned();
            if is_blank(&rest) {
                // One blank line is enough, and none at the beginning.
                if !blank {
                    out.push('\n');
                    blank = true;
                }
                continue;
            }
            if self.apart[number] && !blank {
                out.push('\n');
            }
            while let Some((_, from, to)) = gaps.next_if(|(line, ..)| *line <= number) {
                let dash = from - self.starts[number] - self.indent(number);
                let spaces = to - from;
                if rest.get(dash..dash + spaces).is_some_and(is_blank) {
                    rest.replace_range(dash..dash + spaces, " ");
                }
            }
            let column = match indent {
                Indent::At(column) => column,
                Indent::Along(along) => {
                    usize::try_from(signed(self.indent(number)) + along).unwrap_or(0)
                }
                _ => self.loose(number),
            };
            out.extend(std::iter::repeat_n(' ', column));
            out.push_str(&rest);
            out.push('\n');
            blank = false;
        }
        let end = out.trim_end_matches('\n').len();
        out.truncate(end);
        if !out.is_empty() {
            out.push('\n');
        }
        out
    }
}

fn signed(column: usize) -> isize {
    isize::try_from(column).unwrap_or(isize::MAX)
}
