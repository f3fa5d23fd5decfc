use std::collections::BTreeMap;

use serde_json::Value;

use super::value::{domain, emails, key, list, reference, text, there};
use crate::api::Unreadable;
use crate::api::wire::{self, Maybe};
use crate::directory::{
    DomainId, Email, Field, Language, Leave, LiveMember, LocalName, Member, MemberFlags, Messenger,
    Moment, PersonName, Post, Relation, Secondary, SuspendedReason, custom_value,
};

/// A user of the list of a domain.
///
/// # Errors
/// A post without its org: leaving it out would lose it.
pub(in crate::live) fn member(
    user: wire::User,
    listed: DomainId,
) -> Result<LiveMember, Unreadable> {
    // Exhaustive, so that no property of the answer is forgotten.
    let wire::User {
        user_id,
        domain_id,
        user_external_key,
        email,
        user_name,
        i18n_names,
        nick_name,
        private_email,
        alias_emails,
        user_type_id,
        searchable,
        organizations,
        telephone,
        cell_phone,
        location,
        task,
        messenger,
        birthday_calendar_type,
        birthday,
        locale,
        hired_date,
        time_zone,
        custom_properties,
        custom_attributes,
        relations,
        activation_date,
        employee_number,
        leave_of_absence,
        is_administrator,
        is_pending,
        is_suspended,
        suspended_reason,
        is_deleted,
        is_awaiting,
    } = user;
    let domain = domain(domain_id, listed);
    let Places {
        level,
        posts,
        secondary,
    } = places(organizations, domain)?;
    let on_leave = leave_of_absence
        .value()
        .is_some_and(|leave| leave.is_leave_of_absence.value() == Some(&true));
    Ok(LiveMember {
        id: user_id.into(),
        key: key(user_external_key),
        domain,
        flags: MemberFlags {
            administrator: yes(&is_administrator),
            pending: yes(&is_pending),
            suspended: yes(&is_suspended),
            suspended_reason: match suspended_reason.value().map(String::as_str) {
                Some("MASTER") => Some(SuspendedReason::Master),
                Some("LOGIN_FAIL") => Some(SuspendedReason::LoginFail),
                _ => None,
            },
            deleted: yes(&is_deleted),
            awaiting: yes(&is_awaiting),
            on_leave,
        },
        props: Member {
            email: there(text(email).map(|text| text.map(Email::from))),
            name: user_name.map(|name| name.map_or_else(PersonName::default, person_name)),
            names: list(i18n_names, |entry| {
                let language = Language::from_code(entry.language.value()?)?;
                let name = LocalName {
                    last: text(entry.last_name),
                    first: text(entry.first_name),
                };
                Some((language, Some(name)))
            })
            .map(|pairs| pairs.into_iter().collect()),
            nick_name: text(nick_name),
            private_email: text(private_email),
            alias_emails: emails(alias_emails),
            user_type: reference(user_type_id),
            searchable: there(searchable),
            level,
            posts,
            secondary,
            telephone: text(telephone),
            cell_phone: text(cell_phone),
            location: text(location),
            task: text(task),
            messenger: messenger.map(|messenger| {
                let messenger = messenger?;
                Some(Messenger {
                    protocol: messenger.protocol.value()?.clone(),
                    custom_protocol: text(messenger.custom_protocol).into_known().flatten(),
                    id: text(messenger.messenger_id).into_known().flatten()?,
                })
            }),
            birthday_calendar_type: text(birthday_calendar_type),
            birthday: text(birthday),
            locale: match locale.value().and_then(|code| Language::from_code(code)) {
                Some(language) => Field::Known(language),
                None => Field::Absent,
            },
            hired_date: text(hired_date),
            time_zone: there(text(time_zone)),
            custom: custom(custom_properties, custom_attributes),
            relations: list(relations, |relation| {
                Some(Relation {
                    member: reference(relation.relation_user_id)
                        .into_known()
                        .flatten()?,
                    name: text(relation.relation_name)
                        .into_known()
                        .flatten()
                        .unwrap_or_default(),
                })
            }),
            activation_date: match text(activation_date) {
                Field::Absent => Field::Absent,
                Field::Known(None) => Field::Known(None),
                // A date in a form nobody knows says no more than a hidden one.
                Field::Known(Some(text)) => match Moment::parse(&text) {
                    Ok(moment) => Field::Known(Some(moment)),
                    Err(_) => Field::Absent,
                },
            },
            employee_number: text(employee_number),
            leave: leave_of_absence.map(|leave| {
                let leave = leave?;
                let moment = |field: Maybe<String>| Moment::parse(field.value()?).ok();
                Some(Leave {
                    from: moment(leave.start_time)?,
                    to: moment(leave.end_time)?,
                })
            }),
        },
    })
}

fn yes(flag: &Maybe<bool>) -> bool {
    flag.value() == Some(&true)
}

fn person_name(name: wire::UserName) -> PersonName {
    let wire::UserName {
        last_name,
        first_name,
        phonetic_last_name,
        phonetic_first_name,
    } = name;
    PersonName {
        last: text(last_name),
        first: text(first_name),
        phonetic_last: text(phonetic_last_name),
        phonetic_first: text(phonetic_first_name),
    }
}

/// Both names of the property, the documented one first (facts 11 #71).
fn custom(
    properties: Maybe<serde_json::Map<String, Value>>,
    attributes: Maybe<serde_json::Map<String, Value>>,
) -> Field<BTreeMap<String, Value>> {
    let chosen = match properties {
        Field::Absent => attributes,
        known => known,
    };
    chosen.map(|values| {
        let values = values.unwrap_or_default().into_iter();
        values
            .map(|(name, value)| (name, custom_value(value)))
            .collect()
    })
}

/// Where a member stands in its domains.
#[derive(Default)]
struct Places {
    level: Field<Option<crate::directory::Ref>>,
    posts: Field<Vec<Post>>,
    secondary: Field<Vec<Secondary>>,
}

fn places(
    organizations: Maybe<Vec<wire::Organization>>,
    domain: DomainId,
) -> Result<Places, Unreadable> {
    let Field::Known(organizations) = organizations else {
        return Ok(Places::default());
    };
    let mut organizations = organizations.unwrap_or_default();
    // The primary entry says so; one that does not is known by its domain (facts 5.1.2).
    let primary = organizations
        .iter()
        .position(|o| yes(&o.primary))
        .or_else(|| {
            organizations
                .iter()
                .position(|o| o.domain_id.value() == Some(&domain.0))
        });
    let (level, posts) = match primary {
        Some(at) => {
            let wire::Organization {
                domain_id: _,
                primary: _,
                email: _,
                level_id,
                org_units,
            } = organizations.remove(at);
            (reference(level_id), self::posts(org_units)?)
        }
        None => (Field::Known(None), Field::Known(Vec::new())),
    };
    let mut secondary = Vec::with_capacity(organizations.len());
    for organization in organizations {
        let wire::Organization {
            domain_id,
            primary: _,
            email,
            level_id,
            org_units,
        } = organization;
        let Some(domain) = domain_id.value() else {
            return Err(Unreadable::Shape("domainId in organizations".to_owned()));
        };
        secondary.push(Secondary {
            domain: DomainId(*domain),
            email: there(text(email).map(|text| text.map(Email::from))),
            level: reference(level_id),
            posts: self::posts(org_units)?,
        });
    }
    Ok(Places {
        level,
        posts,
        secondary: Field::Known(secondary),
    })
}

fn posts(org_units: Maybe<Vec<wire::OrgUnit>>) -> Result<Field<Vec<Post>>, Unreadable> {
    let Field::Known(org_units) = org_units else {
        return Ok(Field::Absent);
    };
    let mut posts = Vec::new();
    for unit in org_units.unwrap_or_default() {
        let wire::OrgUnit {
            org_unit_id,
            primary,
            position_id,
            is_manager,
            visible,
            use_team_feature,
        } = unit;
        let Some(org) = reference(org_unit_id).into_known().flatten() else {
            return Err(Unreadable::Shape("orgUnitId in orgUnits".to_owned()));
        };
        posts.push(Post {
            org,
            primary: there(primary),
            position: reference(position_id),
            leader: there(is_manager),
            visible: there(visible),
            team_feature: there(use_team_feature),
        });
    }
    Ok(Field::Known(posts))
}
