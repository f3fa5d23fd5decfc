use super::context::{Context, Head};
use super::value::{emails, member_refs, object_refs, optional_email, optional_text, text};
use crate::directory::{DeclaredGroup, Field, Group, GroupFeatures, Kind, Origin, RoomFeatures};
use crate::source::config;
use crate::source::config::choice::GroupFeature;

/// A group.
pub fn group(group: config::Group, origin: Origin, context: &mut Context<'_>) -> DeclaredGroup {
    let config::Group {
        key,
        previously,
        id,
        domain,
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
        members_allowed_to_use_email_as_recipient,
        members_allowed_to_use_email_as_sender,
    } = group;
    let inherited = context.tenant.primary().id;
    let head = Head {
        key,
        previously,
        id,
        domain,
    };
    DeclaredGroup {
        declaration: context.declaration(Kind::Group, head, inherited, origin),
        props: Group {
            name: text(name),
            description: optional_text(description),
            visible,
            use_service_notification,
            service_manageable,
            masters: member_refs(masters),
            members: member_refs(members),
            orgs: object_refs(orgs),
            groups: object_refs(groups),
            features: group_features(features),
            email: optional_email(email),
            alias_emails: emails(alias_emails),
            can_receive_external_mail,
            to_external_emails: emails(to_external_emails),
            allowed_recipients: member_refs(members_allowed_to_use_email_as_recipient),
            allowed_senders: member_refs(members_allowed_to_use_email_as_sender),
        },
    }
}

/// A list of features is owned whole: what it does not name is switched off.
fn group_features(list: Field<Vec<GroupFeature>>) -> GroupFeatures {
    let flag = |feature| list.as_ref().map(|list: &Vec<_>| list.contains(&feature));
    GroupFeatures {
        room: RoomFeatures {
            message: flag(GroupFeature::Message),
            note: flag(GroupFeature::Note),
            calendar: flag(GroupFeature::Calendar),
            task: flag(GroupFeature::Task),
            folder: flag(GroupFeature::Folder),
        },
        mail: flag(GroupFeature::Mail),
    }
}
