//! meibo (名簿): a GitOps-style reconciler for the directory of a LINE WORKS tenant.
//!
//! Rooms, from the top down; a room may use those below it and none above
//! (a test reads the `use crate::` lines and fails on an arrow that runs up):
//!
//! - [`cli`]: what can be typed; [`commands`]: one file per verb, glue between the rooms below
//! - [`settings`]: flags and environment to settings, the only reader of the environment
//! - [`report`]: plans and problems turned into words
//! - [`apply`]: executor, verification; [`store`]: what meibo keeps
//! - [`live`]: the API to a directory snapshot; [`sandbox`]: the HTTP shell around [`world`]
//! - [`api`]: wire types, auth, transport, pacing, paging, errors
//! - [`import`]: a live directory or an HR export turned into a configuration
//! - [`plan`]: the pure planner; [`world`]: the documented service as a pure state machine
//! - [`check`]: rules over a configuration; [`source`]: files, YAML with spans, schema, decoding
//! - [`directory`]: the nouns everything else speaks of

/// `proves!["5.1.2-07"];`: says which documented facts a test shows, see
/// `tests/conformance/proves.rs`.
#[cfg(test)]
macro_rules! proves {
    ($($fact:literal),+ $(,)?) => {};
}

pub mod api;
pub mod apply;
pub mod check;
pub mod cli;
pub mod commands;
pub mod directory;
pub mod import;
pub mod live;
pub mod plan;
pub mod report;
pub mod sandbox;
pub mod settings;
pub mod source;
pub mod store;
pub mod world;
