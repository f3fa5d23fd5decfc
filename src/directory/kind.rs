use std::fmt;

use serde::{Deserialize, Serialize};

/// The kinds of object a configuration declares.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// Job level, 職級 (facts 5.4).
    Level,
    /// Position, 役職 (facts 5.5).
    Position,
    /// User type, 利用権限タイプ (facts 5.6).
    UserType,
    /// Org unit, 組織 (facts 5.2).
    Org,
    /// Member, the API's user (facts 5.1).
    Member,
    /// Group (facts 5.3).
    Group,
}

impl Kind {
    /// All kinds, in the order a plan builds them.
    pub const ALL: [Kind; 6] = [
        Kind::Level,
        Kind::Position,
        Kind::UserType,
        Kind::Org,
        Kind::Member,
        Kind::Group,
    ];

    /// The name used in plans, problems and `--target`: `org`, `userType`, ...
    pub fn name(self) -> &'static str {
        match self {
            Kind::Level => "level",
            Kind::Position => "position",
            Kind::UserType => "userType",
            Kind::Org => "org",
            Kind::Member => "member",
            Kind::Group => "group",
        }
    }

    /// The name of the section that declares it, and of its entry in `policy`: `orgs`, `userTypes`, ...
    pub fn section(self) -> &'static str {
        match self {
            Kind::Level => "levels",
            Kind::Position => "positions",
            Kind::UserType => "userTypes",
            Kind::Org => "orgs",
            Kind::Member => "members",
            Kind::Group => "groups",
        }
    }

    /// The kind a name (as in [`Kind::name`]) stands for.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The three kinds that are ranked lists of a domain: alike but for a property or two.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "camelCase")]
pub enum RankKind {
    /// Job level: has `executive`.
    Level,
    /// Position.
    Position,
    /// User type: has `code`; its key is unique in the tenant.
    UserType,
}

impl RankKind {
    /// All three.
    pub const ALL: [RankKind; 3] = [RankKind::Level, RankKind::Position, RankKind::UserType];

    /// The path segment below `/directory`.
    pub fn path(self) -> &'static str {
        match self {
            RankKind::Level => "levels",
            RankKind::Position => "positions",
            RankKind::UserType => "user-types",
        }
    }

    /// The prefix of its API properties: `levelId`, `positionName`, `userTypeExternalKey`.
    pub fn prefix(self) -> &'static str {
        Kind::from(self).name()
    }
}

impl From<RankKind> for Kind {
    fn from(kind: RankKind) -> Kind {
        match kind {
            RankKind::Level => Kind::Level,
            RankKind::Position => Kind::Position,
            RankKind::UserType => Kind::UserType,
        }
    }
}
