//! Facts 5.9: contacts and contact tags.

use meibo::directory::DomainId;
use meibo::world::{Act, FileArrived, Method, Outside, reasons};
use serde_json::{Value, json};

use crate::bodies::{posts, with, without};
use crate::tenant::{AWAY, HOME, Tenant};

/// The least that a contact needs.
fn contact(name: &str) -> Value {
    json!({
        "permission": {"accessibleRange": "ALL"},
        "contactName": {"lastName": name},
        "telephones": [{"type": "MOBILE", "telephone": "03-0000-0000"}],
    })
}

fn add(t: &mut Tenant, name: &str) -> String {
    id(&t.create("/contacts", contact(name)), "contactId")
}

fn id(object: &Value, name: &str) -> String {
    object[name].as_str().expect("an id").to_owned()
}

fn tag(t: &mut Tenant, path: &str, name: &str) -> String {
    id(
        &t.create(path, json!({"contactTagName": name})),
        "contactTagId",
    )
}

fn names(list: &[Value]) -> Vec<&str> {
    let names = list
        .iter()
        .map(|contact| &contact["contactName"]["lastName"]);
    names.map(|name| name.as_str().expect("a name")).collect()
}

/// Somebody outside has begun to talk with a member; the id of the contact.
fn met(t: &mut Tenant, outside: Outside, buddy: &str) -> String {
    let act = Act::AddExternalContact {
        domain: DomainId(HOME),
        outside,
        id: "outsider".to_owned(),
        name: "外部".to_owned(),
        buddies: vec![buddy.to_owned()],
    };
    let now = t.now();
    t.world.act(&act, now).expect("done");
    let listed = t.list("/contacts", "contacts");
    id(listed.last().expect("a contact"), "contactId")
}

#[test]
fn contacts_are_made_read_listed_replaced_and_changed() {
    proves!["5.9-02"];
    let mut t = Tenant::acme();
    let made = t.create("/contacts", contact("森商事"));
    let path = format!("/contacts/{}", id(&made, "contactId"));
    assert_eq!(made["contactName"]["lastName"], "森商事");
    assert_eq!(t.read(&path), made);
    // What it was not given is shown without a value.
    for (name, value) in [
        ("emails", json!([])),
        ("organizations", json!([])),
        ("locations", json!([])),
        ("events", json!([])),
        ("messengers", json!([])),
        ("websites", json!([])),
        ("memo", Value::Null),
        ("contactTagIds", json!([])),
    ] {
        assert_eq!(made.get(name), Some(&value), "{name}");
    }
    let memo = t.patch(&path, json!({"memo": "展示会"})).is(200);
    assert_eq!(memo["memo"], "展示会");
    assert_eq!(memo["telephones"], made["telephones"]);
    let whole = t.put(&path, contact("林商事")).is(200);
    assert_eq!(whole["contactName"]["lastName"], "林商事");
    assert_eq!(whole["memo"], Value::Null, "PUT resets what is left out");
    assert_eq!(t.read(&path), whole);
    add(&mut t, "佐藤商事");
    let listed = t.list("/contacts?count=1", "contacts");
    assert_eq!(names(&listed), ["林商事", "佐藤商事"]);
    assert_eq!(listed[0], whole);
    assert!(
        t.list(&format!("/contacts?domainId={AWAY}"), "contacts")
            .is_empty()
    );
    for answer in [
        t.get("/contacts/nobody"),
        t.put("/contacts/nobody", contact("x")),
        t.patch("/contacts/nobody", json!({})),
    ] {
        answer.refused(404);
    }
    t.get("/users/externalKey:nobody/contacts").refused(404);
}

#[test]
fn a_contact_is_deleted_and_erased() {
    proves!["5.9-03"];
    let mut t = Tenant::acme();
    let (one, two) = (add(&mut t, "森"), add(&mut t, "林"));
    t.delete(&format!("/contacts/{one}")).is_empty();
    t.get(&format!("/contacts/{one}")).refused(404);
    t.delete(&format!("/contacts/{one}")).refused(404);
    assert_eq!(names(&t.list("/contacts", "contacts")), ["林"]);
    for id in [&one, &two] {
        let erase = format!("/contacts/{id}/forcedelete");
        t.delete(&erase).is_empty();
        t.delete(&erase).refused(404);
    }
    assert!(t.list("/contacts", "contacts").is_empty());
}

#[test]
fn a_members_contacts_are_those_it_may_see() {
    proves!["5.9-02"];
    let mut t = Tenant::acme();
    let orgs = json!({"organizations": posts(&["SALES"])});
    t.patch("/users/externalKey:E3", orgs).is(200);
    add(&mut t, "みんな");
    let mut seen_by = |name: &str, members: Value| {
        let permission = json!({"accessibleRange": "MEMBER", "masterUserId": "externalKey:E1",
            "accessibleMembers": members});
        let body = with(contact(name), json!({"permission": permission}));
        t.create("/contacts", body);
    };
    seen_by("主だけ", json!([]));
    seen_by("人", json!([{"id": "externalKey:E4", "type": "USER"}]));
    seen_by(
        "組織",
        json!([{"id": "externalKey:SALES", "type": "ORGUNIT"}]),
    );
    seen_by(
        "グループ",
        json!([{"id": "externalKey:ALL", "type": "GROUP"}]),
    );
    for (user, sees) in [
        ("E1", vec!["みんな", "主だけ", "人", "組織", "グループ"]),
        ("E2", vec!["みんな", "グループ"]),
        ("E3", vec!["みんな", "組織"]),
        ("E4", vec!["みんな", "人"]),
        ("X1", vec![]),
    ] {
        let path = format!("/users/externalKey:{user}/contacts?count=1");
        assert_eq!(names(&t.list(&path, "contacts")), sees, "{user}");
    }
}

#[test]
fn the_body_of_a_contact_has_its_limits() {
    proves!["5.9-08"];
    let mut t = Tenant::acme();
    let path = format!("/contacts/{}", add(&mut t, "森"));
    let cases = [
        (json!({"memo": "x".repeat(4000)}), true),
        (json!({"memo": "x".repeat(4001)}), false),
        (json!({"memo": 1}), false),
        (json!({"contactName": {"firstName": "花子"}}), true),
        (
            json!({"contactName": {"lastName": null, "firstName": ""}}),
            false,
        ),
        (json!({"contactName": {}}), false),
        (json!({"contactName": null}), false),
        (json!({"telephones": [{"telephone": ""}]}), false),
        (json!({"telephones": [{"type": "MOBILE"}]}), false),
        (
            json!({"telephones": [{"telephone": "03", "primary": "yes"}]}),
            false,
        ),
        (
            json!({"telephones": [{"telephone": "03", "type": 1}]}),
            false,
        ),
        (
            json!({"telephones": [{"telephone": "03", "type": "HOME", "primary": true}]}),
            true,
        ),
        (
            json!({"emails": [{"email": "a@b.example", "primary": true}]}),
            true,
        ),
        (json!({"emails": ["a@b.example"]}), false),
        (json!({"emails": [{"email": "nobody"}]}), false),
        (json!({"contactTagIds": ["nothing"]}), false),
        (json!({"customProperties": {"a": "x"}}), true),
        (json!({"customProperties": {"a": [["x"]]}}), false),
        (json!({"customProperties": []}), false),
    ];
    for (change, fits) in cases {
        let answer = t.patch(&path, change.clone());
        assert_eq!(answer.status, if fits { 200 } else { 400 }, "{change}");
        let created = t.post("/contacts", with(contact("林"), change.clone()));
        assert_eq!(created.status, if fits { 201 } else { 400 }, "{change}");
    }
    let lists = [
        ("emails", json!({"email": "a@b.example"})),
        ("telephones", json!({"telephone": "03"})),
        ("organizations", json!({"organizationName": "森商事"})),
        ("events", json!({"type": "BIRTHDAY", "date": "1990-01-01"})),
        ("locations", json!({"type": "OFFICE", "address": "東京"})),
        ("messengers", json!({"type": "LINE", "messengerId": "x"})),
        (
            "websites",
            json!({"type": "HOME", "websiteUrl": "https://a.example"}),
        ),
    ];
    for (name, entry) in lists {
        let kept = t
            .patch(&path, json!({name: vec![entry.clone(); 100]}))
            .is(200);
        let first = kept[name][0].as_object().expect("an object");
        let entry_map = entry.as_object().expect("an object");
        assert!(
            entry_map
                .iter()
                .all(|(part, value)| first.get(part) == Some(value))
        );
        assert_eq!(kept[name].as_array().map(Vec::len), Some(100));
        t.patch(&path, json!({name: vec![entry; 101]})).refused(400);
    }
}

#[test]
fn what_a_contact_needs_is_who_may_see_it_a_name_and_a_way_to_reach_it() {
    proves!["5.9-08"];
    let mut t = Tenant::acme();
    for property in ["permission", "contactName", "telephones"] {
        let answer = t.post("/contacts", without(contact("森"), property));
        assert_eq!(answer.refused(400), reasons::MISSING_PROPERTY, "{property}");
    }
    let emails = json!({"emails": [{"email": "a@b.example"}]});
    let made = t.create(
        "/contacts",
        with(without(contact("森"), "telephones"), emails),
    );
    let path = format!("/contacts/{}", id(&made, "contactId"));
    // PATCH needs nothing, but may not take the last way to reach it.
    t.patch(&path, json!({})).is(200);
    t.patch(&path, json!({"emails": []})).refused(400);
    t.put(&path, without(contact("森"), "permission"))
        .refused(400);
}

#[test]
fn who_sees_a_contact_is_all_or_its_master_and_members() {
    proves!["5.9-08"];
    let mut t = Tenant::acme();
    let permitted = |permission: Value| with(contact("森"), json!({"permission": permission}));
    let all = t.create("/contacts", permitted(json!({"accessibleRange": "ALL"})));
    assert_eq!(all["permission"]["isCoEditing"], true);
    assert_eq!(all["permission"]["accessibleMembers"], json!([]));
    let user = t.id("/users/externalKey:E1");
    let org = t.id("/orgunits/externalKey:HQ");
    let group = t.id("/groups/externalKey:ALL");
    let members = json!([{"id": user, "type": "USER"}, {"id": org, "type": "ORGUNIT"},
        {"id": group, "type": "GROUP"}]);
    let made = t.create(
        "/contacts",
        permitted(json!({"accessibleRange": "MEMBER", "masterUserId": user,
            "isCoEditing": false, "accessibleMembers": members})),
    );
    assert_eq!(made["permission"]["masterUserId"], user);
    assert_eq!(made["permission"]["isCoEditing"], false);
    assert_eq!(made["permission"]["accessibleMembers"], members);
    for permission in [
        json!({}),
        json!({"accessibleRange": "NOBODY"}),
        json!({"accessibleRange": "MEMBER"}),
        json!({"accessibleRange": "MEMBER", "masterUserId": null}),
        json!({"accessibleRange": "MEMBER", "masterUserId": "nobody"}),
        json!({"accessibleRange": "ALL", "isCoEditing": "yes"}),
        json!({"accessibleRange": "ALL", "accessibleMembers": [{"id": user}]}),
        json!({"accessibleRange": "ALL", "accessibleMembers": [{"type": "USER"}]}),
        json!({"accessibleRange": "ALL", "accessibleMembers": [{"id": user, "type": "LEVEL"}]}),
        json!({"accessibleRange": "ALL", "accessibleMembers": [{"id": org, "type": "USER"}]}),
    ] {
        t.post("/contacts", permitted(permission)).refused(400);
    }
}

#[test]
fn up_to_five_hundred_are_named_as_seeing_a_contact() {
    proves!["5.9-08"];
    let mut t = Tenant::acme();
    let path = format!("/contacts/{}", add(&mut t, "森"));
    let mut list = Vec::new();
    for n in 0..501 {
        let key = format!("Z{n}");
        t.create("/users", crate::bodies::member(&key));
        list.push(json!({"id": format!("externalKey:{key}"), "type": "USER"}));
    }
    let permission = |list: &[Value]| {
        json!({"permission": {"accessibleRange": "ALL",
        "accessibleMembers": list}})
    };
    t.patch(&path, permission(&list[..500])).is(200);
    let more = t.patch(&path, permission(&list));
    assert_eq!(more.refused(400), reasons::TOO_MANY_ENTRIES);
}

#[test]
fn those_met_by_talking_are_read_and_never_made() {
    proves!["5.9-01", "9.1-01"];
    let mut t = Tenant::acme();
    let linked = json!({"linkedExternalUser": {"id": "x", "type": "LINE", "buddyUserIds": []}});
    let made = t.create("/contacts", with(contact("森"), linked));
    assert_eq!(made["linkedExternalUser"], Value::Null);
    for (outside, word) in [(Outside::Line, "LINE"), (Outside::Works, "WORKS")] {
        let mut t = Tenant::acme();
        let users = t.list("/users", "users").len();
        let id = met(&mut t, outside, "externalKey:E2");
        let buddy = t.id("/users/externalKey:E2");
        let read = t.read(&format!("/contacts/{id}"));
        let expected = json!({"id": "outsider", "type": word, "buddyUserIds": [buddy]});
        assert_eq!(read["linkedExternalUser"], expected);
        assert_eq!(names(&t.list("/contacts", "contacts")), ["外部"]);
        // Nobody of the directory.
        assert_eq!(t.list("/users", "users").len(), users);
        t.get("/users/outsider").refused(404);
        t.get(&format!("/users/{id}")).refused(404);
    }
}

#[test]
fn a_contact_has_a_photo_as_a_user_has() {
    proves!["5.9-04"];
    let mut t = Tenant::acme();
    let contact = format!("/contacts/{}", add(&mut t, "森"));
    let path = format!("{contact}/photo");
    assert_eq!(t.get(&path).refused(404), reasons::NO_PHOTO);
    let told = json!({"fileName": "森.jpg", "fileSize": 3});
    let url = t.post(&path, told.clone()).is(200)["uploadUrl"].clone();
    let last = url.as_str().and_then(|url| url.rsplit('/').next());
    let last = last.expect("an address").as_bytes();
    let ticket = percent_encoding::percent_decode(last).decode_utf8_lossy();
    let file = FileArrived {
        ticket: ticket.into_owned(),
        size: 3,
        digest: "abc".to_owned(),
    };
    let now = t.now();
    t.world.receive_file(&file, now).expect("awaited");
    let found = t.get(&path);
    assert_eq!((found.status, found.has_body), (302, false));
    let location = found.header("Location").expect("an address");
    assert!(location.ends_with("/abc"), "{location}");
    t.delete(&path).is_empty();
    assert_eq!(t.get(&path).refused(404), reasons::NO_PHOTO);
    let nobody = t.post("/contacts/nobody/photo", told.clone());
    assert_eq!(nobody.refused(404), reasons::NOT_FOUND);
    // What was told of a contact is forgotten with it.
    t.post(&path, told).is(200);
    t.delete(&format!("{contact}/forcedelete")).is_empty();
    let late = t.world.receive_file(&file, now).expect_err("forgotten");
    assert_eq!(late.reason, reasons::NO_UPLOAD);
}

#[test]
fn custom_properties_of_contacts_have_definitions_of_their_own() {
    proves!["5.9-05"];
    let mut t = Tenant::acme();
    let path = "/contacts/custom-properties";
    let body = json!({"domainId": HOME, "propertyName": "rank", "displayName": "ランク",
        "propertyType": "INTEGER"});
    let made = t.create(path, body);
    let one = format!("{path}/{}", id(&made, "customPropertyId"));
    assert_eq!(t.read(&one), made);
    assert_eq!(t.read(path)["customProperties"], json!([made]));
    let users = t.read("/directory/users/custom-properties");
    assert_eq!(users["customProperties"], json!([]));
    let changed = t.patch(&one, json!({"displayName": "格"})).is(200);
    assert_eq!(changed["displayName"], "格");
    t.put(&one, json!({})).refused(405);
    let contact = format!("/contacts/{}", add(&mut t, "森"));
    let value = |name: &str, value: Value| json!({"customProperties": {name: value}});
    let read = t.patch(&contact, value("rank", json!(3))).is(200);
    assert_eq!(read["customProperties"], json!({"rank": 3}));
    t.patch(&contact, value("rank", json!("x"))).refused(400);
    t.patch(&contact, value("other", json!(1))).refused(400);
    t.delete(&one).is_empty();
    t.get(&one).refused(404);
    assert_eq!(t.read(&contact)["customProperties"], json!({}));
}

#[test]
fn tags_are_the_companys_or_a_members() {
    proves!["5.9-06", "5.9-07", "5.9-08"];
    let mut t = Tenant::acme();
    let user = t.id("/users/externalKey:E1");
    let own = "/users/externalKey:E1/contact-tags";
    let company = t.create("/contact-tags", json!({"contactTagName": "顧客"}));
    let personal = t.create(own, json!({"contactTagName": "友人", "type": "COMPANY"}));
    assert_eq!(company["type"], "COMPANY");
    assert!(company.get("userId").is_none(), "{company}");
    assert_eq!(personal["type"], "USER");
    assert_eq!(personal["userId"], user);
    tag(&mut t, "/users/externalKey:E2/contact-tags", "他");
    assert_eq!(
        t.list("/contact-tags", "contactTags"),
        std::slice::from_ref(&company)
    );
    assert_eq!(t.list(own, "contactTags"), std::slice::from_ref(&personal));
    for tag in [&company, &personal] {
        let path = format!("/contact-tags/{}", id(tag, "contactTagId"));
        assert_eq!(t.read(&path), *tag);
        for name in ["甲", "乙"] {
            let body = json!({"contactTagName": name, "contactTagId": "mine"});
            let changed = match name {
                "甲" => t.put(&path, body),
                _ => t.patch(&path, body),
            };
            let changed = changed.is(200);
            assert_eq!(changed["contactTagName"], name);
            assert_eq!(changed["contactTagId"], tag["contactTagId"]);
            assert_eq!(changed["type"], tag["type"]);
        }
        t.put(&path, json!({})).refused(400);
        t.patch(&path, json!({})).is(200);
        t.delete(&path).is_empty();
        t.get(&path).refused(404);
        t.delete(&path).refused(404);
    }
    assert!(t.list("/contact-tags", "contactTags").is_empty());
    for path in ["/contact-tags", own] {
        t.post(path, json!({"contactTagName": "森".repeat(30)}))
            .is(201);
        for odd in [
            json!({}),
            json!({"contactTagName": "森".repeat(31)}),
            json!({"contactTagName": ""}),
        ] {
            t.post(path, odd).refused(400);
        }
    }
    t.get("/users/externalKey:nobody/contact-tags").refused(404);
}

fn set_company_tags(t: &mut Tenant, on: bool) {
    let domain = DomainId(HOME);
    let now = t.now();
    t.world
        .act(&Act::SetCompanyTags { domain, on }, now)
        .expect("done");
}

#[test]
fn company_tags_need_the_feature_and_personal_ones_do_not() {
    proves!["5.9-06", "5.9-08", "1.5-06"];
    let mut t = Tenant::acme();
    let body = json!({"contactTagName": "顧客"});
    set_company_tags(&mut t, false);
    let answer = t.post("/contact-tags", body.clone());
    assert_eq!(answer.refused(403), reasons::FEATURE_DISABLED);
    let own = t.create("/users/externalKey:E1/contact-tags", body.clone());
    let own = format!("/contact-tags/{}", id(&own, "contactTagId"));
    t.get(&format!("/contact-tags?domainId={AWAY}")).is(200);
    set_company_tags(&mut t, true);
    let company = format!("/contact-tags/{}", tag(&mut t, "/contact-tags", "甲"));
    set_company_tags(&mut t, false);
    t.get(&company).refused(403);
    t.get("/contact-tags").refused(403);
    t.read(&own);
    set_company_tags(&mut t, true);
    t.read(&company);
    t.create("/contact-tags", body);
}

#[test]
fn what_is_gone_is_mentioned_by_no_contact() {
    let mut t = Tenant::acme();
    let tags = [
        tag(&mut t, "/contact-tags", "顧客"),
        tag(&mut t, "/users/externalKey:E4/contact-tags", "友人"),
    ];
    let members = json!([{"id": "externalKey:E3", "type": "USER"},
        {"id": "externalKey:DEV", "type": "ORGUNIT"}, {"id": "externalKey:ALL", "type": "GROUP"}]);
    let body = json!({"contactTagIds": tags, "permission": {"accessibleRange": "MEMBER",
        "masterUserId": "externalKey:E4", "accessibleMembers": members}});
    let made = t.create("/contacts", with(contact("森"), body));
    let path = format!("/contacts/{}", id(&made, "contactId"));
    let mut still = 3;
    for gone in [
        "/users/externalKey:E3/forcedelete",
        "/orgunits/externalKey:DEV",
        "/groups/externalKey:ALL",
    ] {
        t.delete(gone).is_empty();
        still -= 1;
        let list = t.read(&path)["permission"]["accessibleMembers"].clone();
        assert_eq!(list.as_array().map(Vec::len), Some(still), "{gone}");
    }
    t.delete(&format!("/contact-tags/{}", tags[0])).is_empty();
    let left = t.read(&path);
    assert_eq!(left["permission"]["accessibleMembers"], json!([]));
    assert_eq!(left["contactTagIds"], json!([tags[1]]));
    t.delete("/users/externalKey:E4/forcedelete").is_empty();
    let left = t.read(&path);
    assert_eq!(left["permission"]["masterUserId"], Value::Null);
    assert_eq!(
        left["contactTagIds"],
        json!([]),
        "a member's tags go with it"
    );
}

#[test]
fn a_talk_partner_outlives_the_members_it_talked_with() {
    let mut t = Tenant::acme();
    let met = format!("/contacts/{}", met(&mut t, Outside::Line, "externalKey:E3"));
    let sees = |t: &mut Tenant, user: &str| {
        let path = format!("/users/externalKey:{user}/contacts");
        t.list(&path, "contacts").len()
    };
    let limited = json!({"permission": {"accessibleRange": "MEMBER",
        "masterUserId": "externalKey:E1"}});
    // It has no address, and none is asked of it.
    t.patch(&met, limited).is(200);
    assert_eq!(
        [sees(&mut t, "E1"), sees(&mut t, "E2"), sees(&mut t, "E3")],
        [1, 0, 1]
    );
    t.delete("/users/externalKey:E3/forcedelete").is_empty();
    let linked = t.read(&met)["linkedExternalUser"].clone();
    assert_eq!(linked["buddyUserIds"], json!([]));
    t.delete(&met).is_empty();
    assert_eq!(sees(&mut t, "E1"), 0);
}

#[test]
fn an_org_of_a_secondary_post_shows_contacts_too() {
    let mut t = Tenant::acme();
    let posts = json!({"organizations": [
        {"domainId": HOME, "primary": true, "orgUnits": []},
        {"domainId": AWAY, "primary": false,
            "orgUnits": [{"orgUnitId": "externalKey:SUB", "primary": true}]}]});
    t.patch("/users/externalKey:E2", posts).is(200);
    let seen = json!({"permission": {"accessibleRange": "MEMBER", "masterUserId": "externalKey:X1",
        "accessibleMembers": [{"id": "externalKey:SUB", "type": "ORGUNIT"}]}});
    t.create("/contacts", with(contact("子会社の"), seen));
    let list = |t: &mut Tenant, user: &str| {
        let path = format!("/users/externalKey:{user}/contacts");
        t.list(&path, "contacts").len()
    };
    assert_eq!([list(&mut t, "E2"), list(&mut t, "E1")], [1, 0]);
    // A group that it only leads shows nothing.
    let led = json!({"permission": {"accessibleRange": "MEMBER", "masterUserId": "externalKey:X1",
        "accessibleMembers": [{"id": "externalKey:ALL", "type": "GROUP"}]}});
    t.create("/contacts", with(contact("委員会の"), led));
    assert_eq!([list(&mut t, "E2"), list(&mut t, "E1")], [2, 0]);
}

#[test]
fn definitions_of_another_domain_leave_values_alone() {
    let mut t = Tenant::acme();
    let path = "/contacts/custom-properties";
    for domain in [HOME, AWAY] {
        let body = json!({"domainId": domain, "propertyName": "rank", "displayName": "格",
            "propertyType": "STRING"});
        t.create(path, body);
    }
    let value = json!({"customProperties": {"rank": "A"}});
    let there = format!("/contacts?domainId={AWAY}");
    let (here, there) = (
        t.create("/contacts", with(contact("甲"), value.clone())),
        t.create(&there, with(contact("乙"), value)),
    );
    t.delete(&format!("{path}/rank?domainId={AWAY}")).is_empty();
    let mut left = |made: &Value| {
        let path = format!("/contacts/{}", id(made, "contactId"));
        t.read(&path)["customProperties"].clone()
    };
    assert_eq!(left(&here), json!({"rank": "A"}));
    assert_eq!(left(&there), json!({}));
}

#[test]
fn a_saved_address_book_is_the_same_again() {
    let mut t = Tenant::acme();
    let tag = tag(&mut t, "/users/externalKey:E4/contact-tags", "友人");
    let body = json!({"contactTagIds": [tag]});
    let made = t.create("/contacts", with(contact("森"), body));
    t.resaved(|_| {});
    let path = format!("/contacts/{}", id(&made, "contactId"));
    assert_eq!(t.read(&path), made);
    t.delete("/users/externalKey:E4/forcedelete").is_empty();
    assert_eq!(t.read(&path)["contactTagIds"], json!([]));
}

#[test]
fn contacts_need_the_scope_contact() {
    proves!["2.5-10", "2.5-13"];
    let mut t = Tenant::acme();
    let path = format!("/contacts/{}", add(&mut t, "森"));
    let paths = [
        "/contacts",
        &path,
        "/contacts/custom-properties",
        "/contact-tags",
        "/users/externalKey:E1/contacts",
        "/users/externalKey:E1/contact-tags",
    ];
    for (scope, reads, writes) in [
        ("contact", 200, 201),
        ("contact.read", 200, 403),
        ("directory", 403, 403),
        ("user", 403, 403),
    ] {
        let header = t.bearer(scope);
        for path in paths {
            let answer = t.send(Method::Get, path, Some(&header), b"");
            assert_eq!(answer.status, reads, "{scope} {path}");
        }
        let tag = json!({"contactTagName": "x"}).to_string();
        for (path, body) in [
            ("/contacts", contact("林").to_string()),
            ("/contact-tags", tag.clone()),
            ("/users/externalKey:E1/contact-tags", tag),
        ] {
            let answer = t.send(Method::Post, path, Some(&header), body.as_bytes());
            assert_eq!(answer.status, writes, "{scope} {path}");
        }
    }
}
