//! What would make a plan faster, by code; the words are in `report/words/said.rs`.

/// A product plan with more calls a minute. Parameters `calls`, `now`.
pub const PAID_PLAN: &str = "fasterOnAPaidPlan";

/// The org writes of this plan evenly over the domains that there are. Parameter `domains`.
pub const OTHER_DOMAINS: &str = "fasterOverDomains";

/// Calls answered in the usual time. Parameters `usual`, `now`, in seconds.
pub const USUAL_LATENCY: &str = "fasterAtUsualLatency";
