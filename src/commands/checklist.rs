use std::path::PathBuf;

use crate::directory::{LiveMember, Snapshot};
use crate::live::{Extent, Wants};
use crate::report::checklist::{self, Pending};
use crate::settings::Settings;

use super::connection::Purpose;
use super::planning::{self, Side};
use super::{Exit, Failure, Format, Output, configuration};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The configuration.
    pub path: PathBuf,
    /// A snapshot to look into instead of the tenant.
    pub live: Option<PathBuf>,
    /// Whether the tenant is not looked at.
    pub offline: bool,
}

/// Prints what a person must set in the consoles.
///
/// # Errors
/// What is wrong with the configuration or the tenant.
pub fn run(request: &Request, settings: &Settings, output: &Output) -> Result<Exit, Failure> {
    let configuration = configuration::load(&request.path)?;
    output.findings(
        &configuration.warnings,
        configuration.allowed,
        &configuration.files,
    );
    let live = if request.offline {
        None
    } else {
        Some(planning::live_state(
            Side {
                file: request.live.as_deref(),
                ahead: None,
                purpose: Purpose::Read,
                // Who is pending is all that is asked of the tenant.
                wants: Wants {
                    extent: Extent::Members,
                    ..Wants::default()
                },
            },
            &request.path,
            &configuration,
            settings,
            output,
        )?)
    };
    let pending = live.as_ref().map(pending);
    let list = checklist::checklist(
        &configuration.desired,
        pending.as_deref(),
        output.language(),
    );
    match output.format() {
        Format::Text => output.data(&checklist::text(&list, output.language())),
        Format::Json => output.json(&list),
    }
    Ok(Exit::Done)
}

/// Members who were invited and have not joined yet.
fn pending(live: &Snapshot) -> Vec<Pending> {
    live.directory
        .members
        .values()
        .filter(|member| member.flags.pending)
        .map(|member| Pending {
            domain: member.domain,
            key: member.key.as_ref().map(ToString::to_string),
            name: name(member),
        })
        .collect()
}

/// Last and first name, else the address, else the id.
fn name(member: &LiveMember) -> String {
    let name = member.props.name.known();
    let parts: Vec<&str> = name
        .into_iter()
        .flat_map(|name| [&name.last, &name.first])
        .filter_map(|part| part.value())
        .map(String::as_str)
        .collect();
    if !parts.is_empty() {
        return parts.join(" ");
    }
    match member.props.email.known() {
        Some(email) => email.to_string(),
        None => member.id.to_string(),
    }
}
