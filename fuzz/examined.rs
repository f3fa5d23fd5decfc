//! What must hold of any bytes: shared by the fuzz targets and by `tests/it/fuzz.rs`.

use meibo::check::check;
use meibo::import::sheet::{self, Known, Outcome, What, Wish, mapping};
use meibo::import::tidy::tidy;
use meibo::report::problems::{TextOptions, render, view};
use meibo::report::words::Language;
use meibo::source::{Place, Problem, Severity, load_bytes, values};

/// A file of a configuration: read, held against the schema, decoded, checked, and whatever
/// is wrong with it told in both languages. Nothing panics, every problem has words, and
/// every place is within the text. Formatted, it says the same, and formatting it again
/// changes nothing.
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
    if let Some(text) = loaded.files.text("meibo.yaml") {
        formatted(text);
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

fn formatted(text: &str) {
    match tidy("meibo.yaml", text) {
        Ok(tidied) => {
            assert_eq!(
                values("a", &tidied),
                values("a", text),
                "it says something else"
            );
            let again = tidy("meibo.yaml", &tidied);
            assert_eq!(
                again.as_deref(),
                Ok(tidied.as_str()),
                "not the usual style yet"
            );
        }
        Err(problems) => told(&problems),
    }
}

/// A list: an Excel file, or CSV with a mapping file before it (a line `---` between them),
/// read in every encoding. What of it can be declared is shown; whatever is wrong is told,
/// with its place. What is exported again is read back as the same.
pub fn list(data: &[u8]) {
    if data.starts_with(b"PK") {
        match sheet::read_xlsx("list.xlsx", data, None) {
            Ok((table, notes)) => {
                told(&notes);
                laid_out(&table, None);
            }
            Err(problem) => told(&[problem]),
        }
        return;
    }
    let mark = b"\n---\n";
    let split = data.windows(mark.len()).position(|window| window == mark);
    let (head, rest) = match split {
        Some(at) => (Some(&data[..at]), &data[at + mark.len()..]),
        None => (None, data),
    };
    let mapping = head.and_then(|head| match mapping::read("mapping.yaml", head) {
        Ok(mapping) => Some(mapping),
        Err(problem) => {
            told(&[problem]);
            None
        }
    });
    for wish in [Wish::Auto, Wish::Utf8, Wish::ShiftJis] {
        match sheet::read_csv("list.csv", rest, wish) {
            Ok(table) => laid_out(&table, mapping.as_ref()),
            Err(problem) => told(&[problem]),
        }
    }
}

fn laid_out(table: &sheet::Table, mapping: Option<&mapping::Mapping>) {
    if let Some(text) = sheet::suggested(table) {
        mapping::read("suggested.yaml", text.as_bytes()).expect("what is suggested can be read");
    }
    let layout = match mapping {
        Some(mapping) => sheet::by_mapping(table, mapping, "mapping.yaml"),
        None => sheet::recognised(table, None),
    };
    let layout = match layout {
        Ok(layout) => layout,
        Err(problems) => return told(&problems),
    };
    let outcome = sheet::read(table, &layout, Known::default());
    told(&outcome.problems);
    let options = meibo::report::sheet::Options {
        rows: 5,
        width: 80,
        show_sensitive: true,
        language: Language::Ja,
    };
    let shown = meibo::report::sheet::preview(&outcome, layout.what(), options);
    assert!(
        shown.chars().all(|c| !c.is_control() || c == '\n'),
        "{shown:?}"
    );
    if !outcome.has_errors() {
        comes_back(&outcome, layout.what());
    }
}

/// A list without errors, exported and imported again.
fn comes_back(outcome: &Outcome, what: What) {
    let objects = outcome.sections[what.section()].as_array();
    let list = sheet::sheet(what, objects.expect("a list of objects"));
    let file = sheet::bytes(&list, sheet::Encoding::Utf8Bom).expect("UTF-8 has every character");
    let table = sheet::read_csv("again.csv", &file, Wish::Auto).expect("what was written");
    if table.rows.len() < 2 {
        return;
    }
    let layout = sheet::recognised(&table, Some(what)).expect("paths of properties");
    let again = sheet::read(&table, &layout, Known::default());
    assert!(!again.has_errors(), "{:?}", again.problems);
    assert_eq!(
        again.sections[what.section()],
        outcome.sections[what.section()]
    );
}

/// Problems in words of both languages, none of which a terminal could take for more.
fn told(problems: &[Problem]) {
    for language in [Language::En, Language::Ja] {
        let options = TextOptions {
            language,
            ..TextOptions::default()
        };
        let text = render(problems, &|_| None, &options);
        assert!(
            text.chars().all(|c| !c.is_control() || c == '\n'),
            "{text:?}"
        );
    }
}
