use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::directory::{DomainId, Key, Sync};
use crate::world::{Outside, Reach};

/// Something that a person does in the admin console or in the app, or that comes from
/// outside. As JSON it is an object whose `act` says which: `{"act": "firstLogin",
/// "member": "externalKey:E1"}`. Members and groups are named as in a path of the API: by
/// id, external key or (members) login id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "act",
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Act {
    /// Sets the Organization Sync switches of a domain (facts 6). Where organisations and
    /// members become synchronised by it, the pending members of the domain are deleted.
    SetSync {
        /// The domain.
        domain: DomainId,
        /// All its switches.
        switches: Sync,
    },
    /// A pending member logs in for the first time and is in use from then on (facts 5.1.6).
    FirstLogin {
        /// The member.
        member: String,
    },
    /// A member in use fails to log in too often and is suspended for it (facts 5.1.6).
    FailedLogins {
        /// The member.
        member: String,
    },
    /// Makes a member the super administrator of its domain; who was it before remains
    /// an administrator.
    MakeSuperAdmin {
        /// The member.
        member: String,
    },
    /// Makes a member an administrator: only the console can (facts 5.1.4).
    MakeAdministrator {
        /// The member.
        member: String,
    },
    /// Makes an administrator an ordinary member again.
    RevokeAdministrator {
        /// The member.
        member: String,
    },
    /// Lets the members of a group be computed from conditions (facts 5.3.1).
    MakeDynamic {
        /// The group.
        group: String,
    },
    /// Somebody makes a group with outsiders in it, which no call sees (facts 9.3).
    AddExternalGroup {
        /// The domain whose storage it uses.
        domain: DomainId,
        /// Its name.
        name: String,
        /// Its external key.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        key: Option<Key>,
    },
    /// Says who of a domain may talk to outsiders (facts 9.1).
    GrantExternal {
        /// The domain.
        domain: DomainId,
        /// Which outsiders.
        outside: Outside,
        /// Who may.
        to: Reach,
    },
    /// Somebody outside becomes a talk partner of members, and a contact by that: no call
    /// makes such a one (facts 5.9). It gets the id of the next that is made.
    AddExternalContact {
        /// The domain whose address book it comes into.
        domain: DomainId,
        /// Which outsider.
        outside: Outside,
        /// Who it is in its own service.
        id: String,
        /// Its name.
        name: String,
        /// The members it talks with.
        buddies: Vec<String>,
    },
    /// Switches the contact tags of the company on or off (facts 5.9).
    SetCompanyTags {
        /// The domain.
        domain: DomainId,
        /// Whether they are on.
        on: bool,
    },
    /// Says how long granting the talk with outsiders takes from its answer on (facts 9.2).
    SetGrantDelay {
        /// The domain.
        domain: DomainId,
        /// Seconds.
        seconds: u32,
    },
    /// Names the company: `organizationName` of its members.
    NameCompany {
        /// The domain.
        domain: DomainId,
        /// The name; none is the mail domain.
        name: Option<String>,
    },
    /// "Manage items": the properties of members that the domain does not use (facts 5.1.8).
    HideProperties {
        /// The domain.
        domain: DomainId,
        /// All of them, named as in the API: `hiredDate`.
        properties: BTreeSet<String>,
    },
    /// Sets how late lists show what was written (facts 7).
    SetConsistency(Consistency),
    /// Turns switches of section 11 of the facts; those that are not named stay.
    SetAssumptions {
        /// By name, as [`super::super::Assumptions`] is written.
        switches: Map<String, Value>,
    },
    /// Moves the clock forward.
    MoveClock {
        /// The time it shows from now on.
        to: Timestamp,
    },
}

impl Act {
    /// Every kind, as it stands in `act`.
    pub const KINDS: [&'static str; 17] = [
        "setSync",
        "firstLogin",
        "failedLogins",
        "makeSuperAdmin",
        "makeAdministrator",
        "revokeAdministrator",
        "makeDynamic",
        "addExternalGroup",
        "grantExternal",
        "addExternalContact",
        "setCompanyTags",
        "setGrantDelay",
        "nameCompany",
        "hideProperties",
        "setConsistency",
        "setAssumptions",
        "moveClock",
    ];

    /// Which kind it is, as it stands in `act`.
    pub fn kind(&self) -> &'static str {
        match self {
            Act::SetSync { .. } => "setSync",
            Act::FirstLogin { .. } => "firstLogin",
            Act::FailedLogins { .. } => "failedLogins",
            Act::MakeSuperAdmin { .. } => "makeSuperAdmin",
            Act::MakeAdministrator { .. } => "makeAdministrator",
            Act::RevokeAdministrator { .. } => "revokeAdministrator",
            Act::MakeDynamic { .. } => "makeDynamic",
            Act::AddExternalGroup { .. } => "addExternalGroup",
            Act::GrantExternal { .. } => "grantExternal",
            Act::AddExternalContact { .. } => "addExternalContact",
            Act::SetCompanyTags { .. } => "setCompanyTags",
            Act::SetGrantDelay { .. } => "setGrantDelay",
            Act::NameCompany { .. } => "nameCompany",
            Act::HideProperties { .. } => "hideProperties",
            Act::SetConsistency(_) => "setConsistency",
            Act::SetAssumptions { .. } => "setAssumptions",
            Act::MoveClock { .. } => "moveClock",
        }
    }
}

/// How late what was written shows (facts 7), in seconds; 0 is at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Consistency {
    /// In every list of objects; reads by id are immediate.
    pub list_lag_seconds: u32,
    /// In the members and masters of groups and the members of org units, wherever they
    /// are listed.
    pub membership_lag_seconds: u32,
}
