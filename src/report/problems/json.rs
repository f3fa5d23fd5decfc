use std::collections::BTreeMap;

use serde::Serialize;

use super::locate::{Count, Located, Resolve, located};
use crate::report::words::{self, Language};
use crate::source::{Code, Place, Problem, Severity};

/// All problems, in the order of the text form, none left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ProblemsView {
    /// How many are errors.
    pub errors: usize,
    /// How many are warnings.
    pub warnings: usize,
    /// How many warnings the configuration allows itself; they are not among the problems.
    #[serde(skip_serializing_if = "is_none")]
    pub allowed: usize,
    /// The problems.
    pub problems: Vec<ProblemView>,
}

impl ProblemsView {
    /// The same with the files named from where the run was started: they lie in `folder`.
    pub fn below(mut self, folder: &str) -> ProblemsView {
        if !folder.is_empty() {
            let slash = if folder.ends_with('/') { "" } else { "/" };
            for problem in &mut self.problems {
                let labels = problem.labels.iter_mut().map(|label| &mut label.place);
                for place in std::iter::once(&mut problem.place).chain(labels) {
                    if let Some(file) = &mut place.file {
                        *file = format!("{folder}{slash}{file}");
                    }
                }
            }
        }
        self
    }

    /// Both, those of `other` behind.
    pub fn and(mut self, other: ProblemsView) -> ProblemsView {
        let ProblemsView {
            errors,
            warnings,
            allowed,
            problems,
        } = other;
        self.errors += errors;
        self.warnings += warnings;
        self.allowed += allowed;
        self.problems.extend(problems);
        self
    }
}

/// A problem with its words, its place resolved to line and column.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProblemView {
    /// `M0210`
    pub code: Code,
    /// `error` or `warning`
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do; empty where nothing is known.
    pub remedy: String,
    /// Where.
    #[serde(flatten)]
    pub place: PlaceView,
    /// The named parts of the message.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
    /// Other places that matter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<LabelView>,
}

/// Another place that matters.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LabelView {
    /// What it is: `firstDeclared`
    pub what: String,
    /// The same in words.
    pub message: String,
    /// Where.
    #[serde(flatten)]
    pub place: PlaceView,
}

/// A place as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlaceView {
    /// The file, relative to the configuration folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// From 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// From 1, in characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// JSON pointer within the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// The object: `member/E00042`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// The property, in the configuration's vocabulary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property: Option<String>,
}

/// Problems as values for `--format json`; their words are in `language`.
pub fn view(problems: &[Problem], resolve: Resolve<'_>, language: Language) -> ProblemsView {
    let Count { errors, warnings } = Count::of(problems.iter());
    let problems = located(problems, resolve, None)
        .into_iter()
        .map(|located| of(&located, resolve, language))
        .collect();
    ProblemsView {
        errors,
        warnings,
        allowed: 0,
        problems,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

fn of(located: &Located<'_>, resolve: Resolve<'_>, language: Language) -> ProblemView {
    let problem = located.problem;
    ProblemView {
        code: problem.code,
        severity: problem.severity,
        message: words::message(problem, language),
        remedy: words::remedy(problem, language),
        place: place(&problem.place, resolve),
        params: problem.params.clone(),
        labels: problem
            .labels
            .iter()
            .map(|(what, at)| LabelView {
                what: what.clone(),
                message: words::label(what, language).to_owned(),
                place: place(at, resolve),
            })
            .collect(),
    }
}

fn place(place: &Place, resolve: Resolve<'_>) -> PlaceView {
    let spot = resolve(place);
    let at = match &spot {
        Some(spot) => Some((spot.line, spot.column)),
        None => place.at,
    };
    PlaceView {
        file: match spot {
            Some(spot) => Some(spot.file.to_string()),
            None => place.file.clone(),
        },
        line: at.map(|(line, _)| line),
        column: at.map(|(_, column)| column),
        pointer: place.pointer.clone(),
        object: place.object.clone(),
        property: place.property.clone(),
    }
}
