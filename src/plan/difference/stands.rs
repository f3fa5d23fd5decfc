//! Whether an object is as declared, without making its goal: nearly every object is, and
//! a goal is a copy of everything it has. `true` is certain; `false` means to look closer.

use super::Scope;
use crate::directory::{
    ByLanguage, DomainId, Field, Group, GroupFeatures, Id, Kind, LocalName, Member, PersonName,
    Post, Ref, Relation, RoomFeatures,
};

/// Whether nothing of a member differs but its leave, which has calls of its own.
pub fn member_stands(now: &Member, declared: &Member, scope: &Scope<'_>) -> bool {
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
        leave: _,
    } = declared;
    held(&now.email, email)
        && both(&now.name, name, same_name)
        && both(&now.names, names, same_names)
        && held(&now.nick_name, nick_name)
        && held(&now.private_email, private_email)
        && held(&now.alias_emails, alias_emails)
        && rank_stands(Kind::UserType, &now.user_type, user_type, scope)
        && held(&now.searchable, searchable)
        && rank_stands(Kind::Level, &now.level, level, scope)
        && both(&now.posts, posts, |now, wanted| {
            same_posts(now, wanted, scope)
        })
        // What stands in another domain is compared in full.
        && both(&now.secondary, secondary, |now, wanted| {
            now.is_empty() && wanted.is_empty()
        })
        && held(&now.telephone, telephone)
        && held(&now.cell_phone, cell_phone)
        && held(&now.location, location)
        && held(&now.task, task)
        && held(&now.messenger, messenger)
        && held(&now.birthday_calendar_type, birthday_calendar_type)
        && held(&now.birthday, birthday)
        && held(&now.locale, locale)
        && held(&now.hired_date, hired_date)
        && held(&now.time_zone, time_zone)
        && both(&now.custom, custom, |now, wanted| {
            wanted.iter().all(|(name, value)| now.get(name) == Some(value))
        })
        && both(&now.relations, relations, |now, wanted| {
            same_relations(now, wanted, scope)
        })
        && held(&now.activation_date, activation_date)
        && held(&now.employee_number, employee_number)
}

/// Whether nothing of a group differs.
pub fn group_stands(now: &Group, declared: &Group, scope: &Scope<'_>) -> bool {
    let Group {
        name,
        description,
        visible,
        use_service_notification,
        service_manageable,
        masters,
        members,
        orgs,
        groups,
        features: GroupFeatures { room, mail },
        email,
        alias_emails,
        can_receive_external_mail,
        to_external_emails,
        allowed_recipients,
        allowed_senders,
    } = declared;
    let refs = |kind: Kind, now: &Field<Vec<Ref>>, declared: &Field<Vec<Ref>>| {
        both(now, declared, |now, wanted| {
            same_refs(kind, now, wanted, scope)
        })
    };
    held(&now.name, name)
        && held(&now.description, description)
        && held(&now.visible, visible)
        && held(&now.use_service_notification, use_service_notification)
        && held(&now.service_manageable, service_manageable)
        && refs(Kind::Member, &now.masters, masters)
        && refs(Kind::Member, &now.members, members)
        && refs(Kind::Org, &now.orgs, orgs)
        && refs(Kind::Group, &now.groups, groups)
        && same_features(&now.features.room, room)
        && held(&now.features.mail, mail)
        && held(&now.email, email)
        && held(&now.alias_emails, alias_emails)
        && held(&now.can_receive_external_mail, can_receive_external_mail)
        && held(&now.to_external_emails, to_external_emails)
        && refs(Kind::Member, &now.allowed_recipients, allowed_recipients)
        && refs(Kind::Member, &now.allowed_senders, allowed_senders)
}

/// A property that is not declared, or not returned, does not differ.
fn both<T>(now: &Field<T>, declared: &Field<T>, same: impl FnOnce(&T, &T) -> bool) -> bool {
    match (now.known(), declared.known()) {
        (Some(now), Some(declared)) => same(now, declared),
        (_, None) | (None, _) => true,
    }
}

fn held<T: PartialEq>(now: &Field<T>, declared: &Field<T>) -> bool {
    both(now, declared, T::eq)
}

/// A part of a whole that is sent complete: what is not returned of it is not what is wanted.
fn part<T: PartialEq>(now: &Field<T>, declared: &Field<T>) -> bool {
    declared.is_absent() || now == declared
}

fn same_name(now: &PersonName, wanted: &PersonName) -> bool {
    let PersonName {
        last,
        first,
        phonetic_last,
        phonetic_first,
    } = wanted;
    part(&now.last, last)
        && part(&now.first, first)
        && part(&now.phonetic_last, phonetic_last)
        && part(&now.phonetic_first, phonetic_first)
}

type LocalNames = ByLanguage<Option<LocalName>>;

fn same_names(now: &LocalNames, wanted: &LocalNames) -> bool {
    wanted.iter().all(|(language, wanted)| {
        let now = now.get(language).and_then(Option::as_ref);
        match (now, wanted) {
            (None, None) => true,
            (Some(now), Some(LocalName { last, first })) => {
                part(&now.last, last) && part(&now.first, first)
            }
            (Some(_), None) | (None, Some(_)) => false,
        }
    })
}

fn same_features(now: &RoomFeatures, wanted: &RoomFeatures) -> bool {
    let RoomFeatures {
        message,
        note,
        calendar,
        task,
        folder,
    } = wanted;
    held(&now.message, message)
        && held(&now.note, note)
        && held(&now.calendar, calendar)
        && held(&now.task, task)
        && held(&now.folder, folder)
}

/// Whether a reference means the object that is named now.
fn names(kind: Kind, domain: DomainId, now: &Ref, wanted: &Ref, scope: &Scope<'_>) -> bool {
    now.id().is_some() && scope.resolver.resolve(kind, domain, wanted).as_ref() == now.id()
}

fn rank_stands(
    kind: Kind,
    now: &Field<Option<Ref>>,
    declared: &Field<Option<Ref>>,
    scope: &Scope<'_>,
) -> bool {
    both(now, declared, |now, wanted| match (now, wanted) {
        (None, None) => true,
        (Some(now), Some(wanted)) => names(kind, scope.domain, now, wanted, scope),
        (Some(_), None) | (None, Some(_)) => false,
    })
}

/// Every post is wanted and every wanted one is there, one of them primary.
fn same_posts(now: &[Post], wanted: &[Post], scope: &Scope<'_>) -> bool {
    let said = wanted
        .iter()
        .any(|post| post.primary.known() == Some(&true));
    let stands = |(at, post): (usize, &Post)| {
        let Post {
            org,
            primary,
            position,
            leader,
            visible,
            team_feature,
        } = post;
        let org = scope.resolver.resolve(Kind::Org, scope.domain, org);
        // In another order they are compared in full.
        let Some(now) = now.get(at) else { return false };
        let flag = |now: &Field<bool>, wanted: &Field<bool>, default| {
            wanted.or(now.or(default)) == now.or(default)
        };
        org.is_some()
            && org.as_ref() == now.org.id()
            && primary.or(!said && now.primary.or(false)) == now.primary.or(false)
            && match (position.known(), now.position.value()) {
                (None, _) | (Some(None), None) => true,
                (Some(Some(wanted)), Some(now)) => {
                    names(Kind::Position, scope.domain, now, wanted, scope)
                }
                (Some(None), Some(_)) | (Some(Some(_)), None) => false,
            }
            && flag(&now.leader, leader, false)
            && flag(&now.visible, visible, true)
            && flag(&now.team_feature, team_feature, true)
    };
    // No two posts are in the same org, else the goal would not be these.
    let apart = |(at, post): (usize, &Post)| now.iter().take(at).all(|p| p.org != post.org);
    now.len() == wanted.len()
        && wanted.iter().enumerate().all(stands)
        && now.iter().enumerate().all(apart)
        && (now.is_empty() || now.iter().any(|post| post.primary.or(false)))
}

fn same_relations(now: &[Relation], wanted: &[Relation], scope: &Scope<'_>) -> bool {
    now.len() == wanted.len()
        && now
            .iter()
            .zip(wanted)
            .all(|(now, Relation { member, name })| {
                now.name == *name && names(Kind::Member, scope.domain, &now.member, member, scope)
            })
}

/// The same set, in whatever order: then there is nobody else in it to keep either.
fn same_refs(kind: Kind, now: &[Ref], wanted: &[Ref], scope: &Scope<'_>) -> bool {
    let mut resolved: Vec<Id> = Vec::with_capacity(wanted.len());
    for reference in wanted {
        match scope.resolver.resolve(kind, scope.domain, reference) {
            Some(id) => resolved.push(id),
            None => return false,
        }
    }
    let mut present: Vec<&Id> = now.iter().filter_map(Ref::id).collect();
    if present.len() != now.len() {
        return false;
    }
    resolved.sort_unstable();
    resolved.dedup();
    present.sort_unstable();
    present.dedup();
    present.len() == resolved.len() && present.iter().zip(&resolved).all(|(a, b)| **a == *b)
}
