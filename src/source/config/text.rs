//! The strings of the configuration, each with its limits: what a regular expression
//! can say about them is said in the schema.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use super::rule::{self, Rule};

/// A string type with limits: shortest and longest in code points (facts 11 #45), and a rule.
macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $min:literal..=$max:literal, $rule:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let rule: Option<&Rule> = $rule;
                let mut schema = json_schema!({
                    "type": "string", "minLength": $min, "maxLength": $max,
                });
                if let Some(rule) = rule {
                    schema.insert("pattern".into(), rule.pattern.into());
                    schema.insert("patternErrorMessage".into(), rule.message.into());
                }
                schema
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }
    };
}

text! {
    /// An external key (facts 4.2).
    ExternalKey, 1..=100, Some(&rule::EXTERNAL_KEY)
}
text! {
    /// A resource id: opaque (facts 4.1).
    ResourceId, 1..=100, Some(&rule::RESOURCE_ID)
}
text! {
    /// A key that only this configuration knows: of a tenant or a domain.
    LocalKey, 1..=64, Some(&rule::LOCAL_KEY)
}
text! {
    /// A pattern of external keys.
    KeyPattern, 1..=100, Some(&rule::KEY_PATTERN)
}
text! {
    /// The mail domain of addresses (facts 11 #36).
    MailDomain, 1..=253, Some(&rule::MAIL_DOMAIN)
}
text! {
    /// A member's login id (facts 5.1.3).
    LoginEmail, 4..=90, Some(&rule::LOGIN_EMAIL)
}
text! {
    /// An address of an org unit or group (facts 5.2.2, 11 #57).
    OrgEmail, 4..=90, Some(&rule::ORG_EMAIL)
}
text! {
    /// A member's address, as a reference.
    MemberEmail, 3..=90, Some(&rule::ANY_EMAIL)
}
text! {
    /// An address outside of the service (facts 5.1.2, `privateEmail`).
    OutsideEmail, 3..=256, Some(&rule::ANY_EMAIL)
}
text! {
    /// A name of an org unit, level, position or user type (facts 4.2).
    Name, 1..=100, Some(&rule::NAME)
}
text! {
    /// A name of a group (facts 4.2: any characters).
    GroupName, 1..=100, Some(&rule::ANY_NAME)
}
text! {
    /// A last or first name (facts 5.1.2).
    PersonPart, 1..=80, Some(&rule::PERSON)
}
text! {
    /// A last or first name in another language, or a nickname (facts 5.1.2).
    PersonPart100, 1..=100, Some(&rule::PERSON)
}
text! {
    /// The reading of a name, in katakana (facts 5.1.2).
    Phonetic, 1..=100, Some(&rule::KATAKANA)
}
text! {
    /// A telephone number (facts 5.1.2).
    Phone, 1..=100, Some(&rule::PHONE)
}
text! {
    /// A user type's code (facts 5.6).
    TypeCode, 1..=50, Some(&rule::TYPE_CODE)
}
text! {
    /// A date (facts 1.3).
    Date, 10..=10, Some(&rule::DATE)
}
text! {
    /// A date and time with an offset (facts 1.3).
    DateTime, 25..=25, Some(&rule::DATE_TIME)
}
text! {
    /// An IANA time zone name (facts 5.1.2).
    ZoneName, 1..=64, Some(&rule::TIME_ZONE)
}
text! {
    /// Text of up to 20 characters.
    Text20, 1..=20, None
}
text! {
    /// Text of up to 50 characters.
    Text50, 1..=50, None
}
text! {
    /// Text of up to 100 characters.
    Text100, 1..=100, None
}
text! {
    /// Text of up to 160 characters.
    Text160, 1..=160, None
}
text! {
    /// Text of up to 300 characters.
    Text300, 1..=300, None
}
