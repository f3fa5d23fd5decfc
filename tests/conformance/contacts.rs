//! Facts 5.9: contacts and contact tags.
