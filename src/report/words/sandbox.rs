//! The words of `src/sandbox`: codes 800 to 899, in the order of their numbers.

use crate::sandbox::codes;

use super::Words;

/// See the module.
pub const TABLE: &[Words] = &[
    Words::new(
        codes::PORT_UNUSABLE,
        "the sandbox cannot listen on {address}: {cause}",
        "Choose another port with `--port`, or leave it out to take a free one.",
    )
    .ja(
        "サンドボックスは {address} で待ち受けできません：{cause}",
        "`--port` で別のポートを選ぶか、省略して空いているポートを使用してください。",
    ),
    Words::new(
        codes::STATE_DAMAGED,
        "{path} is damaged: {cause}",
        "It is left as it is. Restore it from a copy, or delete it and the log beside it to start the sandbox afresh.",
    )
    .ja(
        "{path} が破損しています：{cause}",
        "ファイルはそのまま残しています。コピーから復元するか、このファイルと隣のログを削除してサンドボックスを新しく始めてください。",
    ),
    Words::new(
        codes::STATE_UNKNOWN_VERSION,
        "{path} has the format version {version}, which this meibo does not know",
        "Use the version of meibo that wrote it, or delete it and the log beside it to start the sandbox afresh.",
    )
    .ja(
        "{path} の形式バージョン {version} は、この meibo では扱えません",
        "書き込んだバージョンの meibo を使用するか、このファイルと隣のログを削除してサンドボックスを新しく始めてください。",
    ),
    Words::new(
        codes::STATE_UNUSABLE,
        "{path} cannot be used as the sandbox's state: {cause}",
        "Check the path and its permissions, or name another file with `--sandbox=FILE` (`--state FILE` for `meibo sandbox`).",
    )
    .ja(
        "{path} をサンドボックスの状態ファイルとして使用できません：{cause}",
        "パスとアクセス権を確認するか、`--sandbox=FILE`（`meibo sandbox` では `--state FILE`）で別のファイルを指定してください。",
    ),
    Words::new(
        codes::STATE_IN_USE,
        "another process uses the sandbox's state {path}",
        "Wait until it has ended, or name another file with `--sandbox=FILE` (`--state FILE` for `meibo sandbox`).",
    )
    .ja(
        "サンドボックスの状態ファイル {path} は別のプロセスが使用中です",
        "そのプロセスの終了を待つか、`--sandbox=FILE`（`meibo sandbox` では `--state FILE`）で別のファイルを指定してください。",
    ),
    Words::new(
        codes::STATE_LOG_OF_ANOTHER,
        "the log {log} does not continue the state {path} (calls in the log: {calls})",
        "The state file was changed, replaced or deleted. Put the old one back, or delete the log to go on without those calls.",
    )
    .ja(
        "ログ {log} は状態ファイル {path} の続きではありません（ログの呼び出し：{calls} 回）",
        "状態ファイルが変更、置換または削除されています。元に戻すか、ログを削除してそれらの呼び出しなしで続けてください。",
    ),
    Words::new(
        codes::SEED_UNUSABLE,
        "the sandbox cannot begin with {path}: {cause}",
        "A seed is a sandbox's state file, or a snapshot that `meibo pull` saved with the configuration it was read for.",
    )
    .ja(
        "サンドボックスの初期データとして {path} を使用できません：{cause}",
        "初期データには、サンドボックスの状態ファイル、または同じ設定を使って `meibo pull` で保存したスナップショットを使用できます。",
    ),
    Words::new(
        codes::KEY_UNUSABLE,
        "the sandbox's key {path} cannot be used: {cause}",
        "Delete the file: a new key is made, and printed with everything that belongs to it.",
    )
    .ja(
        "サンドボックスの鍵 {path} を使用できません：{cause}",
        "ファイルを削除してください。新しい鍵が作成され、必要な情報とともに表示されます。",
    ),
    Words::new(
        codes::LOG_UNUSABLE,
        "the log of calls cannot be written to {path}: {cause}",
        "Check the path given with `--log` and its permissions.",
    )
    .ja(
        "呼び出しのログを {path} に書き込めません：{cause}",
        "`--log` で指定したパスとアクセス権を確認してください。",
    ),
    Words::new(
        codes::FAULTS_UNUSABLE,
        "the rules of faults in {path} cannot be used: {cause}",
        "It is a JSON or YAML file with the list `faults`; docs/sandbox.md shows every property.",
    )
    .ja(
        "{path} の障害の設定を使用できません：{cause}",
        "`faults` というリストを持つ JSON または YAML ファイルです。すべての項目は docs/sandbox.md にあります。",
    ),
];
