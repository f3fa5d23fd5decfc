//! Facts 2: tokens, their life and their scopes.
