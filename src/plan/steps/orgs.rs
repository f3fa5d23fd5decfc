use serde_json::{Value, json};

use super::draft::{Draft, display_name};
use super::maker::Maker;
use crate::directory::{DomainId, Field, Id, Kind, Org, Ref, RoomFeatures};
use crate::plan::action::Unique;
use crate::plan::difference::{org_differences, org_goal};
use crate::plan::resolver::is_stand_in;
use crate::world::Method;

impl Maker<'_, '_> {
    /// `POST /orgunits`.
    pub fn create_org(&mut self, at: usize) -> Option<Draft> {
        let org = &self.context.desired.orgs[at];
        let declaration = &org.declaration;
        let parent = self.parent_now(at)?;
        let index = self.place(at, declaration.domain, parent.as_ref(), None);
        let order = index + 1;
        let scope = self.scope(declaration.domain);
        let mut goal = org_goal(&Org::default(), &org.props, &scope);
        // The service makes an address until the declared one is free.
        if self.postponed.contains(&(Kind::Org, at)) {
            (goal.email, goal.alias_emails) = (Field::Absent, Field::Absent);
        }
        // Members that are created later are filled in by a change of their own.
        for list in [&mut goal.allowed_recipients, &mut goal.allowed_senders] {
            if let Field::Known(members) = list {
                members.retain(|member| member.id().is_some_and(|id| !is_stand_in(id)));
            }
        }
        let differences = org_differences(&Org::default(), &goal, &scope, true);
        let mut body = serde_json::Map::new();
        body.insert("domainId".into(), json!(declaration.domain.0));
        body.insert("orgUnitExternalKey".into(), json!(declaration.key.as_str()));
        if let Some(parent) = &parent {
            body.insert("parentOrgUnitId".into(), self.resolver.request_ref(parent));
        }
        body.insert("displayOrder".into(), json!(order));
        body.extend(differences.body());
        let named = (
            declaration.key.to_string(),
            display_name(goal.name.known(), declaration.key.as_str()),
        );
        let above = parent.as_ref().map(|id| self.resolver.label(id));
        let mut draft = Draft::new(
            "create",
            Kind::Org,
            named,
            declaration.domain,
            Method::Post,
            "/orgunits".to_owned(),
        )
        .declared(declaration)
        .changes(&differences)
        .change("parent", Value::Null, json!(above))
        .body(body);
        let key_value = Unique::Key(Kind::Org, None, declaration.key.clone());
        let shown = ("externalKey", declaration.key.as_str());
        draft = self.expects_free(draft, Kind::Org, &key_value, shown);
        draft.creates = Some((Kind::Org, at));
        // The id is not known yet: the stand-in keeps the place, and is what declared
        // siblings are looked up by until the id is bound.
        let stand_in = crate::plan::resolver::stand_in(Kind::Org, at);
        let list = self
            .siblings
            .entry((declaration.domain, parent))
            .or_default();
        list.insert(index.min(list.len()), stand_in);
        self.settled.insert(at);
        Some(draft)
    }

    /// `POST /orgunits/{id}/move`.
    pub fn move_org(&mut self, at: usize) -> Option<Draft> {
        let org = &self.context.desired.orgs[at];
        let declaration = &org.declaration;
        let id = self.id_of(Kind::Org, at, declaration)?;
        let now = self.world.directory().orgs.get(&id)?.clone();
        let parent = self.parent_now(at)?;
        let before = now.props.parent.value().and_then(Ref::id).cloned();
        let index = self.place(at, now.domain, parent.as_ref(), Some(&id));
        if before == parent {
            let siblings = self.siblings.get(&(now.domain, parent.clone()));
            let held = siblings.and_then(|list| list.iter().position(|s| *s == id));
            if held == Some(index) {
                self.settled.insert(at);
                return None;
            }
        }
        let mut body = serde_json::Map::new();
        if let Some(parent) = &parent {
            body.insert("parentOrgUnitId".into(), self.resolver.request_ref(parent));
        }
        body.insert("displayOrder".into(), json!(index + 1));
        let label = |id: &Option<Id>| json!(id.as_ref().map(|id| self.resolver.label(id)));
        let name = display_name(now.props.name.known(), declaration.key.as_str());
        let path = format!("/orgunits/{}/move", self.resolver.path_ref(&id));
        let mut draft = Draft::new(
            "move",
            Kind::Org,
            (declaration.key.to_string(), name),
            now.domain,
            Method::Post,
            path,
        )
        .declared(declaration);
        if before == parent {
            let siblings = self.siblings.get(&(now.domain, parent.clone()));
            let held = siblings.and_then(|list| list.iter().position(|s| *s == id));
            let held = held.map(|position| position + 1);
            draft = draft.change("order", json!(held), json!(index + 1));
        } else {
            draft = draft.change("parent", label(&before), label(&parent));
        }
        if let Some(live) = self.context.live.orgs.get(&id) {
            let above = live.props.parent.value().map(ToString::to_string);
            let above = above.map(|text| text.trim_start_matches("id:").to_owned());
            draft = draft.expects_field(Kind::Org, &id, "parentOrgUnitId", json!(above));
        }
        if let Some(list) = self.siblings.get_mut(&(now.domain, before)) {
            list.retain(|sibling| *sibling != id);
        }
        let list = self.siblings.entry((now.domain, parent)).or_default();
        list.insert(index.min(list.len()), id);
        self.settled.insert(at);
        Some(draft.body(body))
    }

    /// `PATCH /orgunits/{id}`.
    pub fn patch_org(&self, at: usize) -> Option<Draft> {
        let org = &self.context.desired.orgs[at];
        let declaration = &org.declaration;
        let id = self.id_of(Kind::Org, at, declaration)?;
        let now = self.world.directory().orgs.get(&id)?;
        let scope = self.scope(now.domain);
        let mut goal = org_goal(&now.props, &org.props, &scope);
        for list in [&mut goal.allowed_recipients, &mut goal.allowed_senders] {
            if let Field::Known(members) = list {
                members.retain(|member| member.id().is_some_and(|id| !is_stand_in(id)));
            }
        }
        let differences = org_differences(&now.props, &goal, &scope, false);
        let rekeyed = self.takes_key(Kind::Org, at, now.key.as_ref());
        if differences.is_empty() && !rekeyed {
            return None;
        }
        let path = format!("/orgunits/{}", self.resolver.path_ref(&id));
        let name = display_name(goal.name.known(), declaration.key.as_str());
        let named = (declaration.key.to_string(), name);
        let mut draft = Draft::new("update", Kind::Org, named, now.domain, Method::Patch, path)
            .declared(declaration)
            .changes(&differences);
        let mut body = differences.body();
        if rekeyed {
            body.insert("orgUnitExternalKey".into(), json!(declaration.key.real()));
            draft = draft.change("key", json!(now.key), json!(declaration.key.real()));
        }
        // Some pages call `email` required on every update (facts 11 #20): sending the
        // present address changes nothing and is accepted either way.
        if let Some(email) = now.props.email.known() {
            body.entry("email").or_insert_with(|| json!(email.as_str()));
        }
        if let Some(live) = self.context.live.orgs.get(&id) {
            for d in &org_differences(&live.props, &goal, &scope, false).list {
                draft = draft.expects_field(Kind::Org, &id, d.api, d.expect.clone());
            }
            // Sent along it would undo what somebody changed meanwhile.
            let told = draft.expects.iter().any(|it| it.field == "email");
            if let Some(email) = live.props.email.known().filter(|_| !told) {
                draft = draft.expects_field(Kind::Org, &id, "email", json!(email.as_str()));
            }
        }
        for feature in lost_features(&now.props.features, &goal.features) {
            // An org's features go with their data, at once (facts 5.2.2).
            draft = draft
                .consequence("roomFeatureLostAtOnce", &[("feature", feature.to_owned())])
                .irreversible();
        }
        Some(draft.body(body))
    }

    /// The parent a declared org should have, as an id of the rehearsed world.
    fn parent_now(&self, at: usize) -> Option<Option<Id>> {
        let org = &self.context.desired.orgs[at];
        match org.props.parent.value() {
            None => Some(None),
            Some(parent) => {
                let found = self
                    .resolver
                    .resolve(Kind::Org, org.declaration.domain, parent)?;
                (!is_stand_in(&found)).then_some(Some(found))
            }
        }
    }

    /// Where an org goes among its siblings, itself left out: directly after its nearest
    /// managed predecessor, else before its successor, else last (design section 2, Order).
    fn place(&self, at: usize, domain: DomainId, parent: Option<&Id>, own: Option<&Id>) -> usize {
        let siblings = self.siblings.get(&(domain, parent.cloned()));
        let siblings = siblings.map_or(&[][..], Vec::as_slice);
        // What was placed last stands last more often than not: looked for from there.
        let position = |id: &Id| siblings.iter().rposition(|sibling| sibling == id);
        let own = own.and_then(position);
        let count = siblings.len() - usize::from(own.is_some());
        let Some((list, place)) = self.org_lists.get(&at).copied() else {
            return count;
        };
        let of = |other: &usize| {
            if !self.settled.contains(other) {
                return None;
            }
            let found = match self.context.matched(Kind::Org, *other) {
                Some(found) => position(&found.id)?,
                None => position(&crate::plan::resolver::stand_in(Kind::Org, *other))?,
            };
            Some(found - usize::from(own.is_some_and(|own| own < found)))
        };
        let orgs = &self.context.desired.sibling_lists[list].orgs;
        let (before, after) = orgs.split_at(place);
        if let Some(position) = before.iter().rev().find_map(of) {
            return position + 1;
        }
        after.iter().skip(1).find_map(of).unwrap_or(count)
    }
}

/// Features that a change switches off.
pub fn lost_features(now: &RoomFeatures, goal: &RoomFeatures) -> Vec<&'static str> {
    let RoomFeatures {
        message,
        note,
        calendar,
        task,
        folder,
    } = goal;
    [
        ("message", &now.message, message),
        ("note", &now.note, note),
        ("calendar", &now.calendar, calendar),
        ("task", &now.task, task),
        ("folder", &now.folder, folder),
    ]
    .into_iter()
    .filter(|(_, now, goal)| now.or(false) && goal.known() == Some(&false))
    .map(|(name, _, _)| name)
    .collect()
}
