//! The only place that writes to standard output and standard error: results to the one,
//! everything else to the other.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};

use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget};
use tracing_subscriber::EnvFilter;

use crate::import;
use crate::plan::Plan;
use crate::report;
use crate::report::problems::{ProblemsView, github, junit, sarif, view};
use crate::report::words::{Language, prompts};
use crate::settings::Color;
use crate::source::{Files, Place, Problem, Severity};

use super::{Exit, Failure, Format, Manner, ProblemFormat};

/// Where a run writes. Nothing it writes fails: a reader that went away (`| head`) is a
/// normal end, and any other fault of standard output is told once, at the end.
#[derive(Debug)]
pub struct Output {
    manner: Manner,
    color_out: bool,
    color_err: bool,
    fault: Mutex<Option<io::Error>>,
    /// The problems told so far, where they are printed for another program at the end.
    told: Mutex<ProblemsView>,
}

impl Output {
    /// Opens both streams and starts the log. `log` is the environment's own filter.
    pub fn new(manner: Manner, color: Color, log: Option<&str>) -> Output {
        let chosen = |is_terminal: bool| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_terminal,
        };
        let output = Output {
            manner,
            color_out: chosen(io::stdout().is_terminal()),
            color_err: chosen(io::stderr().is_terminal()),
            fault: Mutex::new(None),
            told: Mutex::default(),
        };
        start_log(manner, log);
        output
    }

    /// How results are written.
    pub fn format(&self) -> Format {
        self.manner.format
    }

    /// The language people are spoken to in.
    pub fn language(&self) -> Language {
        self.manner.language
    }

    /// Whether warnings count as errors.
    pub fn denies_warnings(&self) -> bool {
        self.manner.denies_warnings
    }

    /// Whether everything is to be shown, however long.
    pub fn is_talkative(&self) -> bool {
        self.manner.verbosity > 0
    }

    /// Whether results may hold colour.
    pub fn color(&self) -> bool {
        self.color_out
    }

    /// Writes a result. Beside a document for another program it is only told.
    pub fn data(&self, text: &str) {
        if self.manner.problems.is_some_and(ProblemFormat::is_document) {
            return self.note(text);
        }
        self.print(text);
    }

    fn print(&self, text: &str) {
        let choice = if self.color_out {
            ColorChoice::AlwaysAnsi
        } else {
            ColorChoice::Never
        };
        self.write(|| {
            let mut out = AutoStream::new(io::stdout().lock(), choice);
            out.write_all(text.as_bytes())?;
            out.flush()
        });
    }

    /// Writes a result that is not for terminals.
    pub fn bytes(&self, bytes: &[u8]) {
        self.write(|| {
            let mut out = io::stdout().lock();
            out.write_all(bytes)?;
            out.flush()
        });
    }

    /// Writes a result as indented JSON.
    pub fn json(&self, value: &impl serde::Serialize) {
        self.write(|| {
            let mut out = io::BufWriter::new(io::stdout().lock());
            serde_json::to_writer_pretty(&mut out, value)?;
            out.write_all(b"\n")?;
            out.flush()
        });
    }

    fn write(&self, write: impl FnOnce() -> io::Result<()>) {
        let mut fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        // After a first fault nothing more is tried.
        if fault.is_none() {
            *fault = write().err();
        }
    }

    /// Tells what is going on, unless asked to be quiet.
    pub fn note(&self, text: &str) {
        if !self.manner.quiet {
            self.complain(text);
        }
    }

    /// Tells what is wrong.
    pub fn complain(&self, text: &str) {
        let choice = if self.color_err {
            ColorChoice::AlwaysAnsi
        } else {
            ColorChoice::Never
        };
        let mut err = AutoStream::new(io::stderr().lock(), choice);
        // There is nowhere left to tell it.
        let _ = err.write_all(text.as_bytes());
        if !text.ends_with('\n') {
            let _ = err.write_all(b"\n");
        }
    }

    /// Tells of problems: where, what, and what to do. Warnings are left out where quiet
    /// was asked for.
    pub fn problems(&self, problems: &[Problem], files: &Files) {
        self.findings(problems, 0, files);
    }

    /// The same of a configuration that allows itself some warnings, which are counted.
    pub fn findings(&self, problems: &[Problem], allowed: usize, files: &Files) {
        let errors: Vec<Problem>;
        let (problems, allowed) = if self.manner.quiet {
            errors = problems
                .iter()
                .filter(|problem| problem.severity == Severity::Error)
                .cloned()
                .collect();
            (errors.as_slice(), 0)
        } else {
            (problems, allowed)
        };
        let resolve = |place: &Place| files.resolve(place);
        if self.manner.problems.is_some() {
            let mut view = view(problems, &resolve, self.manner.language);
            view.allowed = allowed;
            let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
            *told = std::mem::take(&mut *told).and(view.below(files.folder()));
            return;
        }
        let usual = report::problems::TextOptions::default();
        let options = report::problems::TextOptions {
            color: self.color_err,
            allowed,
            most: self.manner.most.or(usual.most),
            language: self.manner.language,
            ..usual
        };
        let text = report::problems::render(problems, &resolve, &options);
        if !text.is_empty() {
            self.complain(&text);
        }
    }

    /// Tells of the problems of a plan, which shows them itself where it is for people.
    pub fn problems_of_plan(&self, plan: &Plan, files: &Files) {
        if self.manner.problems.is_some() {
            self.findings(&plan.problems, plan.allowed as usize, files);
        }
    }

    /// Writes what was told of problems for another program.
    fn print_told(&self, format: ProblemFormat) {
        let told = std::mem::take(&mut *self.told.lock().unwrap_or_else(PoisonError::into_inner));
        let language = self.manner.language;
        match format {
            ProblemFormat::Github => self.print(&github(&told, self.manner.most, language)),
            ProblemFormat::Sarif => self.json(&sarif(&told, language)),
            ProblemFormat::Junit => self.print(&junit(&told, language)),
        }
    }

    /// A bar on a terminal; hidden elsewhere, and when asked to be quiet.
    pub fn bar(&self) -> ProgressBar {
        let target = if self.shows_bars() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        ProgressBar::with_draw_target(None, target)
    }

    /// Whether progress is a bar rather than lines.
    pub fn shows_bars(&self) -> bool {
        !self.manner.quiet && self.manner.verbosity == 0 && io::stderr().is_terminal()
    }

    /// Whether somebody can be asked.
    pub fn can_ask(&self) -> bool {
        self.manner.may_ask && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Asks a question that `yes` alone (or its Japanese) answers with yes; `None` where nobody can be asked.
    pub fn ask(&self, question: &str) -> Option<bool> {
        if !self.can_ask() {
            return None;
        }
        let mut err = io::stderr().lock();
        let _ = write!(err, "{question} ").and_then(|()| err.flush());
        let mut answer = String::new();
        match io::stdin().read_line(&mut answer) {
            Ok(_) => {
                let answer = answer.trim();
                Some(
                    prompts::YES
                        .iter()
                        .any(|yes| answer.eq_ignore_ascii_case(yes)),
                )
            }
            Err(_) => Some(false),
        }
    }

    /// Ends a run: tells why it failed, and whether standard output could be written.
    pub fn finish(self, ran: Result<Exit, Failure>) -> Exit {
        let exit = match ran {
            Ok(exit) => exit,
            Err(failure) => {
                match self.manner.format {
                    Format::Text => {
                        self.findings(&failure.problems, failure.allowed, &failure.files);
                    }
                    Format::Json => self.json(&report::problems::ProblemsView {
                        allowed: failure.allowed,
                        ..view(
                            &failure.problems,
                            &|place| failure.files.resolve(place),
                            self.manner.language,
                        )
                    }),
                }
                failure.exit
            }
        };
        if let Some(format) = self.manner.problems {
            self.print_told(format);
        }
        let fault = self
            .fault
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        match fault {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                self.complain(&prompts::output_unwritable(error, self.manner.language));
                if exit == Exit::Done {
                    Exit::Error
                } else {
                    exit
                }
            }
            _ => exit,
        }
    }
}

/// Logs to standard error: meibo's own words alone unless asked otherwise, since those of
/// the libraries below may hold headers.
fn start_log(manner: Manner, log: Option<&str>) {
    let filter = match (log, manner.quiet, manner.verbosity) {
        (Some(filter), _, 0) => filter,
        (_, true, _) => "meibo=error",
        (_, false, 0) => "meibo=warn",
        (_, false, 1) => "meibo=info",
        (_, false, 2) => "meibo=debug",
        (_, false, _) => "meibo=trace",
    };
    // Fails where a log was started already, which then goes on.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_writer(io::stderr)
        // Colours are no part of the log: asking for them without the feature is a panic.
        .with_ansi(false)
        .with_target(false)
        // A terminal that was closed must not end a run.
        .log_internal_errors(false)
        .without_time()
        .try_init();
}

/// Lets a panic say where it happened and nothing more: its message could hold a secret.
pub fn install_panic_hook() {
    std::panic::set_hook(Box::new(|panic| {
        // The reader of Excel files gives up on some damaged ones so; that is told as it is.
        if import::sheet::is_reading() {
            return;
        }
        let place = panic.location().map_or_else(String::new, |place| {
            format!(" at {}:{}", place.file(), place.line())
        });
        let _ = writeln!(
            io::stderr().lock(),
            "meibo failed{place}. This is a fault of meibo itself: please report it with this line."
        );
    }));
}
