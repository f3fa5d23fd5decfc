//! A group as the service answers it (facts 5.3.3, sample in 10). What was not read is
//! left out.

use serde_json::{Map, Value, json};

use crate::directory::{Field, Group, Id, Kind, LiveGroup, Ref};
use crate::world::state::State;

/// Entries that a group shows with itself where it does not show all (facts 11 #52): as
/// many as a page of their own list.
const INLINE: usize = 100;

/// The answer's object.
pub(super) fn encode(state: &State, group: &LiveGroup) -> Value {
    let LiveGroup {
        id,
        key,
        domain,
        props,
    } = group;
    let Group {
        name,
        description,
        visible,
        use_service_notification,
        service_manageable,
        masters,
        members: _,
        orgs: _,
        groups: _,
        features,
        email,
        alias_emails,
        can_receive_external_mail,
        to_external_emails,
        allowed_recipients,
        allowed_senders,
    } = props;
    let mut answer = Answer::default();
    answer.set("domainId", json!(domain));
    answer.set("groupId", json!(id));
    answer.field("groupName", name, |name| json!(name));
    answer.field("description", description, |text| json!(text));
    answer.field("visible", visible, |flag| json!(flag));
    answer.field("useServiceNotification", use_service_notification, |flag| {
        json!(flag)
    });
    answer.field("serviceManageable", service_manageable, |flag| json!(flag));
    answer.set("groupExternalKey", json!(key));
    let users = |list: &Vec<Ref>| -> Value {
        list.iter()
            .filter_map(|who| user(state, who.id()?))
            .collect()
    };
    let shown = match state.assumptions.inline_group_lists_are_whole {
        true => usize::MAX,
        false => INLINE,
    };
    answer.field("administrators", masters, |list| {
        let each = list.iter().take(shown);
        each.filter_map(|who| user(state, who.id()?)).collect()
    });
    let members = entries(props);
    if members.is_some() {
        let list = members.iter().flatten().take(shown);
        let list = list.map(|(kind, id)| member(state, *kind, id));
        answer.set("members", list.collect());
    }
    for (name, flag) in [
        ("useMessage", &features.room.message),
        ("useNote", &features.room.note),
        ("useCalendar", &features.room.calendar),
        ("useTask", &features.room.task),
        ("useFolder", &features.room.folder),
        ("useMail", &features.mail),
    ] {
        answer.field(name, flag, |flag| json!(flag));
    }
    answer.field("groupEmail", email, |email| json!(email));
    answer.field("aliasEmails", alias_emails, |list| json!(list));
    answer.field(
        "canReceiveExternalMail",
        can_receive_external_mail,
        |flag| json!(flag),
    );
    answer.field("toExternalEmails", to_external_emails, |list| json!(list));
    for (name, list) in [
        (
            "membersAllowedToUseGroupEmailAsRecipient",
            allowed_recipients,
        ),
        ("membersAllowedToUseGroupEmailAsSender", allowed_senders),
    ] {
        answer.field(name, list, users);
    }
    Value::Object(answer.0)
}

/// The members of a group, all types; `None` where none of the lists was read.
pub(super) fn entries(group: &Group) -> Option<Vec<(Kind, &Id)>> {
    let lists = [
        (Kind::Member, &group.members),
        (Kind::Org, &group.orgs),
        (Kind::Group, &group.groups),
    ];
    if lists.iter().all(|(_, list)| list.is_absent()) {
        return None;
    }
    let known = lists
        .into_iter()
        .filter_map(|(kind, list)| Some((kind, list.known()?)));
    let each = known.flat_map(|(kind, list)| {
        list.iter()
            .filter_map(move |entry| Some((kind, entry.id()?)))
    });
    Some(each.collect())
}

/// The members and masters of a group as they are listed; nobody where there is no such
/// group.
pub(in crate::world) fn listed_in(state: &State, group: &str) -> (Value, Value) {
    let Some(group) = state.directory.groups.get(group) else {
        return (json!([]), json!([]));
    };
    let members = entries(&group.props).unwrap_or_default().into_iter();
    let members = members.map(|(kind, id)| member(state, kind, id)).collect();
    let masters = group.props.masters.known().into_iter().flatten();
    let masters = masters.filter_map(|who| user(state, who.id()?)).collect();
    (members, masters)
}

/// The `type` of a kind of member.
pub(super) fn type_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Org => "ORGUNIT",
        Kind::Group => "GROUP",
        Kind::Member | Kind::Level | Kind::Position | Kind::UserType => "USER",
    }
}

/// An entry of `members`.
pub(super) fn member(state: &State, kind: Kind, id: &Id) -> Value {
    let directory = &state.directory;
    let key = match kind {
        Kind::Org => directory.orgs.get(id).and_then(|org| org.key.as_ref()),
        Kind::Group => directory
            .groups
            .get(id)
            .and_then(|group| group.key.as_ref()),
        Kind::Member | Kind::Level | Kind::Position | Kind::UserType => directory
            .members
            .get(id)
            .and_then(|member| member.key.as_ref()),
    };
    json!({ "id": id, "type": type_of(kind), "externalKey": key })
}

/// An entry of `administrators` and of the lists of those allowed by mail.
pub(super) fn user(state: &State, id: &Id) -> Option<Value> {
    let key = (state.directory.members.get(id)).and_then(|member| member.key.as_ref());
    Some(json!({ "userId": id, "userExternalKey": key }))
}

#[derive(Default)]
struct Answer(Map<String, Value>);

impl Answer {
    fn set(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }

    fn field<T>(&mut self, name: &str, field: &Field<T>, turn: impl FnOnce(&T) -> Value) {
        if let Some(value) = field.known() {
            self.set(name, turn(value));
        }
    }
}
