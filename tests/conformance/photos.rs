//! Facts 5.1: photos of members.
