//! The model's two sides agree, and the comparison sees when they do not: without this a
//! scenario that passes would prove little.

use std::sync::Arc;

use meibo::directory::{Field, Id, Kind, Pattern};

use super::{Company, key, keys, live_id};
use crate::compare::differences;

#[test]
fn both_sides_of_a_company_agree() {
    for company in [
        Company::empty(),
        Company::small(),
        Company::small().with_away(),
    ] {
        assert_eq!(
            differences(&company.desired(), &company.live()),
            Vec::<String>::new()
        );
    }
}

#[test]
fn the_comparison_sees_each_way_of_disagreeing() {
    type Change = fn(&mut Company);
    let live = Company::small();
    let cases: [(&str, Change); 17] = [
        ("org sales: name is", |c| {
            c.org("sales").props.name = "営業".to_owned().into()
        }),
        ("org dev-1: parent is", |c| {
            c.org("dev-1").props.parent = Field::Known(Some(key("hq")))
        }),
        ("orgs: stand as", |c| c.place_before("dev", "hq")),
        ("org x: is not there", |c| {
            c.add_org("x", None, "x");
        }),
        ("org that is owned and not declared", |c| {
            c.policy.owns.insert(Kind::Org, vec![Pattern("*".into())]);
            c.remove("dev-1");
        }),
        ("member E3: task is", |c| {
            c.member("E3").props.task = Field::Known(Some("採用".into()));
        }),
        ("member E3: has no post in hq", |c| {
            c.post("E3", 0).org = key("hq")
        }),
        ("member E3: still has a post in sales-1", |c| {
            c.post("E3", 0).org = key("hq")
        }),
        ("member E3 in sales-1: leader is", |c| {
            c.post("E3", 0).leader = Field::Known(true)
        }),
        ("member E2 in sales-1: position is", |c| {
            c.post("E2", 0).position = Field::Known(None)
        }),
        ("member E2: level is", |c| {
            c.member("E2").props.level = super::rank("L1")
        }),
        ("member E3: is still in use", |c| {
            c.policy
                .owns
                .insert(Kind::Member, vec![Pattern("E*".into())]);
            c.remove("E3");
        }),
        ("member E3: is not suspended", |c| {
            c.member("E3").state = meibo::directory::WantedState::Suspended;
        }),
        ("group g-all: members is", |c| {
            c.group("g-all").props.members = Field::Known(keys(&["E1"]));
        }),
        ("group g-all: orgs is", |c| {
            c.group("g-all").props.orgs = Field::Known(keys(&["hq"]))
        }),
        ("levels: stand as", |c| c.ranks.swap(0, 1)),
        ("level L1: executive is", |c| {
            c.rank("L1").props.executive = Field::Known(true)
        }),
    ];
    for (expected, change) in cases {
        let mut company = live.clone();
        change(&mut company);
        let found = differences(&company.desired(), &live.live());
        assert!(
            found.iter().any(|it| it.contains(expected)),
            "{expected}: {found:#?}"
        );
    }
}

#[test]
fn what_is_hidden_is_not_taken_for_equal() {
    let company = Company::small();
    let mut live = company.live();
    let id: Id = live_id(Kind::Member, "E1");
    Arc::make_mut(&mut live.members[&id]).props.email = Field::Absent;
    let found = differences(&company.desired(), &live);
    assert_eq!(found.len(), 1, "{found:#?}");
}
