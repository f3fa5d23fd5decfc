mod going_on;
mod session;
mod signals;
mod turn;
pub mod undo;
mod who;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;

use crate::apply::{self, Caller as _, Cancel, Outcome, Secrets, Verification};
use crate::directory::{self, Directory, Tenant};
use crate::live::Wants;
use crate::plan::Plan;
use crate::report;
use crate::report::plan::Headline;
use crate::settings::Settings;
use crate::source::{Files, Problem, Severity, parent};
use crate::store;
use crate::store::journal::Past;

use self::session::Run;
use self::signals::Signals;
use self::turn::Turn;
use super::again;
use super::codes::{
    ALLOW_WITH_PLAN, DECLINED, FILE_UNREADABLE, FIRST_PASSWORD_MISSING, NOBODY_TO_ASK,
};
use super::configuration::{self, Configuration};
use super::connection::{self, Connection, Purpose, runtime};
use super::judgement;
use super::planning::{self, Wishes};
use super::{Exit, Failure, Format, Output};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The configuration, or a saved plan.
    pub path: PathBuf,
    /// Whether nobody is asked.
    pub yes: bool,
    /// `KIND/KEY`
    pub targets: Vec<String>,
    /// `SECTION.ACTION=N`
    pub allow: Vec<String>,
    /// Whether personal data is shown.
    pub show_sensitive: bool,
    /// Assumed latency of a call, in seconds; absent is the usual one.
    pub latency: Option<f64>,
    /// What of the tenant is read, and how.
    pub wants: Wants,
    /// Whether the tenant is read as a whole at the end, however long that takes.
    pub recheck: bool,
    /// What becomes of a run that did not come to its end.
    pub unfinished: Unfinished,
    /// The run whose lease is taken although it did not give it back.
    pub break_lease: Option<String>,
    /// The folder that journals and the lease are kept in; absent is `.meibo` beside `path`.
    pub store: Option<PathBuf>,
}

/// What becomes of a run that did not come to its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unfinished {
    /// Somebody is asked; nobody there: it is refused to begin another one.
    #[default]
    Ask,
    /// It is taken up.
    Resume,
    /// It is given up.
    Abandon,
}

/// The name plans give the first password of new members.
const FIRST_PASSWORD: &str = "newMemberPassword";

/// Plans (or takes a saved plan), asks, applies, reads back, and plans once more.
///
/// # Errors
/// Everything that keeps it from beginning; what goes wrong later is told and counted in
/// the exit code.
pub fn run(request: &Request, settings: &Settings, output: &Output) -> Result<Exit, Failure> {
    let wishes =
        Wishes::read(&request.targets, request.latency, settings)?.allowing(&request.allow)?;
    let secrets = settings
        .new_member_password
        .iter()
        .fold(Secrets::none(), |secrets, value| {
            secrets.with(FIRST_PASSWORD, value.clone())
        });
    let apply = Apply {
        request,
        settings,
        output,
        secrets,
        cancel: Cancel::default(),
    };
    let made_before = request.unfinished == Unfinished::Resume || is_plan_file(&request.path);
    if made_before && !request.allow.is_empty() {
        return Err(Failure::error(Problem::error(ALLOW_WITH_PLAN)));
    }
    if request.unfinished == Unfinished::Resume {
        apply.resumed()
    } else if is_plan_file(&request.path) {
        apply.saved()
    } else {
        apply.planned(&wishes)
    }
}

/// A configuration is a folder or YAML; any other file is a plan.
fn is_plan_file(path: &Path) -> bool {
    let yaml = path
        .extension()
        .is_some_and(|extension| extension == "yaml" || extension == "yml");
    path.is_file() && !yaml
}

struct Apply<'a> {
    request: &'a Request,
    settings: &'a Settings,
    output: &'a Output,
    secrets: Secrets,
    /// A wish to stop.
    cancel: Cancel,
}

impl Apply<'_> {
    fn planned(&self, wishes: &Wishes) -> Result<Exit, Failure> {
        let Apply {
            request,
            settings,
            output,
            ..
        } = self;
        let configuration = judgement::unless_denied(configuration::load(&request.path)?, output)?;
        output.findings(
            &configuration.warnings,
            configuration.allowed,
            &configuration.files,
        );
        let tenant = &configuration.desired.tenant;
        let turn = self.turn(&tenant.key)?;
        if let Some(open) = self.unfinished(&turn, &tenant.key)? {
            return self.go_on(&turn, &open);
        }
        runtime()?.block_on(async {
            let connection =
                connection::open(settings, &request.path, tenant, Purpose::Write).await?;
            let ended = self.with(&connection, &configuration, wishes, &turn).await;
            self.close(connection).await;
            ended
        })
    }

    async fn with(
        &self,
        connection: &Connection,
        configuration: &Configuration,
        wishes: &Wishes,
        turn: &Turn,
    ) -> Result<Exit, Failure> {
        let (output, wants) = (self.output, self.request.wants);
        let begun = connection.client.elapsed();
        let live = planning::read(&connection.client, configuration, output, wants).await?;
        let took = connection.client.elapsed().saturating_sub(begun);
        let plan = planning::plan(configuration, &live, wishes);
        self.show(&plan);
        let obstacle = planning::obstacle(&plan, output);
        if obstacle.is_some() || plan.steps.is_empty() {
            self.report(&plan, None, &[], &configuration.files);
            return Ok(obstacle.unwrap_or(Exit::Done));
        }
        self.may_begin(&plan)?;
        let _signals = Signals::listen(&self.cancel);
        let (outcome, verification, mut problems) = self
            .execute(Run {
                connection,
                turn,
                run: &turn.run,
                plan: &plan,
                before: &live.directory,
                past: &Past::default(),
                journal: self.begin(turn, &plan)?,
            })
            .await;
        let left = async || {
            let live = planning::read(&connection.client, configuration, output, wants).await?;
            Ok(planning::plan(configuration, &live, wishes))
        };
        self.look_again(&plan, took, left, &mut problems).await;
        self.report(
            &plan,
            Some((&outcome, &verification)),
            &problems,
            &configuration.files,
        );
        Ok(exit_of(&outcome, &problems))
    }

    /// Reads the whole tenant once more, where that is worth it, and tells what is left.
    /// `took` is how long that lasts, `left` reads and plans.
    async fn look_again(
        &self,
        plan: &Plan,
        took: Duration,
        left: impl AsyncFnOnce() -> Result<Plan, Failure>,
        problems: &mut Vec<Problem>,
    ) {
        // Whether anything is left is worth knowing only where nothing else is.
        if !problems.is_empty() {
            return;
        }
        if !again::is_worth_it(took, self.request.recheck) {
            let language = self.output.language();
            self.output
                .note(report::words::run::not_read_again(language));
            return;
        }
        match left().await {
            Ok(left) => problems.extend(again::judge(plan, &left)),
            // What was done is done, and reads by id as written.
            Err(failure) => {
                let warnings = failure.problems.into_iter().map(|problem| Problem {
                    severity: Severity::Warning,
                    ..problem
                });
                problems.extend(warnings);
            }
        }
    }

    fn saved(&self) -> Result<Exit, Failure> {
        let path = &self.request.path;
        let text = fs::read_to_string(path).map_err(|error| {
            Failure::error(
                Problem::error(FILE_UNREADABLE)
                    .with("path", path.display())
                    .with("cause", error),
            )
        })?;
        let plan = apply::load(&text).map_err(Failure::error)?;
        let problems = apply::check_form(&plan, tenant_beside(path).as_deref());
        if !problems.is_empty() {
            return Err(Failure {
                exit: Exit::Refused,
                ..Failure::all(problems)
            });
        }
        self.show(&plan);
        let files = Files::default();
        if judgement::denies(&plan, self.output) {
            self.report(&plan, None, &[], &files);
            return Ok(Exit::Error);
        }
        if plan.steps.is_empty() {
            self.report(&plan, None, &[], &files);
            return Ok(Exit::Done);
        }
        let turn = self.turn(&plan.tenant)?;
        if let Some(open) = self.unfinished(&turn, &plan.tenant)? {
            return self.go_on(&turn, &open);
        }
        self.may_begin(&plan)?;
        runtime()?.block_on(async {
            let tenant = tenant_of(&plan);
            let connection =
                connection::open(self.settings, path, &tenant, Purpose::WriteSaved).await?;
            let mut before = Directory::default();
            let client = &connection.client;
            let mut moved = apply::check_domains(client, &plan).await;
            if moved.is_empty() {
                moved = apply::check_expects(client, &plan, &mut before).await;
            }
            if !moved.is_empty() {
                self.close(connection).await;
                return Err(Failure {
                    exit: Exit::Refused,
                    ..Failure::all(moved)
                });
            }
            let _signals = Signals::listen(&self.cancel);
            let (outcome, verification, problems) = self
                .execute(Run {
                    connection: &connection,
                    turn: &turn,
                    run: &turn.run,
                    plan: &plan,
                    before: &before,
                    past: &Past::default(),
                    journal: self.begin(&turn, &plan)?,
                })
                .await;
            self.close(connection).await;
            self.report(&plan, Some((&outcome, &verification)), &problems, &files);
            Ok(exit_of(&outcome, &problems))
        })
    }

    /// Ends a connection. What became of the run is told whether or not that works.
    async fn close(&self, connection: Connection) {
        if let Err(failure) = connection.close().await {
            self.output.problems(&failure.problems, &failure.files);
        }
    }

    /// One apply at a time on a tenant.
    fn turn(&self, tenant: &str) -> Result<Turn, Failure> {
        let Request {
            path, break_lease, ..
        } = self.request;
        let folder = self.store();
        Turn::take(&folder, path, tenant, self.settings, break_lease.as_deref())
    }

    /// The folder that journals and the lease are kept in.
    fn store(&self) -> PathBuf {
        let Request { path, store, .. } = self.request;
        store.clone().unwrap_or_else(|| store::folder_of(path))
    }

    /// Sees to it that nothing fails half-way for want of a password.
    fn has_secrets(&self, plan: &Plan) -> Result<(), Failure> {
        if self.secrets.missing(plan).is_empty() {
            return Ok(());
        }
        Err(Failure::error(
            Problem::error(FIRST_PASSWORD_MISSING).with("variable", "MEIBO_NEW_MEMBER_PASSWORD"),
        ))
    }

    /// Sees to it that nothing is sent without a yes.
    fn may_begin(&self, plan: &Plan) -> Result<(), Failure> {
        self.has_secrets(plan)?;
        if self.request.yes {
            return Ok(());
        }
        let question = report::words::prompts::apply_this(self.output.language());
        match self.output.ask(question) {
            Some(true) => Ok(()),
            Some(false) => Err(Failure::refused(Problem::error(DECLINED))),
            None => Err(Failure::refused(Problem::error(NOBODY_TO_ASK))),
        }
    }

    fn show(&self, plan: &Plan) {
        // In JSON the plan is part of the one document at the end.
        if self.output.format() == Format::Text {
            planning::show(
                plan,
                Headline::Plan,
                self.request.show_sensitive,
                self.output,
            );
        }
    }

    fn report(
        &self,
        plan: &Plan,
        ended: Option<(&Outcome, &Verification)>,
        problems: &[Problem],
        files: &Files,
    ) {
        let language = self.output.language();
        match self.output.format() {
            Format::Text => {
                self.output.problems(problems, files);
                if let Some((outcome, verification)) = ended {
                    self.output
                        .data(&report::run::summary(plan, outcome, verification, language));
                }
            }
            Format::Json => {
                let plan_json: serde_json::Value =
                    serde_json::from_str(&report::plan::json(plan, self.request.show_sensitive))
                        .unwrap_or_default();
                self.output.json(&json!({
                    "plan": plan_json,
                    "calls": plan.steps.len(),
                    "done": ended.map_or(0, |(outcome, _)| outcome.done()),
                    "elapsedSeconds": ended.map(|(outcome, _)| outcome.elapsed.as_secs_f64()),
                    "readBack": ended.map(|(_, verification)| verification.good),
                    "report": report::problems::view(problems, &|place| files.resolve(place), language),
                }));
            }
        }
    }
}

/// The tenant of the configuration that a plan lies beside, where it lies beside one.
fn tenant_beside(plan: &Path) -> Option<String> {
    let configuration = configuration::load(parent(plan)).ok()?;
    Some(configuration.desired.tenant.key)
}

/// What is known of the tenant of a saved plan. Only paid plans can be written to by API,
/// and their limit is one and the same.
fn tenant_of(plan: &Plan) -> Tenant {
    Tenant {
        key: plan.tenant.clone(),
        plan: directory::Plan::Standard,
        sso: false,
        domains: Vec::new(),
    }
}

fn exit_of(outcome: &Outcome, problems: &[Problem]) -> Exit {
    let failed = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    if outcome.is_complete() && !failed {
        Exit::Done
    } else if outcome.touched_nothing() {
        Exit::Error
    } else {
        Exit::Partial
    }
}
