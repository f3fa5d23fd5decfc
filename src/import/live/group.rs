use serde_json::{Map, Value, json};

use super::names::Names;
use super::org::features;
use super::value::Properties;
use crate::directory::{Field, Group, GroupFeatures, LiveGroup};

/// A group (facts 5.3.3).
pub fn group(group: &LiveGroup, key: &str, domain: &str, names: &Names<'_>) -> Map<String, Value> {
    let LiveGroup {
        id: _,
        key: _,
        domain: _,
        props,
    } = group;
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
        features: GroupFeatures { room, mail },
        email,
        alias_emails,
        can_receive_external_mail,
        to_external_emails,
        allowed_recipients,
        allowed_senders,
    } = props;
    let mut properties = Properties::default();
    properties.set("key", json!(key));
    properties.set("domain", json!(domain));
    properties.text("name", name);
    properties.optional("description", description);
    properties.put("email", email, |email| {
        json!(email.as_ref().map(|email| email.as_str()))
    });
    properties.flag("visible", visible);
    properties.put("masters", masters, |all| names.set(all));
    properties.put("members", members, |all| names.set(all));
    properties.put("orgs", orgs, |all| names.set(all));
    properties.put("groups", groups, |all| names.set(all));
    // Of a plan without mail the service says nothing of it (facts 10).
    let off = Field::Known(false);
    let mail = if mail.is_absent() { &off } else { mail };
    if let Some(features) = features(room, &[("mail", mail)]) {
        properties.set("features", features);
    }
    properties.emails("aliasEmails", alias_emails);
    properties.flag("canReceiveExternalMail", can_receive_external_mail);
    properties.emails("toExternalEmails", to_external_emails);
    properties.flag("useServiceNotification", use_service_notification);
    properties.flag("serviceManageable", service_manageable);
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
