use serde_json::{Value, json};

use super::draft::Draft;
use super::maker::{Maker, declaration};
use crate::directory::{DomainId, Key, Kind};
use crate::plan::action::{Holder, KeyEntry, Unique};
use crate::world::Method;

impl Maker<'_> {
    /// `POST /users/external-keys` and its like.
    pub fn keys(&self, kind: Kind, entries: &[KeyEntry]) -> Draft {
        let (path, list) = match kind {
            Kind::Level => ("/directory/levels/external-keys", "levels"),
            Kind::Position => ("/directory/positions/external-keys", "positions"),
            Kind::UserType => ("/directory/user-types/external-keys", "userTypes"),
            Kind::Org => ("/orgunits/external-keys", "orgUnits"),
            Kind::Member => ("/users/external-keys", "users"),
            Kind::Group => ("/groups/external-keys", "groups"),
        };
        let items: Vec<Value> = entries
            .iter()
            .map(|entry| match kind {
                Kind::Level | Kind::Position => json!({
                    "domainId": entry.domain.0,
                    "id": entry.id.as_str(),
                    "externalKey": entry.key.as_str(),
                }),
                Kind::UserType | Kind::Org | Kind::Member | Kind::Group => {
                    json!({"id": entry.id.as_str(), "externalKey": entry.key.as_str()})
                }
            })
            .collect();
        let domain = entries.first().map_or(DomainId(0), |entry| entry.domain);
        let rekeys = entries.iter().any(|entry| entry.from.is_some());
        let op = if rekeys { "rekey" } else { "adopt" };
        let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
        let named = (
            keys.join(", "),
            format!("{} {}", entries.len(), kind.section()),
        );
        let mut draft = Draft::new(op, kind, named, domain, Method::Post, path.to_owned());
        draft.kind = "externalKeys";
        draft.body = Some(json!({ list: items }));
        let field = key_field(kind);
        for entry in entries {
            draft = draft
                .change(entry.key.as_str(), json!(entry.from), json!(entry.key))
                .expects_field(kind, &entry.id, field, json!(entry.from));
        }
        if let [only] = entries {
            draft = draft.declared(declaration(self.context, kind, only.at));
        }
        draft
    }

    /// A `PATCH` that takes a value out of the way of others for a while.
    pub fn temporary(&self, value: &Unique, holder: Holder, count: u32) -> Option<Draft> {
        let context = self.context;
        let kind = match value {
            Unique::RankName(rank, _, _) => Kind::from(*rank),
            Unique::Address(_) | Unique::GroupName(..) | Unique::Key(..) => holder.kind,
        };
        let declaration = declaration(context, kind, holder.at);
        let id = self.id_of(kind, holder.at, declaration)?;
        let reference = self.resolver.path_ref(&id);
        let path = match kind {
            Kind::Level => format!("/directory/levels/{reference}"),
            Kind::Position => format!("/directory/positions/{reference}"),
            Kind::UserType => format!("/directory/user-types/{reference}"),
            Kind::Org => format!("/orgunits/{reference}"),
            Kind::Member => format!("/users/{reference}"),
            Kind::Group => format!("/groups/{reference}"),
        };
        let (field, api, from, to) = match value {
            Unique::Address(address) => {
                let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
                let api = if kind == Kind::Group {
                    "groupEmail"
                } else {
                    "email"
                };
                (
                    "email",
                    api,
                    address.clone(),
                    format!("meibo-tmp-{count}@{domain}"),
                )
            }
            Unique::GroupName(_, name) => (
                "name",
                "groupName",
                name.clone(),
                format!("meibo-tmp-{count}"),
            ),
            Unique::RankName(rank, _, name) => {
                let api = match rank {
                    crate::directory::RankKind::Level => "levelName",
                    crate::directory::RankKind::Position => "positionName",
                    crate::directory::RankKind::UserType => "userTypeName",
                };
                ("name", api, name.clone(), format!("meibo-tmp-{count}"))
            }
            Unique::Key(..) => return None,
        };
        let key: &Key = &declaration.key;
        let name = self.resolver.label(&id);
        let mut draft = Draft::new(
            "update",
            kind,
            (key.to_string(), name),
            declaration.domain,
            Method::Patch,
            path,
        )
        .declared(declaration)
        .change(field, json!(from), json!(to));
        draft.body = Some(json!({ api: to }));
        Some(draft)
    }
}

fn key_field(kind: Kind) -> &'static str {
    match kind {
        Kind::Level => "levelExternalKey",
        Kind::Position => "positionExternalKey",
        Kind::UserType => "userTypeExternalKey",
        Kind::Org => "orgUnitExternalKey",
        Kind::Member => "userExternalKey",
        Kind::Group => "groupExternalKey",
    }
}
