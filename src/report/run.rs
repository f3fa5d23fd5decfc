//! A run as it goes on and as it ended, in words.

use std::time::Duration;

use crate::apply::{Event, Fate, Outcome, Verification};
use crate::directory::Kind;
use crate::live;
use crate::plan::{Plan, Step};

use super::escape;
use super::words::phrases::{self, count, duration};

/// One line for an event; `None` for those that are not worth one.
pub fn line(event: &Event<'_>) -> Option<String> {
    Some(match event {
        Event::Started { steps, eta } => format!(
            "Applying {}, about {}.",
            count(*steps, "call", "calls"),
            duration(eta.as_secs_f64())
        ),
        Event::Finished {
            step,
            fate,
            done,
            steps,
            ..
        } => format!(
            "{done:>w$}/{steps} {}{}",
            action(step),
            end(fate),
            w = width(*steps)
        ),
        Event::Looking { step, after, why } => format!(
            "{}: looked at in {} whether it was done: {}",
            action(step),
            duration(after.as_secs_f64()),
            escape::terminal(why)
        ),
        Event::Repeating { step, after, why } if after.is_zero() => format!(
            "{}: it was not done and is sent again: {}",
            action(step),
            escape::terminal(why)
        ),
        Event::Repeating { step, after, why } => format!(
            "{}: sent again in {}: {}",
            action(step),
            duration(after.as_secs_f64()),
            escape::terminal(why)
        ),
        Event::Settling { objects, time } => format!(
            "{} not to be seen yet as written; read again in {}.",
            count(*objects, "object", "objects"),
            duration(time.as_secs_f64())
        ),
        Event::Verifying { done: 0, objects } => {
            format!("Reading back {}.", count(*objects, "object", "objects"))
        }
        Event::Waiting { .. } | Event::Sending { .. } | Event::Verifying { .. } => return None,
    })
}

/// What a step does, for a line: `create org sales-1 営業1課`.
pub fn action(step: &Step) -> String {
    let name = escape::terminal(&step.name);
    let key = escape::terminal(&step.key);
    let mut text = format!(
        "{} {} {key}",
        escape::terminal(phrases::op(&step.op)),
        escape::terminal(phrases::kind(&step.kind))
    );
    if !name.is_empty() && name != key {
        text.push(' ');
        text.push_str(&name);
    }
    text
}

fn end(fate: &Fate) -> &'static str {
    match fate {
        Fate::Done { .. } => "",
        Fate::Refused { .. } => ": refused",
        Fate::Unknown { .. } => ": not known whether it was done",
        Fate::NotSent(_) => ": not sent",
    }
}

fn width(steps: usize) -> usize {
    steps.to_string().len()
}

/// At the end of a run on a tenant that takes long to read.
pub const NOT_READ_AGAIN: &str = "The tenant as a whole was not read again, since that takes over a minute: `meibo drift` does it, or apply with --recheck.";

/// How a run ended, in one or two lines.
pub fn summary(plan: &Plan, outcome: &Outcome, verification: &Verification) -> String {
    let Outcome { elapsed, .. } = outcome;
    let steps = plan.steps.len();
    let done = outcome.done();
    let time = duration(rounded(*elapsed));
    let mut text = if done == steps {
        format!("Applied all {} in {time}.", count(steps, "call", "calls"))
    } else {
        format!(
            "Applied {done} of {} in {time}.",
            count(steps, "call", "calls")
        )
    };
    if verification.good > 0 {
        text.push_str(&format!(
            " Read back {}: as written.",
            count(verification.good, "object", "objects")
        ));
    }
    if verification.settling > 0 {
        text.push_str(&format!(
            " {} still settling.",
            count(verification.settling, "object is", "objects are")
        ));
    }
    text.push('\n');
    text
}

fn rounded(elapsed: Duration) -> f64 {
    (elapsed.as_secs_f64() * 10.0).round() / 10.0
}

/// A run that goes on waits for what may still be under way.
pub fn under_way(time: Duration) -> String {
    format!(
        "Waiting {}: a call of the run that ended may still be under way.",
        duration(time.as_secs_f64().ceil())
    )
}

/// How reading a tenant goes on, for a bar; `None` for what its numbers show.
pub fn reading(event: &live::Event) -> Option<String> {
    Some(match event {
        live::Event::Call { .. } => return None,
        live::Event::Listed { what, items, .. } => {
            let kind = match what {
                live::What::Members => Kind::Member,
                live::What::Orgs => Kind::Org,
                live::What::Groups => Kind::Group,
                live::What::Ranks(kind) => Kind::from(*kind),
            };
            format!("reading {}: {items}", phrases::kinds(kind.name()))
        }
        live::Event::Group { done, of } => format!("reading who is in the groups: {done}/{of}"),
        live::Event::LookedUp { done, of } => format!("looking up members: {done}/{of}"),
    })
}

/// The time left, for a bar: `0:14 left`; nothing where it is not known.
pub fn left(time: Duration) -> String {
    let seconds = time.as_secs() + u64::from(time.subsec_millis() >= 500);
    match seconds {
        0 => String::new(),
        seconds if seconds >= 3600 => format!(
            "{}:{:02}:{:02} left",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        ),
        seconds => format!("{}:{:02} left", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_reads_like_a_clock() {
        for (millis, text) in [
            (0, ""),
            (400, ""),
            (13_600, "0:14 left"),
            (75_000, "1:15 left"),
            (3_725_000, "1:02:05 left"),
        ] {
            assert_eq!(left(Duration::from_millis(millis)), text);
        }
    }
}
