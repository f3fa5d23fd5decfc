//! The words of `src/import`: codes 900 to 999, in the order of their numbers.

use super::Words;
use crate::import::codes::*;

/// See the module.
pub const TABLE: &[Words] = &[
    Words::new(
        STUCK,
        "This file cannot be changed here so that it says what is meant",
        "Something that stands here is used elsewhere as well (an anchor `&`, an alias `*`, a merge `<<`), or is written in a way meibo does not change. Write it out, or change it by hand. No file was changed.",
    )
    .ja(
        "このファイルのこの箇所は、意図した内容に書き換えることができません",
        "ここにある値がほかの箇所でも使われている(アンカー `&`、エイリアス `*`、マージ `<<`)か、meibo が書き換えない書き方になっています。値を展開して書くか、手作業で変更してください。どのファイルも変更していません。",
    ),
];
