use std::future::Future;
use std::time::Duration;

use serde_json::Value;

use crate::api::{Answer, ApiError, Call, Client};
use crate::directory::DomainId;
use crate::world::Method;

/// Whoever carries calls to the service: the client, or a stand-in around the model of
/// the service in tests. It keeps the rate rules, repeats after 429 and 401, and repeats
/// reads; whether a write is repeated is decided in this room.
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

    /// Lets time pass.
    fn pause(&self, time: Duration) -> impl Future<Output = ()>;

    /// Time since some fixed start.
    fn elapsed(&self) -> Duration;
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

    async fn pause(&self, time: Duration) {
        self.clock().sleep(time).await;
    }

    fn elapsed(&self) -> Duration {
        self.clock().elapsed()
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
