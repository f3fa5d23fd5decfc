//! A run as it goes on and as it ended, in words.

use std::time::Duration;

use crate::apply::{Event, Fate, Outcome, Verification};
use crate::directory::Kind;
use crate::live;
use crate::plan::{Plan, Step};

use super::escape;
use super::words::{Language, phrases, run as words};

/// One line for an event; `None` for those that are not worth one.
pub fn line(event: &Event<'_>, language: Language) -> Option<String> {
    Some(match event {
        Event::Started { steps, eta } => words::applying(*steps, eta.as_secs_f64(), language),
        Event::Finished {
            step,
            fate,
            done,
            steps,
            ..
        } => format!(
            "{done:>w$}/{steps} {}{}",
            action(step, language),
            end(fate, language),
            w = width(*steps)
        ),
        Event::Looking { step, after, why } => words::looking(
            &action(step, language),
            after.as_secs_f64(),
            &escape::terminal(why),
            language,
        ),
        Event::Repeating { step, after, why } if after.is_zero() => {
            words::sent_again(&action(step, language), &escape::terminal(why), language)
        }
        Event::Repeating { step, after, why } => words::sent_again_in(
            &action(step, language),
            after.as_secs_f64(),
            &escape::terminal(why),
            language,
        ),
        Event::Settling { objects, time } => {
            words::settling(*objects, time.as_secs_f64(), language)
        }
        Event::Verifying { done: 0, objects } => words::reading_back(*objects, language),
        Event::Waiting { .. } | Event::Sending { .. } | Event::Verifying { .. } => return None,
    })
}

/// What a step does, for a line: `create org sales-1 営業1課`.
pub fn action(step: &Step, language: Language) -> String {
    let name = escape::terminal(&step.name);
    let key = escape::terminal(&step.key);
    let kind = escape::terminal(phrases::kind(&step.kind, language));
    let mut what = format!("{kind} {key}");
    if !name.is_empty() && name != key {
        what.push(' ');
        what.push_str(&name);
    }
    let op = escape::terminal(&step.op);
    phrases::done_to(&op, &what, language)
}

fn end(fate: &Fate, language: Language) -> &'static str {
    match fate {
        Fate::Done { .. } => "",
        Fate::Refused { .. } => words::refused(language),
        Fate::Unknown { .. } => words::not_known(language),
        Fate::NotSent(_) => words::not_sent(language),
    }
}

fn width(steps: usize) -> usize {
    steps.to_string().len()
}

/// How a run ended, in one or two lines.
pub fn summary(
    plan: &Plan,
    outcome: &Outcome,
    verification: &Verification,
    language: Language,
) -> String {
    let Outcome { elapsed, .. } = outcome;
    let steps = plan.steps.len();
    let mut text = words::applied(outcome.done(), steps, rounded(*elapsed), language);
    if verification.good > 0 {
        text.push_str(&words::as_written(verification.good, language));
    }
    if verification.settling > 0 {
        text.push_str(&words::still_settling(verification.settling, language));
    }
    text.push('\n');
    text
}

fn rounded(elapsed: Duration) -> f64 {
    (elapsed.as_secs_f64() * 10.0).round() / 10.0
}

/// A run that goes on waits for what may still be under way.
pub fn under_way(time: Duration, language: Language) -> String {
    words::under_way(time.as_secs_f64().ceil(), language)
}

/// How reading a tenant goes on, for a bar; `None` for what its numbers show.
pub fn reading(event: &live::Event, language: Language) -> Option<String> {
    Some(match event {
        live::Event::Call { .. } => return None,
        live::Event::Listed { what, items, .. } => {
            let kind = match what {
                live::What::Members => Kind::Member,
                live::What::Orgs => Kind::Org,
                live::What::Groups => Kind::Group,
                live::What::Ranks(kind) => Kind::from(*kind),
            };
            words::reading(kind.name(), items, language)
        }
        live::Event::Group { done, of } => words::reading_groups(done, of, language),
        live::Event::LookedUp { done, of } => words::looking_up(done, of, language),
    })
}

/// The time left, for a bar: `0:14 left`; nothing where it is not known.
pub fn left(time: Duration, language: Language) -> String {
    let seconds = time.as_secs() + u64::from(time.subsec_millis() >= 500);
    let clock = match seconds {
        0 => return String::new(),
        seconds if seconds >= 3600 => format!(
            "{}:{:02}:{:02}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        ),
        seconds => format!("{}:{:02}", seconds / 60, seconds % 60),
    };
    words::left(&clock, language)
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
            assert_eq!(left(Duration::from_millis(millis), Language::En), text);
        }
        let left = left(Duration::from_millis(13_600), Language::Ja);
        assert_eq!(left, "残り 0:14");
    }
}
