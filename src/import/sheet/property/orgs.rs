//! The columns of orgs.

use super::{Form, Property, open};

/// Columns of an org.
pub(super) const ORGS: &[Property] = &[
    open(
        "key",
        Form::Code,
        &[
            "外部キー",
            "組織コード",
            "部署コード",
            "部門コード",
            "External Key",
            "orgUnitExternalKey",
            "Org Code",
        ],
    ),
    open("previously", Form::Code, &[]),
    open("id", Form::Text, &["orgUnitId"]),
    open("domain", Form::Text, &["ドメインキー"]),
    open(
        "parent",
        Form::Object,
        &[
            "上位組織",
            "親組織",
            "上位組織コード",
            "親組織コード",
            "上位部署コード",
            "Parent",
            "Parent Key",
            "Parent Code",
        ],
    ),
    open(
        "name",
        Form::Text,
        &[
            "組織名",
            "組織",
            "部署名",
            "部署",
            "部門名",
            "名称",
            "Name",
            "Team Name",
            "Org Name",
            "Department",
        ],
    ),
    open("names.*", Form::Text, &[]),
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
    open("description", Form::Text, &["説明", "備考", "Description"]),
    open("visible", Form::Flag, &["公開", "Visible"]),
    open("aliasEmails", Form::Emails, &["サブメール", "Alias Emails"]),
    open("canReceiveExternalMail", Form::Flag, &["外部メール受信"]),
    open(
        "features",
        Form::Texts,
        &["機能", "トークルーム機能", "Features"],
    ),
    open("useServiceNotification", Form::Flag, &["サービス通知"]),
    open("membersAllowedToUseEmailAsRecipient", Form::Members, &[]),
    open("membersAllowedToUseEmailAsSender", Form::Members, &[]),
];
