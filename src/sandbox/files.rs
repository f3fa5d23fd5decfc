//! The bytes of uploaded files, each under the digest of what is in it: in a folder
//! beside the state file, or in memory where there is none. The state itself holds names,
//! sizes and digests alone.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use axum::body::Bytes;
use sha2::{Digest, Sha256};

use crate::source::{create_private_folder, read_regular_file, write_private_file};
use crate::world::World;

/// The most bytes that are held in memory; the oldest files make room.
const MEMORY_BYTES: usize = 64 << 20;

/// Where the bytes are.
#[derive(Debug)]
pub(super) enum Files {
    /// In this folder, which is made with the first file.
    Folder(PathBuf),
    /// In memory, the oldest first.
    Memory(Mutex<VecDeque<(String, Bytes)>>),
}

impl Files {
    /// Of a sandbox with this state file, if any. Files that no photo of the world refers
    /// to any more are removed.
    pub(super) fn open(state: Option<&Path>, world: &World) -> Files {
        let Some(state) = state else {
            return Files::Memory(Mutex::default());
        };
        let mut name = state.as_os_str().to_owned();
        name.push(".files");
        let folder = PathBuf::from(name);
        sweep(&folder, &world.files().collect());
        Files::Folder(folder)
    }

    /// Keeps the bytes of a digest.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub(super) fn keep(&self, digest: &str, bytes: &Bytes) -> io::Result<()> {
        match self {
            Files::Folder(folder) => {
                create_private_folder(folder)?;
                write_private_file(&folder.join(digest), |out| out.write_all(bytes))
            }
            Files::Memory(held) => {
                let mut held = held.lock().map_err(|_| io::Error::other("a call failed"))?;
                held.retain(|(other, _)| other != digest);
                held.push_back((digest.to_owned(), bytes.clone()));
                let mut sum: usize = held.iter().map(|(_, bytes)| bytes.len()).sum();
                while sum > MEMORY_BYTES
                    && let Some((_, oldest)) = held.pop_front()
                {
                    sum -= oldest.len();
                }
                Ok(())
            }
        }
    }

    /// The bytes of a digest, as far as they are held.
    pub(super) fn read(&self, digest: &str) -> Option<Bytes> {
        // What comes from an address must never lead out of the folder.
        if !is_digest(digest) {
            return None;
        }
        match self {
            Files::Folder(folder) => {
                let bytes = read_regular_file(&folder.join(digest)).ok()?;
                Some(Bytes::from(bytes))
            }
            Files::Memory(held) => {
                let held = held.lock().ok()?;
                let found = held.iter().find(|(other, _)| other == digest);
                found.map(|(_, bytes)| bytes.clone())
            }
        }
    }
}

/// The name that bytes are kept under.
pub(super) fn digest(bytes: &[u8]) -> String {
    (Sha256::digest(bytes).iter())
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn is_digest(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn sweep(folder: &Path, wanted: &BTreeSet<&str>) {
    // No folder: nothing was uploaded yet.
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if is_digest(&name) && !wanted.contains(name.as_ref()) {
            // One that stays is swept with the next start.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_forgets_the_oldest_first() {
        let files = Files::Memory(Mutex::default());
        let big = |byte: u8| Bytes::from(vec![byte; MEMORY_BYTES / 2]);
        let names: Vec<String> = (0..3).map(|n: u8| digest(&[n])).collect();
        for (n, name) in (0..).zip(&names) {
            files.keep(name, &big(n)).expect("kept");
        }
        assert_eq!(files.read(&names[0]), None);
        assert_eq!(files.read(&names[2]), Some(big(2)));
        assert_eq!(files.read(&names[1]), Some(big(1)));
    }

    #[test]
    fn a_folder_keeps_what_photos_refer_to_and_lets_nobody_out() {
        let home = tempfile::tempdir().expect("a folder");
        let state = home.path().join("state.json");
        fs::write(&state, "secret").expect("written");
        let rules = crate::world::Rules {
            plan: crate::directory::Plan::Advanced,
            sso: false,
            domains: Vec::new(),
        };
        let world = World::new(rules, Default::default());
        let files = Files::open(Some(&state), &world);
        assert!(!home.path().join("state.json.files").exists());
        let name = digest(b"photo");
        files
            .keep(&name, &Bytes::from_static(b"photo"))
            .expect("kept");
        assert_eq!(files.read(&name), Some(Bytes::from_static(b"photo")));
        for other in ["../state.json", "", ".", &name.to_uppercase()] {
            assert_eq!(files.read(other), None, "{other}");
        }
        // No photo refers to it.
        let again = Files::open(Some(&state), &world);
        assert_eq!(again.read(&name), None);
    }
}
