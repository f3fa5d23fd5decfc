//! Facts 3: limits per minute and the order of writes.
