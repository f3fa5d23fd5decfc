use std::path::Path;
use std::process::{Command, Stdio};

use crate::settings::Settings;
use crate::source::parent;
use crate::store::Holder;
use crate::store::journal::By;

/// Who runs an apply, for journals and for whoever finds the lease taken.
pub(super) fn by(path: &Path, settings: &Settings) -> By {
    let folder = if path.is_dir() { path } else { parent(path) };
    let commit = git(folder, &["rev-parse", "HEAD"]);
    By {
        user: settings.user.clone(),
        host: gethostname::gethostname().to_string_lossy().into_owned(),
        process: std::process::id(),
        uncommitted: commit.is_some()
            && git(
                folder,
                &[
                    "status",
                    "--porcelain",
                    "--",
                    ".",
                    ":(exclude,glob)**/.meibo/**",
                ],
            )
            .is_none_or(|changes| !changes.is_empty()),
        commit,
    }
}

/// The same as the holder of a lease.
pub(super) fn holder(run: &str, by: &By) -> Holder {
    let By {
        user,
        host,
        process,
        commit: _,
        uncommitted: _,
    } = by;
    Holder {
        run: run.to_owned(),
        user: user.clone(),
        host: host.clone(),
        process: *process,
    }
}

/// What git says about a folder; `None` where it is in no repository, or there is no git.
fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        // Looking must leave nothing behind.
        .env("GIT_OPTIONAL_LOCKS", "0")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
