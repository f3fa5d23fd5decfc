//! Builds the package with every mutant in it, leaving out those that do not compile.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::list::{self, Mutant};
use crate::rewrite::{Owner, rewrite};

/// Reads the number of the mutant to switch on; a panic then ends the whole run, for one
/// failed test is enough. Or writes down which switches a test comes by.
const SWITCH: &str = include_str!("switch.rs");

/// Why a mutant is left out.
pub struct Out {
    /// Whether the mutant itself does not compile, and not just its switch.
    pub unviable: bool,
    pub why: String,
}

/// The test binary with its mutants.
pub struct Built {
    pub binary: PathBuf,
    /// Those left out.
    pub out: BTreeMap<u32, Out>,
}

/// Writes the mutants into the sources of `package` (in place, from `source`) and builds.
pub fn build(source: &Path, package: &Path, mutants: &[Mutant]) -> Built {
    fs::write(package.join("src/mutant.rs"), SWITCH).expect("a file of the package");
    let lib = fs::read_to_string(source.join("src/lib.rs")).expect("the package has a lib.rs");
    fs::write(package.join("src/lib.rs"), lib + "pub mod mutant;\n")
        .expect("a file of the package");

    let mut out = BTreeMap::new();
    let mut round = 0;
    loop {
        let mut owners = BTreeMap::new();
        let mut switched = BTreeSet::new();
        for (file, places) in list::by_file(mutants, &out) {
            let text = fs::read_to_string(source.join(&file)).expect("a listed file");
            let written = rewrite(&text, &places);
            fs::write(package.join(&file), written.text).expect("a file of the package");
            owners.insert(file, written.owners);
            switched.extend(written.switched);
        }
        for number in (1..).take(mutants.len()) {
            if !switched.contains(&number) {
                let why = "no switch".to_owned();
                let unviable = false;
                out.entry(number).or_insert(Out { unviable, why });
            }
        }
        let check = messages(package, "check", &["--profile", "test"]);
        let mut failed = failures(&check, &owners);
        if failed.is_empty() {
            let build = messages(package, "test", &["--no-run"]);
            let binary = (build.iter()).find_map(|message| message["executable"].as_str());
            if let Some(binary) = binary.map(PathBuf::from) {
                return Built { binary, out };
            }
            failed = failures(&build, &owners);
            assert!(
                !failed.is_empty(),
                "cargo fails and says nothing of the sources"
            );
        }
        let (all, failing) = (switched.len(), failed.len());
        eprintln!("round {round}: {all} switched, {failing} of them do not compile");
        out.extend(failed);
        round += 1;
    }
}

/// What cargo says, message by message.
fn messages(package: &Path, verb: &str, arguments: &[&str]) -> Vec<Value> {
    let output = Command::new("cargo")
        .args([verb, "--lib", "--message-format=json", "--quiet"])
        .args(arguments)
        .current_dir(package)
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo runs");
    let text = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("cargo writes JSON"))
        .collect()
}

/// The mutants that errors point at: of the texts that hold the error the smallest, that
/// of the innermost mutant.
fn failures(messages: &[Value], owners: &BTreeMap<String, Vec<Owner>>) -> BTreeMap<u32, Out> {
    let mut failed = BTreeMap::new();
    let errors = messages.iter().map(|message| &message["message"]);
    for error in errors.filter(|error| error["level"] == "error") {
        let spans = error["spans"].as_array().map_or(&[][..], Vec::as_slice);
        if spans.is_empty() {
            continue; // "aborting due to .. errors"
        }
        let blamed = |primary: bool| -> Vec<&Owner> {
            spans
                .iter()
                .filter(|span| span["is_primary"] == primary)
                .filter_map(|span| {
                    let begin = usize::try_from(span["byte_start"].as_u64()?).ok()?;
                    let end = usize::try_from(span["byte_end"].as_u64()?).ok()?;
                    let owners = owners.get(span["file_name"].as_str()?)?.iter();
                    owners
                        .filter(|owner| owner.range.start <= begin && end <= owner.range.end)
                        .min_by_key(|owner| owner.range.len())
                })
                .collect()
        };
        let mut blame = blamed(true);
        if blame.is_empty() {
            blame = blamed(false);
        }
        let rendered = error["rendered"].as_str().unwrap_or_default();
        assert!(
            !blame.is_empty(),
            "an error that no mutant stands at:\n{rendered}"
        );
        let code = error["code"]["code"].as_str().unwrap_or("syntax");
        let message = error["message"].as_str().unwrap_or_default();
        for owner in blame {
            for number in &owner.numbers {
                let why = format!("{code} {message}");
                let unviable = owner.returns;
                failed.insert(*number, Out { unviable, why });
            }
        }
    }
    failed
}
