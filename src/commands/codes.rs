//! Problems of the verbs themselves (650 to 699).

use crate::source::Code;

/// A file cannot be read. Params: `path`, `cause`.
pub const FILE_UNREADABLE: Code = Code(650);
/// A file cannot be written. Params: `path`, `cause`.
pub const FILE_UNWRITABLE: Code = Code(651);
/// `--target` is not `KIND/KEY`. Params: `target`, `kinds`.
pub const TARGET_MALFORMED: Code = Code(655);
/// Applying needs a yes, and nobody can be asked.
pub const NOBODY_TO_ASK: Code = Code(656);
/// The person asked did not say yes.
pub const DECLINED: Code = Code(657);
/// Something a run needs of the system is refused. Params: `cause`.
pub const SYSTEM: Code = Code(658);
/// After an apply the tenant still differs. Params: `calls`, `objects`.
pub const STILL_DIFFERS: Code = Code(659);
/// A sandbox needs a configuration or a seed to begin with. Params: `path`.
pub const SANDBOX_WITHOUT_TENANT: Code = Code(660);
/// A number is out of its range. Params: `flag`, `value`, `range`.
pub const NUMBER_OUT_OF_RANGE: Code = Code(661);
/// New members need a first password that was not given. Params: `variable`.
pub const FIRST_PASSWORD_MISSING: Code = Code(662);
/// A saved plan is to be applied to a sandbox that has no state. Params: `path`.
pub const SANDBOX_WITHOUT_STATE: Code = Code(663);
/// A run did not come to its end. Params: `run`, `started`, `by`, `host`, `done`,
/// `doubtful`, `left`, `total`.
pub const RUN_UNFINISHED: Code = Code(664);
/// What is left of a run can be taken up. Params: `run`.
pub const RESUMABLE: Code = Code(665);
/// There is no run to take up. Params: `path`.
pub const NOTHING_TO_RESUME: Code = Code(666);
/// Stopped on request while everything that was applied was read back.
pub const READING_CUT_SHORT: Code = Code(667);
/// Runs of several tenants can be taken up. Params: `tenants`, `path`.
pub const WHICH_TENANT: Code = Code(668);
/// After an apply everything reads by id as written, and the lists do not show it yet
/// (a warning). Params: `objects`, `minutes`.
pub const LISTS_LAG: Code = Code(670);
/// What `--since` names holds something else, or is of another tenant. Params: `path`, `cause`.
pub const SINCE_DAMAGED: Code = Code(671);
/// `--allow` is not `SECTION.ACTION=NUMBER` of what there is. Params: `allow`, `known`.
pub const ALLOW_MALFORMED: Code = Code(680);
/// `--allow` says the same twice. Params: `what`.
pub const ALLOW_REPEATED: Code = Code(681);
/// `--allow` beside a saved plan, which says for itself what was allowed.
pub const ALLOW_WITH_PLAN: Code = Code(682);
/// The folder for an import holds something else than a configuration. Params: `path`, `name`.
pub const FOLDER_NOT_EMPTY: Code = Code(683);
/// What was imported does not load as a configuration; why is told beside it.
pub const IMPORT_REFUSED: Code = Code(684);
/// Something stands where an import is to write a new file. Params: `path`.
pub const IMPORT_IN_THE_WAY: Code = Code(685);
/// `--org` names no org of the chart. Params: `org`; `nearest` where one is near.
pub const ORG_UNKNOWN: Code = Code(689);
/// Nothing declared or live answers to what is to be shown. Params: `what`; `nearest` where one is near.
pub const SHOWN_UNKNOWN: Code = Code(690);
/// Several answer to it. Params: `what`, `count`, `candidates`.
pub const SHOWN_SEVERAL: Code = Code(691);
/// A starter folder would overwrite what is there. Params: `path`, `files`.
pub const WOULD_OVERWRITE: Code = Code(692);
/// A format that holds problems alone, for a verb that prints more. Params: `format`.
pub const FORMAT_NOT_HERE: Code = Code(694);
/// `meibo explain` of a code that there is not. Params: `code`; `nearest` where one is near.
pub const NO_SUCH_CODE: Code = Code(695);
/// Warnings where `--deny warnings` was asked for. Params: `count`.
pub const WARNINGS_DENIED: Code = Code(696);
