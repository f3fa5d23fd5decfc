use super::value::{allowed, domain, emails, key, names, reference, text, there};
use crate::api::wire;
use crate::directory::{DomainId, Email, Field, LiveOrg, Org, RoomFeatures};

/// An org unit of the list of a domain. `position` stands in for an order that is missing.
pub(in crate::live) fn org(org: wire::Org, listed: DomainId, position: i64) -> LiveOrg {
    // Exhaustive, so that no property of the answer is forgotten.
    let wire::Org {
        org_unit_id,
        domain_id,
        org_unit_external_key,
        org_unit_name,
        i18n_names,
        email,
        description,
        visible,
        parent_org_unit_id,
        display_order,
        alias_emails,
        can_receive_external_mail,
        use_message,
        use_note,
        use_calendar,
        use_task,
        use_folder,
        use_service_notification,
        members_allowed_to_use_org_unit_email_as_recipient,
        members_allowed_to_use_org_unit_email_as_sender,
    } = org;
    LiveOrg {
        id: org_unit_id.into(),
        key: key(org_unit_external_key),
        domain: domain(domain_id, listed),
        display_order: display_order.value().copied().unwrap_or(position),
        props: Org {
            // No parent and the top level are the same (facts 11 #29).
            parent: match reference(parent_org_unit_id) {
                Field::Absent => Field::Known(None),
                known => known,
            },
            name: there(org_unit_name),
            names: names(i18n_names),
            email: there(text(email).map(|text| text.map(Email::from))),
            description: text(description),
            visible: there(visible),
            alias_emails: emails(alias_emails),
            can_receive_external_mail: there(can_receive_external_mail),
            features: RoomFeatures {
                message: there(use_message),
                note: there(use_note),
                calendar: there(use_calendar),
                task: there(use_task),
                folder: there(use_folder),
            },
            use_service_notification: there(use_service_notification),
            allowed_recipients: allowed(members_allowed_to_use_org_unit_email_as_recipient),
            allowed_senders: allowed(members_allowed_to_use_org_unit_email_as_sender),
        },
    }
}
