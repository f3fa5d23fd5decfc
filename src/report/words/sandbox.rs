//! The words of `src/sandbox`: codes 800 to 899, in the order of their numbers.

use super::Words;

/// See the module.
pub const TABLE: &[Words] = &[];
