//! The fixed words of a plan's and a run's report: headings, verbs, counts, durations.
//! What depends on a code stands in the tables beside this file.

use super::Language;
use super::Language::{En, Ja};

/// What is shown for a value that is not there.
pub fn nothing(language: Language) -> &'static str {
    language.pick("(none)", "（なし）")
}

/// The parent of an org that has none.
pub fn top_level(language: Language) -> &'static str {
    language.pick("(top level)", "（最上位）")
}

/// A list with the same entries in another order.
pub fn order_only(language: Language) -> &'static str {
    language.pick(
        "same entries, another order",
        "内容は同じで順序のみ異なります",
    )
}

/// Between the parts of an enumeration.
pub fn comma(language: Language) -> &'static str {
    language.pick(", ", "、")
}

/// Between a heading and what follows on its line.
pub fn colon(language: Language) -> &'static str {
    language.pick(": ", "：")
}

/// The rest of a list that is cut.
pub fn and_more(count: usize, language: Language) -> String {
    let count = number(count);
    match language {
        En => format!("... and {count} more"),
        Ja => format!("… ほか {count} 件"),
    }
}

/// The rest of a list that is cut, and how many there are in all.
pub fn and_more_of(count: usize, all: usize, language: Language) -> String {
    let (count, all) = (number(count), number(all));
    match language {
        En => format!("... and {count} more of {all}"),
        Ja => format!("… 全 {all} 件のうち、ほか {count} 件"),
    }
}

/// The rest of the objects to which one thing happens.
pub fn and_more_to(count: usize, op: &str, language: Language) -> String {
    let (more, op) = (and_more(count, language), self::op(op, language));
    match language {
        En => format!("{more} to {op}"),
        Ja => format!("{more}（{op}）"),
    }
}

/// How many objects something is to be done to: `3 to create`.
pub fn many_to(count: usize, op: &str, language: Language) -> String {
    let (count, op) = (number(count), self::op(op, language));
    match language {
        En => format!("{count} to {op}"),
        Ja => format!("{op} {count} 件"),
    }
}

/// Objects that are removed and were named before.
pub fn named_above(count: usize, op: &str, language: Language) -> String {
    let many = many_to(count, op, language);
    match language {
        En => format!("{many}: see Risks"),
        Ja => format!("{many}：「リスク」をご覧ください"),
    }
}

/// That a report shows some objects of many, and how to see the others.
pub fn shown_in_part(hidden: usize, of: usize, language: Language) -> String {
    let all = counted(of, Noun::Object, language);
    let hidden = number(hidden);
    match language {
        En => format!(
            "{hidden} of {all} are not shown here: -v shows every one; `meibo plan --out FILE` saves the plan in full."
        ),
        Ja => format!(
            "{all}のうち {hidden} 件は表示していません。`-v` を付けるとすべて表示し、`meibo plan --out FILE` はプラン全体を保存します。"
        ),
    }
}

/// What something was before.
pub fn was(before: &str, language: Language) -> String {
    match language {
        En => format!("was {before}"),
        Ja => format!("以前は {before}"),
    }
}

/// What something is done to: `delete org`, `delete 300 members`.
pub fn done_to(op: &str, what: &str, language: Language) -> String {
    let op = self::op(op, language);
    match language {
        En => format!("{op} {what}"),
        Ja => format!("{op}：{what}"),
    }
}

/// A count with thousands separated, for the eye.
pub fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// Calls of the API.
    Call,
    /// Orgs, members and so on, together.
    Object,
    /// Problems that are errors.
    Error,
    /// Problems that are warnings.
    Warning,
    /// Limits of the policy.
    Limit,
    /// Steps of a run.
    Step,
    /// Members of groups, each in each group.
    Membership,
    /// Others of what was just spoken of.
    Other,
}

impl Noun {
    /// English for one and for many, Japanese with its counter.
    fn words(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Noun::Call => ("call", "calls", "API 呼び出し", "回"),
            Noun::Object => ("object", "objects", "対象", "件"),
            Noun::Error => ("error", "errors", "エラー", "件"),
            Noun::Warning => ("warning", "warnings", "警告", "件"),
            Noun::Limit => ("limit", "limits", "上限", "件"),
            Noun::Step => ("step", "steps", "ステップ", "件"),
            Noun::Membership => ("membership", "memberships", "グループへの参加", "件"),
            Noun::Other => ("other", "others", "ほか", "件"),
        }
    }
}

/// A count with its noun: `3 calls`, `API 呼び出し 3 回`.
pub fn counted(count: usize, noun: Noun, language: Language) -> String {
    let (one, many, ja, counter) = noun.words();
    let digits = number(count);
    match language {
        En => format!("{digits} {}", if count == 1 { one } else { many }),
        Ja => format!("{ja} {digits} {counter}"),
    }
}

/// A count of objects of a kind: `3 members`, `メンバー 3 人`.
pub fn count_kind(count: usize, kind: &str, language: Language) -> String {
    let digits = number(count);
    match language {
        En if count == 1 => format!("{digits} {}", self::kind(kind, En)),
        En => format!("{digits} {}", kinds(kind, En)),
        Ja if kind == "member" => format!("{} {digits} 人", self::kind(kind, Ja)),
        Ja => format!("{} {digits} 件", self::kind(kind, Ja)),
    }
}

/// How bad a problem is.
pub fn severity(severity: crate::source::Severity, language: Language) -> &'static str {
    match severity {
        crate::source::Severity::Error => language.pick("error", "エラー"),
        crate::source::Severity::Warning => language.pick("warning", "警告"),
    }
}

/// A printed problem with the remedy headed in a language where the printer's own heading
/// is `help: `: by one of as many columns.
pub fn help_headed(shown: String, language: Language) -> String {
    const HELP: &str = "  help: ";
    if language == En {
        return shown;
    }
    let is_colour = |before: &str| {
        before.is_empty()
            || (before.starts_with('\u{1b}')
                && before[1..]
                    .chars()
                    .all(|c| c == '[' || c == ';' || c == 'm' || c.is_ascii_digit()))
    };
    let mut start = 0;
    for line in shown.split_inclusive('\n') {
        // Lines of messages and excerpts begin with signs, wrapped ones further in.
        if let Some(at) = line.find(HELP)
            && is_colour(&line[..at])
        {
            let (before, after) = shown.split_at(start + at);
            return format!("{before}  対処: {}", &after[HELP.len()..]);
        }
        start += line.len();
    }
    shown
}

/// How many problems there are: `1 error, 3 warnings`.
pub fn problems(errors: usize, warnings: usize, language: Language) -> String {
    let error = || counted(errors, Noun::Error, language);
    let warning = || counted(warnings, Noun::Warning, language);
    match (errors, warnings) {
        (_, 0) => error(),
        (0, _) => warning(),
        (_, _) => format!("{}{}{}", error(), comma(language), warning()),
    }
}

/// How many problems there are beyond those printed.
pub fn problems_not_shown(errors: usize, warnings: usize, language: Language) -> String {
    let many = problems(errors, warnings, language);
    match language {
        En => format!("{many} not shown"),
        Ja => format!("ほかに{many}（表示省略）"),
    }
}

/// How many warnings the configuration allows itself.
pub fn allowed(count: usize, language: Language) -> String {
    match language {
        En => format!("{count} allowed"),
        Ja => format!("許可済み {count} 件"),
    }
}

/// The same beside a plan, where nothing before it says what is counted.
pub fn allowed_of_plan(count: usize, language: Language) -> String {
    match language {
        En => format!(
            "{} not shown: `policy.allow` has the code",
            counted(count, Noun::Warning, language)
        ),
        Ja => format!(
            "{}は `policy.allow` で許可しているため省略しました",
            counted(count, Noun::Warning, language)
        ),
    }
}

/// A kind of object, one of it. Kinds this version does not know are said as they are.
pub fn kind(kind: &str, language: Language) -> &str {
    match (kind, language) {
        ("userType", En) => "user type",
        ("externalKeys", En) => "external keys",
        ("org", Ja) => "組織",
        ("member", Ja) => "メンバー",
        ("group", Ja) => "グループ",
        ("level", Ja) => "職級",
        ("position", Ja) => "役職",
        ("userType", Ja) => "利用権限タイプ",
        ("feature", Ja) => "機能",
        ("externalKeys", Ja) => "外部キー",
        ("domain", Ja) => "ドメイン",
        (known_or_new, _) => known_or_new,
    }
}

/// A kind of object, many of it.
pub fn kinds(kind: &str, language: Language) -> String {
    match (kind, language) {
        ("userType", En) => "user types".to_owned(),
        ("externalKeys", En) => "external keys".to_owned(),
        (other, En) => format!("{other}s"),
        (kind, Ja) => self::kind(kind, Ja).to_owned(),
    }
}

/// What is to be done to an object. Ops this version does not know are said as they are.
pub fn op(op: &str, language: Language) -> &str {
    match op {
        "create" => language.pick("create", "作成"),
        "update" => language.pick("change", "変更"),
        "move" => language.pick("move", "移動"),
        "transfer" => language.pick("move to another domain", "別ドメインへ移動"),
        "delete" => language.pick("delete", "削除"),
        "forceDelete" => language.pick("erase", "完全削除"),
        "suspend" => language.pick("suspend", "一時停止"),
        "unsuspend" => language.pick("lift the suspension", "一時停止の解除"),
        "undelete" => language.pick("bring back", "削除の取り消し"),
        "adopt" => language.pick("adopt", "キーを付けて管理対象化"),
        "rekey" => language.pick("re-key", "外部キーの変更"),
        "enable" => language.pick("switch on", "使用開始"),
        "addMember" => language.pick("add a member", "メンバーの追加"),
        "removeMember" => language.pick("take out a member", "メンバーの除外"),
        "addMaster" => language.pick("add a master", "マスターの追加"),
        "removeMaster" => language.pick("take out a master", "マスターの除外"),
        other => other,
    }
}

/// What would make a plan faster: what it takes then, and what has to be so.
pub fn faster(seconds: f64, what: &str, language: Language) -> String {
    let time = duration(seconds, language);
    match language {
        En => format!("It could take {time} {what}."),
        Ja => format!("{what}、{time}で済む見込みです。"),
    }
}

/// What a schedule's lower bound rests on.
pub fn binding(rule: &str, language: Language) -> &str {
    match rule {
        "serial" => language.pick("one call at a time", "呼び出しは 1 件ずつのため"),
        "criticalPath" => language.pick(
            "calls that wait for each other",
            "前の呼び出しの完了を待つ必要があるため",
        ),
        "orgWrites" => language.pick(
            "org writes are at least a second apart",
            "組織の変更は 1 秒以上の間隔が必要なため",
        ),
        "operation" => language.pick(
            "calls of one kind a minute are limited",
            "同種の呼び出しには 1 分あたりの上限があるため",
        ),
        "memberAdds" => language.pick(
            "fewer than ten members may be added a second",
            "メンバーの追加は 1 秒に 10 人未満のため",
        ),
        other => other,
    }
}

/// A length of time for people: `18 s`, `3 min 20 s`, `1 h 5 min`.
pub fn duration(seconds: f64, language: Language) -> String {
    // Saturates on nonsense (negative, infinite, not a number) instead of panicking.
    let seconds = seconds.round() as u64;
    let (h, min, s) = match language {
        En => (" h", " min", " s"),
        Ja => (" 時間", " 分", " 秒"),
    };
    match seconds {
        0..60 => format!("{seconds}{s}"),
        60..3600 if seconds.is_multiple_of(60) => format!("{}{min}", seconds / 60),
        60..3600 => format!("{}{min} {}{s}", seconds / 60, seconds % 60),
        _ if seconds % 3600 < 60 => format!("{}{h}", seconds / 3600),
        _ => format!("{}{h} {}{min}", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_say_them() {
        for (seconds, text) in [
            (0.0, "0 s"),
            (18.4, "18 s"),
            (60.0, "1 min"),
            (200.0, "3 min 20 s"),
            (3600.0, "1 h"),
            (3900.0, "1 h 5 min"),
            (f64::NAN, "0 s"),
            (-3.0, "0 s"),
        ] {
            assert_eq!(duration(seconds, En), text);
        }
    }

    #[test]
    fn every_kind_op_and_bound_has_japanese() {
        let is_japanese = |text: &str| text.contains(|c: char| c > '\u{3040}');
        for kind in crate::directory::Kind::ALL {
            assert!(is_japanese(super::kind(kind.name(), Ja)), "{kind:?}");
        }
        for kind in ["feature", "externalKeys"] {
            assert!(is_japanese(super::kind(kind, Ja)), "{kind}");
        }
        for op in [
            "create",
            "update",
            "move",
            "transfer",
            "delete",
            "forceDelete",
            "suspend",
            "unsuspend",
            "undelete",
            "adopt",
            "rekey",
            "enable",
            "addMember",
            "removeMember",
            "addMaster",
            "removeMaster",
        ] {
            assert!(is_japanese(super::op(op, Ja)), "{op}");
        }
        for rule in [
            "serial",
            "criticalPath",
            "orgWrites",
            "operation",
            "memberAdds",
        ] {
            assert!(is_japanese(binding(rule, Ja)), "{rule}");
        }
        for gated in crate::directory::Gated::ALL {
            assert!(is_japanese(super::super::terms::gated(gated)), "{gated:?}");
        }
    }

    #[test]
    fn the_heading_of_a_remedy_is_japanese_and_nothing_else_is_touched() {
        let plain = "error M1\n\n  × help: x\n  help: do it\n        help: twice\n  help: no\n";
        assert_eq!(help_headed(plain.to_owned(), En), plain);
        assert_eq!(
            help_headed(plain.to_owned(), Ja),
            plain.replacen("  help: d", "  対処: d", 1)
        );
        assert_eq!(
            help_headed("  × help: x\n  help: do it\n".to_owned(), Ja),
            "  × help: x\n  対処: do it\n"
        );
        assert_eq!(
            help_headed("\u{1b}[36m  help: \u{1b}[0mdo it\n".to_owned(), Ja),
            "\u{1b}[36m  対処: \u{1b}[0mdo it\n"
        );
        assert_eq!(help_headed("  × no\n".to_owned(), Ja), "  × no\n");
    }

    #[test]
    fn large_counts_are_grouped() {
        assert_eq!(number(7), "7");
        assert_eq!(number(1000), "1,000");
        assert_eq!(counted(1, Noun::Call, En), "1 call");
        assert_eq!(counted(1_234_567, Noun::Call, En), "1,234,567 calls");
        assert_eq!(
            counted(1_234_567, Noun::Call, Ja),
            "API 呼び出し 1,234,567 回"
        );
        assert_eq!(count_kind(1, "userType", En), "1 user type");
        assert_eq!(count_kind(2, "userType", En), "2 user types");
        assert_eq!(count_kind(1200, "member", Ja), "メンバー 1,200 人");
    }

    #[test]
    fn japanese_reads_as_it_is_said() {
        for (said, text) in [
            (duration(3900.0, Ja), "1 時間 5 分"),
            (duration(200.0, Ja), "3 分 20 秒"),
            (
                done_to("delete", &count_kind(300, "org", Ja), Ja),
                "削除：組織 300 件",
            ),
            (problems(1, 3, Ja), "エラー 1 件、警告 3 件"),
            (problems_not_shown(0, 3, Ja), "ほかに警告 3 件（表示省略）"),
            (many_to(3, "create", Ja), "作成 3 件"),
            (and_more_to(5, "delete", Ja), "… ほか 5 件（削除）"),
            (op("ofLater", Ja).to_owned(), "ofLater"),
            (kinds("ofLater", Ja), "ofLater"),
        ] {
            assert_eq!(said, text);
        }
    }
}
