use std::cell::RefCell;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::apply::Event;
use crate::check::take_out_allowed;
use crate::directory::Policy;
use crate::report;
use crate::source::{Files, Problem};
use crate::{apply, live};

use super::Output;

/// How often a moving bar is drawn anew while nothing happens.
const TICK: Duration = Duration::from_millis(120);

/// Shows the reading of a tenant: calls so far and left, and the time that is left.
pub(super) struct Reader<'a> {
    output: &'a Output,
    policy: &'a Policy,
    /// How many warnings the policy allows, of those told so far.
    allowed: AtomicUsize,
    bar: ProgressBar,
}

impl<'a> Reader<'a> {
    /// A bar on a terminal, nothing elsewhere but what takes minutes.
    pub(super) fn new(output: &'a Output, policy: &'a Policy) -> Reader<'a> {
        let bar = output.bar();
        bar.set_style(style("{spinner} {msg}"));
        bar.enable_steady_tick(TICK);
        Reader {
            output,
            policy,
            allowed: AtomicUsize::new(0),
            bar,
        }
    }

    /// Takes the bar away; how many warnings were not told because they are allowed.
    pub(super) fn end(&self) -> usize {
        self.bar.finish_and_clear();
        self.allowed.load(Ordering::Relaxed)
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        self.end();
    }
}

impl live::Progress for Reader<'_> {
    fn on(&self, event: live::Event) {
        let language = self.output.language();
        if let live::Event::Call { made, left, time } = event {
            if self.bar.length().is_none() {
                self.bar.set_style(style(&format!(
                    "{{bar:30}} {{pos}}/{{len}} {}  {{prefix}}  {{wide_msg}}",
                    report::words::run::calls(language)
                )));
            }
            self.bar.set_length(made + left);
            self.bar.set_position(made);
            self.bar.set_prefix(report::run::left(time, language));
        }
        if let Some(message) = report::run::reading(&event, language) {
            self.bar.set_message(message);
        }
    }

    fn tell(&self, problem: &Problem) {
        let mut problems = vec![problem.clone()];
        let allowed = take_out_allowed(self.policy, &mut problems);
        self.allowed.fetch_add(allowed, Ordering::Relaxed);
        self.bar
            .suspend(|| self.output.problems(&problems, &Files::default()));
    }
}

/// Shows a run: a bar with the time left on a terminal, plain lines elsewhere.
pub(super) struct Runner<'a> {
    output: &'a Output,
    bar: Option<ProgressBar>,
    /// What the bar says besides numbers.
    left: RefCell<Duration>,
}

impl<'a> Runner<'a> {
    pub(super) fn new(output: &'a Output) -> Runner<'a> {
        let bar = output.shows_bars().then(|| {
            let bar = output.bar();
            bar.set_style(style("{bar:30} {pos}/{len}  {prefix}  {wide_msg}"));
            bar.enable_steady_tick(TICK);
            bar
        });
        Runner {
            output,
            bar,
            left: RefCell::new(Duration::ZERO),
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn draw(&self, bar: &ProgressBar, event: &Event<'_>) {
        let language = self.output.language();
        match event {
            Event::Started { steps, eta } => {
                bar.set_length(*steps as u64);
                self.left.replace(*eta);
            }
            Event::Sending { step } => bar.set_message(report::run::action(step, language)),
            Event::Finished { done, left, .. } => {
                bar.set_position(*done as u64);
                self.left.replace(*left);
            }
            Event::Verifying { done, objects } => {
                bar.set_length(*objects as u64);
                bar.set_position(*done as u64);
                bar.set_message(report::words::run::reading_back_now(language));
                self.left.replace(Duration::ZERO);
            }
            Event::Looking { .. } | Event::Repeating { .. } | Event::Settling { .. } => {
                if let Some(line) = report::run::line(event, self.output.language()) {
                    bar.println(line);
                }
            }
            Event::Waiting { .. } => {}
        }
        bar.set_prefix(report::run::left(*self.left.borrow(), language));
    }
}

impl Drop for Runner<'_> {
    fn drop(&mut self) {
        self.end();
    }
}

impl apply::Progress for Runner<'_> {
    fn on(&self, event: &Event<'_>) {
        match &self.bar {
            Some(bar) => self.draw(bar, event),
            None => {
                if let Some(line) = report::run::line(event, self.output.language()) {
                    self.output.note(&line);
                }
            }
        }
    }
}

/// A style of ours, which is known to be well formed; else the library's own.
fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
