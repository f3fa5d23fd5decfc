//! What a file of a configuration holds: sections typed, nothing decoded yet.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::Place;
use super::config;
use crate::directory::{Field, Kind, Origin};

/// The lines that nested orgs begin on, by pointer below the entry of the section.
pub type Lines = HashMap<String, u32>;

/// An entry of a list section.
#[derive(Debug)]
pub struct Entry<T> {
    /// The entry.
    pub value: T,
    /// Where it stands.
    pub origin: Origin,
    /// Number of the YAML list it stands in, within the file.
    pub list: usize,
}

/// An org of the tree, its children taken out.
#[derive(Debug)]
pub struct OrgEntry {
    /// The org; its `orgs` are empty.
    pub entry: Entry<config::Org>,
    /// Index of the org it is nested in, within the file.
    pub nested_in: Option<usize>,
}

/// A section that stands in one file only.
#[derive(Debug)]
pub struct Once<T> {
    /// Where.
    pub place: Place,
    /// What it says, where that is readable.
    pub value: Option<T>,
}

impl<T: serde::de::DeserializeOwned> Once<T> {
    /// The section at a place.
    pub fn new(place: Place, value: Option<Value>) -> Once<T> {
        let value = value.and_then(|value| serde_json::from_value(value).ok());
        Once { place, value }
    }
}

/// Everything a file holds.
#[derive(Debug, Default)]
pub struct Gathered {
    /// `tenant`
    pub tenant: Option<Once<config::Tenant>>,
    /// `policy`
    pub policy: Option<Once<config::Policy>>,
    /// `levels`
    pub levels: Vec<Entry<config::Level>>,
    /// `positions`
    pub positions: Vec<Entry<config::Position>>,
    /// `userTypes`
    pub user_types: Vec<Entry<config::UserType>>,
    /// `orgs`, parents before their nested children.
    pub orgs: Vec<OrgEntry>,
    /// `members`
    pub members: Vec<Entry<config::Member>>,
    /// `groups`
    pub groups: Vec<Entry<config::Group>>,
    /// Sections that stand in it, declared empty or not.
    pub sections: BTreeSet<Kind>,
    /// How many YAML lists there were, nested ones included.
    pub lists: usize,
    /// The list of a section that is being read: nested ones count on without ending it.
    pub current: usize,
}

impl Gathered {
    /// A list of objects begins.
    pub fn begin(&mut self, kind: Kind) {
        self.sections.insert(kind);
        self.lists += 1;
        self.current = self.lists;
    }

    /// Takes in an entry of the list that began last. An entry that does not decode is left
    /// out: validation has said why.
    pub fn entry(&mut self, kind: Kind, value: Value, origin: Origin, lines: &Lines) {
        let list = self.current;
        match kind {
            Kind::Level => push(&mut self.levels, value, origin, list),
            Kind::Position => push(&mut self.positions, value, origin, list),
            Kind::UserType => push(&mut self.user_types, value, origin, list),
            Kind::Org => self.org(value, origin, list, None, "", lines),
            Kind::Member => push(&mut self.members, value, origin, list),
            Kind::Group => push(&mut self.groups, value, origin, list),
        }
    }

    /// Every domain that its entries name, in the order of the alphabet.
    pub fn domains(&self) -> BTreeSet<&str> {
        let levels = self.levels.iter().map(|entry| &entry.value.domain);
        let positions = self.positions.iter().map(|entry| &entry.value.domain);
        let user_types = self.user_types.iter().map(|entry| &entry.value.domain);
        let orgs = self.orgs.iter().map(|org| &org.entry.value.domain);
        let members = self.members.iter().map(|entry| &entry.value.domain);
        let groups = self.groups.iter().map(|entry| &entry.value.domain);
        let own = levels
            .chain(positions)
            .chain(user_types)
            .chain(orgs)
            .chain(members)
            .chain(groups)
            .filter_map(Field::known);
        let secondary = self.members.iter();
        let secondary = secondary.filter_map(|entry| entry.value.secondary.known());
        let secondary = secondary.flatten().map(|place| &place.domain);
        own.chain(secondary)
            .map(|domain| domain.0.as_str())
            .collect()
    }

    fn org(
        &mut self,
        mut value: Value,
        origin: Origin,
        list: usize,
        nested_in: Option<usize>,
        below_entry: &str,
        lines: &Lines,
    ) {
        let below = value
            .as_object_mut()
            .and_then(|object| object.shift_remove("orgs"));
        let Some(org) = decode(value) else {
            return;
        };
        let index = self.orgs.len();
        let entry = Entry {
            value: org,
            origin: origin.clone(),
            list,
        };
        self.orgs.push(OrgEntry { entry, nested_in });
        let Some(Value::Array(below)) = below else {
            return;
        };
        self.lists += 1;
        let list = self.lists;
        for (number, child) in below.into_iter().enumerate() {
            let below_entry = format!("{below_entry}/orgs/{number}");
            let origin = Origin {
                file: Arc::clone(&origin.file),
                line: lines.get(&below_entry).copied().unwrap_or(origin.line),
                pointer: format!("{}/orgs/{number}", origin.pointer).into(),
            };
            self.org(child, origin, list, Some(index), &below_entry, lines);
        }
    }
}

fn push<T: serde::de::DeserializeOwned>(
    entries: &mut Vec<Entry<T>>,
    value: Value,
    origin: Origin,
    list: usize,
) {
    if let Some(value) = decode(value) {
        entries.push(Entry {
            value,
            origin,
            list,
        });
    }
}

/// The typed form; where that fails, the object by its key alone, so that references to it
/// are not reported as well.
fn decode<T: serde::de::DeserializeOwned>(value: Value) -> Option<T> {
    let key = value.get("key").cloned();
    serde_json::from_value(value).ok().or_else(|| {
        let alone = Map::from_iter([("key".to_owned(), key?)]);
        serde_json::from_value(Value::Object(alone)).ok()
    })
}
