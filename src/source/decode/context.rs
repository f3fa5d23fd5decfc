use crate::directory::{Declaration, DomainId, Field, Id, Key, Kind, Origin, Tenant};
use crate::source::config::text::{ExternalKey, LocalKey, ResourceId};
use crate::source::{Place, Problem, codes, nearest};

/// What decoding an object needs to know of the rest, and the problems it comes upon.
#[derive(Debug)]
pub struct Context<'a> {
    /// The tenant: its domains.
    pub tenant: &'a Tenant,
    /// What is wrong.
    pub problems: &'a mut Vec<Problem>,
}

/// The four properties every declared object begins with.
pub struct Head {
    /// `key`
    pub key: ExternalKey,
    /// `previously`
    pub previously: Field<ExternalKey>,
    /// `id`
    pub id: Field<ResourceId>,
    /// `domain`
    pub domain: Field<LocalKey>,
}

impl Context<'_> {
    /// The declaration of an object; `inherited` is its domain where it names none.
    pub fn declaration(
        &mut self,
        kind: Kind,
        head: Head,
        inherited: DomainId,
        origin: Origin,
    ) -> Declaration {
        let Head {
            key,
            previously,
            id,
            domain,
        } = head;
        let domain = match domain {
            Field::Absent => inherited,
            Field::Known(domain) => self
                .domain(&domain, kind, &key.0, &origin, "/domain")
                .unwrap_or(inherited),
        };
        Declaration {
            key: Key::from(key.0),
            previously: previously.into_known().map(|key| Key::from(key.0)),
            id: id.into_known().map(|id| Id::from(id.0)),
            domain,
            origin,
        }
    }

    /// The number of a domain key; a problem where the tenant has no such domain.
    pub fn domain(
        &mut self,
        wanted: &LocalKey,
        kind: Kind,
        key: &str,
        origin: &Origin,
        below: &str,
    ) -> Option<DomainId> {
        let domains = &self.tenant.domains;
        if let Some(domain) = domains.iter().find(|domain| domain.key == wanted.0) {
            return Some(domain.id);
        }
        let known: Vec<&str> = domains.iter().map(|domain| domain.key.as_str()).collect();
        let mut problem = Problem::error(codes::UNKNOWN_DOMAIN)
            .with("domain", &wanted.0)
            .with("known", known.join(", "))
            .at(place(kind, key, origin, below));
        if let Some(near) = nearest(&wanted.0, known.into_iter()) {
            problem = problem.with("nearest", near);
        }
        self.problems.push(problem);
        None
    }
}

/// The place of a property of an object.
pub fn place(kind: Kind, key: &str, origin: &Origin, below: &str) -> Place {
    let property = below.trim_start_matches('/').replace('/', ".");
    Place {
        file: Some(origin.file.to_string()),
        pointer: Some(format!("{}{below}", origin.pointer)),
        at: None,
        object: Some(format!("{kind}/{key}")),
        property: (!property.is_empty()).then_some(property),
    }
}
