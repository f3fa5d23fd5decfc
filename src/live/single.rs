use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use super::convert;
use crate::api::{Unreadable, wire};
use crate::directory::{Directory, DomainId, Field, Kind, RankKind, Ref};

/// Adds an object to a directory as its own read gave it (`GET /users/{id}` and its like).
/// A group's lists are those that the answer holds.
///
/// # Errors
/// An answer of another shape than documented.
pub fn add(directory: &mut Directory, kind: Kind, answer: Value) -> Result<(), Unreadable> {
    // Answers say their domain; a number that none has stands for one that does not.
    let listed = DomainId(0);
    match kind {
        Kind::Member => {
            let member = convert::member(wire::read(answer)?, listed)?;
            directory
                .members
                .insert(member.id.clone(), Arc::new(member));
        }
        Kind::Org => {
            let org = convert::org(wire::read(answer)?, listed, 0);
            directory.orgs.insert(org.id.clone(), Arc::new(org));
        }
        Kind::Group => {
            let mut lists: Lists = wire::read(answer.clone())?;
            let mut group = convert::group(wire::read(answer)?, listed);
            if let Some(entries) = lists.members.take() {
                let convert::People {
                    members,
                    orgs,
                    groups,
                } = convert::people(entries)?;
                let known = |list: Vec<Ref>| Field::Known(list);
                group.props.members = known(members);
                group.props.orgs = known(orgs);
                group.props.groups = known(groups);
            }
            if let Some(masters) = lists.administrators.take() {
                group.props.masters = Field::Known(convert::masters(masters));
            }
            directory.groups.insert(group.id.clone(), Arc::new(group));
        }
        Kind::Level => add_rank(directory, RankKind::Level, answer)?,
        Kind::Position => add_rank(directory, RankKind::Position, answer)?,
        Kind::UserType => add_rank(directory, RankKind::UserType, answer)?,
    }
    Ok(())
}

fn add_rank(directory: &mut Directory, kind: RankKind, answer: Value) -> Result<(), Unreadable> {
    let rank = convert::rank(kind, wire::rank(kind, answer)?, DomainId(0), 0);
    directory.ranks.insert(rank.id.clone(), Arc::new(rank));
    Ok(())
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Lists {
    members: Option<Vec<wire::GroupMember>>,
    administrators: Option<Vec<wire::Administrator>>,
}
