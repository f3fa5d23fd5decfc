//! The console: its forms over HTTP, and the whole of it in a real browser.

mod browser;
mod company;
mod forms;
mod keys;
mod scenario;
