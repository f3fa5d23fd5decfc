use crate::plan::Said;
use crate::report::escape;
use crate::report::words;

/// What stands for a value that is not to be shown; its length tells nothing.
pub(super) const MASK: &str = "••••";

/// Parameters of reasons and consequences that are personal data.
const SENSITIVE: [(&str, &str); 1] = [("invitationMail", "to")];

/// A reason or consequence in words, safe for a terminal; a code without words is shown
/// as it is, with its parameters.
pub(super) fn spoken(said: &Said, show_sensitive: bool) -> String {
    let text = if show_sensitive {
        words::said_text(&said.code, &said.params)
    } else {
        let said = masked(said);
        words::said_text(&said.code, &said.params)
    };
    escape::terminal(&text).into_owned()
}

/// The same without personal data.
pub(super) fn masked(said: &Said) -> Said {
    let mut said = said.clone();
    for (code, param) in SENSITIVE {
        if said.code == code
            && let Some(value) = said.params.get_mut(param)
        {
            *value = MASK.to_owned();
        }
    }
    said
}
