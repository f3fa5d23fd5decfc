//! What the schema says against a value, as problems for people.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use serde_json::Value;

use super::config::{self, rule, rule::Rule};
use super::files::File;
use super::reference::mapping;
use super::tree::{Children, Node, Span};
use super::{Place, Problem, codes, forms, nearest, repair, validate};
use crate::directory::Kind;

/// The value that is examined: where it stands.
pub struct Subject<'a> {
    /// The text it stands in.
    pub file: &'a File,
    /// The name of its file.
    pub name: &'a str,
    /// Pointer of the value within the file.
    pub pointer: &'a str,
    /// The kind of object it is; `None` for a whole file.
    pub kind: Option<Kind>,
}

/// What is wrong with a value, and the value without it; `None` where nothing is left.
pub fn examine(value: Value, subject: &Subject<'_>) -> (Option<Value>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut offending = Vec::new();
    let mut meant = Vec::new();
    for error in validate::errors(subject.kind, &value) {
        subject.explain(&value, &error, &mut problems);
        match subject.meant_address(&error) {
            Some(address) => meant.push((error.instance_path().to_string(), address)),
            None => repair::offending(&error, &mut offending),
        }
    }
    let mut value = value;
    for (pointer, address) in meant {
        if let Some(place) = value.pointer_mut(&pointer) {
            *place = Value::String(address);
        }
    }
    say_once(&mut problems);
    if offending.is_empty() {
        return (Some(value), problems);
    }
    (repair::without(value, subject.kind, offending), problems)
}

/// One value can break several keywords that come to the same thing for a person: an empty
/// text is too short and without its form, a bad date is too short and no date.
fn say_once(problems: &mut Vec<Problem>) {
    let formless: BTreeSet<(Option<String>, bool)> = problems
        .iter()
        .filter(|problem| (codes::FORM_EXTERNAL_KEY..codes::NO_TENANT).contains(&problem.code))
        .map(|problem| {
            let fixed = matches!(problem.code, codes::FORM_DATE | codes::FORM_DATE_TIME);
            (problem.place.pointer.clone(), fixed)
        })
        .collect();
    let mut seen = BTreeSet::new();
    problems.retain(|problem| {
        let pointer = &problem.place.pointer;
        let formless = |fixed| formless.contains(&(pointer.clone(), fixed));
        let implied = match problem.code {
            codes::TOO_SHORT => formless(false) || formless(true),
            codes::TOO_LONG => formless(true),
            _ => false,
        };
        let name = problem.params.get("name").cloned();
        !implied && seen.insert((problem.code, pointer.clone(), name))
    });
}

impl Subject<'_> {
    fn explain(&self, root: &Value, error: &ValidationError<'_>, problems: &mut Vec<Problem>) {
        let below = error.instance_path().as_str();
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                for name in unexpected {
                    problems.push(self.unknown_property(root, error, name));
                }
            }
            ValidationErrorKind::PropertyNames { error: inner } => {
                let name = inner.instance().as_str().unwrap_or_default().to_owned();
                let problem = self.refused(inner, &name);
                problems.push(self.at_name(root, problem, below, &name));
            }
            _ => {
                let mut problem = self.refused(error, below);
                let mut place = self.place(root, below);
                if problem.code == codes::NULL_FORBIDDEN && self.is_entry(root, below) {
                    problem = Problem::error(codes::EMPTY_ENTRY);
                    place.at = self.dash(place.pointer.as_deref());
                } else if self.is_blank_reason(&problem, error.instance(), below) {
                    problem = Problem::error(codes::REASON_MISSING);
                }
                problems.push(problem.at(place));
            }
        }
    }

    fn unknown_property(&self, root: &Value, error: &ValidationError<'_>, name: &str) -> Problem {
        let below = error.instance_path().as_str();
        if self.kind.is_none() && below.is_empty() && config::RESERVED.contains(&name) {
            let problem = Problem::error(codes::RESERVED_SECTION).with("name", name);
            return self.at_name(root, problem, below, name);
        }
        let mapping = schema_of(error, "/additionalProperties");
        let known = known_properties(mapping);
        let meant = mapping::by_api_name(name, &known);
        if meant.is_none()
            && let Some(holder) = forms::holder(mapping, name)
        {
            let problem = Problem::error(codes::PROPERTY_WITHIN)
                .with("name", name)
                .with("within", holder)
                .with("known", known.join(", "));
            return self.at_name(root, problem, below, name);
        }
        let mut problem = Problem::error(codes::UNKNOWN_PROPERTY)
            .with("name", name)
            .with("known", known.join(", "));
        if let Some(near) = meant.or_else(|| nearest(name, known.into_iter())) {
            problem = problem.with("nearest", near);
        }
        self.at_name(root, problem, below, name)
    }

    /// The problem that a keyword of the schema is.
    fn refused(&self, error: &ValidationError<'_>, below: &str) -> Problem {
        let instance = error.instance().as_ref();
        let length = || instance.as_str().map_or(0, |text| text.chars().count());
        match error.kind() {
            ValidationErrorKind::Type { kind } => {
                let problem = self.wrong_type(kind, instance, below);
                let has_form = matches!(problem.code, codes::WRONG_TYPE | codes::LIST_WANTED);
                match forms::form(schema_of(error, "/type")).filter(|_| has_form) {
                    Some(form) => problem.with("form", form),
                    None => problem,
                }
            }
            ValidationErrorKind::Required { property } => Problem::error(codes::MISSING_PROPERTY)
                .with("name", property.as_str().unwrap_or_default()),
            ValidationErrorKind::MaxLength { limit } => Problem::error(codes::TOO_LONG)
                .with("max", limit)
                .with("length", length()),
            ValidationErrorKind::MinLength { limit } if length() > 0 => {
                Problem::error(codes::TOO_SHORT)
                    .with("min", limit)
                    .with("length", length())
            }
            ValidationErrorKind::MinLength { .. } => Problem::error(codes::EMPTY_TEXT),
            ValidationErrorKind::Pattern { pattern } => {
                match rule::ALL.iter().find(|rule| rule.pattern == pattern) {
                    Some(_) if instance.as_str() == Some("") => Problem::error(codes::EMPTY_TEXT),
                    Some(rule) => {
                        let problem = Problem::error(rule.code);
                        match self.meant(rule, instance, below) {
                            Some(meant) => problem.with("nearest", meant),
                            None => problem,
                        }
                    }
                    None => Problem::error(codes::OTHER_FORM).with("reason", "pattern"),
                }
            }
            ValidationErrorKind::Enum { options } => self.not_allowed(options, instance),
            ValidationErrorKind::Minimum { limit } => {
                Problem::error(codes::TOO_SMALL).with("min", limit)
            }
            ValidationErrorKind::Maximum { limit } => {
                Problem::error(codes::TOO_LARGE).with("max", limit)
            }
            ValidationErrorKind::MaxItems { limit } => {
                Problem::error(codes::TOO_MANY).with("max", limit)
            }
            ValidationErrorKind::MinItems { limit } => {
                Problem::error(codes::TOO_FEW).with("min", limit)
            }
            ValidationErrorKind::UniqueItems => {
                let entry = twice(instance)
                    .filter(|_| !self.sensitive(below))
                    .unwrap_or("…");
                Problem::error(codes::TWICE).with("entry", entry)
            }
            ValidationErrorKind::MinProperties { .. }
            | ValidationErrorKind::MaxProperties { limit: 1 } => {
                Problem::error(codes::REFERENCE_FORM)
            }
            ValidationErrorKind::MaxProperties { limit } => {
                Problem::error(codes::TOO_MANY).with("max", limit)
            }
            other => Problem::error(codes::OTHER_FORM).with("reason", other.keyword()),
        }
    }

    /// What was meant by a text that breaks a rule of form, where that is no personal data.
    fn meant(&self, rule: &Rule, text: &Value, below: &str) -> Option<String> {
        text.as_str()
            .filter(|_| !self.sensitive(below))
            .and_then(|text| rule::meant(rule, text))
    }

    /// The address that was meant where one in capital letters or full width stands: others
    /// that have it clash with it all the same.
    fn meant_address(&self, error: &ValidationError<'_>) -> Option<String> {
        let ValidationErrorKind::Pattern { pattern } = error.kind() else {
            return None;
        };
        let rule = [&rule::LOGIN_EMAIL, &rule::ORG_EMAIL]
            .into_iter()
            .find(|rule| rule.pattern == pattern)?;
        self.meant(rule, error.instance(), error.instance_path().as_str())
    }

    fn wrong_type(&self, kind: &TypeKind, instance: &Value, below: &str) -> Problem {
        let mut wanted: Vec<&str> = match kind {
            TypeKind::Single(one) => vec![one.as_str()],
            TypeKind::Multiple(several) => several.iter().map(|one| one.as_str()).collect(),
        };
        wanted.sort_by_key(|name| shown_type(name).0);
        let wants = |name| wanted.contains(&name);
        let expected = || {
            let names: Vec<&str> = wanted.iter().map(|name| shown_type(name).1).collect();
            match names.split_last() {
                Some((last, others)) if !others.is_empty() => {
                    format!("{} or {last}", others.join(", "))
                }
                _ => names.concat(),
            }
        };
        match instance {
            Value::Null => Problem::error(codes::NULL_FORBIDDEN).with("expected", expected()),
            Value::Number(_) | Value::Bool(_) if wants("string") => {
                let text = if self.sensitive(below) {
                    "…".to_owned()
                } else {
                    // What it was read as would mislead: `007` is 7.
                    self.source_text(below).unwrap_or_else(|| "…".to_owned())
                };
                Problem::error(codes::QUOTES_WANTED).with("text", text)
            }
            Value::String(text) if wants("boolean") && is_boolean_word(text) => {
                Problem::error(codes::BOOLEAN_WANTED).with("text", text)
            }
            Value::String(_) | Value::Number(_) | Value::Bool(_) | Value::Object(_)
                if wants("array") && !wants("string") =>
            {
                Problem::error(codes::LIST_WANTED).with("found", type_name(instance))
            }
            other => Problem::error(codes::WRONG_TYPE)
                .with("expected", expected())
                .with("found", type_name(other)),
        }
    }

    fn not_allowed(&self, options: &Value, instance: &Value) -> Problem {
        let allowed: Vec<&str> = options
            .as_array()
            .map(|options| options.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let mut problem = Problem::error(codes::NOT_ALLOWED).with("allowed", allowed.join(", "));
        let near = instance
            .as_str()
            .and_then(|text| nearest(text, allowed.into_iter()));
        if let Some(near) = near {
            problem = problem.with("nearest", near);
        }
        problem
    }

    /// Whether a pointer leads to an entry of a list.
    fn is_entry(&self, root: &Value, below: &str) -> bool {
        match below.rsplit_once('/') {
            Some((list, _)) => root.pointer(list).is_some_and(Value::is_array),
            // What is examined is the entry itself, or a whole file.
            None => self.kind.is_some(),
        }
    }

    /// Line and column of the dash of an empty entry; `None` where it has none.
    fn dash(&self, pointer: Option<&str>) -> Option<(u32, u32)> {
        let found = self.file.tree()?.find(pointer?);
        let Span { offset, len } = found.node.span;
        let before = self.file.text().get(..usize::try_from(offset).ok()?)?;
        // A comment may stand behind the dash.
        let start = before.trim_end().rfind('\n').map_or(0, |at| at + 1);
        let (all_before, line) = before.split_at_checked(start)?;
        let line = line.split(" #").next()?.trim_end().strip_suffix('-')?;
        let offset = u32::try_from(all_before.len() + line.len()).ok()?;
        (found.complete && len == 0).then(|| self.file.at(Span { offset, len: 1 }))?
    }

    /// Whether what is refused is the reason of an allowed warning, and says nothing.
    fn is_blank_reason(&self, problem: &Problem, reason: &Value, below: &str) -> bool {
        let is_blank = reason
            .as_str()
            .map_or(reason.is_null(), |text| text.trim().is_empty());
        let is_of_form = matches!(
            problem.code,
            codes::NULL_FORBIDDEN | codes::EMPTY_TEXT | codes::FORM_ANY_NAME
        );
        self.kind.is_none() && below.starts_with("/policy/allow/") && is_blank && is_of_form
    }

    /// How a scalar stands in the file: `007` and not the `7` it is read as.
    fn source_text(&self, below: &str) -> Option<String> {
        let pointer = format!("{}{below}", self.pointer);
        let found = self.file.tree()?.find(&pointer);
        let start = usize::try_from(found.node.span.offset).ok()?;
        let len = usize::try_from(found.node.span.len).ok()?;
        let shown = self.file.text().get(start..start.checked_add(len)?)?;
        (found.complete && !shown.is_empty()).then(|| shown.to_owned())
    }

    /// Whether a property is personal data: what it holds stands in no message.
    fn sensitive(&self, below: &str) -> bool {
        let first = below.split('/').nth(1).unwrap_or_default();
        self.kind == Some(Kind::Member) && sensitive_properties().contains(&first)
    }

    /// The place of the value at a pointer below this one.
    fn place(&self, root: &Value, below: &str) -> Place {
        let (object, property) = self.object(root, below);
        Place {
            file: Some(self.name.to_owned()),
            pointer: Some(format!("{}{below}", self.pointer)),
            at: None,
            object,
            property,
        }
    }

    /// A problem at a property's name rather than its value: with its line and column, since
    /// a pointer leads to the value.
    fn at_name(&self, root: &Value, problem: Problem, below: &str, name: &str) -> Problem {
        let below = format!("{below}/{}", escape(name));
        let mut place = self.place(root, &below);
        place.at = place.pointer.as_deref().and_then(|pointer| {
            let found = self.file.tree()?.find(pointer);
            let property = found.property.filter(|_| found.complete)?;
            self.file.at(property.span)
        });
        problem.at(place)
    }

    /// The innermost object with a key that a pointer goes through, and the property within it.
    fn object(&self, root: &Value, below: &str) -> (Option<String>, Option<String>) {
        let mut object = None;
        let mut property: Vec<String> = Vec::new();
        let mut value = Some(root);
        let mut note = |value: Option<&Value>, property: &mut Vec<String>| {
            let (Some(kind), Some(Value::Object(properties))) = (self.kind, value) else {
                return;
            };
            if let Some(Value::String(key)) = properties.get("key") {
                object = Some(format!("{kind}/{key}"));
                property.clear();
            }
        };
        note(value, &mut property);
        let mut in_orgs = false;
        for segment in below.split('/').skip(1) {
            let name = segment.replace("~1", "/").replace("~0", "~");
            let entry = value.is_some_and(Value::is_array);
            value = match value {
                Some(Value::Object(properties)) => properties.get(&name),
                Some(Value::Array(entries)) => name
                    .parse()
                    .ok()
                    .and_then(|index: usize| entries.get(index)),
                _ => None,
            };
            if entry {
                if in_orgs && self.kind == Some(Kind::Org) {
                    note(value, &mut property);
                }
            } else {
                in_orgs = name == "orgs";
                property.push(name);
            }
        }
        let property = (!property.is_empty()).then(|| property.join("."));
        (object, property)
    }
}

/// Properties that stand twice in one mapping, with the place of the first.
pub fn repeated(file: &File, name: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    if let Some(tree) = file.tree() {
        repeated_below(tree, "", file, name, &mut problems);
    }
    problems
}

fn repeated_below(
    node: &Node,
    pointer: &str,
    file: &File,
    name: &str,
    problems: &mut Vec<Problem>,
) {
    let place = |pointer: String, span: Span| Place {
        file: Some(name.to_owned()),
        at: file.at(span),
        pointer: Some(pointer),
        ..Place::default()
    };
    match &node.children {
        Children::None => {}
        Children::List(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                repeated_below(entry, &format!("{pointer}/{index}"), file, name, problems);
            }
        }
        Children::Map(properties) => {
            let mut seen: std::collections::HashMap<&str, Span> = std::collections::HashMap::new();
            for property in properties.iter() {
                let below = format!("{pointer}/{}", escape(&property.name));
                match seen.get(&*property.name) {
                    Some(first) => problems.push(
                        Problem::error(codes::DUPLICATE_PROPERTY)
                            .with("name", &property.name)
                            .at(place(below.clone(), property.span))
                            .label("firstDeclared", place(below.clone(), *first)),
                    ),
                    None => {
                        seen.insert(&property.name, property.span);
                    }
                }
                repeated_below(&property.value, &below, file, name, problems);
            }
        }
    }
}

/// The place of the schema that an error is about, from the path of its keyword.
fn schema_of<'a>(error: &'a ValidationError<'_>, keyword: &str) -> &'a str {
    let path = error.schema_path().as_str();
    path.strip_suffix(keyword).unwrap_or(path)
}

/// The properties that a mapping of the schema may have.
fn known_properties(mapping: &str) -> Vec<&'static str> {
    validate::schema()
        .pointer(&format!("{mapping}/properties"))
        .and_then(Value::as_object)
        .map(|properties| properties.keys().map(String::as_str).collect())
        .unwrap_or_default()
}

/// The properties of a member that are personal data.
pub fn sensitive_properties() -> &'static [&'static str] {
    static SENSITIVE: OnceLock<Vec<&'static str>> = OnceLock::new();
    SENSITIVE.get_or_init(|| {
        validate::schema()
            .pointer("/definitions/Member/properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .filter(|(_, schema)| schema["x-meibo-sensitive"] == Value::Bool(true))
            .map(|(name, _)| name.as_str())
            .collect()
    })
}

/// What a value is, in YAML's words.
pub fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true/false",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "mapping",
    }
}

/// A type of the schema in YAML's words, and its place among others: what is written most
/// often comes first.
fn shown_type(name: &str) -> (u8, &'static str) {
    match name {
        "string" => (0, "text"),
        "integer" => (1, "whole number"),
        "number" => (2, "number"),
        "boolean" => (3, "true/false"),
        "array" => (4, "list"),
        "object" => (5, "mapping"),
        _ => (6, "null"),
    }
}

fn is_boolean_word(text: &str) -> bool {
    matches!(
        text.to_ascii_lowercase().as_str(),
        "yes" | "no" | "on" | "off" | "y" | "n" | "true" | "false"
    )
}

/// The text that a list has twice.
fn twice(list: &Value) -> Option<&str> {
    let mut seen = std::collections::HashSet::new();
    list.as_array()?
        .iter()
        .filter_map(Value::as_str)
        .find(|entry| !seen.insert(*entry))
}

/// A name as a segment of a JSON pointer.
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
