use crate::commands::Failure;
use crate::directory::{Directory, Domain, DomainId, Plan, Snapshot, Tenant};
use crate::import::codes::{DOMAIN_MALFORMED, DOMAIN_UNKNOWN};
use crate::import::live::mail_domains;
use crate::live;
use crate::source::Problem;

use super::Request;

/// The tenant where no configuration names it: from the flags, the snapshot, and the
/// addresses that its members have; and what is live.
///
/// # Errors
/// Where nothing tells its domains; what is wrong with the reading.
pub(super) fn unknown(
    request: &Request,
    read: impl FnOnce(&Tenant) -> Result<Snapshot, Failure>,
) -> Result<(Tenant, Snapshot), Failure> {
    let given = domains(&request.domains)?;
    let (given, snapshot) = match &request.live {
        Some(file) => {
            let ahead = live::load_ahead(file);
            let key = ahead
                .as_ref()
                .map(|snapshot| snapshot.tenant.clone())
                .unwrap_or_default();
            let snapshot = live::load(file, &key).map_err(Failure::error)?;
            let given = match given.is_empty() {
                true => in_snapshot(&snapshot.directory)
                    .into_iter()
                    .map(|id| (id, None))
                    .collect(),
                false => given,
            };
            (given, Some(snapshot))
        }
        None => (given, None),
    };
    if given.is_empty() {
        return Err(Failure::error(Problem::error(DOMAIN_UNKNOWN)));
    }
    let key = request.tenant.clone();
    let mut tenant = Tenant {
        key: key
            .clone()
            .or(snapshot.as_ref().map(|s| s.tenant.clone()))
            .unwrap_or_default(),
        plan: Plan::default(),
        sso: false,
        domains: given
            .iter()
            .map(|(id, name)| Domain {
                key: id.to_string(),
                id: *id,
                name: name.clone().unwrap_or_default(),
                enable: std::collections::BTreeSet::new(),
                sync: None,
            })
            .collect(),
    };
    let snapshot = match snapshot {
        Some(snapshot) => snapshot,
        None => read(&tenant)?,
    };
    let names = mail_domains(&snapshot.directory);
    let mut keys = std::collections::BTreeSet::new();
    for domain in &mut tenant.domains {
        if domain.name.is_empty() {
            let Some(name) = names.get(&domain.id) else {
                let problem = Problem::error(DOMAIN_MALFORMED).with("domain", domain.id);
                return Err(Failure::error(problem));
            };
            domain.name.clone_from(name);
        }
        let label = domain.name.split('.').next().unwrap_or_default().to_owned();
        domain.key = match !label.is_empty() && keys.insert(label.clone()) {
            true => label,
            false => domain.id.to_string(),
        };
    }
    if tenant.key.is_empty() {
        tenant.key = tenant.primary().key.clone();
    }
    Ok((tenant, snapshot))
}

/// The domains that a snapshot was read of, that of most members first: no call tells which
/// is the main one.
fn in_snapshot(live: &Directory) -> Vec<DomainId> {
    let mut domains: Vec<DomainId> = live.domains.keys().copied().collect();
    let members = |id: DomainId| live.members.values().filter(|m| m.domain == id).count();
    domains.sort_by_cached_key(|id| (std::cmp::Reverse(members(*id)), *id));
    domains
}

/// What `--domain` says.
fn domains(flags: &[String]) -> Result<Vec<(DomainId, Option<String>)>, Failure> {
    let mut domains = Vec::with_capacity(flags.len());
    for flag in flags {
        let (id, name) = match flag.split_once('=') {
            Some((id, name)) => (id, Some(name.to_lowercase())),
            None => (flag.as_str(), None),
        };
        match id.parse() {
            Ok(id) if id > 0 => domains.push((DomainId(id), name)),
            _ => {
                let problem = Problem::error(DOMAIN_MALFORMED).with("domain", flag);
                return Err(Failure::error(problem));
            }
        }
    }
    Ok(domains)
}
