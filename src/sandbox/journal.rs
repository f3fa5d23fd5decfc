//! What was performed since a state file was written: one JSON line per call or act, on
//! the disk before it is answered, so that a write costs its own size and not the
//! tenant's. Each line carries a sum over itself and the sum of the line before, so that
//! a line that was changed, lost or put in is found.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::source::{NOT_REGULAR, Problem, write_private_file};
use crate::world::{Act, FileArrived, Method, World};

use super::Failure;
use super::codes::{STATE_DAMAGED, STATE_UNKNOWN_VERSION, STATE_UNUSABLE};

/// The version of the log's form that is written.
const JOURNAL_FORMAT: u32 = 2;

/// The oldest version that is still read: 1 had calls alone, and no sums. Any other is
/// refused.
const OLDEST_JOURNAL_FORMAT: u32 = 1;

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
    /// A performed act.
    Act(ActEntry),
    /// A file came to the upload host.
    File(FileEntry),
    /// Time alone brought something about, and somebody saw it.
    Passed(Timestamp),
    /// Everything above is about to be in a state file of this digest.
    FoldedInto(String),
}

/// What is kept of something that changed the world.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kept {
    /// A call of the API, or an edit in the console.
    Call(Entry),
    /// An act.
    Act(ActEntry),
    /// A file that came to the upload host.
    File(FileEntry),
    /// Time alone brought something about, and somebody saw it.
    Passed(Timestamp),
}

impl From<Kept> for Line {
    fn from(kept: Kept) -> Line {
        match kept {
            Kept::Call(entry) => Line::Call(entry),
            Kept::Act(entry) => Line::Act(entry),
            Kept::File(entry) => Line::File(entry),
            Kept::Passed(at) => Line::Passed(at),
        }
    }
}

impl From<Entry> for Kept {
    fn from(entry: Entry) -> Kept {
        Kept::Call(entry)
    }
}

impl From<ActEntry> for Kept {
    fn from(entry: ActEntry) -> Kept {
        Kept::Act(entry)
    }
}

impl From<FileEntry> for Kept {
    fn from(entry: FileEntry) -> Kept {
        Kept::File(entry)
    }
}

/// One file that came; its bytes are kept elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FileEntry {
    /// The world's time it came at.
    pub at: Timestamp,
    /// What is known of it.
    pub file: FileArrived,
}

/// One performed act.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ActEntry {
    /// The world's time it was performed at.
    pub at: Timestamp,
    /// [`World::counter`] before it.
    pub counter: u64,
    /// The act.
    pub act: Act,
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
    /// Whether it has the form that is written; one of an older form is only read.
    pub current: bool,
    /// The sum of its last line.
    sum: String,
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
        Journal::append_to(&path, true, digest.to_owned())
    }

    fn append_to(path: &Path, current: bool, sum: String) -> io::Result<Journal> {
        let file = OpenOptions::new().append(true).open(path)?;
        let bytes = file.metadata()?.len();
        Ok(Journal {
            file,
            bytes,
            current,
            sum,
        })
    }

    /// Keeps one thing more; it is on the disk when this returns.
    pub(super) fn append(&mut self, kept: Kept) -> io::Result<()> {
        self.write(&kept.into())
    }

    /// Says that the state of this digest, about to be written, holds all of it.
    pub(super) fn close(&mut self, digest: &str) -> io::Result<()> {
        self.write(&Line::FoldedInto(digest.to_owned()))
    }

    fn write(&mut self, line: &Line) -> io::Result<()> {
        let inner = serde_json::to_string(line)?;
        let sum = sum(&self.sum, &inner);
        let line = if self.current {
            with_sum(&sum, &inner)
        } else {
            format!("{inner}\n")
        };
        // One write, so that a kill leaves a whole line or one without its end.
        self.file.write_all(line.as_bytes())?;
        self.file.sync_data()?;
        self.bytes += line.len() as u64;
        self.sum = sum;
        Ok(())
    }
}

/// The sum of a line that follows one of another sum.
fn sum(before: &str, inner: &str) -> String {
    let digest = Sha256::new()
        .chain_update(before)
        .chain_update(inner)
        .finalize();
    (digest.iter().take(SUM_CHARS / 2))
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Hexadecimal digits of a sum.
const SUM_CHARS: usize = 16;
const SUM_OPEN: &str = "{\"sum\":\"";
const SUM_CLOSE: &str = "\",";

/// A line with its sum as the first member of its object.
fn with_sum(sum: &str, inner: &str) -> String {
    let rest = inner.strip_prefix('{').unwrap_or(inner);
    format!("{SUM_OPEN}{sum}{SUM_CLOSE}{rest}\n")
}

/// A line's sum, and the line without it; `None` where it has none.
fn without_sum(line: &str) -> Option<(&str, String)> {
    let rest = line.strip_prefix(SUM_OPEN)?;
    let (sum, rest) = rest.split_at_checked(SUM_CHARS)?;
    let inner = rest.strip_prefix(SUM_CLOSE)?.trim_end_matches('\n');
    Some((sum, format!("{{{inner}")))
}

/// A log as it was found.
#[derive(Debug)]
pub(super) struct Found {
    /// Which state it continues.
    pub head: Head,
    /// What was performed, in order.
    pub entries: Vec<Kept>,
    /// The state it was folded into, or was about to be.
    pub folded_into: Option<String>,
    /// Length in bytes of the whole lines; a torn last line stands after it.
    whole: u64,
    /// The sum of the last whole line.
    sum: String,
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
        // A device may never end, and a folder is none.
        let found =
            (file.metadata()).map_err(|error| Failure::of_file(STATE_UNUSABLE, &path, error))?;
        if !found.is_file() {
            return Err(Failure::of_file(STATE_UNUSABLE, &path, NOT_REGULAR));
        }
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
                    let known = OLDEST_JOURNAL_FORMAT..=JOURNAL_FORMAT;
                    if !known.contains(&head.format_version) {
                        return Err(Failure(Box::new(
                            Problem::error(STATE_UNKNOWN_VERSION)
                                .with("path", path.display())
                                .with("version", head.format_version),
                        )));
                    }
                    found = Some(Found {
                        sum: head.state.clone(),
                        head,
                        entries: Vec::new(),
                        folded_into: None,
                        whole: read as u64,
                    });
                }
                Some(found) => {
                    let text =
                        std::str::from_utf8(&line).map_err(|error| damaged(number, &error))?;
                    let inner = if found.head.format_version == JOURNAL_FORMAT {
                        let (held, inner) =
                            without_sum(text).ok_or_else(|| damaged(number, &"it has no sum"))?;
                        found.sum = sum(&found.sum, &inner);
                        if found.sum != held {
                            return Err(damaged(number, &"its sum is wrong"));
                        }
                        inner
                    } else {
                        text.to_owned()
                    };
                    match serde_json::from_str(&inner).map_err(|error| damaged(number, &error))? {
                        Line::Call(entry) => found.entries.push(Kept::Call(entry)),
                        Line::Act(entry) => found.entries.push(Kept::Act(entry)),
                        Line::File(entry) => found.entries.push(Kept::File(entry)),
                        Line::Passed(at) => found.entries.push(Kept::Passed(at)),
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

    /// Performs everything again on the state the log continues.
    ///
    /// # Errors
    /// Where something is not accepted as it was: the log or the state is not what was
    /// written.
    pub(super) fn replay(&self, state: &Path, world: &mut World) -> Result<(), Failure> {
        for (index, kept) in self.entries.iter().enumerate() {
            kept.replay(world).map_err(|why| {
                let line = index + 2;
                Failure::of_file(
                    STATE_DAMAGED,
                    &Journal::path(state),
                    format!("line {line}: {why}"),
                )
            })?;
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
        let current = self.head.format_version == JOURNAL_FORMAT;
        Journal::append_to(&path, current, self.sum)
    }
}

impl Kept {
    /// Performs it again; the error says what is different from the first time.
    fn replay(&self, world: &mut World) -> Result<(), String> {
        match self {
            Kept::Call(entry) => {
                world.count_from(entry.counter);
                let Entry {
                    at,
                    method,
                    target,
                    body,
                    status: before,
                    ..
                } = entry;
                let answer = world.perform(*method, target, body.as_ref(), *at);
                let status = match &answer {
                    Ok(reply) => reply.status,
                    Err(refusal) => refusal.status,
                };
                if status != *before {
                    let method = method.name();
                    return Err(format!(
                        "{method} {target} was answered {before}, and is now answered {status}"
                    ));
                }
                world.see(*at);
            }
            Kept::Act(ActEntry { at, counter, act }) => {
                world.count_from(*counter);
                world.act(act, *at).map_err(|refusal| {
                    let kind = act.kind();
                    format!("{kind} was done, and is now refused: {}", refusal.reason)
                })?;
                world.see(*at);
            }
            Kept::File(FileEntry { at, file }) => {
                world.receive_file(file, *at).map_err(|refusal| {
                    let reason = refusal.reason;
                    format!("a file was taken in, and is now refused: {reason}")
                })?;
                world.see(*at);
            }
            Kept::Passed(at) => {
                world.settle(*at);
                world.see(*at);
            }
        }
        Ok(())
    }
}
