//! Problems of the sandbox (800 to 899).

use crate::source::Code;

/// The sandbox could not listen. Params: `address`, `cause`.
pub const PORT_UNUSABLE: Code = Code(801);
/// A state file, or the log beside it, cannot be read as one. Params: `path`, `cause`.
pub const STATE_DAMAGED: Code = Code(802);
/// A state file was written in a form this program does not know. Params: `path`, `version`.
pub const STATE_UNKNOWN_VERSION: Code = Code(803);
/// A state file cannot be read or written. Params: `path`, `cause`.
pub const STATE_UNUSABLE: Code = Code(804);
/// Another process uses the state file. Params: `path`.
pub const STATE_IN_USE: Code = Code(805);
/// The log beside a state file continues another state. Params: `path`, `log`, `calls`.
pub const STATE_LOG_OF_ANOTHER: Code = Code(806);
/// A seed cannot be read, or is no state, no snapshot and no export. Params: `path`, `cause`.
pub const SEED_UNUSABLE: Code = Code(807);
/// The key file beside a state file cannot be used. Params: `path`, `cause`.
pub const KEY_UNUSABLE: Code = Code(808);
/// The log of calls cannot be written. Params: `path`, `cause`.
pub const LOG_UNUSABLE: Code = Code(809);
/// A file of faults cannot be read, or a rule in it makes no sense. Params: `path`, `cause`.
pub const FAULTS_UNUSABLE: Code = Code(815);
