use jiff::Timestamp;

use crate::world::lag::Done;
use crate::world::state::State;
use crate::world::{Refusal, World, users};

use super::{Act, members, outsiders, settings, sync};

impl World {
    /// Does what no call of the API does. Performed again in the same order at the same
    /// times, it has the same effect.
    ///
    /// # Errors
    /// What the console or the service would not do; nothing has changed then.
    pub fn act(&mut self, act: &Act, now: Timestamp) -> Result<(), Refusal> {
        let counter = self.counter();
        users::settle(self.state_mut(), now);
        apply(self.state_mut(), act, now)?;
        if let Act::MoveClock { to } = act {
            users::settle(self.state_mut(), *to);
        }
        self.follow(|| Done::act(now, counter, act));
        Ok(())
    }
}

/// The act alone, on a state that is settled.
///
/// # Errors
/// As [`World::act`].
pub(in crate::world) fn apply(state: &mut State, act: &Act, now: Timestamp) -> Result<(), Refusal> {
    match act {
        Act::SetSync { domain, switches } => sync::set(state, *domain, switches),
        Act::FirstLogin { member } => members::first_login(state, member, now),
        Act::FailedLogins { member } => members::failed_logins(state, member),
        Act::MakeSuperAdmin { member } => members::make_super_admin(state, member),
        Act::MakeAdministrator { member } => members::make_administrator(state, member),
        Act::RevokeAdministrator { member } => members::revoke_administrator(state, member),
        Act::MakeDynamic { group } => settings::make_dynamic(state, group),
        Act::AddExternalGroup { domain, name, key } => {
            settings::add_external_group(state, *domain, name, key.as_ref())
        }
        Act::GrantExternal {
            domain,
            outside,
            to,
        } => settings::grant_external(state, *domain, *outside, *to),
        Act::AddExternalContact {
            domain,
            outside,
            id,
            name,
            buddies,
        } => outsiders::add_contact(state, *domain, *outside, id, name, buddies),
        Act::SetCompanyTags { domain, on } => outsiders::set_company_tags(state, *domain, *on),
        Act::SetGrantDelay { domain, seconds } => {
            outsiders::set_grant_delay(state, *domain, *seconds)
        }
        Act::NameCompany { domain, name } => {
            settings::name_company(state, *domain, name.as_deref())
        }
        Act::HideProperties { domain, properties } => {
            settings::hide_properties(state, *domain, properties)
        }
        Act::SetConsistency(consistency) => settings::set_consistency(state, *consistency),
        Act::SetAssumptions { switches } => settings::set_assumptions(state, switches),
        Act::MoveClock { to } => settings::move_clock(state, *to, now),
    }
}
