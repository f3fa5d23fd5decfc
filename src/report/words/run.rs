//! The fixed words of a run as it goes on, of how it ended, and of reading a tenant.

use super::Language;
use super::Language::{En, Ja};
use super::phrases::{Noun, comma, counted, duration};

/// A run begins: how many calls, and how long it may take in seconds.
pub fn applying(steps: usize, eta: f64, language: Language) -> String {
    let (calls, time) = (
        counted(steps, Noun::Call, language),
        duration(eta, language),
    );
    match language {
        En => format!("Applying {calls}, about {time}."),
        Ja => format!("{calls}を適用します（約 {time}）。"),
    }
}

/// Behind a step whose call the service refused.
pub fn refused(language: Language) -> &'static str {
    language.pick(": refused", " → 拒否されました")
}

/// Behind a step of which nobody knows what became.
pub fn not_known(language: Language) -> &'static str {
    language.pick(
        ": not known whether it was done",
        " → 実行されたかどうか不明です",
    )
}

/// Behind a step that was left out.
pub fn not_sent(language: Language) -> &'static str {
    language.pick(": not sent", " → 送信していません")
}

/// A call without an answer is looked up in so many seconds.
pub fn looking(action: &str, after: f64, why: &str, language: Language) -> String {
    let after = duration(after, language);
    match language {
        En => format!("{action}: looked at in {after} whether it was done: {why}"),
        Ja => format!("{action} → {after}後に、実行されたかどうかを確認します（{why}）"),
    }
}

/// A call that was found not to be done goes out once more.
pub fn sent_again(action: &str, why: &str, language: Language) -> String {
    match language {
        En => format!("{action}: it was not done and is sent again: {why}"),
        Ja => format!("{action} → 実行されていなかったため再送します（{why}）"),
    }
}

/// A call goes out once more in so many seconds.
pub fn sent_again_in(action: &str, after: f64, why: &str, language: Language) -> String {
    let after = duration(after, language);
    match language {
        En => format!("{action}: sent again in {after}: {why}"),
        Ja => format!("{action} → {after}後に再送します（{why}）"),
    }
}

/// Objects that do not read as written yet are read again in so many seconds.
pub fn settling(objects: usize, time: f64, language: Language) -> String {
    let (objects, time) = (
        counted(objects, Noun::Object, language),
        duration(time, language),
    );
    match language {
        En => format!("{objects} not to be seen yet as written; read again in {time}."),
        Ja => format!(
            "{objects}がまだ書き込みどおりに反映されていません。{time}後に再度読み取ります。"
        ),
    }
}

/// What was written is read back.
pub fn reading_back(objects: usize, language: Language) -> String {
    let objects = counted(objects, Noun::Object, language);
    match language {
        En => format!("Reading back {objects}."),
        Ja => format!("{objects}を読み取って確認します。"),
    }
}

/// The same, for a bar.
pub fn reading_back_now(language: Language) -> &'static str {
    language.pick("reading back", "反映を確認しています")
}

/// At the end of a run on a tenant that takes long to read.
pub fn not_read_again(language: Language) -> &'static str {
    language.pick(
        "The tenant as a whole was not read again, since that takes over a minute: `meibo drift` does it, or apply with --recheck.",
        "テナント全体の再読み取りには 1 分以上かかるため省略しました。確認するには `meibo drift` を実行するか、`--recheck` を付けて適用してください。",
    )
}

/// How a run ended: calls done of all, and how long it took in seconds.
pub fn applied(done: usize, steps: usize, seconds: f64, language: Language) -> String {
    let (all, time) = (
        counted(steps, Noun::Call, language),
        duration(seconds, language),
    );
    match language {
        En if done == steps => format!("Applied all {all} in {time}."),
        En => format!("Applied {done} of {all} in {time}."),
        Ja if done == steps => format!("{all}をすべて適用しました（{time}）。"),
        Ja => format!("{all}のうち {done} 回を適用しました（{time}）。"),
    }
}

/// What was read back and is as written; begins with what parts it from the sentence before.
pub fn as_written(objects: usize, language: Language) -> String {
    let objects = counted(objects, Noun::Object, language);
    match language {
        En => format!(" Read back {objects}: as written."),
        Ja => format!("{objects}を読み取り、書き込みどおりであることを確認しました。"),
    }
}

/// What does not read as written yet; begins with what parts it from the sentence before.
pub fn still_settling(objects: usize, language: Language) -> String {
    let number = super::phrases::number(objects);
    match language {
        En if objects == 1 => " 1 object is still settling.".to_owned(),
        En => format!(" {number} objects are still settling."),
        Ja => format!("{number} 件はまだ反映待ちです。"),
    }
}

/// A run that goes on waits so many seconds for what may still be under way.
pub fn under_way(seconds: f64, language: Language) -> String {
    let time = duration(seconds, language);
    match language {
        En => format!("Waiting {time}: a call of the run that ended may still be under way."),
        Ja => format!("{time}待ちます。中断した実行の呼び出しがまだ処理中の可能性があります。"),
    }
}

/// Objects of a kind are read: so many by now.
pub fn reading(kind: &str, items: impl std::fmt::Display, language: Language) -> String {
    let kinds = super::phrases::kinds(kind, language);
    match language {
        En => format!("reading {kinds}: {items}"),
        Ja => format!("{kinds}を読み取り中：{items}"),
    }
}

/// The members of groups are read.
pub fn reading_groups(
    done: impl std::fmt::Display,
    of: impl std::fmt::Display,
    language: Language,
) -> String {
    match language {
        En => format!("reading who is in the groups: {done}/{of}"),
        Ja => format!("グループの参加者を読み取り中：{done}/{of}"),
    }
}

/// Members are looked up one by one.
pub fn looking_up(
    done: impl std::fmt::Display,
    of: impl std::fmt::Display,
    language: Language,
) -> String {
    match language {
        En => format!("looking up members: {done}/{of}"),
        Ja => format!("メンバーを照会中：{done}/{of}"),
    }
}

/// Behind the number of calls, in a bar.
pub fn calls(language: Language) -> &'static str {
    language.pick("calls", "回")
}

/// The time left, as a clock shows it.
pub fn left(clock: &str, language: Language) -> String {
    match language {
        En => format!("{clock} left"),
        Ja => format!("残り {clock}"),
    }
}

/// What a valid configuration declares; `counts` is empty where it declares nothing.
pub fn valid(tenant: &str, counts: &[String], language: Language) -> String {
    let list = counts.join(comma(language));
    match (language, counts.is_empty()) {
        (En, true) => format!("{tenant} is valid: it declares no objects."),
        (En, false) => format!("{tenant} is valid: {list}."),
        (Ja, true) => {
            format!("{tenant} の設定は正しく書かれています。宣言されている対象はありません。")
        }
        (Ja, false) => format!("{tenant} の設定は正しく書かれています：{list}。"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::words::prompts;
    use crate::report::words::tests::english_left;

    /// Everything that is said of a run, a line each.
    fn everything(language: Language) -> String {
        let step = super::super::phrases::done_to("create", "org sales", language);
        [
            applying(12, 18.0, language),
            format!("1/12 {step}{}", refused(language)),
            format!("1/12 {step}{}", not_known(language)),
            format!("1/12 {step}{}", not_sent(language)),
            looking(&step, 5.0, "broken off", language),
            sent_again(&step, "broken off", language),
            sent_again_in(&step, 60.0, "429", language),
            settling(3, 30.0, language),
            reading_back(12, language),
            reading_back_now(language).to_owned(),
            not_read_again(language).to_owned(),
            applied(12, 12, 18.4, language) + &as_written(12, language),
            applied(3, 12, 200.0, language)
                + &as_written(2, language)
                + &still_settling(1, language),
            still_settling(1200, language),
            under_way(9.0, language),
            reading("member", 300, language),
            reading_groups(1, 20, language),
            looking_up(1, 20, language),
            left("0:14", language),
            valid("acme", &[], language),
            valid("acme", &["A".to_owned(), "B".to_owned()], language),
            prompts::apply_this(language).to_owned(),
            prompts::take_it_up(language).to_owned(),
            prompts::plan_saved("plan.json", language),
            prompts::snapshot_saved("live.json", language),
            prompts::sandbox_answers(language).to_owned(),
            prompts::sandbox_tokens(language).to_owned(),
            prompts::sandbox_is_open("0.0.0.0:1", language),
            prompts::output_unwritable("EIO", language),
        ]
        .join("\n")
    }

    #[test]
    fn a_run_in_both_languages() {
        insta::assert_snapshot!("run_in_english", everything(Language::En));
        let japanese = everything(Language::Ja);
        assert_eq!(english_left(&japanese), Vec::<String>::new());
        insta::assert_snapshot!("run_in_japanese", japanese);
    }
}
