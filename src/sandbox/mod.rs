//! The documented service on a loopback port: [`crate::world`] behind HTTP, its state
//! in a file that survives a kill with every answered write in it.

mod arrivals;
mod clock;
pub mod codes;
mod credentials;
mod failure;
mod journal;
mod seed;
mod server;
mod state;
#[cfg(test)]
mod tests;

pub use arrivals::Arrival;
pub use credentials::Credentials;
pub use failure::Failure;
pub use seed::Seed;
pub use server::{Options, Running, start};
