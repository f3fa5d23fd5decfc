//! The documented service as a pure state machine: `(state, request, now)` to
//! `(response, state)`. No clock, no network, no randomness.
//!
//! The plan's rehearsal calls [`World::perform`], which knows the directory's rules
//! alone; the sandbox calls [`World::serve`], which puts tokens, scopes and rate
//! windows before it. Every refusal carries the fact it rests on, with its mark.

pub mod access;
mod acts;
mod assumptions;
#[cfg(test)]
mod attached;
mod body;
mod browser;
mod call;
mod contacts;
mod custom_properties;
mod employment;
mod external_groups;
mod external_keys;
mod few;
mod groups;
mod index;
#[cfg(test)]
mod invariants;
mod lag;
mod machine;
mod mail;
mod names;
mod orgs;
#[cfg(test)]
mod outside_calls;
mod paging;
mod photos;
mod ranks;
pub mod reasons;
mod refusal;
mod resolve;
mod restrictions;
mod route;
mod rules;
#[cfg(test)]
mod sequences;
mod siblings;
#[cfg(test)]
mod soundness;
mod state;
mod statuses;
mod talk;
#[cfg(test)]
mod testing;
mod text;
mod time;
mod users;
mod view;

pub use acts::{Act, Consistency, ConsoleArea, console_may_edit};
pub use assumptions::Assumptions;
pub use call::{Call, Method, Reply, Request, Response, Text};
pub use contacts::{Contact, Contacts, LinkedUser, Tag};
pub use custom_properties::{Choice, Definition, Definitions, PropertyType};
pub use external_groups::{ExternalGroup, ExternalGroups};
pub use machine::World;
pub use photos::FileArrived;
pub use refusal::{Fact, Mark, Refusal};
pub use rules::{DomainRules, Rules};
pub use state::{DomainSettings, OLDEST_STATE_FORMAT, STATE_FORMAT};
pub use talk::{
    Connection, DomainReach, DomainTalk, Grant, GrantChange, MemberTalk, Outside, Reach,
};
