//! Plans from what is live to a company.

use jiff::Timestamp;
use meibo::directory::Directory;
use meibo::plan::{Options, Plan, plan};

use crate::model::{Company, snapshot};

/// The moment every plan is made at.
pub fn now() -> Timestamp {
    "2027-04-01T00:00:00Z".parse().expect("a moment")
}

/// The plan from a directory to what a company declares.
pub fn planned(live: &Directory, after: &Company) -> Plan {
    let options = Options {
        assumptions: after.assumptions.clone(),
        ..Options::at(now())
    };
    plan(
        &after.desired(),
        &snapshot(after, live.clone(), now()),
        &options,
    )
}

#[test]
fn what_is_as_declared_needs_no_call() {
    let company = Company::small().with_away();
    assert!(planned(&company.live(), &company).steps.is_empty());
}
