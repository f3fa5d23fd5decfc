//! Processes measured from their start to their end.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs that count, after one that warms the caches.
const RUNS: usize = 5;

/// What a process took.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// From its start to its end.
    pub time: Duration,
    /// Processor time of all its threads; steadier than `time` on a busy machine.
    pub busy: Duration,
    /// The most memory it held, in bytes.
    pub peak: u64,
}

/// The median run by time, with the most memory of any. Panics where the process fails.
pub fn median(mut command: impl FnMut() -> Command) -> Measured {
    let mut runs: Vec<Measured> = (0..=RUNS).map(|_| run(&mut command())).collect();
    let peak = runs.iter().map(|run| run.peak).max().expect("some runs");
    runs.remove(0);
    runs.sort_unstable_by_key(|run| run.time);
    Measured {
        peak,
        ..runs[RUNS / 2]
    }
}

/// How many times as long one takes as another, run in turns so that a slow minute of the
/// machine counts for both: the median.
pub fn ratio(mut one: impl FnMut() -> Command, mut other: impl FnMut() -> Command) -> f64 {
    let mut ratios: Vec<f64> = (0..RUNS)
        .map(|_| {
            let (one, other) = (run(&mut one()), run(&mut other()));
            one.time.as_secs_f64() / other.time.as_secs_f64()
        })
        .collect();
    ratios.sort_unstable_by(f64::total_cmp);
    ratios[RUNS / 2]
}

/// Runs a process to its end.
#[cfg(unix)]
#[expect(
    clippy::zombie_processes,
    reason = "wait4 waits for it, and tells its memory, which `wait` does not"
)]
fn run(command: &mut Command) -> Measured {
    command.stdout(Stdio::null());
    let start = now();
    let child = command.spawn().expect("the binary starts");
    let pid = libc::pid_t::try_from(child.id()).expect("a process id");
    let mut status = 0;
    // SAFETY: both out parameters live on this stack, and all-zero is a valid `rusage`.
    let (waited, usage) = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        (libc::wait4(pid, &mut status, 0, &mut usage), usage)
    };
    let time = start.elapsed();
    assert_eq!((waited, status), (pid, 0), "{command:?} ends with exit 0");
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    Measured {
        time,
        busy: of(usage.ru_utime) + of(usage.ru_stime),
        peak: u64::try_from(usage.ru_maxrss).expect("not negative") * unit,
    }
}

#[cfg(unix)]
fn of(time: libc::timeval) -> Duration {
    let micros = u64::try_from(time.tv_usec).expect("not negative");
    Duration::from_secs(u64::try_from(time.tv_sec).expect("not negative"))
        + Duration::from_micros(micros)
}

/// Elsewhere the time alone.
#[cfg(not(unix))]
fn run(command: &mut Command) -> Measured {
    command.stdout(Stdio::null());
    let start = now();
    assert!(command.status().expect("the binary starts").success());
    let time = start.elapsed();
    Measured {
        time,
        busy: time,
        peak: 0,
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn now() -> Instant {
    Instant::now()
}
