//! Where things stand in a text, and whole lines of it.

use super::Editor;

impl Editor<'_> {
    pub(super) fn insert_line(&mut self, behind: usize, lines: String) {
        let at = self.line_end(behind);
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
        let stop = self.line_end(end);
        if self.begins_line(start) {
            self.edit(self.line_start(start), stop, String::new());
        } else {
            self.edit(start, end, String::new());
        }
    }

    /// Whether the line below that of a byte is blank.
    pub(super) fn is_blank_below(&self, at: usize) -> bool {
        let below = self.line_end(at);
        let line = self.text.get(below..self.line_end(below));
        line.is_some_and(|line| line.trim().is_empty()) && below < self.text.len()
    }

    /// Where the dash of a block list's entry stands, which begins at `start`.
    pub(super) fn dash(&self, start: usize, column: usize) -> Option<usize> {
        let mut line = self.line_start(start);
        loop {
            let head = self.text.get(line..line + column + 1)?;
            let (spaces, dash) = head.split_at(column);
            if dash == "-" && spaces.bytes().all(|byte| byte == b' ') {
                return Some(line + column);
            }
            line = self.line_start(line.checked_sub(1)?);
        }
    }

    pub(super) fn begins_line(&self, at: usize) -> bool {
        let before = self.text.get(self.line_start(at)..at).unwrap_or_default();
        before.bytes().all(|byte| byte == b' ')
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        before.rfind('\n').map_or(0, |line| line + 1)
    }

    /// Behind the line end of the line that a byte stands in.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        rest.find('\n')
            .map_or(self.text.len(), |line| at + line + 1)
    }
}
