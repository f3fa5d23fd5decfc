//! `kill -9` of an apply at any moment: the journal is readable, and a run that goes on ends
//! in the same state, with no call performed twice.
#![expect(
    clippy::disallowed_methods,
    reason = "processes are killed by real time, and how many by the environment"
)]

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use meibo::directory::Directory;
use meibo::store::journal::{End, Line};
use tokio::runtime::Runtime;

use super::scene::{HELD_BACK, SCALE, Scene};

/// How many kills: `MEIBO_KILLS`, else enough to notice. `.ci/run` asks for 200.
fn kills() -> u64 {
    let asked = std::env::var("MEIBO_KILLS").ok();
    asked.map_or(16, |asked| asked.parse().expect("a number"))
}

/// When a kill struck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Moment {
    /// Before the journal's first line was whole.
    Reading,
    /// Between two calls: the last outcome was kept.
    Between,
    /// A call was intended, and the service never saw it.
    Intended,
    /// The service had performed a call and not answered it yet.
    Unanswered,
    /// The service had performed a call; whether the answer was on its way is not known.
    Unkept,
    /// In the middle of making a line of the journal last.
    Syncing,
    /// Every call was done.
    ReadingBack,
    /// The run was through.
    Through,
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Moment::Reading => "before the first line of the journal",
            Moment::Between => "between two calls",
            Moment::Intended => "intended, not sent",
            Moment::Unanswered => "between sending and the answer",
            Moment::Unkept => "sent, the outcome not kept",
            Moment::Syncing => "inside a sync of the journal",
            Moment::ReadingBack => "while reading back",
            Moment::Through => "after the end",
        })
    }
}

/// What a kill waits for.
#[derive(Clone, Copy)]
enum Aim {
    /// Nothing: any time since the journal began.
    Time(f64),
    /// Until the service has performed so many calls.
    Call(usize),
    /// The first sync after any time.
    Sync(f64),
}

/// Numbers that look random, the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("below a usize")
    }
}

/// Whether the thread that runs the apply is making a file last at this moment.
fn is_syncing(process: u32) -> bool {
    // The number of fdatasync, which the journal alone calls.
    let number = if cfg!(target_arch = "x86_64") {
        "75 "
    } else {
        "83 "
    };
    let now = std::fs::read_to_string(format!("/proc/{process}/syscall"));
    now.is_ok_and(|now| now.starts_with(number))
}

/// Starts an apply and kills it; when that was.
fn kill(scene: &Scene, aim: Aim, long: Duration) -> Moment {
    let mut child = scene.apply(&[]);
    let begun = Instant::now();
    let patience = Duration::from_secs(60);
    while !scene.has_begun() && begun.elapsed() < patience {
        if child.try_wait().expect("waited").is_some() {
            break;
        }
        thread::sleep(Duration::from_micros(200));
    }
    let (mut syncing, mut unanswered) = (false, false);
    match aim {
        Aim::Time(share) => thread::sleep(long.mul_f64(share)),
        Aim::Call(nth) => {
            let end = Instant::now() + long * 3;
            while scene.performed() < nth && Instant::now() < end {
                thread::sleep(Duration::from_micros(300));
            }
            unanswered = scene.performed() == nth;
        }
        Aim::Sync(share) => {
            thread::sleep(long.mul_f64(share));
            let end = Instant::now() + long;
            while !syncing && Instant::now() < end {
                syncing = is_syncing(child.id());
            }
        }
    }
    let seen = Instant::now();
    child.kill().expect("killed");
    // Within the time that answers are held back.
    unanswered &= seen.elapsed().as_secs_f64() < HELD_BACK / SCALE;
    child.wait().expect("gone");
    // What is on its way arrives.
    thread::sleep(Duration::from_millis(60));
    let Some(record) = scene.journal() else {
        return Moment::Reading;
    };
    let past = record.past();
    let steps = record.head.plan.steps.len();
    let performed = scene.performed();
    assert!(
        performed == past.done.len() || performed == past.done.len() + past.doubtful.len(),
        "{performed} calls performed, {past:?}"
    );
    match record.lines.last() {
        Some(Line::Ended(_)) => Moment::Through,
        _ if syncing => Moment::Syncing,
        Some(Line::Intent(_)) if performed == past.done.len() => Moment::Intended,
        Some(Line::Intent(_)) if unanswered => Moment::Unanswered,
        Some(Line::Intent(_)) => Moment::Unkept,
        _ if past.done.len() == steps => Moment::ReadingBack,
        _ => Moment::Between,
    }
}

/// Goes on after a kill, and holds the end against that of a run nobody disturbed. How many
/// calls were performed twice: none but those that change nothing the second time and of
/// which no reading shows whether they were done.
fn goes_on(scene: &Scene, moment: Moment, whole: &Whole, n: u64) -> usize {
    // Before the journal began nothing was sent: another apply begins anew.
    let more: &[&str] = match moment {
        Moment::Reading | Moment::Through => &[],
        _ => &["--resume"],
    };
    let ran = scene.apply(more).wait_with_output().expect("waited");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(0), "kill {n}, {moment}: {said}");
    let mut again = scene.writes();
    for write in &whole.writes {
        let at = again.iter().position(|it| it == write);
        let at = at.unwrap_or_else(|| panic!("kill {n}, {moment}: {write} was never done"));
        again.remove(at);
    }
    for write in &again {
        // A place under the same parent, and a list that is on.
        let harmless = write.starts_with("POST /orgunits/") && write.ends_with("/move")
            || write.contains("/enable");
        assert!(harmless, "kill {n}, {moment}: {write} was done twice");
    }
    assert!(again.len() <= 1, "kill {n}, {moment}: {again:?}");
    let differs = scene.directory() != whole.end;
    assert!(!differs, "kill {n}, {moment}: another state");
    let record = scene.journal().expect("a journal");
    assert_eq!(record.end(), Some(End::Complete), "kill {n}, {moment}");
    again.len()
}

/// A run that nobody disturbed.
struct Whole {
    writes: Vec<String>,
    end: Directory,
    long: Duration,
}

fn runtime() -> Runtime {
    Runtime::new().expect("a runtime")
}

#[test]
fn an_apply_that_is_killed_goes_on_where_it_stood() {
    let kills = kills();
    let runtime_of_whole = runtime();
    let scene = Scene::new(&runtime_of_whole);
    let mut child = scene.apply(&[]);
    while !scene.has_begun() {
        assert!(child.try_wait().expect("waited").is_none(), "it runs");
        thread::sleep(Duration::from_millis(1));
    }
    let begun = Instant::now();
    assert_eq!(child.wait().expect("waited").code(), Some(0));
    let long = begun.elapsed();
    let whole = Whole {
        writes: scene.writes(),
        end: scene.directory(),
        long,
    };
    let calls = whole.writes.len();
    let steps = scene.journal().expect("a journal").head.plan.steps.len();
    assert_eq!(calls, steps);

    let next = AtomicU64::new(0);
    let twice = AtomicUsize::new(0);
    let moments: Mutex<BTreeMap<Moment, usize>> = Mutex::default();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let runtime = runtime();
                loop {
                    let n = next.fetch_add(1, Ordering::SeqCst);
                    if n >= kills {
                        return;
                    }
                    let mut dice = Dice(n);
                    let aim = match n % 4 {
                        0 => Aim::Time(dice.share()),
                        1 => Aim::Sync(dice.share() * 0.9),
                        _ => Aim::Call(1 + dice.below(calls)),
                    };
                    let scene = Scene::new(&runtime);
                    let moment = kill(&scene, aim, whole.long);
                    let again = goes_on(&scene, moment, &whole, n);
                    twice.fetch_add(again, Ordering::SeqCst);
                    *moments.lock().expect("no panic").entry(moment).or_default() += 1;
                }
            });
        }
    });
    let moments = moments.into_inner().expect("no panic");
    let mut told = format!("{kills} kills of an apply of {calls} calls, each gone on with:\n");
    for (moment, count) in &moments {
        told.push_str(&format!("  {count:>4}  {moment}\n"));
    }
    told.push_str(&format!(
        "  {} calls sent again that change nothing the second time\n",
        twice.into_inner()
    ));
    // Past the test runner, which keeps what tests print.
    let _ = std::io::Write::write_all(&mut std::io::stderr(), told.as_bytes());
    let count = |moment| moments.get(&moment).copied().unwrap_or(0);
    let at_least = |share: u64| usize::try_from(kills / share).expect("small");
    assert!(count(Moment::Unanswered) >= at_least(4), "{told}");
    if Path::new("/proc/self/syscall").exists() {
        assert!(count(Moment::Syncing) >= at_least(10), "{told}");
    }
}
