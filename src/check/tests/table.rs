use std::collections::BTreeSet;

use super::case::Case;
use super::sample::{renumber, sample};
use super::{identity, settings, structure};
use crate::check::{RULES, check, codes};
use crate::directory::Desired;
use crate::source::{Code, Problem};

fn cases() -> impl Iterator<Item = &'static Case> {
    [identity::CASES, structure::CASES, settings::CASES]
        .into_iter()
        .flatten()
}

fn changed(change: fn(&mut Desired)) -> Desired {
    let mut desired = sample();
    change(&mut desired);
    renumber(&mut desired);
    desired
}

#[test]
fn the_sample_has_no_problem() {
    assert_eq!(check(&sample()), []);
}

#[test]
fn each_wrong_input_is_refused_and_its_neighbour_passes() {
    for Case {
        name,
        code,
        severity,
        pointer,
        wrong,
        right,
    } in cases()
    {
        let problems = check(&changed(*wrong));
        let found: Vec<_> = problems
            .iter()
            .map(|problem| {
                (
                    problem.code,
                    problem.severity,
                    problem.place.pointer.as_deref().unwrap_or_default(),
                )
            })
            .collect();
        assert_eq!(found, [(*code, *severity, *pointer)], "{name}");
        assert_eq!(check(&changed(*right)), [], "the neighbour of: {name}");
    }
}

#[test]
fn every_code_has_a_case() {
    let covered: BTreeSet<Code> = cases().map(|case| case.code).collect();
    for code in codes::ALL {
        assert!(covered.contains(code), "{code} has no case");
    }
}

/// The problems of every wrong input, for the tests of their words.
pub(crate) fn every_problem() -> Vec<Problem> {
    cases()
        .flat_map(|case| check(&changed(case.wrong)))
        .collect()
}

#[test]
fn places_say_which_object_and_property() {
    for case in cases() {
        for problem in check(&changed(case.wrong)) {
            let place = &problem.place;
            assert!(place.pointer.is_some(), "{}", case.name);
            assert_eq!(
                place.file.is_some(),
                place.object.is_some(),
                "{}",
                case.name
            );
            for (what, place) in &problem.labels {
                assert!(place.pointer.is_some(), "{} {what}", case.name);
            }
        }
    }
}

#[test]
fn rules_have_different_names() {
    let names: BTreeSet<&str> = RULES.iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), RULES.len());
}
