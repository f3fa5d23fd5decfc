//! Every gate on plans of real companies: nothing, one, exactly the limit and one over, by
//! count and by percentage, with 0, 9 and 10 live objects.

use meibo::directory::{
    Field, Gated, Key, Kind, Limit, Limits, Pattern, Percent, RankKind, Removal, WantedState,
};
use meibo::plan::{Allowed, Gate, Options, Plan, Verdict, plan};

use crate::model::{AWAY, Company, email, key, keys, post, snapshot};
use crate::run::{now, planned};

/// What every table sets as ceiling: two, or a fifth (which of ten objects is two).
const LIMIT: u32 = 2;
const SHARE: f64 = 20.0;

fn rank_kind(kind: Kind) -> RankKind {
    let found = RankKind::ALL.into_iter().find(|it| Kind::from(*it) == kind);
    found.expect("the test asks for ranks only")
}

fn name(n: u32) -> String {
    format!("X{n:02}")
}

/// A company in which a gate counts `live`, and what is wanted of it next, where that
/// happens `count` times and nothing else does.
fn case(kind: Kind, gated: Gated, live: u32, count: u32) -> (Company, Company) {
    let mut before = Company::empty().with_away();
    before.policy.owns.insert(kind, vec![Pattern("X*".into())]);
    // What the others lean on is neither owned nor counted.
    match (kind, gated) {
        (Kind::Level | Kind::Position | Kind::UserType, _) => {
            for n in 0..live {
                before.add_rank(rank_kind(kind), &name(n), &format!("段 {n}"));
            }
        }
        (Kind::Org, Gated::LoseMembers) => {
            before.add_org("X", None, "本社");
            before.add_org("X-a", None, "部");
            for n in 0..live {
                before.add_member(&name(n), "X-a");
            }
        }
        (Kind::Org, _) => {
            for n in 0..live {
                before.add_org(&name(n), None, &format!("組織 {n}"));
            }
            before.org("sub-1").unmanage();
        }
        (Kind::Group, Gated::LoseMembers) => {
            before.add_org("hq", None, "本社");
            before.add_member("E1", "hq");
            let members: Vec<String> = (0..live).map(name).collect();
            for member in &members {
                before.add_member(member, "hq");
            }
            let members: Vec<&str> = members.iter().map(String::as_str).collect();
            before.add_group("X", "連絡", "E1", &members);
        }
        (Kind::Group, _) => {
            before.add_org("hq", None, "本社");
            before.add_member("E1", "hq");
            for n in 0..live {
                before.add_group(&name(n), &format!("連絡 {n}"), "E1", &["E1"]);
            }
        }
        (Kind::Member, _) => {
            before.add_org("hq", None, "本社");
            for n in 0..live {
                before.add_member(&name(n), "hq");
            }
        }
    }
    before.empty_sections.insert(kind);
    let mut after = before.clone();
    for n in 0..count {
        happens(&mut after, (kind, gated), n, live);
    }
    (before, after)
}

/// What a gate counts, for the n-th of its objects.
fn happens(after: &mut Company, (kind, gated): (Kind, Gated), n: u32, live: u32) {
    let name = name(n);
    match (kind, gated) {
        (Kind::Member, Gated::Suspend) => {
            // Both ways of it.
            if n.is_multiple_of(2) {
                after.member(&name).state = WantedState::Suspended;
            } else {
                after.remove(&name);
            }
        }
        (Kind::Member, Gated::Remove) => {
            if n.is_multiple_of(2) {
                after.member(&name).state = WantedState::Deleted;
            } else {
                after.remove(&name);
            }
        }
        (_, Gated::Remove) => after.remove(&name),
        (Kind::Org, Gated::LoseMembers) => after.post(&name, 0).org = key("X"),
        (Kind::Group, Gated::LoseMembers) => {
            let members = after.group("X").props.members.known_mut();
            members.expect("a list").retain(|it| *it != key(&name));
        }
        (Kind::Org, Gated::Move) => {
            let parent = self::name(live - 1);
            after.org(&name).props.parent = Field::Known(Some(key(&parent)));
        }
        (Kind::Member, Gated::Move) => {
            let address = format!("{}@acme-sub.example", name.to_lowercase());
            let member = after.member(&name);
            member.domain = AWAY;
            member.props.email = Field::Known(email(&address));
            member.props.posts = Field::Known(vec![post("sub-1")]);
        }
        (Kind::Member, Gated::Invite) => {
            after.add_member(&format!("X-new-{n}"), "hq");
        }
        (Kind::Org, Gated::Change) => {
            after.org(&name).props.description = Field::Known(Some("変更".into()));
        }
        (Kind::Member, Gated::Change) => {
            after.member(&name).props.task = Field::Known(Some("変更".into()));
        }
        (Kind::Group, Gated::Change) => {
            after.group(&name).props.description = Field::Known(Some("変更".into()));
        }
        (_, Gated::Change) => {
            after.rank(&name).props.name = Field::Known(format!("新 {n}"));
        }
        (kind, gated) => panic!("{kind} {gated:?} is no gate of this table"),
    }
}

fn limits(gated: Gated, limit: Limit) -> Limits {
    let mut limits = Limits::default();
    let place = match gated {
        Gated::Remove => &mut limits.remove,
        Gated::Suspend => &mut limits.suspend,
        Gated::LoseMembers => &mut limits.lose_members,
        Gated::Move => &mut limits.r#move,
        Gated::Invite => &mut limits.invite,
        Gated::Change => &mut limits.change,
        Gated::Shrink => panic!("half is no setting"),
    };
    *place = limit;
    limits
}

fn found(plan: &Plan, kind: Kind, gated: Gated) -> Option<&Gate> {
    let is_it = |gate: &&Gate| gate.kind == kind.name() && gate.action == gated.name();
    plan.gates.iter().find(is_it)
}

#[test]
#[expect(
    clippy::disallowed_macros,
    reason = "how many rows were tried is a figure of the docs"
)]
fn gate_table() {
    let by_count = Limit {
        max: Some(LIMIT),
        percent: None,
    };
    let by_share = Limit {
        max: None,
        percent: Some(Percent(SHARE)),
    };
    let by_both = Limit {
        max: Some(LIMIT + 5),
        percent: Some(Percent(SHARE)),
    };
    let (mut rows, mut refusals, mut gates) = (0, 0, 0);
    for kind in Kind::ALL {
        let settings = Gated::ALL.into_iter().filter(|it| *it != Gated::Shrink);
        for gated in settings.filter(|it| it.concerns(kind)) {
            gates += 1;
            for live in [0, 9, 10] {
                for count in [0, 1, LIMIT, LIMIT + 1] {
                    // Only who is not there yet can be invited to an empty tenant.
                    if live == 0 && count > 0 && gated != Gated::Invite {
                        continue;
                    }
                    let (before, mut after) = case(kind, gated, live, count);
                    let live_side = before.live();
                    for (limit, fits) in [
                        (by_count, count <= LIMIT),
                        (by_share, live < 10 || count <= LIMIT),
                        (by_both, live < 10 || count <= LIMIT),
                    ] {
                        let of_kind = limits(gated, limit);
                        after.policy.limits.insert(kind, of_kind);
                        let plan = planned(&live_side, &after);
                        let row = format!("{kind} {gated:?}: {count} of {live}, {limit:?}");
                        let gate = found(&plan, kind, gated);
                        let gate = gate.unwrap_or_else(|| panic!("{row}: no gate"));
                        assert_eq!((gate.count, gate.of), (count, live), "{row}");
                        assert_eq!(gate.verdict == Verdict::Ok, fits, "{row}");
                        assert_eq!(plan.gates.len(), 1, "{row}: {:?}", plan.gates);
                        rows += 1;
                        refusals += u32::from(!fits);
                    }
                }
            }
        }
    }
    println!("gate table: {gates} gates, {rows} rows, {refusals} of them refused");
    assert_eq!(gates, 18);
}

fn with(live: &Company, after: &Company, allowed: Allowed) -> Plan {
    let live = snapshot(after, live.live(), now());
    let options = Options {
        allowed,
        ..Options::at(now())
    };
    plan(&after.desired(), &live, &options)
}

fn verdicts(plan: &Plan) -> Vec<(&str, &str, u32, u32, Verdict)> {
    let gates = plan.gates.iter();
    gates
        .map(|it| (&*it.kind, &*it.action, it.count, it.of, it.verdict))
        .collect()
}

#[test]
#[expect(
    clippy::disallowed_macros,
    reason = "how many rows were tried is a figure of the docs"
)]
fn under_half_is_refused_whatever_the_limits_say() {
    let mut rows = 0;
    for kind in Kind::ALL {
        for live in [0, 1, 2, 3, 9, 10] {
            for declared in 0..=live {
                let (before, mut after) = case(kind, Gated::Remove, live, 0);
                for n in declared..live {
                    after.remove(&name(n));
                }
                let lost = live - declared;
                let fits = declared * 2 >= live;
                let plan = with(&before, &after, Allowed::new());
                let gate = found(&plan, kind, Gated::Shrink);
                let row = format!("{declared} of {live} {kind} declared");
                assert_eq!(gate.is_none(), fits, "{row}: {gate:?}");
                if let Some(gate) = gate {
                    assert_eq!((gate.count, gate.of), (lost, live), "{row}");
                    assert_eq!(gate.verdict, Verdict::Refused, "{row}");
                    for (number, verdict) in [(lost, Verdict::Ok), (lost - 1, Verdict::Refused)] {
                        let allowed = [((kind, Gated::Shrink), number)].into();
                        let plan = with(&before, &after, allowed);
                        let gate = found(&plan, kind, Gated::Shrink);
                        assert_eq!(gate.map(|it| it.verdict), Some(verdict), "{row}");
                    }
                }
                rows += 1;
            }
        }
    }
    println!("shrinking: {rows} rows");
}

#[test]
fn a_first_apply_to_an_empty_tenant_passes() {
    let mut company = Company::small();
    let none = Limit {
        max: Some(0),
        percent: Some(Percent(0.0)),
    };
    for kind in Kind::ALL {
        company.policy.owns.insert(kind, vec![Pattern("*".into())]);
        let limits = Limits {
            remove: none,
            suspend: none,
            lose_members: none,
            r#move: none,
            // Inviting is what it is for.
            invite: Limit::default(),
            change: none,
        };
        company.policy.limits.insert(kind, limits);
    }
    let mut empty = Company::empty();
    empty.orgs.clear();
    let plan = with(&empty, &company, Allowed::new());
    assert!(!plan.steps.is_empty());
    assert!(
        plan.gates.iter().all(|it| it.verdict == Verdict::Ok),
        "{:?}",
        plan.gates
    );
}

#[test]
fn an_allowance_names_kind_action_and_number() {
    let (before, mut after) = case(Kind::Member, Gated::Remove, 10, 3);
    let limit = Limit {
        max: Some(LIMIT),
        percent: None,
    };
    after
        .policy
        .limits
        .insert(Kind::Member, limits(Gated::Remove, limit));
    for (allowed, verdict) in [
        (None, Verdict::Refused),
        (Some((Kind::Member, Gated::Remove, 2)), Verdict::Refused),
        (Some((Kind::Member, Gated::Remove, 3)), Verdict::Ok),
        (Some((Kind::Member, Gated::Remove, 99)), Verdict::Ok),
        (Some((Kind::Member, Gated::Change, 99)), Verdict::Refused),
        (Some((Kind::Group, Gated::Remove, 99)), Verdict::Refused),
    ] {
        let given = allowed.map(|(kind, gated, number)| ((kind, gated), number));
        let plan = with(&before, &after, given.into_iter().collect());
        let gate = found(&plan, Kind::Member, Gated::Remove).expect("a limit");
        assert_eq!(gate.verdict, verdict, "{allowed:?}");
        // A saved plan says what was allowed.
        let own =
            allowed.filter(|(kind, gated, _)| (*kind, *gated) == (Kind::Member, Gated::Remove));
        assert_eq!(gate.allowed, own.map(|(.., number)| number), "{allowed:?}");
        let saved = meibo::apply::load(&serde_json::to_string(&plan).expect("a plan"));
        let refused = meibo::apply::check_form(&saved.expect("the same"), None);
        assert_eq!(refused.is_empty(), verdict == Verdict::Ok, "{refused:?}");
    }
}

/// Everything is counted, and nothing is refused.
fn counted() -> Limits {
    let any = Limit {
        max: Some(1000),
        percent: None,
    };
    Limits {
        remove: any,
        suspend: any,
        lose_members: any,
        r#move: any,
        invite: any,
        change: any,
    }
}

/// What each action of one change counts for.
fn counts(before: &Company, after: &Company) -> String {
    let mut after = after.clone();
    for kind in Kind::ALL {
        after.policy.limits.insert(kind, counted());
    }
    let plan = planned(&before.live(), &after);
    let counts = verdicts(&plan).into_iter().filter(|gate| gate.2 > 0);
    let counts: Vec<String> = counts
        .map(|(kind, action, count, ..)| format!("{kind} {action} {count}"))
        .collect();
    counts.join(", ")
}

#[test]
fn how_one_action_counts_for_several_gates() {
    let mut before = Company::small().with_away();
    for (kind, pattern) in [(Kind::Org, "*"), (Kind::Member, "E*"), (Kind::Group, "*")] {
        let patterns = vec![Pattern(pattern.into())];
        before.policy.owns.insert(kind, patterns);
    }
    let told = |change: fn(&mut Company)| {
        let mut after = before.clone();
        change(&mut after);
        counts(&before, &after)
    };
    // A removal that suspends is both; what he leaves behind counts for nothing more.
    let removed = told(|c| c.remove("E3"));
    assert_eq!(removed, "member remove 1, member suspend 1");
    let erased = told(|c| {
        c.policy.removal = Removal::ForceDelete;
        c.remove("E3");
    });
    assert_eq!(erased, "member remove 1");
    // A declared suspension is a change as well.
    let suspended = told(|c| c.member("E3").state = WantedState::Suspended);
    assert_eq!(suspended, "member suspend 1, member change 1");
    // Another parent is a move and a change, another place among siblings a change.
    let moved = told(|c| c.org("sales-2").props.parent = Field::Known(Some(key("dev"))));
    assert_eq!(moved, "org move 1, org change 1");
    let reordered = told(|c| c.place_before("sales-2", "sales-1"));
    assert_eq!(reordered, "org change 1");
    // Another post is a post lost and a member changed.
    let posted = told(|c| c.post("E3", 0).org = key("dev"));
    assert_eq!(posted, "org loseMembers 1, member change 1");
    // Who leaves an org that goes loses nothing that stays.
    let dissolved = told(|c| {
        c.post("E4", 0).org = key("dev");
        c.remove("sales-2");
    });
    assert_eq!(dissolved, "org remove 1, member change 1");
    let out = told(|c| c.group("g-all").props.members = Field::Known(keys(&["E1"])));
    assert_eq!(out, "group loseMembers 1, group change 1");
    let out = told(|c| c.group("g-all").props.orgs = Field::Known(vec![]));
    assert_eq!(out, "group loseMembers 2, group change 1");
    // Taken out of a group and removed: the removal alone.
    let gone = told(|c| {
        c.group("g-all").props.members = Field::Known(keys(&["E1"]));
        c.remove("E2");
    });
    assert_eq!(gone, "member remove 1, member suspend 1, group change 1");
    // With a password of the administrator, or single sign-on, no mail is sent.
    let invited = told(|c| {
        c.add_member("E9", "hq");
    });
    assert_eq!(invited, "member invite 1");
    let told_by_admin = told(|c| {
        c.policy.password_by = meibo::directory::PasswordBy::Admin;
        c.add_member("E9", "hq");
    });
    assert_eq!(told_by_admin, "");
    let signed_on = told(|c| {
        c.tenant.sso = true;
        c.add_member("E9", "hq");
    });
    assert_eq!(signed_on, "");
}

#[test]
fn what_stays_undeclared_does_not_make_a_configuration_small() {
    let mut before = Company::small();
    before
        .policy
        .owns
        .insert(Kind::Member, vec![Pattern("E*".into())]);
    before.member("E1").flags.administrator = true;
    before.member("E2").flags.suspended = true;
    let protected = [Key::from("E3")].into();
    before.policy.protect.insert(Kind::Member, protected);
    let mut after = before.clone();
    for gone in ["E1", "E2", "E3"] {
        after.remove(gone);
    }
    after.groups.clear();
    let plan = with(&before, &after, Allowed::new());
    assert_eq!(found(&plan, Kind::Member, Gated::Shrink), None);
    // Two more, and nobody is declared whom meibo would keep.
    after.remove("E4");
    after.remove("E5");
    after.empty_sections.insert(Kind::Member);
    let plan = with(&before, &after, Allowed::new());
    let gate = found(&plan, Kind::Member, Gated::Shrink).expect("refused");
    assert_eq!(
        (gate.count, gate.of, gate.verdict),
        (2, 2, Verdict::Refused)
    );
}

#[test]
fn a_tombstone_of_who_is_protected_asks_for_nothing() {
    let mut before = Company::small();
    let protected = [Key::from("E3")].into();
    before.policy.protect.insert(Kind::Member, protected);
    let mut after = before.clone();
    after.member("E3").state = WantedState::Deleted;
    let plan = with(&before, &after, Allowed::new());
    assert!(plan.steps.is_empty(), "{:?}", plan.steps);
    let said = plan.problems.iter().map(|problem| problem.code);
    assert_eq!(said.collect::<Vec<_>>(), [meibo::plan::codes::PROTECTED]);
}
