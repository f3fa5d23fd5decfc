//! How many calls a reading takes: what the configuration needs, and not one more.

use std::collections::BTreeMap;

use meibo::directory::{Desired, FeatureState, Field, Kind, Pattern, RankKind};
use meibo::live::{Extent, GroupMembers, Wants};

use super::service::{Service, reading};
use crate::model::{Company, HOME};

const LEVELS: &str = "GET /directory/levels";
const POSITIONS: &str = "GET /directory/positions";
const USER_TYPES: &str = "GET /directory/user-types";
const USERS: &str = "GET /users";
const USER: &str = "GET /users/{id}";
const ORGS: &str = "GET /orgunits";
const GROUPS: &str = "GET /groups";
const MEMBERS: &str = "GET /groups/{id}/members";
const MASTERS: &str = "GET /groups/{id}/administrators";

/// The calls of a reading are exactly these.
#[track_caller]
fn are(service: &Service, expected: &[(&str, usize)]) {
    let expected: BTreeMap<String, usize> = expected
        .iter()
        .map(|(operation, count)| ((*operation).to_owned(), *count))
        .collect();
    assert_eq!(service.counts(), expected);
    assert!(service.most_in_flight() <= 2);
}

async fn calls(company: &Company, desired: &Desired) -> Service {
    let service = Service::of(company);
    reading(&service, desired, Wants::default()).await;
    service
}

#[tokio::test(start_paused = true)]
async fn everything_of_a_small_company() {
    let company = Company::small();
    let service = calls(&company, &company.desired()).await;
    let every = [
        (LEVELS, 1),
        (POSITIONS, 1),
        (USER_TYPES, 1),
        (USERS, 1),
        (ORGS, 1),
        (GROUPS, 1),
        (MEMBERS, 2),
        (MASTERS, 2),
    ];
    are(&service, &every);

    // Of two domains: every list of each, the ranks where they are declared.
    let company = Company::small().with_away();
    let service = calls(&company, &company.desired()).await;
    let both = every.map(|(operation, count)| match operation {
        USERS | ORGS | GROUPS => (operation, 2),
        _ => (operation, count),
    });
    are(&service, &both);
}

#[tokio::test(start_paused = true)]
async fn ranks_alone_and_nothing_at_all() {
    let mut company = Company::empty();
    company.add_rank(RankKind::Level, "L1", "部長");
    are(&calls(&company, &company.desired()).await, &[(LEVELS, 1)]);

    // Owned levels may be removed, where nobody holds them.
    let owned = vec![Pattern("L*".into())];
    company.policy.owns.insert(Kind::Level, owned);
    let service = calls(&company, &company.desired()).await;
    are(&service, &[(LEVELS, 1), (USERS, 1)]);

    // One read still proves that the domain may be read.
    let company = Company::empty();
    are(&calls(&company, &company.desired()).await, &[(ORGS, 1)]);
}

#[tokio::test(start_paused = true)]
async fn a_list_that_is_off_takes_one_more_where_nothing_else_is_read() {
    let mut company = Company::empty();
    company.add_rank(RankKind::Level, "L1", "部長");
    let desired = company.desired();
    company.remove("L1");
    let service = Service::with(&company, |_| {});
    // The model has its lists on; the console switched this one off.
    let service = Service::scripted(
        std::time::Duration::from_millis(200),
        meibo::plan::pace::Limits::default(),
        move |target| match target.starts_with("/directory/levels") {
            true => Err(403),
            false => service.answer(target),
        },
    );
    let (read, _) = reading(&service, &desired, Wants::default()).await;
    are(&service, &[(LEVELS, 1), (ORGS, 1)]);
    let state = &read.snapshot.directory.domains[&HOME];
    assert_eq!(state.levels, FeatureState::Off);
}

#[tokio::test(start_paused = true)]
async fn pages_are_full() {
    let mut company = Company::empty();
    company.add_org("o", None, "本社");
    let keys: Vec<String> = (0..250).map(|n| format!("E{n}")).collect();
    for key in &keys {
        company.add_member(key, "o");
    }
    let all: Vec<&str> = keys.iter().map(String::as_str).collect();
    company.add_group("g", "全員", "E1", &all);
    let service = calls(&company, &company.desired()).await;
    let expected = [
        (USERS, 3),
        (ORGS, 1),
        (GROUPS, 1),
        (MEMBERS, 3),
        (MASTERS, 1),
    ];
    are(&service, &expected);

    // Only who is pending is asked for: the members alone.
    let service = Service::of(&company);
    let members = Wants {
        extent: Extent::Members,
        ..Wants::default()
    };
    reading(&service, &company.desired(), members).await;
    are(&service, &[(USERS, 3)]);
}

/// A company of 40 groups.
fn grouped() -> Company {
    let mut company = Company::empty();
    company.add_org("o", None, "本社");
    company.add_member("E1", "o");
    company.add_member("E2", "o");
    for n in 0..40 {
        company.add_group(&format!("g-{n:02}"), &format!("{n}"), "E1", &["E1", "E2"]);
    }
    company
}

const REST: [(&str, usize); 3] = [(USERS, 1), (ORGS, 1), (GROUPS, 1)];

#[tokio::test(start_paused = true)]
async fn nobody_asks_who_is_in_groups_that_are_not_managed() {
    let company = grouped();
    let mut desired = company.desired();
    desired.groups.truncate(10);
    let service = calls(&company, &desired).await;
    are(
        &service,
        &[&REST[..], &[(MEMBERS, 10), (MASTERS, 10)]].concat(),
    );

    // None is: the list of groups alone is of use, for its addresses.
    desired.groups.clear();
    are(&calls(&company, &desired).await, &REST);

    // Owned groups go: with nobody but those who are in them now.
    let all = vec![Pattern("*".into())];
    desired.policy.owns.insert(Kind::Group, all);
    are(
        &calls(&company, &desired).await,
        &[&REST[..], &[(MEMBERS, 40), (MASTERS, 40)]].concat(),
    );

    // What is protected stays.
    let kept = (0..15)
        .map(|n| format!("g-{n:02}").as_str().into())
        .collect();
    desired.policy.protect.insert(Kind::Group, kept);
    are(
        &calls(&company, &desired).await,
        &[&REST[..], &[(MEMBERS, 25), (MASTERS, 25)]].concat(),
    );
}

#[tokio::test(start_paused = true)]
async fn a_list_that_nobody_declares_is_not_read() {
    let company = grouped();
    let mut desired = company.desired();
    for (n, group) in desired.groups.iter_mut().enumerate() {
        let props = &mut group.props;
        if n >= 3 {
            props.masters = Field::Absent;
        }
        if n >= 5 {
            props.members = Field::Absent;
            props.orgs = Field::Absent;
        }
        if n >= 7 {
            props.groups = Field::Absent;
        }
    }
    let service = calls(&company, &desired).await;
    are(
        &service,
        &[&REST[..], &[(MASTERS, 3), (MEMBERS, 7)]].concat(),
    );

    // A group that is to hold others could close a circle through any of them.
    desired.groups[0].props.groups = Field::Known(vec![crate::model::key("g-39")]);
    let service = calls(&company, &desired).await;
    are(
        &service,
        &[&REST[..], &[(MASTERS, 3), (MEMBERS, 40)]].concat(),
    );
}

#[tokio::test(start_paused = true)]
async fn inline_lists_cost_a_sample() {
    let company = grouped();
    let service = Service::of(&company);
    let inline = Wants {
        group_members: GroupMembers::Inline,
        ..Wants::default()
    };
    let (_, told) = reading(&service, &company.desired(), inline).await;
    // The eight largest (of equals the first) and every fifth.
    are(
        &service,
        &[&REST[..], &[(MASTERS, 14), (MEMBERS, 14)]].concat(),
    );
    assert_eq!(told.problems(), []);
}

#[tokio::test(start_paused = true)]
async fn members_that_no_list_shows_are_asked_for_once() {
    let mut company = grouped();
    company.groups.clear();
    let live = company.clone();
    for key in ["E3", "E4", "E5"] {
        company.add_member(key, "o");
    }
    let service = calls(&live, &company.desired()).await;
    are(&service, &[&REST[..], &[(USER, 3)]].concat());
}
