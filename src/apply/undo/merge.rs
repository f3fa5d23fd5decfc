//! Three states of one object's properties, and what takes back the way from the first to
//! the second while the third keeps what others did.

use serde_json::{Map, Value};

/// What takes a change back.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Merged {
    /// Properties to be set, each as it is to be.
    pub set: Map<String, Value>,
    /// Properties that somebody else changed since.
    pub conflicts: Vec<String>,
    /// Properties that the run changed and of which nobody knows what they were.
    pub unknown: Vec<String>,
}

/// Properties that are merged by their parts.
const MAPS: [&str; 4] = ["name", "names", "custom", "features"];

/// Of those, the ones in which null takes a part away.
const CLEARED: [&str; 2] = ["names", "custom"];

/// Lists whose order says nothing: each entry by itself.
const SETS: [&str; 9] = [
    "aliasEmails",
    "toExternalEmails",
    "masters",
    "members",
    "orgs",
    "groups",
    "allowedRecipients",
    "allowedSenders",
    "posts",
];

/// Merges. With `force` what others changed since is taken back too.
pub(super) fn merge(
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    now: &Map<String, Value>,
    force: bool,
) -> Merged {
    let mut merged = Merged::default();
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let (was, made, is) = (before.get(name), after.get(name), now.get(name));
        if MAPS.contains(&name.as_str())
            && let Some(parts) = parts(name, [was, made, is], force, &mut merged)
        {
            if !parts.is_empty() {
                merged.set.insert(name.clone(), Value::Object(parts));
            }
            continue;
        }
        if same(name, was, made) || same(name, was, is) {
            continue;
        }
        let (Some(was), Some(is)) = (was, is) else {
            merged.unknown.push(name.clone());
            continue;
        };
        // What the run made of it is not known: taken for what it is now.
        let made = made.unwrap_or(is);
        if force || same(name, Some(made), Some(is)) {
            merged.set.insert(name.clone(), was.clone());
        } else if name == "posts" {
            let posts = posts(items(was), items(made), items(is), &mut merged.conflicts);
            merged.set.insert(name.clone(), Value::Array(posts));
        } else if SETS.contains(&name.as_str()) {
            let set = set(items(was), items(made), items(is));
            merged.set.insert(name.clone(), Value::Array(set));
        } else {
            merged.conflicts.push(name.clone());
        }
    }
    merged
}

/// The parts of a property, where it has parts on all sides.
fn parts(
    name: &str,
    sides: [Option<&Value>; 3],
    force: bool,
    merged: &mut Merged,
) -> Option<Map<String, Value>> {
    let empty = Map::new();
    let map = |side: Option<&'_ Value>| match side {
        Some(Value::Object(map)) => Some(map.clone()),
        None => Some(empty.clone()),
        Some(_) => None,
    };
    let [was, made, is] = [map(sides[0])?, map(sides[1])?, map(sides[2])?];
    let mut set = Map::new();
    let mut keys: Vec<&String> = was.keys().chain(made.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let null = Value::Null;
    let clears = CLEARED.contains(&name);
    for key in keys {
        let part = |side: &'_ Map<String, Value>| match side.get(key) {
            Some(value) => Some(value.clone()),
            None if clears => Some(null.clone()),
            None => None,
        };
        let (was, made, is) = (part(&was), part(&made), part(&is));
        if was == made || was == is {
            continue;
        }
        match (was, is) {
            (Some(was), Some(is)) => {
                if force || made.as_ref().is_none_or(|made| *made == is) {
                    set.insert(key.clone(), was);
                } else {
                    merged.conflicts.push(format!("{name}.{key}"));
                }
            }
            _ => merged.unknown.push(format!("{name}.{key}")),
        }
    }
    Some(set)
}

/// Whether two values say the same, in whatever order a set stands.
pub(super) fn same(name: &str, one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one, other) {
        (Some(Value::Array(one)), Some(Value::Array(other))) if SETS.contains(&name) => {
            let sorted = |items: &[Value]| {
                let mut texts: Vec<String> = items.iter().map(ToString::to_string).collect();
                texts.sort_unstable();
                texts
            };
            sorted(one) == sorted(other)
        }
        (one, other) => one == other,
    }
}

/// What is there now, less what the run added, and with what it took away.
fn set(was: &[Value], made: &[Value], is: &[Value]) -> Vec<Value> {
    let added = |item: &&Value| made.contains(item) && !was.contains(item);
    let taken = |item: &&Value| !made.contains(item) && !is.contains(item);
    let kept = is.iter().filter(|item| !added(item));
    kept.chain(was.iter().filter(taken)).cloned().collect()
}

/// The same of posts, each known by its org; of one that stays, flag by flag.
fn posts(was: &[Value], made: &[Value], is: &[Value], conflicts: &mut Vec<String>) -> Vec<Value> {
    let org = |post: &Value| post.get("org").cloned();
    let find = |posts: &[Value], of: &Value| {
        let found = posts.iter().find(|post| org(post) == org(of));
        found.cloned()
    };
    let mut merged: Vec<Value> = Vec::new();
    for post in is {
        match (find(was, post), find(made, post)) {
            (None, Some(_)) => {}
            (Some(old), Some(new)) => merged.push(flags(&old, &new, post, conflicts)),
            (_, None) => merged.push(post.clone()),
        }
    }
    for post in was {
        if find(made, post).is_none() && find(is, post).is_none() {
            merged.push(post.clone());
        }
    }
    one_primary(&mut merged, was);
    merged
}

fn flags(was: &Value, made: &Value, is: &Value, conflicts: &mut Vec<String>) -> Value {
    let mut merged = is.clone();
    let (Some(was), Some(into)) = (was.as_object(), merged.as_object_mut()) else {
        return merged;
    };
    for (name, old) in was {
        let (new, now) = (made.get(name), is.get(name));
        if Some(old) == new || Some(old) == now {
            continue;
        }
        if new.is_none() || new == now {
            into.insert(name.clone(), old.clone());
        } else {
            conflicts.push(format!("posts.{name}"));
        }
    }
    merged
}

/// Exactly one post is primary: of several that is the one that was before.
fn one_primary(posts: &mut [Value], was: &[Value]) {
    let is_primary = |post: &Value| post.get("primary") == Some(&Value::Bool(true));
    let old = was.iter().find(|post| is_primary(post));
    let old = old.and_then(|old| {
        posts
            .iter()
            .position(|post| post.get("org") == old.get("org"))
    });
    let held: Vec<usize> = (0..posts.len())
        .filter(|at| is_primary(&posts[*at]))
        .collect();
    let only = match held.as_slice() {
        [only] => *only,
        _ => old.or(held.first().copied()).unwrap_or(0),
    };
    for (at, post) in posts.iter_mut().enumerate() {
        if let Some(post) = post.as_object_mut() {
            post.insert("primary".to_owned(), Value::Bool(at == only));
        }
    }
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn merged(before: &Value, after: &Value, now: &Value, force: bool) -> Merged {
        let map = |value: &Value| value.as_object().cloned().unwrap_or_default();
        merge(&map(before), &map(after), &map(now), force)
    }

    #[test]
    fn what_the_run_did_not_change_is_left_alone() {
        let (was, is) = (
            json!({"task": "a", "location": "x"}),
            json!({"task": "b", "location": "x"}),
        );
        assert_eq!(merged(&was, &was, &is, true), Merged::default());
        let made = json!({"task": "a", "location": "y"});
        let now = json!({"task": "b", "location": "y"});
        let back = merged(&was, &made, &now, false);
        assert_eq!(Value::Object(back.set), json!({"location": "x"}));
    }

    #[test]
    fn what_others_changed_since_is_left_unless_forced() {
        let (was, made, is) = (
            json!({"task": "a"}),
            json!({"task": "b"}),
            json!({"task": "c"}),
        );
        let back = merged(&was, &made, &is, false);
        assert_eq!(
            (back.set.len(), back.conflicts),
            (0, vec!["task".to_owned()])
        );
        let back = merged(&was, &made, &is, true);
        assert_eq!(Value::Object(back.set), json!({"task": "a"}));
    }

    #[test]
    fn sets_keep_what_others_added_and_parts_what_they_set() {
        let back = merged(
            &json!({"members": [{"id": "1"}, {"id": "2"}], "names": {"en_US": "A"}}),
            &json!({"members": [{"id": "2"}, {"id": "3"}], "names": {"en_US": "B", "ko_KR": "C"}}),
            &json!({"members": [{"id": "4"}, {"id": "3"}, {"id": "2"}], "names": {"en_US": "B", "ko_KR": "C", "zh_CN": "D"}}),
            false,
        );
        let wanted = json!({
            "members": [{"id": "4"}, {"id": "2"}, {"id": "1"}],
            "names": {"en_US": "A", "ko_KR": null},
        });
        assert_eq!(Value::Object(back.set), wanted);
        assert_eq!(back.conflicts, Vec::<String>::new());
    }

    #[test]
    fn posts_are_merged_one_by_one_and_one_is_primary() {
        let post = |org: &str, primary: bool, leader: bool| json!({"org": {"id": org}, "primary": primary, "leader": leader});
        let back = merged(
            &json!({"posts": [post("a", true, true)]}),
            &json!({"posts": [post("b", true, false), post("a", false, false)]}),
            &json!({"posts": [post("b", true, false), post("a", false, false), post("c", false, false)]}),
            false,
        );
        let wanted = json!({"posts": [post("a", true, true), post("c", false, false)]});
        assert_eq!(Value::Object(back.set), wanted);
    }

    #[test]
    fn what_is_not_returned_is_not_known() {
        let back = merged(
            &json!({}),
            &json!({"task": "b"}),
            &json!({"task": "b"}),
            false,
        );
        assert_eq!((back.set.len(), back.unknown), (0, vec!["task".to_owned()]));
    }
}
