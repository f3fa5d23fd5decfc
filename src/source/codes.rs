//! The problems of this room: 100 to 199.

use super::Code;

// 100..109: finding files
/// The path does not exist. Params: `path`.
pub const PATH_MISSING: Code = Code(100);
/// The folder holds no `*.yaml` or `*.yml`. Params: `path`.
pub const NO_FILES: Code = Code(101);
/// A file or folder cannot be read. Params: `path`, `reason`.
pub const UNREADABLE: Code = Code(102);
/// A file is larger than meibo reads. Params: `bytes`, `max`.
pub const FILE_TOO_LARGE: Code = Code(103);
/// A symbolic link leads out of the configuration folder, or nowhere. Params: `path`.
pub const LINK_OUTSIDE: Code = Code(104);
/// More files or deeper folders than meibo reads. Params: `path`, `max`.
pub const TOO_MANY_FILES: Code = Code(105);

/// A file does not stand still for as long as it takes to read it.
pub const CHANGES_WHILE_READ: Code = Code(106);

// 110..129: reading YAML
/// A file is not UTF-8. Params: `byte`: how many bytes were.
pub const NOT_UTF8: Code = Code(110);
/// A tab stands where YAML wants spaces.
pub const TAB: Code = Code(111);
/// A file holds no section: empty, or comments alone.
pub const FILE_EMPTY: Code = Code(112);
/// The YAML cannot be read. Params: `reason`.
pub const SYNTAX: Code = Code(113);
/// A property stands twice in one mapping. Params: `name`. Label: `firstDeclared`.
pub const DUPLICATE_PROPERTY: Code = Code(114);
/// Nesting is deeper than meibo reads. Params: `max`.
pub const TOO_DEEP: Code = Code(115);
/// Aliases multiply the content beyond what meibo reads. Params: `max`.
pub const ALIAS_BOMB: Code = Code(116);
/// A file holds more values than meibo reads. Params: `what`, `max`.
pub const BUDGET: Code = Code(117);
/// A file holds more than one YAML document.
pub const MULTIPLE_DOCUMENTS: Code = Code(118);
/// The conflict markers of an unfinished merge stand in the file.
pub const CONFLICT_MARKER: Code = Code(119);
/// An alias refers to no anchor.
pub const UNKNOWN_ANCHOR: Code = Code(120);
/// A number that is none: `.nan`, `.inf`, or beyond what can be held. Params: `text`.
pub const NOT_FINITE: Code = Code(121);
/// A tag such as `!secret` that meibo does not know. Params: `tag`.
pub const UNKNOWN_TAG: Code = Code(122);
/// A file is no mapping of sections. Params: `found`.
pub const NOT_SECTIONS: Code = Code(123);

/// A file is UTF-16 instead of UTF-8.
pub const UTF_16: Code = Code(124);
/// A file is the mapping file of a list (a warning): it declares nothing.
pub const MAPPING_FILE: Code = Code(125);

// 130..159: the schema
/// A property that does not exist. Params: `name`, `known`; `nearest` where one is near.
pub const UNKNOWN_PROPERTY: Code = Code(130);
/// A section that is reserved for later. Params: `name`.
pub const RESERVED_SECTION: Code = Code(131);
/// A value of the wrong type. Params: `expected`, `found`; `form` of a mapping.
pub const WRONG_TYPE: Code = Code(132);
/// A number, boolean or date-like scalar stands unquoted where text is wanted. Params:
/// `text`, the source (`…` where the property is sensitive).
pub const QUOTES_WANTED: Code = Code(133);
/// A text such as `yes` or `"true"` where `true` or `false` is wanted. Params: `text`.
pub const BOOLEAN_WANTED: Code = Code(134);
/// `null` where a property cannot be cleared. Params: `expected`.
pub const NULL_FORBIDDEN: Code = Code(135);
/// A text is too long. Params: `max`, `length`.
pub const TOO_LONG: Code = Code(136);
/// A text is too short. Params: `min`, `length`.
pub const TOO_SHORT: Code = Code(137);
/// An empty text. A property is cleared with `null`.
pub const EMPTY_TEXT: Code = Code(138);
/// A value that is none of those allowed. Params: `allowed`; `nearest` where one is near.
pub const NOT_ALLOWED: Code = Code(139);
/// A required property is missing. Params: `name`.
pub const MISSING_PROPERTY: Code = Code(140);
/// A number below the least. Params: `min`.
pub const TOO_SMALL: Code = Code(141);
/// A number above the greatest. Params: `max`.
pub const TOO_LARGE: Code = Code(142);
/// A list with too many entries. Params: `max`.
pub const TOO_MANY: Code = Code(143);
/// A list with too few entries. Params: `min`.
pub const TOO_FEW: Code = Code(144);
/// A list that names something twice. Params: `entry` where it is short and not sensitive.
pub const TWICE: Code = Code(145);
/// A reference with both `email` and `id`, or neither.
pub const REFERENCE_FORM: Code = Code(146);
/// A list is wanted and one value stands there. Params: `found`; `form` of a list of mappings.
pub const LIST_WANTED: Code = Code(147);
/// A value that the schema refuses for a reason without a code of its own. Params: `reason`.
pub const OTHER_FORM: Code = Code(148);
/// An entry of a list in which nothing stands: a dash alone.
pub const EMPTY_ENTRY: Code = Code(149);
/// A property that belongs into one of those beside it. Params: `name`, `within`, `known`.
pub const PROPERTY_WITHIN: Code = Code(150);
/// A code in `policy.allow` without a reason.
pub const REASON_MISSING: Code = Code(151);

// 160..179: rules of form, each with the characters it allows
/// An external key with a forbidden character.
pub const FORM_EXTERNAL_KEY: Code = Code(160);
/// No resource id.
pub const FORM_RESOURCE_ID: Code = Code(161);
/// No key of a tenant or domain.
pub const FORM_LOCAL_KEY: Code = Code(162);
/// No pattern of external keys.
pub const FORM_KEY_PATTERN: Code = Code(163);
/// No mail domain.
pub const FORM_MAIL_DOMAIN: Code = Code(164);
/// No login id.
pub const FORM_LOGIN_EMAIL: Code = Code(165);
/// No address of an org or group.
pub const FORM_ORG_EMAIL: Code = Code(166);
/// No mail address.
pub const FORM_EMAIL: Code = Code(167);
/// A name of an org or rank with a forbidden character, or blank.
pub const FORM_NAME: Code = Code(168);
/// A name that is blank or has control characters.
pub const FORM_ANY_NAME: Code = Code(169);
/// A person's name with a forbidden character, or blank.
pub const FORM_PERSON: Code = Code(170);
/// A reading that is not katakana.
pub const FORM_KATAKANA: Code = Code(171);
/// No telephone number.
pub const FORM_PHONE: Code = Code(172);
/// No code of a user type.
pub const FORM_TYPE_CODE: Code = Code(173);
/// No name of a custom property.
pub const FORM_PROPERTY_NAME: Code = Code(174);
/// No link.
pub const FORM_LINK: Code = Code(175);
/// No date, or one that does not exist.
pub const FORM_DATE: Code = Code(176);
/// No date and time with an offset, or one that does not exist.
pub const FORM_DATE_TIME: Code = Code(177);
/// No time zone.
pub const FORM_TIME_ZONE: Code = Code(178);

// 180..199: decoding
/// No file has a `tenant` section.
pub const NO_TENANT: Code = Code(180);
/// A second `tenant` section. Label: `firstDeclared`.
pub const TWO_TENANTS: Code = Code(181);
/// A second `policy` section. Label: `firstDeclared`.
pub const TWO_POLICIES: Code = Code(182);
/// `domain:` names no domain of the tenant. Params: `domain`, `known`; `nearest` where one is near.
pub const UNKNOWN_DOMAIN: Code = Code(183);
/// A nested org names another `parent`. Params: `parent`, `nested`.
pub const PARENT_CONFLICT: Code = Code(184);
