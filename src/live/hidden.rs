use std::collections::BTreeSet;

use super::codes;
use crate::api::wire;
use crate::directory::{Desired, Domain, Member};
use crate::source::{Place, Problem};

/// Member properties that a domain's answers held, in the configuration's names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Returned {
    /// Members whose answers were looked at.
    members: usize,
    properties: BTreeSet<&'static str>,
}

impl Returned {
    /// Takes notice of one answer.
    pub(super) fn take(&mut self, user: &wire::User) {
        self.members += 1;
        let organizations = user.organizations.value().map_or(&[][..], Vec::as_slice);
        for (name, there) in [
            ("nickName", !user.nick_name.is_absent()),
            ("names", !user.i18n_names.is_absent()),
            ("privateEmail", !user.private_email.is_absent()),
            ("aliasEmails", !user.alias_emails.is_absent()),
            ("userType", !user.user_type_id.is_absent()),
            ("searchable", !user.searchable.is_absent()),
            (
                "level",
                organizations.iter().any(|o| !o.level_id.is_absent()),
            ),
            ("posts", !user.organizations.is_absent()),
            ("secondary", !user.organizations.is_absent()),
            ("telephone", !user.telephone.is_absent()),
            ("cellPhone", !user.cell_phone.is_absent()),
            ("location", !user.location.is_absent()),
            ("task", !user.task.is_absent()),
            ("messenger", !user.messenger.is_absent()),
            (
                "birthdayCalendarType",
                !user.birthday_calendar_type.is_absent(),
            ),
            ("birthday", !user.birthday.is_absent()),
            ("locale", !user.locale.is_absent()),
            ("hiredDate", !user.hired_date.is_absent()),
            ("timeZone", !user.time_zone.is_absent()),
            (
                "custom",
                !user.custom_properties.is_absent() || !user.custom_attributes.is_absent(),
            ),
            ("relations", !user.relations.is_absent()),
            ("activationDate", !user.activation_date.is_absent()),
            ("employeeNumber", !user.employee_number.is_absent()),
            ("leave", !user.leave_of_absence.is_absent()),
            ("email", !user.email.is_absent()),
            ("name", !user.user_name.is_absent()),
        ] {
            if there {
                self.properties.insert(name);
            }
        }
    }

    /// One warning, where the configuration manages properties that no answer held:
    /// the tenant's "manage items" hides them, and they cannot be written either (facts
    /// 5.1.8).
    pub(super) fn warning(&self, domain: &Domain, desired: &Desired) -> Option<Problem> {
        if self.members == 0 {
            return None;
        }
        let mut hidden = Vec::new();
        for member in &desired.members {
            if member.declaration.domain == domain.id {
                for name in managed(&member.props) {
                    if !self.properties.contains(name) && !hidden.contains(&name) {
                        hidden.push(name);
                    }
                }
            }
        }
        hidden.sort_unstable();
        (!hidden.is_empty()).then(|| {
            Problem::warning(codes::HIDDEN_PROPERTIES)
                .with("domain", &domain.key)
                .with("properties", hidden.join(", "))
                .at(Place {
                    object: Some(format!("domain/{}", domain.key)),
                    ..Place::default()
                })
        })
    }
}

/// The properties that are managed, in the configuration's names.
fn managed(member: &Member) -> impl Iterator<Item = &'static str> {
    // Exhaustive, so that a new property is not forgotten.
    let Member {
        email,
        name,
        names,
        nick_name,
        private_email,
        alias_emails,
        user_type,
        searchable,
        level,
        posts,
        secondary,
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
        custom,
        relations,
        activation_date,
        employee_number,
        leave,
    } = member;
    [
        ("email", !email.is_absent()),
        ("name", !name.is_absent()),
        ("names", !names.is_absent()),
        ("nickName", !nick_name.is_absent()),
        ("privateEmail", !private_email.is_absent()),
        ("aliasEmails", !alias_emails.is_absent()),
        ("userType", !user_type.is_absent()),
        ("searchable", !searchable.is_absent()),
        ("level", !level.is_absent()),
        ("posts", !posts.is_absent()),
        ("secondary", !secondary.is_absent()),
        ("telephone", !telephone.is_absent()),
        ("cellPhone", !cell_phone.is_absent()),
        ("location", !location.is_absent()),
        ("task", !task.is_absent()),
        ("messenger", !messenger.is_absent()),
        ("birthdayCalendarType", !birthday_calendar_type.is_absent()),
        ("birthday", !birthday.is_absent()),
        ("locale", !locale.is_absent()),
        ("hiredDate", !hired_date.is_absent()),
        ("timeZone", !time_zone.is_absent()),
        ("custom", !custom.is_absent()),
        ("relations", !relations.is_absent()),
        ("activationDate", !activation_date.is_absent()),
        ("employeeNumber", !employee_number.is_absent()),
        ("leave", !leave.is_absent()),
    ]
    .into_iter()
    .filter_map(|(name, managed)| managed.then_some(name))
}
