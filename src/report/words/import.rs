//! The words of `src/import`: codes 900 to 999, in the order of their numbers.

use super::Words;
use crate::import::codes::*;

/// See the module.
pub const TABLE: &[Words] = &[
    Words::new(
        STUCK,
        "this file cannot be changed here so that it says what is meant",
        "Something that stands here is used elsewhere as well (an anchor `&`, an alias `*`, a merge `<<`), or is written in a way meibo does not change. Write it out, or change it by hand. No file was changed.",
    )
    .ja(
        "このファイルのこの箇所は、意図した内容に書き換えることができません",
        "ここにある値がほかの箇所でも使われている（アンカー `&`、エイリアス `*`、マージ `<<`）か、meibo が書き換えない書き方になっています。値を展開して書くか、手作業で変更してください。どのファイルも変更していません。",
    ),
    Words::new(
        DOMAIN_MALFORMED,
        "`--domain {domain}` does not tell a domain: its number and its mail domain are wanted",
        "Write the number from the Developer Console; where no member or org has an address in it, the mail domain as well: `--domain 20000123=acme.example`.",
    )
    .ja(
        "`--domain {domain}` ではドメインが分かりません。番号とメールドメインが必要です",
        "Developer Console のドメイン番号を指定してください。そのドメインのアドレスを持つメンバーや組織がない場合は、メールドメインも指定します：`--domain 20000123=acme.example`",
    ),
    Words::new(
        DOMAIN_UNKNOWN,
        "nothing says which domains the tenant has",
        "Give the number of each from the Developer Console with `--domain 20000123` (the main one first), or import into a folder that has a `tenant` section.",
    )
    .ja(
        "テナントのドメインが分かりません",
        "Developer Console のドメイン番号を `--domain 20000123` で指定する（主ドメインを先に）か、`tenant` のあるフォルダに取り込んでください。",
    ),
    Words::new(
        UNTIDY,
        "this file would say something else in the usual style, and stays as it is",
        "Write what stands here, or right before or after it, more plainly. Other files are not held up by it.",
    )
    .ja(
        "このファイルは、標準の書式に整えると意味が変わってしまうため、そのままにしました",
        "この行とその前後を、より単純な書き方に修正してください。ほかのファイルには影響しません。",
    ),
];
