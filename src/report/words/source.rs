//! The words of `src/source`: codes 100 to 199, in the order of their numbers.

use super::Words;
use crate::source::codes::*;

/// See the module.
pub const TABLE: &[Words] = &[
    Words::new(
        PATH_MISSING,
        "{path} does not exist",
        "Name the folder of the configuration, or one of its files.",
    ),
    Words::new(
        NO_FILES,
        "{path} holds no YAML file",
        "Name the folder that holds the configuration: files whose names end in `.yaml` or `.yml` and do not begin with a dot.",
    ),
    Words::new(
        UNREADABLE,
        "this cannot be read: {reason}",
        "Let meibo read it, or take it out of the folder.",
    ),
    Words::new(
        FILE_TOO_LARGE,
        "this file has {bytes} bytes; meibo reads {max}",
        "Split it: lists of the same section in several files are put together.",
    ),
    Words::new(
        LINK_OUTSIDE,
        "this link leads out of the configuration folder, or nowhere",
        "Put the file itself into the folder, or begin the link's name with a dot.",
    ),
    Words::new(
        TOO_MANY_FILES,
        "the configuration has more files or deeper folders than meibo reads ({max})",
        "Name the folder that holds the configuration alone.",
    ),
    Words::new(
        NOT_UTF8,
        "this file is not UTF-8 from byte {byte} on",
        "Save it as UTF-8 (an editor or Excel may have written Shift_JIS).",
    ),
    Words::new(
        TAB,
        "a tab stands in the indentation, where YAML wants spaces",
        "Replace the tab by spaces.",
    ),
    Words::new(
        FILE_EMPTY,
        "this file holds no section",
        "Delete it, or write its sections; an empty list such as `members: []` says that there are none.",
    ),
    Words::new(
        SYNTAX,
        "this is no YAML: {reason}",
        "Correct it; what stands after it in this file was not read.",
    ),
    Words::new(
        DUPLICATE_PROPERTY,
        "`{name}` stands twice in one mapping",
        "Take one of the two out.",
    ),
    Words::new(
        TOO_DEEP,
        "this is nested more than {max} deep",
        "Unfold it; orgs may also name their `parent`.",
    ),
    Words::new(
        ALIAS_BOMB,
        "the aliases (`*name`) in this file stand for more than meibo reads, or for themselves",
        "Write out what they stand for; at most {max} values may come from aliases.",
    ),
    Words::new(
        BUDGET,
        "this file holds more {what} than meibo reads: {max}",
        "Split it: lists of the same section in several files are put together.",
    ),
    Words::new(
        MULTIPLE_DOCUMENTS,
        "a second YAML document begins here",
        "Put it into a file of its own, or take the `---` out.",
    ),
    Words::new(
        CONFLICT_MARKER,
        "an unfinished merge left its marker here",
        "Finish the merge: keep one of the two versions, and take the markers out.",
    ),
    Words::new(
        UNKNOWN_ANCHOR,
        "this alias names no anchor that stands before it",
        "Write the value out, or quote the text if it begins with `*`.",
    ),
    Words::new(
        NOT_FINITE,
        "{text} is no number that can be held",
        "Write a number, or quote it if it is text.",
    ),
    Words::new(
        UNKNOWN_TAG,
        "the tag {tag} means nothing here",
        "Take the tag out; secrets come from the environment, never from the configuration.",
    ),
    Words::new(
        NOT_SECTIONS,
        "a configuration file is a mapping of sections, and this is something else: {found}",
        "Begin with a section such as `members:`.",
    ),
    Words::new(
        UTF_16,
        "this file is UTF-16, and meibo reads UTF-8",
        "Save it as UTF-8: Notepad calls UTF-16 \"Unicode\", and PowerShell's `>` writes it.",
    ),
    Words::new(
        UNKNOWN_PROPERTY,
        "there is no property `{name}` here",
        "The properties here are {known}.",
    ),
    Words::new(
        RESERVED_SECTION,
        "the section `{name}` is reserved for a later version of meibo",
        "Take it out: this version does not manage what it describes.",
    ),
    Words::new(
        WRONG_TYPE,
        "wrong type; wanted here: {expected}; found: {found}",
        "Write it as {expected}; docs/yaml.md shows the form of every property.",
    ),
    Words::new(
        QUOTES_WANTED,
        "text is wanted here, and YAML reads this as a number or as true/false",
        "Put it in quotes: \"{text}\".",
    ),
    Words::new(
        BOOLEAN_WANTED,
        "`{text}` is text in YAML 1.2",
        "Write true or false, without quotes.",
    ),
    Words::new(
        NULL_FORBIDDEN,
        "this property cannot be cleared",
        "Give it a value ({expected}), or take the property out to leave the live value alone.",
    ),
    Words::new(
        TOO_LONG,
        "this has {length} characters; {max} are allowed",
        "Shorten it.",
    ),
    Words::new(
        TOO_SHORT,
        "this has {length} characters; at least {min} are needed",
        "Lengthen it.",
    ),
    Words::new(
        EMPTY_TEXT,
        "this text is empty",
        "Write `null` to clear the property where that is possible, or take it out to leave the live value alone.",
    ),
    Words::new(
        NOT_ALLOWED,
        "this value is not one of those allowed",
        "Allowed are {allowed}.",
    ),
    Words::new(
        MISSING_PROPERTY,
        "the property `{name}` is missing",
        "Add it.",
    ),
    Words::new(
        TOO_SMALL,
        "this is below the least allowed, {min}",
        "Raise it.",
    ),
    Words::new(
        TOO_LARGE,
        "this is above the greatest allowed, {max}",
        "Lower it.",
    ),
    Words::new(
        TOO_MANY,
        "this has more entries than the {max} allowed",
        "Take some out.",
    ),
    Words::new(
        TOO_FEW,
        "this has fewer entries than the {min} needed",
        "Add one, or take the property out to leave the live value alone.",
    ),
    Words::new(
        TWICE,
        "this list names {entry} twice",
        "Take one of the two out.",
    ),
    Words::new(
        REFERENCE_FORM,
        "a reference is a key, or one of `email` and `id`",
        "Keep the one that names the object; `email` is for members only.",
    ),
    Words::new(
        LIST_WANTED,
        "a list is wanted here; found: {found}",
        "Write it as a list: [a, b].",
    ),
    Words::new(
        OTHER_FORM,
        "the schema refuses this value ({reason})",
        "Compare it with docs/yaml.md.",
    ),
    Words::new(
        FORM_EXTERNAL_KEY,
        "this is no external key",
        "An external key has up to 100 characters, none of % \\ # / ? and no space at its ends.",
    ),
    Words::new(
        FORM_RESOURCE_ID,
        "this is no resource id",
        "Copy the id as the service shows it, such as 5b0d4a3e-7f5c-4c0e-17a1-04f1c2b39d10.",
    ),
    Words::new(
        FORM_LOCAL_KEY,
        "this is no key of a tenant or domain",
        "Use letters, digits, dots, hyphens and underscores, with a letter or digit at both ends.",
    ),
    Words::new(
        FORM_KEY_PATTERN,
        "this is no pattern of keys",
        "Write a key in which `*` stands for any run of characters and `?` for one; it has none of % \\ # /",
    ),
    Words::new(
        FORM_MAIL_DOMAIN,
        "this is no mail domain",
        "Write the part of addresses after the @, in lower case, such as acme.example.",
    ),
    Words::new(
        FORM_LOGIN_EMAIL,
        "this is no login id",
        "Before the @ stand 2 to 40 lower-case letters, digits, dots, hyphens or underscores: a letter or digit first, no dot at the end or doubled.",
    ),
    Words::new(
        FORM_ORG_EMAIL,
        "this is no address of an org or group",
        "Before the @ stand 2 to 64 lower-case letters, digits or . - _ ! # with none of . - _ first, and no dot at the end or doubled.",
    ),
    Words::new(
        FORM_EMAIL,
        "this is no mail address",
        "Write it as hanako@private.example.",
    ),
    Words::new(
        FORM_NAME,
        "this name is blank or has a character that is not allowed",
        "Of the special characters only ! @ & ( ) - _ + [ ] , . / and braces may stand in it.",
    ),
    Words::new(
        FORM_ANY_NAME,
        "this name is blank or has a control character",
        "Write it on one line.",
    ),
    Words::new(
        FORM_PERSON,
        "this name is blank or has a character that is not allowed",
        "Of the special characters only ! @ & ( ) - _ + [ ] , . / # ' ` ^ ~ and braces may stand in it.",
    ),
    Words::new(
        FORM_KATAKANA,
        "a reading is written in katakana alone",
        "Write it as モリ.",
    ),
    Words::new(
        FORM_PHONE,
        "this is no telephone number",
        "Use digits and + - * # P T ( ) with at least one digit, such as 03-1234-5678.",
    ),
    Words::new(
        FORM_TYPE_CODE,
        "this is no code of a user type",
        "Use letters, digits and underscores, with a letter first.",
    ),
    Words::new(
        FORM_PROPERTY_NAME,
        "this is no name of a custom property",
        "Use its propertyName: letters, digits and underscores, no digit first.",
    ),
    Words::new(
        FORM_LINK,
        "this is no link",
        "Write it in full, such as https://acme.example/people.",
    ),
    Words::new(FORM_DATE, "this is no date", "Write it as 2026-04-01."),
    Words::new(
        FORM_DATE_TIME,
        "this is no date and time with an offset",
        "Write it as 2026-04-01T09:00:00+09:00, with a date that the calendar has.",
    ),
    Words::new(
        FORM_TIME_ZONE,
        "this is no time zone",
        "Use an IANA name such as Asia/Tokyo.",
    ),
    Words::new(
        NO_TENANT,
        "no file of the configuration has a `tenant` section",
        "Add one: it names the tenant and its domains, so that nothing is ever applied to another.",
    ),
    Words::new(
        TWO_TENANTS,
        "a second `tenant` section stands here",
        "A configuration is for one tenant: keep one of the two.",
    ),
    Words::new(
        TWO_POLICIES,
        "a second `policy` section stands here",
        "Put both into one section.",
    ),
    Words::new(
        UNKNOWN_DOMAIN,
        "no domain of the tenant has the key {domain}",
        "The domains are {known}.",
    ),
    Words::new(
        PARENT_CONFLICT,
        "this org names the parent {parent} and is nested in {nested}",
        "Take `parent` out, or move the org out of the other one's `orgs`.",
    ),
];
