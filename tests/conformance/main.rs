//! The documented facts of the service and what shows each of them: one test or more for
//! each fact that a client can observe (`proves!`), and the page that says so.

#[macro_use]
mod proves;

mod answer;
mod bodies;
mod complete;
mod extract;
mod page;
mod proofs;
mod property;
mod register;
mod tenant;
mod unknowns;

mod access;
mod addressing;
mod consistency;
mod contacts;
mod custom_properties;
mod domains;
mod employment_types;
mod external_browser;
mod external_talk;
mod force_logout;
mod groups;
mod orgs;
mod photos;
mod profile_statuses;
mod ranks;
mod rates;
mod restrictions;
mod transport;
mod users;
