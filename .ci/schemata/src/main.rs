//! Mutation testing with one build: `schemata SOURCE PACKAGE LIST RESULTS LEFT [TEST TO SKIP..]`.
//!
//! Every mutant of LIST is written into PACKAGE (a copy of SOURCE) behind a switch, the
//! tests are built once and then run once for each mutant. RESULTS gets a line for each,
//! and keeps those it has; LEFT names the mutants that cannot be tried so, and why.

mod compile;
mod list;
mod rewrite;
mod run;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [source, package, list, results, left, skipped @ ..] = arguments.as_slice() else {
        panic!("schemata SOURCE PACKAGE LIST RESULTS LEFT [TEST TO SKIP..]");
    };
    let package = fs::canonicalize(package).expect("PACKAGE is a folder");
    let mutants = list::read(list);
    let built = compile::build(Path::new(source), &package, &mutants);

    let name = |number: &u32| mutants[*number as usize - 1].name.as_str();
    let had = fs::read_to_string(results).unwrap_or_default();
    let had: BTreeSet<&str> = had
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(_, name)| name)
        .collect();
    let new = |number: &u32| !had.contains(name(number));
    let mut file = File::options();
    let mut results =
        (file.create(true).append(true).open(results)).expect("RESULTS can be written");
    let mut others = File::create(left).expect("LEFT can be written");
    for (number, out) in built.out.iter().filter(|(number, _)| new(number)) {
        let written = match out.unviable {
            true => writeln!(results, "unviable\t{}", name(number)),
            false => writeln!(others, "{}\t{}", name(number), out.why),
        };
        written.expect("RESULTS and LEFT can be written");
    }
    let numbers: Vec<u32> = (1..)
        .take(mutants.len())
        .filter(|number| !built.out.contains_key(number) && new(number))
        .collect();
    let tests = run::Tests::trace(&built.binary, &package, skipped);
    eprintln!("{} mutants to try", numbers.len());
    tests.run(&mutants, &numbers, results);
}
