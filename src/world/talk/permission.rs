//! Who may talk to the outside (facts 9.1, 9.2): what is set of a domain and of a member.
//! What a call has begun is done when its moment has come, so every question is asked at
//! a moment, and nothing has to be settled.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How long after a call the permission changes, where a domain does not say, in seconds.
const DELAY_SECONDS: u32 = 10;

/// Whom one talks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outside {
    /// People who use LINE.
    Line,
    /// People of other companies who use LINE WORKS.
    Works,
}

impl Outside {
    /// Both.
    pub const ALL: [Outside; 2] = [Outside::Line, Outside::Works];
}

/// To whom a domain gives the permission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reach {
    /// To nobody: the service is off.
    #[default]
    Off,
    /// To members one by one.
    PerMember,
    /// To all members; single grants and removals are impossible.
    Everyone,
}

/// What a domain has set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DomainTalk {
    /// With people who use LINE.
    pub line: DomainReach,
    /// With people of other companies who use LINE WORKS.
    pub works: DomainReach,
    /// From the answer of a call to the moment it is done, in seconds of the world's time.
    pub delay_seconds: u32,
}

impl Default for DomainTalk {
    fn default() -> DomainTalk {
        DomainTalk {
            line: DomainReach::default(),
            works: DomainReach::default(),
            delay_seconds: DELAY_SECONDS,
        }
    }
}

/// What a domain has set for one kind of outside people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DomainReach {
    /// To whom it is given.
    pub reach: Reach,
    /// From when it is given to everybody: a call has begun that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub everyone_from: Option<Timestamp>,
}

impl DomainReach {
    /// To whom it is given at a moment.
    pub fn at(&self, now: Timestamp) -> Reach {
        if self.everyone_from.is_some_and(|from| from <= now) {
            Reach::Everyone
        } else {
            self.reach
        }
    }

    /// Sets to whom it is given, at once: as in the console.
    pub fn set(&mut self, reach: Reach) {
        *self = DomainReach {
            reach,
            everyone_from: None,
        };
    }
}

impl DomainTalk {
    /// What is set for one kind of outside people.
    pub fn of(&self, outside: Outside) -> &DomainReach {
        match outside {
            Outside::Line => &self.line,
            Outside::Works => &self.works,
        }
    }

    /// The same for changing.
    pub fn of_mut(&mut self, outside: Outside) -> &mut DomainReach {
        match outside {
            Outside::Line => &mut self.line,
            Outside::Works => &mut self.works,
        }
    }

    /// Whether nothing was ever set.
    pub fn is_default(&self) -> bool {
        *self == DomainTalk::default()
    }
}

/// What was granted to one member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct MemberTalk {
    /// With people who use LINE.
    #[serde(skip_serializing_if = "Grant::is_default")]
    pub line: Grant,
    /// With people of other companies who use LINE WORKS.
    #[serde(skip_serializing_if = "Grant::is_default")]
    pub works: Grant,
    /// How often its link address was reset.
    pub resets: u32,
}

impl MemberTalk {
    /// What was granted for one kind of outside people.
    pub fn of(&self, outside: Outside) -> &Grant {
        match outside {
            Outside::Line => &self.line,
            Outside::Works => &self.works,
        }
    }

    /// The same for changing.
    pub fn of_mut(&mut self, outside: Outside) -> &mut Grant {
        match outside {
            Outside::Line => &mut self.line,
            Outside::Works => &mut self.works,
        }
    }

    /// Whether nothing was ever granted or reset.
    pub fn is_default(&self) -> bool {
        *self == MemberTalk::default()
    }
}

/// One permission of one member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Grant {
    /// As it was before the change that was begun.
    pub granted: bool,
    /// The change that was begun last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<GrantChange>,
}

/// A grant or removal that was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GrantChange {
    /// Whether the member has the permission afterwards.
    pub to: bool,
    /// When it is done.
    pub at: Timestamp,
}

impl Grant {
    /// Whether it is granted at a moment.
    pub fn at(&self, now: Timestamp) -> bool {
        match self.change {
            Some(change) if change.at <= now => change.to,
            _ => self.granted,
        }
    }

    /// The change that is still being processed at a moment.
    pub fn pending(&self, now: Timestamp) -> Option<GrantChange> {
        self.change.filter(|change| change.at > now)
    }

    fn is_default(&self) -> bool {
        *self == Grant::default()
    }
}

/// How a member stands to one kind of outside people. No call reads it (facts 11 #62):
/// it is what the sandbox shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Connection {
    /// It may not talk to them.
    No,
    /// It may, by a grant of its own.
    Granted,
    /// It may, as everybody in the domain.
    Everyone,
    /// A grant is being processed until then.
    Granting(Timestamp),
    /// A removal is being processed until then.
    Removing(Timestamp),
}

/// How a member with this grant stands in a domain that has set this.
pub fn connection(domain: Reach, grant: &Grant, now: Timestamp) -> Connection {
    match (domain, grant.pending(now)) {
        (Reach::Everyone, _) => Connection::Everyone,
        (Reach::Off, _) => Connection::No,
        (Reach::PerMember, Some(GrantChange { to: true, at })) => Connection::Granting(at),
        (Reach::PerMember, Some(GrantChange { to: false, at })) => Connection::Removing(at),
        (Reach::PerMember, None) if grant.at(now) => Connection::Granted,
        (Reach::PerMember, None) => Connection::No,
    }
}
