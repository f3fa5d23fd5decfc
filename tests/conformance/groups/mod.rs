//! Facts 5.3: groups.
