//! The declared side as a person would write it.

use std::fmt::Write as _;

use meibo::directory::{
    ByLanguage, Domain, DomainId, Field, Gated, Group, Kind, Limit, Lists, LocalName, Member,
    Messenger, Org, OrgOrder, PasswordBy, PersonName, Plan, Policy, Post, Rank, RankKind, Ref,
    Relation, Removal, RoomFeatures, Secondary, WantedState,
};
use serde_json::{Map, Value, json};

use super::{Company, Thing, key};

impl Company {
    /// A whole configuration in one file.
    pub fn yaml(&self) -> String {
        let mut file = Map::new();
        file.insert("tenant".into(), self.tenant_yaml());
        let policy = policy(&self.policy);
        if policy != json!({}) {
            file.insert("policy".into(), policy);
        }
        for kind in RankKind::ALL {
            let list: Vec<Value> = (self.ranks.iter())
                .filter(|(of, thing)| *of == kind && thing.declared)
                .map(|(_, thing)| self.rank_yaml(thing))
                .collect();
            self.section(&mut file, kind.into(), list);
        }
        let mut orgs = Vec::new();
        for domain in &self.tenant.domains {
            orgs.extend(self.orgs_yaml(domain.id, None));
        }
        self.section(&mut file, Kind::Org, orgs);
        let members = (self.members.iter()).filter(|thing| thing.declared);
        let members = members.map(|thing| self.member_yaml(thing)).collect();
        self.section(&mut file, Kind::Member, members);
        let groups = (self.groups.iter()).filter(|thing| thing.declared);
        let groups = groups.map(|thing| self.group_yaml(thing)).collect();
        self.section(&mut file, Kind::Group, groups);
        let mut text = String::new();
        block(&mut text, &Value::Object(file), 0);
        text
    }

    fn section(&self, file: &mut Map<String, Value>, kind: Kind, list: Vec<Value>) {
        if !list.is_empty() || self.empty_sections.contains(&kind) {
            file.insert(kind.section().into(), Value::Array(list));
        }
    }

    fn tenant_yaml(&self) -> Value {
        let domains = self.tenant.domains.iter().map(|domain| {
            let Domain {
                key,
                id,
                name,
                enable,
                sync,
            } = domain;
            let mut map = json!({"key": key, "id": id.0, "name": name});
            if !enable.is_empty() {
                let enable = enable.iter().map(|kind| Kind::from(*kind).section());
                map["enable"] = json!(enable.collect::<Vec<_>>());
            }
            if let Some(sync) = sync {
                map["sync"] = serde_json::to_value(sync).expect("plain switches");
            }
            map
        });
        let plan = match self.tenant.plan {
            Plan::Free => "free",
            Plan::Standard => "standard",
            Plan::Advanced => "advanced",
        };
        json!({
            "key": self.tenant.key,
            "plan": plan,
            "sso": self.tenant.sso,
            "domains": domains.collect::<Vec<_>>(),
        })
    }

    fn domain_key(&self, id: DomainId) -> &str {
        let domain = self.tenant.domain(id);
        &domain.expect("the test names a domain it made").key
    }

    fn head<P>(&self, thing: &Thing<P>, nested: bool) -> Writer {
        let mut out = Writer::default();
        out.plain("key", json!(thing.key));
        if let Some(previously) = &thing.previously {
            out.plain("previously", json!(previously));
        }
        if let Some(id) = &thing.id {
            out.plain("id", json!(id));
        }
        if !nested && thing.domain != self.tenant.primary().id {
            out.plain("domain", json!(self.domain_key(thing.domain)));
        }
        out
    }

    fn rank_yaml(&self, thing: &Thing<Rank>) -> Value {
        let Rank {
            name,
            names,
            executive,
            code,
        } = &thing.props;
        let mut out = self.head(thing, false);
        out.field("name", name);
        out.with("names", names, texts);
        out.field("executive", executive);
        out.field("code", code);
        out.done()
    }

    fn orgs_yaml(&self, domain: DomainId, parent: Option<&Ref>) -> Vec<Value> {
        let children = self.children(domain, parent).into_iter();
        let values = children.map(|thing| {
            let Org {
                parent: _,
                name,
                names,
                email,
                description,
                visible,
                alias_emails,
                can_receive_external_mail,
                features,
                use_service_notification,
                allowed_recipients,
                allowed_senders,
            } = &thing.props;
            let mut out = self.head(thing, parent.is_some());
            out.field("name", name);
            out.with("names", names, texts);
            out.field("email", email);
            out.field("description", description);
            out.field("visible", visible);
            out.field("aliasEmails", alias_emails);
            out.field("canReceiveExternalMail", can_receive_external_mail);
            out.features(features, &Field::Absent);
            out.field("useServiceNotification", use_service_notification);
            let recipient = "membersAllowedToUseEmailAsRecipient";
            out.with(recipient, allowed_recipients, |list| refs(list));
            let sender = "membersAllowedToUseEmailAsSender";
            out.with(sender, allowed_senders, |list| refs(list));
            let me = key(thing.key.as_deref().expect("declared orgs have keys"));
            let below = self.orgs_yaml(domain, Some(&me));
            if !below.is_empty() {
                out.plain("orgs", Value::Array(below));
            }
            out.done()
        });
        values.collect()
    }

    fn member_yaml(&self, thing: &Thing<Member>) -> Value {
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
        } = &thing.props;
        let mut out = self.head(thing, false);
        match thing.state {
            WantedState::Active => {}
            WantedState::Suspended => out.plain("state", json!("suspended")),
            WantedState::Deleted => out.plain("state", json!("deleted")),
        }
        match thing.password_by {
            None => {}
            Some(PasswordBy::Member) => out.plain("passwordBy", json!("member")),
            Some(PasswordBy::Admin) => out.plain("passwordBy", json!("admin")),
        }
        if let Some(change) = thing.change_password {
            out.plain("changePasswordAtNextLogin", json!(change));
        }
        out.field("email", email);
        out.with("name", name, person);
        out.with("names", names, local_names);
        out.field("nickName", nick_name);
        out.field("privateEmail", private_email);
        out.field("aliasEmails", alias_emails);
        out.with("userType", user_type, maybe);
        out.field("searchable", searchable);
        out.with("level", level, maybe);
        out.with("posts", posts, |list| posts_yaml(list));
        out.with("secondary", secondary, |list| {
            let entries = list.iter().map(|entry| self.secondary_yaml(entry));
            Value::Array(entries.collect())
        });
        out.field("telephone", telephone);
        out.field("cellPhone", cell_phone);
        out.field("location", location);
        out.field("task", task);
        out.with("messenger", messenger, messenger_yaml);
        out.field("birthdayCalendarType", birthday_calendar_type);
        out.field("birthday", birthday);
        out.with("locale", locale, |language| json!(language.code()));
        out.field("hiredDate", hired_date);
        out.field("timeZone", time_zone);
        out.field("custom", custom);
        out.with("relations", relations, |list| {
            let entries = list.iter().map(|relation| {
                let Relation { member, name } = relation;
                json!({"member": reference(member), "name": name})
            });
            Value::Array(entries.collect())
        });
        out.field("activationDate", activation_date);
        out.field("employeeNumber", employee_number);
        out.field("leave", leave);
        out.done()
    }

    fn secondary_yaml(&self, entry: &Secondary) -> Value {
        let Secondary {
            domain,
            email,
            level,
            posts,
        } = entry;
        let mut out = Writer::default();
        out.plain("domain", json!(self.domain_key(*domain)));
        out.field("email", email);
        out.with("level", level, maybe);
        out.with("posts", posts, |list| posts_yaml(list));
        out.done()
    }

    fn group_yaml(&self, thing: &Thing<Group>) -> Value {
        let Group {
            name,
            description,
            visible,
            use_service_notification,
            service_manageable,
            masters,
            members,
            orgs,
            groups,
            features,
            email,
            alias_emails,
            can_receive_external_mail,
            to_external_emails,
            allowed_recipients,
            allowed_senders,
        } = &thing.props;
        let mut out = self.head(thing, false);
        out.field("name", name);
        out.field("description", description);
        out.field("visible", visible);
        out.field("useServiceNotification", use_service_notification);
        out.field("serviceManageable", service_manageable);
        for (name, list) in [
            ("masters", masters),
            ("members", members),
            ("orgs", orgs),
            ("groups", groups),
        ] {
            out.with(name, list, |list| refs(list));
        }
        out.features(&features.room, &features.mail);
        out.field("email", email);
        out.field("aliasEmails", alias_emails);
        out.field("canReceiveExternalMail", can_receive_external_mail);
        out.field("toExternalEmails", to_external_emails);
        let recipient = "membersAllowedToUseEmailAsRecipient";
        out.with(recipient, allowed_recipients, |list| refs(list));
        let sender = "membersAllowedToUseEmailAsSender";
        out.with(sender, allowed_senders, |list| refs(list));
        out.done()
    }
}

fn policy(policy: &Policy) -> Value {
    let Policy {
        owns,
        removal,
        protect,
        limits,
        lists,
        org_order,
        password_by,
        allow,
        // No configuration says it.
        removes: _,
    } = policy;
    let mut out = Writer::default();
    let mut map = Map::new();
    for (kind, patterns) in owns {
        map.insert(kind.section().into(), json!(patterns));
    }
    out.unless_empty("owns", map);
    match removal {
        Removal::Suspend => {}
        Removal::Delete => out.plain("removal", json!({"members": "delete"})),
        Removal::ForceDelete => out.plain("removal", json!({"members": "forceDelete"})),
    }
    let mut map = Map::new();
    for (kind, keys) in protect {
        map.insert(kind.section().into(), json!(keys));
    }
    out.unless_empty("protect", map);
    let mut map = Map::new();
    for (kind, limits) in limits {
        let mut ceilings = Map::new();
        for gated in Gated::ALL {
            let limit = limits.of(gated);
            if limit != Limit::default() {
                ceilings.insert(gated.name().into(), json!(limit));
            }
        }
        map.insert(kind.section().into(), Value::Object(ceilings));
    }
    out.unless_empty("limits", map);
    match lists {
        Lists::KeepUnmanaged => {}
        Lists::Exclusive => out.plain("lists", json!("exclusive")),
    }
    match org_order {
        OrgOrder::Managed => {}
        OrgOrder::Free => out.plain("order", json!({"orgs": "free"})),
    }
    match password_by {
        PasswordBy::Member => {}
        PasswordBy::Admin => out.plain("newMembers", json!({"passwordBy": "admin"})),
    }
    let reasons = allow
        .iter()
        .map(|(code, reason)| (code.clone(), json!(reason)));
    out.unless_empty("allow", reasons.collect());
    out.done()
}

/// A mapping in the making: what is absent is left out, what is cleared is null.
#[derive(Default)]
struct Writer(Map<String, Value>);

impl Writer {
    fn plain(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }

    fn unless_empty(&mut self, name: &str, map: Map<String, Value>) {
        if !map.is_empty() {
            self.plain(name, Value::Object(map));
        }
    }

    fn field<T: serde::Serialize>(&mut self, name: &str, field: &Field<T>) {
        self.with(name, field, |value| json!(value));
    }

    fn with<T>(&mut self, name: &str, field: &Field<T>, turn: impl FnOnce(&T) -> Value) {
        if let Field::Known(value) = field {
            self.plain(name, turn(value));
        }
    }

    /// `features` says everything or nothing: it stands where `message` or `mail` is managed.
    fn features(&mut self, room: &RoomFeatures, mail: &Field<bool>) {
        let RoomFeatures {
            message,
            note,
            calendar,
            task,
            folder,
        } = room;
        if message.is_absent() && mail.is_absent() {
            return;
        }
        let all = [
            ("message", message),
            ("note", note),
            ("calendar", calendar),
            ("task", task),
            ("folder", folder),
            ("mail", mail),
        ];
        let on = all.into_iter().filter(|(_, on)| on.or(false));
        let on: Vec<&str> = on.map(|(name, _)| name).collect();
        self.plain("features", json!(on));
    }

    fn done(self) -> Value {
        Value::Object(self.0)
    }
}

fn reference(target: &Ref) -> Value {
    match target {
        Ref::Key(key) => json!(key),
        Ref::Id(id) => json!({"id": id}),
        Ref::Email(email) => json!({"email": email}),
    }
}

fn maybe(target: &Option<Ref>) -> Value {
    target.as_ref().map_or(Value::Null, reference)
}

fn refs(list: &[Ref]) -> Value {
    Value::Array(list.iter().map(reference).collect())
}

fn texts(names: &ByLanguage<Option<String>>) -> Value {
    let entries = (names.iter()).map(|(language, name)| (language.code().into(), json!(name)));
    Value::Object(entries.collect())
}

fn person(name: &PersonName) -> Value {
    json!(name)
}

fn local_names(names: &ByLanguage<Option<LocalName>>) -> Value {
    let entries = (names.iter()).map(|(language, name)| (language.code().into(), json!(name)));
    Value::Object(entries.collect())
}

fn messenger_yaml(messenger: &Option<Messenger>) -> Value {
    json!(messenger)
}

fn posts_yaml(posts: &[Post]) -> Value {
    let posts = posts.iter().map(|post| {
        let Post {
            org,
            primary,
            position,
            leader,
            visible,
            team_feature,
        } = post;
        let mut out = Writer::default();
        out.plain("org", reference(org));
        out.field("primary", primary);
        out.with("position", position, maybe);
        out.field("leader", leader);
        out.field("visible", visible);
        out.field("teamFeature", team_feature);
        out.done()
    });
    Value::Array(posts.collect())
}

/// Writes block style down to what is short, which JSON's spelling serves.
fn block(out: &mut String, value: &Value, depth: usize) {
    let pad = "  ".repeat(depth);
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (name, value) in map {
                entry(out, &format!("{pad}{name}:"), value, depth);
            }
        }
        Value::Array(list) if !list.is_empty() => {
            for value in list {
                match value {
                    Value::Object(_) => {
                        let mut inner = String::new();
                        block(&mut inner, value, depth + 1);
                        let item = inner.get(pad.len() + 2..).unwrap_or_default();
                        write!(out, "{pad}- {item}").expect("a string takes all");
                    }
                    _ => writeln!(out, "{pad}- {value}").expect("a string takes all"),
                }
            }
        }
        _ => writeln!(out, "{pad}{value}").expect("a string takes all"),
    }
}

fn entry(out: &mut String, head: &str, value: &Value, depth: usize) {
    let inline = value.to_string();
    let nested = match value {
        Value::Object(map) => !map.is_empty(),
        Value::Array(list) => !list.is_empty(),
        _ => false,
    };
    if nested && inline.len() > 60 {
        writeln!(out, "{head}").expect("a string takes all");
        block(out, value, depth + 1);
    } else {
        writeln!(out, "{head} {inline}").expect("a string takes all");
    }
}
