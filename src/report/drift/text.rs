use jiff::Timestamp;

use super::difference::{DRIFT_KINDS, Difference, DriftKind};
use super::notice::Notice;
use super::who::Who;
use crate::plan::Plan;
use crate::report::escape;
use crate::report::plan::{View, text as plan_text};
use crate::report::width::{self, pad};
use crate::report::words::drift as words;
use crate::report::words::phrases::{self, count};

/// Objects that are named in a list; the rest is counted.
const NAMED: usize = 20;

/// The drift as text: what differs as a plan shows it, then what is settling, who could
/// have changed it, and the fingerprint.
pub fn text(notice: &Notice, plan: &Plan, view: &View, fail_on: &[DriftKind]) -> String {
    let mut text = plan_text(plan, view);
    let limit = if view.full { usize::MAX } else { NAMED };
    if !notice.settling.is_empty() {
        text.push_str(&format!("\n{}\n", words::SETTLING));
        for one in notice.settling.iter().take(limit) {
            text.push_str(&format!("  {}\n", named(one)));
        }
        let more = notice.settling.len().saturating_sub(limit);
        if more > 0 {
            text.push_str(&format!("  {}\n", phrases::and_more(more)));
        }
    }
    let Some(fingerprint) = &notice.fingerprint else {
        return text;
    };
    text.push_str(&format!("\n{}\n", words::WHO));
    let rows: Vec<(String, &Who)> = (notice.could_have_changed.iter())
        .map(|who| {
            let area = escape::terminal(&who.area).into_owned();
            (format!("{area} ({})", escape::terminal(&who.domain)), who)
        })
        .collect();
    let columns = rows.iter().map(|(area, _)| width::width(area)).max();
    for (area, who) in &rows {
        let area = pad(area, columns.unwrap_or_default());
        text.push_str(&format!("  {area}  {}\n", words::who(who)));
    }
    text.push_str(&format!(
        "\n{}\n",
        words::counts(&counts(notice, &|_| true))
    ));
    if !fail_on.is_empty() {
        let others = counts(notice, &|kind| !fail_on.contains(&kind));
        if !others.is_empty() {
            text.push_str(&format!("{}\n", words::not_failing(&others)));
        }
    }
    text.push_str(&format!("{}\n", words::fingerprint(fingerprint)));
    text
}

/// The one line about drift that was reported before.
pub fn same(notice: &Notice, at: Timestamp) -> String {
    let fingerprint = notice.fingerprint.as_deref().unwrap_or_default();
    format!(
        "{}\n",
        words::same(&counts(notice, &|_| true), at, fingerprint)
    )
}

/// `1 removed, 2 changed`
fn counts(notice: &Notice, which: &dyn Fn(DriftKind) -> bool) -> String {
    let parts: Vec<String> = DRIFT_KINDS
        .into_iter()
        .filter(|kind| which(*kind))
        .filter_map(|kind| {
            let n = notice.counts.get(&kind).copied().filter(|n| *n > 0)?;
            Some(format!("{} {}", phrases::number(n), words::kind(kind)))
        })
        .collect();
    parts.join(", ")
}

fn named(one: &Difference) -> String {
    let mut text = format!(
        "{} {}",
        escape::terminal(phrases::kind(&one.kind)),
        escape::terminal(&one.key)
    );
    if !one.name.is_empty() && one.name != one.key {
        text.push_str(&format!(" {}", escape::terminal(&one.name)));
    }
    if !one.properties.is_empty() {
        let fields: Vec<&str> = one.properties.iter().map(String::as_str).collect();
        const FIELDS: usize = 5;
        let shown = fields.iter().take(FIELDS).copied().collect::<Vec<_>>();
        text.push_str(&format!(": {}", escape::terminal(&shown.join(", "))));
        if fields.len() > FIELDS {
            let more = count(fields.len() - FIELDS, "other", "others");
            text.push_str(&format!(" and {more}"));
        }
    }
    text
}
