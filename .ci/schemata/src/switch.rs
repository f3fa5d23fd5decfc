//! Which mutant is on. This file becomes a module of the package under test.

use std::fs::File;
use std::io::Write;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the environment asks for: the mutant `MUTANT`, or a list in `MUTANTS_REACHED` of
/// those that are asked for.
struct Asked {
    on: u32,
    trace: Option<(File, [AtomicBool; 1 << 14])>,
}

static ASKED: LazyLock<Asked> = LazyLock::new(|| {
    let on = std::env::var("MUTANT").map_or(0, |number| number.parse().expect("a number"));
    if on > 0 {
        std::panic::set_hook(Box::new(|_| std::process::exit(101)));
    }
    let trace = std::env::var_os("MUTANTS_REACHED").map(|path| {
        let file = File::create(path).expect("a place to write to");
        (file, [const { AtomicBool::new(false) }; 1 << 14])
    });
    Asked { on, trace }
});

/// Whether a mutant is on.
pub fn is(number: u32) -> bool {
    if let Some((file, seen)) = &ASKED.trace
        && !seen[number as usize].swap(true, Ordering::Relaxed)
    {
        let mut file = file;
        writeln!(file, "{number}").expect("the list can be written");
    }
    ASKED.on == number
}
