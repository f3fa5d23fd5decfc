//! A plan as it comes out of a file, applied to the model of the service: what it expects
//! holds where nothing moved, and every request is sent and accepted.

use std::cell::RefCell;
use std::time::Duration;

use meibo::api::{Answer, ApiError, ErrorKind, Rate, Said};
use meibo::apply::{
    Apply, Caller, Cancel, Secrets, Silent, apply, check_expects, check_form, load,
};
use meibo::directory::{Directory, DomainId};
use meibo::plan::Plan;
use meibo::source::Problem;
use meibo::world::{Method, World};
use serde_json::Value;

use crate::model::Company;
use crate::run::{now, steps};

/// The model of the service, answering at once.
struct Service(RefCell<World>);

impl Caller for Service {
    async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        _domains: &[DomainId],
    ) -> Result<Answer, ApiError> {
        let mut world = self.0.borrow_mut();
        match world.perform(method, path, body, now()) {
            Ok(reply) => Ok(Answer {
                status: reply.status,
                body: reply.body,
                rate: Rate::default(),
            }),
            Err(refusal) => Err(ApiError {
                call: format!("{} {path}", method.name()),
                host: String::new(),
                kind: ErrorKind::Status(refusal.status, Said::default()),
            }),
        }
    }

    fn wait(&self, _method: Method, _path: &str, _domains: &[DomainId]) -> Duration {
        Duration::ZERO
    }

    fn again(&self, _nth: u32) -> Option<Duration> {
        None
    }

    async fn pause(&self, _time: Duration) {}

    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime")
        .block_on(future)
}

/// What a plan out of a file finds moved.
pub fn moved(live: &Directory, company: &Company, plan: &Plan) -> Vec<Problem> {
    let world = World::load(live, company.rules(), company.assumptions.clone());
    block_on(check_expects(
        &Service(RefCell::new(world)),
        plan,
        &mut Directory::default(),
    ))
}

/// Saves a plan, loads it and applies it; it must not be refused, and must be done whole.
pub fn applied(live: &Directory, company: &Company, plan: &Plan) -> Directory {
    let text = serde_json::to_string(plan).expect("a plan");
    let plan = load(&text).expect("the same plan");
    let wrong = check_form(&plan, Some(&company.tenant.key));
    assert!(wrong.is_empty(), "{wrong:#?}");
    let refused = moved(live, company, &plan);
    assert!(refused.is_empty(), "{}\n{refused:#?}", steps(&plan));
    let world = World::load(live, company.rules(), company.assumptions.clone());
    let service = Service(RefCell::new(world));
    let secrets = Secrets::none().with("newMemberPassword", "Example#2027".to_owned().into());
    let outcome = block_on(apply(
        &service,
        &plan,
        &Apply::unrecorded(&secrets, &Silent, &Cancel::default()),
    ));
    assert!(
        outcome.is_complete(),
        "{}\n{:#?}",
        steps(&plan),
        outcome.problems(&plan)
    );
    service.0.into_inner().directory().clone()
}
