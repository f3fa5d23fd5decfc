//! What must hold of any bytes: shared by the fuzz targets and by `tests/it/fuzz.rs`.

use meibo::check::check;
use meibo::report::problems::{TextOptions, render, view};
use meibo::report::words::Language;
use meibo::source::{Place, Problem, Severity, load_bytes};

/// A file of a configuration: read, held against the schema, decoded, checked, and whatever
/// is wrong with it told in both languages. Nothing panics, every problem has words, and
/// every place is within the text.
pub fn configuration(data: &[u8]) {
    let loaded = load_bytes("meibo.yaml", data.to_vec());
    let mut problems = loaded.problems;
    if let Some(desired) = &loaded.desired {
        problems.extend(check(desired));
    } else {
        let is_error = |problem: &Problem| problem.severity == Severity::Error;
        assert!(
            problems.iter().any(is_error),
            "nothing is wanted, and nothing is wrong"
        );
    }
    let lines = std::str::from_utf8(data).map_or(usize::MAX, |text| {
        // Of whichever end: CR, LF or both.
        text.chars().filter(|c| matches!(c, '\n' | '\r')).count() + 1
    });
    let resolve = |place: &Place| loaded.files.resolve(place);
    for problem in &problems {
        let labels = problem.labels.iter().map(|(_, place)| place);
        for place in std::iter::once(&problem.place).chain(labels) {
            if let Some(spot) = resolve(place) {
                assert!(spot.line >= 1 && spot.column >= 1, "{problem:?}: {spot:?}");
                assert!(
                    spot.line as usize <= lines,
                    "{problem:?}: {spot:?} of {lines} lines"
                );
            }
        }
    }
    for language in [Language::En, Language::Ja] {
        let options = TextOptions {
            language,
            ..TextOptions::default()
        };
        let text = render(&problems, &resolve, &options);
        // What is in a file reaches no terminal as it stands.
        let is_safe = |c: char| !c.is_control() || c == '\n';
        assert!(text.chars().all(is_safe), "{text:?}");
        for problem in &view(&problems, &resolve, language).problems {
            assert!(!problem.message.is_empty(), "{problem:?}");
        }
    }
}
