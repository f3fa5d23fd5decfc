//! What is legal and seldom: each was planned wrongly once.

use std::sync::Arc;

use meibo::directory::{FeatureState, Field, Kind, Leave, Moment, Pattern, RankKind, Ref, Removal};
use meibo::plan::{Options, plan};
use meibo::source::Severity;

use crate::model::{AWAY, Company, email, key, keys, live_id, post, rank, snapshot};
use crate::run::{now, perform, planned, run, run_live, steps};

fn addresses(company: &mut Company, member: &str, login: &str, aliases: &[&str]) {
    let props = &mut company.member(member).props;
    props.email = Field::Known(email(login));
    props.alias_emails = Field::Known(aliases.iter().map(|alias| email(alias)).collect());
}

#[test]
fn an_alias_in_a_circle_of_addresses_goes_first() {
    let mut before = Company::small();
    addresses(&mut before, "E2", "xx@acme.example", &["yy@acme.example"]);
    addresses(&mut before, "E3", "zz@acme.example", &[]);
    let mut after = before.clone();
    addresses(&mut after, "E2", "zz@acme.example", &[]);
    addresses(&mut after, "E3", "yy@acme.example", &[]);
    assert_eq!(run(&before, &after).plan.steps.len(), 3);
}

#[test]
fn an_org_and_a_member_swap_addresses_while_a_temporary_one_is_taken() {
    let mut before = Company::small();
    addresses(&mut before, "E3", "window@acme.example", &[]);
    addresses(&mut before, "E5", "meibo-tmp-1@acme.example", &[]);
    before.group("g-all").props.name = Field::Known("meibo-tmp-2".into());
    let mut after = before.clone();
    addresses(&mut after, "E3", "sales@acme.example", &[]);
    after.org("sales").props.email = Field::Known(email("window@acme.example"));
    assert_eq!(run(&before, &after).plan.steps.len(), 3);
}

/// The small company with 230 members in `g-all`.
fn crowded() -> Company {
    let mut company = Company::small();
    let mut all = Vec::new();
    for n in 100..330 {
        company.add_member(&format!("E{n}"), "dev-1");
        all.push(key(&format!("E{n}")));
    }
    company.group("g-all").props.members = Field::Known(all);
    company
}

#[test]
fn a_long_list_and_a_new_key_are_both_written() {
    for how in ["adopted", "previously", "id"] {
        let mut before = crowded();
        let mut after = before.clone();
        match how {
            "adopted" => before.group("g-all").key = None,
            "previously" => {
                before.group("g-all").key = Some("g-old".into());
                after.group("g-all").previously = Some("g-old".into());
            }
            _ => {
                before.group("g-all").key = Some("g-old".into());
                after.group("g-all").id = Some(live_id(Kind::Group, "g-all").to_string());
            }
        }
        if let Some(list) = after.group("g-all").props.members.known_mut() {
            list.pop();
            list.push(key("E1"));
        }
        let run = run(&before, &after);
        assert_eq!(run.plan.steps.len(), 3, "{how}\n{}", steps(&run.plan));
        // Somebody else changes the list: a saved plan is refused.
        let mut moved = before.clone();
        if let Some(list) = moved.group("g-all").props.members.known_mut() {
            list.remove(0);
        }
        assert_eq!(
            crate::saved::moved(&moved.live(), &after, &run.plan).len(),
            1
        );
    }
}

#[test]
fn lists_grow_and_shrink_over_the_limit_of_one_call() {
    let long = crowded();
    let mut short = crowded();
    short.group("g-all").props.members = Field::Known(keys(&["E1"]));
    let growing = run(&short, &long).plan;
    assert!(growing.steps.len() > 200);
    assert_eq!(run(&long, &short).plan.steps.len(), 1);
}

/// Two domains, with nobody and no rank.
fn two() -> Company {
    let mut company = Company::empty().with_away();
    company.add_org("hq", None, "本社");
    company
}

#[test]
fn one_key_is_a_level_in_each_of_two_domains() {
    for first in [AWAY, crate::model::HOME] {
        let mut after = two();
        for (name, domain) in [("甲", first), ("乙", AWAY), ("乙", crate::model::HOME)] {
            if after.ranks.iter().any(|(_, thing)| thing.domain == domain) {
                continue;
            }
            after.add_rank(RankKind::Level, "L1", name).domain = domain;
            let thing = &mut after.ranks.last_mut().expect("just added").1;
            thing.handle = format!("L1-{domain}");
        }
        let member = after.add_member("E1", "hq");
        member.props.level = rank("L1");
        member.props.secondary = Field::Known(vec![meibo::directory::Secondary {
            domain: AWAY,
            email: Field::Absent,
            level: rank("L1"),
            posts: Field::Known(vec![post("sub-1")]),
        }]);
        let run = run(&two(), &after);
        let member = run.after.members.values().next().expect("one");
        let level = member.props.level.value().and_then(Ref::id).expect("one");
        assert_eq!(run.after.ranks[level].domain, crate::model::HOME);
        // One of them is there already: its key is not in the way of the other's.
        let mut half = two();
        half.ranks = vec![after.ranks[0].clone()];
        crate::run::run(&half, &after);
    }
}

#[test]
fn a_target_keeps_the_keys_that_stand_in_its_way() {
    let mut before = Company::small();
    before.member("E3").key = Some("E9".into());
    let mut after = Company::small();
    after.member("E3").previously = Some("E9".into());
    after.add_member("E9", "hq");
    let live = before.live();
    let options = Options {
        targets: vec![(Kind::Member, "E9".into())],
        ..Options::at(now())
    };
    let plan = plan(
        &after.desired(),
        &snapshot(&after, live.clone(), now()),
        &options,
    );
    assert!(plan.problems.is_empty(), "{:?}", plan.problems);
    perform(&live, &after, &plan);
    crate::saved::applied(&live, &after, &plan);
}

#[test]
fn posts_that_were_not_returned_are_not_written() {
    let before = Company::small();
    let mut after = before.clone();
    after.member("E3").props.level = rank("L1");
    after.member("E3").props.task = Field::Known(Some("採用".into()));
    let mut live = before.live();
    let member = &mut live.members[&live_id(Kind::Member, "E3")];
    let member = Arc::make_mut(member);
    member.props.posts = Field::Absent;
    member.props.level = Field::Absent;
    member.props.secondary = Field::Absent;
    let plan = planned(&live, &after);
    assert!(plan.problems.is_empty(), "{:?}", plan.problems);
    let bodies: Vec<_> = plan.steps.iter().map(|step| &step.request.body).collect();
    assert_eq!(bodies, [&Some(serde_json::json!({"task": "採用"}))]);
}

#[test]
fn leaves_that_are_both_over_need_no_call() {
    let leave = |from: &str, to: &str| {
        let moment = |text: &str| -> Moment { Moment::parse(text).expect("a moment") };
        Field::Known(Some(Leave {
            from: moment(from),
            to: moment(to),
        }))
    };
    let mut before = Company::small();
    before.member("E3").props.leave =
        leave("2020-01-01T00:00:00+09:00", "2020-02-01T00:00:00+09:00");
    let mut after = before.clone();
    after.member("E3").props.leave =
        leave("2021-01-01T00:00:00+09:00", "2021-02-01T00:00:00+09:00");
    assert!(planned(&before.live(), &after).steps.is_empty());
}

#[test]
fn ranks_at_the_end_of_the_range_keep_an_order() {
    let mut before = Company::empty();
    before.add_rank(RankKind::Level, "L1", "1級").order = Some(i64::from(i32::MAX));
    let mut after = before.clone();
    after.add_rank(RankKind::Level, "L2", "2級");
    run(&before, &after);
}

#[test]
fn a_new_org_takes_the_address_of_one_that_goes_while_people_move_over() {
    let mut before = Company::small();
    before
        .policy
        .owns
        .insert(Kind::Org, vec![Pattern("*".into())]);
    let mut after = before.clone();
    after.remove("sales-2");
    let org = after.add_org("new", Some("sales"), "新設");
    org.props.email = Field::Known(email("sales-2@acme.example"));
    after.post("E4", 0).org = key("new");
    run(&before, &after);
}

#[test]
fn a_new_member_takes_the_address_of_one_who_changes_it() {
    let before = Company::small();
    let mut after = before.clone();
    addresses(&mut after, "E3", "former@acme.example", &[]);
    let new = after.add_member("E9", "hq");
    new.props.email = Field::Known(email("e3@acme.example"));
    run(&before, &after);
}

#[test]
fn a_new_member_takes_the_key_of_one_who_gets_another() {
    let before = Company::small();
    let mut after = before.clone();
    let thing = after.member("E3");
    thing.key = Some("E3b".into());
    thing.previously = Some("E3".into());
    after.add_member("E3", "hq").handle = "E3-new".into();
    after.member("E3-new").props.email = Field::Known(email("new@acme.example"));
    run(&before, &after);
}

#[test]
fn what_a_move_to_another_domain_lets_go_can_be_taken() {
    let before = Company::small().with_away();
    let mut after = before.clone();
    let moved = after.member("E3");
    moved.domain = AWAY;
    moved.props.email = Field::Known(email("e3@acme-sub.example"));
    moved.props.posts = Field::Known(vec![post("sub-1")]);
    moved.props.level = Field::Absent;
    let new = after.add_member("E9", "hq");
    new.props.email = Field::Known(email("e3@acme.example"));
    run(&before, &after);
}

#[test]
fn lists_that_are_off_are_switched_on_by_a_saved_plan() {
    let mut after = Company::empty();
    after.add_org("hq", None, "本社");
    after.tenant.domains[0].enable = RankKind::ALL.into_iter().collect();
    let before = after.clone();
    after.add_rank(RankKind::Level, "L1", "1級");
    after.add_rank(RankKind::Position, "P1", "部長");
    after.add_rank(RankKind::UserType, "FT", "正社員");
    after.add_member("E1", "hq").props.level = rank("L1");
    let mut live = before.live();
    for state in live.domains.values_mut() {
        for kind in RankKind::ALL {
            *state.feature_mut(kind) = FeatureState::Off;
        }
    }
    run_live(&live, &after);
}

#[test]
fn a_section_that_is_not_declared_is_looked_up_by_its_live_keys() {
    let before = Company::small();
    let mut after = before.clone();
    for thing in &mut after.members {
        thing.declared = false;
    }
    after.group("g-dev").props.members = Field::Known(keys(&["E5", "E1"]));
    let plan = planned(&before.live(), &after);
    assert!(plan.problems.is_empty(), "{:?}", plan.problems);
    let after = perform(&before.live(), &after, &plan);
    let members = &after.groups[&live_id(Kind::Group, "g-dev")].props.members;
    assert_eq!(members.known().map(Vec::len), Some(2));
}

#[test]
fn what_names_nothing_live_is_an_error() {
    let mut after = Company::small();
    after.group("g-dev").props.members =
        Field::Known(vec![key("E5"), Ref::Email(email("nobody@acme.example"))]);
    let plan = planned(&Company::small().live(), &after);
    assert_eq!(plan.problems.len(), 1, "{:?}", plan.problems);
    assert_eq!(plan.problems[0].code, meibo::plan::codes::UNRESOLVED);
}

#[test]
fn what_cannot_change_its_domain_is_an_error() {
    let before = Company::small().with_away();
    let mut after = before.clone();
    after.group("g-dev").domain = AWAY;
    let plan = planned(&before.live(), &after);
    assert!(
        plan.problems.iter().any(|problem| {
            problem.severity == Severity::Error && problem.code == meibo::plan::codes::OTHER_DOMAIN
        }),
        "{:?}",
        plan.problems
    );
}

#[test]
fn an_erased_leavers_key_and_address_are_free_at_once() {
    let mut before = Company::small();
    before
        .policy
        .owns
        .insert(Kind::Member, vec![Pattern("E*".into())]);
    before.policy.removal = Removal::ForceDelete;
    let mut after = before.clone();
    after.remove("E3");
    after.add_member("E9", "hq").props.email = Field::Known(email("e8@acme.example"));
    after.member("E9").props.alias_emails = Field::Known(vec![email("e3@acme.example")]);
    run(&before, &after);
}
