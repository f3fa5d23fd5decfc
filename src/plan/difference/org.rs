use serde_json::{Value, json};

use super::Scope;
use super::field::{Differences, merge_names, names_body, names_yaml, text};
use super::rank::over;
use crate::directory::{Email, Field, Id, Kind, Org, Ref, RoomFeatures};

/// What an org unit should become; its parent and place among siblings are moved, not patched.
pub fn org_goal(now: &Org, declared: &Org, scope: &Scope<'_>) -> Org {
    let Org {
        parent: _,
        name,
        names,
        email,
        description,
        visible,
        alias_emails,
        can_receive_external_mail,
        features,
        use_service_notification,
        allowed_recipients,
        allowed_senders,
    } = declared;
    Org {
        parent: now.parent.clone(),
        name: over(&now.name, name),
        names: merge_names(&now.names, names, |_, name| name.clone()),
        email: over(&now.email, email),
        description: over(&now.description, description),
        visible: over(&now.visible, visible),
        alias_emails: over(&now.alias_emails, alias_emails),
        can_receive_external_mail: over(&now.can_receive_external_mail, can_receive_external_mail),
        features: features_goal(&now.features, features),
        use_service_notification: over(&now.use_service_notification, use_service_notification),
        allowed_recipients: refs_goal(
            Kind::Member,
            &now.allowed_recipients,
            allowed_recipients,
            scope,
        ),
        allowed_senders: refs_goal(Kind::Member, &now.allowed_senders, allowed_senders, scope),
    }
}

/// What of an org unit differs from its goal.
pub fn org_differences(now: &Org, goal: &Org, scope: &Scope<'_>, creating: bool) -> Differences {
    compared(Differences::new(creating), now, goal, scope)
}

/// Every property of an org unit that was read, as the API shows it: its parent and its
/// place among siblings are not among them.
pub fn org_as_read(now: &Org, scope: &Scope<'_>) -> Differences {
    compared(Differences::reading(), now, now, scope)
}

fn compared(mut found: Differences, now: &Org, goal: &Org, scope: &Scope<'_>) -> Differences {
    let Org {
        parent: _,
        name,
        names,
        email,
        description,
        visible,
        alias_emails,
        can_receive_external_mail,
        features,
        use_service_notification,
        allowed_recipients,
        allowed_senders,
    } = goal;
    found.plain(("name", "orgUnitName", false), &now.name, name, |n| {
        Value::String(n.clone())
    });
    found.mapped(
        ("names", "i18nNames", false),
        &now.names,
        names,
        names_yaml,
        names_body,
    );
    found.plain(("email", "email", false), &now.email, email, |e: &Email| {
        json!(e.as_str())
    });
    found.plain(
        ("description", "description", false),
        &now.description,
        description,
        text,
    );
    found.plain(("visible", "visible", false), &now.visible, visible, |v| {
        Value::Bool(*v)
    });
    found.addresses(
        ("aliasEmails", "aliasEmails", false),
        &now.alias_emails,
        alias_emails,
    );
    found.plain(
        ("canReceiveExternalMail", "canReceiveExternalMail", false),
        &now.can_receive_external_mail,
        can_receive_external_mail,
        |v| Value::Bool(*v),
    );
    room_differences(&mut found, &now.features, features);
    found.plain(
        ("useServiceNotification", "useServiceNotification", false),
        &now.use_service_notification,
        use_service_notification,
        |v| Value::Bool(*v),
    );
    user_refs(
        &mut found,
        (
            "membersAllowedToUseEmailAsRecipient",
            "membersAllowedToUseOrgUnitEmailAsRecipient",
        ),
        &now.allowed_recipients,
        allowed_recipients,
        scope,
    );
    user_refs(
        &mut found,
        (
            "membersAllowedToUseEmailAsSender",
            "membersAllowedToUseOrgUnitEmailAsSender",
        ),
        &now.allowed_senders,
        allowed_senders,
        scope,
    );
    found
}

/// Message-room features after the change.
pub(super) fn features_goal(now: &RoomFeatures, declared: &RoomFeatures) -> RoomFeatures {
    let RoomFeatures {
        message,
        note,
        calendar,
        task,
        folder,
    } = declared;
    RoomFeatures {
        message: over(&now.message, message),
        note: over(&now.note, note),
        calendar: over(&now.calendar, calendar),
        task: over(&now.task, task),
        folder: over(&now.folder, folder),
    }
}

/// Message-room features that differ.
pub(super) fn room_differences(found: &mut Differences, now: &RoomFeatures, goal: &RoomFeatures) {
    let RoomFeatures {
        message,
        note,
        calendar,
        task,
        folder,
    } = goal;
    let flag = |v: &bool| Value::Bool(*v);
    found.plain(
        ("features.message", "useMessage", false),
        &now.message,
        message,
        flag,
    );
    found.plain(("features.note", "useNote", false), &now.note, note, flag);
    found.plain(
        ("features.calendar", "useCalendar", false),
        &now.calendar,
        calendar,
        flag,
    );
    found.plain(("features.task", "useTask", false), &now.task, task, flag);
    found.plain(
        ("features.folder", "useFolder", false),
        &now.folder,
        folder,
        flag,
    );
}

/// A set of references after the change: the declared ones, and the unmanaged ones kept.
pub(super) fn refs_goal(
    kind: Kind,
    now: &Field<Vec<Ref>>,
    declared: &Field<Vec<Ref>>,
    scope: &Scope<'_>,
) -> Field<Vec<Ref>> {
    let Some(wanted) = declared.known() else {
        return now.clone();
    };
    let mut ids: Vec<Id> = Vec::with_capacity(wanted.len());
    let mut seen = std::collections::HashSet::new();
    let resolved = wanted
        .iter()
        .filter_map(|r| scope.resolver.resolve(kind, scope.domain, r));
    for id in resolved {
        if seen.insert(id.clone()) {
            ids.push(id);
        }
    }
    for id in now.known().into_iter().flatten().filter_map(Ref::id) {
        if scope.keeps(id) && seen.insert(id.clone()) {
            ids.push(id.clone());
        }
    }
    Field::Known(ids.into_iter().map(Ref::Id).collect())
}

/// Whether two lists hold the same references, in whatever order.
pub(super) fn same_set(a: &[Ref], b: &[Ref]) -> bool {
    fn sorted(refs: &[Ref]) -> Vec<&Ref> {
        let mut sorted: Vec<&Ref> = refs.iter().collect();
        sorted.sort_unstable();
        sorted.dedup();
        sorted
    }
    a == b || sorted(a) == sorted(b)
}

/// The entries of a set with what people call them, in that order: a plan does not depend
/// on the order they were written or read in.
pub(super) fn listed<'r>(
    refs: &'r [Ref],
    scope: &Scope<'_>,
) -> impl Iterator<Item = (String, &'r Id)> + use<'r> {
    let ids = refs.iter().filter_map(Ref::id);
    let mut listed: Vec<(String, &Id)> = ids.map(|id| (scope.resolver.label(id), id)).collect();
    listed.sort_unstable();
    listed.into_iter()
}

/// Compares a set of members, sent as `[{userId}]`.
pub(super) fn user_refs(
    found: &mut Differences,
    (field, api): (&str, &'static str),
    now: &Field<Vec<Ref>>,
    goal: &Field<Vec<Ref>>,
    scope: &Scope<'_>,
) {
    if let (Some(now), Some(goal)) = (now.known(), goal.known())
        && !found.reading
        && same_set(now, goal)
    {
        return;
    }
    let show = |refs: &Vec<Ref>| listed(refs, scope).map(|(label, _)| json!(label)).collect();
    let send = |refs: &Vec<Ref>| {
        listed(refs, scope)
            .map(|(_, id)| json!({"userId": scope.resolver.request_ref(id)}))
            .collect()
    };
    found.mapped((field, api, false), now, goal, show, send);
}
