//! The executor against the model of the service, in virtual time.

mod acme;
mod doubt;
mod plans;
mod saved;
mod sent;
mod service;
mod shown;
