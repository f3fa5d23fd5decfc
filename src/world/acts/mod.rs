//! What happens to a tenant and no call of the API does: the console's switches, people
//! who log in, the passing of time. Each is one [`Act`], kept by the sandbox like a call.

mod act;
mod console;
mod members;
mod outsiders;
mod perform;
mod settings;
mod sync;
#[cfg(test)]
mod tests;

pub use act::{Act, Consistency};
pub(super) use perform::apply;
pub use sync::{ConsoleArea, console_may_edit};
