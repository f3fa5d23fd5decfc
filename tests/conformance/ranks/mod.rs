//! Facts 5.4 to 5.6: levels, positions, user types.
