//! The contacts and contact tags of a tenant, and who they mention.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::directory::{DomainId, Id};
use crate::world::custom_properties::Definitions;
use crate::world::talk::Outside;

/// Somebody outside, in the address book of the company (facts 5.9).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// `contactId`
    pub id: Id,
    /// The domain whose address book it is in.
    pub domain: DomainId,
    /// Removed by `DELETE`: no call shows it, and `forcedelete` erases it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deleted: bool,
    /// Whom it stands for, where it came about by talking (no call makes such a one).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linked: Option<LinkedUser>,
    /// Everything else as the API answers it: checked when it was written, complete, and
    /// with resource ids for whom it mentions.
    pub props: Map<String, Value>,
}

/// `linkedExternalUser`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LinkedUser {
    /// Who it is in the other service.
    pub id: String,
    /// Which service that is.
    pub outside: Outside,
    /// The members who talk with it.
    pub buddies: Vec<Id>,
}

/// A contact tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tag {
    /// `contactTagId`
    pub id: Id,
    /// The domain it is of.
    pub domain: DomainId,
    /// `contactTagName`
    pub name: String,
    /// The member whose tag it is; without, it is the company's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Id>,
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Contacts {
    /// What custom properties contacts have.
    #[serde(skip_serializing_if = "Definitions::is_empty")]
    pub custom_properties: Definitions,
    contacts: IndexMap<Id, Arc<Contact>>,
    tags: IndexMap<Id, Arc<Tag>>,
    /// Derived: the contacts that mention a member, an org, a group or a tag.
    #[serde(skip)]
    mentions: BTreeMap<Id, BTreeSet<Id>>,
    /// Derived: the tags of a member.
    #[serde(skip)]
    owned: BTreeMap<Id, BTreeSet<Id>>,
}

impl Contacts {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.contacts.is_empty() && self.tags.is_empty() && self.custom_properties.is_empty()
    }

    /// Builds what is derived anew: after reading from a file.
    pub fn reindex(&mut self) {
        self.mentions.clear();
        self.owned.clear();
        for contact in self.contacts.values() {
            mention(&mut self.mentions, contact, true);
        }
        for tag in self.tags.values() {
            own(&mut self.owned, tag, true);
        }
    }

    /// Every contact, in the order they were made.
    pub fn all(&self) -> &IndexMap<Id, Arc<Contact>> {
        &self.contacts
    }

    /// Every tag, in the order they were made.
    pub fn tags(&self) -> &IndexMap<Id, Arc<Tag>> {
        &self.tags
    }

    /// Adds a contact, or replaces the one of its id.
    pub fn put(&mut self, contact: Contact) {
        let contact = Arc::new(contact);
        let old = (self.contacts).insert(contact.id.clone(), Arc::clone(&contact));
        if let Some(old) = old {
            mention(&mut self.mentions, &old, false);
        }
        mention(&mut self.mentions, &contact, true);
    }

    /// Removes a contact for good.
    pub fn drop(&mut self, id: &Id) {
        if let Some(old) = self.contacts.shift_remove(id) {
            mention(&mut self.mentions, &old, false);
        }
    }

    /// Adds a tag, or replaces the one of its id.
    pub fn put_tag(&mut self, tag: Tag) {
        own(&mut self.owned, &tag, true);
        self.tags.insert(tag.id.clone(), Arc::new(tag));
    }

    /// Removes a tag, also from the contacts that have it.
    pub fn drop_tag(&mut self, id: &Id) {
        if let Some(old) = self.tags.shift_remove(id) {
            own(&mut self.owned, &old, false);
        }
        self.unmention(id);
    }

    /// Forgets a member, org or group that is gone: no contact mentions it any more, and
    /// its own tags go with it.
    pub fn forget(&mut self, id: &Id) {
        for tag in self.owned.get(id).cloned().unwrap_or_default() {
            self.drop_tag(&tag);
        }
        self.unmention(id);
    }

    /// Takes the values of a custom property from every contact of a domain.
    pub fn erase_values(&mut self, domain: DomainId, name: &str) {
        for contact in self.contacts.values_mut().filter(|c| c.domain == domain) {
            let holds =
                |contact: &Contact| contact.props.get("customProperties")?.get(name).map(drop);
            if holds(contact).is_some()
                && let Some(Value::Object(values)) =
                    Arc::make_mut(contact).props.get_mut("customProperties")
            {
                values.shift_remove(name);
            }
        }
    }

    fn unmention(&mut self, id: &Id) {
        for contact in self.mentions.get(id).cloned().unwrap_or_default() {
            if let Some(held) = self.contacts.get(&contact) {
                let mut contact = Contact::clone(held);
                without(&mut contact, id);
                self.put(contact);
            }
        }
    }
}

/// Takes every mention of an object out of a contact. A master that is gone leaves none.
fn without(contact: &mut Contact, id: &Id) {
    let is = |value: &Value| value.as_str() == Some(id.as_str());
    if let Some(Value::Object(permission)) = contact.props.get_mut("permission") {
        if let Some(master) = permission
            .get_mut("masterUserId")
            .filter(|master| is(master))
        {
            *master = Value::Null;
        }
        if let Some(Value::Array(list)) = permission.get_mut("accessibleMembers") {
            list.retain(|entry| !entry.get("id").is_some_and(is));
        }
    }
    if let Some(Value::Array(tags)) = contact.props.get_mut("contactTagIds") {
        tags.retain(|tag| !is(tag));
    }
    if let Some(linked) = &mut contact.linked {
        linked.buddies.retain(|buddy| buddy != id);
    }
}

/// Everything a contact mentions by id.
pub fn mentioned(contact: &Contact) -> impl Iterator<Item = &str> {
    let permission = contact.props.get("permission");
    let master = permission.and_then(|permission| permission.get("masterUserId"));
    let members = permission.and_then(|permission| permission.get("accessibleMembers")?.as_array());
    let members = members
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.get("id"));
    let tags = contact.props.get("contactTagIds").and_then(Value::as_array);
    let buddies = contact.linked.iter().flat_map(|linked| &linked.buddies);
    (master
        .into_iter()
        .chain(members)
        .chain(tags.into_iter().flatten()))
    .filter_map(Value::as_str)
    .chain(buddies.map(Id::as_str))
}

fn mention(mentions: &mut BTreeMap<Id, BTreeSet<Id>>, contact: &Contact, add: bool) {
    for object in mentioned(contact) {
        change(mentions, &Id::from(object), &contact.id, add);
    }
}

fn own(owned: &mut BTreeMap<Id, BTreeSet<Id>>, tag: &Tag, add: bool) {
    if let Some(owner) = &tag.owner {
        change(owned, owner, &tag.id, add);
    }
}

fn change(map: &mut BTreeMap<Id, BTreeSet<Id>>, of: &Id, id: &Id, add: bool) {
    if add {
        map.entry(of.clone()).or_default().insert(id.clone());
    } else if let Some(set) = map.get_mut(of) {
        set.remove(id);
        if set.is_empty() {
            map.remove(of);
        }
    }
}
