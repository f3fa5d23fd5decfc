//! A request to the console, answered: which page, in which language, by which method.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response as HttpResponse;
use maud::Markup;
use percent_encoding::percent_decode_str;

use crate::directory::RankKind;

use super::super::incoming::Incoming;
use super::super::service::{Inner, Service};
use super::language::{COOKIE, Tongue};
use super::query::Query;
use super::scene::{Notice, Scene};
use super::words::Word;
use super::{calls, chart, frame, groups, member, org_forms, ranks, search, tree};

const STYLE: &str = include_str!("assets/console.css");
const SCRIPT: &str = include_str!("assets/console.js");
const ICON: &str = include_str!("assets/icon.svg");

/// Answers a request to `/console/...`.
pub(in crate::sandbox) fn answer(service: &Service, incoming: &Incoming) -> HttpResponse {
    let Some(path) = segments(incoming.path()) else {
        return text(
            StatusCode::BAD_REQUEST,
            "text/plain",
            "the path is not UTF-8",
        );
    };
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    if let ["assets", name] = path.as_slice() {
        return asset(name);
    }
    if path.is_empty() && !incoming.path().ends_with('/') {
        return see("/console/");
    }
    match incoming.method {
        Method::GET | Method::HEAD => look(service, incoming, &path),
        _ => text(StatusCode::METHOD_NOT_ALLOWED, "text/plain", "GET"),
    }
}

/// The path's segments below `/console`, decoded.
fn segments(path: &str) -> Option<Vec<String>> {
    path.split('/')
        .filter(|segment| !segment.is_empty())
        .skip(1)
        .map(|segment| Some(percent_decode_str(segment).decode_utf8().ok()?.into_owned()))
        .collect()
}

/// Draws a page.
fn look(service: &Service, incoming: &Incoming, path: &[&str]) -> HttpResponse {
    let query = Query::of(incoming.query());
    let tongue = tongue(&query, &incoming.headers);
    let Ok(mut inner) = service.inner.lock() else {
        return text(
            StatusCode::INTERNAL_SERVER_ERROR,
            "text/plain",
            "the sandbox failed on an earlier call",
        );
    };
    let notice = query.get("done").and_then(done).map(Notice::Done);
    let (found, page) = draw(
        service,
        &mut inner,
        &Asked {
            path,
            query: &query,
            tongue,
            notice,
            at: incoming.path(),
        },
    );
    drop(inner);
    let mut answer = markup(
        if found {
            StatusCode::OK
        } else {
            StatusCode::NOT_FOUND
        },
        page,
    );
    if query.get("lang") == Some(tongue.code()) {
        let cookie = format!(
            "{COOKIE}={}; Path=/console; SameSite=Strict; HttpOnly; Max-Age=31536000",
            tongue.code()
        );
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            answer.headers_mut().insert(header::SET_COOKIE, cookie);
        }
    }
    answer
}

/// What is asked for.
struct Asked<'a> {
    path: &'a [&'a str],
    query: &'a Query,
    tongue: Tongue,
    notice: Option<Notice>,
    at: &'a str,
}

fn draw(service: &Service, inner: &mut Inner, asked: &Asked<'_>) -> (bool, Markup) {
    let now = service.clock.now();
    // What cannot be kept is told by the next call or edit.
    let _ = inner.settle(now);
    let calls = inner.arrivals.last(calls::LISTED);
    let scene = Scene {
        world: &inner.world,
        now,
        tongue: asked.tongue,
        query: asked.query,
        path: asked.at,
        token: "",
        calls: &calls,
        notice: asked.notice.as_ref(),
    };
    match page(&scene, asked.path) {
        Some(page) => (true, page),
        None => (false, frame::missing(&scene)),
    }
}

/// The page of a path; nothing where there is none.
fn page(scene: &Scene<'_>, path: &[&str]) -> Option<Markup> {
    match path {
        [] => chart::chart(scene),
        ["search"] => Some(search::search(scene)),
        ["members", id] => member::of_id(scene, id),
        ["orgs", id, "move"] => org_forms::moving(scene, id),
        ["groups"] => Some(groups::list(scene)),
        ["groups", id] => groups::of_id(scene, id),
        ["levels"] => Some(ranks::list(scene, RankKind::Level)),
        ["positions"] => Some(ranks::list(scene, RankKind::Position)),
        ["user-types"] => Some(ranks::list(scene, RankKind::UserType)),
        ["calls"] => Some(calls::log(scene)),
        ["live"] => Some(calls::panel_fragment(scene)),
        ["live", "log"] => Some(calls::log_fragment(scene)),
        ["branch"] => tree::asked_branch(scene),
        _ => None,
    }
}

/// How an edit went, by the name that it is redirected with.
fn done(name: &str) -> Option<Word> {
    DONE.into_iter()
        .find(|(held, _)| *held == name)
        .map(|(_, word)| word)
}

/// What can be said to be done.
const DONE: [(&str, Word); 9] = [
    ("rename", Word::DoneRename),
    ("add", Word::DoneAdd),
    ("move", Word::DoneMove),
    ("delete-org", Word::DoneDeleteOrg),
    ("suspend", Word::DoneSuspend),
    ("unsuspend", Word::DoneUnsuspend),
    ("delete", Word::DoneDelete),
    ("undelete", Word::DoneUndelete),
    ("first-login", Word::DoneFirstLogin),
];

fn tongue(query: &Query, headers: &HeaderMap) -> Tongue {
    let header = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    Tongue::chosen(
        query,
        header(header::COOKIE),
        header(header::ACCEPT_LANGUAGE),
    )
}

fn asset(name: &str) -> HttpResponse {
    let (kind, body) = match name {
        "console.css" => ("text/css; charset=utf-8", STYLE),
        "console.js" => ("text/javascript; charset=utf-8", SCRIPT),
        "icon.svg" => ("image/svg+xml", ICON),
        _ => return text(StatusCode::NOT_FOUND, "text/plain", "no such asset"),
    };
    text(StatusCode::OK, kind, body)
}

fn markup(status: StatusCode, page: Markup) -> HttpResponse {
    let mut answer = HttpResponse::new(Body::from(page.into_string()));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

fn text(status: StatusCode, kind: &'static str, body: &'static str) -> HttpResponse {
    let mut answer = HttpResponse::new(Body::from(body));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    answer
}

fn see(place: &str) -> HttpResponse {
    let mut answer = HttpResponse::new(Body::empty());
    *answer.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(place) = HeaderValue::from_str(place) {
        answer.headers_mut().insert(header::LOCATION, place);
    }
    answer
}
