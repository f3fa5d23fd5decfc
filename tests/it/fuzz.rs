//! The fuzz targets of `fuzz/`, over their corpus and over mutations of it, for a bounded
//! time. What a run of `cargo fuzz` finds is put into the corpus, and tried here ever after.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use super::examined;

/// No input that is as small as these may take longer, on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// Larger ones are cut.
const MOST: usize = 16 * 1024;

/// How long mutations are tried, per target.
#[expect(
    clippy::disallowed_methods,
    reason = "a test decides by the environment how long it goes on"
)]
fn seconds() -> u64 {
    let seconds = std::env::var("MEIBO_FUZZ_SECONDS").ok();
    seconds.map_or(3, |text| text.parse().expect("a number of seconds"))
}

/// Numbers that look like chance and come again (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(drawn).expect("31 bits") % end.max(1)
    }
}

fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(target);
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(&folder)
        .expect("a corpus")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let bytes = std::fs::read(&path).expect("a file");
            (
                path.file_name()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned(),
                bytes,
            )
        })
        .collect();
    files.sort();
    files
}

/// One input changed a little: bytes, pieces, lines, or pieces of another.
fn mutated(dice: &mut Dice, files: &[(String, Vec<u8>)], pieces: &[&str]) -> Vec<u8> {
    let mut bytes = files[dice.below(files.len())].1.clone();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(8) {
            0 if !bytes.is_empty() => {
                let at = dice.below(bytes.len());
                bytes[at] ^= 1 << dice.below(8);
            }
            1 => {
                let end = (at + 1 + dice.below(40)).min(bytes.len());
                bytes.drain(at.min(end)..end);
            }
            2 => {
                let end = (at + 1 + dice.below(200)).min(bytes.len());
                let piece = bytes[at.min(end)..end].to_vec();
                for _ in 0..=dice.below(3) {
                    bytes.splice(at..at, piece.iter().copied());
                }
            }
            3 => {
                let other = &files[dice.below(files.len())].1;
                let from = dice.below(other.len() + 1);
                let to = (from + dice.below(300)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            4 => {
                let lines: Vec<Vec<u8>> = bytes
                    .split_inclusive(|byte| *byte == b'\n')
                    .map(<[u8]>::to_vec)
                    .collect();
                let (from, to) = (dice.below(lines.len()), dice.below(lines.len() + 1));
                let mut lines = lines;
                if from < lines.len() {
                    let line = lines.remove(from);
                    lines.insert(to.min(lines.len()), line);
                }
                bytes = lines.concat();
            }
            5 => bytes.truncate(at),
            _ => {
                let piece = pieces[dice.below(pieces.len())];
                bytes.splice(at..at, piece.bytes());
            }
        }
    }
    bytes.truncate(MOST);
    bytes
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a test takes is no matter of the program's clock"
)]
fn holds(target: &str, name: &str, bytes: &[u8], examine: fn(&[u8])) {
    let started = Instant::now();
    let ran = catch_unwind(AssertUnwindSafe(|| examine(bytes)));
    assert!(
        ran.is_ok(),
        "{target}: put this into fuzz/corpus/{target} ({name}):\n{}",
        bytes.escape_ascii()
    );
    let took = started.elapsed();
    assert!(
        took < PATIENCE,
        "{target}: {name} took {took:?}:\n{}",
        bytes.escape_ascii()
    );
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a test takes is no matter of the program's clock"
)]
fn tried(target: &str, examine: fn(&[u8]), pieces: &[&str]) {
    let files = corpus(target);
    assert!(files.len() >= 10, "{target}: {} inputs", files.len());
    for (name, bytes) in &files {
        holds(target, name, bytes, examine);
    }
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let until = Instant::now() + Duration::from_secs(seconds());
    let mut runs = 0;
    while Instant::now() < until {
        let bytes = mutated(&mut dice, &files, pieces);
        holds(target, &format!("mutation {runs}"), &bytes, examine);
        runs += 1;
    }
    assert!(runs > 10, "{target}: {runs} mutations");
}

/// What YAML and configurations are made of.
const YAML: [&str; 44] = [
    "\n",
    "\r",
    "\r\n",
    "\t",
    "  ",
    "- ",
    ": ",
    ", ",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "<<: *a\n",
    "\"",
    "'",
    "|\n",
    ">-\n",
    "#",
    "---\n",
    "...\n",
    "!!str ",
    "!x ",
    "? ",
    "null",
    "~",
    "007",
    "1e999",
    "0x1F",
    ".inf",
    "2026-02-30",
    "2026-12-01T00:00:00+09:00",
    "\u{feff}",
    "\u{0}",
    "\u{202e}",
    "\u{2028}",
    "営業部",
    "Ａ",
    "orgs:\n",
    "members:\n",
    "key: a\n",
    "previously: a\n",
    "domain: d\n",
];

#[test]
fn any_configuration() {
    tried("configuration", examined::configuration, &YAML);
}

/// What lists are made of.
const CELLS: [&str; 28] = [
    "\n",
    "\r\n",
    "\r",
    ",",
    "\t",
    ";",
    "\"",
    "\"\"",
    "'",
    "=",
    "＝",
    "(clear)",
    "json:",
    "id:",
    "email:",
    "社員番号",
    "氏名",
    "組織",
    "メール",
    "入社日",
    "posts[1].org",
    "custom.a",
    "\u{3000}",
    "ﾓﾘ",
    "令和",
    "\u{feff}",
    "\u{202e}",
    "\n---\n",
];

#[test]
fn any_list() {
    tried("list", examined::list, &CELLS);
}
