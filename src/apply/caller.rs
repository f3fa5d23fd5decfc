use std::future::Future;
use std::time::Duration;

use percent_encoding::utf8_percent_encode;
use serde_json::Value;

use crate::api::{Answer, ApiError, Call, Client, ErrorKind};
use crate::directory::DomainId;
use crate::plan::placeholder::SEGMENT;
use crate::world::Method;

/// Whoever carries calls to the service: the client, or a stand-in around the model of
/// the service in tests. It keeps the rate rules, repeats after 401, and repeats reads;
/// whether a write is repeated is decided in this room.
pub trait Caller {
    /// Sends one call and waits for its answer. `domains` are those it is about, for the
    /// rate rules; none stands for all of them.
    fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        domains: &[DomainId],
    ) -> impl Future<Output = Result<Answer, ApiError>>;

    /// How long the rate rules make a call wait from now. Zero where that is not known:
    /// [`Caller::call`] waits anyway.
    fn wait(&self, method: Method, path: &str, domains: &[DomainId]) -> Duration;

    /// Takes one repeat out of the budget that all calls share, the `nth` (from 1) of its
    /// call: how long to pause before it. `None` where none is left.
    fn again(&self, nth: u32) -> Option<Duration>;

    /// Lets time pass.
    fn pause(&self, time: Duration) -> impl Future<Output = ()>;

    /// Time since some fixed start.
    fn elapsed(&self) -> Duration;

    /// From now on half of the calls a minute: the run is expected to last (facts 3.1).
    fn slow_down(&self) {}
}

impl Caller for Client {
    async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        domains: &[DomainId],
    ) -> Result<Answer, ApiError> {
        let target = path;
        Client::call(
            self,
            Call {
                method,
                target,
                body,
                domains,
            },
        )
        .await
    }

    fn wait(&self, method: Method, path: &str, domains: &[DomainId]) -> Duration {
        let call = Call {
            method,
            target: path,
            body: None,
            domains,
        };
        self.pacer()
            .earliest(&self.operation(&call))
            .map_or(Duration::ZERO, |at| at.saturating_sub(self.elapsed()))
    }

    fn again(&self, nth: u32) -> Option<Duration> {
        self.repeats().again(nth)
    }

    async fn pause(&self, time: Duration) {
        self.clock().sleep(time).await;
    }

    fn elapsed(&self) -> Duration {
        self.clock().elapsed()
    }

    fn slow_down(&self) {
        self.pacer().slow_down();
    }
}

/// Reads something that may not be there.
pub(super) async fn get(caller: &impl Caller, path: &str) -> Result<Option<Value>, ApiError> {
    match caller.call(Method::Get, path, None, &[]).await {
        Ok(answer) => Ok(answer.body),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Pages of a list that are read at most, 100 items each: more than any list holds.
const PAGES: u32 = 1000;

/// Reads a list to its end. One that is not there is empty.
pub(super) async fn list(
    caller: &impl Caller,
    path: &str,
    name: &str,
    domain: Option<i64>,
) -> Result<Vec<Value>, ApiError> {
    let mut items: Vec<Value> = Vec::new();
    let mut cursor: Option<String> = None;
    for _ in 0..PAGES {
        let mut target = format!("{path}?count=100");
        if let Some(domain) = domain {
            target.push_str(&format!("&domainId={domain}"));
        }
        if let Some(cursor) = &cursor {
            target.push_str(&format!("&cursor={}", segment(cursor)));
        }
        let Some(page) = get(caller, &target).await? else {
            return Ok(items);
        };
        if let Some(Value::Array(page)) = page.get(name) {
            items.extend(page.iter().cloned());
        }
        let next = page
            .pointer("/responseMetaData/nextCursor")
            .and_then(Value::as_str)
            .filter(|cursor| !cursor.is_empty())
            .map(str::to_owned);
        if next.is_none() {
            return Ok(items);
        }
        cursor = next;
    }
    // Half a list is no list.
    Err(ApiError {
        call: format!("GET {path}"),
        host: String::new(),
        kind: ErrorKind::ListEndless { pages: PAGES },
    })
}

/// Text as one segment of a path, or one value of a query.
pub(super) fn segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}
