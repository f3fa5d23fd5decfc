//! Facts 5.8: profile statuses.
