use std::collections::HashSet;

use serde_json::{Value, json};

use super::draft::{Draft, display_name};
use super::maker::Maker;
use super::orgs::lost_features;
use crate::directory::{DeclaredGroup, DomainId, Field, Group, Id, Kind, LiveGroup};
use crate::plan::action::Unique;
use crate::plan::build::WHOLE_LIST;
use crate::plan::difference::{group_differences, group_goal, listed_membership, membership};
use crate::world::Method;

impl Maker<'_, '_> {
    /// `POST /groups`: with its members, the first 200 where there are more.
    pub fn create_group(&self, at: usize) -> Draft {
        let group = &self.context.desired.groups[at];
        let declaration = &group.declaration;
        let scope = self.scope(declaration.domain);
        let goal = group_goal(&Group::default(), &group.props, &scope);
        let differences = group_differences(&Group::default(), &goal, &scope, true);
        let mut body = serde_json::Map::new();
        body.insert("domainId".into(), json!(declaration.domain.0));
        body.insert("groupExternalKey".into(), json!(declaration.key.as_str()));
        body.extend(differences.body());
        // Required on create, even when empty (facts 5.3.3).
        body.entry("administrators").or_insert_with(|| json!([]));
        let members = body.entry("members").or_insert_with(|| json!([]));
        if let Value::Array(members) = members {
            members.truncate(WHOLE_LIST);
        }
        let mut draft = self
            .group_draft("create", group, &goal, Method::Post, "/groups".to_owned())
            .changes(&differences);
        let key_value = Unique::Key(Kind::Group, None, declaration.key.clone());
        let shown = ("externalKey", declaration.key.as_str());
        draft = self.expects_free(draft, Kind::Group, &key_value, shown);
        draft.creates = Some((Kind::Group, at));
        draft.body(body)
    }

    /// `PATCH /groups/{id}`: everything but a member list that is too long to send whole.
    pub fn patch_group(&self, at: usize) -> Option<Draft> {
        let group = &self.context.desired.groups[at];
        let (id, now) = self.live_group(at)?;
        let scope = self.scope(now.domain);
        let goal = group_goal(&now.props, &group.props, &scope);
        let long = membership(&goal).len() > WHOLE_LIST;
        let mut differences = group_differences(&now.props, &goal, &scope, false);
        differences.list.retain(|d| !(long && d.api == "members"));
        let key = &group.declaration.key;
        let rekeyed = self.takes_key(Kind::Group, at, now.key.as_ref());
        if differences.is_empty() && !rekeyed {
            return None;
        }
        let path = format!("/groups/{}", self.resolver.path_ref(&id));
        let mut draft = self
            .group_draft("update", group, &goal, Method::Patch, path)
            .changes(&differences);
        let mut body = differences.body();
        if rekeyed {
            body.insert("groupExternalKey".into(), json!(key.real()));
            draft = draft.change("key", json!(now.key), json!(key.real()));
        }
        if let Some(live) = self.context.live.groups.get(&id) {
            for d in &group_differences(&live.props, &goal, &scope, false).list {
                let named = body.contains_key(d.api);
                if named && !draft.expects.iter().any(|e| e.field == d.api) {
                    draft = draft.expects_field(Kind::Group, &id, d.api, d.expect.clone());
                }
            }
        }
        for feature in lost_features(&now.props.features.room, &goal.features.room) {
            // A group's room is kept for 30 days, the rest is not (facts 5.3.4).
            let lost = [("feature", feature.to_owned()), ("days", "30".to_owned())];
            draft = match feature {
                "message" => draft.consequence("roomFeatureLost", &lost),
                _ => draft.consequence("roomFeatureLostAtOnce", &lost[..1]),
            }
            .irreversible();
        }
        Some(draft.body(body))
    }

    /// Single `POST` and `DELETE` of members: additions first, so that no list runs empty.
    pub fn members(&self, at: usize) -> Vec<Draft> {
        let group = &self.context.desired.groups[at];
        let Some((id, now)) = self.live_group(at) else {
            return Vec::new();
        };
        let scope = self.scope(now.domain);
        let goal = group_goal(&now.props, &group.props, &scope);
        let present = listed_membership(&now.props, &scope);
        let wanted = listed_membership(&goal, &scope);
        let held: HashSet<&(&str, Id)> = present.iter().collect();
        let kept: HashSet<&(&str, Id)> = wanted.iter().collect();
        let path = format!("/groups/{}/members", self.resolver.path_ref(&id));
        let mut drafts = Vec::new();
        for (kind, member) in wanted.iter().filter(|entry| !held.contains(entry)) {
            let label = self.resolver.label(member);
            let mut body = serde_json::Map::new();
            body.insert("id".into(), self.resolver.request_ref(member));
            body.insert("type".into(), json!(kind));
            drafts.push(
                self.group_draft("addMember", group, &goal, Method::Post, path.clone())
                    .change(list_name(kind), Value::Null, json!(label))
                    .about(member)
                    .body(body),
            );
        }
        // Who is deleted leaves without a call (facts 5.1.6).
        let goes = present.iter().filter(|(_, id)| !self.going.contains(id));
        for (kind, member) in goes.filter(|entry| !kept.contains(entry)) {
            let label = self.resolver.label(member);
            let target = format!(
                "{path}/{}?type={kind}&domainId={}",
                self.resolver.path_ref(member),
                now.domain
            );
            drafts.push(
                self.group_draft("removeMember", group, &goal, Method::Delete, target)
                    .change(list_name(kind), json!(label), Value::Null)
                    .about(member),
            );
        }
        // A saved plan adds and removes against the list it was made from.
        if let Some(live) = self.context.live.groups.get(&id)
            && let Some(first) = drafts.first_mut()
        {
            let before = listed_membership(&live.props, &scope);
            let before = before
                .iter()
                .map(|(kind, id)| json!({"id": id, "type": kind}));
            *first = first
                .clone()
                .expects_field(Kind::Group, &id, "members", before.collect());
        }
        drafts
    }

    fn live_group(&self, at: usize) -> Option<(Id, LiveGroup)> {
        let id = self.id_of(
            Kind::Group,
            at,
            &self.context.desired.groups[at].declaration,
        )?;
        let now = self.world.directory().groups.get(&id)?;
        let mut now = LiveGroup::clone(now);
        // A group made by this plan holds just what was sent: lists left out are empty.
        if self.context.matched(Kind::Group, at).is_none() {
            for list in [
                &mut now.props.members,
                &mut now.props.orgs,
                &mut now.props.groups,
            ] {
                if list.is_absent() {
                    *list = Field::Known(Vec::new());
                }
            }
        }
        Some((id, now))
    }

    fn group_draft(
        &self,
        op: &'static str,
        group: &DeclaredGroup,
        goal: &Group,
        method: Method,
        path: String,
    ) -> Draft {
        let key = group.declaration.key.as_str();
        let named = (key.to_owned(), display_name(goal.name.known(), key));
        let domain: DomainId = group.declaration.domain;
        Draft::new(op, Kind::Group, named, domain, method, path).declared(&group.declaration)
    }
}

fn list_name(kind: &str) -> &'static str {
    match kind {
        "USER" => "members",
        "ORGUNIT" => "orgs",
        _ => "groups",
    }
}
