use serde_json::{Map, Value, json};

use super::draft::Draft;
use super::maker::{Maker, declaration};
use crate::directory::{DomainId, Email, Id, Kind};
use crate::plan::action::{Holder, KeyEntry, Unique};
use crate::world::Method;

impl Maker<'_, '_> {
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
                    "externalKey": entry.key.real(),
                }),
                Kind::UserType | Kind::Org | Kind::Member | Kind::Group => {
                    json!({"id": entry.id.as_str(), "externalKey": entry.key.real()})
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
                .change(
                    entry.key.as_str(),
                    json!(entry.from),
                    json!(entry.key.real()),
                )
                .expects_field(kind, &entry.id, field, json!(entry.from));
        }
        if let [only] = entries {
            draft = draft.declared(declaration(self.context, kind, only.at));
        }
        draft
    }

    /// A `PATCH` that takes values of one object out of the way of others for a while.
    pub fn temporary(&self, values: &[Unique], holder: &Holder, stem: &str) -> Option<Draft> {
        let context = self.context;
        let (kind, id, declared) = match holder {
            Holder::Declared(kind, at) => {
                let declared = declaration(context, *kind, *at);
                (*kind, self.id_of(*kind, *at, declared)?, Some(declared))
            }
            Holder::Going(kind, id) => (*kind, id.clone(), None),
        };
        let reference = self.resolver.path_ref(&id);
        let path = match kind {
            Kind::Level => format!("/directory/levels/{reference}"),
            Kind::Position => format!("/directory/positions/{reference}"),
            Kind::UserType => format!("/directory/user-types/{reference}"),
            Kind::Org => format!("/orgunits/{reference}"),
            Kind::Member => format!("/users/{reference}"),
            Kind::Group => format!("/groups/{reference}"),
        };
        let label = self.resolver.label(&id);
        let key = declared.map_or_else(|| label.clone(), |declared| declared.key.to_string());
        let domain = self.domain_of(kind, &id)?;
        let mut draft = Draft::new("update", kind, (key, label), domain, Method::Patch, path);
        let mut body = Map::new();
        let mut aliases: Vec<&str> = Vec::new();
        for value in values {
            let (field, api, from, to) = match value {
                Unique::Address(address) => {
                    // An alias needs no stand-in: it only has to go.
                    if self.aliases(kind, &id, address).is_some() {
                        aliases.push(address);
                        continue;
                    }
                    let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain);
                    let api = if kind == Kind::Group {
                        "groupEmail"
                    } else {
                        "email"
                    };
                    let to = format!("{stem}@{domain}");
                    ("email", api, json!(address), json!(to))
                }
                Unique::GroupName(_, name) => ("name", "groupName", json!(name), json!(stem)),
                Unique::RankName(rank, _, name) => {
                    let api = match rank {
                        crate::directory::RankKind::Level => "levelName",
                        crate::directory::RankKind::Position => "positionName",
                        crate::directory::RankKind::UserType => "userTypeName",
                    };
                    ("name", api, json!(name), json!(stem))
                }
                // A key is let go for the final one.
                Unique::Key(_, _, from) => match declared {
                    Some(declared) => ("key", key_field(kind), json!(from), json!(declared.key)),
                    None => continue,
                },
            };
            draft = draft.change(field, from, to.clone());
            body.insert(api.to_owned(), to);
        }
        let held = aliases.first().and_then(|one| self.aliases(kind, &id, one));
        if let Some(held) = held {
            let goes = |alias: &&Email| {
                (aliases.iter()).any(|address| alias.as_str().eq_ignore_ascii_case(address))
            };
            let rest: Vec<&Email> = held.iter().filter(|alias| !goes(alias)).collect();
            draft = draft.change("aliasEmails", json!(held), json!(rest));
            body.insert("aliasEmails".to_owned(), json!(rest));
        }
        if let Some(declared) = declared {
            draft = draft.declared(declared);
        }
        (!body.is_empty()).then(|| draft.body(body))
    }

    /// The domain an object is in now.
    fn domain_of(&self, kind: Kind, id: &Id) -> Option<DomainId> {
        let now = self.world.directory();
        match kind {
            Kind::Member => now.members.get(id).map(|member| member.domain),
            Kind::Org => now.orgs.get(id).map(|org| org.domain),
            Kind::Group => now.groups.get(id).map(|group| group.domain),
            Kind::Level | Kind::Position | Kind::UserType => {
                now.ranks.get(id).map(|rank| rank.domain)
            }
        }
    }

    /// The aliases of an object, where an address is one of them.
    fn aliases(&self, kind: Kind, id: &Id, address: &str) -> Option<Vec<Email>> {
        let now = self.world.directory();
        let aliases = match kind {
            Kind::Member => &now.members.get(id)?.props.alias_emails,
            Kind::Org => &now.orgs.get(id)?.props.alias_emails,
            Kind::Group => &now.groups.get(id)?.props.alias_emails,
            Kind::Level | Kind::Position | Kind::UserType => return None,
        };
        let aliases = aliases.known()?;
        (aliases.iter())
            .any(|alias| alias.as_str().eq_ignore_ascii_case(address))
            .then(|| aliases.clone())
    }
}

/// The property that carries the external key of a kind.
pub fn key_field(kind: Kind) -> &'static str {
    match kind {
        Kind::Level => "levelExternalKey",
        Kind::Position => "positionExternalKey",
        Kind::UserType => "userTypeExternalKey",
        Kind::Org => "orgUnitExternalKey",
        Kind::Member => "userExternalKey",
        Kind::Group => "groupExternalKey",
    }
}
