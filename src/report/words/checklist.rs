//! The words of the checklist of Organization Sync (facts 6).

use super::Language;
use super::Language::{En, Ja};

/// What a switch is called in the Developer Console, and what turning it on does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SwitchWords {
    /// As in `tenant.domains[].sync`.
    pub name: &'static str,
    /// Its name in the console: English, Japanese.
    console: (&'static str, &'static str),
    /// What it makes read-only: English, Japanese.
    effect: (&'static str, &'static str),
}

impl SwitchWords {
    /// Its name in the console.
    pub fn console(&self, language: Language) -> &'static str {
        language.pick(self.console.0, self.console.1)
    }

    /// What it makes read-only.
    pub fn effect(&self, language: Language) -> &'static str {
        language.pick(self.effect.0, self.effect.1)
    }
}

/// Where the switches are.
pub fn place(language: Language) -> &'static str {
    language.pick(
        "Developer Console > Organization Sync > Setting for use of Organization Syncing",
        "Developer Console > 組織連携 > 組織連携の使用設定",
    )
}

/// Every switch, that of the whole first.
pub const SWITCHES: &[SwitchWords] = &[
    SwitchWords {
        name: "enabled",
        console: (
            "Setting for use of Organization Syncing",
            "組織連携の使用設定",
        ),
        effect: (
            "the switches below take effect; secondary domains need it, too",
            "以下のスイッチが有効になります。兼務先のドメインでも必要です",
        ),
    },
    SwitchWords {
        name: "organizationMember",
        console: ("Organization/Member", "組織/メンバー"),
        effect: (
            "members and orgs become read-only in the admin console, and people cannot edit their own profile; suspending stays possible there",
            "管理画面でメンバーと組織が閲覧のみになり、本人もプロフィールを編集できません。一時停止は引き続き可能です",
        ),
    },
    SwitchWords {
        name: "levelPosition",
        console: ("Level/Position", "職級/役職"),
        effect: (
            "the menus of levels and positions disappear from the admin console",
            "管理画面から職級・役職のメニューが消えます",
        ),
    },
    SwitchWords {
        name: "group",
        console: ("Group", "グループ"),
        effect: (
            "groups become read-only in the admin console",
            "管理画面でグループが閲覧のみになります",
        ),
    },
    SwitchWords {
        name: "employmentType",
        console: ("Employment type (user type)", "利用権限タイプ"),
        effect: (
            "the menu of user types disappears from the admin console",
            "管理画面から利用権限タイプのメニューが消えます",
        ),
    },
    SwitchWords {
        name: "usedLanguage",
        console: ("Used language", "使用言語"),
        effect: (
            "people cannot choose their language any more",
            "本人が使用言語を選択できなくなります",
        ),
    },
    SwitchWords {
        name: "absence",
        console: ("Syncing while out of the office", "不在設定"),
        effect: (
            "people cannot choose their status any more; meibo does not write it",
            "本人がステータスを選択できなくなります。meibo はステータスを書き込みません",
        ),
    },
];

/// The sub-options: what people may still edit.
pub const ALLOWED: &[SwitchWords] = &[
    SwitchWords {
        name: "teamFeatures",
        console: ("Allow editing team features", "組織の機能の編集を許可"),
        effect: (
            "features of orgs can still be switched in the admin console; without it they are all off there",
            "管理画面で組織の利用機能を引き続き切り替えられます。許可しない場合、管理画面ではすべてオフになります",
        ),
    },
    SwitchWords {
        name: "groupFeatures",
        console: ("Allow editing group features", "グループの機能の編集を許可"),
        effect: (
            "features of groups can still be switched in the admin console; without it they are all off there",
            "管理画面でグループの利用機能を引き続き切り替えられます。許可しない場合、管理画面ではすべてオフになります",
        ),
    },
    SwitchWords {
        name: "profileImage",
        console: (
            "Allow editing the profile image",
            "プロフィール画像の編集を許可",
        ),
        effect: (
            "people can still change their own picture",
            "本人が自分の画像を引き続き変更できます",
        ),
    },
];

/// Why it is on paper at all.
pub fn introduction(language: Language) -> &'static str {
    language.pick(
        "Organization Sync keeps people from editing in the console what is declared here. It has no API: a person sets it. meibo works whatever it is.",
        "組織連携は、ここで宣言した内容が管理画面で編集されることを防ぎます。API では設定できないため、管理者が手動で設定します。どの設定でも meibo は動作します。",
    )
}

/// Where to write down what was set.
pub fn declare_it(language: Language) -> &'static str {
    language.pick(
        "Write down how the switches stand under `sync:` of the domain, so that meibo can tell who could have changed what.",
        "スイッチの状態をドメインの `sync:` に記載してください。誰が何を変更できたかを meibo が判断できるようになります。",
    )
}

/// Of a domain whose switches are not declared.
pub fn not_declared(language: Language) -> &'static str {
    language.pick(
        "(how the switches stand is not declared)",
        "（スイッチの状態は宣言されていません）",
    )
}

/// Before what a switch does.
pub fn while_on(language: Language) -> &'static str {
    language.pick("while on: ", "オンの間：")
}

/// The danger of turning it on.
pub fn pending(language: Language) -> &'static str {
    language.pick(
        "Turning on \"Setting for use of Organization Syncing\" with \"Organization/Member\" DELETES the members who were invited and have not joined yet:",
        "「組織連携の使用設定」と「組織/メンバー」をオンにすると、登録待ち（招待済み・未登録）のメンバーは【削除】されます：",
    )
}

/// Nobody would be deleted; stands behind [`pending`].
pub fn pending_none(language: Language) -> &'static str {
    language.pick(" none at present", "現在、該当者はいません")
}

/// The names were not looked up; stands behind [`pending`].
pub fn pending_unknown(language: Language) -> &'static str {
    language.pick(
        " their names need a look at the live tenant",
        "該当者の確認には実際のテナントの読み取りが必要です",
    )
}

/// How a switch stands.
pub fn stands(on: Option<bool>, language: Language) -> &'static str {
    match on {
        Some(true) => language.pick("on", "オン"),
        Some(false) => language.pick("off", "オフ"),
        None => "?",
    }
}

/// What is to be done with a switch: how it stands, how it should, what is declared.
pub fn todo(
    on: Option<bool>,
    advised: Option<bool>,
    declared: &str,
    about: &str,
    language: Language,
) -> String {
    match (on, advised, language) {
        (Some(true), Some(true), _) | (Some(false), Some(false), _) | (_, None, _) => language
            .pick("leave as it is", "このままで問題ありません")
            .to_owned(),
        (Some(false), Some(true), En) => format!("turn it on: {declared} declared here"),
        (Some(false), Some(true), Ja) => {
            format!("オンにしてください：`{declared}` が宣言されています")
        }
        (Some(true), Some(false), En) => {
            format!("turn it off, or declare {about}: nobody could edit them")
        }
        (Some(true), Some(false), Ja) => {
            format!("オフにするか、`{about}` を宣言してください。このままでは誰も編集できません")
        }
        (None, Some(true), En) => format!("should be on: {declared} declared here"),
        (None, Some(true), Ja) => {
            format!("オンを推奨：`{declared}` が宣言されています")
        }
        (None, Some(false), En) => format!("should be off: {about} not declared here"),
        (None, Some(false), Ja) => format!("オフを推奨：`{about}` は宣言されていません"),
    }
}
