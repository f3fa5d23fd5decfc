//! What takes a run back: from its journal and the tenant as it is now to a configuration
//! of nothing but what the run changed, each as it was before. The planner makes the plan
//! of it, as of any other.

pub mod codes;
mod declare;
mod draft;
mod going;
mod merge;
mod order;
mod reading;
mod references;
mod sides;
mod take_back;

pub use reading::reading;
pub use take_back::{How, Undo, taken_back, undo};
