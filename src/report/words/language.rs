/// The language in which a person is spoken to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Japanese, in the terms of the LINE WORKS console.
    Ja,
}

impl Language {
    /// The one of two renderings that is in this language: English, Japanese.
    pub fn pick<T>(self, en: T, ja: T) -> T {
        match self {
            Language::En => en,
            Language::Ja => ja,
        }
    }

    /// That of a locale (`ja_JP.UTF-8`): Japanese where it begins with `ja`, else English.
    pub fn of_locale(locale: &str) -> Language {
        let start = locale.as_bytes().get(..2).unwrap_or_default();
        if start.eq_ignore_ascii_case(b"ja") {
            Language::Ja
        } else {
            Language::En
        }
    }
}
