use serde_json::{Map, Value, json};

use crate::directory::{LiveRank, Rank};

use crate::world::names;

/// A level, position or user type as every answer shows it (facts 10). What was never
/// read is left out.
pub fn rank(rank: &LiveRank) -> Value {
    let LiveRank {
        kind,
        id,
        key,
        domain,
        display_order,
        props,
    } = rank;
    let Rank {
        name,
        names: local,
        executive,
        code,
    } = props;
    let prefix = kind.prefix();
    let mut map = Map::new();
    map.insert("domainId".to_owned(), json!(domain));
    map.insert(format!("{prefix}Id"), json!(id));
    map.insert("displayOrder".to_owned(), json!(display_order));
    if let Some(name) = name.known() {
        map.insert(format!("{prefix}Name"), json!(name));
    }
    map.insert(format!("{prefix}ExternalKey"), json!(key));
    if let Some(executive) = executive.known() {
        map.insert("executive".to_owned(), json!(executive));
    }
    if let Some(local) = local.known() {
        map.insert("i18nNames".to_owned(), names::write(local));
    }
    if let Some(code) = code.known() {
        map.insert("userTypeCode".to_owned(), json!(code));
    }
    Value::Object(map)
}
