//! Facts 5.1: members.
