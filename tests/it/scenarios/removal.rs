use meibo::directory::{Field, Key, Kind, Pattern, Removal, WantedState};
use meibo::plan::Plan;

use crate::model::{Company, keys};
use crate::run::{planned, run, told};
use crate::saved::moved;

/// The small company, which owns everything in it.
fn owned() -> Company {
    let mut company = Company::small();
    for (kind, pattern) in [(Kind::Org, "*"), (Kind::Member, "E*"), (Kind::Group, "g-*")] {
        company
            .policy
            .owns
            .insert(kind, vec![Pattern(pattern.into())]);
    }
    company
}

#[test]
fn nothing_that_is_not_owned_goes() {
    let mut after = Company::small();
    after.remove("E3");
    after.remove("g-dev");
    assert!(run(&Company::small(), &after).plan.steps.is_empty());
}

#[test]
fn a_leaver_is_suspended() {
    let mut after = owned();
    after.remove("E3");
    insta::assert_snapshot!(told(&run(&owned(), &after).plan));
}

#[test]
fn a_leaver_is_deleted_where_the_policy_says_so() {
    let mut after = owned();
    after.policy.removal = Removal::Delete;
    after.remove("E3");
    insta::assert_snapshot!(told(&run(&owned(), &after).plan));
}

#[test]
fn a_leaver_of_a_dissolved_org_leaves_it_first() {
    let mut after = owned();
    after.remove("sales-2");
    after.remove("E4");
    insta::assert_snapshot!(told(&run(&owned(), &after).plan));
}

#[test]
fn a_deleted_leaver_of_a_dissolved_org_leaves_it_first() {
    let mut after = owned();
    after.policy.removal = Removal::Delete;
    after.remove("sales-2");
    after.remove("E4");
    insta::assert_snapshot!(told(&run(&owned(), &after).plan));
}

#[test]
fn an_erased_leaver_of_a_dissolved_org_is_gone() {
    let mut after = owned();
    after.policy.removal = Removal::ForceDelete;
    after.remove("sales-2");
    after.remove("E4");
    insta::assert_snapshot!(told(&run(&owned(), &after).plan));
}

#[test]
fn a_subtree_goes_by_its_top_once_everybody_has_left() {
    let mut after = owned();
    for org in ["sales", "sales-1", "sales-2"] {
        after.remove(org);
    }
    for member in ["E2", "E3", "E4"] {
        after.post(member, 0).org = crate::model::key("dev-1");
        after.post(member, 0).leader = Field::Known(member == "E2");
    }
    after.group("g-all").props.orgs = Field::Known(keys(&["dev"]));
    insta::assert_snapshot!(told(&run(&owned(), &after).plan));
}

#[test]
fn a_group_that_goes_leaves_those_that_hold_it() {
    let mut before = owned();
    before.group("g-all").props.groups = Field::Known(keys(&["g-dev"]));
    let mut after = owned();
    after.remove("g-dev");
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn a_leaver_hands_over_the_groups_only_he_ran() {
    let mut before = owned();
    before.group("g-dev").props.masters = Field::Known(keys(&["E3"]));
    before.group("g-dev").props.members = Field::Known(keys(&["E3", "E5"]));
    let mut after = owned();
    after.remove("E3");
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn a_tombstone_asks_by_name_for_what_the_policy_says() {
    let mut before = Company::small();
    before.policy.removal = Removal::Delete;
    let mut after = before.clone();
    after.member("E3").state = WantedState::Deleted;
    insta::assert_snapshot!(told(&run(&before, &after).plan));
}

#[test]
fn a_tombstone_of_who_is_gone_already_asks_for_nothing() {
    let mut after = Company::small();
    after.add_member("E9", "hq").state = WantedState::Deleted;
    assert!(run(&Company::small(), &after).plan.steps.is_empty());
}

#[test]
fn what_is_protected_stays() {
    let mut before = owned();
    before
        .policy
        .protect
        .insert(Kind::Member, [Key::from("E3")].into());
    before
        .policy
        .protect
        .insert(Kind::Org, [Key::from("dev-1")].into());
    before
        .policy
        .protect
        .insert(Kind::Group, [Key::from("g-dev")].into());
    let mut after = before.clone();
    after.remove("E3");
    after.remove("g-dev");
    let plan = planned(&before.live(), &after);
    insta::assert_snapshot!(told(&plan));
    assert!(plan.steps.is_empty(), "{}", told(&plan));
}

#[test]
fn an_administrator_is_never_removed() {
    let mut before = owned();
    before.member("E3").flags.administrator = true;
    let mut after = before.clone();
    after.remove("E3");
    let plan = planned(&before.live(), &after);
    insta::assert_snapshot!(told(&plan));
    assert!(plan.steps.is_empty());
}

#[test]
fn a_pending_leaver_cannot_be_suspended_and_the_plan_says_so() {
    let mut before = owned();
    before.member("E3").flags.pending = true;
    let mut after = before.clone();
    after.remove("E3");
    let plan = planned(&before.live(), &after);
    insta::assert_snapshot!(told(&plan));
}

#[test]
fn an_address_never_passes_from_a_leaver_to_a_joiner_in_one_plan() {
    let mut after = owned();
    after.policy.removal = Removal::ForceDelete;
    after.remove("E3");
    after.add_member("E9", "sales-1").props.email =
        Field::Known(crate::model::email("e3@acme.example"));
    let plan = planned(&owned().live(), &after);
    insta::assert_snapshot!(told(&plan));
    assert!(
        plan.problems
            .iter()
            .any(|it| it.severity == meibo::source::Severity::Error)
    );
}

/// Somebody who goes, an org with one below and a group, each with something to say.
fn leaving() -> (Company, Company, Plan) {
    let mut before = owned();
    before.policy.removal = Removal::Delete;
    let leaver = &mut before.member("E4").props;
    leaver.telephone = Field::Known(Some("03-0000-1234".into()));
    leaver.custom = Field::Known([("size".to_owned(), serde_json::json!("L"))].into());
    before.group("g-dev").props.description = Field::Known(Some("old".into()));
    before.add_org("sales-2-a", Some("sales-2"), "班");
    let mut after = before.clone();
    for gone in ["E4", "sales-2", "sales-2-a", "g-dev"] {
        after.remove(gone);
    }
    let plan = planned(&before.live(), &after);
    (before, after, plan)
}

#[test]
fn what_goes_must_be_as_it_was_read() {
    type Change = fn(&mut Company);
    let (before, after, plan) = leaving();
    assert_eq!(moved(&before.live(), &after, &plan), []);
    let changes: [(&str, Change); 15] = [
        ("userName", |c| {
            c.member("E4").props.name.known_mut().expect("a name").last =
                Field::Known(Some("別".into()));
        }),
        ("task", |c| {
            c.member("E4").props.task = Field::Known(Some("new".into()));
        }),
        ("telephone", |c| {
            c.member("E4").props.telephone = Field::Known(None);
        }),
        ("customProperties", |c| {
            let custom = [("size".to_owned(), serde_json::json!("M"))];
            c.member("E4").props.custom = Field::Known(custom.into());
        }),
        ("organizations", |c| {
            c.post("E4", 0).leader = Field::Known(false)
        }),
        ("isAdministrator", |c| {
            c.member("E4").flags.administrator = true
        }),
        ("isSuspended", |c| c.member("E4").flags.suspended = true),
        ("description", |c| {
            c.org("sales-2").props.description = Field::Known(Some("new".into()));
        }),
        ("orgUnitName", |c| {
            c.org("sales-2-a").props.name = Field::Known("新しい班".into());
        }),
        ("parentOrgUnitId", |c| {
            c.org("sales-2").props.parent = Field::Known(Some(crate::model::key("dev")));
        }),
        ("groupExternalKey", |c| {
            c.group("g-dev").key = Some("other".into());
        }),
        ("description", |c| {
            c.group("g-dev").props.description = Field::Known(None);
        }),
        ("members", |c| {
            c.group("g-dev").props.members = Field::Known(keys(&["E1", "E2"]));
        }),
        ("administrators", |c| {
            c.group("g-dev").props.masters = Field::Known(keys(&["E2"]));
        }),
        ("empty", |c| {
            c.add_member("E9", "sales-2-a");
        }),
    ];
    for (property, change) in changes {
        let mut meanwhile = before.clone();
        change(&mut meanwhile);
        let found = moved(&meanwhile.live(), &after, &plan);
        let named = found.iter().any(|problem| {
            problem
                .params
                .get("property")
                .is_some_and(|p| p == property)
                || (property == "empty" && problem.code == meibo::apply::codes::NOT_EMPTY)
        });
        assert!(named, "{property}: {found:#?}");
    }
}

#[test]
fn what_is_personal_of_who_goes_is_shown_to_nobody() {
    let (_, _, plan) = leaving();
    let masked = meibo::report::plan::json(&plan, false);
    assert!(!masked.contains("03-0000-1234"), "{masked}");
    assert!(meibo::report::plan::json(&plan, true).contains("03-0000-1234"));
}

#[test]
fn the_last_master_of_a_group_stays() {
    let mut before = owned();
    before.policy.removal = Removal::Delete;
    // Two run it, and both are to go; nobody declares the group.
    before.policy.owns.remove(&Kind::Group);
    before.group("g-dev").props.masters = Field::Known(keys(&["E3", "E4"]));
    before.group("g-dev").declared = false;
    let mut after = before.clone();
    after.remove("E3");
    after.remove("E4");
    let plan = planned(&before.live(), &after);
    let removed: Vec<&str> = (plan.steps.iter())
        .filter(|step| step.op == "delete")
        .map(|step| step.key.as_str())
        .collect();
    assert_eq!(removed, ["E4"], "{}", told(&plan));
    let said: Vec<_> = plan.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(said, [meibo::plan::codes::LAST_MASTER], "{}", told(&plan));
    // As planned, and not where the other was taken out of it meanwhile.
    assert_eq!(moved(&before.live(), &after, &plan), []);
    let mut meanwhile = before.clone();
    meanwhile.group("g-dev").props.masters = Field::Known(keys(&["E4"]));
    let found = moved(&meanwhile.live(), &after, &plan);
    let property = found.first().and_then(|it| it.params.get("property"));
    assert_eq!(
        property.map(String::as_str),
        Some("administrators"),
        "{found:#?}"
    );
    // Who is suspended still runs it.
    after.policy.removal = Removal::Suspend;
    let plan = planned(&before.live(), &after);
    assert_eq!(plan.steps.len(), 2, "{}", told(&plan));
    // And one who hands over goes.
    after.policy.removal = Removal::Delete;
    after.group("g-dev").declared = true;
    after.group("g-dev").props.masters = Field::Known(keys(&["E5"]));
    let run = run(&before, &after);
    assert_eq!(run.plan.problems, [], "{}", told(&run.plan));
}
