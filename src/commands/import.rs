mod folder;
pub mod sheet;
mod tenant;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::directory::{Desired, OrgOrder, Tenant};
use crate::import::live::{Imported, Keys, sections};
use crate::import::merge::{self, Merged};
use crate::import::{Layout, Manner, Rules};
use crate::live::Wants;
use crate::report;
use crate::report::words::imported as words;
use crate::settings::Settings;
use crate::source::{Files, Problem, Severity};

use super::codes::IMPORT_REFUSED;
use super::configuration::{self, Configuration};
use super::connection::Purpose;
use super::planning::{self, Side};
use super::{Exit, Failure, Format, Output};
use folder::Target;
pub(super) use folder::{Change, texts};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The folder that is written, or brought up to date.
    pub out: PathBuf,
    /// A snapshot to import instead of the tenant.
    pub live: Option<PathBuf>,
    /// What proposed keys are made of.
    pub keys: Keys,
    /// Whether it is only said what would be written.
    pub dry_run: bool,
    /// Whether personal data is shown in what would be written.
    pub show_sensitive: bool,
    /// Whether nothing is declared that is not declared yet.
    pub declared_only: bool,
    /// Whether what is declared and not in the tenant is taken out.
    pub prune: bool,
    /// Name of the tenant, where nothing says it.
    pub tenant: Option<String>,
    /// `ID` or `ID=MAIL DOMAIN`
    pub domains: Vec<String>,
    /// How the tenant is read.
    pub wants: Wants,
}

/// Turns what is live into a folder of YAML, or brings one up to date.
///
/// # Errors
/// A folder that is no configuration, or one with errors; what is wrong with the tenant; a
/// file that cannot be written, or not be changed so that it says what is meant. Nothing is
/// written then.
pub fn run(request: &Request, settings: &Settings, output: &Output) -> Result<Exit, Failure> {
    let own: Vec<&Path> = request.live.as_deref().into_iter().collect();
    let before = match folder::target(&request.out, &own, request.dry_run)? {
        Target::Fresh => None,
        Target::Configuration => Some(configuration::load(&request.out)?),
    };
    let (tenant, directory) = match &before {
        Some(configuration) => {
            output.problems(&configuration.warnings, &configuration.files);
            let tenant = configuration.desired.tenant.clone();
            (
                tenant,
                read(request, configuration, settings, output)?.directory,
            )
        }
        None => {
            let (tenant, snapshot) = tenant::unknown(request, |tenant| {
                let configuration = Configuration {
                    desired: nothing(tenant),
                    warnings: Vec::new(),
                    allowed: 0,
                    files: Files::default(),
                };
                read(request, &configuration, settings, output)
            })?;
            (tenant, snapshot.directory)
        }
    };
    let desired = before.as_ref().map(|configuration| &configuration.desired);
    let imported = sections(&directory, &tenant, desired, request.keys);
    let existing = before
        .as_ref()
        .map_or_else(BTreeMap::new, |before| folder::texts(&before.files));
    let manner = manner(request, &imported, &tenant, desired, output);
    let Merged {
        files: after,
        account,
    } = merge::merged(&existing, &imported.sections, &manner).map_err(|problems| Failure {
        files: before.map_or_else(Files::default, |before| before.files),
        ..Failure::all(problems)
    })?;
    let result = folder::proven(&after, valid)?;
    let change = folder::Change {
        existing: &existing,
        after: &after,
    };
    match output.format() {
        Format::Text => {
            if request.dry_run {
                output.data(&change.shown(output.color(), request.show_sensitive));
            } else {
                change.write(&request.out)?;
            }
            output.data(&words::summary(
                &words::Summary {
                    folder: &report::escape::terminal(&request.out.display().to_string()),
                    declared: &report::valid(&result, output.language()),
                    written: change.count(),
                    files: after.len(),
                    proposed: &imported.proposed,
                    left: &imported.left,
                    account: &account,
                    dry_run: request.dry_run,
                    fresh: existing.is_empty(),
                },
                output.language(),
            ));
        }
        Format::Json => {
            if !request.dry_run {
                change.write(&request.out)?;
            }
            let proposed: BTreeMap<&str, usize> = imported
                .proposed
                .iter()
                .map(|(kind, count)| (kind.name(), *count))
                .collect();
            output.json(&json!({
                "dryRun": request.dry_run,
                "files": after.keys().collect::<Vec<_>>(),
                "changed": change.names(),
                "objects": words::account_as_json(&account),
                "proposedKeys": proposed,
                "leftOut": words::left_as_json(&imported.left),
            }));
        }
    }
    Ok(Exit::Done)
}

/// What an import comes to, read as a configuration.
///
/// # Errors
/// What is wrong with it: the tenant holds what no configuration may hold.
fn valid(folder: &Path) -> Result<Desired, Failure> {
    match configuration::load(folder) {
        Ok(configuration) => Ok(configuration.desired),
        Err(mut failure) => {
            let problems = &mut failure.problems;
            problems.retain(|problem| problem.severity == Severity::Error);
            problems.insert(0, Problem::error(IMPORT_REFUSED));
            Err(failure)
        }
    }
}

/// Everything of the tenant, from the snapshot or read now.
fn read(
    request: &Request,
    configuration: &Configuration,
    settings: &Settings,
    output: &Output,
) -> Result<crate::directory::Snapshot, Failure> {
    if let Some(file) = &request.live {
        // What was not read is left alone, section by section.
        let key = &configuration.desired.tenant.key;
        return crate::live::load(file, key).map_err(Failure::error);
    }
    let side = Side {
        file: None,
        ahead: None,
        purpose: Purpose::Read,
        wants: request.wants,
    };
    planning::live_state(side, &request.out, configuration, settings, output)
}

fn manner(
    request: &Request,
    imported: &Imported,
    tenant: &Tenant,
    desired: Option<&Desired>,
    output: &Output,
) -> Manner {
    let language = output.language();
    let mut layout = Layout {
        apart: imported.apart.clone(),
        ..Layout::default()
    };
    for (file, lines) in words::heads(language) {
        layout.heads.insert(
            file.to_owned(),
            lines.iter().map(|line| (*line).to_owned()).collect(),
        );
    }
    for (file, lines) in words::tails(language) {
        layout.tails.insert(
            file.to_owned(),
            lines.iter().map(|line| (*line).to_owned()).collect(),
        );
    }
    Manner {
        rules: Rules {
            whole: true,
            declared_only: request.declared_only,
            defaults: imported.defaults.clone(),
            keys: imported.names.clone(),
            ..Rules::default()
        },
        prune: request.prune,
        declared_only: request.declared_only,
        free_order: desired.is_some_and(|it| it.policy.org_order == OrgOrder::Free),
        first_domain: tenant.primary().key.clone(),
        layout,
    }
}

/// A configuration that declares nothing but its tenant.
fn nothing(tenant: &Tenant) -> Desired {
    Desired {
        tenant: tenant.clone(),
        policy: crate::directory::Policy::default(),
        ranks: Vec::new(),
        orgs: Vec::new(),
        members: Vec::new(),
        groups: Vec::new(),
        sibling_lists: Vec::new(),
        rank_lists: Vec::new(),
        sections: std::collections::BTreeSet::new(),
    }
}

/// Where a file of the folder is.
pub(super) fn path_of(folder: &Path, name: &str) -> PathBuf {
    name.split('/')
        .fold(folder.to_owned(), |path, part| path.join(part))
}
