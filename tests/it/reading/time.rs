//! How long a reading takes: near the limit of the service, and as long as it said.

use std::collections::BTreeMap;
use std::time::Duration;

use meibo::live::{Event, Wants, codes};
use meibo::plan::pace::Limits;
use serde_json::{Value, json};

use super::service::{Service, Told, reading};
use crate::model::{Company, HOME};

/// How much there is to read.
#[derive(Clone, Copy)]
struct Size {
    groups: usize,
    /// Pages of the list of members.
    pages: usize,
    /// Members of a page.
    page: usize,
}

/// A service of so many groups and members that nobody declared.
fn service(size: Size, latency_ms: u64, limits: Limits) -> Service {
    let latency = Duration::from_millis(latency_ms);
    Service::scripted(latency, limits, move |target| {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let cursor = query
            .split('&')
            .find_map(|pair| pair.strip_prefix("cursor="));
        let page: usize = cursor.map_or(0, |cursor| cursor.parse().expect("ours"));
        let (name, items, pages): (_, Vec<Value>, usize) = match path {
            "/users" => (
                "users",
                (0..size.page).map(|n| user(page, n)).collect(),
                size.pages,
            ),
            "/orgunits" => ("orgUnits", Vec::new(), 1),
            "/groups" => {
                let first = page * 100;
                let last = (first + 100).min(size.groups);
                let pages = size.groups.div_ceil(100);
                ("groups", (first..last).map(group).collect(), pages)
            }
            _ if path.ends_with("/members") => {
                ("members", vec![json!({"id": "u", "type": "USER"})], 1)
            }
            _ if path.ends_with("/administrators") => {
                ("administrators", vec![json!({"userId": "u"})], 1)
            }
            _ => return Err(404),
        };
        let next = (page + 1 < pages).then(|| (page + 1).to_string());
        Ok(json!({name: items, "responseMetaData": {"nextCursor": next}}))
    })
}

fn user(page: usize, n: usize) -> Value {
    let id = format!("{page}-{n}");
    json!({"userId": id, "domainId": HOME.0, "userExternalKey": id,
        "email": format!("{id}@acme.example"), "organizations": []})
}

fn group(n: usize) -> Value {
    json!({"groupId": format!("{n}"), "domainId": HOME.0, "groupExternalKey": format!("g{n}"),
        "groupName": format!("{n}")})
}

/// Declares the groups, and one member who is there.
fn company(groups: usize) -> Company {
    let mut company = Company::empty();
    company.add_org("o", None, "本社");
    company.add_member("0-0", "o");
    for n in 0..groups {
        company.add_group(&format!("g{n}"), &format!("{n}"), "0-0", &["0-0"]);
    }
    company
}

/// Reads, and holds the log against the rules by numbers of its own: two reads at once, and
/// never more than `rate` calls of an operation in a minute.
async fn timed(service: &Service, company: &Company, rate: usize) -> (Duration, Told) {
    let start = tokio::time::Instant::now();
    let (_, told) = reading(service, &company.desired(), Wants::default()).await;
    let took = start.elapsed();
    assert_eq!(service.most_in_flight(), 2);
    let mut sent: BTreeMap<String, Vec<Duration>> = BTreeMap::new();
    for read in service.log() {
        sent.entry(read.operation).or_default().push(read.at);
    }
    for (operation, times) in &sent {
        for (n, at) in times.iter().enumerate().skip(rate) {
            let before = times[n - rate];
            assert!(*at - before >= Duration::from_secs(60), "{operation} {n}");
        }
    }
    (took, told)
}

/// When the last call of an operation was sent.
fn last(service: &Service, operation: &str) -> Duration {
    let log = service.log();
    let mut sent = log.iter().filter(|sent| sent.operation == operation);
    sent.next_back().expect("it was called").at
}

/// The longest time that was said to be left.
fn said(told: &Told, made: u64) -> Duration {
    let events = told.events.lock().expect("no panic");
    let mut times = events.iter().filter_map(|event| match event {
        Event::Call { made: n, time, .. } if *n >= made => Some(*time),
        _ => None,
    });
    times.next().expect("calls were told of")
}

#[tokio::test(start_paused = true)]
async fn five_thousand_groups_take_what_the_minute_limit_asks_for() {
    let size = Size {
        groups: 5_000,
        pages: 1_000,
        page: 100,
    };
    let service = service(size, 200, Limits::default());
    let (took, told) = timed(&service, &company(5_000), 240).await;
    let counts = service.counts();
    assert_eq!(counts["GET /groups/{id}/members"], 5_000);
    assert_eq!(counts["GET /groups/{id}/administrators"], 5_000);
    assert_eq!(counts["GET /groups"], 50);
    assert_eq!(counts["GET /users"], 1_000);
    assert_eq!(service.log().len(), 11_051, "and the orgs");

    let bound = 5_000.0 / 240.0 * 60.0;
    let seconds = took.as_secs_f64();
    assert!(seconds <= bound * 1.02, "{seconds} s, bound {bound} s");
    // The members beside them, in slots that were left.
    let members = last(&service, "GET /users");
    assert!(members < took * 3 / 4, "{members:?} of {took:?}");

    // It was told beforehand, once.
    let problems = told.problems();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].code, codes::LONG_GROUPS);
    assert_eq!(problems[0].params["groups"], "5000");
    assert_eq!(problems[0].params["minutes"], "21");
    assert_eq!(problems[0].params["rate"], "240");
    // And right: within a twentieth, from the first hundred calls on.
    let said = said(&told, 100).as_secs_f64();
    assert!(
        (said / seconds - 1.0).abs() < 0.05,
        "{said} s of {seconds} s"
    );
}

#[tokio::test(start_paused = true)]
async fn slow_answers_fill_both_slots_to_the_end() {
    let size = Size {
        groups: 1_000,
        pages: 300,
        page: 1,
    };
    let service = service(size, 400, Limits::default());
    let (took, told) = timed(&service, &company(1_000), 240).await;
    // Nothing waits for the minute: the calls, two at a time.
    let calls = service.log().len();
    assert_eq!(calls, 2_311);
    let bound = calls as f64 * 0.4 / 2.0;
    let seconds = took.as_secs_f64();
    assert!(seconds <= bound * 1.02, "{seconds} s, bound {bound} s");
    assert_eq!(told.problems().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_reading_that_lasts_long_goes_at_half_the_rate() {
    let size = Size {
        groups: 1_800,
        pages: 1,
        page: 1,
    };
    let limits = Limits {
        per_minute: 60,
        ..Limits::default()
    };
    let service = service(size, 200, limits);
    let (took, told) = timed(&service, &company(1_800), 60).await;
    let problems = told.problems();
    assert_eq!(problems[0].params["rate"], "30");
    assert!(took >= Duration::from_secs(58 * 60), "{took:?}");
    assert!(took <= Duration::from_secs(61 * 60), "{took:?}");
    // From when that could be known: after the list of groups.
    let listed = last(&service, "GET /groups");
    let log = service.log();
    let mut late = log
        .iter()
        .filter(|sent| sent.operation == "GET /groups/{id}/members")
        .map(|sent| sent.at)
        .filter(|at| *at > listed + Duration::from_secs(61));
    let times: Vec<Duration> = late.by_ref().collect();
    for pair in times.windows(31) {
        assert!(pair[30] - pair[0] >= Duration::from_secs(60));
    }
}

#[tokio::test(start_paused = true)]
async fn a_short_reading_says_nothing() {
    let size = Size {
        groups: 100,
        pages: 10,
        page: 10,
    };
    let service = service(size, 200, Limits::default());
    let (took, told) = timed(&service, &company(100), 240).await;
    assert!(took < Duration::from_secs(30), "{took:?}");
    assert_eq!(told.problems(), []);
}

#[tokio::test(start_paused = true)]
async fn many_members_are_told_of_too() {
    let mut company = company(0);
    for n in 1..45_000 {
        company.add_member(&format!("{}-{}", n / 100, n % 100), "o");
    }
    let size = Size {
        groups: 0,
        pages: 500,
        page: 100,
    };
    let service = service(size, 200, Limits::default());
    let (took, told) = timed(&service, &company, 240).await;
    let problems = told.problems();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, codes::LONG_READING);
    // One list is one chain: 240 pages a minute and no more.
    assert!(took <= Duration::from_secs(125), "{took:?}");
}
