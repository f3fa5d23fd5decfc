//! Reading the tenant in the fewest calls and near its own limit, in virtual time.

mod calls;
mod inline;
mod service;
mod snapshots;
mod time;
