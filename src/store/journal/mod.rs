//! The journal of a run: what was intended, what became of it, in lines that are on the
//! disk before anything is sent. It carries the plan, so that nothing else is needed to go
//! on after an end that nobody planned; and it is kept as the record of what was done.

mod find;
mod form;
mod naming;
mod past;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use find::find;
pub use form::{By, End, Ended, Fate, Head, Intent, JOURNAL_FORMAT, Line, Outcome, Resumed, Seen};
pub use naming::{file_name, next_run_name, of_run, of_tenant, run_name};
pub use past::Past;
pub use read::{Record, all, last_run, latest, names, read};
pub use write::Journal;
