//! What tests ask of one property of one kind of object, on create, PUT and PATCH alike.

use meibo::world::Method;
use serde_json::{Value, json};

use crate::bodies::{group, level, org, position, user_type, with, without};
use crate::tenant::Tenant;

/// A kind of object with the documented three writing calls.
#[derive(Clone, Copy)]
pub struct Kind {
    /// `POST` here makes one.
    pub list: &'static str,
    /// The property of its id.
    pub id: &'static str,
    /// The least that create and PUT take, under this external key.
    pub body: fn(&str) -> Value,
}

/// Org units.
pub const ORG: Kind = Kind {
    list: "/orgunits",
    id: "orgUnitId",
    body: org,
};
/// Groups, of master E1 and member E2.
pub const GROUP: Kind = Kind {
    list: "/groups",
    id: "groupId",
    body: |key| group(key, "E1", &["E2"]),
};
/// Levels.
pub const LEVEL: Kind = Kind {
    list: "/directory/levels",
    id: "levelId",
    body: level,
};
/// Positions.
pub const POSITION: Kind = Kind {
    list: "/directory/positions",
    id: "positionId",
    body: position,
};
/// User types.
pub const USER_TYPE: Kind = Kind {
    list: "/directory/user-types",
    id: "userTypeId",
    body: user_type,
};

const KEY: &str = "PROBED";

impl Kind {
    /// The path of an object, by its id.
    #[track_caller]
    pub fn path(self, object: &Value) -> String {
        let id = object[self.id].as_str().expect("an id");
        format!("{}/{id}", self.list)
    }

    /// A further object; its path by id.
    #[track_caller]
    pub fn made(self, t: &mut Tenant, key: &str) -> String {
        let made = t.create(self.list, (self.body)(key));
        self.path(&made)
    }

    /// The body of a create or PUT with one property more.
    pub fn body_with(self, property: &str, value: &Value) -> Value {
        with((self.body)(KEY), json!({ property: value }))
    }

    /// Create, PUT and PATCH take a value, and answer and read back `shown`.
    #[track_caller]
    pub fn takes_as(self, t: &mut Tenant, property: &str, value: Value, shown: &Value) {
        let body = self.body_with(property, &value);
        let made = t.create(self.list, body.clone());
        self.shows(t, &made, property, shown);
        t.delete(&self.path(&made)).is_empty();
        let path = self.made(t, KEY);
        let put = t.put(&path, body).is(200);
        self.shows(t, &put, property, shown);
        t.put(&path, (self.body)(KEY)).is_success();
        let patched = t.patch(&path, json!({ property: value })).is(200);
        self.shows(t, &patched, property, shown);
        t.delete(&path).is_empty();
    }

    /// The same where what is sent is what is shown.
    #[track_caller]
    pub fn takes(self, t: &mut Tenant, property: &str, value: Value) {
        self.takes_as(t, property, value.clone(), &value);
    }

    #[track_caller]
    fn shows(self, t: &mut Tenant, answer: &Value, property: &str, shown: &Value) {
        let read = t.read(&self.path(answer));
        assert_eq!(answer[property], *shown, "{property} of {answer}");
        assert_eq!(read[property], *shown, "{property} of {read}");
    }

    /// Create, PUT and PATCH refuse a value with one status and for one reason.
    #[track_caller]
    pub fn refuses(
        self,
        t: &mut Tenant,
        property: &str,
        value: Value,
        status: u16,
    ) -> &'static str {
        let body = self.body_with(property, &value);
        let on_create = t.post(self.list, body.clone()).refused(status);
        let path = self.made(t, KEY);
        let on_put = t.put(&path, body).refused(status);
        let on_patch = t.patch(&path, json!({ property: value })).refused(status);
        t.delete(&path).is_empty();
        assert_eq!([on_create, on_put], [on_patch; 2], "{property}: {value}");
        on_patch
    }

    /// None of these is taken, and each for the same reason.
    #[track_caller]
    pub fn refuses_all(self, t: &mut Tenant, property: &str, values: &[Value], reason: &str) {
        for value in values {
            let said = self.refuses(t, property, value.clone(), 400);
            assert_eq!(said, reason, "{property}: {value}");
        }
    }

    /// May be left out: create and PUT make it the default, PATCH keeps what is stored.
    #[track_caller]
    pub fn optional(self, t: &mut Tenant, property: &str, other: Value, default: Value) {
        assert_ne!(other, default);
        let base = without((self.body)(KEY), property);
        let made = t.create(self.list, base.clone());
        self.shows(t, &made, property, &default);
        let path = self.path(&made);
        t.patch(&path, json!({ property: other })).is_success();
        let kept = t.patch(&path, json!({})).is(200);
        self.shows(t, &kept, property, &other);
        let reset = t.put(&path, base).is(200);
        self.shows(t, &reset, property, &default);
        t.delete(&path).is_empty();
    }

    /// Create refuses to go without, PUT as said; PATCH needs nothing.
    #[track_caller]
    pub fn needs(self, t: &mut Tenant, property: &str, on_put: bool) {
        let bare = without((self.body)(KEY), property);
        let reason = t.post(self.list, bare.clone()).refused(400);
        assert_eq!(reason, "missingProperty", "{property}");
        let path = self.made(t, KEY);
        let put = t.put(&path, bare);
        if on_put {
            assert_eq!(put.refused(400), "missingProperty", "{property}");
        } else {
            put.is(200);
        }
        t.patch(&path, json!({})).is(200);
        t.delete(&path).is_empty();
    }

    /// Null erases it by PATCH and by PUT, and is taken by create.
    #[track_caller]
    pub fn erased_by_null(self, t: &mut Tenant, property: &str, value: Value) {
        self.takes(t, property, Value::Null);
        let path = self.made(t, KEY);
        for method in [Method::Patch, Method::Put] {
            let set = t.patch(&path, json!({ property: value })).is(200);
            self.shows(t, &set, property, &value);
            let body = match method {
                Method::Put => self.body_with(property, &Value::Null),
                _ => json!({ property: null }),
            };
            let erased = t.call(method, &path, Some(body)).is(200);
            self.shows(t, &erased, property, &Value::Null);
        }
        t.delete(&path).is_empty();
    }

    /// Null is no value of it.
    #[track_caller]
    pub fn refuses_null(self, t: &mut Tenant, property: &str) {
        let reason = self.refuses(t, property, Value::Null, 400);
        assert_eq!(reason, "notNullable", "{property}");
    }

    /// Whatever a body says, the service's own value stands.
    #[track_caller]
    pub fn read_only(self, t: &mut Tenant, property: &str, lie: Value) {
        let made = t.create(self.list, self.body_with(property, &lie));
        assert_ne!(made[property], lie);
        let path = self.path(&made);
        let put = t.put(&path, self.body_with(property, &lie)).is(200);
        let patched = t.patch(&path, json!({ property: lie })).is(200);
        self.shows(t, &put, property, &made[property]);
        self.shows(t, &patched, property, &made[property]);
        t.delete(&path).is_empty();
    }

    /// A boolean: both values, the default, no null and no other type.
    #[track_caller]
    pub fn is_flag(self, t: &mut Tenant, property: &str, default: bool) {
        for value in [true, false] {
            self.takes(t, property, json!(value));
        }
        self.optional(t, property, json!(!default), json!(default));
        self.refuses_null(t, property);
        self.refuses_all(t, property, &[json!("true"), json!(1)], "wrongType");
    }

    /// A text of at most so many characters, whatever they take in UTF-8 or UTF-16.
    #[track_caller]
    pub fn is_at_most(self, t: &mut Tenant, property: &str, max: usize) {
        for letter in ["a", "字", "𠮷"] {
            self.takes(t, property, json!(letter.repeat(max)));
            let longer = [json!(letter.repeat(max + 1))];
            self.refuses_all(t, property, &longer, "tooLong");
        }
        self.refuses_all(t, property, &[json!(7), json!(["a"])], "wrongType");
    }

    /// A name of which only fifteen ASCII specials may be part.
    #[track_caller]
    pub fn is_name(self, t: &mut Tenant, property: &str) {
        for special in "!@&()-_+[]{},./".chars() {
            self.takes(t, property, json!(format!("課{special}1")));
        }
        let others: Vec<Value> = ("\"#$%'*:;<=>?\\^`|~\n\u{7f}".chars())
            .map(|special| json!(format!("課{special}1")))
            .collect();
        self.refuses_all(t, property, &others, "badCharacters");
        self.is_at_most(t, property, 100);
        self.refuses_all(t, property, &[json!("")], "tooShort");
        self.refuses_null(t, property);
    }

    /// An external key: may be null, 100 characters, all but five.
    #[track_caller]
    pub fn is_key(self, t: &mut Tenant, property: &str) {
        for special in "!\"$&'()*+,-.:;<=>@[]^_`{|}~ ".chars() {
            self.takes(t, property, json!(format!("鍵{special}1")));
        }
        let others = ["%", "\\", "#", "/", "?"].map(|special| json!(format!("鍵{special}1")));
        self.refuses_all(t, property, &others, "badCharacters");
        self.is_at_most(t, property, 100);
        self.optional(t, property, json!("K-1"), Value::Null);
        self.erased_by_null(t, property, json!("K-1"));
    }

    /// `i18nNames`: empty by default, `{language, name}` of five languages, both needed.
    #[track_caller]
    pub fn has_local_names(self, t: &mut Tenant) {
        let list = "i18nNames";
        let name = |language: &str, name: &str| json!({"language": language, "name": name});
        let five = json!([
            name("ko_KR", "본사"),
            name("ja_JP", "本社"),
            name("en_US", "HQ"),
            name("zh_CN", "总公司"),
            name("zh_TW", "總公司"),
        ]);
        let path = self.made(t, KEY);
        let patched = t.patch(&path, json!({ list: five })).is(200);
        let shown = patched[list].as_array().expect("a list");
        let sent = five.as_array().expect("a list");
        assert_eq!(shown.len(), 5);
        assert!(sent.iter().all(|name| shown.contains(name)), "{patched}");
        t.delete(&path).is_empty();
        let one = json!([name("en_US", "HQ")]);
        self.takes(t, list, one.clone());
        self.takes(t, list, json!([]));
        self.optional(t, list, one, json!([]));
        self.refuses_null(t, list);
        let odd = [json!("HQ"), json!({"language": "en_US", "name": "HQ"})];
        self.refuses_all(t, list, &odd, "wrongType");
        let lacking = [json!([{"language": "en_US"}]), json!([{"name": "HQ"}])];
        self.refuses_all(t, list, &lacking, "missingProperty");
        let unknown = ["en-US", "fr_FR", "ja", ""].map(|code| json!([name(code, "HQ")]));
        self.refuses_all(t, list, &unknown, "unknownValue");
        let twice = json!([name("en_US", "HQ"), name("en_US", "Head office")]);
        self.refuses_all(t, list, &[twice], "duplicateEntry");
        self.refuses_all(t, list, &[json!([name("en_US", "")])], "tooShort");
        let long = "𠮷".repeat(100);
        self.takes(t, list, json!([name("en_US", &long)]));
        let longer = json!([name("en_US", &format!("{long}x"))]);
        self.refuses_all(t, list, &[longer], "tooLong");
    }

    /// `domainId`: an int32 of the tenant that create needs.
    #[track_caller]
    pub fn has_domain(self, t: &mut Tenant, on_put: bool) {
        self.needs(t, "domainId", on_put);
        for odd in [
            json!("20000123"),
            json!(1.5),
            json!(2_147_483_648_i64),
            json!([1]),
        ] {
            let on_create = t.post(self.list, self.body_with("domainId", &odd));
            assert_eq!(on_create.refused(400), "wrongType");
        }
        let on_create = t.post(self.list, self.body_with("domainId", &Value::Null));
        assert_eq!(on_create.refused(400), "notNullable");
        let nowhere = t.post(self.list, self.body_with("domainId", &json!(999)));
        assert_eq!(nowhere.refused(403), "noSuchDomain");
    }
}
