//! Every word of the console, in both languages.

use super::language::Tongue;

macro_rules! words {
    ($($name:ident: $en:literal, $ja:literal;)*) => {
        /// A word, or a sentence with `{places}` in it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Word { $(#[doc = $en] $name,)* }

        impl Word {
            /// Every word.
            #[cfg(test)]
            pub const ALL: &[Word] = &[$(Word::$name,)*];

            /// It in a language.
            pub fn of(self, tongue: Tongue) -> &'static str {
                match (self, tongue) {
                    $((Word::$name, Tongue::En) => $en, (Word::$name, Tongue::Ja) => $ja,)*
                }
            }
        }
    };
}

words! {
    // The frame.
    ConsoleTitle: "meibo sandbox console", "meibo サンドボックス コンソール";
    Sandbox: "sandbox", "サンドボックス";
    SkipToContent: "Skip to content", "本文へ移動";
    Sections: "Sections", "メニュー";
    Language: "Language", "言語";
    SearchMembers: "Search members", "メンバーを検索";
    SearchHint: "Name, email, key or ID", "名前・メール・キー・ID";
    VirtualClock: "Virtual clock", "仮想時計";
    OrgChart: "Org chart", "組織図";
    Members: "Members", "メンバー";
    Member: "Member", "メンバー";
    Orgs: "Orgs", "組織";
    Org: "Org", "組織";
    Groups: "Groups", "グループ";
    Group: "Group", "グループ";
    Levels: "Levels", "職級";
    Level: "Level", "職級";
    Positions: "Positions", "役職";
    Position: "Position", "役職";
    UserTypes: "User types", "利用権限タイプ";
    UserType: "User type", "利用権限タイプ";
    OrganizationSync: "Organization Sync", "組織連携";
    Calls: "Calls", "API 呼び出し";
    Conditions: "Conditions", "動作条件";
    Domain: "Domain", "ドメイン";
    Domains: "Domains", "ドメイン";
    NotFound: "Not found", "見つかりません";
    NotFoundMore: "There is no such page, or what it showed is gone.", "このページは存在しないか、表示していたものが削除されました。";
    Refused: "Not done:", "実行できませんでした：";
    Pages: "Pages", "ページ";
    Previous: "Previous", "前へ";
    Next: "Next", "次へ";
    Range: "{from}–{to} of {of}", "{of} 件中 {from}–{to}";
    AndMore: "and {n} more", "ほか {n} 件";
    Yes: "yes", "はい";
    No: "no", "いいえ";
    NotKnown: "not known, or hidden by “manage items”", "不明、または「管理項目」で非表示";
    NoneYet: "There is none yet.", "まだ登録がありません。";
    Cancel: "Cancel", "キャンセル";

    // The tree.
    Open: "Open", "開く";
    Close: "Close", "閉じる";
    PrivateOrg: "Private", "非公開";
    MoreBefore: "{n} more above", "前の {n} 件";
    MoreAfter: "{n} more below", "残り {n} 件";
    WayDown: "Path", "現在位置";

    // An org, a domain.
    OneMember: "{n} member", "メンバー {n} 人";
    ManyMembers: "{n} members", "メンバー {n} 人";
    OneSubOrg: "{n} org below", "下位組織 {n} 件";
    ManySubOrgs: "{n} orgs below", "下位組織 {n} 件";
    OneOrg: "{n} org", "組織 {n} 件";
    ManyOrgs: "{n} orgs", "組織 {n} 件";
    OneGroup: "{n} group", "グループ {n} 件";
    ManyGroups: "{n} groups", "グループ {n} 件";
    NoMembersHere: "Nobody is in here.", "メンバーはいません。";
    AllProperties: "All properties", "すべての項目";
    Properties: "Properties", "項目";
    MembersByState: "Members by state", "状態別のメンバー";
    WithoutOrg: "Members without an org", "組織に所属していないメンバー";
    PlanOf: "{plan} plan", "{plan} プラン";
    SsoOn: "Single sign-on", "SSO あり";
    SsoOff: "No single sign-on", "SSO なし";
    Seats: "{n} seats", "上限 {n} 人";
    Name: "Name", "名前";
    State: "State", "状態";
    Email: "Email", "メール";
    ExternalKey: "External key", "外部キー";
    ResourceId: "ID", "ID";
    Leader: "Leader", "組織長";
    Administrator: "Administrator", "管理者";
    SuperAdministrator: "Super administrator", "最高管理者";
    Executive: "Executive", "役員";
    SidePost: "Concurrent", "兼務";
    HiddenInChart: "Hidden in chart", "組織図に非表示";
    FeatureMessage: "Messages", "トーク";
    FeatureNote: "Notes", "ノート";
    FeatureCalendar: "Calendar", "予定";
    FeatureTask: "Tasks", "タスク";
    FeatureFolder: "Folder", "フォルダ";
    FeatureMail: "Mailing list", "メーリングリスト";
    Features: "Features", "利用機能";
    Description: "Description", "説明";
    NamesByLanguage: "Names by language", "多言語名";
    AliasEmails: "Alias addresses", "サブメールアドレス";
    ReceivesExternalMail: "Receives mail from outside", "外部からのメール受信";
    ServiceNotification: "Service notifications", "サービス通知";
    AllowedRecipients: "May send to the address", "このアドレス宛に送信できるメンバー";
    AllowedSenders: "May send as the address", "このアドレスで送信できるメンバー";
    DisplayOrder: "Order", "表示順";

    // States.
    StateInUse: "In use", "利用中";
    StatePending: "Waiting for registration", "登録待ち";
    StateAwaiting: "Waiting for activation", "利用開始待ち";
    StateSuspended: "Suspended", "一時停止";
    StateOnLeave: "On leave", "休職中";
    StateDeleted: "Being deleted", "削除中";
    ByAdministrator: "by an administrator", "管理者による";
    ByFailedLogins: "after failed logins", "ログイン失敗による";
    OneDayLeft: "1 day left", "残り 1 日";
    DaysLeft: "{n} days left", "残り {n} 日";

    // A member.
    Posts: "Posts", "所属";
    NoOrg: "no org", "所属組織なし";
    InTheOrg: "In the org", "組織内での扱い";
    PrimaryPost: "Primary post", "主務";
    PrimaryThere: "Primary there", "ドメイン内の主務";
    WithoutTeamFeatures: "Without team features", "組織の機能を利用しない";
    PrivateEmail: "Private address", "個人メール";
    EmployeeNumber: "Employee number", "社員番号";
    LastName: "Last name", "姓";
    FirstName: "First name", "名";
    PhoneticLastName: "Last name, as read", "姓（フリガナ）";
    PhoneticFirstName: "First name, as read", "名（フリガナ）";
    NickName: "Nickname", "ニックネーム";
    Telephone: "Telephone", "電話";
    CellPhone: "Mobile phone", "携帯電話";
    Location: "Location", "勤務先";
    Task: "Task", "担当業務";
    Messenger: "Messenger", "メッセンジャー";
    Birthday: "Birthday", "誕生日";
    BirthdayCalendar: "Calendar of the birthday", "誕生日の暦";
    HiredDate: "Hired", "入社日";
    Locale: "Language of the member", "使用言語";
    TimeZone: "Time zone", "タイムゾーン";
    Searchable: "Shown in search", "検索に表示";
    LeaveOfAbsence: "Leave of absence", "休職期間";
    ActivationDate: "Usable from", "利用開始日時";
    EmailThere: "Address in the other domain", "兼務先ドメインのメール";
    Relations: "Relations", "関係";
    CustomProperties: "Custom properties", "カスタム項目";
    InNoGroup: "In no group.", "所属しているグループはありません。";
    Master: "Master", "マスター";

    // Search.
    Anything: "Anything", "すべてから";
    Every: "All", "すべて";
    OrgsBelowToo: "with orgs below", "下位組織を含む";
    Search: "Search", "検索";
    Clear: "Clear", "クリア";
    OneFound: "{n} member found", "{n} 人見つかりました";
    ManyFound: "{n} members found", "{n} 人見つかりました";
    NothingFound: "Nothing was found.", "該当するものはありません。";

    // Groups and ranks.
    Kind: "Kind", "種類";
    Masters: "Masters", "マスター";
    GroupNormal: "Normal", "通常";
    GroupDynamic: "Dynamic", "動的";
    GroupDynamicMore: "Its members are computed from conditions; no call changes them.", "メンバーは条件から自動的に決まり、API では変更できません。";
    ShownInSearch: "Shown to others in search", "他のメンバーの検索に表示";
    MastersChooseFeatures: "Masters choose the features", "マスターが利用機能を変更できる";
    OutsideAddresses: "Outside addresses", "外部アドレス";
    FeatureIsOff: "This list is switched off in the domain.", "このドメインでは使用していません。";
    Code: "Code", "コード";
    Holders: "Holders", "該当者";

    // The log.
    LiveCalls: "Live calls", "API 呼び出し状況";
    CallsMore: "Newest first, brought up to date every second while the page is visible.", "新しい順。ページの表示中は毎秒更新されます。";
    Reload: "Reload", "再読み込み";
    Pace: "Calls in the last minute", "直近 1 分間の呼び出し数";
    PerMinute: "calls in the last minute", "直近 1 分間の呼び出し数";
    NoPace: "No calls in the last minute.", "直近 1 分間に呼び出しはありません。";
    OrgWrites: "Org writes", "組織の変更";
    OrgWritesMore: "One at a time, at least one second apart in a domain.", "ドメインごとに 1 件ずつ、1 秒以上の間隔をあけます。";
    NoOrgWrites: "No org was written lately.", "最近の組織の変更はありません。";
    TooSoon: "sooner than one second", "1 秒未満";
    LastCalls: "Last calls", "最近の呼び出し";
    NoCalls: "Nothing has been called yet.", "まだ呼び出しはありません。";
    Time: "Time", "時刻";
    Operation: "Operation", "操作";
    Status: "Status", "状態コード";
    Duration: "Duration", "所要時間";
    Refusal: "Refusal", "拒否理由";
    Target: "Target", "対象";

    // Edits.
    Rename: "Rename", "名前を変更";
    NewName: "New name", "新しい名前";
    AddBelow: "Add below", "下位組織を追加";
    AddOrg: "Add an org", "組織を追加";
    Add: "Add", "追加";
    NameOfNewOrg: "Name of the new org", "新しい組織の名前";
    Move: "Move", "移動";
    MoveTitle: "Move {name}", "{name} を移動";
    MoveMore: "Go to the org it shall stand below, then choose its place.", "移動先の上位組織を開き、表示順を指定してください。";
    NewParent: "New parent", "移動先";
    PlaceAmong: "Place (1 to {n})", "表示順（1～{n}）";
    MoveHere: "Move here", "ここに移動";
    OrgsThere: "Orgs there", "移動先の組織";
    NoOrgsThere: "No other org stands there.", "ほかの組織はありません。";
    Delete: "Delete", "削除";
    DeleteNow: "Delete now", "削除する";
    DeleteOrgMore: "{name} goes for good, with its notes, events and folders.", "{name} を完全に削除します。ノート・予定・フォルダも削除されます。";
    DeleteOrgBelow: "The {n} orgs right below it go along.", "直下の {n} 組織も削除されます。";
    DeleteOrgMembers: "{n} members are in it, so the service will refuse.", "{n} 人が所属しているため、サービスに拒否されます。";
    ReadOnlyPeople: "Members and orgs of this domain are read-only: Organization Sync is on.", "組織連携がオンのため、このドメインのメンバーと組織は編集できません。";
    Suspend: "Suspend", "一時停止";
    Unsuspend: "Lift the suspension", "一時停止を解除";
    FirstLogin: "Log in as the member for the first time", "本人の初回ログインを実行";
    Undelete: "Bring back", "削除を取り消す";
    DeleteMemberMore: "{name} leaves all orgs, groups and rooms at once, and can be brought back for seven days.", "{name} はすべての組織・グループ・トークルームから直ちに外れます。7 日以内なら取り消せます。";
    DoneRename: "The org was renamed.", "組織の名前を変更しました。";
    DoneAdd: "The org was added.", "組織を追加しました。";
    DoneMove: "The org was moved.", "組織を移動しました。";
    DoneDeleteOrg: "The org was deleted.", "組織を削除しました。";
    DoneSuspend: "The member was suspended.", "メンバーを一時停止しました。";
    DoneUnsuspend: "The suspension was lifted.", "一時停止を解除しました。";
    DoneDelete: "The member is being deleted and can be brought back for seven days.", "メンバーを削除しました。7 日以内なら取り消せます。";
    DoneUndelete: "The member was brought back.", "メンバーの削除を取り消しました。";
    DoneFirstLogin: "The member has logged in.", "本人がログインしました。";
    DoneSync: "The switches were set.", "設定を保存しました。";
    DoneClock: "The clock was moved.", "時計を進めました。";
    DoneConsistency: "The delays were set.", "遅延を設定しました。";
    FormExpired: "The form was not sent from this console, or the sandbox has started anew since. Open the page again.", "このコンソールから送信されたフォームではないか、サンドボックスが再起動されました。ページを開き直してください。";
    FormUnclear: "The form asks for nothing that can be done.", "フォームの内容を処理できません。";
    Guarded: "This sandbox was started to refuse everything that writes.", "このサンドボックスは書き込みを拒否するモードで起動しています。";
    Broken: "The sandbox cannot keep its state and does nothing more.", "状態を保存できないため、これ以上の操作はできません。";
    Save: "Save", "保存";

    // Organization Sync.
    SyncMore: "What is synchronised from outside cannot be edited by people here. Calls of the API 2.0 work whatever the switches say.", "外部から連携する項目は、この管理画面では編集できなくなります。API 2.0 の呼び出しには影響しません。";
    SyncEnabled: "Use Organization Sync", "組織連携を使用する";
    SyncEnabledMore: "The master switch: without it, none of the others has an effect. Turned on together with organizations and members, it deletes the members who wait for registration.", "全体のスイッチです。オフの場合、ほかの設定は無効です。「組織／メンバー」とともにオンにすると、登録待ちのメンバーは削除されます。";
    SyncMembers: "Organizations and members", "組織／メンバー";
    SyncMembersMore: "Orgs and members become read-only, and people cannot edit their own profile. Suspending stays possible.", "組織とメンバーは閲覧のみとなり、本人もプロフィールを編集できません。一時停止は引き続き可能です。";
    SyncRanks: "Levels and positions", "職級／役職";
    SyncRanksMore: "Their menu disappears from the admin console.", "管理画面から職級・役職のメニューが消えます。";
    SyncGroups: "Groups", "グループ";
    SyncGroupsMore: "Groups cannot be edited in the admin console.", "管理画面でグループを編集できません。";
    SyncUserTypes: "User types", "利用権限タイプ";
    SyncUserTypesMore: "Their menu disappears from the admin console.", "管理画面から利用権限タイプのメニューが消えます。";
    SyncLanguage: "Language used", "使用言語";
    SyncLanguageMore: "People can no longer choose their language themselves.", "本人が使用言語を選択できなくなります。";
    SyncAbsence: "Absence", "不在";
    SyncAbsenceMore: "People can no longer choose their status themselves.", "本人がステータスを選択できなくなります。";
    AllowTeamFeatures: "but allow team features", "組織の機能の編集を許可";
    AllowTeamFeaturesMore: "What an org can use stays editable here.", "組織の利用機能はこの画面で編集できます。";
    AllowGroupFeatures: "but allow group features", "グループの機能の編集を許可";
    AllowGroupFeaturesMore: "What a group can use stays editable here.", "グループの利用機能はこの画面で編集できます。";
    AllowProfileImage: "but allow the profile image", "プロフィール画像の編集を許可";
    AllowProfileImageMore: "People may still change their own picture.", "本人によるプロフィール画像の変更を許可します。";
    ReadOnlyNow: "What people can edit now", "現在の編集可否";
    Editable: "editable", "編集可";
    ReadOnly: "read-only", "閲覧のみ";
    AreaMembers: "Members", "メンバー";
    AreaSuspension: "Suspending members", "メンバーの一時停止";
    AreaOrgs: "Orgs", "組織";
    AreaTeamFeatures: "Features of orgs", "組織の利用機能";
    AreaRanks: "Levels and positions", "職級・役職";
    AreaGroups: "Groups", "グループ";
    AreaGroupFeatures: "Features of groups", "グループの利用機能";
    AreaUserTypes: "User types", "利用権限タイプ";
    AreaUsedLanguage: "Own language", "本人の使用言語";
    AreaStatus: "Own status", "本人のステータス";
    AreaOwnProfile: "Own profile", "本人のプロフィール";
    AreaProfileImage: "Own profile image", "本人のプロフィール画像";
    WarnDeletesOne: "This deletes {n} member who waits for registration", "登録待ちのメンバー {n} 人が削除されます";
    WarnDeletesMany: "This deletes {n} members who wait for registration", "登録待ちのメンバー {n} 人が削除されます";
    WarnDeletesMore: "Turning the switch on removes everybody who was invited and has not completed joining. They are gone for good and cannot be brought back:", "スイッチをオンにすると、招待されたまま登録を完了していない次のメンバーが完全に削除され、元に戻せません。";
    TurnOnAndDelete: "Turn on and delete them", "オンにして削除する";

    // Conditions.
    OneHour: "1 hour", "1 時間";
    OneDay: "1 day", "1 日";
    SevenDays: "7 days", "7 日";
    ClockAhead: "ahead by {by}", "{by} 進んでいます";
    ClockMore: "Moving it brings about what only time does: deletions after seven days, activations, leaves, tokens that expire. It never goes back.", "時計を進めると、7 日後の完全削除・利用開始・休職・トークンの期限切れなど、時間によって起こることが反映されます。戻すことはできません。";
    Consistency: "Consistency", "反映の遅延";
    ConsistencyMore: "How late lists show what was written. Reads by ID are always immediate.", "書き込みが一覧に反映されるまでの秒数です。ID を指定した取得には常に即時反映されます。";
    ListLag: "Lists (seconds)", "一覧（秒）";
    MembershipLag: "Members of orgs and groups (seconds)", "組織・グループのメンバー（秒）";
    Faults: "Faults", "障害の注入";
    NoFaults: "No fault is set.", "設定されている障害はありません。";
    FaultsMore: "Faults are set by file or through /sandbox/faults.", "障害はファイルまたは /sandbox/faults で設定します。";
    WhichCalls: "Which calls", "対象の呼び出し";
    WhatHappens: "What happens", "動作";
    TimesSeen: "Met", "該当回数";
    TimesFired: "Struck", "発生回数";
    EveryCall: "every call", "すべての呼び出し";
    BeforeTheEffect: "before the effect", "実行前";
    AfterTheEffect: "after the effect", "実行後";
    Fault: "fault", "障害";
    Assumptions: "Open points", "仕様の未確定事項";
    AssumptionsMore: "How this sandbox plays what the documentation leaves open.", "ドキュメントで明らかでない点を、このサンドボックスがどう扱うかを示します。";
    Turned: "not the default", "既定と異なる";

    // The outside.
    ExternalTalk: "Talk with people outside", "外部トーク連携";
    ExternalLine: "LINE users", "LINE ユーザー";
    ExternalWorks: "LINE WORKS users of other companies", "他社の LINE WORKS ユーザー";
    Granted: "granted", "許可";
    NotGranted: "not granted", "許可なし";
    GrantPending: "being changed", "変更処理中";
    GrantedToAll: "granted to all members", "全メンバーに許可";
    ExternalGroups: "External groups", "外部グループ";
    ExternalGroupsMore: "No call of the API sees or changes these.", "API からは参照も変更もできません。";
    GroupExternal: "External", "外部";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Words that are the same in both languages.
    const ALIKE: [Word; 2] = [Word::ResourceId, Word::Range];

    fn places(words: &str) -> BTreeSet<&str> {
        (words.split('{').skip(1))
            .filter_map(|rest| Some(rest.split_once('}')?.0))
            .collect()
    }

    #[test]
    fn every_word_is_said_in_both_languages() {
        for word in Word::ALL {
            let (en, ja) = (word.of(Tongue::En), word.of(Tongue::Ja));
            assert!(!en.trim().is_empty() && !ja.trim().is_empty(), "{word:?}");
            assert!(en.chars().all(|c| c < '\u{3000}'), "{word:?}: {en}");
            assert!(
                ja.chars().any(|c| c > '\u{3000}') || ALIKE.contains(word),
                "{word:?} is not Japanese: {ja}"
            );
            assert_eq!(places(en), places(ja), "{word:?}");
        }
    }
}
