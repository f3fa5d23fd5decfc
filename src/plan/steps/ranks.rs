use serde_json::{Map, Value, json};

use super::draft::{Draft, display_name};
use super::maker::Maker;
use crate::directory::{DomainId, Id, Kind, Rank, RankKind};
use crate::plan::action::Unique;
use crate::plan::difference::{rank_as_read, rank_differences, rank_goal};
use crate::plan::matching::key_scope;
use crate::world::Method;

impl Maker<'_, '_> {
    /// `POST /directory/levels/enable`.
    pub fn enable(&self, domain: DomainId, kind: RankKind) -> Draft {
        let path = format!("/directory/{}/enable?domainId={domain}", kind.path());
        let section = Kind::from(kind).section().to_owned();
        let named = (section.clone(), section.clone());
        let mut draft = Draft::new("enable", kind.into(), named, domain, Method::Post, path)
            .consequence("enablesFeature", &[("feature", section)]);
        draft.kind = "feature";
        draft
    }

    /// `POST /directory/levels`.
    pub fn create_rank(&self, at: usize) -> Draft {
        let rank = &self.context.desired.ranks[at];
        let kind = rank.kind;
        let declaration = &rank.declaration;
        let goal = rank_goal(&Rank::default(), &rank.props);
        let differences = rank_differences(kind, &Rank::default(), &goal, true);
        let order = self.rank_orders.get(&at).copied().unwrap_or(1);
        let mut body = Map::new();
        body.insert("domainId".into(), json!(declaration.domain.0));
        body.insert("displayOrder".into(), json!(order));
        body.insert(key_property(kind).into(), json!(declaration.key.as_str()));
        if kind == RankKind::Level {
            // Required on create (facts 5.4).
            body.insert("executive".into(), json!(false));
        }
        body.extend(differences.body());
        let path = format!("/directory/{}", kind.path());
        let named = (
            declaration.key.to_string(),
            display_name(goal.name.known(), declaration.key.as_str()),
        );
        let mut draft = Draft::new(
            "create",
            kind.into(),
            named,
            declaration.domain,
            Method::Post,
            path,
        )
        .declared(declaration)
        .changes(&differences)
        .change("order", Value::Null, json!(order))
        .body(body);
        let scope = key_scope(kind.into(), declaration.domain);
        let key_value = Unique::Key(kind.into(), scope, declaration.key.clone());
        let shown = ("externalKey", declaration.key.as_str());
        draft = self.expects_free(draft, kind.into(), &key_value, shown);
        draft.creates = Some((kind.into(), at));
        draft
    }

    /// `PATCH /directory/levels/{id}`.
    pub fn patch_rank(&self, at: usize) -> Option<Draft> {
        let rank = &self.context.desired.ranks[at];
        let kind = rank.kind;
        let declaration = &rank.declaration;
        let id = self.id_of(kind.into(), at, declaration)?;
        let now = self.world.directory().ranks.get(&id)?;
        let goal = rank_goal(&now.props, &rank.props);
        let differences = rank_differences(kind, &now.props, &goal, false);
        let order = self
            .rank_orders
            .get(&at)
            .filter(|order| **order != now.display_order);
        let rekeyed = self.takes_key(kind.into(), at, now.key.as_ref());
        if differences.is_empty() && order.is_none() && !rekeyed {
            return None;
        }
        let path = format!("/directory/{}/{}", kind.path(), self.resolver.path_ref(&id));
        let named = (
            declaration.key.to_string(),
            display_name(goal.name.known(), declaration.key.as_str()),
        );
        let op = if differences.is_empty() && !rekeyed {
            "move"
        } else {
            "update"
        };
        let mut draft = Draft::new(op, kind.into(), named, now.domain, Method::Patch, path)
            .declared(declaration)
            .changes(&differences);
        let mut body = differences.body();
        if rekeyed {
            body.insert(key_property(kind).into(), json!(declaration.key.real()));
            draft = draft.change("key", json!(now.key), json!(declaration.key.real()));
        }
        if let Some(order) = order {
            body.insert("displayOrder".into(), json!(order));
            draft = draft.change("order", json!(now.display_order), json!(order));
        }
        if let Some(live) = self.context.live.ranks.get(&id) {
            let expected = rank_differences(kind, &live.props, &goal, false);
            for d in &expected.list {
                draft = draft.expects_field(kind.into(), &id, d.api, d.expect.clone());
            }
            if order.is_some() {
                let before = json!(live.display_order);
                draft = draft.expects_field(kind.into(), &id, "displayOrder", before);
            }
        }
        Some(draft.body(body))
    }

    /// `DELETE /directory/levels/{id}`.
    pub fn delete_rank(&self, id: &Id) -> Option<Draft> {
        let live = self.world.directory().ranks.get(id)?;
        let label = self.resolver.label(id);
        let name = display_name(live.props.name.known(), &label);
        let query = match live.kind {
            // The key of a level or position is unique in its domain only (facts 4.1).
            RankKind::Level | RankKind::Position => format!("?domainId={}", live.domain),
            RankKind::UserType => String::new(),
        };
        let path = format!(
            "/directory/{}/{}{query}",
            live.kind.path(),
            self.resolver.path_ref(id)
        );
        let kind = live.kind.into();
        let mut draft = Draft::new(
            "delete",
            kind,
            (label, name),
            live.domain,
            Method::Delete,
            path,
        )
        .irreversible();
        if let Some(live) = self.context.live.ranks.get(id) {
            draft = draft
                .expects_field(kind, id, key_property(live.kind), json!(live.key))
                .expects_as_read(kind, id, &rank_as_read(live.kind, &live.props));
        }
        Some(draft)
    }
}

/// `levelExternalKey`, ...
pub fn key_property(kind: RankKind) -> &'static str {
    match kind {
        RankKind::Level => "levelExternalKey",
        RankKind::Position => "positionExternalKey",
        RankKind::UserType => "userTypeExternalKey",
    }
}
