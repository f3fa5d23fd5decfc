use super::change::Style;
use super::ink::Sign;
use super::object::{Object, Section};
use super::spoken::spoken;
use super::value::Speaker;
use crate::plan::{Gate, Plan, Said, Verdict};
use crate::report::escape;
use crate::report::words::phrases::{self, count, number};

/// What must be read before anything else: limits exceeded, removals and what else
/// cannot be taken back without loss, each with what it destroys.
pub(super) fn lines(plan: &Plan, sections: &[Section<'_>], style: Style<'_>) -> Vec<String> {
    let (speaker, ink) = (style.speaker, style.ink);
    let mut lines: Vec<String> = plan
        .gates
        .iter()
        .filter(|gate| gate.verdict == Verdict::Refused)
        .map(|gate| {
            format!(
                "  {} {}",
                ink.sign(Sign::Risk),
                ink.alarm(&escape::terminal(&refused(gate)))
            )
        })
        .collect();
    let risky: Vec<&Object<'_>> = sections
        .iter()
        .flat_map(|section| &section.objects)
        .filter(|object| object.is_risk())
        .collect();
    // Erased for good comes before what can be undone, and that before the rest.
    let mut order: Vec<&Object<'_>> = risky;
    order.sort_by_key(|object| {
        let lost = object.steps.iter().any(|step| !step.reversible);
        match object.op() {
            "forceDelete" => 0,
            "delete" => 1,
            _ if lost => 2,
            _ => 3,
        }
    });
    for object in order.iter().take(speaker.limit()) {
        lines.push(format!(
            "  {} {} {}  {}",
            ink.sign(Sign::Risk),
            escape::terminal(phrases::op(object.op())),
            escape::terminal(phrases::kind(object.kind)),
            ink.strong(&title(object, speaker)),
        ));
        for said in consequences(object) {
            lines.push(format!("      {}", spoken(said, style)));
        }
        if let Some(why) = reasons(object).first() {
            lines.push(format!("      {}", ink.faint(&spoken(why, style))));
        }
    }
    let hidden = order.len().saturating_sub(speaker.limit());
    if hidden > 0 {
        lines.push(format!(
            "    {} of {}",
            phrases::and_more(hidden),
            number(order.len())
        ));
    }
    lines
}

/// An object's key and name (or breadcrumb).
pub(super) fn title(object: &Object<'_>, speaker: Speaker<'_>) -> String {
    let named = speaker.named(object.kind, object.key);
    if speaker.name(object.kind, object.key).is_some() {
        return named;
    }
    match object
        .steps
        .iter()
        .map(|step| step.name.as_str())
        .find(|name| !name.is_empty())
    {
        Some(name) if name != object.key => {
            format!("{named} {}", escape::terminal(name))
        }
        _ => named,
    }
}

/// What the object's steps bring about, each once.
pub(super) fn consequences<'a>(object: &Object<'a>) -> Vec<&'a Said> {
    once(object.steps.iter().flat_map(|step| &step.consequences))
}

/// Why, where it is more than the declaration itself.
pub(super) fn reasons<'a>(object: &Object<'a>) -> Vec<&'a Said> {
    once(
        object
            .steps
            .iter()
            .filter_map(|step| step.reason.as_ref())
            .filter(|said| {
                // What the sign and the changes say already.
                !matches!(
                    said.code.as_str(),
                    "declaredNotLive"
                        | "propertiesDiffer"
                        | "stateDiffers"
                        | "parentDiffers"
                        | "orderOfSiblings"
                )
            }),
    )
}

fn once<'a>(said: impl Iterator<Item = &'a Said>) -> Vec<&'a Said> {
    let mut list: Vec<&Said> = Vec::new();
    for one in said {
        if !list.contains(&one) {
            list.push(one);
        }
    }
    list
}

fn refused(gate: &Gate) -> String {
    let what = match gate.action.as_str() {
        "remove" => "to remove",
        "change" => "to change",
        other => other,
    };
    let ceilings: Vec<String> = [
        gate.max.map(|max| format!("{max} at most")),
        gate.percent.map(|percent| format!("{percent}% at most")),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!(
        "limit exceeded: {} {what} of {}; policy.limits says {}",
        count(
            gate.count as usize,
            phrases::kind(&gate.kind),
            &phrases::kinds(&gate.kind)
        ),
        number(gate.of as usize),
        ceilings.join(" and ")
    )
}
