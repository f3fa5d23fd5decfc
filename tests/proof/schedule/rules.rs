//! The rate rules (facts 3, design section 5), written for judging times: nothing is shared
//! with the pacer or the search.

use std::collections::HashMap;

/// The numbers, in microseconds.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    pub latency: u64,
    /// Calls of an operation in a window.
    pub per_window: usize,
    pub window: u64,
    /// Between two org writes of a domain.
    pub gap: u64,
    /// Members added in a second of a domain.
    pub adds: usize,
    pub second: u64,
}

/// A call as these rules see it: `POST /orgunits` in a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub name: String,
    pub domain: i32,
}

impl Call {
    fn is_org_write(&self) -> bool {
        let mut words = self.name.split(' ');
        words.next() != Some("GET") && words.next().is_some_and(|p| p.starts_with("/orgunits"))
    }

    fn is_member_add(&self) -> bool {
        self.name == "POST /users"
    }
}

impl Rules {
    /// When the next call may start after those sent, one after the other.
    pub fn earliest(&self, sent: &[(&Call, u64)], call: &Call) -> u64 {
        let mut at = sent.last().map_or(0, |(_, start)| start + self.latency);
        let nth_last = |n: usize, like: &dyn Fn(&Call) -> bool| {
            let mut those = sent.iter().rev().filter(|(other, _)| like(other));
            those.nth(n - 1).map(|(_, start)| *start)
        };
        let same = |other: &Call| other.name == call.name;
        if let Some(start) = nth_last(self.per_window, &same) {
            at = at.max(start + self.latency + self.window);
        }
        let near = |other: &Call| other.is_org_write() && other.domain == call.domain;
        if call.is_org_write()
            && let Some(start) = nth_last(1, &near)
        {
            at = at.max(start + self.gap);
        }
        let near = |other: &Call| other.is_member_add() && other.domain == call.domain;
        if call.is_member_add()
            && let Some(start) = nth_last(self.adds, &near)
        {
            at = at.max(start + self.second);
        }
        at
    }

    /// Every rule that timed calls break.
    pub fn broken(&self, calls: &[(Call, u64)]) -> Vec<String> {
        let mut broken = Vec::new();
        for pair in calls.windows(2) {
            if pair[1].1 < pair[0].1 + self.latency {
                broken.push(format!("{:?} starts while {:?} runs", pair[1], pair[0]));
            }
        }
        let mut rows: HashMap<(u8, String), Vec<u64>> = HashMap::new();
        for (call, start) in calls {
            let mut put = |sort: u8, name: String| {
                rows.entry((sort, name)).or_default().push(*start);
            };
            put(0, call.name.clone());
            if call.is_org_write() {
                put(1, call.domain.to_string());
            }
            if call.is_member_add() {
                put(2, call.domain.to_string());
            }
        }
        for ((sort, name), starts) in rows {
            let (many, apart) = match sort {
                0 => (self.per_window, self.window + self.latency),
                1 => (1, self.gap),
                _ => (self.adds, self.second),
            };
            for (early, late) in starts.iter().zip(starts.iter().skip(many)) {
                if *late < *early + apart {
                    broken.push(format!("{name}: {early} and {late}, {many} calls apart"));
                }
            }
        }
        broken
    }
}

#[test]
fn broken_rules_are_noticed() {
    let rules = Rules {
        latency: 200_000,
        per_window: 2,
        window: 5_000_000,
        gap: 1_000_000,
        adds: 1,
        second: 1_000_000,
    };
    let call = |name: &str, start: u64| {
        let name = name.to_owned();
        (Call { name, domain: 1 }, start)
    };
    for (starts, broken) in [
        (
            vec![call("PATCH /users/{id}", 0), call("POST /groups", 200_000)],
            0,
        ),
        (
            vec![call("PATCH /users/{id}", 0), call("POST /groups", 199_999)],
            1,
        ),
        (
            vec![
                call("POST /orgunits", 0),
                call("PATCH /orgunits/{id}", 1_000_000),
            ],
            0,
        ),
        (
            vec![
                call("POST /orgunits", 0),
                call("PATCH /orgunits/{id}", 999_999),
            ],
            1,
        ),
        (
            vec![call("POST /users", 0), call("POST /users", 999_999)],
            1,
        ),
        (
            vec![
                call("PATCH /a", 0),
                call("PATCH /a", 300_000),
                call("PATCH /a", 5_200_000),
            ],
            0,
        ),
        (
            vec![
                call("PATCH /a", 0),
                call("PATCH /a", 300_000),
                call("PATCH /a", 5_199_999),
            ],
            1,
        ),
    ] {
        assert_eq!(rules.broken(&starts).len(), broken, "{starts:?}");
    }
}
