//! What can be wrong with flags and environment: codes 600 to 619.

use crate::source::Code;

/// Nothing says how to log in to the service. `variables`: those that are missing.
pub const CREDENTIALS_MISSING: Code = Code(600);
/// A variable of the environment is not UTF-8. `variable`.
pub const VARIABLE_NOT_UTF8: Code = Code(601);
/// The private key's file cannot be read. `path`, `why`.
pub const KEY_FILE_UNREADABLE: Code = Code(602);
/// The CA file cannot be read. `path`, `why`.
pub const CA_FILE_UNREADABLE: Code = Code(603);
