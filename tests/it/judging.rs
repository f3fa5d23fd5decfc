//! The judge of the rate rules sees each of them broken: without this its silence would
//! prove nothing.

use meibo::directory::DomainId;
use meibo::sandbox::Arrival;

use crate::judge::broken;

fn call(n: u64, operation: &str, arrived_ms: u64, answered_ms: u64) -> Arrival {
    Arrival {
        n,
        kind: meibo::sandbox::ArrivalKind::Call,
        at: jiff::Timestamp::UNIX_EPOCH,
        arrived: arrived_ms * 1_000_000,
        answered: answered_ms * 1_000_000,
        operation: operation.into(),
        target: operation.split(' ').nth(1).unwrap_or_default().into(),
        domain: None,
        status: 200,
        refusal: None,
        fault: None,
    }
}

#[test]
fn each_rule_is_seen_when_it_is_broken() {
    proves!["3.2-01", "3.2-02", "3.2-03", "3.2-04"];
    let fine = [
        call(1, "POST /orgunits", 0, 5),
        call(2, "GET /users", 10, 20),
        call(3, "GET /users", 12, 18),
        call(4, "PATCH /orgunits/{}", 1_000, 1_005),
    ];
    assert_eq!(broken(&fine, 240), Vec::<String>::new());
    let early = [
        call(1, "POST /orgunits", 0, 5),
        call(2, "DELETE /orgunits/{}", 999, 1_005),
    ];
    assert_eq!(broken(&early, 240), ["org writes 1 and 2 are 999 ms apart"]);
    let slow = [
        call(1, "POST /orgunits", 0, 1_500),
        call(2, "POST /orgunits", 1_400, 1_405),
    ];
    assert_eq!(broken(&slow, 240).len(), 2, "apart, yet not answered");
    let ten: Vec<_> = (0..10)
        .map(|n| call(n, "POST /users", n * 111, n * 111 + 1))
        .collect();
    assert_eq!(broken(&ten, 240), ["ten members in 999 ms"]);
    let beside = [
        call(1, "GET /users", 0, 10),
        call(2, "PATCH /users/{}", 5, 7),
    ];
    assert_eq!(
        broken(&beside, 240),
        ["call 2 (PATCH /users/{}) is not alone"]
    );
    let three: Vec<_> = (0..3).map(|n| call(n, "GET /users", n, 10)).collect();
    assert_eq!(broken(&three, 240), ["call 2 runs beside 2 others"]);
    let of_two = |split: u64| -> Vec<_> {
        let of = |n: u64| Some(DomainId(if n < split { 1 } else { 2 }));
        let read = |n: u64| Arrival {
            domain: of(n),
            ..call(n, "GET /users", n, 10)
        };
        (0..4).map(read).collect()
    };
    assert_eq!(broken(&of_two(2), 240), Vec::<String>::new());
    assert_eq!(broken(&of_two(3), 240), ["call 2 runs beside 2 others"]);
    let many: Vec<_> = (0..61)
        .map(|n| call(n, "GET /groups", n * 999, n * 999 + 1))
        .collect();
    assert_eq!(broken(&many, 60), ["more than 60 GET /groups in a minute"]);
}
