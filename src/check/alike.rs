use std::borrow::Cow;
use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::codes;
use super::index::Index;
use super::place::within;
use crate::directory::{Declaration, DomainId, Kind, Member, WantedState};
use crate::source::Problem;

/// A text as a person takes it in: whatever its case and width, and the width of its blanks,
/// and without those at its ends.
pub fn folded(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.is_ascii() {
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Cow::Owned(text.to_ascii_lowercase());
        }
        return Cow::Borrowed(text);
    }
    // Normal forms take their time, and most names are in them.
    let odd = |c: char| {
        c.is_uppercase()
            || matches!(
                c,
                '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}'
                    | '\u{3000}' | '\u{3099}' | '\u{309a}' | '\u{ff00}'..='\u{ffef}'
            )
    };
    if text.contains(odd) {
        Cow::Owned(text.nfkc().collect::<String>().to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// No two keys of a kind differ in case, width or blanks alone: people mix them up (facts 4.2 says
/// of no key that case matters, or that it does not).
pub(super) fn keys_are_told_apart(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let most = index.desired.members.len();
    let mut first: HashMap<(Kind, DomainId, Cow<'_, str>), &Declaration> =
        HashMap::with_capacity(most);
    for (kind, declaration) in index.declarations() {
        let slot = (kind, declaration.domain, folded(declaration.key.as_str()));
        let other = *first.entry(slot).or_insert(declaration);
        // The very same key twice is `keysDiffer`'s.
        if other.key != declaration.key {
            problems.push(
                Problem::warning(codes::KEYS_LOOK_ALIKE)
                    .with("kind", kind)
                    .with("key", &declaration.key)
                    .with("other", &other.key)
                    .at(within(kind, declaration, format_args!("/key")))
                    .label("firstDeclared", within(kind, other, format_args!("/key"))),
            );
        }
    }
}

/// Nobody is declared under two keys: one name, and one of what people do not share.
/// People who only share a name are no problem, nor are those who share a switchboard.
pub(super) fn people_are_declared_once(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let members = &index.desired.members;
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::with_capacity(members.len());
    for (at, member) in members.iter().enumerate() {
        if member.state == WantedState::Deleted {
            continue; // whoever comes back under another key leaves the old one behind
        }
        if let Some(name) = name(&member.props) {
            by_name.entry(name).or_default().push(at);
        }
    }
    let mut namesakes: Vec<Vec<usize>> = by_name
        .into_values()
        .filter(|members| members.len() > 1)
        .collect();
    namesakes.sort_unstable();
    for group in namesakes {
        let mut first: HashMap<(&str, String), usize> = HashMap::new();
        for at in group {
            let member = &members[at];
            let mut told = false;
            for (by, value) in unshared(&member.props) {
                let other = *first.entry((by, value)).or_insert(at);
                if other == at || told {
                    continue;
                }
                told = true;
                let other = &members[other].declaration;
                problems.push(
                    Problem::warning(codes::SAME_PERSON)
                        .with("key", &other.key)
                        .with("by", by)
                        .at(within(
                            Kind::Member,
                            &member.declaration,
                            format_args!("/{by}"),
                        ))
                        .label(
                            "firstDeclared",
                            within(Kind::Member, other, format_args!("/{by}")),
                        ),
                );
            }
        }
    }
}

/// No employee number is that of two members of one domain: what matches people by it (a list,
/// another system) cannot tell them apart. Companies of a group may count each for itself.
pub(super) fn employee_numbers_differ(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let members = &index.desired.members;
    let mut first: HashMap<(DomainId, Cow<'_, str>), usize> = HashMap::new();
    for (at, member) in members.iter().enumerate() {
        if member.state == WantedState::Deleted {
            continue;
        }
        let Some(number) = member.props.employee_number.value() else {
            continue;
        };
        let number = folded(number.trim());
        if number.is_empty() {
            continue;
        }
        let slot = (member.declaration.domain, number);
        let other = *first.entry(slot).or_insert(at);
        let other = &members[other];
        // Who has one name as well is one person: `peopleAreDeclaredOnce` says so.
        let is_namesake = || name(&member.props).is_some_and(|own| name(&other.props) == Some(own));
        if other.declaration.key == member.declaration.key || is_namesake() {
            continue;
        }
        let place =
            |declaration| within(Kind::Member, declaration, format_args!("/employeeNumber"));
        problems.push(
            Problem::warning(codes::SAME_NUMBER)
                .with("key", &other.declaration.key)
                .at(place(&member.declaration))
                .label("firstDeclared", place(&other.declaration)),
        );
    }
}

/// Last and first name as they are taken in, blanks aside; `None` where one is not known.
fn name(member: &Member) -> Option<String> {
    let name = member.name.known()?;
    let (last, first) = (name.last.value()?, name.first.value()?);
    let mut both = String::with_capacity(last.len() + first.len() + 1);
    for part in [last, first] {
        both.extend(folded(part).chars().filter(|c| !c.is_whitespace()));
        both.push('\n');
    }
    Some(both)
}

/// What two people of one name do not share, by property.
fn unshared(member: &Member) -> impl Iterator<Item = (&'static str, String)> {
    let digits = |text: &String| -> Option<String> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        (digits.len() >= 8).then_some(digits)
    };
    let own = |text: &String| folded(text.trim()).into_owned();
    [
        ("privateEmail", member.private_email.value().map(own)),
        ("employeeNumber", member.employee_number.value().map(own)),
        ("cellPhone", member.cell_phone.value().and_then(digits)),
        ("birthday", member.birthday.value().map(own)),
    ]
    .into_iter()
    .filter_map(|(by, value)| Some((by, value?)))
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn what_looks_alike_is_one() {
        for (text, other) in [
            ("E00042", "e00042"),
            ("Ｅ１", "e1"),
            ("o\u{a0}1", "o 1"),
            ("o\u{2003}1", "o\u{3000}1"),
            ("E1\u{a0}", "E1"),
            ("\u{202f}本社", "本社"),
            ("ﾀﾅｶ", "タナカ"),
        ] {
            assert_eq!(folded(text), folded(other), "{text:?} {other:?}");
        }
        assert_ne!(folded("o 1"), folded("o1"));
    }
}
