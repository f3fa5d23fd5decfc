use jiff::Timestamp;

use crate::directory::Plan;
use crate::world::route::Operation;
use crate::world::state::State;
use crate::world::{Mark, Method, Refusal, reasons};

use super::authorise;

/// What an operation is about: decides which scopes suffice (facts 2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Members.
    Users,
    /// Org units.
    Orgs,
    /// Groups, their members and masters.
    Groups,
    /// Levels, positions, user types.
    Directory,
    /// External keys in bulk.
    Keys,
    /// The permission to talk to the outside.
    Talk,
    /// Where links open (facts 5.10).
    Browser,
    /// Custom properties of members, and the old custom fields.
    CustomProperties,
    /// Contacts and contact tags.
    Contacts,
}

impl Area {
    /// The scopes of which any one suffices.
    pub fn scopes(self, method: Method) -> &'static [&'static str] {
        let reads = method == Method::Get;
        match self {
            Area::Users if reads => &["user", "user.read", "directory", "directory.read"],
            Area::Users => &["user", "directory"],
            Area::Orgs if reads => &["orgunit", "orgunit.read", "directory", "directory.read"],
            Area::Orgs => &["orgunit", "directory"],
            Area::Groups if reads => &["group", "group.read", "directory", "directory.read"],
            Area::Groups => &["group", "directory"],
            Area::Contacts if reads => &["contact", "contact.read"],
            Area::Contacts => &["contact"],
            Area::Directory | Area::Keys | Area::CustomProperties if reads => {
                &["directory", "directory.read"]
            }
            Area::Directory | Area::Keys | Area::CustomProperties => &["directory"],
            Area::Talk => &["user"],
            Area::Browser if reads => &[
                "security.external-browser",
                "security.external-browser.read",
            ],
            Area::Browser => &["security.external-browser"],
        }
    }
}

/// Whether the bearer of a token may call an operation.
///
/// # Errors
/// 401 without a valid token; 403 where no scope of it suffices, or on a write on the
/// Free plan.
pub fn admit(
    state: &State,
    operation: Operation,
    authorization: Option<&str>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let token = authorise(state, authorization, now)?;
    let needs = operation.area.scopes(operation.method);
    if !token
        .scopes
        .iter()
        .any(|scope| needs.contains(&scope.as_str()))
    {
        return Err(Refusal::new(403, reasons::SCOPE_MISSING, "2.5", Mark::D)
            .with("scopes", token.scopes.join(","))
            .with("needs", needs.join(",")));
    }
    plan_admits(state, operation)
}

/// Whether the tenant's plan has an operation, whoever calls.
///
/// # Errors
/// 403 on a write on the Free plan.
pub fn plan_admits(state: &State, operation: Operation) -> Result<(), Refusal> {
    if state.rules.plan == Plan::Free && operation.method != Method::Get {
        return Err(Refusal::new(
            403,
            reasons::PLAN_CANNOT_WRITE,
            "2.5",
            Mark::D,
        ));
    }
    Ok(())
}
