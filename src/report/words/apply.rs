//! The words of apply and of the store (`src/apply`, `src/store`): codes 700 to 799, in the order of their numbers.

use super::Words;

/// See the module.
pub const TABLE: &[Words] = &[];
