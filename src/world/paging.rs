//! Lists by opaque cursor (facts 1.4). A cursor names the record the next page begins
//! with, so what is inserted or deleted meanwhile shifts no page.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use indexmap::IndexMap;
use serde_json::{Value, json};

use crate::directory::Id;

use super::call::{Call, Reply};
use super::state::State;
use super::{Mark, Refusal, reasons};

/// The largest page of every list.
pub const MAX_COUNT: usize = 100;

/// Decoded, a cursor begins with these: they are spelt `++//` in base64, so a client
/// that does not percent-encode a cursor fails always instead of sometimes.
const SALT: [u8; 3] = [0xfb, 0xef, 0xff];

/// Which page is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// At most so many records.
    pub count: usize,
    /// Id of the record it begins with, and of the one before, in case that is gone.
    pub from: Option<(String, String)>,
}

impl Page {
    /// Reads `count` and `cursor`.
    ///
    /// # Errors
    /// 400 on a count that is no number from 1 to 100, or a cursor not given by this service.
    pub fn of(state: &State, call: &Call<'_>) -> Result<Page, Refusal> {
        let refuse = |reason, text: &str| {
            Refusal::new(400, reason, "1.4", Mark::D)
                .with("property", "count")
                .with("value", text)
        };
        let count = match call.query("count") {
            None => MAX_COUNT,
            Some(text) => match text.parse::<usize>() {
                Ok(count @ 1..=MAX_COUNT) => count,
                Ok(0) | Err(_) => return Err(refuse(reasons::OUT_OF_RANGE, text)),
                Ok(_) if state.assumptions.large_count_is_400 => {
                    return Err(
                        Refusal::new(400, reasons::COUNT_TOO_LARGE, "11 #14", Mark::I)
                            .with("value", text)
                            .with("max", MAX_COUNT),
                    );
                }
                Ok(_) => MAX_COUNT,
            },
        };
        let from = match call.query("cursor") {
            None | Some("") => None,
            Some(text) => Some(
                decode(text)
                    .ok_or_else(|| Refusal::new(400, reasons::BAD_CURSOR, "1.4", Mark::D))?,
            ),
        };
        Ok(Page { count, from })
    }

    /// Cuts this page out of a whole list in order.
    ///
    /// `position` says where a record of an id stands in `records`, which may be a
    /// linear search for lists that are short by nature.
    pub fn cut<T>(
        &self,
        list: &'static str,
        len: usize,
        position: impl Fn(&str) -> Option<usize>,
        records: impl Fn(usize) -> T,
        id: impl Fn(&T) -> String,
        mut encode: impl FnMut(&T) -> Option<Value>,
    ) -> Reply {
        let start = match &self.from {
            None => 0,
            Some((next, last)) => position(next)
                .or_else(|| position(last).map(|at| at + 1))
                .unwrap_or(len),
        };
        let mut page = Vec::new();
        let mut at = start.min(len);
        while at < len && page.len() < self.count {
            if let Some(value) = encode(&records(at)) {
                page.push(value);
            }
            at += 1;
        }
        // Only a record that will be listed is worth a further page.
        while at < len && encode(&records(at)).is_none() {
            at += 1;
        }
        let next =
            (at < len && at > 0).then(|| encode_cursor(&id(&records(at)), &id(&records(at - 1))));
        wrap(list, page, next)
    }

    /// Cuts this page out of a whole kind of object; `encode` says which are listed.
    pub fn cut_map<T>(
        &self,
        list: &'static str,
        records: &IndexMap<Id, Arc<T>>,
        encode: impl Fn(&T) -> Option<Value>,
    ) -> Reply {
        self.cut(
            list,
            records.len(),
            |wanted| records.get_index_of(wanted),
            |at| records.get_index(at),
            |record| record.map_or(String::new(), |(id, _)| id.to_string()),
            |record| record.and_then(|(_, object)| encode(object)),
        )
    }

    /// Cuts this page out of a list that is short enough to be searched.
    pub fn cut_slice<T: Clone>(
        &self,
        list: &'static str,
        records: &[T],
        id: impl Fn(&T) -> String,
        encode: impl Fn(&T) -> Option<Value>,
    ) -> Reply {
        self.cut(
            list,
            records.len(),
            |wanted| records.iter().position(|record| id(record) == wanted),
            |at| records[at].clone(),
            &id,
            encode,
        )
    }
}

/// The documented wrapper of a list.
pub fn wrap(list: &'static str, page: Vec<Value>, next: Option<String>) -> Reply {
    Reply::ok(json!({ list: page, "responseMetaData": { "nextCursor": next } }))
}

/// The cursor of a page that begins with `next` and follows `last`.
pub fn encode_cursor(next: &str, last: &str) -> String {
    let mut bytes = SALT.to_vec();
    bytes.extend_from_slice(format!("{next}\n{last}").as_bytes());
    STANDARD.encode(bytes)
}

fn decode(text: &str) -> Option<(String, String)> {
    let bytes = STANDARD.decode(text).ok()?;
    let text = std::str::from_utf8(bytes.strip_prefix(&SALT)?).ok()?;
    let (next, last) = text.split_once('\n')?;
    Some((next.to_owned(), last.to_owned()))
}
