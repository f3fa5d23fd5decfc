//! Reading members.

use serde_json::Value;

use crate::directory::{LiveMember, Member};
use crate::world::call::{Call, Reply};
use crate::world::paging::{Listed, Page};
use crate::world::state::State;
use crate::world::{Mark, Refusal, reasons};

use super::encode::{Answer, encode};

/// `GET /users/{userId}`
pub(super) fn one(state: &State, user: &str) -> Result<Reply, Refusal> {
    Ok(Reply::ok(encode(state, &*state.member(user)?)))
}

/// `GET /users`: the members whose primary domain it is, those in deletion by assumption.
pub(in crate::world) fn page<'a>(
    state: &'a State,
    call: &Call<'_>,
) -> Result<Listed<Answer<'a>>, Refusal> {
    const LIST: &str = "users";
    let domain = state.domain_of_query(call)?;
    let page = Page::of(state, call)?;
    word(call, "searchFilterType", &["VIP"])?;
    let by_name = word(call, "orderBy", &["CREATED_TIME", "NAME"])? == Some("NAME");
    let descending = word(call, "sortOrder", &["ASCENDING", "DESCENDING"])? == Some("DESCENDING");
    if call.query("searchFilterType").is_some() {
        // The caller's favourites: a service account has none.
        return Ok(Listed {
            list: LIST,
            page: Vec::new(),
            next: None,
        });
    }
    let members = &state.directory.members;
    let listed = |member: &LiveMember| {
        member.domain == domain && (state.assumptions.list_shows_deleted || !member.flags.deleted)
    };
    let record = |member: &'a LiveMember| listed(member).then(|| Answer::of(state, member));
    if by_name {
        let mut sorted: Vec<&LiveMember> = members
            .values()
            .map(|member| &**member)
            .filter(|member| listed(member))
            .collect();
        sorted.sort_by_cached_key(|member| name_of(&member.props));
        if descending {
            sorted.reverse();
        }
        return Ok(page.cut_slice(LIST, &sorted, |member| &member.id, |m| record(m)));
    }
    let turned = |at: usize| {
        if descending {
            members.len() - 1 - at
        } else {
            at
        }
    };
    Ok(page.cut(
        LIST,
        members.len(),
        |id| members.get_index_of(id).map(turned),
        |at| members.get_index(turned(at)).map(|(_, member)| &**member),
        |member| member.map_or_else(String::new, |member| member.id.to_string()),
        |member| member.and_then(record),
    ))
}

fn word<'a>(
    call: &'a Call<'_>,
    name: &'static str,
    words: &[&str],
) -> Result<Option<&'a str>, Refusal> {
    match call.query(name) {
        Some(word) if !words.contains(&word) => {
            Err(Refusal::new(400, reasons::UNKNOWN_VALUE, "1.4", Mark::I)
                .with("property", name)
                .with("value", word))
        }
        other => Ok(other),
    }
}

fn name_of(member: &Member) -> (String, String) {
    let part = |text: Option<&String>| text.cloned().unwrap_or_default();
    match member.name.known() {
        Some(name) => (part(name.last.value()), part(name.first.value())),
        None => Default::default(),
    }
}

/// The body of an answer that is a member.
pub(super) fn answer(state: &State, id: &crate::directory::Id) -> Value {
    (state.directory.members.get(id)).map_or(Value::Null, |member| encode(state, member))
}
