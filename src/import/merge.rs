//! A folder brought up to date: the files that are there changed where what they declare
//! changed, new objects put where they belong.

mod account;
mod tree;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use serde_json::Value;

use super::codes;
use super::edit;
use super::layout::{Layout, MemberFiles, file_of, file_of_object, list};
use super::overlay::Rules;
use super::{Sections, lines, write};
use crate::source::{Place, Problem, values};
pub use account::{Account, Keys};
use tree::Tree;

/// How a folder is brought up to date.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// How each object is. Where `rules.whole`, a section that is given holds everything
    /// there is of its kind, and its order of orgs and ranks is taken over. Else it is a part.
    pub rules: Rules,
    /// Whether what is declared and not among everything there is goes (but for members with
    /// `state: deleted`). Else it stays, with the places in lists that name it: it may be
    /// about to be created.
    pub prune: bool,
    /// Whether objects that are declared nowhere yet are left so.
    pub declared_only: bool,
    /// Whether the order of sibling orgs is left as it is declared.
    pub free_order: bool,
    /// The key of the domain that objects without `domain:` are in.
    pub first_domain: String,
    /// What files that are added look like.
    pub layout: Layout,
}

/// Sections that declare objects one by one, with `key`, but for orgs.
const LISTS: [&str; 5] = ["levels", "positions", "userTypes", "members", "groups"];

/// Sections whose order is a rank.
const RANKED: [&str; 3] = ["levels", "positions", "userTypes"];

/// A folder brought up to date.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// Every file: path in the folder to text.
    pub files: BTreeMap<String, String>,
    /// What became of the objects that it declares.
    pub account: Account,
}

/// The files of [`merged`].
///
/// # Errors
/// Those of [`merged`].
pub fn folder(
    existing: &BTreeMap<String, String>,
    sections: &Sections,
    manner: &Manner,
) -> Result<BTreeMap<String, String>, Vec<Problem>> {
    merged(existing, sections, manner).map(|merged| merged.files)
}

/// The files of a configuration after it was brought up to date, those that stay as they are
/// included: path in the folder to text. `existing` holds texts as the loader reads them
/// (`Files::text`), of a configuration without errors. `tenant` and `policy` stay as they
/// are where there are any.
///
/// # Errors
/// A file that cannot be read; one that cannot be changed in place (M0900).
pub fn merged(
    existing: &BTreeMap<String, String>,
    sections: &Sections,
    manner: &Manner,
) -> Result<Merged, Vec<Problem>> {
    let mut before: BTreeMap<String, Sections> = BTreeMap::new();
    let mut problems = Vec::new();
    for (name, text) in existing {
        match values(name, text) {
            Ok(values) => {
                before.insert(name.clone(), values);
            }
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let unmet = match manner.rules.whole {
        true => account::unmet(&before, sections, manner),
        false => Vec::new(),
    };
    let keeping = (!manner.prune && !unmet.is_empty()).then(|| {
        let mut manner = manner.clone();
        for ((kind, _, key), email) in &unmet {
            manner.rules.keep(kind.section(), key, email.as_deref());
        }
        manner
    });
    let manner = keeping.as_ref().unwrap_or(manner);
    let after = declared(&before, sections, manner);
    let mut files = BTreeMap::new();
    for (name, new) in &after {
        let text = match (existing.get(name), before.get(name)) {
            (Some(text), Some(old)) => edit::text(text, old, new).map_err(|stuck| {
                Problem::error(codes::STUCK).at(Place {
                    file: Some(name.clone()),
                    at: Some(lines::beginning(text, stuck.line)),
                    ..Place::default()
                })
            }),
            _ => Ok(write::file(name, new, &manner.layout)),
        };
        match text {
            Ok(text) => {
                files.insert(name.clone(), text);
            }
            Err(problem) => problems.push(problem),
        }
    }
    match problems.is_empty() {
        true => {
            let unmet = unmet.into_iter().map(|(name, _)| name).collect();
            let account = Account::of(&before, &after, &unmet, manner);
            Ok(Merged { files, account })
        }
        false => Err(problems),
    }
}

/// The orgs of all files.
fn tree_of(files: &BTreeMap<String, Sections>) -> Sections {
    let orgs = files.values().flat_map(|file| list(file, "orgs")).cloned();
    Sections::from_iter([("orgs".to_owned(), orgs.collect())])
}

/// What every file declares afterwards.
fn declared(
    before: &BTreeMap<String, Sections>,
    sections: &Sections,
    manner: &Manner,
) -> BTreeMap<String, Sections> {
    let mut files = before.clone();
    if sections.contains_key("orgs") {
        // First: where a member belongs is read off the tree.
        Tree::new(&mut files, manner).update(list(sections, "orgs"));
    }
    for (section, value) in sections {
        match section.as_str() {
            "tenant" | "policy" if !before.values().any(|file| file.contains_key(section)) => {
                let file = files.entry(file_of(section).to_owned()).or_default();
                file.insert(section.clone(), value.clone());
            }
            section if LISTS.contains(&section) => {
                update(&mut files, section, sections, manner);
            }
            _ => {}
        }
    }
    files
}

/// The key of an object.
fn key(object: &Value) -> Option<&str> {
    object.get("key")?.as_str()
}

/// What an object is known by within its section: keys of levels and positions are unique in
/// their domain alone (facts 4.2).
type Known = (Option<String>, String);

fn known(section: &str, object: &Value, manner: &Manner) -> Option<Known> {
    let key = key(object)?.to_owned();
    let domain = match section {
        "levels" | "positions" => {
            let domain = object.get("domain").and_then(Value::as_str);
            Some(domain.unwrap_or(&manner.first_domain).to_owned())
        }
        _ => None,
    };
    Some((domain, key))
}

/// Whether a declared object stays that is not among what is given.
fn stays(section: &str, object: &Value, manner: &Manner) -> bool {
    let tombstone = object.get("state").and_then(Value::as_str) == Some("deleted");
    !manner.rules.whole
        || !manner.prune
        || section == "members" && tombstone
        || key(object).is_none()
}

/// Brings a section other than orgs up to date in all files.
fn update(
    files: &mut BTreeMap<String, Sections>,
    section: &str,
    sections: &Sections,
    manner: &Manner,
) {
    let given = list(sections, section);
    let known = |object: &Value| known(section, object, manner);
    let places: HashMap<Known, usize> = given
        .iter()
        .enumerate()
        .filter_map(|(place, object)| Some((known(object)?, place)))
        .collect();
    let mut standing: HashMap<Known, String> = HashMap::new();
    for (name, file) in files.iter_mut() {
        let Some(Value::Array(objects)) = file.get_mut(section) else {
            continue;
        };
        objects.retain_mut(|object| {
            let found = known(object).and_then(|known| places.get(&known));
            let Some(new) = found.and_then(|place| given.get(*place)) else {
                return stays(section, object, manner);
            };
            if let (Some(old), Some(new)) = (object.as_object(), new.as_object()) {
                *object = Value::Object(manner.rules.object(section, old, new));
            }
            true
        });
        for object in objects.iter().filter_map(known) {
            standing.insert(object, name.clone());
        }
        if manner.rules.whole && RANKED.contains(&section) {
            let place = |object: &Value| places.get(&known(object)?).copied();
            reorder(objects, place);
        }
    }
    if !manner.declared_only {
        add(files, section, sections, &standing, manner);
    }
}

/// Puts those entries of a list that have a place into the order of their places, in the
/// slots that they have among the others.
fn reorder<T>(list: &mut Vec<T>, place: impl Fn(&T) -> Option<usize>) {
    reorder_within(list, |_| (), place);
}

/// The same for the entries of every group by themselves. Looks at each entry once.
fn reorder_within<T, G: Eq + Hash>(
    list: &mut Vec<T>,
    group: impl Fn(&T) -> G,
    place: impl Fn(&T) -> Option<usize>,
) {
    let mut groups: HashMap<G, Vec<(usize, usize)>> = HashMap::new();
    for (slot, one) in list.iter().enumerate() {
        if let Some(place) = place(one) {
            groups.entry(group(one)).or_default().push((place, slot));
        }
    }
    groups.retain(|_, entries| !entries.is_sorted());
    if groups.is_empty() {
        return;
    }
    let mut old: Vec<Option<T>> = std::mem::take(list).into_iter().map(Some).collect();
    let mut new: Vec<Option<T>> = old.iter().map(|_| None).collect();
    for entries in groups.into_values() {
        let slots: Vec<usize> = entries.iter().map(|(_, slot)| *slot).collect();
        let mut sorted = entries;
        sorted.sort_by_key(|(place, _)| *place);
        for (slot, (_, from)) in slots.into_iter().zip(sorted) {
            new[slot] = old[from].take();
        }
    }
    list.extend(
        old.into_iter()
            .zip(new)
            .filter_map(|(old, new)| new.or(old)),
    );
}

/// Puts objects that are declared nowhere yet behind the one they come after.
fn add(
    files: &mut BTreeMap<String, Sections>,
    section: &str,
    sections: &Sections,
    standing: &HashMap<Known, String>,
    manner: &Manner,
) {
    let given = list(sections, section);
    let known = |object: &Value| known(section, object, manner);
    let parted = MemberFiles::by_top(&tree_of(files));
    let room = |object: &Value| match section {
        "members" => parted.of(object),
        _ => file_of_object(section, object, &manner.layout),
    };
    // What is declared already, by where it belongs.
    let mut fallback: HashMap<String, String> = HashMap::new();
    for (name, file) in files.iter() {
        for object in list(file, section) {
            fallback.entry(room(object)).or_insert_with(|| name.clone());
        }
    }
    let holding: HashSet<&String> = standing.values().collect();
    let only = match holding.len() {
        1 => holding.into_iter().next().cloned(),
        _ => None,
    };
    let written = MemberFiles::new(sections, &manner.layout);
    // By file and by what stands before: the first of a file has nothing before it.
    let mut added: HashMap<(String, Option<Known>), Vec<Value>> = HashMap::new();
    let mut behind: HashMap<String, (String, Known)> = HashMap::new();
    let mut seen = HashSet::new();
    for object in given {
        let Some(known) = known(object) else { continue };
        let room = room(object);
        if let Some(file) = standing.get(&known) {
            behind.insert(room, (file.clone(), known));
            continue;
        }
        if !seen.insert(known.clone()) {
            continue;
        }
        let fresh = manner.rules.fresh(section, object);
        let place = match behind.get(&room) {
            Some((file, before)) => (file.clone(), Some(before.clone())),
            None => {
                let only = only
                    .as_ref()
                    .filter(|_| section == "members" || room == file_of(section));
                let file = fallback.get(&room).or(only).cloned();
                let file = file.unwrap_or_else(|| match section {
                    "members" => written.of(object),
                    _ => room.clone(),
                });
                (file, None)
            }
        };
        behind.insert(room, (place.0.clone(), known));
        added.entry(place).or_default().push(fresh);
    }
    if added.is_empty() {
        return;
    }
    let touched: HashSet<String> = added.keys().map(|(file, _)| file.clone()).collect();
    for name in touched {
        let file = files.entry(name.clone()).or_default();
        let entry = file.entry(section.to_owned());
        let value = entry.or_insert_with(|| Value::Array(Vec::new()));
        if !value.is_array() {
            *value = Value::Array(Vec::new());
        }
        let Value::Array(objects) = value else {
            continue;
        };
        let mut result = Vec::with_capacity(objects.len());
        let mut next: Vec<Value> = Vec::new();
        let first = added.remove(&(name.clone(), None)).unwrap_or_default();
        // Where nothing of its own stands before it, a new object stands behind the rest.
        for object in std::mem::take(objects).into_iter().chain(first) {
            next.push(object);
            while let Some(object) = next.pop() {
                let behind = known(&object);
                result.push(object);
                if let Some(behind) = behind {
                    let behind = added.remove(&(name.clone(), Some(behind)));
                    next.extend(behind.unwrap_or_default().into_iter().rev());
                }
            }
        }
        *objects = result;
    }
}

/// The files that are new or say something else, by name.
pub fn changed<'a>(
    existing: &'a BTreeMap<String, String>,
    after: &'a BTreeMap<String, String>,
) -> impl Iterator<Item = (&'a String, Option<&'a String>, &'a String)> {
    after.iter().filter_map(|(name, text)| {
        let before = existing.get(name);
        (before != Some(text)).then_some((name, before, text))
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn groups_are_put_in_order_by_one_look_at_each_entry() {
        let looks = Cell::new(0);
        // As many groups as half of the entries.
        let mut list: Vec<usize> = (0..2000).rev().collect();
        reorder_within(
            &mut list,
            |one| one / 2,
            |one| {
                looks.set(looks.get() + 1);
                (one % 7 != 1).then_some(*one)
            },
        );
        assert_eq!(looks.get(), 2000);
        assert_eq!(list[..8], [1998, 1999, 1997, 1996, 1994, 1995, 1992, 1993]);
        let mut list = vec!["c2", "x", "b", "c1", "a"];
        let place = |one: &&str| ["a", "b", "c1", "c2"].iter().position(|it| it == one);
        reorder_within(&mut list, |one| one.starts_with('c'), place);
        assert_eq!(list, ["c1", "x", "a", "c2", "b"]);
    }
}
