use url::{Host, Url};

use super::codes;
use crate::source::Problem;

/// Where the service answers: a base URL that plain paths are put behind.
#[derive(Clone, Debug)]
pub(super) struct Address {
    /// Without a slash at its end.
    base: String,
    /// Scheme, host and port, for people.
    pub(super) host: String,
    pub(super) loopback: bool,
}

impl Address {
    /// # Errors
    /// What is no http(s) URL with a host, or plain http to another machine.
    pub(super) fn read(text: &str) -> Result<Address, Problem> {
        let malformed = || Problem::error(codes::URL_MALFORMED).with("url", without_login(text));
        let url = Url::parse(text.trim()).map_err(|_| malformed())?;
        let usable = url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        if !usable || !matches!(url.scheme(), "http" | "https") {
            return Err(malformed());
        }
        let loopback = match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            None => false,
        };
        if url.scheme() == "http" && !loopback {
            return Err(Problem::error(codes::URL_PLAIN_HTTP).with("url", url));
        }
        Ok(Address {
            base: url.as_str().trim_end_matches('/').to_owned(),
            host: url.origin().ascii_serialization(),
            loopback,
        })
    }

    /// The URL of a path below the base; `None` where the path would leave it.
    pub(super) fn url(&self, target: &str) -> Option<Url> {
        let path = target.split(['?', '#']).next().unwrap_or_default();
        // Dot segments would be resolved away, and so name another call than they seem to.
        let dots = |segment: &str| {
            matches!(
                segment.to_ascii_lowercase().replace("%2e", ".").as_str(),
                "." | ".."
            )
        };
        if !target.starts_with('/') || path.split(['/', '\\']).any(dots) {
            return None;
        }
        let url = Url::parse(&format!("{}{target}", self.base)).ok()?;
        let inside = url
            .as_str()
            .strip_prefix(self.base.as_str())
            .is_some_and(|rest| rest.starts_with('/'));
        inside.then_some(url)
    }
}

/// A malformed address without what may be a password.
fn without_login(text: &str) -> &str {
    text.rsplit_once('@').map_or(text, |(_, host)| host)
}

#[cfg(test)]
mod tests {
    use super::Address;
    use crate::api::codes;

    #[test]
    fn plain_http_is_for_loopback_only() {
        for (url, loopback) in [
            ("https://www.worksapis.com/v1.0", false),
            ("https://www.worksapis.com/v1.0/", false),
            ("http://127.0.0.1:8080/v1.0", true),
            ("http://127.8.9.1", true),
            ("http://localhost:1", true),
            ("http://[::1]:1/x", true),
        ] {
            assert_eq!(Address::read(url).expect(url).loopback, loopback, "{url}");
        }
        for (url, code) in [
            ("http://www.worksapis.com/v1.0", codes::URL_PLAIN_HTTP),
            ("http://192.168.0.1", codes::URL_PLAIN_HTTP),
            ("http://localhost.example.com", codes::URL_PLAIN_HTTP),
            ("http://127.0.0.1.example.com", codes::URL_PLAIN_HTTP),
            ("ftp://127.0.0.1", codes::URL_MALFORMED),
            ("file:///etc/passwd", codes::URL_MALFORMED),
            ("https://a:b@worksapis.com", codes::URL_MALFORMED),
            ("https://worksapis.com/?a=b", codes::URL_MALFORMED),
            ("worksapis.com", codes::URL_MALFORMED),
            ("", codes::URL_MALFORMED),
        ] {
            let problem = Address::read(url).expect_err(url);
            assert_eq!(problem.code, code, "{url}");
            assert!(!format!("{problem:?}").contains("a:b"));
        }
    }

    #[test]
    fn paths_stay_below_the_base() {
        let address = Address::read("https://www.worksapis.com/v1.0/").expect("a URL");
        let url = |target: &str| address.url(target).map(String::from);
        assert_eq!(
            url("/users/externalKey:E%201?domainId=1").as_deref(),
            Some("https://www.worksapis.com/v1.0/users/externalKey:E%201?domainId=1")
        );
        for target in [
            "users",
            "@evil.example/",
            "/../../x",
            "/a/../../x",
            "/a/../b",
            "/a/%2E%2e/b",
            "/a/.",
            "",
        ] {
            assert_eq!(url(target), None, "{target}");
        }
        let bare = Address::read("http://127.0.0.1:1").expect("a URL");
        assert!(bare.url("/users").is_some());
        assert!(bare.url("@evil.example/users").is_none());
        assert!(bare.url(":80/users").is_none());
    }
}
