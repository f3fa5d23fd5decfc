use super::context::{Context, Head, place};
use super::policy::first_password;
use super::value::{
    by_language, email, emails, member_ref, object_ref, optional_ref, optional_text, text,
};
use crate::directory::{
    ByLanguage, DeclaredMember, Field, Kind, Language, Leave, LocalName, Member, Messenger, Moment,
    Origin, PersonName, Post, Relation, Secondary, WantedState, custom_value,
};
use crate::source::config::choice::{BirthdayCalendar, Locale, MessengerProtocol, State};
use crate::source::config::text::DateTime;
use crate::source::config::{self, CustomProperties, CustomValue, PersonNames};
use crate::source::{Problem, codes};

/// A member.
pub fn member(member: config::Member, origin: Origin, context: &mut Context<'_>) -> DeclaredMember {
    let config::Member {
        key,
        previously,
        id,
        domain,
        state,
        password_by,
        change_password_at_next_login,
        email: address,
        name,
        names,
        nick_name,
        private_email,
        alias_emails,
        user_type,
        searchable,
        level,
        posts,
        secondary: others,
        telephone,
        cell_phone,
        location,
        task,
        messenger: account,
        birthday_calendar_type,
        birthday,
        locale,
        hired_date,
        time_zone,
        custom,
        relations,
        activation_date,
        employee_number,
        leave: absence,
    } = member;
    let inherited = context.tenant.primary().id;
    let others = match others {
        Field::Absent => Field::Absent,
        Field::Known(others) => Field::Known(
            others
                .into_iter()
                .enumerate()
                .filter_map(|(index, other)| secondary(other, index, &key.0, &origin, context))
                .collect(),
        ),
    };
    let activation_date = match activation_date {
        Field::Absent => Field::Absent,
        Field::Known(None) => Field::Known(None),
        Field::Known(Some(at)) => moment(&at, &key.0, &origin, "/activationDate", context)
            .map_or(Field::Absent, |at| Field::Known(Some(at))),
    };
    let absence = match absence {
        Field::Absent => Field::Absent,
        Field::Known(None) => Field::Known(None),
        Field::Known(Some(config::Leave { from, to })) => {
            let from = moment(&from, &key.0, &origin, "/leave/from", context);
            let to = moment(&to, &key.0, &origin, "/leave/to", context);
            match (from, to) {
                (Some(from), Some(to)) => Field::Known(Some(Leave { from, to })),
                _ => Field::Absent,
            }
        }
    };
    let head = Head {
        key,
        previously,
        id,
        domain,
    };
    DeclaredMember {
        declaration: context.declaration(Kind::Member, head, inherited, origin),
        state: match state {
            Field::Absent | Field::Known(State::Active) => WantedState::Active,
            Field::Known(State::Suspended) => WantedState::Suspended,
            Field::Known(State::Deleted) => WantedState::Deleted,
        },
        password_by: password_by.into_known().map(first_password),
        change_password: change_password_at_next_login.into_known(),
        props: Member {
            email: email(address),
            name: name.map(person_name),
            names: names.map(person_names),
            nick_name: optional_text(nick_name),
            private_email: optional_text(private_email),
            alias_emails: emails(alias_emails),
            user_type: optional_ref(user_type),
            searchable,
            level: optional_ref(level),
            posts: posts.map(primary_made_explicit),
            secondary: others,
            telephone: optional_text(telephone),
            cell_phone: optional_text(cell_phone),
            location: optional_text(location),
            task: optional_text(task),
            messenger: account.map(|account| account.map(messenger)),
            birthday_calendar_type: birthday_calendar_type.map(|calendar| {
                calendar.map(|calendar| {
                    match calendar {
                        BirthdayCalendar::Solar => "SOLAR",
                        BirthdayCalendar::Lunar => "LUNAR",
                    }
                    .to_owned()
                })
            }),
            birthday: optional_text(birthday),
            locale: locale.map(language),
            hired_date: optional_text(hired_date),
            time_zone: text(time_zone),
            custom: custom.map(|CustomProperties(values)| {
                values
                    .into_iter()
                    .map(|(name, CustomValue(value))| (name, custom_value(value)))
                    .collect()
            }),
            relations: relations.map(|relations| relations.into_iter().map(relation).collect()),
            activation_date,
            employee_number: optional_text(employee_number),
            leave: absence,
        },
    }
}

/// A moment; a problem where the calendar has no such date.
fn moment(
    text: &DateTime,
    key: &str,
    origin: &Origin,
    below: &str,
    context: &mut Context<'_>,
) -> Option<Moment> {
    match Moment::parse(&text.0) {
        Ok(moment) => Some(moment),
        Err(_) => {
            context
                .problems
                .push(Problem::error(codes::FORM_DATE_TIME).at(place(
                    Kind::Member,
                    key,
                    origin,
                    below,
                )));
            None
        }
    }
}

fn person_name(name: config::PersonName) -> PersonName {
    let config::PersonName {
        last,
        first,
        phonetic_last,
        phonetic_first,
    } = name;
    PersonName {
        last: optional_text(last),
        first: optional_text(first),
        phonetic_last: optional_text(phonetic_last),
        phonetic_first: optional_text(phonetic_first),
    }
}

fn person_names(names: PersonNames) -> ByLanguage<Option<LocalName>> {
    let PersonNames {
        ja_JP,
        ko_KR,
        en_US,
        zh_CN,
        zh_TW,
    } = names;
    by_language([
        (Language::ja_JP, ja_JP),
        (Language::ko_KR, ko_KR),
        (Language::en_US, en_US),
        (Language::zh_CN, zh_CN),
        (Language::zh_TW, zh_TW),
    ])
    .into_iter()
    .map(|(language, name)| {
        let name = name.map(|config::LocalPersonName { last, first }| LocalName {
            last: optional_text(last),
            first: optional_text(first),
        });
        (language, name)
    })
    .collect()
}

fn language(locale: Locale) -> Language {
    match locale {
        Locale::JaJp => Language::ja_JP,
        Locale::KoKr => Language::ko_KR,
        Locale::EnUs => Language::en_US,
        Locale::ZhCn => Language::zh_CN,
        Locale::ZhTw => Language::zh_TW,
    }
}

fn messenger(account: config::Messenger) -> Messenger {
    let config::Messenger {
        protocol,
        custom_protocol,
        id,
    } = account;
    Messenger {
        protocol: match protocol {
            MessengerProtocol::Line => "LINE",
            MessengerProtocol::Facebook => "FACEBOOK",
            MessengerProtocol::Twitter => "TWITTER",
            MessengerProtocol::X => "X",
            MessengerProtocol::Custom => "CUSTOM",
        }
        .to_owned(),
        custom_protocol: custom_protocol.into_known().map(String::from),
        id: id.0,
    }
}

fn relation(relation: config::Relation) -> Relation {
    let config::Relation { member, name } = relation;
    Relation {
        member: member_ref(member),
        name: name.0,
    }
}

fn secondary(
    other: config::Secondary,
    index: usize,
    key: &str,
    origin: &Origin,
    context: &mut Context<'_>,
) -> Option<Secondary> {
    let config::Secondary {
        domain,
        email: address,
        level,
        posts,
    } = other;
    let below = format!("/secondary/{index}/domain");
    let domain = context.domain(&domain, Kind::Member, key, origin, &below)?;
    Some(Secondary {
        domain,
        email: email(address),
        level: optional_ref(level),
        posts: posts.map(primary_made_explicit),
    })
}

/// The posts of a domain. The first is primary unless one says so: every post leaves with
/// its `primary` known, so that nobody has to think of the default again.
fn primary_made_explicit(posts: Vec<config::Post>) -> Vec<Post> {
    let said = posts.iter().any(|post| post.primary.or(false));
    posts
        .into_iter()
        .enumerate()
        .map(|(index, post)| {
            let config::Post {
                org,
                primary,
                position,
                leader,
                visible,
                team_feature,
            } = post;
            Post {
                org: object_ref(org),
                primary: Field::Known(if said { primary.or(false) } else { index == 0 }),
                position: optional_ref(position),
                leader,
                visible,
                team_feature,
            }
        })
        .collect()
}
