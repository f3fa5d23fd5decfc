use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Language;

/// A value for some of the five languages, in their order. A map that takes no more memory
/// than its values: nearly every member has one, of one language.
#[derive(Clone, PartialEq, Eq)]
pub struct ByLanguage<T>(Box<[(Language, T)]>);

impl<T> ByLanguage<T> {
    /// No language.
    pub fn new() -> ByLanguage<T> {
        ByLanguage(Box::new([]))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The value for a language.
    pub fn get(&self, language: &Language) -> Option<&T> {
        let entry = self.0.iter().find(|(held, _)| held == language)?;
        Some(&entry.1)
    }

    /// Whether there is a value for a language.
    pub fn contains_key(&self, language: &Language) -> bool {
        self.get(language).is_some()
    }

    /// Sets the value for a language; the one it had.
    pub fn insert(&mut self, language: Language, value: T) -> Option<T> {
        match self.0.binary_search_by_key(&language, |(held, _)| *held) {
            Ok(at) => Some(std::mem::replace(&mut self.0[at].1, value)),
            Err(at) => {
                let mut entries = std::mem::take(&mut self.0).into_vec();
                entries.reserve_exact(1);
                entries.insert(at, (language, value));
                self.0 = entries.into_boxed_slice();
                None
            }
        }
    }

    /// Takes the value for a language away.
    pub fn remove(&mut self, language: &Language) -> Option<T> {
        let at = self.0.iter().position(|(held, _)| held == language)?;
        let mut entries = std::mem::take(&mut self.0).into_vec();
        let (_, value) = entries.remove(at);
        self.0 = entries.into_boxed_slice();
        Some(value)
    }

    /// Keeps those that a test holds for.
    pub fn retain(&mut self, mut keep: impl FnMut(&Language, &mut T) -> bool) {
        let mut entries = std::mem::take(&mut self.0).into_vec();
        entries.retain_mut(|(language, value)| keep(language, value));
        self.0 = entries.into_boxed_slice();
    }

    /// Every language with its value.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Language, &T)> + ExactSizeIterator {
        self.0.iter().map(|(language, value)| (language, value))
    }

    /// Every language.
    pub fn keys(&self) -> impl Iterator<Item = &Language> {
        self.0.iter().map(|(language, _)| language)
    }

    /// Every value.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }
}

/// # Panics
/// Where there is none, as with any map.
impl<T> Index<&Language> for ByLanguage<T> {
    type Output = T;

    fn index(&self, language: &Language) -> &T {
        self.get(language).expect("a value for the language")
    }
}

impl<T> Default for ByLanguage<T> {
    fn default() -> Self {
        ByLanguage::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for ByLanguage<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// Of two values for one language the later counts.
impl<T> FromIterator<(Language, T)> for ByLanguage<T> {
    fn from_iter<I: IntoIterator<Item = (Language, T)>>(entries: I) -> Self {
        let mut all = ByLanguage::new();
        for (language, value) in entries {
            all.insert(language, value);
        }
        all
    }
}

impl<T, const N: usize> From<[(Language, T); N]> for ByLanguage<T> {
    fn from(entries: [(Language, T); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<T> IntoIterator for ByLanguage<T> {
    type Item = (Language, T);
    type IntoIter = std::vec::IntoIter<(Language, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_vec().into_iter()
    }
}

impl<'a, T> IntoIterator for &'a ByLanguage<T> {
    type Item = (&'a Language, &'a T);
    type IntoIter = std::iter::Map<
        std::slice::Iter<'a, (Language, T)>,
        fn(&'a (Language, T)) -> (&'a Language, &'a T),
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(language, value)| (language, value))
    }
}

impl<T: Serialize> Serialize for ByLanguage<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByLanguage<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = ByLanguage<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut all = ByLanguage::new();
                while let Some((language, value)) = map.next_entry()? {
                    all.insert(language, value);
                }
                Ok(all)
            }
        }

        deserializer.deserialize_map(Entries(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for ByLanguage<T> {
    fn inline_schema() -> bool {
        <BTreeMap<Language, T>>::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        <BTreeMap<Language, T>>::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        <BTreeMap<Language, T>>::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        <BTreeMap<Language, T>>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_map_it_stands_for() {
        let mut short = ByLanguage::new();
        let mut map = BTreeMap::new();
        // Every sequence of a few sets and removals of two languages out of order.
        for code in 0..4_u32.pow(5) {
            for step in 0..5 {
                let what = code / 4_u32.pow(step) % 4;
                let language = [Language::en_US, Language::ja_JP][(what % 2) as usize];
                if what < 2 {
                    assert_eq!(short.insert(language, code), map.insert(language, code));
                } else {
                    assert_eq!(short.remove(&language), map.remove(&language));
                }
                assert!(short.iter().eq(&map));
                assert_eq!(short.len(), map.len());
                assert_eq!(short.is_empty(), map.is_empty());
                assert_eq!(short.get(&language), map.get(&language));
            }
        }
        short.insert(Language::zh_TW, 1);
        short.insert(Language::ko_KR, 2);
        let text = serde_json::to_string(&short).expect("JSON");
        assert!(text.contains(r#""ko_KR":2,"zh_TW":1"#), "{text}");
        let read: ByLanguage<u32> = serde_json::from_str(&text).expect("the same");
        assert_eq!(read, short);
        short.retain(|language, _| *language == Language::zh_TW);
        assert_eq!(short, ByLanguage::from([(Language::zh_TW, 1)]));
    }
}
