use std::fmt;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::source::Problem;

#[cfg(doc)]
use super::codes::STORE_UNUSABLE;
use super::codes::{LEASE_ELSEWHERE, LEASE_HELD, LEASE_LOST};
use super::{Claim, Kept, Store, Tag};

/// A lease that is not renewed for so long is free again.
const LASTS: SignedDuration = SignedDuration::from_mins(5);

/// Who runs an apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Holder {
    /// The run.
    pub run: String,
    /// Name of the user.
    pub user: String,
    /// Name of the machine.
    pub host: String,
    /// Number of the process there.
    pub process: u32,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Holder {
            run: _,
            user,
            host,
            process,
        } = self;
        write!(f, "{user} on {host}, process {process}")
    }
}

/// What is kept of a lease.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Record {
    holder: Holder,
    taken_at: Timestamp,
    expires_at: Timestamp,
    /// Given back.
    #[serde(default)]
    released: bool,
}

/// The right to apply to a tenant: one run has it at a time. It ends when it is given back
/// or dropped, with the process where the store can tell, and else by itself a few minutes
/// after it was last renewed.
#[derive(Debug)]
pub struct Lease {
    store: Arc<dyn Store>,
    name: String,
    tenant: String,
    record: Record,
    tag: Tag,
    given_back: bool,
    _claim: Claim,
}

/// The run whose lease is taken although it did not end: `--break-lease RUN`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Broken<'a>(pub Option<&'a str>);

impl Lease {
    /// Takes the lease on a tenant.
    ///
    /// # Errors
    /// [`LEASE_HELD`] where a process that lives has it, [`LEASE_ELSEWHERE`] where one on
    /// another machine has it that may live, [`STORE_UNUSABLE`].
    pub fn take(
        store: Arc<dyn Store>,
        tenant: &str,
        holder: &Holder,
        now: Timestamp,
        broken: Broken<'_>,
    ) -> Result<Lease, Box<Problem>> {
        let name = format!("leases/{}.json", super::journal::file_name(tenant));
        let claim = store.claim(&format!("{name}.lock"))?;
        let held = store.get(&name)?;
        let before = held.as_ref().and_then(read);
        if let Some(record) = before.filter(|record| !record.released) {
            let told = |code| {
                Box::new(
                    Problem::error(code)
                        .with("tenant", tenant)
                        .with("holder", &record.holder)
                        .with("since", format!("{:.0}", record.taken_at))
                        .with("until", format!("{:.0}", record.expires_at))
                        .with("run", &record.holder.run),
                )
            };
            match claim {
                Claim::Others => return Err(told(LEASE_HELD)),
                // Whoever had it on this machine is gone: the claim would not be ours.
                Claim::Ours(_) if record.holder.host == holder.host => {}
                Claim::Ours(_) | Claim::Unknown => {
                    let is_over = now >= record.expires_at;
                    if !is_over && broken.0 != Some(record.holder.run.as_str()) {
                        return Err(told(LEASE_ELSEWHERE));
                    }
                }
            }
        } else if matches!(claim, Claim::Others) {
            // Between claiming and saying who claimed.
            return Err(Box::new(
                Problem::error(LEASE_HELD)
                    .with("tenant", tenant)
                    .with("holder", "another process")
                    .with("since", format!("{now:.0}"))
                    .with("run", "?"),
            ));
        }
        let record = Record {
            holder: holder.clone(),
            taken_at: now,
            expires_at: later(now),
            released: false,
        };
        let bytes = bytes(&record);
        let put = match &held {
            None => store.put_if_absent(&name, &bytes)?,
            Some(held) => store.put_if_match(&name, &bytes, &held.tag)?,
        };
        let tag = store.get(&name)?.filter(|it| put && it.bytes == bytes);
        let Some(Kept { tag, .. }) = tag else {
            return Err(Box::new(
                Problem::error(LEASE_HELD)
                    .with("tenant", tenant)
                    .with("holder", "somebody who was faster")
                    .with("since", format!("{now:.0}"))
                    .with("run", "?"),
            ));
        };
        Ok(Lease {
            store,
            name,
            tenant: tenant.to_owned(),
            record,
            tag,
            given_back: false,
            _claim: claim,
        })
    }

    /// How often a lease is to be renewed.
    pub fn every() -> std::time::Duration {
        LASTS.unsigned_abs() / 5
    }

    /// Makes it last from now on.
    ///
    /// # Errors
    /// [`LEASE_LOST`] where somebody took it, [`STORE_UNUSABLE`].
    pub fn renew(&mut self, now: Timestamp) -> Result<(), Box<Problem>> {
        self.record.expires_at = later(now);
        self.write()
    }

    fn write(&mut self) -> Result<(), Box<Problem>> {
        let bytes = bytes(&self.record);
        let put = self.store.put_if_match(&self.name, &bytes, &self.tag)?;
        match self.store.get(&self.name)? {
            Some(kept) if put && kept.bytes == bytes => {
                self.tag = kept.tag;
                Ok(())
            }
            // An earlier write of ours that failed half-way.
            Some(kept) if read(&kept).is_some_and(|it| it.holder.run == self.record.holder.run) => {
                self.tag = kept.tag;
                Ok(())
            }
            kept => {
                let by = kept.as_ref().and_then(read);
                let by = by.map_or_else(|| "somebody".to_owned(), |it| it.holder.to_string());
                Err(Box::new(
                    Problem::error(LEASE_LOST)
                        .with("tenant", &self.tenant)
                        .with("holder", by),
                ))
            }
        }
    }

    /// Gives it back.
    ///
    /// # Errors
    /// As [`Lease::renew`].
    pub fn release(mut self) -> Result<(), Box<Problem>> {
        self.give_back()
    }

    fn give_back(&mut self) -> Result<(), Box<Problem>> {
        self.given_back = true;
        self.record.released = true;
        self.write()
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if !self.given_back {
            // It ends by itself where this fails.
            let _ = self.give_back();
        }
    }
}

fn later(now: Timestamp) -> Timestamp {
    now.checked_add(LASTS).unwrap_or(now)
}

fn bytes(record: &Record) -> Vec<u8> {
    // A record holds text, numbers and times alone.
    serde_json::to_vec(record).unwrap_or_default()
}

/// A lease that cannot be read is nobody's: it was not written by a run.
fn read(kept: &Kept) -> Option<Record> {
    serde_json::from_slice(&kept.bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::super::Files;
    use super::*;

    fn holder(run: &str, host: &str) -> Holder {
        Holder {
            run: run.to_owned(),
            user: "hanako".to_owned(),
            host: host.to_owned(),
            process: 7,
        }
    }

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + minute * 60).expect("in range")
    }

    /// Files of a network folder: locks of one machine are not seen on the other.
    #[derive(Debug)]
    struct Shared(Files);

    impl Store for Shared {
        fn get(&self, name: &str) -> Result<Option<Kept>, Box<Problem>> {
            self.0.get(name)
        }
        fn put_if_absent(&self, name: &str, bytes: &[u8]) -> Result<bool, Box<Problem>> {
            self.0.put_if_absent(name, bytes)
        }
        fn put_if_match(&self, name: &str, bytes: &[u8], tag: &Tag) -> Result<bool, Box<Problem>> {
            self.0.put_if_match(name, bytes, tag)
        }
        fn list(&self, folder: &str) -> Result<Vec<String>, Box<Problem>> {
            self.0.list(folder)
        }
        fn log(&self, name: &str, after: u64) -> Result<Box<dyn super::super::Log>, Box<Problem>> {
            self.0.log(name, after)
        }
        fn claim(&self, _: &str) -> Result<Claim, Box<Problem>> {
            Ok(Claim::Unknown)
        }
        fn place(&self, name: &str) -> String {
            self.0.place(name)
        }
    }

    fn take(
        store: &Arc<dyn Store>,
        holder: &Holder,
        minute: i64,
        broken: Option<&str>,
    ) -> Result<Lease, crate::source::Code> {
        let taken = Lease::take(store.clone(), "acme", holder, at(minute), Broken(broken));
        taken.map_err(|problem| problem.code)
    }

    #[test]
    fn one_at_a_time_and_free_again_afterwards() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let store: Arc<dyn Store> = Arc::new(Files::new(folder.path().join(".meibo")));
        let first = take(&store, &holder("1", "desk"), 0, None).expect("free");
        // Whoever lives keeps it, whatever the clock says and whoever wants to break it.
        for broken in [None, Some("1")] {
            let second = take(&store, &holder("2", "desk"), 600, broken);
            assert_eq!(second.err(), Some(LEASE_HELD));
        }
        first.release().expect("given back");
        let third = take(&store, &holder("3", "desk"), 0, None).expect("free");
        drop(third);
        take(&store, &holder("4", "desk"), 0, None).expect("free");
    }

    #[test]
    fn whoever_died_here_stands_in_nobodys_way() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let store: Arc<dyn Store> = Arc::new(Files::new(folder.path().join(".meibo")));
        let mut first = take(&store, &holder("1", "desk"), 0, None).expect("free");
        // As after kill -9: nothing is given back, the system lets go of the claim.
        first.given_back = true;
        drop(first);
        let elsewhere = take(&store, &holder("2", "other"), 1, None);
        assert_eq!(elsewhere.err(), Some(LEASE_ELSEWHERE));
        take(&store, &holder("3", "desk"), 1, None).expect("free");
    }

    #[test]
    fn between_machines_a_lease_lasts_until_it_expires_or_is_broken() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let store: Arc<dyn Store> = Arc::new(Shared(Files::new(folder.path().join(".meibo"))));
        let (one, two) = (holder("1", "desk"), holder("2", "cron"));
        let mut first = take(&store, &one, 0, None).expect("free");
        assert_eq!(take(&store, &two, 4, None).err(), Some(LEASE_ELSEWHERE));
        assert_eq!(
            take(&store, &two, 4, Some("9")).err(),
            Some(LEASE_ELSEWHERE)
        );
        first.renew(at(4)).expect("still ours");
        assert_eq!(take(&store, &two, 8, None).err(), Some(LEASE_ELSEWHERE));
        // Not renewed for five minutes.
        let second = take(&store, &two, 9, None).expect("over");
        let lost = first.renew(at(9)).expect_err("somebody else has it");
        assert_eq!(lost.code, LEASE_LOST);
        assert_eq!(lost.params["holder"], "hanako on cron, process 7");
        drop(first);
        // What was lost is not given back in somebody else's name.
        assert_eq!(take(&store, &one, 10, None).err(), Some(LEASE_ELSEWHERE));
        let third = take(&store, &one, 10, Some("2")).expect("broken");
        drop(second);
        drop(third);
    }
}
