//! Lists by opaque cursor (facts 1.4). A cursor names the record the next page begins
//! with, so what is inserted or deleted meanwhile shifts no page.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use indexmap::IndexMap;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

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
    pub fn cut<T, R>(
        &self,
        list: &'static str,
        len: usize,
        position: impl Fn(&str) -> Option<usize>,
        records: impl Fn(usize) -> T,
        id: impl Fn(&T) -> String,
        mut encode: impl FnMut(&T) -> Option<R>,
    ) -> Listed<R> {
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
        Listed { list, page, next }
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
        .reply()
    }

    /// Cuts this page out of a list that is short enough to be searched.
    pub fn cut_slice<T: Clone, R>(
        &self,
        list: &'static str,
        records: &[T],
        id: impl Fn(&T) -> &Id,
        encode: impl Fn(&T) -> Option<R>,
    ) -> Listed<R> {
        self.cut(
            list,
            records.len(),
            |wanted| (records.iter()).position(|record| id(record).as_str() == wanted),
            |at| records[at].clone(),
            |record| id(record).to_string(),
            encode,
        )
    }
}

/// A page in the documented wrapper of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed<R> {
    /// The key of the list: `users`.
    pub list: &'static str,
    /// The records.
    pub page: Vec<R>,
    /// The cursor of the next page; `None` at the end.
    pub next: Option<String>,
}

impl<R: Serialize> Listed<R> {
    /// The page as an answer.
    pub fn reply(&self) -> Reply {
        Reply::ok(serde_json::to_value(self).expect("every key is a string"))
    }
}

impl<R: Serialize> Serialize for Listed<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct MetaData<'a> {
            next_cursor: Option<&'a str>,
        }
        let Listed { list, page, next } = self;
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry(list, page)?;
        let next_cursor = next.as_deref();
        map.serialize_entry("responseMetaData", &MetaData { next_cursor })?;
        map.end()
    }
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Page, Value, encode_cursor};
    use crate::directory::Id;
    use crate::world::testing::{HOME, call, refused, try_call, world, world_where};
    use crate::world::{Method, World, reasons};

    fn filled(count: usize) -> World {
        let mut world = world();
        for n in 0..count {
            let body = json!({
                "domainId": HOME, "displayOrder": 1,
                "orgUnitName": format!("n{n}"), "orgUnitExternalKey": format!("n{n}"),
            });
            call(&mut world, Method::Post, "/orgunits", body);
        }
        world
    }

    fn page(world: &mut World, cursor: &Value) -> (Vec<String>, Value) {
        let cursor = cursor.as_str().unwrap_or_default();
        let cursor: String = url::form_urlencoded::byte_serialize(cursor.as_bytes()).collect();
        let target = format!("/orgunits?count=10&cursor={cursor}");
        let answer = call(world, Method::Get, &target, Value::Null);
        let names = (answer["orgUnits"].as_array().expect("a list").iter())
            .map(|org| org["orgUnitName"].as_str().expect("a name").to_owned())
            .collect();
        (names, answer["responseMetaData"]["nextCursor"].clone())
    }

    #[test]
    fn a_walk_sees_every_record_once_and_ends() {
        for count in [0, 1, 10, 11, 25] {
            let mut world = filled(count);
            let mut seen = Vec::new();
            let mut cursor = Value::Null;
            loop {
                let (names, next) = page(&mut world, &cursor);
                seen.extend(names);
                if next.is_null() {
                    break;
                }
                cursor = next;
            }
            let expected: Vec<String> = (0..count).map(|n| format!("n{n}")).collect();
            assert_eq!(seen, expected);
        }
    }

    #[test]
    fn no_page_follows_where_nothing_more_is_listed() {
        let count = 2;
        let page = Page { count, from: None };
        let listed = |id: &Id| (id.as_str() != "-").then(|| id.clone());
        for (records, next) in [
            (["a", "b", "-", "-"], None),
            (["a", "b", "-", "c"], Some(encode_cursor("c", "-"))),
        ] {
            let answer = page.cut_slice("list", &records.map(Id::from), |id| id, listed);
            assert_eq!(answer.page, ["a", "b"].map(Id::from));
            assert_eq!(answer.next, next);
        }
    }

    #[test]
    fn what_comes_and_goes_meanwhile_shifts_no_page() {
        for gone in ["n0", "n9", "n10"] {
            let mut world = filled(25);
            let (first, cursor) = page(&mut world, &Value::Null);
            assert_eq!(first.len(), 10);
            let path = format!("/orgunits/externalKey:{gone}");
            call(&mut world, Method::Delete, &path, Value::Null);
            let (second, _) = page(&mut world, &cursor);
            let begins = if gone == "n10" { "n11" } else { "n10" };
            assert_eq!(second[0], begins, "{gone} is gone");
        }
    }

    #[test]
    fn a_cursor_breaks_where_it_is_not_encoded() {
        let mut world = filled(11);
        let (_, cursor) = page(&mut world, &Value::Null);
        let cursor = cursor.as_str().expect("a cursor").to_owned();
        assert!(cursor.contains('+') && cursor.contains('/'), "{cursor}");
        let target = format!("/orgunits?cursor={cursor}");
        let refusal = refused(&mut world, Method::Get, &target, Value::Null);
        assert_eq!(refusal.reason, reasons::BAD_CURSOR);
    }

    #[test]
    fn a_count_over_the_maximum_is_refused_or_clipped() {
        let get =
            |world: &mut World| try_call(world, Method::Get, "/orgunits?count=101", Value::Null);
        assert_eq!(
            get(&mut world()).expect_err("refused").reason,
            reasons::COUNT_TOO_LARGE
        );
        get(&mut world_where(|a| a.large_count_is_400 = false)).expect("clipped");
    }
}
