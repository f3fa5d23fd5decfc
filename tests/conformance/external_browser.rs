//! Facts 5.10: whether links open outside the app's own browser.

use meibo::world::Method;

use crate::tenant::Tenant;

const BROWSER: &str = "/security/external-browser";

#[test]
fn it_has_scopes_of_its_own() {
    proves!["2.5-11"];
    let mut t = Tenant::acme();
    for (scope, reads, writes) in [
        ("security.external-browser", true, true),
        ("security.external-browser.read", true, false),
        ("directory", false, false),
        ("user", false, false),
    ] {
        let bearer = t.bearer(scope);
        let seen = t.send(Method::Get, BROWSER, Some(&bearer), b"").status;
        assert_eq!(seen, if reads { 200 } else { 403 }, "{scope}");
        for action in ["enable", "disable"] {
            let path = format!("{BROWSER}/{action}");
            let status = t.send(Method::Post, &path, Some(&bearer), b"").status;
            assert_eq!(status, if writes { 204 } else { 403 }, "{scope}");
        }
    }
}
