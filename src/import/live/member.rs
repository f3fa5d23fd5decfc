use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::names::Names;
use super::value::Properties;
use crate::directory::{
    DomainId, Email, Field, Id, Leave, LiveMember, Member, MemberFlags, Messenger, PersonName,
    Post, Ref, Secondary, SuspendedReason,
};

/// What members are written by.
pub struct Context<'a> {
    /// The names of objects.
    pub names: &'a Names<'a>,
    /// The keys of the domains.
    pub domains: &'a HashMap<DomainId, String>,
    /// The place of every org in the tree.
    pub places: &'a HashMap<Id, usize>,
}

/// A member (facts 5.1.2).
pub fn member(member: &LiveMember, key: &str, context: &Context<'_>) -> Map<String, Value> {
    let LiveMember {
        id: _,
        key: _,
        domain,
        flags,
        props,
    } = member;
    let MemberFlags {
        administrator: _,
        pending: _,
        suspended,
        suspended_reason,
        deleted: _,
        awaiting: _,
        on_leave: _,
    } = flags;
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
        leave,
    } = props;
    let mut properties = Properties::default();
    properties.set("key", json!(key));
    if let Some(domain) = context.domains.get(domain) {
        properties.set("domain", json!(domain));
    }
    // A suspension after failed logins is lifted by the member's own doing: it is no wish.
    let by_hand = *suspended && *suspended_reason != Some(SuspendedReason::LoginFail);
    properties.set("state", json!(if by_hand { "suspended" } else { "active" }));
    properties.put("email", email, |email| json!(email.as_str()));
    properties.put("name", name, person_name);
    properties.put("names", names, |names| {
        let names = names.iter().filter_map(|(language, name)| {
            let name = name.as_ref()?;
            let mut parts = Properties::default();
            parts.optional("last", &name.last);
            parts.optional("first", &name.first);
            Some((language.code().to_owned(), Value::Object(parts.0)))
        });
        Value::Object(names.collect())
    });
    properties.optional("nickName", nick_name);
    properties.optional("employeeNumber", employee_number);
    properties.optional("hiredDate", hired_date);
    properties.optional("privateEmail", private_email);
    properties.emails("aliasEmails", alias_emails);
    reference(&mut properties, "userType", user_type, context);
    reference(&mut properties, "level", level, context);
    properties.put("posts", posts, |all| self::posts(all, context));
    properties.put("secondary", secondary, |all| {
        self::secondary(all, email, context)
    });
    properties.optional("telephone", telephone);
    properties.optional("cellPhone", cell_phone);
    properties.optional("location", location);
    properties.optional("task", task);
    properties.put("messenger", messenger, |messenger| {
        let Some(Messenger {
            protocol,
            custom_protocol,
            id,
        }) = messenger
        else {
            return Value::Null;
        };
        // The old name goes out of use (facts 11 #48).
        let protocol = if protocol == "TWITTER" { "X" } else { protocol };
        json!({"protocol": protocol, "customProtocol": custom_protocol, "id": id})
    });
    properties.optional("birthdayCalendarType", birthday_calendar_type);
    properties.optional("birthday", birthday);
    properties.put("locale", locale, |locale| json!(locale.code()));
    properties.text("timeZone", time_zone);
    properties.put("custom", custom, |custom| json!(custom));
    properties.put("relations", relations, |relations| {
        let relations = relations.iter().filter_map(|relation| {
            let member = context.names.reference(&relation.member)?;
            Some(json!({"member": member, "name": relation.name}))
        });
        relations.collect()
    });
    properties.put("activationDate", activation_date, |at| {
        json!(at.as_ref().map(|at| at.as_str()))
    });
    properties.put("leave", leave, |leave| match leave {
        Some(Leave { from, to }) => json!({"from": from.as_str(), "to": to.as_str()}),
        None => Value::Null,
    });
    properties.set("searchable", json!(searchable.or(true)));
    properties.0
}

fn person_name(name: &PersonName) -> Value {
    let PersonName {
        last,
        first,
        phonetic_last,
        phonetic_first,
    } = name;
    let mut parts = Properties::default();
    parts.optional("last", last);
    parts.optional("first", first);
    parts.optional("phoneticLast", phonetic_last);
    parts.optional("phoneticFirst", phonetic_first);
    Value::Object(parts.0)
}

/// A reference; left out where what it names is not declared.
fn reference(
    properties: &mut Properties,
    name: &str,
    field: &Field<Option<Ref>>,
    context: &Context<'_>,
) {
    match field {
        Field::Absent => {}
        Field::Known(None) => properties.set(name, Value::Null),
        Field::Known(Some(reference)) => {
            if let Some(value) = context.names.reference(reference) {
                properties.set(name, value);
            }
        }
    }
}

/// The primary post first, the others in the order of the tree.
fn posts(posts: &[Post], context: &Context<'_>) -> Value {
    let place = |post: &Post| {
        let place = post.org.id().and_then(|id| context.places.get(id)).copied();
        (!post.primary.or(false), place.unwrap_or(usize::MAX))
    };
    let mut sorted: Vec<&Post> = posts.iter().collect();
    if posts.iter().any(|post| post.primary.or(false)) {
        sorted.sort_by_key(|post| place(post));
    }
    let posts = sorted.into_iter().filter_map(|post| {
        let Post {
            org,
            primary: _,
            position,
            leader,
            visible,
            team_feature,
        } = post;
        let mut properties = Properties::default();
        properties.set("org", context.names.reference(org)?);
        reference(&mut properties, "position", position, context);
        properties.flag("leader", leader);
        properties.flag("visible", visible);
        properties.flag("teamFeature", team_feature);
        Some(Value::Object(properties.0))
    });
    posts.collect()
}

/// Posts in other domains. The same address there is what is meant where none is given.
fn secondary(all: &[Secondary], own: &Field<Email>, context: &Context<'_>) -> Value {
    let mut sorted: Vec<&Secondary> = all.iter().collect();
    sorted.sort_by_key(|secondary| secondary.domain);
    let all = sorted.into_iter().filter_map(|secondary| {
        let Secondary {
            domain,
            email,
            level,
            posts,
        } = secondary;
        let mut properties = Properties::default();
        properties.set("domain", json!(context.domains.get(domain)?));
        if email != own {
            properties.put("email", email, |email| json!(email.as_str()));
        }
        reference(&mut properties, "level", level, context);
        properties.put("posts", posts, |posts| self::posts(posts, context));
        Some(Value::Object(properties.0))
    });
    all.collect()
}
