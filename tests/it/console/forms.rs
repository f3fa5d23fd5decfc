//! Who may send a form, and what becomes of it.

use serde_json::Value;

use crate::http::{Answer, send};

use super::company::{Company, HOSTILE, HOSTILE_ORG, IN_USE, PENDING};

/// A browser as far as forms go: its cookie and the token of its forms.
struct Visitor {
    cookie: String,
    token: String,
}

impl Visitor {
    fn of(company: &Company) -> Visitor {
        let page = company.page("/", &[]);
        assert_eq!(page.status, 200, "{page:?}");
        let cookie = page.header("set-cookie").expect("a cookie");
        let (_, rest) = page
            .body
            .split_once("name=\"token\" value=\"")
            .expect("a form");
        Visitor {
            cookie: cookie.split(';').next().expect("a pair").to_owned(),
            token: rest.split('"').next().expect("a token").to_owned(),
        }
    }

    fn send(&self, company: &Company, path: &str, form: &[(&str, &str)]) -> Answer {
        let mut all = vec![("token", self.token.as_str())];
        all.extend(form);
        post(company, path, &[("Cookie", &self.cookie)], &all)
    }
}

fn post(company: &Company, path: &str, headers: &[(&str, &str)], form: &[(&str, &str)]) -> Answer {
    let mut all = vec![("Content-Type", "application/x-www-form-urlencoded")];
    all.extend(headers);
    let body: String = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .finish();
    send(
        "POST",
        &format!("{}/console{path}", company.address),
        &all,
        body.as_bytes(),
    )
}

fn text(value: &Value) -> &str {
    value.as_str().expect("text")
}

fn id(company: &Company, list: &str, key: &str, name: &str) -> String {
    let answer = company.by_key(list, key);
    assert_eq!(answer.status, 200, "{answer:?}");
    text(&answer.json()[name]).to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_elsewhere_changes_nothing() {
    let company = Company::open().await;
    let visitor = Visitor::of(&company);
    let other = Visitor::of(&company);
    let org = id(&company, "orgunits", "sales", "orgUnitId");
    let rename = format!("/orgs/{org}/rename");
    let cookie = ("Cookie", visitor.cookie.as_str());
    let token = ("token", visitor.token.as_str());
    let name = ("name", "乗っ取り");
    for (what, headers, form) in [
        ("no token", &[cookie][..], &[name][..]),
        ("an empty token", &[cookie], &[("token", ""), name]),
        (
            "another browser's token",
            &[cookie],
            &[("token", &other.token), name],
        ),
        (
            "a made-up token",
            &[cookie],
            &[("token", "0123456789abcdef"), name],
        ),
        ("no cookie", &[], &[token, name]),
        (
            "another browser's cookie",
            &[("Cookie", &other.cookie)],
            &[token, name],
        ),
        (
            "another origin",
            &[cookie, ("Origin", "http://evil.example")],
            &[token, name],
        ),
        (
            "another site",
            &[cookie, ("Sec-Fetch-Site", "cross-site")],
            &[token, name],
        ),
    ] {
        let before = company.running.world().expect("a world");
        let answer = post(&company, &rename, headers, form);
        assert_eq!(answer.status, 403, "{what}: {answer:?}");
        let after = company.running.world().expect("a world");
        assert_eq!(before.directory(), after.directory(), "{what}");
    }
    let as_json = send(
        "POST",
        &format!("{}/console{rename}", company.address),
        &[cookie, ("Content-Type", "application/json")],
        format!("token={}&name=x", visitor.token).as_bytes(),
    );
    assert_eq!(as_json.status, 403, "{as_json:?}");
    assert_ne!(
        company.by_key("orgunits", "sales").json()["orgUnitName"],
        "乗っ取り"
    );
    // The same form from where it belongs.
    let answer = visitor.send(&company, &rename, &[name]);
    assert_eq!(answer.status, 303, "{answer:?}");
    assert_eq!(
        company.by_key("orgunits", "sales").json()["orgUnitName"],
        "乗っ取り"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn edits_land_in_the_state_and_outlive_a_kill() {
    let company = Company::open().await;
    let visitor = Visitor::of(&company);
    let sales = id(&company, "orgunits", "sales", "orgUnitId");
    let legal = id(&company, "orgunits", HOSTILE_ORG, "orgUnitId");
    let member = id(&company, "users", IN_USE, "userId");
    let pending = id(&company, "users", PENDING, "userId");
    let done = |path: &str, form: &[(&str, &str)]| {
        let answer = visitor.send(&company, path, form);
        assert_eq!(answer.status, 303, "{path}: {answer:?}");
        let place = answer.header("location").expect("a place").to_owned();
        assert!(place.starts_with("/console/"), "{place}");
        place
    };
    done(
        &format!("/orgs/{sales}/rename"),
        &[("name", "営業統括本部")],
    );
    let made = done(&format!("/orgs/{sales}/add"), &[("name", "新規開拓課")]);
    let made = made
        .split("org=")
        .nth(1)
        .and_then(|rest| rest.split('&').next())
        .expect("the new org")
        .to_owned();
    done(
        &format!("/orgs/{legal}/move"),
        &[("to", &sales), ("place", "1")],
    );
    done(&format!("/members/{member}/suspend"), &[]);
    done(&format!("/members/{pending}/first-login"), &[]);
    done("/conditions/clock", &[("hours", "1")]);

    let check = |company: &Company| {
        let get = |path: &str| company.door.call("GET", path, None).json();
        assert_eq!(
            get(&format!("/orgunits/{sales}"))["orgUnitName"],
            "営業統括本部"
        );
        let new = get(&format!("/orgunits/{made}"));
        assert_eq!(
            (text(&new["orgUnitName"]), text(&new["parentOrgUnitId"])),
            ("新規開拓課", sales.as_str())
        );
        let legal = get(&format!("/orgunits/{legal}"));
        assert_eq!(
            (text(&legal["parentOrgUnitId"]), &legal["displayOrder"]),
            (sales.as_str(), &Value::from(1))
        );
        assert_eq!(get(&format!("/users/{member}"))["isSuspended"], true);
        assert_eq!(get(&format!("/users/{pending}"))["isPending"], false);
    };
    check(&company);
    let again = company.after_a_kill().await;
    check(&again);
    assert_eq!(
        company.running.world().expect("a world").directory(),
        again.running.world().expect("a world").directory()
    );

    // Deleted, brought back, and gone for good once the days have passed.
    let visitor = Visitor::of(&company);
    let done = |path: &str, form: &[(&str, &str)]| {
        assert_eq!(visitor.send(&company, path, form).status, 303, "{path}")
    };
    let flag = || company.door.call("GET", &format!("/users/{member}"), None);
    done(&format!("/members/{member}/unsuspend"), &[]);
    done(&format!("/members/{pending}/delete"), &[]);
    done(&format!("/members/{pending}/undelete"), &[]);
    assert_eq!(company.by_key("users", PENDING).json()["isDeleted"], false);
    assert_eq!(flag().json()["isSuspended"], false);
    done(&format!("/members/{pending}/delete"), &[]);
    done("/conditions/clock", &[("hours", "24")]);
    let page = company.page(&format!("/members/{pending}"), &[("Accept-Language", "en")]);
    assert!(page.body.contains("6 days left"), "{}", page.body);
    done("/conditions/clock", &[("hours", "168")]);
    assert_eq!(company.by_key("users", PENDING).status, 404);
    assert_eq!(
        company.page(&format!("/members/{pending}"), &[]).status,
        404
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_said_in_words() {
    let company = Company::open().await;
    let visitor = Visitor::of(&company);
    let sales = id(&company, "orgunits", "sales", "orgUnitId");
    let member = id(&company, "users", IN_USE, "userId");
    let long = "x".repeat(101);
    for (path, form, status, words) in [
        (
            format!("/orgs/{sales}/delete"),
            &[][..],
            400,
            "Move them first",
        ),
        (
            format!("/orgs/{sales}/rename"),
            &[("name", long.as_str())][..],
            400,
            "has 101 characters; at most 100",
        ),
        (
            format!("/orgs/{sales}/rename"),
            &[("name", "a<b")],
            400,
            "a character that is not allowed: &lt;",
        ),
        (
            format!("/orgs/{sales}/move"),
            &[("to", sales.as_str()), ("place", "1")],
            400,
            "cannot stand below itself",
        ),
        (
            format!("/members/{member}/undelete"),
            &[],
            400,
            "is not being deleted",
        ),
        (
            format!("/members/{member}/first-login"),
            &[],
            400,
            "has logged in already",
        ),
        (
            "/conditions/consistency".to_owned(),
            &[("lists", "99999999"), ("memberships", "0")],
            400,
            "is not between",
        ),
        (
            format!("/orgs/{sales}/explode"),
            &[],
            400,
            "asks for nothing that can be done",
        ),
        (
            "/nowhere".to_owned(),
            &[],
            400,
            "asks for nothing that can be done",
        ),
    ] {
        let before = company.running.world().expect("a world");
        let answer = visitor.send(&company, &path, form);
        assert_eq!(answer.status, status, "{path}: {answer:?}");
        assert!(answer.body.contains("role=\"alert\""), "{path}");
        assert!(answer.body.contains(words), "{path}: {}", answer.body);
        let after = company.running.world().expect("a world");
        assert_eq!(before.directory(), after.directory(), "{path}");
    }
    let cookie = visitor.cookie.as_str();
    let form = [("token", visitor.token.as_str())];
    let headers = [("Cookie", cookie), ("Accept-Language", "ja")];
    let answer = post(&company, &format!("/orgs/{sales}/delete"), &headers, &form);
    assert!(
        answer.body.contains("先に異動させてください"),
        "{}",
        answer.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_synchronised_is_read_only_after_a_warning() {
    let company = Company::open().await;
    let visitor = Visitor::of(&company);
    let sales = id(&company, "orgunits", "sales", "orgUnitId");
    let on = [
        ("domain", "20000123"),
        ("enabled", "1"),
        ("organizationMember", "1"),
    ];
    let warned = visitor.send(&company, "/sync", &on);
    assert_eq!(warned.status, 200, "{warned:?}");
    assert!(
        warned
            .body
            .contains("This deletes 1 member who waits for registration"),
        "{}",
        warned.body
    );
    let pending = company.by_key("users", PENDING).json();
    let name = format!(
        "{} {}",
        text(&pending["userName"]["lastName"]),
        text(&pending["userName"]["firstName"])
    );
    assert!(warned.body.contains(&name), "{name} is not named");
    // Asked, not done.
    assert_eq!(company.by_key("users", PENDING).status, 200);
    let rename = format!("/orgs/{sales}/rename");
    assert_eq!(
        visitor
            .send(&company, &rename, &[("name", "まだ編集できる")])
            .status,
        303
    );

    let mut confirmed = on.to_vec();
    confirmed.push(("confirm", "1"));
    assert_eq!(visitor.send(&company, "/sync", &confirmed).status, 303);
    assert_eq!(company.by_key("users", PENDING).status, 404);
    let refused = visitor.send(&company, &rename, &[("name", "もう編集できない")]);
    assert_eq!(refused.status, 403, "{refused:?}");
    assert!(
        refused
            .body
            .contains("Organization Sync has made this read-only")
    );
    // The API works whatever the switches say (facts 6), and suspending stays possible.
    let body = serde_json::json!({"orgUnitName": "API から"});
    assert_eq!(
        company
            .door
            .call("PATCH", &format!("/orgunits/{sales}"), Some(&body))
            .status,
        200
    );
    let member = id(&company, "users", IN_USE, "userId");
    assert_eq!(
        visitor
            .send(&company, &format!("/members/{member}/suspend"), &[])
            .status,
        303
    );
    assert_eq!(
        visitor
            .send(&company, &format!("/members/{member}/delete"), &[])
            .status,
        403
    );
    let again = company.after_a_kill().await;
    assert_eq!(again.by_key("users", PENDING).status, 404);
    assert!(
        again
            .page("/sync", &[])
            .body
            .contains("name=\"enabled\" value=\"1\" checked")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_carry_what_keeps_them_harmless() {
    let company = Company::open().await;
    let legal = id(&company, "orgunits", HOSTILE_ORG, "orgUnitId");
    for path in [
        "/",
        &format!("/?org={legal}"),
        "/calls",
        "/live",
        "/nowhere",
        "/assets/console.css",
        "/assets/console.js",
    ] {
        let page = company.page(path, &[]);
        let policy = page.header("content-security-policy").unwrap_or_default();
        assert!(
            policy.contains("script-src 'self'") && !policy.contains("unsafe"),
            "{path}: {policy}"
        );
        assert_eq!(
            page.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
        assert!(!page.body.contains("<script>alert"), "{path}");
        // A field gives a name back as it is, to be edited; everywhere else it is harmless.
        let mut parts = page.body.split(" value=\"");
        let head = parts.next().unwrap_or_default();
        let around = parts.filter_map(|part| Some(part.split_once('"')?.1));
        for text in std::iter::once(head).chain(around) {
            assert!(!text.contains('\u{202e}'), "{path}: {text}");
        }
    }
    let page = company.page(&format!("/?org={legal}"), &[]);
    assert!(
        page.body.contains("&lt;script&gt;alert(1)"),
        "{}",
        page.body
    );
    assert!(HOSTILE.contains("onerror") && !page.body.contains("<img"));
    assert_eq!(
        send("GET", &format!("{}/console", company.address), &[], b"").status,
        302
    );
    assert_eq!(
        send("DELETE", &format!("{}/console/", company.address), &[], b"").status,
        405
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_is_asked_for_kept_or_taken_from_the_browser() {
    let company = Company::open().await;
    let is = |page: &Answer, code: &str| page.body.contains(&format!("<html lang=\"{code}\">"));
    assert!(is(&company.page("/", &[]), "en"));
    assert!(is(
        &company.page("/", &[("Accept-Language", "ja,en;q=0.5")]),
        "ja"
    ));
    let chosen = company.page("/?lang=ja", &[("Accept-Language", "en")]);
    assert!(is(&chosen, "ja"));
    let cookies = chosen
        .headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
    let kept = cookies
        .map(|(_, value)| value.split(';').next().expect("a pair"))
        .collect::<Vec<_>>()
        .join("; ");
    assert!(is(
        &company.page("/search", &[("Accept-Language", "en"), ("Cookie", &kept)]),
        "ja"
    ));
    assert!(is(&company.page("/?lang=en", &[("Cookie", &kept)]), "en"));
}
