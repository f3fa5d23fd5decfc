//! Whether two values of the API mean the same: sets in any order, `TWITTER` and `X`,
//! null and `[]` and nothing, numbers of siblings aside (design section 4).

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::{Map, Value};

use super::expected::entry_id;
use crate::directory::{Moment, custom_value};

/// What the rest of a plan does to values written before.
#[derive(Clone, Debug, Default)]
pub(super) struct Since {
    /// Ids of objects that are deleted: lists no longer name them.
    pub gone: HashSet<String>,
    /// Leaderships, as org id and member id, that another member took over.
    pub unseated: HashSet<(String, String)>,
    /// Ids of members that were brought back: whether their groups name them again is not
    /// known (facts 11 #40).
    pub back: HashSet<String>,
}

/// One property that is not as expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub property: String,
    pub expected: Value,
    pub found: Value,
}

/// The properties of `expected` that `found` does not show. A property that `found` does
/// not have at all is hidden by the tenant's settings and cannot be judged (facts 5.1.8).
pub(super) fn differences(
    expected: &Map<String, Value>,
    found: &Map<String, Value>,
    since: &Since,
) -> Vec<Difference> {
    let owner = found.get("userId").and_then(Value::as_str).unwrap_or("");
    expected
        .iter()
        .filter_map(|(property, wanted)| {
            let is = found.get(property)?;
            let same = same_as_written(property, wanted, is, owner, since);
            (!same).then(|| Difference {
                property: property.clone(),
                expected: wanted.clone(),
                found: is.clone(),
            })
        })
        .collect()
}

/// Whether a property shows a value that was once written, by all that the run did since.
pub(super) fn same_as_written(
    property: &str,
    wanted: &Value,
    is: &Value,
    owner: &str,
    since: &Since,
) -> bool {
    match property {
        "organizations" => same_organizations(wanted, is, owner, since),
        "members" | "administrators" if !since.back.is_empty() => {
            let [wanted, is] = [wanted, is].map(|list| without(property, list, &since.back));
            same(property, &wanted, &is, &since.gone)
        }
        _ => same(property, wanted, is, &since.gone),
    }
}

/// A list of a group less some ids.
fn without(list_name: &str, list: &Value, ids: &HashSet<String>) -> Value {
    let mut list = list.clone();
    if let Value::Array(entries) = &mut list {
        entries.retain(|entry| entry_id(list_name, entry).is_none_or(|id| !ids.contains(id)));
    }
    list
}

/// Whether one property's value means the same as another; what is in `gone` is left out
/// of lists.
pub(super) fn same(property: &str, wanted: &Value, is: &Value, gone: &HashSet<String>) -> bool {
    if is_nothing(wanted) && is_nothing(is) {
        return true;
    }
    match property {
        // Shifts with every write to a sibling; or never read back.
        "displayOrder" | "passwordConfig" | "preserveGroup" => true,
        "email" | "groupEmail" | "privateEmail" => folded(wanted) == folded(is),
        "aliasEmails" | "toExternalEmails" => {
            set(wanted, |item| Some(folded(item))) == set(is, |item| Some(folded(item)))
        }
        "administrators"
        | "membersAllowedToUseOrgUnitEmailAsRecipient"
        | "membersAllowedToUseOrgUnitEmailAsSender"
        | "membersAllowedToUseGroupEmailAsRecipient"
        | "membersAllowedToUseGroupEmailAsSender" => {
            let id = |item: &Value| text(item, "userId").filter(|id| !gone.contains(id));
            set(wanted, id) == set(is, id)
        }
        "members" => {
            let entry = |item: &Value| {
                let id = text(item, "id").filter(|id| !gone.contains(id))?;
                Some(format!("{}/{id}", text(item, "type").unwrap_or_default()))
            };
            set(wanted, entry) == set(is, entry)
        }
        "relations" => {
            let entry = |item: &Value| {
                let id = text(item, "relationUserId").filter(|id| !gone.contains(id))?;
                Some(format!(
                    "{id}/{}",
                    text(item, "relationName").unwrap_or_default()
                ))
            };
            set(wanted, entry) == set(is, entry)
        }
        "i18nNames" => by_language(wanted) == by_language(is),
        "messenger" => messenger(wanted) == messenger(is),
        "customProperties" => custom(wanted, is),
        // Whoever holds what is deleted holds none of it any more.
        "levelId" | "positionId" | "userTypeId" => {
            let held = |id: &Value| {
                id.as_str()
                    .filter(|id| !gone.contains(*id))
                    .map(str::to_owned)
            };
            held(wanted) == held(is)
        }
        "activationDate" | "startTime" | "endTime" => same_moment(wanted, is),
        "leaveOfAbsence" => ["startTime", "endTime"].into_iter().all(|end| {
            let of = |value: &Value| value.get(end).cloned().unwrap_or(Value::Null);
            let (wanted, is) = (of(wanted), of(is));
            (is_nothing(&wanted) && is_nothing(&is)) || same_moment(&wanted, &is)
        }),
        _ => covered(wanted, is),
    }
}

/// Every part of `wanted` is in `is`: answers hold more than requests.
fn covered(wanted: &Value, is: &Value) -> bool {
    match (wanted, is) {
        (Value::Object(wanted), Value::Object(is)) => wanted
            .iter()
            .all(|(name, value)| covered(value, is.get(name).unwrap_or(&Value::Null))),
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (wanted, is) => wanted == is || (is_nothing(wanted) && is_nothing(is)),
    }
}

/// Every custom property that is wanted, whichever way a link says that it has no text.
fn custom(wanted: &Value, is: &Value) -> bool {
    let one = |value: &Value| custom_value(value.clone());
    let wanted = wanted.as_object().into_iter().flatten();
    wanted.into_iter().all(|(name, value)| {
        let is = is.get(name).unwrap_or(&Value::Null);
        let (value, is) = (one(value), one(is));
        covered(&value, &is) && covered(&is, &value)
    })
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(is_nothing),
        Value::String(text) => text.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn text(item: &Value, name: &str) -> Option<String> {
    item.get(name)?.as_str().map(str::to_owned)
}

fn folded(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_lowercase()
}

fn items(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

fn set(list: &Value, entry: impl Fn(&Value) -> Option<String>) -> BTreeSet<String> {
    items(list).iter().filter_map(entry).collect()
}

/// Names by language, without those that say nothing.
fn by_language(list: &Value) -> BTreeMap<String, BTreeMap<&str, String>> {
    let mut names = BTreeMap::new();
    for entry in items(list) {
        let parts: BTreeMap<&str, String> = ["name", "firstName", "lastName"]
            .into_iter()
            .filter_map(|part| Some((part, text(entry, part).filter(|name| !name.is_empty())?)))
            .collect();
        if let Some(language) = text(entry, "language").filter(|_| !parts.is_empty()) {
            names.insert(language, parts);
        }
    }
    names
}

fn messenger(value: &Value) -> (String, Option<String>, Option<String>) {
    let protocol = match text(value, "protocol").unwrap_or_default().as_str() {
        "TWITTER" => "X".to_owned(),
        other => other.to_owned(),
    };
    let custom = text(value, "customProtocol").filter(|name| !name.is_empty());
    (protocol, custom, text(value, "messengerId"))
}

fn same_moment(wanted: &Value, is: &Value) -> bool {
    match (wanted.as_str(), is.as_str()) {
        (Some(wanted), Some(is)) => match (Moment::parse(wanted), Moment::parse(is)) {
            (Ok(wanted), Ok(is)) => wanted == is,
            _ => wanted == is,
        },
        _ => covered(wanted, is),
    }
}

/// Posts by domain and org. The list is replaced as a whole, so what is live beyond it is
/// a difference too, but for a domain without any post.
fn same_organizations(wanted: &Value, is: &Value, owner: &str, since: &Since) -> bool {
    let live: BTreeMap<i64, &Value> = items(is)
        .iter()
        .filter_map(|entry| Some((entry.get("domainId")?.as_i64()?, entry)))
        .collect();
    let mut seen = BTreeSet::new();
    for entry in items(wanted) {
        let Some(domain) = entry.get("domainId").and_then(Value::as_i64) else {
            return false;
        };
        seen.insert(domain);
        let none = Value::Null;
        let here = live.get(&domain).copied().unwrap_or(&none);
        for property in ["levelId", "email", "primary"] {
            if let Some(value) = entry.get(property)
                && !same(
                    property,
                    value,
                    here.get(property).unwrap_or(&none),
                    &since.gone,
                )
                && !is_plain_false(value, here.get(property))
            {
                return false;
            }
        }
        if !same_posts(entry.get("orgUnits"), here.get("orgUnits"), owner, since) {
            return false;
        }
    }
    live.iter().all(|(domain, entry)| {
        seen.contains(domain) || is_nothing(entry.get("orgUnits").unwrap_or(&Value::Null))
    })
}

fn is_plain_false(wanted: &Value, is: Option<&Value>) -> bool {
    wanted == &Value::Bool(false) && is.is_none_or(Value::is_null)
}

fn same_posts(wanted: Option<&Value>, is: Option<&Value>, owner: &str, since: &Since) -> bool {
    // Left out, posts are not said to be any.
    let Some(wanted) = wanted else {
        return true;
    };
    let posts = |list: &Value| -> BTreeMap<String, Map<String, Value>> {
        items(list)
            .iter()
            .filter_map(|post| {
                let org = text(post, "orgUnitId").filter(|org| !since.gone.contains(org))?;
                Some((org, post.as_object()?.clone()))
            })
            .collect()
    };
    let (wanted, is) = (posts(wanted), posts(is.unwrap_or(&Value::Null)));
    wanted.keys().eq(is.keys())
        && wanted.iter().zip(is.values()).all(|((org, wanted), is)| {
            [
                "primary",
                "positionId",
                "isManager",
                "visible",
                "useTeamFeature",
            ]
            .into_iter()
            .filter_map(|property| Some((property, wanted.get(property)?)))
            .all(|(property, value)| {
                let found = is.get(property).unwrap_or(&Value::Null);
                let unseated = property == "isManager"
                    && since.unseated.contains(&(org.clone(), owner.to_owned()));
                unseated || same(property, value, found, &since.gone)
            })
        })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use serde_json::{Value, json};

    use super::{Since, differences, same};

    #[test]
    fn a_rank_that_is_deleted_is_held_by_nobody() {
        let wanted = json!({"organizations": [{
            "domainId": 1, "primary": true, "levelId": "L1",
            "orgUnits": [{"orgUnitId": "a", "primary": true, "positionId": "P1"}],
        }]});
        let mut found = wanted.clone();
        found["organizations"][0]["levelId"] = Value::Null;
        found["organizations"][0]["orgUnits"][0]["positionId"] = Value::Null;
        let differ = |since: &Since| {
            let (wanted, found) = (wanted.as_object(), found.as_object());
            differences(wanted.expect("an object"), found.expect("an object"), since).len()
        };
        assert_eq!(differ(&Since::default()), 1, "somebody else took them away");
        let gone = ["L1".to_owned(), "P1".to_owned()].into();
        assert_eq!(
            differ(&Since {
                gone,
                ..Since::default()
            }),
            0
        );
    }

    #[test]
    fn spellings_of_the_same() {
        let none = HashSet::new();
        for (property, a, b, alike) in [
            ("description", json!(null), json!(""), true),
            ("aliasEmails", json!(null), json!([]), true),
            (
                "aliasEmails",
                json!(["a@x", "B@x"]),
                json!(["b@x", "A@x"]),
                true,
            ),
            ("aliasEmails", json!(["a@x"]), json!(["a@x", "b@x"]), false),
            ("displayOrder", json!(3), json!(7), true),
            (
                "messenger",
                json!({"protocol": "X", "messengerId": "m"}),
                json!({"protocol": "TWITTER", "customProtocol": null, "messengerId": "m"}),
                true,
            ),
            (
                "messenger",
                json!({"protocol": "LINE", "messengerId": "m"}),
                json!(null),
                false,
            ),
            (
                "administrators",
                json!([{"userId": "b"}, {"userId": "a"}]),
                json!([{"userId": "a", "userExternalKey": "E1"}, {"userId": "b"}]),
                true,
            ),
            (
                "members",
                json!([{"id": "a", "type": "USER"}]),
                json!([{"id": "a", "type": "ORGUNIT"}]),
                false,
            ),
            (
                "i18nNames",
                json!([{"language": "en_US", "name": "Sales"}, {"language": "ko_KR", "name": null}]),
                json!([{"name": "Sales", "language": "en_US"}]),
                true,
            ),
            (
                "activationDate",
                json!("2026-04-01T00:00:00+09:00"),
                json!("2026-03-31T15:00:00+00:00"),
                true,
            ),
            (
                "userName",
                json!({"lastName": "森", "firstName": "花子"}),
                json!({"lastName": "森", "firstName": "花子", "phoneticLastName": null}),
                true,
            ),
            (
                "customProperties",
                json!({"n": 1, "gone": null}),
                json!({"n": 1.0, "other": "kept"}),
                true,
            ),
            (
                "customProperties",
                json!({"wiki": {"link": "https://a"}, "more": [{"link": "https://b"}]}),
                json!({
                    "wiki": {"text": null, "link": "https://a"},
                    "more": [{"text": null, "link": "https://b"}],
                }),
                true,
            ),
            (
                "customProperties",
                json!({"wiki": {"link": "https://a"}}),
                json!({"wiki": {"text": "a", "link": "https://a"}}),
                false,
            ),
            (
                "leaveOfAbsence",
                json!({"startTime": null, "endTime": null}),
                json!({"startTime": null, "endTime": null, "isLeaveOfAbsence": false}),
                true,
            ),
            (
                "leaveOfAbsence",
                json!({"startTime": "2026-04-01T00:00:00+09:00", "endTime": "2026-05-01T00:00:00+09:00"}),
                json!({"startTime": "2026-03-31T15:00:00Z", "endTime": "2026-04-30T15:00:00Z", "isLeaveOfAbsence": true}),
                true,
            ),
            (
                "leaveOfAbsence",
                json!({"startTime": null, "endTime": null}),
                json!({"startTime": "2026-03-31T15:00:00Z", "endTime": "2026-04-30T15:00:00Z"}),
                false,
            ),
            ("visible", json!(true), json!(false), false),
            ("task", json!("a"), json!("b"), false),
        ] {
            assert_eq!(same(property, &a, &b, &none), alike, "{property} {a} {b}");
        }
    }

    fn differ(expected: Value, found: Value, since: &Since) -> Vec<String> {
        let (Value::Object(expected), Value::Object(found)) = (expected, found) else {
            panic!("both are objects");
        };
        differences(&expected, &found, since)
            .into_iter()
            .map(|difference| difference.property)
            .collect()
    }

    fn member(posts: Value) -> Value {
        json!({"userId": "u1", "organizations": [{"domainId": 1, "primary": true, "orgUnits": posts}]})
    }

    #[test]
    fn posts_are_a_set_by_org() {
        let since = Since::default();
        let wanted = member(
            json!([{"orgUnitId": "a", "isManager": true}, {"orgUnitId": "b", "positionId": null}]),
        );
        let alike = member(
            json!([{"orgUnitId": "b", "orgUnitName": "B"}, {"orgUnitId": "a", "isManager": true}]),
        );
        assert!(differ(wanted.clone(), alike, &since).is_empty());
        for other in [
            json!([{"orgUnitId": "a", "isManager": true}]),
            json!([{"orgUnitId": "a", "isManager": false}, {"orgUnitId": "b"}]),
            json!([{"orgUnitId": "a", "isManager": true}, {"orgUnitId": "b"}, {"orgUnitId": "c"}]),
        ] {
            assert_eq!(
                differ(wanted.clone(), member(other), &since),
                ["organizations"]
            );
        }
    }

    #[test]
    fn what_the_plan_did_later_is_no_difference() {
        let since = Since {
            gone: HashSet::from(["b".to_owned()]),
            unseated: HashSet::from([("a".to_owned(), "u1".to_owned())]),
            back: HashSet::new(),
        };
        let wanted = member(json!([{"orgUnitId": "a", "isManager": true}, {"orgUnitId": "b"}]));
        let is = member(json!([{"orgUnitId": "a", "isManager": false}]));
        assert!(differ(wanted, is, &since).is_empty());
    }

    #[test]
    fn posts_of_another_domain_are_not_overlooked() {
        let wanted = member(json!([]));
        let is = json!({"userId": "u1", "organizations": [
            {"domainId": 1, "primary": true, "orgUnits": []},
            {"domainId": 2, "primary": false, "orgUnits": [{"orgUnitId": "x"}]},
        ]});
        assert_eq!(differ(wanted, is, &Since::default()), ["organizations"]);
    }

    #[test]
    fn hidden_properties_cannot_be_judged() {
        let wanted = json!({"birthday": "1990-01-01", "task": "a"});
        assert_eq!(
            differ(wanted, json!({"task": "b"}), &Since::default()),
            ["task"]
        );
    }
}
