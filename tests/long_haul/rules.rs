//! The rate rules (facts 3, design section 5), written for judging what came in: nothing is
//! shared with the pacer.

use std::collections::HashMap;

/// Microseconds.
pub type Time = u64;

const SECOND: Time = 1_000_000;
/// Calls of an operation in a minute; half for a run that is expected to last.
const A_MINUTE: usize = 240;

/// A call as the service saw it.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// When the client sent it.
    pub sent: Time,
    /// When it came in.
    pub came: Time,
    /// When the client had the answer, or gave up.
    pub ended: Time,
    /// Which operation: its index among the names.
    pub operation: usize,
    pub is_write: bool,
}

/// Every rule that calls break, given in the order in which they were sent. There is one
/// domain.
pub fn broken(calls: &[Seen], names: &[String], expected_to_last: bool) -> Vec<String> {
    let a_minute = A_MINUTE / if expected_to_last { 2 } else { 1 };
    let mut broken = Vec::new();
    // The latest end of a write, and of the reads in flight.
    let (mut write_ends, mut read_ends): (Time, Vec<Time>) = (0, Vec::new());
    let mut org_write: Option<Time> = None;
    let mut adds: Vec<Time> = Vec::new();
    let mut operations: HashMap<usize, Vec<(Time, Time)>> = HashMap::new();
    for call in calls {
        let name = &names[call.operation];
        read_ends.retain(|end| *end > call.sent);
        let room = if call.is_write { 0 } else { 1 };
        if write_ends > call.sent || read_ends.len() > room {
            broken.push(format!("{name} at {} beside another call", call.sent));
        }
        if call.is_write {
            write_ends = call.ended;
        } else {
            read_ends.push(call.ended);
        }
        if call.is_write
            && name
                .split(' ')
                .nth(1)
                .is_some_and(|path| path.starts_with("/orgunits"))
        {
            if org_write.is_some_and(|before| call.came < before + SECOND) {
                broken.push(format!(
                    "{name} at {} within a second of another",
                    call.came
                ));
            }
            org_write = Some(call.came);
        }
        if name == "POST /users" {
            if adds.len() >= 9 && call.came < adds[adds.len() - 9] + SECOND {
                broken.push(format!(
                    "ten members added in the second up to {}",
                    call.came
                ));
            }
            adds.push(call.came);
        }
        let before = operations.entry(call.operation).or_default();
        if before.len() >= a_minute && call.sent < before[before.len() - a_minute].1 + 60 * SECOND {
            broken.push(format!(
                "{name} at {}: over {a_minute} in a minute",
                call.sent
            ));
        }
        before.push((call.sent, call.ended));
    }
    broken
}

#[test]
fn broken_rules_are_noticed() {
    let names: Vec<String> = ["POST /users", "POST /orgunits", "GET /users/{}"]
        .map(str::to_owned)
        .into();
    let write = |operation: usize, sent: Time, ended: Time| Seen {
        sent,
        came: sent,
        ended,
        operation,
        is_write: operation < 2,
    };
    let every = |operation: usize, apart: Time, n: u64| -> Vec<Seen> {
        (0..n)
            .map(|i| write(operation, i * apart, i * apart + 1))
            .collect()
    };
    for (calls, wrong) in [
        (vec![write(0, 0, 5), write(1, 5, 9)], 0),
        (vec![write(0, 0, 5), write(1, 4, 9)], 1),
        (vec![write(2, 0, 5), write(2, 1, 5), write(2, 5, 9)], 0),
        (vec![write(2, 0, 5), write(2, 1, 5), write(2, 2, 9)], 1),
        (vec![write(2, 0, 5), write(0, 4, 5)], 1),
        (every(1, SECOND, 3), 0),
        (every(1, SECOND - 1, 3), 2),
        (every(0, SECOND / 9 + 1, 20), 0),
        (every(0, SECOND / 9 - 1, 10), 1),
        (every(2, SECOND / 2 + 10, 121), 0),
        (every(2, SECOND / 2 - 10, 121), 1),
    ] {
        assert_eq!(broken(&calls, &names, true).len(), wrong, "{calls:?}");
    }
}
