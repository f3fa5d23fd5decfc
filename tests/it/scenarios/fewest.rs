//! Ways to need a call less: the worked examples of docs/planning.md that no other scenario
//! is about.

use meibo::directory::{Field, Kind, Pattern, Relation, Removal};

use crate::model::{Company, email, key};
use crate::run::{run, told};

fn related(to: &str) -> Field<Vec<Relation>> {
    Field::Known(vec![Relation {
        member: key(to),
        name: "相棒".into(),
    }])
}

#[test]
fn of_two_new_members_who_name_each_other_one_is_changed_later() {
    let mut after = Company::small();
    for handle in ["E7", "E8"] {
        after.add_member(handle, "dev-1");
    }
    after.member("E7").props.relations = related("E8");
    after.member("E8").props.relations = related("E7");
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn of_two_new_members_the_one_who_is_named_is_made_first() {
    let mut after = Company::small();
    for handle in ["E7", "E8"] {
        after.add_member(handle, "dev-1");
    }
    after.member("E7").props.relations = related("E8");
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn a_branch_becomes_private_by_its_top() {
    let mut after = Company::small();
    for org in ["sales", "sales-1", "sales-2"] {
        after.org(org).props.visible = Field::Known(false);
    }
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn whoever_is_deleted_leaves_groups_and_relations_by_himself() {
    let mut before = Company::small();
    before.policy.removal = Removal::ForceDelete;
    before
        .policy
        .owns
        .insert(Kind::Member, vec![Pattern("E*".into())]);
    before.add_member("E7", "dev-1");
    before.member("E2").props.relations = related("E7");
    if let Some(list) = before.group("g-all").props.members.known_mut() {
        list.push(key("E7"));
    }
    let mut after = before.clone();
    after.remove("E7");
    after.member("E2").props.relations = Field::Known(Vec::new());
    if let Some(list) = after.group("g-all").props.members.known_mut() {
        list.retain(|it| *it != key("E7"));
    }
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn a_circle_of_addresses_costs_nothing_where_someone_has_two_calls_anyway() {
    let mut after = Company::small();
    // E7 is changed after E8 is made anyway: his address waits until then.
    for handle in ["E7", "E8"] {
        after.add_member(handle, "dev-1");
    }
    after.member("E7").props.relations = related("E8");
    after.member("E8").props.relations = related("E7");
    after.member("E7").props.email = Field::Known(email("e3@acme.example"));
    after.member("E3").props.email = Field::Known(email("mori@acme.example"));
    after.member("E3").props.relations = related("E7");
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}
