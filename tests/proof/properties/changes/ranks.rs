//! Changes of levels, positions and user types.

use meibo::directory::{Field, RankKind};

use super::{posts_mut, ranks_of};
use crate::dice::Dice;
use crate::model::{AWAY, Company, HOME, key};

pub fn change(company: &mut Company, dice: &mut Dice, count: usize) {
    let kind = dice.pick(&RankKind::ALL).unwrap_or(RankKind::Level);
    let domain = if dice.one_in(4) { AWAY } else { HOME };
    let ranks = ranks_of(company, kind, domain);
    let Some(rank) = dice.pick(&ranks) else {
        return;
    };
    match dice.roll(7) {
        0 | 1 => {
            // Anywhere among all ranks is anywhere among its own.
            let at = company.ranks.iter().position(|(_, it)| it.handle == rank);
            let moved = company.ranks.remove(at.unwrap_or(0));
            let to = dice.roll(company.ranks.len() + 1);
            company.ranks.insert(to, moved);
        }
        2 => {
            let other = dice.pick(&ranks).unwrap_or_else(|| rank.clone());
            let own = company.rank(&rank).props.name.clone();
            let theirs = company.rank(&other).props.name.clone();
            company.rank(&rank).props.name = theirs;
            company.rank(&other).props.name = own;
        }
        3 => {
            let old = company.rank(&rank).props.name.clone();
            company.rank(&rank).props.name = Field::Known(format!("改称{count}"));
            // What it was called is free for a new one.
            if dice.one_in(2) {
                let handle = new(company, kind, domain, count);
                company.rank(&handle).props.name = old;
            }
        }
        4 => {
            let handle = new(company, kind, domain, count);
            assign(company, dice, kind, domain, &handle);
        }
        5 => remove(company, kind, &rank),
        _ => assign(company, dice, kind, domain, &rank),
    }
}

fn new(
    company: &mut Company,
    kind: RankKind,
    domain: meibo::directory::DomainId,
    count: usize,
) -> String {
    let letter = match kind {
        RankKind::Level => "L",
        RankKind::Position => "P",
        RankKind::UserType => "T",
    };
    let handle = format!("{letter}-new-{count}");
    let rank = company.add_rank(kind, &handle, &format!("新設{count}"));
    rank.domain = domain;
    handle
}

fn assign(
    company: &mut Company,
    dice: &mut Dice,
    kind: RankKind,
    domain: meibo::directory::DomainId,
    rank: &str,
) {
    let people = super::members_of(company, domain);
    let most = dice.roll(6);
    for member in dice.few(&people, most) {
        let props = &mut company.member(&member).props;
        match kind {
            RankKind::Level => props.level = Field::Known(Some(key(rank))),
            RankKind::UserType => props.user_type = Field::Known(Some(key(rank))),
            RankKind::Position => {
                let posts = props.posts.known_mut().into_iter().flatten();
                posts
                    .take(1)
                    .for_each(|post| post.position = Field::Known(Some(key(rank))));
            }
        }
    }
}

/// The rank goes, and with it what members hold of it.
fn remove(company: &mut Company, kind: RankKind, rank: &str) {
    let gone = key(rank);
    let clear = |field: &mut Field<Option<meibo::directory::Ref>>| {
        if field.value() == Some(&gone) {
            *field = Field::Known(None);
        }
    };
    for member in &mut company.members {
        match kind {
            RankKind::Level => {
                clear(&mut member.props.level);
                let entries = member.props.secondary.known_mut().into_iter().flatten();
                entries.for_each(|entry| clear(&mut entry.level));
            }
            RankKind::UserType => clear(&mut member.props.user_type),
            RankKind::Position => {
                let posts = posts_mut(&mut member.props).flatten();
                posts.for_each(|post| clear(&mut post.position));
            }
        }
    }
    company.remove(rank);
}
