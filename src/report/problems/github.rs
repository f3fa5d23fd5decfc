use std::fmt::Write as _;

use super::json::{PlaceView, ProblemView, ProblemsView};
use crate::report::escape;
use crate::report::words::{Language, phrases};
use crate::source::Severity;

/// Problems as workflow commands: GitHub shows each beside its line in the pull request.
/// Of more than `most`, errors are kept before warnings, and the rest is counted.
pub fn github(view: &ProblemsView, most: Option<usize>, language: Language) -> String {
    let mut text = String::new();
    let kept = kept(&view.problems, most);
    for problem in &kept {
        let command = match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut properties = place(&problem.place);
        let title = match &problem.place.object {
            Some(object) => format!("{} {object}", problem.code),
            None => problem.code.to_string(),
        };
        properties.push(format!("title={}", property(&title)));
        let mut message = problem.message.clone();
        for label in &problem.labels {
            let (file, line) = (label.place.file.as_deref(), label.place.line);
            if let (Some(file), Some(line)) = (file, line) {
                let _ = write!(
                    message,
                    "\n{}{}{file}:{line}",
                    label.message,
                    phrases::colon(language)
                );
            }
        }
        if !problem.remedy.is_empty() {
            let _ = write!(message, "\n{}", problem.remedy);
        }
        let _ = writeln!(
            text,
            "::{command} {}::{}",
            properties.join(","),
            data(&message)
        );
    }
    if kept.len() < view.problems.len() {
        let errors = kept
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .count();
        let rest = phrases::problems_not_shown(
            view.errors - errors,
            view.warnings - (kept.len() - errors),
            language,
        );
        let _ = writeln!(text, "::notice::{}", data(&rest));
    }
    if view.allowed > 0 {
        let allowed = phrases::allowed(view.allowed, language);
        let _ = writeln!(text, "::notice::{}", data(&allowed));
    }
    text
}

/// The problems that are shown, in their order.
fn kept(problems: &[ProblemView], most: Option<usize>) -> Vec<&ProblemView> {
    let most = most.unwrap_or(usize::MAX);
    let of = |severity| {
        let all = problems.iter().enumerate();
        all.filter(move |(_, problem)| problem.severity == severity)
    };
    let mut kept: Vec<(usize, &ProblemView)> = of(Severity::Error)
        .chain(of(Severity::Warning))
        .take(most)
        .collect();
    kept.sort_by_key(|(at, _)| *at);
    kept.into_iter().map(|(_, problem)| problem).collect()
}

fn place(place: &PlaceView) -> Vec<String> {
    let mut properties = Vec::new();
    if let Some(file) = &place.file {
        properties.push(format!("file={}", property(file)));
        if let Some(line) = place.line {
            properties.push(format!("line={line}"));
        }
        if let Some(column) = place.column {
            properties.push(format!("col={column}"));
        }
    }
    properties
}

/// What follows `::`: on one line.
fn data(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| escape::terminal(line).replace('%', "%25"))
        .collect();
    lines.join("%0A")
}

/// The value of a property: `:` and `,` would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::github;
    use crate::report::problems::view;
    use crate::report::words::Language;
    use crate::source::{Code, Place, Problem};

    fn problem(key: &str) -> Problem {
        let place = Place {
            file: Some("組織,1:a%.yaml".to_owned()),
            at: Some((3, 5)),
            object: Some("org/a,b".to_owned()),
            ..Place::default()
        };
        Problem::error(Code(210))
            .with("kind", "org")
            .with("key", key)
            .label("firstDeclared", place.clone())
            .at(place)
    }

    #[test]
    fn properties_and_messages_are_escaped_as_github_reads_them() {
        let view = view(&[problem("50%\n::error::x\u{1b}")], &|_| None, Language::En);
        let text = github(&view.below("examples/acme"), None, Language::En);
        assert_eq!(
            text,
            "::error file=examples/acme/組織%2C1%3Aa%25.yaml,line=3,col=5,title=M0210 org/a%2Cb::\
             the org key 50%25%0A::error::x\\u{1b} is declared twice\
             %0Afirst declared: examples/acme/組織,1:a%25.yaml:3\
             %0AA key names one object: give one of the two another key, or merge them.\n"
        );
    }

    #[test]
    fn errors_outlive_the_cap() {
        let warning = Problem::warning(Code(287));
        let problems = [warning.clone(), problem("a"), warning];
        let mut view = view(&problems, &|_| None, Language::En);
        view.allowed = 2;
        let text = github(&view, Some(1), Language::En);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert!(lines[0].starts_with("::error "), "{text}");
        assert_eq!(lines[1], "::notice::2 warnings not shown");
        assert_eq!(lines[2], "::notice::2 allowed");
        assert_eq!(
            github(&super::ProblemsView::default(), None, Language::En),
            ""
        );
    }
}
