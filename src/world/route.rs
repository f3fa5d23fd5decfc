//! From a request line to the handler of a resource.

use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::access::Area;
use super::call::{Call, Method, Reply};
use super::state::State;
use super::{
    Mark, Refusal, browser, contacts, custom_properties, employment, external_keys, groups, orgs,
    photos, ranks, reasons, restrictions, statuses, talk, users,
};

/// One operation of the API: the unit of scopes and of rate windows (facts 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// The method.
    pub method: Method,
    /// The path with `{}` for what varies.
    pub template: &'static str,
    /// Whose scopes it needs.
    pub area: Area,
}

impl Operation {
    /// `GET /users/{}`: the name of its rate window.
    pub fn name(self) -> String {
        format!("{} {}", self.method.name(), self.template)
    }
}

use Method::{Delete, Get, Patch, Post, Put};

/// Every path and its methods. Literal segments come before `{}` where both fit.
const PATHS: &[(&str, Area, &[Method])] = &[
    ("/users", Area::Users, &[Get, Post]),
    ("/users/external-keys", Area::Keys, &[Get, Post]),
    ("/users/send-invitation-email", Area::Users, &[Post]),
    ("/users/link-to-line", Area::Talk, &[Post]),
    ("/users/link-to-works", Area::Talk, &[Post]),
    ("/users/{}", Area::Users, &[Get, Put, Patch, Delete]),
    ("/users/{}/forcedelete", Area::Users, &[Delete]),
    ("/users/{}/undelete", Area::Users, &[Post]),
    ("/users/{}/suspend", Area::Users, &[Post]),
    ("/users/{}/unsuspend", Area::Users, &[Post]),
    ("/users/{}/force-logout", Area::Users, &[Post]),
    ("/users/{}/move", Area::Users, &[Post]),
    ("/users/{}/set-leave-of-absence", Area::Users, &[Post]),
    ("/users/{}/clear-leave-of-absence", Area::Users, &[Post]),
    ("/users/{}/send-invitation-email", Area::Users, &[Post]),
    ("/users/{}/alias-emails/{}", Area::Users, &[Post, Delete]),
    ("/users/{}/contacts", Area::Contacts, &[Get]),
    ("/users/{}/contact-tags", Area::Contacts, &[Get, Post]),
    ("/users/{}/link-to-line", Area::Talk, &[Post]),
    ("/users/{}/link-to-works", Area::Talk, &[Post]),
    ("/users/{}/unlink-to-line", Area::Talk, &[Post]),
    ("/users/{}/unlink-to-works", Area::Talk, &[Post]),
    ("/users/{}/link-url", Area::Talk, &[Get]),
    ("/users/{}/link-url/reset", Area::Talk, &[Post]),
    ("/users/{}/photo", Area::Users, &[Get, Post, Delete]),
    (
        "/users/{}/orgunit-access-restrict",
        Area::Users,
        &[Get, Post, Put, Delete],
    ),
    ("/users/{}/user-profile-statuses", Area::Users, &[Get, Post]),
    (
        "/users/{}/user-profile-statuses/{}",
        Area::Users,
        &[Get, Put, Patch, Delete],
    ),
    ("/orgunits", Area::Orgs, &[Get, Post]),
    ("/orgunits/external-keys", Area::Keys, &[Get, Post]),
    ("/orgunits/{}", Area::Orgs, &[Get, Put, Patch, Delete]),
    ("/orgunits/{}/move", Area::Orgs, &[Post]),
    ("/orgunits/{}/members", Area::Orgs, &[Get]),
    (
        "/orgunits/{}/orgunit-access-restrict",
        Area::Orgs,
        &[Get, Post, Put, Delete],
    ),
    ("/groups", Area::Groups, &[Get, Post]),
    ("/groups/external-keys", Area::Keys, &[Get, Post]),
    ("/groups/{}", Area::Groups, &[Get, Put, Patch, Delete]),
    ("/groups/{}/members", Area::Groups, &[Get, Post]),
    ("/groups/{}/members/{}", Area::Groups, &[Delete]),
    ("/groups/{}/administrators", Area::Groups, &[Get, Post]),
    ("/groups/{}/administrators/{}", Area::Groups, &[Delete]),
    ("/directory/levels", Area::Directory, &[Get, Post]),
    ("/directory/levels/external-keys", Area::Keys, &[Get, Post]),
    ("/directory/levels/enable", Area::Directory, &[Post]),
    ("/directory/levels/disable", Area::Directory, &[Post]),
    (
        "/directory/levels/{}",
        Area::Directory,
        &[Get, Put, Patch, Delete],
    ),
    ("/directory/positions", Area::Directory, &[Get, Post]),
    (
        "/directory/positions/external-keys",
        Area::Keys,
        &[Get, Post],
    ),
    ("/directory/positions/enable", Area::Directory, &[Post]),
    ("/directory/positions/disable", Area::Directory, &[Post]),
    (
        "/directory/positions/{}",
        Area::Directory,
        &[Get, Put, Patch, Delete],
    ),
    ("/directory/user-types", Area::Directory, &[Get, Post]),
    (
        "/directory/user-types/external-keys",
        Area::Keys,
        &[Get, Post],
    ),
    ("/directory/user-types/enable", Area::Directory, &[Post]),
    ("/directory/user-types/disable", Area::Directory, &[Post]),
    (
        "/directory/user-types/{}",
        Area::Directory,
        &[Get, Put, Patch, Delete],
    ),
    (
        "/directory/user-types/{}/orgunit-access-restrict",
        Area::Directory,
        &[Get, Post, Put, Delete],
    ),
    ("/directory/employment-types", Area::Directory, &[Get, Post]),
    (
        "/directory/employment-types/external-keys",
        Area::Keys,
        &[Get, Post],
    ),
    (
        "/directory/employment-types/enable",
        Area::Directory,
        &[Post],
    ),
    (
        "/directory/employment-types/disable",
        Area::Directory,
        &[Post],
    ),
    (
        "/directory/employment-types/{}",
        Area::Directory,
        &[Get, Put, Patch, Delete],
    ),
    (
        "/directory/employment-types/{}/orgunit-access-restrict",
        Area::Directory,
        &[Get, Post, Put, Delete],
    ),
    ("/directory/profile-statuses", Area::Directory, &[Get, Post]),
    (
        "/directory/profile-statuses/enable",
        Area::Directory,
        &[Post],
    ),
    (
        "/directory/profile-statuses/disable",
        Area::Directory,
        &[Post],
    ),
    (
        "/directory/profile-statuses/{}",
        Area::Directory,
        &[Get, Put, Patch, Delete],
    ),
    ("/security/external-browser", Area::Browser, &[Get]),
    ("/security/external-browser/enable", Area::Browser, &[Post]),
    ("/security/external-browser/disable", Area::Browser, &[Post]),
    (
        "/directory/users/custom-properties",
        Area::CustomProperties,
        &[Get, Post],
    ),
    (
        "/directory/users/custom-properties/{}",
        Area::CustomProperties,
        &[Get, Patch, Delete],
    ),
    ("/directory/custom-fields", Area::CustomProperties, &[Get]),
    (
        "/directory/custom-fields/{}",
        Area::CustomProperties,
        &[Get],
    ),
    ("/contacts", Area::Contacts, &[Get, Post]),
    ("/contacts/custom-properties", Area::Contacts, &[Get, Post]),
    (
        "/contacts/custom-properties/{}",
        Area::Contacts,
        &[Get, Patch, Delete],
    ),
    ("/contacts/{}", Area::Contacts, &[Get, Put, Patch, Delete]),
    ("/contacts/{}/forcedelete", Area::Contacts, &[Delete]),
    ("/contacts/{}/photo", Area::Contacts, &[Get, Post, Delete]),
    ("/contact-tags", Area::Contacts, &[Get, Post]),
    (
        "/contact-tags/{}",
        Area::Contacts,
        &[Get, Put, Patch, Delete],
    ),
];

/// Every operation there is, in the order of the paths.
pub fn operations() -> impl Iterator<Item = Operation> {
    PATHS.iter().flat_map(|(template, area, methods)| {
        methods.iter().map(|method| Operation {
            method: *method,
            template,
            area: *area,
        })
    })
}

/// The methods that a path has; none where there is no such path.
pub fn methods(call: &Call<'_>) -> &'static [Method] {
    PATHS
        .iter()
        .find(|(template, ..)| fits(template, &call.segments))
        .map_or(&[], |(_, _, methods)| methods)
}

/// Takes a target apart: path below the API's base, percent-encoded, with its query.
///
/// # Errors
/// 400 where it is not percent-encoded UTF-8.
pub fn parse<'a>(
    method: Method,
    target: &str,
    body: Option<&'a Map<String, Value>>,
) -> Result<Call<'a>, Refusal> {
    let bad =
        |part: &str| Refusal::new(400, reasons::BAD_ENCODING, "1.3", Mark::D).with("value", part);
    let decode = |part: &str| {
        percent_decode_str(part)
            .decode_utf8()
            .map(|text| text.into_owned())
            .map_err(|_| bad(part))
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let segments = path
        .strip_prefix('/')
        .unwrap_or(path)
        .split('/')
        .map(decode)
        .collect::<Result<_, _>>()?;
    let query = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            // A raw `+` in a query is a space, which is how an unencoded cursor breaks.
            let plain = |text: &str| decode(&text.replace('+', " "));
            Ok((plain(name)?, plain(value)?))
        })
        .collect::<Result<_, Refusal>>()?;
    Ok(Call {
        method,
        segments,
        query,
        body,
    })
}

/// The operation a call is of.
///
/// # Errors
/// 404 on a path that does not exist, 405 on one that has no such method.
pub fn operation(call: &Call<'_>) -> Result<Operation, Refusal> {
    let (template, area, methods) = PATHS
        .iter()
        .find(|(template, ..)| fits(template, &call.segments))
        .ok_or_else(|| unknown(call))?;
    if !methods.contains(&call.method) {
        return Err(Refusal::new(405, reasons::METHOD_NOT_ALLOWED, "5", Mark::I)
            .with("value", format!("{} {}", call.method.name(), path(call))));
    }
    Ok(Operation {
        method: call.method,
        template,
        area: *area,
    })
}

/// The refusal of a path that does not exist.
pub fn unknown(call: &Call<'_>) -> Refusal {
    Refusal::new(404, reasons::UNKNOWN_PATH, "5", Mark::D).with("value", path(call))
}

fn path(call: &Call<'_>) -> String {
    format!("/{}", call.segments.join("/"))
}

fn fits(template: &str, segments: &[String]) -> bool {
    let mut parts = template.split('/').skip(1);
    for segment in segments {
        match parts.next() {
            Some("{}") if !segment.is_empty() => {}
            Some(part) if part == segment => {}
            _ => return false,
        }
    }
    parts.next().is_none()
}

/// Hands a call to the handler of its resource.
///
/// # Errors
/// What the handler refuses, and 404 / 405 as [`operation`].
pub fn dispatch(state: &mut State, call: &Call<'_>, now: Timestamp) -> Result<Reply, Refusal> {
    let operation = operation(call)?;
    // Resources whose handler is not that of their area.
    match call.path().as_slice() {
        ["directory", "employment-types", ..] => return employment::handle(state, call, now),
        ["directory", "profile-statuses", ..] | ["users", _, "user-profile-statuses", ..] => {
            return statuses::handle(state, call, now);
        }
        ["users" | "orgunits", _, "orgunit-access-restrict"]
        | ["directory", _, _, "orgunit-access-restrict"] => {
            return restrictions::handle(state, call);
        }
        ["users", user, "photo"] => {
            let owner = state.member(user)?;
            if call.method != Get {
                users::changeable(&owner)?;
            }
            return photos::handle(state, call, &owner.id);
        }
        _ => {}
    }
    match operation.area {
        Area::Browser => browser::handle(state, call),
        Area::Keys => external_keys::handle(state, call, now),
        Area::Users => users::handle(state, call, now),
        Area::Orgs => orgs::handle(state, call, now),
        Area::Groups => groups::handle(state, call, now),
        Area::Directory => ranks::handle(state, call, now),
        Area::Talk => talk::handle(state, call, now),
        Area::CustomProperties => custom_properties::handle(state, call),
        Area::Contacts => contacts::handle(state, call),
    }
}
