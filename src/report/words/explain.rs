//! The fixed words around an explanation.

use super::Language;

/// A heading in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Heading {
    en: &'static str,
    ja: &'static str,
}

impl Heading {
    /// The heading in a language.
    pub fn text(self, language: Language) -> &'static str {
        language.pick(self.en, self.ja)
    }
}

/// Before the reason of a rule.
pub const WHY: Heading = Heading {
    en: "Why",
    ja: "理由",
};

/// Before what a rule stands on.
pub const SECTION: Heading = Heading {
    en: "Stands on",
    ja: "根拠",
};

/// Before what has the problem.
pub const WRONG: Heading = Heading {
    en: "Wrong",
    ja: "誤った例",
};

/// Before what has not.
pub const RIGHT: Heading = Heading {
    en: "Right",
    ja: "正しい例",
};

/// Before the situation in which it is met.
pub const WHEN: Heading = Heading {
    en: "Met when",
    ja: "起こる場合",
};

/// Before what to do.
pub const REMEDY: Heading = Heading {
    en: "What to do",
    ja: "対処",
};

/// Before what completes the examples.
pub const FRAME: Heading = Heading {
    en: "The examples are completed by",
    ja: "例に補う設定",
};

/// A section of the facts, with the page of the service's documentation where one is named.
pub fn facts(section: &str, language: Language) -> String {
    language.pick(
        format!("the rules of the service (docs/conformance.md), {section}"),
        format!("サービスの仕様（docs/conformance.md）{section}"),
    )
}
