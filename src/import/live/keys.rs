//! Keys for objects that have none: the same for the same tenant, legal, and unique
//! (facts 4.1, 4.2).

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::check::{folded, key_of};
use crate::directory::{
    ByLanguage, Directory, DomainId, Id, Kind, Language, LiveGroup, LiveMember, LiveOrg, LiveRank,
};

/// What a proposed key is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keys {
    /// Of members the part of the address before the @; of everything else the English name,
    /// where there is one.
    #[default]
    Email,
    /// Of members the employee number; of everything else the English name.
    EmployeeNumber,
    /// The name, as it is spelled.
    Name,
    /// The resource id.
    Uuid,
}

/// Characters a key has at most (facts 4.2).
const LONGEST: usize = 100;

/// The scope that keys of a kind are unique in.
type Scope = (Kind, Option<DomainId>);

/// The keys that objects are declared by.
#[derive(Debug, Default)]
pub struct Proposed {
    /// By id.
    pub keys: HashMap<Id, String>,
    /// How many were proposed, by kind.
    pub count: HashMap<Kind, usize>,
}

/// An object without a key.
struct Nameless<'a> {
    scope: Scope,
    id: &'a Id,
    wish: Option<String>,
}

/// The key of every object: its own, or the one that a folder declares it by (`declared`), or
/// a proposed one.
pub fn proposed(live: &Directory, declared: &HashMap<Id, String>, keys: Keys) -> Proposed {
    // As the check compares keys: it warns of two that are one to whoever reads them.
    let folded = |key: &str| folded(key).into_owned();
    let mut taken: HashSet<(Scope, String)> = HashSet::new();
    let mut result = Proposed::default();
    let mut nameless: Vec<Nameless<'_>> = Vec::new();
    let mut meet = |kind: Kind, domain: DomainId, id: &'_ Id, key: Option<&str>| -> Option<Scope> {
        let scope = (
            kind,
            matches!(kind, Kind::Level | Kind::Position).then_some(domain),
        );
        match declared.get(id).map(String::as_str).or(key) {
            Some(key) => {
                taken.insert((scope, folded(key)));
                result.keys.insert(id.clone(), key.to_owned());
                None
            }
            None => Some(scope),
        }
    };
    for rank in live.ranks.values() {
        let key = rank.key.as_ref().map(|key| key.as_str());
        if let Some(scope) = meet(rank.kind.into(), rank.domain, &rank.id, key) {
            nameless.push(Nameless {
                scope,
                id: &rank.id,
                wish: of_rank(rank, keys),
            });
        }
    }
    for org in live.orgs.values() {
        let key = org.key.as_ref().map(|key| key.as_str());
        if let Some(scope) = meet(Kind::Org, org.domain, &org.id, key) {
            nameless.push(Nameless {
                scope,
                id: &org.id,
                wish: of_org(org, keys),
            });
        }
    }
    for group in live.groups.values() {
        let key = group.key.as_ref().map(|key| key.as_str());
        if let Some(scope) = meet(Kind::Group, group.domain, &group.id, key) {
            nameless.push(Nameless {
                scope,
                id: &group.id,
                wish: of_group(group, keys),
            });
        }
    }
    for member in live.members.values() {
        let key = member.key.as_ref().map(|key| key.as_str());
        // One in deletion keeps its key from others, and needs none (facts 4.2).
        let scope = meet(Kind::Member, member.domain, &member.id, key);
        if let Some(scope) = scope.filter(|_| !member.flags.deleted) {
            nameless.push(Nameless {
                scope,
                id: &member.id,
                wish: of_member(member, keys),
            });
        }
    }
    // Ids give the order, not the order of what was read.
    nameless.sort_by(|a, b| (a.scope, a.id).cmp(&(b.scope, b.id)));
    // Where two wish for one key both get another, so that neither depends on the other.
    let mut wishes: HashMap<(Scope, String), usize> = HashMap::new();
    for one in &nameless {
        if let Some(wish) = &one.wish {
            *wishes.entry((one.scope, folded(wish))).or_default() += 1;
        }
    }
    for one in &nameless {
        let tail: String = one
            .id
            .as_str()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let short = tail.get(..8).unwrap_or(&tail).to_lowercase();
        let prefix = prefix(one.scope.0);
        let contested = |wish: &String| wishes.get(&(one.scope, folded(wish))) != Some(&1);
        let candidates = [
            one.wish.clone().filter(|wish| !contested(wish)),
            one.wish.as_ref().map(|wish| format!("{wish}-{short}")),
            Some(format!("{prefix}-{short}")),
            Some(format!("{prefix}-{tail}")),
        ];
        let free = candidates.into_iter().flatten().find(|key| {
            key.chars().count() <= LONGEST && !taken.contains(&(one.scope, folded(key)))
        });
        let key = free.unwrap_or_else(|| {
            let numbered = (2_u32..).map(|number| format!("{prefix}-{short}-{number}"));
            let mut numbered = numbered.filter(|key| !taken.contains(&(one.scope, key.clone())));
            numbered
                .next()
                .expect("fewer keys are taken than there are numbers")
        });
        taken.insert((one.scope, folded(&key)));
        result.keys.insert(one.id.clone(), key);
        *result.count.entry(one.scope.0).or_default() += 1;
    }
    result
}

fn prefix(kind: Kind) -> &'static str {
    match kind {
        Kind::Level => "level",
        Kind::Position => "position",
        Kind::UserType => "type",
        Kind::Org => "org",
        Kind::Member => "member",
        Kind::Group => "group",
    }
}

fn of_member(member: &LiveMember, keys: Keys) -> Option<String> {
    let props = &member.props;
    let email = props.email.known().map(|email| email.as_str());
    let local = email.and_then(|email| legal(email.split('@').next()?));
    match keys {
        Keys::Email => local,
        Keys::EmployeeNumber => props
            .employee_number
            .value()
            .and_then(|it| legal(it))
            .or(local),
        Keys::Name => {
            let name = props.name.known()?;
            let part = |part: Option<&String>| part.cloned().unwrap_or_default();
            let whole = format!("{}{}", part(name.last.value()), part(name.first.value()));
            legal(&whole).or(local)
        }
        Keys::Uuid => legal(member.id.as_str()),
    }
}

fn of_org(org: &LiveOrg, keys: Keys) -> Option<String> {
    of_name(
        org.props.name.known(),
        org.props.names.known(),
        &org.id,
        keys,
    )
}

fn of_rank(rank: &LiveRank, keys: Keys) -> Option<String> {
    of_name(
        rank.props.name.known(),
        rank.props.names.known(),
        &rank.id,
        keys,
    )
}

fn of_group(group: &LiveGroup, keys: Keys) -> Option<String> {
    of_name(group.props.name.known(), None, &group.id, keys)
}

fn of_name(
    name: Option<&String>,
    names: Option<&ByLanguage<Option<String>>>,
    id: &Id,
    keys: Keys,
) -> Option<String> {
    match keys {
        Keys::Uuid => legal(id.as_str()),
        Keys::Name => name.and_then(|name| legal(name)),
        Keys::Email | Keys::EmployeeNumber => {
            let english = names.and_then(|names| names.get(&Language::en_US)?.as_ref());
            english
                .and_then(|name| slug(name))
                .or_else(|| name.and_then(|name| slug(name)))
        }
    }
}

/// A name in small Latin letters, digits and hyphens; `None` where it has other letters, of
/// which some would be lost.
fn slug(name: &str) -> Option<String> {
    let mut slug = String::new();
    for c in name.nfkd() {
        match c {
            c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            // Accents.
            '\u{300}'..='\u{36f}' => {}
            c if c.is_alphanumeric() => return None,
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    let slug = slug.trim_end_matches('-');
    let letters = slug.chars().any(|c| c.is_ascii_alphabetic());
    (letters && slug.len() <= 60).then(|| slug.to_owned())
}

/// A text as a key; `None` where too little of it may stand in one.
fn legal(text: &str) -> Option<String> {
    let forbidden =
        |c: char| matches!(c, '%' | '\\' | '#' | '/' | '?') || c.is_control() || c.is_whitespace();
    let key: String = key_of(text).chars().filter(|c| !forbidden(*c)).collect();
    // A mark that stood behind what went stands behind something else now.
    let key = key_of(&key);
    let count = key.chars().count();
    (count > 0 && count <= 60).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_of_latin_names_alone() {
        assert_eq!(
            slug("Sales, East Japan").as_deref(),
            Some("sales-east-japan")
        );
        assert_eq!(slug("Ｓａｌｅｓ １").as_deref(), Some("sales-1"));
        assert_eq!(slug("Café (R&D)").as_deref(), Some("cafe-r-d"));
        for name in ["営業部", "Sales 営業", "123", "!!", ""] {
            assert_eq!(slug(name), None, "{name}");
        }
    }

    #[test]
    fn keys_have_no_character_that_the_service_refuses() {
        assert_eq!(legal(" A/B#C ?").as_deref(), Some("ABC"));
        assert_eq!(legal("森\u{3000}花子").as_deref(), Some("森花子"));
        assert_eq!(legal("#/?"), None);
        assert_eq!(legal("＃／？"), None);
        assert_eq!(legal("か /\u{3099}").as_deref(), Some("が"));
    }
}
