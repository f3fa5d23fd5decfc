//! The words of the settings (`src/settings`): codes 600 to 699, in the order of their numbers.

use super::Words;

/// See the module.
pub const TABLE: &[Words] = &[];
