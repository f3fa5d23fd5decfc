//! Problems of a run, of its verification and of a saved plan: codes 700 to 749.
//!
//! Params that several carry: `n` (number of the step), `op`, `object` (kind and key),
//! `name` (for people), `call` (method and path), `said` (what the service wrote,
//! untrusted).

use crate::source::Code;

/// The service refused a step. `n`, `op`, `object`, `name`, `call`, `status`, `said`.
pub const STEP_REFUSED: Code = Code(700);
/// A create was refused and the object is there already. `n`, `object`, `name`, `id`, `by`
/// (what it was found by).
pub const ALREADY_THERE: Code = Code(701);
/// It is not known whether a step was done. `n`, `op`, `object`, `name`, `call`, `why`.
pub const STEP_UNKNOWN: Code = Code(702);
/// A step was not sent because one it needs was not done. `n`, `op`, `object`, `name`, `needs`.
pub const NOT_SENT_NEEDS: Code = Code(703);
/// Stopped on request. `done`, `total`, `left`.
pub const STOPPED_ON_REQUEST: Code = Code(704);
/// Stopped because going on made no sense: the service is out of reach, or refuses every
/// call. `done`, `total`, `left`, `why`.
pub const STOPPED: Code = Code(705);
/// A step needs a value that only the environment knows. `n`, `object`, `name`, `secret`.
pub const SECRET_MISSING: Code = Code(706);
/// A step's call never reached the service. `n`, `op`, `object`, `name`, `call`, `why`.
pub const STEP_NOT_SENT: Code = Code(707);
/// A batch of external keys was refused, and some were given all the same. `n`, `object`,
/// `given`, `of`, `said`.
pub const KEYS_GIVEN_IN_PART: Code = Code(708);

/// A step was not sent since somebody changed meanwhile what it takes away. `n`, `op`,
/// `object`, `name`, `what`, `property`, `planned`, `found`.
pub const MOVED_MEANWHILE: Code = Code(709);

/// An org that the service should have deleted along with the one above it is still
/// there. `n`, `object`, `above`.
pub const SURVIVOR: Code = Code(710);
/// What was written reads back otherwise. `object`, `name`, `property`, `expected`, `found`.
pub const READS_OTHERWISE: Code = Code(711);
/// What was written could not be read back. `object`, `name`, `why`.
pub const NOT_READ_BACK: Code = Code(712);
/// What was deleted is still there. `object`, `name`.
pub const STILL_THERE: Code = Code(713);
/// What was written is not there. `object`, `name`.
pub const NOT_THERE: Code = Code(714);
/// What was written does not show yet, within the time it may take (a warning). `object`,
/// `name`, `property`, `expected`, `found`, `minutes` (how long it may take).
pub const STILL_SETTLING: Code = Code(715);
/// A step was not sent since what it takes away is gone already. `n`, `op`, `object`, `name`, `what`.
pub const GONE_MEANWHILE: Code = Code(716);
/// A step was not sent since the org it takes away has members of whom the plan knows nothing. `n`, `op`, `object`, `name`,
/// `what`.
pub const JOINED_MEANWHILE: Code = Code(717);
/// A step was not sent since what it takes away could not be read just before. `n`, `op`,
/// `object`, `name`, `why`.
pub const NOT_REREAD: Code = Code(719);

/// Stopped because what was done could not be kept. `done`, `total`, `left`.
pub const STOPPED_UNKEPT: Code = Code(718);

/// The plan is of a version this meibo does not know. `found`, `known`.
pub const PLAN_VERSION: Code = Code(720);
/// The plan cannot be read. `why`.
pub const PLAN_UNREADABLE: Code = Code(721);
/// The plan was changed after it was made: its hash does not match. `found`, `computed`.
pub const PLAN_ALTERED: Code = Code(722);
/// The plan is for another tenant. `planned`, `tenant`.
pub const PLAN_OF_ANOTHER_TENANT: Code = Code(723);
/// The plan holds errors and is not to be applied. `count`.
pub const PLAN_HAS_ERRORS: Code = Code(724);
/// The plan exceeds a limit of the policy. `kind`, `action`, `count`, `of`.
pub const PLAN_EXCEEDS_LIMIT: Code = Code(725);
/// A property moved since the plan was made. `n`, `object`, `name`, `property`, `planned`, `found`.
pub const MOVED: Code = Code(726);
/// An object the plan speaks of is gone. `n`, `object`, `name`, `id`.
pub const GONE: Code = Code(727);
/// A key or address that was free when the plan was made is taken. `n`, `object`, `name`,
/// `property`, `value`, `holder`.
pub const TAKEN: Code = Code(728);
/// An org that had no members when the plan was made has some. `n`, `object`, `name`.
pub const NOT_EMPTY: Code = Code(729);
/// The plan expects something this meibo does not know how to check. `n`, `object`, `what`.
pub const UNKNOWN_EXPECTATION: Code = Code(730);
/// What the plan expects could not be read. `n`, `object`, `name`, `why`.
pub const EXPECTATION_UNREAD: Code = Code(731);
/// As [`MOVED_MEANWHILE`], of a list that has other entries now. `n`, `op`, `object`, `name`,
/// `what`, `property`, `added`, `gone`.
pub const LIST_MOVED_MEANWHILE: Code = Code(732);
/// As [`MOVED`], of a list that has other entries now. `n`, `object`, `name`, `property`,
/// `added`, `gone`.
pub const LIST_MOVED: Code = Code(733);
