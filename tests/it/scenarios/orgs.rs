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

#[test]
fn an_org_is_made_below_one_that_is_shown_again_only_then() {
    let mut before = Company::small();
    before.add_org("lab", None, "研究所");
    before.org("lab").props.visible = Field::Known(false);
    let mut after = before.clone();
    after.org("lab").props.visible = Field::Known(true);
    after.add_org("lab-1", Some("lab"), "第1研究室");
    after.org("lab-1").props.visible = Field::Known(true);
    // What waits for the new org makes it more urgent than the change of the old one.
    for n in 6..12 {
        after.add_member(&format!("E{n}"), "lab-1");
    }
    let plan = run(&before, &after).plan;
    let of = |key: &str| plan.steps.iter().position(|step| step.key == key);
    assert!(of("lab") < of("lab-1"), "{}", told(&plan));
}

#[test]
fn an_org_leaves_one_that_becomes_private_first() {
    let mut before = Company::small();
    before.org("sales").props.visible = Field::Known(true);
    before.org("sales-1").props.visible = Field::Known(true);
    let mut after = before.clone();
    after.org("sales").props.visible = Field::Known(false);
    after.org("sales-2").props.visible = Field::Known(false);
    after.org("sales-1").props.parent = Field::Known(None);
    let plan = run(&before, &after).plan;
    let of = |key: &str| plan.steps.iter().position(|step| step.key == key);
    assert!(of("sales-1") < of("sales"), "{}", told(&plan));
}
