//! The codes of the rules over a configuration, 200 to 299.

use crate::source::Code;

/// A key that no declared object of that kind has. `kind`, `key`; `nearest` where a
/// declared key is spelt almost alike.
pub const UNKNOWN_REFERENCE: Code = Code(200);
/// A key that an object had before (`previously:`). `kind`, `key`, `now`.
pub const FORMER_KEY: Code = Code(202);
/// A reference to a member declared `state: deleted`. `key`.
pub const REFERENCE_TO_DELETED: Code = Code(203);
/// A warning: one list names the same object twice. `kind`, `key`, `list`.
pub const LISTED_TWICE: Code = Code(204);

/// Two objects with one key in one scope (facts 4.2). `kind`, `key`.
pub const DUPLICATE_KEY: Code = Code(210);
/// `previously` equal to `key`. `key`.
pub const PREVIOUSLY_ITSELF: Code = Code(211);
/// `previously` leads back to where it began. `key`, `chain`.
pub const PREVIOUSLY_CYCLE: Code = Code(212);
/// Two objects that were the same one. `previously`.
pub const DUPLICATE_PREVIOUSLY: Code = Code(213);
/// Two objects with one `id`. `id`.
pub const DUPLICATE_ID: Code = Code(214);
/// `previously` names a key that another object still declares without a `previously` of
/// its own. `key`, `previously`.
pub const PREVIOUSLY_DECLARED: Code = Code(215);
/// A warning: a full-width letter, digit or sign where the plain one is meant. `property`;
/// `nearest`, the plain text, of what is not personal.
pub const KEY_FULL_WIDTH: Code = Code(216);
/// A warning: two keys of one kind that differ in case, width or blanks alone. `kind`, `key`,
/// `other`.
pub const KEYS_LOOK_ALIKE: Code = Code(217);

/// An address that two objects have (facts 4.2). `address`, `kind`, `key` of the first.
pub const DUPLICATE_ADDRESS: Code = Code(220);
/// An address that one object names twice. `address`.
pub const ADDRESS_TWICE: Code = Code(221);
/// An address with a capital letter (facts 5.1.3). `address`, `lower`.
pub const ADDRESS_UPPER_CASE: Code = Code(222);
/// A warning: addresses whose mail domain is not the domain's (facts 11 #36). `address` of
/// the first, `count` of all with this part, `part`, `domain`, `name`.
pub const FOREIGN_MAIL_DOMAIN: Code = Code(223);
/// A warning: the invitation would go to the mailbox it opens. `key`.
pub const INVITATION_TO_ITSELF: Code = Code(224);

/// Two levels, positions or user types of one name in a domain (facts 4.2). `kind`, `name`, `domain`, `key` of the first.
pub const DUPLICATE_RANK_NAME: Code = Code(230);
/// Two groups of one name in a domain, in any case of letters (facts 4.2). `name`, `domain`, `key` of the first.
pub const DUPLICATE_GROUP_NAME: Code = Code(231);
/// A warning: two orgs of one name under one parent (facts 11 #28). `name`, `key` of the first.
pub const SIBLING_ORGS_SHARE_NAME: Code = Code(232);
/// A member's `name` with neither last nor first name (facts 5.1.2). `key`.
pub const MEMBER_WITHOUT_NAME: Code = Code(233);
/// Last and first name together over 80 characters (facts 5.1.2). `length`.
pub const NAME_TOO_LONG: Code = Code(234);
/// A warning: a text that is not in the normal form NFC. `property`; `nearest`, the normal
/// form, of what is not personal.
pub const NOT_NFC: Code = Code(235);
/// A warning: a control, directional or other character that is not seen, or in a key one
/// that looks like a space and is another. `property`, `character` (`U+200B`), `position` in
/// characters from 1.
pub const UNSEEN_CHARACTER: Code = Code(236);
/// A warning: two members of one name that share what people do not share. `key` of the
/// first, `by`: the property.
pub const SAME_PERSON: Code = Code(237);
/// A warning: two members of one domain with one employee number. `key` of the first.
pub const SAME_NUMBER: Code = Code(238);
/// A warning: a text that begins or ends with a blank. `property`, `character` (`U+3000`),
/// `position` in characters from 1.
pub const BLANK_AT_END: Code = Code(239);

/// `parent` leads back to the org itself. `key`, `chain`.
pub const ORG_CYCLE: Code = Code(240);
/// A warning: below the 10th level (facts 11 #23). `depth`.
pub const ORG_DEEP: Code = Code(241);
/// Below the 15th level (facts 5.2.3). `depth`.
pub const ORG_TOO_DEEP: Code = Code(242);
/// A parent in another domain (facts 11 #30). `parent`, `theirs`, `ours`.
pub const PARENT_IN_OTHER_DOMAIN: Code = Code(243);
/// Two members lead one org (facts 5.1.9). `org`, `key` of the first.
pub const TWO_LEADERS: Code = Code(244);
/// `visible: true` below an org with `visible: false` (facts 5.2.2, 11 #21). `key`, `above`.
pub const VISIBLE_UNDER_PRIVATE: Code = Code(245);
/// More orgs in a domain than the service holds (facts 5.2.3). `count`, `max`, `domain`.
pub const TOO_MANY_ORGS: Code = Code(246);
/// More positions in a domain than the service holds; for levels and user types, whose
/// maximum is not documented, a warning (facts 5.5, 11 #65). `section`, `count`, `max`, `domain`.
pub const TOO_MANY_RANKS: Code = Code(247);

/// Two posts of one domain with `primary: true` (facts 5.1.2). `domain`.
pub const TWO_PRIMARY_POSTS: Code = Code(250);
/// Two posts in one org. `org`.
pub const POST_TWICE: Code = Code(251);
/// More than 30 posts in a domain (facts 5.1.9). `count`, `domain`.
pub const TOO_MANY_POSTS: Code = Code(252);
/// A post in an org of another domain. `org`, `theirs`, `ours`.
pub const POST_IN_OTHER_DOMAIN: Code = Code(253);
/// A level, position or user type of another domain. `kind`, `key`, `theirs`, `ours`.
pub const RANK_OF_OTHER_DOMAIN: Code = Code(254);
/// `secondary` names the member's primary domain. `domain`.
pub const SECONDARY_IS_PRIMARY: Code = Code(255);
/// `secondary` names a domain twice. `domain`.
pub const SECONDARY_TWICE: Code = Code(256);

/// Groups that hold each other (facts 11 #53). `key`, `chain`.
pub const GROUP_CYCLE: Code = Code(260);
/// A group that holds itself. `key`.
pub const GROUP_IN_ITSELF: Code = Code(261);
/// An empty list of masters (facts 5.3.4). `key`.
pub const GROUP_WITHOUT_MASTER: Code = Code(262);
/// A warning: a master with no place in the group's domain (facts 11 #60). `master`, `theirs`, `ours`.
pub const MASTER_OF_OTHER_DOMAIN: Code = Code(264);
/// A warning: a master who is no member cannot use the group (facts 5.3.4). `master`.
pub const MASTER_NO_MEMBER: Code = Code(265);
/// Features without `message`: the service would switch them off (facts 5.2.2, 5.3.3). `features`.
pub const FEATURES_WITHOUT_MESSAGE: Code = Code(266);
/// A warning: a group's `mail` feature without an address, or an address without the
/// feature (facts 11 #57). `key`.
pub const MAIL_AND_ADDRESS: Code = Code(267);
/// A member in more groups than the service takes (facts 5.1.9). `key`, `count`, `max`.
pub const TOO_MANY_GROUPS: Code = Code(268);

/// A warning: declared while its sync switch is off (design section 2). `sections`, `switch`, `domain`.
pub const SWITCH_OFF: Code = Code(270);
/// A warning: its sync switch is on and nothing is declared. `sections`, `switch`, `domain`.
pub const SWITCH_ON_UNDECLARED: Code = Code(271);
/// A warning: Organization Sync is off as a whole. `sections`, `domain`.
pub const SYNC_OFF: Code = Code(272);
/// A warning: posts in a secondary domain whose sync is off while the primary one's is on
/// (facts 6). `domain`, `count`.
pub const SECONDARY_SYNC_OFF: Code = Code(273);

/// A warning: `policy.protect` names nothing that is declared. `kind`, `key`.
pub const PROTECTS_NOTHING: Code = Code(280);
/// `state: deleted` on a protected member. `key`.
pub const PROTECTED_DELETED: Code = Code(281);
/// A share that is not between 0 and 100. `percent`.
pub const PERCENT_OUT_OF_RANGE: Code = Code(282);
/// `policy.owns` claims a kind that the configuration does not have a section for: every
/// live object would go. `section`.
pub const OWNS_WITHOUT_SECTION: Code = Code(283);
/// A warning: `policy.allow` names a code that nothing has. `code`.
pub const ALLOWS_NOTHING: Code = Code(284);

/// Two domains with one key or one id. `what`, `value`.
pub const DUPLICATE_DOMAIN: Code = Code(285);
/// A property that needs the Advanced plan (facts 5.1.2, 5.2.2, 5.3.3). `property`, `plan`.
pub const NEEDS_ADVANCED: Code = Code(286);
/// A warning: the Free plan cannot be written by API (facts 2.5).
pub const FREE_CANNOT_WRITE: Code = Code(287);
/// `policy.allow` names a code that there is not. `code`; `nearest` where one is near.
pub const ALLOWS_UNKNOWN: Code = Code(288);
/// `policy.allow` names a code that is never a warning which can be allowed. `code`.
pub const ALLOWS_ERROR: Code = Code(289);

/// `leave.from` after `leave.to`.
pub const LEAVE_BACKWARDS: Code = Code(290);
/// A date that the calendar does not have. `property`.
pub const NO_SUCH_DATE: Code = Code(291);
/// `customProtocol` without `protocol: CUSTOM` (facts 5.1.2). `protocol`.
pub const CUSTOM_PROTOCOL: Code = Code(292);
/// A member related to itself. `key`.
pub const RELATED_TO_ITSELF: Code = Code(294);
/// A warning: hired more than a year from now. `latest`.
pub const HIRED_LATE: Code = Code(295);
/// A warning: born today or later.
pub const BORN_LATE: Code = Code(296);

/// All of them, in order.
pub const ALL: &[Code] = &[
    UNKNOWN_REFERENCE,
    FORMER_KEY,
    REFERENCE_TO_DELETED,
    LISTED_TWICE,
    DUPLICATE_KEY,
    PREVIOUSLY_ITSELF,
    PREVIOUSLY_CYCLE,
    DUPLICATE_PREVIOUSLY,
    DUPLICATE_ID,
    PREVIOUSLY_DECLARED,
    KEY_FULL_WIDTH,
    KEYS_LOOK_ALIKE,
    DUPLICATE_ADDRESS,
    ADDRESS_TWICE,
    ADDRESS_UPPER_CASE,
    FOREIGN_MAIL_DOMAIN,
    INVITATION_TO_ITSELF,
    DUPLICATE_RANK_NAME,
    DUPLICATE_GROUP_NAME,
    SIBLING_ORGS_SHARE_NAME,
    MEMBER_WITHOUT_NAME,
    NAME_TOO_LONG,
    NOT_NFC,
    UNSEEN_CHARACTER,
    SAME_PERSON,
    SAME_NUMBER,
    BLANK_AT_END,
    ORG_CYCLE,
    ORG_DEEP,
    ORG_TOO_DEEP,
    PARENT_IN_OTHER_DOMAIN,
    TWO_LEADERS,
    VISIBLE_UNDER_PRIVATE,
    TOO_MANY_ORGS,
    TOO_MANY_RANKS,
    TWO_PRIMARY_POSTS,
    POST_TWICE,
    TOO_MANY_POSTS,
    POST_IN_OTHER_DOMAIN,
    RANK_OF_OTHER_DOMAIN,
    SECONDARY_IS_PRIMARY,
    SECONDARY_TWICE,
    GROUP_CYCLE,
    GROUP_IN_ITSELF,
    GROUP_WITHOUT_MASTER,
    MASTER_OF_OTHER_DOMAIN,
    MASTER_NO_MEMBER,
    FEATURES_WITHOUT_MESSAGE,
    MAIL_AND_ADDRESS,
    TOO_MANY_GROUPS,
    SWITCH_OFF,
    SWITCH_ON_UNDECLARED,
    SYNC_OFF,
    SECONDARY_SYNC_OFF,
    PROTECTS_NOTHING,
    PROTECTED_DELETED,
    PERCENT_OUT_OF_RANGE,
    OWNS_WITHOUT_SECTION,
    ALLOWS_NOTHING,
    DUPLICATE_DOMAIN,
    NEEDS_ADVANCED,
    FREE_CANNOT_WRITE,
    ALLOWS_UNKNOWN,
    ALLOWS_ERROR,
    LEAVE_BACKWARDS,
    NO_SUCH_DATE,
    CUSTOM_PROTOCOL,
    RELATED_TO_ITSELF,
    HIRED_LATE,
    BORN_LATE,
];

/// Those that are warnings, always or at times, and can be allowed (`policy.allow`).
pub const WARNINGS: &[Code] = &[
    LISTED_TWICE,
    KEY_FULL_WIDTH,
    KEYS_LOOK_ALIKE,
    FOREIGN_MAIL_DOMAIN,
    INVITATION_TO_ITSELF,
    SIBLING_ORGS_SHARE_NAME,
    NOT_NFC,
    UNSEEN_CHARACTER,
    SAME_PERSON,
    SAME_NUMBER,
    BLANK_AT_END,
    ORG_DEEP,
    TOO_MANY_RANKS,
    MASTER_OF_OTHER_DOMAIN,
    MASTER_NO_MEMBER,
    MAIL_AND_ADDRESS,
    SWITCH_OFF,
    SWITCH_ON_UNDECLARED,
    SYNC_OFF,
    SECONDARY_SYNC_OFF,
    PROTECTS_NOTHING,
    FREE_CANNOT_WRITE,
    HIRED_LATE,
    BORN_LATE,
];

/// Warnings of the rooms above that can be allowed as well: of a plan, of reading the tenant,
/// and of taking a run back. This room knows no more of them than that a configuration may
/// name them; [`super::take_out_allowed`] sees to it that none is missing.
pub const WARNINGS_ABOVE: &[Code] = &[
    // plan
    Code(306),
    Code(307),
    Code(308),
    Code(309),
    Code(316),
    Code(317),
    Code(318),
    Code(319),
    Code(320),
    Code(402),
    // live
    Code(551),
    Code(552),
    Code(553),
    Code(554),
    // apply::undo
    Code(770),
    Code(771),
    Code(772),
    Code(773),
    Code(774),
    Code(775),
    Code(776),
    Code(777),
    Code(778),
    Code(779),
    Code(780),
    Code(782),
    Code(784),
];
