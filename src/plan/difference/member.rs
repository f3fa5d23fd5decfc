use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Scope;
use super::field::{Difference, Differences, is_empty, merge_names, text};
use super::posts::{
    known, organizations_body, posts_goal, posts_yaml, same_posts, same_secondary, secondary_yaml,
};
use super::rank::over;
use crate::directory::{
    ByLanguage, Email, Field, Kind, Language, Leave, LocalName, Member, Messenger, Moment,
    PersonName, Ref, Relation,
};

/// What a member should become. `leave` has calls of its own and is compared apart.
pub fn member_goal(now: &Member, declared: &Member, scope: &Scope<'_>) -> Member {
    let Member {
        email,
        name,
        names,
        nick_name,
        private_email,
        alias_emails,
        user_type,
        searchable,
        level: _,
        posts: _,
        secondary: _,
        telephone,
        cell_phone,
        location,
        task,
        messenger,
        birthday_calendar_type,
        birthday,
        locale,
        hired_date,
        time_zone,
        custom,
        relations,
        activation_date,
        employee_number,
        leave,
    } = declared;
    let Member {
        level,
        posts,
        secondary,
        ..
    } = posts_goal(now, declared, scope);
    Member {
        email: over(&now.email, email),
        name: match (now.name.known(), name.known()) {
            (Some(now), Some(wanted)) => Field::Known(merge_name(now, wanted)),
            (None, Some(wanted)) => Field::Known(wanted.clone()),
            (_, None) => now.name.clone(),
        },
        names: merge_names(&now.names, names, merge_local),
        nick_name: over(&now.nick_name, nick_name),
        private_email: over(&now.private_email, private_email),
        alias_emails: over(&now.alias_emails, alias_emails),
        user_type: match user_type.known() {
            None => now.user_type.clone(),
            Some(None) => Field::Known(None),
            Some(Some(wanted)) => Field::Known(
                scope
                    .resolver
                    .resolve(Kind::UserType, scope.domain, wanted)
                    .map(Ref::Id),
            ),
        },
        searchable: over(&now.searchable, searchable),
        level,
        posts,
        secondary,
        telephone: over(&now.telephone, telephone),
        cell_phone: over(&now.cell_phone, cell_phone),
        location: over(&now.location, location),
        task: over(&now.task, task),
        messenger: over(&now.messenger, messenger),
        birthday_calendar_type: over(&now.birthday_calendar_type, birthday_calendar_type),
        birthday: over(&now.birthday, birthday),
        locale: over(&now.locale, locale),
        hired_date: over(&now.hired_date, hired_date),
        time_zone: over(&now.time_zone, time_zone),
        custom: match custom.known() {
            None => now.custom.clone(),
            Some(wanted) => {
                let mut merged = now.custom.known().cloned().unwrap_or_default();
                for (name, value) in wanted {
                    // A cleared one is kept as null: sent so, it is erased whether the
                    // service replaces the object or merges it (facts 11 #31).
                    if !value.is_null() || merged.contains_key(name) {
                        merged.insert(name.clone(), value.clone());
                    }
                }
                Field::Known(merged)
            }
        },
        relations: match relations.known() {
            None => now.relations.clone(),
            Some(wanted) => Field::Known(
                wanted
                    .iter()
                    .filter_map(|Relation { member, name }| {
                        let id = scope.resolver.resolve(Kind::Member, scope.domain, member)?;
                        Some(Relation {
                            member: Ref::Id(id),
                            name: name.clone(),
                        })
                    })
                    .collect(),
            ),
        },
        activation_date: over(&now.activation_date, activation_date),
        employee_number: over(&now.employee_number, employee_number),
        leave: over(&now.leave, leave),
    }
}

/// What of a member differs from its goal, in one request's worth of properties.
pub fn member_differences(
    now: &Member,
    goal: &Member,
    scope: &Scope<'_>,
    creating: bool,
) -> Differences {
    compared(Differences::new(creating), now, goal, scope)
}

/// Every property of a member that was read, as the API shows it: its leave too, its state
/// not.
pub fn member_as_read(now: &Member, scope: &Scope<'_>) -> Differences {
    let mut found = compared(Differences::reading(), now, now, scope);
    // With both ends, also where there is none: answers hold more than these two.
    found.mapped(
        ("leave", "leaveOfAbsence", true),
        &now.leave,
        &now.leave,
        |leave| leave.as_ref().map_or(Value::Null, leave_body),
        |leave| match leave {
            Some(leave) => leave_body(leave),
            None => json!({"startTime": null, "endTime": null}),
        },
    );
    found
}

fn compared(mut found: Differences, now: &Member, goal: &Member, scope: &Scope<'_>) -> Differences {
    let creating = found.creating;
    let Member {
        email,
        name,
        names,
        nick_name,
        private_email,
        alias_emails,
        user_type,
        searchable,
        level,
        posts,
        secondary,
        telephone,
        cell_phone,
        location,
        task,
        messenger,
        birthday_calendar_type,
        birthday,
        locale,
        hired_date,
        time_zone,
        custom,
        relations,
        activation_date,
        employee_number,
        leave: _,
    } = goal;
    found.plain(("email", "email", false), &now.email, email, |e: &Email| {
        json!(e.as_str())
    });
    found.mapped(
        ("name", "userName", false),
        &now.name,
        name,
        name_yaml,
        name_body,
    );
    found.mapped(
        ("names", "i18nNames", false),
        &now.names,
        names,
        names_yaml,
        names_body,
    );
    found.plain(
        ("nickName", "nickName", false),
        &now.nick_name,
        nick_name,
        text,
    );
    found.plain(
        ("privateEmail", "privateEmail", true),
        &now.private_email,
        private_email,
        text,
    );
    found.addresses(
        ("aliasEmails", "aliasEmails", false),
        &now.alias_emails,
        alias_emails,
    );
    found.mapped(
        ("userType", "userTypeId", false),
        &now.user_type,
        user_type,
        |r| label(r, scope),
        |r| reference(r, scope),
    );
    found.plain(
        ("searchable", "searchable", false),
        &now.searchable,
        searchable,
        |v| json!(v),
    );
    if found.reading && !now.posts.is_absent() && !now.secondary.is_absent() {
        let body = organizations_body(now, now, scope);
        found.list.push(Difference {
            field: "posts".to_owned(),
            sensitive: false,
            from: Value::Null,
            to: Value::Null,
            api: "organizations",
            body: body.clone(),
            expect: body,
        });
    }
    let mut organizations = Vec::new();
    // Not returned is not settable either (facts 5.1.8). The property is written whole:
    // where posts were not read, no part of it can be written without losing them.
    let unread = !creating && (now.posts.is_absent() || now.secondary.is_absent());
    let hidden = !creating && now.level.is_absent();
    differ(
        &mut organizations,
        "level",
        now.level == *level || level.is_absent() || hidden,
        || (label_field(&now.level, scope), label_field(level, scope)),
    );
    let (now_posts, goal_posts) = (known(&now.posts), known(posts));
    differ(
        &mut organizations,
        "posts",
        same_posts(now_posts, goal_posts),
        || (posts_yaml(now_posts, scope), posts_yaml(goal_posts, scope)),
    );
    let (now_other, goal_other) = (known(&now.secondary), known(secondary));
    differ(
        &mut organizations,
        "secondary",
        same_secondary(now_other, goal_other),
        || {
            (
                secondary_yaml(now_other, scope),
                secondary_yaml(goal_other, scope),
            )
        },
    );
    for (field, from, to) in organizations {
        if unread || (creating && is_empty(&to)) {
            continue;
        }
        found.list.push(Difference {
            field,
            sensitive: false,
            from,
            to,
            api: "organizations",
            body: organizations_body(now, goal, scope),
            expect: if creating {
                Value::Null
            } else {
                organizations_body(now, now, scope)
            },
        });
    }
    found.plain(
        ("telephone", "telephone", true),
        &now.telephone,
        telephone,
        text,
    );
    found.plain(
        ("cellPhone", "cellPhone", true),
        &now.cell_phone,
        cell_phone,
        text,
    );
    found.plain(
        ("location", "location", true),
        &now.location,
        location,
        text,
    );
    found.plain(("task", "task", false), &now.task, task, text);
    if found.reading || !same_messenger(&now.messenger, messenger) {
        found.mapped(
            ("messenger", "messenger", true),
            &now.messenger,
            messenger,
            messenger_yaml,
            messenger_body,
        );
    }
    found.plain(
        ("birthdayCalendarType", "birthdayCalendarType", true),
        &now.birthday_calendar_type,
        birthday_calendar_type,
        text,
    );
    found.plain(
        ("birthday", "birthday", true),
        &now.birthday,
        birthday,
        text,
    );
    found.plain(
        ("locale", "locale", false),
        &now.locale,
        locale,
        |l: &Language| json!(l.code()),
    );
    found.plain(
        ("hiredDate", "hiredDate", true),
        &now.hired_date,
        hired_date,
        text,
    );
    found.plain(
        ("timeZone", "timeZone", false),
        &now.time_zone,
        time_zone,
        |z| json!(z),
    );
    custom_difference(&mut found, &now.custom, custom);
    found.mapped(
        ("relations", "relations", true),
        &now.relations,
        relations,
        |list| relations_value(list, "member", "name", |r| label(&Some(r.clone()), scope)),
        |list| {
            relations_value(list, "relationUserId", "relationName", |r| {
                reference(&Some(r.clone()), scope)
            })
        },
    );
    found.plain(
        ("activationDate", "activationDate", false),
        &now.activation_date,
        activation_date,
        |m: &Option<Moment>| m.as_ref().map_or(Value::Null, |m| json!(m.as_str())),
    );
    found.plain(
        ("employeeNumber", "employeeNumber", true),
        &now.employee_number,
        employee_number,
        text,
    );
    found
}

fn differ(
    list: &mut Vec<(String, Value, Value)>,
    field: &str,
    same: bool,
    values: impl FnOnce() -> (Value, Value),
) {
    if !same {
        let (from, to) = values();
        list.push((field.to_owned(), from, to));
    }
}

/// Whether a leave has to be set or cleared: one that is over needs no call.
pub fn leave_differs(
    now: &Field<Option<Leave>>,
    goal: &Field<Option<Leave>>,
    as_of: jiff::Timestamp,
) -> bool {
    match (now, goal) {
        (_, Field::Absent) | (Field::Absent, _) => false,
        (Field::Known(now), Field::Known(goal)) if now == goal => false,
        (Field::Known(None), Field::Known(Some(goal))) => goal.to.at() >= as_of,
        (Field::Known(Some(now)), Field::Known(None)) => now.to.at() >= as_of,
        (Field::Known(Some(now)), Field::Known(Some(goal))) => {
            now.to.at() >= as_of || goal.to.at() >= as_of
        }
        (Field::Known(None), Field::Known(None)) => false,
    }
}

/// The body of `set-leave-of-absence`.
pub fn leave_body(leave: &Leave) -> Value {
    json!({"startTime": leave.from.as_str(), "endTime": leave.to.as_str()})
}

fn merge_name(now: &PersonName, wanted: &PersonName) -> PersonName {
    let PersonName {
        last,
        first,
        phonetic_last,
        phonetic_first,
    } = wanted;
    PersonName {
        last: over(&now.last, last),
        first: over(&now.first, first),
        phonetic_last: over(&now.phonetic_last, phonetic_last),
        phonetic_first: over(&now.phonetic_first, phonetic_first),
    }
}

fn merge_local(now: Option<&LocalName>, wanted: &LocalName) -> LocalName {
    let LocalName { last, first } = wanted;
    let none = LocalName {
        last: Field::Known(None),
        first: Field::Known(None),
    };
    let now = now.unwrap_or(&none);
    LocalName {
        last: over(&now.last, last),
        first: over(&now.first, first),
    }
}

fn parts<'a>(
    parts: impl IntoIterator<Item = (&'a str, &'a Field<Option<String>>)>,
) -> Map<String, Value> {
    parts
        .into_iter()
        .filter_map(|(name, field)| Some((name.to_owned(), text(field.known()?))))
        .collect()
}

fn name_body(name: &PersonName) -> Value {
    let PersonName {
        last,
        first,
        phonetic_last,
        phonetic_first,
    } = name;
    Value::Object(parts([
        ("lastName", last),
        ("firstName", first),
        ("phoneticLastName", phonetic_last),
        ("phoneticFirstName", phonetic_first),
    ]))
}

fn name_yaml(name: &PersonName) -> Value {
    let PersonName {
        last,
        first,
        phonetic_last,
        phonetic_first,
    } = name;
    Value::Object(parts([
        ("last", last),
        ("first", first),
        ("phoneticLast", phonetic_last),
        ("phoneticFirst", phonetic_first),
    ]))
}

type LocalNames = ByLanguage<Option<LocalName>>;

fn names_body(names: &LocalNames) -> Value {
    names
        .iter()
        .filter_map(|(language, name)| {
            let LocalName { last, first } = name.as_ref()?;
            let mut object = parts([("lastName", last), ("firstName", first)]);
            object.insert("language".into(), json!(language.code()));
            Some(Value::Object(object))
        })
        .collect()
}

fn names_yaml(names: &LocalNames) -> Value {
    let members: Map<String, Value> = names
        .iter()
        .filter_map(|(language, name)| {
            let LocalName { last, first } = name.as_ref()?;
            let object = parts([("last", last), ("first", first)]);
            Some((language.code().to_owned(), Value::Object(object)))
        })
        .collect();
    Value::Object(members)
}

fn label(r: &Option<Ref>, scope: &Scope<'_>) -> Value {
    r.as_ref()
        .and_then(Ref::id)
        .map_or(Value::Null, |id| json!(scope.resolver.label(id)))
}

fn label_field(r: &Field<Option<Ref>>, scope: &Scope<'_>) -> Value {
    r.known().map_or(Value::Null, |r| label(r, scope))
}

fn reference(r: &Option<Ref>, scope: &Scope<'_>) -> Value {
    r.as_ref()
        .and_then(Ref::id)
        .map_or(Value::Null, |id| scope.resolver.request_ref(id))
}

/// `TWITTER` and `X` mean the same (facts 5.1.2); `X` is what is written.
fn protocol(messenger: &Messenger) -> &str {
    match messenger.protocol.as_str() {
        "TWITTER" => "X",
        other => other,
    }
}

fn same_messenger(a: &Field<Option<Messenger>>, b: &Field<Option<Messenger>>) -> bool {
    match (a.value(), b.value()) {
        (Some(a), Some(b)) => {
            protocol(a) == protocol(b) && a.id == b.id && a.custom_protocol == b.custom_protocol
        }
        _ => false,
    }
}

fn messenger_body(messenger: &Option<Messenger>) -> Value {
    let Some(m) = messenger else {
        return Value::Null;
    };
    let mut object = Map::new();
    object.insert("protocol".into(), json!(protocol(m)));
    if let Some(custom) = &m.custom_protocol {
        object.insert("customProtocol".into(), json!(custom));
    }
    object.insert("messengerId".into(), json!(m.id));
    Value::Object(object)
}

fn messenger_yaml(messenger: &Option<Messenger>) -> Value {
    let Some(m) = messenger else {
        return Value::Null;
    };
    let mut object = Map::new();
    object.insert("protocol".into(), json!(protocol(m)));
    if let Some(custom) = &m.custom_protocol {
        object.insert("customProtocol".into(), json!(custom));
    }
    object.insert("id".into(), json!(m.id));
    Value::Object(object)
}

fn relations_value(
    list: &[Relation],
    who: &str,
    what: &str,
    name_of: impl Fn(&Ref) -> Value,
) -> Value {
    list.iter()
        .map(|relation| json!({who: name_of(&relation.member), what: relation.name}))
        .collect()
}

/// One difference per custom property; the request carries them all.
fn custom_difference(
    found: &mut Differences,
    now: &Field<BTreeMap<String, Value>>,
    goal: &Field<BTreeMap<String, Value>>,
) {
    let Some(wanted) = goal.known() else { return };
    if !found.creating && now.known().is_none() {
        return;
    }
    if found.reading {
        found.mapped(
            ("custom", "customProperties", true),
            now,
            goal,
            object,
            object,
        );
        return;
    }
    let empty = BTreeMap::new();
    let current = now.known().unwrap_or(&empty);
    let body = || object(wanted);
    for (name, to) in wanted {
        let from = current.get(name).cloned().unwrap_or(Value::Null);
        if from == *to || (is_empty(&from) && is_empty(to)) {
            continue;
        }
        found.list.push(Difference {
            field: format!("custom.{name}"),
            sensitive: true,
            from,
            to: to.clone(),
            api: "customProperties",
            body: body(),
            expect: object(current),
        });
    }
}

fn object(values: &BTreeMap<String, Value>) -> Value {
    Value::Object(values.iter().map(|(k, v)| (k.clone(), v.clone())).collect())
}
