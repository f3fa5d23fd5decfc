//! What the reasons and consequences of plan steps say, by code, in alphabetical order.

use super::SaidWords;

/// See the module.
pub const TABLE: &[SaidWords] = &[
    said(
        "adopted",
        "it was live without a key and is the same by its name or address",
    ),
    said("adoptsKey", "takes the external key {key}"),
    said("declaredNotLive", "it is declared and does not exist yet"),
    said(
        "enablesFeature",
        "switches on {feature} for the whole domain",
    ),
    said(
        "fasterAtUsualLatency",
        "where a call is answered in {usual} s instead of {now} s",
    ),
    said(
        "fasterOnAPaidPlan",
        "on a product plan with {calls} calls of a kind a minute instead of {now}",
    ),
    said(
        "fasterOverDomains",
        "if its org writes were spread evenly over the {domains} domains, each of which takes one a second",
    ),
    said(
        "featureOff",
        "the list is switched off in this domain and the configuration declares entries of it",
    ),
    said(
        "groupDeletedData",
        "its messages, notes, events and files are deleted with it and cannot be restored",
    ),
    said("invitationMail", "sends an invitation mail to {to}"),
    said(
        "leaderUnseated",
        "{who} is no longer leader of {org}: an org has one leader",
    ),
    said(
        "leavesGroups",
        "leaves every group it is in; groups do not take it back by themselves",
    ),
    said("madeByTheRun", "the run that is taken back made it"),
    said(
        "memberDeleted",
        "leaves all orgs, groups and message rooms at once; the account can be brought back until {until}, its messages, posts and groups cannot",
    ),
    said(
        "memberForceDeleted",
        "everything of this account is erased at once and cannot be undone",
    ),
    said(
        "memberMovesDomain",
        "custom properties of the old domain are erased; rooms with outside people survive only where both domains allow them",
    ),
    said(
        "memberSuspendedLosesNothing",
        "cannot log in any more; nothing is lost, and the suspension can be lifted at any time",
    ),
    said("orderOfSiblings", "its place among its siblings differs"),
    said(
        "orgDeletedAlong",
        "these empty orgs below it are deleted along: {keys}",
    ),
    said(
        "orgDeletedData",
        "its message room, notes, events and files are deleted; an administrator can restore the data for {restorableDays} days in the console, into another org or a new group only",
    ),
    said(
        "ownedNotDeclared",
        "policy.owns covers its key and the configuration no longer declares it",
    ),
    said("parentDiffers", "it is declared below another org"),
    said(
        "passwordByAdmin",
        "gets the first password from MEIBO_NEW_MEMBER_PASSWORD; no mail is sent",
    ),
    said(
        "propertiesDiffer",
        "declared properties differ from the live ones",
    ),
    said("rekeyed", "it had another external key before"),
    said(
        "roomFeatureLost",
        "switching off {feature} hides its data, which is deleted after {days} days",
    ),
    said(
        "roomFeatureLostAtOnce",
        "switching off {feature} deletes its data for good",
    ),
    said(
        "stateDiffers",
        "its declared state differs from the live one",
    ),
    said(
        "syncIsSetInTheConsole",
        "The Organization Sync switches of {domains} are set by a person in the Developer Console, never by this plan: `meibo checklist` says which.",
    ),
    said("takesBackRun", "This takes back what the run {run} did."),
    said(
        "temporaryName",
        "takes a temporary value first, because what it is to have is still held by another object",
    ),
    said("tombstone", "the configuration declares it deleted"),
    said(
        "undeleteRestoresNothing",
        "the account comes back without its posts, groups and messages; declared posts and groups are set again by this plan",
    ),
];

const fn said(code: &'static str, en: &'static str) -> SaidWords {
    SaidWords { code, en }
}
