//! Paths of properties, as columns and mapping files name them: `posts[0].org`.

use std::fmt;

use serde_json::{Map, Value};

use super::property::{self, Form, Property, What};

/// The greatest number in brackets.
const MAX_INDEX: usize = 99;

/// A step on the way to a property.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A property of a mapping.
    Name(String),
    /// An entry of a list, from 0.
    At(usize),
}

/// A property of an object that a column fills.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// Reads `posts[0].org`; `None` where it is no path at all.
    pub fn parse(text: &str) -> Option<Path> {
        let mut steps = Vec::new();
        for part in text.split('.') {
            let (name, mut rest) = match part.find('[') {
                Some(at) => part.split_at(at),
                None => (part, ""),
            };
            if name.is_empty() || name.contains(']') {
                return None;
            }
            steps.push(Step::Name(name.to_owned()));
            while let Some(inner) = rest.strip_prefix('[') {
                let (number, after) = inner.split_once(']')?;
                let plain = number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit());
                let number: usize = plain.then(|| number.parse().ok()).flatten()?;
                if number > MAX_INDEX {
                    return None;
                }
                steps.push(Step::At(number));
                rest = after;
            }
            if !rest.is_empty() {
                return None;
            }
        }
        (steps.len() <= 8).then_some(Path(steps))
    }

    /// What it leads to, where there is such a property. A list without a number is its
    /// first entry (`posts.org` and `posts[].org` are `posts[0].org`).
    pub fn known(text: &str, what: What) -> Option<(Path, &'static Property)> {
        let path = Path::parse(&text.replace("[]", "[0]"))?;
        what.properties()
            .iter()
            .find_map(|property| Some((path.fits(property.path)?, property)))
    }

    /// The path itself where a pattern stands for it, numbers put in.
    fn fits(&self, pattern: &str) -> Option<Path> {
        let mut steps = Vec::new();
        let mut own = self.0.iter().peekable();
        let mut before = "";
        for part in pattern.split('.') {
            let (name, list) = match part.strip_suffix("[]") {
                Some(name) => (name, true),
                None => (part, false),
            };
            let Some(Step::Name(found)) = own.next() else {
                return None;
            };
            let same = match name {
                "*" => property::is_wild(before, found),
                name => name == found,
            };
            if !same {
                return None;
            }
            steps.push(Step::Name(found.clone()));
            if list {
                steps.push(match own.peek() {
                    Some(Step::At(at)) => {
                        own.next();
                        Step::At(*at)
                    }
                    _ => Step::At(0),
                });
            }
            before = name;
        }
        own.next().is_none().then_some(Path(steps))
    }

    /// The lists on the way: each with the number taken in it.
    pub fn lists(&self) -> impl Iterator<Item = (Path, usize)> + '_ {
        self.0
            .iter()
            .enumerate()
            .filter_map(|(at, step)| match step {
                Step::At(index) => Some((Path(self.0[..at].to_vec()), *index)),
                Step::Name(_) => None,
            })
    }

    /// The same with other numbers: `number` tells the one for a list and the number in it.
    pub fn renumbered(&self, number: impl Fn(&Path, usize) -> usize) -> Path {
        let mut steps = self.0.clone();
        for (list, index) in self.lists() {
            if let Some(step) = steps.get_mut(list.0.len()) {
                *step = Step::At(number(&list, index));
            }
        }
        Path(steps)
    }

    /// As a JSON pointer below its object.
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.0 {
            pointer.push('/');
            match step {
                Step::Name(name) => pointer.push_str(&name.replace('~', "~0").replace('/', "~1")),
                Step::At(at) => pointer.push_str(&at.to_string()),
            }
        }
        pointer
    }

    /// Sets what it leads to. Lists are filled up with empty mappings before it; what is no
    /// mapping or list on the way gives way.
    pub fn set(&self, object: &mut Map<String, Value>, value: Value) {
        let Some((Step::Name(first), rest)) = self.0.split_first() else {
            return;
        };
        let mut place = object.entry(first.as_str()).or_insert(Value::Null);
        for step in rest {
            match step {
                Step::Name(name) => {
                    if !place.is_object() {
                        *place = Value::Object(Map::new());
                    }
                    let Value::Object(map) = place else { return };
                    place = map.entry(name.as_str()).or_insert(Value::Null);
                }
                Step::At(at) => {
                    if !place.is_array() {
                        *place = Value::Array(Vec::new());
                    }
                    let Value::Array(list) = place else { return };
                    while list.len() <= *at {
                        list.push(Value::Object(Map::new()));
                    }
                    let Some(next) = list.get_mut(*at) else {
                        return;
                    };
                    place = next;
                }
            }
        }
        *place = value;
    }

    /// What it leads to, where there is something.
    pub fn get<'a>(&self, object: &'a Map<String, Value>) -> Option<&'a Value> {
        let (first, rest) = self.0.split_first()?;
        let Step::Name(first) = first else {
            return None;
        };
        rest.iter()
            .try_fold(object.get(first)?, |value, step| match step {
                Step::Name(name) => value.get(name),
                Step::At(at) => value.get(at),
            })
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Name(name) if at == 0 => f.write_str(name)?,
                Step::Name(name) => write!(f, ".{name}")?,
                Step::At(at) => write!(f, "[{at}]")?,
            }
        }
        Ok(())
    }
}

/// The paths a name may have been meant for, nearest first.
pub fn nearest(text: &str, what: What) -> Option<&'static str> {
    let text = text.to_lowercase();
    let near = |property: &&Property| {
        // By the whole path and by its last part.
        let path = property.path.to_lowercase();
        let last = path.rsplit('.').next().unwrap_or_default().to_owned();
        strsim::normalized_damerau_levenshtein(&text, &path)
            .max(0.99 * strsim::normalized_damerau_levenshtein(&text, &last))
    };
    what.properties()
        .iter()
        .map(|property| (near(&property), property.path))
        .filter(|(near, _)| *near >= 0.6)
        // The first of equals.
        .rev()
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, path)| path)
}

/// Whether a property is found under two columns at once is told by its path; a name that is
/// split fills two.
pub fn filled(path: &Path, form: Form, reversed: bool) -> Vec<Path> {
    let name = |last: &str, first: &str| {
        let of = |part: &str| {
            Path(vec![
                Step::Name("name".to_owned()),
                Step::Name(part.to_owned()),
            ])
        };
        match reversed {
            false => vec![of(last), of(first)],
            true => vec![of(first), of(last)],
        }
    };
    match form {
        Form::FullName => name("last", "first"),
        Form::FullReading => name("phoneticLast", "phoneticFirst"),
        _ => vec![path.clone()],
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn paths_are_read_and_told() {
        for text in [
            "key",
            "name.last",
            "posts[1].position",
            "secondary[0].posts[2].org",
            "custom.badge",
            "names.en_US.last",
        ] {
            let (path, _) = Path::known(text, What::Members).expect(text);
            assert_eq!(path.to_string(), text);
        }
        for (text, meant) in [
            ("posts.org", "posts[0].org"),
            ("posts[].org", "posts[0].org"),
        ] {
            let (path, _) = Path::known(text, What::Members).expect(text);
            assert_eq!(path.to_string(), meant);
        }
        for text in [
            "",
            ".",
            "posts[",
            "posts[100].org",
            "posts[-1].org",
            "posts[0]x.org",
            "names.de.last",
            "custom.",
            "name.middle",
            "a.b.c.d.e.f.g.h.i",
            "[0]",
            "posts[0][0].org",
        ] {
            assert_eq!(
                Path::known(text, What::Members).map(|(p, _)| p),
                None,
                "{text}"
            );
        }
    }

    #[test]
    fn values_are_set_where_the_path_leads() {
        let mut object = Map::new();
        for (path, value) in [
            ("key", json!("E1")),
            ("posts[1].org", json!("b")),
            ("posts[0].org", json!("a")),
            ("name.last", json!("森")),
        ] {
            let path = Path::parse(path).expect(path);
            path.set(&mut object, value.clone());
            assert_eq!(path.get(&object), Some(&value));
        }
        assert_eq!(
            Value::Object(object),
            json!({"key": "E1", "posts": [{"org": "a"}, {"org": "b"}], "name": {"last": "森"}})
        );
        let path = Path::parse("posts[1].org").expect("a path");
        assert_eq!(path.pointer(), "/posts/1/org");
        assert_eq!(path.renumbered(|_, _| 0).to_string(), "posts[0].org");
    }

    #[test]
    fn a_near_path_is_found() {
        assert_eq!(
            nearest("phoneticlast", What::Members),
            Some("name.phoneticLast")
        );
        assert_eq!(nearest("cellphon", What::Members), Some("cellPhone"));
        assert_eq!(nearest("xyzzy", What::Members), None);
    }
}
