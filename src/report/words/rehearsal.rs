//! The words of the rehearsal (`src/plan/rehearsal`): codes 400 to 499, in the order of their numbers.

use super::Words;

/// See the module.
pub const TABLE: &[Words] = &[];
