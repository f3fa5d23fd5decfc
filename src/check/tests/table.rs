use std::collections::BTreeSet;

use super::case::Case;
use super::sample::{renumber, sample};
use super::{identity, settings, structure};
use crate::check::{RULES, check, check_at, codes, take_out_allowed};
use crate::directory::{Desired, Field, Kind};
use crate::source::{Code, Problem, Severity};

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
        let dated = [codes::HIRED_LATE, codes::BORN_LATE].contains(code);
        assert!(dated || covered.contains(code), "{code} has no case");
    }
}

#[test]
fn what_can_be_allowed_is_what_is_a_warning() {
    let mut warned: BTreeSet<Code> = cases()
        .filter(|case| case.severity == Severity::Warning)
        .map(|case| case.code)
        .filter(|code| *code != codes::ALLOWS_NOTHING)
        .collect();
    warned.extend([codes::HIRED_LATE, codes::BORN_LATE]);
    let listed: BTreeSet<Code> = codes::WARNINGS.iter().copied().collect();
    assert_eq!(listed, warned);
}

#[test]
fn dates_are_compared_with_today() {
    let today = jiff::civil::date(2026, 4, 1);
    let met = |hired: &str, born: &str| {
        let mut desired = sample();
        desired.members[0].props.hired_date = Field::Known(Some(hired.into()));
        desired.members[0].props.birthday = Field::Known(Some(born.into()));
        let checked = check_at(&desired, today);
        let codes = checked.problems.iter();
        codes
            .map(|p| (p.code, p.place.pointer.clone().unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    assert_eq!(met("2027-04-01", "2026-03-31"), []);
    assert_eq!(
        met("2027-04-02", "2026-04-01"),
        [
            (codes::HIRED_LATE, "/members/0/hiredDate".to_owned()),
            (codes::BORN_LATE, "/members/0/birthday".to_owned()),
        ]
    );
}

#[test]
fn allowed_warnings_are_taken_out_and_counted() {
    let today = jiff::civil::date(2026, 4, 1);
    let mut desired = sample();
    desired
        .policy
        .protect
        .insert(Kind::Member, ["E98".into(), "E99".into()].into());
    assert_eq!(check_at(&desired, today).problems.len(), 2);
    desired.policy.allow.insert("M0280".into(), "経緯".into());
    let checked = check_at(&desired, today);
    assert_eq!((checked.problems, checked.allowed), (Vec::new(), 2));
    // What is wrong is never allowed, whatever else is.
    desired.policy.allow.insert("M0210".into(), "経緯".into());
    let checked = check_at(&desired, today);
    assert_eq!(checked.problems.len(), 1);
}

/// What a plan or the tenant warns of is allowed by a configuration that cannot know whether
/// it will be met; the plan takes it out.
#[test]
fn warnings_of_the_rooms_above_can_be_allowed() {
    for code in codes::WARNINGS_ABOVE {
        let mut desired = sample();
        let reason = "経緯があるため".to_owned();
        desired.policy.allow.insert(code.to_string(), reason);
        assert_eq!(check(&desired), [], "{code}");
        let other = codes::WARNINGS_ABOVE.iter().find(|other| *other != code);
        let other = Problem::warning(*other.expect("another one"));
        let mut problems = vec![
            Problem::warning(*code),
            other.clone(),
            Problem::error(*code),
        ];
        assert_eq!(take_out_allowed(&desired.policy, &mut problems), 1);
        assert_eq!(problems, [other, Problem::error(*code)]);
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
