//! `/security/external-browser`: whether links open outside the app's own browser, for
//! the whole tenant (facts 5.10).

use serde_json::json;

use super::call::{Call, Method, Reply};
use super::state::State;
use super::{Refusal, route};

/// Answers its three calls. The shape of the answer and 204 are inferred from the calls
/// of section 5.4.
///
/// # Errors
/// 404 on another path.
pub fn handle(state: &mut State, call: &Call<'_>) -> Result<Reply, Refusal> {
    match (call.method, call.path().as_slice()) {
        (Method::Get, ["security", "external-browser"]) => {
            Ok(Reply::ok(json!({ "enabled": state.external_browser })))
        }
        (Method::Post, ["security", "external-browser", "enable"]) => Ok(turn(state, true)),
        (Method::Post, ["security", "external-browser", "disable"]) => Ok(turn(state, false)),
        _ => Err(route::unknown(call)),
    }
}

fn turn(state: &mut State, on: bool) -> Reply {
    state.external_browser = on;
    Reply::no_content()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::world::Method::{Get, Post};
    use crate::world::testing::{call, world};

    #[test]
    fn it_is_on_or_off_for_the_whole_tenant() {
        let mut world = world();
        let path = "/security/external-browser";
        for (action, on) in [("enable", true), ("enable", true), ("disable", false)] {
            call(&mut world, Post, &format!("{path}/{action}"), Value::Null);
            for target in [path.to_owned(), format!("{path}?domainId=20000456")] {
                let seen = call(&mut world, Get, &target, Value::Null);
                assert_eq!(seen, json!({ "enabled": on }));
            }
        }
    }
}
