//! Which property of the API each property of the configuration is: the one table behind
//! `docs/yaml.md`. Everything else there (kinds of value, limits, what can be cleared, what
//! is personal data) comes from the schema.

use std::collections::HashMap;
use std::sync::OnceLock;

/// A property of the configuration.
#[derive(Debug)]
pub struct Row {
    /// Where it stands below the section's entry, with `.` for what is nested; `*` is any
    /// language or name.
    pub yaml: &'static str,
    /// What it is called in the API, or what it means there.
    pub api: &'static str,
    /// What a new object gets where it is left out; empty where nothing.
    pub default: &'static str,
}

/// A section of the configuration, or an object within one.
#[derive(Debug)]
pub struct Table {
    /// The section, as it is written.
    pub section: &'static str,
    /// What it holds, for the heading.
    pub title: &'static str,
    /// Name of its type in the schema.
    pub definition: &'static str,
    /// Its properties.
    pub rows: &'static [Row],
}

const fn row(yaml: &'static str, api: &'static str, default: &'static str) -> Row {
    Row { yaml, api, default }
}

/// The property, of those that may stand somewhere, that the API calls by another name:
/// `isManager` where `leader` is meant.
pub fn by_api_name(api: &str, known: &[&'static str]) -> Option<&'static str> {
    static NAMES: OnceLock<HashMap<&str, Vec<&str>>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names: HashMap<&str, Vec<&str>> = HashMap::new();
        for row in TABLES.iter().flat_map(|table| table.rows) {
            let own = row.yaml.rsplit('.').next().unwrap_or(row.yaml);
            // What stands between backticks is a name, or a path that ends in one.
            for path in row.api.split('`').skip(1).step_by(2) {
                let last = path.rsplit('.').next().unwrap_or(path);
                let list = path.split_once("[]").map(|(list, _)| list);
                for name in std::iter::once(last).chain(list) {
                    names.entry(name).or_default().push(own);
                }
            }
        }
        names
    });
    let mut own = names.get(api)?.iter();
    own.find(|name| known.contains(name)).copied()
}

/// Every section, in the order of the documentation.
pub const TABLES: [Table; 9] = [
    Table {
        section: "tenant",
        title: "the tenant",
        definition: "Tenant",
        rows: &[
            row("key", "(none: names the tenant in plans and snapshots)", ""),
            row("plan", "(none: the product plan)", "`standard`"),
            row("sso", "(none: single sign-on)", "`false`"),
            row("domains", "(none: no call lists them)", ""),
        ],
    },
    Table {
        section: "tenant.domains",
        title: "the domains of the tenant",
        definition: "Domain",
        rows: &[
            row("key", "(none: what `domain:` refers to)", ""),
            row("id", "`domainId`", ""),
            row("name", "(none: the mail domain of addresses)", ""),
            row(
                "enable",
                "`POST /directory/levels/enable` and its like",
                "none",
            ),
            row("sync", "(none: the switches of the Developer Console)", ""),
            row(
                "sync.enabled",
                "\"Setting for use of Organization Syncing\"",
                "`false`",
            ),
            row(
                "sync.organizationMember",
                "\"Organization/Member\"",
                "`false`",
            ),
            row("sync.levelPosition", "\"Level/Position\"", "`false`"),
            row("sync.group", "\"Group\"", "`false`"),
            row("sync.employmentType", "\"Employment type\"", "`false`"),
            row("sync.usedLanguage", "\"Used language\"", "`false`"),
            row(
                "sync.absence",
                "\"Syncing while out of the office\"",
                "`false`",
            ),
            row(
                "sync.allow",
                "(its options: what people may still edit)",
                "none",
            ),
        ],
    },
    Table {
        section: "policy",
        title: "what the configuration may do",
        definition: "Policy",
        rows: &[
            row(
                "owns",
                "(none: by section, keys this configuration owns)",
                "nothing is removed",
            ),
            row("owns.*", "(a key pattern, or a list of them)", ""),
            row("removal", "(none: how members are removed)", ""),
            row(
                "removal.members",
                "`suspend`, `DELETE /users/{id}`, `forcedelete`",
                "`suspend`",
            ),
            row(
                "protect",
                "(none: by section, keys that are never removed)",
                "",
            ),
            row("protect.*", "(a list of keys)", ""),
            row("limits", "(none: by section, ceilings)", ""),
            row("limits.*", "(the ceilings of a section)", ""),
            row("limits.*.remove", "(of removals, whichever way)", ""),
            row("limits.*.remove.max", "(a count)", ""),
            row(
                "limits.*.remove.percent",
                "(of the live owned objects, from 10 up)",
                "",
            ),
            row(
                "limits.*.suspend",
                "(of members: suspensions, by removal or `state: suspended`)",
                "",
            ),
            row("limits.*.suspend.max", "(a count)", ""),
            row(
                "limits.*.suspend.percent",
                "(of the live owned members, from 10 up)",
                "",
            ),
            row(
                "limits.*.loseMembers",
                "(of orgs: posts lost; of groups: entries taken out; what goes itself does not count)",
                "",
            ),
            row("limits.*.loseMembers.max", "(a count)", ""),
            row(
                "limits.*.loseMembers.percent",
                "(of the posts in live owned orgs, or entries of live owned groups, from 10 up)",
                "",
            ),
            row(
                "limits.*.move",
                "(of orgs: to another parent; of members: to another domain)",
                "",
            ),
            row("limits.*.move.max", "(a count)", ""),
            row(
                "limits.*.move.percent",
                "(of the live owned objects, from 10 up)",
                "",
            ),
            row("limits.*.invite", "(of members: invitation mails sent)", ""),
            row("limits.*.invite.max", "(a count)", ""),
            row(
                "limits.*.invite.percent",
                "(of the live owned members, from 10 up)",
                "",
            ),
            row(
                "limits.*.change",
                "(of any other change of a live object, moves included)",
                "",
            ),
            row("limits.*.change.max", "(a count)", ""),
            row(
                "limits.*.change.percent",
                "(of the live owned objects, from 10 up)",
                "",
            ),
            row(
                "lists",
                "(none: entries of lists that name unmanaged objects)",
                "`keepUnmanaged`",
            ),
            row("order", "(none: which orders are managed)", ""),
            row("order.orgs", "(`displayOrder` of org units)", "`managed`"),
            row("newMembers", "(none: how members are created)", ""),
            row(
                "newMembers.passwordBy",
                "`passwordConfig.passwordCreationType`",
                "`member`",
            ),
            row("allow", "(none: warnings that are meant, by code)", ""),
            row("allow.*", "(the reason)", ""),
        ],
    },
    Table {
        section: "levels",
        title: "levels (職級)",
        definition: "Level",
        rows: &[
            row("key", "`levelExternalKey`", ""),
            row("previously", "(the `levelExternalKey` it had)", ""),
            row("id", "`levelId`", ""),
            row("domain", "`domainId`", "the first domain"),
            row("name", "`levelName`", "needed for a new one"),
            row("names", "`i18nNames`", "none"),
            row("names.*", "`i18nNames[].name` of that `language`", ""),
            row("executive", "`executive`", "`false`"),
        ],
    },
    Table {
        section: "positions",
        title: "positions (役職)",
        definition: "Position",
        rows: &[
            row("key", "`positionExternalKey`", ""),
            row("previously", "(the `positionExternalKey` it had)", ""),
            row("id", "`positionId`", ""),
            row("domain", "`domainId`", "the first domain"),
            row("name", "`positionName`", "needed for a new one"),
            row("names", "`i18nNames`", "none"),
            row("names.*", "`i18nNames[].name` of that `language`", ""),
        ],
    },
    Table {
        section: "userTypes",
        title: "user types (利用権限タイプ)",
        definition: "UserType",
        rows: &[
            row("key", "`userTypeExternalKey`", ""),
            row("previously", "(the `userTypeExternalKey` it had)", ""),
            row("id", "`userTypeId`", ""),
            row("domain", "`domainId`", "the first domain"),
            row("name", "`userTypeName`", "needed for a new one"),
            row("names", "`i18nNames`", "none"),
            row("names.*", "`i18nNames[].name` of that `language`", ""),
            row("code", "`userTypeCode`", "none"),
        ],
    },
    Table {
        section: "orgs",
        title: "org units (組織)",
        definition: "Org",
        rows: &[
            row("key", "`orgUnitExternalKey`", ""),
            row("previously", "(the `orgUnitExternalKey` it had)", ""),
            row("id", "`orgUnitId`", ""),
            row(
                "domain",
                "`domainId`",
                "of the org it is nested in, else the first",
            ),
            row(
                "parent",
                "`parentOrgUnitId`",
                "the org it is nested in, else the top level",
            ),
            row("name", "`orgUnitName`", "needed for a new one"),
            row("names", "`i18nNames`", "none"),
            row("names.*", "`i18nNames[].name` of that `language`", ""),
            row("email", "`email`", "made up by the service"),
            row("description", "`description`", "none"),
            row("visible", "`visible`", "`true`"),
            row("aliasEmails", "`aliasEmails`", "none"),
            row(
                "canReceiveExternalMail",
                "`canReceiveExternalMail`",
                "`false`",
            ),
            row(
                "features",
                "`useMessage`, `useNote`, `useCalendar`, `useTask`, `useFolder`",
                "none",
            ),
            row(
                "useServiceNotification",
                "`useServiceNotification`",
                "`false`",
            ),
            row(
                "membersAllowedToUseEmailAsRecipient",
                "`membersAllowedToUseOrgUnitEmailAsRecipient[].userId`",
                "none: everybody",
            ),
            row(
                "membersAllowedToUseEmailAsSender",
                "`membersAllowedToUseOrgUnitEmailAsSender[].userId`",
                "none",
            ),
            row(
                "orgs",
                "(the orgs whose `parentOrgUnitId` it is, in their order)",
                "",
            ),
        ],
    },
    Table {
        section: "members",
        title: "members (メンバー)",
        definition: "Member",
        rows: &[
            row("key", "`userExternalKey`", ""),
            row("previously", "(the `userExternalKey` the member had)", ""),
            row("id", "`userId`", ""),
            row(
                "domain",
                "`domainId`, `organizations[primary].domainId`",
                "the first domain",
            ),
            row(
                "state",
                "`suspend`, `unsuspend`, `DELETE`, `undelete`",
                "`active`",
            ),
            row(
                "passwordBy",
                "`passwordConfig.passwordCreationType`",
                "what `policy.newMembers` says",
            ),
            row(
                "changePasswordAtNextLogin",
                "`passwordConfig.changePasswordAtNextLogin`",
                "`true`",
            ),
            row("email", "`email`", "needed for a new one"),
            row("name", "`userName`", "needed for a new one"),
            row("name.last", "`userName.lastName`", ""),
            row("name.first", "`userName.firstName`", ""),
            row("name.phoneticLast", "`userName.phoneticLastName`", ""),
            row("name.phoneticFirst", "`userName.phoneticFirstName`", ""),
            row("names", "`i18nNames`", "none"),
            row(
                "names.*",
                "(the entry of `i18nNames` of that `language`)",
                "",
            ),
            row("names.*.last", "`i18nNames[].lastName`", ""),
            row("names.*.first", "`i18nNames[].firstName`", ""),
            row("nickName", "`nickName`", "none"),
            row(
                "privateEmail",
                "`privateEmail`",
                "needed for a new one that is invited",
            ),
            row("aliasEmails", "`aliasEmails`", "none"),
            row("userType", "`userTypeId`", "none"),
            row("searchable", "`searchable`", "`true`"),
            row("level", "`organizations[primary].levelId`", "none"),
            row("posts", "`organizations[primary].orgUnits`", "none"),
            row("posts.org", "`orgUnits[].orgUnitId`", ""),
            row("posts.primary", "`orgUnits[].primary`", "the first post"),
            row("posts.position", "`orgUnits[].positionId`", "none"),
            row("posts.leader", "`orgUnits[].isManager`", "`false`"),
            row("posts.visible", "`orgUnits[].visible`", "`true`"),
            row("posts.teamFeature", "`orgUnits[].useTeamFeature`", "`true`"),
            row(
                "secondary",
                "`organizations[]` of the other domains (`primary` is `false`)",
                "none",
            ),
            row("secondary.domain", "`organizations[].domainId`", ""),
            row("secondary.email", "`organizations[].email`", "`email`"),
            row("secondary.level", "`organizations[].levelId`", "none"),
            row(
                "secondary.posts",
                "`organizations[].orgUnits`, as `posts`",
                "none",
            ),
            row("telephone", "`telephone`", "none"),
            row("cellPhone", "`cellPhone`", "none"),
            row("location", "`location`", "none"),
            row("task", "`task`", "none"),
            row("messenger", "`messenger`", "none"),
            row("messenger.protocol", "`messenger.protocol`", ""),
            row("messenger.customProtocol", "`messenger.customProtocol`", ""),
            row("messenger.id", "`messenger.messengerId`", ""),
            row("birthdayCalendarType", "`birthdayCalendarType`", "none"),
            row("birthday", "`birthday`", "none"),
            row("locale", "`locale`", "the domain's"),
            row("hiredDate", "`hiredDate`", "none"),
            row("timeZone", "`timeZone`", "the domain's"),
            row("custom", "`customProperties`", "none"),
            row("custom.*", "`customProperties` of that `propertyName`", ""),
            row("custom.*.text", "`text` of a `LINK`", ""),
            row("custom.*.link", "`link` of a `LINK`", ""),
            row("relations", "`relations`", "none"),
            row("relations.member", "`relations[].relationUserId`", ""),
            row("relations.name", "`relations[].relationName`", ""),
            row("activationDate", "`activationDate`", "at once"),
            row("employeeNumber", "`employeeNumber`", "none"),
            row("leave", "`leaveOfAbsence`, by its own calls", "none"),
            row("leave.from", "`leaveOfAbsence.startTime`", ""),
            row("leave.to", "`leaveOfAbsence.endTime`", ""),
        ],
    },
    Table {
        section: "groups",
        title: "groups (グループ)",
        definition: "Group",
        rows: &[
            row("key", "`groupExternalKey`", ""),
            row("previously", "(the `groupExternalKey` it had)", ""),
            row("id", "`groupId`", ""),
            row("domain", "`domainId`", "the first domain"),
            row("name", "`groupName`", "needed for a new one"),
            row("description", "`description`", "none"),
            row("visible", "`visible`", "`true`"),
            row(
                "useServiceNotification",
                "`useServiceNotification`",
                "`false`",
            ),
            row("serviceManageable", "`serviceManageable`", "`true`"),
            row(
                "masters",
                "`administrators[].userId`",
                "needed for a new one",
            ),
            row("members", "`members[].id` of the `type` `USER`", "none"),
            row("orgs", "`members[].id` of the `type` `ORGUNIT`", "none"),
            row("groups", "`members[].id` of the `type` `GROUP`", "none"),
            row(
                "features",
                "`useMessage`, `useNote`, `useCalendar`, `useTask`, `useFolder`, `useMail`",
                "none",
            ),
            row("email", "`groupEmail`", "none"),
            row("aliasEmails", "`aliasEmails`", "none"),
            row(
                "canReceiveExternalMail",
                "`canReceiveExternalMail`",
                "`false`",
            ),
            row("toExternalEmails", "`toExternalEmails`", "none"),
            row(
                "membersAllowedToUseEmailAsRecipient",
                "`membersAllowedToUseGroupEmailAsRecipient[].userId`",
                "none: everybody",
            ),
            row(
                "membersAllowedToUseEmailAsSender",
                "`membersAllowedToUseGroupEmailAsSender[].userId`",
                "none",
            ),
        ],
    },
];

/// Writable properties of the API that have no place in a configuration, and why.
pub const LEFT_OUT: [(&str, &str); 5] = [
    ("`displayOrder`", "is the order of the list"),
    (
        "`passwordConfig.password`",
        "a secret: taken from the environment variable `MEIBO_NEW_MEMBER_PASSWORD` when a new member's password is set by the administrator",
    ),
    (
        "`organizations[].userExternalKey`",
        "is not applied by the service; `key` is",
    ),
    (
        "`employmentTypeId`",
        "is deprecated in the API: the old name of `userTypeId`",
    ),
    (
        "`customFields`",
        "is deprecated in the API: `custom` holds their successors",
    ),
];
