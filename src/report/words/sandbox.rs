//! The words of `src/sandbox`: codes 800 to 899, in the order of their numbers.

use crate::sandbox::codes;

use super::Words;

/// See the module.
pub const TABLE: &[Words] = &[
    Words::new(
        codes::PORT_UNUSABLE,
        "the sandbox cannot listen on {address}: {cause}",
        "Choose another port with `--port`, or leave it out to take a free one.",
    ),
    Words::new(
        codes::STATE_DAMAGED,
        "{path} is damaged: {cause}",
        "It is left as it is. Restore it from a copy, or delete it and the log beside it to start the sandbox afresh.",
    ),
    Words::new(
        codes::STATE_UNKNOWN_VERSION,
        "{path} has the format version {version}, which this meibo does not know",
        "Use the version of meibo that wrote it, or delete it and the log beside it to start the sandbox afresh.",
    ),
    Words::new(
        codes::STATE_UNUSABLE,
        "{path} cannot be used as the sandbox's state: {cause}",
        "Check the path and its permissions, or name another file with `--sandbox=FILE` (`--state FILE` for `meibo sandbox`).",
    ),
    Words::new(
        codes::STATE_IN_USE,
        "another process uses the sandbox's state {path}",
        "Wait until it has ended, or name another file with `--sandbox=FILE` (`--state FILE` for `meibo sandbox`).",
    ),
    Words::new(
        codes::STATE_LOG_OF_ANOTHER,
        "{log} holds {calls} calls that do not continue {path}",
        "The state file was changed, replaced or deleted. Put the old one back, or delete the log to go on without those calls.",
    ),
    Words::new(
        codes::SEED_UNUSABLE,
        "the sandbox cannot begin with {path}: {cause}",
        "A seed is a sandbox's state file, or a snapshot that `meibo pull` saved with the configuration it was read for.",
    ),
    Words::new(
        codes::KEY_UNUSABLE,
        "the sandbox's key {path} cannot be used: {cause}",
        "Delete the file: a new key is made, and printed with everything that belongs to it.",
    ),
    Words::new(
        codes::LOG_UNUSABLE,
        "the log of calls cannot be written to {path}: {cause}",
        "Check the path given with `--log` and its permissions.",
    ),
    Words::new(
        codes::FAULTS_UNUSABLE,
        "the rules of faults in {path} cannot be used: {cause}",
        "It is a JSON or YAML file with the list `faults`; docs/sandbox.md shows every property.",
    ),
];
