use crate::api::wire::{AllowedUser, I18nName, Maybe};
use crate::directory::{ByLanguage, DomainId, Email, Field, Key, Language, Ref};

/// A text that may be empty; the service's empty text means the same as null.
pub(super) fn text(value: Maybe<String>) -> Field<Option<String>> {
    value.map(|text| text.filter(|text| !text.is_empty()))
}

/// A value that is always there; null says as little as a missing one.
pub(super) fn there<T>(value: Maybe<T>) -> Field<T> {
    match value {
        Field::Known(Some(value)) => Field::Known(value),
        Field::Known(None) | Field::Absent => Field::Absent,
    }
}

/// A list; null means empty.
pub(super) fn list<T, U>(value: Maybe<Vec<T>>, turn: impl Fn(T) -> Option<U>) -> Field<Vec<U>> {
    value.map(|items| {
        items
            .unwrap_or_default()
            .into_iter()
            .filter_map(turn)
            .collect()
    })
}

/// A reference by resource id.
pub(super) fn reference(value: Maybe<String>) -> Field<Option<Ref>> {
    text(value).map(|id| id.map(|id| Ref::Id(id.into())))
}

pub(super) fn key(value: Maybe<String>) -> Option<Key> {
    text(value).into_known().flatten().map(Key::from)
}

pub(super) fn domain(value: Maybe<i32>, listed: DomainId) -> DomainId {
    value.into_known().flatten().map_or(listed, DomainId)
}

/// Names by language; a language the service does not document is left out.
pub(super) fn names(value: Maybe<Vec<I18nName>>) -> Field<ByLanguage<Option<String>>> {
    list(value, |entry| {
        let language = Language::from_code(entry.language.value()?)?;
        Some((language, Some(entry.name.value()?.clone())))
    })
    .map(|pairs| pairs.into_iter().collect())
}

pub(super) fn emails(value: Maybe<Vec<String>>) -> Field<Vec<Email>> {
    list(value, |text| (!text.is_empty()).then(|| Email::from(text)))
}

/// Users that may use an address, as a set.
pub(super) fn allowed(value: Maybe<Vec<AllowedUser>>) -> Field<Vec<Ref>> {
    list(value, |user| {
        Some(Ref::Id(user.user_id.value()?.as_str().into()))
    })
    .map(sorted)
}

pub(super) fn sorted(mut refs: Vec<Ref>) -> Vec<Ref> {
    refs.sort();
    refs.dedup();
    refs
}
