//! One run of the test binary for each mutant, with the tests that come by its switch.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::list::Mutant;

/// How many runs at a time.
const AT_ONCE: usize = 2;

/// A mutant that loops may take memory until it fails: kilobytes.
const MEMORY: u32 = 3_000_000;

/// What a process that has used up its time ends by.
const SIGXCPU: i32 = 24;
const SIGKILL: i32 = 9;

/// How many of the tests that come by a mutant are run before all the others.
const FIRST: usize = 12;

/// The seconds of processor time after which a mutant is taken to loop: in the first few
/// tests and in all others, some twenty times what they take at most.
const PATIENCE: [u32; 2] = [4, 60];

/// The tests of a binary.
pub struct Tests {
    binary: PathBuf,
    /// Where they run.
    package: PathBuf,
    tests: Vec<String>,
    /// The tests, by their index, that come by each mutant: whatever another test does,
    /// the mutant makes no difference to it.
    reaching: BTreeMap<u32, Vec<usize>>,
}

impl Tests {
    /// Runs every test by itself, without any mutant, to learn what mutants it comes by.
    pub fn trace(binary: &Path, package: &Path, skipped: &[String]) -> Tests {
        let listed = Command::new(binary)
            .args(["--list", "--format", "terse"])
            .output();
        let listed = String::from_utf8(listed.expect("the binary runs").stdout).expect("UTF-8");
        let names: Vec<&str> = listed
            .lines()
            .filter_map(|line| line.strip_suffix(": test"))
            .filter(|name| {
                !skipped
                    .iter()
                    .any(|skipped| name.contains(skipped.as_str()))
            })
            .collect();
        let mut tests = Tests {
            binary: binary.to_owned(),
            package: package.to_owned(),
            tests: names.iter().map(|name| (*name).to_owned()).collect(),
            reaching: BTreeMap::new(),
        };
        let traced = at_once(&names, |index, name| {
            let trace = package.join(format!("trace-{index}"));
            let _ = fs::remove_file(&trace);
            let status = tests.start(
                &[name],
                PATIENCE[1],
                &[("MUTANTS_REACHED", trace.as_os_str())],
            );
            assert!(status.success(), "{name} fails without any mutant");
            let reached = fs::read_to_string(&trace).unwrap_or_default();
            let _ = fs::remove_file(&trace);
            reached
        });
        let mut reached: Vec<(usize, String)> = traced.into_iter().enumerate().collect();
        // A test that comes by few is quick, and made for those few.
        reached.sort_by_key(|(_, list)| list.len());
        for (index, list) in reached {
            for number in list.lines() {
                let number = number.parse().expect("the switch writes numbers");
                tests.reaching.entry(number).or_default().push(index);
            }
        }
        eprintln!("{} tests", tests.tests.len());
        tests
    }

    /// Tests each of `numbers` and adds a line of name and verdict to `results`.
    pub fn run(&self, mutants: &[Mutant], numbers: &[u32], results: File) {
        let results = Mutex::new(results);
        at_once(numbers, |_, number| {
            let verdict = self.verdict(*number);
            let name = &mutants[*number as usize - 1].name;
            let mut results = results.lock().expect("no run panics");
            writeln!(results, "{verdict}\t{name}").expect("the results can be written");
        });
    }

    fn verdict(&self, number: u32) -> &'static str {
        let Some(reaching) = self.reaching.get(&number) else {
            return "missed";
        };
        // Mostly, one of the first few notices.
        let (first, rest) = reaching.split_at(reaching.len().min(FIRST));
        for (part, seconds) in [first, rest].into_iter().zip(PATIENCE) {
            if part.is_empty() {
                continue;
            }
            let names: Vec<&str> = part.iter().map(|test| self.tests[*test].as_str()).collect();
            let number = number.to_string();
            let status = self.start(&names, seconds, &[("MUTANT", number.as_ref())]);
            match status.signal() {
                None if status.success() => {}
                Some(SIGKILL | SIGXCPU) => return "timeout",
                _ => return "caught",
            }
        }
        "missed"
    }

    /// Runs some tests for at most `seconds` of processor time.
    fn start(
        &self,
        names: &[&str],
        seconds: u32,
        environment: &[(&str, &std::ffi::OsStr)],
    ) -> ExitStatus {
        let limits = format!("ulimit -v {MEMORY} -t {seconds}; exec nice -n 5 \"$0\" \"$@\"");
        Command::new("bash")
            .args(["-c", &limits])
            .arg(&self.binary)
            .args(["--test-threads", "1", "--quiet", "--exact"])
            .args(names)
            .envs(environment.iter().copied())
            .current_dir(&self.package)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("the test binary runs")
    }
}

/// What `each` makes of every item, two at a time.
fn at_once<T: Sync, R: Send>(items: &[T], each: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { break };
                    let made = each(index, item);
                    done.lock().expect("no other panics").insert(index, made);
                }
            });
        }
    });
    done.into_inner()
        .expect("no other panics")
        .into_values()
        .collect()
}
