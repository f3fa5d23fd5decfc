use crate::source::Problem;

use super::super::Store;
use super::super::codes::{JOURNAL_DAMAGED, JOURNAL_UNKNOWN, JOURNAL_VERSION};
use super::{End, Head, JOURNAL_FORMAT, Line, Past, of_run, of_tenant};

/// A journal that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its first line.
    pub head: Head,
    /// The others, in their order.
    pub lines: Vec<Line>,
    /// Whether its last line was cut off: the run was killed while it wrote.
    pub torn: bool,
    /// Its length in bytes up to the last line that is whole.
    pub whole: u64,
}

impl Record {
    /// How the run ended; `None` where it did not.
    pub fn end(&self) -> Option<End> {
        match self.lines.last() {
            Some(Line::Ended(ended)) => Some(ended.how),
            _ => None,
        }
    }

    /// Whether something is left that can be taken up.
    pub fn is_open(&self) -> bool {
        match self.end() {
            None | Some(End::Stopped) => true,
            Some(End::Partial) => !self.past().doubtful.is_empty(),
            Some(End::Complete | End::Abandoned) => false,
        }
    }

    /// What is known of each step.
    pub fn past(&self) -> Past {
        Past::of(self)
    }
}

/// Reads the journal of a run. A last line that was cut off is left out: what it says was
/// not sent, or is found out by looking.
///
/// # Errors
/// [`JOURNAL_UNKNOWN`], [`JOURNAL_VERSION`], [`JOURNAL_DAMAGED`], and where the store fails.
pub fn read(store: &dyn Store, tenant: &str, run: &str) -> Result<Record, Box<Problem>> {
    let record = read_at(store, &of_run(tenant, run))?;
    record.ok_or_else(|| {
        Box::new(
            Problem::error(JOURNAL_UNKNOWN)
                .with("journal", run)
                .with("known", store.place(&of_tenant(tenant))),
        )
    })
}

/// The tenant's latest journal; those that were cut off before their first line was whole
/// hold nothing: nothing was sent.
///
/// # Errors
/// As [`read`].
pub fn latest(store: &dyn Store, tenant: &str) -> Result<Option<Record>, Box<Problem>> {
    for name in names(store, tenant)?.iter().rev() {
        if name.ends_with(".jsonl")
            && let Some(record) = read_at(store, name)?
        {
            return Ok(Some(record));
        }
    }
    Ok(None)
}

/// The names of a tenant's journals, the oldest first.
///
/// # Errors
/// Where the store fails.
pub fn names(store: &dyn Store, tenant: &str) -> Result<Vec<String>, Box<Problem>> {
    store.list(&of_tenant(tenant))
}

/// The name of the tenant's latest run, whatever its journal holds.
///
/// # Errors
/// Where the store fails.
pub fn last_run(store: &dyn Store, tenant: &str) -> Result<Option<String>, Box<Problem>> {
    let names = names(store, tenant)?;
    let mut runs = names
        .iter()
        .filter_map(|name| run_of(name).strip_suffix(".jsonl"));
    Ok(runs.next_back().map(str::to_owned))
}

/// The journals of every tenant, each read when its turn comes, the latest run first.
///
/// # Errors
/// Where the store fails.
pub fn all(
    store: &dyn Store,
) -> Result<impl Iterator<Item = Result<Record, Box<Problem>>>, Box<Problem>> {
    let mut names: Vec<String> = store.list("journals")?;
    names.retain(|name| name.ends_with(".jsonl"));
    // The names of runs begin with when they began.
    names.sort_by(|a, b| run_of(b).cmp(run_of(a)));
    let read = move |name: String| read_at(store, &name).transpose();
    Ok(names.into_iter().filter_map(read))
}

pub(super) fn run_of(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

pub(super) fn read_at(store: &dyn Store, name: &str) -> Result<Option<Record>, Box<Problem>> {
    match store.get(name)? {
        Some(kept) => parse(&kept.bytes, &store.place(name)),
        None => Ok(None),
    }
}

/// The journal that these bytes hold; `None` where its first line was cut off.
pub(super) fn parse(bytes: &[u8], place: &str) -> Result<Option<Record>, Box<Problem>> {
    let damaged = |line: usize, cause: &dyn std::fmt::Display| {
        Box::new(
            Problem::error(JOURNAL_DAMAGED)
                .with("journal", place)
                .with("line", line)
                .with("cause", cause),
        )
    };
    let mut head: Option<Head> = None;
    let mut lines = Vec::new();
    let mut whole = 0;
    let mut at = 0;
    let mut n = 0;
    while at < bytes.len() {
        n += 1;
        let end = bytes[at..].iter().position(|byte| *byte == b'\n');
        // Without its end a line is cut off, whatever it says.
        let Some(end) = end.map(|end| at + end) else {
            break;
        };
        let line = &bytes[at..end];
        let is_last = end + 1 == bytes.len();
        let read = match &head {
            None => first(line, place).map(|it| head = Some(it)),
            Some(_) => serde_json::from_slice(line)
                .map(|it| lines.push(it))
                .map_err(|error| damaged(n, &within(&error))),
        };
        match read {
            Ok(()) => {}
            // A disk may keep the length of what it did not keep.
            Err(problem) if is_last && problem.code == JOURNAL_DAMAGED => break,
            Err(problem) => return Err(problem),
        }
        at = end + 1;
        whole = at;
    }
    let torn = whole < bytes.len();
    Ok(head.map(|head| Record {
        head,
        lines,
        torn,
        whole: whole as u64,
    }))
}

/// What is wrong with a line that was read by itself: the reader counts it as the first.
fn within(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let (what, _) = text.rsplit_once(" at line ").unwrap_or((&text, ""));
    format!("{what} at column {}", error.column())
}

/// The first line. The version comes first: another form need not be readable as this one.
fn first(line: &[u8], place: &str) -> Result<Head, Box<Problem>> {
    let damaged = |error: serde_json::Error| {
        Box::new(
            Problem::error(JOURNAL_DAMAGED)
                .with("journal", place)
                .with("line", 1)
                .with("cause", within(&error)),
        )
    };
    let value: serde_json::Value = serde_json::from_slice(line).map_err(damaged)?;
    let version = value
        .get("formatVersion")
        .and_then(serde_json::Value::as_u64);
    if let Some(found) = version.filter(|found| *found != u64::from(JOURNAL_FORMAT)) {
        return Err(Box::new(
            Problem::error(JOURNAL_VERSION)
                .with("journal", place)
                .with("found", found)
                .with("known", JOURNAL_FORMAT),
        ));
    }
    serde_json::from_value(value).map_err(damaged)
}
