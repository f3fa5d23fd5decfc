//! The executor against the model of the service, in virtual time.

mod acme;
mod back;
mod doubt;
mod mixed;
mod plans;
mod race;
mod saved;
mod sent;
mod service;
mod shown;
mod sweep;
mod told;
mod turns;
