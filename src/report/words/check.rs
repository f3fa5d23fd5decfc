//! The words of `src/check`: codes 200 to 299, in the order of their numbers.

use super::Words;
use crate::check::codes::*;

/// See the module.
pub const TABLE: &[Words] = &[
    Words::new(
        UNKNOWN_REFERENCE,
        "no {kind} with the key {key} is declared",
        "Declare it, correct the key, or name an object without a key by its `id` (a member also by its `email`).",
    ),
    Words::new(
        FORMER_KEY,
        "{key} is a former key: the {kind} is now {now}",
        "Write {now}.",
    ),
    Words::new(
        REFERENCE_TO_DELETED,
        "{key} is declared `state: deleted`",
        "Take the reference out, or let the member stay.",
    ),
    Words::new(
        LISTED_TWICE,
        "`{list}` names {key} twice",
        "Take one of the two out.",
    ),
    Words::new(
        DUPLICATE_KEY,
        "the {kind} key {key} is declared twice",
        "A key names one object: give one of the two another key, or merge them.",
    ),
    Words::new(
        PREVIOUSLY_ITSELF,
        "`previously` names the key {key} itself",
        "Name the key the object had before, or take `previously` out.",
    ),
    Words::new(
        PREVIOUSLY_CYCLE,
        "`previously` leads in a circle: {chain}",
        "Two objects cannot take over each other's keys: give one of them a new key.",
    ),
    Words::new(
        DUPLICATE_PREVIOUSLY,
        "two objects say that they were {previously} before",
        "Only one object can be the former {previously}: take `previously` out of the other.",
    ),
    Words::new(
        DUPLICATE_ID,
        "two objects claim the resource id {id}",
        "An id is one live object's: correct one of the two, or take it out.",
    ),
    Words::new(
        PREVIOUSLY_DECLARED,
        "{key} takes over from {previously}, which is still declared",
        "Delete the declaration of {previously}, or take `previously` out of {key}.",
    ),
    Words::new(
        DUPLICATE_ADDRESS,
        "the address {address} is already that of {kind} {key}",
        "Members, orgs and groups share one mail namespace: give one of the two another address.",
    ),
    Words::new(
        ADDRESS_TWICE,
        "the address {address} stands twice in one object",
        "Take one of the two out: an alias differs from the address itself.",
    ),
    Words::new(
        ADDRESS_UPPER_CASE,
        "the address {address} has capital letters",
        "Write {lower}: the service keeps addresses in lower case.",
    ),
    Words::new(
        FOREIGN_MAIL_DOMAIN,
        "addresses in domain {domain} end in {part} ({count} in all, {address} first), not in {name}",
        "Correct the address, or `name` of the domain in `tenant.domains`; leave it when {part} is a mail domain of the tenant, too.",
    ),
    Words::new(
        INVITATION_TO_ITSELF,
        "the `privateEmail` of {key} is the very mailbox that the invitation opens",
        "Give an address that the person can read today.",
    ),
    Words::new(
        DUPLICATE_RANK_NAME,
        "the {kind} name {name} stands twice in domain {domain}: it is that of {key}, too",
        "The service keeps these names unique in a domain: change one of the two.",
    ),
    Words::new(
        DUPLICATE_GROUP_NAME,
        "the group name {name} stands twice in domain {domain}: it is that of {key}, too",
        "Group names are unique in a domain, and capital letters make no difference: change one of the two.",
    ),
    Words::new(
        SIBLING_ORGS_SHARE_NAME,
        "two orgs under one parent are named {name}: the other is {key}",
        "The service takes it, people will mix them up: tell them apart by name.",
    ),
    Words::new(
        MEMBER_WITHOUT_NAME,
        "the name of {key} has neither `last` nor `first`",
        "Give at least one of the two.",
    ),
    Words::new(
        NAME_TOO_LONG,
        "last and first name have {length} characters together",
        "The service takes up to 80: shorten them.",
    ),
    Words::new(
        ORG_CYCLE,
        "the org {key} is below itself: {chain}",
        "Give one of these orgs another `parent`.",
    ),
    Words::new(
        ORG_DEEP,
        "the org stands on level {depth}",
        "The service documents up to 15 levels, its older guides 9 or 10: an org chart this deep may be refused.",
    ),
    Words::new(
        ORG_TOO_DEEP,
        "the org stands on level {depth}",
        "The service takes up to 15 levels: move the org up.",
    ),
    Words::new(
        PARENT_IN_OTHER_DOMAIN,
        "the parent {parent} is in domain {theirs}, the org in {ours}",
        "Choose a parent of the same domain, or give the org `domain: {theirs}`.",
    ),
    Words::new(
        TWO_LEADERS,
        "the org {org} has two leaders: {key} is the other",
        "An org has one leader, and setting one unseats the other: take `leader` out of one of the two posts.",
    ),
    Words::new(
        VISIBLE_UNDER_PRIVATE,
        "the org {key} is `visible: true` below the private org {above}",
        "Everything below a private org is private: take `visible` out, or make {above} visible.",
    ),
    Words::new(
        TOO_MANY_ORGS,
        "domain {domain} has {count} orgs",
        "The service takes up to {max} in a domain on this plan: merge some.",
    ),
    Words::new(
        TOO_MANY_RANKS,
        "domain {domain} has {count} {section}",
        "The service takes up to {max} in a domain: merge some.",
    ),
    Words::new(
        TWO_PRIMARY_POSTS,
        "two posts in domain {domain} are `primary: true`",
        "A member has one primary post in a domain: take `primary` out of the others.",
    ),
    Words::new(
        POST_TWICE,
        "two posts are in the org {org}",
        "A member has one post in an org: merge the two.",
    ),
    Words::new(
        TOO_MANY_POSTS,
        "the member has {count} posts in domain {domain}",
        "The service takes up to 30: leave some out.",
    ),
    Words::new(
        POST_IN_OTHER_DOMAIN,
        "the org {org} is in domain {theirs}, the post in {ours}",
        "Posts of another domain stand under `secondary` with `domain: {theirs}`.",
    ),
    Words::new(
        RANK_OF_OTHER_DOMAIN,
        "the {kind} {key} is of domain {theirs}, not of {ours}",
        "Declare it in domain {ours}, too, or choose one of that domain.",
    ),
    Words::new(
        SECONDARY_IS_PRIMARY,
        "`secondary` names the member's own domain {domain}",
        "Posts in the primary domain stand under `posts`; `secondary` is for other domains.",
    ),
    Words::new(
        SECONDARY_TWICE,
        "`secondary` names the domain {domain} twice",
        "Merge the two entries: their posts can stand in one list.",
    ),
    Words::new(
        GROUP_CYCLE,
        "groups hold each other in a circle: {chain}",
        "Take one of these groups out of the other.",
    ),
    Words::new(
        GROUP_IN_ITSELF,
        "the group {key} holds itself",
        "Take it out of its own `groups`.",
    ),
    Words::new(
        GROUP_WITHOUT_MASTER,
        "the group {key} has an empty list of masters",
        "Name at least one member under `masters`, or leave `masters` out to keep the present ones.",
    ),
    Words::new(
        MASTER_OF_OTHER_DOMAIN,
        "the master {master} is of domain {theirs}, the group of {ours}",
        "The service may refuse masters of another domain: choose a member of {ours}.",
    ),
    Words::new(
        MASTER_NO_MEMBER,
        "the master {master} is no member of the group",
        "A master manages the group, and uses its room, notes and folders only as a member: add {master} to `members`.",
    ),
    Words::new(
        FEATURES_WITHOUT_MESSAGE,
        "`features` has {features} without message",
        "These belong to the message room, and the service would switch them off: add `message`, or take them out.",
    ),
    Words::new(
        MAIL_AND_ADDRESS,
        "the group {key} has only one of the feature `mail` and an `email`",
        "The two go together: give both or neither.",
    ),
    Words::new(
        SWITCH_OFF,
        "{sections} of domain {domain} are declared while the sync switch `{switch}` is off",
        "People can edit them in the console, so expect drift. `meibo checklist` says how to turn it on.",
    ),
    Words::new(
        SWITCH_ON_UNDECLARED,
        "the sync switch `{switch}` of domain {domain} is on, and {sections} are not declared",
        "Nobody can edit them, neither in the console nor here: declare them, or turn the switch off.",
    ),
    Words::new(
        SYNC_OFF,
        "{sections} of domain {domain} are declared while Organization Sync is off",
        "People can edit them in the console, so expect drift. `meibo checklist` says how to turn it on.",
    ),
    Words::new(
        SECONDARY_SYNC_OFF,
        "{count} members have posts in domain {domain}, whose Organization Sync is off while theirs is on",
        "Turn it on in domain {domain} as well: posts across domains want it on both sides.",
    ),
    Words::new(
        PROTECTS_NOTHING,
        "`policy.protect` names the {kind} {key}, which is not declared",
        "Correct the key, or take it out.",
    ),
    Words::new(
        PROTECTED_DELETED,
        "the member {key} is protected and declared `state: deleted`",
        "Take the key out of `policy.protect` first, if the member is to go.",
    ),
    Words::new(
        PERCENT_OUT_OF_RANGE,
        "{percent} is no share in percent",
        "Give a number from 0 to 100.",
    ),
    Words::new(
        OWNS_WITHOUT_SECTION,
        "`policy.owns` claims {section}, and the configuration has no section `{section}`",
        "Every live one of them would be removed. Restore the section, take the claim out, or write `{section}: []` when that is what you want.",
    ),
    Words::new(
        DUPLICATE_DOMAIN,
        "two domains have the {what} {value}",
        "Give each domain its own.",
    ),
    Words::new(
        NEEDS_ADVANCED,
        "`{property}` needs the Advanced plan, and this tenant is on {plan}",
        "Take it out, or correct `tenant.plan`.",
    ),
    Words::new(
        FREE_CANNOT_WRITE,
        "the Free plan cannot be written by API",
        "meibo can plan and report drift; applying needs a paid plan.",
    ),
    Words::new(
        LEAVE_BACKWARDS,
        "the leave ends before it begins",
        "Exchange the two, or correct one.",
    ),
    Words::new(
        NO_SUCH_DATE,
        "`{property}` is a date that does not exist",
        "Write a day of the calendar as YYYY-MM-DD.",
    ),
    Words::new(
        CUSTOM_PROTOCOL,
        "`customProtocol` stands beside `protocol: {protocol}`",
        "It comes with `protocol: CUSTOM` only: take it out, or change the protocol.",
    ),
    Words::new(
        RELATED_TO_ITSELF,
        "{key} is related to itself",
        "Name another member, or take the relation out.",
    ),
];
