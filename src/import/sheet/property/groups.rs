//! The columns of groups.

use super::{Form, Property, open};

/// Columns of a group.
pub(super) const GROUPS: &[Property] = &[
    open(
        "key",
        Form::Code,
        &[
            "外部キー",
            "グループコード",
            "External Key",
            "groupExternalKey",
            "Group Code",
        ],
    ),
    open("previously", Form::Code, &[]),
    open("id", Form::Text, &["groupId"]),
    open("domain", Form::Text, &["ドメインキー"]),
    open(
        "name",
        Form::Text,
        &[
            "グループ名",
            "グループ",
            "名称",
            "Name",
            "Group Name",
            "Group",
        ],
    ),
    open("description", Form::Text, &["説明", "備考", "Description"]),
    open("visible", Form::Flag, &["公開", "Visible"]),
    open("useServiceNotification", Form::Flag, &["サービス通知"]),
    open("serviceManageable", Form::Flag, &[]),
    open(
        "masters",
        Form::Members,
        &[
            "グループマスター",
            "マスター",
            "管理者",
            "Masters",
            "Master",
            "Group Master",
        ],
    ),
    open(
        "members",
        Form::Members,
        &["メンバー", "グループメンバー", "Members"],
    ),
    open("orgs", Form::Objects, &["組織", "Orgs", "Teams"]),
    open("groups", Form::Objects, &["下位グループ", "Groups"]),
    open(
        "features",
        Form::Texts,
        &["機能", "トークルーム機能", "Features"],
    ),
    open(
        "email",
        Form::Email,
        &[
            "メーリングリスト",
            "メール",
            "メールアドレス",
            "Mailing List",
            "Email",
        ],
    ),
    open("aliasEmails", Form::Emails, &["サブメール", "Alias Emails"]),
    open("canReceiveExternalMail", Form::Flag, &["外部メール受信"]),
    open("toExternalEmails", Form::Texts, &["外部アドレス"]),
    open("membersAllowedToUseEmailAsRecipient", Form::Members, &[]),
    open("membersAllowedToUseEmailAsSender", Form::Members, &[]),
];
