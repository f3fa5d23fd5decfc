use serde_json::{Map, Value, json};

use super::value::Properties;
use crate::directory::{LiveRank, Rank, RankKind};

/// A level, position or user type (facts 5.4 to 5.6).
pub fn rank(rank: &LiveRank, key: &str, domain: &str) -> Map<String, Value> {
    let LiveRank {
        kind,
        id: _,
        key: _,
        domain: _,
        display_order: _,
        props,
    } = rank;
    let Rank {
        name,
        names,
        executive,
        code,
    } = props;
    let mut properties = Properties::default();
    properties.set("key", json!(key));
    properties.set("domain", json!(domain));
    properties.text("name", name);
    properties.names(names);
    match kind {
        RankKind::Level => properties.flag("executive", executive),
        RankKind::UserType => properties.optional("code", code),
        RankKind::Position => {}
    }
    properties.0
}
