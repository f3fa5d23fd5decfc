//! A saved snapshot as it streams by: no tree of it is ever held, nothing is believed
//! before the format and the tenant are, and what is named often is held once.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::directory::{
    Directory, DomainId, DomainState, Field, Group, Id, LiveGroup, LiveMember, LiveOrg, LiveRank,
    Member, Org, Post, Ref, SNAPSHOT_FORMAT, Secondary, Snapshot,
};

/// Why a file that is JSON is no snapshot of the tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Its `formatVersion` is another.
    Format(u32),
    /// It is of another tenant.
    Tenant(String),
    /// An object stands under an id which is not its own: nothing meibo wrote.
    Misfiled(Id),
}

/// Reads a snapshot of a tenant.
pub struct Stream<'a> {
    /// `tenant.key` of the configuration; `None` while that is not known.
    pub tenant: Option<&'a str>,
    /// Set where reading ended for another reason than the JSON itself.
    pub refused: &'a mut Option<Refused>,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "camelCase")]
enum Part {
    FormatVersion,
    Tenant,
    ReadAt,
    Directory,
    #[serde(other)]
    Other,
}

/// Why a snapshot of this format and tenant is not one of the tenant wanted.
pub fn refuses(format: u32, tenant: &str, wanted: Option<&str>) -> Option<Refused> {
    if format != SNAPSHOT_FORMAT {
        Some(Refused::Format(format))
    } else if wanted.is_some_and(|wanted| wanted != tenant) {
        Some(Refused::Tenant(tenant.to_owned()))
    } else {
        None
    }
}

impl<'de> DeserializeSeed<'de> for Stream<'_> {
    type Value = Snapshot;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Snapshot, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Stream<'_> {
    type Value = Snapshot;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a snapshot")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Snapshot, A::Error> {
        let (mut format, mut tenant) = (None::<u32>, None::<String>);
        let (mut read_at, mut directory) = (None, None);
        while let Some(part) = map.next_key()? {
            match part {
                Part::FormatVersion => once(&mut format, map.next_value()?, "formatVersion")?,
                Part::Tenant => once(&mut tenant, map.next_value()?, "tenant")?,
                Part::ReadAt => once(&mut read_at, map.next_value()?, "readAt")?,
                Part::Directory => {
                    let refused = &mut *self.refused;
                    let read = map.next_value_seed(WholeDirectory { refused })?;
                    once(&mut directory, read, "directory")?;
                }
                Part::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            // As soon as both are known, wherever they stand.
            if let (Some(format), Some(found)) = (format, &tenant)
                && let Some(why) = refuses(format, found, self.tenant)
            {
                *self.refused = Some(why);
                return Err(A::Error::custom("refused"));
            }
        }
        let missing = A::Error::missing_field;
        Ok(Snapshot {
            format_version: format.ok_or_else(|| missing("formatVersion"))?,
            tenant: tenant.ok_or_else(|| missing("tenant"))?,
            read_at: read_at.ok_or_else(|| missing("readAt"))?,
            directory: directory.ok_or_else(|| missing("directory"))?,
        })
    }
}

fn once<T, E: Error>(place: &mut Option<T>, value: T, name: &'static str) -> Result<(), E> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(E::duplicate_field(name)),
    }
}

struct WholeDirectory<'a> {
    refused: &'a mut Option<Refused>,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "camelCase")]
enum Section {
    Domains,
    Ranks,
    Orgs,
    Members,
    Groups,
    #[serde(other)]
    Other,
}

impl<'de> DeserializeSeed<'de> for WholeDirectory<'_> {
    type Value = Directory;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Directory, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for WholeDirectory<'_> {
    type Value = Directory;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a directory")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Directory, A::Error> {
        // What is kept in `Directory` is read here: a new section must not be forgotten.
        let mut directory = Directory {
            domains: BTreeMap::<DomainId, DomainState>::new(),
            ranks: IndexMap::new(),
            orgs: IndexMap::new(),
            members: IndexMap::new(),
            groups: IndexMap::new(),
        };
        while let Some(section) = map.next_key()? {
            let (known, refused) = (&directory, &mut *self.refused);
            match section {
                Section::Domains => directory.domains = map.next_value()?,
                Section::Ranks => {
                    directory.ranks = map.next_value_seed(Objects::new(known, refused))?
                }
                Section::Orgs => {
                    directory.orgs = map.next_value_seed(Objects::new(known, refused))?
                }
                Section::Members => {
                    directory.members = map.next_value_seed(Objects::new(known, refused))?;
                }
                Section::Groups => {
                    directory.groups = map.next_value_seed(Objects::new(known, refused))?;
                }
                Section::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(directory)
    }
}

/// The objects of one kind by id.
struct Objects<'a, T> {
    known: &'a Directory,
    refused: &'a mut Option<Refused>,
    kind: PhantomData<T>,
}

impl<'a, T> Objects<'a, T> {
    fn new(known: &'a Directory, refused: &'a mut Option<Refused>) -> Self {
        Objects {
            known,
            refused,
            kind: PhantomData,
        }
    }
}

impl<'de, T: Stored + Deserialize<'de>> DeserializeSeed<'de> for Objects<'_, T> {
    type Value = IndexMap<Id, Arc<T>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Stored + Deserialize<'de>> Visitor<'de> for Objects<'_, T> {
    type Value = IndexMap<Id, Arc<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("objects by id")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut objects = IndexMap::new();
        while let Some((id, mut object)) = map.next_entry::<Id, T>()? {
            if *object.id() != id {
                *self.refused = Some(Refused::Misfiled(id));
                return Err(A::Error::custom("refused"));
            }
            *object.id() = id.clone();
            object.share(self.known);
            objects.insert(id, Arc::new(object));
        }
        objects.shrink_to_fit();
        Ok(objects)
    }
}

/// A live object that is stored by its id.
trait Stored {
    fn id(&mut self) -> &mut Id;

    /// Lets references share the ids of the objects they name, where those were read
    /// before, and gives back what lists were given to grow.
    fn share(&mut self, known: &Directory);
}

impl Stored for LiveRank {
    fn id(&mut self) -> &mut Id {
        &mut self.id
    }

    fn share(&mut self, _: &Directory) {}
}

impl Stored for LiveOrg {
    fn id(&mut self) -> &mut Id {
        &mut self.id
    }

    fn share(&mut self, known: &Directory) {
        let Org {
            allowed_recipients,
            allowed_senders,
            ..
        } = &mut self.props;
        for list in [allowed_recipients, allowed_senders] {
            share_all(list, &known.members);
        }
    }
}

impl Stored for LiveMember {
    fn id(&mut self) -> &mut Id {
        &mut self.id
    }

    fn share(&mut self, known: &Directory) {
        let Member {
            level,
            user_type,
            posts,
            secondary,
            ..
        } = &mut self.props;
        for rank in [level, user_type] {
            share_one(rank, &known.ranks);
        }
        share_posts(posts, known);
        for Secondary { level, posts, .. } in secondary.known_mut().into_iter().flatten() {
            share_one(level, &known.ranks);
            share_posts(posts, known);
        }
    }
}

impl Stored for LiveGroup {
    fn id(&mut self) -> &mut Id {
        &mut self.id
    }

    fn share(&mut self, known: &Directory) {
        let Group {
            masters,
            members,
            orgs,
            allowed_recipients,
            allowed_senders,
            ..
        } = &mut self.props;
        for list in [masters, members, allowed_recipients, allowed_senders] {
            share_all(list, &known.members);
        }
        share_all(orgs, &known.orgs);
    }
}

fn share_posts(posts: &mut Field<Vec<Post>>, known: &Directory) {
    let Some(posts) = posts.known_mut() else {
        return;
    };
    posts.shrink_to_fit();
    for Post { org, position, .. } in posts {
        share_ref(org, &known.orgs);
        share_one(position, &known.ranks);
    }
}

fn share_all<T>(list: &mut Field<Vec<Ref>>, known: &IndexMap<Id, T>) {
    if let Some(list) = list.known_mut() {
        list.shrink_to_fit();
        list.iter_mut().for_each(|entry| share_ref(entry, known));
    }
}

fn share_one<T>(field: &mut Field<Option<Ref>>, known: &IndexMap<Id, T>) {
    if let Some(Some(reference)) = field.known_mut() {
        share_ref(reference, known);
    }
}

fn share_ref<T>(reference: &mut Ref, known: &IndexMap<Id, T>) {
    if let Ref::Id(id) = reference
        && let Some((held, _)) = known.get_key_value(id)
    {
        *id = held.clone();
    }
}
