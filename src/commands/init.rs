use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::report;
use crate::report::words::starter;
use crate::source::Problem;

use super::codes::{FILE_UNWRITABLE, WOULD_OVERWRITE};
use super::{Exit, Failure, Format, Output, schema};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Where to write.
    pub folder: PathBuf,
}

/// What is kept where it is there already.
const GITIGNORE: &str = ".gitignore";

/// Writes a commented starter folder and says what to do next. Nothing is overwritten.
///
/// # Errors
/// A configuration that is there already; a folder that cannot be written.
pub fn run(request: &Request, output: &Output) -> Result<Exit, Failure> {
    let folder = &request.folder;
    let language = output.language();
    let schema = schema::text(schema::Request::Config);
    let mut files = starter::files(language);
    files.push((starter::SCHEMA, &schema));
    let kept = is_there(&folder.join(GITIGNORE));
    files.retain(|(path, _)| *path != GITIGNORE || !kept);
    let there = in_the_way(folder, &files).map_err(|error| unwritable(folder, error))?;
    if !there.is_empty() {
        return Err(Failure::error(
            Problem::error(WOULD_OVERWRITE)
                .with("path", folder.display())
                .with("files", there.join(", ")),
        ));
    }
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, error))?;
    for (path, text) in &files {
        let path = folder.join(path);
        write_new(&path, text).map_err(|error| unwritable(&path, error))?;
    }
    if output.format() == Format::Json {
        let names: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
        output.json(&json!({"folder": folder.display().to_string(), "files": names}));
    } else {
        let folder = quoted(folder);
        let folder = report::escape::terminal(&folder);
        output.data(&starter::written(&folder, kept, language));
    }
    Ok(Exit::Done)
}

/// Whether something has this name, a link that leads nowhere included.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Names that would be overwritten, and YAML that would become part of the configuration.
fn in_the_way(folder: &Path, files: &[(&str, &str)]) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut there = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_yaml = name.ends_with(".yaml") || name.ends_with(".yml");
        let is_ours = files.iter().any(|(path, _)| *path == name);
        if is_ours || (is_yaml && !name.starts_with('.')) {
            there.push(name);
        }
    }
    there.sort();
    // A few tell enough.
    const NAMED: usize = 10;
    if there.len() > NAMED {
        there.truncate(NAMED);
        there.push("…".to_owned());
    }
    Ok(there)
}

/// Writes a file that must not be there, whatever happens meanwhile.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}

fn unwritable(path: &Path, error: io::Error) -> Failure {
    Failure::error(
        Problem::error(FILE_UNWRITABLE)
            .with("path", path.display())
            .with("cause", error),
    )
}

/// A path as it can be typed at a shell.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) && !text.starts_with('-') {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}
