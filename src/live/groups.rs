use std::collections::HashSet;

use crate::directory::{Desired, DomainId, Id, Key, Kind, LiveGroup};

/// Which live groups a configuration manages: by key, former key or id, adoptable by
/// name, or owned. Only of these is read who is in them.
pub(super) struct Managed<'a> {
    desired: &'a Desired,
    keys: HashSet<&'a Key>,
    ids: HashSet<&'a Id>,
    /// Names are unique in the domain whatever their case (facts 4.2).
    names: HashSet<(DomainId, String)>,
}

impl<'a> Managed<'a> {
    pub(super) fn new(desired: &'a Desired) -> Managed<'a> {
        let mut managed = Managed {
            desired,
            keys: HashSet::new(),
            ids: HashSet::new(),
            names: HashSet::new(),
        };
        for group in &desired.groups {
            let declaration = &group.declaration;
            managed.keys.insert(&declaration.key);
            managed.keys.extend(&declaration.previously);
            managed.ids.extend(&declaration.id);
            if let Some(name) = group.props.name.known() {
                managed
                    .names
                    .insert((declaration.domain, name.to_lowercase()));
            }
        }
        managed
    }

    pub(super) fn has(&self, group: &LiveGroup) -> bool {
        if self.ids.contains(&group.id) {
            return true;
        }
        match &group.key {
            Some(key) => self.keys.contains(key) || self.desired.policy.owns(Kind::Group, key),
            None => group
                .props
                .name
                .known()
                .is_some_and(|name| self.names.contains(&(group.domain, name.to_lowercase()))),
        }
    }
}
