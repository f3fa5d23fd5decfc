use super::file::rules;
use super::rule::{Fault, Match, Rule, When};
use super::set::{Faults, Seen};

fn once(matching: Match) -> Rule {
    Rule {
        matching,
        fault: Fault::Drop,
        ..Rule::default()
    }
}

/// Which of so many calls a rule strikes.
fn struck(matching: Match, calls: usize) -> Vec<usize> {
    let mut faults = Faults::default();
    faults.add(once(matching)).expect("no other");
    let call = Seen {
        method: "POST",
        path: "/v1.0/users",
        operation: "POST /users",
    };
    (1..=calls)
        .filter(|_| faults.strike(call).is_some())
        .collect()
}

#[test]
fn turns_are_counted_from_one() {
    let all = || Match::default();
    assert_eq!(struck(all(), 3), [1, 2, 3]);
    let nth = Match {
        nth: Some(2),
        ..all()
    };
    assert_eq!(struck(nth, 5), [2]);
    let every = Match {
        every: Some(2),
        ..all()
    };
    assert_eq!(struck(every.clone(), 5), [2, 4]);
    let twice = Match {
        times: Some(1),
        ..every
    };
    assert_eq!(struck(twice, 9), [2]);
    let range = Match {
        from: Some(2),
        to: Some(3),
        ..all()
    };
    assert_eq!(struck(range, 5), [2, 3]);
    let from = Match {
        from: Some(4),
        ..all()
    };
    assert_eq!(struck(from, 5), [4, 5]);
    let to = Match {
        to: Some(2),
        ..all()
    };
    assert_eq!(struck(to, 5), [1, 2]);
}

#[test]
fn a_call_fits_where_everything_given_does() {
    let fits = |matching: Match| !struck(matching, 1).is_empty();
    let text = |text: &str| Some(text.to_owned());
    for (method, path, operation, expected) in [
        (text("POST"), None, None, true),
        (text("GET"), None, None, false),
        (None, text("/v1.0/users"), None, true),
        (None, text("/v1.0/users/{}"), None, false),
        (None, None, text("POST /users"), true),
        (None, None, text("GET /users"), false),
        (text("POST"), text("/v1.0/*"), text("POST /users"), true),
        (text("GET"), text("/v1.0/*"), text("POST /users"), false),
    ] {
        let matching = Match {
            method,
            path,
            operation,
            ..Match::default()
        };
        assert_eq!(fits(matching.clone()), expected, "{matching:?}");
    }
}

#[test]
fn the_first_rule_whose_turn_it_is_strikes_and_all_count() {
    let mut faults = Faults::default();
    let second = Match {
        nth: Some(2),
        ..Match::default()
    };
    faults.add(once(second)).expect("no other");
    faults.add(once(Match::default())).expect("no other");
    let call = Seen {
        method: "GET",
        path: "/v1.0/users",
        operation: "GET /users",
    };
    let mut names = Vec::new();
    for _ in 0..3 {
        names.push(faults.strike(call).expect("always").id);
    }
    assert_eq!(names, ["fault-2", "fault-1", "fault-2"]);
    let counts: Vec<_> = faults.list().iter().map(|c| (c.seen, c.fired)).collect();
    assert_eq!(counts, [(3, 1), (3, 2)]);
    assert!(faults.remove("fault-1"));
    assert!(!faults.remove("fault-1"));
    faults.clear();
    assert_eq!(faults.strike(call), None);
}

#[test]
fn names_are_given_once() {
    let mut faults = Faults::default();
    let named = |id: &str| Rule {
        id: Some(id.to_owned()),
        ..once(Match::default())
    };
    faults.add(named("fault-1")).expect("no other");
    let second = faults.add(once(Match::default())).expect("no other");
    assert_eq!(second.rule.id.as_deref(), Some("fault-2"));
    let taken = faults.add(named("fault-2")).expect_err("taken");
    assert_eq!(taken.0, "fault-2");
}

#[test]
fn a_file_is_json_or_yaml() {
    let yaml = "\
faults:
  - id: lost
    match: {operation: POST /users, nth: 3}
    when: after
    what: status
    status: 503
    retryAfter: 5
  - what: drop
";
    let read = rules(yaml).expect("two rules");
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].when, When::After);
    assert_eq!(read[0].matching.nth, Some(3));
    assert_eq!((read[1].fault, read[1].when), (Fault::Drop, When::Before));
    let json = serde_json::json!({ "faults": read }).to_string();
    assert_eq!(rules(&json).expect("the same"), read);
}

#[test]
fn what_makes_no_sense_is_refused_with_its_place() {
    let mut missed = Vec::new();
    for (text, said) in [
        ("", "line 1, column 1"),
        ("faults: 3", "line 1 column 9"),
        ("faults:\n  - what: explode\n", "line 2 column 11"),
        ("faults:\n  - what: drop\n    nht: 3\n", "line 3 column 5"),
        (
            "faults:\n  - what: drop\n    what: drop\n",
            "line 3 column 5",
        ),
        (
            "faults:\n  - what: drop\n    match: {nth: -1}\n",
            "line 3 column 18",
        ),
        ("faults: []\nfault: []\n", "line 2 column 1"),
        ("faults:\n  - match: {nth: 1}\n", "what"),
        (
            "faults: [{what: drop}, {what: status}]",
            "faults[1].status: is missing",
        ),
        (
            "faults: [{what: status, status: 200}]",
            "faults[0].status: is 400 to 599",
        ),
        (
            "faults: [{what: html, status: 204}]",
            "faults[0].status: is 200",
        ),
        (
            "faults: [{what: drop, status: 500}]",
            "faults[0].status: is for",
        ),
        (
            "faults: [{what: drop, retryAfter: 5}]",
            "faults[0].retryAfter",
        ),
        (
            "faults: [{what: html, rateLimitReset: 5}]",
            "faults[0].rateLimitReset",
        ),
        ("faults: [{what: slow}]", "faults[0].seconds: is missing"),
        (
            "faults: [{what: slow, seconds: 0}]",
            "faults[0].seconds: is greater",
        ),
        (
            "faults: [{what: drip, seconds: 3601}]",
            "faults[0].seconds: is greater",
        ),
        (
            "faults: [{what: drop, seconds: 1}]",
            "faults[0].seconds: is for",
        ),
        (
            "faults: [{what: drop, id: a b}]",
            "faults[0].id: is 1 to 64",
        ),
        ("faults: [{what: drop, id: ''}]", "faults[0].id: is 1 to 64"),
        (
            "faults: [{what: drop, id: a}, {what: drop, id: a}]",
            "faults[1].id: is the name",
        ),
        (
            "faults: [{what: drop, match: {nth: 0}}]",
            "faults[0].match.nth: is 1",
        ),
        (
            "faults: [{what: drop, match: {times: 0}}]",
            "faults[0].match.times",
        ),
        (
            "faults: [{what: drop, match: {nth: 1, every: 2}}]",
            "faults[0].match: has one",
        ),
        (
            "faults: [{what: drop, match: {every: 1, to: 2}}]",
            "faults[0].match: has one",
        ),
        (
            "faults: [{what: drop, match: {from: 3, to: 2}}]",
            "faults[0].match.to",
        ),
        (
            "faults: [{what: drop, match: {method: post}}]",
            "faults[0].match.method",
        ),
        (
            "faults: [{what: drop, match: {path: users}}]",
            "faults[0].match.path",
        ),
        (
            "faults: [{what: drop, match: {operation: POST /user}}]",
            "faults[0].match.operation",
        ),
    ] {
        let error = rules(text).expect_err(text);
        if !error.contains(said) {
            missed.push(format!("{text}: {error}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
    let good = "faults: [{what: drop, match: {operation: POST /oauth2/v2.0/token}}]";
    assert!(rules(good).is_ok());
}
