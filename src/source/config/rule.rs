//! Rules of form that a regular expression can say. The expressions keep to what ECMA 262,
//! the editors' YAML servers and the Rust engine read alike; each has words for people:
//! `message` for editors, `code` for meibo's own.

use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::source::Code;
use crate::source::codes;

/// A rule of form.
#[derive(Debug)]
pub struct Rule {
    /// The expression, anchored at both ends.
    pub pattern: &'static str,
    /// What such a text is called.
    pub noun: &'static str,
    /// What it asks for, as an editor shows it.
    pub message: &'static str,
    /// The problem where it is broken.
    pub code: Code,
}

/// External keys (facts 4.2).
pub const EXTERNAL_KEY: Rule = Rule {
    pattern: r"^[^%\\#/?\x00-\x20\x7f](?:[^%\\#/?\x00-\x1f\x7f]*[^%\\#/?\x00-\x20\x7f])?$",
    noun: "external key",
    message: "An external key has no % \\ # / ? and no space at its ends",
    code: codes::FORM_EXTERNAL_KEY,
};

/// Resource ids (facts 4.1).
pub const RESOURCE_ID: Rule = Rule {
    pattern: r"^[A-Za-z0-9._@-]+$",
    noun: "resource id",
    message: "A resource id is what the service shows, such as 5b0d4a3e-7f5c-4c0e-17a1-04f1c2b39d10",
    code: codes::FORM_RESOURCE_ID,
};

/// Keys of tenants and domains: they stand in file names.
pub const LOCAL_KEY: Rule = Rule {
    pattern: r"^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$",
    noun: "key of the configuration",
    message: "Letters, digits, . _ -, beginning and ending with a letter or digit",
    code: codes::FORM_LOCAL_KEY,
};

/// Patterns of external keys.
pub const KEY_PATTERN: Rule = Rule {
    pattern: r"^[^%\\#/\x00-\x1f\x7f]+$",
    noun: "pattern of keys",
    message: "A key in which * stands for any run of characters and ? for one; no % \\ # /",
    code: codes::FORM_KEY_PATTERN,
};

/// Mail domains (facts 11 #36: with or without a dot).
pub const MAIL_DOMAIN: Rule = Rule {
    pattern: r"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$",
    noun: "mail domain",
    message: "The part of addresses after the @, in lower case, such as acme.example",
    code: codes::FORM_MAIL_DOMAIN,
};

/// Login ids (facts 5.1.3): the local part has 2 to 40 characters.
pub const LOGIN_EMAIL: Rule = Rule {
    pattern: r"^(?=[^@]{2,40}@)[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$",
    noun: "login address",
    message: "2 to 40 lower-case letters, digits, . - _ before the @, beginning with a letter or digit, no dot at the end or doubled",
    code: codes::FORM_LOGIN_EMAIL,
};

/// Addresses of org units (facts 5.2.2) and groups (facts 11 #57).
pub const ORG_EMAIL: Rule = Rule {
    pattern: r"^(?=[^@]{2,64}@)[a-z0-9!#][a-z0-9!#_-]*(?:\.[a-z0-9!#_-]+)*@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$",
    noun: "address",
    message: "2 to 64 lower-case letters, digits, . - _ ! # before the @, beginning with a letter, digit, ! or #, no dot at the end or doubled",
    code: codes::FORM_ORG_EMAIL,
};

/// Addresses of any kind (facts 5.1.2): local part up to 64.
pub const ANY_EMAIL: Rule = Rule {
    pattern: r#"^[^\s@"(),:;<>\[\]\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$"#,
    noun: "mail address",
    message: "A mail address, such as hanako@private.example",
    code: codes::FORM_EMAIL,
};

/// Names of org units and ranks (facts 4.2): of the special characters only
/// `! @ & ( ) - _ + [ ] { } , . /`; not blank.
pub const NAME: Rule = Rule {
    pattern: r##"^[^"#$%'*:;<=>?\\^`|~\x00-\x1f\x7f]*[^"#$%'*:;<=>?\\^`|~\x00-\x1f\x7f\s][^"#$%'*:;<=>?\\^`|~\x00-\x1f\x7f]*$"##,
    noun: "name",
    message: "Of the special characters only ! @ & ( ) - _ + [ ] { } , . / may stand in this name",
    code: codes::FORM_NAME,
};

/// Names of groups (facts 4.2): anything but control characters; not blank.
pub const ANY_NAME: Rule = Rule {
    pattern: r"^[^\x00-\x1f\x7f]*[^\x00-\x1f\x7f\s][^\x00-\x1f\x7f]*$",
    noun: "name",
    message: "A name on one line that is not blank",
    code: codes::FORM_ANY_NAME,
};

/// Names of people (facts 5.1.2): of the special characters only
/// ``! @ & ( ) - _ + [ ] { } , . / # ' ` ^ ~``; not blank.
pub const PERSON: Rule = Rule {
    pattern: r#"^[^"$%*:;<=>?\\|\x00-\x1f\x7f]*[^"$%*:;<=>?\\|\x00-\x1f\x7f\s][^"$%*:;<=>?\\|\x00-\x1f\x7f]*$"#,
    noun: "person's name",
    message: "Of the special characters only ! @ & ( ) - _ + [ ] { } , . / # ' ` ^ ~ may stand in this name",
    code: codes::FORM_PERSON,
};

/// Katakana (facts 5.1.2), full or half width.
pub const KATAKANA: Rule = Rule {
    pattern: "^[\u{30a0}-\u{30ff}\u{ff65}-\u{ff9f}\u{3000} ]+$",
    noun: "katakana",
    message: "Katakana only, such as モリ",
    code: codes::FORM_KATAKANA,
};

/// Telephone numbers (facts 5.1.2).
pub const PHONE: Rule = Rule {
    pattern: "^[0-9+*#PTpt()\u{3000}-]*[0-9][0-9+*#PTpt()\u{3000}-]*$",
    noun: "telephone number",
    message: "Digits, + - * # P T ( ) and at least one digit, such as 03-1234-5678",
    code: codes::FORM_PHONE,
};

/// Codes of user types (facts 5.6).
pub const TYPE_CODE: Rule = Rule {
    pattern: r"^[A-Za-z][A-Za-z0-9_]*$",
    noun: "code",
    message: "Letters, digits and _, beginning with a letter",
    code: codes::FORM_TYPE_CODE,
};

/// Names of custom properties (facts 5.7).
pub const PROPERTY_NAME: Rule = Rule {
    pattern: r"^[A-Za-z_][A-Za-z0-9_]*$",
    noun: "property name",
    message: "The propertyName of a custom property: letters, digits and _, not beginning with a digit",
    code: codes::FORM_PROPERTY_NAME,
};

/// Links (facts 5.7).
pub const LINK: Rule = Rule {
    pattern: r"^[A-Za-z][A-Za-z0-9+.-]*://[^\s]+$",
    noun: "link",
    message: "An address such as https://acme.example/people",
    code: codes::FORM_LINK,
};

/// Dates (facts 1.3).
pub const DATE: Rule = Rule {
    pattern: r"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$",
    noun: "date",
    message: "A date, such as 2026-04-01",
    code: codes::FORM_DATE,
};

/// Dates and times with a numeric offset (facts 1.3).
pub const DATE_TIME: Rule = Rule {
    pattern: r"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][+-](?:0[0-9]|1[0-4]):[0-5][0-9]$",
    noun: "moment",
    message: "A date and time with an offset, such as 2026-04-01T09:00:00+09:00",
    code: codes::FORM_DATE_TIME,
};

/// Names of time zones (facts 5.1.2).
pub const TIME_ZONE: Rule = Rule {
    pattern: r"^[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)*$",
    noun: "time zone",
    message: "An IANA time zone, such as Asia/Tokyo",
    code: codes::FORM_TIME_ZONE,
};

/// All rules: what a broken pattern is looked up in.
pub const ALL: [&Rule; 19] = [
    &EXTERNAL_KEY,
    &RESOURCE_ID,
    &LOCAL_KEY,
    &KEY_PATTERN,
    &MAIL_DOMAIN,
    &LOGIN_EMAIL,
    &ORG_EMAIL,
    &ANY_EMAIL,
    &NAME,
    &ANY_NAME,
    &PERSON,
    &KATAKANA,
    &PHONE,
    &TYPE_CODE,
    &PROPERTY_NAME,
    &LINK,
    &DATE,
    &DATE_TIME,
    &TIME_ZONE,
];

/// What was meant by a text that breaks a rule, where plain characters for full-width ones,
/// lower case for capital letters, or katakana for hiragana make it keep the rule.
pub fn meant(rule: &Rule, text: &str) -> Option<String> {
    static COMPILED: [OnceLock<Option<Validator>>; ALL.len()] =
        [const { OnceLock::new() }; ALL.len()];
    // Longer texts break another rule, too.
    if text.len() > 400 {
        return None;
    }
    let at = ALL.iter().position(|one| one.pattern == rule.pattern)?;
    let validator = COMPILED[at]
        .get_or_init(|| jsonschema::validator_for(&json!({"pattern": rule.pattern})).ok())
        .as_ref()?;
    let plain: String = text.trim().nfkc().collect();
    let lower = plain.to_lowercase();
    let katakana: String = text.trim().chars().map(in_katakana).collect();
    [plain, lower, katakana]
        .into_iter()
        .find(|meant| meant != text && validator.is_valid(&Value::String(meant.clone())))
}

/// A hiragana as its katakana, anything else as it is.
fn in_katakana(c: char) -> char {
    match c {
        '\u{3041}'..='\u{3096}' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{EXTERNAL_KEY, KATAKANA, LOGIN_EMAIL, NAME, TYPE_CODE, meant};

    #[test]
    fn what_was_meant_keeps_the_rule() {
        for (rule, text, wanted) in [
            (
                &LOGIN_EMAIL,
                "hanako＠acme.example",
                Some("hanako@acme.example"),
            ),
            (
                &LOGIN_EMAIL,
                "Hanako@Acme.example",
                Some("hanako@acme.example"),
            ),
            (&LOGIN_EMAIL, "hanako", None),
            (&KATAKANA, "もり", Some("モリ")),
            (&KATAKANA, "森", None),
            (&TYPE_CODE, "ＦＵＬＬ", Some("FULL")),
            (&EXTERNAL_KEY, " E1", Some("E1")),
            (&NAME, "営業部*", None),
        ] {
            assert_eq!(meant(rule, text).as_deref(), wanted, "{text}");
        }
    }
}
