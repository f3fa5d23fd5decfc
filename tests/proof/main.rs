//! Proofs about plans on random tenants: that there are no fewer calls, and that what is
//! promised of every plan holds. The companies come from the one model of tests/it.

mod bound;
mod cases;
#[path = "../it/compare.rs"]
mod compare;
mod dice;
mod fewest;
mod goal;
#[expect(
    dead_code,
    reason = "the one test model; its YAML side and some conveniences serve tests/it only"
)]
#[path = "../it/model.rs"]
mod model;
mod owed;
mod planned;
mod reference;
mod schedule;
mod tally;
