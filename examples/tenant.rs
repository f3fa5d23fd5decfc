//! Writes a generated tenant into a folder, for trying things on:
//!
//! ```text
//! cargo run --example tenant -- 10000 april /tmp/company
//! cargo run -- plan /tmp/company/config --live /tmp/company/live.json
//! ```

#[path = "../benches/tenants/mod.rs"]
mod tenants;

use std::path::Path;
use std::process::ExitCode;

#[expect(clippy::disallowed_macros, reason = "a tool that says what it did")]
fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [members, change, folder] = args.as_slice() else {
        eprintln!("usage: tenant MEMBERS drift|april|merger|new FOLDER");
        return ExitCode::FAILURE;
    };
    let size = tenants::Size::of(members.parse().expect("a number of members"));
    let (config, live) = tenants::write(size, change, Path::new(folder));
    println!("{} {}", config.display(), live.display());
    ExitCode::SUCCESS
}
