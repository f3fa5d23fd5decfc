//! Every writable property of every kind: written on create, changed, cleared, and left out.
//! The exhaustive lists at the end fail to compile when a kind gets a new property.

use std::fmt::Write as _;

use meibo::directory::{
    ByLanguage, Field, Group, GroupFeatures, Kind, Language, LocalName, Member, Messenger, Moment,
    Org, PersonName, Rank, RankKind, Relation, RoomFeatures,
};
use serde_json::{Value, json};

use crate::model::{Company, Thing, email, key, keys, rank};
use crate::run::{run, steps};

/// One property of a kind: two values, and the empty one where it can be cleared.
struct Property<P> {
    name: &'static str,
    first: fn(&mut P),
    second: fn(&mut P),
    clear: Option<fn(&mut P)>,
    leave_out: fn(&mut P),
}

macro_rules! property {
    ($name:literal, $($field:ident).+, $first:expr, $second:expr) => {
        Property {
            name: $name,
            first: |props| props.$($field).+ = Field::Known($first),
            second: |props| props.$($field).+ = Field::Known($second),
            clear: None,
            leave_out: |props| props.$($field).+ = Field::Absent,
        }
    };
    ($name:literal, $($field:ident).+, $first:expr, $second:expr, $clear:expr) => {
        Property {
            name: $name,
            first: |props| props.$($field).+ = Field::Known($first),
            second: |props| props.$($field).+ = Field::Known($second),
            clear: Some(|props| props.$($field).+ = Field::Known($clear)),
            leave_out: |props| props.$($field).+ = Field::Absent,
        }
    };
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("a moment")
}

fn english(name: Option<&str>) -> ByLanguage<Option<String>> {
    [(Language::en_US, name.map(Into::into))].into()
}

fn local(last: &str) -> Option<LocalName> {
    Some(LocalName {
        last: Field::Known(some(last)),
        first: Field::Known(some("Hanako")),
    })
}

fn custom(value: Value) -> std::collections::BTreeMap<String, Value> {
    [("badge_no".to_owned(), value)].into()
}

fn relation(member: &str, name: &str) -> Relation {
    Relation {
        member: key(member),
        name: name.into(),
    }
}

fn messenger(protocol: &str, custom: Option<&str>) -> Option<Messenger> {
    Some(Messenger {
        protocol: protocol.into(),
        custom_protocol: custom.map(Into::into),
        id: "hanako".into(),
    })
}

fn person(last: Option<&str>, phonetic: Option<&str>) -> PersonName {
    PersonName {
        last: Field::Known(last.map(Into::into)),
        first: Field::Known(some("花子")),
        phonetic_last: Field::Known(phonetic.map(Into::into)),
        phonetic_first: Field::Known(None),
    }
}

fn leave(from: &str) -> Option<meibo::directory::Leave> {
    Some(meibo::directory::Leave {
        from: moment(from),
        to: moment("2028-03-31T23:59:59+09:00"),
    })
}

fn room(on: &[&str]) -> RoomFeatures {
    let known = |name| Field::Known(on.contains(&name));
    RoomFeatures {
        message: known("message"),
        note: known("note"),
        calendar: known("calendar"),
        task: known("task"),
        folder: known("folder"),
    }
}

fn group_features(on: &[&str]) -> GroupFeatures {
    GroupFeatures {
        room: room(on),
        mail: Field::Known(on.contains(&"mail")),
    }
}

const MEMBER: &[Property<Member>] = &[
    property!(
        "email",
        email,
        email("one@acme.example"),
        email("two@acme.example")
    ),
    property!(
        "name",
        name,
        person(Some("森"), Some("モリ")),
        person(Some("林"), Some("ハヤシ")),
        person(None, None)
    ),
    property!(
        "names",
        names,
        [(Language::en_US, local("Mori"))].into(),
        [(Language::en_US, local("Hayashi"))].into(),
        [(Language::en_US, None)].into()
    ),
    property!("nickName", nick_name, some("はな"), some("ハナ"), None),
    property!(
        "privateEmail",
        private_email,
        some("one@private.example"),
        some("two@private.example"),
        None
    ),
    property!(
        "aliasEmails",
        alias_emails,
        vec![email("alias.a@acme.example")],
        vec![email("alias.b@acme.example"), email("alias.c@acme.example")],
        Vec::new()
    ),
    property!(
        "userType",
        user_type,
        Some(key("FT")),
        Some(key("PT")),
        None
    ),
    property!("searchable", searchable, false, true),
    property!("level", level, Some(key("L1")), Some(key("L2")), None),
    property!(
        "telephone",
        telephone,
        some("03-0000-0001"),
        some("03-0000-0002"),
        None
    ),
    property!(
        "cellPhone",
        cell_phone,
        some("090-0000-0001"),
        some("090-0000-0002"),
        None
    ),
    property!("location", location, some("東京"), some("大阪"), None),
    property!("task", task, some("採用"), some("育成"), None),
    property!(
        "messenger",
        messenger,
        messenger("LINE", None),
        messenger("CUSTOM", Some("Matrix")),
        None
    ),
    property!(
        "birthdayCalendarType",
        birthday_calendar_type,
        some("SOLAR"),
        some("LUNAR"),
        None
    ),
    property!(
        "birthday",
        birthday,
        some("1990-05-05"),
        some("1990-05-06"),
        None
    ),
    property!("locale", locale, Language::en_US, Language::ja_JP),
    property!(
        "hiredDate",
        hired_date,
        some("2020-04-01"),
        some("2020-04-02"),
        None
    ),
    property!(
        "timeZone",
        time_zone,
        "Asia/Seoul".to_owned(),
        "Asia/Tokyo".to_owned()
    ),
    property!(
        "custom (text)",
        custom,
        custom(json!("A-1")),
        custom(json!("A-2")),
        custom(Value::Null)
    ),
    property!(
        "custom (number)",
        custom,
        custom(json!(1)),
        custom(json!(2)),
        custom(Value::Null)
    ),
    property!(
        "custom (link)",
        custom,
        custom(json!({"text": "社内", "link": "https://wiki.acme.example/1"})),
        custom(json!({"text": "社内", "link": "https://wiki.acme.example/2"})),
        custom(Value::Null)
    ),
    property!(
        "custom (link without text)",
        custom,
        custom(json!({"link": "https://wiki.acme.example/1"})),
        custom(json!({"link": "https://wiki.acme.example/2"})),
        custom(Value::Null)
    ),
    property!(
        "custom (list)",
        custom,
        custom(json!(["簿記1級"])),
        custom(json!(["簿記1級", "宅建"])),
        custom(Value::Null)
    ),
    property!(
        "relations",
        relations,
        vec![relation("E1", "上司")],
        vec![relation("E1", "上司"), relation("E2", "メンター")],
        Vec::new()
    ),
    property!(
        "activationDate",
        activation_date,
        Some(moment("2027-05-01T09:00:00+09:00")),
        Some(moment("2027-06-01T09:00:00+09:00")),
        None
    ),
    property!(
        "employeeNumber",
        employee_number,
        some("00042"),
        some("00043"),
        None
    ),
    property!(
        "leave",
        leave,
        leave("2027-05-01T00:00:00+09:00"),
        leave("2027-06-01T00:00:00+09:00"),
        None
    ),
];

const ORG: &[Property<Org>] = &[
    property!("name", name, "一課".to_owned(), "二課".to_owned()),
    property!(
        "names",
        names,
        english(Some("One")),
        english(Some("Two")),
        english(None)
    ),
    property!(
        "email",
        email,
        email("one@acme.example"),
        email("two@acme.example")
    ),
    property!("description", description, some("一"), some("二"), None),
    property!("visible", visible, false, true),
    property!(
        "aliasEmails",
        alias_emails,
        vec![email("alias.a@acme.example")],
        vec![email("alias.b@acme.example")],
        Vec::new()
    ),
    property!(
        "canReceiveExternalMail",
        can_receive_external_mail,
        true,
        false
    ),
    Property {
        name: "features",
        first: |props| props.features = room(&["message", "note"]),
        second: |props| props.features = room(&["message", "calendar", "task", "folder"]),
        clear: Some(|props| props.features = room(&[])),
        leave_out: |props| props.features = RoomFeatures::default(),
    },
    property!(
        "useServiceNotification",
        use_service_notification,
        true,
        false
    ),
    property!(
        "membersAllowedToUseEmailAsRecipient",
        allowed_recipients,
        keys(&["E1"]),
        keys(&["E1", "E2"]),
        Vec::new()
    ),
    property!(
        "membersAllowedToUseEmailAsSender",
        allowed_senders,
        keys(&["E1"]),
        keys(&["E2"]),
        Vec::new()
    ),
];

const GROUP: &[Property<Group>] = &[
    property!("name", name, "Apollo".to_owned(), "Artemis".to_owned()),
    property!("description", description, some("一"), some("二"), None),
    property!("visible", visible, false, true),
    property!(
        "useServiceNotification",
        use_service_notification,
        true,
        false
    ),
    property!("serviceManageable", service_manageable, false, true),
    property!("masters", masters, keys(&["E1"]), keys(&["E1", "E2"])),
    property!(
        "members",
        members,
        keys(&["E1"]),
        keys(&["E2", "E3"]),
        Vec::new()
    ),
    property!(
        "orgs",
        orgs,
        keys(&["sales"]),
        keys(&["sales", "dev"]),
        Vec::new()
    ),
    property!(
        "groups",
        groups,
        keys(&["g-all"]),
        keys(&["g-dev"]),
        Vec::new()
    ),
    Property {
        name: "features",
        first: |props| props.features = group_features(&["message", "note"]),
        second: |props| props.features = group_features(&["message", "task", "folder"]),
        clear: Some(|props| props.features = group_features(&[])),
        leave_out: |props| props.features = GroupFeatures::default(),
    },
    Property {
        name: "email",
        first: |props| {
            props.features = group_features(&["message", "mail"]);
            props.email = Field::Known(Some(email("one@acme.example")));
        },
        second: |props| {
            props.features = group_features(&["message", "mail"]);
            props.email = Field::Known(Some(email("two@acme.example")));
        },
        clear: Some(|props| {
            props.features = group_features(&["message"]);
            props.email = Field::Known(None);
        }),
        leave_out: |props| props.email = Field::Absent,
    },
    property!(
        "aliasEmails",
        alias_emails,
        vec![email("alias.a@acme.example")],
        vec![email("alias.b@acme.example")],
        Vec::new()
    ),
    property!(
        "canReceiveExternalMail",
        can_receive_external_mail,
        true,
        false
    ),
    property!(
        "toExternalEmails",
        to_external_emails,
        vec![email("out@partner.example")],
        vec![email("out@partner.example"), email("two@partner.example")],
        Vec::new()
    ),
    property!(
        "membersAllowedToUseEmailAsRecipient",
        allowed_recipients,
        keys(&["E1"]),
        keys(&["E2"]),
        Vec::new()
    ),
    property!(
        "membersAllowedToUseEmailAsSender",
        allowed_senders,
        keys(&["E1"]),
        keys(&["E2"]),
        Vec::new()
    ),
];

const LEVEL: &[Property<Rank>] = &[
    property!("name", name, "主任".to_owned(), "主査".to_owned()),
    property!(
        "names",
        names,
        english(Some("One")),
        english(Some("Two")),
        english(None)
    ),
    property!("executive", executive, true, false),
];

const POSITION: &[Property<Rank>] = &[
    property!("name", name, "主任".to_owned(), "主査".to_owned()),
    property!(
        "names",
        names,
        english(Some("One")),
        english(Some("Two")),
        english(None)
    ),
];

const USER_TYPE: &[Property<Rank>] = &[
    property!("name", name, "契約".to_owned(), "嘱託".to_owned()),
    property!(
        "names",
        names,
        english(Some("One")),
        english(Some("Two")),
        english(None)
    ),
    property!("code", code, some("CONTRACT"), some("ADVISER"), None),
];

/// The company a property is written in. A new member is pending until it has logged in, and
/// a pending one cannot go on leave: with single sign-on it is in use at once (facts 5.1.6).
fn home(property: &str) -> Company {
    let mut company = Company::small();
    company.tenant.sso = property == "leave";
    company
}

/// Runs the four cases of every property of a kind and tells the requests of each.
fn table<P: Clone>(properties: &[Property<P>], add: fn(&mut Company) -> &mut Thing<P>) -> String {
    let mut out = String::new();
    for property in properties {
        let with = |set: fn(&mut P)| {
            let mut company = home(property.name);
            set(&mut add(&mut company).props);
            company
        };
        let first = with(property.first);
        let mut case = |case: &str, before: &Company, after: &Company| {
            let plan = run(before, after).plan;
            let name = property.name;
            write!(out, "## {name}: {case}\n{}", steps(&plan)).expect("a string");
            plan.steps.len()
        };
        case("create", &home(property.name), &first);
        let calls = case("change", &first, &with(property.second));
        assert_eq!(calls, 1, "{}: a change is one call", property.name);
        if let Some(clear) = property.clear {
            let calls = case("clear", &first, &with(clear));
            assert_eq!(calls, 1, "{}: clearing is one call", property.name);
        }
        let calls = case("leave out", &first, &with(property.leave_out));
        assert_eq!(calls, 0, "{}: what is left out is kept", property.name);
    }
    out
}

#[test]
fn members() {
    insta::assert_snapshot!(table(MEMBER, |company| {
        let member = company.add_member("E9", "sales-1");
        member.props.name = Field::Known(PersonName {
            first: Field::Known(some("花子")),
            ..PersonName::default()
        });
        member
    },));
}

#[test]
fn orgs() {
    insta::assert_snapshot!(table(ORG, |company| company.add_org(
        "new",
        Some("sales"),
        "新設課"
    ),));
}

#[test]
fn groups() {
    insta::assert_snapshot!(table(GROUP, |company| company.add_group(
        "g-new",
        "新設",
        "E1",
        &["E1"]
    ),));
}

#[test]
fn levels() {
    insta::assert_snapshot!(table(LEVEL, |company| company.add_rank(
        RankKind::Level,
        "L9",
        "新級"
    ),));
}

#[test]
fn positions() {
    insta::assert_snapshot!(table(POSITION, |company| company.add_rank(
        RankKind::Position,
        "P9",
        "新役"
    ),));
}

#[test]
fn user_types() {
    insta::assert_snapshot!(table(USER_TYPE, |company| company.add_rank(
        RankKind::UserType,
        "T9",
        "新種"
    ),));
}

/// Parts that merge are changed one at a time and keep the others.
#[test]
fn parts_that_are_left_out_keep_their_live_value() {
    let mut before = Company::small();
    let member = before.member("E3");
    member.props.name = Field::Known(person(Some("森"), Some("モリ")));
    member.props.names = Field::Known(
        [
            (Language::en_US, local("Mori")),
            (Language::ko_KR, local("모리")),
        ]
        .into(),
    );
    member.props.custom = Field::Known(
        [
            ("badge_no".into(), json!("A-1")),
            ("floor".into(), json!(3)),
        ]
        .into(),
    );
    before.post("E3", 0).position = rank("P2");
    before.post("E3", 0).visible = Field::Known(false);

    let mut after = Company::small();
    let member = after.member("E3");
    member.props.name = Field::Known(PersonName {
        last: Field::Known(some("林")),
        ..PersonName::default()
    });
    member.props.names = Field::Known(
        [(
            Language::en_US,
            Some(LocalName {
                last: Field::Known(some("Hayashi")),
                first: Field::Absent,
            }),
        )]
        .into(),
    );
    member.props.custom = Field::Known([("floor".into(), json!(4))].into());
    after.post("E3", 0).team_feature = Field::Known(false);

    let run = run(&before, &after);
    assert_eq!(run.plan.steps.len(), 1);
    let have = run
        .after
        .members
        .values()
        .find(|it| it.key == Some("E3".into()));
    let have = &have.expect("E3 stays").props;
    assert_eq!(have.name, Field::Known(person(Some("林"), Some("モリ"))));
    let names = have.names.known().expect("names");
    assert_eq!(names[&Language::en_US], local("Hayashi"));
    assert_eq!(names[&Language::ko_KR], local("모리"));
    let custom = have.custom.known().expect("custom values");
    assert_eq!(custom["badge_no"], json!("A-1"));
    assert_eq!(custom["floor"], json!(4));
    let post = &have.posts.known().expect("posts")[0];
    assert!(post.position.value().is_some(), "the position is kept");
    assert_eq!(
        (post.visible, post.team_feature),
        (Field::Known(false), Field::Known(false))
    );
    insta::assert_snapshot!(steps(&run.plan));
}

/// Every property of the nouns is in a table above, or is what other scenarios are about.
#[test]
fn no_property_is_forgotten() {
    let Member {
        email: _,
        name: _,
        names: _,
        nick_name: _,
        private_email: _,
        alias_emails: _,
        user_type: _,
        searchable: _,
        level: _,
        posts: _,     // scenarios::members
        secondary: _, // scenarios::members
        telephone: _,
        cell_phone: _,
        location: _,
        task: _,
        messenger: _,
        birthday_calendar_type: _,
        birthday: _,
        locale: _,
        hired_date: _,
        time_zone: _,
        custom: _,
        relations: _,
        activation_date: _,
        employee_number: _,
        leave: _,
    } = Member::default();
    let Org {
        parent: _, // scenarios::orgs
        name: _,
        names: _,
        email: _,
        description: _,
        visible: _,
        alias_emails: _,
        can_receive_external_mail: _,
        features: _,
        use_service_notification: _,
        allowed_recipients: _,
        allowed_senders: _,
    } = Org::default();
    let Group {
        name: _,
        description: _,
        visible: _,
        use_service_notification: _,
        service_manageable: _,
        masters: _,
        members: _,
        orgs: _,
        groups: _,
        features: _,
        email: _,
        alias_emails: _,
        can_receive_external_mail: _,
        to_external_emails: _,
        allowed_recipients: _,
        allowed_senders: _,
    } = Group::default();
    let Rank {
        name: _,
        names: _,
        executive: _,
        code: _,
    } = Rank::default();
    let counts = [
        (Kind::Member, MEMBER.len()),
        (Kind::Org, ORG.len()),
        (Kind::Group, GROUP.len()),
        (Kind::Level, LEVEL.len()),
        (Kind::Position, POSITION.len()),
        (Kind::UserType, USER_TYPE.len()),
    ];
    // 26 properties less posts and secondary, custom values in five shapes, and so on.
    let expected = [28, 11, 16, 3, 2, 3];
    assert_eq!(counts.map(|(_, count)| count), expected, "{counts:?}");
}
