//! Validation against the schema: entry by entry, so that a large file needs no more memory
//! than its largest entry.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jsonschema::{ValidationError, Validator};
use serde_json::{Value, json};

use super::config_schema;
use crate::directory::Kind;

/// The schema, compiled once: the whole file, and an entry of each list section.
struct Compiled {
    schema: Value,
    file: Validator,
    entries: BTreeMap<Kind, Validator>,
}

fn compiled() -> &'static Compiled {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    COMPILED.get_or_init(|| {
        let schema = config_schema();
        let file = compile(&schema);
        let entries = Kind::ALL
            .into_iter()
            .map(|kind| {
                let entry = json!({
                    "$schema": schema["$schema"],
                    "definitions": schema["definitions"],
                    "allOf": [schema["properties"][kind.section()]["items"]],
                });
                (kind, compile(&entry))
            })
            .collect();
        Compiled {
            schema,
            file,
            entries,
        }
    })
}

fn compile(schema: &Value) -> Validator {
    jsonschema::validator_for(schema)
        .expect("the schema is generated from types of this crate, and a test compiles it")
}

/// The schema that instances are validated against.
pub fn schema() -> &'static Value {
    &compiled().schema
}

/// What the schema says against an entry of a section; with no kind, against a file whose
/// lists of objects were taken out.
pub fn errors(kind: Option<Kind>, value: &Value) -> Vec<ValidationError<'_>> {
    let compiled = compiled();
    let validator = match kind {
        None => Some(&compiled.file),
        Some(kind) => compiled.entries.get(&kind),
    };
    match validator {
        // Asking whether all is well is much cheaper than asking what is not.
        Some(validator) if !validator.is_valid(value) => validator.iter_errors(value).collect(),
        _ => Vec::new(),
    }
}
