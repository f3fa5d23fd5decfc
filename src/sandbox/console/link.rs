//! Addresses within the console, everything in them percent-encoded.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::form_urlencoded::Serializer;

/// Where the console stands below the address.
pub const CONSOLE: &str = "/console";

/// What is encoded in a path segment.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');

/// An address within the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    path: String,
    query: String,
}

impl Link {
    /// A page by its fixed path: `/search`.
    pub fn to(path: &'static str) -> Link {
        Link {
            path: format!("{CONSOLE}{path}"),
            query: String::new(),
        }
    }

    /// The same with one more path segment, whatever is in it.
    pub fn segment(mut self, text: &str) -> Link {
        self.path.push('/');
        self.path.extend(utf8_percent_encode(text, SEGMENT));
        self
    }

    /// The same with one more pair in the query.
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Link {
        let mut pairs = Serializer::new(std::mem::take(&mut self.query));
        pairs.append_pair(name, &value.to_string());
        self.query = pairs.finish();
        self
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if !self.query.is_empty() {
            write!(f, "?{}", self.query)?;
        }
        Ok(())
    }
}

impl maud::Render for Link {
    fn render_to(&self, buffer: &mut String) {
        self.to_string().render_to(buffer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_stands_in_an_id_stays_in_its_place() {
        let link = Link::to("/members")
            .segment("a/../b?c#d\"")
            .with("q", "x&y=\"<");
        assert_eq!(
            link.to_string(),
            "/console/members/a%2F%2E%2E%2Fb%3Fc%23d%22?q=x%26y%3D%22%3C"
        );
    }
}
