use std::collections::BTreeMap;

use crate::directory::{Directory, DomainId, Email};

/// The mail domain that most addresses of each domain have: no call tells it (facts 11 #36,
/// #78). Of two that as many have the first by the alphabet.
pub fn mail_domains(live: &Directory) -> BTreeMap<DomainId, String> {
    let mut counted: BTreeMap<DomainId, BTreeMap<&str, usize>> = BTreeMap::new();
    for member in live.members.values().filter(|member| !member.flags.deleted) {
        add(&mut counted, member.domain, member.props.email.known());
    }
    for org in live.orgs.values() {
        add(&mut counted, org.domain, org.props.email.known());
    }
    counted
        .into_iter()
        .filter_map(|(domain, names)| {
            let most = names.into_iter().rev().max_by_key(|(_, count)| *count);
            Some((domain, most?.0.to_owned()))
        })
        .collect()
}

fn add<'a>(
    counted: &mut BTreeMap<DomainId, BTreeMap<&'a str, usize>>,
    domain: DomainId,
    email: Option<&'a Email>,
) {
    if let Some((_, name)) = email.and_then(|email| email.as_str().rsplit_once('@')) {
        *counted.entry(domain).or_default().entry(name).or_default() += 1;
    }
}
