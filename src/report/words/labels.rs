//! What stands at the other places a problem points to, by the label's name.

use super::SaidWords;

/// See the module.
pub const TABLE: &[SaidWords] = &[
    SaidWords {
        code: "declared",
        en: "declared",
    },
    SaidWords {
        code: "first",
        en: "first",
    },
    SaidWords {
        code: "firstDeclared",
        en: "first declared",
    },
    SaidWords {
        code: "private",
        en: "private",
    },
];

/// Asked before the remedy of any problem that has the parameter `nearest`.
pub const DID_YOU_MEAN: SaidWords = SaidWords {
    code: "didYouMean",
    en: "Did you mean {nearest}?",
};
