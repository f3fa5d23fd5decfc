use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::gather::{Gathered, Lines};
use super::issues::{self, Subject};
use super::yaml::{self, Part};
use super::{Files, Place, Problem, Severity, assemble, codes, text, walk};
use crate::directory::{Desired, Kind, Origin};

/// A configuration that was read.
#[derive(Debug)]
pub struct Loaded {
    /// What could be decoded: everything but the declarations that problems stand against.
    /// `None` where the tenant is not known, or a file could not be read as YAML at all (what
    /// it declares would be missing everywhere else). Callers refuse it while an error
    /// stands among `problems`; checking it all the same finds more of what is wrong.
    pub desired: Option<Desired>,
    /// Every problem of every file.
    pub problems: Vec<Problem>,
    /// The texts, for showing places.
    pub files: Files,
}

impl Loaded {
    /// Whether an error stands among the problems.
    pub fn has_errors(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }
}

/// Reads a configuration: a folder, or one file. Never panics; everything that is wrong with
/// all files is said at once.
pub fn load(path: &Path) -> Loaded {
    let (found, problems) = walk::find(path);
    let mut loading = Loading {
        unreadable: !problems.is_empty(),
        problems,
        ..Loading::default()
    };
    for file in found {
        match walk::read(&file) {
            Ok(bytes) => loading.bytes(&file.name, bytes),
            Err(problem) => {
                loading.unreadable = true;
                loading.problems.push(problem);
            }
        }
    }
    loading.finish()
}

/// Reads a configuration of one file that is in memory already, called `name` in problems.
pub fn load_str(name: &str, text: &str) -> Loaded {
    let mut loading = Loading::default();
    loading.bytes(name, text.as_bytes().to_vec());
    loading.finish()
}

#[derive(Default)]
struct Loading {
    files: Files,
    gathered: Gathered,
    problems: Vec<Problem>,
    /// Whether something of the configuration could not be read at all.
    unreadable: bool,
}

impl Loading {
    fn bytes(&mut self, name: &str, bytes: Vec<u8>) {
        match text::decode(bytes) {
            Ok(text) => self.text(name, text.into()),
            Err(problem) => self.end_of_file(name, problem),
        }
    }

    fn text(&mut self, name: &str, text: Arc<str>) {
        let file: Arc<str> = name.into();
        self.files.add(Arc::clone(&file), Arc::clone(&text));
        let markers = text::conflict_markers(&text);
        if !markers.is_empty() {
            for marker in markers {
                self.end_of_file(name, marker);
            }
            return;
        }
        let mut parts = Parts {
            file: &file,
            files: &self.files,
            gathered: &mut self.gathered,
            skeleton: Map::new(),
            list: None,
            other: None,
            problems: Vec::new(),
        };
        let outcome = yaml::read(&text, &mut |part| parts.part(part));
        let complete = outcome.is_ok();
        if complete {
            parts.end();
        }
        let found = parts.problems;
        for (mut problem, line) in found {
            if !complete {
                // Pointers cannot be followed in a text that does not read to its end.
                problem.place.at.get_or_insert((line, 1));
            }
            self.problems.push(problem);
        }
        match outcome {
            Ok(outcome) if outcome.repeated => {
                let tree = self.files.tree(name);
                let repeated = tree.map(|tree| issues::repeated(tree, &file, &self.files));
                self.problems.extend(repeated.unwrap_or_default());
            }
            Ok(_) => {}
            Err(problem) => self.end_of_file(name, text::blame_tab(&text, problem)),
        }
    }

    /// A problem that leaves (the rest of) a file unread.
    fn end_of_file(&mut self, name: &str, mut problem: Problem) {
        problem.place.file = Some(name.to_owned());
        self.problems.push(problem);
        self.unreadable = true;
    }

    fn finish(self) -> Loaded {
        let Loading {
            files,
            gathered,
            mut problems,
            unreadable,
        } = self;
        if gathered.tenant_seen.is_none() && !unreadable {
            problems.push(Problem::error(codes::NO_TENANT));
        }
        let desired = assemble::assemble(gathered, &mut problems);
        Loaded {
            desired: desired.filter(|_| !unreadable),
            problems,
            files,
        }
    }
}

/// One file, part by part.
struct Parts<'a> {
    file: &'a Arc<str>,
    files: &'a Files,
    gathered: &'a mut Gathered,
    /// The sections that are no lists of objects; the lists stand in it empty.
    skeleton: Map<String, Value>,
    /// The kind of object of the list that began last.
    list: Option<Kind>,
    /// What the file is, where it is no mapping of sections.
    other: Option<Value>,
    /// Each with the line of the entry it belongs to.
    problems: Vec<(Problem, u32)>,
}

impl Parts<'_> {
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
            file: Arc::clone(self.file),
            line,
            pointer: format!("/{}/{index}", kind.section()).into(),
        };
        let subject = Subject {
            files: self.files,
            file: self.file,
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

    /// The file is read: its sections that are no lists.
    fn end(&mut self) {
        if let Some(value) = self.other.take() {
            let problem = match value {
                Value::Null => Problem::error(codes::FILE_EMPTY),
                other => {
                    Problem::error(codes::NOT_SECTIONS).with("found", issues::type_name(&other))
                }
            };
            self.problems.push((problem.at(self.whole_file()), 1));
            return;
        }
        if self.skeleton.is_empty() {
            let problem = Problem::error(codes::FILE_EMPTY).at(self.whole_file());
            self.problems.push((problem, 1));
            return;
        }
        let subject = Subject {
            files: self.files,
            file: self.file,
            pointer: "",
            kind: None,
        };
        let skeleton = std::mem::take(&mut self.skeleton);
        let mut first = |section: &str| {
            let mut problems = Vec::new();
            let first = skeleton.contains_key(section)
                && self.gathered.only_once(section, self.file, &mut problems);
            self.problems
                .extend(problems.into_iter().map(|problem| (problem, 1)));
            first
        };
        let (tenant, policy) = (first("tenant"), first("policy"));
        let (skeleton, problems) = issues::examine(Value::Object(skeleton), &subject);
        self.problems
            .extend(problems.into_iter().map(|problem| (problem, 1)));
        let Some(Value::Object(mut skeleton)) = skeleton else {
            return;
        };
        if tenant && let Some(value) = skeleton.shift_remove("tenant") {
            self.gathered.tenant = serde_json::from_value(value).ok();
        }
        if policy && let Some(value) = skeleton.shift_remove("policy") {
            self.gathered.policy = serde_json::from_value(value).ok();
        }
    }

    fn whole_file(&self) -> Place {
        Place {
            file: Some(self.file.to_string()),
            ..Place::default()
        }
    }
}
