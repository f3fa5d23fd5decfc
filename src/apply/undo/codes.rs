//! What taking a run back cannot do (770 to 789).

use crate::source::Code;

/// Somebody changed since what the run changed: it is left as it is. Params: `object`, `field`.
pub const CHANGED_SINCE: Code = Code(770);
/// A member that the run erased, or that was deleted for good since. Params: `object`, `name`.
pub const GONE_FOR_GOOD: Code = Code(771);
/// An object that the run made is in use or was changed since: it stays. Params: `object`,
/// `name`, `by`.
pub const MADE_AND_USED: Code = Code(772);
/// An object that the run changed is no longer there. Params: `object`, `name`.
pub const NOT_THERE: Code = Code(773);
/// What a property was before is not known. Params: `object`, `field`.
pub const NOT_KNOWN: Code = Code(774);
/// An object that the run deleted is made anew, without its rooms. Params: `object`, `name`.
pub const MADE_ANEW: Code = Code(775);
/// An object that the run deleted cannot be made anew. Params: `object`, `name`, `lacks`.
pub const CANNOT_BE_MADE: Code = Code(776);
/// A step destroyed something no call brings back. Params: `object`, `step`, `run`.
pub const NOT_WHOLE: Code = Code(777);
/// A ranked list that the run switched on stays on. Params: `object`.
pub const STAYS_ON: Code = Code(778);
/// Invitation mails that were sent. Params: `count`.
pub const MAIL_WAS_SENT: Code = Code(779);
/// An external key that the run gave stays. Params: `object`, `name`, `key`.
pub const KEY_STAYS: Code = Code(780);
/// A member that the run made and that goes holds it for the days of his deletion. Params:
/// `object`, `field`, `value`, `by`.
pub const HELD_IN_DELETION: Code = Code(784);
/// The run is going on, or can be taken up. Params: `run`.
pub const NOT_ENDED: Code = Code(781);
/// Steps of which nobody knows whether they were done. Params: `run`, `steps`.
pub const IN_DOUBT: Code = Code(782);
/// The run was of another tenant. Params: `run`, `tenant`, `wanted`.
pub const OTHER_TENANT: Code = Code(783);
