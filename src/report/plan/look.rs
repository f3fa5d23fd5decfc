use serde_json::{Map, Value, json};

use super::change::{Row, Style};
use super::ink::Ink;
use super::json::without_personal_data;
use super::listing::{self, KEY_COLUMNS};
use super::object::{Object, sections};
use super::risk;
use super::spoken::MASK;
use super::text::{View, line, problems, row_text};
use super::value::Speaker;
use crate::plan::look::{LiveSide, Look};
use crate::plan::{Change, PlanRequest, Step};
use crate::report::escape;
use crate::report::width;
use crate::report::words::{look as words, phrases, verdict as fixed};
use crate::world::Method;

/// One object as it is declared, as it is live, and what a plan would change, in the words
/// of a plan.
pub fn look(look: &Look, view: &View) -> String {
    let language = view.language;
    let ink = Ink { on: view.colour };
    let style = Style {
        speaker: Speaker {
            plan: &look.plan,
            full: view.full,
            language,
        },
        ink,
        show_sensitive: view.show_sensitive,
        creating: true,
    };
    let mut out = String::new();
    let kind = phrases::kind(look.kind.name(), language);
    let title = format!("{} {}", escape::terminal(kind), escape::terminal(&look.key));
    let name = ink.strong(&escape::terminal(&look.name));
    line(&mut out, &format!("{title}  {name}"));
    let (declared, live) = (words::declared(language), words::live(language));
    let columns = width::width(declared).max(width::width(live));
    let place = match &look.source {
        Some(source) => format!("{}:{}", escape::terminal(&source.file), source.line),
        None => words::not_declared(language).to_owned(),
    };
    line(
        &mut out,
        &format!("  {}  {place}", width::pad(declared, columns)),
    );
    let stands = match (&look.live, look.is_read) {
        (Some(live), _) => said_of(live, style),
        (None, true) => words::not_live(language).to_owned(),
        (None, false) => words::not_read(language).to_owned(),
    };
    line(
        &mut out,
        &format!("  {}  {stands}", width::pad(live, columns)),
    );

    if let Some(changes) = &look.declared {
        side(&mut out, words::as_declared(language), changes, look, style);
    }
    if let Some(live) = &look.live {
        side(
            &mut out,
            words::as_live(language),
            &live.properties,
            look,
            style,
        );
    }
    if look.is_read {
        differs(&mut out, look, style);
    }
    let told = problems(&look.plan, style.speaker, ink);
    if !told.is_empty() {
        line(&mut out, "");
        line(&mut out, &ink.strong(fixed::problems(language)));
        for text in told {
            line(&mut out, &text);
        }
    }
    out
}

/// `id …, key …, in use`
fn said_of(live: &LiveSide, style: Style<'_>) -> String {
    let language = style.speaker.language;
    let mut parts = vec![words::id(&escape::terminal(live.id.as_str()), language)];
    parts.push(match &live.key {
        Some(key) => words::key(&escape::terminal(key), language),
        None => words::no_key(language).to_owned(),
    });
    let state = live.state.iter();
    parts.extend(state.map(|state| words::state(state, language).to_owned()));
    parts.join(phrases::comma(language))
}

/// The properties of one side.
fn side(out: &mut String, heading: &str, changes: &[Change], look: &Look, style: Style<'_>) {
    line(out, "");
    line(out, &style.ink.strong(heading));
    let step = step(look, changes);
    let object = Object {
        kind: &step.kind,
        key: &step.key,
        steps: vec![&step],
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
    if rows.is_empty() {
        let nothing = phrases::nothing(style.speaker.language);
        line(out, &format!("      {nothing}"));
    }
    for row in &rows {
        line(out, &row_text(row, labels, style.ink));
    }
}

fn step(look: &Look, changes: &[Change]) -> Step {
    Step {
        n: 1,
        at: 0.0,
        op: "create".to_owned(),
        kind: look.kind.name().to_owned(),
        key: look.key.clone(),
        name: look.name.clone(),
        domain: String::new(),
        changes: changes.to_vec(),
        request: PlanRequest {
            method: Method::Get,
            path: String::new(),
            body: None,
        },
        reason: None,
        needs: Vec::new(),
        follows: Vec::new(),
        expects: Vec::new(),
        consequences: Vec::new(),
        reversible: true,
        source: None,
    }
}

/// What a plan would do, as it says it.
fn differs(out: &mut String, look: &Look, style: Style<'_>) {
    let language = style.speaker.language;
    let sections = sections(&look.plan);
    if sections.is_empty() {
        line(out, "");
        let same = match (&look.source, look.goes) {
            (Some(_), _) => words::same(language),
            // It goes, and is at rest already.
            (None, true) => words::goes(language),
            (None, false) => words::left_alone(language),
        };
        line(out, same);
        return;
    }
    line(out, "");
    line(out, &style.ink.strong(words::differs(language)));
    let style = Style {
        creating: false,
        ..style
    };
    let (risks, cut) = risk::lines(&look.plan, &sections, style);
    for risk in &risks {
        line(out, risk);
    }
    listing::write(out, &look.plan, &sections, cut, style);
}

/// The same as a value; personal data masked unless `show_sensitive`.
pub fn look_json(look: &Look, show_sensitive: bool) -> Value {
    let properties = |changes: &[Change]| -> Value {
        let shown = changes.iter().map(|change| {
            let hide = change.sensitive && !show_sensitive && !change.to.is_null();
            let value = if hide { json!(MASK) } else { change.to.clone() };
            (change.field.clone(), value)
        });
        Value::Object(shown.collect::<Map<String, Value>>())
    };
    let declared = look
        .declared
        .as_ref()
        .map(|changes| json!({"source": look.source, "properties": properties(changes)}));
    let live = look.live.as_ref().map(|live| {
        json!({
            "id": live.id,
            "key": live.key,
            "state": live.state,
            "properties": properties(&live.properties),
        })
    });
    let plan = if show_sensitive {
        look.plan.clone()
    } else {
        without_personal_data(&look.plan)
    };
    json!({
        "kind": look.kind.name(),
        "key": look.key,
        "name": look.name,
        "declared": declared,
        "live": live,
        "isRead": look.is_read,
        "steps": plan.steps,
        "problems": plan.problems,
    })
}
