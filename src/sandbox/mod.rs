//! The documented service on a loopback port: [`crate::world`] behind HTTP, its state
//! in a file that survives a kill with every answered write in it.

mod admin;
mod answer;
mod api_calls;
mod arrivals;
mod clock;
pub mod codes;
mod connections;
mod console;
mod credentials;
mod dev_token;
mod exchange;
mod failure;
mod faults;
mod files;
mod form_file;
mod forms;
mod guard;
mod incoming;
mod journal;
mod keeping;
mod page;
mod patient;
mod request_body;
mod router;
mod seed;
mod server;
mod service;
mod state;
#[cfg(test)]
mod tests;
mod token_calls;
mod upload;

pub use arrivals::{Arrival, ArrivalKind};
pub use credentials::Credentials;
pub use failure::Failure;
pub use seed::Seed;
pub use server::{Options, Running, start};
