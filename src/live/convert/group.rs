use super::value::{allowed, domain, emails, key, sorted, text, there};
use crate::api::Unreadable;
use crate::api::wire;
use crate::directory::{
    DomainId, Email, Field, Group, GroupFeatures, LiveGroup, Ref, RoomFeatures,
};

/// A group of the list of a domain, less who is in it: the inline lists may be cut short
/// (facts 11 #52).
pub(in crate::live) fn group(group: wire::Group, listed: DomainId) -> LiveGroup {
    // Exhaustive, so that no property of the answer is forgotten.
    let wire::Group {
        group_id,
        domain_id,
        group_external_key,
        group_name,
        description,
        visible,
        use_service_notification,
        service_manageable,
        use_message,
        use_note,
        use_calendar,
        use_task,
        use_folder,
        use_mail,
        group_email,
        alias_emails,
        can_receive_external_mail,
        to_external_emails,
        members_allowed_to_use_group_email_as_recipient,
        members_allowed_to_use_group_email_as_sender,
    } = group;
    LiveGroup {
        id: group_id.into(),
        key: key(group_external_key),
        domain: domain(domain_id, listed),
        props: Group {
            name: there(group_name),
            description: text(description),
            visible: there(visible),
            use_service_notification: there(use_service_notification),
            service_manageable: there(service_manageable),
            masters: Field::Absent,
            members: Field::Absent,
            orgs: Field::Absent,
            groups: Field::Absent,
            features: GroupFeatures {
                room: RoomFeatures {
                    message: there(use_message),
                    note: there(use_note),
                    calendar: there(use_calendar),
                    task: there(use_task),
                    folder: there(use_folder),
                },
                mail: there(use_mail),
            },
            email: text(group_email).map(|text| text.map(Email::from)),
            alias_emails: emails(alias_emails),
            can_receive_external_mail: there(can_receive_external_mail),
            to_external_emails: emails(to_external_emails),
            allowed_recipients: allowed(members_allowed_to_use_group_email_as_recipient),
            allowed_senders: allowed(members_allowed_to_use_group_email_as_sender),
        },
    }
}

/// Who is in a group, each list a sorted set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::live) struct People {
    pub(in crate::live) members: Vec<Ref>,
    pub(in crate::live) orgs: Vec<Ref>,
    pub(in crate::live) groups: Vec<Ref>,
}

/// # Errors
/// A member of a type that is not documented: leaving it out would lose it with the next
/// change of the list.
pub(in crate::live) fn people(entries: Vec<wire::GroupMember>) -> Result<People, Unreadable> {
    let mut found = People::default();
    for entry in entries {
        let list = match entry.r#type.value().map(String::as_str) {
            Some("USER") => &mut found.members,
            Some("ORGUNIT") => &mut found.orgs,
            Some("GROUP") => &mut found.groups,
            _ => {
                return Err(Unreadable::Shape(
                    "USER, ORGUNIT or GROUP as type in members".to_owned(),
                ));
            }
        };
        list.push(Ref::Id(entry.id.into()));
    }
    let People {
        members,
        orgs,
        groups,
    } = found;
    Ok(People {
        members: sorted(members),
        orgs: sorted(orgs),
        groups: sorted(groups),
    })
}

/// The masters of a group, a sorted set.
pub(in crate::live) fn masters(administrators: Vec<wire::Administrator>) -> Vec<Ref> {
    let ids = administrators.into_iter().map(|who| who.user_id.into());
    sorted(ids.map(Ref::Id).collect())
}
