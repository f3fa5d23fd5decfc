//! A key that was changed everywhere in the configuration, while the address or the name
//! stayed: one error for each, with the line that makes the two one, and nothing else that
//! follows from it only.

use meibo::directory::{Field, Kind, Pattern, Ref, Removal};
use meibo::plan::Plan;

use crate::model::{Company, by_handle, key, keys, live_id, post, rank};
use crate::run::{planned, run, told};

/// A company that owns everything in it, and in which everything is named by something.
fn owned() -> Company {
    let mut company = Company::small();
    for kind in Kind::ALL {
        let all = vec![Pattern("*".into())];
        company.policy.owns.insert(kind, all);
    }
    company.policy.removal = Removal::Delete;
    company.group("g-all").props.groups = Field::Known(keys(&["g-dev"]));
    company.group("g-all").props.orgs = Field::Known(keys(&["sales", "sales-1", "dev"]));
    company.member("E3").props.user_type = rank("FT");
    company.org("sales").props.allowed_senders = Field::Known(keys(&["E1", "E5"]));
    company
}

/// Another key for an object, wherever it is named.
fn rename(company: &mut Company, handle: &str, new: &str) {
    let old = key(handle);
    let mut change = |it: &mut Ref| {
        if *it == old {
            *it = key(new);
        }
    };
    fn each(list: &mut Field<Vec<Ref>>, change: &mut impl FnMut(&mut Ref)) {
        list.known_mut().into_iter().flatten().for_each(change);
    }
    fn one(value: &mut Field<Option<Ref>>, change: &mut impl FnMut(&mut Ref)) {
        value.known_mut().into_iter().flatten().for_each(change);
    }
    for org in &mut company.orgs {
        one(&mut org.props.parent, &mut change);
        each(&mut org.props.allowed_senders, &mut change);
    }
    for member in &mut company.members {
        one(&mut member.props.level, &mut change);
        one(&mut member.props.user_type, &mut change);
        for post in member.props.posts.known_mut().into_iter().flatten() {
            change(&mut post.org);
            one(&mut post.position, &mut change);
        }
    }
    for group in &mut company.groups {
        each(&mut group.props.masters, &mut change);
        each(&mut group.props.members, &mut change);
        each(&mut group.props.orgs, &mut change);
        each(&mut group.props.groups, &mut change);
    }
    *own_key(company, handle) = Some(new.to_owned());
}

fn own_key<'c>(company: &'c mut Company, handle: &str) -> &'c mut Option<String> {
    let ranks = company.ranks.iter_mut();
    let ranks = ranks.map(|(_, it)| (it.handle.as_str(), &mut it.key));
    let orgs = company.orgs.iter_mut();
    let orgs = orgs.map(|it| (it.handle.as_str(), &mut it.key));
    let members = company.members.iter_mut();
    let members = members.map(|it| (it.handle.as_str(), &mut it.key));
    let groups = company.groups.iter_mut();
    let groups = groups.map(|it| (it.handle.as_str(), &mut it.key));
    let mut all = ranks.chain(orgs).chain(members).chain(groups);
    let found = all.find(|(of, _)| *of == handle);
    found.expect("the test names what it made").1
}

fn previously(company: &mut Company, handle: &str) {
    let line = Some(handle.to_owned());
    if handle.starts_with('L') || handle.starts_with('P') || handle == "FT" {
        company.rank(handle).previously = line;
    } else if handle.starts_with('E') {
        company.member(handle).previously = line;
    } else if handle.starts_with("g-") {
        company.group(handle).previously = line;
    } else {
        company.org(handle).previously = line;
    }
}

/// The problems of a plan: the code, the object and the lines that are offered.
fn problems(plan: &Plan) -> Vec<String> {
    let param = |it: &meibo::source::Problem, name: &str| {
        let value = it.params.get(name);
        value.cloned().unwrap_or_default()
    };
    let said = plan.problems.iter();
    said.map(|it| {
        let (object, lines) = (param(it, "object"), param(it, "lines"));
        format!("{} {object} {lines}", it.code).trim().to_owned()
    })
    .collect()
}

/// What changes a directory, without what was merely put off by the error.
fn created_or_gone(plan: &Plan) -> Vec<String> {
    let ops = ["create", "delete", "forceDelete", "suspend"];
    let steps = plan.steps.iter();
    let steps = steps.filter(|step| ops.contains(&step.op.as_str()));
    steps
        .map(|step| format!("{} {}/{}", step.op, step.kind, step.key))
        .collect()
}

#[test]
fn one_error_with_the_line_and_nothing_that_follows_from_it() {
    for (kind, handle) in [
        ("org", "sales-1"),
        ("org", "sales"),
        ("org", "dev"),
        ("member", "E1"),
        ("member", "E5"),
        ("group", "g-dev"),
        ("level", "L2"),
        ("position", "P1"),
        ("userType", "FT"),
    ] {
        let before = owned();
        let mut after = owned();
        rename(&mut after, handle, "Z-new");
        let plan = planned(&before.live(), &after);
        assert_eq!(
            problems(&plan),
            [format!("M0303 {kind}/Z-new `previously: {handle}`")]
        );
        assert!(plan.steps.is_empty(), "{handle}\n{}", told(&plan));
        assert!(plan.unmanaged.values().all(|n| *n == 0), "{}", told(&plan));

        // With the line it is that object, under its new key.
        previously(&mut after, handle);
        let plan = run(&before, &after).plan;
        assert_eq!(problems(&plan), Vec::<String>::new());
        assert_eq!(created_or_gone(&plan), Vec::<String>::new(), "{handle}");
        assert_eq!(plan.steps.len(), 1, "{handle}\n{}", told(&plan));
    }
}

#[test]
fn a_branch_whose_keys_all_changed_is_told_in_one_run() {
    let before = owned();
    let mut after = owned();
    for handle in ["sales", "sales-1", "sales-2"] {
        rename(&mut after, handle, &format!("t-{handle}"));
    }
    let plan = planned(&before.live(), &after);
    assert_eq!(
        problems(&plan),
        [
            "M0303 org/t-sales `previously: sales`",
            "M0303 org/t-sales-1 `previously: sales-1`",
            "M0303 org/t-sales-2 `previously: sales-2`",
        ]
    );
    assert!(plan.steps.is_empty(), "{}", told(&plan));
    for handle in ["sales", "sales-1", "sales-2"] {
        previously(&mut after, handle);
    }
    assert_eq!(
        created_or_gone(&run(&before, &after).plan),
        Vec::<String>::new()
    );
}

#[test]
fn a_new_org_below_one_that_has_another_key_is_made_below_it() {
    let before = owned();
    let mut after = owned();
    rename(&mut after, "sales", "t-sales");
    after.add_org("sales-3", Some("t-sales"), "営業3課");
    after.add_member("E6", "sales-3");
    let plan = planned(&before.live(), &after);
    assert_eq!(
        problems(&plan),
        ["M0303 org/t-sales `previously: sales`"],
        "{}",
        told(&plan)
    );
    assert_eq!(
        created_or_gone(&plan),
        ["create org/sales-3", "create member/E6"]
    );
}

/// What may be any of several, or none, is named everywhere: by posts, by groups, as the
/// parent of a new org and by what is in that.
fn named_everywhere(after: &mut Company, org: &str, member: &str) {
    after.post("E3", 0).org = key(org);
    after.add_org("below", Some(org), "新設課");
    after.add_member("E7", "below");
    after.member("E4").props.posts = Field::Known(vec![post("below")]);
    after.post("E4", 0).leader = Field::Known(true);
    let group = after.add_group("g-new", "新しい連絡網", member, &[member]);
    group.props.orgs = Field::Known(keys(&[org, "below"]));
    after.group("g-dev").props.masters = Field::Known(keys(&[member]));
    after.group("g-dev").props.orgs = Field::Known(keys(&["below"]));
    after.org("hq").props.allowed_senders = Field::Known(keys(&[member]));
}

#[test]
fn what_names_something_unsettled_is_not_judged() {
    let mut before = owned();
    for handle in ["twin-a", "twin-b"] {
        let twin = before.add_org(handle, Some("dev"), "双子");
        twin.key = None;
    }
    let mut after = owned();
    after.add_org("twin", Some("dev"), "双子");
    let gone = after.add_member("E9", "hq");
    gone.id = Some("gone".into());
    named_everywhere(&mut after, "twin", "E9");
    let plan = planned(&before.live(), &after);
    let (a, b) = (
        live_id(Kind::Org, "twin-a").to_string(),
        live_id(Kind::Org, "twin-b").to_string(),
    );
    assert_eq!(
        problems(&plan),
        [
            "M0301 member/E9".to_owned(),
            format!("M0302 org/twin `id: {a}`, `id: {b}`"),
        ],
        "{}",
        told(&plan)
    );
    // With a line of those that are offered, and the other out of the way, it goes.
    after.org("twin").id = Some(a);
    after.member("E9").id = None;
    after.org("twin").props.email = Field::Absent;
    let plan = planned(&before.live(), &after);
    assert_eq!(problems(&plan), Vec::<String>::new(), "{}", told(&plan));
}

#[test]
fn two_declarations_of_one_object_name_each_other() {
    let before = owned();
    let mut after = owned();
    after.add_member("E9", "sales-1").id = Some(live_id(Kind::Member, "E3").to_string());
    let group = after.group("g-dev");
    group.props.members = Field::Known(vec![key("E9"), by_handle(Kind::Member, "E5")]);
    let plan = planned(&before.live(), &after);
    let twice: Vec<(&str, &str)> = (plan.problems.iter())
        .map(|it| (it.params["object"].as_str(), it.params["other"].as_str()))
        .collect();
    assert_eq!(twice, [("member/E9", "member/E3")], "{}", told(&plan));
}
