//! The one integration test binary: whole-binary runs and real HTTP, and the shape of
//! the house.

mod architecture;
mod http;
mod sandbox_http;
