//! The words of apply and of the store (`src/apply`, `src/store`): codes 700 to 799, in the order of their numbers.

use super::Words;
use crate::apply::codes;
use crate::apply::undo::codes as undo;
use crate::store::codes as store;

/// See the module.
pub const TABLE: &[Words] = &[
    Words::new(
        codes::STEP_REFUSED,
        "step {n} ({op} {object} {name}) was refused: the service answered {status} to {call}: {said}",
        "Read what the service says, correct the configuration or the tenant, and run apply again: it plans what is left.",
    ),
    Words::new(
        codes::ALREADY_THERE,
        "step {n}: {object} {name} cannot be created, because an object with the same {by} is there already ({id})",
        "If it is the same object, adopt it with `id: {id}` or `previously:`; else give the new one another name.",
    ),
    Words::new(
        codes::STEP_UNKNOWN,
        "step {n} ({op} {object} {name}): it is not known whether {call} was done: {why}",
        "Run plan: it reads the tenant and shows what is left.",
    ),
    Words::new(
        codes::NOT_SENT_NEEDS,
        "step {n} ({op} {object} {name}) was not sent, because it needs {needs}, which was not done",
        "Solve what stopped the other step and run apply again.",
    ),
    Words::new(
        codes::STOPPED_ON_REQUEST,
        "stopped on request: {done} of {total} steps are done, {left} were not sent",
        "Run apply again to do what is left: it plans from the tenant as it is now.",
    ),
    Words::new(
        codes::STOPPED,
        "stopped, because going on made no sense ({why}): {done} of {total} steps are done, {left} were not sent",
        "Once the service answers again, run apply: it plans from the tenant as it is then.",
    ),
    Words::new(
        codes::SECRET_MISSING,
        "step {n} ({object} {name}) needs the secret {secret}, which was not given",
        "Set MEIBO_NEW_MEMBER_PASSWORD for members whose first password the administrator sets.",
    ),
    Words::new(
        codes::STEP_NOT_SENT,
        "step {n} ({op} {object} {name}) never reached the service: {why}",
        "Check the network, the proxy and the address of the service, and run apply again.",
    ),
    Words::new(
        codes::KEYS_GIVEN_IN_PART,
        "step {n}: the service refused the external keys of {object} ({said}), and gave {given} of {of} all the same",
        "Run plan: it shows which keys are missing still.",
    ),
    Words::new(
        codes::MOVED_MEANWHILE,
        "step {n} ({op} {object} {name}) was not sent: {property} of {what} was {planned} when the plan was made and is {found} now",
        "Somebody changed it meanwhile. Run plan to see whether it is to go still.",
    ),
    Words::new(
        codes::SURVIVOR,
        "{object} should have gone along with {above} (step {n}) and is still there",
        "Run plan: it shows what is left below the deleted org.",
    ),
    Words::new(
        codes::READS_OTHERWISE,
        "{object} {name}: {property} was written as {expected} and reads {found}",
        "Somebody may have changed it meanwhile, or the service keeps another value: run plan to see what differs.",
    ),
    Words::new(
        codes::NOT_READ_BACK,
        "{object} {name} could not be read back: {why}",
        "Run plan: it reads the tenant again.",
    ),
    Words::new(
        codes::STILL_THERE,
        "{object} {name} was deleted and is still there",
        "Run plan in a few minutes: the service may be slow to show it.",
    ),
    Words::new(
        codes::NOT_THERE,
        "{object} {name} was written and is not there",
        "Somebody may have deleted it meanwhile: run plan to see what is left.",
    ),
    Words::new(
        codes::STILL_SETTLING,
        "{object} {name}: {property} was written as {expected} and still reads {found}",
        "This may be on its way: the service may take {minutes} minutes to show it everywhere. `meibo drift` tells after that whether it came.",
    ),
    Words::new(
        codes::GONE_MEANWHILE,
        "step {n} ({op} {object} {name}) was not sent: {what} is gone already",
        "Somebody else deleted it. Run plan to see what is left to do.",
    ),
    Words::new(
        codes::JOINED_MEANWHILE,
        "step {n} ({op} {object} {name}) was not sent: {what} has members now that the plan knows nothing of",
        "Somebody put them there meanwhile. Run plan to see whether it is to go still.",
    ),
    Words::new(
        codes::STOPPED_UNKEPT,
        "stopped, because what is done could not be kept: {done} of {total} steps are done, {left} were not sent",
        "Nothing is lost: what was sent is in the journal. Make room for it, then go on with `meibo apply --resume`.",
    ),
    Words::new(
        codes::NOT_REREAD,
        "step {n} ({op} {object} {name}) was not sent: it could not be read just before: {why}",
        "Nothing is taken away unseen. Run apply again once the service answers.",
    ),
    Words::new(
        codes::PLAN_VERSION,
        "the plan has format version {found}; this meibo knows version {known}",
        "Make the plan again with this meibo, or apply it with the one that made it.",
    ),
    Words::new(
        codes::PLAN_UNREADABLE,
        "the plan cannot be read: {why}",
        "Make it again with `meibo plan --out FILE`; what `--format json` prints is masked and not for applying.",
    ),
    Words::new(
        codes::PLAN_ALTERED,
        "the plan was changed after it was made: it says {found} and holds {computed}",
        "Make it again with `meibo plan --out FILE`: a plan is applied as it was reviewed or not at all.",
    ),
    Words::new(
        codes::PLAN_OF_ANOTHER_TENANT,
        "the plan is for the tenant {planned}, not for {tenant}",
        "Use the configuration and the credentials of {planned}.",
    ),
    Words::new(
        codes::PLAN_HAS_ERRORS,
        "the plan holds {count} errors and is not to be applied",
        "Solve what `meibo plan` says and make the plan again.",
    ),
    Words::new(
        codes::PLAN_EXCEEDS_LIMIT,
        "the plan exceeds a limit of the policy: {action} {count} of {of} ({kind})",
        "Check that nothing is missing from the configuration; if the change is wanted, raise policy.limits or name it with `--allow`, and plan again.",
    ),
    Words::new(
        codes::MOVED,
        "{object} {name}: {property} was {planned} when the plan was made and is {found} now (step {n})",
        "Somebody changed the tenant since. Make the plan again and review it.",
    ),
    Words::new(
        codes::GONE,
        "{object} {name} was there when the plan was made and is gone now ({id}, step {n})",
        "Somebody changed the tenant since. Make the plan again and review it.",
    ),
    Words::new(
        codes::TAKEN,
        "{object} {name}: {property} {value} was free when the plan was made and is taken now by {holder} (step {n})",
        "Somebody changed the tenant since. Make the plan again and review it.",
    ),
    Words::new(
        codes::NOT_EMPTY,
        "{object} {name} had no members when the plan was made and has some now (step {n})",
        "Somebody changed the tenant since. Make the plan again and review it.",
    ),
    Words::new(
        codes::UNKNOWN_EXPECTATION,
        "{object}: the plan expects something this meibo cannot check: {what} (step {n})",
        "Apply it with the meibo that made it, or make it again with this one.",
    ),
    Words::new(
        codes::EXPECTATION_UNREAD,
        "{object} {name}: what the plan expects could not be read: {why} (step {n})",
        "Try again; nothing was changed.",
    ),
    Words::new(
        store::LEASE_HELD,
        "another apply is running on the tenant {tenant}: {holder}, since {since}",
        "Wait until it has ended. Its turn ends with its process, however that ends; nothing has to be deleted.",
    ),
    Words::new(
        store::STORE_UNUSABLE,
        "{path} cannot be used to keep what a run does: {cause}",
        "Nothing is sent that could not be kept. Make room on the disk, or make the folder of the configuration writable, or copy the configuration to where it is.",
    ),
    Words::new(
        store::LEASE_ELSEWHERE,
        "an apply on another machine has its turn on the tenant {tenant}: {holder}, since {since}",
        "Wait until it has ended, or, if it died, until {until}. If you know that it is dead, `--break-lease {run}` takes its turn now.",
    ),
    Words::new(
        store::LEASE_LOST,
        "somebody took this run's turn on the tenant {tenant}: {holder}",
        "This run stopped after the call in flight. Find out who did so and why before you go on with it.",
    ),
    Words::new(
        store::JOURNAL_DAMAGED,
        "the journal {journal} cannot be read: line {line}: {cause}",
        "It was changed after it was written. Restore it, or move it away: then what it knew is read from the tenant.",
    ),
    Words::new(
        store::JOURNAL_VERSION,
        "the journal {journal} is of form {found}, and this meibo knows {known}",
        "Go on with the meibo that wrote it.",
    ),
    Words::new(
        store::JOURNAL_UNKNOWN,
        "there is no journal of a run {journal} in {known}",
        "`meibo history` lists the runs there are.",
    ),
    Words::new(
        store::JOURNAL_AMBIGUOUS,
        "several runs begin with {journal}: {runs}",
        "Give more of the name.",
    ),
    Words::new(
        undo::CHANGED_SINCE,
        "{object}: {field} was changed by somebody since the run, and is left as it is",
        "Compare the two and decide; `--force` takes it back to what it was before the run.",
    ),
    Words::new(
        undo::GONE_FOR_GOOD,
        "{object} ({name}) cannot come back: the account was erased, or its seven days in deletion are over",
        "Declare a new member of that key and address; mail, talk and files of the old one are lost.",
    ),
    Words::new(
        undo::MADE_AND_USED,
        "{object} ({name}) was made by the run and stays: somebody changed it or uses it since ({by})",
        "Empty it first, or remove it by the configuration. `--force` also removes what was changed since.",
    ),
    Words::new(
        undo::NOT_THERE,
        "{object} ({name}) was changed by the run and is no longer there",
        "Nothing is taken back of it. Whoever removed it knows why.",
    ),
    Words::new(
        undo::NOT_KNOWN,
        "{object}: {field} cannot be all as it was: what it was is not known, or names what is no longer there",
        "Set it by the configuration.",
    ),
    Words::new(
        undo::MADE_ANEW,
        "{object} ({name}) is made anew: its messages, notes, events and files do not come back",
        "The data of a deleted org can be restored into another one for 30 days, by an administrator in the console; that of a group cannot.",
    ),
    Words::new(
        undo::CANNOT_BE_MADE,
        "{object} ({name}), which the run deleted, cannot be made anew for want of its {lacks}",
        "Declare it in the configuration as it is to be.",
    ),
    Words::new(
        undo::NOT_WHOLE,
        "what step {step} took from {object} does not all come back",
        "`meibo history show {run}` tells what it changed.",
    ),
    Words::new(
        undo::STAYS_ON,
        "{object} was switched on by the run and stays on",
        "meibo never switches a list off, since what it holds would be lost: an administrator can, in the console.",
    ),
    Words::new(
        undo::MAIL_WAS_SENT,
        "invitation mails that were sent cannot be called back: {count}",
        "The links in them lead nowhere once the members are deleted. Tell whoever got one.",
    ),
    Words::new(
        undo::KEY_STAYS,
        "{object} keeps the external key {key} that the run gave it: under single sign-on a member needs one",
        "Give it another one by the configuration, with `previously`.",
    ),
    Words::new(
        undo::NOT_ENDED,
        "the run {run} did not come to its end: it may be going on",
        "Wait for its end. A run that was killed is taken back without `--out`, or gone on with by `meibo apply --resume`.",
    ),
    Words::new(
        undo::IN_DOUBT,
        "nobody knows whether these steps of the run {run} were done: {steps}. What shows that they were is taken back",
        "`meibo history show {run}` tells what they were to do: look whether the tenant is as it was.",
    ),
    Words::new(
        undo::OTHER_TENANT,
        "the run {run} was of the tenant {tenant}, and the configuration is of {wanted}",
        "Name the configuration of that tenant.",
    ),
    Words::new(
        undo::HELD_IN_DELETION,
        "{object}: {field} cannot be {value} again yet: {by}, which the run made, holds it for seven days after its deletion",
        "Erase that member in the console, then undo the run again or set the value by the configuration.",
    ),
];
