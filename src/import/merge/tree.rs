//! The orgs of all files as one tree, brought up to date.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::{Manner, reorder, reorder_within};
use crate::import::Sections;
use crate::import::layout::file_of;

/// An org of the tree.
#[derive(Debug)]
struct Node {
    /// Its properties, `orgs` as an empty list where it has any.
    value: Map<String, Value>,
    /// Whether orgs were nested in it.
    had_below: bool,
    /// Whether it stands in a list.
    placed: bool,
    /// The org it is nested in.
    above: Option<usize>,
    /// The file it stands in.
    file: usize,
    /// The orgs nested in it.
    below: Vec<usize>,
}

/// The orgs of all files.
pub struct Tree<'a> {
    files: &'a mut BTreeMap<String, Sections>,
    manner: &'a Manner,
    names: Vec<String>,
    nodes: Vec<Node>,
    /// The orgs at the top of the lists of each file.
    tops: Vec<Vec<usize>>,
    by_key: HashMap<String, usize>,
}

/// An org as it is given.
struct Given<'v> {
    key: &'v str,
    parent: Option<String>,
    /// Less `orgs` and `parent`.
    value: Map<String, Value>,
}

impl<'a> Tree<'a> {
    /// Takes the orgs out of the files; [`Tree::update`] puts them back.
    pub fn new(files: &'a mut BTreeMap<String, Sections>, manner: &'a Manner) -> Tree<'a> {
        let names: Vec<String> = files.keys().cloned().collect();
        let mut tree = Tree {
            files,
            manner,
            tops: vec![Vec::new(); names.len()],
            names,
            nodes: Vec::new(),
            by_key: HashMap::new(),
        };
        for file in 0..tree.names.len() {
            let orgs = tree.files.get_mut(&tree.names[file]);
            let orgs = orgs.and_then(|sections| sections.get_mut("orgs"));
            let orgs = orgs.map(Value::take);
            if let Some(Value::Array(orgs)) = orgs {
                for org in orgs {
                    let top = tree.add(org, None, file);
                    tree.tops[file].extend(top);
                }
            }
        }
        tree
    }

    fn add(&mut self, org: Value, above: Option<usize>, file: usize) -> Option<usize> {
        let Value::Object(mut value) = org else {
            return None;
        };
        let below = match value.get_mut("orgs") {
            Some(Value::Array(below)) => std::mem::take(below),
            _ => Vec::new(),
        };
        let at = self.nodes.len();
        if let Some(key) = value.get("key").and_then(Value::as_str) {
            self.by_key.insert(key.to_owned(), at);
        }
        self.nodes.push(Node {
            value,
            had_below: !below.is_empty(),
            placed: true,
            above,
            file,
            below: Vec::new(),
        });
        for org in below {
            let below = self.add(org, Some(at), file);
            self.nodes[at].below.extend(below);
        }
        Some(at)
    }

    /// Brings the tree to what is given, and puts it back into the files.
    pub fn update(mut self, orgs: &[Value]) {
        let mut given: Vec<Given<'_>> = Vec::new();
        flatten(orgs, None, &self.manner.rules, &mut given);
        let keys: HashSet<&str> = given.iter().map(|org| org.key).collect();
        for org in &given {
            if let Some(at) = self.by_key.get(org.key).copied() {
                let node = &mut self.nodes[at];
                node.value = self.manner.rules.object("orgs", &node.value, &org.value);
            }
        }
        let mut siblings: HashMap<Option<&str>, Vec<&str>> = HashMap::new();
        for org in &given {
            siblings
                .entry(org.parent.as_deref())
                .or_default()
                .push(org.key);
        }
        let mut done: HashMap<Option<&str>, usize> = HashMap::new();
        for org in &given {
            let parent = org.parent.as_deref();
            let place = done.entry(parent).or_default();
            let before = &siblings[&parent][..*place];
            let after = &siblings[&parent][*place + 1..];
            *place += 1;
            self.settle(org, before, after);
        }
        if self.manner.rules.whole {
            if self.manner.prune {
                self.remove(&keys);
            }
            if !self.manner.free_order {
                self.sort(&given);
            }
        }
        self.put_back();
    }

    /// Puts an org below its parent, where it does not stand there yet.
    fn settle(&mut self, org: &Given<'_>, before: &[&str], after: &[&str]) {
        let parent = org.parent.as_deref();
        let at = match self.by_key.get(org.key).copied() {
            Some(at) => {
                if self.parent(at).as_deref() == parent {
                    return;
                }
                if self.nodes[at].above.is_none() {
                    return self.name_parent(at, parent);
                }
                self.detach(at);
                at
            }
            None if self.manner.declared_only => return,
            None => {
                let rules = &self.manner.rules;
                let value = rules.defaults.object("orgs", &org.value);
                let at = self.nodes.len();
                self.by_key.insert(org.key.to_owned(), at);
                self.nodes.push(Node {
                    value,
                    had_below: false,
                    placed: false,
                    above: None,
                    file: 0,
                    below: Vec::new(),
                });
                at
            }
        };
        let beside = |key: &str| {
            let at = self.by_key.get(key).copied()?;
            self.nodes[at].placed.then_some(at)
        };
        let before = before.iter().rev().find_map(|key| beside(key));
        let after = after.iter().find_map(|key| beside(key));
        let above = parent.and_then(|parent| self.by_key.get(parent).copied());
        self.nodes[at].placed = true;
        match (before, after, above) {
            (Some(before), ..) => self.insert_beside(at, before, 1, parent),
            (None, Some(after), _) => self.insert_beside(at, after, 0, parent),
            (None, None, Some(above)) => {
                self.nodes[above].below.push(at);
                self.nodes[at].above = Some(above);
                self.nodes[at].value.shift_remove("parent");
            }
            (None, None, None) => {
                let file = self.main_file();
                self.tops[file].push(at);
                self.nodes[at].file = file;
                self.name_parent(at, parent);
            }
        }
    }

    fn insert_beside(&mut self, at: usize, sibling: usize, offset: usize, parent: Option<&str>) {
        let above = self.nodes[sibling].above;
        let file = self.nodes[sibling].file;
        let list = match above {
            Some(above) => &mut self.nodes[above].below,
            None => &mut self.tops[file],
        };
        let place = list.iter().rposition(|one| *one == sibling);
        let place = place.map_or(list.len(), |place| place + offset);
        list.insert(place, at);
        self.nodes[at].above = above;
        self.nodes[at].file = file;
        match above {
            Some(_) => {
                self.nodes[at].value.shift_remove("parent");
            }
            None => self.name_parent(at, parent),
        }
    }

    /// Says with `parent:` below what an org stands that is nested in none.
    fn name_parent(&mut self, at: usize, parent: Option<&str>) {
        let value = &mut self.nodes[at].value;
        match parent {
            None => {
                value.shift_remove("parent");
            }
            Some(parent) if value.contains_key("parent") => {
                value.insert("parent".to_owned(), json!(parent));
            }
            Some(parent) => {
                let place = value.keys().position(|name| name == "key");
                let place = place.map_or(0, |place| place + 1);
                value.shift_insert(place, "parent".to_owned(), json!(parent));
            }
        }
    }

    fn detach(&mut self, at: usize) {
        self.nodes[at].placed = false;
        if let Some(above) = self.nodes[at].above.take() {
            self.nodes[above].below.retain(|below| *below != at);
        }
    }

    /// The key of the org that one stands below.
    fn parent(&self, at: usize) -> Option<String> {
        let node = &self.nodes[at];
        match node.above {
            Some(above) => key_of(&self.nodes[above].value).map(str::to_owned),
            None => {
                let named = node.value.get("parent")?;
                let named = self.manner.rules.reference(named);
                match named {
                    Value::String(key) => Some(key),
                    Value::Null => None,
                    // Named by an id that nobody knows a key of: another than any key.
                    other => Some(other.to_string()),
                }
            }
        }
    }

    /// The file that new top-level orgs stand in: the one with most of them.
    fn main_file(&mut self) -> usize {
        let most = (0..self.tops.len())
            .rev()
            .max_by_key(|file| self.tops[*file].len());
        if let Some(file) = most
            && !self.tops[file].is_empty()
        {
            return file;
        }
        let name = file_of("orgs");
        if let Some(file) = self.names.iter().position(|one| one == name) {
            return file;
        }
        self.names.push(name.to_owned());
        self.tops.push(Vec::new());
        self.names.len() - 1
    }

    /// Takes out what is not given.
    fn remove(&mut self, keys: &HashSet<&str>) {
        let stays: Vec<bool> = self
            .nodes
            .iter()
            .map(|node| key_of(&node.value).is_none_or(|key| keys.contains(key)))
            .collect();
        for node in &mut self.nodes {
            node.below.retain(|at| stays[*at]);
        }
        for tops in &mut self.tops {
            tops.retain(|at| stays[*at]);
        }
    }

    /// Puts siblings of one list into the order that is given.
    fn sort(&mut self, given: &[Given<'_>]) {
        let places: HashMap<usize, usize> = given
            .iter()
            .enumerate()
            .filter_map(|(place, org)| Some((*self.by_key.get(org.key)?, place)))
            .collect();
        for node in &mut self.nodes {
            reorder(&mut node.below, |at| places.get(at).copied());
        }
        for file in 0..self.tops.len() {
            // Of orgs of different parents in one list the order says nothing.
            let mut tops = std::mem::take(&mut self.tops[file]);
            reorder_within(
                &mut tops,
                |at| self.parent(*at),
                |at| places.get(at).copied(),
            );
            self.tops[file] = tops;
        }
    }

    fn put_back(self) {
        let Tree {
            files,
            names,
            mut nodes,
            tops,
            ..
        } = self;
        for (name, tops) in names.into_iter().zip(tops) {
            let existed = files
                .get(&name)
                .is_some_and(|file| file.contains_key("orgs"));
            if tops.is_empty() && !existed {
                continue;
            }
            let orgs = tops.into_iter().map(|at| built(&mut nodes, at)).collect();
            let file = files.entry(name).or_default();
            file.insert("orgs".to_owned(), Value::Array(orgs));
        }
    }
}

/// An org with the orgs nested in it.
fn built(nodes: &mut Vec<Node>, at: usize) -> Value {
    let below = std::mem::take(&mut nodes[at].below);
    let had = nodes[at].had_below;
    let mut value = std::mem::take(&mut nodes[at].value);
    if below.is_empty() {
        // A list that was there and empty is left as it was; one that lost its orgs goes.
        if had {
            value.shift_remove("orgs");
        }
    } else {
        let below = below.into_iter().map(|below| built(nodes, below)).collect();
        value.insert("orgs".to_owned(), Value::Array(below));
    }
    Value::Object(value)
}

fn key_of(value: &Map<String, Value>) -> Option<&str> {
    value.get("key")?.as_str()
}

/// The orgs that are given, parents first.
fn flatten<'v>(
    orgs: &'v [Value],
    above: Option<&str>,
    rules: &crate::import::overlay::Rules,
    given: &mut Vec<Given<'v>>,
) {
    for org in orgs {
        let Value::Object(value) = org else { continue };
        let Some(key) = key_of(value) else { continue };
        let named = value.get("parent").map(|parent| rules.reference(parent));
        let named = named.and_then(|parent| parent.as_str().map(str::to_owned));
        let mut own = value.clone();
        own.shift_remove("orgs");
        own.shift_remove("parent");
        given.push(Given {
            key,
            parent: above.map(str::to_owned).or(named),
            value: own,
        });
        if let Some(Value::Array(below)) = value.get("orgs") {
            flatten(below, Some(key), rules, given);
        }
    }
}
