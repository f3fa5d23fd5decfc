use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Creates a folder, and those above it, for the owner alone (0700 where the system
/// knows such modes). One that exists keeps its mode.
///
/// # Errors
/// Where the system refuses.
pub fn create_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Writes a file that may hold personal data: for the owner alone (0600), whole or not
/// at all. It is on the disk when this returns, whatever was there before.
///
/// # Errors
/// Where the system refuses; the old file, if any, stands as it was.
pub fn write_private_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let folder = parent(path);
    // A temporary file is created 0600, and a rename within one folder is atomic.
    let mut temporary = tempfile::Builder::new()
        .prefix(".meibo-")
        .tempfile_in(folder)?;
    let mut buffered = io::BufWriter::new(temporary.as_file_mut());
    write(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// The folder a file stands in; `.` for a bare name.
pub fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes a rename last through a power cut. Systems that cannot open a folder have no
/// such step.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("state.json");
        write_private_file(&path, |out| out.write_all(b"old")).expect("first write");
        let failed = write_private_file(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("disk full"))
        });
        assert!(failed.is_err());
        assert_eq!(fs::read(&path).expect("still there"), b"old");
        let left: Vec<_> = fs::read_dir(folder.path()).expect("list").collect();
        assert_eq!(left.len(), 1, "no temporary file is left behind");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_look() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("temporary folder");
        let inner = folder.path().join("a/b");
        create_private_folder(&inner).expect("folders");
        let path = inner.join("plan.json");
        write_private_file(&path, |out| out.write_all(b"{}")).expect("write");
        let mode = |path: &Path| fs::metadata(path).expect("metadata").permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(&inner), 0o700);
    }
}
