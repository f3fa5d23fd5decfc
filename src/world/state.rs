//! What the service holds. Handlers read `state.directory` directly (objects are
//! shared: cloning an `Arc` is how to hold one while changing another) and change it
//! only through [`State::put_member`] and its like, which keep the [`Index`] true:
//!
//! ```text
//! let mut group = LiveGroup::clone(&state.group(text)?);   // look up, 404 else
//! ...validate everything against `state`, without changing it...
//! group.props.description = Field::Known(None);
//! state.put_group(group);                                  // then change
//! ```
//!
//! A refused call changes nothing: every check stands before the first `put`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::directory::{
    Directory, DomainId, DomainState, FeatureState, Group, Id, Kind, LiveGroup, LiveMember,
    LiveOrg, LiveRank, Ref, Sync,
};

use super::access::Access;
use super::acts::Consistency;
use super::contacts::Contacts;
use super::custom_properties::Definitions;
use super::external_groups::ExternalGroups;
use super::index::Index;
use super::photos::Photos;
use super::restrictions::Restrictions;
use super::statuses::Statuses;
use super::talk::{DomainTalk, MemberTalk};
use super::time::TenantClock;
use super::{Assumptions, Rules, users};

/// The version of the saved form of a world (the sandbox's state file and seed).
pub const STATE_FORMAT: u32 = 2;

/// The oldest version that is still read: 1 had none of what [`super::Act`]s set.
pub const OLDEST_STATE_FORMAT: u32 = 1;

/// Everything the service holds. Its serialised form is the sandbox's state file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct State {
    /// [`STATE_FORMAT`]
    pub format_version: u32,
    /// What is fixed about the tenant.
    pub rules: Rules,
    /// Section 11 of the facts as switches.
    #[serde(default)]
    pub assumptions: Assumptions,
    /// The objects.
    #[serde(default)]
    pub directory: Directory,
    /// What is held of a member beyond its properties; no entry is the default.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extras: BTreeMap<Id, MemberExtra>,
    /// What is set in the console of each domain; no entry is the default.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: BTreeMap<DomainId, DomainSettings>,
    /// Groups whose members are computed from conditions (facts 5.3.1).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub dynamic_groups: BTreeSet<Id>,
    /// Groups with members of other companies, which no call sees (facts 5.3.1).
    #[serde(default, skip_serializing_if = "ExternalGroups::is_empty")]
    pub external_groups: ExternalGroups,
    /// What members, and those of orgs and user types, may see of the org chart (facts
    /// 5.2.6).
    #[serde(default, skip_serializing_if = "Restrictions::is_empty")]
    pub restrictions: Restrictions,
    /// Profile statuses (facts 5.8).
    #[serde(default, skip_serializing_if = "Statuses::is_empty")]
    pub statuses: Statuses,
    /// Photos, less their bytes.
    #[serde(default, skip_serializing_if = "Photos::is_empty")]
    pub photos: Photos,
    /// Whether links open outside the app's own browser (facts 5.10).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub external_browser: bool,
    /// Custom properties of members; no entry of a domain: not known (facts 5.7).
    #[serde(default, skip_serializing_if = "Definitions::is_empty")]
    pub custom_properties: Definitions,
    /// The address book of people outside, and its tags (facts 5.9).
    #[serde(default, skip_serializing_if = "Contacts::is_empty")]
    pub contacts: Contacts,
    /// How late lists show what was written (facts 7).
    #[serde(default, skip_serializing_if = "is_default")]
    pub consistency: Consistency,
    /// The tenant's own time.
    #[serde(default, skip_serializing_if = "TenantClock::is_unset")]
    pub clock: TenantClock,
    /// Counts up: ids, generated addresses and tokens come from it.
    #[serde(default)]
    pub counter: u64,
    /// Apps, tokens and rate windows.
    #[serde(default)]
    pub access: Access,
    /// Where files are sent and fetched: the documented upload host (facts 1.1), unless
    /// whoever serves the world says otherwise.
    #[serde(skip, default = "upload_host")]
    pub upload_host: String,
    /// Derived from `directory`: look-ups that are not linear.
    #[serde(skip)]
    pub index: Index,
    /// Counts what time alone has brought about; never saved.
    #[serde(skip)]
    pub settled: u64,
    /// Derived from `directory` and `extras`: when time alone changes which member.
    #[serde(skip)]
    pub due: BTreeSet<(Timestamp, Id)>,
}

/// What the console of a domain sets and no call does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DomainSettings {
    /// `organizationName` of its members; the mail domain where none is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_name: Option<String>,
    /// Properties of members that "manage items" switches off: neither returned nor
    /// settable (facts 5.1.8). Names as in the API: `hiredDate`.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub hidden_properties: BTreeSet<String>,
    /// When every pending member was invited last (facts 5.1.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invited_at: Option<Timestamp>,
    /// To whom the permission to talk to the outside is given (facts 9.2).
    #[serde(skip_serializing_if = "DomainTalk::is_default")]
    pub talk: DomainTalk,
    /// Whether company contact tags are switched off (facts 5.9).
    pub company_tags_off: bool,
    /// The Organization Sync switches (facts 6).
    #[serde(skip_serializing_if = "is_default")]
    pub sync: Sync,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// What the service holds of a member beyond its properties and flags.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct MemberExtra {
    /// When `DELETE` was called; gone seven days later (facts 5.1.6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<Timestamp>,
    /// The member as it was before `DELETE`: what undelete brings back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Arc<LiveMember>>,
    /// Groups it left by `DELETE` (facts 11 #40).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups_before: Vec<Id>,
    /// When the member was invited last, alone (facts 5.1.4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invited_at: Option<Timestamp>,
    /// A first password was given by an administrator (`passwordConfig`, `ADMIN`).
    pub password_set: bool,
    /// The super administrator, whom no call suspends, deletes or moves.
    pub super_admin: bool,
    /// Its permission to talk to the outside (facts 9.2).
    #[serde(skip_serializing_if = "MemberTalk::is_default")]
    pub talk: MemberTalk,
}

impl State {
    /// An empty tenant: ranked lists are off in every domain.
    pub fn new(rules: Rules, assumptions: Assumptions) -> State {
        let mut directory = Directory::default();
        for domain in &rules.domains {
            directory.domains.insert(
                domain.id,
                DomainState {
                    levels: FeatureState::Off,
                    positions: FeatureState::Off,
                    user_types: FeatureState::Off,
                    ..DomainState::default()
                },
            );
        }
        State::load(directory, rules, assumptions)
    }

    /// A tenant that holds these objects.
    pub fn load(directory: Directory, rules: Rules, assumptions: Assumptions) -> State {
        let mut state = State {
            format_version: STATE_FORMAT,
            rules,
            assumptions,
            directory,
            extras: BTreeMap::new(),
            settings: BTreeMap::new(),
            dynamic_groups: BTreeSet::new(),
            external_groups: ExternalGroups::default(),
            restrictions: Restrictions::default(),
            statuses: Statuses::default(),
            photos: Photos::default(),
            external_browser: false,
            custom_properties: Definitions::default(),
            contacts: Contacts::default(),
            consistency: Consistency::default(),
            clock: TenantClock::default(),
            counter: 0,
            access: Access::default(),
            upload_host: upload_host(),
            index: Index::default(),
            settled: 0,
            due: BTreeSet::new(),
        };
        state.reindex();
        state
    }

    /// Whether every object, setting and count is the same. What is derived is not
    /// compared, nor is what every call changes.
    pub fn is_unchanged_since(&self, before: &State) -> bool {
        let State {
            format_version,
            rules,
            assumptions,
            directory,
            extras,
            settings,
            dynamic_groups,
            external_groups,
            restrictions,
            statuses,
            photos,
            external_browser,
            custom_properties,
            contacts,
            consistency,
            clock: _,
            counter,
            access: _,
            upload_host: _,
            index: _,
            settled: _,
            due: _,
        } = self;
        *format_version == before.format_version
            && *rules == before.rules
            && *assumptions == before.assumptions
            && *directory == before.directory
            && *extras == before.extras
            && *settings == before.settings
            && *dynamic_groups == before.dynamic_groups
            && *external_groups == before.external_groups
            && *restrictions == before.restrictions
            && *statuses == before.statuses
            && *photos == before.photos
            && *external_browser == before.external_browser
            && *custom_properties == before.custom_properties
            && *contacts == before.contacts
            && *consistency == before.consistency
            && *counter == before.counter
    }

    /// Builds the index anew; needed after reading a state from a file only.
    pub fn reindex(&mut self) {
        self.index = Index::build(&self.directory, &self.assumptions);
        self.contacts.reindex();
        users::schedule_all(self);
        self.restrictions.reindex();
        self.statuses.reindex();
    }

    /// What the console of a domain sets.
    pub fn settings_of(&mut self, domain: DomainId) -> &mut DomainSettings {
        self.settings.entry(domain).or_default()
    }

    /// A new resource id: UUID-like, the same for the same history.
    pub fn new_id(&mut self) -> Id {
        loop {
            let count = self.count_up();
            let (a, b) = (scatter(count), scatter(!count));
            let id = Id::from(format!(
                "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
                a >> 32,
                (a >> 16) & 0xffff,
                a & 0xfff,
                0x8000 | ((b >> 48) & 0x3fff),
                b & 0xffff_ffff_ffff
            ));
            let directory = &self.directory;
            if !directory.members.contains_key(&id)
                && !directory.orgs.contains_key(&id)
                && !directory.groups.contains_key(&id)
                && !directory.ranks.contains_key(&id)
            {
                return id;
            }
        }
    }

    /// The next number that was not used yet, from 1.
    pub fn count_up(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }

    /// Adds a member, or replaces the one of its id.
    pub fn put_member(&mut self, member: LiveMember) {
        let member = Arc::new(member);
        let old = self
            .directory
            .members
            .insert(member.id.clone(), Arc::clone(&member));
        if let Some(old) = old {
            self.index.remove_member(&old);
        }
        self.index.add_member(&member);
    }

    /// Removes a member for good. Whoever mentions it must be changed by the caller:
    /// [`Index::mentioned_by`] says who does.
    pub fn drop_member(&mut self, id: &Id) {
        if let Some(old) = self.directory.members.shift_remove(id) {
            self.index.remove_member(&old);
        }
        self.extras.remove(id);
        self.restrictions.forget(id);
        self.statuses.forget(id);
        self.photos.forget(id);
        self.contacts.forget(id);
    }

    /// Adds an org unit, or replaces the one of its id. A new one, and one whose parent
    /// or domain changed, becomes the last of its siblings; see [`State::set_children`].
    pub fn put_org(&mut self, org: LiveOrg) {
        let org = Arc::new(org);
        let old = self.directory.orgs.insert(org.id.clone(), Arc::clone(&org));
        if let Some(old) = &old {
            self.index.remove_org(old);
        }
        self.index.add_org(&org);
        let stays = old
            .as_ref()
            .is_some_and(|old| (old.domain, parent_of(old)) == (org.domain, parent_of(&org)));
        if !stays {
            if let Some(old) = &old {
                self.index
                    .siblings
                    .detach(old.domain, parent_of(old), &old.id);
            }
            self.index
                .siblings
                .attach(org.domain, parent_of(&org), &org.id);
        }
    }

    /// Removes an org unit, which has no children left.
    pub fn drop_org(&mut self, id: &Id) {
        if let Some(old) = self.directory.orgs.shift_remove(id) {
            self.index.remove_org(&old);
            self.index.siblings.detach(old.domain, parent_of(&old), id);
        }
        self.restrictions.forget(id);
        self.contacts.forget(id);
    }

    /// Puts the children of an org (or the top level) into this order, numbered as given.
    pub fn set_children(
        &mut self,
        domain: DomainId,
        parent: Option<&Id>,
        children: Vec<(Id, i64)>,
    ) {
        for (id, number) in &children {
            if let Some(org) = self.directory.orgs.get_mut(id)
                && org.display_order != *number
            {
                Arc::make_mut(org).display_order = *number;
            }
        }
        let ids = children.into_iter().map(|(id, _)| id).collect();
        self.index.siblings.set(domain, parent, ids);
    }

    /// Puts a child of an org (or of the top level) where so many of its siblings stand
    /// before it, and numbers them 1, 2, 3, ...; only those are touched that shift.
    pub fn put_among_siblings(&mut self, org: &LiveOrg, before: usize) {
        let parent = parent_of(org);
        let from = (self.index.siblings).put(org.domain, parent, &org.id, before);
        self.count_siblings(org.domain, parent, from);
    }

    /// Numbers the children of an org (or the top level) 1, 2, 3, ... after one has gone.
    pub fn close_gap(&mut self, domain: DomainId, parent: Option<&Id>) {
        let children = self.index.children(domain, parent);
        let right = |(at, id): (usize, &Id)| {
            let number = self.directory.orgs.get(id).map(|org| org.display_order);
            number == i64::try_from(at + 1).ok()
        };
        // From the end: those before the gap are numbered rightly.
        let from = children.iter().enumerate().rposition(right);
        self.count_siblings(domain, parent, from.map_or(0, |at| at + 1));
    }

    fn count_siblings(&mut self, domain: DomainId, parent: Option<&Id>, from: usize) {
        let gapped = self.index.siblings.take_gapped(domain, parent);
        let from = if gapped { 0 } else { from };
        let children = self.index.children(domain, parent);
        for (at, id) in children.iter().enumerate().skip(from) {
            let number = i64::try_from(at + 1).unwrap_or(i64::MAX);
            if let Some(org) = self.directory.orgs.get_mut(id)
                && org.display_order != number
            {
                Arc::make_mut(org).display_order = number;
            }
        }
    }

    /// Adds a group, or replaces the one of its id.
    pub fn put_group(&mut self, group: LiveGroup) {
        let group = Arc::new(group);
        let old = self
            .directory
            .groups
            .insert(group.id.clone(), Arc::clone(&group));
        if let Some(old) = old {
            self.index.remove_group(&old);
        }
        self.index.add_group(&group);
    }

    /// Changes where a group names one object, whatever the length of its lists: `edit`
    /// touches no entry but that of `object`, and nothing else.
    pub fn edit_group_entry(&mut self, group: &Id, object: &Id, edit: impl FnOnce(&mut Group)) {
        let Some(held) = self.directory.groups.get_mut(group) else {
            return;
        };
        let held = Arc::make_mut(held);
        edit(&mut held.props);
        self.index.mention_in_group(held, object);
    }

    /// Removes a group. Whoever mentions it must be changed by the caller.
    pub fn drop_group(&mut self, id: &Id) {
        if let Some(old) = self.directory.groups.shift_remove(id) {
            self.index.remove_group(&old);
        }
        self.dynamic_groups.remove(id);
        self.contacts.forget(id);
    }

    /// Adds a level, position or user type, or replaces the one of its id.
    pub fn put_rank(&mut self, rank: LiveRank) {
        let rank = Arc::new(rank);
        let old = self
            .directory
            .ranks
            .insert(rank.id.clone(), Arc::clone(&rank));
        if let Some(old) = old {
            self.index.remove_rank(&old);
        }
        self.index.add_rank(&rank);
    }

    /// Removes a level, position or user type.
    pub fn drop_rank(&mut self, id: &Id) {
        if let Some(old) = self.directory.ranks.shift_remove(id) {
            self.index.remove_rank(&old);
        }
        self.restrictions.forget(id);
    }

    /// The members who have a post in an org, by id. A post of a member in deletion
    /// counts while the member still lists it.
    pub fn members_of(&self, org: &Id) -> impl Iterator<Item = &Arc<LiveMember>> {
        self.index
            .mentioned_by(org, Kind::Member)
            .filter_map(|id| self.directory.members.get(id))
    }
}

fn upload_host() -> String {
    "https://apis-storage.worksmobile.com/upload".to_owned()
}

/// The id of an org's parent; `None` is the top level.
pub fn parent_of(org: &LiveOrg) -> Option<&Id> {
    org.props.parent.value().and_then(Ref::id)
}

/// Spreads a counter over 64 bits (splitmix64), one to one.
pub fn scatter(count: u64) -> u64 {
    let mut z = count.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
