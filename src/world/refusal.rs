use serde::{Deserialize, Serialize};

/// How sure a fact of the service is (the marks of the facts file).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Mark {
    /// Inferred: a working assumption.
    I,
    /// Seen in real use.
    E,
    /// Stated in the product guide.
    G,
    /// Stated in the developer documentation.
    D,
}

/// The fact a refusal rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Section of the facts, such as `5.2.5` or `11 #27`.
    pub section: &'static str,
    /// How sure it is.
    pub mark: Mark,
}

/// Why the service says no. Statuses are documented, texts are not: clients decide on
/// the status alone (facts 11 #1), while the planner reads `reason` and `params`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status: 400, 403, 404, 409, ...
    pub status: u16,
    /// The rule that refused, in camelCase: `duplicateEmail`, `orgHasMembers`, ...
    pub reason: &'static str,
    /// The fact behind it.
    pub fact: Fact,
    /// Named parts of the message: the property, the value, the other object.
    pub params: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal without parameters.
    pub fn new(status: u16, reason: &'static str, section: &'static str, mark: Mark) -> Refusal {
        Refusal {
            status,
            reason,
            fact: Fact { section, mark },
            params: Vec::new(),
        }
    }

    /// The same with one more named part.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Refusal {
        self.params.push((name, value.to_string()));
        self
    }

    /// The `code` of the error body (facts 1.5).
    pub fn code(&self) -> &'static str {
        match self.status {
            400 => "INVALID_PARAMETER",
            401 => "UNAUTHORIZED",
            403 => "FORBIDDEN",
            404 => "NOT_FOUND",
            405 => "METHOD_NOT_ALLOWED",
            409 => "CONFLICT",
            413 => "PAYLOAD_TOO_LARGE",
            415 => "UNSUPPORTED_MEDIA_TYPE",
            429 => "TOO_MANY_REQUESTS",
            _ => "INTERNAL_SERVER_ERROR",
        }
    }
}

impl Refusal {
    /// The error body (facts 1.5). Only the text of 429 is documented; the others name
    /// the rule and its parts.
    pub fn body(&self) -> serde_json::Value {
        let description = if self.status == 429 {
            "API rate limit exceeded".to_owned()
        } else {
            let parts: Vec<String> = (self.params.iter())
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            format!("{} {}", self.reason, parts.join(", "))
                .trim_end()
                .to_owned()
        };
        serde_json::json!({ "code": self.code(), "description": description })
    }
}

#[cfg(test)]
mod tests {
    use super::{Mark, Refusal};

    #[test]
    fn every_status_has_its_code() {
        for (status, code) in [
            (400, "INVALID_PARAMETER"),
            (401, "UNAUTHORIZED"),
            (403, "FORBIDDEN"),
            (404, "NOT_FOUND"),
            (405, "METHOD_NOT_ALLOWED"),
            (409, "CONFLICT"),
            (413, "PAYLOAD_TOO_LARGE"),
            (415, "UNSUPPORTED_MEDIA_TYPE"),
            (429, "TOO_MANY_REQUESTS"),
            (500, "INTERNAL_SERVER_ERROR"),
        ] {
            let refusal = Refusal::new(status, "reason", "1.5", Mark::D);
            assert_eq!(refusal.body()["code"], code);
        }
    }
}
