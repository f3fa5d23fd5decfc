//! The service over HTTP: authorisation, pacing, paging, errors, and tolerant answers.
//!
//! [`Client`] sends calls and gives back JSON; [`wire`] knows the shapes of the answers.
//! Reads are repeated here when the service fails, writes never; [`Repeats`] bounds both.

mod address;
mod answer;
mod client;
pub mod clock;
pub mod codes;
mod error;
mod key;
mod pacer;
mod paging;
mod reads;
mod redact;
mod repeats;
mod token;
mod transport;
pub mod wire;

pub use answer::{Answer, Rate};
pub use client::{Call, Client, Config, READ_SCOPES, WRITE_SCOPES, WRITE_USER_SCOPES};
pub use error::{ApiError, Effect, ErrorKind, Said, Unreadable};
pub use key::SigningKey;
pub use pacer::{Pacer, Permit};
pub use paging::{List, PAGE, Pages, by_key, encode};
pub use reads::Reads;
pub use repeats::Repeats;
pub use token::{Credentials, ServiceAccount};
pub use transport::Network;
