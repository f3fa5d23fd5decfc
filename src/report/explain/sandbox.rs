//! Why the sandbox refuses: codes 800 to 899.

use super::entry::{Explanation, met};
use crate::sandbox::codes;

/// See the module.
pub(super) const TABLE: &[Explanation] = &[
    met(
        codes::PORT_UNUSABLE,
        "docs/sandbox.md",
        "Two programs cannot listen on one port.",
        "1 つのポートを、2 つのプログラムで使うことはできません。",
        "A sandbox runs in another terminal already.",
        "別の端末で、すでにサンドボックスが動いている場合です。",
    ),
    met(
        codes::STATE_DAMAGED,
        "docs/sandbox.md",
        "Half a state would be half a company.",
        "途中までの状態は、会社の半分に見えてしまいます。",
        "The file was edited by hand.",
        "ファイルを手で編集した場合です。",
    ),
    met(
        codes::STATE_UNKNOWN_VERSION,
        "docs/sandbox.md",
        "What another version wrote may mean something else.",
        "別のバージョンが書いた内容は、意味が違うことがあります。",
        "The state is from a later meibo.",
        "新しいバージョンの meibo が書いた状態の場合です。",
    ),
    met(
        codes::STATE_UNUSABLE,
        "docs/sandbox.md",
        "What the sandbox does is kept, or not done.",
        "サンドボックスの変更は、保存できるときだけ行います。",
        "The folder cannot be written to.",
        "フォルダに書き込めない場合です。",
    ),
    met(
        codes::STATE_IN_USE,
        "docs/sandbox.md",
        "Two processes would overwrite each other's state.",
        "2 つのプロセスが、互いの状態を上書きしてしまいます。",
        "`meibo sandbox` and `meibo plan --sandbox` name one file.",
        "`meibo sandbox` と `meibo plan --sandbox` が同じファイルを使っている場合です。",
    ),
    met(
        codes::STATE_LOG_OF_ANOTHER,
        "docs/sandbox.md",
        "Calls of another state would damage this one.",
        "別の状態の呼び出し記録は、この状態を壊します。",
        "The state file was put back from a copy, and its log was not.",
        "状態ファイルだけをコピーから戻した場合です。",
    ),
    met(
        codes::SEED_UNUSABLE,
        "docs/sandbox.md",
        "A sandbox begins with something it can read.",
        "サンドボックスは、読み取れる状態から始まります。",
        "`--seed` names a YAML file.",
        "`--seed` に YAML ファイルを指定した場合です。",
    ),
    met(
        codes::KEY_UNUSABLE,
        "docs/sandbox.md",
        "The sandbox checks tokens as the service does, and needs its key.",
        "サンドボックスもトークンを検証するため、鍵が必要です。",
        "The file of the key is empty.",
        "鍵のファイルが空の場合です。",
    ),
    met(
        codes::LOG_UNUSABLE,
        "docs/sandbox.md",
        "A log that was asked for and not written would be missed later.",
        "求められたログが残らないと、後で困るためです。",
        "`--log` into a folder that does not exist.",
        "`--log` に、存在しないフォルダを指定した場合です。",
    ),
    met(
        codes::FAULTS_UNUSABLE,
        "docs/sandbox.md",
        "A rule that is misread would test something else.",
        "読み違えた規則では、別の試験になってしまいます。",
        "A slip in a property of the file.",
        "ファイルの項目を書き間違えた場合です。",
    ),
];
