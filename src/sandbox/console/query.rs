//! Names and values of a query or of a form.

/// What was asked for, in order, decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads `a=1&b=2`, with or without a leading question mark.
    pub fn of(text: &str) -> Query {
        let text = text.strip_prefix('?').unwrap_or(text);
        Query::of_bytes(text.as_bytes())
    }

    /// Reads the body of a form.
    pub fn of_bytes(bytes: &[u8]) -> Query {
        Query(url::form_urlencoded::parse(bytes).into_owned().collect())
    }

    /// The first value of a name, less blanks around it; nothing where that is empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.raw(name)
            .map(str::trim)
            .filter(|value| !value.is_empty())
    }

    /// The first value of a name as it came.
    pub fn raw(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(held, _)| held == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether a name stands in it at all: a ticked box.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(held, _)| held == name)
    }

    /// A whole number from 1 up: a page, a place.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.parse().ok().filter(|number| *number > 0)
    }

    /// Every pair but those of a name.
    pub fn without<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        (self.0.iter())
            .filter(move |(held, _)| held != name)
            .map(|(held, value)| (held.as_str(), value.as_str()))
    }
}
