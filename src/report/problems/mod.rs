//! Problems as text with underlined excerpts, and as values for `--format json`.

#[cfg(test)]
mod end_to_end;
mod excerpt;
mod github;
mod json;
mod junit;
mod locate;
mod mask;
mod sarif;
#[cfg(test)]
mod tests;
mod text;

pub use github::github;
pub use json::{LabelView, PlaceView, ProblemView, ProblemsView, view};
pub use junit::junit;
pub use locate::Resolve;
pub use mask::{is_personal, line_masked};
pub use sarif::sarif;
pub use text::{TextOptions, render};
