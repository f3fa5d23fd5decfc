use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::directory::{DomainId, Sync, SyncAllow};
use crate::world::testing::{AWAY, HOME, call, refused, start, try_call, world};
use crate::world::{
    Connection, ConsoleArea, Method, Outside, Reach, Refusal, World, console_may_edit, reasons,
};

use super::{Act, Consistency};

fn later(hours: i64) -> Timestamp {
    start() + SignedDuration::from_hours(hours)
}

fn act(world: &mut World, act: Value) -> Result<(), Refusal> {
    act_at(world, act, start())
}

fn act_at(world: &mut World, act: Value, at: Timestamp) -> Result<(), Refusal> {
    let act: Act = serde_json::from_value(act).expect("an act");
    let before = serde_json::to_value(&*world).expect("string keys only");
    let done = world.act(&act, at);
    if done.is_err() {
        let after = serde_json::to_value(&*world).expect("string keys only");
        assert_eq!(before, after, "a refused act changes nothing");
    }
    done
}

fn reason(done: Result<(), Refusal>) -> &'static str {
    done.expect_err("refused").reason
}

fn member(world: &mut World, key: &str) -> String {
    let body = json!({"domainId": HOME, "userExternalKey": key, "userName": {"lastName": "森"},
        "email": format!("{key}@acme.example"), "privateEmail": "p@private.example"});
    let made = call(world, Method::Post, "/users", body);
    made["userId"].as_str().expect("an id").to_owned()
}

fn in_use(world: &mut World, key: &str) -> String {
    let id = member(world, key);
    act(world, json!({"act": "firstLogin", "member": id})).expect("in use");
    id
}

fn read(world: &mut World, key: &str) -> Value {
    let target = format!("/users/externalKey:{key}");
    call(world, Method::Get, &target, Value::Null)
}

#[test]
fn every_kind_is_listed_and_reads_as_it_is_written() {
    let acts = [
        json!({"act": "setSync", "domain": HOME, "switches": {"enabled": true}}),
        json!({"act": "firstLogin", "member": "m"}),
        json!({"act": "failedLogins", "member": "m"}),
        json!({"act": "makeSuperAdmin", "member": "m"}),
        json!({"act": "makeAdministrator", "member": "m"}),
        json!({"act": "revokeAdministrator", "member": "m"}),
        json!({"act": "makeDynamic", "group": "g"}),
        json!({"act": "addExternalGroup", "domain": HOME, "name": "x"}),
        json!({"act": "grantExternal", "domain": HOME, "outside": "line", "to": "everyone"}),
        json!({"act": "addExternalContact", "domain": HOME, "outside": "line", "id": "x",
            "name": "森", "buddies": ["m"]}),
        json!({"act": "setCompanyTags", "domain": HOME, "on": false}),
        json!({"act": "setGrantDelay", "domain": HOME, "seconds": 5}),
        json!({"act": "nameCompany", "domain": HOME, "name": "Acme"}),
        json!({"act": "hideProperties", "domain": HOME, "properties": ["task"]}),
        json!({"act": "setConsistency", "listLagSeconds": 1, "membershipLagSeconds": 2}),
        json!({"act": "setAssumptions", "switches": {"deletedHoldNames": false}}),
        json!({"act": "moveClock", "to": "2030-01-01T00:00:00Z"}),
    ];
    let mut kinds = Vec::new();
    for written in acts {
        let act: Act = serde_json::from_value(written.clone()).expect("an act");
        assert_eq!(written["act"], act.kind());
        kinds.push(act.kind());
        let again = serde_json::to_value(&act).expect("an object");
        let again: Act = serde_json::from_value(again).expect("an act");
        assert_eq!(again, act);
        let mut more = written;
        more["other"] = json!(1);
        assert!(serde_json::from_value::<Act>(more).is_err(), "{again:?}");
    }
    assert_eq!(kinds, Act::KINDS);
}

#[test]
fn a_first_login_takes_a_pending_member_into_use() {
    let mut world = world();
    member(&mut world, "e1");
    assert_eq!(read(&mut world, "e1")["isPending"], true);
    let login = json!({"act": "firstLogin", "member": "externalKey:e1"});
    act(&mut world, login.clone()).expect("done");
    assert_eq!(read(&mut world, "e1")["isPending"], false);
    assert_eq!(
        reason(act(&mut world, login)),
        reasons::MEMBER_IS_NOT_PENDING
    );
    let nobody = json!({"act": "firstLogin", "member": "nobody"});
    assert_eq!(reason(act(&mut world, nobody)), reasons::NOT_FOUND);
}

#[test]
fn an_invitation_lasts_thirty_days_and_can_be_sent_again() {
    let mut world = world();
    let id = member(&mut world, "e1");
    let login = json!({"act": "firstLogin", "member": id});
    let late = reason(act_at(&mut world, login.clone(), later(30 * 24)));
    assert_eq!(late, reasons::INVITATION_EXPIRED);
    let mut early = world.clone();
    act_at(&mut early, login.clone(), later(30 * 24 - 1)).expect("in time");
    let target = format!("/users/{id}/send-invitation-email");
    let body = json!({"usePrivateEmail": true});
    (world.perform(Method::Post, &target, Some(&body), later(40 * 24))).expect("invited");
    act_at(&mut world, login, later(60 * 24)).expect("in time again");
}

#[test]
fn mail_to_everybody_reaches_those_with_a_private_address() {
    let mut world = world();
    let [reached, other] = ["e1", "e2"].map(|key| member(&mut world, key));
    let none = json!({"privateEmail": null});
    let target = format!("/users/{other}");
    call(&mut world, Method::Patch, &target, none);
    let all = "/users/send-invitation-email";
    (world.perform(Method::Post, all, None, later(20 * 24))).expect("invited");
    let login = |id: &str| json!({"act": "firstLogin", "member": id});
    let late = later(40 * 24);
    act_at(&mut world, login(&reached), late).expect("in time again");
    let late = reason(act_at(&mut world, login(&other), late));
    assert_eq!(late, reasons::INVITATION_EXPIRED);
}

#[test]
fn who_was_given_a_password_is_never_late() {
    let mut world = world();
    let body = json!({"domainId": HOME, "userName": {"lastName": "森"}, "email": "e1@acme.example",
        "passwordConfig": {"passwordCreationType": "ADMIN", "password": "Example#2026"}});
    let made = call(&mut world, Method::Post, "/users", body);
    let login = json!({"act": "firstLogin", "member": made["userId"]});
    act_at(&mut world, login, later(400 * 24)).expect("in use");
}

#[test]
fn failed_logins_suspend_for_their_own_reason() {
    let mut world = world();
    member(&mut world, "e1");
    let fail = json!({"act": "failedLogins", "member": "externalKey:e1"});
    assert_eq!(
        reason(act(&mut world, fail.clone())),
        reasons::MEMBER_IS_PENDING
    );
    act(
        &mut world,
        json!({"act": "firstLogin", "member": "externalKey:e1"}),
    )
    .expect("in use");
    act(&mut world, fail.clone()).expect("suspended");
    let read = read(&mut world, "e1");
    assert_eq!(read["isSuspended"], true);
    assert_eq!(read["suspendedReason"], "LOGIN_FAIL");
    assert_eq!(reason(act(&mut world, fail)), reasons::MEMBER_IS_SUSPENDED);
    call(
        &mut world,
        Method::Post,
        "/users/externalKey:e1/unsuspend",
        Value::Null,
    );
}

#[test]
fn the_role_is_given_and_taken_by_acts_and_the_highest_is_one() {
    let mut world = world();
    for key in ["e1", "e2"] {
        in_use(&mut world, key);
    }
    let give = |act: &str, key: &str| json!({"act": act, "member": format!("externalKey:{key}")});
    act(&mut world, give("makeSuperAdmin", "e1")).expect("done");
    assert_eq!(read(&mut world, "e1")["isAdministrator"], true);
    let gone = refused(
        &mut world,
        Method::Post,
        "/users/externalKey:e1/suspend",
        Value::Null,
    );
    assert_eq!(gone.reason, reasons::MEMBER_IS_ADMINISTRATOR);
    assert_eq!(
        reason(act(&mut world, give("revokeAdministrator", "e1"))),
        reasons::MEMBER_IS_ADMINISTRATOR
    );
    act(&mut world, give("makeSuperAdmin", "e2")).expect("handed over");
    assert_eq!(read(&mut world, "e1")["isAdministrator"], true);
    act(&mut world, give("revokeAdministrator", "e1")).expect("an ordinary one");
    assert_eq!(read(&mut world, "e1")["isAdministrator"], false);
    act(&mut world, give("makeAdministrator", "e1")).expect("again");
    let gone = refused(
        &mut world,
        Method::Delete,
        "/users/externalKey:e1",
        Value::Null,
    );
    assert_eq!(gone.reason, reasons::MEMBER_IS_ADMINISTRATOR);
    // Another domain has its own.
    let body = json!({"domainId": AWAY, "userExternalKey": "x1", "userName": {"lastName": "林"},
        "email": "x1@acme-sub.example", "privateEmail": "p@private.example"});
    call(&mut world, Method::Post, "/users", body);
    for kind in ["firstLogin", "makeSuperAdmin"] {
        act(&mut world, give(kind, "x1")).expect("done");
    }
    for key in ["e2", "x1"] {
        let id = read(&mut world, key)["userId"]
            .as_str()
            .expect("an id")
            .into();
        assert!(world.is_super_admin(&id), "{key}");
    }
    member(&mut world, "e3");
    assert_eq!(
        reason(act(&mut world, give("makeAdministrator", "e3"))),
        reasons::MEMBER_IS_PENDING
    );
}

fn set_sync(world: &mut World, domain: i32, switches: Value) -> Result<(), Refusal> {
    act(
        world,
        json!({"act": "setSync", "domain": domain, "switches": switches}),
    )
}

#[test]
fn turning_synchronisation_on_deletes_the_pending_members_of_the_domain_alone() {
    let mut world = world();
    let pending = member(&mut world, "e1");
    in_use(&mut world, "e2");
    let elsewhere = json!({"domainId": AWAY, "userExternalKey": "e3", "userName": {"lastName": "森"},
        "email": "e3@acme-sub.example", "privateEmail": "p@private.example"});
    call(&mut world, Method::Post, "/users", elsewhere);
    member(&mut world, "e4");
    call(
        &mut world,
        Method::Delete,
        "/users/externalKey:e4",
        Value::Null,
    );

    let warned: Vec<String> = (world.pending_members(DomainId(HOME)).iter())
        .map(|member| member.id.to_string())
        .collect();
    assert_eq!(warned, std::slice::from_ref(&pending));
    // Neither without the master switch nor without the members' one.
    set_sync(&mut world, HOME, json!({"organizationMember": true})).expect("set");
    set_sync(&mut world, HOME, json!({"enabled": true, "group": true})).expect("set");
    read(&mut world, "e1");

    let both = json!({"enabled": true, "organizationMember": true});
    set_sync(&mut world, HOME, both.clone()).expect("set");
    let gone = try_call(
        &mut world,
        Method::Get,
        &format!("/users/{pending}"),
        Value::Null,
    );
    assert_eq!(gone.expect_err("gone").status, 404);
    read(&mut world, "e2");
    assert_eq!(read(&mut world, "e3")["isPending"], true);
    assert_eq!(read(&mut world, "e4")["isDeleted"], true);

    // Its address and key are free, and it is the turning on that deletes.
    member(&mut world, "e1");
    set_sync(&mut world, HOME, both).expect("set again");
    assert_eq!(read(&mut world, "e1")["isPending"], true);
    let unknown = set_sync(&mut world, 1, json!({}));
    assert_eq!(reason(unknown), reasons::NO_SUCH_DOMAIN);
}

#[test]
fn the_only_master_of_a_group_keeps_synchronisation_off() {
    let mut world = world();
    let id = member(&mut world, "e1");
    let group = json!({"domainId": HOME, "groupName": "x", "members": [{"id": id, "type": "USER"}],
        "administrators": [{"userId": id}]});
    call(&mut world, Method::Post, "/groups", group);
    let both = json!({"enabled": true, "organizationMember": true});
    assert_eq!(
        reason(set_sync(&mut world, HOME, both)),
        reasons::ONLY_MASTER
    );
}

#[test]
fn each_switch_takes_its_area_out_of_the_console() {
    use ConsoleArea::*;
    let on = |change: &dyn Fn(&mut Sync)| {
        let mut switches = Sync {
            enabled: true,
            ..Sync::default()
        };
        change(&mut switches);
        let closed: Vec<ConsoleArea> = (ConsoleArea::ALL.into_iter())
            .filter(|area| !console_may_edit(&switches, *area))
            .collect();
        switches.enabled = false;
        assert!((ConsoleArea::ALL.iter()).all(|area| console_may_edit(&switches, *area)));
        closed
    };
    let own = [Members, Orgs, TeamFeatures, OwnProfile, ProfileImage];
    assert_eq!(on(&|_| ()), []);
    assert_eq!(on(&|s| s.organization_member = true), own);
    assert_eq!(on(&|s| s.level_position = true), [Ranks]);
    assert_eq!(on(&|s| s.group = true), [Groups, GroupFeatures]);
    assert_eq!(on(&|s| s.employment_type = true), [UserTypes]);
    assert_eq!(on(&|s| s.used_language = true), [UsedLanguage]);
    assert_eq!(on(&|s| s.absence = true), [Status]);
    let allowed = on(&|s| {
        s.organization_member = true;
        s.group = true;
        s.allow = [
            SyncAllow::TeamFeatures,
            SyncAllow::GroupFeatures,
            SyncAllow::ProfileImage,
        ]
        .into();
    });
    assert_eq!(allowed, [Members, Orgs, Groups, OwnProfile]);
}

#[test]
fn the_console_obeys_the_switches_and_the_api_does_not() {
    let mut world = world();
    in_use(&mut world, "e1");
    let org = json!({"domainId": HOME, "orgUnitName": "x", "orgUnitExternalKey": "o1", "displayOrder": 1});
    call(&mut world, Method::Post, "/orgunits", org.clone());
    let both = json!({"enabled": true, "organizationMember": true});
    set_sync(&mut world, HOME, both).expect("set");
    let rename = json!({"orgUnitName": "y"});
    let edits = [
        (
            Method::Patch,
            "/orgunits/externalKey:o1",
            Some(rename.clone()),
        ),
        (Method::Delete, "/orgunits/externalKey:o1", None),
        (Method::Post, "/orgunits", Some(org)),
        (Method::Delete, "/users/externalKey:e1", None),
    ];
    for (method, target, body) in edits {
        let refusal = world
            .edit(method, target, body.as_ref(), start())
            .expect_err("read-only");
        assert_eq!(refusal.reason, reasons::SYNC_READ_ONLY, "{target}");
    }
    (world.edit(Method::Post, "/users/externalKey:e1/suspend", None, start()))
        .expect("suspending stays possible");
    let elsewhere = json!({"domainId": AWAY, "orgUnitName": "x", "displayOrder": 1});
    (world.edit(Method::Post, "/orgunits", Some(&elsewhere), start())).expect("another domain");
    call(
        &mut world,
        Method::Patch,
        "/orgunits/externalKey:o1",
        rename,
    );
    set_sync(&mut world, HOME, json!({"organizationMember": true})).expect("off");
    (world.edit(Method::Delete, "/orgunits/externalKey:o1", None, start())).expect("may again");
}

#[test]
fn every_edit_is_of_one_area() {
    let mut world = world();
    in_use(&mut world, "e1");
    let org = json!({"domainId": HOME, "orgUnitName": "x", "orgUnitExternalKey": "o1", "displayOrder": 1});
    call(&mut world, Method::Post, "/orgunits", org.clone());
    let group = json!({"domainId": HOME, "groupName": "g1", "groupExternalKey": "g1",
        "administrators": [{"userId": "externalKey:e1"}], "members": [{"id": "externalKey:e1", "type": "USER"}]});
    call(&mut world, Method::Post, "/groups", group.clone());
    let all = json!({"enabled": true, "organizationMember": true, "levelPosition": true, "group": true,
        "employmentType": true});
    set_sync(&mut world, HOME, all).expect("set");
    let there = json!({"domainId": HOME});
    for (method, target, body, area) in [
        (Method::Post, "/users", &there, "members"),
        (Method::Post, "/users", &json!({}), "members"),
        (
            Method::Patch,
            "/users/externalKey:e1",
            &json!({}),
            "members",
        ),
        (Method::Post, "/orgunits", &org, "orgs"),
        (
            Method::Patch,
            "/orgunits/externalKey:o1",
            &json!({}),
            "orgs",
        ),
        (Method::Post, "/groups", &group, "groups"),
        (
            Method::Patch,
            "/groups/externalKey:g1",
            &json!({}),
            "groups",
        ),
        (Method::Post, "/directory/levels", &there, "ranks"),
        (
            Method::Post,
            "/directory/positions/enable",
            &Value::Null,
            "ranks",
        ),
        (Method::Post, "/directory/user-types", &there, "userTypes"),
    ] {
        let refusal = (world.edit(method, target, Some(body), start())).expect_err("read-only");
        assert_eq!(refusal.reason, reasons::SYNC_READ_ONLY, "{target}");
        let params = [("domain", HOME.to_string()), ("area", area.to_owned())];
        assert_eq!(refusal.params, params, "{target}");
    }
    // Of no area of the switches.
    let tag = json!({"contactTagName": "取引先"});
    (world.edit(Method::Post, "/contact-tags", Some(&tag), start())).expect("accepted");
    assert!(world.sync(DomainId(HOME)).enabled && !world.sync(DomainId(AWAY)).enabled);
}

#[test]
fn what_the_console_sets_shows_in_the_answers() {
    let mut world = world();
    in_use(&mut world, "e1");
    let hide = |names: Value| json!({"act": "hideProperties", "domain": HOME, "properties": names});
    act(&mut world, hide(json!(["task", "hiredDate"]))).expect("hidden");
    let shown = read(&mut world, "e1");
    assert!(shown.get("task").is_none() && shown.get("location").is_some());
    assert_eq!(
        reason(act(&mut world, hide(json!(["email"])))),
        reasons::UNKNOWN_VALUE
    );
    act(
        &mut world,
        json!({"act": "nameCompany", "domain": HOME, "name": "Acme"}),
    )
    .expect("named");
    let shown = read(&mut world, "e1");
    assert_eq!(shown["organizations"][0]["organizationName"], "Acme");
}

#[test]
fn outsiders_are_let_in_by_the_domain() {
    let mut world = world();
    let id = in_use(&mut world, "e1").into();
    let grant =
        |to: Reach| json!({"act": "grantExternal", "domain": HOME, "outside": "works", "to": to});
    act(&mut world, grant(Reach::Everyone)).expect("set");
    let stands = |world: &World, outside| world.connection(&id, outside, start());
    assert_eq!(stands(&world, Outside::Works), Some(Connection::Everyone));
    assert_eq!(stands(&world, Outside::Line), Some(Connection::No));
    act(&mut world, grant(Reach::Off)).expect("set");
    assert_eq!(stands(&world, Outside::Works), Some(Connection::No));
}

#[test]
fn an_external_group_takes_its_name_and_key() {
    let mut world = world();
    let add =
        |name: &str| json!({"act": "addExternalGroup", "domain": HOME, "name": name, "key": "g1"});
    act(&mut world, add("Partners")).expect("made");
    let id = in_use(&mut world, "e1");
    let group = |name: &str, key: &str| {
        json!({"domainId": HOME, "groupName": name, "groupExternalKey": key,
        "members": [{"id": id, "type": "USER"}], "administrators": [{"userId": id}]})
    };
    for body in [group("partners", "g2"), group("Other", "g1")] {
        assert_eq!(
            refused(&mut world, Method::Post, "/groups", body).status,
            409
        );
    }
    call(&mut world, Method::Post, "/groups", group("Mine", "g3"));
    assert_eq!(
        reason(act(&mut world, add("mine"))),
        reasons::DUPLICATE_NAME
    );
    assert_eq!(
        reason(act(&mut world, add("New"))),
        reasons::TAKEN_OUT_OF_SIGHT
    );
}

#[test]
fn a_dynamic_group_takes_no_members() {
    let mut world = world();
    let id = in_use(&mut world, "e1");
    let group = json!({"domainId": HOME, "groupName": "x", "groupExternalKey": "g1",
        "members": [{"id": id, "type": "USER"}], "administrators": [{"userId": id}]});
    call(&mut world, Method::Post, "/groups", group);
    act(
        &mut world,
        json!({"act": "makeDynamic", "group": "externalKey:g1"}),
    )
    .expect("made");
    let target = format!("/groups/externalKey:g1/members/{id}?type=USER");
    let refusal = refused(&mut world, Method::Delete, &target, Value::Null);
    assert_eq!(refusal.reason, reasons::GROUP_IS_DYNAMIC);
}

#[test]
fn assumptions_are_turned_one_by_one_and_only_known_ones() {
    let mut world = world();
    let set = |switches: Value| json!({"act": "setAssumptions", "switches": switches});
    act(&mut world, set(json!({"largeCountIs400": false}))).expect("turned");
    act(&mut world, set(json!({"deletedHoldNames": false}))).expect("turned");
    assert!(!world.assumptions().large_count_is_400);
    call(&mut world, Method::Get, "/orgunits?count=101", Value::Null);
    // The index follows: a member in deletion lets go of its names.
    member(&mut world, "e1");
    call(
        &mut world,
        Method::Delete,
        "/users/externalKey:e1",
        Value::Null,
    );
    member(&mut world, "e1");
    assert_eq!(
        reason(act(&mut world, set(json!({"no": true})))),
        reasons::UNKNOWN_VALUE
    );
    assert_eq!(
        reason(act(&mut world, set(json!({"listShowsDeleted": "x"})))),
        reasons::WRONG_TYPE
    );
}

#[test]
fn the_clock_moves_forward_alone_and_time_does_its_work() {
    let mut world = world();
    member(&mut world, "e1");
    call(
        &mut world,
        Method::Delete,
        "/users/externalKey:e1",
        Value::Null,
    );
    let to = |at: Timestamp| json!({"act": "moveClock", "to": at});
    act(&mut world, to(later(7 * 24 - 1))).expect("moved");
    assert_eq!(read(&mut world, "e1")["isDeleted"], true);
    act_at(&mut world, to(later(7 * 24)), later(7 * 24 - 1)).expect("moved");
    assert!(world.directory().members.is_empty());
    assert_eq!(world.clock_ahead(), SignedDuration::from_hours(7 * 24));
    let back = act_at(&mut world, to(later(1)), later(7 * 24));
    assert_eq!(reason(back), reasons::CLOCK_GOES_BACK);
    act_at(&mut world, to(later(7 * 24)), later(7 * 24)).expect("it may stand still");
    for far in ["2200-01-01T00:00:01Z", "2999-01-01T00:00:00Z"] {
        let far = act(&mut world, json!({"act": "moveClock", "to": far}));
        assert_eq!(reason(far), reasons::OUT_OF_RANGE);
    }
    let last = json!({"act": "moveClock", "to": "2200-01-01T00:00:00Z"});
    act(&mut world, last).expect("moved");
}

#[test]
fn a_world_wakes_no_earlier_than_it_was_left() {
    let mut world = world();
    let to = json!({"act": "moveClock", "to": later(10)});
    act(&mut world, to).expect("moved");
    // The time around went on by an hour.
    assert_eq!(world.wake(later(1)), later(11));
    world.see(later(20));
    assert_eq!(world.wake(later(2)), later(20));
    assert_eq!(world.wake(later(3)), later(21));
}

#[test]
fn a_lag_beyond_a_day_is_refused() {
    let mut world = world();
    let set = |lag: u32| {
        let set = Consistency {
            list_lag_seconds: 0,
            membership_lag_seconds: lag,
        };
        serde_json::to_value(Act::SetConsistency(set)).expect("an object")
    };
    act(&mut world, set(86_400)).expect("set");
    assert_eq!(reason(act(&mut world, set(86_401))), reasons::OUT_OF_RANGE);
}

#[test]
fn outsiders_who_talk_become_contacts() {
    let mut w = world();
    let id = member(&mut w, "e1");
    let met = |name: &str, buddy: &str| {
        json!({"act": "addExternalContact", "domain": HOME, "outside": "works", "id": "w1",
            "name": name, "buddies": [buddy]})
    };
    assert_eq!(
        reason(act(&mut w, met("", "e1@acme.example"))),
        reasons::MISSING_PROPERTY
    );
    assert_eq!(
        reason(act(&mut w, met("林", "nobody"))),
        reasons::NO_SUCH_REFERENCE
    );
    act(&mut w, met("林", "externalKey:e1")).expect("done");
    let listed = call(&mut w, Method::Get, "/contacts", Value::Null);
    let contact = &listed["contacts"][0];
    assert_eq!(contact["contactName"]["lastName"], "林");
    assert_eq!(
        contact["linkedExternalUser"],
        json!({"id": "w1", "type": "WORKS", "buddyUserIds": [id]})
    );
}

#[test]
fn company_tags_and_the_delay_of_grants_are_set() {
    let mut w = world();
    let domain = DomainId(HOME);
    act(
        &mut w,
        json!({"act": "setCompanyTags", "domain": HOME, "on": false}),
    )
    .expect("done");
    assert!(w.settings_mut(domain).company_tags_off);
    act(
        &mut w,
        json!({"act": "setCompanyTags", "domain": HOME, "on": true}),
    )
    .expect("done");
    assert!(!w.settings_mut(domain).company_tags_off);
    let delay = |seconds: u32| json!({"act": "setGrantDelay", "domain": HOME, "seconds": seconds});
    act(&mut w, delay(86_400)).expect("done");
    assert_eq!(w.settings_mut(domain).talk.delay_seconds, 86_400);
    assert_eq!(reason(act(&mut w, delay(86_401))), reasons::OUT_OF_RANGE);
    let nowhere = json!({"act": "setGrantDelay", "domain": 1, "seconds": 1});
    assert_eq!(reason(act(&mut w, nowhere)), reasons::NO_SUCH_DOMAIN);
}
