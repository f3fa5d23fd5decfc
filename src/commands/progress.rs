use std::cell::RefCell;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::apply::Event;
use crate::report;
use crate::{apply, live};

use super::Output;

/// How often a moving bar is drawn anew while nothing happens.
const TICK: Duration = Duration::from_millis(120);

/// Shows the reading of a tenant.
pub(super) struct Reader {
    bar: ProgressBar,
}

impl Reader {
    /// A spinner on a terminal, nothing elsewhere: reading takes seconds.
    pub(super) fn new(output: &Output) -> Reader {
        let bar = output.bar();
        bar.set_style(style("{spinner} {msg}"));
        bar.enable_steady_tick(TICK);
        Reader { bar }
    }

    /// Takes the spinner away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.end();
    }
}

impl live::Progress for Reader {
    fn on(&self, event: live::Event) {
        self.bar.set_message(report::run::reading(&event));
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
        match event {
            Event::Started { steps, eta } => {
                bar.set_length(*steps as u64);
                self.left.replace(*eta);
            }
            Event::Sending { step } => bar.set_message(report::run::action(step)),
            Event::Finished { done, left, .. } => {
                bar.set_position(*done as u64);
                self.left.replace(*left);
            }
            Event::Verifying { done, objects } => {
                bar.set_length(*objects as u64);
                bar.set_position(*done as u64);
                bar.set_message("reading back");
                self.left.replace(Duration::ZERO);
            }
            Event::Repeating { .. } | Event::Settling { .. } => {
                if let Some(line) = report::run::line(event) {
                    bar.println(line);
                }
            }
            Event::Waiting { .. } => {}
        }
        bar.set_prefix(report::run::left(*self.left.borrow()));
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
                if let Some(line) = report::run::line(event) {
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
