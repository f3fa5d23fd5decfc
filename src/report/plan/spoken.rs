use std::borrow::Cow;

use jiff::Timestamp;

use super::change::Style;
use crate::plan::Said;
use crate::report::escape;
use crate::report::words;
use crate::report::words::phrases;

/// What stands for a value that is not to be shown; its length tells nothing.
pub(super) const MASK: &str = "••••";

/// A reason or consequence in words, safe for a terminal; a code without words is shown
/// as it is, with its parameters.
pub(super) fn spoken(said: &Said, style: Style<'_>) -> String {
    let mut said = if style.show_sensitive {
        said.clone()
    } else {
        masked(said)
    };
    if let Some(until) = said.params.get_mut("until") {
        *until = moment(until).into_owned();
    }
    if let Some(org) = said.params.get_mut("org") {
        *org = style.speaker.named("org", org);
    }
    if let Some(keys) = said.params.get_mut("keys") {
        let limit = style.speaker.limit();
        let mut named: Vec<String> = (keys.split(", ").take(limit))
            .map(|key| style.speaker.named("org", key))
            .collect();
        let hidden = keys.split(", ").skip(limit).count();
        if hidden > 0 {
            named.push(phrases::and_more(hidden, style.speaker.language));
        }
        *keys = named.join(", ");
    }
    escape::terminal(&words::said_text(
        &said.code,
        &said.params,
        style.speaker.language,
    ))
    .into_owned()
}

/// The same without personal data: private addresses that mail is sent to.
pub(super) fn masked(said: &Said) -> Said {
    let mut said = said.clone();
    if said.code == "invitationMail"
        && let Some(to) = said.params.get_mut("to")
        && to.contains('@')
    {
        *to = MASK.to_owned();
    }
    said
}

/// A date and time to the minute; anything else as it stands.
fn moment(text: &str) -> Cow<'_, str> {
    match text.parse::<Timestamp>() {
        Ok(at) => Cow::Owned(at.strftime("%Y-%m-%d %H:%M UTC").to_string()),
        Err(_) => Cow::Borrowed(text),
    }
}
