use meibo::directory::{Field, RankKind};

use crate::model::{Company, rank};
use crate::run::{run, told};

/// Five levels, `L1` to `L5`.
fn five() -> Company {
    let mut company = Company::empty();
    for n in 1..=5 {
        company.add_rank(RankKind::Level, &format!("L{n}"), &format!("{n}級"));
    }
    company
}

#[test]
fn one_that_changes_rank_is_one_patch_where_there_is_room() {
    let mut before = five();
    for n in 1..=5 {
        before.rank(&format!("L{n}")).order = Some(n * 10);
    }
    let mut after = before.clone();
    let last = after.ranks.pop().expect("five levels");
    after.ranks.insert(1, last);
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn ranks_without_room_are_renumbered_by_the_fewest_patches() {
    let before = five();
    let mut after = before.clone();
    after.ranks.swap(0, 1);
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn a_new_rank_goes_into_the_middle() {
    let before = five();
    let mut after = before.clone();
    after.add_rank(RankKind::Level, "L2b", "準2級");
    let new = after.ranks.pop().expect("just added");
    after.ranks.insert(2, new);
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn two_levels_swap_their_names() {
    let mut after = five();
    after.rank("L1").props.name = Field::Known("2級".into());
    after.rank("L2").props.name = Field::Known("1級".into());
    insta::assert_snapshot!(told(&run(&five(), &after).plan));
}

#[test]
fn a_rank_goes_once_nobody_holds_it() {
    let mut before = Company::small();
    before.policy.owns.insert(
        meibo::directory::Kind::Level,
        vec![meibo::directory::Pattern("L*".into())],
    );
    let mut after = before.clone();
    after.remove("L2");
    after.member("E2").props.level = rank("L3");
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

/// An empty list of positions is answered whether they are on or off (facts 5.5).
#[test]
fn the_first_position_of_a_domain_switches_positions_on() {
    let before = Company::empty();
    let mut after = Company::empty();
    after.tenant.domains[0].enable = [RankKind::Position].into();
    after.add_rank(RankKind::Position, "P1", "部長");
    let plan = run(&before, &after).plan;
    let paths: Vec<&str> = (plan.steps.iter())
        .map(|step| step.request.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "/directory/positions/enable?domainId=20000123",
            "/directory/positions"
        ]
    );
    assert_eq!(plan.steps[1].needs, [1]);
    // One there is says that they are on.
    let before = after.clone();
    after.add_rank(RankKind::Position, "P2", "課長");
    assert_eq!(run(&before, &after).plan.steps.len(), 1);
}
