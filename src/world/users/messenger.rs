//! `messenger` and `relations` of a member (facts 5.1.2).

use crate::directory::{Field, LiveMember, Messenger, Ref, Relation};
use crate::world::body::Body;
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons};

use super::held;

/// Reads `messenger`. `TWITTER` and `X` mean the same; `X` is what is kept.
pub(super) fn messenger(
    state: &State,
    body: &Body<'_>,
    base: Option<&Messenger>,
) -> Result<Field<Option<Messenger>>, Refusal> {
    const NOW: &[&str] = &["LINE", "FACEBOOK", "X", "CUSTOM"];
    const UNTIL_2026: &[&str] = &["LINE", "FACEBOOK", "TWITTER", "X", "CUSTOM"];
    let given = match body.nullable_object("messenger")? {
        Field::Absent => return Ok(Field::Absent),
        Field::Known(None) => return Ok(Field::Known(None)),
        Field::Known(Some(given)) => given,
    };
    let id_rules = Text {
        min: 1,
        ..Text::up_to(100)
    };
    let taken = if state.assumptions.twitter_is_taken {
        UNTIL_2026
    } else {
        NOW
    };
    let protocol = match given.nullable_word("protocol", taken)? {
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
