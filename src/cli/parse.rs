use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::commands::{self, Exit, Failure, Manner, Output};
use crate::settings::{self, Environment, Flags, Settings};

use super::global::Global;
use super::{
    apply, chart, checklist, completions, docs, drift, explain, export, fmt, history, import, init,
    man, plan, pull, sandbox, schema, show, undo, validate,
};

/// Keeps the directory of a LINE WORKS tenant in git.
///
/// Orgs, members, levels, positions, user types and groups are described in YAML; meibo
/// validates them, plans the fewest calls against the live tenant, and applies them
/// under the service's rate rules.
#[derive(Clone, Debug, Parser)]
#[command(name = "meibo", version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Cli {
    #[command(flatten)]
    global: Global,

    /// What to do
    #[command(subcommand)]
    verb: Verb,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  done, or nothing to do
  1  error
  2  changes or drift, where asked for
  3  refused: a gate, a stale plan, a lock that is held
  4  partly applied";

/// What meibo does.
#[derive(Clone, Debug, Subcommand)]
pub enum Verb {
    /// Write a commented starter folder
    Init(init::Init),
    /// Check a configuration offline and print every problem at once
    Validate(validate::Validate),
    /// Tell what is behind a problem code: the rule, why it exists, a wrong and a right example
    Explain(explain::Explain),
    /// Read the tenant and print what would be changed, in full; changes nothing
    Plan(plan::Plan),
    /// Plan (or load a saved plan), ask, apply, and verify by reading again
    Apply(apply::Apply),
    /// Like plan, for cron: exits with 0 when the tenant is in sync, 2 when it is not
    Drift(drift::Drift),
    /// Tell what was applied: by whom, when, and what became of it
    History(history::History),
    /// Plan what takes a run back, and apply it or save the plan
    Undo(undo::Undo),
    /// Show one object as it is declared, as it is live, and what differs
    Show(show::Show),
    /// Draw the org chart, as text or as a picture
    Chart(chart::Chart),
    /// Print what a person must set in the consoles
    Checklist(checklist::Checklist),
    /// Save what the tenant holds as JSON
    Pull(pull::Pull),
    /// Write what is declared as a list (CSV) that `import --csv` reads back
    Export(export::Export),
    /// Turn what the tenant holds into a folder of YAML, or bring one up to date
    Import(import::Import),
    /// Bring the files of a configuration into the usual style, comments kept
    Fmt(fmt::Fmt),
    /// Print a JSON Schema
    Schema(schema::Schema),
    /// Serve the documented API on this machine, for trying things out
    Sandbox(sandbox::Sandbox),
    /// Print completions for a shell
    Completions(completions::Completions),
    /// Print a manual page
    Man(man::Man),
    /// Print a generated page of the documentation
    #[command(hide = true)]
    Docs(docs::Docs),
}

/// Does what was typed. Never panics to the outside: a fault of meibo itself is exit 1.
pub fn run(args: Vec<OsString>, environment: Environment) -> ExitCode {
    commands::install_panic_hook();
    let ran = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        parse_and_run(args, environment)
    }));
    ExitCode::from(ran.unwrap_or(Exit::Error).code())
}

fn parse_and_run(args: Vec<OsString>, environment: Environment) -> Exit {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => return usage(&error, environment),
    };
    let mut manner = cli.global.manner(&environment);
    if let Some(format) = manner.problems
        && !cli.verb.is_about_problems()
    {
        manner.problems = None;
        let output = Output::new(manner, settings::Color::Never, None);
        return output.finish(Err(commands::format_not_here(format)));
    }
    let (flags, run) = cli.verb.split();
    let flags = Flags {
        color: Some(cli.global.color()),
        ..flags
    };
    let settings = match Settings::read(flags, environment) {
        Ok(settings) => settings,
        Err(problems) => {
            let output = Output::new(manner, settings::Color::Never, None);
            return output.finish(Err(Failure::all(problems)));
        }
    };
    let output = Output::new(manner, settings.color, settings.log.as_deref());
    let ran = run(&settings, &output);
    output.finish(ran)
}

/// What a verb does once settings and output are known.
type Run = Box<dyn FnOnce(&Settings, &Output) -> Result<Exit, Failure>>;

impl Verb {
    /// Whether problems are what it prints, or so much of it that they are worth a form of
    /// their own.
    fn is_about_problems(&self) -> bool {
        matches!(self, Verb::Validate(_) | Verb::Plan(_) | Verb::Drift(_))
    }

    /// The flags that settings are made of, and the rest.
    fn split(self) -> (Flags, Run) {
        let none = Flags::default();
        match self {
            Verb::Init(verb) => {
                let request = verb.request();
                (
                    none,
                    Box::new(move |_, output| commands::init::run(&request, output)),
                )
            }
            Verb::Validate(verb) => {
                let request = verb.request();
                (
                    none,
                    Box::new(move |_, output| commands::validate::run(&request, output)),
                )
            }
            Verb::Explain(verb) => {
                let request = verb.request();
                (
                    none,
                    Box::new(move |_, output| commands::explain::run(&request, output)),
                )
            }
            Verb::Plan(verb) => {
                let (flags, request) = verb.split();
                (
                    flags,
                    Box::new(move |settings, output| {
                        commands::plan::run(&request, settings, output)
                    }),
                )
            }
            Verb::Apply(verb) => {
                let (flags, request) = verb.split();
                (
                    flags,
                    Box::new(move |settings, output| {
                        commands::apply::run(&request, settings, output)
                    }),
                )
            }
            Verb::Drift(verb) => {
                let (flags, request) = verb.split();
                (
                    flags,
                    Box::new(move |settings, output| {
                        commands::drift::run(&request, settings, output)
                    }),
                )
            }
            Verb::History(verb) => {
                let request = verb.request();
                (
                    none,
                    Box::new(move |_, output| commands::history::run(&request, output)),
                )
            }
            Verb::Undo(verb) => {
                let (flags, request) = verb.split();
                (
                    flags,
                    Box::new(move |settings, output| {
                        commands::apply::undo::run(&request, settings, output)
                    }),
                )
            }
            Verb::Show(verb) => {
                let (flags, request) = verb.split();
                (
                    flags,
                    Box::new(move |settings, output| {
                        commands::show::run(&request, settings, output)
                    }),
                )
            }
            Verb::Chart(verb) => {
                let (flags, request) = verb.split();
                (
                    flags,
                    Box::new(move |settings, output| {
                        commands::chart::run(&request, settings, output)
                    }),
                )
            }
            Verb::Checklist(verb) => {
                let (flags, request) = verb.split();
                (
                    flags,
                    Box::new(move |settings, output| {
                        commands::checklist::run(&request, settings, output)
                    }),
                )
            }
            Verb::Pull(verb) => {
                let (flags, request) = verb.split();
                (
                    flags,
                    Box::new(move |settings, output| {
                        commands::pull::run(&request, settings, output)
                    }),
                )
            }
            Verb::Export(verb) => {
                let request = verb.request();
                (
                    none,
                    Box::new(move |_, output| commands::export::run(&request, output)),
                )
            }
            Verb::Import(verb) => {
                if let Some(request) = verb.list() {
                    return (
                        none,
                        Box::new(move |_, output| commands::import::sheet::run(&request, output)),
                    );
                }
                let (flags, request) = verb.split();
                (
                    flags,
                    Box::new(move |settings, output| {
                        commands::import::run(&request, settings, output)
                    }),
                )
            }
            Verb::Fmt(verb) => {
                let request = verb.request();
                (
                    none,
                    Box::new(move |_, output| commands::fmt::run(&request, output)),
                )
            }
            Verb::Schema(verb) => {
                let request = verb.request();
                (
                    none,
                    Box::new(move |_, output| commands::schema::run(request, output)),
                )
            }
            Verb::Sandbox(verb) => {
                let request = verb.request();
                (
                    none,
                    Box::new(move |_, output| commands::sandbox::run(&request, output)),
                )
            }
            Verb::Completions(verb) => (
                none,
                Box::new(move |_, output| {
                    output.bytes(&verb.text());
                    Ok(Exit::Done)
                }),
            ),
            Verb::Man(verb) => (
                none,
                Box::new(move |_, output| {
                    output.bytes(&verb.text());
                    Ok(Exit::Done)
                }),
            ),
            Verb::Docs(verb) => (
                none,
                Box::new(move |_, output| {
                    output.data(&verb.text());
                    Ok(Exit::Done)
                }),
            ),
        }
    }
}

/// Help and version are data; anything else that clap says is a usage error.
fn usage(error: &clap::Error, environment: Environment) -> Exit {
    let color = Settings::read(Flags::default(), environment)
        .map_or(settings::Color::Never, |settings| settings.color);
    let output = Output::new(Manner::default(), color, None);
    let text = error.render().ansi().to_string();
    if error.use_stderr() {
        output.complain(&text);
        output.finish(Ok(Exit::Error))
    } else {
        output.data(&text);
        output.finish(Ok(Exit::Done))
    }
}
