//! Reading the tenant: from the sandbox as it is, and from servers that misbehave.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use indexmap::IndexMap;
use meibo::api::{Client, Config, Credentials, Network, READ_SCOPES, ServiceAccount, SigningKey};
use meibo::directory::{
    Desired, Directory, DomainList, DomainState, FeatureState, Field, Id, Kind, Pattern, Ref,
};
use meibo::live::{Event, Failure, Progress, Reading, Silent, Wants, codes, read};
use meibo::plan::pace::Limits;
use meibo::sandbox::{Options, Running, Seed, start};
use serde_json::{Value, json};

use crate::api::{account, config};
use crate::fake::{Fake, Reply, Seen};
use crate::model::{Company, key};

async fn sandbox(company: &Company) -> (Running, Client) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("live.json");
    let now = "2027-04-01T00:00:00Z".parse().expect("a moment");
    meibo::live::save(&path, &company.snapshot(now)).expect("saved");
    let running = start(Options {
        write_guard: true,
        time_scale: 50.0,
        ..Options::of(Seed::File {
            path,
            rules: Some(company.rules()),
        })
    })
    .await
    .expect("started");
    let app = &running.credentials;
    let client = Client::new(Config {
        api_url: running.api_url.clone(),
        auth_url: running.auth_url.clone(),
        credentials: Credentials::ServiceAccount(Box::new(ServiceAccount {
            client_id: app.client_id.clone(),
            client_secret: app.client_secret.clone(),
            account: app.service_account.clone(),
            key: SigningKey::read(&app.private_key).expect("a key"),
        })),
        scopes: READ_SCOPES,
        limits: Limits::default(),
        domains: company.tenant.domains.iter().map(|d| d.id).collect(),
        network: Network::default(),
        time_scale: 50.0,
        secrets: Vec::new(),
    })
    .expect("usable settings");
    (running, client)
}

/// The same directory in an order that says nothing.
fn sorted(directory: &Directory) -> Directory {
    fn by_id<T: Clone>(map: &IndexMap<Id, T>) -> IndexMap<Id, T> {
        let mut map = map.clone();
        map.sort_unstable_keys();
        map
    }
    let mut directory = directory.clone();
    directory.ranks = by_id(&directory.ranks);
    directory.orgs = by_id(&directory.orgs);
    directory.members = by_id(&directory.members);
    directory.groups = by_id(&directory.groups);
    for group in directory.groups.values_mut() {
        let props = &mut std::sync::Arc::make_mut(group).props;
        for list in [
            &mut props.masters,
            &mut props.members,
            &mut props.orgs,
            &mut props.groups,
        ] {
            if let Some(refs) = list.known_mut() {
                refs.sort();
            }
        }
    }
    directory
}

fn differences(left: &Directory, right: &Directory) -> Vec<String> {
    let value = |directory: &Directory| serde_json::to_value(directory).expect("JSON");
    let (left, right) = (value(left), value(right));
    let mut found = Vec::new();
    fn walk(path: &str, left: &Value, right: &Value, found: &mut Vec<String>) {
        match (left, right) {
            (Value::Object(l), Value::Object(r)) => {
                let names: BTreeSet<&String> = l.keys().chain(r.keys()).collect();
                for name in names {
                    let (l, r) = (l.get(name), r.get(name));
                    match (l, r) {
                        (Some(l), Some(r)) => walk(&format!("{path}/{name}"), l, r, found),
                        _ => found.push(format!("{path}/{name}: {l:?} {r:?}")),
                    }
                }
            }
            _ if left == right => {}
            _ => found.push(format!("{path}: {left} {right}")),
        }
    }
    walk("", &left, &right, &mut found);
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_read_is_what_is_there() {
    let company = Company::small().with_away();
    let (running, client) = sandbox(&company).await;
    let world = running.world().expect("a world");
    let mut desired = company.desired();
    for domain in &mut desired.tenant.domains {
        domain.enable = meibo::directory::RankKind::ALL.into();
    }
    let events = Events::default();
    let wants = Wants::default();
    let Reading { snapshot, problems } =
        read(&client, &desired, wants, &events).await.expect("read");
    assert_eq!(problems, []);
    assert_eq!(snapshot.tenant, "test");
    let found = differences(&snapshot.directory, &sorted(world.directory()));
    assert!(found.is_empty(), "{found:#?}");

    // Read again, it is the same to the byte.
    let again = read(&client, &desired, wants, &Silent).await.expect("read");
    assert_eq!(again.snapshot.fingerprint(), snapshot.fingerprint());

    let events = events.0.into_inner().expect("no panic");
    assert!(events.contains(&Event::Group { done: 2, of: 2 }));
    assert!(running.arrivals().iter().all(|arrival| {
        arrival.operation.starts_with("GET ") || arrival.target.ends_with("/token")
    }));
}

#[derive(Default)]
struct Events(Mutex<Vec<Event>>);

impl Progress for Events {
    fn on(&self, event: Event) {
        self.0.lock().expect("no panic").push(event);
    }
}

/// Lists by path below `/v1.0`, one page each; everything else is 404.
fn tenant(lists: &[(&str, Value)]) -> Fake {
    let lists: BTreeMap<String, Value> = lists
        .iter()
        .map(|(path, body)| ((*path).to_owned(), body.clone()))
        .collect();
    Fake::start(move |seen: &Seen| {
        let path = seen.path().strip_prefix("/v1.0")?;
        let domain = seen
            .target
            .split(['?', '&'])
            .find_map(|pair| pair.strip_prefix("domainId="))
            .unwrap_or_default();
        let body = lists
            .get(&format!("{path}@{domain}"))
            .or_else(|| lists.get(path));
        Some(match body {
            Some(Value::Number(status)) => Reply::Text(
                status
                    .as_u64()
                    .and_then(|n| u16::try_from(n).ok())
                    .unwrap_or(500),
                Vec::new(),
                String::new(),
            ),
            Some(body) => Reply::Json(200, body.clone()),
            None => Reply::Json(404, json!({"code": "NOT_FOUND"})),
        })
    })
}

fn empty() -> Vec<(&'static str, Value)> {
    vec![
        ("/users", json!({"users": []})),
        ("/orgunits", json!({"orgUnits": []})),
        ("/groups", json!({"groups": []})),
    ]
}

async fn reading(fake: &Fake, desired: &Desired) -> Result<Reading, Failure> {
    let mut config = config(fake, account());
    config.domains = desired.tenant.domains.iter().map(|d| d.id).collect();
    let client = Client::new(config).expect("usable settings");
    read(&client, desired, Wants::default(), &Silent).await
}

fn paths(fake: &Fake) -> Vec<String> {
    fake.calls()
        .iter()
        .map(|call| call.path().trim_start_matches("/v1.0").to_owned())
        .collect()
}

#[tokio::test]
async fn only_what_the_configuration_needs_is_read() {
    // Ranks alone: their list proves the access too.
    let mut company = Company::empty();
    company.add_rank(meibo::directory::RankKind::Level, "L1", "部長");
    let mut lists = empty();
    lists.push(("/directory/levels", json!({"levels": []})));
    let fake = tenant(&lists);
    let read = reading(&fake, &company.desired()).await.expect("read");
    assert_eq!(paths(&fake), ["/directory/levels"]);
    let state = read.snapshot.directory.domains.values().next();
    assert_eq!(
        state,
        Some(&DomainState {
            levels: FeatureState::On,
            unread: [DomainList::Members, DomainList::Orgs, DomainList::Groups].into(),
            ..DomainState::default()
        })
    );

    // Ranks that are referenced, and ranks that are owned.
    let mut company = Company::empty();
    company.add_org("o", None, "本社");
    company.add_member("E1", "o").props.level = Field::Known(Some(key("L1")));
    company
        .policy
        .owns
        .insert(Kind::UserType, vec![Pattern("*".into())]);
    let mut lists = empty();
    lists.push(("/directory/levels", json!({"levels": []})));
    lists.push(("/directory/user-types", json!({"userTypes": []})));
    let fake = tenant(&lists);
    reading(&fake, &company.desired()).await.expect("read");
    let mut read = paths(&fake);
    assert_eq!(read[0], "/users", "this one proves the access");
    read.sort();
    assert_eq!(
        read,
        [
            "/directory/levels",
            "/directory/user-types",
            "/groups",
            "/orgunits",
            "/users",
            "/users/externalKey:E1"
        ]
    );
}

#[tokio::test]
async fn members_of_managed_groups_only() {
    let mut company = Company::empty();
    company.add_org("o", None, "本社");
    company.add_member("E1", "o");
    for (key, name) in [
        ("g-key", "a"),
        ("g-new", "b"),
        ("g-name", "Adopted"),
        ("g-id", "d"),
    ] {
        company.add_group(key, name, "E1", &["E1"]);
    }
    company.group("g-new").previously = Some("g-old".into());
    company.group("g-id").id = Some("5".into());
    company
        .policy
        .owns
        .insert(Kind::Group, vec![Pattern("own-*".into())]);
    let group = |id: &str, key: Value, name: &str| {
        json!({"groupId": id, "domainId": crate::model::HOME.0, "groupExternalKey": key, "groupName": name,
            "members": [{"id": "inline", "type": "USER"}], "administrators": []})
    };
    let mut lists = empty();
    lists[2].1 = json!({"groups": [
        group("1", json!("g-key"), "x"), group("2", json!("g-old"), "x"), group("3", json!("own-1"), "x"),
        group("4", json!(null), "ADOPTED"), group("5", json!("other"), "x"),
        group("6", json!("not-own"), "x"), group("7", json!(null), "nobody's"), group("8", json!("else"), "Adopted"),
    ]});
    let members: Vec<String> = (1..=8).map(|n| format!("/groups/{n}/members")).collect();
    let masters: Vec<String> = (1..=8)
        .map(|n| format!("/groups/{n}/administrators"))
        .collect();
    for path in &members {
        lists.push((
            path.as_str(),
            json!({"members": [{"id": "u", "type": "USER"}]}),
        ));
    }
    for path in &masters {
        lists.push((path.as_str(), json!({"administrators": [{"userId": "m"}]})));
    }
    let fake = tenant(&lists);
    let read = reading(&fake, &company.desired()).await.expect("read");
    for n in 1..=8 {
        let group = &read.snapshot.directory.groups[n.to_string().as_str()];
        // One that is owned and not declared goes: with nobody but those who are in it now.
        if n <= 5 {
            let only = |id: &str| Field::Known(vec![Ref::Id(id.into())]);
            assert_eq!(group.props.members, only("u"), "{n}");
            assert_eq!(group.props.masters, only("m"), "{n}");
            assert_eq!(group.props.orgs, Field::Known(vec![]), "{n}");
        } else {
            assert_eq!(group.props.members, Field::Absent, "{n}");
            assert_eq!(group.props.masters, Field::Absent, "{n}");
        }
    }
    let details = paths(&fake)
        .iter()
        .filter(|p| p.matches('/').count() == 3)
        .count();
    assert_eq!(details, 10);
}

#[tokio::test]
async fn a_domain_that_may_not_be_read_is_named() {
    let company = Company::small().with_away();
    let mut lists = empty();
    let away = format!("/users@{}", crate::model::AWAY);
    lists.push((away.as_str(), json!(403)));
    let fake = tenant(&lists);
    let failure = reading(&fake, &company.desired())
        .await
        .expect_err("refused");
    assert_eq!(failure.problems.len(), 1, "{failure:?}");
    crate::run::whole(&failure.problems);
    assert_eq!(failure.problems[0].code, codes::DOMAIN_REFUSED);
    assert_eq!(failure.problems[0].params["domain"], "sub");
    assert_eq!(paths(&fake).len(), 2, "nothing is read after that");
}

#[tokio::test]
async fn a_list_that_is_refused_beside_others_is_off() {
    let mut company = Company::empty();
    company.add_rank(meibo::directory::RankKind::Position, "P1", "部長");
    let mut lists = empty();
    lists.push(("/directory/positions", json!(403)));
    let fake = tenant(&lists);
    let read = reading(&fake, &company.desired()).await.expect("read");
    let state = read.snapshot.directory.domains.values().next();
    assert_eq!(state.map(|state| state.positions), Some(FeatureState::Off));
    assert_eq!(paths(&fake), ["/directory/positions", "/orgunits"]);

    // Where the other list is refused too, it is the domain that may not be read.
    let mut lists = empty();
    lists.push(("/directory/positions", json!(403)));
    lists[1].1 = json!(403);
    let fake = tenant(&lists);
    let failure = reading(&fake, &company.desired())
        .await
        .expect_err("refused");
    assert_eq!(failure.problems[0].code, codes::DOMAIN_REFUSED);
}

#[tokio::test]
async fn what_fails_is_never_an_empty_state() {
    let company = Company::small();
    for (path, body) in [
        ("/orgunits", json!({})),
        (
            "/orgunits",
            json!({"orgUnits": [{"name": "without an id"}]}),
        ),
        ("/groups", json!(500)),
        ("/groups", json!(404)),
        ("/users", json!([])),
        (
            "/users",
            json!({"users": [], "responseMetaData": {"nextCursor": "x"}}),
        ),
        ("/directory/levels", json!(400)),
        (
            "/directory/levels",
            json!({"levels": [{"levelId": "l", "displayOrder": "first"}]}),
        ),
    ] {
        let mut lists = empty();
        for kind in meibo::directory::RankKind::ALL {
            let (path, name) = match kind {
                meibo::directory::RankKind::Level => ("/directory/levels", "levels"),
                meibo::directory::RankKind::Position => ("/directory/positions", "positions"),
                meibo::directory::RankKind::UserType => ("/directory/user-types", "userTypes"),
            };
            lists.push((path, json!({name: []})));
        }
        lists.retain(|(p, _)| *p != path);
        lists.push((path, body.clone()));
        let result = reading(&tenant(&lists), &company.desired()).await;
        assert!(result.is_err(), "{path} {body}");
    }
}

fn user(id: &str, key: &str, rest: Value) -> Value {
    let mut user = json!({"userId": id, "domainId": crate::model::HOME.0, "userExternalKey": key,
        "email": format!("{id}@acme.example"), "userName": {"lastName": id}, "organizations": []});
    let object = user.as_object_mut().expect("an object");
    object.extend(rest.as_object().expect("an object").clone());
    user
}

#[tokio::test]
async fn hidden_properties_are_told_once_for_a_domain() {
    let mut company = Company::empty();
    company.add_org("o", None, "本社");
    for key in ["E1", "E2"] {
        let member = company.add_member(key, "o");
        member.props = meibo::directory::Member {
            telephone: Field::Known(Some("03".into())),
            location: Field::Known(Some("東京".into())),
            birthday: Field::Known(None),
            ..Default::default()
        };
    }
    let mut lists = empty();
    lists[0].1 = json!({"users": [
        user("1", "E1", json!({})), user("2", "E2", json!({"location": null})),
    ]});
    let read = reading(&tenant(&lists), &company.desired())
        .await
        .expect("read");
    assert_eq!(read.problems.len(), 1, "{:?}", read.problems);
    crate::run::whole(&read.problems);
    assert_eq!(read.problems[0].code, codes::HIDDEN_PROPERTIES);
    assert_eq!(read.problems[0].params["properties"], "birthday, telephone");
    let first = &read.snapshot.directory.members["1"];
    assert_eq!(first.props.location, Field::Absent);
}

#[tokio::test]
async fn members_in_deletion_are_looked_up() {
    let mut company = Company::empty();
    company.add_org("o", None, "本社");
    for key in ["E1", "E 2", "E3", "E4", "E5"] {
        company.add_member(key, "o");
    }
    company.member("E3").previously = Some("OLD".into());
    company.member("E4").state = meibo::directory::WantedState::Deleted;
    company.member("E5").props.email = Field::Known("Five@acme.example".into());
    let mut lists = empty();
    let five = user("five", "", json!({}));
    lists[0].1 = json!({"users": [user("1", "E1", json!({})), five]});
    let deleted = user("2", "E 2", json!({"isDeleted": true}));
    lists.push(("/users/externalKey:E%202", deleted));
    let fake = tenant(&lists);
    let read = reading(&fake, &company.desired()).await.expect("read");
    let asked: Vec<String> = paths(&fake)
        .into_iter()
        .filter(|path| path.starts_with("/users/"))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    assert_eq!(
        asked,
        [
            "/users/externalKey:E%202",
            "/users/externalKey:E3",
            "/users/externalKey:OLD"
        ]
    );
    let members = &read.snapshot.directory.members;
    assert!(members["2"].flags.deleted);
    assert_eq!(members.len(), 3);

    // A list that shows members in deletion leaves none out.
    lists[0].1 = json!({"users": [user("9", "E9", json!({"isDeleted": true}))]});
    let fake = tenant(&lists);
    reading(&fake, &company.desired()).await.expect("read");
    assert!(paths(&fake).iter().all(|path| !path.starts_with("/users/")));
}

#[tokio::test]
async fn a_key_that_is_passed_on_says_nothing_of_who_has_it_next() {
    let mut company = Company::empty();
    company.add_org("o", None, "本社");
    company.add_member("E2", "o").previously = Some("E1".into());
    company.add_member("E3", "o").previously = Some("E2".into());
    // E2 is who becomes E3; E1 is in deletion, and no list shows it.
    let mut lists = empty();
    lists[0].1 = json!({"users": [user("2", "E2", json!({}))]});
    let deleted = user("1", "E1", json!({"isDeleted": true}));
    lists.push(("/users/externalKey:E1", deleted));
    let fake = tenant(&lists);
    let read = reading(&fake, &company.desired()).await.expect("read");
    assert!(read.snapshot.directory.members["1"].flags.deleted);
    // Where E2 was E1 before, there is nobody to look for.
    company.member("E3").previously = None;
    company.remove("E3");
    let fake = tenant(&lists);
    reading(&fake, &company.desired()).await.expect("read");
    assert!(paths(&fake).iter().all(|path| !path.starts_with("/users/")));
}

#[tokio::test]
async fn a_member_of_two_domains_is_one() {
    let company = Company::small().with_away();
    let mut lists = empty();
    let both = |rest| user("1", "E1", rest);
    let away = format!("/users@{}", crate::model::AWAY);
    lists[0].1 = json!({"users": [both(json!({"telephone": "03"}))]});
    lists.push((away.as_str(), json!({"users": [both(json!({}))]})));
    for (path, name) in [
        ("/directory/levels", "levels"),
        ("/directory/positions", "positions"),
        ("/directory/user-types", "userTypes"),
    ] {
        lists.push((path, json!({name: []})));
    }
    let read = reading(&tenant(&lists), &company.desired())
        .await
        .expect("read");
    let members = &read.snapshot.directory.members;
    assert_eq!(members.len(), 1);
    assert_eq!(
        members["1"].props.telephone,
        Field::Known(Some("03".to_owned()))
    );
}

#[tokio::test]
async fn a_parent_that_no_list_shows_is_the_top() {
    let mut company = Company::empty();
    company.add_org("o", None, "本社");
    let mut lists = empty();
    lists[1].1 = json!({"orgUnits": [
        {"orgUnitId": "a", "parentOrgUnitId": "the-company", "displayOrder": 1},
        {"orgUnitId": "b", "parentOrgUnitId": "a", "displayOrder": 1},
    ]});
    let read = reading(&tenant(&lists), &company.desired())
        .await
        .expect("read");
    let orgs = &read.snapshot.directory.orgs;
    assert_eq!(orgs["a"].props.parent, Field::Known(None));
    assert_eq!(
        orgs["b"].props.parent,
        Field::Known(Some(Ref::Id("a".into())))
    );
}
