use serde_json::{Map, Value, json};

use super::names::Names;
use super::value::Properties;
use crate::directory::{Field, LiveOrg, Org, RoomFeatures};

/// An org unit (facts 5.2.2), less its place in the tree.
pub fn org(org: &LiveOrg, key: &str, names: &Names<'_>) -> Map<String, Value> {
    let LiveOrg {
        id: _,
        key: _,
        domain: _,
        display_order: _,
        props,
    } = org;
    let Org {
        parent: _,
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
    let mut properties = Properties::default();
    properties.set("key", json!(key));
    properties.text("name", name);
    properties.names(local);
    properties.put("email", email, |email| json!(email.as_str()));
    properties.optional("description", description);
    properties.flag("visible", visible);
    properties.emails("aliasEmails", alias_emails);
    properties.flag("canReceiveExternalMail", can_receive_external_mail);
    if let Some(features) = self::features(features, &[]) {
        properties.set("features", features);
    }
    properties.flag("useServiceNotification", use_service_notification);
    properties.put(
        "membersAllowedToUseEmailAsRecipient",
        allowed_recipients,
        |all| names.set(all),
    );
    properties.put("membersAllowedToUseEmailAsSender", allowed_senders, |all| {
        names.set(all)
    });
    properties.0
}

/// The features that are on; `None` where some of them were not read.
pub fn features(features: &RoomFeatures, more: &[(&str, &Field<bool>)]) -> Option<Value> {
    let RoomFeatures {
        message,
        note,
        calendar,
        task,
        folder,
    } = features;
    let all = [
        ("message", message),
        ("note", note),
        ("calendar", calendar),
        ("task", task),
        ("folder", folder),
    ];
    let mut on = Vec::new();
    for (name, state) in all.iter().chain(more) {
        if *state.known()? {
            on.push(*name);
        }
    }
    Some(json!(on))
}
