use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::error::Unreadable;

/// Reads an answer, or an item of a list.
///
/// # Errors
/// What does not fit, without quoting any value.
pub fn read<T: DeserializeOwned>(value: Value) -> Result<T, Unreadable> {
    serde_json::from_value(value).map_err(|error| Unreadable::Shape(without_values(&error)))
}

/// Serde names the value it stumbled over; that may be personal.
fn without_values(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.split_once(", expected ") {
        Some((_, expected)) => format!("expected {expected}"),
        None => text,
    }
}
