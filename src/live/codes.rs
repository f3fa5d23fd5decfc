//! What can go wrong while the tenant is read: codes 550 to 599. What goes wrong with a
//! single call has the codes of [`crate::api::codes`].

use crate::source::Code;

/// The first read of a domain was refused. `domain` (key), `id`, `status`, `said`.
pub const DOMAIN_REFUSED: Code = Code(550);
/// A warning: member properties that the configuration manages are hidden by the tenant's
/// "manage items". `domain` (key), `properties`.
pub const HIDDEN_PROPERTIES: Code = Code(551);
/// A warning: what the list of groups shows of who is in them is not whole, so every list is
/// read page by page. `group` (id), `sampled`, `of`.
pub const INLINE_NOT_WHOLE: Code = Code(552);
/// A warning: who is in the groups takes minutes to read. `groups`, `calls`, `minutes`, `rate`.
pub const LONG_GROUPS: Code = Code(553);
/// A warning: reading takes minutes. `calls`, `minutes`, `rate`.
pub const LONG_READING: Code = Code(554);
/// A snapshot file cannot be read. `path`, `why`.
pub const SNAPSHOT_UNREADABLE: Code = Code(560);
/// A file that is no snapshot, or a damaged one. `path`, `why`.
pub const SNAPSHOT_DAMAGED: Code = Code(561);
/// A snapshot of another format. `path`, `found`, `expected`.
pub const SNAPSHOT_FORMAT: Code = Code(562);
/// A snapshot of another tenant. `path`, `found`, `expected`.
pub const SNAPSHOT_TENANT: Code = Code(563);
/// A snapshot file cannot be written. `path`, `why`.
pub const SNAPSHOT_NOT_WRITTEN: Code = Code(564);
/// A snapshot that was made with fewer lists than the configuration needs. `path`, `lists`.
pub const SNAPSHOT_LACKS: Code = Code(565);
