//! What the rules of the service say when they refuse, by the reason in
//! [`crate::world`]'s refusals.

use super::Text;

/// A rule and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefusalWords {
    /// The reason, in camelCase.
    pub reason: &'static str,
    /// English; the refusal's parameters stand in it as `{name}` (its `name` as `{value}`).
    pub en: Text,
}

impl RefusalWords {
    /// What it says in a language.
    pub fn text(&self, _language: super::Language) -> Text {
        self.en
    }
}

const fn refusal(
    reason: &'static str,
    message: &'static str,
    remedy: &'static str,
) -> RefusalWords {
    RefusalWords {
        reason,
        en: Text { message, remedy },
    }
}

/// What no configuration can bring about.
const INTERNAL: &str = "This is an error of meibo: please report it.";
/// Something that changes outside the configuration.
const AGAIN: &str = "The tenant has changed, or meibo has misread it: plan again.";

/// In the order of `world/reasons.rs`.
pub const TABLE: &[RefusalWords] = &[
    // Requests.
    refusal("unknownPath", "there is no such call", INTERNAL),
    refusal("methodNotAllowed", "the call has no such method", INTERNAL),
    refusal(
        "badEncoding",
        "the path is not encoded as it should be",
        INTERNAL,
    ),
    refusal("bodyRequired", "the call needs a body", INTERNAL),
    refusal("bodyMalformed", "the body is no JSON object", INTERNAL),
    refusal(
        "missingProperty",
        "{property} is missing",
        "A new object needs it: declare it.",
    ),
    refusal(
        "wrongType",
        "{property} is not of the type {expected}",
        INTERNAL,
    ),
    refusal(
        "notNullable",
        "{property} cannot be cleared",
        "Give it a value, or leave it out to keep the live one.",
    ),
    refusal(
        "tooShort",
        "{property} is shorter than {min} characters",
        "Write more.",
    ),
    refusal(
        "tooLong",
        "{property} has {length} characters, and at most {max} are allowed",
        "Shorten it.",
    ),
    refusal(
        "badCharacters",
        "{property} holds the character {character}, which is not allowed there",
        "Take the character out.",
    ),
    refusal(
        "outOfRange",
        "{property} is {value}, and must be from {min} to {max}",
        "Correct the number.",
    ),
    refusal(
        "tooManyEntries",
        "{property} has {length} entries, and at most {max} are allowed",
        "Leave some out. Entries that name unmanaged objects are kept and count, too, unless `policy.lists` is `exclusive`.",
    ),
    refusal(
        "tooFewEntries",
        "{property} has {length} entries, and at least {min} are needed",
        "Add one.",
    ),
    refusal(
        "duplicateEntry",
        "{property} names {value} twice",
        "Take one of the two out.",
    ),
    refusal(
        "unknownValue",
        "{property} is {value}, which is none of the words allowed",
        "Choose one of those that the schema lists.",
    ),
    refusal(
        "countTooLarge",
        "a page of {value} is asked for, and {max} is the most",
        INTERNAL,
    ),
    refusal("badCursor", "the cursor is none the service gave", AGAIN),
    // Objects.
    refusal("notFound", "there is no {kind} {value}", AGAIN),
    refusal(
        "noSuchReference",
        "{property} names the {kind} {value}, which does not exist",
        AGAIN,
    ),
    refusal(
        "noSuchDomain",
        "{property} names the domain {value}, which the tenant does not have",
        "Correct the number of the domain in `tenant.domains`.",
    ),
    refusal(
        "domainChange",
        "an object is moved from domain {from} to {to} by a call that cannot",
        INTERNAL,
    ),
    refusal(
        "duplicateKey",
        "the key {key} is that of another {kind} ({holder})",
        "Give one of the two another key. A member in deletion keeps its key for seven days.",
    ),
    refusal(
        "duplicateName",
        "the name {value} is that of another {kind} in the domain ({holder})",
        "Give one of the two another name.",
    ),
    refusal(
        "duplicateEmail",
        "the address {email} is held by the {holderKind} {holder}",
        "Choose another address, or free it there first. A member in deletion holds its address for seven days: wait, bring the member back, or erase it by `policy.removal: forceDelete`.",
    ),
    refusal(
        "badEmail",
        "{property} is no address the service takes: {value}",
        "Write 2 to 40 lower-case letters, digits, `.`, `-` or `_` before the @, 90 characters in all.",
    ),
    refusal(
        "foreignEmail",
        "the address {value} is of no mail domain of the tenant",
        "Correct the part after the @, or `name` of the domain in `tenant.domains`.",
    ),
    refusal(
        "planLacks",
        "the {plan} plan has no {feature}",
        "Take it out, or correct `tenant.plan`.",
    ),
    // Org units.
    refusal(
        "parentInOtherDomain",
        "the parent {parent} of {org} is in another domain",
        "Choose a parent of the same domain.",
    ),
    refusal(
        "orgCycle",
        "{org} would stand below itself, under {parent}",
        "Choose another parent.",
    ),
    refusal(
        "orgTooDeep",
        "{org} would stand on level {depth}, and {max} is the last",
        "Move it up.",
    ),
    refusal(
        "tooManyOrgs",
        "the domain holds {max} orgs already, which is the most",
        "Remove some first. Orgs that are not managed count, too.",
    ),
    refusal(
        "displayOrderTooLarge",
        "the place {value} is beyond the last sibling ({max})",
        INTERNAL,
    ),
    refusal(
        "visibleUnderPrivate",
        "{org} is visible below the private org {parent}",
        "Take `visible` out, or make the parent visible.",
    ),
    refusal(
        "duplicateSiblingName",
        "the parent has another org named {value} ({holder})",
        "Tell the two apart by name.",
    ),
    refusal(
        "orgHasMembers",
        "{org} still has members ({count}, {member} first)",
        "Give them posts elsewhere, or leave none. Members who are not managed, suspended, pending or in deletion count, too.",
    ),
    refusal(
        "orgHasChildren",
        "{org} still has orgs below it ({child} first)",
        "Move or remove those first.",
    ),
    // Levels, positions, user types.
    refusal(
        "featureDisabled",
        "{feature} are switched off in domain {domain}",
        "Add them to `enable` of the domain in `tenant.domains`.",
    ),
    refusal(
        "tooManyRanks",
        "the domain holds {max} of this kind ({kind}) already, which is the most",
        "Remove some first. Those that are not managed count, too.",
    ),
    refusal(
        "rankIsHeld",
        "the {kind} {rank} is still held by members ({count}, {member} first)",
        "Give them another, or none. Members who are not managed count, too.",
    ),
    // Members.
    refusal(
        "badFormat",
        "{property} has not the form it must have: {expected}",
        "Write it in that form.",
    ),
    refusal(
        "nameEmpty",
        "{property} has neither last nor first name",
        "Give at least one of the two.",
    ),
    refusal(
        "badPassword",
        "the first password is missing or too weak",
        "Set MEIBO_NEW_MEMBER_PASSWORD to one of at least 8 letters and digits, or leave it to the member (`passwordBy: member`).",
    ),
    refusal(
        "contradiction",
        "{property} and {other} exclude each other",
        "Take one of the two out.",
    ),
    refusal(
        "memberLimit",
        "no seat is left in domain {domain}: the limit is {max} members",
        "Remove members first, or buy seats. A member in deletion keeps its seat for seven days.",
    ),
    refusal(
        "duplicateDomain",
        "{property} names the domain {value} twice",
        "Merge the two entries.",
    ),
    refusal(
        "severalPrimaries",
        "more than one entry of {property} is primary",
        "Leave `primary` with one of them.",
    ),
    refusal(
        "primaryInOtherDomain",
        "the primary entry of {property} is of {value}, the member of domain {domain}",
        INTERNAL,
    ),
    refusal(
        "orgInOtherDomain",
        "{property} names the org {org}, which is not of domain {domain}",
        "Put the post under `secondary` with the org's domain.",
    ),
    refusal(
        "otherUserKey",
        "{property} is {value}, the member's key {key}",
        INTERNAL,
    ),
    refusal(
        "memberIsDeleted",
        "{member} is in deletion",
        "Declare the member as active to bring it back first, or wait until the seven days are over.",
    ),
    refusal("memberIsNotDeleted", "{member} is not in deletion", AGAIN),
    refusal(
        "memberIsPending",
        "{member} has not joined yet",
        "Wait until the person has joined.",
    ),
    refusal("memberIsNotPending", "{member} has joined already", AGAIN),
    refusal("memberIsSuspended", "{member} is suspended", AGAIN),
    refusal("memberIsNotSuspended", "{member} is not suspended", AGAIN),
    refusal(
        "memberIsOnLeave",
        "{member} is on leave",
        "End the leave first (`leave: null`).",
    ),
    refusal(
        "memberIsAdministrator",
        "{member} is an administrator of the service",
        "Take the role away in the admin console first.",
    ),
    refusal(
        "onlyMaster",
        "{member} is the only master of the group {group}",
        "Give the group another master first.",
    ),
    refusal(
        "moveWithinDomain",
        "{member} is in domain {domain} already",
        INTERNAL,
    ),
    refusal(
        "leaveEndsFirst",
        "the leave ends before it begins",
        "Exchange the two, or correct one.",
    ),
    refusal(
        "notInFuture",
        "{property} ({value}) is not in the future",
        "Leave it out: then it holds at once.",
    ),
    refusal(
        "reservedEmail",
        "{property} ({value}) begins with a word that is kept for the system",
        "Choose another login id.",
    ),
    refusal("noSuchAlias", "{member} has no alias {value}", AGAIN),
    refusal(
        "noPrivateEmail",
        "{member} has no private address to be invited by",
        "Give a `privateEmail`, or `passwordBy: admin`.",
    ),
    refusal(
        "invitedToday",
        "everybody in domain {domain} was invited within the last day",
        "Wait until tomorrow.",
    ),
    // What is set on objects.
    refusal(
        "noRestriction",
        "no restriction of the org chart is set on {object}",
        INTERNAL,
    ),
    refusal(
        "noSuchStatus",
        "there is no profile status {value}",
        INTERNAL,
    ),
    refusal(
        "duplicateStatus",
        "the domain has a profile status {value} already",
        INTERNAL,
    ),
    refusal(
        "tooManyStatuses",
        "the domain has {max} profile statuses of its own already, which is the most",
        INTERNAL,
    ),
    refusal(
        "statusIsBuiltIn",
        "the profile status {value} is built in",
        INTERNAL,
    ),
    refusal(
        "secondStatus",
        "the member {member} has such a profile status already ({holder})",
        INTERNAL,
    ),
    refusal(
        "statusEndsFirst",
        "{property} is not after the beginning",
        INTERNAL,
    ),
    refusal("noPhoto", "{object} has no photo", INTERNAL),
    refusal("noUpload", "no such file is awaited", INTERNAL),
    refusal(
        "otherFileSize",
        "the file has {value} bytes, and {expected} were told",
        INTERNAL,
    ),
    // The console and the clock.
    refusal(
        "invitationExpired",
        "the invitation of {member} ran out at {at}",
        "Send it again.",
    ),
    refusal(
        "syncReadOnly",
        "Organization Sync of domain {domain} makes {area} read-only in the console",
        "Change it by the API, or turn the switch off.",
    ),
    refusal(
        "clockGoesBack",
        "the clock shows {from} and cannot be moved back to {to}",
        "Name a later time.",
    ),
    // Groups.
    refusal(
        "lastMaster",
        "the group {group} would be without a master",
        "Name another master.",
    ),
    refusal(
        "masterInOtherDomain",
        "the master {member} is not of the group's domain {domain}",
        "Choose a member of that domain.",
    ),
    refusal(
        "alreadyInGroup",
        "the {kind} {value} is in the group {group} already",
        AGAIN,
    ),
    refusal(
        "notInGroup",
        "the {kind} {value} is not in the group {group}",
        AGAIN,
    ),
    refusal(
        "groupCycle",
        "the group {group} would be in itself, through {member}",
        "Take one of the two out of the other.",
    ),
    refusal(
        "groupIsDynamic",
        "the members of the group {group} are computed from conditions",
        "Leave `members` out of its declaration.",
    ),
    refusal(
        "groupEmpty",
        "the group {group} would be without members",
        "Name at least one.",
    ),
    refusal(
        "tooManyGroups",
        "{member} is in {max} groups already, which is the most",
        "Take the member out of some.",
    ),
    refusal(
        "pendingInGroup",
        "{member} has not joined yet and cannot be in groups",
        "Wait until the person has joined.",
    ),
    refusal(
        "mailNeedsAddress",
        "the group {group} has mail and no address",
        "Give it an `email`.",
    ),
    refusal(
        "takenOutOfSight",
        "a group that no call shows has the name or key {value}",
        "It belongs to an external group, or to one deleted a short while ago: choose another name or key.",
    ),
    // Custom properties.
    refusal(
        "immutable",
        "{property} never changes once it is made",
        "Make another one instead.",
    ),
    refusal(
        "tooManyProperties",
        "the domain has {max} custom properties, which is the most",
        "Remove one first.",
    ),
    refusal(
        "undefinedProperty",
        "the domain defines no custom property of the name {property}",
        "Define it in the admin console, or correct the name.",
    ),
    // Talking to the outside.
    refusal(
        "prohibitedName",
        "{value} holds a word or sign that people outside may not see",
        "Take \"line\" and emoji out of the names of the company and the member.",
    ),
    refusal(
        "talkForEveryone",
        "the domain lets everybody talk to the outside, so no single member can be granted or refused it",
        "Change the setting in the admin console first.",
    ),
    refusal(
        "talkInProcess",
        "the last grant or removal for this member is still being processed",
        "Wait a little, and try again.",
    ),
    refusal(
        "talkNotAllowedThere",
        "the member may talk to the outside, and domain {domain} allows nobody that",
        "Take the permission away first, or allow it in that domain.",
    ),
    refusal(
        "oldAddressNotKept",
        "people outside know the member by {value}, and the new address holds a prohibited word",
        "Keep the old address among `aliasEmails`.",
    ),
    // Access.
    refusal("noToken", "the call has no token", INTERNAL),
    refusal("tokenExpired", "the token has expired", INTERNAL),
    refusal(
        "scopeMissing",
        "the token has the scopes {scopes}, and the call needs one of {needs}",
        "Give the app the scope `directory` in the Developer Console.",
    ),
    refusal(
        "notForServiceAccounts",
        "no service account may call this",
        INTERNAL,
    ),
    refusal(
        "planCannotWrite",
        "the Free plan cannot write the directory",
        "Applying needs a paid plan.",
    ),
    refusal(
        "tooManyRequests",
        "there were more than {limit} calls of {operation} in a minute",
        AGAIN,
    ),
    refusal(
        "tokenRefused",
        "the token endpoint refused: {detail}",
        AGAIN,
    ),
];
