//! The saved form of a plan (design section 4): readers keep what they do not know.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::placeholder;
use crate::directory::Gated;
use crate::source::Problem;
use crate::world::Method;

/// The version of the saved form; another is refused.
pub const PLAN_FORMAT: u32 = 1;

/// A total order of requests in full, and everything said about them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// The version of this form: 1.
    pub format_version: u32,
    /// `tenant.key` of the configuration: the plan is refused for another tenant.
    pub tenant: String,
    /// When it was made, RFC 3339. Left out of `hash`.
    pub created_at: String,
    /// What it was planned against.
    pub base: Base,
    /// `sha256:...` over everything but itself, `createdAt` and `base.readAt`.
    pub hash: String,
    /// Counts over the steps.
    pub summary: Summary,
    /// How long it takes.
    pub schedule: Schedule,
    /// Every ceiling of `policy.limits` and how the plan stands against it; and where the
    /// configuration declares under half of what is live and owned, that.
    pub gates: Vec<Gate>,
    /// What is wrong or worth knowing; with an error among them the plan is not offered for applying.
    pub problems: Vec<Problem>,
    /// How many warnings are left out of `problems` because the configuration's
    /// `policy.allow` names their codes.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub allowed: u32,
    /// What no call can do and a person must know: a code with parameters each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Said>,
    /// Live objects matched by nothing, by kind.
    pub unmanaged: BTreeMap<String, u32>,
    /// Names for people: kind, then key (or id), then a breadcrumb such as `営業部 > 営業1課`,
    /// for every object a step speaks of.
    #[serde(default)]
    pub names: BTreeMap<String, BTreeMap<String, String>>,
    /// The requests, in the order they are sent.
    pub steps: Vec<Step>,
}

/// Whether there is none of something: a plan in which nothing is allowed says nothing of it.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
pub(super) fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// What a plan was made against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Base {
    /// `sha256:...` of the live snapshot.
    pub fingerprint: String,
    /// When the snapshot was read, RFC 3339. Left out of `hash`.
    pub read_at: String,
}

/// Counts over the steps of a plan, by what they do to objects.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// Objects created.
    pub create: u32,
    /// Objects changed in place.
    pub update: u32,
    /// Objects moved to another parent, place or domain.
    pub r#move: u32,
    /// Objects removed (suspended by removal, deleted, erased).
    pub delete: u32,
    /// Calls in all.
    pub calls: u32,
}

/// How long a plan takes, over virtual time (design section 4, Schedule).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Schedule {
    /// Seconds from the first start to the last answer.
    pub eta_seconds: f64,
    /// No order of these calls can take less.
    pub lower_bound_seconds: f64,
    /// The rule the bound rests on: `serial`, `criticalPath`, `orgWrites`, `operation`, `memberAdds`.
    pub binding: String,
    /// The latency of one call that was assumed.
    pub latency_seconds: f64,
    /// What would make it faster, from what saves most to what saves least.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faster: Vec<Faster>,
}

/// Something that would make a plan faster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Faster {
    /// What it is: a code, in camelCase.
    pub code: String,
    /// Its parameters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
    /// No order of the same calls could take less then.
    pub lower_bound_seconds: f64,
}

/// How a plan stands against one ceiling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Gate {
    /// Kind of object: `member`, `org`, ...
    pub kind: String,
    /// `remove`, `suspend`, `loseMembers`, `move`, `invite`, `change`, `shrink`, ... An open set.
    pub action: String,
    /// Objects the plan does this to; for `loseMembers` the memberships it takes away, for
    /// `shrink` the live owned objects that are not declared.
    pub count: u32,
    /// Live owned objects before the plan; for `loseMembers` their memberships.
    pub of: u32,
    /// The ceiling by count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// The ceiling by percentage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<f64>,
    /// What `--allow` says: up to so many pass, whatever the ceilings are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<u32>,
    /// Whether it holds.
    pub verdict: Verdict,
}

/// Live objects from which a ceiling by percentage counts (design section 2).
const PERCENT_FROM: u32 = 10;

impl Gate {
    /// Whether the count is beyond a ceiling, allowed or not. A percentage counts from 10
    /// live objects up; for `shrink` however few there are.
    pub fn is_exceeded(&self) -> bool {
        let over_count = self.max.is_some_and(|max| self.count > max);
        let enough = self.of >= PERCENT_FROM || self.action == Gated::Shrink.name();
        let over_share = self.percent.is_some_and(|percent| {
            enough && f64::from(self.count) * 100.0 > percent * f64::from(self.of)
        });
        over_count || over_share
    }
}

/// Whether a ceiling holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// Within.
    Ok,
    /// Beyond: the plan is refused (exit 3).
    Refused,
}

/// One request of a plan and everything said about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Its number, from 1.
    pub n: u32,
    /// When it starts, in seconds from the start of the plan.
    pub at: f64,
    /// What it does: `create`, `update`, `move`, `adopt`, ... An open set.
    pub op: String,
    /// What it does it to: `org`, `member`, `feature`, `externalKeys`, ... An open set.
    pub kind: String,
    /// External key of the object (or its id, where it has none).
    pub key: String,
    /// Its name, for people.
    pub name: String,
    /// Key of the domain.
    pub domain: String,
    /// What changes.
    pub changes: Vec<Change>,
    /// The request in full.
    pub request: PlanRequest,
    /// Why: a code with parameters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Said>,
    /// Steps this one cannot succeed without: failure propagates.
    pub needs: Vec<u32>,
    /// Steps that only come before.
    pub follows: Vec<u32>,
    /// What must still hold when a saved plan is applied.
    pub expects: Vec<Expect>,
    /// What it brings about that the request does not say.
    pub consequences: Vec<Said>,
    /// Whether a later plan can take it back without loss.
    pub reversible: bool,
    /// Where the object is declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

/// One changed property, in the configuration's vocabulary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// YAML name, with `.` for what is nested: `name.last`, `posts`, `members`.
    pub field: String,
    /// The live value; null where there was none.
    pub from: Value,
    /// The value afterwards; null where it is cleared.
    pub to: Value,
    /// Personal data: masked in every output unless asked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
}

/// A request as `apply` sends it. `{"$id": {"kind": "org", "key": "sales-1"}}` in a body,
/// or as compact JSON inside the path, stands for the id that an earlier step's 201 gave;
/// `{"$secret": "newMemberPassword"}` for a value that is only known at apply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanRequest {
    /// The method.
    pub method: Method,
    /// Path below the API's base, percent-encoded, with its query.
    pub path: String,
    /// The JSON body; left out where the call has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
}

impl PlanRequest {
    /// Method and path for people: `POST /users/{member/E00042}/suspend`.
    pub fn call(&self) -> String {
        let path = placeholder::shown_path(&self.path);
        format!("{} {path}", self.method.name())
    }
}

/// A precondition: what `apply PLANFILE` reads again before it starts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Expect {
    /// What is expected: `field`, `children`, `holder`, `empty`, `leader`, ... An open set.
    pub what: String,
    /// Kind of the object.
    pub kind: String,
    /// Resource id of the object; null where it must not exist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The property, in the API's vocabulary, or what was looked up.
    pub field: String,
    /// The value it must have.
    pub value: Value,
    /// Personal data: masked in every output unless asked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
}

/// Something said to a person: a code with parameters, words at the very end.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    /// The code, in camelCase.
    pub code: String,
    /// Its parameters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
}

/// Where a declaration stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// File, relative to the configuration.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
}
