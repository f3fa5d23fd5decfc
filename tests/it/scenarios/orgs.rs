use meibo::directory::{Field, OrgOrder};

use crate::model::{Company, key};
use crate::run::{run, told};

#[test]
fn a_renamed_org_is_one_patch() {
    let mut after = Company::small();
    after.org("sales").props.name = Field::Known("営業本部".into());
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn a_subtree_moves_by_its_top() {
    let mut after = Company::small();
    after.org("sales").props.parent = Field::Known(Some(key("hq")));
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn a_moved_and_renamed_org_is_two_calls() {
    let mut after = Company::small();
    after.org("dev-1").props.parent = Field::Known(Some(key("sales")));
    after.org("dev-1").props.name = Field::Known("技術営業課".into());
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn an_org_and_the_one_above_it_change_places() {
    let mut after = Company::small();
    after.org("sales-1").props.parent = Field::Known(None);
    after.org("sales").props.parent = Field::Known(Some(key("sales-1")));
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn siblings_are_put_in_order_by_the_fewest_moves() {
    let mut before = Company::empty();
    for name in ["a1", "b1", "c1", "d1", "e1"] {
        before.add_org(name, None, name);
    }
    let mut after = before.clone();
    after.place_before("e1", "b1");
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn a_new_org_takes_its_place_among_its_siblings() {
    let mut after = Company::small();
    after.add_org("sales-0", Some("sales"), "営業企画課");
    after.place_before("sales-0", "sales-1");
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn a_new_branch_is_made_from_its_top() {
    let mut after = Company::small();
    after.add_org("dx", None, "デジタル推進本部");
    after.add_org("dx-1", Some("dx"), "データ課");
    after.add_org("dx-1-a", Some("dx-1"), "分析班");
    after.org("dev").props.parent = Field::Known(Some(key("dx")));
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn order_that_is_left_free_is_left_alone() {
    let mut after = Company::small();
    after.policy.org_order = OrgOrder::Free;
    after.place_before("dev", "hq");
    assert!(run(&Company::small(), &after).plan.steps.is_empty());
}

#[test]
fn unmanaged_siblings_stay_where_they_are() {
    let mut before = Company::empty();
    for name in ["a1", "x1", "b1", "c1"] {
        before.add_org(name, None, name);
    }
    before.org("x1").unmanage();
    let mut after = before.clone();
    after.place_before("c1", "b1");
    let run = run(&before, &after);
    insta::assert_snapshot!(told(&run.plan));
}

#[test]
fn an_org_left_out_of_the_configuration_is_left_alone() {
    let mut after = Company::small();
    after.org("dev").declared = false;
    after.org("dev-1").declared = false;
    assert!(run(&Company::small(), &after).plan.steps.is_empty());
}
