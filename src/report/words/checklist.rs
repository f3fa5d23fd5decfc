//! The words of the checklist of Organization Sync (facts 6).

/// What a switch is called in the Developer Console, and what turning it on does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SwitchWords {
    /// As in `tenant.domains[].sync`.
    pub name: &'static str,
    /// Its name in the console.
    pub console: &'static str,
    /// What it makes read-only.
    pub effect: &'static str,
}

/// Where the switches are.
pub const WHERE: &str =
    "Developer Console > Organization Sync > Setting for use of Organization Syncing";

/// Every switch, that of the whole first.
pub const SWITCHES: &[SwitchWords] = &[
    SwitchWords {
        name: "enabled",
        console: "Setting for use of Organization Syncing",
        effect: "the switches below take effect; secondary domains need it, too",
    },
    SwitchWords {
        name: "organizationMember",
        console: "Organization/Member",
        effect: "members and orgs become read-only in the admin console, and people cannot edit their own profile; suspending stays possible there",
    },
    SwitchWords {
        name: "levelPosition",
        console: "Level/Position",
        effect: "the menus of levels and positions disappear from the admin console",
    },
    SwitchWords {
        name: "group",
        console: "Group",
        effect: "groups become read-only in the admin console",
    },
    SwitchWords {
        name: "employmentType",
        console: "Employment type (user type)",
        effect: "the menu of user types disappears from the admin console",
    },
    SwitchWords {
        name: "usedLanguage",
        console: "Used language",
        effect: "people cannot choose their language any more",
    },
    SwitchWords {
        name: "absence",
        console: "Syncing while out of the office",
        effect: "people cannot choose their status any more; meibo does not write it",
    },
];

/// The sub-options: what people may still edit.
pub const ALLOWED: &[SwitchWords] = &[
    SwitchWords {
        name: "teamFeatures",
        console: "Allow editing team features",
        effect: "features of orgs can still be switched in the admin console; without it they are all off there",
    },
    SwitchWords {
        name: "groupFeatures",
        console: "Allow editing group features",
        effect: "features of groups can still be switched in the admin console; without it they are all off there",
    },
    SwitchWords {
        name: "profileImage",
        console: "Allow editing the profile image",
        effect: "people can still change their own picture",
    },
];

/// Why it is on paper at all.
pub const INTRODUCTION: &str = "Organization Sync keeps people from editing in the console what is declared here. It has no API: a person sets it. meibo works whatever it is.";
/// Where to write down what was set.
pub const DECLARE_IT: &str = "Write down how the switches stand under `sync:` of the domain, so that meibo can tell who could have changed what.";
/// Of a domain whose switches are not declared.
pub const NOT_DECLARED: &str = "how the switches stand is not declared";
/// Before what a switch does.
pub const WHILE_ON: &str = "while on:";
/// The danger of turning it on.
pub const PENDING: &str = "Turning on \"Setting for use of Organization Syncing\" with \"Organization/Member\" DELETES the members who were invited and have not joined yet";
/// Nobody would be deleted.
pub const PENDING_NONE: &str = "none at present";
/// The names were not looked up.
pub const PENDING_UNKNOWN: &str = "their names need a look at the live tenant";

/// How a switch stands.
pub fn stands(on: Option<bool>) -> &'static str {
    match on {
        Some(true) => "on",
        Some(false) => "off",
        None => "?",
    }
}

/// What is to be done with a switch: how it stands, how it should, what is declared.
pub fn todo(on: Option<bool>, advised: Option<bool>, declared: &str, about: &str) -> String {
    match (on, advised) {
        (Some(true), Some(true)) | (Some(false), Some(false)) | (_, None) => {
            "leave as it is".to_owned()
        }
        (Some(false), Some(true)) => format!("turn it on: {declared} declared here"),
        (Some(true), Some(false)) => {
            format!("turn it off, or declare {about}: nobody could edit them")
        }
        (None, Some(true)) => format!("should be on: {declared} declared here"),
        (None, Some(false)) => format!("should be off: {about} not declared here"),
    }
}
