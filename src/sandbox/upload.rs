//! `/upload/`: the upload host (facts 1.1), where photos are sent to and fetched from.
//! Its addresses come from the API and hold a secret: whoever has one may use it.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::response::Response as HttpResponse;
use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret, SecretString};

use crate::world::{FileArrived, Refusal, Response};

use super::answer::{http, internal, not_allowed, not_found, refusal};
use super::clock::ServerClock;
use super::files::{Files, digest};
use super::form_file;
use super::incoming::Incoming;
use super::journal::FileEntry;
use super::keeping::Undone;
use super::service::{Inner, Service};

/// Where the upload host stands below the address.
pub(super) const BASE: &str = "/upload";

/// The upload host of one sandbox.
#[derive(Debug)]
pub(super) struct Uploads {
    /// Stands in every address.
    secret: SecretString,
    /// The bytes.
    files: Files,
}

impl Uploads {
    /// An upload host whose secret comes from the app's, so that an address still holds
    /// after a restart under the same app.
    pub(super) fn new(app: &SecretString, files: Files) -> Uploads {
        let secret = digest(format!("upload {}", app.expose_secret()).as_bytes());
        Uploads {
            secret: SecretString::from(secret),
            files,
        }
    }

    /// Its base, with its secret, below the sandbox's own address.
    pub(super) fn base(&self) -> String {
        format!("{BASE}/{}", self.secret.expose_secret())
    }

    /// The last segment of a path below [`Uploads::base`], decoded.
    fn name(&self, path: &str) -> Option<String> {
        let (secret, name) = path
            .strip_prefix(BASE)?
            .strip_prefix('/')?
            .split_once('/')?;
        let ours = self.secret.expose_secret().as_bytes();
        verify_slices_are_equal(secret.as_bytes(), ours).ok()?;
        let name = percent_decode_str(name).decode_utf8().ok()?;
        Some(name.into_owned())
    }
}

/// What is done, as the log names it: without the address, which is a secret.
pub(super) fn operation(incoming: &Incoming) -> String {
    format!("{} {BASE}/{{}}", incoming.method)
}

/// Answers a request to the upload host.
pub(super) fn answer(service: &Service, incoming: &Incoming) -> HttpResponse {
    let Some(name) = service.uploads.name(incoming.path()) else {
        return http(not_found("no such file"));
    };
    match incoming.method {
        Method::GET => match service.uploads.files.read(&name) {
            Some(bytes) => picture(bytes),
            None => http(not_found("no such file")),
        },
        Method::POST | Method::PUT => http(receive(service, incoming, name)),
        _ => http(not_allowed("GET, POST, PUT", "files are sent and fetched")),
    }
}

/// Takes a file in. Its bytes are kept first: once it is said to be there, it is there.
fn receive(service: &Service, incoming: &Incoming, ticket: String) -> Response {
    if service.write_guard {
        return internal("this sandbox answers no call that writes");
    }
    let Some(bytes) = form_file::file(incoming.content_type(), &incoming.body) else {
        return refusal(400, "INVALID_PARAMETER", "the form holds no file");
    };
    let file = FileArrived {
        ticket,
        size: bytes.len() as u64,
        digest: digest(&bytes),
    };
    let Ok(mut inner) = service.inner.lock() else {
        return internal("the sandbox failed on an earlier call");
    };
    if inner.broken {
        return internal("the sandbox cannot write its state file");
    }
    if let Err(refused) = inner.world.awaits_file(&file) {
        return refused_as(refused);
    }
    if let Err(error) = service.uploads.files.keep(&file.digest, &bytes) {
        tracing::error!(%error, "the sandbox cannot keep an uploaded file");
        return internal("the sandbox cannot keep the file");
    }
    match inner.receive(&service.clock, file) {
        Ok(()) => Response {
            status: 200,
            headers: Vec::new(),
            body: None,
            refusal: None,
        },
        Err(Undone::Refused(refused)) => refused_as(refused),
        Err(Undone::Broken) => internal("the sandbox cannot write its state file"),
    }
}

impl Inner {
    /// Tells the world of a file whose bytes are kept, and keeps that.
    fn receive(&mut self, clock: &ServerClock, file: FileArrived) -> Result<(), Undone> {
        let now = clock.now();
        self.world.receive_file(&file, now)?;
        self.keep(FileEntry { at: now, file }.into(), now)
    }
}

fn refused_as(refused: Refusal) -> Response {
    Response {
        status: refused.status,
        headers: Vec::new(),
        body: Some(refused.body()),
        refusal: Some(refused),
    }
}

/// A file as it is given out: never as a page, whatever somebody has sent.
fn picture(bytes: axum::body::Bytes) -> HttpResponse {
    let kind = kind(&bytes);
    let mut answer = HttpResponse::new(Body::from(bytes));
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, kind),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// What a picture is, by its first bytes.
fn kind(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        _ => "application/octet-stream",
    }
}
