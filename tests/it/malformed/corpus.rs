//! A furnished tenant, and for every operation of the API a request that it accepts.

use jiff::{SignedDuration, Timestamp};
use meibo::directory::{DomainId, Plan};
use meibo::world::{Act, Assumptions, DomainRules, FileArrived, Method, Rules, World};
use serde_json::{Value, json};

use Method::{Delete, Get, Patch, Post, Put};

/// A request that the furnished tenant accepts.
#[derive(Clone, Debug)]
pub struct Valid {
    pub method: Method,
    /// Below the API's base.
    pub target: String,
    pub body: Option<Value>,
}

/// The tenant and what it accepts.
pub struct Furnished {
    pub world: World,
    pub now: Timestamp,
    pub valid: Vec<Valid>,
}

/// The first domain of the tenant.
pub const HOME: i32 = 1;
/// Its second one.
const AWAY: i32 = 2;

struct Builder {
    world: World,
    now: Timestamp,
    valid: Vec<Valid>,
}

/// The tenant, soon after the last thing that was done in it.
pub fn furnished() -> Furnished {
    let domain = |id, name: &str| DomainRules {
        id: DomainId(id),
        name: name.to_owned(),
        member_limit: None,
    };
    let rules = Rules {
        plan: Plan::Advanced,
        sso: false,
        domains: vec![domain(HOME, "acme.example"), domain(AWAY, "sub.example")],
    };
    let mut all = Builder {
        world: World::new(rules, Assumptions::default()),
        now: "2031-04-01T09:00:00+09:00".parse().expect("a moment"),
        valid: Vec::new(),
    };
    all.furnish();
    all.users();
    all.states();
    all.talk();
    all.orgs();
    all.groups();
    all.ranks();
    all.statuses();
    all.custom_properties();
    all.contacts();
    all.browser();
    let Builder {
        mut world,
        now,
        valid,
    } = all;
    world.see(now);
    Furnished { world, now, valid }
}

fn member(domain: i32, key: &str) -> Value {
    let host = if domain == HOME {
        "acme.example"
    } else {
        "sub.example"
    };
    json!({
        "domainId": domain, "userExternalKey": key,
        "email": format!("{}@{host}", key.to_lowercase()),
        "userName": {"lastName": "佐藤", "firstName": "花子", "phoneticLastName": "サトウ"},
        "privateEmail": format!("{}@private.example", key.to_lowercase()),
        "cellPhone": "+81-90-0000-0000", "nickName": "はな", "locale": "ja_JP",
        "timeZone": "Asia/Tokyo", "hiredDate": "2020-04-01",
        "birthdayCalendarType": "SOLAR", "birthday": "1990-01-02", "employeeNumber": "A-1", "task": "営業",
        "aliasEmails": [], "searchable": true, "telephone": "03-0000-0000",
        "i18nNames": [{"language": "en_US", "firstName": "Hanako", "lastName": "Sato"}],
        "organizations": [{
            "domainId": domain, "primary": true,
            "orgUnits": [{"orgUnitId": org_of(domain), "primary": true, "isManager": false, "visible": true}],
        }],
    })
}

fn org_of(domain: i32) -> &'static str {
    if domain == HOME {
        "externalKey:HQ"
    } else {
        "externalKey:SUB"
    }
}

fn org(key: &str, parent: Option<&str>) -> Value {
    json!({
        "domainId": HOME, "orgUnitExternalKey": key, "orgUnitName": format!("{key} 部"),
        "email": format!("t-{}@acme.example", key.to_lowercase()), "displayOrder": 1,
        "parentOrgUnitId": parent.map(|key| format!("externalKey:{key}")),
        "description": "部署", "visible": true, "useMessage": true,
        "i18nNames": [{"language": "en_US", "name": key}], "aliasEmails": [],
    })
}

fn group(key: &str) -> Value {
    json!({
        "domainId": HOME, "groupExternalKey": key, "groupName": format!("{key} 委員会"),
        "description": "何か", "useMessage": true, "useMail": false,
        "administrators": [{"userId": "externalKey:E1"}, {"userId": "externalKey:E2"}],
        "members": [
            {"id": "externalKey:E1", "type": "USER"}, {"id": "externalKey:E2", "type": "USER"},
            {"id": "externalKey:SALES", "type": "ORGUNIT"},
        ],
    })
}

fn without(mut body: Value, names: &[&str]) -> Value {
    if let Some(body) = body.as_object_mut() {
        for name in names {
            body.shift_remove(*name);
        }
    }
    body
}

impl Builder {
    /// Does something to the tenant for good.
    #[track_caller]
    fn does(&mut self, method: Method, target: &str, body: Value) -> Value {
        self.now += SignedDuration::from_secs(1);
        let body = (!body.is_null()).then_some(&body);
        match self.world.perform(method, target, body, self.now) {
            Ok(reply) => reply.body.unwrap_or_default(),
            Err(refusal) => panic!("{} {target}: {refusal:?}", method.name()),
        }
    }

    #[track_caller]
    fn acts(&mut self, act: &Act) {
        self.now += SignedDuration::from_secs(1);
        self.world.act(act, self.now).expect("an act");
    }

    fn id(&mut self, target: &str, name: &str) -> String {
        self.does(Get, target, Value::Null)[name]
            .as_str()
            .expect("an id")
            .to_owned()
    }

    /// Adds a request to the corpus.
    fn may(&mut self, method: Method, target: impl Into<String>, body: Value) {
        self.valid.push(Valid {
            method,
            target: target.into(),
            body: (!body.is_null()).then_some(body),
        });
    }

    fn furnish(&mut self) {
        for domain in [HOME, AWAY] {
            for kind in ["levels", "positions", "user-types"] {
                let target = format!("/directory/{kind}/enable?domainId={domain}");
                self.does(Post, &target, Value::Null);
            }
        }
        for key in ["A", "B"] {
            self.does(Post, "/directory/levels", level(key));
            self.does(Post, "/directory/positions", position(key));
            self.does(Post, "/directory/user-types", user_type(key));
        }
        self.does(Post, "/orgunits", org("HQ", None));
        for key in ["SALES", "DEV", "EMPTY"] {
            self.does(Post, "/orgunits", org(key, Some("HQ")));
        }
        let away = json!({"domainId": AWAY, "orgUnitExternalKey": "SUB", "orgUnitName": "子会社",
            "email": "t-sub@sub.example", "displayOrder": 1});
        self.does(Post, "/orgunits", away);
        for n in 1..=9 {
            self.does(Post, "/users", member(HOME, &format!("E{n}")));
        }
        self.does(Post, "/users", member(AWAY, "X1"));
        // E9 stays pending.
        for n in 1..=8 {
            self.acts(&Act::FirstLogin {
                member: format!("externalKey:E{n}"),
            });
        }
        self.does(Post, "/groups", group("ALL"));
        self.does(Post, "/groups", group("SOME"));
    }

    fn users(&mut self) {
        let id = self.id("/users/externalKey:E1", "userId");
        for target in [
            "/users?domainId=1&count=10&orderBy=NAME&sortOrder=DESCENDING".to_owned(),
            "/users?count=1".to_owned(),
            format!("/users/{id}"),
            "/users/e1@acme.example".to_owned(),
            "/users/externalKey%3AE1".to_owned(),
        ] {
            self.may(Get, target, Value::Null);
        }
        self.may(Post, "/users", member(HOME, "N1"));
        let whole = member(HOME, "E2");
        self.may(Put, "/users/externalKey:E2", whole.clone());
        self.may(Patch, "/users/externalKey:E2", whole);
        self.may(
            Patch,
            format!("/users/{id}"),
            json!({"levelId": null, "location": "東京", "relations": []}),
        );
        self.may(Delete, "/users/externalKey:E7", Value::Null);
        self.may(
            Get,
            "/users/external-keys?domainId=1&hasExternalKey=true",
            Value::Null,
        );
        let e3 = self.id("/users/externalKey:E3", "userId");
        self.may(
            Post,
            "/users/external-keys",
            json!({"users": [{"id": e3, "externalKey": "E3b"}, {"id": id, "externalKey": "E1"}]}),
        );
        self.may(Post, "/users/send-invitation-email?domainId=1", Value::Null);
        self.may(
            Post,
            "/users/externalKey:E9/send-invitation-email",
            json!({"usePrivateEmail": true}),
        );
        self.may(
            Post,
            "/users/externalKey:E7/move",
            json!({"preserveGroup": true, "organizations": [{
                "domainId": AWAY, "primary": true, "email": "e7@sub.example", "userExternalKey": "E7",
                "orgUnits": [{"orgUnitId": "externalKey:SUB", "primary": true}]}]}),
        );
        self.may(
            Post,
            "/users/externalKey:E2/alias-emails/other%40acme.example",
            Value::Null,
        );
        self.does(
            Post,
            "/users/externalKey:E3/alias-emails/third%40acme.example",
            Value::Null,
        );
        self.may(
            Delete,
            "/users/externalKey:E3/alias-emails/third%40acme.example",
            Value::Null,
        );
        self.does(
            Post,
            "/users/externalKey:E3/photo",
            json!({"fileName": "a.jpg", "fileSize": 3}),
        );
        self.photo("/users/externalKey:E4/photo");
        self.may(
            Post,
            "/users/externalKey:E2/photo",
            json!({"fileName": "花子.jpg", "fileSize": 10_000}),
        );
        self.may(Get, "/users/externalKey:E4/photo", Value::Null);
        self.may(Delete, "/users/externalKey:E4/photo", Value::Null);
        self.restriction("/users/externalKey:E1", "/users/externalKey:E2");
    }

    /// A photo that is there.
    fn photo(&mut self, target: &str) {
        let told = self.does(Post, target, json!({"fileName": "a.jpg", "fileSize": 3}));
        let url = told["uploadUrl"].as_str().expect("an address");
        let last = url.rsplit('/').next().expect("a segment").as_bytes();
        let ticket = percent_encoding::percent_decode(last).decode_utf8_lossy();
        let file = FileArrived {
            ticket: ticket.into_owned(),
            size: 3,
            digest: "0".repeat(64),
        };
        self.world.receive_file(&file, self.now).expect("awaited");
    }

    /// What is seen of the org chart: made for the one, there for the other.
    fn restriction(&mut self, new: &str, held: &str) {
        let body = json!({"accessRestrictType": "ONLY_MY_AND_SPECIFIED_ORGUNIT", "specifiedOrgUnits": [
            {"orgUnitId": "externalKey:SALES", "includeSubOrgUnits": true}]});
        let held = format!("{held}/orgunit-access-restrict");
        self.does(Post, &held, body.clone());
        self.may(Post, format!("{new}/orgunit-access-restrict"), body.clone());
        self.may(Put, held.clone(), body);
        self.may(Get, held.clone(), Value::Null);
        self.may(Delete, held, Value::Null);
    }

    fn states(&mut self) {
        self.does(Post, "/users/externalKey:E5/suspend", Value::Null);
        self.does(Post, "/users/externalKey:E6/set-leave-of-absence", leave());
        self.does(Delete, "/users/externalKey:E8", Value::Null);
        let deleted = "/users/e8@acme.example";
        self.may(Post, format!("{deleted}/undelete"), Value::Null);
        self.may(Delete, format!("{deleted}/forcedelete"), Value::Null);
        self.may(Post, "/users/externalKey:E2/suspend", Value::Null);
        self.may(Post, "/users/externalKey:E5/unsuspend", Value::Null);
        self.may(Post, "/users/externalKey:E2/force-logout", Value::Null);
        self.may(Post, "/users/externalKey:E2/set-leave-of-absence", leave());
        self.may(
            Post,
            "/users/externalKey:E6/clear-leave-of-absence",
            Value::Null,
        );
    }

    fn talk(&mut self) {
        for kind in ["line", "works"] {
            self.does(
                Post,
                &format!("/users/externalKey:E3/link-to-{kind}"),
                Value::Null,
            );
            self.may(Post, format!("/users/link-to-{kind}"), Value::Null);
            self.may(
                Post,
                format!("/users/externalKey:E2/link-to-{kind}"),
                Value::Null,
            );
            self.may(
                Post,
                format!("/users/externalKey:E3/unlink-to-{kind}"),
                Value::Null,
            );
        }
        // Longer than they are being processed.
        self.now += SignedDuration::from_mins(10);
        self.may(Get, "/users/externalKey:E2/link-url", Value::Null);
        self.may(Post, "/users/externalKey:E2/link-url/reset", Value::Null);
    }

    fn orgs(&mut self) {
        let sales = self.id("/orgunits/externalKey:SALES", "orgUnitId");
        self.may(Get, "/orgunits?domainId=1&count=2", Value::Null);
        self.may(Get, format!("/orgunits/{sales}"), Value::Null);
        self.may(
            Get,
            "/orgunits/externalKey:HQ/members?domainId=1&count=5",
            Value::Null,
        );
        self.may(Post, "/orgunits", org("NEW", Some("SALES")));
        let whole = org("SALES", Some("HQ"));
        self.may(Put, "/orgunits/externalKey:SALES", whole.clone());
        self.may(Patch, format!("/orgunits/{sales}"), whole);
        self.may(Delete, "/orgunits/externalKey:EMPTY", Value::Null);
        self.may(
            Post,
            "/orgunits/externalKey:DEV/move",
            json!({"toParentOrgUnitId": "externalKey:SALES", "displayOrder": 1}),
        );
        self.may(
            Get,
            "/orgunits/external-keys?hasExternalKey=false&count=100",
            Value::Null,
        );
        self.may(
            Post,
            "/orgunits/external-keys",
            json!({"orgUnits": [{"id": sales, "externalKey": "SALES2"}]}),
        );
        self.restriction("/orgunits/externalKey:DEV", "/orgunits/externalKey:SALES");
    }

    fn groups(&mut self) {
        let id = self.id("/groups/externalKey:ALL", "groupId");
        self.may(Get, "/groups?domainId=1&count=2", Value::Null);
        self.may(Get, format!("/groups/{id}"), Value::Null);
        self.may(Post, "/groups", group("NEW"));
        let whole = group("ALL");
        self.may(Put, "/groups/externalKey:ALL", whole.clone());
        self.may(Patch, format!("/groups/{id}"), whole);
        self.may(Delete, "/groups/externalKey:SOME", Value::Null);
        self.may(Get, "/groups/external-keys?domainId=1", Value::Null);
        self.may(
            Post,
            "/groups/external-keys",
            json!({"groups": [{"id": id, "externalKey": "ALL2"}]}),
        );
        for (list, new) in [
            ("members", json!({"id": "externalKey:E3", "type": "USER"})),
            ("administrators", json!({"userId": "externalKey:E3"})),
        ] {
            let list = format!("/groups/externalKey:ALL/{list}");
            self.may(Get, format!("{list}?count=1"), Value::Null);
            self.may(Post, list.clone(), new);
            let kind = if list.ends_with("members") {
                "?type=USER"
            } else {
                ""
            };
            self.may(Delete, format!("{list}/externalKey:E2{kind}"), Value::Null);
        }
    }

    fn ranks(&mut self) {
        for (kind, list, id, make) in [
            ("levels", "levels", "levelId", level as fn(&str) -> Value),
            ("positions", "positions", "positionId", position),
            ("user-types", "userTypes", "userTypeId", user_type),
            (
                "employment-types",
                "employmentTypes",
                "employmentTypeId",
                employment_type,
            ),
        ] {
            let path = format!("/directory/{kind}");
            let one = format!("{path}/externalKey:A");
            let held = self.id(&one, id);
            self.may(Get, format!("{path}?domainId=1&count=1"), Value::Null);
            self.may(Get, format!("{path}/{held}"), Value::Null);
            self.may(Post, path.clone(), make("NEW"));
            let whole = without(make("A"), &["domainId"]);
            self.may(Put, one.clone(), whole.clone());
            self.may(Patch, format!("{path}/{held}"), whole);
            self.may(Delete, format!("{path}/externalKey:B"), Value::Null);
            self.may(
                Get,
                format!("{path}/external-keys?hasExternalKey=true"),
                Value::Null,
            );
            self.may(
                Post,
                format!("{path}/external-keys"),
                json!({list: [{"domainId": HOME, "id": held, "externalKey": "A2"}]}),
            );
            self.may(Post, format!("{path}/enable?domainId=2"), Value::Null);
            self.may(Post, format!("{path}/disable?domainId=2"), Value::Null);
        }
        let held = "/directory/user-types/externalKey:A";
        self.restriction("/directory/user-types/externalKey:B", held);
        let body = json!({"accessRestrictType": "ONLY_MY_AND_SPECIFIED_ORGUNIT", "specifiedOrgUnits": [
            {"orgUnitId": "externalKey:SALES"}]});
        let old = "/directory/employment-types/externalKey:A/orgunit-access-restrict";
        let new = "/directory/employment-types/externalKey:B/orgunit-access-restrict";
        self.may(Post, new, body.clone());
        self.may(Put, old, body);
        self.may(Get, old, Value::Null);
        self.may(Delete, old, Value::Null);
    }

    fn statuses(&mut self) {
        let path = "/directory/profile-statuses";
        let custom = |id: &str| {
            json!({"domainId": HOME, "profileStatusId": id, "iconType": "MEETING",
                "profileStatusName": "会議中", "displayOrder": 5, "useDefaultStatus": true,
                "enableSettingByUser": true, "i18nNames": [{"language": "en_US", "name": "Meeting"}]})
        };
        self.does(Post, path, custom("CUSTOM01"));
        let one = format!("{path}/CUSTOM01");
        self.may(Get, format!("{path}?domainId=1"), Value::Null);
        self.may(Get, one.clone(), Value::Null);
        self.may(Post, path, custom("CUSTOM02"));
        let whole = custom("CUSTOM01");
        self.may(Put, one.clone(), whole.clone());
        self.may(Patch, one.clone(), whole);
        self.may(Delete, one, Value::Null);
        self.may(Post, format!("{path}/disable?domainId=1"), Value::Null);
        self.may(Post, format!("{path}/enable?domainId=1"), Value::Null);
        let end = (self.now + SignedDuration::from_hours(100)).to_string();
        let set = json!({"profileStatusId": "BUSY", "endTime": end, "statusMessage": "席外し",
            "autoReplyMail": {"internal": {"content": "in", "sentDirectlyToMe": true},
                "external": {"content": "out", "sentDirectlyToMe": false}}});
        let list = "/users/externalKey:E1/user-profile-statuses";
        let made = self.does(Post, list, set.clone());
        let id = made["userProfileStatusId"].as_str().expect("an id");
        let one = format!("{list}/{id}");
        self.may(Get, list, Value::Null);
        self.may(
            Post,
            "/users/externalKey:E2/user-profile-statuses",
            set.clone(),
        );
        self.may(Get, one.clone(), Value::Null);
        self.may(Put, one.clone(), set.clone());
        self.may(Patch, one.clone(), set);
        self.may(Delete, one, Value::Null);
    }

    fn custom_properties(&mut self) {
        for path in [
            "/directory/users/custom-properties",
            "/contacts/custom-properties",
        ] {
            let property = |name: &str| {
                json!({"domainId": HOME, "propertyName": name, "displayName": format!("{name} の札"),
                    "propertyType": "STRING", "i18nDisplayNames": [{"language": "en_US", "name": "Badge"}]})
            };
            let made = self.does(Post, path, property("badge"));
            let one = format!(
                "{path}/{}",
                made["customPropertyId"].as_str().expect("an id")
            );
            self.may(Get, format!("{path}?domainId=1"), Value::Null);
            self.may(Post, path, property("room"));
            self.may(Get, one.clone(), Value::Null);
            self.may(Patch, one.clone(), json!({"displayName": "鍵"}));
            self.may(Delete, one, Value::Null);
        }
        self.may(Get, "/directory/custom-fields?domainId=1", Value::Null);
        self.may(Get, "/directory/custom-fields/badge", Value::Null);
        self.may(
            Patch,
            "/users/externalKey:E1",
            json!({"customProperties": {"badge": "17"}}),
        );
    }

    fn contacts(&mut self) {
        let tag = |name: &str| json!({"contactTagName": name});
        let made = self.does(Post, "/contact-tags", tag("顧客"));
        let id = made["contactTagId"].as_str().expect("an id").to_owned();
        let one = format!("/contact-tags/{id}");
        self.may(Get, "/contact-tags", Value::Null);
        self.may(Post, "/contact-tags", tag("取引先"));
        self.may(Get, one.clone(), Value::Null);
        self.may(Put, one.clone(), tag("得意先"));
        self.may(Patch, one.clone(), tag("得意先"));
        self.may(Delete, one, Value::Null);
        self.may(Get, "/users/externalKey:E1/contact-tags", Value::Null);
        self.may(Post, "/users/externalKey:E1/contact-tags", tag("友人"));
        let contact = json!({
            "permission": {"accessibleRange": "ALL"},
            "contactName": {"lastName": "森", "firstName": "葵"},
            "telephones": [{"type": "MOBILE", "telephone": "03-0000-0000"}],
            "emails": [{"email": "mori@elsewhere.example"}],
            "contactTagIds": [id], "memo": "何か",
        });
        let first = self.does(Post, "/contacts", contact.clone());
        let second = self.does(Post, "/contacts", contact.clone());
        let path = |contact: &Value| {
            format!(
                "/contacts/{}",
                contact["contactId"].as_str().expect("an id")
            )
        };
        let (one, gone) = (path(&first), path(&second));
        self.photo(&format!("{one}/photo"));
        self.does(Delete, &gone, Value::Null);
        self.may(Get, "/contacts?count=1", Value::Null);
        self.may(Get, "/users/externalKey:E1/contacts", Value::Null);
        self.may(Post, "/contacts", contact.clone());
        self.may(Get, one.clone(), Value::Null);
        self.may(Put, one.clone(), contact.clone());
        self.may(Patch, one.clone(), contact);
        self.may(Delete, one.clone(), Value::Null);
        self.may(Delete, format!("{gone}/forcedelete"), Value::Null);
        self.may(Get, format!("{one}/photo"), Value::Null);
        self.may(
            Post,
            format!("{one}/photo"),
            json!({"fileName": "b.jpg", "fileSize": 3}),
        );
        self.may(Delete, format!("{one}/photo"), Value::Null);
    }

    fn browser(&mut self) {
        let path = "/security/external-browser";
        self.may(Get, path, Value::Null);
        self.may(Post, format!("{path}/enable"), Value::Null);
        self.may(Post, format!("{path}/disable"), Value::Null);
    }
}

fn leave() -> Value {
    json!({"startTime": "2031-05-01T09:00:00+09:00", "endTime": "2031-06-01T09:00:00+09:00"})
}

fn level(key: &str) -> Value {
    json!({"domainId": HOME, "levelExternalKey": key, "levelName": format!("主任 {key}"),
        "displayOrder": 1, "executive": false, "i18nNames": [{"language": "en_US", "name": key}]})
}

fn position(key: &str) -> Value {
    json!({"domainId": HOME, "positionExternalKey": key, "positionName": format!("課長 {key}"),
        "displayOrder": 1, "i18nNames": [{"language": "ko_KR", "name": key}]})
}

fn user_type(key: &str) -> Value {
    json!({"domainId": HOME, "userTypeExternalKey": key, "userTypeName": format!("正社員 {key}"),
        "displayOrder": 1, "i18nNames": []})
}

fn employment_type(key: &str) -> Value {
    json!({"domainId": HOME, "employmentTypeExternalKey": key,
        "employmentTypeName": format!("契約 {key}"), "displayOrder": 1})
}
