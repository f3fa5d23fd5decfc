use std::fmt::Write as _;

use super::change::{Row, Style};
use super::ink::{Ink, Sign};
use super::listing::{self, KEY_COLUMNS};
use super::object::{Object, sections};
use super::spoken::spoken;
use super::value::Speaker;
use super::{risk, times, verdict};
use crate::plan::Plan;
use crate::report::escape;
use crate::report::width::{self, pad};
use crate::report::words;
use crate::report::words::{Language, phrases, verdict as fixed};
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
    /// The language.
    pub language: Language,
}

/// The plan as text for a terminal or a log: the verdict first, then what is at risk,
/// then the changes by kind and object.
pub fn text(plan: &Plan, view: &View) -> String {
    let language = view.language;
    let ink = Ink { on: view.colour };
    let speaker = Speaker {
        plan,
        full: view.full,
        language,
    };
    let style = Style {
        speaker,
        ink,
        show_sensitive: view.show_sensitive,
        creating: false,
    };
    let sections = sections(plan);
    let mut out = String::new();
    line(
        &mut out,
        &ink.strong(&verdict::line(plan, view.headline, language)),
    );

    let (risks, cut) = risk::lines(plan, &sections, style);
    block(&mut out, ink, fixed::risks(language), &risks);
    let mut told = problems(plan, speaker, ink);
    if plan.allowed > 0 {
        let allowed = phrases::allowed_of_plan(plan.allowed as usize, language);
        told.push(format!("  {}", ink.faint(&allowed)));
    }
    block(&mut out, ink, fixed::problems(language), &told);

    listing::write(&mut out, plan, &sections, cut, style);
    if view.full {
        block(
            &mut out,
            ink,
            fixed::calls(language),
            &times::lines(plan, speaker),
        );
    }
    footer(&mut out, plan, ink, language);
    out
}

pub(super) fn line(out: &mut String, text: &str) {
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

/// One object with its changes.
pub(super) fn show(out: &mut String, object: &Object<'_>, columns: usize, style: Style<'_>) {
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
        let _ = write!(
            title,
            "  [{}]",
            escape::terminal(phrases::op(object.op(), style.speaker.language))
        );
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
                ink.strong(&phrases::count_kind(
                    step.changes.len(),
                    kind,
                    speaker.language
                )),
                escape::terminal(phrases::op(&step.op, speaker.language))
            ),
        );
        for change in step.changes.iter().take(speaker.limit()) {
            let mut text = speaker.named(kind, &change.field);
            if !change.from.is_null() {
                let _ = write!(
                    text,
                    " ({})",
                    phrases::was(&speaker.value("", &change.from), speaker.language)
                );
            }
            line(out, &format!("      {text}"));
        }
        let hidden = step.changes.len().saturating_sub(speaker.limit());
        if hidden > 0 {
            line(
                out,
                &format!("      {}", phrases::and_more(hidden, speaker.language)),
            );
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

pub(super) fn row_text(row: &Row, labels: usize, ink: Ink) -> String {
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

pub(super) fn problems(plan: &Plan, speaker: Speaker<'_>, ink: Ink) -> Vec<String> {
    let language = speaker.language;
    let mut sorted: Vec<&Problem> = plan.problems.iter().collect();
    sorted.sort_by_key(|problem| problem.severity);
    let mut lines = Vec::new();
    for problem in sorted.iter().take(speaker.limit()) {
        let level = phrases::severity(problem.severity, language);
        let level = match problem.severity {
            Severity::Error => ink.alarm(level),
            Severity::Warning => ink.strong(level),
        };
        lines.push(format!(
            "  {level} {}{}: {}",
            problem.code,
            place(problem),
            escape::terminal(&words::message(problem, language))
        ));
        let remedy = words::remedy(problem, language);
        if !remedy.is_empty() {
            lines.push(format!("      {}", ink.faint(&escape::terminal(&remedy))));
        }
    }
    let (errors, warnings): (Vec<&Problem>, Vec<&Problem>) = sorted
        .into_iter()
        .skip(speaker.limit())
        .partition(|problem| problem.severity == Severity::Error);
    if !(errors.is_empty() && warnings.is_empty()) {
        let more = phrases::problems_not_shown(errors.len(), warnings.len(), language);
        lines.push(format!("  {more}"));
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

fn footer(out: &mut String, plan: &Plan, ink: Ink, language: Language) {
    let unmanaged: Vec<String> = plan
        .unmanaged
        .iter()
        .filter(|(_, n)| **n > 0)
        .map(|(kind, n)| {
            escape::terminal(&phrases::count_kind(*n as usize, kind, language)).into_owned()
        })
        .collect();
    if !unmanaged.is_empty() {
        line(out, "");
        line(out, &fixed::left_alone(&unmanaged, language));
    }
    if plan.steps.is_empty() {
        return;
    }
    for note in &plan.notes {
        line(out, "");
        line(
            out,
            &escape::terminal(&words::said_text(&note.code, &note.params, language)),
        );
    }
    let schedule = &plan.schedule;
    line(out, "");
    line(
        out,
        &ink.faint(&fixed::takes(
            schedule.eta_seconds,
            plan.steps.len(),
            schedule.lower_bound_seconds,
            &escape::terminal(phrases::binding(&schedule.binding, language)),
            language,
        )),
    );
    for faster in &schedule.faster {
        let what = words::said_text(&faster.code, &faster.params, language);
        let text = phrases::faster(faster.lower_bound_seconds, &what, language);
        line(out, &ink.faint(&escape::terminal(&text)));
    }
}
