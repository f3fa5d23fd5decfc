use std::fmt::Write as _;

use super::{said, with_tenant};
use crate::directory::{
    Desired, DomainId, Email, Field, Gated, Id, Key, Kind, Language, PasswordBy, RankKind, Ref,
    Removal, WantedState,
};

fn desired(sections: &str) -> Desired {
    let loaded = with_tenant(sections);
    assert_eq!(said(&loaded), [""; 0]);
    loaded.desired.expect("no problems")
}

#[test]
fn orgs_are_flattened_parents_first_with_their_lines() {
    let desired = desired(
        "orgs:
  - key: a
    orgs:
      - key: a1
        domain: e
        orgs: [{key: a11}]
      - {key: a2}
  - key: b
    parent: a
  - {key: c, parent: {id: x-1}}
  - {key: d, parent: null}
  - {key: f, parent: a}
",
    );
    let found: Vec<(&str, Option<String>, i32, u32, &str)> = desired
        .orgs
        .iter()
        .map(|org| {
            let declaration = &org.declaration;
            (
                declaration.key.as_str(),
                org.props.parent.value().map(Ref::to_string),
                declaration.domain.0,
                declaration.origin.line,
                &*declaration.origin.pointer,
            )
        })
        .collect();
    let under = |key: &str| Some(key.to_owned());
    assert_eq!(
        found,
        [
            ("a", None, 1, 3, "/orgs/0"),
            ("a1", under("a"), 2, 5, "/orgs/0/orgs/0"),
            ("a11", under("a1"), 2, 7, "/orgs/0/orgs/0/orgs/0"),
            ("a2", under("a"), 1, 8, "/orgs/0/orgs/1"),
            ("b", under("a"), 1, 9, "/orgs/1"),
            ("c", under("id:x-1"), 1, 11, "/orgs/2"),
            ("d", None, 1, 12, "/orgs/3"),
            ("f", under("a"), 1, 13, "/orgs/4"),
        ]
    );
    // One list, one parent, one domain: the order of `b` and `f` against `a2` is not managed.
    let mut lists: Vec<Vec<&str>> = desired
        .sibling_lists
        .iter()
        .map(|list| {
            list.orgs
                .iter()
                .map(|index| desired.orgs[*index].declaration.key.as_str())
                .collect()
        })
        .collect();
    lists.sort();
    assert_eq!(
        lists,
        [
            vec!["a", "d"],
            vec!["a1"],
            vec!["a11"],
            vec!["a2"],
            vec!["b", "f"],
            vec!["c"]
        ]
    );
}

#[test]
fn a_nested_org_may_say_the_same_parent_and_no_other() {
    desired("orgs:\n  - {key: a, orgs: [{key: b, parent: a}]}\n");
    for (parent, named) in [("c", "c"), ("null", "null"), ("{id: a}", "id:a")] {
        let loaded = with_tenant(&format!(
            "orgs:\n  - {{key: a, orgs: [{{key: b, parent: {parent}}}]}}\n"
        ));
        assert_eq!(
            loaded.problems[0].code,
            crate::source::codes::PARENT_CONFLICT
        );
        assert_eq!(loaded.problems[0].params["parent"], named);
        assert_eq!(loaded.problems[0].params["nested"], "a");
    }
}

#[test]
fn ranks_are_listed_by_kind_and_domain() {
    let desired = desired(
        "levels:\n  - {key: L1, executive: true}\n  - {key: M1, domain: e}\n  - {key: L2, names: {en_US: Two, ja_JP: null}}\npositions:\n  - {key: P1}\nuserTypes:\n  - {key: U1, code: null}\n",
    );
    let lists: Vec<(RankKind, i32, Vec<usize>)> = desired
        .rank_lists
        .iter()
        .map(|list| (list.kind, list.domain.0, list.ranks.clone()))
        .collect();
    assert_eq!(
        lists,
        [
            (RankKind::Level, 1, vec![0, 2]),
            (RankKind::Level, 2, vec![1]),
            (RankKind::Position, 1, vec![3]),
            (RankKind::UserType, 1, vec![4]),
        ]
    );
    assert_eq!(desired.ranks[0].props.executive, Field::Known(true));
    assert_eq!(desired.ranks[1].props.executive, Field::Absent);
    let names = desired.ranks[2].props.names.known().expect("given");
    assert_eq!(names.get(&Language::en_US), Some(&Some("Two".to_owned())));
    assert_eq!(names.get(&Language::ja_JP), Some(&None));
    assert_eq!(desired.ranks[4].props.code, Field::Known(None));
}

#[test]
fn a_list_of_features_is_owned_whole() {
    let desired = desired(
        "orgs:\n  - {key: a, features: [message, note]}\n  - {key: b}\ngroups:\n  - {key: g, features: [mail]}\n",
    );
    let features = &desired.orgs[0].props.features;
    assert_eq!(features.message, Field::Known(true));
    assert_eq!(features.note, Field::Known(true));
    assert_eq!(features.folder, Field::Known(false));
    assert_eq!(desired.orgs[1].props.features.message, Field::Absent);
    let features = &desired.groups[0].props.features;
    assert_eq!(features.mail, Field::Known(true));
    assert_eq!(features.room.message, Field::Known(false));
}

#[test]
fn one_post_of_a_domain_is_primary() {
    let primaries = |posts: &str| -> Vec<Field<bool>> {
        let desired = desired(&format!("members:\n  - {{key: E1, posts: {posts}}}\n"));
        let posts = desired.members[0].props.posts.known().expect("given");
        posts.iter().map(|post| post.primary).collect()
    };
    let (yes, no) = (Field::Known(true), Field::Known(false));
    assert_eq!(primaries("[{org: a}, {org: b}]"), [yes, no]);
    assert_eq!(primaries("[{org: a}, {org: b, primary: true}]"), [no, yes]);
    assert_eq!(primaries("[{org: a, primary: false}]"), [yes]);
    assert_eq!(primaries("[]"), []);
}

#[test]
fn a_member_with_everything() {
    let desired = desired(
        "members:
  - key: E1
    previously: OLD1
    id: u-1
    domain: e
    state: suspended
    passwordBy: admin
    email: hanako@e.example
    name: {last: 森, phoneticLast: null}
    names: {en_US: {last: Mori, first: null}, ko_KR: null}
    nickName: はな
    privateEmail: hanako@private.example
    aliasEmails: [h1@e.example]
    userType: FT
    searchable: false
    level: {id: l-1}
    posts: [{org: o, position: null, leader: true, visible: false, teamFeature: false}]
    secondary: [{domain: d, email: h2@t.example, level: null, posts: [{org: p}]}]
    telephone: 03-1234-5678
    cellPhone: null
    location: 東京
    task: 営業
    messenger: {protocol: CUSTOM, customProtocol: Signal, id: hana}
    birthdayCalendarType: LUNAR
    birthday: 1990-05-05
    locale: ja_JP
    hiredDate: 2015-04-01
    timeZone: Asia/Tokyo
    custom: {floor: 7, wiki: {text: 森, link: \"https://w.example/mori\"}, gone: null}
    relations: [{member: {email: boss@e.example}, name: 上司}]
    activationDate: 2026-04-01T09:00:00+09:00
    employeeNumber: \"0042\"
    leave: {from: 2026-12-01T00:00:00+09:00, to: 2027-03-31T23:59:59+09:00}
",
    );
    let member = &desired.members[0];
    assert_eq!(member.declaration.previously, Some(Key::from("OLD1")));
    assert_eq!(member.declaration.id, Some(Id::from("u-1")));
    assert_eq!(member.declaration.domain, DomainId(2));
    assert_eq!(member.state, WantedState::Suspended);
    assert_eq!(member.password_by, Some(PasswordBy::Admin));
    // Whatever a person can write comes through: as JSON, which names every property.
    let props = serde_json::to_value(&member.props).expect("plain data");
    assert_eq!(
        props,
        serde_json::json!({
            "email": "hanako@e.example",
            "name": {"last": "森", "phoneticLast": null},
            "names": {"en_US": {"last": "Mori", "first": null}, "ko_KR": null},
            "nickName": "はな",
            "privateEmail": "hanako@private.example",
            "aliasEmails": ["h1@e.example"],
            "userType": {"key": "FT"},
            "searchable": false,
            "level": {"id": "l-1"},
            "posts": [{"org": {"key": "o"}, "primary": true, "position": null, "leader": true,
                "visible": false, "teamFeature": false}],
            "secondary": [{"domain": 1, "email": "h2@t.example", "level": null,
                "posts": [{"org": {"key": "p"}, "primary": true}]}],
            "telephone": "03-1234-5678",
            "cellPhone": null,
            "location": "東京",
            "task": "営業",
            "messenger": {"protocol": "CUSTOM", "customProtocol": "Signal", "id": "hana"},
            "birthdayCalendarType": "LUNAR",
            "birthday": "1990-05-05",
            "locale": "ja_JP",
            "hiredDate": "2015-04-01",
            "timeZone": "Asia/Tokyo",
            "custom": {"floor": 7, "wiki": {"text": "森", "link": "https://w.example/mori"}, "gone": null},
            "relations": [{"member": {"email": "boss@e.example"}, "name": "上司"}],
            "activationDate": "2026-04-01T09:00:00+09:00",
            "employeeNumber": "0042",
            "leave": {"from": "2026-12-01T00:00:00+09:00", "to": "2027-03-31T23:59:59+09:00"},
        })
    );
}

#[test]
fn what_is_left_out_is_absent() {
    let desired = desired("members: [{key: E1}]\ngroups: [{key: g}]\norgs: [{key: o}]\n");
    let nothing = serde_json::json!({});
    let member = serde_json::to_value(&desired.members[0].props).expect("plain data");
    assert_eq!(member, nothing);
    let group = serde_json::to_value(&desired.groups[0].props).expect("plain data");
    assert_eq!(group, serde_json::json!({"features": {}}));
    assert_eq!(desired.members[0].state, WantedState::Active);
    assert_eq!(desired.orgs[0].props.parent, Field::Known(None));
}

#[test]
fn a_group_with_everything() {
    let desired = desired(
        "groups:
  - key: g
    name: PJ Apollo
    description: null
    visible: false
    useServiceNotification: true
    serviceManageable: false
    masters: [E1]
    members: [E1, {email: temp@t.example}, {id: u-9}]
    orgs: [o, {id: o-9}]
    groups: [h]
    features: [message, mail]
    email: apollo@t.example
    aliasEmails: [apollo2@t.example]
    canReceiveExternalMail: true
    toExternalEmails: [partner@other.example]
    membersAllowedToUseEmailAsRecipient: [E1]
    membersAllowedToUseEmailAsSender: []
",
    );
    let group = &desired.groups[0].props;
    assert_eq!(group.description, Field::Known(None));
    assert_eq!(
        group.members,
        Field::Known(vec![
            Ref::Key(Key::from("E1")),
            Ref::Email(Email::from("temp@t.example")),
            Ref::Id(Id::from("u-9")),
        ])
    );
    assert_eq!(
        group.orgs,
        Field::Known(vec![Ref::Key(Key::from("o")), Ref::Id(Id::from("o-9"))])
    );
    assert_eq!(group.allowed_senders, Field::Known(Vec::new()));
    assert_eq!(
        group.email,
        Field::Known(Some(Email::from("apollo@t.example")))
    );
    assert_eq!(group.service_manageable, Field::Known(false));
}

#[test]
fn policies() {
    let desired = desired(
        "policy:
  owns: {orgs: \"*\", members: [\"E*\", \"T*\"]}
  removal: {members: forceDelete}
  protect: {members: [E1]}
  limits: {members: {remove: {max: 5, percent: 2.5}}}
  newMembers: {passwordBy: admin}
members: []
",
    );
    let policy = &desired.policy;
    assert!(policy.owns(Kind::Org, &Key::from("anything")));
    assert!(policy.owns(Kind::Member, &Key::from("T1")));
    assert!(!policy.owns(Kind::Member, &Key::from("X1")));
    assert!(!policy.owns(Kind::Group, &Key::from("g")));
    assert_eq!(policy.removal, Removal::ForceDelete);
    assert!(policy.protects(Kind::Member, &Key::from("E1")));
    let limit = &policy.limits[&Kind::Member].remove;
    assert_eq!(limit.max, Some(5));
    assert_eq!(limit.percent.map(|percent| percent.0), Some(2.5));
    assert_eq!(policy.password_by, PasswordBy::Admin);
    assert_eq!(
        desired.sections.iter().copied().collect::<Vec<_>>(),
        [Kind::Member]
    );
}

#[test]
fn domains_by_key_alone() {
    let loaded = with_tenant(
        "members:\n  - {key: E1, domain: dd}\n  - {key: E2, secondary: [{domain: x}]}\n",
    );
    assert_eq!(
        said(&loaded),
        [
            "M0183 3:23 [dd] domain=dd nearest=d",
            "M0183 4:36 [x] domain=x",
        ]
    );
}

#[test]
fn an_object_with_a_broken_property_can_still_be_referred_to() {
    let loaded = with_tenant(
        "members:\n  - {key: E1, email: X, posts: [{org: 7}], messenger: {protocol: Z, id: a}, task: fine}\norgs:\n  - {key: a, orgs: [{nokey: 1}, {key: b, visible: 3}, 7, {key: c}]}\n",
    );
    let desired = loaded.desired.expect("the tenant is readable");
    let member = serde_json::to_value(&desired.members[0].props).expect("plain data");
    assert_eq!(member, serde_json::json!({"task": "fine"}));
    let orgs: Vec<(&str, &str)> = desired
        .orgs
        .iter()
        .map(|org| {
            (
                org.declaration.key.as_str(),
                &*org.declaration.origin.pointer,
            )
        })
        .collect();
    assert_eq!(
        orgs,
        [
            ("a", "/orgs/0"),
            ("b", "/orgs/0/orgs/1"),
            ("c", "/orgs/0/orgs/3")
        ]
    );
}

#[test]
fn every_limit_is_where_it_was_written() {
    let mut yaml = String::from("policy:\n  limits:\n");
    let mut wanted = Vec::new();
    for kind in Kind::ALL {
        let _ = writeln!(yaml, "    {}:", kind.section());
        let settings = Gated::ALL.into_iter().filter(|it| *it != Gated::Shrink);
        for gated in settings.filter(|it| it.concerns(kind)) {
            let max = u32::try_from(wanted.len()).expect("few") + 1;
            let _ = writeln!(yaml, "      {}: {{max: {max}}}", gated.name());
            wanted.push((kind, gated, max));
        }
    }
    yaml.push_str("members: []\n");
    let limits = desired(&yaml).policy.limits;
    let read = |kind, gated| limits[&kind].of(gated).max;
    for (kind, gated, max) in &wanted {
        assert_eq!(read(*kind, *gated), Some(*max), "{kind} {gated:?}");
    }
    // And nothing where nothing was.
    for kind in Kind::ALL {
        for gated in Gated::ALL
            .into_iter()
            .filter(|it| !wanted.iter().any(|w| (w.0, w.1) == (kind, *it)))
        {
            assert_eq!(read(kind, gated), None, "{kind} {gated:?}");
        }
    }
}
