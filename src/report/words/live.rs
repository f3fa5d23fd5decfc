//! The words of reading the tenant and of the API (`src/live`, `src/api`): codes 500 to 599, in the order of their numbers.

use super::Words;

/// See the module.
pub const TABLE: &[Words] = &[];
