//! The one integration test binary: whole-binary runs and real HTTP, and the shape of
//! the house.

mod api;
mod architecture;
mod compare;
mod examples;
mod fake;
mod folder;
mod generated;
mod http;
mod judge;
mod judging;
mod live;
mod model;
mod random;
mod run;
mod sandbox_http;
mod scenarios;
