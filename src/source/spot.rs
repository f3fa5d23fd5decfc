use std::sync::Arc;

/// A place resolved: where in which file, and the text around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The file, relative to the configuration folder, `/` between its parts.
    pub file: Arc<str>,
    /// The whole text of the file.
    pub source: Arc<str>,
    /// Where the spot begins, in bytes of the text.
    pub offset: usize,
    /// How long it is, in bytes.
    pub len: usize,
    /// Line of its beginning, from 1.
    pub line: u32,
    /// Column of its beginning, from 1, in characters.
    pub column: u32,
}
