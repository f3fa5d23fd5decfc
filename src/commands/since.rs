//! The drift that was reported last, so that a cron tells it once.

use std::fs;
use std::io;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::source::{Problem, read_regular_file, write_private_file};

use super::Failure;
use super::codes::{FILE_UNREADABLE, FILE_UNWRITABLE, SINCE_DAMAGED};

/// The version of the form.
const FORMAT: u32 = 1;

/// What the file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Reported {
    format_version: u32,
    /// `tenant.key`
    pub tenant: String,
    /// Of the drift that was reported.
    pub fingerprint: String,
    /// When it was.
    pub at: Timestamp,
}

impl Reported {
    pub(super) fn new(tenant: &str, fingerprint: &str, at: Timestamp) -> Reported {
        Reported {
            format_version: FORMAT,
            tenant: tenant.to_owned(),
            fingerprint: fingerprint.to_owned(),
            at,
        }
    }
}

/// Reads what was reported last; `None` where nothing was: there is no file, or an empty one.
///
/// # Errors
/// [`FILE_UNREADABLE`], and [`SINCE_DAMAGED`] where it holds something else or is of
/// another tenant: nothing is taken for reported that was not.
pub(super) fn read(path: &Path, tenant: &str) -> Result<Option<Reported>, Failure> {
    let bytes = match read_regular_file(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            let problem = Problem::error(FILE_UNREADABLE).with("path", path.display());
            return Err(Failure::error(problem.with("cause", error)));
        }
    };
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    let damaged = |cause: String| {
        Failure::error(
            Problem::error(SINCE_DAMAGED)
                .with("path", path.display())
                .with("cause", cause),
        )
    };
    let held: Reported = serde_json::from_slice(&bytes).map_err(|why| damaged(why.to_string()))?;
    if held.format_version != FORMAT {
        return Err(damaged(format!("format version {}", held.format_version)));
    }
    if held.tenant != tenant {
        return Err(damaged(format!("it is of the tenant {}", held.tenant)));
    }
    Ok(Some(held))
}

/// Keeps what was reported, for the owner alone and whole or not at all; nothing drifted:
/// takes the file away.
///
/// # Errors
/// [`FILE_UNWRITABLE`].
pub(super) fn keep(path: &Path, reported: Option<&Reported>) -> Result<(), Failure> {
    let done = match reported {
        Some(reported) => write_private_file(path, |out| {
            serde_json::to_writer_pretty(&mut *out, reported)?;
            out.write_all(b"\n")
        }),
        None => match fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        },
    };
    done.map_err(|error| {
        Failure::error(
            Problem::error(FILE_UNWRITABLE)
                .with("path", path.display())
                .with("cause", error),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_and_nothing_else_is_taken_for_it() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("drift.json");
        let code = |path: &Path, tenant: &str| {
            let failure = read(path, tenant).expect_err("refused");
            failure.problems[0].code
        };
        assert_eq!(read(&path, "acme").expect("no file"), None);
        let at = Timestamp::from_second(1_800_000_000).expect("in range");
        let reported = Reported::new("acme", "sha256:1", at);
        keep(&path, Some(&reported)).expect("written");
        assert_eq!(read(&path, "acme").expect("read"), Some(reported));
        assert_eq!(code(&path, "other"), SINCE_DAMAGED);
        keep(&path, None).expect("taken away");
        assert!(!path.exists());
        keep(&path, None).expect("nothing to take away");
        fs::write(&path, "\n").expect("written");
        assert_eq!(read(&path, "acme").expect("empty"), None);
        for damaged in ["{", "[]", "{\"formatVersion\": 2}"] {
            fs::write(&path, damaged).expect("written");
            assert_eq!(code(&path, "acme"), SINCE_DAMAGED, "{damaged}");
        }
        assert_eq!(code(folder.path(), "acme"), FILE_UNREADABLE);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_look() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("drift.json");
        let at = Timestamp::UNIX_EPOCH;
        keep(&path, Some(&Reported::new("acme", "sha256:1", at))).expect("written");
        let mode = fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
