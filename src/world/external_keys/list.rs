use serde_json::{Map, Value, json};

use crate::directory::{DomainId, Email, Field, Id, Key, LiveMember};

use crate::world::call::{Call, Reply};
use crate::world::paging::Page;
use crate::world::state::State;
use crate::world::{Mark, Refusal, reasons};

use super::subject::Subject;

/// `GET .../external-keys`: with a key, without one, or all, as `hasExternalKey` says.
pub fn list(state: &State, call: &Call<'_>, subject: Subject) -> Result<Reply, Refusal> {
    let domain = state.domain_of_query(call)?;
    let wanted = match call.query("hasExternalKey") {
        None => None,
        Some("true") => Some(true),
        Some("false") => Some(false),
        Some(other) => {
            return Err(Refusal::new(400, reasons::WRONG_TYPE, "1.4", Mark::D)
                .with("property", "hasExternalKey")
                .with("expected", "boolean")
                .with("value", other));
        }
    };
    let page = Page::of(state, call)?;
    let listed = |of: DomainId, key: &Option<Key>| {
        of == domain && wanted.is_none_or(|wanted| key.is_some() == wanted)
    };
    let directory = &state.directory;
    let list = subject.list();
    Ok(match subject {
        Subject::Member => page.cut_map(list, &directory.members, |member| {
            let hidden = member.flags.deleted && !state.assumptions.list_shows_deleted;
            (!hidden && listed(member.domain, &member.key)).then(|| {
                let name = person(member);
                let email = member.props.email.known();
                item(
                    member.domain,
                    name.as_deref(),
                    Some(email),
                    &member.id,
                    &member.key,
                )
            })
        }),
        Subject::Org => page.cut_map(list, &directory.orgs, |org| {
            listed(org.domain, &org.key).then(|| {
                let name = org.props.name.known().map(String::as_str);
                item(
                    org.domain,
                    name,
                    Some(org.props.email.known()),
                    &org.id,
                    &org.key,
                )
            })
        }),
        Subject::Group => page.cut_map(list, &directory.groups, |group| {
            listed(group.domain, &group.key).then(|| {
                let name = group.props.name.known().map(String::as_str);
                item(
                    group.domain,
                    name,
                    Some(group.props.email.value()),
                    &group.id,
                    &group.key,
                )
            })
        }),
        Subject::Rank(kind) => page.cut_map(list, &directory.ranks, |rank| {
            (rank.kind == kind && listed(rank.domain, &rank.key)).then(|| {
                let name = rank.props.name.known().map(String::as_str);
                item(rank.domain, name, None, &rank.id, &rank.key)
            })
        }),
    })
}

/// Ranks have no `email` at all; the others show null where there is none.
fn item(
    domain: DomainId,
    name: Option<&str>,
    email: Option<Option<&Email>>,
    id: &Id,
    key: &Option<Key>,
) -> Value {
    let mut map = Map::new();
    map.insert("domainId".to_owned(), json!(domain));
    map.insert("name".to_owned(), json!(name));
    if let Some(email) = email {
        map.insert("email".to_owned(), json!(email));
    }
    map.insert("id".to_owned(), json!(id));
    map.insert("externalKey".to_owned(), json!(key));
    Value::Object(map)
}

/// A member's name in one line.
fn person(member: &LiveMember) -> Option<String> {
    let Field::Known(name) = &member.props.name else {
        return None;
    };
    let parts: Vec<&str> = [&name.last, &name.first]
        .into_iter()
        .filter_map(|part| part.value())
        .map(String::as_str)
        .collect();
    Some(parts.join(" "))
}
