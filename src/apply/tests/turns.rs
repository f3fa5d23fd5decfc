//! A run whose turn somebody else took.

use jiff::Timestamp;
use serde_json::Value;

use super::plans::{org, plan, step};
use super::service::Service;
use crate::apply::{Apply, Cancel, Ended, Journaled, Secrets, Silent, apply};
use crate::directory::Directory;
use crate::source::Problem;
use crate::store::codes::LEASE_LOST;
use crate::store::journal::{By, End, Head, JOURNAL_FORMAT, Journal, Past, latest};
use crate::world::Method::Post;

#[tokio::test(start_paused = true)]
async fn whoever_lost_his_turn_sends_nothing_more_until_it_comes_again() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let store = crate::store::Files::new(folder.path());
    let service = Service::new();
    let plan = plan(vec![
        step("org", "a", Post, "/orgunits", org("a", Value::Null)),
        step("org", "b", Post, "/orgunits", org("b", Value::Null)),
        step("org", "c", Post, "/orgunits", org("c", Value::Null)),
    ]);
    let head = Head {
        format_version: JOURNAL_FORMAT,
        run: "1".to_owned(),
        tenant: plan.tenant.clone(),
        started_at: Timestamp::UNIX_EPOCH,
        meibo: String::new(),
        by: By::default(),
        undoes: None,
        plan: plan.clone(),
    };
    let journal = Journal::begin(&store, &head).expect("writes");
    let turns = std::cell::Cell::new(0);
    let fence = || {
        turns.set(turns.get() + 1);
        match turns.get() {
            1 => Ok(()),
            _ => Err(Box::new(Problem::error(LEASE_LOST))),
        }
    };
    let (before, past) = (Directory::default(), Past::default());
    // The clock jumps back an hour after the first line.
    let hour = jiff::SignedDuration::from_hours(1);
    let told = std::cell::Cell::new(0);
    let now = || {
        told.set(told.get() + 1);
        match told.get() {
            1 => Timestamp::UNIX_EPOCH,
            _ => Timestamp::UNIX_EPOCH - hour,
        }
    };
    let recorder = Journaled::new(journal, &before, &now, &past).fenced(&fence);
    let (secrets, cancel) = (Secrets::none(), Cancel::default());
    let with = Apply {
        recorder: &recorder,
        ..Apply::unrecorded(&secrets, &Silent, &cancel)
    };
    let outcome = apply(&service, &plan, &with).await;
    assert_eq!(service.writes(), ["POST /orgunits"]);
    assert!(
        matches!(outcome.ended, Ended::NotKept(_)),
        "{:?}",
        outcome.ended
    );
    recorder.end(&outcome).expect("writes");
    let record = latest(&store, &plan.tenant)
        .expect("readable")
        .expect("there");
    assert_eq!((record.past().done.len(), record.is_open()), (1, true));
    // Whoever goes on has a clock that is earlier still: what is done stays done.
    let journal = Journal::go_on(&store, &record).expect("opens");
    let past = record.past();
    let earlier = || Timestamp::UNIX_EPOCH - hour * 2;
    let recorder = Journaled::new(journal, &before, &earlier, &past);
    let with = Apply {
        recorder: &recorder,
        past: &past,
        ..with
    };
    let outcome = apply(&service, &plan, &with).await;
    assert!(outcome.is_complete(), "{:?}", outcome.problems(&plan));
    assert_eq!(service.writes().len(), 3, "none twice");
    recorder.end(&outcome).expect("writes");
    let record = latest(&store, &plan.tenant)
        .expect("readable")
        .expect("there");
    assert_eq!(record.end(), Some(End::Complete));
}
