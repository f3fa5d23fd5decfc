//! Validation against the schema: entry by entry, so that a large file needs no more memory
//! than its largest entry.

use std::sync::OnceLock;

use jsonschema::{ValidationError, Validator};
use serde_json::{Value, json};

use super::config_schema;
use crate::directory::Kind;

/// The schema that instances are validated against.
pub fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(config_schema)
}

/// The schema of an entry of a section, or of a file whose lists of objects were taken out;
/// compiled when it is first asked for.
fn compiled(kind: Option<Kind>) -> &'static Validator {
    static FILE: OnceLock<Validator> = OnceLock::new();
    static LEVEL: OnceLock<Validator> = OnceLock::new();
    static POSITION: OnceLock<Validator> = OnceLock::new();
    static USER_TYPE: OnceLock<Validator> = OnceLock::new();
    static ORG: OnceLock<Validator> = OnceLock::new();
    static MEMBER: OnceLock<Validator> = OnceLock::new();
    static GROUP: OnceLock<Validator> = OnceLock::new();
    let slot = match kind {
        None => return FILE.get_or_init(|| compile(&without_lists(schema()))),
        Some(Kind::Level) => &LEVEL,
        Some(Kind::Position) => &POSITION,
        Some(Kind::UserType) => &USER_TYPE,
        Some(Kind::Org) => &ORG,
        Some(Kind::Member) => &MEMBER,
        Some(Kind::Group) => &GROUP,
    };
    slot.get_or_init(|| {
        let schema = schema();
        let section = kind.map_or("", Kind::section);
        compile(&json!({
            "$schema": schema["$schema"],
            "definitions": schema["definitions"],
            "allOf": [schema["properties"][section]["items"]],
        }))
    })
}

/// The schema of a file that says nothing of what its lists of objects hold.
fn without_lists(schema: &Value) -> Value {
    let mut schema = schema.clone();
    for kind in Kind::ALL {
        let pointer = format!("/properties/{}", kind.section());
        if let Some(Value::Object(list)) = schema.pointer_mut(&pointer) {
            list.shift_remove("items");
        }
    }
    schema
}

fn compile(schema: &Value) -> Validator {
    jsonschema::validator_for(schema)
        .expect("the schema is generated from types of this crate, and a test compiles it")
}

/// What the schema says against an entry of a section; with no kind, against a file whose
/// lists of objects were taken out.
pub fn errors(kind: Option<Kind>, value: &Value) -> Vec<ValidationError<'_>> {
    let validator = compiled(kind);
    // Asking whether all is well is much cheaper than asking what is not.
    match validator.is_valid(value) {
        true => Vec::new(),
        false => validator.iter_errors(value).collect(),
    }
}
