#![no_main]
//! Source, schema and checks.

#[path = "../examined.rs"]
mod examined;

libfuzzer_sys::fuzz_target!(|data: &[u8]| examined::configuration(data));
