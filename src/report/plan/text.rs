use std::fmt::Write as _;

use super::change::{Row, Style};
use super::ink::{Ink, Sign};
use super::object::{Object, Section, sections};
use super::spoken::spoken;
use super::value::Speaker;
use super::{risk, times, verdict};
use crate::plan::Plan;
use crate::report::escape;
use crate::report::width::{self, pad};
use crate::report::words;
use crate::report::words::phrases::{self, count, duration, number};
use crate::source::{Problem, Severity};

/// What the report is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headline {
    /// What will be done.
    #[default]
    Plan,
    /// What differs.
    Drift,
}

/// How a plan is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct View {
    /// What the report is for.
    pub headline: Headline,
    /// Write escape sequences for colour; nothing is said by colour alone.
    pub colour: bool,
    /// Show personal data in the clear.
    pub show_sensitive: bool,
    /// Show everything, however long.
    pub full: bool,
}

/// Plans that touch more objects than this are shown as the first few of each kind.
const MANY: usize = 300;
/// So do plans that change more properties than this.
const MANY_CHANGES: usize = 1500;
/// How many objects of a kind are shown then.
const FIRST: usize = 20;
/// Keys wider than this do not push the names of the others to the right.
const KEY_COLUMNS: usize = 24;

/// The plan as text for a terminal or a log: the verdict first, then what is at risk,
/// then the changes by kind and object.
pub fn text(plan: &Plan, view: &View) -> String {
    let ink = Ink { on: view.colour };
    let speaker = Speaker {
        plan,
        full: view.full,
    };
    let style = Style {
        speaker,
        ink,
        show_sensitive: view.show_sensitive,
        creating: false,
    };
    let sections = sections(plan);
    let mut out = String::new();
    line(&mut out, &ink.strong(&verdict::line(plan, view.headline)));

    let risks = risk::lines(plan, &sections, style);
    block(&mut out, ink, "Risks", &risks);
    block(&mut out, ink, "Problems", &problems(plan, speaker, ink));

    let objects: usize = sections.iter().map(|section| section.objects.len()).sum();
    let changes: usize = plan.steps.iter().map(|step| step.changes.len()).sum();
    let first = if view.full || (objects <= MANY && changes <= MANY_CHANGES) {
        usize::MAX
    } else {
        FIRST
    };
    for section in &sections {
        line(&mut out, "");
        line(&mut out, &ink.strong(&heading(section)));
        let columns = key_columns(section);
        for object in section.objects.iter().take(first) {
            show(&mut out, object, columns, style);
        }
        let hidden = section.objects.len().saturating_sub(first);
        if hidden > 0 {
            line(&mut out, &format!("  {}", phrases::and_more(hidden)));
        }
    }
    if view.full {
        block(&mut out, ink, phrases::CALLS, &times::lines(plan, speaker));
    }
    footer(&mut out, plan, ink);
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end_matches(' '));
    out.push('\n');
}

fn block(out: &mut String, ink: Ink, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    line(out, "");
    line(out, &ink.strong(heading));
    for text in lines {
        line(out, text);
    }
}

/// `members: 3 to create, 2 to change`
fn heading(section: &Section<'_>) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for object in &section.objects {
        let op = object.op();
        // One call gives keys to many.
        let weight = match object.kind {
            "externalKeys" => object.steps.iter().map(|step| step.changes.len()).sum(),
            _ => 1,
        };
        match counts.iter_mut().find(|(known, _)| *known == op) {
            Some((_, n)) => *n += weight,
            None => counts.push((op, weight)),
        }
    }
    let parts: Vec<String> = counts
        .iter()
        .map(|(op, n)| format!("{} to {}", number(*n), phrases::op(op)))
        .collect();
    format!(
        "{}: {}",
        escape::terminal(&phrases::kinds(section.kind)),
        escape::terminal(&parts.join(", "))
    )
}

fn key_columns(section: &Section<'_>) -> usize {
    section
        .objects
        .iter()
        .map(|object| width::width(&escape::terminal(object.key)))
        .filter(|columns| *columns <= KEY_COLUMNS)
        .max()
        .unwrap_or(0)
}

fn show(out: &mut String, object: &Object<'_>, columns: usize, style: Style<'_>) {
    if object.kind == "externalKeys" {
        return show_keys(out, object, style);
    }
    let ink = style.ink;
    let key = escape::terminal(object.key);
    let name = style
        .speaker
        .name(object.kind, object.key)
        .or_else(|| {
            let name = object.steps.iter().find_map(|step| {
                (!step.name.is_empty() && step.name != object.key).then_some(&step.name)
            })?;
            Some(escape::terminal(name).into_owned())
        })
        .unwrap_or_default();
    let mut title = format!("  {} {}", ink.sign(object.sign()), pad(&key, columns));
    if !name.is_empty() {
        let _ = write!(title, "  {}", ink.strong(&name));
    }
    if !matches!(object.op(), "create" | "update" | "delete" | "move") {
        let _ = write!(title, "  [{}]", escape::terminal(phrases::op(object.op())));
    }
    if let Some(source) = object.steps.iter().find_map(|step| step.source.as_ref()) {
        let place = format!("{}:{}", escape::terminal(&source.file), source.line);
        let _ = write!(title, "  {}", ink.faint(&place));
    }
    line(out, &title);

    let style = Style {
        creating: object.op() == "create",
        ..style
    };
    let rows: Vec<Row> = object
        .changes()
        .iter()
        .flat_map(|change| style.rows(change))
        .collect();
    let labels = rows
        .iter()
        .filter(|row| row.depth == 0)
        .map(|row| width::width(&row.label))
        .filter(|columns| *columns <= KEY_COLUMNS)
        .max()
        .unwrap_or(0);
    for row in &rows {
        line(out, &row_text(row, labels, ink));
    }
    if !object.is_risk() {
        for said in risk::consequences(object) {
            line(
                out,
                &format!("      {} {}", ink.sign(Sign::Risk), spoken(said, style)),
            );
        }
        for said in risk::reasons(object) {
            line(out, &format!("      {}", ink.faint(&spoken(said, style))));
        }
    }
}

/// One call that gives keys to many objects: each with its name, and the key it had.
fn show_keys(out: &mut String, object: &Object<'_>, style: Style<'_>) {
    let Style { speaker, ink, .. } = style;
    for step in &object.steps {
        let kind = bulk_kind(&step.request.path);
        line(
            out,
            &format!(
                "  {} {}  [{}]",
                ink.sign(object.sign()),
                ink.strong(&count(
                    step.changes.len(),
                    phrases::kind(kind),
                    &phrases::kinds(kind)
                )),
                escape::terminal(phrases::op(&step.op))
            ),
        );
        for change in step.changes.iter().take(speaker.limit()) {
            let mut text = speaker.named(kind, &change.field);
            if !change.from.is_null() {
                let _ = write!(
                    text,
                    " ({})",
                    phrases::was(&speaker.value("", &change.from))
                );
            }
            line(out, &format!("      {text}"));
        }
        let hidden = step.changes.len().saturating_sub(speaker.limit());
        if hidden > 0 {
            line(out, &format!("      {}", phrases::and_more(hidden)));
        }
    }
    for said in risk::reasons(object) {
        let words = spoken(said, style);
        line(out, &format!("      {}", ink.faint(&words)));
    }
}

/// The kind of object that a bulk call names.
fn bulk_kind(path: &str) -> &'static str {
    match path
        .trim_start_matches('/')
        .trim_end_matches("/external-keys")
    {
        "users" => "member",
        "orgunits" => "org",
        "groups" => "group",
        "directory/levels" => "level",
        "directory/positions" => "position",
        "directory/user-types" => "userType",
        _ => "",
    }
}

fn row_text(row: &Row, labels: usize, ink: Ink) -> String {
    if row.depth == 0 {
        return if row.text.is_empty() {
            format!("      {}", row.label)
        } else {
            format!("      {}  {}", pad(&row.label, labels), row.text)
        };
    }
    let indent = " ".repeat(6 + 2 * row.depth);
    let text = match (row.label.is_empty(), row.text.is_empty()) {
        (true, _) => row.text.clone(),
        (false, true) => row.label.clone(),
        (false, false) => format!("{}  {}", row.label, row.text),
    };
    if row.sign == Sign::Plain {
        format!("{indent}  {text}")
    } else {
        format!("{indent}{} {text}", ink.sign(row.sign))
    }
}

fn problems(plan: &Plan, speaker: Speaker<'_>, ink: Ink) -> Vec<String> {
    let mut sorted: Vec<&Problem> = plan.problems.iter().collect();
    sorted.sort_by_key(|problem| problem.severity);
    let mut lines = Vec::new();
    for problem in sorted.iter().take(speaker.limit()) {
        let level = match problem.severity {
            Severity::Error => ink.alarm("error"),
            Severity::Warning => ink.strong("warning"),
        };
        lines.push(format!(
            "  {level} {}{}: {}",
            problem.code,
            place(problem),
            escape::terminal(&words::message(problem))
        ));
        let remedy = words::remedy(problem);
        if !remedy.is_empty() {
            lines.push(format!("      {}", ink.faint(&escape::terminal(&remedy))));
        }
    }
    let hidden = sorted.len().saturating_sub(speaker.limit());
    if hidden > 0 {
        lines.push(format!("  {}", phrases::and_more(hidden)));
    }
    lines
}

fn place(problem: &Problem) -> String {
    let place = &problem.place;
    let mut text = String::new();
    if let Some(object) = &place.object {
        let _ = write!(text, " {}", escape::terminal(object));
    }
    if let Some(property) = &place.property {
        let _ = write!(text, " {}", escape::terminal(property));
    }
    if let Some(file) = &place.file {
        let _ = write!(text, " ({}", escape::terminal(file));
        if let Some((at, _)) = place.at {
            let _ = write!(text, ":{at}");
        }
        text.push(')');
    }
    text
}

fn footer(out: &mut String, plan: &Plan, ink: Ink) {
    let unmanaged: Vec<String> = plan
        .unmanaged
        .iter()
        .filter(|(_, n)| **n > 0)
        .map(|(kind, n)| {
            escape::terminal(&count(
                *n as usize,
                phrases::kind(kind),
                &phrases::kinds(kind),
            ))
            .into_owned()
        })
        .collect();
    if !unmanaged.is_empty() {
        line(out, "");
        line(
            out,
            &format!(
                "Left alone, not in the configuration: {}.",
                unmanaged.join(", ")
            ),
        );
    }
    if plan.steps.is_empty() {
        return;
    }
    for note in &plan.notes {
        line(out, "");
        line(
            out,
            &escape::terminal(&words::said_text(&note.code, &note.params)),
        );
    }
    let schedule = &plan.schedule;
    line(out, "");
    line(
        out,
        &ink.faint(&format!(
            "Takes about {} ({}); no order of these calls takes less than {}: {}.",
            duration(schedule.eta_seconds),
            count(plan.steps.len(), "call", "calls"),
            duration(schedule.lower_bound_seconds),
            escape::terminal(phrases::binding(&schedule.binding)),
        )),
    );
    for faster in &schedule.faster {
        let what = words::said_text(&faster.code, &faster.params);
        let text = phrases::faster(faster.lower_bound_seconds, &what);
        line(out, &ink.faint(&escape::terminal(&text)));
    }
}
