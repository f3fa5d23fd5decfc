//! When calls arrived and were answered: what tests judge the rate rules from. Shares
//! no number with the pacer.

use std::collections::VecDeque;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::directory::DomainId;
use crate::source::append_to_private_file;
use crate::world::World;

use super::Failure;
use super::codes::LOG_UNUSABLE;

/// Calls kept in memory; older ones are in the file alone.
const KEPT: usize = 65_536;

/// What kind of request arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ArrivalKind {
    /// A call of the API.
    #[default]
    Call,
    /// A token was asked for or revoked.
    Token,
    /// A file came to the upload host.
    Upload,
    /// The sandbox itself was told something.
    Admin,
    /// Refused before anything was looked at: not meant for this address, from a page of
    /// another origin, too long, no request at all.
    Refused,
}

impl ArrivalKind {
    fn is_call(&self) -> bool {
        *self == ArrivalKind::Call
    }
}

/// One request as the sandbox saw it. Nothing of its headers or body is in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Arrival {
    /// Its number, from 1.
    pub n: u64,
    /// What it was; a call of the API where it is left out.
    #[serde(default, skip_serializing_if = "ArrivalKind::is_call")]
    pub kind: ArrivalKind,
    /// Date and time of its arrival, by the sandbox's clock.
    pub at: Timestamp,
    /// Nanoseconds from the sandbox's start to its arrival, by a clock that never jumps.
    pub arrived: u64,
    /// The same to its answer.
    pub answered: u64,
    /// Method and path template: `PATCH /orgunits/{}`; the method alone for a path that
    /// does not exist.
    pub operation: String,
    /// Path and query as sent.
    pub target: String,
    /// The domain it concerns, where that can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<DomainId>,
    /// The status of the answer.
    pub status: u16,
    /// Why it was refused, where it was: the world's reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<String>,
    /// The rule of faults that struck: what was answered is its doing, and `status` is
    /// what was answered without it, or 0 where nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

/// The calls so far.
#[derive(Debug)]
pub(super) struct Arrivals {
    last: VecDeque<Arrival>,
    count: u64,
    file: Option<File>,
}

impl Arrivals {
    /// An empty log, appended to a file where one is named.
    pub(super) fn open(path: Option<&Path>) -> Result<Arrivals, Failure> {
        let file = path
            .map(|path| {
                append_to_private_file(path)
                    .map_err(|error| Failure::of_file(LOG_UNUSABLE, path, error))
            })
            .transpose()?;
        Ok(Arrivals {
            last: VecDeque::new(),
            count: 0,
            file,
        })
    }

    /// Adds one call and gives it its number.
    pub(super) fn push(&mut self, mut arrival: Arrival) {
        self.count += 1;
        arrival.n = self.count;
        if let Some(file) = &mut self.file {
            let line = serde_json::to_vec(&arrival).map(|mut line| {
                line.push(b'\n');
                line
            });
            // A log that cannot be written must not change what the sandbox answers.
            if let Err(error) = line
                .map_err(std::io::Error::from)
                .and_then(|l| file.write_all(&l))
            {
                tracing::warn!(%error, "the log of calls cannot be written");
                self.file = None;
            }
        }
        if self.last.len() == KEPT {
            self.last.pop_front();
        }
        self.last.push_back(arrival);
    }

    /// How many there were.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// The last so many calls, newest first.
    pub(super) fn last(&self, count: usize) -> Vec<Arrival> {
        self.last.iter().rev().take(count).cloned().collect()
    }

    /// The calls still in memory after the one of a number, oldest first.
    pub(super) fn since(&self, n: u64) -> impl Iterator<Item = &Arrival> {
        let start = self.last.partition_point(|call| call.n <= n);
        self.last.range(start..)
    }

    /// The calls still in memory, oldest first.
    pub(super) fn list(&self) -> Vec<Arrival> {
        self.last.iter().cloned().collect()
    }
}

/// The domain a call concerns: that of its object, else the one its body or query names.
pub(super) fn domain(world: &World, target: &str, body: &[u8]) -> Option<DomainId> {
    world.domain_of(target).or_else(|| {
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        let primary = body
            .get("organizations")
            .and_then(Value::as_array)
            .and_then(|all| {
                all.iter()
                    .find(|o| o.get("primary").and_then(Value::as_bool) == Some(true))
                    .or_else(|| all.first())
            })
            .and_then(|organization| organization.get("domainId"));
        let as_domain = |value: &Value| {
            let number = value.as_i64()?;
            i32::try_from(number).ok().map(DomainId)
        };
        body.get("domainId")
            .and_then(as_domain)
            .or_else(|| primary.and_then(as_domain))
            .or_else(|| {
                let query = target.split_once('?')?.1;
                let (_, value) = url::form_urlencoded::parse(query.as_bytes())
                    .find(|(name, _)| name == "domainId")?;
                value.parse().ok().map(DomainId)
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Plan;
    use crate::world::{Assumptions, Rules};

    #[test]
    fn a_new_member_counts_for_its_primary_domain() {
        let body = br#"{"organizations": [{"domainId": 1}, {"domainId": 2, "primary": true}]}"#;
        let rules = Rules {
            plan: Plan::Advanced,
            sso: false,
            domains: Vec::new(),
        };
        let world = World::new(rules, Assumptions::default());
        assert_eq!(domain(&world, "/users", body), Some(DomainId(2)));
        assert_eq!(
            domain(&world, "/users?count=100&domainId=7", b""),
            Some(DomainId(7))
        );
        assert_eq!(domain(&world, "/users/u1", b""), None);
    }
}
