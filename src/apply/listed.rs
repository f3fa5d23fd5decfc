//! Where a run wrote very many objects: lists of a hundred show most of them as written, and
//! only the others are left to be read by id. At 240 calls a minute (half in a long run)
//! 20,000 members would take longer to read back than to make.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use super::caller::{get, segment};
use super::compare::{Since, differences};
use super::expected::{Expected, Presence, segments};
use super::{Caller, Cancel};

/// So many objects of a kind are read by id without more ado: a minute's calls.
const FEW: usize = 240;

/// Objects on a page (facts 1.4).
const PAGE: usize = 100;

/// The lists whose entries have all that a read by id has (facts 5.1.2, 5.2.2): the path, the
/// name of the list and of the id. A group's members may be cut in a list (facts 11 #52).
const LISTS: [(&str, &str, &str); 2] = [
    ("users", "users", "userId"),
    ("orgunits", "orgUnits", "orgUnitId"),
];

/// The objects, by their index, that a list shows as written. A list that lags shows them
/// otherwise or not at all, and one that cannot be read shows nothing: reading by id tells.
pub(super) async fn shown_in_lists<C: Caller>(
    caller: &C,
    objects: &[(&String, &Expected)],
    since: &Since,
    cancel: &Cancel,
) -> HashSet<usize> {
    let mut good = HashSet::new();
    for (collection, name, id) in LISTS {
        let by_id: HashMap<String, usize> = objects
            .iter()
            .enumerate()
            .filter(|(_, (_, expected))| expected.presence == Presence::There)
            .filter_map(|(i, (path, _))| match segments(path).as_slice() {
                [of, id] if of == collection => Some((id.clone(), i)),
                _ => None,
            })
            .collect();
        if by_id.len() <= FEW {
            continue;
        }
        // No more pages than half the calls that reading by id would take.
        let mut pages = by_id.len() / 2;
        for domain in domains(by_id.values().filter_map(|i| objects.get(*i))) {
            let mut cursor: Option<String> = None;
            while pages > 0 && !cancel.is_cancelled() {
                pages -= 1;
                let mut path = format!("/{collection}?count={PAGE}&domainId={domain}");
                if let Some(cursor) = &cursor {
                    path.push_str(&format!("&cursor={}", segment(cursor)));
                }
                let Ok(Some(page)) = get(caller, &path).await else {
                    break;
                };
                let items = page.get(name).and_then(Value::as_array);
                for item in items.into_iter().flatten().filter_map(Value::as_object) {
                    let at = item.get(id).and_then(Value::as_str);
                    if let Some(i) = at.and_then(|id| by_id.get(id))
                        && let Some((_, expected)) = objects.get(*i)
                        && is_as_written(expected, item, since)
                    {
                        good.insert(*i);
                    }
                }
                cursor = page
                    .pointer("/responseMetaData/nextCursor")
                    .and_then(Value::as_str)
                    .filter(|cursor| !cursor.is_empty())
                    .map(str::to_owned);
                if cursor.is_none() {
                    break;
                }
            }
        }
    }
    good
}

/// Whether a list's entry shows everything that was written. What it does not have at all
/// may be missing from the list alone.
fn is_as_written(expected: &Expected, item: &Map<String, Value>, since: &Since) -> bool {
    let is_shown = |property: &String| {
        item.contains_key(property) || matches!(&**property, "passwordConfig" | "preserveGroup")
    };
    expected.entries.is_empty()
        && expected.properties.keys().all(is_shown)
        && differences(&expected.properties, item, since).is_empty()
}

/// The domains that objects are written in, as far as what was written says it.
fn domains<'a>(objects: impl Iterator<Item = &'a (&'a String, &'a Expected)>) -> BTreeSet<i64> {
    let mut domains = BTreeSet::new();
    for (_, expected) in objects {
        let own = expected.properties.get("domainId").and_then(Value::as_i64);
        let organizations = expected.properties.get("organizations");
        let of_posts = organizations
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.get("domainId")?.as_i64());
        domains.extend(own.into_iter().chain(of_posts));
    }
    domains
}
