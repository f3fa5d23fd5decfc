//! Problems of what meibo keeps (750 to 799).

use crate::source::Code;

/// Another apply runs on the same tenant. Params: `tenant`, `holder`, `since`, `run`.
pub const LEASE_HELD: Code = Code(750);
/// What meibo keeps cannot be read or written. Params: `path`, `cause`.
pub const STORE_UNUSABLE: Code = Code(751);
/// Somebody on another machine holds the lease on the tenant, alive or not. Params:
/// `tenant`, `holder`, `since`, `until`, `run`.
pub const LEASE_ELSEWHERE: Code = Code(752);
/// The lease was lost while a run went on. Params: `tenant`, `holder`.
pub const LEASE_LOST: Code = Code(753);
/// A journal cannot be read. Params: `journal`, `line`, `cause`.
pub const JOURNAL_DAMAGED: Code = Code(754);
/// A journal of a form that this version does not know. Params: `journal`, `found`, `known`.
pub const JOURNAL_VERSION: Code = Code(755);
/// There is no such journal. Params: `journal`, `known`.
pub const JOURNAL_UNKNOWN: Code = Code(756);
/// Several journals begin with what was asked for. Params: `journal`, `runs`.
pub const JOURNAL_AMBIGUOUS: Code = Code(757);
