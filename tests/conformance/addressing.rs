//! Facts 4: identifiers, uniqueness, external keys in bulk.
