//! The least that a create of each kind needs, under real names.

use serde_json::{Value, json};

use crate::tenant::{AWAY, HOME};

const LAST: [&str; 8] = [
    "佐藤", "鈴木", "髙橋", "田中", "渡邊", "伊藤", "山﨑", "中村",
];
const FIRST: [&str; 8] = [
    "花子",
    "一郎",
    "美咲",
    "健太",
    "さくら",
    "大輔",
    "陽子",
    "翔",
];
const ORGS: [(&str, &str); 4] = [
    ("HQ", "本社"),
    ("SALES", "営業部"),
    ("DEV", "開発部"),
    ("SUB", "子会社"),
];

/// A member of the first domain: `e7@acme.example` for key `E7`.
pub fn member(key: &str) -> Value {
    member_of(HOME, key)
}

/// A member of a domain.
pub fn member_of(domain: i32, key: &str) -> Value {
    let at = key.bytes().map(usize::from).sum::<usize>();
    json!({
        "domainId": domain,
        "userExternalKey": key,
        "email": address(domain, key),
        "userName": {"lastName": LAST[at % LAST.len()], "firstName": FIRST[at % FIRST.len()]},
        "privateEmail": format!("{}@private.example", key.to_lowercase()),
    })
}

/// An org unit at the top of the first domain: `t-x@acme.example` for key `X`.
pub fn org(key: &str) -> Value {
    org_of(HOME, key)
}

/// An org unit at the top of a domain.
pub fn org_of(domain: i32, key: &str) -> Value {
    let known = ORGS.iter().find(|(held, _)| *held == key);
    let name = known.map_or_else(|| format!("第{key}課"), |(_, name)| (*name).to_owned());
    json!({
        "domainId": domain,
        "orgUnitExternalKey": key,
        "orgUnitName": name,
        "email": address(domain, &format!("t-{key}")),
        "displayOrder": 1,
    })
}

/// A group of the first domain: its master and its members by external key.
pub fn group(key: &str, master: &str, members: &[&str]) -> Value {
    let members: Vec<Value> = members
        .iter()
        .map(|member| json!({"id": format!("externalKey:{member}"), "type": "USER"}))
        .collect();
    json!({
        "domainId": HOME,
        "groupExternalKey": key,
        "groupName": format!("{key} 委員会"),
        "administrators": [{"userId": format!("externalKey:{master}")}],
        "members": members,
    })
}

/// A level of the first domain.
pub fn level(key: &str) -> Value {
    json!({"domainId": HOME, "levelExternalKey": key, "levelName": format!("主任 {key}"),
        "displayOrder": 1, "executive": false})
}

/// A position of the first domain.
pub fn position(key: &str) -> Value {
    json!({"domainId": HOME, "positionExternalKey": key, "positionName": format!("課長 {key}"),
        "displayOrder": 1})
}

/// A user type of the first domain.
pub fn user_type(key: &str) -> Value {
    json!({"domainId": HOME, "userTypeExternalKey": key, "userTypeName": format!("正社員 {key}"),
        "displayOrder": 1})
}

/// `organizations` with posts in orgs of the first domain, the first one primary.
pub fn posts(orgs: &[&str]) -> Value {
    let posts: Vec<Value> = orgs
        .iter()
        .enumerate()
        .map(|(at, org)| json!({"orgUnitId": format!("externalKey:{org}"), "primary": at == 0}))
        .collect();
    json!([{"domainId": HOME, "primary": true, "orgUnits": posts}])
}

/// A body with properties put in place: `with(member("E7"), json!({"nickName": null}))`.
pub fn with(mut body: Value, more: Value) -> Value {
    if let (Some(body), Value::Object(more)) = (body.as_object_mut(), more) {
        body.extend(more);
    }
    body
}

/// A body without a property.
pub fn without(mut body: Value, property: &str) -> Value {
    if let Some(body) = body.as_object_mut() {
        body.shift_remove(property);
    }
    body
}

fn address(domain: i32, local: &str) -> String {
    let host = if domain == AWAY {
        "acme-sub.example"
    } else {
        "acme.example"
    };
    format!("{}@{host}", local.to_lowercase())
}
