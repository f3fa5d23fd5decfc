//! What tells *settling* from *wrong* (facts 7): names, addresses and memberships may take
//! ten minutes and more to show. A property settles while it is one of these, was written
//! not long ago, and still shows what stood there before, or something on the way from
//! that to what was written. Whatever else it shows, somebody else wrote.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::{Map, Value};

use super::compare::{Difference, Since, same_as_written};
use super::expected::{Expected, entry_id};

/// How long after its write a property that lags may show what it was. Documented are ten
/// minutes "or more"; the facts advise to judge no membership for fifteen (facts 7).
pub const SHOWN_WITHIN: Duration = Duration::from_secs(15 * 60);

/// Whether a property of the API may show late: names, mail addresses and memberships
/// (facts 7). Everything else shows at once when it is read by id.
pub fn shows_late(kind: &str, property: &str) -> bool {
    let names = match kind {
        "member" => property == "userName",
        "org" => property == "orgUnitName",
        "group" => property == "groupName",
        _ => false,
    };
    let addresses = matches!(property, "email" | "groupEmail" | "aliasEmails" | "loginId");
    let memberships = match kind {
        "member" => property == "organizations",
        "group" => matches!(property, "members" | "administrators"),
        _ => false,
    };
    let named = matches!(kind, "member" | "org" | "group") && property == "i18nNames";
    names || addresses || memberships || named
}

/// Whether a property that reads otherwise than it was written may be on its way. `age` is
/// the time since the object was last written; `None` where that is not known, which is
/// taken for not long.
pub(super) fn is_settling(
    expected: &Expected,
    difference: &Difference,
    found: &Map<String, Value>,
    since: &Since,
    age: Option<Duration>,
) -> bool {
    let property = difference.property.as_str();
    if !shows_late(&expected.kind, property) || age.is_some_and(|age| age > SHOWN_WITHIN) {
        return false;
    }
    // One entry, put in or taken out by a call of its own, is either there or not.
    if expected.is_entry(difference) {
        return true;
    }
    let owner = found.get("userId").and_then(Value::as_str).unwrap_or("");
    let before = expected.before(property);
    before
        .iter()
        .any(|value| same_as_written(property, value, &difference.found, owner, since))
        || is_between(property, &before, difference, since)
}

/// Whether a list holds nothing but what was there before or was written, and all that is
/// in both.
fn is_between(property: &str, before: &[Value], difference: &Difference, since: &Since) -> bool {
    let ids = |value: &Value| ids(property, value, since);
    let (Some(wanted), Some(found)) = (ids(&difference.expected), ids(&difference.found)) else {
        return false;
    };
    let before: Vec<BTreeSet<String>> = before.iter().filter_map(ids).collect();
    !before.is_empty()
        && found
            .iter()
            .all(|id| wanted.contains(id) || before.iter().any(|then| then.contains(id)))
        && wanted
            .iter()
            .filter(|id| before.iter().all(|then| then.contains(*id)))
            .all(|id| found.contains(id))
        // The very entries that were written, otherwise filled, are not on any way.
        && found != wanted
}

/// What tells the entries of a list apart; `None` for what is no such list.
fn ids(property: &str, value: &Value, since: &Since) -> Option<BTreeSet<String>> {
    let items = match value {
        Value::Null => &[][..],
        Value::Array(items) => items.as_slice(),
        _ => return None,
    };
    let ids: Vec<String> = match property {
        "members" | "administrators" => items
            .iter()
            .filter_map(|item| entry_id(property, item))
            .map(str::to_owned)
            .collect(),
        "aliasEmails" => items
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_lowercase)
            .collect(),
        "organizations" => items
            .iter()
            .filter_map(|entry| entry.get("orgUnits")?.as_array())
            .flatten()
            .filter_map(|post| post.get("orgUnitId")?.as_str())
            .map(str::to_owned)
            .collect(),
        _ => return None,
    };
    let there = |id: &String| !since.gone.contains(id);
    Some(ids.into_iter().filter(there).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashMap};

    use serde_json::json;

    use super::*;
    use crate::apply::expected::Presence;

    fn expected(kind: &str, property: &str, before: Value) -> Expected {
        Expected {
            kind: kind.to_owned(),
            key: "k".to_owned(),
            name: String::new(),
            presence: Presence::There,
            properties: Map::new(),
            earlier: HashMap::from([(property.to_owned(), vec![before])]),
            created: false,
            written: None,
            entries: HashMap::new(),
            sensitive: BTreeSet::new(),
            along: None,
        }
    }

    fn settles(kind: &str, property: &str, [before, wanted, found]: [Value; 3]) -> bool {
        settles_after(kind, property, [before, wanted, found], 60)
    }

    fn settles_after(
        kind: &str,
        property: &str,
        [before, wanted, found]: [Value; 3],
        seconds: u64,
    ) -> bool {
        let expected = expected(kind, property, before);
        let object = Map::from_iter([(property.to_owned(), found.clone())]);
        let difference = Difference {
            property: property.to_owned(),
            expected: wanted,
            found,
        };
        let age = Some(Duration::from_secs(seconds));
        is_settling(&expected, &difference, &object, &Since::default(), age)
    }

    fn people(ids: &[&str]) -> Value {
        ids.iter()
            .map(|id| json!({"id": id, "type": "USER"}))
            .collect()
    }

    fn posts(posts: Value) -> Value {
        json!([{"domainId": 1, "primary": true, "orgUnits": posts}])
    }

    #[test]
    fn the_old_value_of_what_shows_late_is_settling_and_any_other_is_wrong() {
        let name = |last: &str| json!({"lastName": last, "firstName": "花子"});
        for (kind, property, before, wanted, found, settling) in [
            (
                "member",
                "userName",
                name("森"),
                name("林"),
                name("森"),
                true,
            ),
            (
                "member",
                "userName",
                name("森"),
                name("林"),
                name("木"),
                false,
            ),
            (
                "org",
                "orgUnitName",
                json!("A"),
                json!("B"),
                json!("A"),
                true,
            ),
            (
                "group",
                "groupName",
                json!("A"),
                json!("B"),
                json!("C"),
                false,
            ),
            (
                "member",
                "email",
                json!("a@x"),
                json!("b@x"),
                json!("A@x"),
                true,
            ),
            (
                "member",
                "email",
                json!("a@x"),
                json!("b@x"),
                json!("c@x"),
                false,
            ),
            // Shows at once by id: the old value is as wrong as any other.
            ("member", "task", json!("a"), json!("b"), json!("a"), false),
            (
                "level",
                "levelName",
                json!("a"),
                json!("b"),
                json!("a"),
                false,
            ),
        ] {
            let case = format!("{kind} {property}: {before} {wanted} {found}");
            assert_eq!(
                settles(kind, property, [before, wanted, found]),
                settling,
                "{case}"
            );
        }
    }

    #[test]
    fn a_membership_may_be_on_the_way_from_the_old_to_the_new() {
        let before = people(&["a", "b", "c"]);
        let wanted = people(&["a", "d", "e"]);
        for (found, settling) in [
            (&["a", "b", "c"][..], true),
            (&["a", "b", "d"], true),
            (&["a"], true),
            // Nobody asked for this one to go, nor for that one to come.
            (&["b", "c"], false),
            (&["a", "b", "c", "x"], false),
        ] {
            let case = [before.clone(), wanted.clone(), people(found)];
            assert_eq!(settles("group", "members", case), settling, "{found:?}");
        }
    }

    #[test]
    fn posts_settle_by_org_and_not_by_what_somebody_made_of_them() {
        let before = posts(json!([{"orgUnitId": "a", "positionId": "p"}]));
        let wanted = posts(json!([{"orgUnitId": "a", "positionId": "q"}, {"orgUnitId": "b"}]));
        for (found, settling) in [
            (json!([{"orgUnitId": "a", "positionId": "p"}]), true),
            (json!([{"orgUnitId": "a", "positionId": "q"}]), true),
            (json!([{"orgUnitId": "b"}]), false),
            (json!([{"orgUnitId": "a"}, {"orgUnitId": "c"}]), false),
            (
                json!([{"orgUnitId": "a", "positionId": "r"}, {"orgUnitId": "b"}]),
                false,
            ),
        ] {
            let case = [before.clone(), wanted.clone(), posts(found.clone())];
            assert_eq!(
                settles("member", "organizations", case),
                settling,
                "{found}"
            );
        }
    }

    #[test]
    fn nothing_settles_for_longer_than_documented() {
        let case = || [json!("a@x"), json!("b@x"), json!("a@x")];
        assert!(settles_after("member", "email", case(), 900));
        assert!(!settles_after("member", "email", case(), 901));
    }
}
