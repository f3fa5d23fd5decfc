use std::collections::HashMap;

use super::rolls::Side;
use crate::directory::{
    DeclaredGroup, Desired, DomainId, Group, Id, Key, Kind, LiveGroup, WantedState,
};

/// Which live groups a configuration manages (by key, former key or id, adoptable by name,
/// or owned), and which of their two lists it has a use for: both of one that goes, so that
/// somebody who comes into it after the plan was made is seen. No other list is read.
pub(super) struct Managed<'a> {
    desired: &'a Desired,
    keys: HashMap<&'a Key, usize>,
    ids: HashMap<&'a Id, usize>,
    /// Names are unique in the domain whatever their case (facts 4.2).
    names: HashMap<(DomainId, String), usize>,
    /// A member may be deleted or change its domain, which the only master of a group
    /// cannot (facts 11 #42): the masters of every managed group are to be known.
    leaving: bool,
    /// A group is to hold another: who is in the groups decides whether that makes a circle
    /// (facts 11 #53).
    nested: bool,
    /// Both lists of every group are needed, whatever is declared.
    all: bool,
}

impl<'a> Managed<'a> {
    pub(super) fn new(desired: &'a Desired, all: bool) -> Managed<'a> {
        let tombstone = |state| state == WantedState::Deleted;
        let owned = desired.policy.owns.get(&Kind::Member);
        let mut managed = Managed {
            desired,
            keys: HashMap::new(),
            ids: HashMap::new(),
            names: HashMap::new(),
            leaving: desired.tenant.domains.len() > 1
                || owned.is_some_and(|patterns| !patterns.is_empty())
                || desired.members.iter().any(|member| tombstone(member.state)),
            all,
            nested: desired.groups.iter().any(|group| {
                let inner = group.props.groups.known();
                inner.is_some_and(|inner| !inner.is_empty())
            }),
        };
        for (at, group) in desired.groups.iter().enumerate() {
            let declaration = &group.declaration;
            managed.keys.insert(&declaration.key, at);
            if let Some(previously) = &declaration.previously {
                managed.keys.entry(previously).or_insert(at);
            }
            if let Some(id) = &declaration.id {
                managed.ids.insert(id, at);
            }
            if let Some(name) = group.props.name.known() {
                let name = (declaration.domain, name.to_lowercase());
                managed.names.insert(name, at);
            }
        }
        managed
    }

    /// What is declared of a live group, as far as that can be told before matching: by its
    /// id, its key, or, without a key, its name.
    fn declared(&self, group: &LiveGroup) -> impl Iterator<Item = &'a DeclaredGroup> {
        let by_id = self.ids.get(&group.id);
        let by_name = match &group.key {
            Some(key) => self.keys.get(key),
            None => group
                .props
                .name
                .known()
                .and_then(|name| self.names.get(&(group.domain, name.to_lowercase()))),
        };
        let found = [by_id.copied(), by_name.copied()];
        let groups = &self.desired.groups;
        found.into_iter().flatten().filter_map(|at| groups.get(at))
    }

    /// Which lists of a live group are needed.
    pub(super) fn needs(&self, group: &LiveGroup) -> Vec<Side> {
        if self.all {
            return Side::BOTH.to_vec();
        }
        let mut declared = self.declared(group).peekable();
        if declared.peek().is_none() {
            // It goes as a whole: with those who are known to be in it, and nobody else.
            return match self.goes(group) {
                true => Side::BOTH.to_vec(),
                false => Vec::new(),
            };
        }
        let (mut members, mut masters) = (self.nested, self.leaving);
        for DeclaredGroup { props, .. } in declared {
            let Group {
                masters: managed,
                members: users,
                orgs,
                groups,
                ..
            } = props;
            // The service takes the three as one list, sent whole (facts 5.3.5).
            members |= !(users.is_absent() && orgs.is_absent() && groups.is_absent());
            masters |= !managed.is_absent();
        }
        let needed = |side: &Side| match side {
            Side::Members => members,
            Side::Masters => masters,
        };
        Side::BOTH.into_iter().filter(needed).collect()
    }

    /// Whether a group that is not declared is to go.
    fn goes(&self, group: &LiveGroup) -> bool {
        let policy = &self.desired.policy;
        let goes = |key| policy.owns(Kind::Group, key) && !policy.protects(Kind::Group, key);
        group.key.as_ref().is_some_and(goes) || policy.removes.contains(&group.id)
    }

    /// How many entries a list is declared to have.
    pub(super) fn likely(&self, group: &LiveGroup, side: Side) -> usize {
        let lists = |props: &Group| match side {
            Side::Members => [&props.members, &props.orgs, &props.groups]
                .into_iter()
                .filter_map(|list| list.known())
                .map(Vec::len)
                .sum(),
            Side::Masters => props.masters.known().map_or(0, Vec::len),
        };
        let declared = self.declared(group);
        declared.map(|group| lists(&group.props)).max().unwrap_or(0)
    }

    /// Whether a group is declared to hold orgs or groups besides members.
    pub(super) fn is_mixed(&self, group: &LiveGroup) -> bool {
        self.declared(group).any(|group| {
            let Group { orgs, groups, .. } = &group.props;
            [orgs, groups]
                .into_iter()
                .filter_map(|list| list.known())
                .any(|list| !list.is_empty())
        })
    }
}
