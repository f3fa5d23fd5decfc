//! The nouns: members, orgs, groups, ranks, and how they name each other.
//!
//! The same property structs ([`Member`], [`Org`], [`Group`], [`Rank`]) serve the
//! desired and the live side: a [`Field`] that is absent means "not managed" in a
//! configuration and "not returned" in an answer. Pure: no clock, no I/O.

mod by_language;
mod custom;
mod declared;
mod digest;
mod domain;
mod field;
mod group;
mod keys;
mod kind;
mod live;
mod member;
mod moment;
mod org;
mod policy;
mod rank;
mod snapshot;

pub use by_language::ByLanguage;
pub use custom::custom_value;
pub use declared::{
    Declaration, DeclaredGroup, DeclaredMember, DeclaredOrg, DeclaredRank, Desired, Origin,
    RankList, SiblingList, WantedState,
};
pub use digest::digest;
pub use domain::{Domain, Plan, Sync, SyncAllow, Tenant};
pub use field::Field;
pub use group::{Group, GroupFeatures};
#[cfg(test)]
pub use keys::looks;
pub use keys::{DomainId, Email, Id, Key, Ref};
pub use kind::{Kind, RankKind};
pub use live::{
    Directory, DomainList, DomainState, FeatureState, LiveGroup, LiveMember, LiveOrg, LiveRank,
};
pub use member::{
    LocalName, Member, MemberFlags, Messenger, PersonName, Post, Relation, Secondary,
    SuspendedReason,
};
pub use moment::{Leave, Moment};
pub use org::{Language, Org, RoomFeatures};
pub use policy::{
    Gated, Limit, Limits, Lists, OrgOrder, PasswordBy, Pattern, Percent, Policy, Removal,
};
pub use rank::Rank;
pub use snapshot::{SNAPSHOT_FORMAT, Snapshot};
