//! The words of `src/import`: codes 900 to 999, in the order of their numbers.

use super::Words;

/// See the module.
pub const TABLE: &[Words] = &[];
