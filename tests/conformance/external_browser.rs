//! Facts 5.10: the external browser's permission.
