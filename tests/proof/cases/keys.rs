//! Takes the keys of a few live objects away (to be adopted) or gives them another one
//! (`previously:`), with everything that names them.

use meibo::directory::{Field, Kind, Ref};

use crate::dice::Dice;
use crate::model::{Company, Thing, by_handle, live_id};

/// Of each kind a few live objects that are declared.
pub fn unsettle(before: &mut Company, after: &mut Company, dice: &mut Dice) {
    for kind in [Kind::Level, Kind::Org, Kind::Member, Kind::Group] {
        let mut rekeyed: Option<String> = None;
        for handle in handles(before, kind) {
            if !handles(after, kind).contains(&handle) || kind != Kind::Org && handle == "sub-1" {
                continue;
            }
            match dice.roll(12) {
                0 => adopt(before, after, kind, &handle),
                1 => {
                    let old = format!("{handle}-old");
                    rekey(before, after, kind, &handle, &old);
                }
                // A chain: this one has the key that the last one gets.
                2 | 3 if rekeyed.is_some() => {
                    let old = rekeyed.take().unwrap_or_default();
                    swap_in(before, after, kind, &handle, &old);
                }
                _ => {}
            }
            rekeyed = Some(handle);
        }
    }
}

fn handles(company: &Company, kind: Kind) -> Vec<String> {
    match kind {
        Kind::Level | Kind::Position | Kind::UserType => {
            (company.ranks.iter().map(|(_, it)| it.handle.clone())).collect()
        }
        Kind::Org => company.orgs.iter().map(|it| it.handle.clone()).collect(),
        Kind::Member => company.members.iter().map(|it| it.handle.clone()).collect(),
        Kind::Group => company.groups.iter().map(|it| it.handle.clone()).collect(),
    }
}

/// Live it has no key; `id:` says which it is.
fn adopt(before: &mut Company, after: &mut Company, kind: Kind, handle: &str) {
    with(before, kind, handle, |key, _, _| *key = None);
    rename(before, kind, handle, &by_handle(kind, handle));
    let id = live_id(kind, handle).to_string();
    with(after, kind, handle, |_, _, named| *named = Some(id));
}

/// Live it has another key.
fn rekey(before: &mut Company, after: &mut Company, kind: Kind, handle: &str, old: &str) {
    with(before, kind, handle, |key, _, _| *key = Some(old.into()));
    rename(before, kind, handle, &by_handle(kind, handle));
    with(after, kind, handle, |_, previously, _| {
        *previously = Some(old.into());
    });
}

/// Live it has the key that another object is to have, which has a key of its own.
fn swap_in(before: &mut Company, after: &mut Company, kind: Kind, handle: &str, other: &str) {
    let mut free = true;
    with(after, kind, other, |_, previously, id| {
        free = previously.is_none() && id.is_none();
    });
    if free && handles(before, kind).iter().any(|it| it == other) {
        rekey(before, after, kind, other, &format!("{other}-old"));
        rekey(before, after, kind, handle, other);
    }
}

type Said<'a> = (
    &'a mut Option<String>,
    &'a mut Option<String>,
    &'a mut Option<String>,
);

/// Changes key, `previously:` and `id:` of an object.
fn with(
    company: &mut Company,
    kind: Kind,
    handle: &str,
    change: impl FnOnce(&mut Option<String>, &mut Option<String>, &mut Option<String>),
) {
    fn of<P>(thing: &mut Thing<P>) -> Said<'_> {
        (&mut thing.key, &mut thing.previously, &mut thing.id)
    }
    let (key, previously, id) = match kind {
        Kind::Level | Kind::Position | Kind::UserType => of(company.rank(handle)),
        Kind::Org => of(company.org(handle)),
        Kind::Member => of(company.member(handle)),
        Kind::Group => of(company.group(handle)),
    };
    change(key, previously, id);
}

/// Puts another reference in place of every one by this key.
fn rename(company: &mut Company, kind: Kind, from: &str, to: &Ref) {
    let from = crate::model::key(from);
    let one = |slot: &mut Ref| {
        if *slot == from {
            *slot = to.clone();
        }
    };
    let many = |slot: &mut Field<Vec<Ref>>| slot.known_mut().into_iter().flatten().for_each(one);
    let maybe = |slot: &mut Field<Option<Ref>>| {
        slot.known_mut().into_iter().flatten().for_each(one);
    };
    for org in &mut company.orgs {
        match kind {
            Kind::Org => maybe(&mut org.props.parent),
            Kind::Member => {
                many(&mut org.props.allowed_recipients);
                many(&mut org.props.allowed_senders);
            }
            _ => {}
        }
    }
    for member in &mut company.members {
        let props = &mut member.props;
        let away = props.secondary.known_mut().into_iter().flatten();
        let lists = away.filter_map(|it| it.posts.known_mut());
        let posts = lists.chain(props.posts.known_mut()).flatten();
        match kind {
            Kind::Org => posts.for_each(|post| one(&mut post.org)),
            Kind::Level => maybe(&mut props.level),
            Kind::Member => {
                let related = props.relations.known_mut().into_iter().flatten();
                related.for_each(|it| one(&mut it.member));
            }
            _ => {}
        }
    }
    for group in &mut company.groups {
        match kind {
            Kind::Org => many(&mut group.props.orgs),
            Kind::Member => {
                many(&mut group.props.masters);
                many(&mut group.props.members);
            }
            Kind::Group => many(&mut group.props.groups),
            _ => {}
        }
    }
}
