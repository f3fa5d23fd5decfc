//! Login ids, aliases and private addresses.

use serde_json::{Value, json};

use super::probe::{
    KEY, defaults, gone, made, not_null, optional, path, refuses, refuses_all, refuses_with,
    required, takes,
};
use crate::bodies::{member, with, without};
use crate::tenant::Tenant;
use meibo::directory::{Id, Plan};

fn at_home(local: &str) -> String {
    format!("{local}@acme.example")
}

/// An address whose domain has this many characters, in labels as the net allows them.
fn outside(local: usize, domain: usize) -> String {
    let mut host = "d".repeat(domain);
    for at in (60..domain).step_by(60) {
        host.replace_range(at..=at, ".");
    }
    format!("{}@{host}", "l".repeat(local))
}

#[test]
fn the_login_id_is_required() {
    proves!["5.1.2-05"];
    let mut t = Tenant::acme();
    required(&mut t, "email");
    not_null(&mut t, "email");
    takes(&mut t, "email", json!(at_home("hanako.mori")));
    refuses_all(
        &mut t,
        "email",
        &[json!(1), json!(["a@acme.example"])],
        "wrongType",
    );
    for odd in ["hanako", "@acme.example", "hanako@", "hanako acme.example"] {
        assert_eq!(refuses(&mut t, "email", json!(odd)), "badEmail", "{odd}");
    }
    // Behind the sign stands a mail domain of the tenant.
    let foreign = refuses(&mut t, "email", json!("hanako@elsewhere.example"));
    assert_eq!(foreign, "foreignEmail");
}

#[test]
fn the_form_of_a_local_part() {
    proves!["5.1.3-01"];
    let mut t = Tenant::acme();
    let long = "a".repeat(40);
    for taken in [
        "ab", "a1", "1a", "a.b", "a-b", "a_b", "a-", "a_", "a--_.b", &long,
    ] {
        takes(&mut t, "email", json!(at_home(taken)));
        takes(&mut t, "aliasEmails", json!([at_home(taken)]));
    }
    let long = "a".repeat(41);
    for odd in [
        "a", "", ".ab", "-ab", "_ab", "ab.", "a..b", "Ab", "aB", "a b", "a+b", "a!b", "a#b", "a'b",
        "a/b", "あい", "é1", &long,
    ] {
        assert_eq!(
            refuses(&mut t, "email", json!(at_home(odd))),
            "badEmail",
            "{odd}"
        );
        let said = refuses(&mut t, "aliasEmails", json!([at_home(odd)]));
        assert_eq!(said, "badEmail", "{odd}");
    }
}

#[test]
fn an_address_has_ninety_characters() {
    proves!["5.1.3-02", "5.1.2-05"];
    // A mail domain of 50 characters, so that 40 before it are the most.
    let host = format!("{}.example", "h".repeat(41));
    let mut t = Tenant::empty();
    t.resaved(|state| state["rules"]["domains"][0]["name"] = json!(host));
    let longest = |host: &str| format!("{}@{host}", "a".repeat(40));
    assert_eq!(longest(&host).len(), 90);
    let body = with(member("A1"), json!({ "email": longest(&host) }));
    assert_eq!(t.create("/users", body)["email"], longest(&host));
    let host = format!("h{host}");
    let mut t = Tenant::empty();
    t.resaved(|state| state["rules"]["domains"][0]["name"] = json!(host));
    let body = with(member("A1"), json!({ "email": longest(&host) }));
    assert_eq!(t.post("/users", body).refused(400), "tooLong");
    let body = with(
        member("A1"),
        json!({"email": format!("{}@{host}", "a".repeat(39))}),
    );
    t.create("/users", body);
}

#[test]
fn words_of_the_system_are_no_login_ids() {
    proves!["5.1.3-03"];
    let mut t = Tenant::acme();
    for word in ["admin", "administrator", "admin.mori"] {
        assert_eq!(
            refuses(&mut t, "email", json!(at_home(word))),
            "reservedEmail"
        );
        let said = refuses(&mut t, "aliasEmails", json!([at_home(word)]));
        assert_eq!(said, "reservedEmail");
    }
    takes(&mut t, "email", json!(at_home("mori.admin")));
    let mut lax = Tenant::acme_with(|setup| setup.assumptions.reserved_logins_are_refused = false);
    takes(&mut lax, "email", json!(at_home("admin")));
}

#[test]
fn one_address_belongs_to_one() {
    proves!["5.1.4-05"];
    let mut t = Tenant::acme();
    let e1 = "/users/externalKey:E1";
    let other = |email: &str| with(member("N1"), json!({ "email": email }));
    assert_eq!(
        t.post("/users", other("e1@acme.example")).refused(400),
        "duplicateEmail"
    );
    // Kept as an alias, the old address remains the user's.
    let kept = json!({"email": "e1.new@acme.example", "aliasEmails": ["e1@acme.example"]});
    t.patch(e1, kept).is(200);
    assert_eq!(
        t.post("/users", other("e1@acme.example")).refused(400),
        "duplicateEmail"
    );
    t.get("/users/e1@acme.example").refused(404);
    // Not kept, it is anybody's.
    t.patch(
        e1,
        json!({"email": "e1.newer@acme.example", "aliasEmails": []}),
    )
    .is(200);
    t.create("/users", other("e1@acme.example"));
    assert_eq!(t.read("/users/e1@acme.example")["userExternalKey"], "N1");
    assert_eq!(
        t.read("/users/e1.newer@acme.example")["userExternalKey"],
        "E1"
    );
}

#[test]
fn aliases() {
    proves!["5.1.2-10"];
    let mut t = Tenant::acme();
    let list =
        |count: usize| -> Value { (0..count).map(|n| at_home(&format!("alias{n}"))).collect() };
    defaults(&mut t, "aliasEmails", list(1), json!([]));
    takes(&mut t, "aliasEmails", list(10));
    takes(&mut t, "aliasEmails", json!([]));
    assert_eq!(refuses(&mut t, "aliasEmails", list(11)), "tooManyEntries");
    not_null(&mut t, "aliasEmails");
    refuses_all(
        &mut t,
        "aliasEmails",
        &[json!("a1@acme.example"), json!([1])],
        "wrongType",
    );
    assert_eq!(
        refuses(&mut t, "aliasEmails", json!(["e1@acme.example"])),
        "duplicateEmail"
    );
    let mut standard = Tenant::acme_with(|setup| setup.plan = Plan::Standard);
    assert_eq!(
        refuses_with(&mut standard, "aliasEmails", &list(1), 403),
        "planLacks"
    );
    takes(&mut standard, "aliasEmails", json!([]));
}

#[test]
fn an_alias_is_added() {
    proves!["5.1.1-12"];
    let mut t = Tenant::acme();
    let alias = |email: &str| format!("/users/externalKey:E1/alias-emails/{email}");
    let first = t.act(&alias("a1@acme.example")).is(201);
    assert_eq!(first, json!({"aliasEmails": ["a1@acme.example"]}));
    let second = t.act(&alias("a2%40acme.example")).is(201);
    assert_eq!(
        second,
        json!({"aliasEmails": ["a1@acme.example", "a2@acme.example"]})
    );
    assert_eq!(
        t.read("/users/externalKey:E1")["aliasEmails"],
        second["aliasEmails"]
    );
    for odd in ["x", "A1@acme.example", "a..b@acme.example", "nobody"] {
        assert_eq!(t.act(&alias(odd)).refused(400), "badEmail", "{odd}");
    }
    for taken in ["e2@acme.example", "t-hq@acme.example"] {
        assert_eq!(
            t.act(&alias(taken)).refused(400),
            "duplicateEmail",
            "{taken}"
        );
    }
    for own in ["a1@acme.example", "e1@acme.example"] {
        t.act(&alias(own)).refused(400);
    }
    for n in 3..=10 {
        t.act(&alias(&format!("a{n}@acme.example"))).is(201);
    }
    assert_eq!(
        t.act(&alias("a11@acme.example")).refused(400),
        "tooManyEntries"
    );
    t.act("/users/externalKey:NO/alias-emails/b1@acme.example")
        .refused(404);
    t.delete("/users/externalKey:E3").is_empty();
    let deleted = t.act("/users/externalKey:E3/alias-emails/b1@acme.example");
    assert_eq!(deleted.refused(400), "memberIsDeleted");
    let mut standard = Tenant::acme_with(|setup| setup.plan = Plan::Standard);
    standard.act(&alias("a1@acme.example")).refused(403);
}

#[test]
fn an_alias_is_taken_away() {
    proves!["5.1.1-13"];
    let mut t = Tenant::acme();
    let alias = |email: &str| format!("/users/externalKey:E1/alias-emails/{email}");
    for email in ["a1@acme.example", "a2@acme.example"] {
        t.act(&alias(email)).is(201);
    }
    t.delete(&alias("a1%40acme.example")).is_empty();
    assert_eq!(
        t.read("/users/externalKey:E1")["aliasEmails"],
        json!(["a2@acme.example"])
    );
    t.create(
        "/users",
        with(member("N1"), json!({"email": "a1@acme.example"})),
    );
    for gone in ["a1@acme.example", "e1@acme.example", "e2@acme.example"] {
        assert_eq!(t.delete(&alias(gone)).refused(404), "noSuchAlias", "{gone}");
    }
    for odd in [
        "x",
        "A2@acme.example",
        "a..b@acme.example",
        "ab.@acme.example",
    ] {
        assert_eq!(t.delete(&alias(odd)).refused(400), "badEmail", "{odd}");
    }
    t.delete("/users/externalKey:NO/alias-emails/a2@acme.example")
        .refused(404);
}

#[test]
fn the_private_address() {
    proves!["5.1.2-09"];
    // Under single sign-on nobody needs one, so that null can be seen to be taken.
    let mut t = Tenant::acme_with(|setup| setup.sso = true);
    optional(&mut t, "privateEmail", json!("hanako@private.example"));
    takes(&mut t, "privateEmail", json!(outside(64, 191)));
    takes(&mut t, "privateEmail", json!(outside(2, 253)));
    assert_eq!(
        refuses(&mut t, "privateEmail", json!(outside(64, 192))),
        "tooLong"
    );
    for odd in [
        outside(65, 20),
        outside(1, 254),
        "hanako".to_owned(),
        "@x.example".to_owned(),
        "a@".to_owned(),
        "a@b@c.example".to_owned(),
        "a b@c.example".to_owned(),
        "a,b@c.example".to_owned(),
        "a@c..example".to_owned(),
        "<a>@c.example".to_owned(),
        "a@-c.example".to_owned(),
        String::new(),
    ] {
        assert_eq!(
            refuses(&mut t, "privateEmail", json!(odd)),
            "badFormat",
            "{odd}"
        );
    }
    assert_eq!(refuses(&mut t, "privateEmail", json!(1)), "wrongType");
    // Two members may give one.
    let shared = json!({"privateEmail": "home@private.example"});
    t.create("/users", with(member("N1"), shared.clone()));
    t.create("/users", with(member("N2"), shared));
}

#[test]
fn who_needs_a_private_address() {
    proves!["5.1.2-09"];
    let mut t = Tenant::acme();
    let without = without(member(KEY), "privateEmail");
    let by = |by: &str| json!({"passwordConfig": {"passwordCreationType": by, "password": "Example#2026"}});
    for invited in [without.clone(), with(without.clone(), by("MEMBER"))] {
        assert_eq!(t.post("/users", invited).refused(400), "missingProperty");
    }
    let null = with(member(KEY), json!({"privateEmail": null}));
    assert_eq!(t.post("/users", null).refused(400), "missingProperty");
    let given = t.create("/users", with(without.clone(), by("ADMIN")));
    gone(&mut t, &given);
    // The super administrator keeps one, whatever the tenant.
    let mut t = Tenant::acme_with(|setup| setup.sso = true);
    let boss = made(&mut t, json!({}));
    t.world
        .make_super_admin(&Id::from(boss["userId"].as_str().expect("an id")));
    let at = path(&boss);
    for answer in [
        t.put(&at, without.clone()),
        t.put(&at, with(without, json!({"privateEmail": null}))),
        t.patch(&at, json!({"privateEmail": null})),
    ] {
        assert_eq!(answer.refused(400), "missingProperty");
    }
    t.put(&at, member(KEY)).is(200);
    t.patch(&at, json!({"task": "x"})).is(200);
}
