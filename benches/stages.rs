//! Where the time of a plan goes, in process: reading the folder, checking it, planning.
//!
//! ```text
//! cargo bench --bench stages
//! ```

mod tenants;

use divan::Bencher;
use meibo::check::check;
use meibo::directory::{Desired, Snapshot};
use meibo::plan::{Options, plan};
use meibo::source::load;
use tempfile::TempDir;

const SIZES: [usize; 2] = [1_000, 10_000];
/// What is linear is shown at ten times the size.
const READ_SIZES: [usize; 2] = [10_000, 100_000];

fn main() {
    divan::main();
}

struct Input {
    folder: TempDir,
    snapshot: std::path::PathBuf,
}

fn input(members: usize) -> Input {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let size = tenants::Size::of(members);
    let (_, snapshot) = tenants::write(size, "drift", folder.path());
    Input { folder, snapshot }
}

fn desired(input: &Input) -> Desired {
    let loaded = load(&input.folder.path().join("config"));
    loaded.desired.expect("a configuration without errors")
}

fn live(input: &Input) -> Snapshot {
    let bytes = std::fs::read(&input.snapshot).expect("the snapshot");
    serde_json::from_slice(&bytes).expect("a snapshot")
}

#[divan::bench(args = READ_SIZES, sample_count = 5)]
fn reading(bencher: Bencher<'_, '_>, members: usize) {
    let input = input(members);
    bencher.bench_local(|| desired(&input));
}

#[divan::bench(args = READ_SIZES, sample_count = 10)]
fn checking(bencher: Bencher<'_, '_>, members: usize) {
    let desired = desired(&input(members));
    bencher.bench_local(|| check(&desired));
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn planning(bencher: Bencher<'_, '_>, members: usize) {
    let input = input(members);
    let (desired, live) = (desired(&input), live(&input));
    let options = Options::at(live.read_at);
    bencher.bench_local(|| plan(&desired, &live, &options));
}
