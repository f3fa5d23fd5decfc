//! What a case asks for, judged without the planner: by the comparison of tests/it, by who
//! is who (the handles of the model), and by what may not be lost on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use meibo::directory::{
    DeclaredMember, Directory, Id, Key, Kind, LiveGroup, LiveMember, LiveOrg, LiveRank, Removal,
};

use crate::cases::Case;
use crate::compare::differences;
use crate::model::{Thing, live_id};

/// Everything about a case that does not change on the way.
pub struct Goal<'c> {
    pub case: &'c Case,
    /// Live objects that are declared, with the key each is to have.
    pub stays: BTreeMap<Id, (Kind, Key)>,
    /// Declared objects that nothing live is.
    pub new: BTreeSet<(Kind, Key)>,
    /// Live objects that go.
    pub goes: BTreeMap<Id, Kind>,
}

impl<'c> Goal<'c> {
    pub fn of(case: &'c Case) -> Goal<'c> {
        let mut goal = Goal {
            case,
            stays: BTreeMap::new(),
            new: BTreeSet::new(),
            goes: BTreeMap::new(),
        };
        let (before, after) = (&case.before, &case.after);
        goal.sort(Kind::Org, &before.orgs, &after.orgs);
        goal.sort(Kind::Member, &before.members, &after.members);
        goal.sort(Kind::Group, &before.groups, &after.groups);
        let was: Vec<_> = before.ranks.iter().map(|(_, it)| it.clone()).collect();
        let is: Vec<_> = after.ranks.iter().map(|(_, it)| it.clone()).collect();
        goal.sort(Kind::Level, &was, &is);
        goal
    }

    fn sort<P>(&mut self, kind: Kind, was: &[Thing<P>], is: &[Thing<P>]) {
        for thing in is {
            let key = Key::from(thing.key.as_deref().expect("declared things have keys"));
            if was.iter().any(|it| it.handle == thing.handle) {
                self.stays.insert(live_id(kind, &thing.handle), (kind, key));
            } else {
                self.new.insert((kind, key));
            }
        }
        for thing in was {
            if !is.iter().any(|it| it.handle == thing.handle) {
                self.goes.insert(live_id(kind, &thing.handle), kind);
            }
        }
    }

    /// What is not as it should be; empty when the goal is reached.
    pub fn left(&self, now: &Directory) -> Vec<String> {
        let mut left = differences(&self.case.desired, now);
        for (id, (kind, key)) in &self.stays {
            if key_of(now, *kind, id) != Some(Some(key)) {
                left.push(format!("{kind} {key}: is not the {id} it was"));
            }
        }
        let counts = [
            (Kind::Org, now.orgs.len()),
            (Kind::Group, now.groups.len()),
            (Kind::Level, now.ranks.len()),
        ];
        for (kind, count) in counts {
            let stays = self.stays.values().filter(|(of, _)| *of == kind).count();
            let new = self.new.iter().filter(|(of, _)| *of == kind).count();
            if count != stays + new {
                left.push(format!("{count} of {kind}"));
            }
        }
        left
    }

    /// Whether nothing is lost that is to stay: deleting what stays and making it anew, or
    /// undeleting it, might save calls and costs people their data (design section 1.5).
    /// Nor is a member that goes removed for good where the policy only suspends.
    pub fn loses_nothing(&self, now: &Directory) -> bool {
        let kept = self.stays.iter().all(|(id, (kind, _))| match kind {
            Kind::Member => self.is_kept(now, id, Removal::Suspend),
            _ => key_of(now, *kind, id).is_some(),
        });
        let removal = self.case.desired.policy.removal;
        let mut going = self.goes.iter().filter(|(_, kind)| **kind == Kind::Member);
        kept && going.all(|(id, _)| self.is_kept(now, id, removal))
    }

    /// Whether a member has lost no more than a removal of this sort takes.
    fn is_kept(&self, now: &Directory, id: &Id, removal: Removal) -> bool {
        let was = &self.case.live.members[id].flags;
        match now.members.get(id) {
            None => removal == Removal::ForceDelete,
            Some(is) => {
                !is.flags.deleted
                    || was.deleted
                    || removal != Removal::Suspend
                    || (was.pending && self.goes.contains_key(id))
            }
        }
    }

    /// Whether nothing live is what is declared under a key.
    pub fn is_new(&self, kind: Kind, key: &Key) -> bool {
        self.new.contains(&(kind, key.clone()))
    }

    /// What was made on the way.
    pub fn made(&self, now: &Directory) -> Vec<(Kind, Id)> {
        let live = &self.case.live;
        let orgs = now.orgs.keys().filter(|id| !live.orgs.contains_key(*id));
        let members = now
            .members
            .keys()
            .filter(|id| !live.members.contains_key(*id));
        let groups = now
            .groups
            .keys()
            .filter(|id| !live.groups.contains_key(*id));
        let levels = now.ranks.keys().filter(|id| !live.ranks.contains_key(*id));
        let of = |kind: Kind| move |id: &Id| (kind, id.clone());
        (orgs.map(of(Kind::Org)))
            .chain(members.map(of(Kind::Member)))
            .chain(groups.map(of(Kind::Group)))
            .chain(levels.map(of(Kind::Level)))
            .collect()
    }

    /// How many of a kind are still to be made. Which of those made is which is left open:
    /// one may have been made under a key that it is not to keep.
    pub fn unmade(&self, now: &Directory, kind: Kind) -> usize {
        let new = self.new.iter().filter(|it| it.0 == kind).count();
        let made = self.made(now);
        new.saturating_sub(made.iter().filter(|it| it.0 == kind).count())
    }

    /// The directory with every object that stays under the key it is to have: what else
    /// differs can then be looked up by key.
    pub fn keyed(&self, now: &Directory) -> Directory {
        let mut now = now.clone();
        for (id, (kind, key)) in &self.stays {
            set_key(&mut now, *kind, id, Some(key.clone()));
        }
        let declared: BTreeSet<(Kind, &Key)> = (self.stays.values())
            .map(|(kind, key)| (*kind, key))
            .collect();
        let made = self.made(&now);
        for (kind, id) in self
            .goes
            .iter()
            .map(|(id, kind)| (*kind, id.clone()))
            .chain(made)
        {
            let held = key_of(&now, kind, &id).flatten();
            if held.is_some_and(|key| declared.contains(&(kind, key))) {
                set_key(&mut now, kind, &id, None);
            }
        }
        now
    }

    /// Whether a member that goes is where the policy wants it.
    pub fn is_gone(&self, now: &Directory, id: &Id) -> bool {
        now.members
            .get(id)
            .is_none_or(|it| match self.case.desired.policy.removal {
                Removal::Suspend => it.flags.suspended || it.flags.deleted || it.flags.pending,
                Removal::Delete => it.flags.deleted,
                Removal::ForceDelete => false,
            })
    }

    /// The declaration of a member by key.
    pub fn member(&self, key: &Key) -> Option<&DeclaredMember> {
        let mut members = self.case.desired.members.iter();
        members.find(|it| it.declaration.key == *key)
    }
}

/// The key of a live object; `None` where it is not there.
pub fn key_of<'d>(now: &'d Directory, kind: Kind, id: &Id) -> Option<Option<&'d Key>> {
    match kind {
        Kind::Org => now.orgs.get(id).map(|it| it.key.as_ref()),
        Kind::Member => now.members.get(id).map(|it| it.key.as_ref()),
        Kind::Group => now.groups.get(id).map(|it| it.key.as_ref()),
        Kind::Level | Kind::Position | Kind::UserType => {
            now.ranks.get(id).map(|it| it.key.as_ref())
        }
    }
}

fn set_key(now: &mut Directory, kind: Kind, id: &Id, key: Option<Key>) {
    match kind {
        Kind::Org => {
            if let Some(it) = now.orgs.get_mut(id).filter(|it| it.key != key) {
                *it = Arc::new(LiveOrg {
                    key,
                    ..LiveOrg::clone(it)
                });
            }
        }
        Kind::Member => {
            if let Some(it) = now.members.get_mut(id).filter(|it| it.key != key) {
                *it = Arc::new(LiveMember {
                    key,
                    ..LiveMember::clone(it)
                });
            }
        }
        Kind::Group => {
            if let Some(it) = now.groups.get_mut(id).filter(|it| it.key != key) {
                *it = Arc::new(LiveGroup {
                    key,
                    ..LiveGroup::clone(it)
                });
            }
        }
        Kind::Level | Kind::Position | Kind::UserType => {
            if let Some(it) = now.ranks.get_mut(id).filter(|it| it.key != key) {
                *it = Arc::new(LiveRank {
                    key,
                    ..LiveRank::clone(it)
                });
            }
        }
    }
}
