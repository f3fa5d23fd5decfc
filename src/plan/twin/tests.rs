//! Nothing is quadratic: twice the objects take about twice the looks, in the shapes that
//! make it tempting.

use std::sync::Arc;

use super::hints;
use crate::check::tests::{ACME, group, key, member, org, renumber, sample};
use crate::directory::{
    Desired, Directory, Field, Group, Id, Kind, LiveGroup, LiveMember, LiveOrg, Member, Org,
    Pattern, PersonName, Post, Ref, looks,
};
use crate::plan::build::{self, Context};

/// Twice as many may take so much more; what is quadratic takes four times as much.
const GROWTH: f64 = 2.7;

fn text(value: String) -> Field<Option<String>> {
    Field::Known(Some(value))
}

fn name(first: String) -> Field<PersonName> {
    Field::Known(PersonName {
        last: text("佐藤".to_owned()),
        first: text(first),
        ..PersonName::default()
    })
}

/// So many of each kind declared under new keys, and as many live ones that nothing matches.
/// `alike` names them: the same for a number on both sides, or for all.
fn sides(many: usize, alike: fn(usize) -> String) -> (Desired, Directory) {
    let mut desired = sample();
    desired.ranks.clear();
    desired.orgs.clear();
    desired.members.clear();
    desired.groups.clear();
    desired.tenant.domains.truncate(1);
    for kind in [Kind::Org, Kind::Member] {
        let all = Pattern("*".into());
        desired.policy.owns.insert(kind, vec![all]);
    }
    let mut live = Directory::default();
    for n in 0..many {
        let declared = format!("new-{n}");
        desired
            .orgs
            .push(org(ACME, &declared, &format!("{}本部", alike(n)), None));
        let mut person = member(ACME, &declared, &declared);
        person.props.name = name(alike(n));
        desired.members.push(person);
        let id = Id::from(format!("o{n}"));
        let props = Org {
            parent: Field::Known(None),
            name: Field::Known(format!("{}部", alike(n))),
            ..Org::default()
        };
        let org = LiveOrg {
            id: id.clone(),
            key: Some(format!("old-{n}").into()),
            domain: ACME,
            display_order: 1,
            props,
        };
        live.orgs.insert(id.clone(), Arc::new(org));
        let post = Post {
            org: Ref::Id(id),
            ..crate::check::tests::post("x")
        };
        let id = Id::from(format!("u{n}"));
        let member = LiveMember {
            id: id.clone(),
            key: Some(format!("old-{n}").into()),
            domain: ACME,
            flags: crate::directory::MemberFlags::default(),
            props: Member {
                email: Field::Known(format!("old-{n}@acme.example").into()),
                name: name(alike(n)),
                posts: Field::Known(vec![post]),
                ..Member::default()
            },
        };
        live.members.insert(id, Arc::new(member));
        let mut circle = group(ACME, &declared, &format!("{}本部", alike(n)), "boss");
        circle.props.members = Field::Known(vec![key("boss"), key(&declared)]);
        desired.groups.push(circle);
        let boss = || Field::Known(vec![Ref::Id("boss".into())]);
        let group = LiveGroup {
            id: Id::from(format!("g{n}")),
            key: Some(format!("old-{n}").into()),
            domain: ACME,
            props: Group {
                name: Field::Known(format!("{}部", alike(n))),
                masters: boss(),
                members: boss(),
                ..Group::default()
            },
        };
        live.groups.insert(group.id.clone(), Arc::new(group));
    }
    // Somebody who runs every group.
    desired.members.push(member(ACME, "boss", "new-0"));
    let boss = LiveMember {
        id: "boss".into(),
        key: Some("boss".into()),
        domain: ACME,
        flags: crate::directory::MemberFlags::default(),
        props: Member::default(),
    };
    live.members.insert(boss.id.clone(), Arc::new(boss));
    renumber(&mut desired);
    (desired, live)
}

/// How many hints there are, and how often keys and ids were looked at for them.
fn work(many: usize, alike: fn(usize) -> String) -> (usize, u64) {
    let (desired, live) = sides(many, alike);
    let mut problems = Vec::new();
    let now = jiff::Timestamp::UNIX_EPOCH;
    let context = Context::new(&desired, &live, now, &mut problems);
    let graph = build::build(&context, &mut problems);
    let mut found = Vec::new();
    let ((), looks) = looks::of(|| hints(&context, &graph, &mut found));
    (found.len(), looks)
}

/// How objects are named, by their number.
type Naming = fn(usize) -> String;

#[test]
fn twice_as_many_take_twice_the_looks() {
    let shapes: [(&str, Naming); 3] = [
        ("each has its twin", |n| format!("太郎{n}")),
        ("all are alike", |_| "太郎".to_owned()),
        ("ten of each name", |n| format!("太郎{}", n / 10)),
    ];
    for (shape, alike) in shapes {
        let (_, few) = work(400, alike);
        let (_, many) = work(800, alike);
        #[expect(clippy::cast_precision_loss, reason = "counts of a small test")]
        let growth = many as f64 / few as f64;
        assert!(growth < GROWTH, "{shape}: {few} looks, then {many}");
    }
}

#[test]
fn each_finds_its_own_among_ten_thousand() {
    let (found, looks) = work(10_000, |n| format!("太郎{n}"));
    // An org each; a member each, by the name and the org that is taken for theirs; and a
    // group each, by its name and who runs it.
    assert_eq!(found, 30_000);
    assert!(looks < 10_000_000, "{looks}");
}

#[test]
fn ten_thousand_that_are_all_alike_are_told_apart_by_nothing() {
    let (found, looks) = work(10_000, |_| "太郎".to_owned());
    assert_eq!(found, 0);
    assert!(looks < 10_000_000, "{looks}");
}
