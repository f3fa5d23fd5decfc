//! A member as the service answers it (facts 5.1.2, sample in 10): every property, in
//! the documented order, with the names of what it refers to. What was not read, or is
//! hidden by "manage items", is left out.

use serde_json::{Map, Value, json};

use crate::directory::{
    DomainId, Field, Id, LiveMember, LiveRank, Member, Post, Ref, Secondary, SuspendedReason,
};
use crate::world::state::State;

use super::hidden::{self, is_hidden};

/// The answer's object.
pub(super) fn encode(state: &State, member: &LiveMember) -> Value {
    let LiveMember {
        id,
        key,
        domain,
        flags,
        props,
    } = member;
    let mut answer = Answer::default();
    answer.set("domainId", domain.0);
    answer.set("userId", id.as_str());
    answer.set("userExternalKey", key.as_ref().map(|key| key.as_str()));
    answer.set("isAdministrator", flags.administrator);
    answer.set("isPending", flags.pending);
    answer.set("isSuspended", flags.suspended);
    answer.set("isDeleted", flags.deleted);
    answer.set("isAwaiting", flags.awaiting);
    let reason = flags.suspended_reason.map(|reason| match reason {
        SuspendedReason::Master => "MASTER",
        SuspendedReason::LoginFail => "LOGIN_FAIL",
    });
    answer.set("suspendedReason", reason);
    properties(state, member, props, &mut answer);
    if state.settings.contains_key(domain) {
        answer.0.retain(|name, _| !is_hidden(state, *domain, name));
    }
    Value::Object(answer.0)
}

fn properties(state: &State, member: &LiveMember, props: &Member, answer: &mut Answer) {
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
    answer.field("email", email, |email| json!(email));
    answer.field("userName", name, |name| {
        let mut part = Answer::default();
        part.text("lastName", &name.last);
        part.text("firstName", &name.first);
        if !is_hidden(state, member.domain, hidden::PHONETIC_LAST) {
            part.text("phoneticLastName", &name.phonetic_last);
        }
        if !is_hidden(state, member.domain, hidden::PHONETIC_FIRST) {
            part.text("phoneticFirstName", &name.phonetic_first);
        }
        Value::Object(part.0)
    });
    answer.field("i18nNames", names, |names| {
        let entry = |(language, name): (&crate::directory::Language, _)| {
            let name: &crate::directory::LocalName = Option::as_ref(name)?;
            let mut part = Answer::default();
            part.set("language", language.code());
            part.text("firstName", &name.first);
            part.text("lastName", &name.last);
            Some(Value::Object(part.0))
        };
        names.iter().filter_map(entry).collect()
    });
    answer.text("nickName", nick_name);
    answer.text("privateEmail", private_email);
    answer.field("aliasEmails", alias_emails, |list| json!(list));
    if let Some(user_type) = user_type.known() {
        user_type_of(state, user_type.as_ref(), answer);
    }
    answer.field("searchable", searchable, |flag| json!(flag));
    answer.set("organizations", organizations(state, member));
    answer.text("telephone", telephone);
    answer.text("cellPhone", cell_phone);
    answer.text("location", location);
    answer.text("task", task);
    answer.field("messenger", messenger, |messenger| match messenger {
        None => Value::Null,
        Some(m) => json!({
            "protocol": match m.protocol.as_str() {
                "X" if !state.assumptions.answers_say_x => "TWITTER",
                protocol => protocol,
            },
            "customProtocol": m.custom_protocol,
            "messengerId": m.id,
        }),
    });
    answer.text("birthdayCalendarType", birthday_calendar_type);
    answer.text("birthday", birthday);
    answer.field("locale", locale, |locale| json!(locale.code()));
    answer.text("hiredDate", hired_date);
    answer.field("timeZone", time_zone, |zone| json!(zone));
    answer.field("leaveOfAbsence", leave, |leave| {
        json!({
            "startTime": leave.as_ref().map(|leave| leave.from.as_str()),
            "endTime": leave.as_ref().map(|leave| leave.to.as_str()),
            "isLeaveOfAbsence": member.flags.on_leave,
        })
    });
    // Deprecated and not modelled: nobody has any (facts 5.7).
    answer.set("customFields", Value::Array(Vec::new()));
    answer.field("customProperties", custom, |custom| json!(custom));
    answer.field("relations", relations, |relations| {
        let entry = |relation: &crate::directory::Relation| {
            let id = relation.member.id()?;
            Some(json!({
                "relationUserId": id,
                "relationName": relation.name,
                "externalKey": state.directory.members.get(id).and_then(|m| m.key.clone()),
            }))
        };
        relations.iter().filter_map(entry).collect()
    });
    answer.field("activationDate", activation_date, |at| {
        json!(at.as_ref().map(|at| at.as_str()))
    });
    answer.text("employeeNumber", employee_number);
}

fn user_type_of(state: &State, user_type: Option<&Ref>, answer: &mut Answer) {
    let id = user_type.and_then(Ref::id);
    let rank = id.and_then(|id| state.directory.ranks.get(id));
    for prefix in ["employmentType", "userType"] {
        answer.set(format!("{prefix}Id"), id.map(Id::as_str));
        answer.set(format!("{prefix}Name"), name_of(rank.map(|rank| &**rank)));
        answer.set(
            format!("{prefix}ExternalKey"),
            key_of(rank.map(|rank| &**rank)),
        );
    }
    let code = rank.and_then(|rank| rank.props.code.value());
    answer.set("userTypeCode", code.map(String::as_str));
}

fn organizations(state: &State, member: &LiveMember) -> Value {
    let props = &member.props;
    let mut entries = vec![organization(
        state,
        member,
        member.domain,
        true,
        None,
        &props.level,
        &props.posts,
    )];
    for entry in props.secondary.known().into_iter().flatten() {
        let Secondary {
            domain,
            email,
            level,
            posts,
        } = entry;
        let email = email.known().map(|email| email.as_str());
        entries.push(organization(
            state, member, *domain, false, email, level, posts,
        ));
    }
    Value::Array(entries)
}

fn organization(
    state: &State,
    member: &LiveMember,
    domain: DomainId,
    primary: bool,
    email: Option<&str>,
    level: &Field<Option<Ref>>,
    posts: &Field<Vec<Post>>,
) -> Value {
    let mut answer = Answer::default();
    answer.set("domainId", domain.0);
    answer.set("primary", primary);
    let key = member.key.as_ref().map(|key| key.as_str());
    answer.set("userExternalKey", key);
    let login = member.props.email.known().map(|email| email.as_str());
    if let Some(email) = email.or(login) {
        answer.set("email", email);
    }
    if let Some(level) = level.known()
        && !is_hidden(state, domain, hidden::LEVEL)
    {
        let id = level.as_ref().and_then(Ref::id);
        let rank = id
            .and_then(|id| state.directory.ranks.get(id))
            .map(|r| &**r);
        answer.set("levelId", id.map(Id::as_str));
        answer.set("levelExternalKey", key_of(rank));
        answer.set("levelName", name_of(rank));
        answer.set(
            "executive",
            rank.is_some_and(|rank| rank.props.executive.or(false)),
        );
    }
    answer.set("organizationName", company(state, domain));
    answer.field("orgUnits", posts, |posts| {
        posts.iter().map(|one| post(state, domain, one)).collect()
    });
    Value::Object(answer.0)
}

fn post(state: &State, domain: DomainId, post: &Post) -> Value {
    let mut answer = Answer::default();
    let id = post.org.id();
    let org = id.and_then(|id| state.directory.orgs.get(id));
    answer.set("orgUnitId", id.map(Id::as_str));
    let key = org.and_then(|org| org.key.as_ref()).map(|key| key.as_str());
    answer.set("orgUnitExternalKey", key);
    let name = org.and_then(|org| org.props.name.known()).cloned();
    answer.set("orgUnitName", name);
    let email = org.and_then(|org| org.props.email.known());
    answer.set("orgUnitEmail", email.map(|email| email.as_str()));
    answer.field("primary", &post.primary, |flag| json!(flag));
    if let Some(position) = post.position.known()
        && !is_hidden(state, domain, hidden::POSITION)
    {
        let id = position.as_ref().and_then(Ref::id);
        let rank = id
            .and_then(|id| state.directory.ranks.get(id))
            .map(|r| &**r);
        answer.set("positionId", id.map(Id::as_str));
        answer.set("positionExternalKey", key_of(rank));
        answer.set("positionName", name_of(rank));
    }
    answer.field("isManager", &post.leader, |flag| json!(flag));
    answer.field("visible", &post.visible, |flag| json!(flag));
    answer.field("useTeamFeature", &post.team_feature, |flag| json!(flag));
    Value::Object(answer.0)
}

fn company(state: &State, domain: DomainId) -> Option<String> {
    let named = (state.settings.get(&domain)).and_then(|settings| settings.company_name.clone());
    named.or_else(|| state.rules.domain(domain).map(|rules| rules.name.clone()))
}

fn name_of(rank: Option<&LiveRank>) -> Option<&str> {
    rank.and_then(|rank| rank.props.name.known())
        .map(String::as_str)
}

fn key_of(rank: Option<&LiveRank>) -> Option<&str> {
    rank.and_then(|rank| rank.key.as_ref())
        .map(|key| key.as_str())
}

#[derive(Default)]
struct Answer(Map<String, Value>);

impl Answer {
    fn set(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.0.insert(name.into(), value.into());
    }

    fn field<T>(&mut self, name: &str, field: &Field<T>, turn: impl FnOnce(&T) -> Value) {
        if let Some(value) = field.known() {
            self.set(name, turn(value));
        }
    }

    fn text(&mut self, name: &str, field: &Field<Option<String>>) {
        self.field(name, field, |text| json!(text));
    }
}
