use std::collections::BTreeSet;

use crate::source::Spot;

/// Properties that hold personal data (`x-meibo-sensitive` in the schema), in the
/// configuration's vocabulary.
pub(super) const SENSITIVE: &[&str] = &[
    "birthday",
    "birthdayCalendarType",
    "cellPhone",
    "messenger",
    "privateEmail",
    "telephone",
];

/// Whether a pointer leads into personal data.
pub(super) fn is_sensitive(pointer: &str) -> bool {
    pointer.split('/').any(|part| SENSITIVE.contains(&part))
}

/// The bytes of one line of YAML that are values of sensitive properties; also those of
/// the spot itself when its pointer says so. What is too much is masked too: the line is
/// looked at without what stands above it.
pub(super) fn masked(
    line: &str,
    spot: Option<(&Spot, usize)>,
    pointer: Option<&str>,
) -> BTreeSet<usize> {
    let mut bytes = BTreeSet::new();
    for name in SENSITIVE {
        for (at, _) in line.match_indices(name) {
            let whole = !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let after = &line[at + name.len()..];
            // The name may be quoted; the value follows a colon.
            let after = after
                .strip_prefix(['"', '\''])
                .unwrap_or(after)
                .trim_start();
            let Some(value) = after.strip_prefix(':').map(str::trim_start) else {
                continue;
            };
            if whole && !value.is_empty() {
                let start = line.len() - value.len();
                bytes.extend(start..start + value_length(value, line[..at].contains('{')));
            }
        }
    }
    if let Some((spot, line_start)) = spot
        && pointer.is_some_and(is_sensitive)
    {
        let start = spot.offset.saturating_sub(line_start);
        bytes.extend(start..(start + spot.len).min(line.len()));
    }
    bytes
}

/// How far a value reaches on its line.
fn value_length(value: &str, in_flow: bool) -> usize {
    let end = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].find(quote).map(|at| at + 2),
        Some('{') => value.find('}').map(|at| at + 1),
        Some('[') => value.find(']').map(|at| at + 1),
        _ if in_flow => value.find([',', '}']),
        _ => None,
    };
    end.unwrap_or(value.len())
}
