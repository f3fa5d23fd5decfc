//! Photos of members and contacts (facts 5.1.1, 5.9): what is told of a file first, where
//! it is then sent, and where it lies. The bytes are kept by whoever serves the upload
//! host; the world knows name, size and digest.

mod handle;
mod held;
#[cfg(test)]
mod tests;

pub use handle::{awaits, handle, receive};
pub use held::{FileArrived, Photos};
