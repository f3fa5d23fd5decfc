//! Lists of other systems (CSV, Excel) to a configuration, and back.

mod archive;
pub mod codes;
mod csv;
mod date;
mod encoding;
mod export;
mod fold;
mod gone;
mod guard;
mod headers;
mod identity;
mod known;
mod layout;
pub mod mapping;
mod merge;
mod origins;
mod path;
mod people;
mod property;
mod proposed;
mod rows;
mod suggest;
mod table;
#[cfg(test)]
mod tests;
mod value;
mod xlsx;

pub use csv::read as read_csv;
pub use encoding::{Taken, Wish};
pub use export::{Encoding, Sheet, bytes, sheet, shown};
pub use gone::{Gone, Posts};
pub use headers::recognised;
pub use known::Known;
pub use layout::{Layout, by_mapping};
pub use property::What;
pub use rows::{Object, Outcome, read};
pub use suggest::suggested;
pub use table::{Origin, Table};
pub use xlsx::{is_reading, read as read_xlsx};
