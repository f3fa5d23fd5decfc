use std::any::Any;
use std::fmt::Debug;

use crate::source::Problem;

/// A version of something kept: what [`Store::put_if_match`] compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag(pub(super) String);

/// Something kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What was put.
    pub bytes: Vec<u8>,
    /// Its version.
    pub tag: Tag,
}

/// Something lines are added to. What was added is there whatever happens next.
pub trait Log: Debug + Send {
    /// Adds a line; on the disk when this returns.
    ///
    /// # Errors
    /// Where it could not be written. Part of it may be there then, as the end.
    fn append(&mut self, line: &[u8]) -> Result<(), Box<Problem>>;
}

/// Whether a name is in use by a process that lives.
#[derive(Debug)]
pub enum Claim {
    /// By this one, until what is inside is dropped.
    Ours(Box<dyn Any + Send + Sync>),
    /// By another one, which lives.
    Others,
    /// The store cannot tell.
    Unknown,
}

/// Where meibo keeps things, under names like `journals/acme/1.jsonl`. Several processes
/// may use one at a time.
pub trait Store: Debug + Send + Sync {
    /// What is kept under a name.
    ///
    /// # Errors
    /// [`super::codes::STORE_UNUSABLE`]
    fn get(&self, name: &str) -> Result<Option<Kept>, Box<Problem>>;

    /// Keeps something under a name that nothing is kept under; false where something is.
    ///
    /// # Errors
    /// [`super::codes::STORE_UNUSABLE`]
    fn put_if_absent(&self, name: &str, bytes: &[u8]) -> Result<bool, Box<Problem>>;

    /// Replaces what is kept, where it is still that version; false where it is not.
    ///
    /// # Errors
    /// [`super::codes::STORE_UNUSABLE`]
    fn put_if_match(&self, name: &str, bytes: &[u8], tag: &Tag) -> Result<bool, Box<Problem>>;

    /// The names below a folder and the folders in it, in their order.
    ///
    /// # Errors
    /// [`super::codes::STORE_UNUSABLE`]
    fn list(&self, folder: &str) -> Result<Vec<String>, Box<Problem>>;

    /// Opens a log to add to, after so many of its bytes: what comes behind is cut off. It
    /// is made where it does not exist.
    ///
    /// # Errors
    /// [`super::codes::STORE_UNUSABLE`]
    fn log(&self, name: &str, after: u64) -> Result<Box<dyn Log>, Box<Problem>>;

    /// Claims a name for this process while it lives, where the store can.
    ///
    /// # Errors
    /// [`super::codes::STORE_UNUSABLE`]
    fn claim(&self, name: &str) -> Result<Claim, Box<Problem>>;

    /// Where something is kept, for people.
    fn place(&self, name: &str) -> String;
}
