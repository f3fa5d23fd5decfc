#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value, json};

use crate::directory::{Directory, DomainId, Id, LiveMember};

use super::access::{self, App, TokenFailure};
use super::call::{Method, Reply, Request, Response, Text};
use super::lag::{Done, Lag};
use super::route::Operation;
use super::state::{DomainSettings, OLDEST_STATE_FORMAT, STATE_FORMAT, State};
use super::{
    Assumptions, Connection, ExternalGroups, FileArrived, Mark, Outside, Refusal, Rules, photos,
    reasons, route, users,
};

/// The documented service. A clone shares its objects; its serialised form is the
/// sandbox's state file and seed.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct World {
    state: State,
    #[serde(skip)]
    lag: Lag,
}

impl World {
    /// An empty tenant, every ranked list off.
    pub fn new(rules: Rules, assumptions: Assumptions) -> World {
        World {
            state: State::new(rules, assumptions),
            lag: Lag::default(),
        }
    }

    /// A tenant that holds what was read of a live one. What was not read stays unknown:
    /// it is never a reason to refuse.
    pub fn load(directory: &Directory, rules: Rules, assumptions: Assumptions) -> World {
        World {
            state: State::load(directory.clone(), rules, assumptions),
            lag: Lag::default(),
        }
    }

    /// What the tenant holds.
    pub fn directory(&self) -> &Directory {
        &self.state.directory
    }

    /// The same, when the world has served its turn.
    pub fn into_directory(self) -> Directory {
        self.state.directory
    }

    /// Everything it holds, for its own screens and the tests of what must always be true.
    pub(super) fn state(&self) -> &State {
        &self.state
    }

    /// The same for changing.
    pub(super) fn state_mut(&mut self) -> &mut State {
        &mut self.state
    }

    /// What is fixed about the tenant.
    pub fn rules(&self) -> &Rules {
        &self.state.rules
    }

    /// The apps whose tokens the service accepts.
    pub fn apps(&self) -> &[App] {
        &self.state.access.apps
    }

    /// Registers an app, in place of one of the same client id.
    pub fn add_app(&mut self, app: App) {
        let apps = &mut self.state.access.apps;
        apps.retain(|held| held.client_id != app.client_id);
        apps.push(app);
    }

    /// How far ids and the like have been counted: with this and the calls that were
    /// performed since, a saved world can be brought up to date exactly.
    pub fn counter(&self) -> u64 {
        self.state.counter
    }

    /// Takes counting up at a number that [`World::counter`] gave; never backwards.
    pub fn count_from(&mut self, counter: u64) {
        self.state.counter = self.state.counter.max(counter);
    }

    /// The operation a call is of, as rates are counted: `PATCH /orgunits/{}` (facts 3.1);
    /// `None` for a path that does not exist.
    pub fn operation(method: Method, target: &str) -> Option<String> {
        let call = route::parse(method, target, None).ok()?;
        route::operation(&call)
            .ok()
            .map(|operation| operation.name())
    }

    /// Every operation of the API, as [`World::operation`] names them.
    pub fn operations() -> Vec<String> {
        route::operations()
            .map(|operation| operation.name())
            .collect()
    }

    /// The methods that the path of a target has; none where there is no such path.
    pub fn methods(target: &str) -> &'static [Method] {
        route::parse(Method::Get, target, None).map_or(&[], |call| route::methods(&call))
    }

    /// Whether no call has changed anything since a former state of this world: tokens and
    /// rate windows aside, and the time that passed.
    pub fn is_unchanged_since(&self, before: &World) -> bool {
        self.state.is_unchanged_since(&before.state)
    }

    /// The domain of the object that a target names, by index: `/users/{userId}` is the
    /// member's; `None` for a path of no object that exists.
    pub fn domain_of(&self, target: &str) -> Option<DomainId> {
        let call = route::parse(Method::Get, target, None).ok()?;
        self.state.domain_of(&call.path())
    }

    /// What the console of a domain sets: hidden properties, the company's name.
    pub fn settings_mut(&mut self, domain: DomainId) -> &mut DomainSettings {
        self.state.settings_of(domain)
    }

    /// How a member stands to people outside, `None` where there is no such member. No
    /// call of the API says (facts 11 #62).
    pub fn connection(&self, member: &Id, outside: Outside, now: Timestamp) -> Option<Connection> {
        let member = self.state.directory.members.get(member)?;
        Some(self.state.connection(member, outside, now))
    }

    /// The groups no call sees (facts 5.3.1).
    pub fn external_groups(&self) -> &ExternalGroups {
        &self.state.external_groups
    }

    /// Makes a group dynamic: its members are computed and no call changes them.
    pub fn make_dynamic(&mut self, group: &Id) {
        self.state.dynamic_groups.insert(group.clone());
    }

    /// Makes a member the super administrator.
    pub fn make_super_admin(&mut self, member: &Id) {
        if let Some(held) = self.state.directory.members.get(member) {
            let mut held = LiveMember::clone(held);
            held.flags.administrator = true;
            held.flags.pending = false;
            self.state.put_member(held);
            let extra = self.state.extras.entry(member.clone()).or_default();
            extra.super_admin = true;
        }
    }

    /// Sets where files are sent and fetched: the upload host's address, without a slash
    /// at its end. It is not saved.
    pub fn set_upload_host(&mut self, address: String) {
        self.state.upload_host = address;
    }

    /// Whether a file that came to the upload host is awaited:
    /// [`World::receive_file`] takes it in then.
    ///
    /// # Errors
    /// As [`World::receive_file`].
    pub fn awaits_file(&self, file: &FileArrived) -> Result<(), Refusal> {
        photos::awaits(&self.state, file).map(|_| ())
    }

    /// Takes in a file that came to the upload host.
    ///
    /// # Errors
    /// 404 where no such file is awaited, 400 where it is not as long as was told; nothing
    /// has changed then.
    pub fn receive_file(&mut self, file: &FileArrived, now: Timestamp) -> Result<(), Refusal> {
        users::settle(&mut self.state, now);
        let counter = self.state.counter;
        photos::receive(&mut self.state, file)?;
        self.follow(|| Done::file(now, counter, file));
        Ok(())
    }

    /// The digests of the files that photos refer to; one may stand twice.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let photos = self.state.photos.held.values();
        photos.map(|photo| photo.digest.as_str())
    }

    /// Performs a call under the directory's rules alone: no token, scope or rate.
    /// `target` is the path below the API's base, percent-encoded, with its query.
    ///
    /// # Errors
    /// What the service refuses; nothing has changed then.
    pub fn perform(
        &mut self,
        method: Method,
        target: &str,
        body: Option<&Value>,
        now: Timestamp,
    ) -> Result<Reply, Refusal> {
        let body = match body.filter(|_| has_body(method)) {
            // What a client makes of "no body" that serialises whatever it is given.
            None | Some(Value::Null) => None,
            Some(Value::Object(map)) => Some(map),
            Some(_) => return Err(malformed()),
        };
        self.run(method, target, body, now)
    }

    fn run(
        &mut self,
        method: Method,
        target: &str,
        body: Option<&Map<String, Value>>,
        now: Timestamp,
    ) -> Result<Reply, Refusal> {
        users::settle(&mut self.state, now);
        let call = route::parse(method, target, body)?;
        if method == Method::Get {
            return self.lag.read(&mut self.state, &call, now);
        }
        let counter = self.state.counter;
        let result = route::dispatch(&mut self.state, &call, now);
        self.lag
            .note(|| Done::call(now, counter, method, target, body));
        result
    }

    /// Performs a call and writes its answer out.
    fn run_to_text(
        &mut self,
        admitted: &Admitted<'_>,
        now: Timestamp,
    ) -> Result<Reply<Text>, Refusal> {
        let Admitted {
            method,
            target,
            body,
            sight,
        } = admitted;
        if *method == Method::Get && *sight == access::Sight::Whole && !self.lag.is_set() {
            let call = route::parse(*method, target, None)?;
            if call.path() == ["users"] {
                users::settle(&mut self.state, now);
                let page = users::page(&self.state, &call)?;
                return Ok(Reply::text(Text::of(&page)));
            }
        }
        let Reply {
            status,
            body,
            location,
        } = sight.of(self.run(*method, target, *body, now)?);
        Ok(Reply {
            status,
            body: body.map(Text::from),
            location,
        })
    }

    /// Lets lists that lag learn of something that was done.
    pub(super) fn follow(&mut self, done: impl Fn() -> Done) {
        self.lag.note(done);
        self.lag.adjust(&self.state);
    }

    /// Brings about what time alone does (facts 5.1.6), as every call does first.
    pub fn settle(&mut self, now: Timestamp) {
        users::settle(&mut self.state, now);
    }

    /// Serves a request as it arrives: token, scope, rate window and body first.
    pub fn serve(&mut self, request: &Request<'_>, now: Timestamp) -> Response {
        self.serve_to(request, false, now, |world, admitted, now| {
            let Admitted {
                method,
                target,
                body,
                sight,
            } = admitted;
            Ok(sight.of(world.run(*method, target, *body, now)?))
        })
    }

    /// The same with its body written out. A page of members is written straight from
    /// what the tenant holds, which is what makes a walk over 100,000 of them quick.
    ///
    /// `trusted` is somebody who needs no token: every scope is granted; the plan, the
    /// rate window and everything after them hold as for anybody.
    pub fn serve_text(
        &mut self,
        request: &Request<'_>,
        trusted: bool,
        now: Timestamp,
    ) -> Response<Text> {
        self.serve_to(request, trusted, now, World::run_to_text)
    }

    fn serve_to<B: From<Value>>(
        &mut self,
        request: &Request<'_>,
        trusted: bool,
        now: Timestamp,
        run: impl FnOnce(&mut World, &Admitted<'_>, Timestamp) -> Result<Reply<B>, Refusal>,
    ) -> Response<B> {
        let operation = match self.asked_for(request, trusted, now) {
            Ok(operation) => operation,
            Err(refusal) => return respond(Err(refusal), Vec::new()),
        };
        let admitted = if trusted {
            access::plan_admits(&self.state, operation).map(|()| access::Sight::Whole)
        } else {
            access::admit(&self.state, operation, request.authorization, now)
        };
        let sight = match admitted {
            Ok(sight) => sight,
            Err(refusal) => {
                let headers = self.rate_headers(request.method, request.target, now);
                return respond(Err(refusal), headers);
            }
        };
        let limit = self.state.rules.plan.calls_per_minute();
        let course = self.course();
        let window = self
            .state
            .access
            .windows
            .enter(&operation.name(), limit, course, now);
        let headers = window.headers();
        if !window.admitted {
            let refusal = Refusal::new(429, reasons::TOO_MANY_REQUESTS, "3.1", Mark::D)
                .with("operation", operation.name())
                .with("limit", window.limit)
                .with("reset", window.reset);
            return respond(Err(refusal), headers);
        }
        let body = if has_body(request.method) {
            read_body(request.body)
        } else {
            Ok(None)
        };
        let result = body.and_then(|body| {
            let admitted = Admitted {
                method: request.method,
                target: request.target,
                body: body.as_ref(),
                sight,
            };
            run(self, &admitted, now)
        });
        respond(result, headers)
    }

    /// The operation that a request asks for.
    fn asked_for(
        &self,
        request: &Request<'_>,
        trusted: bool,
        now: Timestamp,
    ) -> Result<Operation, Refusal> {
        let parsed = route::parse(request.method, request.target, None);
        let path = parsed
            .as_ref()
            .map_or_else(|_| Vec::new(), |call| call.segments.clone());
        parsed
            .and_then(|call| route::operation(&call))
            .map_err(|found| {
                if trusted {
                    return found;
                }
                access::turn_away(&self.state, &path, found, request.authorization, now)
            })
    }

    pub(super) fn course(&self) -> access::Course {
        if self.state.assumptions.windows_are_fixed {
            access::Course::Fixed
        } else {
            access::Course::Sliding
        }
    }

    /// The rate headers of a call that is refused before it counts (facts 3.1); none where
    /// there is no such operation.
    pub fn rate_headers(
        &self,
        method: Method,
        target: &str,
        now: Timestamp,
    ) -> Vec<(&'static str, String)> {
        let limit = self.state.rules.plan.calls_per_minute();
        let windows = &self.state.access.windows;
        World::operation(method, target)
            .map(|name| windows.look(&name, limit, self.course(), now).headers())
            .unwrap_or_default()
    }

    /// `POST /oauth2/v2.0/revoke` (facts 2.3): 200 without a body.
    pub fn revoke(&mut self, form: &[(String, String)]) -> Response {
        match access::revoke(&mut self.state, form) {
            Ok(()) => Response {
                status: 200,
                headers: Vec::new(),
                body: None,
                refusal: None,
            },
            Err(failure) => token_refused(failure),
        }
    }

    /// `POST /oauth2/v2.0/token` (facts 2.2, 2.3).
    pub fn token(&mut self, form: &[(String, String)], now: Timestamp) -> Response {
        self.token_where(form, now, None)
    }

    /// The same where the tenant's clock runs faster than the one `outside`: a JWT may be
    /// signed by either.
    pub fn token_where(
        &mut self,
        form: &[(String, String)],
        now: Timestamp,
        outside: Option<Timestamp>,
    ) -> Response {
        match access::issue(&mut self.state, form, now, outside) {
            Ok(body) => Response {
                status: 200,
                headers: Vec::new(),
                body: Some(body),
                refusal: None,
            },
            Err(failure) => token_refused(failure),
        }
    }
}

impl<'de> Deserialize<'de> for World {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<World, D::Error> {
        let mut state = State::deserialize(deserializer)?;
        if !(OLDEST_STATE_FORMAT..=STATE_FORMAT).contains(&state.format_version) {
            return Err(serde::de::Error::custom(format!(
                "formatVersion {} is not known",
                state.format_version
            )));
        }
        state.format_version = STATE_FORMAT;
        state.reindex();
        let mut lag = Lag::default();
        lag.adjust(&state);
        Ok(World { state, lag })
    }
}

/// A request that has come past token, scope and rate window.
struct Admitted<'a> {
    method: Method,
    target: &'a str,
    body: Option<&'a Map<String, Value>>,
    /// How much its scopes let it see.
    sight: access::Sight,
}

/// GET and DELETE have none: what is sent along all the same means nothing.
fn has_body(method: Method) -> bool {
    match method {
        Method::Get | Method::Delete => false,
        Method::Post | Method::Put | Method::Patch => true,
    }
}

fn malformed() -> Refusal {
    Refusal::new(400, reasons::BODY_MALFORMED, "1.5", Mark::D)
}

fn read_body(bytes: &[u8]) -> Result<Option<Map<String, Value>>, Refusal> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok(None);
    }
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(map)) => Ok(Some(map)),
        Ok(Value::Null) => Ok(None),
        Ok(_) | Err(_) => Err(malformed()),
    }
}

fn token_refused(failure: TokenFailure) -> Response {
    Response {
        status: failure.status,
        headers: Vec::new(),
        body: Some(json!({
            "error": failure.error,
            "error_description": failure.description,
        })),
        refusal: Some(
            Refusal::new(failure.status, reasons::TOKEN_REFUSED, "2.2", Mark::D)
                .with("detail", failure.description),
        ),
    }
}

fn respond<B: From<Value>>(
    result: Result<Reply<B>, Refusal>,
    headers: Vec<(&'static str, String)>,
) -> Response<B> {
    match result {
        Ok(Reply {
            status,
            body,
            location,
        }) => Response {
            status,
            // A 302 carries none of the rate headers (facts 3.1).
            headers: match location {
                Some(location) => vec![("Location", location)],
                None => headers,
            },
            body,
            refusal: None,
        },
        Err(refusal) => Response {
            status: refusal.status,
            headers,
            body: Some(refusal.body().into()),
            refusal: Some(refusal),
        },
    }
}
