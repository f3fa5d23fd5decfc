use serde_json::json;

use crate::world::call::{Call, Method, Reply};
use crate::world::state::State;
use crate::world::{Mark, Refusal, reasons, route};

use super::{Of, calls};

/// Answers the calls below `/directory/users/custom-properties`, and those of the old
/// custom fields, of which only reading is left and nothing is held (facts 11 #73).
///
/// # Errors
/// What the service refuses.
pub fn handle(state: &mut State, call: &Call<'_>) -> Result<Reply, Refusal> {
    match (call.method, call.path().as_slice()) {
        (Method::Get, ["directory", "custom-fields"]) => {
            state.domain_of_query(call)?;
            Ok(Reply::ok(json!({ "customFields": [] })))
        }
        (Method::Get, ["directory", "custom-fields", field]) => {
            Err(Refusal::new(404, reasons::NOT_FOUND, "11 #73", Mark::I)
                .with("kind", "customField")
                .with("value", field))
        }
        (_, ["directory", "users", "custom-properties", rest @ ..]) => {
            answer(state, call, Of::Members, rest)
        }
        _ => Err(route::unknown(call)),
    }
}

/// Answers the calls of one of the two books of definitions; `rest` is what stands after
/// its path.
///
/// # Errors
/// What the service refuses.
pub(in crate::world) fn answer(
    state: &mut State,
    call: &Call<'_>,
    of: Of,
    rest: &[&str],
) -> Result<Reply, Refusal> {
    match (call.method, rest) {
        (Method::Post, []) => calls::create(state, call, of),
        (Method::Get, []) => calls::list(state, call, of),
        (Method::Get, [property]) => calls::one(state, call, of, property),
        (Method::Patch, [property]) => calls::patch(state, call, of, property),
        (Method::Delete, [property]) => calls::delete(state, call, of, property),
        _ => Err(route::unknown(call)),
    }
}
