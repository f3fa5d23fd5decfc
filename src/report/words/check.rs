//! The words of `src/check`: codes 200 to 299, in the order of their numbers.

use super::Words;

/// See the module.
pub const TABLE: &[Words] = &[];
