//! `meibo undo`: a plan that takes a run back, saved for review or applied at once.

use std::path::PathBuf;

use super::session::Run;
use super::signals::Signals;
use super::turn::Turn;
use super::{Apply, Unfinished, exit_of};
use crate::apply::undo::{self, How, codes};
use crate::apply::{Caller as _, Cancel, Secrets};
use crate::commands::codes::RUN_UNFINISHED;
use crate::commands::configuration::{self, Configuration};
use crate::commands::connection::{self, Connection, Purpose, runtime};
use crate::commands::planning::{self, Wishes};
use crate::commands::{Exit, Failure, Output};
use crate::directory::{Desired, Snapshot};
use crate::live::Wants;
use crate::plan::{self, Plan};
use crate::report;
use crate::settings::Settings;
use crate::source::{Files, Problem};
use crate::store;
use crate::store::journal::{self, Past, Record};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The run: its name, the beginning of it, or the path of its journal.
    pub run: String,
    /// The configuration: says which tenant, and what may not be removed.
    pub path: PathBuf,
    /// Where to save the plan; nothing is applied then.
    pub out: Option<PathBuf>,
    /// Whether nobody is asked.
    pub yes: bool,
    /// Whether what others changed since is taken back too.
    pub force: bool,
    /// `SECTION.ACTION=N`
    pub allow: Vec<String>,
    /// Whether personal data is shown.
    pub show_sensitive: bool,
    /// Assumed latency of a call, in seconds; absent is the usual one.
    pub latency: Option<f64>,
    /// How the tenant is read.
    pub wants: Wants,
    /// Where runs are kept, in place of the folder beside the configuration.
    pub store: Option<PathBuf>,
    /// The run whose lease is taken although it did not give it back.
    pub break_lease: Option<String>,
}

/// Plans what takes a run back, and saves the plan or applies it.
///
/// # Errors
/// A run that is not known, or did not end; what is wrong with the configuration or the
/// tenant; everything that keeps an apply from beginning.
pub fn run(request: &Request, settings: &Settings, output: &Output) -> Result<Exit, Failure> {
    let wishes = Wishes {
        // What was there before has its keys already: there is no declaration to put a hint in.
        hints: false,
        ..Wishes::read(&[], request.latency, settings)?.allowing(&request.allow)?
    };
    let kept = |problem: Box<Problem>| Failure::error(*problem);
    let folder = request.store.clone();
    let folder = folder.unwrap_or_else(|| store::folder_of(&request.path));
    let record = journal::find(&store::Files::new(folder), &request.run).map_err(kept)?;
    // Whether it is going on only the turn on the tenant tells, which saving a plan does not take.
    if record.end().is_none() && request.out.is_some() {
        let problem = Problem::error(codes::NOT_ENDED);
        return Err(Failure::refused(problem.with("run", &record.head.run)));
    }
    let configuration = configuration::load(&request.path)?;
    output.problems(&configuration.warnings, &configuration.files);
    let wanted = &configuration.desired.tenant.key;
    if *wanted != record.head.tenant {
        return Err(Failure::error(
            Problem::error(codes::OTHER_TENANT)
                .with("run", &record.head.run)
                .with("tenant", &record.head.tenant)
                .with("wanted", wanted),
        ));
    }
    let back = Back {
        request,
        settings,
        output,
        wishes,
        record,
        configuration: configuration.desired,
    };
    match &request.out {
        Some(file) => back.saved(file),
        None => back.applied(),
    }
}

struct Back<'a> {
    request: &'a Request,
    settings: &'a Settings,
    output: &'a Output,
    wishes: Wishes,
    record: Record,
    configuration: Desired,
}

impl Back<'_> {
    /// What is declared so, with no file to show places in: it stands in a journal.
    fn declared(desired: Desired) -> Configuration {
        Configuration {
            desired,
            warnings: Vec::new(),
            allowed: 0,
            files: Files::default(),
        }
    }

    async fn read(&self, connection: &Connection) -> Result<Snapshot, Failure> {
        let reading = undo::reading(&self.record, &self.configuration.tenant);
        let (output, wants) = (self.output, self.request.wants);
        planning::read(&connection.client, &Back::declared(reading), output, wants).await
    }

    /// The plan, and the configuration it was made by.
    fn plan(&self, live: &Snapshot) -> (Plan, Configuration) {
        let Desired { tenant, policy, .. } = &self.configuration;
        let how = How {
            force: self.request.force,
        };
        let undo = undo::undo(&self.record, &live.directory, tenant, policy, how);
        let declared = Back::declared(undo.desired);
        let plan = planning::plan(&declared, live, &self.wishes);
        let plan = plan::told(plan, undo.problems, policy, undo.note);
        (plan, declared)
    }

    /// `--out`: nothing is changed.
    fn saved(&self, file: &std::path::Path) -> Result<Exit, Failure> {
        let live = runtime()?.block_on(async {
            let tenant = &self.configuration.tenant;
            let path = &self.request.path;
            let connection = connection::open(self.settings, path, tenant, Purpose::Keep).await?;
            let live = self.read(&connection).await;
            connection.close().await?;
            live
        })?;
        let (plan, _) = self.plan(&live);
        let headline = report::plan::Headline::Plan;
        planning::show(&plan, headline, self.request.show_sensitive, self.output);
        let obstacle = planning::obstacle(&plan, self.output);
        if obstacle != Some(Exit::Error) {
            crate::commands::plan::save(&plan, file)?;
            let saved = report::words::prompts::plan_saved(file.display(), self.output.language());
            self.output.note(&saved);
        }
        Ok(obstacle.unwrap_or(Exit::Done))
    }

    fn applied(&self) -> Result<Exit, Failure> {
        let Request {
            run: _,
            path,
            out: _,
            yes,
            force: _,
            allow,
            show_sensitive,
            latency,
            wants,
            store,
            break_lease,
        } = self.request;
        let request = super::Request {
            path: path.clone(),
            yes: *yes,
            targets: Vec::new(),
            allow: allow.clone(),
            show_sensitive: *show_sensitive,
            latency: *latency,
            wants: *wants,
            recheck: false,
            unfinished: Unfinished::Ask,
            store: store.clone(),
            break_lease: break_lease.clone(),
        };
        let apply = Apply {
            request: &request,
            settings: self.settings,
            output: self.output,
            secrets: Secrets::none(),
            cancel: Cancel::default(),
        };
        let tenant = &self.configuration.tenant;
        let turn = apply.turn(&tenant.key)?;
        // A run that had the turn until now is not the one that was read.
        if self.record.end().is_none() {
            let run = &self.record.head.run;
            let now = journal::read(&*turn.store, &tenant.key, run);
            let now = now.map_err(|problem| Failure::error(*problem))?;
            if now.lines.len() != self.record.lines.len() {
                let problem = Problem::error(codes::NOT_ENDED);
                return Err(Failure::refused(problem.with("run", run)));
            }
        }
        self.nothing_open(&turn)?;
        runtime()?.block_on(async {
            let connection = connection::open(self.settings, path, tenant, Purpose::Write).await?;
            let ended = self.with(&apply, &connection, &turn).await;
            apply.close(connection).await;
            ended
        })
    }

    /// Another run that can be taken up comes first: it goes by what the tenant is.
    fn nothing_open(&self, turn: &Turn) -> Result<(), Failure> {
        let open = turn.latest(&self.configuration.tenant.key)?;
        let open = open.filter(|it| it.is_open() && it.head.run != self.record.head.run);
        match open {
            None => Ok(()),
            Some(open) => {
                let problem = super::going_on::unfinished(&open);
                debug_assert_eq!(problem.code, RUN_UNFINISHED);
                Err(Failure::refused(problem))
            }
        }
    }

    async fn with(
        &self,
        apply: &Apply<'_>,
        connection: &Connection,
        turn: &Turn,
    ) -> Result<Exit, Failure> {
        let begun = connection.client.elapsed();
        let live = self.read(connection).await?;
        let took = connection.client.elapsed().saturating_sub(begun);
        let (plan, declared) = self.plan(&live);
        apply.show(&plan);
        let files = Files::default();
        let obstacle = planning::obstacle(&plan, self.output);
        if obstacle.is_some() || plan.steps.is_empty() {
            apply.report(&plan, None, &[], &files);
            return Ok(obstacle.unwrap_or(Exit::Done));
        }
        apply.may_begin(&plan)?;
        if self.record.end().is_none() {
            super::going_on::give_up(turn, &self.record)?;
        }
        let _signals = Signals::listen(&apply.cancel);
        let (outcome, verification, mut problems) = apply
            .execute(Run {
                connection,
                turn,
                run: &turn.run,
                plan: &plan,
                before: &live.directory,
                past: &Past::default(),
                journal: apply.begin(turn, &plan)?,
            })
            .await;
        let left = async || {
            let live = self.read(connection).await?;
            Ok(planning::plan(&declared, &live, &self.wishes))
        };
        apply.look_again(&plan, took, left, &mut problems).await;
        apply.report(&plan, Some((&outcome, &verification)), &problems, &files);
        Ok(exit_of(&outcome, &problems))
    }
}
