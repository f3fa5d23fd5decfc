//! `meibo import --csv` and `--xlsx`: a list of another system into a folder.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use similar::{Algorithm, ChangeTag, TextDiff};

use crate::check::{self, codes as check_codes};
use crate::commands::codes::FILE_UNREADABLE;
use crate::commands::configuration;
use crate::commands::init::quoted;
use crate::commands::{Exit, Failure, Format, Output};
use crate::import::sheet::{self, Gone, Known, Layout, Outcome, Posts, Table, What, Wish};
use crate::import::{self, Empty, Rules, merge};
use crate::report::sheet as preview;
use crate::report::words::sheets;
use crate::source::{
    Code, Files, Loaded, Problem, Severity, codes as source_codes, open_regular_file,
};

use super::folder::{self, Target};

/// Bytes of a list or mapping file that are read at most, whatever it is: its reader refuses
/// less.
const MAX_BYTES: u64 = 80 * 1024 * 1024;

/// How long the lines that change are counted for, a file.
const COUNTING: Duration = Duration::from_secs(2);

/// The list.
#[derive(Clone, Debug)]
pub enum List {
    /// A CSV file.
    Csv(PathBuf),
    /// An Excel workbook.
    Xlsx(PathBuf),
}

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The list.
    pub list: List,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Which column is which property.
    pub mapping: Option<PathBuf>,
    /// What the rows are, where no mapping file says so.
    pub what: Option<What>,
    /// How a CSV file is encoded.
    pub encoding: Wish,
    /// The folder to bring up to date.
    pub out: PathBuf,
    /// Whether nothing is written.
    pub dry_run: bool,
    /// How many objects a dry run shows.
    pub rows: usize,
    /// Whether personal data is shown.
    pub show_sensitive: bool,
    /// Whether a mapping file is to be suggested, and nothing else done.
    pub suggest: bool,
}

/// Reads a list and brings a folder up to date with it: what the list does not name stays.
///
/// # Errors
/// Everything wrong with the list, the mapping file or the folder; what the folder would then
/// declare wrongly. Nothing is written then.
pub fn run(request: &Request, output: &Output) -> Result<Exit, Failure> {
    let mut mapping = request.mapping.as_deref().map(mapping).transpose()?;
    if let (Some((mapping, _)), Some(what)) = (&mut mapping, request.what) {
        mapping.what.get_or_insert(what.into());
    }
    let named = mapping
        .as_ref()
        .and_then(|(mapping, _)| mapping.sheet.clone());
    let (table, mut notes) = table(request, request.sheet.clone().or(named).as_deref())?;
    if request.suggest {
        let Some(text) = sheet::suggested(&table) else {
            let problems = sheet::recognised(&table, None).err().unwrap_or_default();
            return Err(Failure::all(problems));
        };
        output.data(&text);
        return Ok(Exit::Done);
    }
    let mut before = Before::read(request)?;
    let layout = layout(&table, mapping.as_ref(), request.what).map_err(Failure::all)?;
    let outcome = sheet::read(&table, &layout, before.known.clone());
    notes.extend(outcome.problems.iter().cloned());
    if outcome.has_errors() {
        return Err(Failure::all(notes));
    }
    output.problems(&notes, &Files::default());
    let after = merged(&before, &outcome).map_err(|problems| Failure {
        files: std::mem::take(&mut before.files),
        ..Failure::all(problems)
    })?;
    // What would be written is read as if it were: what is wrong with it is told before, at the
    // cells that it comes from.
    folder::proven(&after, unfinished).map_err(|mut failure| {
        let problems = std::mem::take(&mut failure.problems);
        failure.problems = outcome.traced(problems, &table, &layout);
        failure
    })?;
    let change = folder::Change {
        existing: &before.texts,
        after: &after,
    };
    if !request.dry_run {
        change.write(&request.out)?;
    }
    let changes: Vec<Changed> = merge::changed(&before.texts, &after)
        .map(|(name, old, new)| Changed::new(name, old, new))
        .collect();
    let gone = before.posts.gone(&outcome);
    let told = Told {
        table: &table,
        layout: &layout,
        outcome: &outcome,
        gone: &gone,
        changes: &changes,
        has_tenant: before.has_tenant,
    };
    told.tell(request, output);
    Ok(Exit::Done)
}

/// A mapping file and its name.
fn mapping(path: &Path) -> Result<(sheet::mapping::Mapping, String), Failure> {
    let name = path.display().to_string();
    let mapping = sheet::mapping::read(&name, &bytes(path)?).map_err(Failure::error)?;
    Ok((mapping, name))
}

/// The bytes of a file, as many as are read of any.
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let read = || {
        let mut bytes = Vec::new();
        let file = open_regular_file(path)?;
        file.take(MAX_BYTES).read_to_end(&mut bytes)?;
        Ok::<_, std::io::Error>(bytes)
    };
    read().map_err(|error| {
        Failure::error(
            Problem::error(FILE_UNREADABLE)
                .with("path", path.display())
                .with("cause", error),
        )
    })
}

fn table(request: &Request, sheet: Option<&str>) -> Result<(Table, Vec<Problem>), Failure> {
    let read = match &request.list {
        List::Csv(path) => {
            let name = path.display().to_string();
            sheet::read_csv(&name, &bytes(path)?, request.encoding).map(|table| (table, Vec::new()))
        }
        List::Xlsx(path) => {
            let name = path.display().to_string();
            sheet::read_xlsx(&name, &bytes(path)?, sheet)
        }
    };
    read.map_err(Failure::error)
}

fn layout(
    table: &Table,
    mapping: Option<&(sheet::mapping::Mapping, String)>,
    what: Option<What>,
) -> Result<Layout, Vec<Problem>> {
    match mapping {
        Some((mapping, name)) => sheet::by_mapping(table, mapping, name),
        None => sheet::recognised(table, what),
    }
}

/// The folder as it is.
struct Before {
    /// Its files, to show a place in them.
    files: Files,
    texts: BTreeMap<String, String>,
    known: Known,
    posts: Posts,
    first_domain: String,
    /// Whether its files may name the schema beside them.
    has_schema: bool,
    /// Whether one of them has a `tenant` section.
    has_tenant: bool,
}

impl Before {
    /// Reads a folder; one that is not there is empty.
    ///
    /// # Errors
    /// What is wrong with what it declares; a folder of other things; a file.
    fn read(request: &Request) -> Result<Before, Failure> {
        let path = &request.out;
        let mut before = Before {
            files: Files::default(),
            texts: BTreeMap::new(),
            known: Known::default(),
            posts: Posts::default(),
            first_domain: String::new(),
            has_schema: true,
            has_tenant: false,
        };
        let (List::Csv(list) | List::Xlsx(list)) = &request.list;
        let mut own = vec![list.as_path()];
        own.extend(request.mapping.as_deref());
        if folder::target(path, &own, request.dry_run)? == Target::Fresh {
            return Ok(before);
        }
        let loaded = unfinished(path)?;
        before.has_tenant = !loaded.problems.iter().any(is_no_tenant);
        before.texts = folder::texts(&loaded.files);
        before.has_schema = path.join("meibo.schema.json").exists();
        if let Some(desired) = &loaded.desired {
            before.known = Known::of(desired);
            let first = desired.tenant.primary();
            before.first_domain.clone_from(&first.key);
            before.posts = Posts::of(desired);
        }
        before.files = loaded.files;
        Ok(before)
    }
}

/// A configuration without errors, but that it may have no `tenant` section yet: what that
/// alone could tell is not asked for then.
fn unfinished(path: &Path) -> Result<Loaded, Failure> {
    let mut loaded = configuration::read_unfinished(path);
    let has_tenant = !loaded.problems.iter().any(is_no_tenant);
    if let Some(desired) = &loaded.desired {
        let checked = check::check(desired).into_iter();
        let counts = |problem: &Problem| has_tenant || !OF_DOMAINS.contains(&problem.code);
        loaded.problems.extend(checked.filter(counts));
        check::suggest_no_taken_address(&mut loaded.problems);
    }
    let wrong = |problem: &Problem| problem.severity == Severity::Error && !is_no_tenant(problem);
    match loaded.problems.iter().any(wrong) {
        false => Ok(loaded),
        true => {
            loaded.problems.retain(wrong);
            Err(Failure {
                files: loaded.files,
                ..Failure::all(loaded.problems)
            })
        }
    }
}

/// What cannot be known before the domains are: which of them is the first.
const OF_DOMAINS: [Code; 4] = [
    check_codes::PARENT_IN_OTHER_DOMAIN,
    check_codes::POST_IN_OTHER_DOMAIN,
    check_codes::RANK_OF_OTHER_DOMAIN,
    check_codes::DUPLICATE_DOMAIN,
];

fn is_no_tenant(problem: &Problem) -> bool {
    problem.code == source_codes::NO_TENANT
}

/// The folder as it would be.
///
/// # Errors
/// A file that cannot be changed in place.
fn merged(before: &Before, outcome: &Outcome) -> Result<BTreeMap<String, String>, Vec<Problem>> {
    let manner = import::Manner {
        rules: Rules {
            // What a list clears is meant to be cleared.
            empty: Empty::Written,
            ..Rules::default()
        },
        first_domain: before.first_domain.clone(),
        layout: match before.has_schema {
            true => import::Layout::default(),
            false => import::Layout {
                schema: None,
                ..import::Layout::default()
            },
        },
        ..import::Manner::default()
    };
    merge::folder(&before.texts, &outcome.sections, &manner)
}

/// A file that changes, and by how many lines.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Changed {
    file: String,
    added: usize,
    removed: usize,
    is_new: bool,
}

impl Changed {
    fn new(name: &str, old: Option<&String>, new: &str) -> Changed {
        let mut changed = Changed {
            file: name.to_owned(),
            added: 0,
            removed: 0,
            is_new: old.is_none(),
        };
        let old = old.map_or("", String::as_str);
        let diff = TextDiff::configure()
            .algorithm(Algorithm::Patience)
            .timeout(COUNTING)
            .diff_lines(old, new);
        for change in diff.iter_all_changes() {
            match change.tag() {
                ChangeTag::Insert => changed.added += 1,
                ChangeTag::Delete => changed.removed += 1,
                ChangeTag::Equal => {}
            }
        }
        changed
    }
}

/// What an import comes to.
struct Told<'a> {
    table: &'a Table,
    layout: &'a Layout,
    outcome: &'a Outcome,
    gone: &'a [Gone],
    changes: &'a [Changed],
    /// Whether the folder is a configuration that can be used as it is.
    has_tenant: bool,
}

impl Told<'_> {
    fn tell(&self, request: &Request, output: &Output) {
        let Told {
            table,
            layout,
            outcome,
            gone,
            changes,
            has_tenant,
        } = *self;
        let language = output.language();
        let options = preview::Options {
            rows: request.rows,
            width: preview::WIDTH,
            show_sensitive: request.show_sensitive,
            language,
        };
        if output.format() == Format::Json {
            let mut view = preview::view(outcome, layout.what, options);
            view["dryRun"] = request.dry_run.into();
            let files = changes.iter().map(|change| {
                json!({"file": change.file, "added": change.added, "removed": change.removed,
                   "new": change.is_new})
            });
            view["files"] = files.collect::<Value>();
            let gone = gone
                .iter()
                .map(|Gone { member, orgs }| json!({"member": member, "orgs": orgs}));
            view["postsGone"] = gone.collect::<Value>();
            view["hasTenant"] = has_tenant.into();
            output.json(&view);
            return;
        }
        let mut text = preview::read_as(table, outcome, layout.what, language);
        text.push('\n');
        if request.dry_run {
            text.push('\n');
            text.push_str(&preview::preview(outcome, layout.what, options));
            text.push('\n');
        }
        if let Some(gone) = preview::posts_gone(gone, language) {
            text.push_str(&gone);
            text.push('\n');
        }
        text.push_str(&sheets::changes(changes.len(), request.dry_run, language));
        text.push('\n');
        for change in changes {
            let Changed {
                file,
                added,
                removed,
                is_new,
            } = change;
            let file = crate::report::escape::terminal(file);
            text.push_str(&sheets::file_changes(
                &file, *added, *removed, *is_new, language,
            ));
            text.push('\n');
        }
        if !has_tenant {
            let folder = quoted(&request.out);
            let folder = crate::report::escape::terminal(&folder);
            text.push_str(&sheets::no_tenant(&folder, language));
            text.push('\n');
        }
        output.data(&text);
    }
}
