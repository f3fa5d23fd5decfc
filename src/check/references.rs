use std::collections::HashSet;
use std::fmt;

use super::codes;
use super::index::{Index, rank_scope};
use super::nearest::Nearest;
use super::place::within;
use crate::directory::{
    Declaration, Desired, DomainId, Group, GroupFeatures, Key, Kind, Member, Org, Post, RankKind,
    Ref, Secondary, WantedState,
};
use crate::source::Problem;

/// One reference of one object to another.
pub struct Reference<'a> {
    /// What it must name.
    pub kind: Kind,
    /// The domain it is seen from.
    pub domain: DomainId,
    /// The name.
    pub to: &'a Ref,
    /// Whether a member in removal may not be named: it would be put where it is leaving.
    pub lively: bool,
    /// Who refers.
    pub from: (Kind, &'a Declaration),
}

/// Takes a reference and the pointer of its place below the declaration.
pub type Visit<'v, 'a> = &'v mut dyn FnMut(Reference<'a>, fmt::Arguments<'_>);

/// Visits every reference of a configuration with the pointer below its declaration.
pub fn each_reference<'a>(desired: &'a Desired, visit: Visit<'_, 'a>) {
    for org in &desired.orgs {
        of_org(&org.declaration, &org.props, visit);
    }
    for member in &desired.members {
        let lively = member.state != WantedState::Deleted;
        of_member(&member.declaration, &member.props, lively, visit);
    }
    for group in &desired.groups {
        of_group(&group.declaration, &group.props, visit);
    }
}

fn of_list<'a>(
    refs: Option<&'a Vec<Ref>>,
    kind: Kind,
    list: &str,
    from: (Kind, &'a Declaration),
    visit: Visit<'_, 'a>,
) {
    for (i, to) in refs.into_iter().flatten().enumerate() {
        let reference = Reference {
            kind,
            domain: from.1.domain,
            to,
            lively: true,
            from,
        };
        visit(reference, format_args!("/{list}/{i}"));
    }
}

fn of_org<'a>(declaration: &'a Declaration, org: &'a Org, visit: Visit<'_, 'a>) {
    let from = (Kind::Org, declaration);
    // Taken apart in full, so that a new reference is not forgotten here.
    let Org {
        parent,
        name: _,
        names: _,
        email: _,
        description: _,
        visible: _,
        alias_emails: _,
        can_receive_external_mail: _,
        features: _,
        use_service_notification: _,
        allowed_recipients,
        allowed_senders,
    } = org;
    if let Some(to) = parent.value() {
        let reference = Reference {
            kind: Kind::Org,
            domain: declaration.domain,
            to,
            lively: true,
            from,
        };
        visit(reference, format_args!("/parent"));
    }
    for (list, refs) in [
        ("membersAllowedToUseEmailAsRecipient", allowed_recipients),
        ("membersAllowedToUseEmailAsSender", allowed_senders),
    ] {
        of_list(refs.known(), Kind::Member, list, from, visit);
    }
}

fn of_group<'a>(declaration: &'a Declaration, group: &'a Group, visit: Visit<'_, 'a>) {
    let from = (Kind::Group, declaration);
    let Group {
        name: _,
        description: _,
        visible: _,
        use_service_notification: _,
        service_manageable: _,
        masters,
        members,
        orgs,
        groups,
        features: GroupFeatures { room: _, mail: _ },
        email: _,
        alias_emails: _,
        can_receive_external_mail: _,
        to_external_emails: _,
        allowed_recipients,
        allowed_senders,
    } = group;
    for (kind, list, refs) in [
        (Kind::Member, "masters", masters),
        (Kind::Member, "members", members),
        (Kind::Org, "orgs", orgs),
        (Kind::Group, "groups", groups),
        (
            Kind::Member,
            "membersAllowedToUseEmailAsRecipient",
            allowed_recipients,
        ),
        (
            Kind::Member,
            "membersAllowedToUseEmailAsSender",
            allowed_senders,
        ),
    ] {
        of_list(refs.known(), kind, list, from, visit);
    }
}

fn of_member<'a>(
    declaration: &'a Declaration,
    member: &'a Member,
    lively: bool,
    visit: Visit<'_, 'a>,
) {
    let Member {
        email: _,
        name: _,
        names: _,
        nick_name: _,
        private_email: _,
        alias_emails: _,
        user_type,
        searchable: _,
        level,
        posts,
        secondary,
        telephone: _,
        cell_phone: _,
        location: _,
        task: _,
        messenger: _,
        birthday_calendar_type: _,
        birthday: _,
        locale: _,
        hired_date: _,
        time_zone: _,
        custom: _,
        relations,
        activation_date: _,
        employee_number: _,
        leave: _,
    } = member;
    let reference = |kind: Kind, domain: DomainId, to: &'a Ref| Reference {
        kind,
        domain,
        to,
        lively,
        from: (Kind::Member, declaration),
    };
    let home = declaration.domain;
    if let Some(to) = user_type.value() {
        visit(
            reference(Kind::UserType, home, to),
            format_args!("/userType"),
        );
    }
    if let Some(to) = level.value() {
        visit(reference(Kind::Level, home, to), format_args!("/level"));
    }
    of_posts(home, posts.known(), format_args!(""), &reference, visit);
    for (i, entry) in secondary.known().into_iter().flatten().enumerate() {
        let Secondary {
            domain,
            email: _,
            level,
            posts,
        } = entry;
        if let Some(to) = level.value() {
            visit(
                reference(Kind::Level, *domain, to),
                format_args!("/secondary/{i}/level"),
            );
        }
        of_posts(
            *domain,
            posts.known(),
            format_args!("/secondary/{i}"),
            &reference,
            visit,
        );
    }
    for (i, relation) in relations.known().into_iter().flatten().enumerate() {
        visit(
            reference(Kind::Member, home, &relation.member),
            format_args!("/relations/{i}/member"),
        );
    }
}

fn of_posts<'a>(
    domain: DomainId,
    posts: Option<&'a Vec<Post>>,
    at: fmt::Arguments<'_>,
    reference: &dyn Fn(Kind, DomainId, &'a Ref) -> Reference<'a>,
    visit: Visit<'_, 'a>,
) {
    for (i, post) in posts.into_iter().flatten().enumerate() {
        let Post {
            org,
            primary: _,
            position,
            leader: _,
            visible: _,
            team_feature: _,
        } = post;
        visit(
            reference(Kind::Org, domain, org),
            format_args!("{at}/posts/{i}/org"),
        );
        if let Some(to) = position.value() {
            visit(
                reference(Kind::Position, domain, to),
                format_args!("{at}/posts/{i}/position"),
            );
        }
    }
}

/// What a reference by key comes to among the declared objects.
enum Found {
    /// It names one, or nothing can be said offline.
    Fine,
    /// It names a member in removal.
    Leaving,
    /// It names nothing.
    Nothing,
}

fn found(index: &Index<'_>, reference: &Reference<'_>, key: &Key) -> Found {
    let there = match reference.kind {
        Kind::Org => index.org(reference.to).is_some(),
        Kind::Group => index.group(reference.to).is_some(),
        Kind::Member => index.member(reference.to).is_some(),
        // One of another domain is the business of `ranksAreOfTheDomain`.
        Kind::Level => index.rank_anywhere(RankKind::Level, key).is_some(),
        Kind::Position => index.rank_anywhere(RankKind::Position, key).is_some(),
        Kind::UserType => index.rank_anywhere(RankKind::UserType, key).is_some(),
    };
    if there || !index.speaks_of(reference.kind) {
        Found::Fine
    } else {
        Found::Nothing
    }
}

fn judge(index: &Index<'_>, reference: &Reference<'_>) -> Found {
    if reference.kind == Kind::Member
        && reference.lively
        && let Some((_, member)) = index.member(reference.to)
        && member.state == WantedState::Deleted
    {
        return Found::Leaving;
    }
    match reference.to {
        Ref::Key(key) => found(index, reference, key),
        // Objects without a key may well be unmanaged: the plan looks them up.
        Ref::Id(_) | Ref::Email(_) => Found::Fine,
    }
}

fn nearest(
    index: &Index<'_>,
    nearest: &mut Nearest,
    kind: Kind,
    domain: DomainId,
    key: &Key,
) -> Option<Key> {
    let desired = index.desired;
    let ranks = |kind: RankKind| {
        desired
            .ranks
            .iter()
            .filter(move |rank| {
                rank.kind == kind
                    && rank_scope(kind, rank.declaration.domain).is_none_or(|scope| scope == domain)
            })
            .map(|rank| &rank.declaration.key)
    };
    match kind {
        Kind::Org => nearest.of(
            kind,
            None,
            key,
            desired.orgs.iter().map(|org| &org.declaration.key),
        ),
        Kind::Member => nearest.of(
            kind,
            None,
            key,
            desired.members.iter().map(|member| &member.declaration.key),
        ),
        Kind::Group => nearest.of(
            kind,
            None,
            key,
            desired.groups.iter().map(|group| &group.declaration.key),
        ),
        Kind::Level => nearest.of(kind, Some(domain), key, ranks(RankKind::Level)),
        Kind::Position => nearest.of(kind, Some(domain), key, ranks(RankKind::Position)),
        Kind::UserType => nearest.of(kind, None, key, ranks(RankKind::UserType)),
    }
}

/// References by key name something declared. Keys of a kind that the configuration has
/// no section for are left to the plan, which looks them up in the live tenant.
pub(super) fn references_exist(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let mut near = Nearest::new();
    each_reference(index.desired, &mut |reference, tail| {
        let problem = match judge(index, &reference) {
            Found::Fine => return,
            Found::Leaving => Problem::error(codes::REFERENCE_TO_DELETED),
            Found::Nothing => {
                let Some(key) = reference.to.key() else {
                    return;
                };
                if let Some(now) = index.now(reference.kind, key) {
                    Problem::error(codes::FORMER_KEY).with("now", now)
                } else {
                    let unknown = Problem::error(codes::UNKNOWN_REFERENCE);
                    match nearest(index, &mut near, reference.kind, reference.domain, key) {
                        Some(nearest) => unknown.with("nearest", nearest),
                        None => unknown,
                    }
                }
            }
        };
        let (kind, declaration) = reference.from;
        problems.push(
            problem
                .with("kind", reference.kind)
                .with("key", reference.to)
                .at(within(kind, declaration, tail)),
        );
    });
}

/// The lists that are sets name each object once. Posts have a rule of their own.
pub(super) fn lists_name_once(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let mut lists = Vec::new();
    for org in &index.desired.orgs {
        let from = (Kind::Org, &org.declaration);
        lists.push((
            from,
            "membersAllowedToUseEmailAsRecipient",
            Kind::Member,
            &org.props.allowed_recipients,
        ));
        lists.push((
            from,
            "membersAllowedToUseEmailAsSender",
            Kind::Member,
            &org.props.allowed_senders,
        ));
    }
    for group in &index.desired.groups {
        let from = (Kind::Group, &group.declaration);
        let props = &group.props;
        lists.push((from, "masters", Kind::Member, &props.masters));
        lists.push((from, "members", Kind::Member, &props.members));
        lists.push((from, "orgs", Kind::Org, &props.orgs));
        lists.push((from, "groups", Kind::Group, &props.groups));
        lists.push((
            from,
            "membersAllowedToUseEmailAsRecipient",
            Kind::Member,
            &props.allowed_recipients,
        ));
        lists.push((
            from,
            "membersAllowedToUseEmailAsSender",
            Kind::Member,
            &props.allowed_senders,
        ));
    }
    for ((holder, declaration), list, kind, refs) in lists {
        let Some(refs) = refs.known() else { continue };
        let mut seen: HashSet<&Ref> = HashSet::with_capacity(refs.len());
        for (i, to) in refs.iter().enumerate() {
            if !seen.insert(to) {
                problems.push(
                    Problem::warning(codes::LISTED_TWICE)
                        .with("kind", kind)
                        .with("key", to)
                        .with("list", list)
                        .at(within(holder, declaration, format_args!("/{list}/{i}"))),
                );
            }
        }
    }
}
