use std::borrow::Cow;

use jiff::Timestamp;

use crate::plan::Said;
use crate::report::escape;
use crate::report::words;

/// What stands for a value that is not to be shown; its length tells nothing.
pub(super) const MASK: &str = "••••";

/// A reason or consequence in words, safe for a terminal; a code without words is shown
/// as it is, with its parameters.
pub(super) fn spoken(said: &Said, show_sensitive: bool) -> String {
    let mut said = if show_sensitive {
        said.clone()
    } else {
        masked(said)
    };
    if let Some(until) = said.params.get_mut("until") {
        *until = moment(until).into_owned();
    }
    // What is deleted at once is not deleted "after 0 days".
    let at_once = said.params.get("days").is_some_and(|days| days == "0");
    let code = match said.code.as_str() {
        "roomFeatureLost" if at_once => "roomFeatureLostAtOnce",
        code => code,
    };
    escape::terminal(&words::said_text(code, &said.params)).into_owned()
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Said, spoken};

    fn said(code: &str, name: &str, value: &str) -> Said {
        Said {
            code: code.to_owned(),
            params: BTreeMap::from([(name.to_owned(), value.to_owned())]),
        }
    }

    #[test]
    fn times_are_said_to_the_minute() {
        let text = spoken(
            &said("memberDeleted", "until", "2026-04-08T09:00:12.5Z"),
            false,
        );
        assert!(text.contains("until 2026-04-08 09:00 UTC"), "{text}");
        let text = spoken(&said("memberDeleted", "until", "next week"), false);
        assert!(text.contains("until next week"), "{text}");
    }

    #[test]
    fn names_are_said_and_private_addresses_are_not() {
        let text = spoken(&said("invitationMail", "to", "森 花子"), false);
        assert!(text.contains("森 花子"), "{text}");
        let text = spoken(&said("invitationMail", "to", "h@private.example"), false);
        assert!(!text.contains("private"), "{text}");
    }
}
