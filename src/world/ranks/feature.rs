use crate::directory::{FeatureState, Id, RankKind};

use crate::world::Refusal;
use crate::world::call::{Call, Reply};
use crate::world::state::State;

use super::remove::unassign;

/// `POST /directory/levels/enable` and its like: no harm where it is on already.
pub fn enable(state: &mut State, call: &Call<'_>, kind: RankKind) -> Result<Reply, Refusal> {
    let domain = state.domain_of_query(call)?;
    let domains = &mut state.directory.domains;
    *domains.entry(domain).or_default().feature_mut(kind) = FeatureState::On;
    Ok(Reply::no_content())
}

/// `POST /directory/levels/disable` and its like: erases every definition and every
/// assignment (facts 5.4).
pub fn disable(state: &mut State, call: &Call<'_>, kind: RankKind) -> Result<Reply, Refusal> {
    let domain = state.domain_of_query(call)?;
    let going: Vec<Id> = (state.directory.ranks.values())
        .filter(|rank| rank.kind == kind && rank.domain == domain)
        .map(|rank| rank.id.clone())
        .collect();
    for id in going {
        unassign(state, &id);
        state.drop_rank(&id);
    }
    let domains = &mut state.directory.domains;
    *domains.entry(domain).or_default().feature_mut(kind) = FeatureState::Off;
    Ok(Reply::no_content())
}
