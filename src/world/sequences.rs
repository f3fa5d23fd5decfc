//! Ten thousand sequences of calls, valid and not, with time going on between them:
//! after each the tenant is sound, and a refused call has changed nothing.

use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::SignedDuration;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::invariants::{Op, furnished, op};
use super::soundness::faults;
use super::testing::start;
use super::{Assumptions, attached, outside_calls};

/// Sequences in all, over the tests of this file.
const SEQUENCES: u32 = 10_000;
/// Tests that share them, so that they run beside each other.
const SHARES: u32 = 4;
/// Accepted calls that a share must have seen at least: a test of refusals alone would
/// show little.
const ACCEPTED: usize = 5_000;

/// A call and the seconds that pass before it.
fn steps() -> impl Strategy<Value = Vec<(u32, Op)>> {
    let pause = prop_oneof![
        6 => 0..2_u32,
        // Beyond the seven days of a deletion.
        1 => Just(8 * 86_400),
    ];
    prop::collection::vec((pause, op()), 1..24)
}

fn run(share: u32) {
    let config = Config {
        cases: SEQUENCES / SHARES,
        failure_persistence: None,
        ..Config::default()
    };
    let seed = [u8::try_from(share).unwrap_or_default(); 32];
    let rng = proptest::test_runner::TestRng::from_seed(config.rng_algorithm, &seed);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let (accepted, refused) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let begin = furnished(Assumptions::default());
    let begins = [
        faults(begin.directory()),
        outside_calls::faults(begin.state()),
    ];
    assert_eq!(begins.concat(), [""; 0], "sound to begin with");
    let result = runner.run(&steps(), |steps| {
        let mut world = begin.clone();
        let mut now = start();
        for (pause, (method, target, body)) in steps {
            let later = now.checked_add(SignedDuration::from_secs(pause.into()));
            now = later.expect("a few months");
            // What time alone does is no doing of the call.
            super::users::settle(world.state_mut(), now);
            let before = world.state().clone();
            let sent = (!body.is_null()).then_some(&body);
            match world.perform(method, &target, sent, now) {
                Ok(_) => {
                    accepted.fetch_add(1, Ordering::Relaxed);
                    let mut wrong = faults(world.directory());
                    wrong.extend(outside_calls::faults(world.state()));
                    wrong.extend(attached::faults(world.state()));
                    prop_assert!(wrong.is_empty(), "{method:?} {target} {body}: {wrong:#?}");
                }
                Err(refusal) => {
                    refused.fetch_add(1, Ordering::Relaxed);
                    let same = before == *world.state();
                    prop_assert!(same, "{method:?} {target} {body}: {refusal:?}");
                }
            }
        }
        Ok(())
    });
    let (accepted, refused) = (accepted.into_inner(), refused.into_inner());
    if let Err(failure) = result {
        panic!("{failure}");
    }
    assert!(accepted >= ACCEPTED, "only {accepted} calls were accepted");
    assert!(refused >= ACCEPTED, "only {refused} calls were refused");
}

#[test]
fn every_call_of_the_first_sequences_keeps_the_tenant_sound() {
    run(0);
}

#[test]
fn every_call_of_the_second_sequences_keeps_the_tenant_sound() {
    run(1);
}

#[test]
fn every_call_of_the_third_sequences_keeps_the_tenant_sound() {
    run(2);
}

#[test]
fn every_call_of_the_fourth_sequences_keeps_the_tenant_sound() {
    run(3);
}
