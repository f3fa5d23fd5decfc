use std::process::ExitCode;

fn main() -> ExitCode {
    meibo::cli::run(
        std::env::args_os().collect(),
        meibo::settings::Environment::of_process(),
    )
}
