use std::collections::HashMap;

use super::codes;
use super::index::Index;
use super::place::{section, within};
use crate::directory::{Declaration, Email, Field, Kind, Plan};
use crate::source::Problem;

/// Domains have different keys and different numbers.
pub(super) fn domains_differ(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let mut first: HashMap<(&str, String), usize> = HashMap::new();
    for (i, domain) in index.desired.tenant.domains.iter().enumerate() {
        for (what, value) in [("key", domain.key.clone()), ("id", domain.id.to_string())] {
            if let Some(other) = first.get(&(what, value.clone())) {
                problems.push(
                    Problem::error(codes::DUPLICATE_DOMAIN)
                        .with("what", what)
                        .with("value", value)
                        .at(section(format!("/tenant/domains/{i}/{what}")))
                        .label(
                            "firstDeclared",
                            section(format!("/tenant/domains/{other}/{what}")),
                        ),
                );
            } else {
                first.insert((what, value), i);
            }
        }
    }
}

/// Alias addresses and group mail come with the Advanced plan (facts 5.1.2, 5.2.2,
/// 5.3.3); the Free plan cannot be written at all (facts 2.5).
pub(super) fn plan_allows(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let desired = index.desired;
    let plan = match desired.tenant.plan {
        Plan::Advanced => return,
        Plan::Standard => "standard",
        Plan::Free => {
            problems.push(
                Problem::warning(codes::FREE_CANNOT_WRITE)
                    .at(section(String::from("/tenant/plan"))),
            );
            "free"
        }
    };
    let mut refuse = |kind: Kind, declaration: &Declaration, property: &str, tail: &str| {
        problems.push(
            Problem::error(codes::NEEDS_ADVANCED)
                .with("property", property)
                .with("plan", plan)
                .at(within(kind, declaration, format_args!("{tail}"))),
        );
    };
    for org in &desired.orgs {
        if given(&org.props.alias_emails) {
            refuse(Kind::Org, &org.declaration, "aliasEmails", "/aliasEmails");
        }
    }
    for member in &desired.members {
        if given(&member.props.alias_emails) {
            refuse(
                Kind::Member,
                &member.declaration,
                "aliasEmails",
                "/aliasEmails",
            );
        }
    }
    for group in &desired.groups {
        if given(&group.props.alias_emails) {
            refuse(
                Kind::Group,
                &group.declaration,
                "aliasEmails",
                "/aliasEmails",
            );
        }
        if group.props.features.mail == Field::Known(true) {
            refuse(
                Kind::Group,
                &group.declaration,
                "features: mail",
                "/features",
            );
        }
    }
}

fn given(aliases: &Field<Vec<Email>>) -> bool {
    aliases.known().is_some_and(|list| !list.is_empty())
}
