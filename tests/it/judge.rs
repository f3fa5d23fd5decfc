//! Holds the sandbox's log of arrivals against the documented rate rules. Every number is
//! written here anew: nothing is shared with the pacer under judgement.

use std::collections::{BTreeMap, BTreeSet};

use meibo::sandbox::Arrival;

const SECOND: u64 = 1_000_000_000;
const MINUTE: u64 = 60 * SECOND;

/// Every rule that the calls broke; empty when none. `per_minute` is the product plan's.
pub fn broken(calls: &[Arrival], per_minute: usize) -> Vec<String> {
    let mut found = Vec::new();
    let mut calls: Vec<&Arrival> = calls.iter().filter(|call| !is_token(call)).collect();
    calls.sort_by_key(|call| call.arrived);
    org_writes(&calls, &mut found);
    member_adds(&calls, &mut found);
    flights(&calls, &mut found);
    windows(&calls, per_minute, &mut found);
    for call in &calls {
        if call.status == 429 {
            found.push(format!("call {} ({}) met 429", call.n, call.operation));
        }
    }
    found
}

fn is_token(call: &Arrival) -> bool {
    call.target.contains("/oauth2/") || call.operation.contains("token")
}

fn is_write(call: &Arrival) -> bool {
    !call.operation.starts_with("GET")
}

fn is_org_write(call: &Arrival) -> bool {
    let orgs = |rest: &str| rest.starts_with("/orgunits") && !rest.contains("external-keys");
    is_write(call) && call.operation.split(' ').nth(1).is_some_and(orgs)
}

/// One org write a second in a domain, never before the former has been answered.
fn org_writes(calls: &[&Arrival], found: &mut Vec<String>) {
    let writes: Vec<&&Arrival> = calls.iter().filter(|call| is_org_write(call)).collect();
    for (i, one) in writes.iter().enumerate() {
        for other in &writes[i + 1..] {
            let same = one.domain.is_none() || other.domain.is_none() || one.domain == other.domain;
            let apart = other.arrived.saturating_sub(one.arrived);
            if same && (apart < SECOND || other.arrived < one.answered) {
                found.push(format!(
                    "org writes {} and {} are {} ms apart",
                    one.n,
                    other.n,
                    apart / 1_000_000
                ));
            }
        }
    }
}

/// Fewer than ten members in any second in a domain.
fn member_adds(calls: &[&Arrival], found: &mut Vec<String>) {
    let adds: Vec<u64> = calls
        .iter()
        .filter(|call| call.operation == "POST /users")
        .map(|call| call.arrived)
        .collect();
    for ten in adds.windows(10) {
        if ten[9] - ten[0] < SECOND {
            found.push(format!(
                "ten members in {} ms",
                (ten[9] - ten[0]) / 1_000_000
            ));
        }
    }
}

/// A write is alone; at most two reads of a domain at once, and as many for each domain in
/// all where a read does not say which it is about.
fn flights(calls: &[&Arrival], found: &mut Vec<String>) {
    const READS: usize = 2;
    let domains: BTreeSet<_> = calls.iter().filter_map(|call| call.domain).collect();
    let most = READS * domains.len().max(1);
    let mut unanswered: Vec<&Arrival> = Vec::new();
    for call in calls {
        unanswered.retain(|other| other.answered > call.arrived);
        if unanswered
            .iter()
            .any(|other| is_write(call) || is_write(other))
        {
            found.push(format!("call {} ({}) is not alone", call.n, call.operation));
        }
        let alike = |other: &&&Arrival| call.domain.is_some() && other.domain == call.domain;
        let of_domain = unanswered.iter().filter(alike).count();
        if of_domain >= READS || unanswered.len() >= most {
            let others = unanswered.len();
            found.push(format!("call {} runs beside {others} others", call.n));
        }
        unanswered.push(call);
    }
}

/// A sliding minute for each operation.
fn windows(calls: &[&Arrival], per_minute: usize, found: &mut Vec<String>) {
    let mut by_operation: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for call in calls {
        let times = by_operation.entry(&call.operation).or_default();
        times.push(call.arrived);
    }
    for (operation, times) in by_operation {
        for many in times.windows(per_minute + 1) {
            if many[per_minute] - many[0] < MINUTE {
                found.push(format!("more than {per_minute} {operation} in a minute"));
                break;
            }
        }
    }
}
