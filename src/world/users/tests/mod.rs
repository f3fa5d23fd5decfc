//! One test per rule of members, all through the calls of the API.

mod answers;
mod create;
mod deletion;
mod organizations;
mod properties;
mod rehearsal;
mod states;
mod tenant;
mod unique;
mod update;

use crate::world::testing::{AWAY, start};
use tenant::*;
