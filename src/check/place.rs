use std::fmt;

use crate::directory::{Declaration, Kind};
use crate::source::Place;

/// A place within a declaration: `tail` is the pointer below it, such as `/posts/0/org`
/// (empty for the declaration itself).
pub(super) fn within(kind: Kind, declaration: &Declaration, tail: fmt::Arguments<'_>) -> Place {
    let tail = tail.to_string();
    let property = property(&tail);
    Place {
        file: Some(declaration.origin.file.to_string()),
        pointer: Some(format!("{}{tail}", declaration.origin.pointer)),
        at: None,
        object: Some(format!("{kind}/{}", declaration.key)),
        property,
    }
}

/// A place in `tenant` or `policy`, which stand once in a whole configuration: the
/// pointer says enough, whichever file it is in.
pub(super) fn section(pointer: String) -> Place {
    Place {
        property: property(&pointer),
        pointer: Some(pointer),
        ..Place::default()
    }
}

/// `/posts/0/org` as `posts.org`.
fn property(pointer: &str) -> Option<String> {
    let names: Vec<&str> = pointer
        .split('/')
        .filter(|part| !part.is_empty() && !part.bytes().all(|b| b.is_ascii_digit()))
        .collect();
    (!names.is_empty()).then(|| names.join("."))
}
