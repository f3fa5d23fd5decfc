use crate::directory::{LiveRank, RankKind};

use crate::world::Refusal;
use crate::world::call::{Call, Reply};
use crate::world::paging::Page;
use crate::world::state::State;

use super::encode;

/// `GET /directory/levels` and its like, ascending by `displayOrder`; of one order the
/// first made comes first. Refused while levels or user types are off; positions have no
/// such note (facts 5.4, 5.5, 11 #69).
pub fn ranks(state: &State, call: &Call<'_>, kind: RankKind) -> Result<Reply, Refusal> {
    let domain = state.domain_of_query(call)?;
    if kind != RankKind::Position && state.assumptions.list_of_disabled_is_403 {
        state.feature_on(kind, domain).map_err(|mut refusal| {
            refusal.fact.section = "11 #69";
            refusal.fact.mark = crate::world::Mark::I;
            refusal
        })?;
    }
    let page = Page::of(state, call)?;
    let list = match kind {
        RankKind::Level => "levels",
        RankKind::Position => "positions",
        RankKind::UserType => "userTypes",
    };
    let mut ranks: Vec<&LiveRank> = (state.directory.ranks.values())
        .filter(|rank| rank.kind == kind && rank.domain == domain)
        .map(|rank| &**rank)
        .collect();
    ranks.sort_by_key(|rank| rank.display_order);
    let listed = page.cut_slice(
        list,
        &ranks,
        |rank| &rank.id,
        |rank| Some(encode::rank(rank)),
    );
    Ok(listed.reply())
}

/// `GET /directory/levels/{levelId}` and its like.
pub fn one(state: &State, call: &Call<'_>, kind: RankKind, rank: &str) -> Result<Reply, Refusal> {
    let domain = super::domain_of_path(state, call, kind)?;
    let rank = state.rank(kind, domain, rank)?;
    Ok(Reply::ok(encode::rank(&rank)))
}
