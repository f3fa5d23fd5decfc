//! Problems of what meibo keeps (750 to 799).

use crate::source::Code;

/// Another apply runs on the same configuration. Params: `path`, `holder`.
pub const LOCK_HELD: Code = Code(750);
/// The folder meibo keeps its files in cannot be used. Params: `path`, `cause`.
pub const FOLDER_UNUSABLE: Code = Code(751);
