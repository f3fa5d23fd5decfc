//! The one integration test binary: whole-binary runs and real HTTP, and the shape of
//! the house.

#[path = "../conformance/proves.rs"]
#[macro_use]
mod proves;

mod api;
mod architecture;
mod bad_input;
mod benchmarks;
mod catalogue;
mod closed;
mod command_line;
mod compare;
mod console;
mod desk;
mod drift;
mod editors;
mod environment;
#[path = "../../fuzz/examined.rs"]
mod examined;
mod examples;
mod fake;
mod faults;
mod folder;
mod fuzz;
mod generated;
mod hostile_files;
mod http;
mod http_sweep;
mod import;
mod interrupted;
mod judge;
mod judging;
mod kill;
mod lagging;
mod languages;
mod live;
mod malformed;
mod matching;
mod model;
mod never_writes;
mod planning;
mod problem_formats;
mod raw;
mod reading;
mod readme;
mod run;
mod sandbox_admin;
mod sandbox_clock;
mod sandbox_hosts;
mod sandbox_http;
mod saved;
mod scenarios;
mod sheets;
mod simulated;
mod starting;
mod taking_back;
#[path = "../../benches/tenants/mod.rs"]
mod tenants;
mod undo;
mod uploads;
