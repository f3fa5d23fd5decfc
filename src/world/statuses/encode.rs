use serde_json::{Value, json};

use crate::directory::DomainId;
use crate::world::names;

use super::held::{AutoReply, Definition, PersonalStatus, ReplyMail, Statuses};

/// A definition as every answer shows it.
pub fn definition(domain: DomainId, id: &str, definition: &Definition) -> Value {
    let Definition {
        icon,
        name,
        names: local,
        order,
        default_status,
        users_may_set,
    } = definition;
    json!({
        "domainId": domain,
        "profileStatusId": id,
        "iconType": icon,
        "profileStatusName": name,
        "i18nNames": names::write(local),
        "displayOrder": order,
        "useDefaultStatus": default_status,
        "enableSettingByUser": users_may_set,
    })
}

/// What a member has set, as every answer shows it.
pub fn personal(statuses: &Statuses, domain: DomainId, personal: &PersonalStatus) -> Value {
    let PersonalStatus {
        id,
        status,
        message,
        start,
        end,
        reply,
        reserved,
    } = personal;
    let name = (status.as_deref())
        .and_then(|status| statuses.definition(domain, status))
        .map(|definition| definition.name);
    json!({
        "userProfileStatusId": id,
        "profileStatusId": status,
        "profileStatusName": name,
        // No picture is served here.
        "iconUrl": null,
        "statusMessage": message,
        "startTime": start,
        "endTime": end,
        "scheduleType": if *reserved { "RESERVED" } else { "PRESENT" },
        "autoReplyMail": reply.as_ref().map(|AutoReply { internal, external }| json!({
            "internal": internal.as_ref().map(mail),
            "external": external.as_ref().map(mail),
        })),
    })
}

fn mail(mail: &ReplyMail) -> Value {
    let ReplyMail {
        content,
        sent_directly_to_me,
    } = mail;
    json!({ "content": content, "sentDirectlyToMe": sent_directly_to_me })
}
