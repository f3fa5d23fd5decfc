//! Look-ups over a directory that are not linear. Derived: [`super::state::State`]
//! keeps it true and it is never saved.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use crate::directory::{
    Directory, DomainId, Email, Group, Id, Key, Kind, LiveGroup, LiveMember, LiveOrg, LiveRank,
    Org, Post, Ref,
};

use super::Assumptions;
use super::few::{Few, Mentions};
use super::siblings::Siblings;
use super::state::parent_of;

/// Reverse look-ups. A live tenant may hold what the write rules would refuse (two
/// groups whose names differ in case alone), so every look-up leads to several ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    keys: HashMap<(Kind, Option<DomainId>, Key), Few<Id>>,
    names: HashMap<(Kind, DomainId, String), Few<Id>>,
    addresses: HashMap<(DomainId, Email), Few<(Kind, Id)>>,
    mail_domains: HashMap<String, usize>,
    logins: HashMap<Email, Few<Id>>,
    /// The children of every org in their order.
    pub(super) siblings: Siblings,
    mentions: HashMap<Id, Mentions>,
    leaders: HashMap<Id, Few<Id>>,
    customs: HashMap<(DomainId, String), BTreeSet<Id>>,
    counts: HashMap<(Kind, DomainId), usize>,
    free_deleted: bool,
}

impl Index {
    /// The index of a whole directory.
    pub fn build(directory: &Directory, assumptions: &Assumptions) -> Index {
        let mut index = Index {
            free_deleted: !assumptions.deleted_hold_names,
            ..Index::default()
        };
        let (members, orgs) = (directory.members.len(), directory.orgs.len());
        let all = members + orgs + directory.groups.len();
        index.keys.reserve(all);
        index.addresses.reserve(all);
        index.logins.reserve(members);
        index.leaders.reserve(orgs);
        for rank in directory.ranks.values() {
            index.add_rank(rank);
        }
        for org in directory.orgs.values() {
            index.add_org(org);
            index.siblings.attach(org.domain, parent_of(org), &org.id);
        }
        let dense = assumptions.siblings_are_dense;
        index.siblings.sort(directory, dense);
        for member in directory.members.values() {
            index.add_member(member);
        }
        for group in directory.groups.values() {
            index.add_group(group);
        }
        index
    }

    /// The object that has an external key. `domain` counts for levels and positions
    /// alone, whose keys are unique per domain (facts 4.2).
    pub fn by_key(&self, kind: Kind, domain: DomainId, key: &str) -> Option<&Id> {
        self.keys
            .get(&(kind, key_scope(kind, domain), Key::from(key)))
            .and_then(|ids| ids.as_slice().first())
    }

    /// Another object than `except` that has an external key.
    pub fn key_holder(
        &self,
        kind: Kind,
        domain: DomainId,
        key: &Key,
        except: Option<&Id>,
    ) -> Option<&Id> {
        self.keys
            .get(&(kind, key_scope(kind, domain), key.clone()))?
            .as_slice()
            .iter()
            .find(|id| Some(*id) != except)
    }

    /// Another object than `except` that has a name which is unique in the domain:
    /// groups (whatever the case), levels, positions, user types.
    pub fn name_holder(
        &self,
        kind: Kind,
        domain: DomainId,
        name: &str,
        except: Option<&Id>,
    ) -> Option<&Id> {
        self.names
            .get(&(kind, domain, folded(kind, name)))?
            .as_slice()
            .iter()
            .find(|id| Some(*id) != except)
    }

    /// Who other than `except` holds a mail address in the domain's one namespace of
    /// members, org units and groups, aliases included (facts 4.2).
    pub fn address_holder(
        &self,
        domain: DomainId,
        address: &Email,
        except: Option<&Id>,
    ) -> Option<(Kind, &Id)> {
        self.addresses
            .get(&(domain, lower(address)))?
            .as_slice()
            .iter()
            .find(|(_, id)| Some(id) != except)
            .map(|(kind, id)| (*kind, id))
    }

    /// Whether any address of the tenant ends in `@` and this.
    pub fn knows_mail_domain(&self, domain: &str) -> bool {
        self.mail_domains.contains_key(domain)
    }

    /// The member with a login id.
    pub fn by_login(&self, email: &str) -> Option<&Id> {
        self.logins
            .get(&Email::from(email.to_lowercase()))
            .and_then(|ids| ids.as_slice().first())
    }

    /// The children of an org (or the top level of a domain) in their order.
    pub fn children(&self, domain: DomainId, parent: Option<&Id>) -> &[Id] {
        self.siblings.of(domain, parent)
    }

    /// The objects of a kind that mention an object, by id: for an org, `Member` are those
    /// with a post in it and `Group` those it is a member of; for a rank, `Member` are its
    /// holders; for a member, `Group` (member, master or allowed by mail), `Org` (allowed
    /// by mail), `Member` (relations); for a group, `Group`.
    pub fn mentioned_by(&self, object: &Id, by: Kind) -> impl Iterator<Item = &Id> {
        self.mentioned_from(object, by, None)
    }

    /// The same from an id on: a page of a list.
    pub fn mentioned_from(
        &self,
        object: &Id,
        by: Kind,
        from: Option<&Id>,
    ) -> impl Iterator<Item = &Id> {
        let start = (by, from.cloned().unwrap_or_else(|| Id::from("")));
        self.mentions
            .get(object)
            .into_iter()
            .flat_map(move |mentions| mentions.from(start.clone()))
            .take_while(move |(kind, _)| *kind == by)
            .map(|(_, id)| id)
    }

    /// Every object that another mentions.
    #[cfg(test)]
    pub(super) fn mentioned(&self) -> impl Iterator<Item = &Id> {
        self.mentions.keys()
    }

    /// The members who lead an org: one, unless a live tenant holds more.
    pub fn leaders(&self, org: &Id) -> &[Id] {
        self.leaders.get(org).map_or(&[], Few::as_slice)
    }

    /// The members of a domain who have a value of a custom property.
    pub fn custom_holders(&self, domain: DomainId, name: &str) -> impl Iterator<Item = &Id> {
        let held = self.customs.get(&(domain, name.to_owned()));
        held.into_iter().flatten()
    }

    /// How many objects of a kind live in a domain; for members, those whose primary
    /// domain it is, in deletion included.
    pub fn count(&self, kind: Kind, domain: DomainId) -> usize {
        self.counts.get(&(kind, domain)).copied().unwrap_or(0)
    }

    pub(super) fn add_member(&mut self, member: &LiveMember) {
        self.change_member(member, true);
    }

    pub(super) fn remove_member(&mut self, member: &LiveMember) {
        self.change_member(member, false);
    }

    fn change_member(&mut self, member: &LiveMember, add: bool) {
        let (id, props) = (&member.id, &member.props);
        self.change_count(Kind::Member, member.domain, add);
        if !(member.flags.deleted && self.free_deleted) {
            self.change_key(Kind::Member, member.domain, &member.key, id, add);
            if let Some(email) = props.email.known() {
                change(&mut self.logins, lower(email), id.clone(), add);
                self.change_address(member.domain, email, Kind::Member, id, add);
            }
            for alias in props.alias_emails.known().into_iter().flatten() {
                self.change_address(member.domain, alias, Kind::Member, id, add);
            }
            for secondary in props.secondary.known().into_iter().flatten() {
                if let Some(email) = secondary.email.known() {
                    self.change_address(secondary.domain, email, Kind::Member, id, add);
                }
            }
        }
        let secondary = props.secondary.known().into_iter().flatten();
        let posts = props
            .posts
            .known()
            .into_iter()
            .chain(secondary.clone().filter_map(|s| s.posts.known()))
            .flatten();
        for post in posts.clone().filter(|post| post.leader.or(false)) {
            if let Some(org) = post.org.id() {
                change(&mut self.leaders, org.clone(), id.clone(), add);
            }
        }
        let levels = secondary
            .filter_map(|s| s.level.value())
            .chain(props.level.value());
        let relations = props.relations.known().into_iter().flatten();
        let mentioned: Vec<&Ref> = posts
            .flat_map(|post: &Post| std::iter::once(&post.org).chain(post.position.value()))
            .chain(levels)
            .chain(props.user_type.value())
            .chain(relations.map(|relation| &relation.member))
            .collect();
        self.change_mentions(mentioned, Kind::Member, id, add);
        for name in props
            .custom
            .known()
            .into_iter()
            .flat_map(|held| held.keys())
        {
            self.change_custom(member.domain, name, id, add);
        }
    }

    fn change_custom(&mut self, domain: DomainId, name: &str, id: &Id, add: bool) {
        let place = (domain, name.to_owned());
        if add {
            self.customs.entry(place).or_default().insert(id.clone());
        } else if let Some(holders) = self.customs.get_mut(&place) {
            holders.remove(id);
            if holders.is_empty() {
                self.customs.remove(&place);
            }
        }
    }

    pub(super) fn add_org(&mut self, org: &LiveOrg) {
        self.change_org(org, true);
    }

    pub(super) fn remove_org(&mut self, org: &LiveOrg) {
        self.change_org(org, false);
    }

    fn change_org(&mut self, org: &LiveOrg, add: bool) {
        self.change_count(Kind::Org, org.domain, add);
        self.change_key(Kind::Org, org.domain, &org.key, &org.id, add);
        let Org {
            email,
            alias_emails,
            allowed_recipients,
            allowed_senders,
            ..
        } = &org.props;
        let aliases = alias_emails.known().into_iter().flatten();
        for address in email.known().into_iter().chain(aliases) {
            self.change_address(org.domain, address, Kind::Org, &org.id, add);
        }
        let allowed = [allowed_recipients, allowed_senders]
            .into_iter()
            .filter_map(|list| list.known())
            .flatten();
        self.change_mentions(allowed, Kind::Org, &org.id, add);
    }

    pub(super) fn add_group(&mut self, group: &LiveGroup) {
        self.change_group(group, true);
    }

    pub(super) fn remove_group(&mut self, group: &LiveGroup) {
        self.change_group(group, false);
    }

    /// Brings up to date whether a group mentions one object.
    pub(super) fn mention_in_group(&mut self, group: &LiveGroup, object: &Id) {
        let mentioned = mentions_of(&group.props).any(|entry| entry.id() == Some(object));
        let object = Ref::Id(object.clone());
        self.change_mentions([&object], Kind::Group, &group.id, mentioned);
    }

    fn change_group(&mut self, group: &LiveGroup, add: bool) {
        self.change_count(Kind::Group, group.domain, add);
        self.change_key(Kind::Group, group.domain, &group.key, &group.id, add);
        let Group {
            name,
            email,
            alias_emails,
            ..
        } = &group.props;
        if let Some(name) = name.known() {
            self.change_name(Kind::Group, group.domain, name, &group.id, add);
        }
        let aliases = alias_emails.known().into_iter().flatten();
        for address in email.value().into_iter().chain(aliases) {
            self.change_address(group.domain, address, Kind::Group, &group.id, add);
        }
        self.change_mentions(mentions_of(&group.props), Kind::Group, &group.id, add);
    }

    pub(super) fn add_rank(&mut self, rank: &LiveRank) {
        self.change_rank(rank, true);
    }

    pub(super) fn remove_rank(&mut self, rank: &LiveRank) {
        self.change_rank(rank, false);
    }

    fn change_rank(&mut self, rank: &LiveRank, add: bool) {
        let kind = Kind::from(rank.kind);
        self.change_count(kind, rank.domain, add);
        self.change_key(kind, rank.domain, &rank.key, &rank.id, add);
        if let Some(name) = rank.props.name.known() {
            self.change_name(kind, rank.domain, name, &rank.id, add);
        }
    }

    fn change_count(&mut self, kind: Kind, domain: DomainId, add: bool) {
        let count = self.counts.entry((kind, domain)).or_default();
        *count = if add {
            *count + 1
        } else {
            count.saturating_sub(1)
        };
        if *count == 0 {
            self.counts.remove(&(kind, domain));
        }
    }

    fn change_key(&mut self, kind: Kind, domain: DomainId, key: &Option<Key>, id: &Id, add: bool) {
        if let Some(key) = key {
            let place = (kind, key_scope(kind, domain), key.clone());
            change(&mut self.keys, place, id.clone(), add);
        }
    }

    fn change_name(&mut self, kind: Kind, domain: DomainId, name: &str, id: &Id, add: bool) {
        let place = (kind, domain, folded(kind, name));
        change(&mut self.names, place, id.clone(), add);
    }

    fn change_address(&mut self, domain: DomainId, email: &Email, kind: Kind, id: &Id, add: bool) {
        let email = lower(email);
        if let Some((_, mail_domain)) = email.as_str().rsplit_once('@') {
            match (self.mail_domains.get_mut(mail_domain), add) {
                (Some(count), true) => *count += 1,
                (Some(count), false) if *count > 1 => *count -= 1,
                (Some(_), false) => {
                    self.mail_domains.remove(mail_domain);
                }
                (None, true) => {
                    self.mail_domains.insert(mail_domain.to_owned(), 1);
                }
                (None, false) => {}
            }
        }
        change(
            &mut self.addresses,
            (domain, email),
            (kind, id.clone()),
            add,
        );
    }

    fn change_mentions<'a>(
        &mut self,
        objects: impl IntoIterator<Item = &'a Ref>,
        kind: Kind,
        id: &Id,
        add: bool,
    ) {
        for object in objects.into_iter().filter_map(Ref::id) {
            if add {
                self.mentions
                    .entry(object.clone())
                    .or_default()
                    .insert((kind, id.clone()));
            } else if let Some(mentions) = self.mentions.get_mut(object)
                && mentions.remove(&(kind, id.clone()))
            {
                self.mentions.remove(object);
            }
        }
    }
}

/// Every entry of every list of a group.
fn mentions_of(group: &Group) -> impl Iterator<Item = &Ref> {
    let Group {
        masters,
        members,
        orgs,
        groups,
        allowed_recipients,
        allowed_senders,
        ..
    } = group;
    [
        masters,
        members,
        orgs,
        groups,
        allowed_recipients,
        allowed_senders,
    ]
    .into_iter()
    .filter_map(|list| list.known())
    .flatten()
}

/// Keys of levels and positions are unique per domain, the others in the tenant.
fn key_scope(kind: Kind, domain: DomainId) -> Option<DomainId> {
    match kind {
        Kind::Level | Kind::Position => Some(domain),
        Kind::UserType | Kind::Org | Kind::Member | Kind::Group => None,
    }
}

/// Group names are compared without case (facts 4.2).
fn folded(kind: Kind, name: &str) -> String {
    if kind == Kind::Group {
        name.to_lowercase()
    } else {
        name.to_owned()
    }
}

fn lower(email: &Email) -> Email {
    if email.as_str().chars().any(char::is_uppercase) {
        Email::from(email.as_str().to_lowercase())
    } else {
        email.clone()
    }
}

fn change<K: Hash + Eq, T: PartialEq + Clone>(
    map: &mut HashMap<K, Few<T>>,
    place: K,
    holder: T,
    add: bool,
) {
    match map.entry(place) {
        Entry::Occupied(mut held) if add => held.get_mut().push(holder),
        Entry::Occupied(mut held) => {
            if held.get_mut().remove(&holder) {
                held.remove();
            }
        }
        Entry::Vacant(free) => {
            if add {
                free.insert(Few::One(holder));
            }
        }
    }
}
