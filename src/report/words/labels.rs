//! What stands at the other places a problem points to, by the label's name.

use super::SaidWords;

/// See the module.
pub const TABLE: &[SaidWords] = &[
    SaidWords::new("column", "column", "列"),
    SaidWords::new("declared", "declared", "ここで宣言されています"),
    SaidWords::new("first", "first", "1 つ目"),
    SaidWords::new("firstDeclared", "first declared", "最初の宣言"),
    SaidWords::new("private", "private", "非公開"),
];

/// Asked before the remedy of any problem that has the parameter `nearest`.
pub const DID_YOU_MEAN: SaidWords = SaidWords::new(
    "didYouMean",
    "Did you mean {nearest}?",
    "{nearest} の間違いではありませんか？",
);

/// Said before the remedy of any problem that has the parameter `form`.
pub const WRITE_IT_LIKE: SaidWords = SaidWords::new(
    "writeItLike",
    "Write it like `{form}`.",
    "`{form}` のように書いてください。",
);
