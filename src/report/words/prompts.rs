//! The fixed words of the verbs: questions, where something was saved, how to use the
//! sandbox that has started.

use std::fmt::Display;

use super::Language;
use super::Language::{En, Ja};

/// Words that answer a question with yes, in whatever language it is asked.
pub const YES: [&str; 2] = ["yes", "はい"];

/// Before anything is written.
pub fn apply_this(language: Language) -> &'static str {
    language.pick(
        "Apply this plan? Only `yes` is a yes:",
        "このプランを適用しますか？（`yes` または `はい` と入力した場合のみ適用します）:",
    )
}

/// A run was found that did not come to its end.
pub fn take_it_up(language: Language) -> &'static str {
    language.pick(
        "Take it up? `yes` goes on with it, anything else leaves it:",
        "再開しますか？（`yes` または `はい` で再開し、それ以外は何もしません）:",
    )
}

/// A plan was saved.
pub fn plan_saved(file: impl Display, language: Language) -> String {
    match language {
        En => format!("The plan is saved in {file}."),
        Ja => format!("プランを {file} に保存しました。"),
    }
}

/// A snapshot was saved.
pub fn snapshot_saved(file: impl Display, language: Language) -> String {
    match language {
        En => format!("The snapshot is saved in {file}."),
        Ja => format!("スナップショットを {file} に保存しました。"),
    }
}

/// The sandbox has started: how to use it.
pub fn sandbox_answers(language: Language) -> &'static str {
    language.pick(
        "The sandbox answers until Ctrl-C. Run the lines above in another shell to use it.",
        "サンドボックスを起動しました（Ctrl-C で終了）。別のシェルで上の行を実行すると利用できます。",
    )
}

/// Where its tokens come from.
pub fn sandbox_tokens(language: Language) -> &'static str {
    language.pick(
        "Tokens come from POST $LINEWORKS_AUTH_URL/token; $MEIBO_SANDBOX_DEV_TOKEN is one that may do everything.",
        "トークンは POST $LINEWORKS_AUTH_URL/token で取得します。$MEIBO_SANDBOX_DEV_TOKEN はすべての操作が可能なトークンです。",
    )
}

/// It can be reached from other machines.
pub fn sandbox_is_open(address: impl Display, language: Language) -> String {
    match language {
        En => format!(
            "It listens on {address}: whoever reaches that and has the dev token or the app's key can read and change everything in this sandbox. Nothing is encrypted on the way. The console is shown on this machine alone."
        ),
        Ja => format!(
            "{address} で待ち受けています。ここに接続でき、開発用トークンまたはアプリの鍵を持つ人は、このサンドボックスのすべてを参照・変更できます。通信は暗号化されません。コンソールはこのマシンからのみ表示できます。"
        ),
    }
}

/// Results could not be written.
pub fn output_unwritable(error: impl Display, language: Language) -> String {
    match language {
        En => format!("meibo: standard output cannot be written: {error}"),
        Ja => format!("meibo: 標準出力に書き込めません：{error}"),
    }
}
