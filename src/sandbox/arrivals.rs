//! When calls arrived and were answered: what tests judge the rate rules from. Shares
//! no number with the pacer.

use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::directory::{Directory, DomainId};

use super::Failure;
use super::codes::LOG_UNUSABLE;

/// Calls kept in memory; older ones are in the file alone.
const KEPT: usize = 65_536;

/// One call as the sandbox saw it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Arrival {
    /// Its number, from 1.
    pub n: u64,
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
                OpenOptions::new()
                    .create(true)
                    .append(true)
                    .open(path)
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

    /// The calls still in memory, oldest first.
    pub(super) fn list(&self) -> Vec<Arrival> {
        self.last.iter().cloned().collect()
    }
}

/// The path's segments, decoded, without the query.
fn segments(target: &str) -> Vec<String> {
    let path = target.split('?').next().unwrap_or_default();
    path.split('/')
        .filter(|segment| !segment.is_empty())
        .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
        .collect()
}

/// The domain a call concerns: named in its body or query, else that of its object.
pub(super) fn domain(directory: &Directory, target: &str, body: &[u8]) -> Option<DomainId> {
    let as_domain = |value: &Value| {
        let number = value.as_i64()?;
        i32::try_from(number).ok().map(DomainId)
    };
    let segments = segments(target);
    let path: Vec<&str> = segments.iter().map(String::as_str).collect();
    let object = match path.as_slice() {
        ["users", id, ..] => find(
            id,
            directory.members.get(*id).map(|member| member.domain),
            || {
                directory
                    .members
                    .values()
                    .map(|m| (m.key.as_ref(), m.domain))
            },
        )
        .or_else(|| member_by_email(directory, id)),
        ["orgunits", id, ..] => find(id, directory.orgs.get(*id).map(|org| org.domain), || {
            directory.orgs.values().map(|o| (o.key.as_ref(), o.domain))
        }),
        ["groups", id, ..] => find(id, directory.groups.get(*id).map(|g| g.domain), || {
            directory
                .groups
                .values()
                .map(|g| (g.key.as_ref(), g.domain))
        }),
        ["directory", _, id, ..] => find(id, directory.ranks.get(*id).map(|r| r.domain), || {
            directory.ranks.values().map(|r| (r.key.as_ref(), r.domain))
        }),
        _ => None,
    };
    object.or_else(|| {
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

fn find<'a, I>(segment: &str, by_id: Option<DomainId>, keys: impl Fn() -> I) -> Option<DomainId>
where
    I: Iterator<Item = (Option<&'a crate::directory::Key>, DomainId)>,
{
    by_id.or_else(|| {
        let key = segment.strip_prefix("externalKey:")?;
        keys()
            .find(|(held, _)| held.is_some_and(|held| held.as_str() == key))
            .map(|(_, domain)| domain)
    })
}

fn member_by_email(directory: &Directory, email: &str) -> Option<DomainId> {
    let member = directory.members.values().find(|member| {
        member
            .props
            .email
            .known()
            .is_some_and(|held| held.as_str().eq_ignore_ascii_case(email))
    })?;
    Some(member.domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_member_counts_for_its_primary_domain() {
        let body = br#"{"organizations": [{"domainId": 1}, {"domainId": 2, "primary": true}]}"#;
        let directory = Directory::default();
        assert_eq!(domain(&directory, "/users", body), Some(DomainId(2)));
        assert_eq!(
            domain(&directory, "/users?count=100&domainId=7", b""),
            Some(DomainId(7))
        );
        assert_eq!(domain(&directory, "/users/u1", b""), None);
    }
}
