//! The words of `src/source`: codes 100 to 199, in the order of their numbers.

use super::Words;

/// See the module.
pub const TABLE: &[Words] = &[];
