//! meibo against a tenant whose lists lag.

use crate::desk::Desk;
use crate::environment::{Environment, SandboxProcess};

#[test]
fn what_was_applied_is_there_when_the_lag_is_over() {
    let mut environment = Environment::new();
    environment.copy_example("minimal");
    let running = SandboxProcess::start(
        &environment,
        &[
            "minimal",
            "--list-lag",
            "60",
            "--membership-lag",
            "600",
            "--time-scale",
            "20",
            "--state",
            "server/state.json",
        ],
    );
    for (name, value) in &running.variables {
        environment.set(name, value);
    }
    // Every object is read back by id; what apply plans once more at its end is read from
    // lists, which do not show it yet. That is no difference.
    let applied = environment
        .meibo(&["apply", "minimal", "--yes", "--time-scale", "20"])
        .exits(0);
    assert!(applied.stderr.contains("M0670"), "{applied}");
    let said = "Read back 6 objects: as written.";
    assert!(applied.stdout.contains(said), "{applied}");
    Desk::of_process(&running).advance(600);
    let drift = environment.meibo(&["drift", "minimal"]).exits(0);
    assert!(drift.stdout.starts_with("No drift."), "{drift}");
}
