use serde::Serialize;
use serde_json::{Map, Value};

use super::Refusal;

/// The HTTP methods of the API.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Read.
    Get,
    /// Create, or run an action.
    Post,
    /// Replace.
    Put,
    /// Partial update.
    Patch,
    /// Delete.
    Delete,
}

impl Method {
    /// As it stands in a request line.
    pub fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

/// A request as it arrives: nothing decoded, nothing trusted.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The method.
    pub method: Method,
    /// The path below the API's base, percent-encoded, with its query: `/users?count=100`.
    pub target: &'a str,
    /// The `Authorization` header as sent.
    pub authorization: Option<&'a str>,
    /// The body as sent.
    pub body: &'a [u8],
}

/// A request taken apart: what the handlers of each resource see.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// The method.
    pub method: Method,
    /// The path's segments, percent-decoded: `["users", "externalKey:E1", "suspend"]`.
    pub segments: Vec<String>,
    /// The query, decoded, in order.
    pub query: Vec<(String, String)>,
    /// The body's object; `None` where there is no body.
    pub body: Option<&'a Map<String, Value>>,
}

impl Call<'_> {
    /// The first value of a query parameter.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// The segments as string slices, for matching.
    pub fn path(&self) -> Vec<&str> {
        self.segments.iter().map(String::as_str).collect()
    }
}

/// JSON written out: a body on its way to the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(pub Vec<u8>);

impl Text {
    /// Writes a body out.
    pub fn of(body: &impl Serialize) -> Text {
        Text(serde_json::to_vec(body).expect("every key is a string, and memory does not fail"))
    }
}

impl From<Value> for Text {
    fn from(body: Value) -> Text {
        Text::of(&body)
    }
}

/// What a handler answers when it accepts.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply<B = Value> {
    /// 200, 201, 202, 204 or 302.
    pub status: u16,
    /// The JSON body, where there is one.
    pub body: Option<B>,
    /// Where a 302 sends the client.
    pub location: Option<String>,
}

impl Reply<Text> {
    /// 200 with a body.
    pub fn text(body: Text) -> Reply<Text> {
        Reply {
            status: 200,
            body: Some(body),
            location: None,
        }
    }
}

impl Reply {
    /// A status alone.
    pub fn bare(status: u16) -> Reply {
        Reply {
            status,
            body: None,
            location: None,
        }
    }

    /// 200 with a body.
    pub fn ok(body: Value) -> Reply {
        Reply {
            body: Some(body),
            ..Reply::bare(200)
        }
    }

    /// 201 with a body.
    pub fn created(body: Value) -> Reply {
        Reply {
            body: Some(body),
            ..Reply::bare(201)
        }
    }

    /// 202: accepted, and done later.
    pub fn accepted() -> Reply {
        Reply::bare(202)
    }

    /// 204.
    pub fn no_content() -> Reply {
        Reply::bare(204)
    }

    /// 302 to another address.
    pub fn found(location: String) -> Reply {
        Reply {
            location: Some(location),
            ..Reply::bare(302)
        }
    }
}

/// What leaves the service.
#[derive(Clone, Debug)]
pub struct Response<B = Value> {
    /// HTTP status.
    pub status: u16,
    /// Headers beyond `Content-Type`: the rate headers (facts 3.1).
    pub headers: Vec<(&'static str, String)>,
    /// The JSON body, where there is one.
    pub body: Option<B>,
    /// Why it was refused, where it was: for logs and tests, never sent.
    pub refusal: Option<Refusal>,
}

impl From<Response> for Response<Text> {
    fn from(response: Response) -> Response<Text> {
        let Response {
            status,
            headers,
            body,
            refusal,
        } = response;
        Response {
            status,
            headers,
            body: body.map(Text::from),
            refusal,
        }
    }
}
