use std::collections::BTreeSet;

use crate::source::Spot;

/// Properties that hold personal data (`x-meibo-sensitive` in the schema), in the
/// configuration's vocabulary.
pub(super) const SENSITIVE: &[&str] = &[
    "birthday",
    "birthdayCalendarType",
    "cellPhone",
    "custom",
    "employeeNumber",
    "hiredDate",
    "leave",
    "location",
    "messenger",
    "privateEmail",
    "relations",
    "telephone",
];

/// Whether a property of a member is personal data.
pub fn is_personal(property: &str) -> bool {
    SENSITIVE.contains(&property)
}

/// Whether a pointer leads into personal data.
pub(super) fn is_sensitive(pointer: &str) -> bool {
    pointer.split('/').any(|part| SENSITIVE.contains(&part))
}

/// The bytes of one line of YAML that are values of personal data, without what stands
/// above it.
pub fn line_masked(line: &str) -> BTreeSet<usize> {
    masked(line, None, None)
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
    if let (Some((spot, line_start)), Some(pointer)) = (spot, pointer)
        && is_sensitive(pointer)
        && !is_name(spot, pointer)
    {
        let start = spot.offset.saturating_sub(line_start);
        bytes.extend(start..(start + spot.len).min(line.len()));
    }
    bytes
}

/// Whether a spot is the name of the property that its pointer ends in: for a mapping or
/// a list that is what is underlined, and no secret.
fn is_name(spot: &Spot, pointer: &str) -> bool {
    let text = spot.source.get(spot.offset..spot.offset + spot.len);
    text.map(|text| text.trim_matches(['"', '\'']))
        .is_some_and(|text| pointer.rsplit('/').next() == Some(text))
}

/// How far a value reaches on its line.
fn value_length(value: &str, in_flow: bool) -> usize {
    let end = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].find(quote).map(|at| at + 2),
        Some('{' | '[') => closing(value),
        _ if in_flow => value.find([',', '}']),
        _ => None,
    };
    end.unwrap_or(value.len())
}

/// Behind the bracket that closes the first one.
fn closing(value: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (at, c) in value.char_indices() {
        match c {
            '{' | '[' => open += 1,
            '}' | ']' => open = open.saturating_sub(1),
            _ => {}
        }
        if open == 0 {
            return Some(at + c.len_utf8());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn values_of_personal_data_on_a_line() {
        for (line, shown) in [
            ("  telephone: 03-1234", "  telephone: *******"),
            ("{telephone: 03, key: E1}", "{telephone: **, key: E1}"),
            (
                "{\"telephone\": \"03, 04\", key: E1}",
                "{\"telephone\": ********, key: E1}",
            ),
            (
                "{custom: {a: {b: c}, d: e}, key: E1}",
                "{custom: *****************, key: E1}",
            ),
            (
                "relations: [{member: E2, name: 妻}]",
                "relations: ***********************",
            ),
            ("leave: null # ill", "leave: **********"),
            ("leave:", "leave:"),
            ("{key: E1, level: L1}", "{key: E1, level: L1}"),
            ("myLocation: here", "myLocation: here"),
            ("location", "location"),
        ] {
            let masked = masked(line, None, None);
            let text: String = line
                .char_indices()
                .map(|(at, c)| if masked.contains(&at) { '*' } else { c })
                .collect();
            assert_eq!(text, shown);
        }
    }
}
