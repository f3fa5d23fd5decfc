//! What the reasons and consequences of plan steps say, by code, in alphabetical order.

use super::SaidWords;

/// See the module.
pub const TABLE: &[SaidWords] = &[];
