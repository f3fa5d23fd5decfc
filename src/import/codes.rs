//! Codes of problems of import: 900 to 999. Their words stand in `report/words/import.rs`.

use crate::source::Code;

// 900..929: the live directory, and files that are changed in place
/// A file cannot be changed in place so that it says what is meant: an anchor, a merge key.
pub const STUCK: Code = Code(900);
/// `--domain` is no number of a domain, or its mail domain is not known. Params: `domain`.
pub const DOMAIN_MALFORMED: Code = Code(901);
/// Nothing says which domains the tenant has.
pub const DOMAIN_UNKNOWN: Code = Code(902);
/// A file would say something else in the usual style: it stays as it is.
pub const UNTIDY: Code = Code(903);
