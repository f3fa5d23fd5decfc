//! Problems as text with underlined excerpts, and as values for `--format json`.

#[cfg(test)]
mod end_to_end;
mod excerpt;
mod json;
mod locate;
mod mask;
#[cfg(test)]
mod tests;
mod text;

pub use json::{LabelView, PlaceView, ProblemView, ProblemsView, view};
pub use locate::Resolve;
pub use mask::is_personal;
pub use text::{TextOptions, render};
