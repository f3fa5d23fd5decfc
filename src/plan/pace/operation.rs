use std::sync::Arc;

use crate::directory::DomainId;
use crate::world::Method;

/// Which pacing rules beyond the minute window a call falls under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Create, PATCH, PUT, move or delete of an org unit (facts 3.2).
    OrgWrite,
    /// `POST /users` (facts 3.2).
    MemberAdd,
    /// Anything else.
    Other,
}

/// A call as the rate rules see it: method and path template, and the domains it is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Operation {
    name: Arc<str>,
    write: bool,
    class: Class,
    domains: Vec<DomainId>,
}

/// Stands for the domain of calls that name none: the one the token was issued for.
const AUTHORISED: DomainId = DomainId(0);

impl Operation {
    /// Classifies a call. `target` is the path below the API's base, with or without its
    /// query. The domains of a call are rarely in its path, so they are given: none
    /// stands for the domain the token was issued for.
    pub fn of(method: Method, target: &str, domains: &[DomainId]) -> Operation {
        let template = template(target);
        let write = method != Method::Get;
        let class = match (method, template.as_str()) {
            (Method::Get, _) => Class::Other,
            (Method::Post, "/users") => Class::MemberAdd,
            (Method::Post, "/orgunits" | "/orgunits/{id}/move")
            | (Method::Put | Method::Patch | Method::Delete, "/orgunits/{id}") => Class::OrgWrite,
            _ => Class::Other,
        };
        let mut domains = if domains.is_empty() {
            vec![AUTHORISED]
        } else {
            domains.to_vec()
        };
        domains.sort_unstable();
        domains.dedup();
        Operation {
            name: format!("{} {template}", method.name()).into(),
            write,
            class,
            domains,
        }
    }

    /// The same call in another domain.
    pub fn in_domain(mut self, domain: DomainId) -> Operation {
        self.domains = vec![domain];
        self
    }

    /// Method and path template: `PATCH /users/{id}`. What the minute limit counts.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Whether it may change anything: every method but GET.
    pub fn is_write(&self) -> bool {
        self.write
    }

    /// The pacing rules it falls under.
    pub fn class(&self) -> Class {
        self.class
    }

    /// The domains it is about, sorted; never empty.
    pub fn domains(&self) -> &[DomainId] {
        &self.domains
    }
}

/// Words that stand where an id could.
const ACTIONS: [&str; 6] = [
    "external-keys",
    "send-invitation-email",
    "link-to-line",
    "link-to-works",
    "enable",
    "disable",
];

/// The path with its ids replaced: `/groups/{id}/members/{id}`.
fn template(target: &str) -> String {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let segments: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    // Everything below `/directory` has its collection one or two words further down.
    let collection = match segments.as_slice() {
        ["directory", "users", ..] => 3,
        ["directory", ..] => 2,
        _ => 1,
    };
    let mut out = String::with_capacity(path.len());
    for (i, segment) in segments.iter().enumerate() {
        out.push('/');
        let below = i as isize - collection as isize;
        let word = match below {
            ..0 => true,
            0 => ACTIONS.contains(segment),
            // Ids and names of sub-collections alternate.
            odd if odd % 2 == 1 => true,
            _ => *segment == "reset",
        };
        out.push_str(if word { segment } else { "{id}" });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Class, Operation};
    use crate::directory::DomainId;
    use crate::world::Method;

    #[test]
    fn ids_are_replaced_and_words_kept() {
        for (method, target, name) in [
            (Method::Get, "/users?count=100&cursor=a%2Fb", "GET /users"),
            (Method::Patch, "/users/5b0d-4a3e", "PATCH /users/{id}"),
            (Method::Get, "/users/externalKey:E1", "GET /users/{id}"),
            (
                Method::Post,
                "/users/5b0d/suspend",
                "POST /users/{id}/suspend",
            ),
            (
                Method::Post,
                "/users/external-keys",
                "POST /users/external-keys",
            ),
            (
                Method::Delete,
                "/users/u/alias-emails/a%40b",
                "DELETE /users/{id}/alias-emails/{id}",
            ),
            (
                Method::Post,
                "/users/u/link-url/reset",
                "POST /users/{id}/link-url/reset",
            ),
            (
                Method::Delete,
                "/groups/g/members/m?type=USER",
                "DELETE /groups/{id}/members/{id}",
            ),
            (
                Method::Post,
                r#"/orgunits/{"$id":{"kind":"org","key":"sales-1"}}/move"#,
                "POST /orgunits/{id}/move",
            ),
            (
                Method::Patch,
                "/directory/levels/c2f0",
                "PATCH /directory/levels/{id}",
            ),
            (
                Method::Post,
                "/directory/levels/enable?domainId=1",
                "POST /directory/levels/enable",
            ),
            (
                Method::Get,
                "/directory/users/custom-properties/badge",
                "GET /directory/users/custom-properties/{id}",
            ),
            (
                Method::Get,
                "/directory/user-types/t/orgunit-access-restrict",
                "GET /directory/user-types/{id}/orgunit-access-restrict",
            ),
        ] {
            assert_eq!(&**Operation::of(method, target, &[]).name(), name);
        }
    }

    #[test]
    fn classes_are_told_by_method_and_path() {
        for (method, target, class) in [
            (Method::Post, "/orgunits", Class::OrgWrite),
            (Method::Patch, "/orgunits/a", Class::OrgWrite),
            (Method::Put, "/orgunits/a", Class::OrgWrite),
            (Method::Delete, "/orgunits/a", Class::OrgWrite),
            (Method::Post, "/orgunits/a/move", Class::OrgWrite),
            (Method::Post, "/orgunits/external-keys", Class::Other),
            (Method::Get, "/orgunits/a", Class::Other),
            (Method::Post, "/users", Class::MemberAdd),
            (Method::Post, "/users/a/move", Class::Other),
            (Method::Get, "/users", Class::Other),
        ] {
            assert_eq!(
                Operation::of(method, target, &[]).class(),
                class,
                "{target}"
            );
        }
        assert!(!Operation::of(Method::Get, "/users", &[]).is_write());
        assert!(Operation::of(Method::Delete, "/users/a", &[]).is_write());
    }

    #[test]
    fn domains_are_a_set_that_is_never_empty() {
        let two = [DomainId(2), DomainId(1), DomainId(2)];
        assert_eq!(
            Operation::of(Method::Get, "/users", &two).domains(),
            [DomainId(1), DomainId(2)]
        );
        assert_eq!(Operation::of(Method::Get, "/users", &[]).domains().len(), 1);
    }
}
