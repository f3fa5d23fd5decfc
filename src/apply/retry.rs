//! What is done after a write failed: the one table (`docs/reliability.md`, Retries, holds
//! the same). Nothing is repeated blindly: where the answer is lost, whether the call was
//! done is looked at first.

use crate::api::{ApiError, Effect, ErrorKind};
use crate::world::Method;

/// Times one call is sent at most, those that were refused with 429 aside.
pub(super) const ATTEMPTS: u32 = 4;

/// Times in a row one call is sent that is refused with 429.
pub(super) const ATTEMPTS_ON_429: u32 = 6;

/// What a write does, as far as repeating it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// Makes an object: twice makes two, or is refused because of the first.
    Create,
    /// Sets properties of one object: twice is as good as once.
    Change,
    /// Gives an org its place: twice is as good as once.
    Place,
    /// Takes an object away: the second time there is none.
    Delete,
    /// Puts an entry into a list: the second time it is there.
    PutIn,
    /// Takes an entry out of a list: the second time it is gone.
    TakeOut,
    /// Turns a state, or moves to another domain: the second time it is refused.
    Turn,
    /// Gives external keys to many objects: it may be done in part (facts 11 #12).
    Keys,
}

/// How a write failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// No connection: it was not sent.
    NotSent,
    /// 429: not done (facts 11 #7), once more when the service says.
    Limited,
    /// 400 or 409: refused, perhaps because it is so already (facts 11 #2).
    Clash,
    /// Refused otherwise: 403, 404 and every other answer of the service that says no.
    Refused,
    /// Refused, after an earlier answer to the same call was lost.
    RefusedInDoubt,
    /// 500 and above, a connection that broke, no answer in time, a web page of somebody
    /// in between: nobody knows whether it was done.
    Lost,
    /// 2xx whose body cannot be used: it was done, only what it said is lost.
    Muffled,
    /// What every further call would meet too: no valid token, a redirect.
    Hopeless,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// What was wanted is so.
    Done,
    /// It is sent again.
    Again,
    /// Whether it was done is looked at. So: done. Not so: sent again, or refused where it
    /// was refused. Not to be seen: nobody knows.
    Look,
    /// The step ends here.
    GiveUp,
}

/// One row of the table.
pub(super) struct Row {
    pub nature: Nature,
    /// The calls of this nature, for people.
    pub calls: &'static str,
    /// What is looked at, for people.
    pub looks: &'static str,
    /// The status of a refusal that itself says that it is so already.
    pub so_already: Option<u16>,
    /// What comes next, by the columns of [`FAILURES`].
    pub next: [Next; FAILURES.len()],
}

/// The columns of the table, with their headings for people.
pub(super) const FAILURES: [(Failure, &str); 8] = [
    (Failure::NotSent, "no connection"),
    (Failure::Limited, "429"),
    (Failure::Clash, "400, 409"),
    (Failure::Refused, "403, 404, other 4xx"),
    (Failure::RefusedInDoubt, "refused after a lost answer"),
    (
        Failure::Lost,
        "5xx, broken off, no answer in time, web page",
    ),
    (Failure::Muffled, "2xx, unusable body"),
    (Failure::Hopeless, "401 again, redirect"),
];

use Next::{Again, Done, GiveUp, Look};

/// The table.
pub(super) const TABLE: [Row; 8] = [
    Row {
        nature: Nature::Create,
        calls: "`POST /users`, `/orgunits`, `/groups`, `/directory/levels` and its like",
        looks: "the object, by its external key, then by its address or name",
        so_already: None,
        // A refused one too, to say what is in its way; and after a 429 rather once too
        // often than a duplicate (facts 11 #7).
        next: [Again, Look, Look, GiveUp, Look, Look, Look, GiveUp],
    },
    Row {
        nature: Nature::Change,
        calls: "`PATCH`; `set-` and `clear-leave-of-absence`",
        looks: "the object: every property that was sent",
        so_already: None,
        next: [Again, Again, GiveUp, GiveUp, Look, Look, Done, GiveUp],
    },
    Row {
        nature: Nature::Place,
        calls: "`POST /orgunits/{id}/move`",
        looks: "the org: its parent; a place under the same parent is given again",
        so_already: None,
        next: [Again, Again, GiveUp, GiveUp, Look, Look, Done, GiveUp],
    },
    Row {
        nature: Nature::Delete,
        calls: "`DELETE` of an object, `forcedelete`",
        looks: "the object: gone, or in deletion",
        so_already: Some(404),
        next: [Again, Again, GiveUp, GiveUp, Look, Look, Done, GiveUp],
    },
    Row {
        nature: Nature::PutIn,
        calls: "`POST` of one group member, master or alias",
        looks: "the list: whether it holds the entry",
        so_already: Some(409),
        next: [Again, Again, GiveUp, GiveUp, Look, Look, Done, GiveUp],
    },
    Row {
        nature: Nature::TakeOut,
        calls: "`DELETE` of one group member, master or alias",
        looks: "the list: whether it holds the entry",
        so_already: Some(404),
        next: [Again, Again, GiveUp, GiveUp, Look, Look, Done, GiveUp],
    },
    Row {
        nature: Nature::Turn,
        calls: "`suspend`, `unsuspend`, `undelete`, `POST /users/{id}/move`, `enable`",
        looks: "the member's state or domain; `enable` is sent again, which does no harm",
        so_already: None,
        next: [Again, Again, GiveUp, GiveUp, Look, Look, Done, GiveUp],
    },
    Row {
        nature: Nature::Keys,
        calls: "`POST …/external-keys`",
        looks: "every object of the batch, by id: its key",
        so_already: None,
        // A refused batch may be done in part: what is, is told.
        next: [Again, Again, Look, Look, Look, Look, Done, GiveUp],
    },
];

impl Nature {
    /// The nature of a write, from its method and path.
    pub fn of(method: Method, path: &str) -> Nature {
        let path = path.split('?').next().unwrap_or(path);
        let segments: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match (method, segments.as_slice()) {
            (
                Method::Delete,
                ["groups", _, "members" | "administrators", _] | ["users", _, "alias-emails", _],
            ) => Nature::TakeOut,
            (Method::Delete, _) => Nature::Delete,
            (Method::Get | Method::Put | Method::Patch, _) => Nature::Change,
            (Method::Post, ["users" | "orgunits" | "groups"] | ["directory", _]) => Nature::Create,
            (Method::Post, [.., "external-keys"]) => Nature::Keys,
            (
                Method::Post,
                [
                    "users",
                    _,
                    "set-leave-of-absence" | "clear-leave-of-absence",
                ],
            ) => Nature::Change,
            (Method::Post, ["orgunits", _, "move"]) => Nature::Place,
            (Method::Post, ["groups", _, "members" | "administrators"])
            | (Method::Post, ["users", _, "alias-emails", _]) => Nature::PutIn,
            (Method::Post, _) => Nature::Turn,
        }
    }

    /// Its row of the table.
    pub fn row(self) -> &'static Row {
        let at = TABLE.iter().position(|row| row.nature == self);
        // Every nature has one: a test sees to it.
        &TABLE[at.unwrap_or(0)]
    }
}

impl Failure {
    /// How a call failed. `doubtful`: the answer to an earlier attempt was lost.
    pub fn of(error: &ApiError, doubtful: bool) -> Failure {
        match (&error.kind, error.effect()) {
            (ErrorKind::RateLimited { .. }, _) => Failure::Limited,
            (ErrorKind::Unreachable(_), _) => Failure::NotSent,
            (_, Effect::Unknown) => Failure::Lost,
            (_, Effect::Done) => Failure::Muffled,
            (ErrorKind::Status(..), Effect::None) if doubtful => Failure::RefusedInDoubt,
            (ErrorKind::Status(400 | 409, _), Effect::None) => Failure::Clash,
            (ErrorKind::Status(..), Effect::None) => Failure::Refused,
            (_, Effect::None) => Failure::Hopeless,
        }
    }
}

/// What comes after a failed call.
pub(super) fn judge(nature: Nature, failure: Failure) -> Next {
    let column = FAILURES.iter().position(|(column, _)| *column == failure);
    let row = nature.row();
    column.map_or(Next::GiveUp, |column| row.next[column])
}

/// Whether every further call would fail alike: nobody answers, or nothing is allowed.
pub(super) fn is_hopeless(error: &ApiError) -> bool {
    let failure = Failure::of(error, false);
    matches!(
        failure,
        Failure::NotSent | Failure::Limited | Failure::Hopeless
    )
}

/// The table for people, in Markdown: `docs/reliability.md` holds it.
pub fn retry_table() -> String {
    let mut text = String::from("| calls | looked at |");
    for (_, heading) in FAILURES {
        text.push_str(&format!(" {heading} |"));
    }
    text.push_str("\n| --- | --- |");
    text.push_str(&" --- |".repeat(FAILURES.len()));
    text.push('\n');
    for row in &TABLE {
        text.push_str(&format!("| {} | {} |", row.calls, row.looks));
        for ((failure, _), next) in FAILURES.iter().zip(row.next) {
            let word = match next {
                Next::Done => "done",
                Next::Again => "again",
                Next::Look => "look",
                Next::GiveUp => "end",
            };
            text.push_str(&format!(" {word}"));
            if let (Failure::RefusedInDoubt, Some(status)) = (failure, row.so_already) {
                text.push_str(&format!("; {status}: done"));
            }
            text.push_str(" |");
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{FAILURES, Failure, Nature, Next, TABLE, judge};
    use crate::world::Method::{Delete, Patch, Post};

    #[test]
    fn every_call_has_its_row() {
        for (method, path, nature) in [
            (Post, "/users", Nature::Create),
            (Post, "/directory/user-types", Nature::Create),
            (Patch, "/users/u", Nature::Change),
            (Patch, "/directory/levels/l", Nature::Change),
            (Post, "/users/u/set-leave-of-absence", Nature::Change),
            (Post, "/orgunits/o/move", Nature::Place),
            (Delete, "/orgunits/o", Nature::Delete),
            (Delete, "/users/u/forcedelete", Nature::Delete),
            (Delete, "/directory/levels/l?domainId=1", Nature::Delete),
            (Post, "/groups/g/members", Nature::PutIn),
            (Post, "/users/u/alias-emails/a%40b", Nature::PutIn),
            (Delete, "/groups/g/members/m?type=USER", Nature::TakeOut),
            (Delete, "/groups/g/administrators/m", Nature::TakeOut),
            (Post, "/users/u/suspend", Nature::Turn),
            (Post, "/users/u/move", Nature::Turn),
            (Post, "/directory/levels/enable?domainId=1", Nature::Turn),
            (Post, "/directory/levels/external-keys", Nature::Keys),
            (Post, "/users/external-keys", Nature::Keys),
        ] {
            assert_eq!(Nature::of(method, path), nature, "{path}");
            assert_eq!(nature.row().nature, nature);
        }
        let mut natures: Vec<Nature> = TABLE.iter().map(|row| row.nature).collect();
        natures.dedup();
        assert_eq!(natures.len(), TABLE.len());
    }

    #[test]
    fn no_lost_call_is_sent_again_without_a_look() {
        for row in &TABLE {
            for (failure, heading) in FAILURES {
                let next = judge(row.nature, failure);
                let is_lost = matches!(
                    failure,
                    Failure::Lost | Failure::Muffled | Failure::RefusedInDoubt
                );
                if is_lost {
                    assert_ne!(next, Next::Again, "{:?} {heading}", row.nature);
                }
                if failure == Failure::Hopeless {
                    assert_eq!(next, Next::GiveUp, "{:?} {heading}", row.nature);
                }
            }
        }
    }
}
