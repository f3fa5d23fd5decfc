use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::directory::{DomainId, Id, Moment};
use crate::world::names::Names;

use super::built_in;

/// Definitions by domain, and what members have set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Statuses {
    /// What is other than at the beginning; no entry is the built-in ones, switched on.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub domains: BTreeMap<DomainId, DomainStatuses>,
    /// At most one present and one reserved each; nobody has an empty list.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    members: BTreeMap<Id, Vec<PersonalStatus>>,
    /// Derived: when time changes whose status.
    #[serde(skip)]
    due: BTreeSet<(Timestamp, Id)>,
}

/// The profile statuses of a domain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DomainStatuses {
    /// Switched off by `disable`.
    pub off: bool,
    /// Custom ones, and the built-in ones that were changed, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub definitions: BTreeMap<String, Definition>,
}

/// What a status is in a domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Definition {
    /// `iconType`
    pub icon: String,
    /// `profileStatusName`
    pub name: String,
    /// `i18nNames`
    pub names: Names,
    /// `displayOrder`
    pub order: i64,
    /// `useDefaultStatus`
    pub default_status: bool,
    /// `enableSettingByUser`
    pub users_may_set: bool,
}

/// What a member has set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonalStatus {
    /// `userProfileStatusId`
    pub id: Id,
    /// `profileStatusId`
    pub status: Option<String>,
    /// `statusMessage`
    pub message: Option<String>,
    /// `startTime`
    pub start: Option<Moment>,
    /// `endTime`
    pub end: Option<Moment>,
    /// `autoReplyMail`
    pub reply: Option<AutoReply>,
    /// Not begun yet: `scheduleType` `RESERVED`, else `PRESENT`.
    pub reserved: bool,
}

/// Answers to mail that are sent while a status holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct AutoReply {
    /// To people of the company.
    pub internal: Option<ReplyMail>,
    /// To outside people.
    pub external: Option<ReplyMail>,
}

/// One answer to mail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ReplyMail {
    /// Its text.
    pub content: Option<String>,
    /// Only to mail that names the member as its recipient.
    pub sent_directly_to_me: bool,
}

impl Statuses {
    /// Whether nothing was ever changed.
    pub fn is_empty(&self) -> bool {
        self.domains.is_empty() && self.members.is_empty()
    }

    /// Whether a domain uses profile statuses.
    pub fn is_on(&self, domain: DomainId) -> bool {
        !self.domains.get(&domain).is_some_and(|held| held.off)
    }

    /// What an id stands for in a domain.
    pub fn definition(&self, domain: DomainId, id: &str) -> Option<Definition> {
        (self.domains.get(&domain))
            .and_then(|held| held.definitions.get(id).cloned())
            .or_else(|| built_in::definition(id))
    }

    /// Every definition of a domain, in display order.
    pub fn definitions(&self, domain: DomainId) -> Vec<(String, Definition)> {
        let mut ids: BTreeSet<&str> = built_in::ids().collect();
        if let Some(held) = self.domains.get(&domain) {
            ids.extend(held.definitions.keys().map(String::as_str));
        }
        let mut all: Vec<_> = ids
            .into_iter()
            .filter_map(|id| Some((id.to_owned(), self.definition(domain, id)?)))
            .collect();
        all.sort_by(|(a, x), (b, y)| (x.order, a).cmp(&(y.order, b)));
        all
    }

    /// How many definitions of a domain are not built in.
    pub fn custom_count(&self, domain: DomainId) -> usize {
        self.domains.get(&domain).map_or(0, |held| {
            let ids = held.definitions.keys();
            ids.filter(|id| !built_in::is_built_in(id)).count()
        })
    }

    /// Those of a member, the present one first.
    pub fn of(&self, member: &Id) -> &[PersonalStatus] {
        self.members.get(member).map_or(&[], Vec::as_slice)
    }

    /// Members who have set any, with what they have set.
    pub fn all(&self) -> impl Iterator<Item = (&Id, &[PersonalStatus])> {
        self.members.iter().map(|(id, list)| (id, list.as_slice()))
    }

    /// Changes those of a member and queues what time will do to them.
    pub fn change(&mut self, member: &Id, change: impl FnOnce(&mut Vec<PersonalStatus>)) {
        let mut list = self.members.remove(member).unwrap_or_default();
        for at in list.iter().flat_map(moments) {
            self.due.remove(&(at, member.clone()));
        }
        change(&mut list);
        list.sort_by_key(|status| status.reserved);
        let moments = list.iter().flat_map(moments);
        self.due.extend(moments.map(|at| (at, member.clone())));
        if !list.is_empty() {
            self.members.insert(member.clone(), list);
        }
    }

    /// A member is gone for good.
    pub fn forget(&mut self, member: &Id) {
        if self.members.contains_key(member) {
            self.change(member, Vec::clear);
        }
    }

    /// The next moment at which time changes somebody's, if it has come by now.
    pub fn pop_due(&mut self, now: Timestamp) -> Option<(Timestamp, Id)> {
        self.due.first().filter(|(at, _)| *at <= now)?;
        self.due.pop_first()
    }

    /// Builds what is derived; needed after reading a state from a file only.
    pub fn reindex(&mut self) {
        let all = self.members.iter();
        self.due = all
            .flat_map(|(id, list)| list.iter().flat_map(moments).map(|at| (at, id.clone())))
            .collect();
    }
}

/// When time changes a status.
fn moments(status: &PersonalStatus) -> impl Iterator<Item = Timestamp> + use<> {
    let start = status.start.as_ref().filter(|_| status.reserved);
    let (start, end) = (start.map(Moment::at), status.end.as_ref().map(Moment::at));
    start.into_iter().chain(end)
}
