//! `customFields`: deprecated, and the tenant defines none (facts 5.7), so that nothing is
//! kept. What is sent is held against the documented limits all the same (facts 5.1.2).

use std::collections::BTreeMap;

use crate::world::body::Body;
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons};

use super::held::NAME;

/// Entries of one member.
const FIELDS: usize = 50;
/// Of them, entries of one field.
const OF_ONE: usize = 10;

/// Looks at `customFields`.
pub(super) fn judge(body: &Body<'_>) -> Result<(), Refusal> {
    const LIST: &str = "customFields";
    let entries = body.objects(LIST, FIELDS)?.into_known().unwrap_or_default();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &entries {
        let field = entry.required_text("customFieldId", NAME)?;
        entry.nullable_text("value", Text::up_to(100))?;
        entry.nullable_text("link", Text::up_to(300))?;
        let count = counts.entry(field).or_default();
        *count += 1;
        if *count > OF_ONE {
            return Err(body
                .refuse(reasons::TOO_MANY_ENTRIES, Mark::D, LIST)
                .with("max", OF_ONE)
                .with("length", *count));
        }
    }
    Ok(())
}
