#![no_main]
//! Lists (CSV, Excel) and mapping files.

#[path = "../examined.rs"]
mod examined;

libfuzzer_sys::fuzz_target!(|data: &[u8]| examined::list(data));
