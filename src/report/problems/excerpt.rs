use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::TextOptions;
use super::mask;
use crate::report::escape;
use crate::report::width::width;
use crate::source::Spot;

/// The line a problem is on, made safe to print, with the part to underline. miette
/// takes it for the whole source: a file of 100,000 lines is not walked over for each of
/// its problems.
pub(super) struct Excerpt {
    file: String,
    line: usize,
    column: usize,
    text: String,
    start: usize,
    len: usize,
}

impl Excerpt {
    pub(super) fn new(spot: &Spot, pointer: Option<&str>, options: &TextOptions) -> Excerpt {
        let source = &*spot.source;
        let offset = floor(source, spot.offset.min(source.len()));
        let line_start = source[..offset].rfind('\n').map_or(0, |at| at + 1);
        let line_end = source[offset..]
            .find('\n')
            .map_or(source.len(), |at| offset + at);
        let line = source[line_start..line_end].trim_end_matches('\r');
        let offset = offset.min(line_start + line.len()) - line_start;
        let masked = if options.show_sensitive {
            Default::default()
        } else {
            mask::masked(line, Some((spot, line_start)), pointer)
        };

        let end = (offset + spot.len).min(line.len());
        let (first, last) = window(line, offset, options.width.max(40) - GUTTER);

        let mut text = String::new();
        let (mut start, mut stop) = (None, None);
        if first > 0 {
            text.push('…');
        }
        for (at, c) in line[first..last].char_indices() {
            let at = first + at;
            if at >= offset && start.is_none() {
                start = Some(text.len());
            }
            if at >= end && stop.is_none() {
                stop = Some(text.len());
            }
            if masked.contains(&at) {
                text.push(if c == ' ' { ' ' } else { '*' });
            } else {
                let mut buffer = [0; 4];
                text.push_str(&escape::terminal(c.encode_utf8(&mut buffer)));
            }
        }
        let start = start.unwrap_or(text.len());
        let len = stop.unwrap_or(text.len()).saturating_sub(start);
        if last < line.len() {
            text.push('…');
        }
        Excerpt {
            file: escape::terminal(&spot.file).into_owned(),
            line: spot.line.saturating_sub(1) as usize,
            column: spot.column.saturating_sub(1) as usize,
            text,
            start,
            len,
        }
    }

    /// The part to underline, in bytes of the excerpt.
    pub(super) fn span(&self) -> (usize, usize) {
        (self.start, self.len)
    }
}

/// Columns beside the line itself: number, bar, ellipses.
const GUTTER: usize = 12;

/// Columns a character takes once it is made visible.
fn columns_of(c: char) -> usize {
    let mut buffer = [0; 4];
    width(&escape::terminal(c.encode_utf8(&mut buffer)))
}

/// The part of a line that fits into so many columns: up to two thirds before the offset,
/// and what is left after it. A line of a megabyte is not walked to its ends.
fn window(line: &str, offset: usize, columns: usize) -> (usize, usize) {
    let mut left = columns * 2 / 3;
    let mut first = offset;
    for (at, c) in line[..offset].char_indices().rev() {
        let Some(rest) = left.checked_sub(columns_of(c)) else {
            break;
        };
        (left, first) = (rest, at);
    }
    left += columns - columns * 2 / 3;
    for (at, c) in line[offset..].char_indices() {
        let Some(rest) = left.checked_sub(columns_of(c)) else {
            return (first, offset + at);
        };
        left = rest;
    }
    (first, line.len())
}

/// The nearest start of a character at or before a byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        // There is one line, and one span in it: whatever is asked for, this is it. The
        // column is the file's, which only the header shows.
        Ok(Box::new(MietteSpanContents::new_named(
            self.file.clone(),
            self.text.as_bytes(),
            (0, self.text.len()).into(),
            self.line,
            self.column,
            1,
        )))
    }
}
