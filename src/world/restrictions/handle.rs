use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::directory::{DomainId, Field, Id, RankKind};

use crate::world::body::Body;
use crate::world::call::{Call, Method, Reply};
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons, route, users};

use super::held::{Range, Restriction, SpecifiedOrg};

const SECTION: &str = "5.2.6";
/// The most orgs in one list.
const MOST: usize = 200;

/// Answers the calls below every `orgunit-access-restrict`.
///
/// # Errors
/// What the service refuses: 404 where there is no such object, or none is set on it.
pub fn handle(state: &mut State, call: &Call<'_>) -> Result<Reply, Refusal> {
    let object = match call.path().as_slice() {
        ["users", user, _] => changeable(state, call, user)?,
        ["orgunits", org, _] => state.org(org)?.id.clone(),
        ["directory", "user-types", kind, _] => {
            // Keys of user types are of the whole tenant: the domain does not matter.
            (state.rank(RankKind::UserType, DomainId(0), kind)?)
                .id
                .clone()
        }
        _ => return Err(route::unknown(call)),
    };
    match call.method {
        Method::Get => {
            let restriction = state.restrictions.get(&object).ok_or_else(unset(&object))?;
            Ok(Reply::ok(encode(state, restriction)))
        }
        // Only 404 is among the documented refusals, so a second one takes the place of
        // the first.
        Method::Post => set(state, call, object).map(Reply::created),
        Method::Put => {
            state.restrictions.get(&object).ok_or_else(unset(&object))?;
            set(state, call, object).map(Reply::ok)
        }
        Method::Delete => {
            state.restrictions.get(&object).ok_or_else(unset(&object))?;
            state.restrictions.remove(&object);
            Ok(Reply::no_content())
        }
        Method::Patch => Err(route::unknown(call)),
    }
}

/// The member of a path; one in deletion can be looked at, not changed.
fn changeable(state: &State, call: &Call<'_>, user: &str) -> Result<Id, Refusal> {
    let member = state.member(user)?;
    if member.flags.deleted && call.method != Method::Get {
        users::changeable(&member)?;
    }
    Ok(member.id.clone())
}

fn unset(object: &Id) -> impl Fn() -> Refusal {
    move || Refusal::new(404, reasons::NO_RESTRICTION, SECTION, Mark::D).with("object", object)
}

fn set(state: &mut State, call: &Call<'_>, object: Id) -> Result<Value, Refusal> {
    let restriction = read(state, &Body::of(call, SECTION)?)?;
    let answer = encode(state, &restriction);
    state.restrictions.put(&object, restriction);
    Ok(answer)
}

fn read(state: &State, body: &Body<'_>) -> Result<Restriction, Refusal> {
    let name = "accessRestrictType";
    let word = body.required_text(name, Text::up_to(100))?;
    let (range, _) = Range::ALL
        .into_iter()
        .find(|(_, spelt)| *spelt == word)
        .ok_or_else(|| {
            body.refuse(reasons::UNKNOWN_VALUE, Mark::D, name)
                .with("value", word)
        })?;
    let mut orgs = Vec::new();
    let mut seen = BTreeSet::new();
    if let Field::Known(entries) = body.objects("specifiedOrgUnits", MOST)? {
        for entry in entries {
            let text = entry.required_text("orgUnitId", Text::up_to(256))?;
            let org = state.named_org(&entry.path("orgUnitId"), text)?;
            let with_subs = entry.flag("includeSubOrgUnits")?.or(false);
            if !seen.insert(org.clone()) {
                return Err(entry
                    .refuse(reasons::DUPLICATE_ENTRY, Mark::I, "orgUnitId")
                    .with("value", org));
            }
            orgs.push(SpecifiedOrg { org, with_subs });
        }
    }
    Ok(Restriction { range, orgs })
}

fn encode(state: &State, restriction: &Restriction) -> Value {
    let Restriction { range, orgs } = restriction;
    let orgs: Vec<Value> = orgs
        .iter()
        .map(|SpecifiedOrg { org, with_subs }| {
            let key = (state.directory.orgs.get(org)).and_then(|org| org.key.as_ref());
            json!({
                "orgUnitId": org,
                "orgUnitExternalKey": key,
                "includeSubOrgUnits": with_subs,
            })
        })
        .collect();
    json!({ "accessRestrictType": range, "specifiedOrgUnits": orgs })
}
