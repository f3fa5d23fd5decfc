//! The usual YAML, taken from the parser's events straight: half the work of the reader in
//! [`super::yaml`], which reads whatever is unusual. What is read here is read the same
//! there; a test compares the two.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::{Map, Value};
use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, Span, StrInput};

use super::part::{Found, Outcome, Part};
use super::yaml;

/// Nesting that is read here: less than there, so that no limit is crossed unseen.
const MAX_DEPTH: usize = yaml::MAX_DEPTH - 8;

/// Reads a text and hands on its parts. `None` where there is anything in it that is left to
/// the other reader: anchors, aliases, tags, merges, several documents, names that are no
/// texts, numbers in unusual spellings, too much of anything, and whatever is no YAML. What
/// was handed on by then counts for nothing.
pub fn read(text: &str, hand_on: &mut dyn FnMut(Part)) -> Option<Outcome> {
    if text.len() > yaml::MAX_BYTES {
        return None;
    }
    let mut options = Options::default();
    options.set_emit_comments(false);
    let mut events = Events {
        parser: Parser::new_from_str_with_options(text, options),
        left: yaml::MAX_NODES,
        depth: 0,
    };
    let mut outcome = Outcome::default();
    events.only(|event| matches!(event, Event::StreamStart))?;
    events.only(|event| matches!(event, Event::DocumentStart(..)))?;
    events.only(|event| matches!(event, Event::MappingStart(_, 0, None)))?;
    events.sections(&mut outcome, hand_on)?;
    events.only(|event| matches!(event, Event::DocumentEnd))?;
    events.only(|event| matches!(event, Event::StreamEnd))?;
    Some(outcome)
}

/// The events of a text. Every `None` below is the way out of this reader.
struct Events<'a> {
    parser: Parser<'a, StrInput<'a>>,
    /// How many more events are read.
    left: usize,
    /// Lists and mappings that are open below the section.
    depth: usize,
}

impl<'a> Events<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        self.left = self.left.checked_sub(1)?;
        self.parser.next()?.ok()
    }

    /// The next event, where it is as wanted.
    fn only(&mut self, wanted: impl Fn(&Event<'_>) -> bool) -> Option<()> {
        let (event, _) = self.next()?;
        wanted(&event).then_some(())
    }

    /// The sections, up to the end of the mapping that has them.
    fn sections(&mut self, outcome: &mut Outcome, hand_on: &mut dyn FnMut(Part)) -> Option<()> {
        let mut seen: HashSet<String> = HashSet::new();
        while let Some(section) = self.name()? {
            outcome.repeated |= !seen.insert(section.clone());
            let (event, _) = self.next()?;
            if matches!(event, Event::SequenceStart(_, 0, None)) {
                hand_on(Part::List { section });
                self.items(outcome, hand_on)?;
            } else {
                let mut found = Found::default();
                let value = self.value(event, false, &mut found)?;
                outcome.repeated |= found.repeated;
                hand_on(Part::Value { section, value });
            }
        }
        Some(())
    }

    /// The entries of a section, up to the end of its list.
    fn items(&mut self, outcome: &mut Outcome, hand_on: &mut dyn FnMut(Part)) -> Option<()> {
        for index in 0.. {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                break;
            }
            let mut found = Found::default();
            let value = self.value(event, false, &mut found)?;
            outcome.repeated |= found.repeated;
            hand_on(Part::Item {
                index,
                value,
                line: line(span)?,
                lines: found.lines,
            });
        }
        Some(())
    }

    /// The name of a mapping's next property; nothing at the mapping's end.
    fn name(&mut self) -> Option<Option<String>> {
        match self.next()?.0 {
            Event::MappingEnd => Some(None),
            Event::Scalar(text, style, 0, None) => match scalar(text, style)? {
                Value::String(name) if name != "<<" => Some(Some(name)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The value that begins with an event; `orgs` where it is called so.
    fn value(&mut self, event: Event<'a>, orgs: bool, found: &mut Found) -> Option<Value> {
        if let Event::Scalar(text, style, 0, None) = event {
            return scalar(text, style);
        }
        if self.depth == MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let value = match event {
            Event::MappingStart(_, 0, None) => Value::Object(self.mapping(found)?),
            Event::SequenceStart(_, 0, None) if orgs => Value::Array(self.orgs(found)?),
            Event::SequenceStart(_, 0, None) => Value::Array(self.list(found)?),
            _ => return None,
        };
        self.depth -= 1;
        Some(value)
    }

    fn mapping(&mut self, found: &mut Found) -> Option<Map<String, Value>> {
        let mut object = Map::new();
        while let Some(name) = self.name()? {
            let (event, _) = self.next()?;
            let value = self.value(event, name == "orgs", found)?;
            found.repeated |= object.insert(name, value).is_some();
        }
        Some(object)
    }

    fn list(&mut self, found: &mut Found) -> Option<Vec<Value>> {
        let known = found.lines.len();
        let mut entries = Vec::new();
        loop {
            let (event, _) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                found.no_orgs_since(known);
                return Some(entries);
            }
            entries.push(self.value(event, false, found)?);
        }
    }

    fn orgs(&mut self, found: &mut Found) -> Option<Vec<Value>> {
        let mut entries = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                return Some(entries);
            }
            let mut below = Found::default();
            let value = self.value(event, false, &mut below)?;
            found.org(entries.len(), &value, line(span)?, below);
            entries.push(value);
        }
    }
}

fn line(span: Span) -> Option<u32> {
    u32::try_from(span.start.line()).ok()
}

/// What a scalar without a tag stands for.
fn scalar(text: Cow<'_, str>, style: ScalarStyle) -> Option<Value> {
    if style != ScalarStyle::Plain {
        return Some(Value::String(text.into_owned()));
    }
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => Some(Value::Null),
        "true" | "True" | "TRUE" => Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => Some(Value::Bool(false)),
        other if other.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
            number(text)
        }
        other if other.starts_with(char::is_whitespace) || other.ends_with(char::is_whitespace) => {
            None
        }
        _ => Some(Value::String(text.into_owned())),
    }
}

/// What a plain scalar that begins like a number stands for: a whole number in its usual
/// spelling is one, and dates, telephone numbers and `3階` are none.
fn number(text: Cow<'_, str>) -> Option<Value> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(&text).as_bytes();
    let digits = unsigned.iter().take_while(|byte| byte.is_ascii_digit());
    let digits = digits.count();
    let zero = unsigned.first() == Some(&b'0');
    if digits == text.len() && (!zero || digits == 1) {
        return Some(Value::from(text.parse::<u64>().ok()?));
    }
    // `0x1f`, `1_000`, `1.5e-3`: the other reader knows which of them are numbers.
    let of_numbers = |byte: &u8| {
        matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'_' | b'e' | b'E')
            || zero && (byte.is_ascii_hexdigit() || b"xXoO".contains(byte))
    };
    // A sign within a number stands behind the letter of its exponent.
    let signs = unsigned.windows(2);
    let mut signs = signs.filter(|pair| matches!(pair, [_, b'-' | b'+']));
    let sign_elsewhere = signs.any(|pair| !matches!(pair, [b'e' | b'E', _]));
    let none = digits > 0 && (sign_elsewhere || !unsigned.iter().all(of_numbers));
    none.then(|| Value::String(text.into_owned()))
}
