use std::sync::Arc;

use crate::directory::{Field, Id, Kind, LiveMember, LiveRank, RankKind, Ref};

use crate::world::call::{Call, Reply};
use crate::world::state::State;
use crate::world::{Mark, Refusal, reasons};

use super::section;

/// `DELETE`: refused while members hold it (facts 5.4, 11 #66).
pub fn delete(
    state: &mut State,
    call: &Call<'_>,
    kind: RankKind,
    rank: &str,
) -> Result<Reply, Refusal> {
    let domain = super::domain_of_path(state, call, kind)?;
    let rank = state.rank(kind, domain, rank)?;
    let chosen = kind != RankKind::UserType && call.query("domainId").is_some();
    if chosen && rank.domain != domain {
        return Err(Refusal::new(404, reasons::NOT_FOUND, "4.1", Mark::I)
            .with("kind", Kind::from(kind))
            .with("value", &rank.id));
    }
    if state.assumptions.held_ranks_are_kept {
        not_held(state, &rank)?;
    }
    unassign(state, &rank.id);
    state.drop_rank(&rank.id);
    Ok(Reply::no_content())
}

fn not_held(state: &State, rank: &LiveRank) -> Result<(), Refusal> {
    let mut holders = state.index.mentioned_by(&rank.id, Kind::Member);
    let Some(holder) = holders.next() else {
        return Ok(());
    };
    // The guide refuses it in the console; only the status is inferred (facts 5.4).
    Err(
        Refusal::new(403, reasons::RANK_IS_HELD, section(rank.kind), Mark::G)
            .with("kind", Kind::from(rank.kind))
            .with("rank", &rank.id)
            .with("member", holder)
            .with("count", holders.count() + 1),
    )
}

/// Takes a rank from every member who holds it.
pub fn unassign(state: &mut State, rank: &Id) {
    let holders: Vec<Arc<LiveMember>> = (state.index.mentioned_by(rank, Kind::Member))
        .filter_map(|id| state.directory.members.get(id))
        .cloned()
        .collect();
    for holder in holders {
        let mut member = LiveMember::clone(&holder);
        let props = &mut member.props;
        clear(&mut props.user_type, rank);
        clear(&mut props.level, rank);
        for post in props.posts.known_mut().into_iter().flatten() {
            clear(&mut post.position, rank);
        }
        for secondary in props.secondary.known_mut().into_iter().flatten() {
            clear(&mut secondary.level, rank);
            for post in secondary.posts.known_mut().into_iter().flatten() {
                clear(&mut post.position, rank);
            }
        }
        state.put_member(member);
    }
}

fn clear(field: &mut Field<Option<Ref>>, rank: &Id) {
    if field.value().and_then(Ref::id) == Some(rank) {
        *field = Field::Known(None);
    }
}
