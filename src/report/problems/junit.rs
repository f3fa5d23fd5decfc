use std::collections::BTreeMap;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::json::{ProblemView, ProblemsView};
use crate::report::escape;
use crate::report::words::{Language, phrases};
use crate::source::Severity;

/// Problems as JUnit XML: a suite for each file, a failed case for each error, a skipped
/// one for each warning; one case that passed where there is nothing at all.
pub fn junit(view: &ProblemsView, language: Language) -> String {
    let mut suites: BTreeMap<&str, Vec<&ProblemView>> = BTreeMap::new();
    for problem in &view.problems {
        let file = problem.place.file.as_deref().unwrap_or("configuration");
        suites.entry(file).or_default().push(problem);
    }
    let mut report = Report::new("meibo");
    for (file, problems) in suites {
        let mut suite = TestSuite::new(shown(file));
        for problem in problems {
            suite.add_test_case(case(problem, file));
        }
        report.add_test_suite(suite);
    }
    if view.problems.is_empty() {
        let mut suite = TestSuite::new("configuration");
        let mut case = TestCase::new("configuration", TestCaseStatus::success());
        if view.allowed > 0 {
            case.set_system_out(phrases::allowed(view.allowed, language));
        }
        suite.add_test_case(case);
        report.add_test_suite(suite);
    }
    // Writing to a string does not fail; what cannot stand in XML was made visible.
    report.to_string().unwrap_or_default()
}

fn case(problem: &ProblemView, file: &str) -> TestCase {
    let mut status = match problem.severity {
        Severity::Error => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Severity::Warning => TestCaseStatus::skipped(),
    };
    status.set_message(shown(&problem.message));
    let at = match (problem.place.line, problem.place.column) {
        (Some(line), Some(column)) => format!("{file}:{line}:{column}"),
        _ => file.to_owned(),
    };
    let mut description = shown(&at);
    for label in &problem.labels {
        if let (Some(file), Some(line)) = (&label.place.file, label.place.line) {
            description.push_str(&format!(
                "\n{} {}:{line}",
                shown(&label.message),
                shown(file)
            ));
        }
    }
    if !problem.remedy.is_empty() {
        description.push('\n');
        description.push_str(&shown(&problem.remedy));
    }
    if problem.severity == Severity::Error {
        status.set_type(problem.code.to_string());
        status.set_description(description);
    }
    let name = match (&problem.place.object, problem.place.line) {
        (Some(object), Some(line)) => format!("{} {object} (line {line})", problem.code),
        (Some(object), None) => format!("{} {object}", problem.code),
        (None, Some(line)) => format!("{} (line {line})", problem.code),
        (None, None) => problem.code.to_string(),
    };
    let mut case = TestCase::new(shown(&name), status);
    case.set_classname(shown(file));
    case
}

fn shown(text: &str) -> String {
    escape::terminal(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::junit;
    use crate::report::problems::{ProblemsView, view};
    use crate::report::words::Language;
    use crate::source::{Code, Place, Problem};

    #[test]
    fn errors_fail_and_warnings_are_skipped() {
        let place = Place {
            file: Some("orgs.yaml".to_owned()),
            at: Some((3, 5)),
            object: Some("org/<a>&\"".to_owned()),
            ..Place::default()
        };
        let problems = [
            Problem::error(Code(210))
                .with("kind", "org")
                .with("key", "a\u{0}b")
                .at(place.clone())
                .label("firstDeclared", place),
            Problem::warning(Code(287)),
        ];
        let view = view(&problems, &|_| None, Language::En);
        let text = junit(&view, Language::En);
        // Printed alike, whatever version of the library.
        insta::assert_snapshot!("junit", text);
        assert!(text.contains("failures=\"1\""), "{text}");
        assert!(!text.contains('\u{0}'), "{text}");
    }

    #[test]
    fn without_problems_one_case_passes() {
        let none = ProblemsView {
            allowed: 2,
            ..ProblemsView::default()
        };
        let text = junit(&none, Language::En);
        assert!(
            text.contains("tests=\"1\"") && text.contains("failures=\"0\""),
            "{text}"
        );
        assert!(text.contains("2 allowed"), "{text}");
    }
}
