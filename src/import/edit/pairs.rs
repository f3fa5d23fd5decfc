use std::collections::{HashMap, HashSet};

use serde_json::Value;

/// Which entries of two lists are the same.
pub struct Pairs {
    /// Places before and after, in the order of the places after.
    pub kept: Vec<(usize, usize)>,
}

impl Pairs {
    /// Pairs them up; `None` where something stands twice in one of them.
    pub fn new(old: &[Value], new: &[Value]) -> Option<Pairs> {
        let mut before: HashMap<String, usize> = HashMap::with_capacity(old.len());
        for (number, value) in old.iter().enumerate() {
            if before.insert(identity(value), number).is_some() {
                return None;
            }
        }
        let mut seen = HashSet::with_capacity(new.len());
        let mut kept = Vec::new();
        for (number, value) in new.iter().enumerate() {
            let identity = identity(value);
            if let Some(at) = before.get(&identity) {
                kept.push((*at, number));
            }
            if !seen.insert(identity) {
                return None;
            }
        }
        Some(Pairs { kept })
    }

    /// Whether what stays stands in another order.
    pub fn is_reordered(&self) -> bool {
        !self.kept.is_sorted_by_key(|(before, _)| *before)
    }
}

/// What an entry of a list is recognised by.
fn identity(value: &Value) -> String {
    if let (Some(key), Some(domain)) = (value.get("key"), value.get("domain")) {
        return format!("key={key} domain={domain}");
    }
    for name in ["key", "org", "member", "domain"] {
        if let Some(value) = value.get(name) {
            return format!("{name}={value}");
        }
    }
    value.to_string()
}
