use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::Sections;

/// Members above which every top-level org has a file of its own for its members.
pub const MEMBERS_IN_ONE_FILE: usize = 200;

/// How a fresh folder is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Members above which they stand in a file for every top-level org.
    pub members_in_one_file: usize,
    /// Ranks that share their place with another, by section and key: they stand in a list of
    /// their own, the how manieth of that place they are, since a list is an order.
    pub apart: HashMap<(String, String), usize>,
    /// The JSON Schema, as a path from the folder (`meibo.schema.json`) or an address: named
    /// in the first line of every file, for editors. `None`: no such line.
    pub schema: Option<String>,
    /// Comment lines below that, by file, without `# `.
    pub heads: BTreeMap<String, Vec<String>>,
    /// Comment lines at the end, by file, without `# `.
    pub tails: BTreeMap<String, Vec<String>>,
}

impl Default for Layout {
    fn default() -> Layout {
        Layout {
            members_in_one_file: MEMBERS_IN_ONE_FILE,
            apart: HashMap::new(),
            schema: Some("meibo.schema.json".to_owned()),
            heads: BTreeMap::new(),
            tails: BTreeMap::new(),
        }
    }
}

/// The file of a section whose objects are not parted.
pub fn file_of(section: &str) -> &'static str {
    match section {
        "tenant" => "tenant.yaml",
        "policy" => "policy.yaml",
        "levels" | "positions" | "userTypes" => "ranks.yaml",
        "orgs" => "orgs.yaml",
        "members" => "members.yaml",
        _ => "groups.yaml",
    }
}

/// The file of an object other than a member.
pub fn file_of_object(section: &str, object: &Value, layout: &Layout) -> String {
    let key = object
        .get("key")
        .and_then(Value::as_str)
        .unwrap_or_default();
    match layout.apart.get(&(section.to_owned(), key.to_owned())) {
        Some(number) => format!("ranks-{}.yaml", number + 1),
        None => file_of(section).to_owned(),
    }
}

/// Members whose primary post is in no org that is declared.
const NOWHERE: &str = "members/-.yaml";

/// The files that members stand in: by the top-level org of their primary post.
#[derive(Debug, Default)]
pub struct MemberFiles {
    /// The file of every org, by key; empty where all members stand in one.
    by_org: HashMap<String, String>,
    parted: bool,
}

impl MemberFiles {
    /// The files of a fresh folder.
    pub fn new(sections: &Sections, layout: &Layout) -> MemberFiles {
        let members = list(sections, "members").len();
        MemberFiles::read(sections, members > layout.members_in_one_file)
    }

    /// A file for every top-level org, however few members there are.
    pub fn by_top(sections: &Sections) -> MemberFiles {
        MemberFiles::read(sections, true)
    }

    fn read(sections: &Sections, parted: bool) -> MemberFiles {
        let mut files = MemberFiles {
            by_org: HashMap::new(),
            parted,
        };
        if !files.parted {
            return files;
        }
        let tops = tops(list(sections, "orgs"));
        let mut taken: HashMap<String, u32> = HashMap::new();
        let mut names: HashMap<String, String> = HashMap::new();
        for (key, top) in tops {
            let file = names.entry(top.clone()).or_insert_with(|| {
                let stem = stem(&top);
                // Two names may be one where the file system knows no capitals.
                let count = taken.entry(stem.to_lowercase()).or_insert(0);
                *count += 1;
                match *count {
                    1 => format!("members/{stem}.yaml"),
                    number => format!("members/{stem}~{number}.yaml"),
                }
            });
            files.by_org.insert(key, file.clone());
        }
        files
    }

    /// The file of a member.
    pub fn of(&self, member: &Value) -> String {
        if !self.parted {
            return file_of("members").to_owned();
        }
        let file = primary_org(member).and_then(|org| self.by_org.get(org));
        file.cloned().unwrap_or_else(|| NOWHERE.to_owned())
    }
}

/// The org of a member's primary post, where it is named by key.
pub fn primary_org(member: &Value) -> Option<&str> {
    let posts = member.get("posts")?.as_array()?;
    let primary = |post: &&Value| post.get("primary") == Some(&Value::Bool(true));
    let post = posts.iter().find(primary).or_else(|| posts.first())?;
    post.get("org")?.as_str()
}

/// Every org with the top-level org it is below, itself included.
fn tops(orgs: &[Value]) -> Vec<(String, String)> {
    // Orgs that name their parent instead of standing in it lead to it step by step.
    let mut above: HashMap<&str, Option<&str>> = HashMap::new();
    let mut keys = Vec::new();
    let mut open: Vec<(&Value, Option<&str>)> = orgs.iter().rev().map(|org| (org, None)).collect();
    while let Some((org, parent)) = open.pop() {
        let key = org.get("key").and_then(Value::as_str);
        if let Some(key) = key {
            let named = org.get("parent").and_then(Value::as_str);
            above.insert(key, parent.or(named));
            keys.push(key);
        }
        let below = org.get("orgs").and_then(Value::as_array);
        open.extend(below.into_iter().flatten().rev().map(|org| (org, key)));
    }
    let mut top: HashMap<&str, &str> = HashMap::new();
    let mut pairs = Vec::with_capacity(keys.len());
    for key in keys {
        let mut way = vec![key];
        let mut at = key;
        let found = loop {
            if let Some(found) = top.get(at) {
                break *found;
            }
            match above.get(at).copied().flatten() {
                // A ring of parents ends where it began.
                Some(up) if above.contains_key(up) && way.len() <= above.len() => {
                    way.push(up);
                    at = up;
                }
                _ => break at,
            }
        };
        for step in way {
            top.insert(step, found);
        }
        pairs.push((key.to_owned(), found.to_owned()));
    }
    pairs
}

/// A key as the name of a file on every system.
fn stem(key: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let stem: String = key
        .chars()
        .take(60)
        .map(|c| if safe(c) { c } else { '_' })
        .collect();
    let stem = stem.trim_end_matches('.');
    // A name that begins with a dot is not read; some names are devices on Windows.
    let device = ["con", "prn", "aux", "nul"].contains(&stem.to_lowercase().as_str())
        || stem.len() == 4
            && ["com", "lpt"]
                .iter()
                .any(|name| stem.to_lowercase().starts_with(name))
            && stem.ends_with(|c: char| c.is_ascii_digit());
    if stem.is_empty() || stem.starts_with('.') || device {
        return format!("_{stem}");
    }
    stem.to_owned()
}

/// The objects of a section.
pub fn list<'a>(sections: &'a Sections, section: &str) -> &'a [Value] {
    match sections.get(section) {
        Some(Value::Array(list)) => list,
        _ => &[],
    }
}

/// The sections by the file they stand in when nothing is there yet.
pub fn parted(sections: &Sections, layout: &Layout) -> BTreeMap<String, Sections> {
    let members = MemberFiles::new(sections, layout);
    let mut files: BTreeMap<String, Sections> = BTreeMap::new();
    for (section, value) in sections {
        if !matches!(
            section.as_str(),
            "members" | "levels" | "positions" | "userTypes"
        ) {
            let file = files.entry(file_of(section).to_owned()).or_default();
            file.insert(section.clone(), value.clone());
            continue;
        }
        for object in list(sections, section) {
            let name = match section.as_str() {
                "members" => members.of(object),
                _ => file_of_object(section, object, layout),
            };
            let file = files.entry(name).or_default();
            let list = file
                .entry(section.clone())
                .or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(list) = list {
                list.push(object.clone());
            }
        }
    }
    files
}

/// The lines that a file begins with.
pub fn head(file: &str, layout: &Layout) -> String {
    let mut head = String::new();
    if let Some(schema) = &layout.schema {
        let is_path = !schema.contains("://") && !schema.starts_with('/');
        let up = match is_path {
            true => "../".repeat(file.matches('/').count()),
            false => String::new(),
        };
        head.push_str(&format!("# yaml-language-server: $schema={up}{schema}\n"));
    }
    comment(layout.heads.get(file), &mut head);
    head
}

/// The lines that a file ends with.
pub fn tail(file: &str, layout: &Layout) -> String {
    let mut tail = String::new();
    comment(layout.tails.get(file), &mut tail);
    tail
}

fn comment(lines: Option<&Vec<String>>, out: &mut String) {
    for line in lines.into_iter().flatten() {
        out.push_str(format!("# {line}").trim_end());
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn sections(value: Value) -> Sections {
        value.as_object().expect("an object").clone()
    }

    #[test]
    fn members_stand_in_the_file_of_the_top_of_their_primary_post() {
        let sections = sections(json!({
            "orgs": [
                {"key": "営業部", "orgs": [{"key": "s-1", "orgs": [{"key": "s-1-1"}]}]},
                {"key": "CON"}, {"key": "s-2", "parent": "s-1"},
            ],
            "members": [
                {"key": "A", "posts": [{"org": "s-1-1"}]},
                {"key": "B", "posts": [{"org": "s-1"}, {"org": "CON", "primary": true}]},
                {"key": "C"}, {"key": "D", "posts": [{"org": "s-2"}]},
            ],
        }));
        let layout = Layout {
            members_in_one_file: 3,
            ..Layout::default()
        };
        let files = MemberFiles::new(&sections, &layout);
        let of: Vec<String> = list(&sections, "members")
            .iter()
            .map(|m| files.of(m))
            .collect();
        assert_eq!(
            of,
            [
                "members/営業部.yaml",
                "members/_CON.yaml",
                NOWHERE,
                "members/営業部.yaml"
            ]
        );
        let layout = Layout {
            members_in_one_file: 4,
            ..layout
        };
        let one = parted(&sections, &layout);
        assert_eq!(
            one["members.yaml"]["members"].as_array().map(Vec::len),
            Some(4)
        );
    }

    #[test]
    fn names_of_files_are_safe_and_distinct() {
        for (key, name) in [
            ("a:b", "a_b"),
            ("..", "_"),
            (".x", "_.x"),
            ("LPT1", "_LPT1"),
            ("<>", "__"),
        ] {
            assert_eq!(stem(key), name, "{key}");
        }
        let sections = sections(json!({
            "orgs": [{"key": "a:b"}, {"key": "A*B"}],
            "members": [{"key": "1", "posts": [{"org": "a:b"}]}, {"key": "2", "posts": [{"org": "A*B"}]}],
        }));
        let files = parted(
            &sections,
            &Layout {
                members_in_one_file: 1,
                ..Layout::default()
            },
        );
        assert_eq!(
            files
                .keys()
                .filter(|name| name.starts_with("members/"))
                .count(),
            2
        );
    }

    #[test]
    fn a_ring_of_parents_comes_to_an_end() {
        let orgs = json!([{"key": "a", "parent": "b"}, {"key": "b", "parent": "a"}]);
        assert_eq!(tops(orgs.as_array().expect("a list")).len(), 2);
    }
}
