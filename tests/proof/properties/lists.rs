//! What facts 11 leaves open of reading changes no plan: a tenant is read from the service
//! under each setting, and planned for.

use meibo::directory::Snapshot;
use meibo::live::{Extent, GroupMembers, Wants};
use meibo::plan::Plan;
use meibo::plan::pace::Limits;
use meibo::world::{Assumptions, World};

use super::case::{Case, case, each, usual};
use super::meets::{Meets, settings};
use super::order::same;
use crate::run::{now, options};
use crate::service::{Service, reading};
use crate::tally;

/// Reads a tenant in virtual time, and plans for what was read.
fn plan_of_read(case: &Case, assumptions: &Assumptions, group_members: GroupMembers) -> Plan {
    let world = World::load(&case.live, case.after.rules(), assumptions.clone());
    let desired = case.after.desired();
    let clock = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime");
    let (read, _) = clock.block_on(async {
        let service = Service::on(world, Limits::of(case.after.tenant.plan));
        let extent = Extent::Plan;
        let wants = Wants {
            extent,
            group_members,
        };
        reading(&service, &desired, wants).await
    });
    // As if it had taken no time.
    let snapshot = Snapshot {
        read_at: now(),
        ..read.snapshot
    };
    meibo::plan::plan(&desired, &snapshot, &options(&case.after))
}

#[test]
fn no_plan_depends_on_how_lists_answer() {
    let settings = settings();
    let settings = settings
        .iter()
        .filter(|it| matches!(it.meets, Meets::Lists));
    let settings: Vec<_> = settings.collect();
    let mut read = 0_usize;
    each("no_plan_depends_on_how_lists_answer", |seed| {
        // Some of them: reading takes longer than planning.
        if seed % 4 != 0 {
            return;
        }
        let case = case(seed, usual(seed));
        let plain = plan_of_read(&case, &Assumptions::default(), GroupMembers::Paged);
        let inline = plan_of_read(&case, &Assumptions::default(), GroupMembers::Inline);
        same(&plain, &inline, seed);
        for setting in &settings {
            for members in [GroupMembers::Paged, GroupMembers::Inline] {
                let turned = plan_of_read(&case, &setting.assumptions, members);
                same(&plain, &turned, seed);
            }
        }
        read += 1;
    });
    tally::line(&format!(
        "{read} tenants read under each of {} settings",
        settings.len()
    ));
}
