//! Who may call: apps and their tokens (facts 2), scopes (2.5), rate windows (3.1).

mod app;
mod assertion;
mod grant;
mod minimal;
mod prohibited;
mod scope;
#[cfg(test)]
mod tests;
mod token;
mod window;

pub use app::App;
pub use grant::TokenFailure;
pub use minimal::Sight;
pub use scope::Area;
pub use token::{Access, Token};
pub use window::{Admission, Course, Windows};

use prohibited::is_prohibited;

pub(super) use grant::{issue, revoke};
pub(super) use scope::{admit, plan_admits, turn_away};
pub(super) use token::authorise;
