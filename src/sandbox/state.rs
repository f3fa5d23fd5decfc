//! The state file: the world as it was last written out, and the log of what was
//! performed since. A read-only use of it writes nothing.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::source::{
    Problem, create_private_folder, parent, read_regular_file, write_private_file,
};
use crate::world::{OLDEST_STATE_FORMAT, STATE_FORMAT, World};

use super::Failure;
use super::codes::{
    STATE_DAMAGED, STATE_IN_USE, STATE_LOG_OF_ANOTHER, STATE_UNKNOWN_VERSION, STATE_UNUSABLE,
};
use super::journal::{Found, Journal, Kept};

/// A log is folded into the state file once it has grown by this much beyond the state
/// file's own size, so that a write costs its own size on average.
const FOLD_BYTES: u64 = 1 << 20;

/// Just enough of a state file to tell which form it has.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stamp {
    format_version: u32,
}

/// An open state file, held against every other process.
#[derive(Debug)]
pub(super) struct StateFile {
    path: PathBuf,
    /// Held for its lock.
    _lock: File,
    /// Length of the state file on the disk; 0 where there is none yet.
    bytes: u64,
    journal: Option<Journal>,
    /// Calls and acts in the log.
    logged: u64,
}

impl StateFile {
    /// Opens a state file: what it holds with every call and act in it, or `None`
    /// where it does not exist yet.
    ///
    /// # Errors
    /// Where another process holds it, where it cannot be read, or is damaged; it is
    /// then left as it is.
    pub(super) fn open(path: &Path) -> Result<(Option<World>, StateFile), Failure> {
        let unusable = |error: io::Error| Failure::of_file(STATE_UNUSABLE, path, error);
        create_private_folder(parent(path)).map_err(unusable)?;
        // By another name it is the same file, with the same lock and the same log.
        let real = match fs::canonicalize(path) {
            // Where no link leads there it is named as it was given.
            Ok(real) if std::path::absolute(path).is_ok_and(|it| it == real) => path.to_owned(),
            Ok(real) => real,
            Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
            Err(error) => return Err(unusable(error)),
        };
        let path = real.as_path();
        let lock = lock(path)?;
        let bytes = match read_regular_file(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                // A log of nothing but its head is no loss; else it holds what was answered.
                return match Found::read(path)? {
                    Some(found) if !found.entries.is_empty() => Err(of_another(path, &found)),
                    _ => Ok((None, StateFile::new(path, lock))),
                };
            }
            Err(error) => return Err(unusable(error)),
        };
        let mut world = world_of(path, &bytes)?;
        let mut state = StateFile {
            bytes: bytes.len() as u64,
            ..StateFile::new(path, lock)
        };
        if let Some(found) = Found::read(path)? {
            let digest = digest(&bytes);
            if found.head.state == digest {
                found.replay(path, &mut world)?;
                state.logged = found.entries.len() as u64;
                state.journal = Some(found.resume(path).map_err(unusable)?);
            } else if found.folded_into != Some(digest) {
                return Err(of_another(path, &found));
            }
            // Else everything in the log is in this state already: the process that
            // folded it ended before it could begin a new log.
        }
        Ok((Some(world), state))
    }

    /// Whether there is a state on the disk.
    pub(super) fn exists(&self) -> bool {
        self.bytes > 0
    }

    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn new(path: &Path, lock: File) -> StateFile {
        StateFile {
            path: path.to_owned(),
            _lock: lock,
            bytes: 0,
            journal: None,
            logged: 0,
        }
    }

    /// Keeps a performed call or act; `world` is the state with it in it. It is on the
    /// disk when this returns.
    pub(super) fn record(&mut self, kept: impl Into<Kept>, world: &World) -> io::Result<()> {
        match &mut self.journal {
            Some(journal) if journal.current && journal.bytes < self.bytes + FOLD_BYTES => {
                journal.append(kept.into())?;
                self.logged += 1;
                Ok(())
            }
            _ => self.write(world),
        }
    }

    /// Folds the log into the state file, if there is anything in it.
    pub(super) fn fold(&mut self, world: &World) -> io::Result<()> {
        if self.logged == 0 {
            return Ok(());
        }
        self.write(world)
    }

    /// Writes everything out and begins a new log.
    pub(super) fn write(&mut self, world: &World) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(world)?;
        bytes.push(b'\n');
        let digest = digest(&bytes);
        match &mut self.journal {
            Some(journal) => journal.close(&digest)?,
            // Any log that lies there is in the state on the disk already.
            None => match fs::remove_file(Journal::path(&self.path)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            },
        }
        write_private_file(&self.path, |out| out.write_all(&bytes))?;
        self.bytes = bytes.len() as u64;
        self.journal = Some(Journal::begin(&self.path, &digest)?);
        self.logged = 0;
        Ok(())
    }
}

/// The state file is not the one that the log beside it continues: changed, or gone.
fn of_another(path: &Path, found: &Found) -> Failure {
    Failure(Box::new(
        Problem::error(STATE_LOG_OF_ANOTHER)
            .with("path", path.display())
            .with("log", Journal::path(path).display())
            .with("calls", found.entries.len()),
    ))
}

/// Reads a world from the bytes of a state file or a seed.
pub(super) fn world_of(path: &Path, bytes: &[u8]) -> Result<World, Failure> {
    let damaged = |error: serde_json::Error| Failure::of_file(STATE_DAMAGED, path, error);
    let stamp: Stamp = serde_json::from_slice(bytes).map_err(damaged)?;
    if !(OLDEST_STATE_FORMAT..=STATE_FORMAT).contains(&stamp.format_version) {
        return Err(Failure(Box::new(
            Problem::error(STATE_UNKNOWN_VERSION)
                .with("path", path.display())
                .with("version", stamp.format_version),
        )));
    }
    serde_json::from_slice(bytes).map_err(damaged)
}

/// Takes the state file for this process. The lock ends with the process, however it ends.
fn lock(path: &Path) -> Result<File, Failure> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let name = PathBuf::from(name);
    let unusable = |error: io::Error| Failure::of_file(STATE_UNUSABLE, &name, error);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&name)
        .map_err(unusable)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Failure(Box::new(
            Problem::error(STATE_IN_USE).with("path", path.display()),
        ))),
        Err(TryLockError::Error(error)) => Err(unusable(error)),
    }
}

fn digest(bytes: &[u8]) -> String {
    let mut text = String::from("sha256:");
    for byte in Sha256::digest(bytes) {
        text.push_str(&format!("{byte:02x}"));
    }
    text
}
