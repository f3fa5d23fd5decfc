//! Facts 7: what is read after a write, and when.
