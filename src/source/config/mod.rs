//! The configuration as it is written: one type per section, the single source of the
//! schema, the editors' help and `docs/yaml.md`.
//!
//! A property that may be left out is a [`crate::directory::Field`]; one that may be
//! cleared with `null` is a `Field<Option<_>>`. No `flatten` and no `untagged`: they
//! lose places. Where a value has several forms the schema says so in one object
//! (`type: [string, object]`), so that a wrong value is told what is wrong with it
//! and not that it fits "none of the given schemas".

pub mod choice;
mod custom;
mod file;
mod group;
mod languages;
mod member;
mod org;
mod policy;
mod post;
mod rank;
mod reference;
pub mod rule;
mod tenant;
pub mod text;

pub use custom::{CustomProperties, CustomValue};
pub use file::{File, RESERVED, SECTIONS};
pub use group::Group;
pub use languages::{LocalPersonName, PersonNames, Texts};
pub use member::{Leave, Member, Messenger, PersonName, Relation};
pub use org::Org;
pub use policy::{
    AllowedWarnings, GroupLimits, KindMap, Limit, Limits, MemberLimits, NewMembers, Order,
    OrgLimits, OwnedKeys, Policy, RankLimits, RemovalPolicy,
};
pub use post::{Post, Secondary};
pub use rank::{Level, Position, UserType};
pub use reference::{MemberRef, ObjectRef};
pub use tenant::{Domain, Sync, Tenant};
