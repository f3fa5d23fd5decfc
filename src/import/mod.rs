//! Other people's lists turned into a configuration: the live directory, an HR export.
//! Pure: files are read and written by the verbs.

pub mod codes;
