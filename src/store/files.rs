use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::source::{
    Problem, create_private_folder, parent, read_regular_file, write_private_file,
};

use super::codes::STORE_UNUSABLE;
use super::{Claim, Kept, Log, Store, Tag};

/// Files in a folder, for the owner alone.
#[derive(Clone, Debug)]
pub struct Files {
    folder: PathBuf,
}

impl Files {
    /// In this folder, which is made when something is put into it.
    pub fn new(folder: impl Into<PathBuf>) -> Files {
        Files {
            folder: folder.into(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn unusable(&self, name: &str) -> impl Fn(io::Error) -> Box<Problem> {
        let path = self.path(name);
        move |error| {
            Box::new(
                Problem::error(STORE_UNUSABLE)
                    .with("path", path.display())
                    .with("cause", error),
            )
        }
    }

    /// What is kept may hold personal data, and is nothing to commit.
    fn ignored_by_git(&self) -> io::Result<()> {
        let path = self.path(".gitignore");
        if path.exists() {
            return Ok(());
        }
        write_private_file(&path, |out| out.write_all(b"*\n"))
    }

    fn read(&self, name: &str) -> io::Result<Option<Kept>> {
        match read_regular_file(&self.path(name)) {
            Ok(bytes) => {
                let tag = Tag(format!("{:x?}", Sha256::digest(&bytes).as_slice()));
                Ok(Some(Kept { bytes, tag }))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Opens a file of the folder for writing; it and its folder are made where need be.
    fn open(&self, name: &str) -> io::Result<File> {
        let path = self.path(name);
        create_private_folder(parent(&path))?;
        self.ignored_by_git()?;
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).read(true).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path)
    }

    fn collect(&self, folder: &str, names: &mut Vec<String>) -> io::Result<()> {
        let entries = match fs::read_dir(self.path(folder)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            // What is no text was not put there by meibo.
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let name = format!("{folder}/{name}");
            let kind = entry.file_type()?;
            if kind.is_dir() {
                self.collect(&name, names)?;
            } else if kind.is_file() {
                names.push(name);
            }
        }
        Ok(())
    }

    /// Writes where what is there is as it should be. Nobody else does so meanwhile.
    fn put(
        &self,
        name: &str,
        bytes: &[u8],
        may: impl Fn(Option<&Kept>) -> bool,
    ) -> io::Result<bool> {
        let turn = self.open("store.lock")?;
        match turn.lock() {
            // Some network file systems know no locks.
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {}
            locked => locked?,
        }
        if !may(self.read(name)?.as_ref()) {
            return Ok(false);
        }
        let path = self.path(name);
        create_private_folder(parent(&path))?;
        write_private_file(&path, |out| out.write_all(bytes))?;
        Ok(true)
    }
}

impl Store for Files {
    fn get(&self, name: &str) -> Result<Option<Kept>, Box<Problem>> {
        self.read(name).map_err(self.unusable(name))
    }

    fn put_if_absent(&self, name: &str, bytes: &[u8]) -> Result<bool, Box<Problem>> {
        self.put(name, bytes, |held| held.is_none())
            .map_err(self.unusable(name))
    }

    fn put_if_match(&self, name: &str, bytes: &[u8], tag: &Tag) -> Result<bool, Box<Problem>> {
        self.put(name, bytes, |held| held.is_some_and(|it| it.tag == *tag))
            .map_err(self.unusable(name))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, Box<Problem>> {
        let mut names = Vec::new();
        self.collect(folder, &mut names)
            .map_err(self.unusable(folder))?;
        names.sort();
        Ok(names)
    }

    fn log(&self, name: &str, after: u64) -> Result<Box<dyn Log>, Box<Problem>> {
        let open = || -> io::Result<File> {
            let file = self.open(name)?;
            file.set_len(after)?;
            file.sync_all()?;
            // So that the file itself is there after a power cut.
            sync_folder(parent(&self.path(name)))?;
            Ok(file)
        };
        let file = open().map_err(self.unusable(name))?;
        Ok(Box::new(FileLog {
            file,
            end: after,
            path: self.path(name),
        }))
    }

    fn claim(&self, name: &str) -> Result<Claim, Box<Problem>> {
        let file = self.open(name).map_err(self.unusable(name))?;
        match file.try_lock() {
            Ok(()) => Ok(Claim::Ours(Box::new(file))),
            Err(TryLockError::WouldBlock) => Ok(Claim::Others),
            // Some network file systems know no locks.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                Ok(Claim::Unknown)
            }
            Err(TryLockError::Error(error)) => Err(self.unusable(name)(error)),
        }
    }

    fn place(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

#[derive(Debug)]
struct FileLog {
    file: File,
    /// Where the next line begins.
    end: u64,
    path: PathBuf,
}

impl FileLog {
    fn write(&mut self, line: &[u8]) -> io::Result<()> {
        use std::io::{Seek, SeekFrom};
        // Whoever took this run's turn may write the same file by now.
        if self.file.metadata()?.len() != self.end {
            return Err(io::Error::other("somebody else wrote to it meanwhile"));
        }
        self.file.seek(SeekFrom::Start(self.end))?;
        let mut whole = Vec::with_capacity(line.len() + 1);
        whole.extend_from_slice(line);
        whole.push(b'\n');
        self.file.write_all(&whole)?;
        self.file.sync_data()?;
        self.end += whole.len() as u64;
        Ok(())
    }
}

impl Log for FileLog {
    fn append(&mut self, line: &[u8]) -> Result<(), Box<Problem>> {
        self.write(line).map_err(|error| {
            // Half a line would hide the next one, where there is room again; of what
            // somebody else wrote nothing is cut off.
            if error.kind() != io::ErrorKind::Other {
                let _ = self.file.set_len(self.end);
            }
            Box::new(
                Problem::error(STORE_UNUSABLE)
                    .with("path", self.path.display())
                    .with("cause", error),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, Files) {
        let folder = tempfile::tempdir().expect("temporary folder");
        let store = Files::new(folder.path().join(".meibo"));
        (folder, store)
    }

    #[test]
    fn what_is_put_is_there_and_only_the_version_that_was_read_is_replaced() {
        let (_folder, store) = store();
        assert_eq!(store.get("a/b").expect("readable"), None);
        assert!(store.put_if_absent("a/b", b"1").expect("writable"));
        assert!(!store.put_if_absent("a/b", b"2").expect("writable"));
        let first = store.get("a/b").expect("readable").expect("there");
        assert_eq!(first.bytes, b"1");
        assert!(
            store
                .put_if_match("a/b", b"3", &first.tag)
                .expect("writable")
        );
        assert!(
            !store
                .put_if_match("a/b", b"4", &first.tag)
                .expect("writable")
        );
        assert_eq!(
            store.get("a/b").expect("readable").expect("there").bytes,
            b"3"
        );
        assert!(store.put_if_absent("a/a/c", b"").expect("writable"));
        assert_eq!(store.list("a").expect("listed"), ["a/a/c", "a/b"]);
        assert!(store.list("none").expect("listed").is_empty());
    }

    #[test]
    fn one_of_many_that_put_at_once_wins() {
        let (_folder, store) = store();
        let wins: usize = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..8)
                .map(|n: u8| {
                    let store = &store;
                    scope.spawn(move || store.put_if_absent("lease", &[n]).expect("writable"))
                })
                .collect();
            let won = tries.into_iter().map(|it| it.join().expect("no panic"));
            won.filter(|won| *won).count()
        });
        assert_eq!(wins, 1);
    }

    #[test]
    fn a_log_goes_on_behind_what_is_to_be_kept() {
        let (_folder, store) = store();
        let mut log = store.log("l", 0).expect("opens");
        log.append(b"one").expect("writes");
        log.append(b"two").expect("writes");
        drop(log);
        let mut log = store.log("l", 4).expect("opens");
        log.append(b"three").expect("writes");
        let held = store.get("l").expect("readable").expect("there");
        assert_eq!(held.bytes, b"one\nthree\n");
    }

    #[test]
    fn a_claim_ends_with_its_holder() {
        let (_folder, store) = store();
        let first = store.claim("x").expect("opens");
        assert!(matches!(first, Claim::Ours(_)));
        assert!(matches!(store.claim("x").expect("opens"), Claim::Others));
        drop(first);
        assert!(matches!(store.claim("x").expect("opens"), Claim::Ours(_)));
    }

    #[cfg(unix)]
    #[test]
    fn everything_is_for_the_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, store) = store();
        store.put_if_absent("a/b", b"1").expect("writable");
        store.log("c/d", 0).expect("opens");
        let mode = |name: &str| {
            let found = fs::metadata(store.path(name)).expect("there");
            found.permissions().mode() & 0o777
        };
        for (name, expected) in [("a/b", 0o600), ("c/d", 0o600), ("a", 0o700), ("c", 0o700)] {
            assert_eq!(mode(name), expected, "{name}");
        }
    }
}
