use crate::directory::{Kind, RankKind};

/// Whose keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Of members.
    Member,
    /// Of org units.
    Org,
    /// Of groups.
    Group,
    /// Of levels, positions or user types.
    Rank(RankKind),
}

impl Subject {
    /// The key of the list, in requests and answers.
    pub(super) fn list(self) -> &'static str {
        match self {
            Subject::Member => "users",
            Subject::Org => "orgUnits",
            Subject::Group => "groups",
            Subject::Rank(RankKind::Level) => "levels",
            Subject::Rank(RankKind::Position) => "positions",
            Subject::Rank(RankKind::UserType) => "userTypes",
        }
    }

    /// The kind of the objects.
    pub(super) fn kind(self) -> Kind {
        match self {
            Subject::Member => Kind::Member,
            Subject::Org => Kind::Org,
            Subject::Group => Kind::Group,
            Subject::Rank(kind) => kind.into(),
        }
    }
}
