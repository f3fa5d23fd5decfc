//! `organizations`: posts, one entry per domain (facts 5.1.2).

use crate::directory::{DomainId, Email, Field, Key, LiveMember, Post, RankKind, Ref, Secondary};
use crate::world::body::Body;
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons};

use super::held;

/// Posts of one member in one domain.
const POSTS: usize = 30;

/// One entry, its references found.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub domain: DomainId,
    pub primary: bool,
    pub user_key: Field<Option<Key>>,
    pub email: Field<Email>,
    pub level: Option<Ref>,
    pub posts: Vec<Post>,
}

/// Reads all entries. Exactly one is primary: the one that says so, else the first.
pub(super) fn read(
    state: &State,
    body: &Body<'_>,
    old: Option<&LiveMember>,
) -> Result<Field<Vec<Entry>>, Refusal> {
    const LIST: &str = "organizations";
    let Field::Known(given) = body.objects(LIST, usize::MAX)? else {
        return Ok(Field::Absent);
    };
    let mut entries: Vec<Entry> = Vec::with_capacity(given.len());
    for each in &given {
        let entry = entry(state, each, old)?;
        if entries.iter().any(|other| other.domain == entry.domain) {
            return Err(each
                .refuse(reasons::DUPLICATE_DOMAIN, Mark::D, "domainId")
                .with("value", entry.domain));
        }
        entries.push(entry);
    }
    let flags = entries.iter_mut().map(|entry| &mut entry.primary);
    one_primary(flags, || body.path(LIST))?;
    Ok(Field::Known(entries))
}

fn entry(state: &State, body: &Body<'_>, old: Option<&LiveMember>) -> Result<Entry, Refusal> {
    let domain = body.required_domain("domainId")?;
    let domain = state.known_domain(&body.path("domainId"), domain)?;
    let email = match body.nullable_text("email", Text::up_to(90))? {
        Field::Known(Some(text)) => {
            Field::Known(held::address(state, old, &body.path("email"), text)?)
        }
        Field::Known(None) | Field::Absent => Field::Absent,
    };
    let level = held::rank(state, body, old, RankKind::Level, domain, "levelId")?;
    let mut posts: Vec<Post> = Vec::new();
    for each in body
        .objects("orgUnits", POSTS)?
        .into_known()
        .unwrap_or_default()
    {
        let post = post(state, &each, old, domain)?;
        if posts.iter().any(|other| other.org == post.org) {
            return Err(each
                .refuse(reasons::DUPLICATE_ENTRY, Mark::I, "orgUnitId")
                .with("value", &post.org));
        }
        posts.push(post);
    }
    let mut flags: Vec<bool> = posts.iter().map(|post| post.primary.or(false)).collect();
    one_primary(flags.iter_mut(), || body.path("orgUnits"))?;
    for (post, primary) in posts.iter_mut().zip(flags) {
        post.primary = Field::Known(primary);
    }
    Ok(Entry {
        domain,
        primary: body.flag("primary")?.or(false),
        user_key: body.key("userExternalKey")?,
        email,
        level: level.flatten(),
        posts,
    })
}

fn post(
    state: &State,
    body: &Body<'_>,
    old: Option<&LiveMember>,
    domain: DomainId,
) -> Result<Post, Refusal> {
    let org = held::org(state, body, old, "orgUnitId")?;
    let position = held::rank(state, body, old, RankKind::Position, domain, "positionId")?;
    let elsewhere = (state.directory.orgs.get(&org)).is_some_and(|found| found.domain != domain);
    if elsewhere {
        return Err(body
            .refuse(reasons::ORG_IN_OTHER_DOMAIN, Mark::I, "orgUnitId")
            .with("org", &org)
            .with("domain", domain));
    }
    Ok(Post {
        org: Ref::Id(org),
        primary: Field::Known(body.flag("primary")?.or(false)),
        position: Field::Known(position.flatten()),
        // Flags left out fall back to their defaults (facts 11 #33).
        leader: Field::Known(body.flag("isManager")?.or(false)),
        visible: Field::Known(body.flag("visible")?.or(true)),
        team_feature: Field::Known(body.flag("useTeamFeature")?.or(true)),
    })
}

fn one_primary<'a>(
    flags: impl Iterator<Item = &'a mut bool>,
    path: impl Fn() -> String,
) -> Result<(), Refusal> {
    let mut flags: Vec<&mut bool> = flags.collect();
    match flags.iter().filter(|flag| ***flag).count() {
        0 => {
            if let Some(first) = flags.first_mut() {
                **first = true;
            }
            Ok(())
        }
        1 => Ok(()),
        _ => Err(
            Refusal::new(400, reasons::SEVERAL_PRIMARIES, "5.1.2", Mark::D)
                .with("property", path()),
        ),
    }
}

/// Puts posts in place of those a member has. Its domain, key and address stand already.
pub(super) fn place(
    state: &State,
    member: &mut LiveMember,
    entries: Vec<Entry>,
) -> Result<(), Refusal> {
    if !state.assumptions.organization_user_key_is_ignored {
        for (n, entry) in entries.iter().enumerate() {
            if let Some(key) = entry.user_key.value()
                && member.key.as_ref() != Some(key)
            {
                return Err(
                    Refusal::new(400, reasons::OTHER_USER_KEY, "11 #34", Mark::E)
                        .with("property", format!("organizations[{n}].userExternalKey"))
                        .with("value", key)
                        .with("key", member.key.as_ref().map_or("", |key| key.as_str())),
                );
            }
        }
    }
    let primary = entries.iter().find(|entry| entry.primary);
    if let Some(primary) = primary
        && primary.domain != member.domain
    {
        return Err(
            Refusal::new(400, reasons::PRIMARY_IN_OTHER_DOMAIN, "5.1.5", Mark::I)
                .with("property", "organizations")
                .with("value", primary.domain)
                .with("domain", member.domain),
        );
    }
    seat(member, entries);
    Ok(())
}

/// The same without checks: the primary entry is of the member's domain, or there is none.
pub(super) fn seat(member: &mut LiveMember, entries: Vec<Entry>) {
    let (mut level, mut posts, mut secondary) = (None, Vec::new(), Vec::new());
    for entry in entries {
        if entry.primary {
            (level, posts) = (entry.level, entry.posts);
        } else {
            secondary.push(Secondary {
                domain: entry.domain,
                email: entry.email,
                level: Field::Known(entry.level),
                posts: Field::Known(entry.posts),
            });
        }
    }
    member.props.level = Field::Known(level);
    member.props.posts = Field::Known(posts);
    member.props.secondary = Field::Known(secondary);
}
