use std::fmt;

use serde_json::Value;

use super::index::Index;
use crate::directory::{
    ByLanguage, Declaration, Email, Field, Group, GroupFeatures, Kind, LocalName, Member,
    Messenger, Org, PersonName, Rank,
};

/// What a text is for: which characters belong into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// Compared by machines: full-width characters are a slip.
    Code,
    /// Read by people.
    Prose,
}

/// A text of the configuration, and where it stands.
pub(super) struct Text<'a> {
    pub(super) kind: Kind,
    pub(super) declaration: &'a Declaration,
    /// The pointer below the declaration.
    pub(super) tail: fmt::Arguments<'a>,
    pub(super) text: &'a str,
    pub(super) nature: Nature,
    /// Whether it is personal data, which stands in no message.
    pub(super) personal: bool,
}

/// Visits every text that people write. What has a form of plain characters alone
/// (addresses, numbers, dates, ids) is not visited: the schema refuses all else there.
pub(super) fn each_text(index: &Index<'_>, visit: &mut dyn FnMut(Text<'_>)) {
    let desired = index.desired;
    for (kind, declaration) in index.declarations() {
        let mut walk = Walk {
            kind,
            declaration,
            visit,
        };
        walk.code("/key", declaration.key.as_str());
        if let Some(previously) = &declaration.previously {
            walk.code("/previously", previously.as_str());
        }
    }
    for rank in &desired.ranks {
        let Rank {
            name,
            names,
            executive: _,
            code: _,
        } = &rank.props;
        let mut walk = Walk {
            kind: rank.kind.into(),
            declaration: &rank.declaration,
            visit,
        };
        walk.known("/name", name);
        walk.names(names);
    }
    for org in &desired.orgs {
        let mut walk = Walk {
            kind: Kind::Org,
            declaration: &org.declaration,
            visit,
        };
        of_org(&mut walk, &org.props);
    }
    for member in &desired.members {
        let mut walk = Walk {
            kind: Kind::Member,
            declaration: &member.declaration,
            visit,
        };
        of_member(&mut walk, &member.props);
    }
    for group in &desired.groups {
        let mut walk = Walk {
            kind: Kind::Group,
            declaration: &group.declaration,
            visit,
        };
        of_group(&mut walk, &group.props);
    }
}

fn of_org(walk: &mut Walk<'_, '_>, org: &Org) {
    let Org {
        parent: _,
        name,
        names,
        email: _,
        description,
        visible: _,
        alias_emails: _,
        can_receive_external_mail: _,
        features: _,
        use_service_notification: _,
        allowed_recipients: _,
        allowed_senders: _,
    } = org;
    walk.known("/name", name);
    walk.names(names);
    walk.value("/description", description);
}

fn of_group(walk: &mut Walk<'_, '_>, group: &Group) {
    let Group {
        name,
        description,
        visible: _,
        use_service_notification: _,
        service_manageable: _,
        masters: _,
        members: _,
        orgs: _,
        groups: _,
        features: GroupFeatures { room: _, mail: _ },
        email: _,
        alias_emails: _,
        can_receive_external_mail: _,
        to_external_emails,
        allowed_recipients: _,
        allowed_senders: _,
    } = group;
    walk.known("/name", name);
    walk.value("/description", description);
    let outside: &[Email] = to_external_emails.known().map_or(&[], Vec::as_slice);
    for (i, email) in outside.iter().enumerate() {
        walk.text(
            format_args!("/toExternalEmails/{i}"),
            email.as_str(),
            Nature::Code,
            false,
        );
    }
}

fn of_member(walk: &mut Walk<'_, '_>, member: &Member) {
    let Member {
        email: _,
        name,
        names,
        nick_name,
        private_email,
        alias_emails: _,
        user_type: _,
        searchable: _,
        level: _,
        posts: _,
        secondary: _,
        telephone: _,
        cell_phone: _,
        location,
        task,
        messenger,
        birthday_calendar_type: _,
        birthday: _,
        locale: _,
        hired_date: _,
        time_zone: _,
        custom,
        relations,
        activation_date: _,
        employee_number,
        leave: _,
    } = member;
    if let Some(name) = name.known() {
        let PersonName {
            last,
            first,
            // Katakana alone: the schema sees to it.
            phonetic_last: _,
            phonetic_first: _,
        } = name;
        walk.value("/name/last", last);
        walk.value("/name/first", first);
    }
    for (language, name) in names.known().into_iter().flat_map(ByLanguage::iter) {
        let Some(LocalName { last, first }) = name else {
            continue;
        };
        for (part, text) in [("last", last), ("first", first)] {
            if let Some(text) = text.value() {
                walk.text(
                    format_args!("/names/{}/{part}", language.code()),
                    text,
                    Nature::Prose,
                    false,
                );
            }
        }
    }
    walk.value("/nickName", nick_name);
    walk.value("/task", task);
    let personal: [(&str, &Field<Option<String>>, Nature); 3] = [
        ("/privateEmail", private_email, Nature::Code),
        ("/location", location, Nature::Prose),
        ("/employeeNumber", employee_number, Nature::Code),
    ];
    for (tail, text, nature) in personal {
        if let Some(text) = text.value() {
            walk.text(format_args!("{tail}"), text, nature, true);
        }
    }
    if let Some(messenger) = messenger.value() {
        let Messenger {
            protocol: _,
            custom_protocol,
            id,
        } = messenger;
        walk.text(format_args!("/messenger/id"), id, Nature::Prose, true);
        if let Some(own) = custom_protocol {
            let tail = format_args!("/messenger/customProtocol");
            walk.text(tail, own, Nature::Prose, true);
        }
    }
    for (i, relation) in relations.known().into_iter().flatten().enumerate() {
        let tail = format_args!("/relations/{i}/name");
        walk.text(tail, &relation.name, Nature::Prose, true);
    }
    for (name, value) in custom.known().into_iter().flatten() {
        // A name of a custom property has letters, digits and `_` alone.
        walk.custom(format_args!("/custom/{name}"), value);
    }
}

/// The texts of one declaration.
struct Walk<'a, 'v> {
    kind: Kind,
    declaration: &'a Declaration,
    visit: &'v mut dyn FnMut(Text<'_>),
}

impl Walk<'_, '_> {
    fn text(&mut self, tail: fmt::Arguments<'_>, text: &str, nature: Nature, personal: bool) {
        (self.visit)(Text {
            kind: self.kind,
            declaration: self.declaration,
            tail,
            text,
            nature,
            personal,
        });
    }

    fn code(&mut self, tail: &str, text: &str) {
        self.text(format_args!("{tail}"), text, Nature::Code, false);
    }

    fn known(&mut self, tail: &str, text: &Field<String>) {
        if let Some(text) = text.known() {
            self.text(format_args!("{tail}"), text, Nature::Prose, false);
        }
    }

    fn value(&mut self, tail: &str, text: &Field<Option<String>>) {
        if let Some(text) = text.value() {
            self.text(format_args!("{tail}"), text, Nature::Prose, false);
        }
    }

    fn names(&mut self, names: &Field<ByLanguage<Option<String>>>) {
        for (language, name) in names.known().into_iter().flat_map(ByLanguage::iter) {
            if let Some(name) = name {
                let tail = format_args!("/names/{}", language.code());
                self.text(tail, name, Nature::Prose, false);
            }
        }
    }

    fn custom(&mut self, tail: fmt::Arguments<'_>, value: &Value) {
        match value {
            Value::String(text) => self.text(tail, text, Nature::Prose, true),
            Value::Array(entries) => {
                for (i, entry) in entries.iter().enumerate() {
                    self.custom(format_args!("{tail}/{i}"), entry);
                }
            }
            Value::Object(link) => {
                for (name, text) in link {
                    if let Some(text) = text.as_str() {
                        let tail = format_args!("{tail}/{name}");
                        self.text(tail, text, Nature::Prose, true);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}
