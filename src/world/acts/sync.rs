//! The Organization Sync switches (facts 6): what they take out of people's hands in the
//! console. No call of the API is influenced by them (facts 11 #75).

use std::sync::Arc;

use serde::Serialize;

use crate::directory::{DomainId, LiveMember, Sync, SyncAllow};
use crate::world::state::State;
use crate::world::users::{not_only_master, vanish};
use crate::world::{Refusal, World};

/// What can be edited by hand, as far as a switch takes it away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ConsoleArea {
    /// Members: adding, editing, moving, deleting, in the admin console.
    Members,
    /// Suspending members and lifting it.
    Suspension,
    /// Org units.
    Orgs,
    /// What an org unit can do: notes, calendar, mail, ...
    TeamFeatures,
    /// Levels and positions: their menu.
    Ranks,
    /// Groups.
    Groups,
    /// What a group can do.
    GroupFeatures,
    /// User types: their menu.
    UserTypes,
    /// The language a member uses, in the member's own pop-up.
    UsedLanguage,
    /// The status (out of the office, ...), in the member's own pop-up.
    Status,
    /// The member's own profile.
    OwnProfile,
    /// The image of the own profile.
    ProfileImage,
}

impl ConsoleArea {
    /// All of them, in the order of the facts.
    pub const ALL: [ConsoleArea; 12] = [
        ConsoleArea::Members,
        ConsoleArea::Suspension,
        ConsoleArea::Orgs,
        ConsoleArea::TeamFeatures,
        ConsoleArea::Ranks,
        ConsoleArea::Groups,
        ConsoleArea::GroupFeatures,
        ConsoleArea::UserTypes,
        ConsoleArea::UsedLanguage,
        ConsoleArea::Status,
        ConsoleArea::OwnProfile,
        ConsoleArea::ProfileImage,
    ];
}

/// Whether people may edit an area by hand while the switches of the domain stand so.
pub fn console_may_edit(switches: &Sync, area: ConsoleArea) -> bool {
    let Sync {
        enabled,
        organization_member,
        level_position,
        group,
        employment_type,
        used_language,
        absence,
        allow,
    } = switches;
    let synchronised = match area {
        // Stays possible [E].
        ConsoleArea::Suspension => false,
        ConsoleArea::Members | ConsoleArea::Orgs | ConsoleArea::OwnProfile => *organization_member,
        ConsoleArea::TeamFeatures => {
            *organization_member && !allow.contains(&SyncAllow::TeamFeatures)
        }
        ConsoleArea::ProfileImage => {
            *organization_member && !allow.contains(&SyncAllow::ProfileImage)
        }
        ConsoleArea::Ranks => *level_position,
        ConsoleArea::Groups => *group,
        ConsoleArea::GroupFeatures => *group && !allow.contains(&SyncAllow::GroupFeatures),
        ConsoleArea::UserTypes => *employment_type,
        ConsoleArea::UsedLanguage => *used_language,
        ConsoleArea::Status => *absence,
    };
    !(*enabled && synchronised)
}

impl World {
    /// The Organization Sync switches of a domain (facts 6).
    pub fn sync(&self, domain: DomainId) -> Sync {
        switches(self.state(), domain)
    }

    /// The members of a domain who were invited and have not completed joining: turning
    /// the master switch on, with organisations and members, deletes them (facts 6).
    pub fn pending_members(&self, domain: DomainId) -> Vec<&Arc<LiveMember>> {
        pending(self.state(), domain).collect()
    }
}

pub(super) fn switches(state: &State, domain: DomainId) -> Sync {
    (state.settings.get(&domain)).map_or_else(Sync::default, |settings| settings.sync.clone())
}

/// Administrators have joined, and those in deletion are on their way already.
fn pending(state: &State, domain: DomainId) -> impl Iterator<Item = &Arc<LiveMember>> {
    state.directory.members.values().filter(move |member| {
        let flags = &member.flags;
        member.domain == domain && flags.pending && !flags.deleted && !flags.administrator
    })
}

pub(super) fn set(state: &mut State, domain: DomainId, to: &Sync) -> Result<(), Refusal> {
    let domain = state.known_domain("domain", domain)?;
    let joins = |switches: &Sync| switches.enabled && switches.organization_member;
    let turned_on = joins(to) && !joins(&switches(state, domain));
    let mut gone = Vec::new();
    if turned_on {
        for member in pending(state, domain) {
            // A group is never without a master, whatever else the switch does.
            not_only_master(state, member)?;
            gone.push(member.id.clone());
        }
    }
    for id in gone {
        vanish(state, &id);
    }
    state.settings_of(domain).sync = to.clone();
    Ok(())
}
