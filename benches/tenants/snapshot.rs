//! A company written as the live snapshot that `pull` would have saved of it.

use serde_json::{Map, Value, json};

use super::DOMAIN;
use super::company::{Company, Group, Org, Person, Post};
use super::ranks::{EXECUTIVES, LEVELS, POSITIONS, USER_TYPES};

/// The snapshot.
pub fn of(company: &Company) -> Value {
    let state = if company.ranked { "on" } else { "off" };
    json!({
        "formatVersion": 1,
        "tenant": "bench",
        "readAt": "2027-03-31T09:00:00Z",
        "directory": {
            "domains": {DOMAIN.to_string(): {"levels": state, "positions": state, "userTypes": state}},
            "ranks": ranks(company),
            "orgs": orgs(company),
            "members": members(company),
            "groups": groups(company),
        },
    })
}

/// A resource id: a kind's digit and a number.
fn id(kind: char, n: usize) -> String {
    format!("{kind}0000000-0000-4000-8000-{n:012}")
}

fn ids(kind: char, list: &[usize]) -> Vec<Value> {
    list.iter().map(|n| json!({"id": id(kind, *n)})).collect()
}

fn ranks(company: &Company) -> Value {
    let mut ranks = Map::new();
    if !company.ranked {
        return Value::Object(ranks);
    }
    let mut put = |kind: &str, digit: char, letter: char, n: usize, props: Value| {
        let id = id(digit, n);
        let rank = json!({
            "kind": kind, "id": id, "key": format!("{letter}{n}"), "domain": DOMAIN,
            "displayOrder": n + 1, "props": props,
        });
        ranks.insert(id, rank);
    };
    for (n, (name, english)) in LEVELS.iter().enumerate() {
        let props = json!({"name": name, "names": {"en_US": english}, "executive": n < EXECUTIVES});
        put("level", '1', 'L', n, props);
    }
    for (n, (name, english)) in POSITIONS.iter().enumerate() {
        put(
            "position",
            '5',
            'P',
            n,
            json!({"name": name, "names": {"en_US": english}}),
        );
    }
    for (n, (name, english, code)) in USER_TYPES.iter().enumerate() {
        let props = json!({"name": name, "names": {"en_US": english}, "code": code});
        put("userType", '6', 'U', n, props);
    }
    Value::Object(ranks)
}

fn orgs(company: &Company) -> Value {
    let mut orgs = Map::new();
    let lists = std::iter::once(company.tops.clone()).chain(
        company
            .standing()
            .into_iter()
            .map(|org| company.org(org).children.clone()),
    );
    for list in lists {
        for (nth, number) in list.into_iter().enumerate() {
            orgs.insert(id('2', number), org(number, nth, company.org(number)));
        }
    }
    orgs.sort_keys();
    Value::Object(orgs)
}

fn org(number: usize, nth: usize, org: &Org) -> Value {
    let parent = org.parent.map(|parent| json!({"id": id('2', parent)}));
    json!({
        "id": id('2', number), "key": format!("T{number:05}"), "domain": DOMAIN,
        "displayOrder": nth + 1,
        "props": {
            "parent": parent, "name": org.name, "names": {"en_US": org.english},
            "email": format!("t{number:05}@bench.example"), "description": null,
            "visible": true, "aliasEmails": [], "canReceiveExternalMail": false,
            "features": room(true), "useServiceNotification": false,
            "allowedRecipients": [], "allowedSenders": [],
        },
    })
}

fn members(company: &Company) -> Value {
    let staff = company.staff().into_iter();
    Value::Object(
        staff
            .map(|n| (id('3', n), member(n, company.person(n))))
            .collect(),
    )
}

fn member(number: usize, person: &Person) -> Value {
    let Person {
        last,
        first,
        mail,
        level,
        user_type,
        posts,
        location,
        hired,
        telephone,
    } = person;
    let posts: Vec<Value> = posts.iter().enumerate().map(post).collect();
    json!({
        "id": id('3', number), "key": format!("E{number:06}"), "domain": DOMAIN,
        "flags": {"administrator": false, "pending": false, "suspended": false,
            "deleted": false, "awaiting": false, "onLeave": false},
        "props": {
            "email": format!("{mail}@bench.example"),
            "name": {"last": last.written, "first": first.written, "phoneticLast": last.kana,
                "phoneticFirst": first.kana},
            "names": {"en_US": {"last": last.latin, "first": first.latin}},
            "nickName": null, "privateEmail": format!("e{number:06}@private.example"),
            "aliasEmails": [], "userType": {"id": id('6', *user_type)}, "searchable": true,
            "level": {"id": id('1', *level)}, "posts": posts, "secondary": [],
            "telephone": telephone, "cellPhone": null, "location": location, "task": null,
            "messenger": null, "birthdayCalendarType": null, "birthday": null,
            "locale": "ja_JP", "hiredDate": format!("{hired}-04-01"), "timeZone": "Asia/Tokyo",
            "custom": {}, "relations": [], "activationDate": null,
            "employeeNumber": format!("{number:06}"), "leave": null,
        },
    })
}

fn post((nth, post): (usize, &Post)) -> Value {
    let position = post.position.map(|n| json!({"id": id('5', n)}));
    json!({
        "org": {"id": id('2', post.org)}, "primary": nth == 0, "position": position,
        "leader": post.leader, "visible": true, "teamFeature": true,
    })
}

fn groups(company: &Company) -> Value {
    let groups = company.groups.iter().enumerate();
    let there = groups.filter_map(|(n, it)| Some((id('4', n), group(n, it.as_ref()?))));
    Value::Object(there.collect())
}

fn group(number: usize, group: &Group) -> Value {
    let mut features = room(false);
    features["mail"] = json!(false);
    json!({
        "id": id('4', number), "key": format!("g-{number:05}"), "domain": DOMAIN,
        "props": {
            "name": group.name, "description": null, "visible": true,
            "useServiceNotification": false, "serviceManageable": true,
            "masters": ids('3', &group.masters), "members": ids('3', &group.members),
            "orgs": ids('2', &group.orgs), "groups": ids('4', &group.groups),
            "features": features, "email": null, "aliasEmails": [],
            "canReceiveExternalMail": false, "toExternalEmails": [],
            "allowedRecipients": [], "allowedSenders": [],
        },
    })
}

/// Everything on, or message and note alone.
fn room(all: bool) -> Value {
    json!({"message": true, "note": true, "calendar": all, "task": all, "folder": all})
}
