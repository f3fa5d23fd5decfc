//! `/v1.0/`: the documented API. Nothing of its rules is decided here.

use crate::world::{Method, Request, Response, Text, World};

use super::answer::{internal, not_allowed, not_found, refusal};
use super::arrivals::{self, Arrival, ArrivalKind};
use super::incoming::Incoming;
use super::service::{ApiCall, Inner, Service, nanos};

/// Where the API stands below the address.
pub(super) const BASE: &str = "/v1.0";

const METHODS: [Method; 5] = [
    Method::Get,
    Method::Post,
    Method::Put,
    Method::Patch,
    Method::Delete,
];

/// Answers a call of the API.
pub(super) fn answer(service: &Service, incoming: &Incoming) -> Response<Text> {
    let Some(target) = incoming.below(BASE) else {
        return not_found("the API stands under /v1.0").into();
    };
    let Some(method) = method(&incoming.method) else {
        return not_allowed(
            &METHODS.map(Method::name).join(", "),
            "the API has no such method",
        )
        .into();
    };
    // A poisoned lock means that a call failed half-way: nothing can be trusted.
    let Ok(mut inner) = service.inner.lock() else {
        return internal("the sandbox failed on an earlier call").into();
    };
    if inner.broken {
        return internal("the sandbox cannot write its state file").into();
    }
    let domain = arrivals::domain(&inner.world, target, &incoming.body);
    let response = perform(service, &mut inner, incoming, (method, target));
    inner.arrivals.push(Arrival {
        n: 0,
        kind: ArrivalKind::Call,
        at: service.clock.at(incoming.arrived),
        arrived: nanos(incoming.arrived),
        answered: nanos(service.clock.elapsed()),
        operation: World::operation(method, target).unwrap_or_else(|| method.name().to_owned()),
        target: target.to_owned(),
        domain,
        status: response.status,
        refusal: response
            .refusal
            .as_ref()
            .map(|refusal| refusal.reason.to_owned()),
        fault: incoming.fault.clone(),
    });
    response
}

/// The operation of a call, as the log names it.
pub(super) fn operation(incoming: &Incoming) -> Option<String> {
    World::operation(method(&incoming.method)?, incoming.below(BASE)?)
}

fn perform(
    service: &Service,
    inner: &mut Inner,
    incoming: &Incoming,
    (method, target): (Method, &str),
) -> Response<Text> {
    let now = service.clock.now();
    let carries = matches!(method, Method::Post | Method::Put | Method::Patch);
    if carries && !incoming.body.is_empty() && !incoming.is_type("application/json") {
        let refused = Response {
            headers: inner.world.rate_headers(method, target, now),
            ..refusal(415, "UNSUPPORTED_MEDIA_TYPE", "a body is application/json")
        };
        return refused.into();
    }
    if service.write_guard && method != Method::Get {
        return internal("this sandbox answers no call that writes").into();
    }
    // Tokens first: who has none is told nothing of the paths.
    let request = Request {
        method,
        target,
        authorization: incoming.authorization(),
        body: &incoming.body,
    };
    let call = ApiCall {
        request: &request,
        trusted: service.dev_token.admits(request.authorization),
    };
    let mut response = inner.perform(call, now);
    if response.status == 405 {
        let methods: Vec<&str> = World::methods(target).iter().map(|m| m.name()).collect();
        response.headers.push(("Allow", methods.join(", ")));
    }
    response
}

fn method(method: &axum::http::Method) -> Option<Method> {
    METHODS
        .into_iter()
        .find(|known| known.name() == method.as_str())
}
