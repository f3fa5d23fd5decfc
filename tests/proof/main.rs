//! Proofs about plans on random tenants: that there are no fewer calls, and that what is
//! promised of every plan holds. The companies come from the one model of tests/it.

mod bound;
mod cases;
#[path = "../it/compare.rs"]
mod compare;
mod dice;
mod fewest;
#[path = "../it/folder.rs"]
mod folder;
mod goal;
#[expect(
    dead_code,
    reason = "the one test model; some conveniences serve tests/it only"
)]
#[path = "../it/model.rs"]
mod model;
mod owed;
mod properties;
mod reference;
#[expect(
    dead_code,
    reason = "how a plan is run; what snapshots show of it serves tests/it only"
)]
#[path = "../it/run.rs"]
mod run;
#[path = "../it/saved.rs"]
mod saved;
mod schedule;
#[expect(
    dead_code,
    reason = "a service in virtual time; what is told of its reads serves tests/it only"
)]
#[path = "../it/reading/service.rs"]
mod service;
#[path = "../it/taking_back.rs"]
mod taking_back;
mod tally;
mod undo;
