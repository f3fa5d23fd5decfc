//! The words of the rehearsal: codes 400 to 499, in the order of their numbers. `{why}` is
//! what the refusal's rule says, from [`super::refusals`].

use super::Words;
use crate::plan::codes::*;

/// See the module.
pub const TABLE: &[Words] = &[
    Words::new(
        WOULD_BE_REFUSED,
        "the service would refuse {call} for {object} ({name}): {why}",
        "The rule is in section {section} of the facts.",
    ),
    Words::new(
        MIGHT_BE_REFUSED,
        "the service might refuse {call} for {object} ({name}): {why}",
        "The rule is an assumption (section {section} of the facts): the plan goes on without it.",
    ),
    Words::new(
        NOT_REACHED,
        "the plan would not bring {object} to what is declared: {fields}",
        "This is an error of meibo, and the plan is not offered. Please report it with the output of `meibo plan --format json`.",
    ),
];
