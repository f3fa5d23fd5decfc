use crate::report::words::Language;
use crate::source::Code;

/// One text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Both {
    /// English.
    pub en: &'static str,
    /// Japanese, です・ます.
    pub ja: &'static str,
}

impl Both {
    /// The text in a language.
    pub fn of(self, language: Language) -> &'static str {
        language.pick(self.en, self.ja)
    }
}

/// What shows a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// YAML that breaks the rule, and its neighbour that does not. A test proves both. What
    /// has no tenant of its own is completed by [`super::FRAME`].
    Yaml {
        /// Has the problem, and no other.
        wrong: &'static str,
        /// Has no problem at all.
        right: &'static str,
    },
    /// The same in words, where bytes or sizes do not fit on a page.
    Told {
        /// What has the problem.
        wrong: Both,
        /// What has none.
        right: Both,
    },
    /// A situation of a run in which it is met; what to do is the remedy of its words.
    Met(Both),
}

/// What is to be known about a code beyond its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Which problem.
    pub code: Code,
    /// What the rule stands on: a section of the facts of the service with the name of the
    /// page of its documentation where there is one, or a page of meibo's own.
    pub section: &'static str,
    /// Why the rule exists.
    pub why: Both,
    /// What shows it.
    pub example: Example,
}

/// An entry shown by YAML: code, section, why in English and Japanese, wrong, right.
pub(super) const fn yaml(
    code: Code,
    section: &'static str,
    en: &'static str,
    ja: &'static str,
    wrong: &'static str,
    right: &'static str,
) -> Explanation {
    Explanation {
        code,
        section,
        why: Both { en, ja },
        example: Example::Yaml { wrong, right },
    }
}

/// An entry shown in words: code, section, why in English and Japanese, wrong in both,
/// right in both.
pub(super) const fn told(
    code: Code,
    section: &'static str,
    (en, ja): (&'static str, &'static str),
    wrong: (&'static str, &'static str),
    right: (&'static str, &'static str),
) -> Explanation {
    Explanation {
        code,
        section,
        why: Both { en, ja },
        example: Example::Told {
            wrong: Both {
                en: wrong.0,
                ja: wrong.1,
            },
            right: Both {
                en: right.0,
                ja: right.1,
            },
        },
    }
}

/// An entry of a run: code, section, why in English and Japanese, the situation in both.
pub(super) const fn met(
    code: Code,
    section: &'static str,
    en: &'static str,
    ja: &'static str,
    when_en: &'static str,
    when_ja: &'static str,
) -> Explanation {
    Explanation {
        code,
        section,
        why: Both { en, ja },
        example: Example::Met(Both {
            en: when_en,
            ja: when_ja,
        }),
    }
}
