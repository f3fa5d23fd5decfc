use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::report;
use crate::report::words::{Language, starter};
use crate::source::codes::NO_TENANT;
use crate::source::{Problem, Severity, file_names};

use super::codes::{FILE_UNWRITABLE, WOULD_OVERWRITE};
use super::configuration;
use super::{Exit, Failure, Format, Output, schema};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Where to write.
    pub folder: PathBuf,
}

/// What is kept where it is there already.
const GITIGNORE: &str = ".gitignore";

/// Writes a commented starter folder and says what to do next. Nothing is overwritten: a
/// configuration that has all but a `tenant` section, as an import of a list leaves it, gets
/// that alone.
///
/// # Errors
/// Another configuration that is there already; a folder that cannot be written.
pub fn run(request: &Request, output: &Output) -> Result<Exit, Failure> {
    let folder = &request.folder;
    let language = output.language();
    let schema = schema::text(schema::Request::Config);
    let mut files = starter::files(language);
    files.push((starter::SCHEMA, &schema));
    let kept = is_there(&folder.join(GITIGNORE));
    files.retain(|(path, _)| *path != GITIGNORE || !kept);
    let there = in_the_way(folder, &files).map_err(|error| unwritable(folder, error))?;
    let unfinished = match there.is_empty() {
        true => None,
        false => Unfinished::read(folder),
    };
    let tenant;
    if let Some(unfinished) = &unfinished {
        tenant = unfinished.tenant(language);
        files.retain(|(path, _)| [GITIGNORE, starter::SCHEMA].contains(path));
        files.retain(|(path, _)| !is_there(&folder.join(path)));
        files.push((starter::TENANT, &tenant));
    } else if !there.is_empty() {
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
        output.data(&match unfinished {
            Some(_) => starter::completed(&folder, language),
            None => starter::written(&folder, kept, language),
        });
    }
    Ok(Exit::Done)
}

/// A configuration without a `tenant` section, and with nothing else wrong.
struct Unfinished {
    /// The mail domain that most of its members have.
    mail_domain: Option<String>,
}

impl Unfinished {
    fn read(folder: &Path) -> Option<Unfinished> {
        if is_there(&folder.join(starter::TENANT)) {
            return None;
        }
        let loaded = configuration::read_unfinished(folder);
        let mut errors = loaded.problems.iter();
        let mut lacks_tenant = false;
        let sound = errors.all(|problem| {
            lacks_tenant |= problem.code == NO_TENANT;
            problem.severity != Severity::Error || problem.code == NO_TENANT
        });
        let desired = loaded.desired?;
        if !sound || !lacks_tenant || desired.sections.is_empty() {
            return None;
        }
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for member in &desired.members {
            let email = member.props.email.known().map(|email| email.as_str());
            if let Some((_, name)) = email.and_then(|email| email.rsplit_once('@')) {
                *counts.entry(name.to_lowercase()).or_default() += 1;
            }
        }
        let most = counts.into_iter().max_by_key(|(_, count)| *count);
        let is_plain = |name: &String| {
            let mut characters = name.chars();
            characters.all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-')
                && name.contains(|c: char| c.is_ascii_alphabetic())
        };
        Some(Unfinished {
            mail_domain: most.map(|(name, _)| name).filter(is_plain),
        })
    }

    /// The starter's file of the tenant, with the mail domain that is in use.
    fn tenant(&self, language: Language) -> String {
        let files = starter::files(language);
        let text = files.into_iter().find(|(path, _)| *path == starter::TENANT);
        let text = text.map_or("", |(_, text)| text);
        match &self.mail_domain {
            Some(name) => text.replacen(starter::MAIL_DOMAIN, name, 1),
            None => text.to_owned(),
        }
    }
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
    let mut there = file_names(folder);
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if files.iter().any(|(path, _)| *path == name) && !there.contains(&name) {
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
pub(super) fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) && !text.starts_with('-') {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}
