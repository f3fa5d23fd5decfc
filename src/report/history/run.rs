use serde_json::{Value, json};

use super::account::{Standing, by, steps, time};
use crate::plan::{Gate, Plan};
use crate::report::escape;
use crate::report::plan::{changes, without_personal_data};
use crate::report::run::action;
use crate::report::words::{Language, history as words, phrases};
use crate::store::journal::{Line, Record};

/// Gates that held only because somebody allowed more.
fn lifted(plan: &Plan) -> impl Iterator<Item = (&Gate, u32)> {
    let gates = plan.gates.iter().filter(|gate| gate.is_exceeded());
    gates.filter_map(|gate| Some((gate, gate.allowed?)))
}

/// One run as text: who, when, how it ended, then each step with its call, what became of
/// it, and what it changed. Personal data is masked unless `show_sensitive`.
pub fn text(record: &Record, show_sensitive: bool, language: Language) -> String {
    let head = &record.head;
    let plan = &head.plan;
    let safe = |text: &str| escape::terminal(text).into_owned();
    let done = record.past().done.len();
    let standing = Standing::of(record);
    let mut out = format!("{}  {}\n", safe(&head.run), safe(&head.tenant));
    let undoes =
        (head.undoes.as_deref()).map_or_else(String::new, |run| words::takes_back(run, language));
    let mut lines = vec![
        format!(
            "{}  {}{}",
            time(head.started_at),
            by(&head.by, language),
            undoes
        ),
        words::came(done, plan.steps.len(), standing, language),
    ];
    for line in &record.lines {
        if let Line::Resumed(resumed) = line {
            lines.push(words::resumed(
                &time(resumed.at),
                &by(&resumed.by, language),
                language,
            ));
        }
    }
    if record.torn {
        lines.push(words::torn(language).to_owned());
    }
    for line in &lines {
        out.push_str(&format!("  {}\n", safe(line)));
    }
    let lifted: Vec<String> = lifted(plan)
        .map(|(gate, allowed)| {
            words::allowed(&gate.kind, &gate.action, allowed, gate.count, language)
        })
        .collect();
    block(&mut out, words::limits_lifted(language), &lifted);
    let seen: Vec<String> = (record.lines.iter())
        .filter_map(|line| match line {
            Line::Seen(seen) => Some(format!("{} {}", seen.object, seen.property)),
            _ => None,
        })
        .collect();
    block(&mut out, words::seen(language), &seen);
    let told = steps(record);
    for step in &plan.steps {
        let told = told.get(&step.n).cloned().unwrap_or_default();
        let mut what = told.outcome(language).to_owned();
        if told.attempts > 1 {
            what.push_str(&format!(
                "{}{}",
                phrases::comma(language),
                words::attempts(told.attempts, language)
            ));
        }
        if let Some(at) = told.at {
            what.push_str(&format!("  {}", time(at)));
        }
        out.push_str(&format!(
            "\n{:>4} {}{}{what}\n",
            step.n,
            action(step, language),
            phrases::colon(language)
        ));
        let call = told.call.unwrap_or_else(|| step.request.call());
        out.push_str(&format!("      {}\n", safe(&call)));
        if let Some(said) = &told.said {
            out.push_str(&format!("      {}\n", safe(said)));
        }
        for line in changes(plan, step, show_sensitive, language) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

fn block(out: &mut String, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    out.push_str(&format!("\n{heading}\n"));
    for line in lines {
        out.push_str(&format!("  {}\n", escape::terminal(line)));
    }
}

/// The same for programs.
pub fn json(record: &Record, show_sensitive: bool) -> Value {
    let head = &record.head;
    let masked;
    let plan = if show_sensitive {
        &head.plan
    } else {
        masked = without_personal_data(&head.plan);
        &masked
    };
    let told = steps(record);
    let steps: Vec<Value> = (plan.steps.iter())
        .map(|step| {
            let told = told.get(&step.n).cloned().unwrap_or_default();
            json!({
                "n": step.n,
                "op": step.op,
                "kind": step.kind,
                "key": step.key,
                "name": step.name,
                "call": told.call,
                "attempts": told.attempts,
                "fate": told.fate,
                "at": told.at,
                "id": told.id,
                "said": told.said,
                "changes": step.changes,
            })
        })
        .collect();
    let lifted: Vec<&Gate> = lifted(plan).map(|(gate, _)| gate).collect();
    let lines = |wanted: fn(&Line) -> bool| -> Vec<&Line> {
        record.lines.iter().filter(|line| wanted(line)).collect()
    };
    json!({
        "run": head.run,
        "tenant": head.tenant,
        "startedAt": head.started_at,
        "by": head.by,
        "meibo": head.meibo,
        "undoes": head.undoes,
        "planHash": head.plan.hash,
        "ended": Standing::of(record),
        "torn": record.torn,
        "allowed": lifted,
        "resumed": lines(|line| matches!(line, Line::Resumed(_))),
        "seen": lines(|line| matches!(line, Line::Seen(_))),
        "steps": steps,
    })
}
