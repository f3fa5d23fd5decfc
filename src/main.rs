use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A plan is a million small values, made and dropped on all cores: with this allocator
/// that of a large tenant takes a quarter less time, and less memory.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    meibo::cli::run(
        std::env::args_os().collect(),
        meibo::settings::Environment::of_process(),
    )
}
