//! A member as the service answers it (facts 5.1.2, sample in 10): every property, in
//! the documented order, with the names of what it refers to. What was not read, or is
//! hidden by "manage items", is left out.
//!
//! The answer borrows from the tenant and is written as it is read: a page of a hundred
//! members costs little more than its text.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::directory::{
    ByLanguage, DomainId, Email, Field, Id, LiveMember, LiveRank, LocalName, Member, Messenger,
    Moment, Post, Ref, Relation, Secondary, SuspendedReason,
};
use crate::world::custom_properties;
use crate::world::state::State;

use super::hidden::{self, is_hidden};

/// Answers one member.
pub(super) fn encode(state: &State, member: &LiveMember) -> Value {
    serde_json::to_value(Answer::of(state, member)).expect("every key is a string")
}

/// A member on its way out.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::world) struct Answer<'a> {
    domain_id: DomainId,
    user_id: &'a Id,
    user_external_key: Option<&'a str>,
    is_administrator: bool,
    is_pending: bool,
    is_suspended: bool,
    is_deleted: bool,
    is_awaiting: bool,
    suspended_reason: Option<SuspendedReason>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    email: Field<&'a Email>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    user_name: Field<NameAnswer<'a>>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    i18n_names: Field<Vec<LocalNameAnswer<'a>>>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    nick_name: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    private_email: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    alias_emails: Field<&'a Vec<Email>>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    employment_type_id: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    employment_type_name: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    employment_type_external_key: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    user_type_id: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    user_type_name: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    user_type_external_key: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    user_type_code: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    searchable: Field<bool>,
    organizations: Vec<OrganizationAnswer<'a>>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    telephone: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    cell_phone: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    location: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    task: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    messenger: Field<Option<MessengerAnswer<'a>>>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    birthday_calendar_type: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    birthday: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    locale: Field<&'static str>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    hired_date: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    time_zone: Field<&'a str>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    leave_of_absence: Field<LeaveAnswer<'a>>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    custom_fields: Field<[(); 0]>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    custom_properties: Field<Map<String, Value>>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    relations: Field<Vec<RelationAnswer<'a>>>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    activation_date: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    employee_number: Text<'a>,
}

/// A text that may be null, or not come back at all.
type Text<'a> = Field<Option<&'a str>>;

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct NameAnswer<'a> {
    #[serde(skip_serializing_if = "Field::is_absent")]
    last_name: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    first_name: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    phonetic_last_name: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    phonetic_first_name: Text<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LocalNameAnswer<'a> {
    language: &'static str,
    #[serde(skip_serializing_if = "Field::is_absent")]
    first_name: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    last_name: Text<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct MessengerAnswer<'a> {
    protocol: &'a str,
    custom_protocol: Option<&'a str>,
    messenger_id: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct LeaveAnswer<'a> {
    start_time: Option<&'a str>,
    end_time: Option<&'a str>,
    is_leave_of_absence: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct RelationAnswer<'a> {
    relation_user_id: &'a Id,
    relation_name: &'a str,
    external_key: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct OrganizationAnswer<'a> {
    domain_id: DomainId,
    primary: bool,
    user_external_key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    level_id: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    level_external_key: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    level_name: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    executive: Field<bool>,
    organization_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    org_units: Field<Vec<PostAnswer<'a>>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PostAnswer<'a> {
    org_unit_id: Option<&'a str>,
    org_unit_external_key: Option<&'a str>,
    org_unit_name: Option<&'a str>,
    org_unit_email: Option<&'a str>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    primary: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    position_id: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    position_external_key: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    position_name: Text<'a>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    is_manager: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    visible: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_absent")]
    use_team_feature: Field<bool>,
}

impl<'a> Answer<'a> {
    /// What is shown of a member.
    pub(in crate::world) fn of(state: &'a State, member: &'a LiveMember) -> Answer<'a> {
        let LiveMember {
            id,
            key,
            domain,
            flags,
            props,
        } = member;
        let Member {
            email,
            name,
            names,
            nick_name,
            private_email,
            alias_emails,
            user_type,
            searchable,
            level: _,
            posts: _,
            secondary: _,
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
        } = props;
        let domain = *domain;
        let hides = Hides { state, domain };
        let user_type = rank_of(state, user_type);
        let of_type = |name: &str, part: fn(&Rank<'a>) -> Option<&'a str>| {
            hides.unless(name, user_type.map(|user_type| part(&user_type)))
        };
        Answer {
            domain_id: domain,
            user_id: id,
            user_external_key: key.as_ref().map(|key| key.as_str()),
            is_administrator: flags.administrator,
            is_pending: flags.pending,
            is_suspended: flags.suspended,
            is_deleted: flags.deleted,
            is_awaiting: flags.awaiting,
            suspended_reason: flags.suspended_reason,
            email: email.as_ref(),
            user_name: name.as_ref().map(|name| NameAnswer {
                last_name: text(&name.last),
                first_name: text(&name.first),
                phonetic_last_name: hides.unless(hidden::PHONETIC_LAST, text(&name.phonetic_last)),
                phonetic_first_name: hides
                    .unless(hidden::PHONETIC_FIRST, text(&name.phonetic_first)),
            }),
            i18n_names: hides.unless("i18nNames", names.as_ref().map(local_names)),
            nick_name: hides.unless("nickName", text(nick_name)),
            private_email: hides.unless("privateEmail", text(private_email)),
            alias_emails: hides.unless("aliasEmails", alias_emails.as_ref()),
            employment_type_id: of_type("employmentTypeId", Rank::id),
            employment_type_name: of_type("employmentTypeName", Rank::name),
            employment_type_external_key: of_type("employmentTypeExternalKey", Rank::key),
            user_type_id: of_type("userTypeId", Rank::id),
            user_type_name: of_type("userTypeName", Rank::name),
            user_type_external_key: of_type("userTypeExternalKey", Rank::key),
            user_type_code: of_type("userTypeCode", Rank::code),
            searchable: hides.unless("searchable", *searchable),
            organizations: organizations(state, member),
            telephone: hides.unless("telephone", text(telephone)),
            cell_phone: hides.unless("cellPhone", text(cell_phone)),
            location: hides.unless("location", text(location)),
            task: hides.unless("task", text(task)),
            messenger: hides.unless(
                "messenger",
                (messenger.as_ref()).map(|m| m.as_ref().map(|m| messenger_of(state, m))),
            ),
            birthday_calendar_type: hides
                .unless("birthdayCalendarType", text(birthday_calendar_type)),
            birthday: hides.unless("birthday", text(birthday)),
            locale: hides.unless("locale", locale.as_ref().map(|locale| locale.code())),
            hired_date: hides.unless("hiredDate", text(hired_date)),
            time_zone: hides.unless("timeZone", time_zone.as_ref().map(String::as_str)),
            leave_of_absence: hides.unless(
                "leaveOfAbsence",
                leave.as_ref().map(|leave| LeaveAnswer {
                    start_time: leave.as_ref().map(|leave| leave.from.as_str()),
                    end_time: leave.as_ref().map(|leave| leave.to.as_str()),
                    is_leave_of_absence: flags.on_leave,
                }),
            ),
            // Deprecated and not modelled: nobody has any (facts 5.7).
            custom_fields: hides.unless("customFields", Field::Known([])),
            custom_properties: hides.unless(
                "customProperties",
                custom.as_ref().map(custom_properties::shown),
            ),
            relations: hides.unless(
                "relations",
                relations.as_ref().map(|list| {
                    let entry = |relation: &'a Relation| relation_of(state, relation);
                    list.iter().filter_map(entry).collect()
                }),
            ),
            activation_date: hides.unless(
                "activationDate",
                (activation_date.as_ref()).map(|at| at.as_ref().map(Moment::as_str)),
            ),
            employee_number: hides.unless("employeeNumber", text(employee_number)),
        }
    }
}

/// What "manage items" of the member's own domain says.
struct Hides<'a> {
    state: &'a State,
    domain: DomainId,
}

impl Hides<'_> {
    fn unless<T>(&self, name: &str, field: Field<T>) -> Field<T> {
        if is_hidden(self.state, self.domain, name) {
            Field::Absent
        } else {
            field
        }
    }
}

/// A level, position or user type that is referred to; its id stands alone where the
/// object was not read.
#[derive(Clone, Copy)]
struct Rank<'a> {
    id: Option<&'a Id>,
    rank: Option<&'a LiveRank>,
}

impl<'a> Rank<'a> {
    fn id(&self) -> Option<&'a str> {
        self.id.map(Id::as_str)
    }

    fn key(&self) -> Option<&'a str> {
        self.rank?.key.as_ref().map(|key| key.as_str())
    }

    fn name(&self) -> Option<&'a str> {
        self.rank?.props.name.known().map(String::as_str)
    }

    fn code(&self) -> Option<&'a str> {
        self.rank?.props.code.value().map(String::as_str)
    }

    fn executive(&self) -> bool {
        self.rank.is_some_and(|rank| rank.props.executive.or(false))
    }
}

fn rank_of<'a>(state: &'a State, field: &'a Field<Option<Ref>>) -> Field<Rank<'a>> {
    field.as_ref().map(|held| {
        let id = held.as_ref().and_then(Ref::id);
        let rank = id.and_then(|id| state.directory.ranks.get(id));
        Rank {
            id,
            rank: rank.map(|rank| &**rank),
        }
    })
}

fn text(field: &Field<Option<String>>) -> Text<'_> {
    field.as_ref().map(|text| text.as_deref())
}

fn local_names(names: &ByLanguage<Option<LocalName>>) -> Vec<LocalNameAnswer<'_>> {
    let mut answers = Vec::with_capacity(names.len());
    for (language, name) in names {
        if let Some(LocalName { last, first }) = name {
            answers.push(LocalNameAnswer {
                language: language.code(),
                first_name: text(first),
                last_name: text(last),
            });
        }
    }
    answers
}

fn messenger_of<'a>(state: &State, messenger: &'a Messenger) -> MessengerAnswer<'a> {
    let Messenger {
        protocol,
        custom_protocol,
        id,
    } = messenger;
    MessengerAnswer {
        protocol: match protocol.as_str() {
            "X" if !state.assumptions.answers_say_x => "TWITTER",
            protocol => protocol,
        },
        custom_protocol: custom_protocol.as_deref(),
        messenger_id: id,
    }
}

fn relation_of<'a>(state: &'a State, relation: &'a Relation) -> Option<RelationAnswer<'a>> {
    let Relation { member, name } = relation;
    let id = member.id()?;
    let related = state.directory.members.get(id);
    Some(RelationAnswer {
        relation_user_id: id,
        relation_name: name,
        external_key: (related.and_then(|m| m.key.as_ref())).map(|key| key.as_str()),
    })
}

fn organizations<'a>(state: &'a State, member: &'a LiveMember) -> Vec<OrganizationAnswer<'a>> {
    let props = &member.props;
    let others = props.secondary.known().map_or(&[][..], Vec::as_slice);
    let mut entries = Vec::with_capacity(1 + others.len());
    entries.push(organization(
        state,
        member,
        member.domain,
        None,
        &props.level,
        &props.posts,
    ));
    for entry in others {
        let Secondary {
            domain,
            email,
            level,
            posts,
        } = entry;
        let email = email.known().map(|email| email.as_str());
        entries.push(organization(state, member, *domain, email, level, posts));
    }
    entries
}

fn organization<'a>(
    state: &'a State,
    member: &'a LiveMember,
    domain: DomainId,
    email: Option<&'a str>,
    level: &'a Field<Option<Ref>>,
    posts: &'a Field<Vec<Post>>,
) -> OrganizationAnswer<'a> {
    let login = member.props.email.known().map(|email| email.as_str());
    let level = if is_hidden(state, domain, hidden::LEVEL) {
        Field::Absent
    } else {
        rank_of(state, level)
    };
    let positions = !is_hidden(state, domain, hidden::POSITION);
    OrganizationAnswer {
        domain_id: domain,
        primary: domain == member.domain,
        user_external_key: member.key.as_ref().map(|key| key.as_str()),
        email: email.or(login),
        level_id: level.map(|level| level.id()),
        level_external_key: level.map(|level| level.key()),
        level_name: level.map(|level| level.name()),
        executive: level.map(|level| level.executive()),
        organization_name: company(state, domain),
        org_units: posts.as_ref().map(|posts| {
            let answer = |one| post(state, positions, one);
            posts.iter().map(answer).collect()
        }),
    }
}

fn post<'a>(state: &'a State, positions: bool, post: &'a Post) -> PostAnswer<'a> {
    let Post {
        org,
        primary,
        position,
        leader,
        visible,
        team_feature,
    } = post;
    let id = org.id();
    let org = id.and_then(|id| state.directory.orgs.get(id));
    let position = if positions {
        rank_of(state, position)
    } else {
        Field::Absent
    };
    PostAnswer {
        org_unit_id: id.map(Id::as_str),
        org_unit_external_key: (org.and_then(|org| org.key.as_ref())).map(|key| key.as_str()),
        org_unit_name: (org.and_then(|org| org.props.name.known())).map(String::as_str),
        org_unit_email: (org.and_then(|org| org.props.email.known())).map(|email| email.as_str()),
        primary: *primary,
        position_id: position.map(|position| position.id()),
        position_external_key: position.map(|position| position.key()),
        position_name: position.map(|position| position.name()),
        is_manager: *leader,
        visible: *visible,
        use_team_feature: *team_feature,
    }
}

fn company(state: &State, domain: DomainId) -> Option<&str> {
    let settings = state.settings.get(&domain);
    let named = settings.and_then(|settings| settings.company_name.as_deref());
    named.or_else(|| (state.rules.domain(domain)).map(|rules| rules.name.as_str()))
}
