use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::json::{PlaceView, ProblemView, ProblemsView};
use crate::directory::digest;
use crate::report::escape;
use crate::report::explain;
use crate::report::words::Language;
use crate::source::{Code, Severity};

/// Where the schema of SARIF 2.1.0 is.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Problems as a SARIF 2.1.0 log: one run, its rules with their explanations, and for each
/// problem a fingerprint that outlives the move of its line.
pub fn sarif(view: &ProblemsView, language: Language) -> Value {
    let codes: BTreeMap<Code, Severity> = view
        .problems
        .iter()
        .rev()
        .map(|problem| (problem.code, problem.severity))
        .collect();
    let rules: Vec<Value> = codes
        .iter()
        .map(|(code, severity)| rule(*code, *severity, language))
        .collect();
    let index: BTreeMap<Code, usize> = codes.keys().copied().zip(0..).collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let results: Vec<Value> = view
        .problems
        .iter()
        .map(|problem| {
            let print = fingerprint(problem);
            let times = seen.entry(print.clone()).or_default();
            *times += 1;
            result(
                problem,
                index.get(&problem.code),
                format!("{print}:{times}"),
            )
        })
        .collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "meibo",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "language": language.pick("en", "ja"),
            "columnKind": "unicodeCodePoints",
            "properties": {"allowed": view.allowed},
            "results": results,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn rule(code: Code, severity: Severity, language: Language) -> Value {
    let mut rule = json!({
        "id": code,
        "shortDescription": {"text": explain::rule(code, language)},
        "defaultConfiguration": {"level": level(severity)},
    });
    if let Some(explanation) = explain::explanation(code) {
        let explained = explain::explained(explanation, language);
        rule["fullDescription"] = json!({"text": explained.why});
        rule["help"] = json!({"text": explain::text(explanation, language, 90)});
    }
    rule
}

fn result(problem: &ProblemView, index: Option<&usize>, print: String) -> Value {
    let mut message = problem.message.clone();
    if !problem.remedy.is_empty() {
        message.push('\n');
        message.push_str(&problem.remedy);
    }
    let mut result = json!({
        "ruleId": problem.code,
        "level": level(problem.severity),
        "message": {"text": shown(&message)},
        "partialFingerprints": {"meiboProblem/v1": print},
    });
    if let Some(index) = index {
        result["ruleIndex"] = json!(index);
    }
    if let Some(location) = location(&problem.place) {
        result["locations"] = json!([location]);
    }
    let related: Vec<Value> = problem
        .labels
        .iter()
        .enumerate()
        .filter_map(|(id, label)| {
            let mut location = location(&label.place)?;
            location["id"] = json!(id);
            location["message"] = json!({"text": shown(&label.message)});
            Some(location)
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    result
}

/// File, region and object; `None` where nothing is known.
fn location(place: &PlaceView) -> Option<Value> {
    let mut location = serde_json::Map::new();
    if let Some(file) = &place.file {
        let mut physical = json!({"artifactLocation": {"uri": uri(file)}});
        if let Some(line) = place.line.filter(|line| *line > 0) {
            physical["region"] = json!({"startLine": line});
            if let Some(column) = place.column.filter(|column| *column > 0) {
                physical["region"]["startColumn"] = json!(column);
            }
        }
        location.insert("physicalLocation".to_owned(), physical);
    }
    if let Some(object) = &place.object {
        let name = json!([{"fullyQualifiedName": shown(object)}]);
        location.insert("logicalLocations".to_owned(), name);
    }
    (!location.is_empty()).then_some(Value::Object(location))
}

/// A path as a URI reference: Japanese names and blanks are percent-encoded.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

/// What stays the same while lines move: code, file, object, property and parameters.
fn fingerprint(problem: &ProblemView) -> String {
    let PlaceView {
        file,
        line: _,
        column: _,
        pointer: _,
        object,
        property,
    } = &problem.place;
    let whole = digest(&(problem.code, file, object, property, &problem.params));
    // Maps of text to text are always sayable in JSON.
    let whole = whole.unwrap_or_default();
    let hex = whole.rsplit(':').next().unwrap_or_default();
    hex.chars().take(32).collect()
}

/// Text of others, made visible line by line.
fn shown(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(escape::terminal).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::{sarif, uri};
    use crate::report::problems::{ProblemsView, view};
    use crate::report::words::Language;
    use crate::source::{Code, Place, Problem};

    fn at(line: u32) -> Place {
        Place {
            file: Some("組織 1.yaml".to_owned()),
            at: Some((line, 5)),
            object: Some("org/hq".to_owned()),
            ..Place::default()
        }
    }

    fn twice(line: u32) -> Problem {
        Problem::error(Code(210))
            .with("kind", "org")
            .with("key", "hq\u{202e}")
            .at(at(line))
            .label("firstDeclared", at(2))
    }

    /// What the schema of SARIF 2.1.0 asks of the parts that are written.
    fn is_sarif(log: &Value) {
        assert_eq!(log["version"], "2.1.0");
        for run in log["runs"].as_array().expect("runs") {
            let driver = &run["tool"]["driver"];
            assert!(driver["name"].is_string(), "{driver}");
            let rules = driver["rules"].as_array().expect("rules");
            let mut prints = BTreeSet::new();
            for rule in rules {
                assert!(rule["id"].is_string(), "{rule}");
                for text in ["shortDescription", "fullDescription", "help"] {
                    assert!(rule[text]["text"].as_str().is_some_and(|t| !t.is_empty()));
                }
            }
            for result in run["results"].as_array().expect("results") {
                assert!(result["message"]["text"].is_string(), "{result}");
                let level = result["level"].as_str().expect("a level");
                assert!(["none", "note", "warning", "error"].contains(&level));
                let index = result["ruleIndex"].as_u64().expect("an index");
                let rule = &rules[usize::try_from(index).expect("small")];
                assert_eq!(rule["id"], result["ruleId"]);
                let print = &result["partialFingerprints"]["meiboProblem/v1"];
                assert!(
                    prints.insert(print.as_str().expect("text").to_owned()),
                    "{print}"
                );
                let related = result["relatedLocations"].as_array();
                let locations = result["locations"].as_array();
                for location in locations.into_iter().chain(related).flatten() {
                    let physical = &location["physicalLocation"];
                    let uri = physical["artifactLocation"]["uri"].as_str().expect("a URI");
                    assert!(uri.is_ascii() && !uri.contains(' '), "{uri}");
                    assert!(physical["region"]["startLine"].as_u64() > Some(0));
                }
            }
        }
    }

    #[test]
    fn a_log_has_what_the_schema_asks_for() {
        let free = Problem::warning(Code(287));
        let problems = [twice(3), twice(9), free];
        let log = sarif(&view(&problems, &|_| None, Language::En), Language::En);
        is_sarif(&log);
        let result = &log["runs"][0]["results"][1];
        let file = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(file, "%E7%B5%84%E7%B9%94%201.yaml");
        let related = &result["relatedLocations"][0];
        assert_eq!(related["message"]["text"], "first declared");
        assert_eq!(related["physicalLocation"]["region"]["startLine"], 2);
        assert!(!log.to_string().contains('\u{202e}'));
        is_sarif(&sarif(&ProblemsView::default(), Language::Ja));
    }

    #[test]
    fn fingerprints_outlive_the_move_of_a_line() {
        let print = |problem: Problem| {
            let log = sarif(&view(&[problem], &|_| None, Language::En), Language::En);
            log["runs"][0]["results"][0]["partialFingerprints"].clone()
        };
        assert_eq!(print(twice(3)), print(twice(30)));
        assert_ne!(print(twice(3)), print(twice(3).with("key", "other")));
    }

    #[test]
    fn absolute_paths_are_file_uris() {
        assert_eq!(uri("/a b/c.yaml"), "file:///a%20b/c.yaml");
        assert_eq!(uri("a\\b.yaml"), "a/b.yaml");
    }
}
