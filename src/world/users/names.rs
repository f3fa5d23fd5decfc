//! `userName` and `i18nNames` (facts 5.1.2).

use crate::directory::{ByLanguage, Field, LocalName, PersonName};
use crate::world::body::Body;
use crate::world::text::{Chars, Text};
use crate::world::{Mark, Refusal, reasons};

use super::forms::is_katakana;

/// Last and first name together.
const BOTH: usize = 80;

const fn person(max: usize) -> Text {
    Text {
        min: 0,
        max,
        chars: Chars::Person,
    }
}

/// Reads `userName`. `base` is what parts that are left out keep, where nested values
/// merge (facts 11 #31).
pub(super) fn person_name(
    body: &Body<'_>,
    base: Option<&PersonName>,
) -> Result<PersonName, Refusal> {
    let text = |name: &str, rules: Text, base: Option<&Field<Option<String>>>| {
        let read = body.nullable_text(name, rules)?;
        Ok::<_, Refusal>(match read {
            Field::Known(text) => Field::Known(text.map(str::to_owned)),
            Field::Absent => base.cloned().unwrap_or(Field::Known(None)),
        })
    };
    let phonetic = |name: &str, base| {
        let read = text(name, Text::up_to(100), base)?;
        match read.value() {
            Some(reading) if !is_katakana(reading) => Err(body
                .refuse(reasons::BAD_FORMAT, Mark::D, name)
                .with("value", reading)
                .with("expected", "katakana")),
            _ => Ok(read),
        }
    };
    let name = PersonName {
        last: text("lastName", person(BOTH), base.map(|b| &b.last))?,
        first: text("firstName", person(BOTH), base.map(|b| &b.first))?,
        phonetic_last: phonetic("phoneticLastName", base.map(|b| &b.phonetic_last))?,
        phonetic_first: phonetic("phoneticFirstName", base.map(|b| &b.phonetic_first))?,
    };
    if let (Field::Known(last), Field::Known(first)) = (&name.last, &name.first) {
        let length = |part: &Option<String>| part.as_ref().map_or(0, |text| text.chars().count());
        let both = length(last) + length(first);
        if both == 0 {
            return Err(body.refuse(reasons::NAME_EMPTY, Mark::D, "lastName"));
        }
        if both > BOTH {
            return Err(body
                .refuse(reasons::TOO_LONG, Mark::D, "lastName")
                .with("max", BOTH)
                .with("length", both));
        }
    }
    Ok(name)
}

/// Reads `i18nNames`: a list that is always replaced as a whole.
pub(super) fn local_names(
    body: &Body<'_>,
) -> Result<Field<ByLanguage<Option<LocalName>>>, Refusal> {
    let Field::Known(entries) = body.objects("i18nNames", usize::MAX)? else {
        return Ok(Field::Absent);
    };
    let mut names = ByLanguage::new();
    for entry in entries {
        let language = entry.required_language("language")?;
        let part = |name: &str| {
            let read = entry.nullable_text(name, person(100))?;
            Ok::<_, Refusal>(Field::Known(read.into_known().flatten().map(str::to_owned)))
        };
        let name = LocalName {
            last: part("lastName")?,
            first: part("firstName")?,
        };
        if names.insert(language, Some(name)).is_some() {
            return Err(entry
                .refuse(reasons::DUPLICATE_ENTRY, Mark::I, "language")
                .with("value", language.code()));
        }
    }
    Ok(Field::Known(names))
}
