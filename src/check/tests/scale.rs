use std::time::{Duration, Instant};

use super::sample::{ACME, group, key, member, org, post, posts, renumber, sample};
use crate::check::{check, codes};
use crate::directory::{Desired, Field};

/// So many members, a tenth as many orgs, a twentieth as many groups.
fn large(members: usize) -> Desired {
    let mut d = sample();
    let orgs = (members / 10).min(9_000);
    for n in 0..orgs {
        let parent = if n < 10 {
            None
        } else {
            Some(format!("o{}", n / 10))
        };
        let name = format!("o{n}");
        d.orgs.push(org(ACME, &name, &name, parent.as_deref()));
    }
    let first = d.members.len();
    for n in 0..members {
        let name = format!("m{n}");
        d.members
            .push(member(ACME, &name, &format!("o{}", n % orgs)));
        posts(&mut d, first + n).push(post("sales"));
    }
    for n in 0..members / 20 {
        let mut new = group(ACME, &format!("gr{n}"), &format!("gr{n}"), &format!("m{n}"));
        new.props.members = Field::Known((0..20).map(|i| key(&format!("m{}", n + i))).collect());
        new.props.groups = Field::Known(if n == 0 {
            Vec::new()
        } else {
            vec![key(&format!("gr{}", n - 1))]
        });
        d.groups.push(new);
    }
    renumber(&mut d);
    d
}

fn time(desired: &Desired) -> Duration {
    #[expect(
        clippy::disallowed_methods,
        reason = "a test of growth has to look at the clock"
    )]
    let start = Instant::now();
    check(desired);
    start.elapsed()
}

#[test]
fn ten_times_the_members_take_about_ten_times_as_long() {
    let (small, big) = (large(1_000), large(10_000));
    assert_eq!(check(&big), []);
    // The best of three, and room for a busy machine: what is quadratic takes 100 times.
    let best = |desired: &Desired| (0..3).map(|_| time(desired)).min().unwrap_or_default();
    let (few, many) = (best(&small), best(&big));
    assert!(many < few * 40, "{few:?} -> {many:?}");
}

#[test]
fn a_lost_section_of_typos_stays_bounded() {
    let mut d = large(10_000);
    for n in 0..10_000 {
        d.members[4 + n].props.posts = Field::Known(vec![post(&format!("no-such-org-{n}"))]);
    }
    let start = time(&d);
    let problems = check(&d);
    assert_eq!(problems.len(), 10_000);
    assert!(problems.iter().all(|p| p.code == codes::UNKNOWN_REFERENCE));
    assert!(start < Duration::from_secs(20), "{start:?}");
}

#[test]
fn nesting_as_deep_as_there_are_objects_is_survived() {
    let mut d = sample();
    for n in 0..12_500 {
        let parent = (n > 0).then(|| format!("o{}", n - 1));
        let name = format!("o{n}");
        let mut new = org(ACME, &name, &name, parent.as_deref());
        new.declaration.previously = Some(format!("o{}", n + 1).as_str().into());
        d.orgs.push(new);
        let mut new = group(ACME, &name, &name, "E1");
        new.props.groups = Field::Known(vec![key(&format!("o{}", n + 1))]);
        d.groups.push(new);
    }
    d.groups.push(group(ACME, "o12500", "last", "E1"));
    renumber(&mut d);
    let found: std::collections::BTreeSet<_> = check(&d).into_iter().map(|p| p.code).collect();
    assert!(found.contains(&codes::ORG_TOO_DEEP));
    assert!(!found.contains(&codes::GROUP_CYCLE));
    assert!(!found.contains(&codes::PREVIOUSLY_CYCLE));
}
