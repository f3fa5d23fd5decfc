//! What no call shows: the external-talk grant of a member, external groups (facts 9).

use maud::{Markup, html};

use crate::directory::{DomainId, LiveMember};

use super::scene::Scene;

/// Whether a member may talk to people outside.
pub fn of_member(_scene: &Scene<'_>, _member: &LiveMember) -> Markup {
    html! {}
}

/// The external groups of a domain.
pub fn groups(_scene: &Scene<'_>, _domain: DomainId) -> Markup {
    html! {}
}
