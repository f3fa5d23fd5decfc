//! Nothing is quadratic: twice the objects take about twice the work, in the shapes that
//! make it tempting. Work is how often keys, ids and addresses are compared or hashed, and
//! how long the plan is; no clock is looked at.

use crate::check::tests::{ACME, group, key, member, org, post, renumber, sample};
use crate::directory::{
    Desired, Directory, Field, Kind, Pattern, Removal, SNAPSHOT_FORMAT, SiblingList, Snapshot,
    looks,
};
use crate::plan::rehearsal::{self, Player};
use crate::plan::{Options, Plan, plan};
use crate::source::Severity;

/// Members of the smaller of two companies.
const FEW: usize = 250;
/// Twice as many may take so much more; what is quadratic takes four times as much.
const GROWTH: f64 = 2.7;

/// So many members in a hundredth as many orgs, and a group of ten for every ten.
fn company(members: usize) -> Desired {
    let mut d = sample();
    (d.ranks, d.orgs, d.members, d.groups) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    d.tenant.domains.truncate(1);
    for kind in [Kind::Org, Kind::Member, Kind::Group] {
        let all = Pattern("*".into());
        d.policy.owns.insert(kind, vec![all]);
    }
    d.policy.removal = Removal::ForceDelete;
    d.sections = [Kind::Org, Kind::Member, Kind::Group].into();
    for n in 0..members / 100 + 2 {
        let name = format!("o{n}");
        d.orgs.push(org(ACME, &name, &name, None));
    }
    for n in 0..members {
        let org = format!("o{}", n % d.orgs.len());
        d.members.push(member(ACME, &format!("m{n}"), &org));
    }
    for n in 0..members / 10 {
        let name = format!("g{n}");
        let mut new = group(ACME, &name, &name, &format!("m{n}"));
        let listed = (0..10).map(|k| key(&format!("m{}", n * 10 + k)));
        new.props.members = Field::Known(listed.collect());
        new.props.masters = Field::Known(vec![key(&format!("m{}", n * 10))]);
        d.groups.push(new);
    }
    renumber(&mut d);
    d
}

fn everybody(d: &Desired) -> Field<Vec<crate::directory::Ref>> {
    let all = d.members.iter();
    Field::Known(all.map(|m| key(m.declaration.key.as_str())).collect())
}

/// Everybody in one group besides.
fn with_all_staff(mut d: Desired) -> Desired {
    let mut all = group(ACME, "all", "all", "m0");
    all.props.members = everybody(&d);
    d.groups.push(all);
    renumber(&mut d);
    d
}

/// Everybody in one org besides their own.
fn with_hub(mut d: Desired) -> Desired {
    d.orgs.push(org(ACME, "hub", "hub", None));
    for member in &mut d.members {
        if let Some(posts) = member.props.posts.known_mut() {
            posts.push(post("hub"));
        }
    }
    renumber(&mut d);
    d
}

/// An org for every four members, all side by side, in this order or the other way round.
fn with_siblings(mut d: Desired) -> Desired {
    let first = d.orgs.len();
    for n in 0..d.members.len() / 4 {
        let name = format!("s{n}");
        d.orgs.push(org(ACME, &name, &name, Some("o0")));
    }
    d.sibling_lists.push(SiblingList {
        orgs: (first..d.orgs.len()).collect(),
    });
    renumber(&mut d);
    d
}

/// Two and two exchange their addresses.
fn swapped(mut d: Desired) -> Desired {
    for pair in d.members.chunks_mut(2) {
        if let [a, b] = pair {
            std::mem::swap(&mut a.props.email, &mut b.props.email);
        }
    }
    d
}

/// Every key is another.
fn renamed(mut d: Desired) -> Desired {
    for member in &mut d.members {
        let declaration = &mut member.declaration;
        let new = format!("new-{}", declaration.key).as_str().into();
        declaration.previously = Some(std::mem::replace(&mut declaration.key, new));
    }
    d.groups.clear();
    d
}

/// Everybody has the key of the next.
fn shifted(mut d: Desired) -> Desired {
    for (n, member) in d.members.iter_mut().enumerate() {
        let declaration = &mut member.declaration;
        let new = format!("m{}", n + 1).as_str().into();
        declaration.previously = Some(std::mem::replace(&mut declaration.key, new));
    }
    d.groups.clear();
    d
}

fn relocated(mut d: Desired) -> Desired {
    for member in &mut d.members {
        member.props.location = Field::Known(Some("大阪".to_owned()));
    }
    d
}

fn snapshot(directory: Directory) -> Snapshot {
    Snapshot {
        format_version: SNAPSHOT_FORMAT,
        tenant: "acme-test".to_owned(),
        read_at: jiff::Timestamp::UNIX_EPOCH,
        directory,
    }
}

fn options() -> Options {
    Options::at(jiff::Timestamp::UNIX_EPOCH)
}

fn planned(desired: &Desired, live: &Snapshot) -> Plan {
    let plan = plan(desired, live, &options());
    let errors = plan.problems.iter();
    let errors: Vec<_> = errors.filter(|p| p.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{:?}", errors.first());
    plan
}

fn player(desired: &Desired, live: &Directory) -> Player {
    let (rules, now) = (rehearsal::rules(desired), jiff::Timestamp::UNIX_EPOCH);
    Player::new(live, rules, options().assumptions, now)
}

/// The tenant that a configuration describes.
fn live(desired: &Desired) -> Snapshot {
    let nothing = player(desired, &Directory::default());
    let nothing = nothing.end(&[]).expect("nothing was played");
    let plan = planned(desired, &snapshot(nothing.clone()));
    let mut player = player(desired, &nothing);
    for step in &plan.steps {
        player.play(step).expect("it was rehearsed");
    }
    snapshot(player.end(&plan.steps).expect("it was played"))
}

/// What planning from one company to another takes.
fn work(before: &Desired, after: &Desired) -> u64 {
    let live = live(before);
    let (plan, looks) = looks::of(|| planned(after, &live));
    let text = serde_json::to_vec(&plan).expect("JSON");
    looks + text.len() as u64
}

/// What a change makes of a company of so many members.
fn grows(what: &str, sides: impl Fn(usize) -> (Desired, Desired)) {
    let [few, many] = [FEW, 2 * FEW].map(|members| {
        let (before, after) = sides(members);
        work(&before, &after)
    });
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let growth = many as f64 / few as f64;
    assert!(
        growth < GROWTH,
        "{what}: {few} -> {many}, {growth:.2} times"
    );
}

#[test]
fn nothing_to_do() {
    grows("nothing", |n| (company(n), company(n)));
}

#[test]
fn everything_is_new() {
    grows("new", |n| (company(0), company(n)));
}

#[test]
fn a_group_of_everybody_comes_and_goes() {
    // A group is made with 200 of its members, and a call for each of the others: twice as
    // many calls, then.
    let large = |n| company(n + 200);
    grows("a new group", |n| (large(n), with_all_staff(large(n))));
    grows("all is new", |n| (company(0), with_all_staff(large(n))));
    grows("it goes", |n| (with_all_staff(large(n)), large(n)));
}

#[test]
fn an_org_of_everybody_comes_and_goes() {
    grows("a new org", |n| (company(n), with_hub(company(n))));
    grows("it goes", |n| (with_hub(company(n)), company(n)));
}

#[test]
fn hundreds_of_orgs_side_by_side_come_and_go() {
    grows("new orgs", |n| (company(n), with_siblings(company(n))));
    grows("they go", |n| (with_siblings(company(n)), company(n)));
}

#[test]
fn everybody_changes() {
    grows("a property", |n| (company(n), relocated(company(n))));
    grows("addresses swapped", |n| (company(n), swapped(company(n))));
    grows("keys", |n| (company(n), renamed(company(n))));
    grows("keys in a row", |n| (company(n), shifted(company(n))));
}

#[test]
fn everybody_goes() {
    grows("removals", |n| (company(n), company(0)));
}
