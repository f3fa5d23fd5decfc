//! The words of `src/plan`: codes 300 to 399, in the order of their numbers.

use super::Words;

/// See the module.
pub const TABLE: &[Words] = &[];
