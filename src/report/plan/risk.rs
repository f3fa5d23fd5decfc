use indexmap::IndexMap;

use super::change::Style;
use super::ink::Sign;
use super::object::{Object, Section};
use super::spoken::spoken;
use super::value::Speaker;
use crate::plan::{Plan, Said, Verdict};
use crate::report::escape;
use crate::report::words::{Language, gates, phrases};

/// What must be read before anything else: limits exceeded, removals and what else
/// cannot be taken back without loss, each with what it destroys.
///
/// With it, how many objects at risk are counted only.
pub(super) fn lines(
    plan: &Plan,
    sections: &[Section<'_>],
    style: Style<'_>,
) -> (Vec<String>, usize) {
    let (speaker, ink) = (style.speaker, style.ink);
    let language = speaker.language;
    let mut lines: Vec<String> = plan
        .gates
        .iter()
        .filter(|gate| gate.is_exceeded() || gate.verdict == Verdict::Refused)
        .map(|gate| {
            format!(
                "  {} {}",
                ink.sign(Sign::Risk),
                ink.alarm(&escape::terminal(&gates::exceeded(gate, language)))
            )
        })
        .collect();
    let groups = alike(sections);
    let mut cut = 0;
    let told_of = if speaker.full { usize::MAX } else { TOLD };
    for (alike, named) in groups.iter().zip(names(&groups, speaker)).take(told_of) {
        let Some(first) = alike.first() else {
            continue;
        };
        if alike.len() < TOGETHER {
            for object in alike {
                let what = what(object, phrases::kind(object.kind, language), language);
                let name = ink.strong(&title(object, speaker));
                lines.push(headline(&format!("{what}  {name}"), style));
                lines.extend(told(object, style));
            }
            continue;
        }
        let many = phrases::count_kind(alike.len(), first.kind, language);
        lines.push(headline(&ink.strong(&what(first, &many, language)), style));
        lines.extend(told(first, style));
        for object in alike.iter().take(named) {
            lines.push(format!("        {}", title(object, speaker)));
        }
        if named < alike.len() {
            cut += alike.len() - named;
            let more = phrases::and_more_to(alike.len() - named, first.op(), language);
            lines.push(format!("        {}", escape::terminal(&more)));
        }
    }
    let untold: usize = groups.iter().skip(told_of).map(Vec::len).sum();
    if untold > 0 {
        let all = groups.iter().map(Vec::len).sum();
        let more = phrases::and_more_of(untold, all, language);
        lines.push(format!("    {more}"));
    }
    (lines, cut + untold)
}

/// How many objects of each group are named: all of the small groups before any of the
/// largest is cut, so that a few deletions are not lost beside many.
fn names(groups: &[Vec<&Object<'_>>], speaker: Speaker<'_>) -> Vec<usize> {
    let mut left = if speaker.full { usize::MAX } else { NAMED };
    let mut order: Vec<usize> = (0..groups.len()).collect();
    let size = |group: &usize| groups.get(*group).map_or(0, Vec::len);
    order.sort_by_key(size);
    let mut named = vec![0; groups.len()];
    for group in order {
        let some = size(&group).min(left);
        left -= some;
        if let Some(named) = named.get_mut(group) {
            *named = some;
        }
    }
    named
}

/// How many different things that happen to objects are told of before the rest is counted.
const TOLD: usize = 50;
/// How many objects at risk are named before the rest is counted.
const NAMED: usize = 100;
/// From so many on, objects to which the same happens for the same reason are told of once.
const TOGETHER: usize = 4;

/// The objects at risk, those together to which the very same happens. What is erased for
/// good comes before what can be undone, and that before the rest; a few before many.
fn alike<'s, 'a>(sections: &'s [Section<'a>]) -> Vec<Vec<&'s Object<'a>>> {
    let mut alike: IndexMap<_, Vec<&Object<'_>>> = IndexMap::new();
    let risky = sections.iter().flat_map(|section| &section.objects);
    for object in risky.filter(|object| object.is_risk()) {
        let lost = object.steps.iter().any(|step| !step.reversible);
        let rank = match object.op() {
            "forceDelete" => 0,
            "delete" => 1,
            _ if lost => 2,
            _ => 3,
        };
        let why = reasons(object).first().copied();
        let same = (rank, object.kind, object.op(), consequences(object), why);
        alike.entry(same).or_default().push(object);
    }
    let mut groups: Vec<_> = alike.into_iter().collect();
    groups.sort_by_key(|((rank, ..), objects)| match objects.len() {
        0..TOGETHER => (*rank, 0),
        many => (*rank, many),
    });
    groups.into_iter().map(|(_, objects)| objects).collect()
}

fn headline(what: &str, style: Style<'_>) -> String {
    format!("  {} {what}", style.ink.sign(Sign::Risk))
}

/// `delete org`, `delete 300 members`
fn what(object: &Object<'_>, of: &str, language: Language) -> String {
    escape::terminal(&phrases::done_to(object.op(), of, language)).into_owned()
}

/// What happens to an object, and why.
fn told(object: &Object<'_>, style: Style<'_>) -> Vec<String> {
    let happens = consequences(object)
        .into_iter()
        .map(|said| spoken(said, style));
    let why = reasons(object)
        .into_iter()
        .take(1)
        .map(|said| style.ink.faint(&spoken(said, style)));
    happens
        .chain(why)
        .map(|text| format!("      {text}"))
        .collect()
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
