//! Edits that a person makes in the admin console: the same rules as for the calls of the
//! API, less what Organization Sync has made read-only there (facts 6).

use jiff::Timestamp;
use serde_json::Value;

use crate::directory::{DomainId, RankKind};
use crate::world::call::{Call, Method, Reply};
use crate::world::state::State;
use crate::world::{Mark, Refusal, World, reasons, route, users};

use super::sync::switches;
use super::{ConsoleArea, console_may_edit};

impl World {
    /// Performs an edit of the console, written as the call of the API that does the same.
    /// It is replayed with [`World::perform`].
    ///
    /// # Errors
    /// 403 `syncReadOnly` where the switches of the domain make the area read-only, else as
    /// [`World::perform`]. Nothing has changed then.
    pub fn edit(
        &mut self,
        method: Method,
        target: &str,
        body: Option<&Value>,
        now: Timestamp,
    ) -> Result<Reply, Refusal> {
        users::settle(self.state_mut(), now);
        let map = body.and_then(Value::as_object);
        let call = route::parse(method, target, map)?;
        for (domain, area) in touched(self.state(), &call) {
            if !console_may_edit(&switches(self.state(), domain), area) {
                let area = serde_json::to_value(area).unwrap_or_default();
                return Err(Refusal::new(403, reasons::SYNC_READ_ONLY, "6", Mark::D)
                    .with("domain", domain)
                    .with("area", area.as_str().unwrap_or_default()));
            }
        }
        self.perform(method, target, body, now)
    }
}

/// Which areas of which domains a call edits: those of the object it names, and of the
/// domain its body names.
fn touched(state: &State, call: &Call<'_>) -> Vec<(DomainId, ConsoleArea)> {
    if call.method == Method::Get {
        return Vec::new();
    }
    let path = call.path();
    let body_domain = (call.body.and_then(|body| body.get("domainId")))
        .and_then(Value::as_i64)
        .and_then(|number| i32::try_from(number).ok())
        .map(DomainId);
    let query_domain = state.domain_of_query(call).ok();
    let (area, domain) = match path.as_slice() {
        ["users", _, "suspend" | "unsuspend" | "force-logout"] => return Vec::new(),
        ["users", user, ..] => {
            let held = state.find_member(user).map(|member| member.domain);
            (ConsoleArea::Members, held.or(body_domain))
        }
        ["users"] => (ConsoleArea::Members, body_domain.or(query_domain)),
        ["orgunits", org, ..] => {
            let held = state.find_org(org).map(|org| org.domain);
            (ConsoleArea::Orgs, held.or(body_domain))
        }
        ["orgunits"] => (ConsoleArea::Orgs, body_domain.or(query_domain)),
        ["groups", group, ..] => {
            let held = state.find_group(group).map(|group| group.domain);
            (ConsoleArea::Groups, held.or(body_domain))
        }
        ["groups"] => (ConsoleArea::Groups, body_domain.or(query_domain)),
        ["directory", list, rest @ ..] => {
            let Some(kind) = RankKind::ALL.into_iter().find(|kind| kind.path() == *list) else {
                return Vec::new();
            };
            let area = match kind {
                RankKind::Level | RankKind::Position => ConsoleArea::Ranks,
                RankKind::UserType => ConsoleArea::UserTypes,
            };
            let search = body_domain.or(query_domain);
            let held = rest.first().zip(search);
            let held = held.and_then(|(rank, domain)| state.find_rank(kind, domain, rank));
            (area, held.map(|rank| rank.domain).or(search))
        }
        _ => return Vec::new(),
    };
    domain.map(|domain| (domain, area)).into_iter().collect()
}
