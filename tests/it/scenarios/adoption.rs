use meibo::directory::{Field, Kind, RankKind};

use crate::model::{Company, email, live_id};
use crate::run::{run, told};

#[test]
fn what_has_no_key_is_adopted_by_its_identity() {
    let mut before = Company::small();
    for handle in ["E3", "E4"] {
        before.member(handle).key = None;
    }
    before.org("sales-2").key = None;
    before.group("g-dev").key = None;
    before.rank("L2").key = None;
    before.rank("P1").key = None;
    before.rank("FT").key = None;
    // What the model refers to by key has none on the live side: name it by handle.
    let after = Company::small();
    before.post("E4", 0).org = crate::model::by_handle(Kind::Org, "sales-2");
    before.post("E1", 0).position =
        Field::Known(Some(crate::model::by_handle(Kind::Position, "P1")));
    before.member("E2").props.level =
        Field::Known(Some(crate::model::by_handle(Kind::Level, "L2")));
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn an_adoption_rides_on_the_patch_the_object_needs_anyway() {
    let mut before = Company::small();
    before.member("E3").key = None;
    let mut after = Company::small();
    after.member("E3").props.task = Field::Known(Some("新規開拓".into()));
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn an_address_under_another_key_is_an_error_and_never_a_new_member() {
    let mut after = Company::small();
    after.remove("E3");
    after.add_member("E9", "sales-1").props.email = Field::Known(email("e3@acme.example"));
    let plan = crate::run::planned(&Company::small().live(), &after);
    insta::assert_snapshot!(told(&plan));
    assert!(
        plan.problems
            .iter()
            .any(|it| it.severity == meibo::source::Severity::Error)
    );
}

#[test]
fn two_of_one_name_are_settled_by_id() {
    let mut before = Company::small();
    before.add_org("twin-a", Some("sales"), "双子");
    before.add_org("twin-b", Some("sales"), "双子");
    before.org("twin-a").key = None;
    before.org("twin-b").key = None;
    let mut after = Company::small();
    after.add_org("twin", Some("sales"), "双子").id =
        Some(live_id(Kind::Org, "twin-b").to_string());
    after.org("twin").props.email = Field::Absent;
    insta::assert_snapshot!("two_of_one_name_by_id", told(&run(&before, &after).plan));

    after.org("twin").id = None;
    let plan = crate::run::planned(&before.live(), &after);
    insta::assert_snapshot!("two_of_one_name_ambiguous", told(&plan));
    assert!(
        plan.problems
            .iter()
            .any(|it| it.severity == meibo::source::Severity::Error)
    );
}

#[test]
fn keys_move_along_a_chain() {
    let mut after = Company::small();
    // E3 was E2, E2 was E1's key, and E1 takes a new one.
    for (handle, new) in [("E1", "E0"), ("E2", "E1"), ("E3", "E2")] {
        let member = after.member(handle);
        member.previously = member.key.replace(new.to_owned());
    }
    let old = after.group("g-all");
    old.props.masters = Field::Known(crate::model::keys(&["E0"]));
    old.props.members = Field::Known(crate::model::keys(&["E0", "E1"]));
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn every_kind_can_take_a_new_key() {
    let mut after = Company::small();
    for handle in ["L3", "P2", "PT"] {
        let rank = after.rank(handle);
        rank.previously = rank.key.replace(format!("{handle}-new"));
    }
    after.post("E2", 0).position = crate::model::rank("P2-new");
    let org = after.org("dev-1");
    org.previously = org.key.replace("dev-1-new".into());
    after.post("E5", 0).org = crate::model::key("dev-1-new");
    let group = after.group("g-dev");
    group.previously = group.key.replace("g-dev-new".into());
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn more_than_fifty_adoptions_take_two_calls() {
    let mut after = Company::empty();
    for n in 0..60 {
        after.add_rank(
            RankKind::Position,
            &format!("P{n:02}"),
            &format!("役職{n:02}"),
        );
    }
    let mut before = after.clone();
    for (_, rank) in &mut before.ranks {
        rank.key = None;
    }
    let run = run(&before, &after);
    assert_eq!(run.plan.steps.len(), 2, "{}", told(&run.plan));
}

#[test]
fn a_row_of_keys_runs_through_bulk_calls_and_a_change() {
    let mut before = Company::small();
    before.add_member("E6", "dev-1");
    let mut after = before.clone();
    for (handle, new) in [("E3", "E3-new"), ("E4", "E3"), ("E6", "E4")] {
        let member = after.member(handle);
        member.previously = member.key.replace(new.to_owned());
    }
    // It takes its key along: one bulk call for the other two would wait for itself.
    after.member("E4").props.task = Field::Known(Some("新規開拓".into()));
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}
