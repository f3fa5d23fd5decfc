//! The fixed words of a plan's and a run's report: headings, verbs, counts, durations.
//! What depends on a code stands in the tables beside this file.

/// What is shown for a value that is not there.
pub const NOTHING: &str = "(none)";
/// The parent of an org that has none.
pub const TOP_LEVEL: &str = "(top level)";
/// A list with the same entries in another order.
pub const ORDER_ONLY: &str = "same entries, another order";

/// The rest of a list that is cut.
pub fn and_more(count: usize) -> String {
    format!("... and {} more", number(count))
}

/// The rest of the objects to which one thing happens.
pub fn and_more_to(count: usize, op: &str) -> String {
    format!("{} to {}", and_more(count), self::op(op))
}

/// Objects that are removed and were named before.
pub fn named_above(count: usize, op: &str) -> String {
    format!("{} to {}: see Risks", number(count), self::op(op))
}

/// That a report shows some objects of many, and how to see the others.
pub fn shown_in_part(hidden: usize, of: usize) -> String {
    format!(
        "{} of {} are not shown here: -v shows every one; `meibo plan --out FILE` saves the plan in full.",
        number(hidden),
        self::count(of, "object", "objects")
    )
}

/// What something was before.
pub fn was(before: &str) -> String {
    format!("was {before}")
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

/// A count with its noun.
pub fn count(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// How bad a problem is.
pub fn severity(severity: crate::source::Severity) -> &'static str {
    match severity {
        crate::source::Severity::Error => "error",
        crate::source::Severity::Warning => "warning",
    }
}

/// How many problems there are: `1 error, 3 warnings`.
pub fn problems(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (errors, 0) => count(errors, "error", "errors"),
        (0, warnings) => count(warnings, "warning", "warnings"),
        (errors, warnings) => format!(
            "{}, {}",
            count(errors, "error", "errors"),
            count(warnings, "warning", "warnings")
        ),
    }
}

/// How many problems there are beyond those printed.
pub fn problems_not_shown(errors: usize, warnings: usize) -> String {
    format!("{} not shown", problems(errors, warnings))
}

/// A kind of object, one of it. Kinds this version does not know are said as they are.
pub fn kind(kind: &str) -> &str {
    match kind {
        "userType" => "user type",
        "externalKeys" => "external keys",
        known_or_new => known_or_new,
    }
}

/// A kind of object, many of it.
pub fn kinds(kind: &str) -> String {
    match kind {
        "userType" => "user types".to_owned(),
        "externalKeys" => "external keys".to_owned(),
        other => format!("{other}s"),
    }
}

/// What is to be done to an object. Ops this version does not know are said as they are.
pub fn op(op: &str) -> &str {
    match op {
        "create" => "create",
        "update" => "change",
        "move" => "move",
        "transfer" => "move to another domain",
        "delete" => "delete",
        "forceDelete" => "erase",
        "suspend" => "suspend",
        "unsuspend" => "lift the suspension",
        "undelete" => "bring back",
        "adopt" => "adopt",
        "rekey" => "re-key",
        "enable" => "switch on",
        "addMember" => "add a member",
        "removeMember" => "take out a member",
        "addMaster" => "add a master",
        "removeMaster" => "take out a master",
        other => other,
    }
}

/// The heading of the list of calls with their times.
pub const CALLS: &str = "Calls, and when they start";

/// What would make a plan faster: what it takes then, and what has to be so.
pub fn faster(seconds: f64, what: &str) -> String {
    format!("It could take {} {what}.", duration(seconds))
}

/// What a schedule's lower bound rests on.
pub fn binding(rule: &str) -> &str {
    match rule {
        "serial" => "one call at a time",
        "criticalPath" => "calls that wait for each other",
        "orgWrites" => "org writes are at least a second apart",
        "operation" => "calls of one kind a minute are limited",
        "memberAdds" => "fewer than ten members may be added a second",
        other => other,
    }
}

/// A length of time for people: `18 s`, `3 min 20 s`, `1 h 5 min`.
pub fn duration(seconds: f64) -> String {
    // Saturates on nonsense (negative, infinite, not a number) instead of panicking.
    let seconds = seconds.round() as u64;
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 if seconds.is_multiple_of(60) => format!("{} min", seconds / 60),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ if seconds % 3600 < 60 => format!("{} h", seconds / 3600),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
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
            assert_eq!(duration(seconds), text);
        }
    }

    #[test]
    fn large_counts_are_grouped() {
        assert_eq!(number(7), "7");
        assert_eq!(number(1000), "1,000");
        assert_eq!(count(1, "call", "calls"), "1 call");
        assert_eq!(count(1_234_567, "call", "calls"), "1,234,567 calls");
    }
}
