//! `customProperties`, `messenger` and `relations` of a member (facts 5.1.2, 5.7).

use std::collections::BTreeMap;

use serde_json::Value;

use crate::directory::{Field, LiveMember, Messenger, Ref, Relation};
use crate::world::body::Body;
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons};

use super::forms::is_link;
use super::held;

/// Values of one property that may have several.
const VALUES: usize = 10;

/// Reads `customProperties`. Definitions are not modelled: any name that could be one
/// is taken, and only the shape of its value is checked.
pub(super) fn custom(
    body: &Body<'_>,
    base: Option<&BTreeMap<String, Value>>,
) -> Result<Field<BTreeMap<String, Value>>, Refusal> {
    const NAME: &str = "customProperties";
    let Field::Known(given) = body.object(NAME)? else {
        return Ok(Field::Absent);
    };
    let mut values = base.cloned().unwrap_or_default();
    for (name, value) in given.entries() {
        let path = given.path(name);
        if !is_property_name(name) {
            return Err(Refusal::new(400, reasons::BAD_FORMAT, "5.7", Mark::I)
                .with("property", path)
                .with("value", name)
                .with("expected", "propertyName"));
        }
        match value {
            Value::Null => {
                values.remove(name);
            }
            Value::Array(list) => {
                if list.len() > VALUES {
                    return Err(Refusal::new(400, reasons::TOO_MANY_ENTRIES, "5.7", Mark::D)
                        .with("property", path)
                        .with("max", VALUES)
                        .with("length", list.len()));
                }
                for (n, value) in list.iter().enumerate() {
                    check_value(&format!("{path}[{n}]"), value)?;
                }
                values.insert(name.to_owned(), value.clone());
            }
            value => {
                check_value(&path, value)?;
                values.insert(name.to_owned(), value.clone());
            }
        }
    }
    Ok(Field::Known(values))
}

fn is_property_name(name: &str) -> bool {
    name.len() <= 120
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn check_value(path: &str, value: &Value) -> Result<(), Refusal> {
    let refuse = |reason| Refusal::new(400, reason, "5.7", Mark::D).with("property", path);
    let wrong = || refuse(reasons::WRONG_TYPE).with("expected", "string, integer or link");
    match value {
        Value::String(text) => Text::up_to(100).check(text, path, "5.7", Mark::D),
        Value::Number(number) if number.is_u64() => Ok(()),
        Value::Number(number) => Err(refuse(reasons::OUT_OF_RANGE)
            .with("value", number)
            .with("min", 0)
            .with("max", u64::MAX)),
        Value::Object(map) => {
            match map.get("text") {
                None | Some(Value::Null) => {}
                Some(Value::String(text)) => {
                    Text::up_to(100).check(text, &format!("{path}.text"), "5.7", Mark::D)?;
                }
                Some(_) => return Err(wrong()),
            }
            let link = map.get("link").and_then(Value::as_str).ok_or_else(wrong)?;
            Text::up_to(300).check(link, &format!("{path}.link"), "5.7", Mark::D)?;
            if is_link(link) {
                Ok(())
            } else {
                Err(refuse(reasons::BAD_FORMAT)
                    .with("value", link)
                    .with("expected", "url"))
            }
        }
        Value::Null | Value::Bool(_) | Value::Array(_) => Err(wrong()),
    }
}

/// Reads `messenger`. `TWITTER` and `X` mean the same; `X` is what is kept.
pub(super) fn messenger(
    body: &Body<'_>,
    base: Option<&Messenger>,
) -> Result<Field<Option<Messenger>>, Refusal> {
    const PROTOCOLS: &[&str] = &["LINE", "FACEBOOK", "TWITTER", "X", "CUSTOM"];
    let given = match body.nullable_object("messenger")? {
        Field::Absent => return Ok(Field::Absent),
        Field::Known(None) => return Ok(Field::Known(None)),
        Field::Known(Some(given)) => given,
    };
    let id_rules = Text {
        min: 1,
        ..Text::up_to(100)
    };
    let protocol = match given.nullable_word("protocol", PROTOCOLS)? {
        Field::Known(Some("TWITTER")) => "X".to_owned(),
        Field::Known(Some(word)) => word.to_owned(),
        Field::Absent if base.is_some() => base.map(|b| b.protocol.clone()).unwrap_or_default(),
        Field::Absent | Field::Known(None) => return Err(given.lacks("protocol")),
    };
    let id = match (given.text("messengerId", id_rules)?, base) {
        (Field::Known(id), _) => id.to_owned(),
        (Field::Absent, Some(base)) => base.id.clone(),
        (Field::Absent, None) => return Err(given.lacks("messengerId")),
    };
    let custom_protocol = match given.nullable_text("customProtocol", Text::up_to(100))? {
        Field::Known(text) => text.map(str::to_owned),
        Field::Absent => base.and_then(|b| b.custom_protocol.clone()),
    };
    if custom_protocol.is_some() && protocol != "CUSTOM" {
        return Err(given
            .refuse(reasons::CONTRADICTION, Mark::D, "customProtocol")
            .with("other", "protocol"));
    }
    Ok(Field::Known(Some(Messenger {
        protocol,
        custom_protocol,
        id,
    })))
}

/// Reads `relations`.
pub(super) fn relations(
    state: &State,
    body: &Body<'_>,
    old: Option<&LiveMember>,
) -> Result<Field<Vec<Relation>>, Refusal> {
    let Field::Known(entries) = body.objects("relations", 10)? else {
        return Ok(Field::Absent);
    };
    let mut relations = Vec::with_capacity(entries.len());
    for entry in entries {
        relations.push(Relation {
            member: Ref::Id(held::relation(state, &entry, old, "relationUserId")?),
            name: (entry.required_text("relationName", Text::up_to(50))?).to_owned(),
        });
    }
    Ok(Field::Known(relations))
}
