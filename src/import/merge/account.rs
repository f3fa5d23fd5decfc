//! What became of the objects of a folder.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use super::{Manner, known};
use crate::directory::Kind;
use crate::import::Sections;
use crate::import::layout::list;

/// Keys of objects, by kind, in the order of the files.
pub type Keys = BTreeMap<Kind, Vec<String>>;

/// What became of the objects of a folder that was brought up to date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Objects that were declared nowhere.
    pub added: Keys,
    /// Objects that say something else than before.
    pub changed: Keys,
    /// Objects that are declared no longer.
    pub removed: Keys,
    /// Objects that are not among what was given, and stay.
    pub kept: Keys,
}

/// What an object is known by among all.
pub(super) type Name = (Kind, Option<String>, String);

/// An object as it is declared, and the org it is nested in.
type Declared<'a> = (&'a Map<String, Value>, Option<&'a str>);

impl Account {
    /// Compares what is declared before and after. `unmet` are the objects that are not among
    /// what was given.
    pub(super) fn of(
        before: &BTreeMap<String, Sections>,
        after: &BTreeMap<String, Sections>,
        unmet: &HashSet<Name>,
        manner: &Manner,
    ) -> Account {
        let mut account = Account::default();
        let (old, new) = (objects(before, manner), objects(after, manner));
        let was: HashMap<&Name, Declared<'_>> = old.iter().map(|(name, it)| (name, *it)).collect();
        let is: HashSet<&Name> = new.iter().map(|(name, _)| name).collect();
        for (name, object) in &new {
            match was.get(name) {
                None => note(&mut account.added, name),
                Some(before) if !says_the_same(*before, *object) => {
                    note(&mut account.changed, name);
                }
                Some(_) => {}
            }
            if unmet.contains(name) {
                note(&mut account.kept, name);
            }
        }
        for (name, _) in &old {
            if !is.contains(name) {
                note(&mut account.removed, name);
            }
        }
        account
    }
}

fn note(keys: &mut Keys, name: &Name) {
    keys.entry(name.0).or_default().push(name.2.clone());
}

/// Whether two objects say the same, what is nested in them left aside.
fn says_the_same(before: Declared<'_>, after: Declared<'_>) -> bool {
    let own = |object: &Map<String, Value>| object.len() - usize::from(is_tree(object));
    let same = |(name, value): (&String, &Value)| {
        name == "orgs" && value.is_array() && is_tree(before.0) || after.0.get(name) == Some(value)
    };
    before.1 == after.1 && own(before.0) == own(after.0) && before.0.iter().all(same)
}

/// Whether orgs are nested in an org. (The `orgs` of a group are no objects.)
fn is_tree(object: &Map<String, Value>) -> bool {
    let below = object.get("orgs").and_then(Value::as_array);
    below.is_some_and(|below| below.iter().any(|org| org.get("key").is_some()))
}

/// Every object that has a key, in the order of the files.
pub(super) fn objects<'a>(
    files: &'a BTreeMap<String, Sections>,
    manner: &Manner,
) -> Vec<(Name, Declared<'a>)> {
    let mut all = Vec::new();
    for sections in files.values() {
        for kind in Kind::ALL {
            // From the first to the last: what is nested follows what it is nested in.
            let objects = list(sections, kind.section()).iter().rev();
            let mut open: Vec<(&Value, Option<&str>)> = objects.map(|it| (it, None)).collect();
            while let Some((object, above)) = open.pop() {
                let Some(map) = object.as_object() else {
                    continue;
                };
                let name = known(kind.section(), object, manner);
                if let Some((domain, key)) = name {
                    all.push(((kind, domain, key), (map, above)));
                }
                if kind == Kind::Org {
                    let key = object.get("key").and_then(Value::as_str);
                    let below = list(map, "orgs").iter().rev();
                    open.extend(below.map(|org| (org, key)));
                }
            }
        }
    }
    all
}

/// Objects that are declared and not among what is given, of kinds of which all is given. Who
/// is declared to be deleted is not missed.
pub(super) fn unmet(
    before: &BTreeMap<String, Sections>,
    sections: &Sections,
    manner: &Manner,
) -> Vec<(Name, Option<String>)> {
    let given = BTreeMap::from([(String::new(), sections.clone())]);
    let given: HashSet<Name> = objects(&given, manner)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    objects(before, manner)
        .into_iter()
        .filter(|(name, _)| sections.contains_key(name.0.section()) && !given.contains(name))
        .filter(|(_, (object, _))| object.get("state").and_then(Value::as_str) != Some("deleted"))
        .map(|(name, (object, _))| {
            let email = object.get("email").and_then(Value::as_str);
            (name, email.map(str::to_owned))
        })
        .collect()
}
