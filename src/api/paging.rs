use std::collections::HashSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::error::{ApiError, ErrorKind, Unreadable};
use super::reads::Reads;
use crate::directory::DomainId;

/// Items of a page: the maximum of every list (facts 1.4).
pub const PAGE: u32 = 100;

/// Pages in a row without anything new before a list counts as endless.
const STALE_PAGES: u32 = 10;

/// Pages of any list: ten million items.
const MOST_PAGES: u32 = 100_000;

/// All but the characters that mean nothing anywhere in a URL.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Text that stands in a path or a query, percent-encoded.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// A path segment that names an object by its external key (facts 4.1).
pub fn by_key(key: &str) -> String {
    format!("externalKey:{}", encode(key))
}

/// A list of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Its path: `/users`.
    pub path: String,
    /// The member of the answer that holds the items: `users`.
    pub items: &'static str,
    /// The member of an item that tells it from the others: `userId`.
    pub id: &'static str,
    /// Of which domain.
    pub domain: DomainId,
}

/// A walk over the pages of a list.
#[derive(Debug)]
pub struct Pages<'a, R> {
    service: &'a R,
    list: List,
    state: State,
}

/// What a walk has seen.
#[derive(Debug, Default)]
struct State {
    cursor: Option<String>,
    cursors: HashSet<String>,
    ids: HashSet<String>,
    pages: u32,
    stale: u32,
    /// Pages read before the walk started over, which bring nothing new a second time.
    before: u32,
    started_over: bool,
    over: bool,
}

impl<'a, R: Reads> Pages<'a, R> {
    /// Before the first page.
    pub fn new(service: &'a R, list: List) -> Pages<'a, R> {
        Pages {
            service,
            list,
            state: State::default(),
        }
    }

    /// The list that is walked.
    pub fn list(&self) -> &List {
        &self.list
    }

    /// Pages read so far.
    pub fn read(&self) -> u32 {
        self.state.pages
    }

    /// Whether the last page was read.
    pub fn is_over(&self) -> bool {
        self.state.over
    }

    /// The new items of the next page; `None` after the last one. Items that stood on an
    /// earlier page already are left out.
    ///
    /// # Errors
    /// Those of the call, an answer that is no page, and a list that does not end.
    pub async fn next(&mut self) -> Result<Option<Vec<Value>>, ApiError> {
        if self.state.over {
            return Ok(None);
        }
        loop {
            let target = self.target();
            let domains = [self.list.domain];
            let answer = match self.service.get(&target, &domains).await {
                Err(error)
                    if error.status() == Some(400)
                        && self.state.cursor.is_some()
                        && !self.state.started_over =>
                {
                    // The cursor may have grown too old (facts 11 #15). What was read stays
                    // known, so nothing is given out twice.
                    self.state.cursor = None;
                    self.state.cursors.clear();
                    self.state.started_over = true;
                    self.state.before = self.state.pages;
                    continue;
                }
                other => other?,
            };
            let status = answer.status;
            return self
                .state
                .take(&self.list, answer.body)
                .map(Some)
                .map_err(|wrong| {
                    let name = crate::plan::pace::Operation::of(
                        crate::world::Method::Get,
                        &target,
                        &domains,
                    );
                    ApiError {
                        call: name.name().to_string(),
                        host: self.service.host().to_owned(),
                        kind: match wrong {
                            Wrong::Shape(what) => {
                                ErrorKind::Unreadable(status, Unreadable::Shape(what))
                            }
                            Wrong::Repeats => ErrorKind::ListRepeats,
                            Wrong::Endless => ErrorKind::ListEndless {
                                pages: self.state.pages,
                            },
                        },
                    }
                });
        }
    }

    fn target(&self) -> String {
        let mut target = format!(
            "{}?domainId={}&count={PAGE}",
            self.list.path, self.list.domain
        );
        if let Some(cursor) = &self.state.cursor {
            target.push_str("&cursor=");
            target.push_str(&encode(cursor));
        }
        target
    }
}

/// What is wrong with a page.
#[derive(Debug, PartialEq, Eq)]
enum Wrong {
    Shape(String),
    Repeats,
    Endless,
}

impl State {
    /// Takes a page in; its items that are new.
    fn take(&mut self, list: &List, body: Option<Value>) -> Result<Vec<Value>, Wrong> {
        let shape = |what: &str| Wrong::Shape(what.to_owned());
        let Some(Value::Object(mut body)) = body else {
            return Err(shape("an object"));
        };
        let items = match body.remove(list.items) {
            Some(Value::Array(items)) => items,
            Some(Value::Null) => Vec::new(),
            // An answer without the list is no empty list: emptiness must be said.
            _ => return Err(Wrong::Shape(format!("a list named {}", list.items))),
        };
        let mut new = Vec::with_capacity(items.len());
        for item in items {
            let Some(id) = item.get(list.id).and_then(Value::as_str) else {
                return Err(Wrong::Shape(format!(
                    "{} in each of {}",
                    list.id, list.items
                )));
            };
            if self.ids.insert(id.to_owned()) {
                new.push(item);
            }
        }
        self.pages += 1;
        self.stale = if new.is_empty() { self.stale + 1 } else { 0 };
        let next = match body
            .get("responseMetaData")
            .and_then(|m| m.get("nextCursor"))
        {
            None | Some(Value::Null) => None,
            Some(Value::String(cursor)) if cursor.is_empty() => None,
            Some(Value::String(cursor)) => Some(cursor.clone()),
            Some(_) => return Err(shape("a text as nextCursor")),
        };
        match next {
            None => self.over = true,
            Some(cursor) => {
                if !self.cursors.insert(cursor.clone()) {
                    return Err(Wrong::Repeats);
                }
                if self.stale >= STALE_PAGES + self.before || self.pages >= MOST_PAGES {
                    return Err(Wrong::Endless);
                }
                self.cursor = Some(cursor);
            }
        }
        Ok(new)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{List, STALE_PAGES, State, Wrong, by_key, encode};
    use crate::directory::DomainId;

    fn list() -> List {
        List {
            path: "/users".to_owned(),
            items: "users",
            id: "userId",
            domain: DomainId(1),
        }
    }

    fn page(ids: &[&str], cursor: Value) -> Option<Value> {
        let users: Vec<Value> = ids.iter().map(|id| json!({"userId": id})).collect();
        Some(json!({"users": users, "responseMetaData": {"nextCursor": cursor}}))
    }

    #[test]
    fn absent_null_and_empty_cursors_end_a_list() {
        for end in [
            json!({"users": []}),
            json!({"users": null, "responseMetaData": null}),
            json!({"users": [], "responseMetaData": {}}),
            json!({"users": [], "responseMetaData": {"nextCursor": null}}),
            json!({"users": [], "responseMetaData": {"nextCursor": ""}}),
        ] {
            let mut state = State::default();
            assert_eq!(state.take(&list(), Some(end.clone())), Ok(vec![]), "{end}");
            assert!(state.over, "{end}");
        }
    }

    #[test]
    fn what_is_no_page_is_no_empty_page() {
        for odd in [
            None,
            Some(json!([])),
            Some(json!({})),
            Some(json!({"users": {}})),
            Some(json!({"groups": []})),
            Some(json!({"users": [{"name": "without an id"}]})),
            Some(json!({"users": ["text"]})),
            Some(json!({"users": [], "responseMetaData": {"nextCursor": 7}})),
        ] {
            let taken = State::default().take(&list(), odd.clone());
            assert!(matches!(taken, Err(Wrong::Shape(_))), "{odd:?}");
        }
    }

    #[test]
    fn a_cursor_that_comes_back_is_an_error() {
        let mut state = State::default();
        assert!(state.take(&list(), page(&["a"], json!("1"))).is_ok());
        assert!(state.take(&list(), page(&["b"], json!("2"))).is_ok());
        assert_eq!(
            state.take(&list(), page(&["c"], json!("1"))),
            Err(Wrong::Repeats)
        );
    }

    #[test]
    fn a_list_that_gives_nothing_new_is_endless() {
        let mut state = State::default();
        let mut taken = Ok(vec![]);
        for n in 0..=STALE_PAGES {
            assert!(taken.is_ok());
            taken = state.take(&list(), page(&["a"], json!(format!("{n}"))));
        }
        assert_eq!(taken, Err(Wrong::Endless));
    }

    #[test]
    fn an_item_that_shifts_between_pages_is_given_once() {
        let mut state = State::default();
        let first = state.take(&list(), page(&["a", "b"], json!("1")));
        assert_eq!(first.map(|items| items.len()), Ok(2));
        let second = state.take(&list(), page(&["b", "c"], json!(null)));
        assert_eq!(second, Ok(vec![json!({"userId": "c"})]));
    }

    #[test]
    fn cursors_and_keys_are_encoded() {
        assert_eq!(encode("JlIB+/=="), "JlIB%2B%2F%3D%3D");
        assert_eq!(by_key("営 1"), "externalKey:%E5%96%B6%201");
        assert_eq!(by_key("a-b_c.d"), "externalKey:a-b_c.d");
    }
}
