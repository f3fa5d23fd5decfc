//! From references to ids, and from ids back to what people call the objects.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::matching::{Matches, key_scope};
use super::objects::member_name;
use crate::directory::{Desired, Directory, DomainId, Id, Key, Kind, Ref};

/// Knows the id of every declared object: the live one, a stand-in until the plan creates
/// it, or the one the rehearsal gave it.
#[derive(Clone, Debug, Default)]
pub struct Resolver {
    by_key: HashMap<(Kind, Option<DomainId>, Key), Id>,
    by_email: HashMap<String, Id>,
    /// Stand-in -> id in the rehearsed world.
    created: HashMap<Id, Id>,
    /// Id in the rehearsed world -> what it stands for.
    stands_for: HashMap<Id, (Kind, DomainId, Key)>,
    default_domain: Option<DomainId>,
    labels: HashMap<Id, String>,
}

/// The stand-in id of an object that the plan is to create. Real ids never hold a colon
/// after `new`, since they are opaque strings of the service's own making.
pub fn stand_in(kind: Kind, at: usize) -> Id {
    Id::from(format!("\u{1}new:{kind}:{at}"))
}

/// What a stand-in stands for.
pub fn stood_in(id: &Id) -> Option<(Kind, usize)> {
    let (kind, at) = id.as_str().strip_prefix("\u{1}new:")?.split_once(':')?;
    Some((Kind::from_name(kind)?, at.parse().ok()?))
}

/// Whether an id is a stand-in.
pub fn is_stand_in(id: &Id) -> bool {
    id.as_str().starts_with('\u{1}')
}

impl Resolver {
    /// Over what is declared, then what is live.
    pub fn new(desired: &Desired, live: &Directory, matches: &Matches) -> Resolver {
        let mut resolver = Resolver {
            // Where there are several, every key of a rank says in which it is meant.
            default_domain: match desired.tenant.domains.as_slice() {
                [only] => Some(only.id),
                _ => None,
            },
            ..Resolver::default()
        };
        let mut declare = |kind: Kind, at: usize, domain, key: &Key, found: Option<&Id>| {
            let id = found.cloned().unwrap_or_else(|| stand_in(kind, at));
            resolver.labels.insert(id.clone(), key.to_string());
            resolver
                .by_key
                .insert((kind, key_scope(kind, domain), key.clone()), id);
        };
        for (at, rank) in desired.ranks.iter().enumerate() {
            let found = matches.ranks[at].as_ref().map(|m| &m.id);
            declare(
                rank.kind.into(),
                at,
                rank.declaration.domain,
                &rank.declaration.key,
                found,
            );
        }
        for (at, org) in desired.orgs.iter().enumerate() {
            let found = matches.orgs[at].as_ref().map(|m| &m.id);
            declare(
                Kind::Org,
                at,
                org.declaration.domain,
                &org.declaration.key,
                found,
            );
        }
        for (at, member) in desired.members.iter().enumerate() {
            let found = matches.members[at].as_ref().map(|m| &m.id);
            declare(
                Kind::Member,
                at,
                member.declaration.domain,
                &member.declaration.key,
                found,
            );
        }
        for (at, group) in desired.groups.iter().enumerate() {
            let found = matches.groups[at].as_ref().map(|m| &m.id);
            declare(
                Kind::Group,
                at,
                group.declaration.domain,
                &group.declaration.key,
                found,
            );
        }
        for (at, member) in desired.members.iter().enumerate() {
            if let Some(email) = member.props.email.known() {
                let key = (Kind::Member, None, member.declaration.key.clone());
                if let Some(id) = resolver.by_key.get(&key) {
                    resolver
                        .by_email
                        .insert(email.as_str().to_lowercase(), id.clone());
                }
            }
            let _ = at;
        }
        for member in live.members.values() {
            if let Some(email) = member.props.email.known() {
                resolver
                    .by_email
                    .entry(email.as_str().to_lowercase())
                    .or_insert_with(|| member.id.clone());
            }
            resolver.key_live(Kind::Member, member.domain, member.key.as_ref(), &member.id);
            resolver.label_live(&member.id, member.key.as_ref(), || {
                member_name(&member.props)
            });
        }
        for org in live.orgs.values() {
            let name = || org.props.name.known().cloned().unwrap_or_default();
            resolver.key_live(Kind::Org, org.domain, org.key.as_ref(), &org.id);
            resolver.label_live(&org.id, org.key.as_ref(), name);
        }
        for group in live.groups.values() {
            let name = || group.props.name.known().cloned().unwrap_or_default();
            resolver.key_live(Kind::Group, group.domain, group.key.as_ref(), &group.id);
            resolver.label_live(&group.id, group.key.as_ref(), name);
        }
        for rank in live.ranks.values() {
            let name = || rank.props.name.known().cloned().unwrap_or_default();
            resolver.key_live(rank.kind.into(), rank.domain, rank.key.as_ref(), &rank.id);
            resolver.label_live(&rank.id, rank.key.as_ref(), name);
        }
        resolver
    }

    /// A section that is not in the configuration may be referred to all the same: then
    /// a key means the live object that has it.
    fn key_live(&mut self, kind: Kind, domain: DomainId, key: Option<&Key>, id: &Id) {
        if let Some(key) = key {
            self.by_key
                .entry((kind, key_scope(kind, domain), key.clone()))
                .or_insert_with(|| id.clone());
        }
    }

    fn label_live(&mut self, id: &Id, key: Option<&Key>, name: impl FnOnce() -> String) {
        if self.labels.contains_key(id) {
            return;
        }
        let label = match key {
            Some(key) => key.to_string(),
            None => format!("id:{id} ({})", name()),
        };
        self.labels.insert(id.clone(), label);
    }

    /// The id a reference means now; `None` when it names nothing.
    pub fn resolve(&self, kind: Kind, domain: DomainId, reference: &Ref) -> Option<Id> {
        let id = match reference {
            Ref::Id(id) => id.clone(),
            Ref::Key(key) => self
                .by_key
                .get(&(kind, key_scope(kind, domain), key.clone()))?
                .clone(),
            Ref::Email(email) => self.by_email.get(&email.as_str().to_lowercase())?.clone(),
        };
        Some(self.created.get(&id).cloned().unwrap_or(id))
    }

    /// Says which id the rehearsed world gave to a created object.
    pub fn bind(&mut self, kind: Kind, at: usize, domain: DomainId, key: &Key, id: Id) {
        self.labels.insert(id.clone(), key.to_string());
        self.stands_for
            .insert(id.clone(), (kind, domain, key.clone()));
        self.created.insert(stand_in(kind, at), id);
    }

    /// How a request names an object: by id, or by `$id` where the plan creates it.
    pub fn request_ref(&self, id: &Id) -> Value {
        match self.stands_for.get(id) {
            None => Value::String(id.to_string()),
            Some((kind, domain, key)) => {
                let mut named = json!({"kind": kind.name(), "key": key.as_str()});
                // Level and position keys are unique in their domain only.
                if key_scope(*kind, *domain).is_some() && Some(*domain) != self.default_domain {
                    named["domain"] = json!(domain.0);
                }
                json!({ "$id": named })
            }
        }
    }

    /// The same inside a path: the id percent-encoded, or the `$id` object as compact JSON.
    pub fn path_ref(&self, id: &Id) -> String {
        match self.request_ref(id) {
            Value::String(text) => {
                percent_encoding::utf8_percent_encode(&text, super::placeholder::SEGMENT)
                    .to_string()
            }
            object => object.to_string(),
        }
    }

    /// What people call an object: its key, or its id and name.
    pub fn label(&self, id: &Id) -> String {
        self.labels
            .get(id)
            .cloned()
            .unwrap_or_else(|| format!("id:{id}"))
    }
}
