//! A long haul in virtual time: 20,000 members and 2,000 orgs made in an empty tenant, by
//! the real planner and the real executor, at the documented limits, where one call in a
//! hundred goes wrong. It comes to its end, keeps the rules, makes nothing twice, and takes
//! no more memory late than early.
//!
//! A plain `cargo test` makes a twentieth of it; `.ci/run` all: `MEIBO_LONG_HAUL=20000`.

mod heap;
mod rules;
mod service;
#[path = "../../benches/tenants/mod.rs"]
mod tenants;

use std::cell::RefCell;
use std::io::Write as _;

use heap::Heap;
use meibo::apply::{
    Apply, Caller as _, Cancel, Event, Journaled, Progress, Secrets, Silent, apply, verify,
};
use meibo::directory::{Desired, Directory, SNAPSHOT_FORMAT, Snapshot};
use meibo::plan::{Options, Plan, plan};
use meibo::store::Files;
use meibo::store::journal::{self, By, Head, JOURNAL_FORMAT, Journal, Past};
use meibo::world::{Assumptions, DomainRules, Rules, World};
use service::{Service, moment};

#[global_allocator]
static HEAP: Heap = Heap::new();

/// How many members are made: `MEIBO_LONG_HAUL`, else what a plain `cargo test` has time for.
#[expect(
    clippy::disallowed_methods,
    reason = "what is asked of this test comes by its environment"
)]
fn members() -> usize {
    match std::env::var("MEIBO_LONG_HAUL") {
        Ok(asked) => asked.parse().expect("a number of members"),
        Err(_) => 1_000,
    }
}

/// The heap without the tenant's own share, in bytes, after each step of the plan.
struct Growth<'a> {
    service: &'a Service,
    used: RefCell<Vec<usize>>,
}

impl Progress for Growth<'_> {
    fn on(&self, event: &Event<'_>) {
        if let Event::Finished { .. } = event {
            let tenant = usize::try_from(self.service.tenant.get()).unwrap_or(0);
            self.used.borrow_mut().push(HEAP.used() - tenant);
        }
    }
}

fn desired(members: usize) -> Desired {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let size = tenants::Size {
        orgs: members / 10,
        groups: members / 200,
        ..tenants::Size::of(members)
    };
    let (config, _) = tenants::write(size, "new", folder.path());
    let loaded = meibo::source::load(&config);
    loaded.desired.expect("a configuration without errors")
}

fn empty(desired: &Desired) -> World {
    let tenant = &desired.tenant;
    let domains = tenant.domains.iter().map(|domain| DomainRules {
        id: domain.id,
        name: domain.name.clone(),
        member_limit: None,
    });
    let rules = Rules {
        plan: tenant.plan,
        sso: tenant.sso,
        domains: domains.collect(),
    };
    World::new(rules, Assumptions::default())
}

fn planned(desired: &Desired, world: &World) -> Plan {
    let live = Snapshot {
        format_version: SNAPSHOT_FORMAT,
        tenant: desired.tenant.key.clone(),
        read_at: moment(),
        directory: world.directory().clone(),
    };
    plan(desired, &live, &Options::at(moment()))
}

fn head(plan: &Plan) -> Head {
    Head {
        format_version: JOURNAL_FORMAT,
        run: "20260401T000000Z-1".to_owned(),
        tenant: plan.tenant.clone(),
        started_at: moment(),
        meibo: String::new(),
        by: By::default(),
        undoes: None,
        plan: plan.clone(),
    }
}

#[tokio::test(start_paused = true)]
async fn twenty_thousand_members_and_two_thousand_orgs() {
    let members = members();
    let desired = desired(members);
    let world = empty(&desired);
    let plan = planned(&desired, &world);
    assert!(plan.problems.is_empty(), "{:?}", plan.problems);
    let creates = plan.steps.iter().filter(|step| step.op == "create").count();
    assert!(creates > members + members / 10, "{creates}");

    // One call in a hundred goes wrong.
    let service = Service::new(world, 1_000, 3 * plan.steps.len());
    let growth = Growth {
        service: &service,
        used: RefCell::new(Vec::with_capacity(plan.steps.len())),
    };
    let (cancel, secrets) = (Cancel::default(), Secrets::none());
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Files::new(folder.path());
    let head = head(&plan);
    let journal = Journal::begin(&store, &head).expect("a folder that can be written");
    let (nothing, before) = (Past::default(), Directory::default());
    let recorder = Journaled::new(journal, &before, &moment, &nothing);
    let with = Apply {
        recorder: &recorder,
        ..Apply::unrecorded(&secrets, &growth, &cancel)
    };
    let outcome = apply(&service, &plan, &with).await;
    recorder
        .end(&outcome)
        .expect("a folder that can be written");
    assert!(outcome.is_complete(), "{:#?}", outcome.problems(&plan));
    let kept = journal::read(&store, &head.tenant, &head.run).expect("the journal");
    assert_eq!(kept.end(), Some(journal::End::Complete));
    assert_eq!(kept.past().done.len(), plan.steps.len());

    // Reading back is no second haul.
    let (took, begun) = (outcome.elapsed, service.elapsed());
    let shown = verify(&service, &plan, &outcome, &Silent, &cancel).await;
    let read_back = service.elapsed().saturating_sub(begun);
    assert!(shown.problems.is_empty(), "{:#?}", shown.problems.first());
    // A list that is switched on has nothing to read by id.
    assert!(shown.good + 3 >= creates, "{} of {creates}", shown.good);
    assert!(read_back * 20 < took || members < 5_000, "{read_back:?}");

    // Everything once, and nothing left to do.
    let again = planned(&desired, &service.world.borrow());
    assert!(again.steps.is_empty(), "{:#?}", again.steps.first());
    let world = service.world.borrow();
    assert_eq!(world.directory().members.len(), desired.members.len());
    assert_eq!(world.directory().orgs.len(), desired.orgs.len());
    assert_eq!(world.directory().groups.len(), desired.groups.len());

    let calls = service.log.borrow();
    // A run that is not expected to last has twice the calls a minute.
    let expected_to_last = plan.schedule.eta_seconds > 27.0 * 60.0;
    let broken = rules::broken(&calls, &service.names.borrow(), expected_to_last);
    assert!(broken.is_empty(), "{} {:?}", broken.len(), broken.first());
    let faults = service.faults.get();
    let a_hundred = calls.len() / 100;
    assert!(
        faults > a_hundred / 2 && faults < 2 * a_hundred,
        "{faults} faults"
    );

    // What a call leaves behind is a few words, and late calls take no more than early ones.
    let used = growth.used.borrow();
    let half = used.len() / 2;
    let (first, middle, last) = (used[0], used[half - 1], used[used.len() - 1]);
    let most = used.iter().max().copied().unwrap_or_default();
    let a_call = |from: usize, to: usize| to.saturating_sub(from) / half;
    let (early, late) = (a_call(first, middle), a_call(middle, last));
    let line = format!(
        "long haul: {members} members, {} orgs, {} calls in the plan, {} sent, {faults} of them went wrong; \
         {:.1} min (estimated {:.1}), {:.1} min to read back; heap without the tenant's share {:.1} MB at first, {:.1} MB at last, \
         {:.1} MB at most: {early} bytes more a call in the first half, {late} in the second",
        desired.orgs.len(),
        plan.steps.len(),
        calls.len(),
        took.as_secs_f64() / 60.0,
        plan.schedule.eta_seconds / 60.0,
        read_back.as_secs_f64() / 60.0,
        first as f64 / 1e6,
        last as f64 / 1e6,
        most as f64 / 1e6,
    );
    let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
    assert!(
        early < 500 && late < 500 && most < last + 1_000_000,
        "{line}"
    );
}
