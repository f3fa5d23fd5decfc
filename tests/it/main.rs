//! The one integration test binary: whole-binary runs and real HTTP, and the shape of
//! the house.

mod architecture;
mod compare;
mod examples;
mod http;
mod judge;
mod judging;
mod model;
mod sandbox_http;
