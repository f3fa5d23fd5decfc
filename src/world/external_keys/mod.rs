use jiff::Timestamp;

use super::call::{Call, Reply};
use super::state::State;
use super::{Mark, Refusal, reasons};

/// Answers the calls of this resource.
///
/// # Errors
/// What the service refuses.
pub fn handle(_state: &mut State, _call: &Call<'_>, _now: Timestamp) -> Result<Reply, Refusal> {
    Err(Refusal::new(404, reasons::UNKNOWN_PATH, "5", Mark::D))
}
