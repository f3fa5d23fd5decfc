use std::future::Future;

use super::answer::Answer;
use super::client::Client;
use super::clock::Clock;
use super::error::ApiError;
use super::pacer::Pacer;
use crate::directory::DomainId;

/// Whoever carries reads to the service: the client, or a stand-in on a clock of its own.
pub trait Reads: Sync {
    /// Reads when the rate rules let it. `target` is the path below the API's base with its
    /// query, `domains` are those it counts for.
    ///
    /// # Errors
    /// Every answer other than 2xx, an answer that cannot be used, and no answer.
    fn get(
        &self,
        target: &str,
        domains: &[DomainId],
    ) -> impl Future<Output = Result<Answer, ApiError>> + Send;

    /// The gate its calls pass.
    fn pacer(&self) -> &Pacer;

    /// The clock all its waits go by.
    fn clock(&self) -> &Clock;

    /// Scheme, host and port of the service, for people.
    fn host(&self) -> &str;
}

impl Reads for Client {
    async fn get(&self, target: &str, domains: &[DomainId]) -> Result<Answer, ApiError> {
        Client::get(self, target, domains).await
    }

    fn pacer(&self) -> &Pacer {
        Client::pacer(self)
    }

    fn clock(&self) -> &Clock {
        Client::clock(self)
    }

    fn host(&self) -> &str {
        Client::host(self)
    }
}
