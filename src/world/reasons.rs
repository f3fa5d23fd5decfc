//! The `reason` of every [`super::Refusal`], in one place: the planner and the words
//! refer to them. Each says which `params` it carries.

// Requests.

/// No such path. `value`
pub const UNKNOWN_PATH: &str = "unknownPath";
/// The path exists, not with this method. `value`
pub const METHOD_NOT_ALLOWED: &str = "methodNotAllowed";
/// A path or query is not percent-encoded UTF-8. `value`
pub const BAD_ENCODING: &str = "badEncoding";
/// The call needs a body.
pub const BODY_REQUIRED: &str = "bodyRequired";
/// The body is not JSON, or no object.
pub const BODY_MALFORMED: &str = "bodyMalformed";
/// A required property is missing. `property`
pub const MISSING_PROPERTY: &str = "missingProperty";
/// A property has another type. `property`, `expected`
pub const WRONG_TYPE: &str = "wrongType";
/// A property may not be null. `property`
pub const NOT_NULLABLE: &str = "notNullable";
/// A text is too short. `property`, `min`
pub const TOO_SHORT: &str = "tooShort";
/// A text is too long. `property`, `max`, `length`
pub const TOO_LONG: &str = "tooLong";
/// A text holds a character it may not. `property`, `value`, `character`
pub const BAD_CHARACTERS: &str = "badCharacters";
/// A number is out of its range. `property`, `value`, `min`, `max`
pub const OUT_OF_RANGE: &str = "outOfRange";
/// A list is too long. `property`, `max`, `length`
pub const TOO_MANY_ENTRIES: &str = "tooManyEntries";
/// A list is too short. `property`, `min`, `length`
pub const TOO_FEW_ENTRIES: &str = "tooFewEntries";
/// A list names one thing twice. `property`, `value`
pub const DUPLICATE_ENTRY: &str = "duplicateEntry";
/// A word is none of those allowed. `property`, `value`
pub const UNKNOWN_VALUE: &str = "unknownValue";
/// A page size is beyond the maximum. `value`, `max`
pub const COUNT_TOO_LARGE: &str = "countTooLarge";
/// A cursor that this service did not give.
pub const BAD_CURSOR: &str = "badCursor";

// Objects.

/// No object of this identifier. `kind`, `value`
pub const NOT_FOUND: &str = "notFound";
/// A body refers to no object. `kind`, `property`, `value`
pub const NO_SUCH_REFERENCE: &str = "noSuchReference";
/// The tenant has no such domain. `property`, `value`
pub const NO_SUCH_DOMAIN: &str = "noSuchDomain";
/// `domainId` cannot be changed by PUT or PATCH. `from`, `to`
pub const DOMAIN_CHANGE: &str = "domainChange";
/// Another object has this external key. `kind`, `key`, `holder`
pub const DUPLICATE_KEY: &str = "duplicateKey";
/// Another object of the domain has this name. `kind`, `name`, `holder`
pub const DUPLICATE_NAME: &str = "duplicateName";
/// Another object of the domain has this address. `email`, `holderKind`, `holder`,
/// `holderDeleted` (`true` where it is a member in deletion)
pub const DUPLICATE_EMAIL: &str = "duplicateEmail";
/// An address breaks the rules of its local part, or its length. `property`, `value`
pub const BAD_EMAIL: &str = "badEmail";
/// An address is of no mail domain of the tenant. `property`, `value`
pub const FOREIGN_EMAIL: &str = "foreignEmail";
/// The product plan has no such feature. `feature`, `plan`
pub const PLAN_LACKS: &str = "planLacks";

// Org units.

/// A parent of another domain. `org`, `parent`
pub const PARENT_IN_OTHER_DOMAIN: &str = "parentInOtherDomain";
/// An org cannot stand below itself. `org`, `parent`
pub const ORG_CYCLE: &str = "orgCycle";
/// Deeper than 15 levels. `org`, `depth`, `max`
pub const ORG_TOO_DEEP: &str = "orgTooDeep";
/// Too many orgs in the domain. `max`
pub const TOO_MANY_ORGS: &str = "tooManyOrgs";
/// `displayOrder` beyond the last sibling. `value`, `max`
pub const DISPLAY_ORDER_TOO_LARGE: &str = "displayOrderTooLarge";
/// Visible below a private parent. `org`, `parent`
pub const VISIBLE_UNDER_PRIVATE: &str = "visibleUnderPrivate";
/// Two orgs of one name under one parent. `name`, `holder`
pub const DUPLICATE_SIBLING_NAME: &str = "duplicateSiblingName";
/// The org or one below it has members. `org` (the one with members), `deleted` (the
/// one to be deleted), `member` (one of them), `count`
pub const ORG_HAS_MEMBERS: &str = "orgHasMembers";
/// The org has sub-orgs. `org`, `child`
pub const ORG_HAS_CHILDREN: &str = "orgHasChildren";

// Levels, positions, user types.

/// A ranked list is off in the domain. `feature`, `domain`
pub const FEATURE_DISABLED: &str = "featureDisabled";
/// Too many in the domain. `kind`, `max`
pub const TOO_MANY_RANKS: &str = "tooManyRanks";
/// Members hold it. `kind`, `rank`, `member` (one of them), `count`
pub const RANK_IS_HELD: &str = "rankIsHeld";

// Members.

/// A text has not the form it must have. `property`, `value`, `expected`
pub const BAD_FORMAT: &str = "badFormat";
/// A moment that must lie in the future does not. `property`, `value`
pub const NOT_IN_FUTURE: &str = "notInFuture";
/// A login id or alias begins with a word that is kept for the system. `property`, `value`
pub const RESERVED_EMAIL: &str = "reservedEmail";
/// Neither last nor first name. `property`
pub const NAME_EMPTY: &str = "nameEmpty";
/// The first password is missing or too weak; never says what it is. `property`
pub const BAD_PASSWORD: &str = "badPassword";
/// Properties that exclude each other. `property`, `other`
pub const CONTRADICTION: &str = "contradiction";
/// The members' limit of the domain is reached. `domain`, `max`
pub const MEMBER_LIMIT: &str = "memberLimit";
/// Two entries of `organizations` for one domain. `property`, `value`
pub const DUPLICATE_DOMAIN: &str = "duplicateDomain";
/// More than one entry is primary. `property`
pub const SEVERAL_PRIMARIES: &str = "severalPrimaries";
/// The primary entry of `organizations` is not of the member's domain. `property`,
/// `value`, `domain`
pub const PRIMARY_IN_OTHER_DOMAIN: &str = "primaryInOtherDomain";
/// A post in an org of another domain than its entry's. `property`, `org`, `domain`
pub const ORG_IN_OTHER_DOMAIN: &str = "orgInOtherDomain";
/// `organizations[].userExternalKey` is not the member's. `property`, `value`, `key`
pub const OTHER_USER_KEY: &str = "otherUserKey";
/// The member is in deletion. `member`
pub const MEMBER_IS_DELETED: &str = "memberIsDeleted";
/// The member is not in deletion. `member`
pub const MEMBER_IS_NOT_DELETED: &str = "memberIsNotDeleted";
/// The member is pending. `member`
pub const MEMBER_IS_PENDING: &str = "memberIsPending";
/// The member is not pending. `member`
pub const MEMBER_IS_NOT_PENDING: &str = "memberIsNotPending";
/// The member is suspended. `member`
pub const MEMBER_IS_SUSPENDED: &str = "memberIsSuspended";
/// The member is not suspended. `member`
pub const MEMBER_IS_NOT_SUSPENDED: &str = "memberIsNotSuspended";
/// The member is on leave. `member`
pub const MEMBER_IS_ON_LEAVE: &str = "memberIsOnLeave";
/// Administrators cannot be suspended, deleted or moved. `member`
pub const MEMBER_IS_ADMINISTRATOR: &str = "memberIsAdministrator";
/// The member is the only master of a group. `member`, `group`
pub const ONLY_MASTER: &str = "onlyMaster";
/// A move that stays in the domain. `member`, `domain`
pub const MOVE_WITHIN_DOMAIN: &str = "moveWithinDomain";
/// A leave that ends before it begins. `property`
pub const LEAVE_ENDS_FIRST: &str = "leaveEndsFirst";
/// The member has no such alias. `member`, `value`
pub const NO_SUCH_ALIAS: &str = "noSuchAlias";
/// The member has no private address to invite. `member`
pub const NO_PRIVATE_EMAIL: &str = "noPrivateEmail";
/// Everybody was invited within the last day. `domain`
pub const INVITED_TODAY: &str = "invitedToday";

// What is set on objects.

/// No restriction is set on the object. `object`
pub const NO_RESTRICTION: &str = "noRestriction";
/// The domain, or the member, has no such profile status. `value`
pub const NO_SUCH_STATUS: &str = "noSuchStatus";
/// The domain has such a profile status already. `value`
pub const DUPLICATE_STATUS: &str = "duplicateStatus";
/// The domain has the most custom profile statuses. `max`
pub const TOO_MANY_STATUSES: &str = "tooManyStatuses";
/// Built-in profile statuses cannot be deleted. `value`
pub const STATUS_IS_BUILT_IN: &str = "statusIsBuiltIn";
/// The member has one present, or one reserved, profile status already. `member`, `holder`
pub const SECOND_STATUS: &str = "secondStatus";
/// A profile status that is over before it begins. `property`
pub const STATUS_ENDS_FIRST: &str = "statusEndsFirst";
/// There is no photo. `object`
pub const NO_PHOTO: &str = "noPhoto";
/// No file is awaited at this address. `value`
pub const NO_UPLOAD: &str = "noUpload";
/// A file is not as long as was told. `value`, `expected`
pub const OTHER_FILE_SIZE: &str = "otherFileSize";

// The console and the clock.

/// The invitation has run out: the member must be invited again. `member`, `at`
pub const INVITATION_EXPIRED: &str = "invitationExpired";
/// Organization Sync makes this read-only in the console. `domain`, `area`
pub const SYNC_READ_ONLY: &str = "syncReadOnly";
/// The clock moves forward alone. `from`, `to`
pub const CLOCK_GOES_BACK: &str = "clockGoesBack";

// Groups.

/// A group has at least one master. `group`
pub const LAST_MASTER: &str = "lastMaster";
/// A master of another domain. `property`, `member`, `domain`
pub const MASTER_IN_OTHER_DOMAIN: &str = "masterInOtherDomain";
/// It is in the group already. `group`, `kind`, `value`
pub const ALREADY_IN_GROUP: &str = "alreadyInGroup";
/// It is not in the group. `group`, `kind`, `value`
pub const NOT_IN_GROUP: &str = "notInGroup";
/// A group would be in itself. `group`, `member` (the group to be put in)
pub const GROUP_CYCLE: &str = "groupCycle";
/// The members of a dynamic group are computed. `group`
pub const GROUP_IS_DYNAMIC: &str = "groupIsDynamic";
/// A group may not be without members. `group`
pub const GROUP_EMPTY: &str = "groupEmpty";
/// The member is in too many groups. `member`, `max`
pub const TOO_MANY_GROUPS: &str = "tooManyGroups";
/// A pending member cannot be in groups. `property`, `member`
pub const PENDING_IN_GROUP: &str = "pendingInGroup";
/// A group that no call shows has the name or key. `value`
pub const TAKEN_OUT_OF_SIGHT: &str = "takenOutOfSight";
/// Group mail is on and there is no address. `group`
pub const MAIL_NEEDS_ADDRESS: &str = "mailNeedsAddress";

// Custom properties.

/// Never changes once it is made. `property`
pub const IMMUTABLE: &str = "immutable";
/// Too many custom properties in the domain. `max`
pub const TOO_MANY_PROPERTIES: &str = "tooManyProperties";
/// A value of a custom property that is not defined. `property`
pub const UNDEFINED_PROPERTY: &str = "undefinedProperty";

// Talking to the outside.

/// The name of the company or of a member holds a prohibited word or an emoji. `member`
/// (empty for the company's), `value`
pub const PROHIBITED_NAME: &str = "prohibitedName";
/// The domain gives the permission to everybody. `member`
pub const TALK_FOR_EVERYONE: &str = "talkForEveryone";
/// The last grant or removal is still being processed. `member`
pub const TALK_IN_PROCESS: &str = "talkInProcess";
/// The member has a permission that the other domain does not give. `member`, `domain`
pub const TALK_NOT_ALLOWED_THERE: &str = "talkNotAllowedThere";
/// A login id with a prohibited word needs the old one as an alias. `member`, `value`
pub const OLD_ADDRESS_NOT_KEPT: &str = "oldAddressNotKept";

// Access.

/// No token, a malformed header, or an unknown token.
pub const NO_TOKEN: &str = "noToken";
/// The token has expired.
pub const TOKEN_EXPIRED: &str = "tokenExpired";
/// None of the scopes of the token suffices. `scopes`, `needs`
pub const SCOPE_MISSING: &str = "scopeMissing";
/// No service account may call this. `value`
pub const NOT_FOR_SERVICE_ACCOUNTS: &str = "notForServiceAccounts";
/// The free plan cannot write the directory.
pub const PLAN_CANNOT_WRITE: &str = "planCannotWrite";
/// Over the limit of calls a minute. `operation`, `limit`, `reset`
pub const TOO_MANY_REQUESTS: &str = "tooManyRequests";
/// The token endpoint refused. `detail`
pub const TOKEN_REFUSED: &str = "tokenRefused";
