//! `organizations` of a member: its posts and levels, whole, in the forms worth trying.

use std::collections::BTreeSet;

use meibo::directory::{DomainId, Field, Id, Kind, LiveMember, Member, Post, Ref, Secondary};
use serde_json::{Value, json};

use super::values::Names;

/// One entry: a domain, its address, its level and its posts.
#[derive(Clone)]
struct Entry {
    domain: DomainId,
    email: Option<String>,
    level: Option<Id>,
    posts: Vec<Value>,
}

/// The declared posts in the forms worth trying, with the addresses given to the primary
/// entry: all that are there, and these without leading anywhere.
pub fn declared(
    names: &Names<'_>,
    now: Option<&LiveMember>,
    want: &Member,
    domain: DomainId,
    email: Option<&str>,
) -> Vec<Value> {
    let held = now.filter(|it| it.domain == domain).map(|it| &it.props);
    let empty = Field::Absent;
    let level = |declared: &Field<Option<Ref>>, held: Option<&Field<Option<Ref>>>| match declared {
        Field::Absent => held.and_then(Field::value).and_then(Ref::id).cloned(),
        Field::Known(None) => None,
        Field::Known(Some(target)) => names.find(Kind::Level, target),
    };
    let mut entries = vec![Entry {
        domain,
        email: email.map(str::to_owned),
        level: level(&want.level, held.map(|it| &it.level)),
        posts: posts(names, held.map_or(&empty, |it| &it.posts), &want.posts),
    }];
    let away = now.and_then(|it| it.props.secondary.known());
    for entry in want.secondary.known().into_iter().flatten() {
        let held = away.and_then(|list| list.iter().find(|it| it.domain == entry.domain));
        entries.push(Entry {
            domain: entry.domain,
            email: entry.email.known().map(|it| it.as_str().to_owned()),
            level: level(&entry.level, held.map(|it| &it.level)),
            posts: posts(
                names,
                held.map_or(&Field::Absent, |it| &it.posts),
                &entry.posts,
            ),
        });
    }
    let led = entries
        .iter()
        .flat_map(|it| &it.posts)
        .any(|it| it["isManager"] == json!(true));
    let mut wanted = vec![body(&entries)];
    if led {
        for post in entries.iter_mut().flat_map(|it| &mut it.posts) {
            post["isManager"] = json!(false);
        }
        wanted.push(body(&entries));
    }
    wanted
}

/// Without posts and levels; and what it has now without what goes.
pub fn reduced(now: &LiveMember, goes: &BTreeSet<Id>) -> Vec<Value> {
    let stays = |post: &&Post| post.org.id().is_none_or(|id| !goes.contains(id));
    let entry = |domain, level: &Field<Option<Ref>>, posts: &Field<Vec<Post>>| Entry {
        domain,
        email: None,
        level: (level.value().and_then(Ref::id))
            .filter(|id| !goes.contains(*id))
            .cloned(),
        posts: (posts.known().into_iter().flatten().filter(stays))
            .map(as_is)
            .collect(),
    };
    let props = &now.props;
    let mut kept = vec![entry(now.domain, &props.level, &props.posts)];
    let away = props.secondary.known().into_iter().flatten();
    kept.extend(away.map(|it: &Secondary| entry(it.domain, &it.level, &it.posts)));
    let none = Entry {
        domain: now.domain,
        email: None,
        level: None,
        posts: Vec::new(),
    };
    vec![body(&kept), body(&[none])]
}

fn as_is(post: &Post) -> Value {
    json!({
        "orgUnitId": post.org.id(),
        "primary": post.primary.or(false),
        "isManager": post.leader.or(false),
        "visible": post.visible.or(true),
        "useTeamFeature": post.team_feature.or(true),
    })
}

/// The declared posts that are there. What a post leaves open stays as it is.
fn posts(names: &Names<'_>, held: &Field<Vec<Post>>, want: &Field<Vec<Post>>) -> Vec<Value> {
    let held = held.known().map_or(&[][..], Vec::as_slice);
    let Some(want) = want.known() else {
        return held.iter().map(as_is).collect();
    };
    let said = want.iter().position(|it| it.primary == Field::Known(true));
    let mut list = Vec::new();
    for (n, post) in want.iter().enumerate() {
        let Some(org) = names.find(Kind::Org, &post.org) else {
            continue;
        };
        let old = held.iter().find(|it| it.org.id() == Some(&org));
        let open = |declared: &Field<bool>, old: Option<&Field<bool>>, default| match declared {
            Field::Known(said) => *said,
            Field::Absent => old.map_or(default, |it| it.or(default)),
        };
        list.push(json!({
            "orgUnitId": org,
            "primary": n == said.unwrap_or(0),
            "isManager": open(&post.leader, old.map(|it| &it.leader), false),
            "visible": open(&post.visible, old.map(|it| &it.visible), true),
            "useTeamFeature": open(&post.team_feature, old.map(|it| &it.team_feature), true),
        }));
    }
    list
}

fn body(entries: &[Entry]) -> Value {
    let entries = entries.iter().enumerate().map(|(n, entry)| {
        let mut body = json!({
            "domainId": entry.domain.0,
            "primary": n == 0,
            "orgUnits": entry.posts,
        });
        // Sent even where there is none only if that is allowed: null clears.
        if let Some(level) = &entry.level {
            body["levelId"] = json!(level);
        }
        if let Some(email) = &entry.email {
            body["email"] = json!(email);
        }
        body
    });
    entries.collect()
}
