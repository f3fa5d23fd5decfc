//! How objects are named: by the key they are declared by.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use crate::directory::{Directory, Id, Ref};

/// The keys of everything that is declared, and what is not.
#[derive(Debug)]
pub struct Names<'a> {
    /// By id.
    pub keys: &'a HashMap<Id, String>,
    /// Objects that are declared nowhere: members in deletion, ranks that were not read.
    absent: HashSet<&'a Id>,
    /// Entries of lists that were left out, since what they name is not declared.
    pub left_out: Cell<usize>,
}

impl<'a> Names<'a> {
    /// The names of a directory, less what is not to be declared.
    pub fn new(
        live: &'a Directory,
        keys: &'a HashMap<Id, String>,
        refused: &'a HashSet<Id>,
    ) -> Names<'a> {
        let gone = live.members.values().filter(|member| member.flags.deleted);
        Names {
            keys,
            absent: gone.map(|member| &member.id).chain(refused).collect(),
            left_out: Cell::new(0),
        }
    }

    /// What a reference is written as; `None` where what it names is not declared.
    pub fn reference(&self, reference: &Ref) -> Option<Value> {
        match reference {
            Ref::Key(key) => Some(json!(key.as_str())),
            Ref::Email(email) => Some(json!({"email": email.as_str()})),
            Ref::Id(id) if self.absent.contains(id) => None,
            Ref::Id(id) => self.keys.get(id).map(|key| json!(key)),
        }
    }

    /// A set of references, sorted by key; those that name nothing declared are left out and
    /// counted.
    pub fn set(&self, references: &[Ref]) -> Value {
        let mut all: Vec<Value> = Vec::with_capacity(references.len());
        for reference in references {
            match self.reference(reference) {
                Some(value) => all.push(value),
                None => self.left_out.set(self.left_out.get() + 1),
            }
        }
        all.sort_by_cached_key(Value::to_string);
        all.dedup();
        Value::Array(all)
    }
}
