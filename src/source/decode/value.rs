//! Small values: references, languages, lists.

use crate::directory::{ByLanguage, Email, Field, Id, Key, Language, Ref};
use crate::source::config::text::{OrgEmail, Text100};
use crate::source::config::{MemberRef, ObjectRef, Texts};

/// A reference to a member.
pub fn member_ref(reference: MemberRef) -> Ref {
    match reference {
        MemberRef::Key(key) => Ref::Key(Key::from(key)),
        MemberRef::Email(email) => Ref::Email(Email::from(email)),
        MemberRef::Id(id) => Ref::Id(Id::from(id)),
    }
}

/// A reference to anything else.
pub fn object_ref(reference: ObjectRef) -> Ref {
    match reference {
        ObjectRef::Key(key) => Ref::Key(Key::from(key)),
        ObjectRef::Id(id) => Ref::Id(Id::from(id)),
    }
}

/// A list of references to members.
pub fn member_refs(list: Field<Vec<MemberRef>>) -> Field<Vec<Ref>> {
    list.map(|list| list.into_iter().map(member_ref).collect())
}

/// A list of references to anything else.
pub fn object_refs(list: Field<Vec<ObjectRef>>) -> Field<Vec<Ref>> {
    list.map(|list| list.into_iter().map(object_ref).collect())
}

/// A reference that may be cleared.
pub fn optional_ref(reference: Field<Option<ObjectRef>>) -> Field<Option<Ref>> {
    reference.map(|reference| reference.map(object_ref))
}

/// A text.
pub fn text<T: Into<String>>(text: Field<T>) -> Field<String> {
    text.map(Into::into)
}

/// A text that may be cleared.
pub fn optional_text<T: Into<String>>(text: Field<Option<T>>) -> Field<Option<String>> {
    text.map(|text| text.map(Into::into))
}

/// An address.
pub fn email<T: Into<String>>(text: Field<T>) -> Field<Email> {
    text.map(|text| Email::from(text.into()))
}

/// A list of addresses.
pub fn emails<T: Into<String>>(list: Field<Vec<T>>) -> Field<Vec<Email>> {
    list.map(|list| {
        list.into_iter()
            .map(|text| Email::from(text.into()))
            .collect()
    })
}

/// An address that may be cleared.
pub fn optional_email(text: Field<Option<OrgEmail>>) -> Field<Option<Email>> {
    text.map(|text| text.map(|text| Email::from(text.0)))
}

/// Names by language.
pub fn texts(names: Field<Texts>) -> Field<ByLanguage<Option<String>>> {
    names.map(
        |Texts {
             ja_JP,
             ko_KR,
             en_US,
             zh_CN,
             zh_TW,
         }| {
            by_language([
                (Language::ja_JP, ja_JP),
                (Language::ko_KR, ko_KR),
                (Language::en_US, en_US),
                (Language::zh_CN, zh_CN),
                (Language::zh_TW, zh_TW),
            ])
            .into_iter()
            .map(|(language, text): (_, Option<Text100>)| (language, text.map(String::from)))
            .collect()
        },
    )
}

/// The languages that are given.
pub fn by_language<T>(given: [(Language, Field<T>); 5]) -> ByLanguage<T> {
    given
        .into_iter()
        .filter_map(|(language, value)| Some((language, value.into_known()?)))
        .collect()
}
