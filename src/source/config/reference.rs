use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};

use super::rule;

/// How a configuration names a member: a key, `{email: ...}` or `{id: ...}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MemberRef {
    /// By external key.
    Key(String),
    /// By mail address.
    Email(String),
    /// By resource id.
    Id(String),
}

/// How a configuration names an org, a group or a rank: a key or `{id: ...}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObjectRef {
    /// By external key.
    Key(String),
    /// By resource id.
    Id(String),
}

impl JsonSchema for MemberRef {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "MemberRef".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "object"],
            "minLength": 1,
            "maxLength": 100,
            "pattern": rule::EXTERNAL_KEY.pattern,
            "patternErrorMessage": rule::EXTERNAL_KEY.message,
            "properties": {
                "email": {
                    "title": "Address",
                    "description": "The member's address, for one that has no external key.",
                    "type": "string", "minLength": 3, "maxLength": 90,
                    "pattern": rule::ANY_EMAIL.pattern,
                    "patternErrorMessage": rule::ANY_EMAIL.message,
                },
                "id": id_schema(),
            },
            "additionalProperties": false,
            "minProperties": 1,
            "maxProperties": 1,
        })
    }
}

impl JsonSchema for ObjectRef {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "ObjectRef".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "object"],
            "minLength": 1,
            "maxLength": 100,
            "pattern": rule::EXTERNAL_KEY.pattern,
            "patternErrorMessage": rule::EXTERNAL_KEY.message,
            "properties": {"id": id_schema()},
            "additionalProperties": false,
            "minProperties": 1,
            "maxProperties": 1,
        })
    }
}

fn id_schema() -> Schema {
    json_schema!({
        "title": "Resource id",
        "description": "The id the service gave it, for what has no external key.",
        "type": "string", "minLength": 1, "maxLength": 100,
        "pattern": rule::RESOURCE_ID.pattern,
        "patternErrorMessage": rule::RESOURCE_ID.message,
    })
}

impl<'de> Deserialize<'de> for MemberRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RefVisitor { emails: true })
    }
}

impl<'de> Deserialize<'de> for ObjectRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_any(RefVisitor { emails: false })? {
            MemberRef::Key(key) => Ok(ObjectRef::Key(key)),
            MemberRef::Id(id) => Ok(ObjectRef::Id(id)),
            MemberRef::Email(_) => Err(de::Error::custom("only members have addresses")),
        }
    }
}

struct RefVisitor {
    emails: bool,
}

impl<'de> Visitor<'de> for RefVisitor {
    type Value = MemberRef;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.emails {
            "a key, {email: ...} or {id: ...}"
        } else {
            "a key or {id: ...}"
        })
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<MemberRef, E> {
        Ok(MemberRef::Key(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<MemberRef, A::Error> {
        let entry: Option<(String, String)> = map.next_entry()?;
        let found = match entry {
            Some((name, id)) if name == "id" => MemberRef::Id(id),
            Some((name, email)) if name == "email" && self.emails => MemberRef::Email(email),
            _ => return Err(de::Error::custom("expected id or email")),
        };
        match map.next_entry::<String, de::IgnoredAny>()? {
            None => Ok(found),
            Some(_) => Err(de::Error::custom("one of id and email is enough")),
        }
    }
}
