use crate::directory::{
    DomainId, Field, Id, Key, LiveGroup, LiveMember, LiveOrg, LiveRank, RankKind,
};

use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons};

use super::subject::Subject;

const SECTION: &str = "4.3";
const MOST: usize = 50;

struct Entry {
    id: String,
    key: Option<Key>,
    domain: Option<DomainId>,
}

/// `POST .../external-keys`: sets, overwrites or removes keys one entry after the other.
/// Not atomic unless the assumption says so (facts 11 #12): what stands before a refused
/// entry stays done. A body that is malformed anywhere is refused as a whole.
pub fn set(state: &mut State, call: &Call<'_>, subject: Subject) -> Result<Reply, Refusal> {
    let entries = read(state, &Body::of(call, SECTION)?, subject)?;
    let before = state
        .assumptions
        .bulk_keys_are_atomic
        .then(|| state.clone());
    for entry in entries {
        if let Err(refusal) = apply(state, subject, entry) {
            if let Some(before) = before {
                *state = before;
            }
            return Err(refusal);
        }
    }
    Ok(Reply::no_content())
}

fn read(state: &State, body: &Body<'_>, subject: Subject) -> Result<Vec<Entry>, Refusal> {
    let list = subject.list();
    let Field::Known(entries) = body.objects(list, MOST)? else {
        return Err(body.lacks(list));
    };
    if entries.is_empty() {
        return Err(body
            .refuse(reasons::TOO_FEW_ENTRIES, Mark::D, list)
            .with("min", 1)
            .with("length", 0));
    }
    let read = |entry: Body<'_>| {
        let id = entry.required_text("id", Text::up_to(256))?.to_owned();
        let Field::Known(key) = entry.key("externalKey")? else {
            return Err(entry.lacks("externalKey"));
        };
        let domain = match subject {
            Subject::Rank(RankKind::Level | RankKind::Position) => {
                let domain = entry.required_domain("domainId")?;
                Some(state.known_domain(&entry.path("domainId"), domain)?)
            }
            Subject::Rank(RankKind::UserType) | Subject::Member | Subject::Org | Subject::Group => {
                None
            }
        };
        Ok(Entry { id, key, domain })
    };
    entries.into_iter().map(read).collect()
}

fn apply(state: &mut State, subject: Subject, entry: Entry) -> Result<(), Refusal> {
    let Entry { id, key, domain } = entry;
    let free = |state: &State, domain: DomainId, me: &Id| match &key {
        Some(key) => state.key_free(409, subject.kind(), domain, key, Some(me)),
        None => Ok(()),
    };
    match subject {
        Subject::Member => {
            let member = state.member(&id)?;
            keeps_one(state, &key)?;
            free(state, member.domain, &member.id)?;
            state.put_member(LiveMember {
                key,
                ..LiveMember::clone(&member)
            });
        }
        Subject::Org => {
            let org = state.org(&id)?;
            free(state, org.domain, &org.id)?;
            state.put_org(LiveOrg {
                key,
                ..LiveOrg::clone(&org)
            });
        }
        Subject::Group => {
            let group = state.group(&id)?;
            free(state, group.domain, &group.id)?;
            state.put_group(LiveGroup {
                key,
                ..LiveGroup::clone(&group)
            });
        }
        Subject::Rank(kind) => {
            let search = domain
                .or_else(|| state.rules.authorised())
                .unwrap_or(DomainId(0));
            let rank = state.rank(kind, search, &id)?;
            if domain.is_some_and(|domain| domain != rank.domain) {
                return Err(Refusal::new(404, reasons::NOT_FOUND, SECTION, Mark::D)
                    .with("kind", subject.kind())
                    .with("value", id));
            }
            free(state, rank.domain, &rank.id)?;
            state.put_rank(LiveRank {
                key,
                ..LiveRank::clone(&rank)
            });
        }
    }
    Ok(())
}

/// Under single sign-on a member needs an external key (facts 5.1.2): the bulk call takes
/// none away that PATCH may not erase. Inferred.
fn keeps_one(state: &State, key: &Option<Key>) -> Result<(), Refusal> {
    if state.rules.sso && key.is_none() {
        return Err(
            Refusal::new(400, reasons::MISSING_PROPERTY, "5.1.2", Mark::I)
                .with("property", "externalKey"),
        );
    }
    Ok(())
}
