//! Facts 5.7: custom properties of members.
