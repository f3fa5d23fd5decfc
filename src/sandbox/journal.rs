//! What was performed since a state file was written: one JSON line per call, on the
//! disk before the call is answered, so that a write costs its own size and not the
//! tenant's.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::source::write_private_file;
use crate::world::{Method, World};

use super::Failure;
use super::codes::{STATE_DAMAGED, STATE_UNUSABLE};

/// The version of the log's form; another is refused.
const JOURNAL_FORMAT: u32 = 1;

/// Stands in for a first password: the service never gives one back, so nothing that
/// can be seen depends on it, and the log must not keep it. Fits the documented rule.
const PASSWORD_STAND_IN: &str = "not-kept-7q2";

/// The first line: which state the log continues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Head {
    /// [`JOURNAL_FORMAT`]
    pub format_version: u32,
    /// `sha256:...` of the state file it continues.
    pub state: String,
}

/// Every other line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Line {
    /// A performed call.
    Call(Entry),
    /// Everything above is about to be in a state file of this digest.
    FoldedInto(String),
}

/// One performed call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entry {
    /// The world's time it was performed at.
    pub at: Timestamp,
    /// [`World::counter`] before it: tokens count too, and are not logged.
    pub counter: u64,
    /// The method.
    pub method: Method,
    /// Path and query below the API's base.
    pub target: String,
    /// The body, less passwords.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// The status it was answered with.
    pub status: u16,
}

impl Entry {
    /// A performed call, fit to be kept.
    pub(super) fn new(
        at: Timestamp,
        counter: u64,
        method: Method,
        target: &str,
        body: &[u8],
        status: u16,
    ) -> Entry {
        let mut body: Option<Value> = serde_json::from_slice(body).ok();
        if let Some(password) = body
            .as_mut()
            .and_then(|body| body.pointer_mut("/passwordConfig/password"))
        {
            *password = Value::from(PASSWORD_STAND_IN);
        }
        Entry {
            at,
            counter,
            method,
            target: target.to_owned(),
            body,
            status,
        }
    }
}

/// An open log.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    /// Its length in bytes.
    pub bytes: u64,
}

impl Journal {
    /// The log beside a state file: `sandbox.json.log`.
    pub(super) fn path(state: &Path) -> PathBuf {
        let mut name = state.as_os_str().to_owned();
        name.push(".log");
        PathBuf::from(name)
    }

    /// Begins a new log for a state that was just written, in place of any old one.
    pub(super) fn begin(state: &Path, digest: &str) -> io::Result<Journal> {
        let head = Head {
            format_version: JOURNAL_FORMAT,
            state: digest.to_owned(),
        };
        let path = Journal::path(state);
        write_private_file(&path, |out| {
            serde_json::to_writer(&mut *out, &head)?;
            out.write_all(b"\n")
        })?;
        Journal::append_to(&path)
    }

    fn append_to(path: &Path) -> io::Result<Journal> {
        let file = OpenOptions::new().append(true).open(path)?;
        let bytes = file.metadata()?.len();
        Ok(Journal { file, bytes })
    }

    /// Keeps one more call; it is on the disk when this returns.
    pub(super) fn append(&mut self, entry: Entry) -> io::Result<()> {
        self.write(&Line::Call(entry))
    }

    /// Says that the state of this digest, about to be written, holds all of it.
    pub(super) fn close(&mut self, digest: &str) -> io::Result<()> {
        self.write(&Line::FoldedInto(digest.to_owned()))
    }

    fn write(&mut self, line: &Line) -> io::Result<()> {
        let mut line = serde_json::to_vec(line)?;
        line.push(b'\n');
        // One write, so that a kill leaves a whole line or one without its end.
        self.file.write_all(&line)?;
        self.file.sync_data()?;
        self.bytes += line.len() as u64;
        Ok(())
    }
}

/// A log as it was found.
#[derive(Debug)]
pub(super) struct Found {
    /// Which state it continues.
    pub head: Head,
    /// The calls, in order.
    pub entries: Vec<Entry>,
    /// The state it was folded into, or was about to be.
    pub folded_into: Option<String>,
    /// Length in bytes of the whole lines; a torn last line stands after it.
    whole: u64,
}

impl Found {
    /// Reads a log; `None` where there is none.
    ///
    /// # Errors
    /// Where it cannot be read, or a line that is not the torn last one is no call.
    pub(super) fn read(state: &Path) -> Result<Option<Found>, Failure> {
        let path = Journal::path(state);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::of_file(STATE_UNUSABLE, &path, error)),
        };
        let damaged = |line: usize, cause: &dyn std::fmt::Display| {
            Failure::of_file(STATE_DAMAGED, &path, format!("line {line}: {cause}"))
        };
        let mut reader = io::BufReader::new(file);
        let mut line = Vec::new();
        let mut found: Option<Found> = None;
        for number in 1.. {
            line.clear();
            let read = reader
                .read_until(b'\n', &mut line)
                .map_err(|error| Failure::of_file(STATE_UNUSABLE, &path, error))?;
            if line.last() != Some(&b'\n') {
                // The end, or a line that was cut short and therefore never answered.
                break;
            }
            match &mut found {
                None => {
                    let head: Head =
                        serde_json::from_slice(&line).map_err(|error| damaged(number, &error))?;
                    if head.format_version != JOURNAL_FORMAT {
                        return Err(damaged(
                            number,
                            &format!("formatVersion {} is not known", head.format_version),
                        ));
                    }
                    found = Some(Found {
                        head,
                        entries: Vec::new(),
                        folded_into: None,
                        whole: read as u64,
                    });
                }
                Some(found) => {
                    match serde_json::from_slice(&line).map_err(|error| damaged(number, &error))? {
                        Line::Call(entry) => found.entries.push(entry),
                        Line::FoldedInto(digest) => found.folded_into = Some(digest),
                    }
                    found.whole += read as u64;
                }
            }
        }
        match found {
            Some(found) => Ok(Some(found)),
            None => Err(damaged(1, &"it has no first line")),
        }
    }

    /// Performs every call again on the state the log continues.
    ///
    /// # Errors
    /// Where a call is not accepted as it was: the log or the state is not what was written.
    pub(super) fn replay(&self, state: &Path, world: &mut World) -> Result<(), Failure> {
        for (index, entry) in self.entries.iter().enumerate() {
            world.count_from(entry.counter);
            let answer = world.perform(entry.method, &entry.target, entry.body.as_ref(), entry.at);
            let status = match &answer {
                Ok(reply) => reply.status,
                Err(refusal) => refusal.status,
            };
            if status != entry.status {
                return Err(Failure::of_file(
                    STATE_DAMAGED,
                    &Journal::path(state),
                    format!(
                        "line {}: {} {} was answered {}, and is now answered {status}",
                        index + 2,
                        entry.method.name(),
                        entry.target,
                        entry.status
                    ),
                ));
            }
        }
        Ok(())
    }

    /// Takes the log up again after its last whole line.
    pub(super) fn resume(self, state: &Path) -> io::Result<Journal> {
        let path = Journal::path(state);
        let file = OpenOptions::new().write(true).open(&path)?;
        if file.metadata()?.len() > self.whole {
            file.set_len(self.whole)?;
            file.sync_data()?;
        }
        Journal::append_to(&path)
    }
}
