use std::path::Path;
use std::thread;
use std::time::SystemTime;

use super::gather::Once;
use super::read::{self, Read};
use super::{Code, Files, Problem, Severity, assemble, codes, decode, still, walk};
use crate::directory::Desired;

/// A configuration that was read.
#[derive(Debug)]
pub struct Loaded {
    /// What could be decoded: everything but the declarations that problems stand against.
    /// `None` where the tenant is not known, or a file could not be read as YAML at all (what
    /// it declares would be missing everywhere else). Callers refuse it while an error
    /// stands among `problems`; checking it all the same finds more of what is wrong.
    pub desired: Option<Desired>,
    /// Every problem of every file.
    pub problems: Vec<Problem>,
    /// The texts, for showing places.
    pub files: Files,
}

impl Loaded {
    /// Whether an error stands among the problems.
    pub fn has_errors(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }
}

/// Reads a configuration: a folder, or one file. Never panics; everything that is wrong with
/// all files is said at once.
pub fn load(path: &Path) -> Loaded {
    load_with(path, Without::Nothing, None)
}

/// The same where others may be writing its files: those that were changed within a tenth of
/// a second before `now` are waited for, and one that does not come to rest is a problem.
pub fn load_at(path: &Path, now: SystemTime) -> Loaded {
    load_with(path, Without::Nothing, Some(now))
}

/// The same as [`load_at`], for what brings a folder up to date that nobody has given a
/// `tenant` section yet: what such a folder declares is decoded for a tenant that stands in for
/// the real one, with a domain for each that is named. M0180 is among the problems then as ever.
pub fn load_unfinished(path: &Path, now: SystemTime) -> Loaded {
    load_with(path, Without::StandIn, Some(now))
}

/// What a configuration without a `tenant` section comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Without {
    /// Problems alone.
    Nothing,
    /// What it declares, of a tenant that stands in.
    StandIn,
}

fn load_with(path: &Path, without: Without, now: Option<SystemTime>) -> Loaded {
    let (mut found, problems) = walk::find(path);
    // The largest first: one that begins last would be waited for by all others.
    found.sort_by_key(|file| std::cmp::Reverse(file.size));
    let mut files = still::read_all(&found, now, &mut thread::sleep, |file, bytes| match bytes {
        Ok(bytes) => read::bytes(&file.name, bytes),
        Err(problem) => Read::nothing(&file.name, problem),
    });
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let mut loaded = put_together(files, problems, without);
    let folder = if path.is_dir() {
        Some(path)
    } else {
        path.parent()
    };
    loaded.files.set_folder(folder.unwrap_or(Path::new("")));
    loaded
}

/// Reads a configuration of one file that is in memory already, called `name` in problems.
pub fn load_str(name: &str, text: &str) -> Loaded {
    load_bytes(name, text.as_bytes().to_vec())
}

/// The same of bytes that may be no text.
pub fn load_bytes(name: &str, bytes: Vec<u8>) -> Loaded {
    let files = vec![read::bytes(name, bytes)];
    put_together(files, Vec::new(), Without::Nothing)
}

fn put_together(files: Vec<Read>, mut problems: Vec<Problem>, without: Without) -> Loaded {
    let mut unreadable = !problems.is_empty();
    let mut texts = Files::default();
    let mut all = Vec::with_capacity(files.len());
    let (mut tenant, mut policy) = (None, None);
    for one in files {
        let Read {
            name,
            file,
            mut gathered,
            of_entries,
            of_rest,
            unreadable: end,
        } = one;
        problems.extend(of_entries);
        problems.extend(first(&mut tenant, &mut gathered.tenant, codes::TWO_TENANTS));
        problems.extend(first(
            &mut policy,
            &mut gathered.policy,
            codes::TWO_POLICIES,
        ));
        problems.extend(of_rest);
        unreadable |= end;
        if let Some(file) = file {
            texts.add(name, file);
        }
        all.push(gathered);
    }
    let tenant = match tenant {
        Some(tenant) => tenant.value.map(decode::tenant),
        None => {
            if !unreadable {
                problems.push(Problem::error(codes::NO_TENANT));
            }
            (without == Without::StandIn).then(|| assemble::stand_in(&all))
        }
    };
    let policy = policy.and_then(|policy| policy.value);
    let desired = tenant.map(|tenant| assemble::assemble(tenant, policy, all, &mut problems));
    Loaded {
        desired: desired.filter(|_| !unreadable),
        problems,
        files: texts,
    }
}

/// The first file with a section has it; a problem where there was one before.
fn first<T>(seen: &mut Option<Once<T>>, own: &mut Option<Once<T>>, code: Code) -> Option<Problem> {
    let own = own.take()?;
    if let Some(seen) = seen {
        let problem = Problem::error(code).at(own.place);
        return Some(problem.label("firstDeclared", seen.place.clone()));
    }
    *seen = Some(own);
    None
}
