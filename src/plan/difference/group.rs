use serde_json::{Value, json};

use super::Scope;
use super::field::{Difference, Differences, text};
use super::org::{features_goal, listed, refs_goal, room_differences, same_set, user_refs};
use super::rank::over;
use crate::directory::{Email, Field, Group, GroupFeatures, Id, Kind, Ref};

/// What a group should become.
pub fn group_goal(now: &Group, declared: &Group, scope: &Scope<'_>) -> Group {
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
        features,
        email,
        alias_emails,
        can_receive_external_mail,
        to_external_emails,
        allowed_recipients,
        allowed_senders,
    } = declared;
    let GroupFeatures { room, mail } = features;
    Group {
        name: over(&now.name, name),
        description: over(&now.description, description),
        visible: over(&now.visible, visible),
        use_service_notification: over(&now.use_service_notification, use_service_notification),
        service_manageable: over(&now.service_manageable, service_manageable),
        masters: refs_goal(Kind::Member, &now.masters, masters, scope),
        members: refs_goal(Kind::Member, &now.members, members, scope),
        orgs: refs_goal(Kind::Org, &now.orgs, orgs, scope),
        groups: refs_goal(Kind::Group, &now.groups, groups, scope),
        features: GroupFeatures {
            room: features_goal(&now.features.room, room),
            mail: over(&now.features.mail, mail),
        },
        email: over(&now.email, email),
        alias_emails: over(&now.alias_emails, alias_emails),
        can_receive_external_mail: over(&now.can_receive_external_mail, can_receive_external_mail),
        to_external_emails: over(&now.to_external_emails, to_external_emails),
        allowed_recipients: refs_goal(
            Kind::Member,
            &now.allowed_recipients,
            allowed_recipients,
            scope,
        ),
        allowed_senders: refs_goal(Kind::Member, &now.allowed_senders, allowed_senders, scope),
    }
}

/// What of a group differs from its goal. The three member lists become one `members`
/// property, sent complete; the caller replaces it by single calls where it is too long.
pub fn group_differences(
    now: &Group,
    goal: &Group,
    scope: &Scope<'_>,
    creating: bool,
) -> Differences {
    compared(Differences::new(creating), now, goal, scope)
}

/// Every property of a group that was read, as the API shows it.
pub fn group_as_read(now: &Group, scope: &Scope<'_>) -> Differences {
    compared(Differences::reading(), now, now, scope)
}

fn compared(mut found: Differences, now: &Group, goal: &Group, scope: &Scope<'_>) -> Differences {
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
        features,
        email,
        alias_emails,
        can_receive_external_mail,
        to_external_emails,
        allowed_recipients,
        allowed_senders,
    } = goal;
    let GroupFeatures { room, mail } = features;
    let flag = |v: &bool| Value::Bool(*v);
    found.plain(("name", "groupName", false), &now.name, name, |n| {
        Value::String(n.clone())
    });
    found.plain(
        ("description", "description", false),
        &now.description,
        description,
        text,
    );
    found.plain(("visible", "visible", false), &now.visible, visible, flag);
    found.plain(
        ("useServiceNotification", "useServiceNotification", false),
        &now.use_service_notification,
        use_service_notification,
        flag,
    );
    found.plain(
        ("serviceManageable", "serviceManageable", false),
        &now.service_manageable,
        service_manageable,
        flag,
    );
    user_refs(
        &mut found,
        ("masters", "administrators"),
        &now.masters,
        masters,
        scope,
    );
    for (field, now_list, goal_list) in [
        ("members", &now.members, members),
        ("orgs", &now.orgs, orgs),
        ("groups", &now.groups, groups),
    ] {
        list_difference(&mut found, field, now_list, goal_list, (now, goal), scope);
    }
    room_differences(&mut found, &now.features.room, room);
    found.plain(
        ("features.mail", "useMail", false),
        &now.features.mail,
        mail,
        flag,
    );
    let address = |e: &Option<Email>| e.as_ref().map_or(Value::Null, |e| json!(e.as_str()));
    found.plain(("email", "groupEmail", false), &now.email, email, address);
    found.addresses(
        ("aliasEmails", "aliasEmails", false),
        &now.alias_emails,
        alias_emails,
    );
    found.plain(
        ("canReceiveExternalMail", "canReceiveExternalMail", false),
        &now.can_receive_external_mail,
        can_receive_external_mail,
        flag,
    );
    found.addresses(
        ("toExternalEmails", "toExternalEmails", false),
        &now.to_external_emails,
        to_external_emails,
    );
    user_refs(
        &mut found,
        (
            "membersAllowedToUseEmailAsRecipient",
            "membersAllowedToUseGroupEmailAsRecipient",
        ),
        &now.allowed_recipients,
        allowed_recipients,
        scope,
    );
    user_refs(
        &mut found,
        (
            "membersAllowedToUseEmailAsSender",
            "membersAllowedToUseGroupEmailAsSender",
        ),
        &now.allowed_senders,
        allowed_senders,
        scope,
    );
    found
}

/// Compares one of the three member lists; each difference carries the complete `members`.
fn list_difference(
    found: &mut Differences,
    field: &str,
    now_list: &Field<Vec<Ref>>,
    goal_list: &Field<Vec<Ref>>,
    (now, goal): (&Group, &Group),
    scope: &Scope<'_>,
) {
    let Some(wanted) = goal_list.known() else {
        return;
    };
    match now_list.known() {
        Some(current) if !found.reading && same_set(current, wanted) => return,
        None if !found.creating || wanted.is_empty() => return,
        Some(_) | None => {}
    }
    let show = |refs: &Vec<Ref>| -> Value { listed(refs, scope).map(|(label, _)| label).collect() };
    found.list.push(Difference {
        field: field.to_owned(),
        sensitive: false,
        from: now_list.known().map_or(Value::Null, show),
        to: show(wanted),
        api: "members",
        body: membership_body(goal, scope),
        expect: membership_body(now, scope),
    });
}

/// Every entry of `members`: type and id, users first.
pub fn membership(group: &Group) -> Vec<(&'static str, Id)> {
    lists(group)
        .into_iter()
        .flat_map(|(kind, list)| {
            let ids = list.iter().filter_map(Ref::id);
            ids.map(move |id| (kind, id.clone()))
        })
        .collect()
}

/// The same in the order in which requests name them.
pub fn listed_membership(group: &Group, scope: &Scope<'_>) -> Vec<(&'static str, Id)> {
    lists(group)
        .into_iter()
        .flat_map(|(kind, list)| listed(list, scope).map(move |(_, id)| (kind, id.clone())))
        .collect()
}

fn lists(group: &Group) -> [(&'static str, &[Ref]); 3] {
    [
        ("USER", &group.members),
        ("ORGUNIT", &group.orgs),
        ("GROUP", &group.groups),
    ]
    .map(|(kind, list)| (kind, list.known().map_or(&[][..], Vec::as_slice)))
}

fn membership_body(group: &Group, scope: &Scope<'_>) -> Value {
    listed_membership(group, scope)
        .iter()
        .map(|(kind, id)| json!({"id": scope.resolver.request_ref(id), "type": kind}))
        .collect()
}
