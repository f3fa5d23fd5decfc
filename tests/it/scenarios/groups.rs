use meibo::directory::{Field, Kind, Lists};

use crate::model::{Company, by_handle, key, keys};
use crate::run::{count, run, told};

#[test]
fn two_groups_swap_their_names() {
    let mut after = Company::small();
    after.group("g-all").props.name = Field::Known("開発連絡".into());
    after.group("g-dev").props.name = Field::Known("全社連絡".into());
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn a_name_that_differs_in_case_only_is_one_patch() {
    let mut before = Company::small();
    before.group("g-dev").props.name = Field::Known("Apollo".into());
    let mut after = before.clone();
    after.group("g-dev").props.name = Field::Known("APOLLO".into());
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn inner_groups_are_made_first() {
    let mut after = Company::small();
    after
        .add_group("g-outer", "外側", "E1", &["E1"])
        .props
        .groups = Field::Known(keys(&["g-mid"]));
    after.add_group("g-mid", "中間", "E1", &["E1"]).props.groups = Field::Known(keys(&["g-in"]));
    after.add_group("g-in", "内側", "E1", &["E1"]);
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn two_groups_change_which_holds_the_other() {
    let mut before = Company::small();
    before.group("g-all").props.groups = Field::Known(keys(&["g-dev"]));
    let mut after = Company::small();
    after.group("g-dev").props.groups = Field::Known(keys(&["g-all"]));
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn a_list_is_the_same_whatever_its_order() {
    let mut before = Company::small();
    before.group("g-all").props.members = Field::Known(keys(&["E2", "E1"]));
    assert!(run(&before, &Company::small()).plan.steps.is_empty());
}

#[test]
fn the_only_master_is_handed_over() {
    let mut after = Company::small();
    after.group("g-dev").props.masters = Field::Known(keys(&["E4"]));
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

/// A company with one group of `count` members.
fn crowd(count: usize) -> Company {
    let mut company = Company::small();
    let mut members = Vec::new();
    for n in 0..count + 3 {
        let key = format!("M{n:03}");
        company.add_member(&key, "dev-1");
        members.push(crate::model::key(&key));
    }
    members.truncate(count);
    company
        .add_group("g-big", "大人数", "E1", &[])
        .props
        .members = Field::Known(members);
    company
}

#[test]
fn a_list_of_two_hundred_is_one_patch() {
    let before = crowd(199);
    let mut after = before.clone();
    let members = after
        .group("g-big")
        .props
        .members
        .known_mut()
        .expect("members");
    members.push(key("M200"));
    let run = run(&before, &after);
    assert_eq!(run.plan.steps.len(), 1);
    assert_eq!(count(&run.plan, meibo::world::Method::Patch, "/groups/"), 1);
}

#[test]
fn above_two_hundred_members_come_and_go_one_by_one() {
    let before = crowd(250);
    let mut after = before.clone();
    let members = after
        .group("g-big")
        .props
        .members
        .known_mut()
        .expect("members");
    members.retain(|member| *member != key("M007"));
    members.push(key("M250"));
    members.push(key("M251"));
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn whoever_is_deleted_leaves_a_long_list_without_a_call() {
    let mut before = crowd(250);
    before.policy.removal = meibo::directory::Removal::Delete;
    let owned = vec![meibo::directory::Pattern("M*".into())];
    before
        .policy
        .owns
        .insert(meibo::directory::Kind::Member, owned);
    let mut after = before.clone();
    let members = after.group("g-big").props.members.known_mut();
    members
        .expect("members")
        .retain(|member| *member != key("M007"));
    after.remove("M007");
    let run = run(&before, &after);
    assert_eq!(run.plan.steps.len(), 1, "{}", told(&run.plan));
}

#[test]
fn what_two_deletions_bring_about_takes_no_call() {
    let mut before = Company::small();
    before.policy.removal = meibo::directory::Removal::Delete;
    for (kind, pattern) in [
        (meibo::directory::Kind::Member, "E5"),
        (meibo::directory::Kind::Group, "g-inner"),
    ] {
        let owned = vec![meibo::directory::Pattern(pattern.into())];
        before.policy.owns.insert(kind, owned);
    }
    before.add_group("g-inner", "内輪", "E1", &["E1"]);
    let outer = before.add_group("g-outer", "外側", "E1", &["E1", "E5"]);
    outer.props.groups = Field::Known(keys(&["g-inner"]));
    let mut after = before.clone();
    // Its members nobody declares: they stay as they are, less who goes.
    let outer = &mut after.group("g-outer").props;
    outer.members = Field::Absent;
    outer.groups = Field::Known(Vec::new());
    after.remove("g-inner");
    after.remove("E5");
    let dev = &mut after.group("g-dev").props;
    dev.masters = Field::Known(keys(&["E1"]));
    dev.members = Field::Known(keys(&["E1"]));
    let run = run(&before, &after);
    let outer = count(
        &run.plan,
        meibo::world::Method::Patch,
        "/groups/group-g-outer",
    );
    assert_eq!(outer, 0, "{}", told(&run.plan));
}

#[test]
fn a_new_group_of_more_than_two_hundred_is_filled_up() {
    let before = {
        let mut company = crowd(250);
        company.remove("g-big");
        company
    };
    let after = crowd(250);
    let run = run(&before, &after);
    assert_eq!(
        count(&run.plan, meibo::world::Method::Post, "/groups"),
        run.plan.steps.len()
    );
}

/// A group that holds someone, an org and a group nobody declares.
fn with_strangers() -> Company {
    let mut company = Company::small();
    company.add_member("guest", "hq").unmanage();
    company.add_org("circle", None, "同好会").unmanage();
    company
        .add_group("party", "忘年会", "E1", &["E1"])
        .unmanage();
    let group = &mut company.group("g-all").props;
    group
        .members
        .known_mut()
        .expect("a list")
        .push(by_handle(Kind::Member, "guest"));
    group
        .orgs
        .known_mut()
        .expect("a list")
        .push(by_handle(Kind::Org, "circle"));
    group
        .groups
        .known_mut()
        .expect("a list")
        .push(by_handle(Kind::Group, "party"));
    company
}

fn without_strangers() -> Company {
    let mut company = with_strangers();
    let small = Company::small().group("g-all").props.clone();
    company.group("g-all").props = small;
    company
}

#[test]
fn entries_that_nobody_manages_are_kept() {
    let mut after = without_strangers();
    assert!(run(&with_strangers(), &after).plan.steps.is_empty());
    after.group("g-all").props.members = Field::Known(keys(&["E1", "E3"]));
    insta::assert_snapshot!(told(&run(&with_strangers(), &after).plan));
}

#[test]
fn exclusive_lists_hold_nobody_else() {
    let mut after = without_strangers();
    after.policy.lists = Lists::Exclusive;
    insta::assert_snapshot!(told(&run(&with_strangers(), &after).plan));
}
