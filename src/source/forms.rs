//! How properties that are mappings are written: what is shown to somebody who wrote
//! something else there, and where a property belongs that stands in the wrong mapping.

use serde_json::Value;

use super::validate;

/// Places of the schema (`*` for any one segment) and what stands there. The first that fits
/// counts.
const FORMS: &[(&str, &str)] = &[
    (
        "/definitions/Tenant",
        "{key: acme-prod, domains: [{key: acme, id: 20000001, name: acme.example}]}",
    ),
    (
        "/definitions/Domain",
        "{key: acme, id: 20000001, name: acme.example}",
    ),
    (
        "/definitions/Domain/properties/sync",
        "{enabled: true, organizationMember: true}",
    ),
    ("/definitions/Policy", "{owns: {members: [\"*\"]}}"),
    (
        "/definitions/Policy/properties/owns",
        "{members: [\"*\"], orgs: [\"*\"]}",
    ),
    (
        "/definitions/Policy/properties/removal",
        "{members: suspend}",
    ),
    (
        "/definitions/Policy/properties/protect",
        "{members: [E00001]}",
    ),
    (
        "/definitions/Policy/properties/limits",
        "{members: {remove: {max: 10}}}",
    ),
    (
        "/definitions/Policy/properties/limits/properties/*",
        "{remove: {max: 10}}",
    ),
    (
        "/definitions/Policy/properties/limits/properties/*/properties/*",
        "{max: 10, percent: 5}",
    ),
    ("/definitions/Policy/properties/order", "{orgs: managed}"),
    (
        "/definitions/Policy/properties/newMembers",
        "{passwordBy: member}",
    ),
    (
        "/definitions/Policy/properties/allow",
        "{M0232: 東京と大阪にそれぞれあるため}",
    ),
    ("/definitions/Level", "{key: L1, name: 部長級}"),
    ("/definitions/Position", "{key: P-MGR, name: 課長}"),
    ("/definitions/UserType", "{key: FT, name: 正社員}"),
    ("/definitions/Org", "{key: sales, name: 営業部}"),
    (
        "/definitions/Group",
        "{key: g-apollo, name: PJ Apollo, masters: [E00001], members: [E00001]}",
    ),
    (
        "/definitions/Member",
        "{key: E00001, email: hanako.mori@acme.example, name: {last: 森, first: 花子}, posts: [{org: sales}]}",
    ),
    (
        "/definitions/Member/properties/name",
        "{last: 森, first: 花子}",
    ),
    (
        "/definitions/Member/properties/names",
        "{en_US: {last: Mori, first: Hanako}}",
    ),
    (
        "/definitions/Member/properties/names/properties/*",
        "{last: Mori, first: Hanako}",
    ),
    ("/definitions/Member/properties/posts/items", "{org: sales}"),
    (
        "/definitions/Member/properties/secondary/items",
        "{domain: acme-west, posts: [{org: west}]}",
    ),
    (
        "/definitions/Member/properties/secondary/items/properties/posts/items",
        "{org: west}",
    ),
    (
        "/definitions/Member/properties/messenger",
        "{protocol: LINE, id: hanako}",
    ),
    ("/definitions/Member/properties/custom", "{team: A}"),
    (
        "/definitions/Member/properties/relations/items",
        "{member: E00001, name: 上司}",
    ),
    (
        "/definitions/Member/properties/leave",
        "{from: 2026-12-01T00:00:00+09:00, to: 2027-03-31T23:59:59+09:00}",
    ),
    ("/definitions/*/properties/names", "{en_US: Sales}"),
];

/// How the value is written that a place of the schema stands for: a mapping, or a list of
/// mappings. `None` for anything else.
pub fn form(pointer: &str) -> Option<String> {
    if let Some((_, form)) = FORMS.iter().find(|(place, _)| fits(place, pointer)) {
        return Some((*form).to_owned());
    }
    let entries = format!("{pointer}/items");
    let place = match validate::schema().pointer(&entries)?.get("$ref") {
        Some(to) => to.as_str()?.strip_prefix('#')?.to_owned(),
        None => entries,
    };
    let (_, form) = FORMS.iter().find(|(of, _)| fits(of, &place))?;
    Some(format!("[{form}]"))
}

fn fits(place: &str, pointer: &str) -> bool {
    let mut segments = pointer.split('/');
    place.split('/').all(|part| {
        segments
            .next()
            .is_some_and(|one| part == "*" || part == one)
    }) && segments.next().is_none()
}

/// The one property of a mapping of the schema that is a mapping, or a list of mappings,
/// with a property of that name.
pub fn holder(pointer: &str, name: &str) -> Option<&'static str> {
    let mut holders = validate::schema()
        .pointer(pointer)?
        .get("properties")?
        .as_object()?
        .iter()
        .filter(|(_, schema)| holds(schema, name) || holds(&schema["items"], name))
        .map(|(holder, _)| holder.as_str());
    let holder = holders.next()?;
    holders.next().is_none().then_some(holder)
}

/// Whether a schema is that of a mapping with a property; references to other objects, which
/// are mostly a key, are not meant.
fn holds(schema: &Value, name: &str) -> bool {
    let is_key = schema["type"]
        .as_array()
        .is_some_and(|types| types.iter().any(|one| one == "string"));
    !is_key && schema["properties"].get(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::config_schema;

    /// Every place of the schema with a mapping and nothing beside it that could be text.
    fn mappings(schema: &Value, pointer: String, found: &mut Vec<String>) {
        match schema {
            Value::Object(members) => {
                let is = |name: &str| match &schema["type"] {
                    Value::String(one) => one == name,
                    Value::Array(several) => several.iter().any(|one| one == name),
                    _ => false,
                };
                if is("object") && !is("string") && !pointer.is_empty() {
                    found.push(pointer.clone());
                }
                for (name, below) in members {
                    mappings(below, format!("{pointer}/{name}"), found);
                }
            }
            Value::Array(entries) => {
                for (index, entry) in entries.iter().enumerate() {
                    mappings(entry, format!("{pointer}/{index}"), found);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn every_mapping_has_a_form_that_is_valid_there() {
        let schema = config_schema();
        let mut places = Vec::new();
        mappings(&schema, String::new(), &mut places);
        assert!(places.len() > 40, "{places:?}");
        let mut used = std::collections::BTreeSet::new();
        for place in places {
            let form = form(&place).unwrap_or_else(|| panic!("{place} has no form"));
            used.extend(FORMS.iter().position(|(of, _)| fits(of, &place)));
            let value: Value = serde_yaml::from_str(&form).expect("YAML");
            let mut there = schema.pointer(&place).expect("a schema").clone();
            there["definitions"] = schema["definitions"].clone();
            let validator = jsonschema::validator_for(&there).expect("a schema");
            let errors: Vec<String> = validator
                .iter_errors(&value)
                .map(|error| error.to_string())
                .collect();
            assert!(errors.is_empty(), "{place}: {form}: {errors:#?}");
        }
        assert_eq!(used.len(), FORMS.len(), "a form is of no place");
    }

    #[test]
    fn lists_of_mappings_have_a_form_and_lists_of_texts_none() {
        let of_member = |name: &str| form(&format!("/definitions/Member/properties/{name}"));
        assert_eq!(of_member("posts").as_deref(), Some("[{org: sales}]"));
        assert_eq!(of_member("aliasEmails"), None);
        let orgs = form("/definitions/Org/properties/orgs");
        assert_eq!(orgs.as_deref(), Some("[{key: sales, name: 営業部}]"));
    }

    #[test]
    fn a_property_is_found_in_the_one_mapping_that_has_it() {
        for (mapping, name, holder) in [
            ("Member", "leader", Some("posts")),
            ("Member", "position", Some("posts")),
            ("Member", "last", Some("name")),
            ("Member", "en_US", Some("names")),
            ("Member", "from", Some("leave")),
            ("Member", "leaders", None),
            // A reference may be a mapping with an id.
            ("Member/properties/posts/items", "id", None),
            // Of several nobody knows which.
            ("Policy", "members", None),
        ] {
            let found = super::holder(&format!("/definitions/{mapping}"), name);
            assert_eq!(found, holder, "{mapping} {name}");
        }
    }
}
