//! The fixed words of what journals say.

use super::Language;
use super::Language::{En, Ja};
use super::phrases::{self, Noun, counted};
use super::terms::gated;
use crate::directory::Gated;
use crate::report::history::Standing;

/// No run was kept.
pub fn no_runs(language: Language) -> &'static str {
    language.pick(
        "No run is kept here: nothing was applied, or it was applied from somewhere else.",
        "ここに実行の記録はありません。まだ適用していないか、別の場所から適用されました。",
    )
}

/// What became of a step.
pub fn done(language: Language) -> &'static str {
    language.pick("done", "完了")
}

/// The same.
pub fn refused(language: Language) -> &'static str {
    language.pick("refused", "拒否")
}

/// The same.
pub fn unknown(language: Language) -> &'static str {
    language.pick("not known whether it was done", "実行されたかどうか不明")
}

/// The same.
pub fn not_sent(language: Language) -> &'static str {
    language.pick("not sent", "未送信")
}

/// Heads the limits that were lifted.
pub fn limits_lifted(language: Language) -> &'static str {
    language.pick("Limits that were lifted", "許可された上限超過")
}

/// Heads what others changed meanwhile.
pub fn seen(language: Language) -> &'static str {
    language.pick("Changed by others meanwhile", "実行中に他者が変更したもの")
}

/// The journal ends in a line that was cut off.
pub fn torn(language: Language) -> &'static str {
    language.pick(
        "The journal ends in a line that was cut off: the run was killed while it was written.",
        "記録の最後の行が途中で切れています。書き込み中に実行が強制終了されました。",
    )
}

/// How a run stands.
pub fn standing(standing: Standing, language: Language) -> &'static str {
    match standing {
        Standing::Complete => language.pick("complete", "完了"),
        Standing::Partial => language.pick("partial", "一部完了"),
        Standing::Stopped => language.pick("stopped", "中断"),
        Standing::Abandoned => language.pick("abandoned", "破棄"),
        Standing::Open => language.pick("open", "未終了"),
    }
}

/// Who ran it.
pub fn by(
    user: &str,
    host: &str,
    commit: Option<&str>,
    uncommitted: bool,
    language: Language,
) -> String {
    let mut text = match language {
        En => format!("{user} on {host}"),
        Ja => format!("{user}（{host}）"),
    };
    if let Some(commit) = commit {
        let short: String = commit.chars().take(12).collect();
        text.push_str(&match language {
            En => format!(", commit {short}"),
            Ja => format!("、コミット {short}"),
        });
    }
    if uncommitted {
        text.push_str(language.pick(
            " with changes that were not committed",
            "＋未コミットの変更",
        ));
    }
    text
}

/// The run that one takes back.
pub fn takes_back(run: &str, language: Language) -> String {
    match language {
        En => format!(", takes back {run}"),
        Ja => format!("、{run} の取り消し"),
    }
}

/// The head of a run: how far it came.
pub fn came(done: usize, steps: usize, how: Standing, language: Language) -> String {
    let of = counted(steps, Noun::Step, language);
    let how = standing(how, language);
    match language {
        En => format!("{how}: {done} of {of} done"),
        Ja => format!("{how}：{of}のうち {done} 件が完了"),
    }
}

/// When and by whom a run was taken up again.
pub fn resumed(at: &str, by: &str, language: Language) -> String {
    match language {
        En => format!("taken up again {at} by {by}"),
        Ja => format!("{at} に再開：{by}"),
    }
}

/// How often a call was sent, where more than once.
pub fn attempts(attempts: u32, language: Language) -> String {
    match language {
        En => format!("sent {attempts} times"),
        Ja => format!("{attempts} 回送信"),
    }
}

/// A limit that was lifted: how many were allowed, and how many there were.
pub fn allowed(kind: &str, action: &str, allowed: u32, count: u32, language: Language) -> String {
    match language {
        En => format!("{kind} {action}: {count}, allowed {allowed}"),
        Ja => {
            let kind = phrases::kind(kind, Ja);
            let action = match Gated::from_name(action) {
                Some(known) => gated(known),
                None => action,
            };
            format!("{kind}の{action}：{count} 件、許可 {allowed} 件")
        }
    }
}

/// How many runs are not listed.
pub fn older(limit: usize, language: Language) -> String {
    match language {
        En => format!("Only the last {limit} are listed: --limit N lists more."),
        Ja => format!("直近の {limit} 件のみ表示しています。`--limit N` で件数を増やせます。"),
    }
}
