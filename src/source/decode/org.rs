use super::context::{Context, Head, place};
use super::value::{email, emails, member_refs, object_ref, optional_text, text, texts};
use crate::directory::{DeclaredOrg, DomainId, Field, Key, Kind, Org, Origin, Ref, RoomFeatures};
use crate::source::config;
use crate::source::config::choice::OrgFeature;
use crate::source::{Problem, codes};

/// The org that another is nested in.
#[derive(Clone, Debug)]
pub struct Nesting {
    /// Its key.
    pub key: Key,
    /// Its domain.
    pub domain: DomainId,
}

/// An org, its children left to the caller, who knows their places.
pub fn org(
    org: config::Org,
    nesting: Option<&Nesting>,
    origin: Origin,
    context: &mut Context<'_>,
) -> DeclaredOrg {
    let config::Org {
        key,
        previously,
        id,
        domain,
        parent,
        name,
        names,
        email: address,
        description,
        visible,
        alias_emails,
        can_receive_external_mail,
        features,
        use_service_notification,
        members_allowed_to_use_email_as_recipient,
        members_allowed_to_use_email_as_sender,
        orgs: _,
    } = org;
    let declared_parent = parent.map(|parent| parent.map(object_ref));
    let nested = nesting.map(|nesting| Ref::Key(nesting.key.clone()));
    let parent = match (declared_parent, nested) {
        (Field::Absent, nested) => nested,
        (Field::Known(parent), None) => parent,
        (Field::Known(parent), Some(nested)) => {
            if parent.as_ref() != Some(&nested) {
                let named = parent.map_or_else(|| "null".to_owned(), |parent| parent.to_string());
                context.problems.push(
                    Problem::error(codes::PARENT_CONFLICT)
                        .with("parent", named)
                        .with("nested", &nested)
                        .at(place(Kind::Org, &key.0, &origin, "/parent")),
                );
            }
            Some(nested)
        }
    };
    let inherited = nesting.map_or_else(|| context.tenant.primary().id, |nesting| nesting.domain);
    let head = Head {
        key,
        previously,
        id,
        domain,
    };
    DeclaredOrg {
        declaration: context.declaration(Kind::Org, head, inherited, origin),
        props: Org {
            parent: Field::Known(parent),
            name: text(name),
            names: texts(names),
            email: email(address),
            description: optional_text(description),
            visible,
            alias_emails: emails(alias_emails),
            can_receive_external_mail,
            features: room_features(features),
            use_service_notification,
            allowed_recipients: member_refs(members_allowed_to_use_email_as_recipient),
            allowed_senders: member_refs(members_allowed_to_use_email_as_sender),
        },
    }
}

/// A list of features is owned whole: what it does not name is switched off.
fn room_features(list: Field<Vec<OrgFeature>>) -> RoomFeatures {
    let flag = |feature| list.as_ref().map(|list: &Vec<_>| list.contains(&feature));
    RoomFeatures {
        message: flag(OrgFeature::Message),
        note: flag(OrgFeature::Note),
        calendar: flag(OrgFeature::Calendar),
        task: flag(OrgFeature::Task),
        folder: flag(OrgFeature::Folder),
    }
}
