use proptest::prelude::*;

use super::sample::{ACME, SUB, group, key, member, org, post, renumber, sample, secondary};
use crate::check::check;
use crate::directory::{Desired, Field, Ref, WantedState};

/// One of a few names, so that they meet.
fn name(n: u8) -> String {
    format!("k{}", n % 6)
}

fn reference(n: u8) -> Ref {
    match n % 8 {
        6 => Ref::Id(name(n).as_str().into()),
        7 => Ref::Email(format!("{}@acme.example", name(n / 8)).as_str().into()),
        _ => key(&name(n)),
    }
}

/// Anything that decoding can hand on: every key, parent and list may be wrong at once.
fn any_desired(numbers: &[(u8, u8, u8, u8)]) -> Desired {
    let mut d = sample();
    for (i, (kind, a, b, c)) in numbers.iter().enumerate() {
        let domain = if c % 3 == 0 { SUB } else { ACME };
        let previously = (c % 4 == 0).then(|| name(*b).as_str().into());
        let declaration = match kind % 3 {
            0 => {
                let mut new = org(domain, &name(*a), &name(*c), None);
                new.props.parent = Field::Known((b % 5 != 0).then(|| reference(*b)));
                new.props.visible = Field::Known(a % 2 == 0);
                d.orgs.push(new);
                d.orgs.last_mut().map(|new| &mut new.declaration)
            }
            1 => {
                let mut new = member(domain, &name(*a), &name(*b));
                new.state = if c % 5 == 0 {
                    WantedState::Deleted
                } else {
                    WantedState::Active
                };
                let mut entry = secondary(if c % 2 == 0 { SUB } else { ACME }, &name(*c));
                entry.level = Field::Known(Some(reference(*a)));
                new.props.secondary = Field::Known(vec![entry.clone(), entry]);
                let mut one = post(&name(*c));
                one.org = reference(*b);
                one.leader = Field::Known(true);
                one.primary = Field::Known(true);
                one.position = Field::Known(Some(reference(*c)));
                new.props.posts = Field::Known(vec![one.clone(), one]);
                d.members.push(new);
                d.members.last_mut().map(|new| &mut new.declaration)
            }
            _ => {
                let mut new = group(domain, &name(*a), &name(*b), &name(*c));
                new.props.groups = Field::Known(vec![reference(*b), reference(*c), reference(*b)]);
                new.props.orgs = Field::Known(vec![reference(*c)]);
                d.groups.push(new);
                d.groups.last_mut().map(|new| &mut new.declaration)
            }
        };
        if let Some(declaration) = declaration {
            declaration.previously = previously;
            declaration.id = (i % 7 == 0).then(|| name(*c).as_str().into());
        }
    }
    renumber(&mut d);
    d
}

proptest! {
    #[test]
    fn nothing_panics_and_the_answer_is_always_the_same(
        numbers in prop::collection::vec(any::<(u8, u8, u8, u8)>(), 0..40)
    ) {
        let desired = any_desired(&numbers);
        let problems = check(&desired);
        prop_assert_eq!(&problems, &check(&desired));
    }
}
