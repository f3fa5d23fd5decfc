//! What would make a plan faster: the lower bound computed anew with one thing changed.

use std::collections::BTreeMap;
use std::time::Duration;

use super::said;
use super::timing::rounded;
use crate::directory::{DomainId, Plan, Tenant};
use crate::plan::Faster;
use crate::plan::bound::{Bound, Call, lower_bound};
use crate::plan::pace::{Class, Limits, Operation};

/// What a call usually takes.
pub const USUAL: Duration = Duration::from_millis(200);

/// What saves less than a twentieth is not worth a word.
const WORTH: u32 = 20;

/// What would make these calls faster, from what saves most to what saves least.
pub fn faster(
    tenant: &Tenant,
    calls: &[Call<'_>],
    bound: &Bound,
    latency: Duration,
) -> Vec<Faster> {
    let limits = Limits::of(tenant.plan);
    let mut found = Vec::new();
    let mut offer = |code: &str, params: &[(&str, String)], then: Bound| {
        if then.time + bound.time / WORTH <= bound.time {
            found.push(Faster {
                code: code.to_owned(),
                params: (params.iter())
                    .map(|(name, value)| ((*name).to_owned(), value.clone()))
                    .collect::<BTreeMap<_, _>>(),
                lower_bound_seconds: rounded(then.time),
            });
        }
    };
    let paid = Limits::of(Plan::Advanced);
    if paid.per_minute > limits.per_minute {
        let params = [
            ("calls", paid.per_minute.to_string()),
            ("now", limits.per_minute.to_string()),
        ];
        offer(said::PAID_PLAN, &params, lower_bound(&paid, calls, latency));
    }
    let domains: Vec<DomainId> = tenant.domains.iter().map(|d| d.id).collect();
    if bound.rule == "orgWrites" && domains.len() > 1 {
        let params = [("domains", domains.len().to_string())];
        let then = over_domains(&limits, calls, &domains, latency);
        offer(said::OTHER_DOMAINS, &params, then);
    }
    if latency > USUAL {
        let params = [
            ("usual", rounded(USUAL).to_string()),
            ("now", rounded(latency).to_string()),
        ];
        offer(
            said::USUAL_LATENCY,
            &params,
            lower_bound(&limits, calls, USUAL),
        );
    }
    found.sort_by(|a, b| a.lower_bound_seconds.total_cmp(&b.lower_bound_seconds));
    found
}

/// The bound if the same org writes went to all domains in turn.
fn over_domains(
    limits: &Limits,
    calls: &[Call<'_>],
    domains: &[DomainId],
    latency: Duration,
) -> Bound {
    let mut turn = domains.iter().cycle();
    let mut spread: Vec<Operation> = Vec::with_capacity(calls.len());
    for call in calls {
        let operation = call.operation.clone();
        spread.push(match (operation.class(), turn.next()) {
            (Class::OrgWrite, Some(domain)) => operation.in_domain(*domain),
            _ => operation,
        });
    }
    let calls: Vec<Call<'_>> = (spread.iter().zip(calls))
        .map(|(operation, call)| Call {
            operation,
            needs: call.needs,
        })
        .collect();
    lower_bound(limits, &calls, latency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::Domain;
    use crate::world::Method;

    fn company(plan: Plan, domains: &[i32]) -> Tenant {
        let domain = |id: &i32| Domain {
            key: format!("d{id}"),
            id: DomainId(*id),
            name: format!("d{id}.example"),
            enable: Default::default(),
            sync: None,
        };
        Tenant {
            key: "acme".to_owned(),
            plan,
            sso: false,
            domains: domains.iter().map(domain).collect(),
        }
    }

    fn faster_ways(tenant: &Tenant, operations: &[Operation], latency: Duration) -> Vec<Faster> {
        let calls: Vec<Call<'_>> = (operations.iter())
            .map(|operation| Call {
                operation,
                needs: &[],
            })
            .collect();
        let bound = lower_bound(&Limits::of(tenant.plan), &calls, latency);
        faster(tenant, &calls, &bound, latency)
    }

    fn codes(tenant: &Tenant, operations: &[Operation], latency: Duration) -> Vec<String> {
        let found = faster_ways(tenant, operations, latency);
        found.into_iter().map(|faster| faster.code).collect()
    }

    #[test]
    fn only_what_is_true_is_said() {
        let writes = |domain, count| {
            let write = Operation::of(Method::Patch, "/orgunits/o", &[DomainId(domain)]);
            vec![write; count]
        };
        let changes = vec![Operation::of(Method::Patch, "/users/u", &[]); 300];
        let (one, two) = (
            company(Plan::Advanced, &[1]),
            company(Plan::Advanced, &[1, 2]),
        );
        // On a paid plan in one domain there is nothing to be done about org writes.
        assert_eq!(codes(&one, &writes(1, 60), USUAL), [""; 0]);
        assert_eq!(codes(&two, &writes(1, 60), USUAL), [said::OTHER_DOMAINS]);
        let even = [writes(1, 30), writes(2, 30)].concat();
        assert_eq!(codes(&two, &even, USUAL), [""; 0]);
        assert_eq!(codes(&one, &changes, USUAL), [""; 0]);
        let free = company(Plan::Free, &[1]);
        assert_eq!(codes(&free, &changes, USUAL), [said::PAID_PLAN]);
        assert_eq!(codes(&free, &changes[..50], USUAL), [""; 0]);
        // One call at a time: only the way to the service counts.
        let slow = Duration::from_millis(600);
        assert_eq!(codes(&one, &changes, slow), [said::USUAL_LATENCY]);
        assert_eq!(codes(&one, &writes(1, 60), slow), [""; 0]);
    }

    #[test]
    fn the_time_is_that_of_the_bound() {
        let changes = vec![Operation::of(Method::Patch, "/users/u", &[]); 300];
        let found = faster_ways(&company(Plan::Free, &[1]), &changes, USUAL);
        // 240 calls go through at once, the other 60 a minute after the first of them.
        assert_eq!(found[0].lower_bound_seconds, 60.2 + 12.0);
        assert_eq!(found[0].params["now"], "60");
    }
}
