use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::commands::Failure;
use crate::commands::codes::{FILE_UNWRITABLE, FOLDER_NOT_EMPTY, IMPORT_IN_THE_WAY};
use crate::import::merge;
use crate::report::diff;
use crate::source::{
    Files, Problem, config_schema, create_private_folder, file_names, open_regular_file, parent,
    rewrite_file,
};

use super::path_of;

/// What stands where is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Nothing, or nothing that matters.
    Fresh,
    /// YAML: a configuration, to be loaded.
    Configuration,
}

/// Files that may stand in a folder before it is a configuration.
const HARMLESS: [&str; 5] = [
    "readme",
    "license",
    "changelog",
    "meibo.schema.json",
    "sandbox.json",
];

/// Looks at the folder that is to be written. What is read (`own`: a list, its mapping file, a
/// snapshot) may stand in it, and anything where nothing is written.
///
/// # Errors
/// One that holds other things, in which nobody would look for a configuration; a file.
pub(crate) fn target(folder: &Path, own: &[&Path], dry_run: bool) -> Result<Target, Failure> {
    let refused = |name: String| {
        let problem = Problem::error(FOLDER_NOT_EMPTY).with("path", folder.display());
        Failure::error(problem.with("name", name))
    };
    if folder.is_file() {
        return Err(unwritable(folder, &ErrorKind::NotADirectory.into()));
    }
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Target::Fresh),
        Err(error) => return Err(unwritable(folder, &error)),
    };
    let own: Vec<PathBuf> = own
        .iter()
        .filter_map(|path| fs::canonicalize(path).ok())
        .collect();
    let is_own = |path: &Path| fs::canonicalize(path).is_ok_and(|path| own.contains(&path));
    let is_configuration = |name: &String| own.is_empty() || !is_own(&path_of(folder, name));
    if file_names(folder).iter().any(is_configuration) {
        return Ok(Target::Configuration);
    }
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| own.is_empty() || !is_own(&entry.path()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    let harmless = |name: &String| {
        let name = name.to_lowercase();
        HARMLESS.iter().any(|harmless| name.starts_with(harmless))
    };
    match names.into_iter().find(|name| !harmless(name)) {
        Some(name) if !dry_run => Err(refused(name)),
        _ => Ok(Target::Fresh),
    }
}

/// The texts of a configuration, by name.
pub(crate) fn texts(files: &Files) -> BTreeMap<String, String> {
    files
        .names()
        .filter_map(|name| Some((name.to_owned(), files.text(name)?.to_string())))
        .collect()
}

/// Reads files as a configuration before they are written anywhere.
///
/// # Errors
/// Where they would not load: nothing is written then.
pub(crate) fn proven<T>(
    files: &BTreeMap<String, String>,
    load: impl FnOnce(&Path) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let system = |error: &std::io::Error| unwritable(&std::env::temp_dir(), error);
    // For its owner alone, as all temporary folders are.
    let folder = tempfile::tempdir().map_err(|error| system(&error))?;
    for (name, text) in files {
        let path = path_of(folder.path(), name);
        create_private_folder(parent(&path)).map_err(|error| system(&error))?;
        fs::write(&path, text).map_err(|error| system(&error))?;
    }
    load(folder.path())
}

/// What a folder becomes.
pub(crate) struct Change<'a> {
    /// What it was.
    pub existing: &'a BTreeMap<String, String>,
    /// What it is to be.
    pub after: &'a BTreeMap<String, String>,
}

impl Change<'_> {
    /// The files that are written.
    pub(crate) fn names(&self) -> Vec<&str> {
        merge::changed(self.existing, self.after)
            .map(|(name, ..)| name.as_str())
            .collect()
    }

    /// How many files are written.
    pub(crate) fn count(&self) -> usize {
        merge::changed(self.existing, self.after).count()
    }

    /// The lines that go and come.
    pub(crate) fn shown(&self, colour: bool, show_sensitive: bool) -> String {
        let files: Vec<diff::File<'_>> = merge::changed(self.existing, self.after)
            .map(|(name, before, after)| diff::File {
                name,
                before: before.map(String::as_str),
                after,
            })
            .collect();
        diff::diff(&files, colour, show_sensitive)
    }

    /// Writes the files that are new or changed, for the owner alone; the schema that they
    /// name, and what keeps meibo's own files out of git, where a folder is new.
    ///
    /// # Errors
    /// Where a file cannot be written, or something stands where a new one is to be.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), Failure> {
        for (name, before, _) in merge::changed(self.existing, self.after) {
            let path = path_of(folder, name);
            if before.is_none() && fs::symlink_metadata(&path).is_ok() {
                let problem = Problem::error(IMPORT_IN_THE_WAY);
                return Err(Failure::error(problem.with("path", path.display())));
            }
        }
        create_private_folder(folder).map_err(|error| unwritable(folder, &error))?;
        for (name, before, after) in merge::changed(self.existing, self.after) {
            let path = path_of(folder, name);
            match before.is_some_and(|before| !before.starts_with(MARK) && has_mark(&path)) {
                // Texts are read without it; in the file it stays.
                true => put(&path, &format!("{MARK}{after}"))?,
                false => put(&path, after)?,
            }
        }
        if self.existing.is_empty() {
            let mut schema =
                serde_json::to_string_pretty(&config_schema()).expect("the schema is plain JSON");
            schema.push('\n');
            for (name, text) in [
                ("meibo.schema.json", schema.as_str()),
                (".gitignore", ".meibo/\n"),
            ] {
                let path = folder.join(name);
                if fs::symlink_metadata(&path).is_err() {
                    put(&path, text)?;
                }
            }
        }
        Ok(())
    }
}

/// The byte order mark that some editors put before a text.
const MARK: char = '\u{feff}';

/// Whether a file begins with one.
fn has_mark(path: &Path) -> bool {
    let mut start = [0; 3];
    let read = open_regular_file(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == *"\u{feff}".as_bytes()
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = parent(path);
    create_private_folder(folder).map_err(|error| unwritable(folder, &error))?;
    rewrite_file(path, |out| out.write_all(text.as_bytes()))
        .map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    let problem = Problem::error(FILE_UNWRITABLE).with("path", path.display());
    Failure::error(problem.with("cause", error))
}
