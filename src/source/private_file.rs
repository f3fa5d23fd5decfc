use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Why a device or a named pipe is neither read nor written.
pub const NOT_REGULAR: &str = "it is no regular file";

/// Reads a whole file that is expected to lie on a disk.
///
/// # Errors
/// Where the system refuses, or it is something else: a named pipe would be waited for
/// without end, and a device may never end.
pub fn read_regular_file(path: &Path) -> io::Result<Vec<u8>> {
    must_be_regular(path)?;
    fs::read(path)
}

/// Opens such a file, to be read piece by piece.
///
/// # Errors
/// As [`read_regular_file`]; a folder is told when it is read.
pub fn open_regular_file(path: &Path) -> io::Result<File> {
    must_be_regular(path)?;
    File::open(path)
}

fn must_be_regular(path: &Path) -> io::Result<()> {
    let found = fs::metadata(path)?;
    if !found.is_file() && !found.is_dir() {
        return Err(io::Error::other(NOT_REGULAR));
    }
    Ok(())
}

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

/// Opens a file to append to it; one that does not exist is created for the owner alone
/// (0600 where the system knows such modes).
///
/// # Errors
/// Where the system refuses.
pub fn append_to_private_file(path: &Path) -> io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes a file that may hold personal data: for the owner alone (0600), whole or not
/// at all. It is on the disk when this returns, whatever was there before. What a link
/// leads to is replaced, not the link.
///
/// # Errors
/// Where the system refuses, or something else than a file stands there (a device would be
/// replaced for everybody); the old file, if any, stands as it was.
pub fn write_private_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    replace(path, false, write)
}

/// Writes a file of the configuration anew, whole or not at all, and leaves it to whom it
/// was open before: others at the desk and in CI read it. One that is new is for the owner
/// alone, as [`write_private_file`].
///
/// # Errors
/// As [`write_private_file`].
pub fn rewrite_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    replace(path, true, write)
}

fn replace(
    path: &Path,
    keep_mode: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let (real, mode) = match fs::metadata(path) {
        Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if !found.is_file() => return Err(io::Error::other(NOT_REGULAR)),
        Ok(found) => (fs::canonicalize(path)?, Some(found.permissions())),
        Err(_) => (path.to_owned(), None),
    };
    let folder = parent(&real);
    // A temporary file is created 0600, and a rename within one folder is atomic.
    let mut temporary = tempfile::Builder::new()
        .prefix(".meibo-")
        .tempfile_in(folder)?;
    let mut buffered = io::BufWriter::new(temporary.as_file_mut());
    write(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    if let (true, Some(mode)) = (keep_mode, mode) {
        temporary.as_file().set_permissions(mode)?;
    }
    temporary.as_file().sync_all()?;
    temporary.persist(&real).map_err(|error| error.error)?;
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
    fn what_is_no_file_is_neither_read_nor_replaced() {
        use std::os::unix::fs::FileTypeExt;
        let folder = tempfile::tempdir().expect("temporary folder");
        let socket = folder.path().join("socket");
        let _held = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
        assert!(write_private_file(&socket, |out| out.write_all(b"x")).is_err());
        assert!(read_regular_file(&socket).is_err());
        let kind = fs::metadata(&socket).expect("still there").file_type();
        assert!(kind.is_socket(), "replaced");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_keeps_leading_where_it_led() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let (link, file) = (folder.path().join("link"), folder.path().join("file"));
        fs::write(&file, "old").expect("written");
        std::os::unix::fs::symlink(&file, &link).expect("linked");
        write_private_file(&link, |out| out.write_all(b"new")).expect("written");
        assert_eq!(fs::read(&file).expect("read"), b"new");
        assert!(link.is_symlink());
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

    #[cfg(unix)]
    #[test]
    fn a_file_written_anew_is_open_to_whom_it_was() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("temporary folder");
        let path = folder.path().join("members.yaml");
        let mode = |path: &Path| fs::metadata(path).expect("metadata").permissions().mode() & 0o777;
        rewrite_file(&path, |out| out.write_all(b"members: []")).expect("write");
        assert_eq!(mode(&path), 0o600, "a new one");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o664)).expect("opened");
        rewrite_file(&path, |out| out.write_all(b"members: []\n")).expect("write");
        assert_eq!(mode(&path), 0o664);
        write_private_file(&path, |out| out.write_all(b"{}")).expect("write");
        assert_eq!(mode(&path), 0o600);
    }
}
