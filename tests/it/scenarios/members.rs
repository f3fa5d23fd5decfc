use meibo::directory::{
    Field, Leave, MemberFlags, Moment, PasswordBy, Secondary, SuspendedReason, WantedState,
};

use crate::model::{AWAY, Company, email, key, post, rank};
use crate::run::{run, run_live, told};

#[test]
fn a_promotion_is_one_patch() {
    let mut after = Company::small();
    after.member("E3").props.level = rank("L2");
    after.post("E3", 0).position = rank("P2");
    after.member("E3").props.task = Field::Known(Some("新規開拓".into()));
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn two_members_swap_their_addresses() {
    let mut after = Company::small();
    after.member("E2").props.email = Field::Known(email("e3@acme.example"));
    after.member("E3").props.email = Field::Known(email("e2@acme.example"));
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn an_address_is_handed_on() {
    let mut after = Company::small();
    after.member("E2").props.email = Field::Known(email("e2.old@acme.example"));
    after.member("E3").props.email = Field::Known(email("e2@acme.example"));
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn a_new_leader_unseats_the_old_one_without_a_call() {
    let before = Company::small();
    let mut after = before.clone();
    after.post("E3", 0).leader = Field::Known(true);
    after.post("E2", 0).leader = Field::Known(false);
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn a_leader_that_says_nothing_of_it_is_unseated_and_stays_so() {
    let mut after = Company::small();
    after.post("E3", 0).leader = Field::Known(true);
    after.post("E2", 0).leader = Field::Absent;
    // Something else changes on the old leader: that call must not seat him again.
    after.member("E2").props.task = Field::Known(Some("引き継ぎ".into()));
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn two_leaders_change_places() {
    let mut after = Company::small();
    after.post("E2", 0).org = key("sales-2");
    after.post("E4", 0).org = key("sales-1");
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn a_concurrent_post_is_added_and_the_first_one_kept() {
    let mut after = Company::small();
    let mut second = post("hq");
    second.visible = Field::Known(false);
    second.team_feature = Field::Known(false);
    let posts = after.member("E5").props.posts.known_mut().expect("posts");
    posts.push(second);
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn the_primary_post_changes() {
    let mut before = Company::small();
    let posts = before.member("E5").props.posts.known_mut().expect("posts");
    posts.push(post("hq"));
    let mut after = before.clone();
    after.post("E5", 1).primary = Field::Known(true);
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn posts_in_unmanaged_orgs_are_kept() {
    let mut before = Company::small();
    before.add_org("circle", None, "同好会").unmanage();
    let posts = before.member("E5").props.posts.known_mut().expect("posts");
    posts.push(crate::model::Post {
        org: crate::model::by_handle(meibo::directory::Kind::Org, "circle"),
        ..post("hq")
    });
    let mut after = before.clone();
    after.member("E5").props.posts = Field::Known(vec![post("sales-1")]);
    let run = run(&before, &after);
    insta::assert_snapshot!(told(&run.plan));
}

#[test]
fn a_member_joins_another_company_as_well() {
    let mut after = Company::small().with_away();
    after.member("E2").props.secondary = Field::Known(vec![Secondary {
        domain: AWAY,
        email: Field::Absent,
        level: Field::Absent,
        posts: Field::Known(vec![post("sub-1")]),
    }]);
    insta::assert_snapshot!(told(&run(&Company::small().with_away(), &after).plan));
}

#[test]
fn a_member_leaves_the_other_company() {
    let mut before = Company::small().with_away();
    before.member("E2").props.secondary = Field::Known(vec![Secondary {
        domain: AWAY,
        email: Field::Known(email("e2@acme-sub.example")),
        level: Field::Absent,
        posts: Field::Known(vec![post("sub-1")]),
    }]);
    let mut after = before.clone();
    after.member("E2").props.secondary = Field::Known(Vec::new());
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn a_member_moves_to_another_company_for_good() {
    let before = Company::small().with_away();
    let mut after = before.clone();
    let member = after.member("E3");
    member.domain = AWAY;
    member.props.email = Field::Known(email("e3@acme-sub.example"));
    member.props.posts = Field::Known(vec![post("sub-1")]);
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

fn leave(from: &str, to: &str) -> Field<Option<Leave>> {
    let moment = |text: &str| Moment::parse(text).expect("a moment");
    Field::Known(Some(Leave {
        from: moment(from),
        to: moment(to),
    }))
}

#[test]
fn a_leave_is_set() {
    let mut after = Company::small();
    after.member("E3").props.leave =
        leave("2027-05-01T00:00:00+09:00", "2028-03-31T23:59:59+09:00");
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn a_leave_is_ended() {
    let mut before = Company::small();
    before.member("E3").props.leave =
        leave("2026-12-01T00:00:00+09:00", "2028-03-31T23:59:59+09:00");
    before.member("E3").flags.on_leave = true;
    let mut after = before.clone();
    after.member("E3").props.leave = Field::Known(None);
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn a_member_is_suspended() {
    let mut after = Company::small();
    after.member("E3").state = WantedState::Suspended;
    insta::assert_snapshot!(told(&run(&Company::small(), &after).plan));
}

#[test]
fn a_suspension_by_an_administrator_is_lifted() {
    let mut before = Company::small();
    before.member("E3").flags = MemberFlags {
        suspended: true,
        suspended_reason: Some(SuspendedReason::Master),
        ..MemberFlags::default()
    };
    insta::assert_snapshot!(told(&run(&before, &Company::small()).plan));
}

#[test]
fn a_suspension_by_failed_logins_is_not_lifted() {
    let mut before = Company::small();
    before.member("E3").flags = MemberFlags {
        suspended: true,
        suspended_reason: Some(SuspendedReason::LoginFail),
        ..MemberFlags::default()
    };
    let run = run(&before, &Company::small());
    assert!(run.plan.steps.is_empty());
    insta::assert_snapshot!(told(&run.plan));
}

#[test]
fn a_member_in_deletion_is_brought_back_into_its_posts_and_groups() {
    let mut before = Company::small();
    before.member("E2").flags.deleted = true;
    before.member("E2").props.posts = Field::Known(Vec::new());
    before.group("g-all").props.members = Field::Known(vec![key("E1")]);
    let run = run(&before, &Company::small());
    insta::assert_snapshot!(told(&run.plan));
}

#[test]
fn a_first_password_is_named_and_never_said() {
    let mut after = Company::small();
    after.add_member("E6", "dev-1").password_by = Some(PasswordBy::Admin);
    let run = run(&Company::small(), &after);
    assert!(
        !serde_json::to_string(&run.plan)
            .expect("a plan")
            .contains("Example#")
    );
    insta::assert_snapshot!(told(&run.plan));
    after.member("E6").change_password = Some(false);
    let run = crate::run::run(&Company::small(), &after);
    let body = run.plan.steps[0].request.body.as_ref().expect("a body");
    assert_eq!(body["passwordConfig"]["changePasswordAtNextLogin"], false);
}

#[test]
fn properties_that_are_not_shown_are_left_alone() {
    let mut after = Company::small();
    after.member("E3").props.hired_date = Field::Known(Some("2020-04-01".into()));
    let mut live = Company::small().live();
    for member in live.members.values_mut() {
        std::sync::Arc::make_mut(member).props.hired_date = Field::Absent;
    }
    let plan = crate::run::planned(&live, &after);
    assert!(plan.steps.is_empty(), "{}", told(&plan));
    let _ = run_live(&Company::small().live(), &after);
}

#[test]
fn states_follow_each_other_in_the_only_order_the_service_takes() {
    let since = "2027-03-01T00:00:00+09:00";
    let mut before = Company::small();
    before.member("E3").flags.suspended = true;
    before.member("E3").flags.suspended_reason = Some(SuspendedReason::Master);
    before.member("E4").flags.on_leave = true;
    before.member("E4").props.leave = leave(since, "2027-08-31T23:59:59+09:00");
    let mut after = before.clone();
    // Nobody goes on leave while suspended, and nobody on leave is suspended.
    after.member("E3").props.leave = leave(since, "2027-09-30T23:59:59+09:00");
    after.member("E4").props.leave = Field::Known(None);
    after.member("E4").state = WantedState::Suspended;
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

/// A plan out of a file reads what it expects before it starts: nothing of who is not there.
#[test]
fn a_joiner_may_be_suspended_at_once() {
    let mut before = Company::small();
    before.tenant.sso = true;
    let mut after = before.clone();
    after.add_member("E9", "dev-1").state = WantedState::Suspended;
    let run = run(&before, &after);
    assert_eq!(run.plan.steps.len(), 2, "{}", told(&run.plan));
}
