//! Facts 5.2: org units.
