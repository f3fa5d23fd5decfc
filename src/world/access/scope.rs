use jiff::Timestamp;

use crate::directory::Plan;
use crate::world::route::Operation;
use crate::world::state::State;
use crate::world::{Mark, Method, Refusal, reasons};

use super::minimal::{self, Sight};
use super::{authorise, is_prohibited};

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

/// Whether the bearer of a token may call an operation, and how much of the answer it
/// may see.
///
/// # Errors
/// 401 without a valid token; 403 where no scope of it suffices, or on a write on the
/// Free plan.
pub fn admit(
    state: &State,
    operation: Operation,
    authorization: Option<&str>,
    now: Timestamp,
) -> Result<Sight, Refusal> {
    let token = authorise(state, authorization, now)?;
    let needs = operation.area.scopes(operation.method);
    let mut scopes = token.scopes.iter();
    let sight = if scopes.any(|scope| needs.contains(&scope.as_str())) {
        Sight::Whole
    } else {
        minimal::sight(operation, &token.scopes).ok_or_else(|| {
            Refusal::new(403, reasons::SCOPE_MISSING, "2.5", Mark::D)
                .with("scopes", token.scopes.join(","))
                .with("needs", needs.join(","))
        })?
    };
    plan_admits(state, operation)?;
    Ok(sight)
}

/// What the bearer of a token is told of a path that is not served.
///
/// # Errors
/// Always: 401 without a valid token, 403 on what no service account may call, else what
/// was found of the path.
pub fn turn_away(
    state: &State,
    path: &[String],
    found: Refusal,
    authorization: Option<&str>,
    now: Timestamp,
) -> Refusal {
    match authorise(state, authorization, now) {
        Err(unauthorised) => unauthorised,
        Ok(_) if is_prohibited(path) => {
            Refusal::new(403, reasons::NOT_FOR_SERVICE_ACCOUNTS, "2.4", Mark::D)
                .with("value", format!("/{}", path.join("/")))
        }
        Ok(_) => found,
    }
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
