//! A member's `organizations`: level and posts in the primary and in other domains. One
//! API property, written whole (facts 5.1.5), so its goal is a whole too.

use serde_json::{Map, Value, json};

use super::Scope;
use super::rank::over;
use crate::directory::{DomainId, Field, Id, Kind, Member, Post, Ref, Secondary};

/// Level, posts and secondary domains after the change, with every reference an id and
/// every flag known.
pub fn posts_goal(now: &Member, declared: &Member, scope: &Scope<'_>) -> Member {
    let level = level_goal(&now.level, &declared.level, scope.domain, scope);
    let posts = list_goal(&now.posts, &declared.posts, scope.domain, scope);
    let secondary = match declared.secondary.known() {
        None => now.secondary.clone(),
        Some(wanted) => {
            let present = |domain: DomainId| {
                now.secondary
                    .known()
                    .into_iter()
                    .flatten()
                    .find(move |s| s.domain == domain)
            };
            let mut list: Vec<Secondary> = wanted
                .iter()
                .map(|secondary| {
                    let Secondary {
                        domain,
                        email,
                        level,
                        posts,
                    } = secondary;
                    let empty = Secondary {
                        domain: *domain,
                        email: Field::Absent,
                        level: Field::Known(None),
                        posts: Field::Known(Vec::new()),
                    };
                    let now = present(*domain).unwrap_or(&empty);
                    Secondary {
                        domain: *domain,
                        email: over(&now.email, email),
                        level: level_goal(&now.level, level, *domain, scope),
                        posts: list_goal(&now.posts, posts, *domain, scope),
                    }
                })
                .collect();
            // A domain that the list leaves out goes, but for posts in orgs that this
            // configuration does not manage.
            for left in now.secondary.known().into_iter().flatten() {
                if wanted.iter().any(|s| s.domain == left.domain) {
                    continue;
                }
                let kept = list_goal(&left.posts, &Field::Known(Vec::new()), left.domain, scope);
                if kept.known().is_some_and(|posts| !posts.is_empty()) {
                    list.push(Secondary {
                        posts: kept,
                        ..left.clone()
                    });
                }
            }
            Field::Known(list)
        }
    };
    Member {
        level,
        posts,
        secondary,
        ..Member::default()
    }
}

fn level_goal(
    now: &Field<Option<Ref>>,
    declared: &Field<Option<Ref>>,
    domain: DomainId,
    scope: &Scope<'_>,
) -> Field<Option<Ref>> {
    match declared {
        Field::Absent => now.clone(),
        Field::Known(None) => Field::Known(None),
        Field::Known(Some(level)) => Field::Known(
            scope
                .resolver
                .resolve(Kind::Level, domain, level)
                .map(Ref::Id),
        ),
    }
}

fn list_goal(
    now: &Field<Vec<Post>>,
    declared: &Field<Vec<Post>>,
    domain: DomainId,
    scope: &Scope<'_>,
) -> Field<Vec<Post>> {
    let present: &[Post] = now.known().map_or(&[], Vec::as_slice);
    let Some(wanted) = declared.known() else {
        return now.clone();
    };
    let held = |id: &Id| present.iter().find(|post| post.org.id() == Some(id));
    // Where one post is said to be primary, no other keeps being it.
    let said = wanted
        .iter()
        .any(|post| post.primary.known() == Some(&true));
    let mut goal: Vec<Post> = Vec::with_capacity(wanted.len());
    for Post {
        org,
        primary,
        position,
        leader,
        visible,
        team_feature,
    } in wanted
    {
        let Some(id) = scope.resolver.resolve(Kind::Org, domain, org) else {
            continue;
        };
        let old = held(&id);
        // Flags left out keep their live value; a new post takes the service's defaults.
        let flag = |declared: &Field<bool>, live: Option<&Field<bool>>, default: bool| {
            Field::Known(match (declared, live) {
                (Field::Known(value), _) => *value,
                (Field::Absent, Some(live)) => live.or(default),
                (Field::Absent, None) => default,
            })
        };
        goal.push(Post {
            primary: flag(primary, old.map(|p| &p.primary).filter(|_| !said), false),
            position: match position {
                Field::Absent => Field::Known(old.and_then(|p| p.position.value().cloned())),
                Field::Known(None) => Field::Known(None),
                Field::Known(Some(position)) => Field::Known(
                    scope
                        .resolver
                        .resolve(Kind::Position, domain, position)
                        .map(Ref::Id),
                ),
            },
            leader: flag(leader, old.map(|p| &p.leader), false),
            visible: flag(visible, old.map(|p| &p.visible), true),
            team_feature: flag(team_feature, old.map(|p| &p.team_feature), true),
            org: Ref::Id(id),
        });
    }
    let named = goal.iter().any(|post| post.primary.or(false));
    for post in present {
        let Some(id) = post.org.id() else { continue };
        if scope.keeps(id) && !goal.iter().any(|p| p.org.id() == Some(id)) {
            let primary = Field::Known(!named && post.primary.or(false));
            goal.push(Post {
                primary,
                ..complete(post)
            });
        }
    }
    // Exactly one is primary; where none says so the service takes the first (facts 5.1.2).
    if !goal.iter().any(|post| post.primary.or(false))
        && let Some(first) = goal.first_mut()
    {
        first.primary = Field::Known(true);
    }
    Field::Known(goal)
}

/// A post with every flag known.
fn complete(post: &Post) -> Post {
    Post {
        org: post.org.clone(),
        primary: Field::Known(post.primary.or(false)),
        position: Field::Known(post.position.value().cloned()),
        leader: Field::Known(post.leader.or(false)),
        visible: Field::Known(post.visible.or(true)),
        team_feature: Field::Known(post.team_feature.or(true)),
    }
}

/// Whether two lists of posts mean the same: order does not matter.
pub fn same_posts(a: &[Post], b: &[Post]) -> bool {
    let sorted = |posts: &[Post]| {
        let mut sorted: Vec<Post> = posts.iter().map(complete).collect();
        sorted.sort_by(|a, b| a.org.cmp(&b.org));
        sorted
    };
    a == b || (a.len() == b.len() && sorted(a) == sorted(b))
}

/// Whether two lists of secondary domains mean the same. A domain without posts and level
/// is no different from one that is not there.
pub fn same_secondary(a: &[Secondary], b: &[Secondary]) -> bool {
    let idle =
        |s: &&Secondary| s.posts.known().is_none_or(Vec::is_empty) && s.level.value().is_none();
    let matching = |x: &Secondary, others: &[Secondary]| {
        others.iter().any(|y| {
            x.domain == y.domain
                && x.level.value() == y.level.value()
                && same_posts(known(&x.posts), known(&y.posts))
                && (x.email == y.email || x.email.is_absent() || y.email.is_absent())
        })
    };
    a.iter().filter(|s| !idle(s)).all(|s| matching(s, b))
        && b.iter().filter(|s| !idle(s)).all(|s| matching(s, a))
}

/// The list where it is known, else none.
pub fn known<T>(list: &Field<Vec<T>>) -> &[T] {
    list.known().map_or(&[], Vec::as_slice)
}

fn known_entries(entries: &Field<Vec<Secondary>>) -> &[Secondary] {
    entries.known().map_or(&[], Vec::as_slice)
}

/// Posts in an order of their own, the primary first: the order of the list says nothing.
fn listed<'p>(posts: &'p [Post], scope: &Scope<'_>) -> Vec<&'p Post> {
    let mut listed: Vec<&Post> = posts.iter().collect();
    listed.sort_by_cached_key(|post| {
        let label = post.org.id().map(|id| scope.resolver.label(id));
        (!post.primary.or(false), label, post.org.id())
    });
    listed
}

/// Entries in the order of the tenant's domains.
fn in_domains<'s>(entries: &'s [Secondary], scope: &Scope<'_>) -> Vec<&'s Secondary> {
    let mut listed: Vec<&Secondary> = entries.iter().collect();
    let place = |id: DomainId| scope.tenant.domains.iter().position(|d| d.id == id);
    listed.sort_by_key(|entry| (place(entry.domain).unwrap_or(usize::MAX), entry.domain));
    listed
}

/// `organizations` of a request: one entry per domain, every flag of every post
/// (facts 11 #31, #33). `levelId` is left out only where there is none before and after.
pub fn organizations_body(now: &Member, goal: &Member, scope: &Scope<'_>) -> Value {
    // A level that is not returned is not settable (facts 5.1.8); of one that is created
    // nothing is returned at all.
    let hidden = now.level.is_absent() && !now.posts.is_absent();
    let level = if hidden { &Field::Absent } else { &goal.level };
    let mut entries = vec![entry(
        scope.domain,
        true,
        None,
        now.level.value().is_some(),
        level,
        &goal.posts,
        scope,
    )];
    for secondary in in_domains(known_entries(&goal.secondary), scope) {
        let before = now
            .secondary
            .known()
            .into_iter()
            .flatten()
            .find(|s| s.domain == secondary.domain);
        // Only sent where the address differs from the login id (facts 11 #35).
        let email = secondary
            .email
            .known()
            .filter(|email| goal.email.known() != Some(*email));
        entries.push(entry(
            secondary.domain,
            false,
            email.map(|email| email.as_str()),
            before.is_some_and(|s| s.level.value().is_some()),
            &secondary.level,
            &secondary.posts,
            scope,
        ));
    }
    Value::Array(entries)
}

fn entry(
    domain: DomainId,
    primary: bool,
    email: Option<&str>,
    had_level: bool,
    level: &Field<Option<Ref>>,
    posts: &Field<Vec<Post>>,
    scope: &Scope<'_>,
) -> Value {
    let reference = |r: &Ref| {
        r.id()
            .map_or(Value::Null, |id| scope.resolver.request_ref(id))
    };
    let mut object = Map::new();
    object.insert("domainId".into(), json!(domain.0));
    object.insert("primary".into(), json!(primary));
    if let Some(email) = email {
        object.insert("email".into(), json!(email));
    }
    match level.value() {
        Some(level) => {
            object.insert("levelId".into(), reference(level));
        }
        None if had_level => {
            object.insert("levelId".into(), Value::Null);
        }
        None => {}
    }
    let units = listed(known(posts), scope).into_iter().map(|post| {
        json!({
            "orgUnitId": reference(&post.org),
            "primary": post.primary.or(false),
            "positionId": post.position.value().map_or(Value::Null, reference),
            "isManager": post.leader.or(false),
            "visible": post.visible.or(true),
            "useTeamFeature": post.team_feature.or(true),
        })
    });
    object.insert("orgUnits".into(), units.collect());
    Value::Object(object)
}

/// Posts in the configuration's vocabulary, flags at their default left out.
pub fn posts_yaml(posts: &[Post], scope: &Scope<'_>) -> Value {
    listed(posts, scope)
        .into_iter()
        .map(|post| {
            let label = |r: &Ref| {
                r.id()
                    .map(|id| scope.resolver.label(id))
                    .unwrap_or_default()
            };
            let mut object = Map::new();
            object.insert("org".into(), json!(label(&post.org)));
            if let Some(position) = post.position.value() {
                object.insert("position".into(), json!(label(position)));
            }
            for (name, shown, value) in [
                ("primary", post.primary.or(false), true),
                ("leader", post.leader.or(false), true),
                ("visible", !post.visible.or(true), false),
                ("teamFeature", !post.team_feature.or(true), false),
            ] {
                if shown {
                    object.insert(name.into(), json!(value));
                }
            }
            Value::Object(object)
        })
        .collect()
}

/// Secondary domains in the configuration's vocabulary, domains by key.
pub fn secondary_yaml(list: &[Secondary], scope: &Scope<'_>) -> Value {
    in_domains(list, scope)
        .into_iter()
        .map(|secondary| {
            let mut object = Map::new();
            let domain = scope.tenant.domain(secondary.domain);
            let key = domain.map_or_else(|| secondary.domain.to_string(), |d| d.key.clone());
            object.insert("domain".into(), json!(key));
            if let Some(email) = secondary.email.known() {
                object.insert("email".into(), json!(email.as_str()));
            }
            if let Some(level) = secondary.level.value().and_then(Ref::id) {
                object.insert("level".into(), json!(scope.resolver.label(level)));
            }
            object.insert("posts".into(), posts_yaml(known(&secondary.posts), scope));
            Value::Object(object)
        })
        .collect()
}
