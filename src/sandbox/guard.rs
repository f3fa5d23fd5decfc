//! Who may speak to the port at all, judged before anything is routed: the request must
//! mean this address, and must not have been sent by a page of somebody else.

use std::net::{IpAddr, SocketAddr};

use axum::http::uri::{Authority, Uri};
use axum::http::{HeaderMap, HeaderName, header};

use crate::world::Response;

use super::answer::refusal;

/// What a browser says of the page that caused a request.
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Names of this machine that no name server can point elsewhere.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Why a request is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Barred {
    /// No `Host`, several, or one that is no host.
    HostUnclear,
    /// It means another host: a name that was made to lead here.
    OtherHost,
    /// The target is no path: `CONNECT`, `OPTIONS *`.
    NoPath,
    /// A page of another origin sent it.
    CrossOrigin,
}

impl Barred {
    /// Its name in the log of calls.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Barred::HostUnclear => "hostUnclear",
            Barred::OtherHost => "otherHost",
            Barred::NoPath => "noPath",
            Barred::CrossOrigin => "crossOrigin",
        }
    }

    /// The answer. Nothing in it lets a page of another origin read it.
    pub(super) fn response(self) -> Response {
        let (status, code, description) = match self {
            Barred::HostUnclear => (400, "BAD_REQUEST", "a request names its host once"),
            Barred::OtherHost => (
                421,
                "MISDIRECTED_REQUEST",
                "the Host of the request is not the address this sandbox listens on",
            ),
            Barred::NoPath => (400, "BAD_REQUEST", "a request names a path"),
            Barred::CrossOrigin => (
                403,
                "FORBIDDEN",
                "pages of other origins may not use this sandbox",
            ),
        };
        refusal(status, code, description)
    }
}

/// Lets a request in, or says why not.
///
/// # Errors
/// Where it does not mean `listening`, or comes from a page of another origin.
pub(super) fn admit(listening: SocketAddr, uri: &Uri, headers: &HeaderMap) -> Result<(), Barred> {
    let host = host(headers)?;
    // Absolute form: the target's own host counts, and the header must not be another.
    for authority in [Some(&host), uri.authority()].into_iter().flatten() {
        if !means(listening, authority) {
            return Err(Barred::OtherHost);
        }
    }
    if uri.scheme_str().is_some_and(|scheme| scheme != "http") {
        return Err(Barred::OtherHost);
    }
    if !uri.path().starts_with('/') {
        return Err(Barred::NoPath);
    }
    if crosses(&host, headers) {
        return Err(Barred::CrossOrigin);
    }
    Ok(())
}

/// Whether the console is shown to somebody: its pages need no token, so to nobody but
/// those on this machine.
pub(super) fn sees_console(peer: IpAddr) -> bool {
    peer.to_canonical().is_loopback()
}

/// The one host that the headers name.
fn host(headers: &HeaderMap) -> Result<Authority, Barred> {
    let mut all = headers.get_all(header::HOST).iter();
    let (Some(one), None) = (all.next(), all.next()) else {
        return Err(Barred::HostUnclear);
    };
    Authority::try_from(one.as_bytes()).map_err(|_| Barred::HostUnclear)
}

/// Whether an authority is the address listened on: by a name of this machine or by
/// that address, with its port. Where every address is listened on, any address will do:
/// a number cannot be made to lead elsewhere, a name can.
fn means(listening: SocketAddr, authority: &Authority) -> bool {
    let text = authority.as_str();
    if text.contains('@') || authority.port_u16().unwrap_or(80) != listening.port() {
        return false;
    }
    let host = authority.host();
    if LOOPBACK.iter().any(|name| name.eq_ignore_ascii_case(host)) {
        return true;
    }
    let bare = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(host);
    let Ok(address) = bare.parse::<IpAddr>() else {
        return false;
    };
    address.to_canonical() == listening.ip().to_canonical() || listening.ip().is_unspecified()
}

/// Whether a page of another origin sent the request. Programs send neither header.
fn crosses(host: &Authority, headers: &HeaderMap) -> bool {
    let own = format!("http://{host}");
    let other_origin = headers
        .get_all(header::ORIGIN)
        .iter()
        .any(|origin| !origin.as_bytes().eq_ignore_ascii_case(own.as_bytes()));
    let other_site = headers
        .get_all(SEC_FETCH_SITE)
        .iter()
        .any(|site| !matches!(site.as_bytes(), b"same-origin" | b"none"));
    other_origin || other_site
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(listening: &str, target: &str, headers: &[(&str, &str)]) -> Result<(), Barred> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(
                HeaderName::from_bytes(name.as_bytes()).expect("a name"),
                value.parse().expect("a value"),
            );
        }
        let listening = listening.parse().expect("an address");
        admit(listening, &target.parse().expect("a target"), &map)
    }

    fn host(listening: &str, host: &str) -> Result<(), Barred> {
        judge(listening, "/v1.0/users", &[("host", host)])
    }

    #[test]
    fn only_names_of_this_machine_with_the_port_are_meant() {
        let here = "127.0.0.1:8080";
        for good in [
            "127.0.0.1:8080",
            "localhost:8080",
            "LOCALHOST:8080",
            "[::1]:8080",
        ] {
            assert_eq!(host(here, good), Ok(()), "{good}");
        }
        for bad in [
            "127.0.0.1",
            "127.0.0.1:8081",
            "localhost",
            "localhost.:8080",
            "evil.example:8080",
            "127.0.0.1.evil.example:8080",
            "localhost.evil.example:8080",
            "evil@127.0.0.1:8080",
            "192.0.2.1:8080",
            "0.0.0.0:8080",
            "2130706433:8080",
            "127.1:8080",
        ] {
            assert_eq!(host(here, bad), Err(Barred::OtherHost), "{bad}");
        }
        for unclear in ["", "a b", "127.0.0.1:8080/x", "[::1"] {
            assert_eq!(host(here, unclear), Err(Barred::HostUnclear), "{unclear}");
        }
        assert_eq!(host("127.0.0.1:80", "localhost"), Ok(()));
    }

    #[test]
    fn on_the_network_the_address_is_meant_and_no_name_is() {
        assert_eq!(host("192.0.2.7:8080", "192.0.2.7:8080"), Ok(()));
        assert_eq!(host("192.0.2.7:8080", "localhost:8080"), Ok(()));
        assert_eq!(
            host("192.0.2.7:8080", "192.0.2.8:8080"),
            Err(Barred::OtherHost)
        );
        assert_eq!(host("0.0.0.0:8080", "192.0.2.8:8080"), Ok(()));
        assert_eq!(host("[::]:8080", "[2001:db8::1]:8080"), Ok(()));
        assert_eq!(host("0.0.0.0:8080", "192.0.2.8:81"), Err(Barred::OtherHost));
        assert_eq!(
            host("0.0.0.0:8080", "evil.example:8080"),
            Err(Barred::OtherHost)
        );
    }

    #[test]
    fn one_host_is_named_and_the_target_agrees() {
        let here = "127.0.0.1:8080";
        let own = ("host", "127.0.0.1:8080");
        assert_eq!(judge(here, "/", &[]), Err(Barred::HostUnclear));
        assert_eq!(judge(here, "/", &[own, own]), Err(Barred::HostUnclear));
        assert_eq!(judge(here, "http://127.0.0.1:8080/v1.0/x", &[own]), Ok(()));
        for bad in [
            "http://evil.example:8080/v1.0/x",
            "http://evil.example/v1.0/x",
            "https://127.0.0.1:8080/v1.0/x",
        ] {
            assert_eq!(judge(here, bad, &[own]), Err(Barred::OtherHost), "{bad}");
        }
        assert_eq!(
            judge(
                here,
                "http://127.0.0.1:8080/",
                &[("host", "evil.example:8080")]
            ),
            Err(Barred::OtherHost)
        );
        assert_eq!(judge(here, "*", &[own]), Err(Barred::NoPath));
    }

    #[test]
    fn the_console_is_shown_on_this_machine_alone() {
        for (peer, expected) in [
            ("127.0.0.1", true),
            ("::1", true),
            ("::ffff:127.0.0.1", true),
            ("192.0.2.7", false),
            ("::ffff:192.0.2.7", false),
            ("2001:db8::1", false),
        ] {
            let peer = peer.parse().expect("an address");
            assert_eq!(sees_console(peer), expected, "{peer}");
        }
    }

    #[test]
    fn pages_of_other_origins_are_kept_out() {
        let here = "127.0.0.1:8080";
        let own = ("host", "localhost:8080");
        for (header, expected) in [
            (("origin", "http://localhost:8080"), Ok(())),
            (("sec-fetch-site", "same-origin"), Ok(())),
            (("sec-fetch-site", "none"), Ok(())),
            (
                ("origin", "http://127.0.0.1:8080"),
                Err(Barred::CrossOrigin),
            ),
            (
                ("origin", "http://localhost:8081"),
                Err(Barred::CrossOrigin),
            ),
            (
                ("origin", "https://localhost:8080"),
                Err(Barred::CrossOrigin),
            ),
            (("origin", "http://evil.example"), Err(Barred::CrossOrigin)),
            (("origin", "null"), Err(Barred::CrossOrigin)),
            (("origin", ""), Err(Barred::CrossOrigin)),
            (("sec-fetch-site", "cross-site"), Err(Barred::CrossOrigin)),
            (("sec-fetch-site", "same-site"), Err(Barred::CrossOrigin)),
            (("sec-fetch-site", ""), Err(Barred::CrossOrigin)),
        ] {
            assert_eq!(
                judge(here, "/v1.0/x", &[own, header]),
                expected,
                "{header:?}"
            );
        }
        let origin = ("origin", "http://localhost:8080");
        assert_eq!(
            judge(here, "/", &[own, origin, ("origin", "http://evil.example")]),
            Err(Barred::CrossOrigin)
        );
    }
}
