//! The words of the verbs (`src/commands`): codes 650 to 699, in the order of their numbers.

use super::Words;
use crate::source::Code;

/// See the module. The verbs stand above the report, so their codes are named by number.
pub const TABLE: &[Words] = &[
    Words::new(
        // commands::codes::FILE_UNREADABLE
        Code(650),
        "{path} cannot be read: {cause}",
        "Check the path and its permissions.",
    ),
    Words::new(
        // commands::codes::FILE_UNWRITABLE
        Code(651),
        "{path} cannot be written: {cause}",
        "Check the path, its permissions and the space left.",
    ),
    Words::new(
        // commands::codes::TARGET_MALFORMED
        Code(655),
        "`--target {target}` is not of the form KIND/KEY",
        "Write a kind, a slash and a key, such as `org/sales-1`. The kinds are {kinds}.",
    ),
    Words::new(
        // commands::codes::NOBODY_TO_ASK
        Code(656),
        "applying needs a yes, and there is no terminal to ask at",
        "Review the plan, then run apply with `--yes`.",
    ),
    Words::new(
        // commands::codes::DECLINED
        Code(657),
        "not applied: the answer was not `yes`",
        "Nothing was changed. Run apply again and answer `yes` to go on.",
    ),
    Words::new(
        // commands::codes::SYSTEM
        Code(658),
        "the system refuses what meibo needs to run: {cause}",
        "Free some memory or threads and try again.",
    ),
    Words::new(
        // commands::codes::STILL_DIFFERS
        Code(659),
        "everything was applied, and the tenant still differs: {calls} more calls would be needed ({objects})",
        "Run plan to see what differs. Somebody may be changing the tenant right now, or the service takes longer to show a change.",
    ),
    Words::new(
        // commands::codes::SANDBOX_WITHOUT_TENANT
        Code(660),
        "nothing says which tenant the sandbox is to play: there is no usable configuration at {path}, no seed and no state",
        "Name the folder of a configuration, or give a state file or a snapshot with `--seed`.",
    ),
    Words::new(
        // commands::codes::NUMBER_OUT_OF_RANGE
        Code(661),
        "`{flag} {value}` is out of range",
        "Give a number {range}.",
    ),
    Words::new(
        // commands::codes::FIRST_PASSWORD_MISSING
        Code(662),
        "the plan creates members whose first password the administrator sets, and none was given",
        "Set {variable}, or let the members set their own with `passwordBy: member`.",
    ),
    Words::new(
        // commands::codes::SANDBOX_WITHOUT_STATE
        Code(663),
        "there is no sandbox at {path} for the saved plan to be applied to",
        "Name the state of the sandbox the plan was made against: `--sandbox=FOLDER/.meibo/sandbox.json`.",
    ),
    Words::new(
        // commands::codes::RUN_UNFINISHED
        Code(664),
        "the run {run} of {started} ({by}) did not come to its end: {done} of {total} steps are done, {doubtful} in doubt, {left} left",
        "`meibo apply --resume` goes on with it: what is in doubt is looked at first. `meibo apply --abandon` gives it up and plans anew from the tenant as it is.",
    ),
    Words::new(
        // commands::codes::RESUMABLE
        Code(665),
        "the run {run} can be taken up where it stands",
        "Solve what stopped it and run `meibo apply --resume`; or change the configuration and run `meibo apply --abandon`, which plans anew.",
    ),
    Words::new(
        // commands::codes::NOTHING_TO_RESUME
        Code(666),
        "there is no run to take up in {path}",
        "Every run there came to its end: run apply without `--resume`.",
    ),
    Words::new(
        // commands::codes::READING_CUT_SHORT
        Code(667),
        "everything was applied, and reading it back was stopped on request",
        "Run plan to see whether anything is left.",
    ),
    Words::new(
        // commands::codes::WHICH_TENANT
        Code(668),
        "runs of several tenants can be taken up in {path}: {tenants}",
        "Name the configuration of the tenant that is meant: `meibo apply PATH --resume`.",
    ),
    Words::new(
        // commands::codes::LISTS_LAG
        Code(670),
        "everything that was applied reads as written, and the service's lists do not show it all yet ({objects})",
        "Lists may take minutes, memberships up to {minutes} minutes: `meibo drift` tells after that whether anything is left.",
    ),
    Words::new(
        // commands::codes::SINCE_DAMAGED
        Code(671),
        "{path} does not hold the drift that was reported last: {cause}",
        "Name the file of this configuration's own `drift --since`, or delete it: the drift is reported anew then.",
    ),
    Words::new(
        // commands::codes::ALLOW_MALFORMED
        Code(680),
        "`--allow {allow}` names nothing that has a limit",
        "Write SECTION.ACTION=NUMBER, such as `members.remove=12`. There are: {known}.",
    ),
    Words::new(
        // commands::codes::ALLOW_REPEATED
        Code(681),
        "`--allow` says `{what}` more than once",
        "Say it once, with the number that may be.",
    ),
    Words::new(
        // commands::codes::ALLOW_WITH_PLAN
        Code(682),
        "`--allow` does nothing for a saved plan, which holds what was allowed when it was made",
        "Make the plan again with `meibo plan --allow ... --out FILE`, and review it.",
    ),
    Words::new(
        // commands::codes::ORG_UNKNOWN
        Code(689),
        "`--org {org}` names no org of the chart",
        "Give the key of an org as it is declared; `meibo chart` shows every key.",
    )
    .ja(
        "`--org {org}` に当たる組織は組織図にありません",
        "宣言されている組織の `key` を指定してください。`meibo chart` ですべての `key` を確認できます。",
    ),
];
