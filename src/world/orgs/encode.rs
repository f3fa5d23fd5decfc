use serde_json::{Map, Value, json};

use crate::directory::{Email, Field, Id, LiveOrg, Org, Ref};

use super::placing;
use crate::world::names;
use crate::world::state::State;

/// An org unit as every answer shows it (facts 5.2.2, 10). What was never read is left out.
pub fn org(state: &State, org: &LiveOrg) -> Value {
    let LiveOrg {
        id,
        key,
        domain,
        display_order,
        props,
    } = org;
    let Org {
        parent,
        name,
        names: local,
        email,
        description,
        visible,
        alias_emails,
        can_receive_external_mail,
        features,
        use_service_notification,
        allowed_recipients,
        allowed_senders,
    } = props;
    let parent = parent.value().and_then(Ref::id);
    let parent_key = parent
        .and_then(|id| state.directory.orgs.get(id))
        .and_then(|org| org.key.as_ref());
    let mut map = Map::new();
    let mut put = |name: &str, value: Value| {
        map.insert(name.to_owned(), value);
    };
    put("domainId", json!(domain));
    put("orgUnitId", json!(id));
    put("orgUnitExternalKey", json!(key));
    put_known(&mut put, "orgUnitName", name, |v| json!(v));
    put_known(&mut put, "i18nNames", local, names::write);
    put_known(&mut put, "email", email, |v| json!(v));
    put_known(&mut put, "description", description, |v| json!(v));
    put_known(&mut put, "visible", visible, |v| json!(v));
    put("parentOrgUnitId", json!(parent));
    put("parentExternalKey", json!(parent_key));
    put("displayOrder", json!(display_order));
    put("displayLevel", json!(placing::depth(state, parent) + 1));
    put_known(&mut put, "aliasEmails", alias_emails, |v: &Vec<Email>| {
        json!(v)
    });
    let receives = can_receive_external_mail;
    put_known(&mut put, "canReceiveExternalMail", receives, |v| json!(v));
    for (name, feature) in [
        ("useMessage", &features.message),
        ("useNote", &features.note),
        ("useCalendar", &features.calendar),
        ("useTask", &features.task),
        ("useFolder", &features.folder),
        ("useServiceNotification", use_service_notification),
    ] {
        put_known(&mut put, name, feature, |v| json!(v));
    }
    for (name, allowed) in [
        (
            "membersAllowedToUseOrgUnitEmailAsRecipient",
            allowed_recipients,
        ),
        ("membersAllowedToUseOrgUnitEmailAsSender", allowed_senders),
    ] {
        put_known(&mut put, name, allowed, |refs: &Vec<Ref>| {
            refs.iter()
                .filter_map(Ref::id)
                .map(|id| allowed_member(state, id))
                .collect()
        });
    }
    Value::Object(map)
}

fn put_known<T>(
    put: &mut impl FnMut(&str, Value),
    name: &str,
    field: &Field<T>,
    encode: impl FnOnce(&T) -> Value,
) {
    if let Some(value) = field.known() {
        put(name, encode(value));
    }
}

fn allowed_member(state: &State, id: &Id) -> Value {
    let key = state.directory.members.get(id).and_then(|m| m.key.as_ref());
    json!({ "userId": id, "userExternalKey": key })
}
