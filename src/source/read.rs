//! One file read for itself: files are read beside each other and put together afterwards.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::config::{RESERVED, SECTIONS};
use super::files::File;
use super::gather::{Gathered, Lines, Once};
use super::issues::{self, Subject};
use super::part::Part;
use super::{Place, Problem, codes, events, text, yaml};
use crate::directory::{Kind, Origin};

/// What reading a file came to.
#[derive(Debug)]
pub struct Read {
    /// Its name.
    pub name: Arc<str>,
    /// Its text, where it is one.
    pub file: Option<File>,
    /// What it declares.
    pub gathered: Gathered,
    /// What is wrong with the entries of its lists.
    pub of_entries: Vec<Problem>,
    /// What is wrong with the rest of it; comes after them.
    pub of_rest: Vec<Problem>,
    /// Whether something of it could not be read at all.
    pub unreadable: bool,
}

impl Read {
    /// A file of which nothing can be read.
    pub fn nothing(name: &str, problem: Problem) -> Read {
        let mut read = Read {
            name: name.into(),
            file: None,
            gathered: Gathered::default(),
            of_entries: Vec::new(),
            of_rest: Vec::new(),
            unreadable: false,
        };
        read.end(problem);
        read
    }

    /// A problem that leaves (the rest of) the file unread.
    fn end(&mut self, mut problem: Problem) {
        problem.place.file = Some(self.name.to_string());
        self.of_rest.push(problem);
        self.unreadable = true;
    }
}

/// Reads what a file holds.
pub fn bytes(name: &str, bytes: Vec<u8>) -> Read {
    match text::decode(bytes) {
        Ok(text) => self::text(name.into(), text.into()),
        Err(problem) => Read::nothing(name, problem),
    }
}

fn text(name: Arc<str>, text: Arc<str>) -> Read {
    let file = File::new(Arc::clone(&text));
    let mut parts = Parts::new(&name, &file);
    let markers = text::conflict_markers(&text);
    let mut of_rest = Vec::new();
    let mut outcome = None;
    if markers.is_empty() {
        let usual = events::read(&text, &mut |part| parts.part(part));
        outcome = Some(match usual {
            Some(outcome) => Ok(outcome),
            None => {
                parts = Parts::new(&name, &file);
                yaml::read(&text, &mut |part| parts.part(part))
            }
        });
    }
    let complete = matches!(outcome, Some(Ok(_)));
    if complete {
        of_rest = parts.end();
    }
    let Parts {
        gathered, problems, ..
    } = parts;
    let of_entries = problems.into_iter().map(|(mut problem, line)| {
        if !complete {
            // Pointers cannot be followed in a text that does not read to its end.
            problem.place.at.get_or_insert((line, 1));
        }
        problem
    });
    let of_entries = of_entries.collect();
    if matches!(&outcome, Some(Ok(outcome)) if outcome.repeated) {
        of_rest.extend(issues::repeated(&file, &name));
    }
    let mut read = Read {
        name,
        file: Some(file),
        gathered,
        of_entries,
        of_rest,
        unreadable: false,
    };
    for marker in markers {
        read.end(marker);
    }
    if let Some(Err(problem)) = outcome {
        read.end(text::blame_tab(&text, problem));
    }
    read
}

/// One file, part by part.
struct Parts<'a> {
    name: &'a Arc<str>,
    file: &'a File,
    gathered: Gathered,
    /// The sections that are no lists of objects; the lists stand in it empty.
    skeleton: Map<String, Value>,
    /// The kind of object of the list that began last.
    list: Option<Kind>,
    /// What the file is, where it is no mapping of sections.
    other: Option<Value>,
    /// What is wrong with entries, each with the line of its entry.
    problems: Vec<(Problem, u32)>,
}

impl<'a> Parts<'a> {
    fn new(name: &'a Arc<str>, file: &'a File) -> Parts<'a> {
        Parts {
            name,
            file,
            gathered: Gathered::default(),
            skeleton: Map::new(),
            list: None,
            other: None,
            problems: Vec::new(),
        }
    }

    fn part(&mut self, part: Part) {
        match part {
            Part::Value { section, value } => {
                self.skeleton.insert(section, value);
            }
            Part::List { section } => {
                self.list = Kind::ALL.into_iter().find(|kind| kind.section() == section);
                if let Some(kind) = self.list {
                    self.gathered.begin(kind);
                }
                self.skeleton.insert(section, Value::Array(Vec::new()));
            }
            Part::Item {
                index,
                value,
                line,
                lines,
            } => {
                if let Some(kind) = self.list {
                    self.entry(kind, index, value, line, lines.into_iter().collect());
                }
            }
            Part::Other { value } => self.other = Some(value),
        }
    }

    fn entry(&mut self, kind: Kind, index: usize, value: Value, line: u32, lines: Lines) {
        let origin = Origin {
            file: Arc::clone(self.name),
            line,
            pointer: format!("/{}/{index}", kind.section()).into(),
        };
        let subject = Subject {
            file: self.file,
            name: self.name,
            pointer: &origin.pointer,
            kind: Some(kind),
        };
        let (value, problems) = issues::examine(value, &subject);
        self.problems
            .extend(problems.into_iter().map(|problem| (problem, line)));
        if let Some(value) = value {
            self.gathered.entry(kind, value, origin, &lines);
        }
    }

    /// The file is read: its sections that are no lists, and what is wrong with them.
    fn end(&mut self) -> Vec<Problem> {
        let place = |pointer: Option<String>| Place {
            file: Some(self.name.to_string()),
            pointer,
            ..Place::default()
        };
        let skeleton = std::mem::take(&mut self.skeleton);
        let other = match self.other.take() {
            None if skeleton.is_empty() => Some(Value::Null),
            other => other,
        };
        if let Some(value) = other {
            let problem = match value {
                Value::Null => Problem::error(codes::FILE_EMPTY),
                other => {
                    Problem::error(codes::NOT_SECTIONS).with("found", issues::type_name(&other))
                }
            };
            return vec![problem.at(place(None))];
        }
        if is_mapping(&skeleton) {
            return vec![Problem::warning(codes::MAPPING_FILE).at(place(Some("/columns".into())))];
        }
        let subject = Subject {
            file: self.file,
            name: self.name,
            pointer: "",
            kind: None,
        };
        let stands = |section: &str| {
            let stands = skeleton.contains_key(section);
            stands.then(|| place(Some(format!("/{section}"))))
        };
        let (tenant, policy) = (stands("tenant"), stands("policy"));
        let (rest, problems) = issues::examine(Value::Object(skeleton), &subject);
        let mut rest = match rest {
            Some(Value::Object(rest)) => rest,
            _ => Map::new(),
        };
        self.gathered.tenant = tenant.map(|place| Once::new(place, rest.shift_remove("tenant")));
        self.gathered.policy = policy.map(|place| Once::new(place, rest.shift_remove("policy")));
        problems
    }
}

/// Whether a file is the mapping file of a list: it has `columns`, and no section at all.
fn is_mapping(sections: &Map<String, Value>) -> bool {
    let stands = |section: &&str| sections.contains_key(*section);
    sections.contains_key("columns")
        && !SECTIONS.iter().any(&stands)
        && !RESERVED.iter().any(stands)
}
