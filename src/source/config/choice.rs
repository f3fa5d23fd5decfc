//! The enumerations of the configuration: plain `enum` in the schema, with the words an
//! editor shows beside each value (`enumDescriptions`).

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

/// An enumeration of strings: the value as it is written, and what it means.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($value:literal => $variant:ident: $meaning:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        pub enum $name {
            $(
                #[doc = $meaning]
                #[serde(rename = $value)]
                $variant,
            )+
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": "string",
                    "enum": [$($value),+],
                    "enumDescriptions": [$($meaning),+],
                })
            }
        }
    };
}

choice! {
    /// The product plan of a tenant (facts 3.1).
    Plan {
        "free" => Free: "60 calls a minute per operation; the API cannot write",
        "standard" => Standard: "240 calls a minute per operation",
        "advanced" => Advanced: "240 calls a minute per operation; alias addresses and group mail",
    }
}
choice! {
    /// A ranked list that can be switched on (facts 5.4 to 5.6).
    RankList {
        "levels" => Levels: "Job levels (職級)",
        "positions" => Positions: "Positions (役職)",
        "userTypes" => UserTypes: "User types (利用権限タイプ)",
    }
}
choice! {
    /// What people may still edit while an Organization Sync switch is on (facts 6).
    SyncAllow {
        "teamFeatures" => TeamFeatures: "Features of orgs, in the admin console",
        "groupFeatures" => GroupFeatures: "Features of groups, in the admin console",
        "profileImage" => ProfileImage: "The profile image, by the member",
    }
}
choice! {
    /// What removing a member does.
    Removal {
        "suspend" => Suspend: "Suspended: the account and its data stay",
        "delete" => Delete: "Deleted: can be undone for 7 days; talk data is lost at once",
        "forceDelete" => ForceDelete: "Erased at once, for good",
    }
}
choice! {
    /// What happens to list entries that name unmanaged objects.
    Lists {
        "keepUnmanaged" => KeepUnmanaged: "Kept and counted",
        "exclusive" => Exclusive: "Taken out",
    }
}
choice! {
    /// Whether the order of sibling orgs is managed.
    OrgOrder {
        "managed" => Managed: "The order of each list",
        "free" => Free: "Left to the admin console",
    }
}
choice! {
    /// Who sets a new member's first password (facts 5.1.4).
    PasswordBy {
        "member" => Member: "The member, by an invitation to privateEmail",
        "admin" => Admin: "The administrator: taken from MEIBO_NEW_MEMBER_PASSWORD",
    }
}
choice! {
    /// The state a member shall be in.
    State {
        "active" => Active: "In use",
        "suspended" => Suspended: "Suspended by an administrator",
        "deleted" => Deleted: "To be removed as policy.removal says",
    }
}
choice! {
    /// The five languages of the service (facts 1.3).
    Locale {
        "ja_JP" => JaJp: "Japanese",
        "ko_KR" => KoKr: "Korean",
        "en_US" => EnUs: "English",
        "zh_CN" => ZhCn: "Chinese, simplified",
        "zh_TW" => ZhTw: "Chinese, traditional",
    }
}
choice! {
    /// A messenger service (facts 5.1.2).
    MessengerProtocol {
        "LINE" => Line: "LINE",
        "FACEBOOK" => Facebook: "Facebook",
        "TWITTER" => Twitter: "The old name of X",
        "X" => X: "X",
        "CUSTOM" => Custom: "Another service, named in customProtocol",
    }
}
choice! {
    /// The calendar of a birthday (facts 5.1.2).
    BirthdayCalendar {
        "SOLAR" => Solar: "Solar calendar",
        "LUNAR" => Lunar: "Lunar calendar",
    }
}
choice! {
    /// A feature of an org's message room (facts 5.2.2).
    OrgFeature {
        "message" => Message: "Message room; the others need it",
        "note" => Note: "Notes",
        "calendar" => Calendar: "Calendar",
        "task" => Task: "Tasks",
        "folder" => Folder: "Folders",
    }
}
choice! {
    /// A feature of a group (facts 5.3.3).
    GroupFeature {
        "message" => Message: "Message room; the others, mail apart, need it",
        "note" => Note: "Notes",
        "calendar" => Calendar: "Calendar",
        "task" => Task: "Tasks",
        "folder" => Folder: "Folders",
        "mail" => Mail: "Mailing list (Advanced plan)",
    }
}
