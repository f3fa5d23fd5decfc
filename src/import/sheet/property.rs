//! The properties a column can hold, in the configuration's own vocabulary: each with its
//! form and the headers it goes by in lists of other systems.

mod groups;
mod orgs;

use groups::GROUPS;
use orgs::ORGS;

use crate::directory::{Language, RankKind};

/// What a cell of a property holds, and how it is made a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text as it stands.
    Text,
    /// A part of a person's name: as it stands.
    Name,
    /// The reading of a name: katakana.
    Reading,
    /// Last and first name in one cell.
    FullName,
    /// Their readings in one cell.
    FullReading,
    /// An external key, a code, a number that is one.
    Code,
    /// A login address, or its part before the `@`.
    Email,
    /// An address elsewhere.
    OutsideEmail,
    /// A telephone number.
    Phone,
    /// A date.
    Date,
    /// A moment: a date alone is its beginning.
    Start,
    /// A moment: a date alone is its end.
    End,
    /// Yes or no.
    Flag,
    /// One of the words of the schema.
    Choice,
    /// `active`, `suspended`, `deleted`.
    State,
    /// An org: its key, its name or its path of names.
    Org,
    /// A level, position or user type: its key or its name.
    Rank(RankKind),
    /// A member: its key, or `email:…`, `id:…`.
    Member,
    /// Another object: its key, or `id:…`.
    Object,
    /// The value of a custom property.
    Custom,
    /// A mapping whose parts have columns of their own: cleared as a whole, or nothing.
    Whole,
    /// A list whose entries have columns of their own: empty as a whole, or nothing.
    WholeList,
    /// A list of texts.
    Texts,
    /// A list of addresses.
    Emails,
    /// A list of members.
    Members,
    /// A list of objects.
    Objects,
}

impl Form {
    /// Whether it holds several, a line each.
    pub fn is_list(self) -> bool {
        matches!(
            self,
            Form::Texts | Form::Emails | Form::Members | Form::Objects
        )
    }

    /// Whether its parts have columns of their own.
    pub fn is_whole(self) -> bool {
        matches!(self, Form::Whole | Form::WholeList)
    }
}

/// A property.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// Its path: `posts[].org`; `*` stands for a name (a language, a custom property).
    pub path: &'static str,
    /// What its cells hold.
    pub form: Form,
    /// Headers it goes by elsewhere: Japanese first, then English.
    pub headers: &'static [&'static str],
    /// Whether it is personal data (`x-meibo-sensitive` in the schema).
    pub sensitive: bool,
}

const fn open(path: &'static str, form: Form, headers: &'static [&'static str]) -> Property {
    Property {
        path,
        form,
        headers,
        sensitive: false,
    }
}

const fn personal(path: &'static str, form: Form, headers: &'static [&'static str]) -> Property {
    Property {
        path,
        form,
        headers,
        sensitive: true,
    }
}

/// The kinds of list there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum What {
    /// One member a row, or one post.
    #[default]
    Members,
    /// One org a row.
    Orgs,
    /// One group a row.
    Groups,
}

impl What {
    /// The section of the configuration.
    pub fn section(self) -> &'static str {
        self.kind().section()
    }

    /// The kind of its objects.
    pub fn kind(self) -> crate::directory::Kind {
        match self {
            What::Members => crate::directory::Kind::Member,
            What::Orgs => crate::directory::Kind::Org,
            What::Groups => crate::directory::Kind::Group,
        }
    }

    /// Its properties, in the order columns are written.
    pub fn properties(self) -> &'static [Property] {
        match self {
            What::Members => MEMBERS,
            What::Orgs => ORGS,
            What::Groups => GROUPS,
        }
    }
}

/// Columns of a member. The headers are those of the admin console's pages and of its sheet
/// for adding members as the guide names them (it gives no file), and what HR systems use.
const MEMBERS: &[Property] = &[
    open(
        "key",
        Form::Code,
        &[
            "外部キー",
            "エクスターナルキー",
            "External Key",
            "userExternalKey",
            "外部ID",
        ],
    ),
    open("previously", Form::Code, &[]),
    open("id", Form::Text, &["userId", "リソースID"]),
    open("domain", Form::Text, &["ドメインキー"]),
    open(
        "state",
        Form::State,
        &[
            "状態",
            "ステータス",
            "在籍区分",
            "在職区分",
            "在籍状況",
            "在籍状態",
            "在職状況",
            "在籍区分名",
            "在籍",
            "利用状態",
            "アカウント状態",
            "Status",
            "State",
            "Employment Status",
        ],
    ),
    open("passwordBy", Form::Choice, &[]),
    open("changePasswordAtNextLogin", Form::Flag, &[]),
    open(
        "email",
        Form::Email,
        &[
            "メール",
            "メールアドレス",
            "会社メール",
            "会社メールアドレス",
            "会社用メール",
            "会社用メールアドレス",
            "業務用メール",
            "業務用メールアドレス",
            "仕事用メールアドレス",
            "社内メールアドレス",
            "社用メール",
            "社用メールアドレス",
            "ログインID",
            "ID",
            "アカウント",
            "LINE WORKS ID",
            "Eメール",
            "Eメールアドレス",
            "電子メール",
            "電子メールアドレス",
            "メールアドレス(会社)",
            "E-mail",
            "Email",
            "Mail",
            "Email Address",
            "Work Email",
            "Company Email",
            "Business Email",
            "Login ID",
            "Account",
        ],
    ),
    open(
        "name.last",
        Form::Name,
        &[
            "姓",
            "氏",
            "名字",
            "姓(漢字)",
            "苗字",
            "Last Name",
            "Family Name",
            "Surname",
        ],
    ),
    open(
        "name.first",
        Form::Name,
        &[
            "名",
            "名前(名)",
            "名(漢字)",
            "First Name",
            "Given Name",
            "Forename",
        ],
    ),
    open(
        "name.phoneticLast",
        Form::Reading,
        &[
            "姓(フリガナ)",
            "姓フリガナ",
            "姓カナ",
            "姓(カナ)",
            "セイ",
            "姓ふりがな",
            "姓(ふりがな)",
            "せい",
            "氏カナ",
            "Last Name (Phonetic)",
            "Phonetic Last Name",
            "Last Name Kana",
        ],
    ),
    open(
        "name.phoneticFirst",
        Form::Reading,
        &[
            "名(フリガナ)",
            "名フリガナ",
            "名カナ",
            "名(カナ)",
            "メイ",
            "名ふりがな",
            "名(ふりがな)",
            "めい",
            "First Name (Phonetic)",
            "Phonetic First Name",
            "First Name Kana",
        ],
    ),
    open(
        "name",
        Form::FullName,
        &[
            "氏名",
            "名前",
            "社員名",
            "従業員名",
            "職員名",
            "社員氏名",
            "従業員氏名",
            "職員氏名",
            "氏名(漢字)",
            "漢字氏名",
            "メンバー名",
            "姓名",
            "表示名",
            "Name",
            "Full Name",
            "Member",
        ],
    ),
    open(
        "phonetic",
        Form::FullReading,
        &[
            "フリガナ",
            "ふりがな",
            "カナ",
            "氏名カナ",
            "氏名フリガナ",
            "氏名(カナ)",
            "氏名(フリガナ)",
            "氏名ふりがな",
            "氏名(ふりがな)",
            "氏名かな",
            "氏名カタカナ",
            "社員氏名カナ",
            "社員氏名(カナ)",
            "従業員氏名カナ",
            "従業員名カナ",
            "社員名カナ",
            "カナ氏名",
            "読み",
            "Phonetic Name",
            "Kana",
        ],
    ),
    open("names.*", Form::Whole, &[]),
    open("names.*.last", Form::Name, &[]),
    open("names.*.first", Form::Name, &[]),
    open("nickName", Form::Text, &["ニックネーム", "Nickname"]),
    personal(
        "privateEmail",
        Form::OutsideEmail,
        &[
            "個人メールアドレス",
            "個人メール",
            "個人のメールアドレス",
            "私用メールアドレス",
            "私用メール",
            "個人用メール",
            "個人用メールアドレス",
            "メールアドレス(個人)",
            "自宅メールアドレス",
            "招待メール送信先",
            "Private Email",
            "Personal Email",
            "Personal Mail Address",
        ],
    ),
    open(
        "aliasEmails",
        Form::Emails,
        &[
            "サブメール",
            "サブメールアドレス",
            "エイリアス",
            "別名アドレス",
            "Alias Email",
            "Alias Emails",
        ],
    ),
    open(
        "userType",
        Form::Rank(RankKind::UserType),
        &[
            "利用権限タイプ",
            "利用権限",
            "雇用形態",
            "雇用区分",
            "社員区分",
            "従業員区分",
            "雇用形態名",
            "雇用区分名",
            "社員区分名",
            "就業区分",
            "User Type",
            "Employment Type",
        ],
    ),
    open(
        "searchable",
        Form::Flag,
        &["検索", "検索表示", "Searchable"],
    ),
    open(
        "level",
        Form::Rank(RankKind::Level),
        &[
            "職級",
            "等級",
            "資格等級",
            "職級名",
            "等級名",
            "グレード",
            "Level",
            "Job Level",
            "Grade",
        ],
    ),
    open("posts", Form::WholeList, &[]),
    open(
        "posts[].org",
        Form::Org,
        &[
            "組織",
            "所属",
            "所属組織",
            "部署",
            "部門",
            "所属部署",
            "所属部門",
            "所属名",
            "所属名称",
            "所属組織名",
            "所属部署名",
            "所属部署名称",
            "所属部門名",
            "部署名称",
            "部門名",
            "部門名称",
            "組織名称",
            "配属先",
            "配属部署",
            "所属部課",
            "部署名",
            "組織名",
            "部課",
            "組織パス",
            "Org",
            "Organization",
            "Team",
            "Department",
            "Org Unit",
            "Division",
        ],
    ),
    open("posts[].primary", Form::Flag, &["主務", "本務", "Primary"]),
    open(
        "posts[].position",
        Form::Rank(RankKind::Position),
        &[
            "役職",
            "役職名称",
            "職位",
            "職位名",
            "役職名",
            "Position",
            "Title",
            "Job Title",
        ],
    ),
    open(
        "posts[].leader",
        Form::Flag,
        &[
            "組織長",
            "部門長",
            "所属長",
            "Leader",
            "Team Leader",
            "Manager",
        ],
    ),
    open("posts[].visible", Form::Flag, &["組織図表示"]),
    open("posts[].teamFeature", Form::Flag, &["組織機能"]),
    open("secondary", Form::WholeList, &[]),
    open("secondary[].domain", Form::Text, &[]),
    open("secondary[].email", Form::Email, &[]),
    open("secondary[].level", Form::Object, &[]),
    open("secondary[].posts", Form::WholeList, &[]),
    open("secondary[].posts[].org", Form::Object, &[]),
    open("secondary[].posts[].primary", Form::Flag, &[]),
    open("secondary[].posts[].position", Form::Object, &[]),
    open("secondary[].posts[].leader", Form::Flag, &[]),
    open("secondary[].posts[].visible", Form::Flag, &[]),
    open("secondary[].posts[].teamFeature", Form::Flag, &[]),
    personal(
        "telephone",
        Form::Phone,
        &[
            "電話",
            "電話番号",
            "会社電話",
            "会社電話番号",
            "内線",
            "内線番号",
            "TEL",
            "直通",
            "直通番号",
            "Telephone",
            "Phone",
            "Phone Number",
        ],
    ),
    personal(
        "cellPhone",
        Form::Phone,
        &[
            "携帯",
            "携帯番号",
            "携帯電話",
            "携帯電話番号",
            "社用携帯",
            "社用携帯番号",
            "社用携帯電話",
            "社用携帯電話番号",
            "会社携帯",
            "会社携帯電話",
            "会社携帯番号",
            "業務用携帯",
            "業務用携帯電話",
            "Cell Phone",
            "Mobile",
            "Mobile Phone",
            "Mobile Number",
        ],
    ),
    personal(
        "location",
        Form::Text,
        &[
            "勤務地",
            "勤務先",
            "勤務場所",
            "事業所",
            "勤務地名",
            "事業所名",
            "拠点",
            "拠点名",
            "Location",
            "Work Location",
            "Place of Work",
        ],
    ),
    open(
        "task",
        Form::Text,
        &[
            "担当業務",
            "担当",
            "業務内容",
            "職務",
            "Task",
            "Job Description",
        ],
    ),
    personal("messenger", Form::Whole, &[]),
    personal("messenger.protocol", Form::Choice, &[]),
    personal("messenger.customProtocol", Form::Text, &[]),
    personal("messenger.id", Form::Text, &[]),
    personal("birthdayCalendarType", Form::Choice, &[]),
    personal(
        "birthday",
        Form::Date,
        &[
            "生年月日",
            "誕生日",
            "Birthday",
            "Date of Birth",
            "Birth Date",
        ],
    ),
    open(
        "locale",
        Form::Choice,
        &["言語", "使用言語", "Language", "Locale"],
    ),
    personal(
        "hiredDate",
        Form::Date,
        &[
            "入社日",
            "入社年月日",
            "採用日",
            "採用年月日",
            "入職日",
            "入職年月日",
            "Hired Date",
            "Hire Date",
            "Date of Hire",
            "Joined",
        ],
    ),
    open("timeZone", Form::Text, &["タイムゾーン", "Time Zone"]),
    personal("custom.*", Form::Custom, &[]),
    personal("relations", Form::WholeList, &[]),
    personal("relations[].member", Form::Member, &[]),
    personal("relations[].name", Form::Text, &[]),
    open(
        "activationDate",
        Form::Start,
        &["利用開始日", "利用開始日時", "Activation Date"],
    ),
    personal(
        "employeeNumber",
        Form::Code,
        &[
            "社員番号",
            "従業員番号",
            "社員コード",
            "従業員コード",
            "職員番号",
            "職員コード",
            "職員No",
            "職員ID",
            "従業員ID",
            "従業員No",
            "社員CD",
            "従業員CD",
            "スタッフ番号",
            "スタッフコード",
            "社員ID",
            "社員No",
            "社員No.",
            "Employee Number",
            "Employee ID",
            "Employee No",
            "Employee No.",
            "Employee Code",
            "Staff ID",
        ],
    ),
    personal("leave", Form::Whole, &[]),
    personal(
        "leave.from",
        Form::Start,
        &["休職開始日", "休業開始日", "Leave From", "Leave Start"],
    ),
    personal(
        "leave.to",
        Form::End,
        &["休職終了日", "休業終了日", "Leave To", "Leave End"],
    ),
];

/// Whether a name stands where a pattern has `*`: a language below `names`, any below
/// `custom`.
pub fn is_wild(before: &str, name: &str) -> bool {
    match before {
        "names" => Language::from_code(name).is_some(),
        "custom" => !name.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::fold;
    use super::*;

    #[test]
    fn no_header_means_two_properties() {
        for what in [What::Members, What::Orgs, What::Groups] {
            let mut seen = BTreeSet::new();
            for property in what.properties() {
                let headers = property.headers.iter().map(|header| fold::header(header));
                for header in headers.collect::<BTreeSet<_>>() {
                    assert!(seen.insert(header.clone()), "{what:?}: {header}");
                }
            }
        }
    }

    /// Every property of the schema has a column, and is personal where the schema says so.
    #[test]
    fn every_property_of_the_schema_is_known() {
        let schema = crate::source::config_schema();
        for (what, name) in [
            (What::Members, "Member"),
            (What::Orgs, "Org"),
            (What::Groups, "Group"),
        ] {
            let properties = schema["definitions"][name]["properties"].as_object();
            for (property, of) in properties.expect("an object type") {
                if (what, property.as_str()) == (What::Orgs, "orgs") {
                    // Rows name their parent.
                    continue;
                }
                let columns: Vec<&Property> = what
                    .properties()
                    .iter()
                    .filter(|known| known.path.split(['.', '[']).next() == Some(property))
                    .collect();
                assert!(!columns.is_empty(), "{name}.{property}");
                let sensitive = of["x-meibo-sensitive"] == true;
                assert!(
                    columns.iter().all(|column| column.sensitive == sensitive),
                    "{name}.{property}"
                );
            }
        }
    }
}
