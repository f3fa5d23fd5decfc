//! Facts 9: talking to LINE and to other companies.

use jiff::SignedDuration;
use meibo::directory::{DomainId, Id};
use meibo::world::{Act, Connection, Method, Outside, Reach, reasons};
use serde_json::json;

use crate::bodies::{group, member, with};
use crate::tenant::{AWAY, HOME, Tenant};

/// Longer than a grant is being processed.
const LATER: SignedDuration = SignedDuration::from_secs(60);

fn connection(t: &mut Tenant, user: &str, outside: Outside) -> Connection {
    let id = Id::from(t.id(user));
    let found = t.world.connection(&id, outside, t.now());
    found.expect("a member")
}

#[test]
fn a_member_is_linked_and_unlinked_a_while_after_the_answer() {
    proves!["9.2-02", "9.2-03", "5.1.1-20", "7-04"];
    let mut t = Tenant::acme();
    let user = "/users/externalKey:E1";
    for (kind, outside) in [("line", Outside::Line), ("works", Outside::Works)] {
        let link = format!("{user}/link-to-{kind}");
        let unlink = format!("{user}/unlink-to-{kind}");
        t.act(&unlink).is_empty();
        t.act(&link).is(202);
        // Accepted, not done: and nothing else until it is.
        let so_far = connection(&mut t, user, outside);
        assert!(matches!(so_far, Connection::Granting(_)), "{so_far:?}");
        assert_eq!(t.act(&link).refused(403), reasons::TALK_IN_PROCESS);
        assert_eq!(t.act(&unlink).refused(403), reasons::TALK_IN_PROCESS);
        t.at(LATER);
        assert_eq!(connection(&mut t, user, outside), Connection::Granted);
        t.act(&link).is_empty();
        t.act(&unlink).is(202);
        assert_eq!(t.act(&link).refused(403), reasons::TALK_IN_PROCESS);
        t.at(LATER);
        assert_eq!(connection(&mut t, user, outside), Connection::No);
        for call in ["link", "unlink"] {
            let nobody = format!("/users/externalKey:nobody/{call}-to-{kind}");
            assert_eq!(t.act(&nobody).refused(404), reasons::NOT_FOUND);
        }
    }
    t.delete("/users/externalKey:E2").is_empty();
    t.act("/users/externalKey:E2/link-to-line").refused(400);
}

#[test]
fn a_single_grant_switches_the_service_on() {
    proves!["9.2-02"];
    let mut t = Tenant::acme();
    t.world
        .settings_mut(DomainId(HOME))
        .talk
        .line
        .set(Reach::Off);
    t.act("/users/externalKey:E1/link-to-line").is(202);
    let settings = t.world.settings_mut(DomainId(HOME));
    assert_eq!(settings.talk.line.reach, Reach::PerMember);
    assert_eq!(settings.talk.works.reach, Reach::Off);
}

#[test]
fn a_grant_to_all_changes_the_setting_and_ends_single_ones() {
    proves!["9.2-01", "9.2-05", "5.1.1-20"];
    for kind in ["line", "works"] {
        let mut t = Tenant::acme();
        let all = format!("/users/link-to-{kind}");
        t.act(&all).is(202);
        t.at(LATER);
        let now = t.now();
        let settings = t.world.settings_mut(DomainId(HOME));
        let (mine, other) = match kind {
            "line" => (&settings.talk.line, &settings.talk.works),
            _ => (&settings.talk.works, &settings.talk.line),
        };
        assert_eq!((mine.at(now), other.at(now)), (Reach::Everyone, Reach::Off));
        for call in ["link", "unlink"] {
            let one = format!("/users/externalKey:E1/{call}-to-{kind}");
            assert_eq!(t.act(&one).refused(403), reasons::TALK_FOR_EVERYONE);
        }
        // Another domain is another setting.
        let away = format!("/users/externalKey:X1/link-to-{kind}");
        t.act(&away).is(202);
        t.act(&all).is(202);
    }
}

#[test]
fn names_the_outside_may_not_see_fail() {
    proves!["9.2-05", "1.5-07"];
    let mut t = Tenant::acme();
    let names = [
        ("N1", json!({"lastName": "Online"})),
        ("N2", json!({"lastName": "森", "firstName": "花子🌲"})),
        ("N3", json!({"lastName": "森"})),
    ];
    for (key, name) in names {
        let named = json!({"userName": name});
        t.create("/users", with(member(key), named));
        for kind in ["line", "works"] {
            let link = format!("/users/externalKey:{key}/link-to-{kind}");
            match key {
                // Somebody is there, and it is 404 all the same.
                "N1" | "N2" => {
                    assert_eq!(t.act(&link).refused(404), reasons::PROHIBITED_NAME);
                    t.read(&format!("/users/externalKey:{key}"));
                }
                _ => drop(t.act(&link).is(202)),
            }
        }
    }
    for company in ["Skyline商事", "森🌲"] {
        let settings = t.world.settings_mut(DomainId(HOME));
        settings.company_name = Some(company.to_owned());
        let link = "/users/externalKey:E1/link-to-line";
        assert_eq!(t.act(link).refused(404), reasons::PROHIBITED_NAME);
    }
}

#[test]
fn no_call_and_no_property_tells_the_permission() {
    proves!["9.2-05"];
    let mut t = Tenant::acme();
    let user = "/users/externalKey:E1";
    let before = t.read(user);
    t.act(&format!("{user}/link-to-line")).is(202);
    t.at(LATER);
    assert_eq!(t.read(user), before);
    for kind in ["line", "works"] {
        t.get(&format!("{user}/link-to-{kind}")).refused(405);
    }
}

#[test]
fn a_link_address_is_read_and_renewed() {
    proves!["9.2-04", "5.1.1-20"];
    let mut t = Tenant::acme();
    let path = "/users/externalKey:E1/link-url";
    let first = t.read(path);
    assert!(first["linkUrl"].is_string(), "{first}");
    assert_eq!(t.read(path), first);
    assert_ne!(t.read("/users/externalKey:E2/link-url"), first);
    t.act(&format!("{path}/reset")).is_empty();
    assert_ne!(t.read(path), first);
    t.get("/users/externalKey:nobody/link-url").refused(404);
}

#[test]
fn who_may_talk_moves_only_to_a_domain_that_allows_it() {
    let mut t = Tenant::acme();
    t.act("/users/externalKey:E3/link-to-works").is(202);
    t.at(LATER);
    let to = json!({"organizations": [{"domainId": AWAY, "primary": true,
        "email": "e3@acme-sub.example", "orgUnits": []}]});
    let path = "/users/externalKey:E3/move";
    assert_eq!(
        t.post(path, to.clone()).refused(403),
        reasons::TALK_NOT_ALLOWED_THERE
    );
    let away = t.world.settings_mut(DomainId(AWAY));
    away.talk.works.set(Reach::PerMember);
    t.post(path, to).is(200);
}

#[test]
fn a_move_asks_for_what_the_member_has_at_that_moment() {
    let to = json!({"organizations": [{"domainId": AWAY, "primary": true,
        "email": "e3@acme-sub.example", "orgUnits": []}]});
    // What would happen: the tenant stays as it is.
    let go = |t: &mut Tenant| {
        let path = "/users/externalKey:E3/move";
        let answer = (t.world.clone()).perform(Method::Post, path, Some(&to), t.now());
        answer.map_or_else(|refusal| refusal.status, |reply| reply.status)
    };
    let mut t = Tenant::acme();
    assert_eq!(go(&mut t), 200);
    t.act("/users/externalKey:E3/link-to-line").is(202);
    t.at(LATER);
    assert_eq!(go(&mut t), 403);
    t.act("/users/externalKey:E3/unlink-to-line").is(202);
    // Not done yet.
    assert_eq!(go(&mut t), 403);
    t.at(LATER);
    assert_eq!(go(&mut t), 200);
    t.act("/users/link-to-line").is(202);
    assert_eq!(go(&mut t), 200);
    t.at(LATER);
    assert_eq!(go(&mut t), 403, "everybody has it");
}

#[test]
fn asking_again_for_everybody_does_not_put_it_off() {
    let mut t = Tenant::acme();
    let body = json!({"domainId": AWAY});
    t.post("/users/link-to-line", body.clone()).is(202);
    t.at(SignedDuration::from_secs(6));
    t.post("/users/link-to-line", body).is(202);
    t.at(SignedDuration::from_secs(6));
    let link = "/users/externalKey:X1/link-to-line";
    assert_eq!(t.act(link).refused(403), reasons::TALK_FOR_EVERYONE);
    // The other domain was not spoken of.
    t.act("/users/externalKey:E1/link-to-line").is(202);
}

#[test]
fn the_console_switches_it_off_for_all_and_gives_it_back_to_single_ones() {
    let mut t = Tenant::acme();
    let user = "/users/externalKey:E1";
    t.act(&format!("{user}/link-to-line")).is(202);
    t.at(LATER);
    let mut to = |reach: Reach| {
        let settings = t.world.settings_mut(DomainId(HOME));
        settings.talk.line.set(reach);
        connection(&mut t, user, Outside::Line)
    };
    assert_eq!(to(Reach::Everyone), Connection::Everyone);
    assert_eq!(to(Reach::Off), Connection::No);
    assert_eq!(to(Reach::PerMember), Connection::Granted);
}

#[test]
fn a_prohibited_login_id_keeps_the_old_one_as_an_alias() {
    proves!["5.1.3-04"];
    let mut t = Tenant::acme();
    let path = "/users/externalKey:E1";
    t.act(&format!("{path}/link-to-line")).is(202);
    t.at(LATER);
    let change = |aliases: &[&str]| json!({"email": "eline@acme.example", "aliasEmails": aliases});
    let bare = t.patch(path, change(&[]));
    assert_eq!(bare.refused(400), reasons::OLD_ADDRESS_NOT_KEPT);
    let whole = |aliases| with(member("E1"), change(aliases));
    let bare = t.put(path, whole(&[]));
    assert_eq!(bare.refused(400), reasons::OLD_ADDRESS_NOT_KEPT);
    t.patch(path, change(&["e1@acme.example"])).is(200);
    // Nobody outside knows this one.
    t.patch(
        "/users/externalKey:E2",
        json!({"email": "e2line@acme.example"}),
    )
    .is(200);
}

#[test]
fn link_calls_need_the_scope_user_itself() {
    proves!["2.5-05", "2.5-13"];
    let mut t = Tenant::acme();
    let paths = [
        "/users/externalKey:E1/link-to-line",
        "/users/externalKey:E1/link-to-works",
        "/users/externalKey:E2/unlink-to-line",
        "/users/externalKey:E2/unlink-to-works",
        "/users/link-to-line",
        "/users/link-to-works",
    ];
    for path in paths {
        for scope in ["directory", "directory.read", "user.read"] {
            let header = t.bearer(scope);
            let answer = t.send(Method::Post, path, Some(&header), b"");
            assert_eq!(
                answer.refused(403),
                reasons::SCOPE_MISSING,
                "{path} {scope}"
            );
        }
        let header = t.bearer("user");
        let answer = t.send(Method::Post, path, Some(&header), b"");
        answer.is_success();
    }
}

#[test]
fn the_name_and_key_of_an_external_group_are_taken() {
    proves!["5.3.1-02"];
    let mut t = Tenant::acme();
    let made = Act::AddExternalGroup {
        domain: DomainId(HOME),
        name: "Partner".to_owned(),
        key: Some("OUT".into()),
    };
    let now = t.now();
    t.world.act(&made, now).expect("done");
    let named = |key: &str, name: &str| with(group(key, "E1", &[]), json!({"groupName": name}));
    for body in [named("NEW", "PARTNER"), named("OUT", "別")] {
        let answer = t.post("/groups", body);
        assert_eq!(answer.refused(409), reasons::TAKEN_OUT_OF_SIGHT);
    }
    let path = "/groups/externalKey:ALL";
    t.patch(path, json!({"groupName": "partner"})).refused(409);
    t.patch(path, json!({"groupExternalKey": "OUT"}))
        .refused(409);
    t.create("/groups", named("NEW", "別"));
    let away = json!({"domainId": AWAY, "groupName": "Partner"});
    let away = with(group("AWAY", "X1", &[]), away);
    t.create("/groups", away);
}
