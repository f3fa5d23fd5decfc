use jiff::Timestamp;

use super::difference::{DRIFT_KINDS, Difference, DriftKind};
use super::notice::Notice;
use super::who::Who;
use crate::plan::Plan;
use crate::report::escape;
use crate::report::plan::{View, text as plan_text};
use crate::report::width::{self, pad};
use crate::report::words::drift as words;
use crate::report::words::{Language, phrases};

/// Objects that are named in a list; the rest is counted.
const NAMED: usize = 20;

/// The drift as text: what differs as a plan shows it, then what is settling, who could
/// have changed it, and the fingerprint.
pub fn text(notice: &Notice, plan: &Plan, view: &View, fail_on: &[DriftKind]) -> String {
    let language = view.language;
    let mut text = plan_text(plan, view);
    let limit = if view.full { usize::MAX } else { NAMED };
    if !notice.settling.is_empty() {
        text.push_str(&format!("\n{}\n", words::settling(language)));
        for one in notice.settling.iter().take(limit) {
            text.push_str(&format!("  {}\n", named(one, language)));
        }
        let more = notice.settling.len().saturating_sub(limit);
        if more > 0 {
            text.push_str(&format!("  {}\n", phrases::and_more(more, language)));
        }
    }
    let Some(fingerprint) = &notice.fingerprint else {
        return text;
    };
    text.push_str(&format!("\n{}\n", words::who_could(language)));
    let rows: Vec<(String, &Who)> = (notice.could_have_changed.iter())
        .map(|who| {
            let area = escape::terminal(&who.area).into_owned();
            (format!("{area} ({})", escape::terminal(&who.domain)), who)
        })
        .collect();
    let columns = rows.iter().map(|(area, _)| width::width(area)).max();
    for (area, who) in &rows {
        let area = pad(area, columns.unwrap_or_default());
        text.push_str(&format!("  {area}  {}\n", words::who(who, language)));
    }
    text.push_str(&format!(
        "\n{}\n",
        words::counts(&counts(notice, &|_| true, language), language)
    ));
    if !fail_on.is_empty() {
        let others = counts(notice, &|kind| !fail_on.contains(&kind), language);
        if !others.is_empty() {
            text.push_str(&format!("{}\n", words::not_failing(&others, language)));
        }
    }
    text.push_str(&format!("{}\n", words::fingerprint(fingerprint, language)));
    text
}

/// The one line about drift that was reported before.
pub fn same(notice: &Notice, at: Timestamp, language: Language) -> String {
    let fingerprint = notice.fingerprint.as_deref().unwrap_or_default();
    format!(
        "{}\n",
        words::same(
            &counts(notice, &|_| true, language),
            at,
            fingerprint,
            language
        )
    )
}

/// `1 removed, 2 changed`
fn counts(notice: &Notice, which: &dyn Fn(DriftKind) -> bool, language: Language) -> String {
    let parts: Vec<String> = DRIFT_KINDS
        .into_iter()
        .filter(|kind| which(*kind))
        .filter_map(|kind| {
            let n = notice.counts.get(&kind).copied().filter(|n| *n > 0)?;
            Some(words::many(n, kind, language))
        })
        .collect();
    parts.join(phrases::comma(language))
}

fn named(one: &Difference, language: Language) -> String {
    let mut text = format!(
        "{} {}",
        escape::terminal(phrases::kind(&one.kind, language)),
        escape::terminal(&one.key)
    );
    if !one.name.is_empty() && one.name != one.key {
        text.push_str(&format!(" {}", escape::terminal(&one.name)));
    }
    if !one.properties.is_empty() {
        let fields: Vec<&str> = one.properties.iter().map(String::as_str).collect();
        const FIELDS: usize = 5;
        let shown = fields.iter().take(FIELDS).copied().collect::<Vec<_>>();
        text.push_str(phrases::colon(language));
        text.push_str(&escape::terminal(&shown.join(", ")));
        if fields.len() > FIELDS {
            text.push_str(&words::and_others(fields.len() - FIELDS, language));
        }
    }
    text
}
