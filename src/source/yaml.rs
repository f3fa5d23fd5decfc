//! YAML 1.2 to JSON values, part by part.
//!
//! `yes`, `no`, `on` and `off` are strings. Everything is bounded: depth, events, nodes,
//! scalars, aliases.

use std::fmt;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use serde_yaml::budget::BudgetBreach;
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Error, Location, Options, Spanned};

use super::part::{Found, Outcome, Part};
use super::{Code, Place, Problem, codes, nearest};

/// Nesting that is read: an org tree of the 15 levels the service allows takes 32.
pub const MAX_DEPTH: usize = 64;
/// Values that are read of one file: 100,000 members of 60 values.
pub const MAX_NODES: usize = 8_000_000;
/// Events an alias may stand for, over a whole file.
pub const MAX_ALIASED: usize = 200_000;
/// Bytes of text values that are read of one file; the file itself may have as many.
pub const MAX_BYTES: usize = 128 * 1024 * 1024;

/// How a text is read.
pub fn options(text: &str) -> Options {
    // To merge, the reader has to remember every key of every mapping; hardly any file does.
    let may_merge = text.contains("<<") || text.contains('!');
    let merge_keys = match may_merge {
        true => MergeKeyPolicy::Merge,
        false => MergeKeyPolicy::AsOrdinary,
    };
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_reader_input_bytes: Some(MAX_BYTES),
            max_events: 4 * MAX_NODES,
            max_nodes: MAX_NODES,
            max_depth: MAX_DEPTH,
            flow_nesting_limit: MAX_DEPTH,
            max_total_scalar_bytes: MAX_BYTES,
            max_documents: 2,
            max_aliases: MAX_ALIASED,
            max_anchors: MAX_ALIASED,
            max_recorded_anchor_events: MAX_ALIASED,
            // One anchor that a thousand orgs share is no bomb; what aliases stand for is
            // bounded by the replayed events.
            enforce_alias_anchor_ratio: false,
        },
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: MAX_ALIASED,
            max_replay_stack_depth: 16,
        },
        // Reported all at once by this room, with the place of the first.
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: merge_keys,
        strict_booleans: true,
        reject_unsupported_tags: true,
        non_finite_float_policy: NonFiniteFloatPolicy::Reject,
        with_snippet: false,
    }
}

/// Reads a file's text and hands on its parts.
///
/// # Errors
/// The problem that ended the reading, at its line and column; parts before it have been
/// handed on.
pub fn read(text: &str, hand_on: &mut dyn FnMut(Part)) -> Result<Outcome, Problem> {
    let mut outcome = Outcome::default();
    let root = Root {
        hand_on,
        outcome: &mut outcome,
    };
    serde_yaml::with_deserializer_from_str_with_options(text, options(text), |deserializer| {
        root.deserialize(deserializer)
    })
    .map_err(|error| problem(&error))?;
    Ok(outcome)
}

/// The problem that an error of the reader is, at its line and column.
pub fn problem(error: &Error) -> Problem {
    let at = error.location().and_then(position);
    let place = Place {
        at,
        ..Place::default()
    };
    classify(error).at(place)
}

fn classify(error: &Error) -> Problem {
    match error {
        Error::WithSnippet { error, .. } | Error::AliasError { error, .. } => classify(error),
        Error::MultipleDocuments { .. } => Problem::error(codes::MULTIPLE_DOCUMENTS),
        Error::Eof { .. } => Problem::error(codes::FILE_EMPTY),
        Error::Budget { breach, .. } => over_budget(breach),
        Error::AliasReplayLimitExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::RecursiveReferencesRequireWeakTypes { .. } => {
            Problem::error(codes::ALIAS_BOMB).with("max", MAX_ALIASED)
        }
        Error::UnknownAnchor { .. } => Problem::error(codes::UNKNOWN_ANCHOR),
        Error::NonFiniteFloat { value, .. } => {
            Problem::error(codes::NOT_FINITE).with("text", value)
        }
        Error::UnsupportedTag { tag, .. } => Problem::error(codes::UNKNOWN_TAG).with("tag", tag),
        other => {
            let reason = other.without_snippet().to_string();
            // The reader appends where; that is said in the problem's place.
            let reason = reason
                .split(" at line ")
                .next()
                .unwrap_or_default()
                .to_owned();
            if reason.contains("nesting") || reason.contains("recursion limit") {
                return Problem::error(codes::TOO_DEEP).with("max", MAX_DEPTH);
            }
            Problem::error(codes::SYNTAX).with("reason", reason)
        }
    }
}

/// The problem of a file that is YAML, and not of the form that its reader wants; `None` for
/// any other error. `form`: the code of a value of another form, which depends on the file.
pub fn misformed(error: &Error, form: Code) -> Option<Problem> {
    let problem = match error {
        Error::WithSnippet { error, .. } | Error::AliasError { error, .. } => {
            return misformed(error, form);
        }
        Error::SerdeUnknownField {
            field, expected, ..
        } => {
            let problem = Problem::error(codes::UNKNOWN_PROPERTY)
                .with("name", field)
                .with("known", expected.join(", "));
            with_nearest(problem, field, expected)
        }
        Error::SerdeUnknownVariant {
            variant, expected, ..
        } => {
            let problem = Problem::error(codes::NOT_ALLOWED).with("allowed", expected.join(", "));
            with_nearest(problem, variant, expected)
        }
        Error::SerdeMissingField { field, .. } => {
            Problem::error(codes::MISSING_PROPERTY).with("name", field)
        }
        Error::DuplicateMappingKey { key: Some(key), .. } => {
            Problem::error(codes::DUPLICATE_PROPERTY).with("name", key)
        }
        Error::SerdeInvalidType { .. }
        | Error::SerdeInvalidValue { .. }
        | Error::SerdeInvalidLength { .. }
        | Error::Unexpected { .. }
        | Error::InvalidScalar { .. }
        | Error::InvalidBooleanStrict { .. }
        | Error::NullIntoString { .. }
        | Error::SerdeVariantId { .. }
        | Error::UnexpectedValueForUnit { .. }
        | Error::UnexpectedValueForUnitEnumVariant { .. }
        | Error::ExpectedStringKeyForExternallyTaggedEnum { .. }
        | Error::ExternallyTaggedEnumExpectedScalarOrMapping { .. }
        | Error::DuplicateMappingKey { key: None, .. } => Problem::error(form),
        _ => return None,
    };
    Some(problem.at(Place {
        at: error.location().and_then(position),
        ..Place::default()
    }))
}

fn with_nearest(problem: Problem, word: &str, among: &[&str]) -> Problem {
    match nearest(word, among.iter().copied()) {
        Some(near) => problem.with("nearest", near),
        None => problem,
    }
}

fn over_budget(breach: &BudgetBreach) -> Problem {
    let (what, max): (&str, usize) = match breach {
        BudgetBreach::Depth { .. } => {
            return Problem::error(codes::TOO_DEEP).with("max", MAX_DEPTH);
        }
        BudgetBreach::Aliases { .. }
        | BudgetBreach::Anchors { .. }
        | BudgetBreach::AliasAnchorRatio { .. }
        | BudgetBreach::RecordedAnchorEvents { .. }
        | BudgetBreach::RecordedAnchorBytes { .. }
        | BudgetBreach::MergeKeys { .. } => {
            return Problem::error(codes::ALIAS_BOMB).with("max", MAX_ALIASED);
        }
        BudgetBreach::Documents { .. } => return Problem::error(codes::MULTIPLE_DOCUMENTS),
        BudgetBreach::ScalarBytes { .. } => ("bytes", MAX_BYTES),
        _ => ("values", MAX_NODES),
    };
    Problem::error(codes::BUDGET)
        .with("what", what)
        .with("max", max)
}

/// Line and column, from 1, where they are known.
pub fn position(location: Location) -> Option<(u32, u32)> {
    let line = u32::try_from(location.line()).ok()?;
    let column = u32::try_from(location.column()).ok()?;
    (line > 0).then_some((line, column))
}

fn line(location: Location) -> u32 {
    position(location).map_or(1, |(line, _)| line)
}

/// The scalars, all alike: each becomes a JSON value and goes to `self.scalar`.
macro_rules! scalars {
    () => {
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(self.scalar(Value::Null))
        }

        fn visit_none<E>(self) -> Result<Self::Value, E> {
            Ok(self.scalar(Value::Null))
        }

        fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
            Ok(self.scalar(Value::Bool(value)))
        }

        fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
            Ok(self.scalar(Value::from(value)))
        }

        fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
            Ok(self.scalar(Value::from(value)))
        }

        fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
            Ok(self.scalar(Value::from(value)))
        }

        fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
            Ok(self.scalar(Value::from(value)))
        }

        fn visit_string<E>(self, value: String) -> Result<Self::Value, E> {
            Ok(self.scalar(Value::String(value)))
        }
    };
}

struct Root<'a> {
    hand_on: &'a mut dyn FnMut(Part),
    outcome: &'a mut Outcome,
}

impl<'de> DeserializeSeed<'de> for Root<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Root<'_> {
    fn scalar(self, value: Value) {
        (self.hand_on)(Part::Other { value });
    }
}

impl<'de> Visitor<'de> for Root<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sections")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen: Vec<String> = Vec::new();
        while let Some(section) = map.next_key::<String>()? {
            if seen.contains(&section) {
                self.outcome.repeated = true;
            }
            map.next_value_seed(Section {
                name: &section,
                hand_on: &mut *self.hand_on,
                outcome: &mut *self.outcome,
            })?;
            seen.push(section);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element::<de::IgnoredAny>()?.is_some() {}
        self.scalar(Value::Array(Vec::new()));
        Ok(())
    }

    scalars!();
}

/// One section: a list is handed on entry by entry, anything else as a whole.
struct Section<'a> {
    name: &'a str,
    hand_on: &'a mut dyn FnMut(Part),
    outcome: &'a mut Outcome,
}

impl<'de> DeserializeSeed<'de> for Section<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Section<'_> {
    fn scalar(self, value: Value) {
        (self.hand_on)(Part::Value {
            section: self.name.to_owned(),
            value,
        });
    }
}

impl<'de> Visitor<'de> for Section<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a section")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        (self.hand_on)(Part::List {
            section: self.name.to_owned(),
        });
        let mut index = 0;
        while let Some(spanned) = seq.next_element::<Spanned<Entry>>()? {
            let Entry { value, found } = spanned.value;
            self.outcome.repeated |= found.repeated;
            (self.hand_on)(Part::Item {
                index,
                value,
                line: line(spanned.referenced),
                lines: found.lines,
            });
            index += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let mut found = Found::default();
        let value = Plain {
            orgs: false,
            found: &mut found,
        }
        .visit_map(map)?;
        self.outcome.repeated |= found.repeated;
        self.scalar(value);
        Ok(())
    }

    scalars!();
}

/// Any value below a section.
struct Plain<'a> {
    found: &'a mut Found,
    /// Whether it is called `orgs`: of a list, the lines of its mappings are kept then, since
    /// orgs nest.
    orgs: bool,
}

impl<'de> DeserializeSeed<'de> for Plain<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Plain<'_> {
    fn scalar(self, value: Value) -> Value {
        value
    }
}

impl<'de> Visitor<'de> for Plain<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let value = map.next_value_seed(Plain {
                orgs: name == "orgs",
                found: &mut *self.found,
            })?;
            self.found.repeated |= object.insert(name, value).is_some();
        }
        Ok(Value::Object(object))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        if self.orgs {
            while let Some(spanned) = seq.next_element::<Spanned<Entry>>()? {
                let Entry { value, found } = spanned.value;
                let line = line(spanned.referenced);
                self.found.org(entries.len(), &value, line, found);
                entries.push(value);
            }
            return Ok(Value::Array(entries));
        }
        let known = self.found.lines.len();
        while let Some(value) = seq.next_element_seed(Plain {
            orgs: false,
            found: &mut *self.found,
        })? {
            entries.push(value);
        }
        self.found.no_orgs_since(known);
        Ok(Value::Array(entries))
    }

    scalars!();
}

/// An entry of a list of objects: its value, and what was found out on the way.
struct Entry {
    value: Value,
    found: Found,
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entry, D::Error> {
        let mut found = Found::default();
        let value = Plain {
            orgs: false,
            found: &mut found,
        }
        .deserialize(deserializer)?;
        Ok(Entry { value, found })
    }
}
