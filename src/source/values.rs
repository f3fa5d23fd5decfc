//! What a text says as one value: for what is read besides configurations, and for proving
//! that a text which was rewritten says the same.

use serde_json::{Map, Value};

use super::files::File;
use super::part::Part;
use super::{Problem, codes, events, issues, text, yaml};

/// The sections of a text as the loader reads them, aliases and merges resolved; of nothing
/// it is checked whether a configuration may hold it. `name` is that of the file, for
/// problems.
///
/// # Errors
/// Why it cannot be read, with line and column where they are known; properties that stand
/// twice in one mapping.
pub fn values(name: &str, source: &str) -> Result<Map<String, Value>, Vec<Problem>> {
    let here = |mut problem: Problem| {
        problem.place.file = Some(name.to_owned());
        problem
    };
    let markers = text::conflict_markers(source);
    if !markers.is_empty() {
        return Err(markers.into_iter().map(here).collect());
    }
    let mut root = Whole::default();
    let outcome = match events::read(source, &mut |part| root.part(part)) {
        Some(outcome) => outcome,
        None => {
            root = Whole::default();
            yaml::read(source, &mut |part| root.part(part))
                .map_err(|problem| vec![here(text::blame_tab(source, problem))])?
        }
    };
    if outcome.repeated {
        return Err(issues::repeated(&File::new(source.into()), name));
    }
    match root.other {
        // Comments alone declare nothing.
        Some(Value::Null) | None => Ok(root.sections),
        Some(other) => {
            let problem = Problem::error(codes::NOT_SECTIONS);
            Err(vec![here(problem.with("found", issues::type_name(&other)))])
        }
    }
}

#[derive(Default)]
struct Whole {
    sections: Map<String, Value>,
    current: String,
    other: Option<Value>,
}

impl Whole {
    fn part(&mut self, part: Part) {
        match part {
            Part::Value { section, value } => {
                self.sections.insert(section, value);
            }
            Part::List { section } => {
                self.current.clone_from(&section);
                self.sections.insert(section, Value::Array(Vec::new()));
            }
            Part::Item { value, .. } => {
                if let Some(Value::Array(list)) = self.sections.get_mut(&self.current) {
                    list.push(value);
                }
            }
            Part::Other { value } => self.other = Some(value),
        }
    }
}
