//! From references to ids, and from ids back to what people call the objects.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::{Value, json};

use super::matching::{Matches, key_scope};
use super::objects::member_name;
use crate::check::each_reference;
use crate::directory::{Declaration, Desired, Directory, DomainId, Field, Id, Key, Kind, Ref};

/// Knows the id of every declared object: the live one that it is, or most likely is; a
/// stand-in until the plan creates it; or the one the rehearsal gave it. A clone shares all but the last.
#[derive(Clone)]
pub struct Resolver<'a> {
    desired: &'a Desired,
    live: &'a Directory,
    matches: Arc<Matches>,
    keys: Arc<Keys>,
    /// Addresses that references name.
    by_email: Arc<HashMap<String, Id>>,
    /// Stand-in -> id in the rehearsed world.
    created: HashMap<Id, Id>,
    /// Id in the rehearsed world -> what it stands for.
    stands_for: HashMap<Id, (Kind, DomainId, Key)>,
    default_domain: Option<DomainId>,
}

/// Ids by external key, in the scope of the key (facts 4.2).
#[derive(Default)]
struct Keys {
    orgs: HashMap<Key, Id>,
    members: HashMap<Key, Id>,
    groups: HashMap<Key, Id>,
    ranks: HashMap<(Kind, Option<DomainId>), HashMap<Key, Id>>,
}

impl Keys {
    fn of(&mut self, kind: Kind, domain: DomainId) -> &mut HashMap<Key, Id> {
        match kind {
            Kind::Org => &mut self.orgs,
            Kind::Member => &mut self.members,
            Kind::Group => &mut self.groups,
            Kind::Level | Kind::Position | Kind::UserType => {
                let scope = (kind, key_scope(kind, domain));
                self.ranks.entry(scope).or_default()
            }
        }
    }

    fn get(&self, kind: Kind, domain: DomainId, key: &Key) -> Option<&Id> {
        let keys = match kind {
            Kind::Org => &self.orgs,
            Kind::Member => &self.members,
            Kind::Group => &self.groups,
            Kind::Level | Kind::Position | Kind::UserType => {
                self.ranks.get(&(kind, key_scope(kind, domain)))?
            }
        };
        keys.get(key)
    }
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

impl<'a> Resolver<'a> {
    /// Over what is declared, then what is live.
    pub fn new(desired: &'a Desired, live: &'a Directory, matches: Arc<Matches>) -> Resolver<'a> {
        let mut keys = Keys::default();
        keys.orgs.reserve(desired.orgs.len());
        keys.members.reserve(desired.members.len());
        keys.groups.reserve(desired.groups.len());
        let mut declare = |kind: Kind, at: usize, declaration: &Declaration| {
            let id = match matches.likely_id(kind, at) {
                Some(id) => id.clone(),
                // What must not be created stands for nothing: an error of its own.
                None if matches.unsettled.contains(&(kind, at)) => return,
                None => stand_in(kind, at),
            };
            keys.of(kind, declaration.domain)
                .insert(declaration.key.clone(), id);
        };
        for (at, rank) in desired.ranks.iter().enumerate() {
            declare(rank.kind.into(), at, &rank.declaration);
        }
        for (at, org) in desired.orgs.iter().enumerate() {
            declare(Kind::Org, at, &org.declaration);
        }
        for (at, member) in desired.members.iter().enumerate() {
            declare(Kind::Member, at, &member.declaration);
        }
        for (at, group) in desired.groups.iter().enumerate() {
            declare(Kind::Group, at, &group.declaration);
        }
        let by_email = emails(desired, live, &keys);
        // A section that is not in the configuration may be referred to all the same: then
        // a key means the live object that has it.
        let mut keyed = |kind: Kind, domain: DomainId, key: Option<&Key>, id: &Id| {
            if let Some(key) = key
                && !matches.declared.contains_key(id)
            {
                let keys = keys.of(kind, domain);
                keys.entry(key.clone()).or_insert_with(|| id.clone());
            }
        };
        for rank in live.ranks.values() {
            keyed(rank.kind.into(), rank.domain, rank.key.as_ref(), &rank.id);
        }
        for org in live.orgs.values() {
            keyed(Kind::Org, org.domain, org.key.as_ref(), &org.id);
        }
        for member in live.members.values() {
            keyed(Kind::Member, member.domain, member.key.as_ref(), &member.id);
        }
        for group in live.groups.values() {
            keyed(Kind::Group, group.domain, group.key.as_ref(), &group.id);
        }
        Resolver {
            desired,
            live,
            matches,
            keys: Arc::new(keys),
            by_email: Arc::new(by_email),
            created: HashMap::new(),
            stands_for: HashMap::new(),
            // Where there are several, every key of a rank says in which it is meant.
            default_domain: match desired.tenant.domains.as_slice() {
                [only] => Some(only.id),
                _ => None,
            },
        }
    }

    /// The id a reference means now; `None` when it names nothing.
    pub fn resolve(&self, kind: Kind, domain: DomainId, reference: &Ref) -> Option<Id> {
        let id = match reference {
            Ref::Id(id) => id.clone(),
            Ref::Key(key) => self.keys.get(kind, domain, key)?.clone(),
            Ref::Email(email) => self.by_email.get(&email.as_str().to_lowercase())?.clone(),
        };
        if !is_stand_in(&id) {
            return Some(id);
        }
        Some(self.created.get(&id).cloned().unwrap_or(id))
    }

    /// Says which id the rehearsed world gave to a created object.
    pub fn bind(&mut self, kind: Kind, at: usize, domain: DomainId, key: &Key, id: Id) {
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

    /// A text as it may be shown: where it is a stand-in, what people call the object.
    pub fn shown(&self, text: String) -> String {
        let stand_in = Id::from(text.as_str());
        if is_stand_in(&stand_in) {
            self.label(&stand_in)
        } else {
            text
        }
    }

    /// A text that is an id, as people call what has it; any other as it is.
    pub fn named(&self, text: String) -> String {
        let id = Id::from(text.as_str());
        if self.key(&id).is_some() || self.name(&id).is_some() {
            self.label(&id)
        } else {
            text
        }
    }

    /// What people call an object: its key, or its id and name.
    pub fn label(&self, id: &Id) -> String {
        self.called(id).into_owned()
    }

    /// The same, borrowed where it is a key.
    pub fn called(&self, id: &Id) -> Cow<'_, str> {
        match self.key(id) {
            Some(key) => Cow::Borrowed(key.as_str()),
            None => Cow::Owned(match self.name(id) {
                Some(name) => format!("id:{id} ({name})"),
                None => format!("id:{id}"),
            }),
        }
    }

    /// The key an object has once the plan is applied.
    fn key(&self, id: &Id) -> Option<&Key> {
        if let Some((_, _, key)) = self.stands_for.get(id) {
            return Some(key);
        }
        let declared = self.matches.declared.get(id).copied();
        if let Some((kind, at)) = declared.or_else(|| stood_in(id)) {
            return Some(&self.desired.declaration(kind, at)?.key);
        }
        let live = self.live;
        None.or_else(|| live.members.get(id).map(|member| &member.key))
            .or_else(|| live.orgs.get(id).map(|org| &org.key))
            .or_else(|| live.groups.get(id).map(|group| &group.key))
            .or_else(|| live.ranks.get(id).map(|rank| &rank.key))?
            .as_ref()
    }

    /// The name of a live object.
    fn name(&self, id: &Id) -> Option<String> {
        let live = self.live;
        let name = |name: &Field<String>| name.known().cloned().unwrap_or_default();
        None.or_else(|| (live.members.get(id)).map(|member| member_name(&member.props)))
            .or_else(|| live.orgs.get(id).map(|org| name(&org.props.name)))
            .or_else(|| live.groups.get(id).map(|group| name(&group.props.name)))
            .or_else(|| live.ranks.get(id).map(|rank| name(&rank.props.name)))
    }
}

/// Whose each address is that a reference names: a declared member's, else a live one's.
fn emails(desired: &Desired, live: &Directory, keys: &Keys) -> HashMap<String, Id> {
    let mut named: HashSet<String> = HashSet::new();
    each_reference(desired, &mut |reference, _| {
        if let Ref::Email(email) = reference.to {
            named.insert(email.as_str().to_lowercase());
        }
    });
    let mut found = HashMap::new();
    if named.is_empty() {
        return found;
    }
    for member in &desired.members {
        let declaration = &member.declaration;
        if let Some(email) = member.props.email.known()
            && let Some(email) = named.get(&email.as_str().to_lowercase())
            && let Some(id) = keys.get(Kind::Member, declaration.domain, &declaration.key)
        {
            found.insert(email.clone(), id.clone());
        }
    }
    for member in live.members.values() {
        if let Some(email) = member.props.email.known()
            && let Some(email) = named.get(&email.as_str().to_lowercase())
        {
            let own = || member.id.clone();
            found.entry(email.clone()).or_insert_with(own);
        }
    }
    found
}
