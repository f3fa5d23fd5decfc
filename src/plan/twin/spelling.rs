//! Texts as people compare them: width, case, spaces and variants of kanji aside.

use unicode_normalization::UnicodeNormalization as _;

/// How two names are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same but for its spelling.
    Same,
    /// One is the other with something put in (`営業部`, `営業本部`), or a slip of the pen.
    Within,
    /// The same but for a number: `営業1課` is not a misspelt `営業2課`.
    OtherNumber,
    /// Nothing of these.
    Other,
}

/// The text without spaces and marks, in one width and case, with common variants of kanji
/// as one: `ＰＪ　Apollo` is `pjapollo`, `渡邊` is `渡辺`, `第一営業部` is `第1営業部`.
pub fn folded(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .map(plain)
        .collect()
}

/// Variants of one kanji, and numerals, by the form they are compared in.
fn plain(c: char) -> char {
    match c {
        '髙' => '高',
        '﨑' | '嵜' => '崎',
        '濱' | '濵' => '浜',
        '邊' | '邉' => '辺',
        '齋' | '齊' | '斎' => '斉',
        '廣' => '広',
        '澤' => '沢',
        '櫻' => '桜',
        '國' => '国',
        '嶋' | '嶌' => '島',
        '德' => '徳',
        '眞' => '真',
        '惠' => '恵',
        '龍' => '竜',
        '瀨' => '瀬',
        '榮' => '栄',
        '壽' => '寿',
        '一' => '1',
        '二' => '2',
        '三' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        other => other,
    }
}

/// How two folded names are related.
pub fn relation(one: &str, other: &str) -> Relation {
    if one.is_empty() || other.is_empty() {
        return Relation::Other;
    }
    if one == other {
        return Relation::Same;
    }
    let (letters_a, numbers_a) = apart(one);
    let (letters_b, numbers_b) = apart(other);
    if numbers_a != numbers_b {
        return if letters_a == letters_b || within(&letters_a, &letters_b) {
            Relation::OtherNumber
        } else {
            Relation::Other
        };
    }
    if within(&letters_a, &letters_b) || slipped(one, other) {
        Relation::Within
    } else {
        Relation::Other
    }
}

/// The text without its numbers, and the numbers without leading zeros.
fn apart(text: &str) -> (String, Vec<String>) {
    let letters = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let numbers = numbers.filter(|digits| !digits.is_empty());
    let numbers = numbers.map(|digits| digits.trim_start_matches('0').to_owned());
    (letters, numbers.collect())
}

/// Whether two texts hold the same numbers.
pub fn same_numbers(one: &str, other: &str) -> bool {
    apart(one).1 == apart(other).1
}

/// The least that the shorter name must be of the longer one, in tenths.
const LEAST_SHARE: usize = 6;

/// Whether the shorter text is the longer one with one run of characters taken out.
fn within(one: &str, other: &str) -> bool {
    let (short, long): (Vec<char>, Vec<char>) = if one.chars().count() <= other.chars().count() {
        (one.chars().collect(), other.chars().collect())
    } else {
        (other.chars().collect(), one.chars().collect())
    };
    if short.len() < 2 || short.len() * 10 < long.len() * LEAST_SHARE {
        return false;
    }
    let start = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let ends = short.iter().rev().zip(long.iter().rev());
    let end = ends.take_while(|(a, b)| a == b).count();
    start + end >= short.len()
}

/// Longer names are compared whole.
const LONGEST: usize = 20;

/// The folded name with one run of letters taken out, in every way that leaves a name that
/// is [`Relation::Within`] it: what it may have been called before.
pub fn shortened(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let length = letters.len();
    let mut all = Vec::new();
    if length > LONGEST {
        return all;
    }
    let words = letters.iter().filter(|c| !c.is_ascii_digit()).count();
    for start in 0..length {
        let run = letters[start..].iter();
        let run = run.take_while(|c| !c.is_ascii_digit()).count();
        for end in start + 1..=start + run {
            let left = words - (end - start);
            if left < 2 || left * 10 < words * LEAST_SHARE {
                break;
            }
            all.push(letters[..start].iter().chain(&letters[end..]).collect());
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether two Latin words differ by one slip: kanji are too few to a word for that.
fn slipped(one: &str, other: &str) -> bool {
    const LEAST: usize = 5;
    one.is_ascii()
        && other.is_ascii()
        && one.len().min(other.len()) >= LEAST
        && one.len().abs_diff(other.len()) <= 1
        && strsim::osa_distance(one, other) == 1
}

/// The digits of a telephone number, without the country code of Japan.
pub fn digits(text: &str) -> String {
    let digits: String = text.nfkc().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("81") {
        Some(rest) if text.trim_start().starts_with(['+', '＋']) => format!("0{rest}"),
        _ => digits,
    }
}

/// What stands before the `@` of an address, in lower case.
pub fn local_part(address: &str) -> String {
    let local = address.split('@').next().unwrap_or(address);
    local.to_lowercase()
}

/// Whether two local parts are alike: nearly the same letters, and the same numbers.
pub fn alike_locals(one: &str, other: &str) -> bool {
    const LEAST: f64 = 0.7;
    !one.is_empty()
        && one != other
        && same_numbers(one, other)
        && strsim::normalized_damerau_levenshtein(one, other) >= LEAST
}

/// A text as a plain YAML scalar where it can be one, else in quotes.
pub fn scalar(text: &str) -> String {
    let plain = text.chars().next().is_some_and(char::is_alphabetic)
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || "-_.".contains(c))
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .contains(&text.to_lowercase().as_str());
    if plain {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_people_compare_them() {
        use Relation::{Other, OtherNumber, Same, Within};
        for (one, other, wanted) in [
            ("営業1課", "営業１課", Same),
            ("第一営業部", "第1営業部", Same),
            ("PJ Apollo", "ＰＪ　ａｐｏｌｌｏ", Same),
            ("渡邊 花子", "渡辺花子", Same),
            ("営業部", "営業本部", Within),
            ("人事部", "人事総務部", Within),
            ("Engineering", "Enginering", Within),
            ("営業1課", "営業2課", OtherNumber),
            ("営業課", "営業1課", OtherNumber),
            ("第一営業部", "第二営業部", OtherNumber),
            ("PJ Apollo", "PJ Apollo 2nd", OtherNumber),
            ("東日本営業部", "西日本営業部", Other),
            ("東京支店", "大阪支店", Other),
            ("人事部", "法務部", Other),
            ("営業部", "東日本営業部", Other),
            ("", "", Other),
            ("!!", "??", Other),
        ] {
            let got = relation(&folded(one), &folded(other));
            assert_eq!(got, wanted, "{one} {other}");
            assert_eq!(relation(&folded(other), &folded(one)), wanted, "{one}");
        }
    }

    #[test]
    fn what_a_longer_name_may_have_been() {
        assert_eq!(
            shortened("営業本部"),
            ["営本部", "営業本", "営業部", "業本部"]
        );
        for (short, long) in [("営業部", "営業本部"), ("人事部", "人事総務部")] {
            assert!(shortened(long).contains(&short.to_owned()), "{long}");
        }
        for name in ["営業本部", "人事総務部", "太郎123本部", "a", "", "12"] {
            for short in shortened(name) {
                assert_ne!(relation(&short, name), Relation::Other, "{short} {name}");
            }
        }
        assert!(shortened(&"長".repeat(21)).is_empty());
    }

    #[test]
    fn numbers_of_telephones_and_parts_of_addresses() {
        assert_eq!(digits("+81 90-1234-5678"), digits("０９０-1234-5678"));
        assert_ne!(digits("090-1234-5678"), digits("090-1234-5679"));
        assert_eq!(local_part("Hanako.Mori@acme.example"), "hanako.mori");
        for (one, other, wanted) in [
            ("hanako.mori", "hanako_mori", true),
            ("taro.sato", "taro.sato2", false),
            ("taro.sato1", "taro.sato2", false),
            ("taro.sato", "hanako.mori", false),
        ] {
            assert_eq!(alike_locals(one, other), wanted, "{one} {other}");
        }
    }

    #[test]
    fn a_key_is_quoted_where_yaml_would_read_it_otherwise() {
        for (key, line) in [
            ("T-SALES", "T-SALES"),
            ("営業_1", "営業_1"),
            ("007", "\"007\""),
            ("no", "\"no\""),
            ("a: b", "\"a: b\""),
            ("-x", "\"-x\""),
            ("", "\"\""),
        ] {
            assert_eq!(scalar(key), line);
        }
    }
}
