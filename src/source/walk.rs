//! Which files a configuration is: every `*.yaml` and `*.yml` of a folder, or one file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Place, Problem, codes};

/// Files that are read of one configuration.
const MAX_FILES: usize = 10_000;
/// Folders within folders that are looked into.
const MAX_FOLDERS_DEEP: usize = 32;

/// A file of the configuration.
#[derive(Debug)]
pub struct Found {
    /// Its name relative to the configuration folder, `/` between its parts.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes when it was found.
    pub size: u64,
}

/// The names of the files that a configuration at a path is read from, whether they can be
/// read or not; none where nothing is there.
pub fn file_names(path: &Path) -> Vec<String> {
    let (found, _) = find(path);
    found.into_iter().map(|file| file.name).collect()
}

/// The files of a configuration, sorted by name, and what stood in the way. Never reads
/// outside of the folder: a symbolic link is followed only where it ends inside.
pub fn find(path: &Path) -> (Vec<Found>, Vec<Problem>) {
    let mut walk = Walk {
        root: PathBuf::new(),
        seen: BTreeSet::new(),
        found: Vec::new(),
        problems: Vec::new(),
    };
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) => {
            let missing = error.kind() == std::io::ErrorKind::NotFound;
            let code = if missing {
                codes::PATH_MISSING
            } else {
                codes::UNREADABLE
            };
            let problem = Problem::error(code)
                .with("path", path.display())
                .with("reason", error);
            // The words of a missing path name it themselves.
            let problem = match missing {
                true => problem,
                false => problem.at(Place {
                    file: Some(path.display().to_string()),
                    ..Place::default()
                }),
            };
            return (Vec::new(), vec![problem]);
        }
    };
    if metadata.is_dir() {
        walk.root = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        walk.seen.insert(walk.root.clone());
        walk.folder(path, "", 0);
        walk.found.sort_by(|a, b| a.name.cmp(&b.name));
        if walk.found.is_empty() && walk.problems.is_empty() {
            let problem = Problem::error(codes::NO_FILES).with("path", path.display());
            walk.problems.push(problem);
        }
    } else {
        let name = path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        );
        walk.found.push(Found {
            name,
            path: path.to_owned(),
            size: metadata.len(),
        });
    }
    (walk.found, walk.problems)
}

struct Walk {
    /// The configuration folder, without symbolic links.
    root: PathBuf,
    /// Folders and files that were reached, without symbolic links: each is read once, and
    /// a ring of links comes to an end.
    seen: BTreeSet<PathBuf>,
    found: Vec<Found>,
    problems: Vec<Problem>,
}

impl Walk {
    fn folder(&mut self, path: &Path, name: &str, depth: usize) {
        if depth > MAX_FOLDERS_DEEP {
            self.problem(codes::TOO_MANY_FILES, name, |problem| {
                problem.with("max", MAX_FOLDERS_DEEP)
            });
            return;
        }
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => {
                self.problem(codes::UNREADABLE, name, |p| p.with("reason", error));
                return;
            }
        };
        let mut children = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => children.push(entry),
                Err(error) => self.problem(codes::UNREADABLE, name, |p| p.with("reason", error)),
            }
        }
        // The order of the folder's own listing differs from machine to machine.
        children.sort_by_key(fs::DirEntry::file_name);
        for entry in children {
            let file_name = entry.file_name();
            let file_name = file_name.to_string_lossy();
            if file_name.starts_with('.') {
                continue;
            }
            let below = if name.is_empty() {
                file_name.clone().into_owned()
            } else {
                format!("{name}/{file_name}")
            };
            self.entry(&entry.path(), below, &file_name, depth);
        }
    }

    fn entry(&mut self, path: &Path, name: String, file_name: &str, depth: usize) {
        let yaml_name = is_yaml(file_name);
        let real = match fs::canonicalize(path) {
            Ok(real) => real,
            Err(error) => {
                // A dangling link matters only where a file of the configuration is missing.
                if yaml_name {
                    let code = if path.is_symlink() {
                        codes::LINK_OUTSIDE
                    } else {
                        codes::UNREADABLE
                    };
                    self.problem(code, &name, |p| p.with("reason", error));
                }
                return;
            }
        };
        let metadata = match fs::metadata(&real) {
            Ok(metadata) => metadata,
            Err(error) => {
                self.problem(codes::UNREADABLE, &name, |p| p.with("reason", error));
                return;
            }
        };
        if !metadata.is_dir() && !yaml_name {
            return;
        }
        if !real.starts_with(&self.root) {
            self.problem(codes::LINK_OUTSIDE, &name, |p| p.with("reason", "outside"));
            return;
        }
        if !self.seen.insert(real) {
            return;
        }
        if metadata.is_dir() {
            self.folder(path, &name, depth + 1);
        } else if self.found.len() < MAX_FILES {
            self.found.push(Found {
                name,
                path: path.to_owned(),
                size: metadata.len(),
            });
        } else if self.found.len() == MAX_FILES {
            self.problem(codes::TOO_MANY_FILES, &name, |p| p.with("max", MAX_FILES));
        }
    }

    fn problem(
        &mut self,
        code: super::Code,
        name: &str,
        complete: impl FnOnce(Problem) -> Problem,
    ) {
        let shown = if name.is_empty() { "." } else { name };
        let place = Place {
            file: Some(shown.to_owned()),
            ..Place::default()
        };
        self.problems
            .push(complete(Problem::error(code).with("path", shown).at(place)));
    }
}

fn is_yaml(file_name: &str) -> bool {
    let lower = file_name.to_ascii_lowercase();
    lower.ends_with(".yaml") || lower.ends_with(".yml")
}
