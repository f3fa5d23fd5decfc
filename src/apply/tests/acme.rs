//! The example company, from its state before 1 April to what its configuration says.

use std::path::Path;

use super::plans::{codes, run};
use super::service::Service;
use crate::apply::{Cancel, Silent, check_expects, check_form, load, verify};
use crate::directory::{Desired, SNAPSHOT_FORMAT, Snapshot};
use crate::plan::{Options, Plan, plan};
use crate::source;
use crate::world::World;

pub fn acme() -> (Desired, World) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/acme");
    let loaded = source::load(&folder);
    let desired = loaded
        .desired
        .unwrap_or_else(|| panic!("{:#?}", loaded.problems));
    let seed = std::fs::read_to_string(folder.join("sandbox.json")).expect("the seed");
    (desired, serde_json::from_str(&seed).expect("a state"))
}

pub fn planned(desired: &Desired, world: &World) -> Plan {
    let live = Snapshot {
        format_version: SNAPSHOT_FORMAT,
        tenant: desired.tenant.key.clone(),
        read_at: super::service::moment(),
        directory: world.directory().clone(),
    };
    plan(desired, &live, &Options::at(super::service::moment()))
}

#[tokio::test(start_paused = true)]
async fn the_first_of_april_is_applied_as_planned_in_the_time_estimated() {
    let (desired, world) = acme();
    let plan = planned(&desired, &world);
    // As it would come out of a file.
    let text = serde_json::to_string(&plan).expect("a plan");
    let plan = load(&text).expect("a plan");
    assert_eq!(codes(&check_form(&plan, Some(&desired.tenant.key))), []);

    let service = Service::paced(world);
    let moved = check_expects(&service, &plan, &mut Default::default()).await;
    assert!(moved.is_empty(), "{moved:#?}");

    let outcome = run(&service, &plan).await;
    assert!(outcome.is_complete(), "{:#?}", outcome.problems(&plan));
    // What is taken away is read again before, which the schedule leaves out.
    let rereads = crate::apply::run::rereads(&plan).as_secs_f64();
    let estimated = plan.schedule.eta_seconds + rereads;
    let took = outcome.elapsed.as_secs_f64();
    assert!(
        took <= estimated * 1.05,
        "{took} s, estimated {estimated} s"
    );

    let shown = verify(&service, &plan, &outcome, &Silent, &Cancel::default()).await;
    assert!(shown.problems.is_empty(), "{:#?}", shown.problems);
    assert!(shown.good > 30, "{}", shown.good);

    let again = planned(&desired, &service.world.borrow());
    assert!(again.steps.is_empty(), "{:#?}", again.steps);
}
