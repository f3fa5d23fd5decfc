//! Sends a plan's requests in its order, verifies what was written, and says precisely
//! what was not done.
//!
//! Sequential by design: one call in flight, in exactly the order of the plan (design
//! section 4); the waits between calls are the client's (design section 5).

mod caller;
mod cancel;
pub mod codes;
mod compare;
mod entries;
mod expected;
mod ids;
mod listed;
mod lookup;
mod outcome;
mod precheck;
mod progress;
mod record;
mod reread;
mod retry;
mod run;
mod secrets;
mod send;
mod sensitive;
mod settling;
mod shown;
mod touched;
pub mod undo;
mod verify;

#[cfg(test)]
mod tests;

pub use caller::Caller;
pub use cancel::Cancel;
pub use outcome::{Ended, Fate, Moved, NotSent, Outcome, StepOutcome, changed_by_others};
pub use precheck::{check_domains, check_expects, check_form, check_what_is_left, load};
pub use progress::{Event, Progress, Silent};
pub use record::{Journaled, Recorder, Unrecorded};
pub use retry::retry_table;
pub use run::{Apply, apply};
pub use secrets::Secrets;
pub use sensitive::sensitive_properties;
pub use settling::{SHOWN_WITHIN, shows_late};
pub use shown::shows_as_written;
pub use verify::{Verification, verify};
