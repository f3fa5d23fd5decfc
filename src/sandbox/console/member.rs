//! A member's page: every property, every post, every group.

use maud::{Markup, html};

use crate::directory::{ByLanguage, Field, LiveMember, LocalName, Member, PersonName, Ref};

use super::frame::{Room, page};
use super::link::Link;
use super::pager::Pager;
use super::people::{Standing, full_name, phonetic_name, posts};
use super::properties::{Row, rows};
use super::scene::Scene;
use super::shown::{plain, shown};
use super::words::Word;
use super::{external, member_forms};

/// Groups on a page of a member.
const PAGE: usize = 50;

/// `/console/members/{id}`
pub fn of_id(scene: &Scene<'_>, id: &str) -> Option<Markup> {
    let member = scene.world.directory().members.get(id)?;
    Some(of_member(scene, member))
}

/// The page of a member.
pub fn of_member(scene: &Scene<'_>, member: &LiveMember) -> Markup {
    let name = full_name(member);
    let body = html! {
        div .title {
            h1 { (shown(&name)) }
            (Standing::of(scene.world, member, scene.now).label(scene))
            @if scene.world.is_super_admin(&member.id) { span .tag { (scene.say(Word::SuperAdministrator)) } }
            @else if member.flags.administrator { span .tag { (scene.say(Word::Administrator)) } }
        }
        p .facts {
            @if let Some(reading) = phonetic_name(member) { span .reading { (shown(&reading)) } }
            @if let Some(email) = member.props.email.known() { span .mono { (shown(email.as_str())) } }
            @if let Some(key) = &member.key { span { (scene.say(Word::ExternalKey)) " " code { (shown(key.as_str())) } } }
        }
        (member_forms::actions(scene, member))
        (post_table(scene, member))
        h2 { (scene.say(Word::Properties)) }
        (properties(scene, member))
        (groups(scene, member))
        (external::of_member(scene, member))
    };
    page(scene, Room::Search, &plain(&name), None, &body)
}

fn post_table(scene: &Scene<'_>, member: &LiveMember) -> Markup {
    let several = scene.world.rules().domains.len() > 1;
    html! {
        h2 #posts { (scene.say(Word::Posts)) }
        div .wide {
            table aria-labelledby="posts" {
                thead { tr {
                    @if several { th scope="col" { (scene.say(Word::Domain)) } }
                    th scope="col" { (scene.say(Word::Org)) }
                    th scope="col" { (scene.say(Word::Position)) }
                    th scope="col" { (scene.say(Word::Level)) }
                    th scope="col" { (scene.say(Word::InTheOrg)) }
                } }
                tbody {
                    @for (domain, level, posts) in posts(member) {
                        @if posts.is_empty() {
                            tr {
                                @if several { td { (shown(&scene.domain_name(domain))) } }
                                td .none { (scene.say(Word::NoOrg)) }
                                td {}
                                td { (scene.rank_name(level)) }
                                td {}
                            }
                        }
                        @for post in posts {
                            tr {
                                @if several { td { (shown(&scene.domain_name(domain))) } }
                                td { @if let Some(id) = post.org.id() { (scene.org_link(id)) } }
                                td { (scene.rank_name(post.position.value())) }
                                td { (scene.rank_name(level)) }
                                td {
                                    @for (holds, word) in [
                                        (post.leader.or(false), Word::Leader),
                                        (post.primary.or(false) && domain == member.domain, Word::PrimaryPost),
                                        (post.primary.or(false) && domain != member.domain, Word::PrimaryThere),
                                        (!post.visible.or(true), Word::HiddenInChart),
                                        (!post.team_feature.or(true), Word::WithoutTeamFeatures),
                                    ] {
                                        @if holds { span .tag { (scene.say(word)) } " " }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn properties(scene: &Scene<'_>, member: &LiveMember) -> Markup {
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
    } = &member.props;
    let no_name = PersonName::default();
    let parts = name.known().unwrap_or(&no_name);
    let user_type = match user_type {
        Field::Absent => Row::text(Word::UserType, Field::Absent),
        Field::Known(held) => Row::markup(
            Word::UserType,
            html! { @if held.is_some() { (scene.rank_name(held.as_ref())) } @else { span .none { "–" } } },
        ),
    };
    let messenger = messenger.as_ref().map(|messenger| {
        messenger.as_ref().map(|messenger| {
            let protocol = messenger
                .custom_protocol
                .as_ref()
                .unwrap_or(&messenger.protocol);
            format!("{protocol}: {}", messenger.id)
        })
    });
    let leave = leave.as_ref().map(|leave| {
        leave
            .as_ref()
            .map(|leave| format!("{} – {}", leave.from, leave.to))
    });
    let activation = activation_date
        .as_ref()
        .map(|at| at.as_ref().map(ToString::to_string));
    let mut list = vec![
        Row::text(Word::ResourceId, Field::Known(Some(member.id.as_str()))),
        Row::text(
            Word::Email,
            email.as_ref().map(|email| Some(email.as_str())),
        ),
        text(Word::PrivateEmail, private_email),
        Row::emails(Word::AliasEmails, alias_emails),
        text(Word::EmployeeNumber, employee_number),
        user_type,
        text(Word::LastName, &parts.last),
        text(Word::FirstName, &parts.first),
        text(Word::PhoneticLastName, &parts.phonetic_last),
        text(Word::PhoneticFirstName, &parts.phonetic_first),
        Row::markup(Word::NamesByLanguage, local_names(scene, names)),
        text(Word::NickName, nick_name),
        text(Word::Telephone, telephone),
        text(Word::CellPhone, cell_phone),
        text(Word::Location, location),
        text(Word::Task, task),
        text(Word::Messenger, &messenger),
        text(Word::Birthday, birthday),
        text(Word::BirthdayCalendar, birthday_calendar_type),
        text(Word::HiredDate, hired_date),
        Row::text(
            Word::Locale,
            locale.as_ref().map(|language| Some(language.code())),
        ),
        Row::text(
            Word::TimeZone,
            time_zone.as_ref().map(|zone| Some(zone.as_str())),
        ),
        Row::flag(Word::Searchable, *searchable),
        text(Word::LeaveOfAbsence, &leave),
        text(Word::ActivationDate, &activation),
    ];
    for other in secondary.known().into_iter().flatten() {
        if let Field::Known(email) = &other.email {
            let domain = scene.domain_name(other.domain);
            list.push(Row::markup(
                Word::EmailThere,
                html! { (shown(email.as_str())) " " small { (shown(&domain)) } },
            ));
        }
    }
    if let Field::Known(relations) = relations {
        list.push(Row::markup(Word::Relations, html! {
            @if relations.is_empty() { span .none { "–" } }
            ul .plain { @for relation in relations {
                li { (shown(&relation.name)) ": " @if let Some(id) = relation.member.id() { (scene.member_link(id)) } }
            } }
        }));
    }
    if let Field::Known(custom) = custom
        && !custom.is_empty()
    {
        list.push(Row::markup(
            Word::CustomProperties,
            html! {
                ul .plain { @for (name, value) in custom {
                    li { (shown(name)) ": " @match value.as_str() {
                        Some(text) => (shown(text)),
                        None => code { (shown(&value.to_string())) },
                    } }
                } }
            },
        ));
    }
    rows(scene, &list)
}

fn text<'a>(name: Word, field: &'a Field<Option<String>>) -> Row<'a> {
    Row::text(name, field.as_ref().map(Option::as_deref))
}

fn local_names(scene: &Scene<'_>, names: &Field<ByLanguage<Option<LocalName>>>) -> Markup {
    let Field::Known(names) = names else {
        return html! { span .none { (scene.say(Word::NotKnown)) } };
    };
    html! {
        @if names.is_empty() { span .none { "–" } }
        ul .plain {
            @for (language, name) in names {
                @if let Some(name) = name {
                    li {
                        code { (language.code()) } " "
                        @for part in [name.last.value(), name.first.value()].into_iter().flatten() { (shown(part)) " " }
                    }
                }
            }
        }
    }
}

fn groups(scene: &Scene<'_>, member: &LiveMember) -> Markup {
    let groups: Vec<_> = scene.world.groups_naming(&member.id).collect();
    let pager = Pager::of(scene, PAGE, groups.len());
    let me = Ref::Id(member.id.clone());
    let has = |list: &Field<Vec<Ref>>| list.known().is_some_and(|list| list.contains(&me));
    html! {
        h2 { (scene.say(Word::Groups)) }
        @if groups.is_empty() { p .empty { (scene.say(Word::InNoGroup)) } }
        @else {
            ul .plain .rule {
                @for group in pager.cut(&groups) {
                    li {
                        (scene.group_link(&group.id)) " "
                        @if has(&group.props.masters) { span .tag.leader { (scene.say(Word::Master)) } " " }
                        @if has(&group.props.members) { span .tag.soft { (scene.say(Word::Member)) } }
                    }
                }
            }
            (pager.links(scene, &Link::to("/members").segment(member.id.as_str())))
        }
    }
}
