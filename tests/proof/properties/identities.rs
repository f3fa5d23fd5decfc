//! Keeps a case clear of what nobody may ask for: the identity of something that goes, for
//! something that is new (design section 2: an error, never a create), and the address of a
//! member who is still there, suspended or in deletion (facts 11 #39).

use std::collections::BTreeSet;

use meibo::directory::{Email, Field, Removal, WantedState};

use crate::model::{Company, Thing, email};

/// Gives what would take such a name or address one of its own.
pub fn keep_apart(before: &Company, after: &mut Company) {
    addresses(before, after);
    let held = gone(&before.groups, &after.groups, |group| {
        group.name.known().cloned()
    });
    for thing in news(&mut after.groups, &before.groups) {
        if thing
            .props
            .name
            .known()
            .is_some_and(|name| held.contains(name))
        {
            thing.props.name = Field::Known(format!("別名 {}", thing.handle));
        }
    }
    let held = gone(&before.orgs, &after.orgs, |org| org.name.known().cloned());
    for thing in news(&mut after.orgs, &before.orgs) {
        if thing
            .props
            .name
            .known()
            .is_some_and(|name| held.contains(name))
        {
            thing.props.name = Field::Known(format!("別名 {}", thing.handle));
        }
    }
    let there = |handle: &str| after.ranks.iter().any(|(_, it)| it.handle == handle);
    let held: BTreeSet<String> = (before.ranks.iter())
        .filter(|(_, it)| !there(&it.handle))
        .filter_map(|(_, it)| it.props.name.known().cloned())
        .collect();
    for (_, thing) in &mut after.ranks {
        let new = !before.ranks.iter().any(|(_, it)| it.handle == thing.handle);
        if new
            && thing
                .props
                .name
                .known()
                .is_some_and(|name| held.contains(name))
        {
            thing.props.name = Field::Known(format!("別名 {}", thing.handle));
        }
    }
}

/// What those held that go.
fn gone<P, T: Ord>(
    before: &[Thing<P>],
    after: &[Thing<P>],
    held: impl Fn(&P) -> Option<T>,
) -> BTreeSet<T> {
    let there: BTreeSet<&str> = after.iter().map(|it| it.handle.as_str()).collect();
    let gone = before
        .iter()
        .filter(|it| !there.contains(it.handle.as_str()));
    gone.filter_map(|it| held(&it.props)).collect()
}

/// What is declared and not live.
fn news<'t, P>(
    after: &'t mut [Thing<P>],
    before: &[Thing<P>],
) -> impl Iterator<Item = &'t mut Thing<P>> + use<'t, P> {
    let there: BTreeSet<String> = before.iter().map(|it| it.handle.clone()).collect();
    after
        .iter_mut()
        .filter(move |it| !there.contains(&it.handle))
}

fn addresses(before: &Company, after: &mut Company) {
    let stays = |handle: &str| {
        let found = after.members.iter().find(|it| it.handle == handle);
        found.is_some_and(|it| it.state != WantedState::Deleted)
    };
    let mut held: BTreeSet<Email> = BTreeSet::new();
    for thing in before.members.iter().filter(|it| !stays(&it.handle)) {
        held.extend(thing.props.email.known().cloned());
        held.extend(
            thing
                .props
                .alias_emails
                .known()
                .into_iter()
                .flatten()
                .cloned(),
        );
    }
    let erased = after.policy.removal == Removal::ForceDelete;
    let live: BTreeSet<String> = before.members.iter().map(|it| it.handle.clone()).collect();
    for thing in &mut after.members {
        if thing.state == WantedState::Deleted || (erased && live.contains(&thing.handle)) {
            continue;
        }
        let own = |held: &Email| {
            let part = held
                .as_str()
                .rsplit_once('@')
                .map_or("acme.example", |(_, part)| part);
            email(&format!("own-{}@{part}", thing.handle.to_lowercase()))
        };
        if let Field::Known(address) = &mut thing.props.email
            && held.contains(address)
        {
            *address = own(address);
        }
        if let Field::Known(list) = &mut thing.props.alias_emails {
            list.retain(|alias| !held.contains(alias));
        }
    }
}
