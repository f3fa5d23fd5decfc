//! The macro by which a test says which documented facts it shows.

/// `proves!["5.1.2-07", "5.1.2-08"];` as the first statement of a test: expands to nothing.
/// `docs/conformance.md` is made from it, and a test fails where the fact does not exist.
macro_rules! proves {
    ($($fact:literal),+ $(,)?) => {};
}
