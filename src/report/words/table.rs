use std::collections::BTreeMap;

use super::Language;
use super::refusals::RefusalWords;
use crate::source::{Code, Problem};

/// What a problem says in one language. Parameters of the problem stand in it as `{name}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// What is wrong: one sentence, no full stop.
    pub message: &'static str,
    /// What to do about it: one or two sentences.
    pub remedy: &'static str,
}

/// What a problem code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// The code.
    pub code: Code,
    /// English.
    pub en: Text,
    /// Japanese, with the same parameters.
    pub ja: Text,
}

/// An entry of a table as far as English goes: [`InEnglish::ja`] makes it [`Words`], so
/// that no code is without Japanese.
#[derive(Clone, Copy, Debug)]
#[must_use = "say it in Japanese, too: `.ja(message, remedy)`"]
pub struct InEnglish {
    code: Code,
    en: Text,
}

impl InEnglish {
    /// The same in Japanese, with the same parameters.
    pub const fn ja(self, message: &'static str, remedy: &'static str) -> Words {
        let InEnglish { code, en } = self;
        Words {
            code,
            en,
            ja: Text { message, remedy },
        }
    }
}

impl Words {
    /// An entry of a table: code, message, remedy.
    #[expect(clippy::new_ret_no_self, reason = "Words come of both languages only")]
    pub const fn new(code: Code, message: &'static str, remedy: &'static str) -> InEnglish {
        InEnglish {
            code,
            en: Text { message, remedy },
        }
    }

    /// What it says in a language.
    pub fn text(&self, language: Language) -> Text {
        language.pick(self.en, self.ja)
    }
}

/// What a reason or a consequence of a plan step says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidWords {
    /// The code, in camelCase.
    pub code: &'static str,
    /// English, with parameters as `{name}`; no full stop.
    pub en: &'static str,
    /// Japanese, with the same parameters.
    pub ja: &'static str,
}

impl SaidWords {
    /// An entry of a table: code, English, Japanese.
    pub const fn new(code: &'static str, en: &'static str, ja: &'static str) -> SaidWords {
        SaidWords { code, en, ja }
    }

    /// What it says in a language.
    pub fn text(&self, language: Language) -> &'static str {
        language.pick(self.en, self.ja)
    }
}

/// The tables, one a room.
const TABLES: [&[Words]; 11] = [
    super::source::TABLE,
    super::check::TABLE,
    super::plan::TABLE,
    super::rehearsal::TABLE,
    super::live::TABLE,
    super::settings::TABLE,
    super::commands::TABLE,
    super::apply::TABLE,
    super::sandbox::TABLE,
    super::import::TABLE,
    super::lists::TABLE,
];

/// Every code there are words for, room by room.
pub fn all() -> impl Iterator<Item = &'static Words> {
    TABLES.into_iter().flatten()
}

/// The words of a code; `None` for one this version does not know (a plan file may hold
/// codes of a later one).
pub fn words(code: Code) -> Option<&'static Words> {
    all().find(|words| words.code == code)
}

/// The words of a reason or consequence; `None` for one this version does not know.
pub fn said(code: &str) -> Option<&'static SaidWords> {
    super::said::TABLE.iter().find(|words| words.code == code)
}

/// A template with its parameters filled in. A parameter that is not given stays as it
/// stands, so that nothing is lost; the values are not escaped.
pub fn fill(template: &str, params: &BTreeMap<String, String>) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        text.push_str(before);
        match from
            .find('}')
            .and_then(|close| Some((params.get(&from[1..close])?, close)))
        {
            Some((value, close)) => {
                text.push_str(value);
                rest = &from[close + 1..];
            }
            None => {
                text.push('{');
                rest = &from[1..];
            }
        }
    }
    text.push_str(rest);
    text
}

/// The words of a rule of the service by its reason; `None` for one this version does not know.
pub fn refusal(reason: &str) -> Option<&'static RefusalWords> {
    super::refusals::all().find(|words| words.reason == reason)
}

/// What a problem says, unescaped. In one about a refusal (parameter `rule`) `{why}` is
/// what the rule says.
pub fn message(problem: &Problem, language: Language) -> String {
    let Some(words) = words(problem.code) else {
        return unknown(&problem.code.to_string(), &problem.params);
    };
    let template = words.text(language).message;
    let params = super::terms::params(problem, language);
    let Some(rule) = params.get("rule") else {
        return fill(template, &params);
    };
    let why = match refusal(rule) {
        Some(refusal) => fill(refusal.text(language).message, &params),
        None => params
            .get("details")
            .map_or_else(|| rule.clone(), |details| format!("{rule} {details}")),
    };
    let mut params = params.into_owned();
    params.insert("why".to_owned(), why);
    fill(template, &params)
}

/// What to do about a problem, unescaped; empty for a code without words. A problem with
/// the parameter `nearest` first asks whether that was meant, and one with `form` shows it:
/// no template need say it. In one about a refusal, what to do about the rule goes before.
pub fn remedy(problem: &Problem, language: Language) -> String {
    let params = super::terms::params(problem, language);
    let nearest = params
        .contains_key("nearest")
        .then_some(super::labels::DID_YOU_MEAN.text(language));
    let form = params
        .contains_key("form")
        .then_some(super::labels::WRITE_IT_LIKE.text(language));
    let rule = params
        .get("rule")
        .and_then(|rule| refusal(rule))
        .map(|refusal| refusal.text(language).remedy);
    let own = words(problem.code).map(|words| words.text(language).remedy);
    let parts: Vec<String> = [nearest, form, rule, own]
        .into_iter()
        .flatten()
        .map(|template| fill(template, &params))
        .collect();
    // Sentences of Japanese follow each other without a blank.
    parts.join(language.pick(" ", ""))
}

/// Parameters that the words of a problem's code name and the problem does not give: they
/// would stand in its text as holes. Empty for every problem that meibo raises itself; one
/// of a file may come of another version.
pub fn lacking(problem: &Problem) -> Vec<&'static str> {
    let rule = problem.params.get("rule");
    let of_rule = rule.and_then(|rule| refusal(rule));
    let texts = (words(problem.code)
        .map(|words| [words.en, words.ja])
        .into_iter())
    .chain(of_rule.map(|refusal| [refusal.en, refusal.ja]))
    .flatten();
    let named = texts.flat_map(|text| [text.message, text.remedy]);
    let mut lacking: Vec<&str> = named
        .flat_map(named_in)
        .filter(|name| !problem.params.contains_key(*name))
        // What the rule says.
        .filter(|name| rule.is_none() || *name != "why")
        .collect();
    lacking.sort_unstable();
    lacking.dedup();
    lacking
}

/// The parameters of a template.
fn named_in(template: &'static str) -> impl Iterator<Item = &'static str> {
    let parts = template.split('{').skip(1);
    parts.filter_map(|part| Some(part.split_once('}')?.0))
}

/// What stands at another place that a problem points to; the bare name where there are
/// no words for it.
pub fn label(what: &str, language: Language) -> &str {
    super::labels::TABLE
        .iter()
        .find(|words| words.code == what)
        .map_or(what, |words| words.text(language))
}

/// What a reason or a consequence says, unescaped.
pub fn said_text(code: &str, params: &BTreeMap<String, String>, language: Language) -> String {
    match said(code) {
        Some(words) => fill(words.text(language), params),
        None => unknown(code, params),
    }
}

/// The bare code with its parameters, where there are no words for it.
fn unknown(code: &str, params: &BTreeMap<String, String>) -> String {
    let mut text = code.to_owned();
    for (name, value) in params {
        text.push_str(&format!(" {name}={value}"));
    }
    text
}
