//! Where things stand in a text, which lines are whose, and whole lines of it.

use std::slice::SliceIndex;

use super::Editor;
use crate::source::outline::Part;

/// A text, by the lines it has.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a>(pub &'a str);

/// The lines that are an entry's or a property's own: the comment lines right above it,
/// itself, and comment lines below it that are indented deeper than it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// First byte.
    pub begin: usize,
    /// Byte behind the last line end.
    pub end: usize,
}

impl<'a> Text<'a> {
    /// See [`str::get`].
    pub fn get<I: SliceIndex<str>>(&self, at: I) -> Option<&'a I::Output> {
        self.0.get(at)
    }

    /// Bytes.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing but blanks stands before a byte on its line.
    pub fn begins_line(&self, at: usize) -> bool {
        let before = self.get(self.line_start(at)..at).unwrap_or_default();
        before.bytes().all(|byte| byte == b' ' || byte == b'\t')
    }

    /// The first byte of the line that a byte stands in.
    pub fn line_start(&self, at: usize) -> usize {
        let before = self.get(..at).unwrap_or_default();
        before.rfind('\n').map_or(0, |line| line + 1)
    }

    /// Behind the line end of the line that a byte stands in.
    pub fn line_end(&self, at: usize) -> usize {
        let rest = self.get(at..).unwrap_or_default();
        rest.find('\n').map_or(self.len(), |line| at + line + 1)
    }

    /// The same before its line end.
    pub fn line_stop(&self, at: usize) -> usize {
        let rest = self.get(at..self.line_end(at)).unwrap_or_default();
        at + rest.trim_end_matches(['\n', '\r']).len()
    }

    /// What stands behind a byte on its line, where that is a comment: with the blanks before
    /// it.
    pub fn comment_behind(&self, at: usize) -> Option<&'a str> {
        let rest = self.get(at..self.line_stop(at))?;
        rest.trim_start().starts_with('#').then_some(rest)
    }

    /// Whether nothing, or nothing but a comment, stands behind a byte on its line.
    pub fn ends_line(&self, at: usize) -> bool {
        let rest = self.get(at..self.line_end(at)).unwrap_or_default();
        rest.trim().is_empty() || rest.trim_start().starts_with('#')
    }

    /// Whether the line that begins at a byte is there and blank.
    pub fn is_blank_line(&self, begin: usize) -> bool {
        let line = self.get(begin..self.line_end(begin)).unwrap_or_default();
        begin < self.len() && line.trim().is_empty()
    }

    /// The line above one that begins at a byte.
    pub fn line_above(&self, begin: usize) -> Option<usize> {
        begin.checked_sub(1).map(|end| self.line_start(end))
    }

    /// How far a line that holds a comment and nothing else is indented.
    fn comment_line(&self, begin: usize) -> Option<usize> {
        let line = self.get(begin..self.line_end(begin))?;
        let spaces = line.len() - line.trim_start_matches(' ').len();
        line.trim_start().starts_with('#').then_some(spaces)
    }

    /// Where the comment lines begin that stand right above a line, none of them above
    /// `bound`, none indented deeper than `column`.
    pub fn comments_above(&self, line: usize, bound: usize, column: usize) -> usize {
        let mut begin = line;
        while begin > bound
            && let Some(above) = self.line_above(begin)
            && above >= bound
            && self
                .comment_line(above)
                .is_some_and(|indent| indent <= column)
        {
            begin = above;
        }
        begin
    }

    /// Behind the line end of what ends at a byte, and of the comment lines below it that are
    /// indented deeper than `column`.
    fn end_of(&self, end: usize, column: usize) -> usize {
        let mut stop = self.line_end(end);
        let mut at = stop;
        while at < self.len() {
            if self.comment_line(at).is_some_and(|indent| indent > column) {
                stop = self.line_end(at);
                at = stop;
            } else if self.is_blank_line(at) {
                at = self.line_end(at);
            } else {
                break;
            }
        }
        stop
    }

    /// The blocks of entries or properties in block style, one below the other in a column:
    /// `places` says where each begins and ends.
    pub fn blocks(
        &self,
        column: usize,
        places: impl Iterator<Item = (usize, usize)>,
    ) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        for (start, end) in places {
            let begin = match (self.begins_line(start), blocks.last()) {
                // Behind the dash of an entry.
                (false, _) => start,
                (true, None) => self.comments_above(self.line_start(start), 0, usize::MAX),
                (true, Some(before)) => {
                    self.comments_above(self.line_start(start), before.end, column)
                }
            };
            let end = self.end_of(end, column);
            blocks.push(Block { begin, end });
        }
        blocks
    }

    /// The blocks of the entries of a list in block style.
    pub fn entries(&self, list: &Part, entries: &[Part]) -> Option<Vec<Block>> {
        let places: Option<Vec<(usize, usize)>> = entries
            .iter()
            .map(|entry| Some((self.dash(entry.start, list.column)?, entry.end)))
            .collect();
        Some(self.blocks(list.column, places?.into_iter()))
    }

    /// Where the dash of a block list's entry stands, which begins at `start`.
    fn dash(&self, start: usize, column: usize) -> Option<usize> {
        let mut line = self.line_start(start);
        loop {
            let head = self.get(line..line + column + 1)?;
            let (spaces, dash) = head.split_at(column);
            if dash == "-" && spaces.bytes().all(|byte| byte == b' ') {
                return Some(line + column);
            }
            line = self.line_above(line)?;
        }
    }
}

impl Editor<'_> {
    /// Puts lines behind a line end; where the text ends without one, it still does.
    pub(super) fn insert_lines(&mut self, at: usize, lines: String) {
        let open = at > 0
            && !self
                .text
                .get(..at)
                .is_some_and(|before| before.ends_with('\n'));
        match open {
            true => self.edit(at, at, format!("\n{}", lines.trim_end_matches('\n'))),
            false => self.edit(at, at, lines),
        }
    }

    /// Takes whole lines out; of a line that holds something else before, what is behind it.
    pub(super) fn remove_lines(&mut self, start: usize, end: usize) {
        let stop = self.text.line_end(end);
        if self.text.begins_line(start) {
            self.edit(self.text.line_start(start), stop, String::new());
        } else {
            self.edit(start, end, String::new());
        }
    }
}
