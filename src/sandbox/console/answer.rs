//! A request to the console, answered: which page, in which language; which edit, and
//! whether it was sent from here.

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response as HttpResponse;
use percent_encoding::percent_decode_str;

use super::super::answer::see;
use super::super::forms::Session;
use super::super::incoming::Incoming;
use super::super::keeping::Undone;
use super::super::page::page as browser_page;
use super::super::service::{Inner, Service};
use super::edits::{self, Deed, Edit};
use super::language::{COOKIE, Tongue};
use super::link::{CONSOLE, Link};
use super::query::Query;
use super::scene::{Notice, Scene};
use super::words::Word;
use super::{calls, frame, pages, refusals, sync};

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
const STYLE: &str = include_str!("assets/console.css");
const SCRIPT: &str = include_str!("assets/console.js");
const ICON: &str = include_str!("assets/icon.svg");

/// Answers a request to `/console/...`.
pub(in crate::sandbox) fn answer(service: &Service, incoming: &Incoming) -> HttpResponse {
    let Some(path) = segments(incoming.path()) else {
        return text(StatusCode::BAD_REQUEST, "the path is not UTF-8");
    };
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match (&incoming.method, path.as_slice()) {
        (&(Method::GET | Method::HEAD), ["assets", name]) => asset(name),
        (&(Method::GET | Method::HEAD), []) if !incoming.path().ends_with('/') => see("/console/"),
        (&(Method::GET | Method::HEAD), _) => look(service, incoming, &path),
        (&Method::POST, _) => edit(service, incoming, &path),
        _ => {
            let mut answer = text(
                StatusCode::METHOD_NOT_ALLOWED,
                "pages are read with GET, forms are sent with POST",
            );
            let allow = HeaderValue::from_static("GET, HEAD, POST");
            answer.headers_mut().insert(header::ALLOW, allow);
            answer
        }
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

/// One browser, and how it is spoken to.
struct Visitor {
    session: Session,
    tongue: Tongue,
}

impl Visitor {
    fn of(service: &Service, incoming: &Incoming, query: &Query) -> Option<Visitor> {
        Some(Visitor {
            session: service.forms.session(&incoming.headers).ok()?,
            tongue: tongue(query, &incoming.headers),
        })
    }
}

fn tongue(query: &Query, headers: &HeaderMap) -> Tongue {
    let header = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    Tongue::chosen(
        query,
        header(header::COOKIE),
        header(header::ACCEPT_LANGUAGE),
    )
}

/// Draws a page.
fn look(service: &Service, incoming: &Incoming, path: &[&str]) -> HttpResponse {
    let query = Query::of(incoming.query());
    let (Some(visitor), Ok(mut inner)) =
        (Visitor::of(service, incoming, &query), service.inner.lock())
    else {
        return failed();
    };
    let notice = query.get("done").and_then(edits::done).map(Notice::Done);
    let asked = Asked {
        path,
        at: incoming.path(),
        query: &query,
        notice,
    };
    let mut answer = draw(service, &mut inner, &visitor, &asked, StatusCode::OK);
    drop(inner);
    if query.get("lang") == Some(visitor.tongue.code()) {
        let cookie = format!(
            "{COOKIE}={}; Path={CONSOLE}; SameSite=Strict; HttpOnly; Max-Age=31536000",
            visitor.tongue.code()
        );
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            answer.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    answer
}

/// What is asked for.
struct Asked<'a> {
    path: &'a [&'a str],
    at: &'a str,
    query: &'a Query,
    notice: Option<Notice>,
}

fn draw(
    service: &Service,
    inner: &mut Inner,
    visitor: &Visitor,
    asked: &Asked<'_>,
    status: StatusCode,
) -> HttpResponse {
    draw_with(service, inner, visitor, asked, |scene| {
        match pages::page(scene, asked.path) {
            Some(page) => (status, page),
            None => (StatusCode::NOT_FOUND, frame::missing(scene)),
        }
    })
}

fn draw_with(
    service: &Service,
    inner: &mut Inner,
    visitor: &Visitor,
    asked: &Asked<'_>,
    page: impl FnOnce(&Scene<'_>) -> (StatusCode, maud::Markup),
) -> HttpResponse {
    let now = service.clock.now();
    // What cannot be kept is told by the next call or edit.
    let _ = inner.settle(now);
    let calls = inner.arrivals.last(calls::LISTED);
    let token = service.forms.form_token(&visitor.session);
    let faults = (service.faults.lock()).map(|faults| {
        let listed = faults.list().iter().map(serde_json::to_value);
        listed.filter_map(Result::ok).collect::<Vec<_>>()
    });
    let faults = faults.unwrap_or_default();
    let (status, page) = page(&Scene {
        world: &inner.world,
        now,
        tongue: visitor.tongue,
        query: asked.query,
        path: asked.at,
        token: &token,
        calls: &calls,
        faults: &faults,
        notice: asked.notice.as_ref(),
    });
    let mut answer = browser_page(status, HTML, page.into_string());
    if let Some(cookie) = service.forms.set_cookie(&visitor.session) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// Does what a form asks for, and shows the page again where it is not done.
fn edit(service: &Service, incoming: &Incoming, path: &[&str]) -> HttpResponse {
    let form = Query::of_bytes(&incoming.body);
    let nothing = Query::default();
    let (Some(visitor), Ok(mut inner)) = (
        Visitor::of(service, incoming, &nothing),
        service.inner.lock(),
    ) else {
        return failed();
    };
    let refuse = |inner: &mut Inner, status, back: &Link, why: String| {
        let back = back.to_string();
        let (at, query) = back.split_once('?').unwrap_or((&back, ""));
        let path = segments(at).unwrap_or_default();
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let asked = Asked {
            path: &path,
            at,
            query: &Query::of(query),
            notice: Some(Notice::Refused(why)),
        };
        draw(service, inner, &visitor, &asked, status)
    };
    let say = |word: Word| word.of(visitor.tongue).to_owned();
    let home = Link::to("/");
    let is_form = incoming.is_type("application/x-www-form-urlencoded");
    let token = form.raw("token").unwrap_or_default();
    if !is_form || !service.forms.admits(&incoming.headers, token) {
        return refuse(
            &mut inner,
            StatusCode::FORBIDDEN,
            &home,
            say(Word::FormExpired),
        );
    }
    let Some(edit) = edits::edit_of(&inner.world, service.clock.now(), path, &form) else {
        return refuse(
            &mut inner,
            StatusCode::BAD_REQUEST,
            &home,
            say(Word::FormUnclear),
        );
    };
    if service.write_guard {
        return refuse(
            &mut inner,
            StatusCode::FORBIDDEN,
            &edit.back,
            say(Word::Guarded),
        );
    }
    if let Some(warning) = warning(service, &mut inner, &visitor, &edit, &form) {
        return warning;
    }
    match perform(service, &mut inner, &edit) {
        Ok(then) => {
            let then = then.with("done", edit.done).to_string();
            let mut answer = browser_page(StatusCode::SEE_OTHER, TEXT, "");
            if let Ok(then) = HeaderValue::from_str(&then) {
                answer.headers_mut().insert(header::LOCATION, then);
            }
            answer
        }
        Err(Undone::Refused(refusal)) => {
            let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::CONFLICT);
            let why = refusals::words(&refusal, visitor.tongue);
            refuse(&mut inner, status, &edit.back, why)
        }
        Err(Undone::Broken) => refuse(
            &mut inner,
            StatusCode::INTERNAL_SERVER_ERROR,
            &edit.back,
            say(Word::Broken),
        ),
    }
}

/// The question before members are deleted by a switch; nothing where there is none to
/// be asked, or it was answered.
fn warning(
    service: &Service,
    inner: &mut Inner,
    visitor: &Visitor,
    edit: &Edit,
    form: &Query,
) -> Option<HttpResponse> {
    let Deed::Act(crate::world::Act::SetSync { domain, switches }) = &edit.deed else {
        return None;
    };
    if form.has("confirm") || sync::doomed(&inner.world, *domain, switches).is_empty() {
        return None;
    }
    let asked = Asked {
        path: &["sync"],
        at: "/console/sync",
        query: &Query::of(&format!("domain={domain}")),
        notice: None,
    };
    Some(draw_with(service, inner, visitor, &asked, |scene| {
        (StatusCode::OK, sync::warning(scene, *domain, switches))
    }))
}

/// Does it, and says where to go then.
fn perform(service: &Service, inner: &mut Inner, edit: &Edit) -> Result<Link, Undone> {
    let made = match &edit.deed {
        Deed::Act(act) => {
            inner.act(&service.clock, act)?;
            None
        }
        Deed::Call {
            method,
            target,
            body,
        } => {
            let reply = inner.edit(&service.clock, *method, target, body.as_ref())?;
            reply.body
        }
    };
    let made = made
        .as_ref()
        .and_then(|body| body.get("orgUnitId")?.as_str());
    Ok(match (&edit.then, made) {
        (Some(then), _) => then.clone(),
        (None, Some(id)) => Link::to("/").with("org", id),
        (None, None) => edit.back.clone(),
    })
}

fn asset(name: &str) -> HttpResponse {
    let (media, body) = match name {
        "console.css" => ("text/css; charset=utf-8", STYLE),
        "console.js" => ("text/javascript; charset=utf-8", SCRIPT),
        "icon.svg" => ("image/svg+xml", ICON),
        _ => return text(StatusCode::NOT_FOUND, "no such asset"),
    };
    browser_page(StatusCode::OK, media, body)
}

fn text(status: StatusCode, body: &'static str) -> HttpResponse {
    browser_page(status, TEXT, body)
}

fn failed() -> HttpResponse {
    text(
        StatusCode::INTERNAL_SERVER_ERROR,
        "the sandbox failed on an earlier call",
    )
}
