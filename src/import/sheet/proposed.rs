//! Objects that a list names and nothing declares yet: declared with proposed keys.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::known::Known;
use crate::check::{folded, key_of};
use crate::directory::{Kind, RankKind};

/// An org that is not declared yet.
#[derive(Clone, Debug, PartialEq, Eq)]
struct NewOrg {
    key: String,
    name: String,
    /// The key of the org above.
    parent: Option<String>,
}

/// Orgs and ranks by name: those that are declared, and those that are going to be.
#[derive(Debug)]
pub struct Names {
    known: Known,
    /// The keys that there are, as the check compares them: of orgs, and of a kind of ranks.
    taken: HashSet<(Option<RankKind>, String)>,
    new_orgs: Vec<NewOrg>,
    new_ranks: Vec<(RankKind, String, String)>,
}

/// How much is going to be declared.
#[derive(Clone, Copy, Debug)]
pub struct Created {
    orgs: usize,
    ranks: usize,
}

/// Why a name leads to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// Several orgs have it: their keys.
    Ambiguous(Vec<String>),
    /// Nothing has it.
    Missing,
}

impl Names {
    /// Those that are declared.
    pub fn new(known: Known) -> Names {
        let orgs = known.org_keys.iter().map(|key| (None, key));
        let ranks = known.rank_keys.iter();
        let ranks = ranks.map(|(kind, key)| (Some(*kind), key));
        let taken = orgs.chain(ranks);
        let taken = taken.map(|(kind, key)| (kind, folded(key).into_owned()));
        Names {
            taken: taken.collect(),
            known,
            new_orgs: Vec::new(),
            new_ranks: Vec::new(),
        }
    }

    /// What is declared.
    pub fn known(&self) -> &Known {
        &self.known
    }

    /// The key of an org by its key or name. A name that several have is that of the one at
    /// the top level, where one is; a text that is the key of one and the name of another
    /// could be either.
    pub fn org(&self, text: &str) -> Result<String, Unresolved> {
        let named = self.known.org_names.get(text).map(Vec::as_slice);
        let named = named.unwrap_or_default();
        let by_key = self.known.org_keys.contains(text);
        if by_key && named.iter().all(|key| key == text) {
            return Ok(text.to_owned());
        }
        let top = self.known.org_paths.get([text.to_owned()].as_slice());
        match (named, top) {
            ([], _) => Err(Unresolved::Missing),
            ([key], _) if !by_key => Ok(key.clone()),
            (_, Some(key)) if !by_key || key == text => Ok(key.clone()),
            _ => {
                let mut keys = named.to_vec();
                if by_key && !keys.iter().any(|key| key == text) {
                    keys.push(text.to_owned());
                }
                Err(Unresolved::Ambiguous(keys))
            }
        }
    }

    /// The key of an org by the names from the top down.
    pub fn org_at(&self, path: &[String]) -> Option<String> {
        self.known.org_paths.get(path).cloned()
    }

    /// The same; orgs on the way that are not there are going to be declared.
    pub fn org_at_or_new(&mut self, path: &[String]) -> Option<String> {
        let mut parent = None;
        for (at, name) in path.iter().enumerate() {
            let here = &path[..=at];
            let key = match self.org_at(here) {
                Some(key) => key,
                None => self.new_org(here, name, parent.clone()),
            };
            parent = Some(key);
        }
        parent
    }

    fn new_org(&mut self, path: &[String], name: &str, parent: Option<String>) -> String {
        let key = self.free_key(None, path);
        self.known.org_keys.insert(key.clone());
        self.known.org_paths.insert(path.to_vec(), key.clone());
        let named = self.known.org_names.entry(name.to_owned()).or_default();
        named.push(key.clone());
        self.new_orgs.push(NewOrg {
            key: key.clone(),
            name: name.to_owned(),
            parent,
        });
        key
    }

    /// The key of a level, position or user type by its key or name.
    pub fn rank(&self, kind: RankKind, text: &str) -> Option<String> {
        if self.known.rank_keys.contains(&(kind, text.to_owned())) {
            return Some(text.to_owned());
        }
        self.known.rank_names.get(&(kind, text.to_owned())).cloned()
    }

    /// The same; one that is not there is going to be declared.
    pub fn rank_or_new(&mut self, kind: RankKind, text: &str) -> String {
        if let Some(key) = self.rank(kind, text) {
            return key;
        }
        let key = self.free_key(Some(kind), &[text.to_owned()]);
        self.known.rank_keys.insert((kind, key.clone()));
        self.known
            .rank_names
            .insert((kind, text.to_owned()), key.clone());
        self.new_ranks.push((kind, key.clone(), text.to_owned()));
        key
    }

    /// A key that nothing of its kind has, nor will have another time.
    fn free_key(&mut self, kind: Option<RankKind>, path: &[String]) -> String {
        let form = |key: &str| (kind, folded(key).into_owned());
        let key = free_key(path, |key| self.taken.contains(&form(key)));
        self.taken.insert(form(&key));
        key
    }

    /// How many orgs and ranks are going to be declared.
    pub fn created(&self) -> Created {
        Created {
            orgs: self.new_orgs.len(),
            ranks: self.new_ranks.len(),
        }
    }

    /// Those that came since, by kind and key.
    pub fn created_since(&self, before: Created) -> impl Iterator<Item = (Kind, &str)> {
        let orgs = self.new_orgs.iter().skip(before.orgs);
        let ranks = self.new_ranks.iter().skip(before.ranks);
        let orgs = orgs.map(|org| (Kind::Org, org.key.as_str()));
        orgs.chain(ranks.map(|(kind, key, _)| (Kind::from(*kind), key.as_str())))
    }

    /// What is going to be declared, by section: new orgs nested in one another, those below
    /// a declared org with their `parent`.
    pub fn sections(&self) -> Map<String, Value> {
        let mut sections = Map::new();
        for kind in RankKind::ALL {
            let new = self.new_ranks.iter().filter(|(of, ..)| *of == kind);
            let list: Vec<Value> = new
                .map(|(_, key, name)| json!({"key": key, "name": name}))
                .collect();
            if !list.is_empty() {
                sections.insert(Kind::from(kind).section().to_owned(), list.into());
            }
        }
        if !self.new_orgs.is_empty() {
            let orgs = self.new_orgs.iter().map(|org| {
                let mut object = Map::new();
                object.insert("key".to_owned(), org.key.clone().into());
                if let Some(parent) = &org.parent {
                    object.insert("parent".to_owned(), parent.clone().into());
                }
                object.insert("name".to_owned(), org.name.clone().into());
                object
            });
            sections.insert(
                Kind::Org.section().to_owned(),
                nested(orgs.collect()).into(),
            );
        }
        sections
    }
}

/// A key for what has these names from the top down: its own name, with that above it where
/// it is taken, a number at last.
fn free_key(path: &[String], taken: impl Fn(&str) -> bool) -> String {
    let safe: Vec<String> = path.iter().map(|name| safe(name)).collect();
    for from in (0..safe.len()).rev() {
        let key = clipped(&safe[from..].join("-"), 100);
        if !taken(&key) {
            return key;
        }
    }
    let base = clipped(&safe.join("-"), 92);
    (2_u32..)
        .map(|number| format!("{base}-{number}"))
        .find(|key| !taken(key))
        .unwrap_or(base)
}

/// A name without what no key may hold (facts 4.2), and none of what the check warns of.
fn safe(name: &str) -> String {
    let safe: String = key_of(name)
        .chars()
        .map(|c| match c {
            '%' | '\\' | '#' | '/' | '?' => '-',
            c if c.is_control() => '-',
            c => c,
        })
        .collect();
    match safe.trim() {
        "" => "new".to_owned(),
        safe => safe.to_owned(),
    }
}

fn clipped(text: &str, most: usize) -> String {
    let clipped: String = text.chars().take(most).collect();
    clipped.trim_end().to_owned()
}

/// Levels that are nested in one another: the service allows 15 (facts 5.2.3), and what
/// nests without end cannot be handled.
const MAX_NESTING: usize = 20;

/// Orgs in the order they stand, each below the one its `parent` names where that is among
/// them.
pub fn nested(orgs: Vec<Map<String, Value>>) -> Vec<Value> {
    let key = |org: &Map<String, Value>| org.get("key").and_then(Value::as_str).map(str::to_owned);
    let parent =
        |org: &Map<String, Value>| org.get("parent").and_then(Value::as_str).map(str::to_owned);
    let index: HashMap<String, usize> = orgs
        .iter()
        .enumerate()
        .filter_map(|(at, org)| Some((key(org)?, at)))
        .collect();
    let above: Vec<Option<usize>> = orgs
        .iter()
        .map(|org| parent(org).and_then(|parent| index.get(&parent).copied()))
        .collect();
    // What is in a ring of parents stays flat: what is wrong with it is told elsewhere.
    let mut reached: Vec<Option<bool>> = vec![None; orgs.len()];
    for start in 0..orgs.len() {
        let mut way = Vec::new();
        let mut on_way = HashSet::new();
        let mut at = Some(start);
        let sound = loop {
            let Some(here) = at else { break true };
            if let Some(sound) = reached[here] {
                break sound;
            }
            if !on_way.insert(here) {
                break false;
            }
            way.push(here);
            at = above[here];
        };
        for step in way {
            reached[step] = Some(sound);
        }
    }
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); orgs.len()];
    let mut tops = Vec::new();
    for at in 0..orgs.len() {
        match above[at] {
            Some(parent) if reached[at] == Some(true) => below[parent].push(at),
            _ => tops.push(at),
        }
    }
    let mut orgs: Vec<Option<Map<String, Value>>> = orgs.into_iter().map(Some).collect();
    // Parents before their children; those too deep begin a tree of their own, and name
    // their parent.
    let mut order: Vec<(usize, usize)> = tops.iter().map(|at| (*at, 0)).collect();
    let mut at = 0;
    while let Some((here, depth)) = order.get(at).copied() {
        if depth + 1 < MAX_NESTING {
            order.extend(below[here].iter().map(|child| (*child, depth + 1)));
        } else {
            let deep = std::mem::take(&mut below[here]);
            order.extend(deep.iter().map(|child| (*child, 0)));
            tops.extend(deep);
        }
        at += 1;
    }
    for (here, _) in order.into_iter().rev() {
        let mut children = Vec::new();
        for child in &below[here] {
            if let Some(mut child) = orgs[*child].take() {
                child.shift_remove("parent");
                children.push(Value::Object(child));
            }
        }
        if let Some(org) = orgs[here].as_mut()
            && !children.is_empty()
        {
            org.insert("orgs".to_owned(), children.into());
        }
    }
    tops.into_iter()
        .filter_map(|at| orgs[at].take())
        .map(Value::Object)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Vec<String> {
        text.split('/').map(str::to_owned).collect()
    }

    #[test]
    fn orgs_on_the_way_are_declared_once_with_keys_of_their_own() {
        let mut known = Known::default();
        known.org_keys.insert("hq".to_owned());
        known.org_paths.insert(path("本社"), "hq".to_owned());
        known
            .org_names
            .insert("本社".to_owned(), vec!["hq".to_owned()]);
        let mut names = Names::new(known);
        for (text, key) in [
            ("本社/営業部/営業1課", "営業1課"),
            ("本社/営業部", "営業部"),
            ("大阪支社/営業部", "大阪支社-営業部"),
            ("大阪支社/営業部", "大阪支社-営業部"),
        ] {
            assert_eq!(names.org_at_or_new(&path(text)).as_deref(), Some(key));
        }
        assert_eq!(names.org("大阪支社"), Ok("大阪支社".to_owned()));
        assert!(matches!(names.org("営業部"), Err(Unresolved::Ambiguous(_))));
        assert_eq!(
            Value::Object(names.sections()),
            json!({"orgs": [
                {"key": "営業部", "parent": "hq", "name": "営業部",
                 "orgs": [{"key": "営業1課", "name": "営業1課"}]},
                {"key": "大阪支社", "name": "大阪支社",
                 "orgs": [{"key": "大阪支社-営業部", "name": "営業部"}]},
            ]})
        );
    }

    #[test]
    fn ranks_get_keys_that_may_be_keys() {
        let mut names = Names::new(Known::default());
        assert_eq!(
            names.rank_or_new(RankKind::Position, "課長/リーダー"),
            "課長-リーダー"
        );
        assert_eq!(
            names.rank_or_new(RankKind::Position, "課長-リーダー"),
            "課長-リーダー"
        );
        assert_eq!(
            names.rank_or_new(RankKind::Position, "課長#リーダー"),
            "課長-リーダー-2"
        );
        assert_eq!(names.rank_or_new(RankKind::Level, "課長"), "課長");
        for (name, key) in [
            ("ＩＴ\u{3000}推進\u{a0}", "IT 推進"),
            ("it 推進", "it 推進-2"),
            ("業務改か\u{3099}かり", "業務改がかり"),
        ] {
            assert_eq!(names.rank_or_new(RankKind::Position, name), key);
        }
        for (name, key) in [("営業１課", "営業1課"), ("営業1課", "営業1課-2")] {
            assert_eq!(names.org_at_or_new(&path(name)).as_deref(), Some(key));
        }
    }

    #[test]
    fn a_chain_without_end_is_cut() {
        let org = |at: usize| {
            let object = json!({"key": at.to_string(), "parent": (at + 1).to_string()});
            object.as_object().cloned().unwrap_or_default()
        };
        let trees = nested((0..100_000).map(org).collect());
        assert_eq!(trees.len(), 100_000 / MAX_NESTING);
    }

    #[test]
    fn a_ring_of_parents_stays_flat() {
        let org = |key: &str, parent: &str| {
            let object = json!({"key": key, "parent": parent});
            object.as_object().cloned().unwrap_or_default()
        };
        let flat = nested(vec![
            org("a", "b"),
            org("b", "a"),
            org("c", "a"),
            org("d", "x"),
            org("e", "d"),
        ]);
        assert_eq!(
            Value::Array(flat),
            json!([
                {"key": "a", "parent": "b"}, {"key": "b", "parent": "a"}, {"key": "c", "parent": "a"},
                {"key": "d", "parent": "x", "orgs": [{"key": "e"}]},
            ])
        );
    }
}
