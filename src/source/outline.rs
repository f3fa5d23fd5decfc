//! Where everything of a text stands and in which style, for changing it in place. The
//! values themselves are `source::values`'s business.

use serde_yaml::granit_parser::{
    Event, Options, Parser, ScalarStyle, Span, StrInput, StructureStyle,
};

use super::yaml::{MAX_BYTES, MAX_DEPTH, MAX_NODES};

/// A value of a text: bytes `start..end`, its anchor and tag included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// First byte.
    pub start: usize,
    /// Byte behind the last; of a collection in block style that of its last value.
    pub end: usize,
    /// Column of the first byte, in bytes from 0.
    pub column: usize,
    /// What it holds, and how.
    pub holds: Holds,
}

/// What a part of a text holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A scalar on whose place nothing stands (`key:`).
    Nothing,
    /// A scalar.
    Scalar(Quotes),
    /// `*alias`
    Alias,
    /// A mapping: names and values.
    Map {
        /// In brackets?
        flow: bool,
        /// Its properties in their order.
        properties: Vec<Named>,
    },
    /// A list.
    List {
        /// In brackets?
        flow: bool,
        /// Its entries.
        entries: Vec<Part>,
    },
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// Without quotes.
    None,
    /// `'...'`
    Single,
    /// `"..."`
    Double,
    /// `|` or `>`
    Lines,
}

/// A property of a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name; `None` where that is no plain or quoted scalar.
    pub name: Option<String>,
    /// Where the name stands.
    pub key: Part,
    /// Byte behind the colon.
    pub colon: usize,
    /// Its value.
    pub value: Part,
}

/// The outline of a text; `None` where it is no single YAML document of bounded size.
pub fn outline(text: &str) -> Option<Part> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.emit_anchor_events = true;
    let mut walk = Walk {
        parser: Parser::new_from_str_with_options(text, options),
        text,
        left: MAX_NODES,
        ahead: None,
    };
    if !matches!(walk.next()?.0, Event::StreamStart) {
        return None;
    }
    let (Event::DocumentStart(..), _) = walk.next()? else {
        return None;
    };
    let root = walk.part(0, 0)?;
    if !matches!(walk.next()?.0, Event::DocumentEnd) || !matches!(walk.next()?.0, Event::StreamEnd)
    {
        return None;
    }
    Some(root)
}

struct Walk<'a> {
    parser: Parser<'a, StrInput<'a>>,
    text: &'a str,
    left: usize,
    ahead: Option<(Event<'a>, Span)>,
}

impl<'a> Walk<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        if let Some(ahead) = self.ahead.take() {
            return Some(ahead);
        }
        self.left = self.left.checked_sub(1)?;
        self.parser.next()?.ok()
    }

    fn peek(&mut self) -> Option<&Event<'a>> {
        if self.ahead.is_none() {
            self.ahead = Some(self.next()?);
        }
        self.ahead.as_ref().map(|(event, _)| event)
    }

    /// The next value, which begins at `from` or behind it.
    fn part(&mut self, depth: usize, from: usize) -> Option<Part> {
        let (event, span) = self.next()?;
        self.part_of(event, span, depth, from)
    }

    fn part_of(&mut self, event: Event<'a>, span: Span, depth: usize, from: usize) -> Option<Part> {
        if depth > MAX_DEPTH {
            return None;
        }
        let range = span.byte_range()?;
        let mut start = range.start;
        // Bytes and characters are the same in what a line is indented by.
        let mut column = span.start.col();
        if let Some(tag) = span.tag_start
            && tag.byte_offset()? < start
        {
            start = tag.byte_offset()?;
            column = tag.col();
        }
        let anchored = match &event {
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(_, anchor, _)
            | Event::MappingStart(_, anchor, _) => *anchor != 0,
            _ => false,
        };
        if anchored && matches!(self.peek()?, Event::Anchor(..)) {
            let (_, anchor) = self.next()?;
            let anchor = anchor.start;
            if anchor.byte_offset()? < start {
                start = anchor.byte_offset()?;
                column = anchor.col();
            }
        }
        let (holds, end) = match event {
            Event::Alias(_) => (Holds::Alias, range.end),
            Event::Scalar(_, style, ..) => self.scalar(style, range, from, &mut start),
            Event::SequenceStart(style, ..) => {
                let flow = style == StructureStyle::Flow;
                let mut entries: Vec<Part> = Vec::new();
                let mut end = range.end;
                let close = loop {
                    let (event, span) = self.next()?;
                    if matches!(event, Event::SequenceEnd) {
                        break span.byte_range()?.end;
                    }
                    let entry = self.part_of(event, span, depth + 1, end)?;
                    end = entry.end;
                    entries.push(entry);
                };
                if !flow && let Some(first) = entries.first() {
                    (start, column) = self.first_dash(from, first.start)?;
                }
                let end = if flow { close } else { end };
                (Holds::List { flow, entries }, end)
            }
            Event::MappingStart(style, ..) => {
                let flow = style == StructureStyle::Flow;
                let mut properties: Vec<Named> = Vec::new();
                let mut end = range.end;
                let close = loop {
                    let (event, span) = self.next()?;
                    if matches!(event, Event::MappingEnd) {
                        break span.byte_range()?.end;
                    }
                    let property = self.property(event, span, depth, end)?;
                    end = property.value.end;
                    properties.push(property);
                };
                if let Some(first) = properties.first().filter(|_| !flow)
                    && first.key.start < start
                {
                    start = first.key.start;
                    column = first.key.column;
                }
                let end = if flow { close } else { end };
                (Holds::Map { flow, properties }, end)
            }
            _ => return None,
        };
        Some(Part {
            start,
            end,
            column,
            holds,
        })
    }

    fn property(
        &mut self,
        event: Event<'a>,
        span: Span,
        depth: usize,
        from: usize,
    ) -> Option<Named> {
        let name = match &event {
            Event::Scalar(text, style, _, None)
                if !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) =>
            {
                Some(text.clone().into_owned())
            }
            _ => None,
        };
        let key = self.part_of(event, span, depth + 1, from)?;
        let rest = self.text.get(key.end..)?;
        let colon = key.end + rest.find(':')? + 1;
        let mut value = self.part(depth + 1, colon)?;
        if value.holds == Holds::Nothing {
            value.start = colon;
            value.end = colon;
        }
        Some(Named {
            name,
            key,
            colon,
            value,
        })
    }

    /// Where the first dash of a list stands, and its column: the list begins at `from` or
    /// behind it, its first entry at `entry`.
    fn first_dash(&self, from: usize, entry: usize) -> Option<(usize, usize)> {
        let mut at = from;
        for line in self.text.get(from..entry)?.split_inclusive('\n') {
            let indent = line.len() - line.trim_start().len();
            if line.get(indent..)?.starts_with('-') {
                let dash = at + indent;
                let begins = self.text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
                return Some((dash, dash - begins));
            }
            at += line.len();
        }
        None
    }

    /// Where the `|` or `>` stands of lines that begin at a byte.
    fn header(&self, from: usize, lines: usize) -> Option<usize> {
        let before = self.text.get(from..lines)?;
        let line = before.trim_end_matches([' ', '\t', '\r', '\n']);
        let begins = line.rfind('\n').map_or(0, |at| at + 1);
        let at = line.get(begins..)?.find(['|', '>'])?;
        Some(from + begins + at)
    }

    fn scalar(
        &self,
        style: ScalarStyle,
        range: std::ops::Range<usize>,
        from: usize,
        start: &mut usize,
    ) -> (Holds, usize) {
        let quotes = match style {
            ScalarStyle::Plain => Quotes::None,
            ScalarStyle::SingleQuoted => Quotes::Single,
            ScalarStyle::DoubleQuoted => Quotes::Double,
            ScalarStyle::Literal | ScalarStyle::Folded => Quotes::Lines,
        };
        let written = self.text.get(range.clone()).unwrap_or_default();
        let has_property = *start < range.start;
        if quotes == Quotes::None && written.is_empty() && !has_property {
            // What is not there stands nowhere; it is taken to stand where it could begin.
            *start = from.min(range.start);
            return (Holds::Nothing, *start);
        }
        if quotes == Quotes::Lines {
            *start = self.header(from, range.start).unwrap_or(*start);
        }
        // A block scalar's line ends are no part of what is replaced.
        let end = range.start + written.trim_end_matches(['\n', '\r', ' ', '\t']).len();
        let end = match quotes {
            Quotes::Lines => end.max(range.start + 1),
            Quotes::None => end,
            Quotes::Single | Quotes::Double => range.end,
        };
        (Holds::Scalar(quotes), end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of every part, in the order of the text, collections before their parts.
    fn pieces(text: &str) -> Vec<&str> {
        fn gather<'a>(part: &Part, text: &'a str, all: &mut Vec<&'a str>) {
            all.push(text.get(part.start..part.end).expect("a part of the text"));
            match &part.holds {
                Holds::Map { properties, .. } => {
                    for property in properties {
                        gather(&property.key, text, all);
                        gather(&property.value, text, all);
                    }
                }
                Holds::List { entries, .. } => {
                    for entry in entries {
                        gather(entry, text, all);
                    }
                }
                Holds::Nothing | Holds::Scalar(_) | Holds::Alias => {}
            }
        }
        let mut all = Vec::new();
        gather(&outline(text).expect("YAML"), text, &mut all);
        all
    }

    #[test]
    fn every_part_is_where_it_stands() {
        let text = "# head\nlevels:\n  # one\n  - {key: L1, name: \"部長\"} # tail\n  - key: 'L2'\n    \
                    code:\n    names: &n {en_US: A}\n    more: *n\n    text: |\n      a\n      b\n\n    last: x\n";
        assert_eq!(
            pieces(text)[1..],
            [
                "levels",
                "- {key: L1, name: \"部長\"} # tail\n  - key: 'L2'\n    code:\n    names: &n {en_US: A}\n    \
                 more: *n\n    text: |\n      a\n      b\n\n    last: x",
                "{key: L1, name: \"部長\"}",
                "key",
                "L1",
                "name",
                "\"部長\"",
                "key: 'L2'\n    code:\n    names: &n {en_US: A}\n    more: *n\n    text: |\n      a\n      \
                 b\n\n    last: x",
                "key",
                "'L2'",
                "code",
                "",
                "names",
                "&n {en_US: A}",
                "en_US",
                "A",
                "more",
                "*n",
                "text",
                "|\n      a\n      b",
                "last",
                "x",
            ]
        );
    }

    #[test]
    fn what_is_no_single_document_has_no_outline() {
        for text in ["a: [", "a: 1\n---\nb: 2\n", "a: *b"] {
            assert_eq!(outline(text), None, "{text}");
        }
    }
}
