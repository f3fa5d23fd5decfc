//! The console under `/console/`: pages of HTML drawn from the world. Everything here is
//! a function from what is held to markup, or from a form to what is to be done; the
//! shell around it asks and keeps.

mod answer;
mod calls;
mod chart;
mod conditions;
mod edits;
mod external;
mod frame;
mod groups;
mod language;
mod link;
mod member;
mod member_forms;
mod org_forms;
mod pager;
mod pages;
mod people;
mod properties;
mod query;
mod ranks;
mod refusals;
mod scene;
mod search;
mod shown;
mod sync;
#[cfg(test)]
mod tests;
mod tree;
mod words;

pub(super) use answer::answer;
