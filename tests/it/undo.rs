//! What a run did is taken back: the model's company goes from one state to another through
//! a journal, and by the plan of its undo to where it was.

use meibo::apply::undo::How;
use meibo::apply::undo::codes as undo;
use meibo::directory::{
    Field, Kind, Pattern, Post, RankKind, Ref, Removal, SuspendedReason, WantedState,
};
use meibo::plan::Plan;
use meibo::source::Code;

use crate::model::{Company, key};
use crate::run::{planned, steps};
use crate::taking_back::{done, done_on, errors, left, taken_back};

/// The codes a plan holds.
fn codes(plan: &Plan) -> Vec<Code> {
    let mut codes: Vec<Code> = plan.problems.iter().map(|it| it.code).collect();
    codes.dedup();
    codes
}

/// From one company to another and back; the plan back, and what is not as it was.
#[track_caller]
fn there_and_back(before: &Company, after: &Company) -> (Plan, Vec<String>) {
    let live = before.live();
    let forth = planned(&live, after);
    assert_eq!(errors(&forth), Vec::<String>::new());
    assert!(!forth.steps.is_empty());
    let done = done(&live, after, &forth);
    let there = done.world.directory().clone();
    let back = taken_back(&done, &there, after, How::default());
    assert_eq!(errors(&back), Vec::<String>::new(), "{}", steps(&forth));
    let again = done_on(done.world, &there, &back);
    let end = again.world.directory();
    (back, left(&live, end))
}

#[track_caller]
fn comes_back_whole(before: &Company, after: &Company) -> Plan {
    let (back, left) = there_and_back(before, after);
    assert!(left.is_empty(), "{}\n{}", left.join("\n"), steps(&back));
    back
}

#[test]
fn changed_properties_come_back_and_nothing_else_is_written() {
    let before = Company::small();
    let mut after = before.clone();
    after.member("E2").props.task = Field::Known(Some("監査".into()));
    after.org("dev").props.name = Field::Known("研究部".into());
    after.group("g-dev").props.description = Field::Known(Some("new".into()));
    let back = comes_back_whole(&before, &after);
    assert_eq!(back.steps.len(), 3, "{}", steps(&back));
    assert_eq!(codes(&back), vec![]);
}

#[test]
fn what_was_made_goes() {
    let before = Company::small();
    let mut after = before.clone();
    after.add_org("new", Some("sales"), "新設課");
    after.add_member("E9", "new");
    after.add_group("g-new", "新設", "E9", &["E9", "E1"]);
    after.add_rank(RankKind::Level, "L9", "嘱託");
    after.member("E9").props.level = Field::Known(Some(key("L9")));
    comes_back_whole(&before, &after);
}

#[test]
fn moves_and_orders_come_back() {
    let before = Company::small();
    let mut after = before.clone();
    after.orgs.swap(0, 4);
    after.org("sales-2").props.parent = Field::Known(Some(key("dev")));
    after.ranks.swap(0, 2);
    comes_back_whole(&before, &after);
}

#[test]
fn who_was_suspended_is_let_in_again_and_the_leader_is_seated() {
    let mut before = Company::small();
    before.member("E3").flags.suspended = true;
    before.member("E3").flags.suspended_reason = Some(SuspendedReason::Master);
    before.member("E3").state = WantedState::Suspended;
    let mut after = before.clone();
    after.member("E3").state = WantedState::Active;
    after.member("E4").state = WantedState::Suspended;
    // E2 leads sales-1: E3 takes his seat.
    after.post("E3", 0).leader = Field::Known(true);
    after.post("E2", 0).leader = Field::Known(false);
    comes_back_whole(&before, &after);
}

#[test]
fn who_was_deleted_is_brought_back_with_posts_and_groups() {
    let mut before = Company::small();
    before.policy.removal = Removal::Delete;
    let mut after = before.clone();
    after.member("E2").state = WantedState::Deleted;
    let group = &mut after.group("g-all").props;
    group.members = Field::Known(vec![key("E1")]);
    comes_back_whole(&before, &after);
}

#[test]
fn what_was_deleted_is_made_anew_in_its_place() {
    let mut before = Company::small();
    let owns = [Kind::Org, Kind::Group, Kind::Level];
    before.policy.owns = owns.map(|kind| (kind, vec![Pattern("*".into())])).into();
    let mut after = before.clone();
    after.orgs.retain(|org| !org.handle.starts_with("sales"));
    after.groups.retain(|group| group.handle != "g-dev");
    after.ranks.retain(|(_, rank)| rank.handle != "L2");
    for member in ["E2", "E3", "E4"] {
        after.member(member).props.posts = Field::Known(vec![post_in("hq")]);
        after.member(member).props.level = Field::Known(None);
    }
    after.group("g-all").props.orgs = Field::Known(vec![key("dev")]);
    let back = comes_back_whole(&before, &after);
    assert!(codes(&back).contains(&undo::MADE_ANEW));
}

fn post_in(org: &str) -> Post {
    Post {
        org: Ref::Key(org.into()),
        primary: Field::Known(true),
        position: Field::Known(None),
        leader: Field::Known(false),
        visible: Field::Known(true),
        team_feature: Field::Known(true),
    }
}

#[test]
fn adopted_keys_are_taken_away_again() {
    let mut before = Company::small();
    for member in ["E3", "E5"] {
        before.member(member).key = None;
    }
    before.org("dev-1").key = None;
    before.member("E5").props.posts = Field::Known(vec![post_in("dev")]);
    let mut after = Company::small();
    after.member("E5").props.posts = Field::Known(vec![post_in("dev")]);
    let back = comes_back_whole(&before, &after);
    assert_eq!(back.steps.len(), 2, "{}", steps(&back));
}
