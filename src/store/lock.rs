use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::source::{Problem, create_private_folder};

use super::codes::{FOLDER_UNUSABLE, LOCK_HELD};

/// Holds a configuration for one apply at a time, on this machine. The system lets go of
/// it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of a `.meibo` folder, which is made where it does not exist.
    /// `holder` says who holds it, for whoever finds it taken.
    ///
    /// # Errors
    /// [`LOCK_HELD`] where another process has it, [`FOLDER_UNUSABLE`] where the folder
    /// cannot be written.
    pub fn take(folder: &Path, holder: &str) -> Result<Lock, Box<Problem>> {
        let path: PathBuf = folder.join("apply.lock");
        let unusable = |error: std::io::Error| {
            Box::new(
                Problem::error(FOLDER_UNUSABLE)
                    .with("path", folder.display())
                    .with("cause", error),
            )
        };
        create_private_folder(folder).map_err(unusable)?;
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => {
                // For people alone: what it says decides nothing.
                file.set_len(0)
                    .and_then(|()| file.rewind())
                    .and_then(|()| file.write_all(holder.as_bytes()))
                    .map_err(unusable)?;
                Ok(Lock { _file: file })
            }
            Err(TryLockError::WouldBlock) => {
                let mut held_by = String::new();
                // A name that cannot be read is left out.
                let _ = file.take(200).read_to_string(&mut held_by);
                Err(Box::new(
                    Problem::error(LOCK_HELD)
                        .with("path", path.display())
                        .with("holder", held_by.trim()),
                ))
            }
            Err(TryLockError::Error(error)) => Err(unusable(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_and_free_again_afterwards() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let folder = folder.path().join(".meibo");
        let first = Lock::take(&folder, "process 1").expect("free");
        let second = Lock::take(&folder, "process 2").expect_err("taken");
        assert_eq!(second.code, LOCK_HELD);
        assert_eq!(second.params["holder"], "process 1");
        drop(first);
        Lock::take(&folder, "process 3").expect("free again");
    }
}
