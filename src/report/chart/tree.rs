use super::model::Chart;
use crate::report::escape;
use crate::report::width;
use crate::report::words::{Language, chart as words};

/// The lines of the tree: below one that has more to come, below the last, before an entry,
/// before the last one.
struct Strokes {
    more: &'static str,
    none: &'static str,
    entry: &'static str,
    last: &'static str,
    person: &'static str,
}

const LINES: Strokes = Strokes {
    more: "│  ",
    none: "   ",
    entry: "├─ ",
    last: "└─ ",
    person: "· ",
};

const ASCII: Strokes = Strokes {
    more: "|  ",
    none: "   ",
    entry: "|- ",
    last: "`- ",
    person: "- ",
};

/// Names wider than this do not push what stands beside the others to the right.
const NAME_COLUMNS: usize = 48;

/// Deeper than this the lines of the tree are no longer drawn out.
const DRAWN: usize = 40;

/// The chart for a terminal: a line a unit with its leaders and how many people it has.
/// `ascii` draws the lines with plain characters.
pub fn text(chart: &Chart, ascii: bool, language: Language) -> String {
    let strokes = if ascii { ASCII } else { LINES };
    let children = chart.children();
    let mut rows: Vec<(String, String, String)> = Vec::new();
    // Whether more is to come at each depth.
    let mut open: Vec<bool> = Vec::new();
    for (at, unit) in chart.units.iter().enumerate() {
        let is_last = match unit.parent {
            None => true,
            Some(parent) => children[parent].last() == Some(&at),
        };
        open.truncate(unit.depth);
        let mut prefix = String::new();
        for more in open.iter().skip(1).take(DRAWN) {
            prefix.push_str(if *more { strokes.more } else { strokes.none });
        }
        open.push(!is_last);
        let below = if unit.depth == 0 {
            String::new()
        } else {
            let under = if is_last { strokes.none } else { strokes.more };
            let own = if is_last { strokes.last } else { strokes.entry };
            let below = format!("{prefix}{under}");
            prefix.push_str(own);
            below
        };
        let name = escape::terminal(&unit.name);
        let key = escape::terminal(&unit.key);
        let leaders = unit.people.iter().filter(|person| person.leader);
        let leaders: Vec<String> = leaders.map(|it| words::person(it, language)).collect();
        rows.push((
            format!("{prefix}{name} [{key}]"),
            escape::terminal(&leaders.join(words::between(language))).into_owned(),
            words::counts(unit, language),
        ));
        let has_below = !children[at].is_empty();
        for person in unit.people.iter().filter(|person| !person.leader) {
            let stroke = if has_below {
                strokes.more
            } else {
                strokes.none
            };
            let said = words::person(person, language);
            rows.push((
                format!(
                    "{below}{stroke}{}{}",
                    strokes.person,
                    escape::terminal(&said)
                ),
                String::new(),
                String::new(),
            ));
        }
    }
    let columns = |of: fn(&(String, String, String)) -> &String| {
        let counted = rows.iter().filter(|row| !row.2.is_empty());
        let widths = counted.map(|row| width::width(of(row)));
        widths.filter(|columns| *columns <= NAME_COLUMNS).max()
    };
    let names = columns(|row| &row.0).unwrap_or_default();
    let leaders = columns(|row| &row.1).unwrap_or_default();
    let mut out = escape::terminal(&words::heading(chart, language)).into_owned();
    out.push_str("\n\n");
    for (name, leader, counts) in &rows {
        let row = if counts.is_empty() {
            name.clone()
        } else {
            format!(
                "{}  {}  {counts}",
                width::pad(name, names),
                width::pad(leader, leaders)
            )
        };
        out.push_str(row.trim_end_matches(' '));
        out.push('\n');
    }
    out
}
