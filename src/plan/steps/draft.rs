use serde_json::{Map, Value, json};

use crate::directory::{Declaration, DomainId, Id, Kind};
use crate::plan::difference::Differences;
use crate::plan::{Change, Expect, Said, Source};
use crate::world::Method;

/// A step before it has a number.
#[derive(Clone, Debug)]
pub struct Draft {
    /// `create`, `update`, ...
    pub op: &'static str,
    /// `org`, `member`, ...
    pub kind: &'static str,
    /// External key, or id.
    pub key: String,
    /// Name, for people.
    pub name: String,
    /// Domain of the object.
    pub domain: DomainId,
    /// What changes.
    pub changes: Vec<Change>,
    /// The request's method.
    pub method: Method,
    /// Path with placeholders.
    pub path: String,
    /// Body with placeholders.
    pub body: Option<Value>,
    /// Preconditions.
    pub expects: Vec<Expect>,
    /// What it brings about beside what it says.
    pub consequences: Vec<Said>,
    /// Whether it can be taken back without loss.
    pub reversible: bool,
    /// Where it is declared.
    pub source: Option<Source>,
    /// The declared object that its 201 brings into being.
    pub creates: Option<(Kind, usize)>,
    /// The one entry of a list that it adds or removes: of the objects that its action
    /// needs it needs this alone.
    pub about: Option<Id>,
}

impl Draft {
    /// A draft without changes, body or preconditions.
    pub fn new(
        op: &'static str,
        kind: Kind,
        (key, name): (String, String),
        domain: DomainId,
        method: Method,
        path: String,
    ) -> Draft {
        Draft {
            op,
            kind: kind.name(),
            key,
            name,
            domain,
            changes: Vec::new(),
            method,
            path,
            body: None,
            expects: Vec::new(),
            consequences: Vec::new(),
            reversible: true,
            source: None,
            creates: None,
            about: None,
        }
    }

    /// The same with its place in the configuration.
    pub fn declared(mut self, declaration: &Declaration) -> Draft {
        self.source = Some(Source {
            file: declaration.origin.file.to_string(),
            line: declaration.origin.line,
        });
        self
    }

    /// The same with a body.
    pub fn body(mut self, body: Map<String, Value>) -> Draft {
        self.body = Some(Value::Object(body));
        self
    }

    /// The same with what a comparison found.
    pub fn changes(mut self, differences: &Differences) -> Draft {
        self.changes.extend(differences.list.iter().map(|d| Change {
            field: d.field.clone(),
            from: d.from.clone(),
            to: d.to.clone(),
            sensitive: d.sensitive,
        }));
        self
    }

    /// The same with one more change.
    pub fn change(mut self, field: &str, from: Value, to: Value) -> Draft {
        self.changes.push(Change {
            field: field.to_owned(),
            from,
            to,
            sensitive: false,
        });
        self
    }

    /// The same with one more consequence.
    pub fn consequence(mut self, code: &str, params: &[(&str, String)]) -> Draft {
        self.consequences.push(said(code, params));
        self
    }

    /// The same, expecting a property of a live object to be what it was.
    pub fn expects_field(mut self, kind: Kind, id: &Id, field: &str, value: Value) -> Draft {
        self.expects.push(Expect {
            what: "field".to_owned(),
            kind: kind.name().to_owned(),
            id: Some(id.to_string()),
            field: field.to_owned(),
            value,
            sensitive: false,
        });
        self
    }

    /// The same, expecting every property of a live object to be what it was when it was
    /// read; what is expected of it already is left out.
    pub fn expects_as_read(mut self, kind: Kind, id: &Id, read: &Differences) -> Draft {
        for property in &read.list {
            let of_it =
                |e: &Expect| e.field == property.api && e.id.as_deref() == Some(id.as_str());
            if self.expects.iter().any(of_it) {
                continue;
            }
            self = self.expects_field(kind, id, property.api, property.expect.clone());
            if let Some(expect) = self.expects.last_mut() {
                expect.sensitive = property.sensitive;
            }
        }
        self
    }

    /// The same, expecting that nothing holds a value.
    pub fn expects_absent(mut self, kind: Kind, field: &str, value: &str) -> Draft {
        self.expects.push(Expect {
            what: "absent".to_owned(),
            kind: kind.name().to_owned(),
            id: None,
            field: field.to_owned(),
            value: json!(value),
            sensitive: false,
        });
        self
    }

    /// The same, about one entry of a list.
    pub fn about(mut self, entry: &Id) -> Draft {
        self.about = Some(entry.clone());
        self
    }

    /// The same, marked as one that cannot be taken back.
    pub fn irreversible(mut self) -> Draft {
        self.reversible = false;
        self
    }
}

/// A code with parameters.
pub fn said(code: &str, params: &[(&str, String)]) -> Said {
    Said {
        code: code.to_owned(),
        params: params
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
    }
}

/// A name, or the fallback where there is none.
pub fn display_name(name: Option<&String>, fallback: &str) -> String {
    name.filter(|name| !name.is_empty())
        .map_or_else(|| fallback.to_owned(), Clone::clone)
}
