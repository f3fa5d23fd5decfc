use super::{Explanation, forms, identity, planning, reading, running, sandbox, source, structure};
use crate::report::words;
use crate::source::Code;

/// What an example that has no tenant of its own is completed by.
pub const FRAME: &str = "\
tenant:
  key: acme
  plan: advanced
  domains:
    - {key: acme, id: 1, name: acme.example}
    - {key: sub, id: 2, name: sub.example}
";

/// The tables, in the order of their numbers.
const TABLES: [&[Explanation]; 10] = [
    source::TABLE,
    forms::TABLE,
    identity::TABLE,
    structure::TABLE,
    planning::TABLE,
    reading::TABLE,
    super::verbs::TABLE,
    running::TABLE,
    sandbox::TABLE,
    super::importing::TABLE,
];

/// Every explanation, room by room.
pub fn all() -> impl Iterator<Item = &'static Explanation> {
    TABLES.into_iter().flatten()
}

/// What is to be known about a code; `None` for one this version does not know.
pub fn explanation(code: Code) -> Option<&'static Explanation> {
    all().find(|explanation| explanation.code == code)
}

/// The code that somebody typed: `M0123`, `m123`, `123`, in full-width characters as well.
/// `None` for what is no code, or one that there is not.
pub fn code_of(typed: &str) -> Option<Code> {
    let digits = digits(typed);
    let digits = digits.strip_prefix('M').unwrap_or(&digits);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let code = Code(plain.then(|| digits.parse().ok())??);
    words::words(code).map(|words| words.code)
}

/// The code whose number is written most alike, where one is near.
pub fn near(typed: &str) -> Option<Code> {
    let typed = digits(typed);
    let typed = typed.strip_prefix('M').unwrap_or(&typed);
    if typed.is_empty() || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let padded = format!("{typed:0>4}");
    let number: u16 = padded.parse().ok()?;
    words::all()
        .filter(|words| distance(&padded, &words.code.to_string()[1..]) <= 1)
        .map(|words| words.code)
        .min_by_key(|code| (code.0.abs_diff(number), *code))
}

/// What was typed with plain characters: `ｍ０１２３` as `M0123`.
fn digits(typed: &str) -> String {
    let plain = typed.trim().chars().take(16).map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(c) - 0xfee0).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        _ => c,
    });
    plain.map(|c| c.to_ascii_uppercase()).collect()
}

/// How many of the characters differ; numbers of another length are far.
fn distance(a: &str, b: &str) -> usize {
    if a.len() != b.len() {
        return usize::MAX;
    }
    a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count()
}
